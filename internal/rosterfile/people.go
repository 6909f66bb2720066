package rosterfile

import (
	"cmp"
	"slices"
	"strings"
)

// personKey is one person of a wide row: the first owner, the second tenant.
// The person's number is its place in the list.
type personKey struct {
	noun   personNoun
	order  int
	digit  bool            // numbered by a figure
	repeat bool            // known only by the headings being repeated
	from   int             // first column of the person
	fields map[string]int  // columns of its name, by field
	forms  map[string]bool // headings used for them
}

// matches reports whether a heading that says noun and order may be about the
// person.
func (k *personKey) matches(noun personNoun, order int) bool {
	return k.order == max(order, 1) && (k.noun == noun || k.noun <= nounAny || noun <= nounAny)
}

func isNamePart(name string) bool {
	return name == fieldFullName || name == fieldFirst || name == fieldLast
}

// findPeople makes a person of each set of name columns. Only names make a
// person: an email or phone alone belongs to one of them.
func (s *suggester) findPeople() {
	s.settleFamilyName()
	s.dropVagueNames()
	for i, r := range s.readings {
		if !isNamePart(r.field) {
			continue
		}
		k := s.personFor(i, r)
		if k == nil {
			continue
		}
		k.noun = max(k.noun, r.noun)
		k.fields[r.field] = i
		k.forms[strings.Join(words(s.columns[i].Header), " ")] = true
	}
	s.people = s.people[:min(len(s.people), MaxPeople)]
	s.nameFromFirst()
	for n, k := range s.people {
		for name, i := range k.fields {
			s.columns[i].Field = memberField(n+1, name, 1)
		}
	}
}

// settleFamilyName reads "Family Name" as the last name, or as the name of the
// household when the last name stands elsewhere.
func (s *suggester) settleFamilyName() {
	first, last, full := s.reads(fieldFirst), s.reads(fieldLast), s.reads(fieldFullName)
	for i := range s.readings {
		if s.readings[i].field != fieldFamilyName {
			continue
		}
		s.readings[i].field = fieldLast
		if last || full && !first {
			s.readings[i].field = fieldHousehold
		}
	}
}

// dropVagueNames ignores "Screen Name" and its like beside first and last
// names.
func (s *suggester) dropVagueNames() {
	if !s.reads(fieldFirst) || !s.reads(fieldLast) {
		return
	}
	for i, r := range s.readings {
		if r.field == fieldFullName && r.weak && r.noun == nounNone {
			s.ignore(i, whyUnneeded)
		}
	}
}

func (s *suggester) reads(name string) bool {
	return slices.ContainsFunc(s.readings, func(r reading) bool { return r.field == name })
}

// personFor returns the person whose name the column i gives, nil when it
// repeats one that is known.
func (s *suggester) personFor(i int, r reading) *personKey {
	for n := range s.people {
		k := &s.people[n]
		if !k.matches(r.noun, r.order) || r.digit && !k.digit && k.order > 1 {
			continue
		}
		j, taken := k.fields[r.field]
		if !taken {
			return k
		}
		form := strings.Join(words(s.columns[i].Header), " ")
		switch {
		case k.noun > nounAny && r.noun > nounAny && k.noun != r.noun:
			continue
		case k.forms[form]:
			if last := s.lastRepeat(r); last != nil {
				return last
			}
			return s.newPerson(personKey{noun: r.noun, order: len(s.people) + 1, repeat: true, from: i})
		}
		s.ignore(i, s.repeats(j))
		return nil
	}
	return s.newPerson(personKey{noun: r.noun, order: max(r.order, 1), digit: r.digit, from: i})
}

func (s *suggester) newPerson(k personKey) *personKey {
	k.fields, k.forms = make(map[string]int), make(map[string]bool)
	s.people = append(s.people, k)
	return &s.people[len(s.people)-1]
}

// lastRepeat returns the last person known by repeated headings that lacks the
// field.
func (s *suggester) lastRepeat(r reading) *personKey {
	for n := len(s.people) - 1; n >= 0; n-- {
		k := &s.people[n]
		if _, taken := k.fields[r.field]; k.repeat && !taken && r.order == 0 {
			return k
		}
	}
	return nil
}

