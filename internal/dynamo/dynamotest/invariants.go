package dynamotest

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/feature/dynamodb/attributevalue"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"
)

// Item is any item of the table, as far as the invariants look at it. It is
// spelt here once more, apart from package dynamo, so that a mistake there does
// not hide itself.
type Item struct {
	PK     string `dynamodbav:"PK"`
	SK     string `dynamodbav:"SK"`
	GSI1PK string `dynamodbav:"GSI1PK"`
	GSI2PK string `dynamodbav:"GSI2PK"`
	GSI2SK string `dynamodbav:"GSI2SK"`
	GSI3PK string `dynamodbav:"GSI3PK"`

	ID             string `dynamodbav:"id"`
	Community      string `dynamodbav:"c"`
	Member         string `dynamodbav:"m"`
	Status         string `dynamodbav:"status"`
	Ended          bool   `dynamodbav:"ended"`
	Role           string `dynamodbav:"role"`
	Email          string `dynamodbav:"email"`
	Household      string `dynamodbav:"h"`
	Property       string `dynamodbav:"p"`
	Attention      bool   `dynamodbav:"attention"`
	ExpiryRecorded bool   `dynamodbav:"lapsed"`

	Generation int    `dynamodbav:"gen"`
	Send       int    `dynamodbav:"send"`
	Delivery   string `dynamodbav:"delivery"`
	Hard       bool   `dynamodbav:"hard"`
	Kind       string `dynamodbav:"kind"`
	Action     string `dynamodbav:"action"`
	State      string `dynamodbav:"state"`
	Due        int64  `dynamodbav:"due"`

	People     map[string]string `dynamodbav:"people"`
	Head       string            `dynamodbav:"headMember"`
	Households int               `dynamodbav:"households"`
	JoinedTo   string            `dynamodbav:"joinedTo"`
	Aliases    []any             `dynamodbav:"also"`
	Home       *Item             `dynamodbav:"home"`

	OriginImport string `dynamodbav:"originImport"`

	Admins  []string `dynamodbav:"-"`
	Counted tally    `dynamodbav:"-"`
	Held    int      `dynamodbav:"-"` // what it adds to the mails that its import holds
	Text    string   `dynamodbav:"-"`
}

// tally is what a community counts of its members.
type tally struct{ Active, Pending, Attention, Profiles, CorrectEmail, Resend, Ask, InviteAgain int }

func (n tally) plus(d tally) tally {
	return tally{n.Active + d.Active, n.Pending + d.Pending, n.Attention + d.Attention, n.Profiles + d.Profiles,
		n.CorrectEmail + d.CorrectEmail, n.Resend + d.Resend, n.Ask + d.Ask, n.InviteAgain + d.InviteAgain}
}

// Dump reads the whole table.
func Dump(t testing.TB, client *dynamodb.Client, table string) []Item {
	t.Helper()
	var items []Item
	pages := dynamodb.NewScanPaginator(client, &dynamodb.ScanInput{TableName: &table})
	for pages.HasMorePages() {
		page, err := pages.NextPage(t.Context())
		if err != nil {
			t.Fatalf("reading the whole table: %v", err)
		}
		for _, a := range page.Items {
			items = append(items, read(t, a))
		}
	}
	return items
}

func read(t testing.TB, a map[string]types.AttributeValue) Item {
	t.Helper()
	var i Item
	var all map[string]any
	if err := attributevalue.UnmarshalMap(a, &all); err != nil {
		t.Fatal(err)
	}
	i.Text = fmt.Sprint(all)
	var err error
	if sk := fmt.Sprint(all["SK"]); strings.HasPrefix(sk, "N#") {
		err = attributevalue.UnmarshalMap(a, &i.Counted)
		i.PK, i.SK = fmt.Sprint(all["PK"]), sk
	} else if sk == "ADMINS" {
		var set struct {
			Members []string `dynamodbav:"members,stringset"`
		}
		err = attributevalue.UnmarshalMap(a, &set)
		i.PK, i.SK, i.Admins = fmt.Sprint(all["PK"]), sk, set.Members
	} else if pk := fmt.Sprint(all["PK"]); strings.Contains(pk, "#J#") {
		var ofImport struct {
			Sending struct {
				HeldBack int `dynamodbav:"held"`
			} `dynamodbav:"sending"`
			Unheld int `dynamodbav:"unheld"`
		}
		err = attributevalue.UnmarshalMap(a, &ofImport)
		i.PK, i.SK, i.Held = pk, sk, ofImport.Sending.HeldBack-ofImport.Unheld
	} else if strings.HasPrefix(sk, "R#") || sk == "I" || sk == "T" || sk == "X" {
		i.PK, i.SK = fmt.Sprint(all["PK"]), sk // of no interest but for its text
	} else {
		err = attributevalue.UnmarshalMap(a, &i)
	}
	if err != nil {
		t.Fatalf("item %v: %v", all, err)
	}
	return i
}

