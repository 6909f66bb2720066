package rights

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"communitrak/infra/local/stack"
)

// demand is one thing that a call needs to be allowed.
type demand struct {
	action, resource string
	// key is the leading key of the table, or of the index, that is named.
	key string
	// from is the address that a mail is sent from.
	from string
}

// grant is a statement of a function's role, evaluated.
type grant struct {
	actions, resources []string
	keys               []string // patterns; nil allows all
	from               string   // "" allows all
	used               map[string]bool
}

// grantsOf are the function's own statements.
func grantsOf(s *scope, f stack.Resource) []*grant {
	var grants []*grant
	for _, policy := range list(f.Properties["Policies"]) {
		for _, statement := range list(stack.At(policy, "Statement")) {
			g := &grant{
				actions: texts(s.eval(stack.At(statement, "Action"))), resources: texts(s.eval(stack.At(statement, "Resource"))),
				keys: texts(s.eval(stack.At(statement, "Condition", "ForAllValues:StringLike", "dynamodb:LeadingKeys"))),
				used: map[string]bool{},
			}
			if from := stack.At(statement, "Condition", "StringEquals", "ses:FromAddress"); from != nil {
				g.from = fmt.Sprint(s.eval(from))
			}
			grants = append(grants, g)
		}
	}
	return grants
}

// allows reports whether the statement allows the demand, and notes what of it
// was used for that.
func (g *grant) allows(d demand) bool {
	if !slices.Contains(g.actions, d.action) || g.from != "" && g.from != d.from {
		return false
	}
	resource := slices.IndexFunc(g.resources, func(pattern string) bool { return like(pattern, d.resource) })
	if resource < 0 {
		return false
	}
	if g.keys != nil {
		key := slices.IndexFunc(g.keys, func(pattern string) bool { return like(pattern, d.key) })
		if key < 0 {
			return false
		}
		g.used["key "+g.keys[key]] = true
	}
	g.used["action "+d.action] = true
	g.used["resource "+g.resources[resource]] = true
	return true
}

// unused is what of the statement no demand used.
func (g *grant) unused() []string {
	var names []string
	for kind, values := range map[string][]string{"action": g.actions, "resource": g.resources, "key": g.keys} {
		for _, value := range values {
			if !g.used[kind+" "+value] {
				names = append(names, kind+" "+value)
			}
		}
	}
	slices.Sort(names)
	return names
}

// like is IAM's StringLike: * is any text, ? any letter.
func like(pattern, text string) bool {
	expression := strings.NewReplacer(`\*`, ".*", `\?`, ".").Replace(regexp.QuoteMeta(pattern))
	return regexp.MustCompile("^" + expression + "$").MatchString(text)
}

func list(value any) []any {
	switch v := value.(type) {
	case nil:
		return nil
	case []any:
		return v
	default:
		return []any{v}
	}
}

func texts(value any) []string {
	var all []string
	for _, v := range list(value) {
		all = append(all, fmt.Sprint(v))
	}
	return all
}

func TestGrant(t *testing.T) {
	t.Parallel()
	g := &grant{actions: []string{"dynamodb:GetItem", "dynamodb:PutItem"}, resources: []string{"table/a"}, keys: []string{"C#*#M#*", "O#*"}, used: map[string]bool{}}
	for _, test := range []struct {
		demand demand
		want   bool
	}{
		{demand{action: "dynamodb:GetItem", resource: "table/a", key: "C#c1#M#m1"}, true},
		{demand{action: "dynamodb:GetItem", resource: "table/a", key: "C#c1"}, false},
		{demand{action: "dynamodb:GetItem", resource: "table/a/index/GSI1", key: "O#1"}, false},
		{demand{action: "dynamodb:DeleteItem", resource: "table/a", key: "O#1"}, false},
	} {
		if got := g.allows(test.demand); got != test.want {
			t.Errorf("%+v: got %v, want %v", test.demand, got, test.want)
		}
	}
	if diff := cmp.Diff([]string{"action dynamodb:PutItem", "key O#*"}, g.unused()); diff != "" {
		t.Errorf("unused (-want +got):\n%s", diff)
	}
}
