package roster

import (
	"maps"
	"slices"
	"strings"
	"time"
)

// Household is the people who live together at a property. It is the one place
// that knows who belongs to it and who its head is.
type Household struct {
	ID        string
	Community string
	Property  string
	// Given is the name somebody chose; empty: the name follows its members.
	Given string
	// People maps the household's members to their family names.
	People map[string]string
	// Head is the member who is Head of Household, or empty.
	Head      string
	CreatedAt time.Time
	Import    string
	Rev       int
}

// HouseholdRole is a member's place in the household.
type HouseholdRole string

// The household roles. NoHouseholdRole asks for the default: Head for the
// first member of a household, Member after that.
const (
	NoHouseholdRole HouseholdRole = ""
	HouseholdMember HouseholdRole = "member"
	HouseholdHead   HouseholdRole = "head"
)

// Name is the chosen name or, without one, made from the family names:
// "Smith Family", "Delgado & Sato Family".
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

// familyNames are the different family names, the head's first.
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

// RoleOf is the member's place in the household.
func (h Household) RoleOf(member string) HouseholdRole {
	if h.Head == member && member != "" {
		return HouseholdHead
	}
	return HouseholdMember
}

// Join adds the member, or renames him, in the role asked for. A new head
// takes the place of the former one, whom Join names.
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

// Leave takes the member out.
func (h Household) Leave(member string) Household {
	h.People = maps.Clone(h.People)
	delete(h.People, member)
	if h.Head == member {
		h.Head = ""
	}
	return h
}

// Merge is h with everybody of the other household, who takes no name along.
// Without a head of its own, h gets the other's; otherwise Merge names that
// one, who is a Member now.
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