// CheckInvariants reads the whole table and fails the test for everything in it
// that must never be, whatever happened before: see [Violations].
func CheckInvariants(t testing.TB, client *dynamodb.Client, table string, secrets ...string) {
	t.Helper()
	for _, v := range Violations(Dump(t, client, table), secrets...) {
		t.Errorf("invariant: %s", v)
	}
}

// Violations says what of the items contradicts itself:
//
//   - every member has one link, which has ended exactly if they have, and every
//     link its member;
//   - an email is one member of a community, and has an account if they are
//     active;
//   - counts are what the members add up to, and the set of administrators holds
//     those who are active in that role;
//   - households and members name each other, heads live in their households,
//     properties count their households;
//   - an import holds the mails of as many as it has members whose mail is held;
//   - every address leads to a property that is there, under as many keys as it
//     has addresses;
//   - every mail is final, or due and of a member who exists; a member
//     whose mail is queued has that mail;
//   - whoever must be looked at by the clock stands in its index;
//   - no item of one community names another, and none holds a secret.
func Violations(items []Item, secrets ...string) []string {
	c := newCheck(items)
	for _, i := range items {
		c.item(i)
		c.secrets(i, secrets)
	}
	c.totals()
	c.holds()
	slices.Sort(c.found)
	return c.found
}

type check struct {
	found       []string
	members     map[string]Item // by community and identifier
	memberships map[string][]Item
	accounts    map[string]bool
	emails      map[string]string
	households  map[string]Item
	properties  map[string]Item
	standing    map[string]int // households of a property
	addresses   map[string]int // keys of a property
	intents     map[string]bool
	counted     map[string]tally
	sum         map[string]tally
	admins      map[string][]string // as the members say
	adminSets   map[string][]string // as the items say
	held        map[string]int      // by import, less its members whose mail is held
}

func newCheck(items []Item) *check {
	c := &check{
		members: map[string]Item{}, memberships: map[string][]Item{}, accounts: map[string]bool{}, emails: map[string]string{},
		households: map[string]Item{}, properties: map[string]Item{}, standing: map[string]int{}, addresses: map[string]int{},
		intents: map[string]bool{}, counted: map[string]tally{}, sum: map[string]tally{},
		admins: map[string][]string{}, adminSets: map[string][]string{}, held: map[string]int{},
	}
	for _, i := range items {
		switch kindOf(i) {
		case "member":
			c.members[i.Community+"/"+i.ID] = i
		case "link":
			c.memberships[i.Community+"/"+i.Member] = append(c.memberships[i.Community+"/"+i.Member], i)
		case "account":
			c.accounts[i.PK] = true
		case "household":
			c.households[i.Community+"/"+i.ID] = i
			c.standing[i.Community+"/"+i.Property]++
		case "property":
			c.properties[i.Community+"/"+i.ID] = i
			c.address(i)
			if h, ok := firstHousehold(i); ok {
				c.households[h.Community+"/"+h.ID] = h
				c.standing[h.Community+"/"+h.Property]++
			}
		case "address":
			c.address(i)
		case "intent":
			if !final(i.State) {
				c.intents[fmt.Sprint(i.Community, "/", i.Member, "/", i.Kind, "/", i.Generation, "/", i.Send)] = true
			}
		case "administrators":
			c.adminSets[communityOf(i.PK)] = slices.Sorted(slices.Values(i.Admins))
		case "import":
			c.held[i.PK] += i.Held
		case "counts":
			add(c.sum, communityOf(i.PK), i.Counted)
		}
	}
	return c
}

// address counts where the address in the item's key leads.
func (c *check) address(i Item) {
	if i.Property != "" {
		c.addresses[communityOf(i.PK)+"/"+i.Property]++
	}
}

// firstHousehold returns the household inside a property's item.
func firstHousehold(p Item) (h Item, ok bool) {
	if p.Home == nil {
		return h, false
	}
	h = *p.Home
	h.Community, h.Property = p.Community, p.ID
	return h, true
}