// nameFromFirst takes a first name as the whole name when the file has no
// other part of it and the values are of several words.
func (s *suggester) nameFromFirst() {
	for n := range s.people {
		k := &s.people[n]
		i, ok := k.fields[fieldFirst]
		if !ok || len(k.fields) > 1 {
			continue
		}
		if p := &s.profiles[i]; p.mostly(p.multiword, 50) {
			delete(k.fields, fieldFirst)
			k.fields[fieldFullName] = i
		}
	}
}

// headingsOfCouples reads "Husband" and "His Email" as the owner's where other
// columns are the wife's. By itself either is the spouse of whoever is named.
func headingsOfCouples(headings []string) []string {
	var his, hers bool
	for _, h := range headings {
		for _, w := range words(h) {
			his = his || w == "husband" || w == "his"
			hers = hers || w == "wife" || w == "her" || w == "hers"
		}
	}
	if !his || !hers {
		return headings
	}
	spoken := make([]string, len(headings))
	for i, h := range headings {
		ws := words(h)
		for j, w := range ws {
			switch w {
			case "husband", "his":
				ws[j] = "owner"
			case "her", "hers":
				ws[j] = "spouse"
			}
		}
		spoken[i] = strings.Join(ws, " ")
	}
	return spoken
}

// contact is a column that belongs to a person and is not its name.
type contact struct {
	column int
	person int // from 1
	reading
}

// settleContacts gives emails, phones, roles and the lesser parts of a name to
// their people. Several emails or phones of one person are numbered in the
// order in which they should be tried.
func (s *suggester) settleContacts() {
	var all []contact
	for i, r := range s.readings {
		if r.field == "" || isNamePart(r.field) || isPlaceField(r.field) || r.field == fieldHousehold {
			continue
		}
		n := s.owner(i, r)
		if n == 0 {
			s.ignore(i, "no column gives the name of this person")
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
	spare := 0
	for i, c := range all {
		if i == 0 || all[i-1].person != c.person || all[i-1].field != c.field {
			spare = 0
		}
		spare++
		switch {
		case spare > 1 && (c.weak || c.field != fieldEmail && c.field != fieldPhone || spare > maxSpare):
			s.ignore(c.column, s.repeats(all[i-1].column))
		default:
			s.columns[c.column].Field = memberField(c.person, c.field, spare)
		}
	}
}

// owner returns the number of the person that the column i belongs to, 0 for
// nobody in this file.
func (s *suggester) owner(i int, r reading) int {
	if len(s.people) == 0 {
		return count(max(r.order, 1) == 1)
	}
	if r.order == 0 && r.number > 1 {
		if n := s.numbered(r); n > 0 {
			return n
		}
	}
	if n := s.byRepeat(i, r); n > 0 {
		return n
	}
	neutral := 0
	for n := range s.people {
		k := &s.people[n]
		switch {
		case !k.matches(r.noun, r.order):
		case k.noun == r.noun:
			return n + 1
		case neutral == 0:
			neutral = n + 1
		}
	}
	return neutral
}

// numbered returns the person that a figure behind an email or phone means:
// the one whose name carries the same figure, or the one second person who has
// no email of its own.
func (s *suggester) numbered(r reading) int {
	for n, k := range s.people {
		if k.digit && k.matches(r.noun, r.number) {
			return n + 1
		}
	}
	if r.number != 2 || r.field != fieldEmail || s.isSeries(r.field) {
		return 0
	}
	for n, k := range s.people {
		if k.order == 2 && !k.repeat && !s.hasOwnEmail(n) {
			return n + 1
		}
	}
	return 0
}

// isSeries reports whether columns of the field are numbered beyond two, as
// address books number the many emails of one person.
func (s *suggester) isSeries(name string) bool {
	return slices.ContainsFunc(s.readings, func(r reading) bool { return r.field == name && r.number > 2 })
}

// hasOwnEmail reports whether a heading gives an email to the person n by
// name.
func (s *suggester) hasOwnEmail(n int) bool {
	k := &s.people[n]
	return slices.ContainsFunc(s.readings, func(r reading) bool {
		return r.field == fieldEmail && r.order == k.order && k.matches(r.noun, r.order)
	})
}

// byRepeat returns the person behind whose repeated name columns the column i
// stands.
func (s *suggester) byRepeat(i int, r reading) int {
	if r.order > 0 {
		return 0
	}
	for n := len(s.people) - 1; n >= 0; n-- {
		if k := &s.people[n]; k.repeat && k.from < i && k.noun == r.noun {
			return n + 1
		}
	}
	return 0
}
