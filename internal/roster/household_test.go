package roster_test

import (
	"maps"
	"testing"

	"pgregory.net/rapid"

	"github.com/communitrak/onboarding/internal/roster"
)

func TestHousehold_Name(t *testing.T) {
	t.Parallel()
	for want, h := range map[string]roster.Household{
		"The Cottage":                {Given: "The Cottage", People: map[string]string{"a": "Smith"}},
		"New household":              {},
		"Smith Family":               {People: map[string]string{"a": "Smith", "b": "Smith"}},
		"Delgado & Sato Family":      {People: map[string]string{"a": "Sato", "b": "Delgado"}},
		"Sato & Delgado Family":      {People: map[string]string{"a": "Sato", "b": "Delgado"}, Head: "a"},
		"Abe, Delgado and others":    {People: map[string]string{"a": "Sato", "b": "Delgado", "c": "Abe"}},
		"Sato, Abe and others":       {People: map[string]string{"a": "Sato", "b": "Delgado", "c": "Abe"}, Head: "a"},
		"Delgado Family":             {People: map[string]string{"a": "", "b": "Delgado"}},
		"Nguyen & de la Cruz Family": {People: map[string]string{"a": "de la Cruz", "b": "Nguyen"}},
	} {
		if got := h.Name(); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

func TestHousehold_Join(t *testing.T) {
	t.Parallel()
	smiths := roster.Household{People: map[string]string{"a": "Smith", "b": "Smith"}, Head: "a"}
	headless := roster.Household{People: map[string]string{"a": "Smith"}}
	for name, c := range map[string]struct {
		household    roster.Household
		member       string
		role         roster.HouseholdRole
		head, former string
	}{
		"first of an empty one":          {roster.Household{}, "c", "", "c", ""},
		"first, expressly member":        {roster.Household{}, "c", roster.HouseholdMember, "", ""},
		"second":                         {smiths, "c", "", "a", ""},
		"another head":                   {smiths, "c", roster.HouseholdHead, "c", "a"},
		"the head once more":             {smiths, "a", roster.HouseholdHead, "a", ""},
		"the head becomes member":        {smiths, "a", roster.HouseholdMember, "", ""},
		"the head is renamed":            {smiths, "a", "", "a", ""},
		"a member is renamed":            {smiths, "b", "", "a", ""},
		"into one that has no head":      {headless, "c", "", "", ""},
		"as head of one that has no one": {headless, "c", roster.HouseholdHead, "c", ""},
	} {
		before := maps.Clone(c.household.People)
		got, former := c.household.Join(c.member, "Jones", c.role)
		if got.Head != c.head || former != c.former || got.People[c.member] != "Jones" {
			t.Errorf("%s: head %q, former %q, want %q, %q", name, got.Head, former, c.head, c.former)
		}
		if !maps.Equal(before, c.household.People) {
			t.Errorf("%s: the household before the move changed", name)
		}
	}
}

func TestHousehold_Leave(t *testing.T) {
	t.Parallel()
	smiths := roster.Household{People: map[string]string{"a": "Smith", "b": "Smith"}, Head: "a"}
	if got := smiths.Leave("a"); got.Head != "" || len(got.People) != 1 || len(smiths.People) != 2 {
		t.Errorf("the head leaves: head %q, %d people, %d before", got.Head, len(got.People), len(smiths.People))
	}
	if got := smiths.Leave("b"); got.Head != "a" {
		t.Errorf("a member leaves: head %q, want a", got.Head)
	}
}

// Whoever joins and leaves, a head is one of the people, and there is at most
// one.
func TestHousehold_headBelongs(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		var h roster.Household
		for range rapid.IntRange(0, 40).Draw(t, "moves") {
			who := rapid.SampledFrom([]string{"a", "b", "c", "d"}).Draw(t, "who")
			before := h.Head
			if rapid.Bool().Draw(t, "joins") {
				role := rapid.SampledFrom([]roster.HouseholdRole{"", roster.HouseholdMember, roster.HouseholdHead}).Draw(t, "role")
				var former string
				h, former = h.Join(who, "Smith", role)
				if before != "" && before != who && h.Head != before && former != before {
					t.Fatalf("%s lost the place of head unsaid", before)
				}
			} else {
				h = h.Leave(who)
			}
			if _, there := h.People[h.Head]; h.Head != "" && !there {
				t.Fatalf("the head %s does not live there", h.Head)
			}
			for id := range h.People {
				if (h.RoleOf(id) == roster.HouseholdHead) != (id == h.Head) {
					t.Fatalf("%s is %s", id, h.RoleOf(id))
				}
			}
		}
	})
}

func TestHousehold_Merge(t *testing.T) {
	t.Parallel()
	smiths := roster.Household{ID: "p.a", People: map[string]string{"a": "Smith", "b": "Smith"}, Head: "a"}
	jones := roster.Household{ID: "p.b", Given: "The Joneses", People: map[string]string{"c": "Jones"}, Head: "c"}
	headless := roster.Household{ID: "p.c", People: map[string]string{"d": "Sato"}}
	for _, tt := range []struct {
		name             string
		h, other         roster.Household
		people           int
		head, formerHead string
		called           string
	}{
		{"both have a head", smiths, jones, 3, "a", "c", "Smith & Jones Family"},
		{"the other has none", smiths, headless, 3, "a", "", "Smith & Sato Family"},
		{"it has none itself", headless, jones, 2, "c", "", "Jones & Sato Family"},
		{"a chosen name stays", jones, smiths, 3, "c", "a", "The Joneses"},
		{"into an empty one", roster.Household{ID: "p.d"}, smiths, 2, "a", "", "Smith Family"},
	} {
		before := len(tt.h.People)
		got, former := tt.h.Merge(tt.other)
		if len(got.People) != tt.people || got.Head != tt.head || former != tt.formerHead || got.Name() != tt.called || got.ID != tt.h.ID {
			t.Errorf("%s: got %s %q of %d, head %q, former head %q", tt.name, got.ID, got.Name(), len(got.People), got.Head, former)
		}
		if len(tt.h.People) != before {
			t.Errorf("%s: the household merged into changed as well", tt.name)
		}
	}
}