// kindOf tells an item by its key.
func kindOf(i Item) string {
	switch {
	case strings.HasPrefix(i.PK, "O#"):
		return "intent"
	case strings.HasPrefix(i.PK, "E#") && i.SK == "A":
		return "account"
	case strings.HasPrefix(i.PK, "E#") && strings.HasPrefix(i.SK, "C#"):
		return "link"
	case !strings.HasPrefix(i.PK, "C#"):
		return "other"
	case strings.Contains(i.PK, "#M#") && i.SK == "M":
		return "member"
	case strings.Contains(i.PK, "#P#") && strings.HasPrefix(i.SK, "P") && i.ID != "":
		return "property"
	case strings.Contains(i.PK, "#P#") && strings.HasPrefix(i.SK, "P"):
		return "address"
	case strings.Contains(i.PK, "#P#") && strings.HasPrefix(i.SK, "H#"):
		return "household"
	case strings.Contains(i.PK, "#J#"):
		return "import"
	case strings.HasPrefix(i.SK, "N#"):
		return "counts"
	case i.SK == "ADMINS":
		return "administrators"
	default:
		return "other"
	}
}

func communityOf(pk string) string {
	community, _, _ := strings.Cut(strings.TrimPrefix(pk, "C#"), "#")
	return community
}

func final(state string) bool { return state == "sent" || state == "failed" || state == "cancelled" }

func ended(status string) bool { return status == "revoked" || status == "removed" }

func add(to map[string]tally, community string, by tally) { to[community] = to[community].plus(by) }

// needOf is what would help a member who needs attention.
func needOf(m Item) tally {
	switch {
	case m.Status == "revoked":
		return tally{InviteAgain: 1}
	case m.Delivery == "suppressed" || m.Delivery == "bounced" && m.Hard:
		return tally{CorrectEmail: 1}
	case m.Delivery == "complained":
		return tally{Ask: 1}
	default:
		return tally{Resend: 1}
	}
}

func (c *check) report(format string, args ...any) {
	c.found = append(c.found, fmt.Sprintf(format, args...))
}

func (c *check) item(i Item) {
	if strings.HasPrefix(i.PK, "C#") && i.Community != "" && i.Community != communityOf(i.PK) {
		c.report("%s %s belongs to %s", i.PK, i.SK, i.Community)
	}
	switch kindOf(i) {
	case "member":
		c.member(i)
	case "link":
		if m, ok := c.members[i.Community+"/"+i.Member]; !ok || ended(m.Status) != (i.Ended || ended(i.Status)) {
			c.report("link %s of %s has ended: %v %s, its member %q is %q", i.SK, i.PK, i.Ended, i.Status, i.Member, m.Status)
		}
	case "household":
		c.household(i)
	case "property":
		c.property(i)
		c.leads(i)
		if h, ok := firstHousehold(i); ok {
			c.household(h)
		}
	case "address":
		c.leads(i)
	case "intent":
		c.intent(i)
	}
}

// leads checks where the address in the item's key leads, if anywhere.
func (c *check) leads(i Item) {
	if p, ok := c.properties[communityOf(i.PK)+"/"+i.Property]; i.Property != "" && (!ok || p.JoinedTo != "") {
		c.report("address %s %s leads to %q, which is not there", i.PK, i.SK, i.Property)
	}
}

func (c *check) member(m Item) {
	name := "member " + m.Community + "/" + m.ID
	links := c.memberships[m.Community+"/"+m.ID]
	if len(links) != 1 {
		c.report("%s has %d links, want 1", name, len(links))
	}
	for _, l := range links {
		if m.Status == "active" && !c.accounts[l.PK] {
			c.report("%s is active without an account", name)
		}
	}
	if other, taken := c.emails[m.Community+"/"+m.Email]; taken && m.Email != "" {
		c.report("%s has the email of %s", name, other)
	}
	c.emails[m.Community+"/"+m.Email] = m.ID
	switch m.Status {
	case "active":
		add(c.counted, m.Community, tally{Active: 1})
		if m.Role == "administrator" {
			c.admins[m.Community] = append(c.admins[m.Community], m.ID)
		}
	case "pending":
		add(c.counted, m.Community, tally{Pending: 1})
		if m.Delivery == "held" {
			c.held["C#"+m.Community+"#J#"+m.OriginImport]--
		}
		if !m.ExpiryRecorded && m.GSI2PK == "" {
			c.report("%s is pending and stands in no due index", name)
		}
		if m.Delivery == "queued" && !c.intents[fmt.Sprint(m.Community, "/", m.ID, "/invitation/", m.Generation, "/", m.Send)] {
			c.report("%s waits for mail %d of generation %d, which nobody owes", name, m.Send, m.Generation)
		}
	case "profile":
		add(c.counted, m.Community, tally{Profiles: 1})
		if m.Email != "" || m.GSI2PK != "" || m.Delivery != "none" {
			c.report("%s is a profile with email %q, delivery %q, due in %q", name, m.Email, m.Delivery, m.GSI2PK)
		}
	}
	if m.Attention {
		add(c.counted, m.Community, needOf(m).plus(tally{Attention: 1}))
	}
	h, there := c.households[m.Community+"/"+m.Household]
	_, lives := h.People[m.ID]
	if m.Household != "" && lives == ended(m.Status) || !ended(m.Status) && there && h.Property != m.Property {
		c.report("%s is %s, household %q there %v, lives in it %v", name, m.Status, m.Household, there, lives)
	}
}

