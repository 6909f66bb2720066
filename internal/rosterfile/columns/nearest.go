package columns

import "slices"

// What nearest returns if it is no party.
const (
	anybody    = -1 // one of several people of the row
	nobodyHere = -2 // somebody whom the file does not import
)

// nearby returns for each column what nearest says.
func (s *classifier) nearby() []int {
	near := make([]int, len(s.readings))
	for i, r := range s.readings {
		near[i] = s.nearest(i, r)
	}
	return near
}

// nearest returns the party that a bare "Email" or the like belongs to because
// of where it stands, or 0 if that says nothing. Behind the name of a manager it
// may be the manager's; written once for each of several people it is theirs in
// the same order; written again behind a name it is that person's.
func (s *classifier) nearest(i int, r reading) int {
	if r.usable() && r.field == FieldHouseholdRole && r.order == 0 && s.behindCaller(i) {
		return nobodyHere // "Relationship to Resident" of an emergency contact
	}
	if !r.isBareContact() {
		return 0
	}
	before, again, alike := s.personBefore(i), s.sameHeading(i), s.repeated()
	turn := slices.Index(again, i)
	switch {
	case before == nobodyHere && turn > 0:
		return nobodyHere
	case before == nobodyHere:
		return anybody
	case len(alike) > 1 && len(again) == len(alike):
		return alike[turn]
	case len(alike) > 1 && len(again) == 1 && s.parties[alike[len(alike)-1]-1].from < i:
		return anybody
	case len(alike) <= 1 && turn > 0 && before > 0:
		return before
	case len(again) == 1 && len(s.rivals) > 1 && !slices.ContainsFunc(s.rivals, func(n int) bool { return s.parties[n-1].from > i }):
		return anybody
	}
	return 0
}

// isBareContact reports whether a heading gives a contact, or a role, without
// saying whose.
func (r reading) isBareContact() bool {
	return r.usable() && r.noun == nounNone && r.order == 0 && r.number <= 1 &&
		(r.field == FieldEmail || r.field == FieldPhone || r.field == FieldHouseholdRole)
}

// personBefore returns whose name stands before column i, with only contacts in
// between: a party, nobodyHere, or 0 for no name.
func (s *classifier) personBefore(i int) int {
	for i--; i >= 0; i-- {
		r := s.readings[i]
		for n, k := range s.parties {
			for _, j := range k.fields {
				if i == j {
					return n + 1
				}
			}
		}
		switch {
		case s.namesOther(i):
			return nobodyHere
		case !r.isBareContact() && r.why != whyDescribes:
			return 0
		}
	}
	return 0
}

// namesOther reports whether the column holds the names of people who are no
// residents but can be called or written to.
func (s *classifier) namesOther(i int) bool {
	r, p := s.readings[i], &s.profiles[i]
	if r.stranger {
		return isNamePart(r.field) && p.mostly(p.multiword, 50)
	}
	return s.isCallers(i) && p.mostly(p.names, 50)
}

// behindCaller reports whether column i stands behind the name of somebody who
// is no resident, with only contacts in between.
func (s *classifier) behindCaller(i int) bool {
	for i > 0 && s.isCallers(i-1) && !s.namesOther(i-1) {
		i--
	}
	return s.personBefore(i) == nobodyHere
}

// isCallers reports whether the heading is about people who are no residents
// but can be called or written to.
func (s *classifier) isCallers(i int) bool {
	return s.readings[i].ignored && slices.ContainsFunc(Words(s.columns[i].Header), func(w string) bool { return Says("callers", w) })
}

// sameHeading returns the columns with the heading of column i.
func (s *classifier) sameHeading(i int) (all []int) {
	for j, c := range s.columns {
		if s.readings[j].isBareContact() && Folded(c.Header) == Folded(s.columns[i].Header) {
			all = append(all, j)
		}
	}
	return all
}

// repeated returns the parties whose names stand under the same headings.
func (s *classifier) repeated() (alike []int) {
	for n, k := range s.parties {
		if k.repeat || n+1 == s.bare {
			alike = append(alike, n+1)
		}
	}
	return alike
}
