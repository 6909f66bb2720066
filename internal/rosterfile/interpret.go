package rosterfile

import (
	"slices"
	"strings"
)

// read fills people and place of r from its cells.
func (l *layout) read(r *Row) {
	people := make([]Person, l.people)
	spares := spares{row: r, layout: l}
	number := ""
	for i, f := range l.fields {
		if f.name == "" {
			continue
		}
		value, code := repair(r.Cells[i], f.name)
		if code != "" {
			r.Notes = append(r.Notes, Note{Column: l.columns[i].Name(), Code: code, From: clean(r.Cells[i]), To: value})
		}
		switch {
		case value == "":
		case f.name == fieldStreetNumber:
			number = value
		case f.name == fieldHousehold:
			r.Household = value
		case f.person == 0:
			*r.Place.part(f.name) = value
		case f.name == fieldEmail || f.name == fieldPhone:
			spares.add(f, i, value)
		default:
			*people[f.person-1].part(f.name) = value
		}
	}
	if number != "" {
		r.Place.Street = strings.TrimSpace(number + " " + r.Place.Street)
	}
	for n := range people {
		people[n].Number = n + 1
		people[n].Email = spares.choose(n+1, fieldEmail)
		people[n].Phone = spares.choose(n+1, fieldPhone)
	}
	r.People = spares.split(people)
	r.People = slices.DeleteFunc(r.People, Person.isEmpty)
}

func (p *Place) part(name string) *string {
	switch name {
	case fieldAddress:
		return &p.Address
	case fieldStreet:
		return &p.Street
	case fieldUnit:
		return &p.Unit
	case fieldBuilding:
		return &p.Building
	case fieldCity:
		return &p.City
	case fieldState:
		return &p.State
	case fieldZIP:
		return &p.ZIP
	case fieldLot:
		return &p.Lot
	}
	return &p.Block
}

func (p *Person) part(name string) *string {
	switch name {
	case fieldFullName:
		return &p.FullName
	case fieldFirst:
		return &p.First
	case fieldMiddle:
		return &p.Middle
	case fieldLast:
		return &p.Last
	case fieldTitle:
		return &p.Title
	case fieldSuffix:
		return &p.Suffix
	case fieldHouseholdRole:
		return &p.HouseholdRole
	case fieldRole:
		return &p.Role
	}
	return &p.ResidentType
}

// isEmpty reports whether nothing says that there is such a person: a role or
// type alone is what a form leaves behind.
func (p Person) isEmpty() bool {
	return p.FullName == "" && p.First == "" && p.Last == "" && p.Email == "" && p.Phone == ""
}

// spares collects the emails and phones of a row until one of each is chosen
// for every person.
type spares struct {
	row    *Row
	layout *layout
	all    []spare
}

type spare struct {
	field
	column int
	value  string
}

func (s *spares) add(f field, column int, value string) {
	list := phoneList
	if f.name == fieldEmail {
		list = emailList
	}
	parts := list(value)
	if len(parts) == 0 {
		s.all = append(s.all, spare{f, column, value})
	}
	for _, v := range parts {
		s.all = append(s.all, spare{f, column, v})
	}
}

// of returns the values of a person in the order in which they are tried.
func (s *spares) of(person int, name string) []spare {
	mine := make([]spare, 0, 2)
	for _, v := range s.all {
		if v.person == person && v.name == name {
			mine = append(mine, v)
		}
	}
	slices.SortStableFunc(mine, func(a, b spare) int { return a.spare - b.spare })
	return mine
}

// choose returns the first usable value and notes the others.
func (s *spares) choose(person int, name string) string {
	mine := s.of(person, name)
	if len(mine) == 0 {
		return ""
	}
	usable, code := looksLikeEmail, NoteOtherEmail
	if name == fieldPhone {
		usable, code = isDialable, NoteOtherPhone
	}
	chosen := max(slices.IndexFunc(mine, func(v spare) bool { return usable(v.value) }), 0)
	for i, v := range mine {
		if i != chosen && !strings.EqualFold(v.value, mine[chosen].value) {
			s.row.Notes = append(s.row.Notes, Note{Column: s.layout.columns[v.column].Name(), Code: code, From: v.value})
		}
	}
	return mine[chosen].value
}

// isDialable reports whether a phone has the ten digits that it needs.
func isDialable(s string) bool {
	digits := 0
	for _, c := range s {
		digits += count(c >= '0' && c <= '9')
	}
	return digits >= 10 && digits <= 15
}

// split makes several people of one whose name cell lists as many names as
// its email cell lists emails. Names without an email each are left as they
// are, for whoever interprets names.
func (s *spares) split(people []Person) []Person {
	for _, p := range people {
		names, emails := splitList(p.FullName), s.of(p.Number, fieldEmail)
		if len(names) < 2 || len(names) != len(emails) || p.First != "" || p.Last != "" || emails[0].column != emails[1].column {
			continue
		}
		phones := s.of(p.Number, fieldPhone)
		at := slices.IndexFunc(people, func(q Person) bool { return q.Number == p.Number })
		last := people[len(people)-1].Number
		for i, name := range names {
			one := p
			one.FullName, one.Email, one.Phone = name, emails[i].value, ""
			if i < len(phones) {
				one.Phone = phones[i].value
			}
			if i == 0 {
				people[at] = one
				continue
			}
			one.Number = last + i
			people = append(people, one)
		}
		s.row.Notes = slices.DeleteFunc(s.row.Notes, func(n Note) bool { return n.Code == NoteOtherEmail || n.Code == NoteOtherPhone })
		s.row.Notes = append(s.row.Notes, Note{Column: s.nameColumn(p.Number), Code: NoteSplitPeople, From: p.FullName})
		return people
	}
	return people
}

func (s *spares) nameColumn(person int) string {
	for i, f := range s.layout.fields {
		if f.person == person && f.name == fieldFullName {
			return s.layout.columns[i].Name()
		}
	}
	return ""
}

// emailList splits a cell that holds several emails and nothing else. Of one
// email it makes no list.
func emailList(s string) []string {
	if strings.Count(s, "@") < 2 {
		return nil
	}
	parts := strings.FieldsFunc(s, func(c rune) bool { return strings.ContainsRune(";,|/ \t\r\n", c) })
	parts = slices.DeleteFunc(parts, func(p string) bool { return strings.EqualFold(p, "and") || strings.EqualFold(p, "or") || p == "&" })
	if !slices.ContainsFunc(parts, looksLikeEmail) {
		return nil
	}
	return parts
}

var phoneSeparators = strings.NewReplacer(" / ", ";", " or ", ";", " & ", ";", ", ", ";")

// phoneList splits a cell that holds several phones. Of one phone it makes no
// list.
func phoneList(s string) []string {
	if !strings.ContainsAny(s, ";|/,&r\r\n") {
		return nil
	}
	parts := splitList(phoneSeparators.Replace(s))
	if len(parts) < 2 || !slices.ContainsFunc(parts, isDialable) {
		return nil
	}
	return parts
}

// splitList splits at semicolons, bars and line breaks.
func splitList(s string) []string {
	var parts []string
	for p := range strings.FieldsFuncSeq(s, func(c rune) bool { return strings.ContainsRune(";|\r\n", c) }) {
		if p = clean(p); p != "" {
			parts = append(parts, p)
		}
	}
	return parts
}
