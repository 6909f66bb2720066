package roster

import (
	"maps"
	"slices"
	"strings"
	"time"
)

// Household is the people who live together at a property. Only it knows who
// belongs to it and who its head is.
type Household struct {
	ID        string
	Community string
	Property  string
	// Given is the name somebody chose; if empty, the name is derived from the
	// members.
	Given string
	// People maps the household's members to their family names.
	People map[string]string
	// Head is the member who is Head of Household, if any.
	Head      string
	CreatedAt time.Time
	Import    string
	Rev       int
}

// firstMark begins the second part of the ID of a household that was made
// together with its property. No identifier has the letter.
const firstMark = "o"

// NewHouseholdID returns an ID for a household of the property. first says that
// the two are made together.
func NewHouseholdID(property string, first bool) string {
	suffix := NewID()[:10]
	if first {
		suffix = firstMark + suffix[1:]
	}
	return property + "." + suffix
}

// PropertyOf returns the property ID embedded in a household ID.
func PropertyOf(household string) string {
	property, _, _ := strings.Cut(household, ".")
	return property
}

// FirstHousehold reports whether the ID is that of a household that was made
// together with its property.
func FirstHousehold(id string) bool {
	_, suffix, _ := strings.Cut(id, ".")
	return strings.HasPrefix(suffix, firstMark)
}

// HouseholdMovedTo returns the ID that a household has once it has moved to
// another property.
func HouseholdMovedTo(property, id string) string {
	_, suffix, _ := strings.Cut(id, ".")
	return property + "." + strings.TrimPrefix(suffix, firstMark)
}

// HouseholdRole is a member's place in the household.
type HouseholdRole string

// The household roles. NoHouseholdRole asks for the default: head for a
// household's first member, member after that.
const (
	NoHouseholdRole HouseholdRole = ""
	HouseholdMember HouseholdRole = "member"
	HouseholdHead   HouseholdRole = "head"
)

// Name returns the chosen name or else one made from the family names: "Smith
// Family", "Delgado & Sato Family".
func (h Household) Name() string {
	if h.Given != "" {
		return h.Given
	}
	names := h.familyNames()
	switch len(names) {
	case 0:
		return "New household"
	case 1:
		return names[0] + " Family"
	case 2:
		return names[0] + " & " + names[1] + " Family"
	default:
		return names[0] + ", " + names[1] + " and others"
	}
}

// familyNames returns the distinct family names, the head's first.
func (h Household) familyNames() []string {
	ids := slices.Sorted(maps.Keys(h.People))
	slices.SortStableFunc(ids, func(a, b string) int {
		if a == h.Head {
			return -1
		}
		if b == h.Head {
			return 1
		}
		return strings.Compare(h.People[a], h.People[b])
	})
	var names []string
	for _, id := range ids {
		if name := h.People[id]; name != "" && !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return names
}

// RoleOf returns the member's household role.
func (h Household) RoleOf(member string) HouseholdRole {
	if h.Head == member && member != "" {
		return HouseholdHead
	}
	return HouseholdMember
}

// Join adds the member, or renames them, in the requested role. A new head
// replaces the former one, whom Join returns.
func (h Household) Join(member, familyName string, role HouseholdRole) (joined Household, formerHead string) {
	first := len(h.People) == 0
	h.People = maps.Clone(h.People)
	if h.People == nil {
		h.People = map[string]string{}
	}
	h.People[member] = familyName
	switch {
	case role == HouseholdHead, role == NoHouseholdRole && first:
		if h.Head != member {
			formerHead = h.Head
		}
		h.Head = member
	case role == HouseholdMember && h.Head == member:
		h.Head = ""
	}
	return h, formerHead
}

// Leave removes the member.
func (h Household) Leave(member string) Household {
	h.People = maps.Clone(h.People)
	delete(h.People, member)
	if h.Head == member {
		h.Head = ""
	}
	return h
}

// Merge returns h with everybody from the other household, whose name is
// dropped. If h has no head, it gets the other's; otherwise Merge returns the
// other's head, who is now a member.
func (h Household) Merge(other Household) (merged Household, formerHead string) {
	h.People = maps.Clone(h.People)
	if h.People == nil {
		h.People = map[string]string{}
	}
	maps.Copy(h.People, other.People)
	if h.Head != "" {
		return h, other.Head
	}
	h.Head = other.Head
	return h, ""
}
