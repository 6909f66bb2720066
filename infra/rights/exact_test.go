package rights

import (
	"slices"
	"strings"
)

// wantExactRights fails the test for each right that was missing, and for each
// that nothing needed: an action on a resource and, of the table, on one kind of
// items. That the action is used on one kind and the kind by another action does
// not make a pair of them.
func (c *cloud) wantExactRights() {
	c.t.Helper()
	for _, g := range c.gates {
		for _, refusal := range sorted(g.refused) {
			c.t.Error(refusal)
		}
		for _, surplus := range c.surplus(g) {
			c.t.Errorf("%s may do %s, and no route and no event needs it: take it from its statements in template.yaml, or add to infra/rights/scenario_test.go the step that needs it", g.function, surplus)
		}
	}
}

// surplus is what the function's statements allow and nothing needed.
func (c *cloud) surplus(g *gate) []string {
	found := map[string]bool{}
	for _, grant := range g.grants {
		for _, p := range grant.unused() {
			found[c.inWords(p.action, p.resource, p.key, p.value)] = true
		}
		for _, action := range grant.actions {
			for _, resource := range grant.resources {
				for _, kind := range c.kinds(resource) {
					if g.seen[right{action, resource, kind}] == nil && grant.covers(action, resource, sampleOf(kind)) {
						found[c.inWords(action, resource, leadingKeys, kind)] = true
					}
				}
				for _, pattern := range c.idle(grant, resource) {
					found[c.inWords("the exception in "+action, resource, leadingKeys, pattern)] = true
				}
			}
		}
	}
	return sorted(found)
}

func (c *cloud) inWords(action, resource, key, value string) string {
	words := action + " on " + c.named(resource)
	switch key {
	case leadingKeys:
		words += ", keys " + value
	case attributes:
		words += ", attribute " + value
	}
	return words
}

// kinds are those of all items that any function used in the table or an index.
func (c *cloud) kinds(resource string) []string {
	found := map[string]bool{}
	for _, g := range c.gates {
		for r := range g.seen {
			if r.resource == resource && r.kind != "" {
				found[r.kind] = true
			}
		}
	}
	return sorted(found)
}

// idle are the exceptions of a statement that except nothing there is.
func (c *cloud) idle(g *grant, resource string) []string {
	var patterns []string
	for _, condition := range g.conditions {
		if condition.operator != "ForAllValues:StringNotLike" {
			continue
		}
		for _, pattern := range condition.values {
			if !slices.ContainsFunc(c.kinds(resource), func(kind string) bool { return like(pattern, sampleOf(kind)) }) {
				patterns = append(patterns, pattern)
			}
		}
	}
	return patterns
}

// sampleOf is a key of that kind.
func sampleOf(kind string) string { return strings.ReplaceAll(kind, "*", "x") }
