package onboarding_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/communitrak/onboarding/internal/dynamo/dynamotest"
	"github.com/communitrak/onboarding/internal/onboarding"
	. "github.com/communitrak/onboarding/internal/onboarding/onboardingtest"
)

// TestInvariants shows that the checker of the other tests finds what it looks
// for: each mistake planted in a sound table is found.
func TestInvariants(t *testing.T) {
	t.Parallel()
	f := New(t)
	rosa := f.Invited(t, "Rosa", "Delgado", "rosa@example.org")
	next := Person("Ada", "Min", "ada@example.org")
	next.Home = onboarding.Home{Property: rosa.Property}
	if _, err := f.Invite(t.Context(), f.Admin, f.Community, next); err != nil {
		t.Fatal(err)
	}
	f.ActivateByMail(t, f.Invited(t, "Owen", "Delgado", "owen@example.org"))
	if _, err := f.Revoke(t.Context(), f.Admin, f.Community, f.Invited(t, "Ivy", "Sato", "ivy@example.org").ID); err != nil {
		t.Fatal(err)
	}
	code := f.ByMail(t, rosa)
	secrets := []string{code.Code, code.Proof, string(Password)}
	sound := f.Items(t)
	if found := dynamotest.Violations(sound, secrets...); len(found) > 0 {
		t.Fatalf("the table is not sound: %q", found)
	}

	is := func(status string) func(dynamotest.Item) bool {
		return func(i dynamotest.Item) bool { return i.SK == "M" && i.Status == status }
	}
	key := func(pk, sk string) func(dynamotest.Item) bool {
		return func(i dynamotest.Item) bool {
			return strings.HasPrefix(i.PK, pk) && strings.HasPrefix(i.SK, sk)
		}
	}
	link := func(ended bool) func(dynamotest.Item) bool {
		return func(i dynamotest.Item) bool { return strings.HasPrefix(i.SK, "C#") && i.Ended == ended }
	}
	lives := func(i dynamotest.Item) bool { return strings.Contains(i.PK, "#P#") && i.Home != nil }
	inhabited := func(i dynamotest.Item) bool { return strings.HasPrefix(i.SK, "H#") && len(i.People) > 0 }
	home := func(change func(*dynamotest.Item)) func(*dynamotest.Item) {
		return func(i *dynamotest.Item) {
			first := *i.Home
			change(&first)
			i.Home = &first
		}
	}
	owed := func(i dynamotest.Item) bool { return i.SK == "O" && i.Member == rosa.ID }
	for name, c := range map[string]struct {
		which  func(dynamotest.Item) bool
		change func(*dynamotest.Item)
	}{
		"status without the account": {is("pending"), func(i *dynamotest.Item) { i.Status = "active" }},
		"link without the member":    {link(false), func(i *dynamotest.Item) { i.Member = "nobody" }},
		"link that has ended":        {link(false), func(i *dynamotest.Item) { i.Ended = true }},
		"link that goes on":          {link(true), func(i *dynamotest.Item) { i.Ended = false }},
		"active without account":     {key("E#", "A"), func(i *dynamotest.Item) { i.SK = "W" }},
		"an email twice":             {is("pending"), func(i *dynamotest.Item) { i.Email = "owen@example.org" }},
		"a count too many":           {key("C#", "N#"), func(i *dynamotest.Item) { i.Counted.Pending++ }},
		"a member nobody counted":    {is("pending"), func(i *dynamotest.Item) { i.Attention = true }},
		"a head who lives elsewhere": {inhabited, func(i *dynamotest.Item) { i.Head = "nobody" }},
		"a stranger in a household":  {inhabited, func(i *dynamotest.Item) { i.People = map[string]string{"nobody": "Nobody"} }},
		"a first head elsewhere":     {lives, home(func(i *dynamotest.Item) { i.Head = "nobody" })},
		"a stranger in a home":       {lives, home(func(i *dynamotest.Item) { i.People = map[string]string{"nobody": "Nobody"} })},
		"a first household is gone":  {lives, func(i *dynamotest.Item) { i.Home = nil }},
		"a household of nowhere":     {inhabited, func(i *dynamotest.Item) { i.Property = "nowhere" }},
		"who ended lives on":         {is("revoked"), func(i *dynamotest.Item) { i.Status = "pending" }},
		"a property counts one more": {lives, func(i *dynamotest.Item) { i.Households++ }},
		"a property is gone":         {lives, func(i *dynamotest.Item) { i.SK = "Q" }},
		"a property is joined":       {lives, func(i *dynamotest.Item) { i.JoinedTo = "another" }},
		"an address leads nowhere":   {lives, func(i *dynamotest.Item) { i.Property = "nowhere" }},
		"an owed mail is not due":    {owed, func(i *dynamotest.Item) { i.GSI2PK = "" }},
		"an owed mail is gone":       {owed, func(i *dynamotest.Item) { i.State, i.GSI2PK = "cancelled", "" }},
		"an ended mail is due":       {owed, func(i *dynamotest.Item) { i.State = "sent" }},
		"a mail about nobody":        {owed, func(i *dynamotest.Item) { i.Member = "nobody" }},
		"nobody looks after them":    {is("pending"), func(i *dynamotest.Item) { i.GSI2PK = "" }},
		"an administrator left out":  {key("C#", "ADMINS"), func(i *dynamotest.Item) { i.Admins = nil }},
		"another's item":             {is("pending"), func(i *dynamotest.Item) { i.PK = "C#other#M#" + i.ID }},
		"a code":                     {is("pending"), func(i *dynamotest.Item) { i.Text += code.Code }},
		"a proof without dashes":     {owed, func(i *dynamotest.Item) { i.Text += strings.ToLower(strings.ReplaceAll(code.Proof, "-", "")) }},
		"a password":                 {key("E#", "A"), func(i *dynamotest.Item) { i.Text += string(Password) }},
	} {
		items := slices.Clone(sound)
		n := slices.IndexFunc(items, c.which)
		if n < 0 {
			t.Errorf("%s: no such item", name)
			continue
		}
		c.change(&items[n])
		if found := dynamotest.Violations(items, secrets...); len(found) == 0 {
			t.Errorf("%s: nobody sees it", name)
		}
	}
}
