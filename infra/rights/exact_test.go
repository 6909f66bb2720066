package rights

import (
	"slices"
	"strings"
)

// wantExactRights fails the test for each right that was missing and for each
// that nothing needed: an action on a resource and, in the table, on one kind
// of item. An action used on one kind and a kind used by another action do not
// make the pair used.
func (c *cloud) wantExactRights() {
	c.t.Helper()
	for _, g := range c.gates {
		for _, refusal := range sorted(g.refused) {
			c.t.Error(refusal)
		}
		for _, surplus := range c.surplus(g) {
			c.t.Errorf("%s may do %s, and no route and no event needs it: take it from its statements in template.yaml, or add to infra/rights/scenario_test.go the step that needs it", g.function, surplus)
		}
		for _, grant := range g.grants {
			for _, resource := range grant.resources {
				for _, idle := range c.idle(grant, resource) {
					c.t.Errorf("%s: %s excepts what there is not: correct it in template.yaml", g.function, c.inWords(strings.Join(grant.actions, ", "), resource, idle.key, idle.value))
				}
			}
		}
	}
}

// surplus returns what the function's statements allow and nothing needed.
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

// kinds returns the kinds of all items that any function used in the table or
// an index.
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

// idle returns the exceptions in a statement that match nothing that exists.
func (c *cloud) idle(g *grant, resource string) []pair {
	there := func(one condition, value string) bool {
		if one.key == leadingKeys {
			return slices.ContainsFunc(c.kinds(resource), func(kind string) bool { return like(value, sampleOf(kind)) })
		}
		for _, g := range c.gates {
			if g.named[value] {
				return true
			}
		}
		return false
	}
	var found []pair
	for _, one := range g.conditions {
		for _, value := range one.values {
			if one.excepts() && !there(one, value) {
				found = append(found, pair{key: one.key, value: value})
			}
		}
	}
	return found
}

// sampleOf returns a key of that kind.
func sampleOf(kind string) string { return strings.ReplaceAll(kind, "*", "x") }
