package rights

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/communitrak/onboarding/internal/stack"
)

// functionsOf returns the functions' statements, evaluated for a table whose
// name is about as long as CloudFormation makes it.
func functionsOf(t *testing.T) (*scope, map[string][]*grant) {
	t.Helper()
	root, err := stack.Root()
	if err != nil {
		t.Fatal(err)
	}
	template, err := stack.Load(root)
	if err != nil {
		t.Fatal(err)
	}
	s := newScope(t, template, support, "communitrak-onboarding-Table-1A2B3C4D5E6F7")
	grants := map[string][]*grant{}
	for _, f := range template.Resources("AWS::Serverless::Function") {
		grants[f.Name] = grantsOf(s, f)
	}
	return s, grants
}

// allowed returns the functions that may do it.
func allowed(grants map[string][]*grant, d demand) []string {
	found := map[string]bool{}
	for function, all := range grants {
		if slices.ContainsFunc(all, func(g *grant) bool { return g.allows(d) }) {
			found[function] = true
		}
	}
	return sorted(found)
}

// An attacker who controls a function can do what the function may. Only
// Session and Activate can open a session, and only Session can change whose it
// is and how long it lasts.
func TestSessionsAreNotForged(t *testing.T) {
	t.Parallel()
	s, grants := functionsOf(t)
	table := s.lookUp("Table.Arn")
	touching := []string{"Activate", "Invite", "Members", "Resend", "Review", "Session"}
	for name, test := range map[string]struct {
		demand demand
		want   []string
	}{
		"a new item":         {onKeys("PutItem", table, "S#x").naming("PK", "SK", "person", "epoch", "endsAt", "rv", "rq"), []string{"Activate", "Session"}},
		"an update":          {onKeys("UpdateItem", table, "S#x").naming("PK", "SK", "rq", "person"), []string{"Session"}},
		"an end moved on":    {onKeys("UpdateItem", table, "S#x").naming("PK", "SK", "rq", "seenAt", "endsAt"), []string{"Session"}},
		"an epoch":           {onKeys("UpdateItem", table, "S#x").naming("PK", "SK", "rq", "epoch"), []string{"Session"}},
		"an end":             {onKeys("DeleteItem", table, "S#x").naming("PK", "SK"), []string{"Session"}},
		"that it was used":   {onKeys("UpdateItem", table, "S#x").naming("PK", "SK", "rq", "seenAt"), touching},
		"among other things": {onKeys("UpdateItem", table, "S#x", "I#x").naming("PK", "SK", "rq", "person"), []string{"Session"}},
	} {
		if got := allowed(grants, test.demand); !slices.Equal(got, test.want) {
			t.Errorf("%s: may be done by %v, want %v", name, got, test.want)
		}
	}
}

// Memberships are stored beside the accounts: a function that creates them must
// not create an account, which could be Support's.
func TestAccountsAreNotForged(t *testing.T) {
	t.Parallel()
	s, grants := functionsOf(t)
	table := s.lookUp("Table.Arn")
	account := []string{"Activate", "Members", "Session"}
	for name, test := range map[string]struct {
		demand demand
		want   []string
	}{
		"an account":        {onKeys("PutItem", table, "E#x").naming("PK", "SK", "person", "email", "password", "epoch"), account},
		"Support's account": {onKeys("PutItem", table, "E#x").naming("PK", "SK", "person", "staff"), account},
		"among other items": {onKeys("PutItem", table, "C#x#M#x", "E#x", "O#x").naming("PK", "SK", "person", "password", "email", "status"), []string{"Activate", "Members"}},
		"a membership":      {onKeys("PutItem", table, "E#x").naming("PK", "SK", "rv", "rq", "person", "c", "m", "status", "role"), []string{"Activate", "Import", "Invite", "Members", "Session"}},
		"an update":         {onKeys("UpdateItem", table, "E#x").naming("PK", "SK", "rq", "password"), []string{"Activate"}},
	} {
		if got := allowed(grants, test.demand); !slices.Equal(got, test.want) {
			t.Errorf("%s: may be done by %v, want %v", name, got, test.want)
		}
	}
}

// A request that names no key at all, such as a Scan, is allowed to no
// function.
func TestRequestsNameKeys(t *testing.T) {
	t.Parallel()
	s, grants := functionsOf(t)
	for _, action := range []string{"GetItem", "BatchGetItem", "Query", "PutItem", "UpdateItem", "DeleteItem", "ConditionCheckItem", "Scan"} {
		for _, resource := range []string{"", "/index/GSI1", "/index/GSI2", "/index/GSI3"} {
			if got := allowed(grants, onKeys(action, s.lookUp("Table.Arn")+resource)); len(got) > 0 {
				t.Errorf("%s of Table%s without a key: may be done by %v", action, resource, got)
			}
		}
	}
}

// Few functions derive codes. Import and Resend read the secret for the ID of
// the key that new invitations use.
func TestCodeKeyIsReadByFew(t *testing.T) {
	t.Parallel()
	_, grants := functionsOf(t)
	want := []string{"Activate", "Deliver", "Import", "Invite", "Members", "Print", "Resend"}
	if got := allowed(grants, demand{action: "secretsmanager:GetSecretValue", resource: secretARN("code")}); !slices.Equal(got, want) {
		t.Errorf("the code key may be read by %v, want %v", got, want)
	}
}

// maxPolicySize is how many characters, without spaces, all inline policies
// of one role may have together.
const maxPolicySize = 10240

func TestPoliciesFit(t *testing.T) {
	t.Parallel()
	s, _ := functionsOf(t)
	for _, f := range s.template.Resources("AWS::Serverless::Function") {
		written, err := json.Marshal(s.eval(f.Properties["Policies"]))
		if err != nil {
			t.Fatal(err)
		}
		// Each table name may be longer, in a stack with a longer name.
		room := 60 * strings.Count(string(written), ":table/")
		t.Logf("%-10s %5d characters", f.Name, len(written))
		if len(written)+room > maxPolicySize {
			t.Errorf("%s: the policy has %d characters, %d with the longest name of a stack; IAM takes %d", f.Name, len(written), len(written)+room, maxPolicySize)
		}
	}
}
