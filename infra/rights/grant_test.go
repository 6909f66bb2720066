package rights

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/communitrak/onboarding/internal/stack"
)

// demand is one thing that a call needs permission for.
type demand struct {
	action, resource string
	// context holds the condition keys of the request with their values. A key
	// that is missing is absent, which IAM tells apart from a value that does
	// not match.
	context map[string][]string
}

// Condition keys.
const (
	leadingKeys = "dynamodb:LeadingKeys" // of the table, or of the named index
	attributes  = "dynamodb:Attributes"  // that an update or a new item names
	fromAddress = "ses:FromAddress"
)

// condition is one operator of a statement on one condition key.
type condition struct {
	operator, key string
	values        []string
}

// grant is a statement of a function's role, evaluated.
type grant struct {
	actions, resources []string
	conditions         []condition
	used               map[pair]bool
}

// pair is what was used together in a statement: an action on a resource, with
// one value of a condition.
type pair struct{ action, resource, key, value string }

// grantsOf returns the function's own statements.
func grantsOf(s *scope, f stack.Resource) []*grant {
	var grants []*grant
	for _, policy := range list(s.eval(f.Properties["Policies"])) {
		for _, statement := range list(stack.At(policy, "Statement")) {
			grants = append(grants, &grant{
				actions: texts(stack.At(statement, "Action")), resources: texts(stack.At(statement, "Resource")),
				conditions: conditionsOf(s, stack.At(statement, "Condition")), used: map[pair]bool{},
			})
		}
	}
	return grants
}

func conditionsOf(s *scope, block any) []condition {
	var all []condition
	operators, _ := block.(map[string]any)
	for operator, over := range operators {
		keys, _ := over.(map[string]any)
		for key, values := range keys {
			c := condition{operator, key, texts(values)}
			if _, known := c.holds(nil); !known {
				s.t.Fatalf("the condition %s is not evaluated here", operator)
			}
			all = append(all, c)
		}
	}
	return all
}

// holds evaluates the condition as IAM does: ForAllValues is true for an absent
// key, which is why a Null comes with it.
func (c condition) holds(values []string) (holds, known bool) {
	matches := func(value string, equal func(pattern, value string) bool) bool {
		return slices.ContainsFunc(c.values, func(pattern string) bool { return equal(pattern, value) })
	}
	all := func(good func(value string) bool) bool {
		return !slices.ContainsFunc(values, func(value string) bool { return !good(value) })
	}
	same := func(a, b string) bool { return a == b }
	switch c.operator {
	case "Null":
		return slices.Equal(c.values, []string{strconv.FormatBool(len(values) == 0)}), true
	case "StringEquals":
		return len(values) == 1 && matches(values[0], same), true
	case "ForAllValues:StringEquals":
		return all(func(value string) bool { return matches(value, same) }), true
	case "ForAllValues:StringNotEquals":
		return all(func(value string) bool { return !matches(value, same) }), true
	case "ForAllValues:StringLike":
		return all(func(value string) bool { return matches(value, like) }), true
	case "ForAllValues:StringNotLike":
		return all(func(value string) bool { return !matches(value, like) }), true
	default:
		return false, false
	}
}

// grants reports whether the condition names what is allowed.
func (c condition) grants() bool {
	return c.operator == "ForAllValues:StringLike" || c.operator == "ForAllValues:StringEquals"
}

// excepts reports whether the condition names what is not allowed.
func (c condition) excepts() bool {
	return c.operator == "ForAllValues:StringNotLike" || c.operator == "ForAllValues:StringNotEquals"
}

// allows reports whether the statement allows the demand, and records what it
// used.
func (g *grant) allows(d demand) bool {
	resource := slices.IndexFunc(g.resources, func(pattern string) bool { return like(pattern, d.resource) })
	if resource < 0 || !slices.Contains(g.actions, d.action) {
		return false
	}
	for _, c := range g.conditions {
		if holds, _ := c.holds(d.context[c.key]); !holds {
			return false
		}
	}
	used := pair{action: d.action, resource: g.resources[resource]}
	g.used[used] = true
	for _, c := range g.conditions {
		for _, pattern := range c.values {
			if c.grants() && slices.ContainsFunc(d.context[c.key], func(value string) bool { return like(pattern, value) }) {
				g.used[pair{used.action, used.resource, c.key, pattern}] = true
			}
		}
	}
	return true
}

// covers reports whether the statement allows the action on items with that
// key, whatever else it requires.
func (g *grant) covers(action, resource, key string) bool {
	d := demand{action: action, resource: resource, context: map[string][]string{leadingKeys: {key}}}
	for _, c := range g.conditions {
		if c.key != leadingKeys && c.grants() {
			d.context[c.key] = c.values[:1]
		}
	}
	probe := &grant{actions: g.actions, resources: g.resources, conditions: g.conditions, used: map[pair]bool{}}
	return probe.allows(d)
}