func (c *check) household(h Item) {
	for _, id := range slices.Sorted(maps.Keys(h.People)) {
		if m, ok := c.members[h.Community+"/"+id]; !ok || m.Household != h.ID {
			c.report("household %s holds %s, who lives in %q", h.ID, id, m.Household)
		}
	}
	if _, there := h.People[h.Head]; h.Head != "" && !there {
		c.report("household %s has a head %s who does not live there", h.ID, h.Head)
	}
	if p, ok := c.properties[h.Community+"/"+h.Property]; !ok || p.JoinedTo != "" {
		c.report("household %s stands at %q, which is not there", h.ID, h.Property)
	}
}

func (c *check) property(p Item) {
	key := p.Community + "/" + p.ID
	if got := c.standing[key]; got != p.Households {
		c.report("property %s counts %d households and has %d", p.ID, p.Households, got)
	}
	want := 1 + len(p.Aliases)
	if p.JoinedTo != "" {
		want = 0
	}
	if got := c.addresses[key]; got != want {
		c.report("property %s is found under %d addresses, want %d", p.ID, got, want)
	}
	if (p.JoinedTo == "") != (p.GSI1PK != "") {
		c.report("property %s joined to %q is listed: %v", p.ID, p.JoinedTo, p.GSI1PK != "")
	}
}

func (c *check) intent(n Item) {
	if due := n.GSI2PK != "" && strings.HasPrefix(n.GSI2SK, fmt.Sprintf("%013d#", n.Due)); due == final(n.State) {
		c.report("mail %s is %s and due: %v", n.ID, n.State, due)
	}
	if _, ok := c.members[n.Community+"/"+n.Member]; n.Member != "" && !ok && !final(n.State) {
		c.report("mail %s is about %s/%s, who is not there", n.ID, n.Community, n.Member)
	}
}

func (c *check) totals() {
	for _, community := range slices.Sorted(maps.Keys(mergeKeys(c.sum, c.counted))) {
		if c.sum[community] != c.counted[community] {
			c.report("%s counts %+v, its members are %+v", community, c.sum[community], c.counted[community])
		}
	}
	for _, community := range slices.Sorted(maps.Keys(mergeKeys(c.adminSets, c.admins))) {
		want := slices.Sorted(slices.Values(c.admins[community]))
		if got := c.adminSets[community]; !slices.Equal(got, want) {
			c.report("%s has the administrators %v, its members say %v", community, got, want)
		}
	}
}

// holds checks what imports hold, after all items were seen.
func (c *check) holds() {
	for _, job := range slices.Sorted(maps.Keys(c.held)) {
		if n := c.held[job]; n != 0 {
			c.report("import %s holds %d mails more than its members wait for", job, n)
		}
	}
}

func mergeKeys[V any](a, b map[string]V) map[string]V {
	all := maps.Clone(a)
	maps.Copy(all, b)
	return all
}

func (c *check) secrets(i Item, secrets []string) {
	text := strings.ToUpper(i.Text)
	for n, secret := range secrets {
		secret = strings.ToUpper(secret)
		if strings.Contains(text, secret) || strings.Contains(text, strings.ReplaceAll(secret, "-", "")) {
			c.report("%s %s holds secret number %d", i.PK, i.SK, n)
		}
	}
}

// Overdue lists the mails that should have been dealt with by then.
func Overdue(items []Item, by time.Time) []string {
	var ids []string
	for _, i := range items {
		if kindOf(i) == "intent" && !final(i.State) && i.Due <= by.UnixMilli() {
			ids = append(ids, i.Kind+" "+i.ID)
		}
	}
	return ids
}
