package columns

import (
	"cmp"
	"slices"
)

// contact is a column other than the name that belongs to a person.
type contact struct {
	column int
	person int // from 1
	reading
}

// settleContacts assigns emails, phones, roles, and the minor parts of a name
// to people. Several emails or phones of one person are numbered in the order
// in which they should be tried.
func (s *classifier) settleContacts() {
	var all []contact
	near := s.nearby()
	for i, r := range s.readings {
		if !r.usable() || isNamePart(r.field) || IsPlaceField(r.field) || r.field == FieldHousehold || r.field == fieldFamilyName {
			continue
		}
		n := s.owner(i, r)
		switch near[i] {
		case 0:
		case anybody:
			s.contested = append(s.contested, i)
			s.disown(i)
			continue
		case nobodyHere:
			s.disown(i)
			continue
		default:
			n = near[i]
		}
		if mains := s.mains(); IsPresence(r.field) && r.noun <= nounAny && len(mains) > 1 {
			n = max(n, mains[0])
			if r.field != FieldArrives { // a day that is still to come concerns all in the row
				s.unsure = append(s.unsure, i)
			}
		}
		if slices.Contains(s.others, qualifier(s.columns[i].Header)) {
			s.contested = append(s.contested, i)
			s.disown(i)
			continue
		}
		if n == 0 {
			if r.noun == nounNone {
				s.contested = append(s.contested, i)
			}
			s.disown(i)
			continue
		}
		if r.noun == nounNone && r.order == 0 && r.number <= 1 && s.competes(i, r) {
			s.contested = append(s.contested, i)
			s.disown(i)
			continue
		}
		all = append(all, contact{column: i, person: n, reading: r})
	}
	slices.SortStableFunc(all, func(a, b contact) int {
		return cmp.Or(
			cmp.Compare(a.person, b.person),
			cmp.Compare(a.field, b.field),
			cmp.Compare(count(a.weak), count(b.weak)),
			cmp.Compare(max(a.number, 1), max(b.number, 1)),
			cmp.Compare(a.rank, b.rank),
		)
	})
	number := 0
	for i, c := range all {
		if i == 0 || all[i-1].person != c.person || all[i-1].field != c.field {
			number = 0
		}
		number++
		switch {
		case number > 1 && (c.weak || !isNumbered(c.field) || number > MaxNumber):
			s.ignore(c.column, s.repeats(all[i-1].column))
		default:
			s.columns[c.column].Field = memberField(c.person, c.field, number)
		}
	}
}

// competes reports whether a bare email or phone competes with one that names
// its person: if the file has several people, it may be anybody's, and if two
// emails of one person differ, nobody knows which is right.
func (s *classifier) competes(i int, r reading) bool {
	if r.field != FieldEmail && r.field != FieldPhone {
		return false
	}
	for j, other := range s.readings {
		if j == i || !other.usable() || other.field != r.field || other.noun == nounNone || other.noun == nounSpouse || max(other.order, 1) != 1 {
			continue
		}
		if len(s.mains()) > 1 && s.owner(j, other) == s.bare {
			return true
		}
		if _, differ := s.agree(i, j); differ > 0 && r.field == FieldEmail && s.owner(j, other) == s.bare {
			return true
		}
	}
	return false
}

// disown excludes a column that belongs to nobody in this file.
func (s *classifier) disown(i int) {
	r := &s.readings[i]
	r.stranger, r.why = true, "no column gives the name of this person"
}

// owner returns the number of the party that column i belongs to, or 0 for
// nobody in this file.
func (s *classifier) owner(i int, r reading) int {
	if len(s.parties) == 0 {
		return count(max(r.order, 1) == 1 && r.noun != nounTenant && r.noun != nounSpouse)
	}
	if r.order == 0 && r.number > 1 {
		if n := s.numbered(r); n > 0 {
			return n
		}
	}
	if n := s.byRepeat(i, r); n > 0 {
		return n
	}
	if r.noun == nounNone && max(r.order, 1) == 1 {
		return s.bare
	}
	for n := range s.parties {
		if s.parties[n].is(r.noun, r.order) {
			return n + 1
		}
	}
	if n := s.stands(r); n > 0 || r.field == FieldEmail || r.field == FieldPhone {
		return n
	}
	ofTenants := r.noun == nounTenant && len(s.mains()) == 1 && s.bare > 0 && s.parties[s.bare-1].noun <= nounAny
	if r.noun == nounTenant && !ofTenants || r.noun == nounSpouse || max(r.order, 1) > 1 {
		return 0
	}
	return s.bare // "Is Current Owner" is about whoever the row is about
}

// stands returns the only party that a noun without its own name can mean: the
// owner if the file names the resident and everything else is the owner's, or
// the resident if it names the owner. A tenant or spouse never stands for
// somebody else.
func (s *classifier) stands(r reading) int {
	if r.noun == nounTenant || r.noun == nounSpouse {
		return 0
	}
	found := 0
	for n := range s.parties {
		k := &s.parties[n]
		if k.order != max(r.order, 1) || k.repeat || k.noun == nounSpouse {
			continue
		}
		if found > 0 || !k.fits(r.noun, r.order) || s.speaksOf(k.noun, k.order) {
			return 0
		}
		found = n + 1
	}
	return found
}

// speaksOf reports whether a contact is explicitly assigned to the noun.
func (s *classifier) speaksOf(noun personNoun, order int) bool {
	return slices.ContainsFunc(s.readings, func(r reading) bool {
		return r.usable() && (r.field == FieldEmail || r.field == FieldPhone) && max(r.order, 1) == order &&
			(r.noun == noun || r.noun <= nounAny && noun <= nounAny)
	})
}

// numbered returns the party that a number after an email or phone refers to:
// the one whose name has the same number, or the only second person without an
// email of their own.
func (s *classifier) numbered(r reading) int {
	for n, k := range s.parties {
		if k.digit && k.fits(r.noun, r.number) {
			return n + 1
		}
	}
	if r.number != 2 || r.field != FieldEmail || s.isSeries(r.field) {
		return 0
	}
	for n, k := range s.parties {
		if k.order == 2 && !k.repeat && !s.hasOwnEmail(n) {
			return n + 1
		}
	}
	return 0
}

// isSeries reports whether columns of the field are numbered above two, as
// address books number the many emails of one person.
func (s *classifier) isSeries(name string) bool {
	return slices.ContainsFunc(s.readings, func(r reading) bool { return r.field == name && r.number > 2 })
}

// hasOwnEmail reports whether a heading explicitly assigns an email to party n.
func (s *classifier) hasOwnEmail(n int) bool {
	k := &s.parties[n]
	return slices.ContainsFunc(s.readings, func(r reading) bool {
		return r.usable() && r.field == FieldEmail && r.order == k.order && k.fits(r.noun, r.order)
	})
}

// byRepeat returns the party whose repeated name columns precede column i.
func (s *classifier) byRepeat(i int, r reading) int {
	if r.order > 0 {
		return 0
	}
	for n := len(s.parties) - 1; n >= 0; n-- {
		if k := &s.parties[n]; k.repeat && k.from < i && k.noun == r.noun {
			return n + 1
		}
	}
	return 0
}