// unused returns, pair by pair, what no demand used of the statement.
func (g *grant) unused() []pair {
	var pairs []pair
	for _, action := range g.actions {
		for _, resource := range g.resources {
			whole := pair{action: action, resource: resource}
			if !g.used[whole] {
				pairs = append(pairs, whole)
				continue
			}
			for _, c := range g.conditions {
				for _, value := range c.values {
					if p := (pair{action, resource, c.key, value}); c.grants() && !g.used[p] {
						pairs = append(pairs, p)
					}
				}
			}
		}
	}
	return pairs
}

// like is IAM's StringLike: * matches any text, ? any character.
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

// onKeys returns a demand on items with these keys; without keys, the request
// names none.
func onKeys(action, resource string, keys ...string) demand {
	d := demand{action: "dynamodb:" + action, resource: resource, context: map[string][]string{}}
	if len(keys) > 0 {
		d.context[leadingKeys] = keys
	}
	return d
}

func (d demand) naming(names ...string) demand {
	d.context[attributes] = names
	return d
}

// TestGrant checks that statements are evaluated as IAM evaluates them.
func TestGrant(t *testing.T) {
	t.Parallel()
	named := condition{"Null", leadingKeys, []string{"false"}}
	items := condition{"ForAllValues:StringLike", leadingKeys, []string{"C#*", "O#*"}}
	grantOf := func(conditions ...condition) *grant {
		return &grant{actions: []string{"dynamodb:GetItem", "dynamodb:PutItem"}, resources: []string{"table/a"}, conditions: conditions, used: map[pair]bool{}}
	}
	kinds := grantOf(named, items)
	exact := grantOf(named, items, condition{"ForAllValues:StringNotLike", leadingKeys, []string{"C#*#L#*", "C#*#B#*"}})
	touch := grantOf(named, items, condition{"Null", attributes, []string{"false"}}, condition{"ForAllValues:StringEquals", attributes, []string{"PK", "seenAt"}})
	link := grantOf(named, items, condition{"ForAllValues:StringNotEquals", attributes, []string{"staff"}})
	for name, test := range map[string]struct {
		grant  *grant
		demand demand
		want   bool
	}{
		"a kind":                        {kinds, onKeys("GetItem", "table/a", "O#1"), true},
		"another kind":                  {kinds, onKeys("GetItem", "table/a", "E#1"), false},
		"below a kind":                  {kinds, onKeys("GetItem", "table/a", "C#c1#L#1"), true},
		"two kinds at once":             {kinds, onKeys("GetItem", "table/a", "C#c1", "O#1"), true},
		"one of two kinds":              {kinds, onKeys("GetItem", "table/a", "C#c1", "E#1"), false},
		"an index":                      {kinds, onKeys("GetItem", "table/a/index/GSI1", "O#1"), false},
		"another action":                {kinds, onKeys("DeleteItem", "table/a", "O#1"), false},
		"no key":                        {kinds, onKeys("GetItem", "table/a"), false},
		"no key, and Null is not asked": {grantOf(items), onKeys("GetItem", "table/a"), true},
		"except below a kind":           {exact, onKeys("GetItem", "table/a", "C#c1#L#1"), false},
		"the kind itself":               {exact, onKeys("GetItem", "table/a", "C#c1"), true},
		"one of two is excepted":        {exact, onKeys("GetItem", "table/a", "C#c1", "C#c1#B#1"), false},
		"an attribute":                  {touch, onKeys("PutItem", "table/a", "O#1").naming("PK", "seenAt"), true},
		"another attribute":             {touch, onKeys("PutItem", "table/a", "O#1").naming("PK", "seenAt", "person"), false},
		"no attribute":                  {touch, onKeys("PutItem", "table/a", "O#1"), false},
		"but for an attribute":          {link, onKeys("PutItem", "table/a", "O#1").naming("PK", "role"), true},
		"an attribute excepted":         {link, onKeys("PutItem", "table/a", "O#1").naming("PK", "role", "staff"), false},
	} {
		if got := test.grant.allows(test.demand); got != test.want {
			t.Errorf("%s: got %v, want %v", name, got, test.want)
		}
	}
	want := []pair{{"dynamodb:GetItem", "table/a", leadingKeys, "O#*"}, {action: "dynamodb:PutItem", resource: "table/a"}}
	if diff := cmp.Diff(want, exact.unused(), cmp.AllowUnexported(pair{})); diff != "" {
		t.Errorf("unused (-want +got):\n%s", diff)
	}
}

// An action that is used and a kind that is used are not thereby used together.
func TestGrant_pairs(t *testing.T) {
	t.Parallel()
	g := &grant{actions: []string{"dynamodb:PutItem", "dynamodb:UpdateItem"}, resources: []string{"table/a"}, used: map[pair]bool{},
		conditions: []condition{{"ForAllValues:StringLike", leadingKeys, []string{"O#*", "S#*"}}}}
	g.allows(onKeys("PutItem", "table/a", "O#1"))
	g.allows(onKeys("UpdateItem", "table/a", "S#1"))
	want := []pair{{"dynamodb:PutItem", "table/a", leadingKeys, "S#*"}, {"dynamodb:UpdateItem", "table/a", leadingKeys, "O#*"}}
	if diff := cmp.Diff(want, g.unused(), cmp.AllowUnexported(pair{})); diff != "" {
		t.Errorf("unused (-want +got):\n%s", diff)
	}
}
