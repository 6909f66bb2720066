package parse

import (
	"slices"
	"strings"
	"unicode"

	"github.com/communitrak/onboarding/internal/personname"
	"github.com/communitrak/onboarding/internal/rosterfile"
)

// People returns the people of the row. Two names in one cell are two people if
// there is an email for each; a second person without a last-name column has
// the first person's last name.
func (r *Parser) People(row *rosterfile.Row) []rosterfile.Person {
	people := row.People
	for i := range people {
		first, second, ok := personname.Couple(TypedName(people[i]))
		if !ok {
			continue
		}
		switch {
		case i+1 < len(people) && TypedName(people[i+1]) == "" && people[i+1].Email != "":
			r.noteSplit(row, people[i])
			people[i+1].NameFrom = people[i].NameFrom
			people[i], people[i+1] = named(people[i], first), named(people[i+1], second)
		default:
			people = r.couple(row, people, i, first, second)
		}
	}
	return r.shareLastName(row, r.useFamilyName(row, people))
}

func (r *Parser) noteSplit(row *rosterfile.Row, p rosterfile.Person) {
	row.Notes = append(row.Notes, rosterfile.Note{Person: p.Number, Column: r.nameColumn(p.Number), Code: rosterfile.NoteSplitPeople, From: TypedName(p)})
}

func named(p rosterfile.Person, full string) rosterfile.Person {
	p.FullName, p.First, p.Middle, p.Last, p.Title, p.Suffix = full, "", "", "", "", ""
	return p
}

// couple splits a person into two if exactly one further email, and nothing
// else, was left over. Emails separated by commas may as well belong to one
// person.
func (r *Parser) couple(row *rosterfile.Row, people []rosterfile.Person, at int, first, second string) []rosterfile.Person {
	p := people[at]
	emails, phones := unusedBy(p, row.Unused)
	if p.Email == "" || len(emails) != 1 || strings.EqualFold(emails[0].Value, p.Email) || len(people) == rosterfile.MaxPeople ||
		rosterfile.Crossed([]string{first, second}, []string{p.Email, emails[0].Value}) || listedByComma(row.Cells, p.Email, emails[0].Value) {
		return people
	}
	last := 0
	for _, q := range people {
		last = max(last, q.Number)
	}
	other := rosterfile.Person{Number: last + 1, NameFrom: p.NameFrom, Email: emails[0].Value, EmailFrom: emails[0].Column, Role: p.Role, ResidentType: p.ResidentType, NoMail: p.NoMail, NoMailFrom: p.NoMailFrom}
	row.Use(func(u rosterfile.Unused) bool { return !u.Phone && u.Value == other.Email })
	r.noteSplit(row, p)
	couple := []rosterfile.Person{named(p, first), named(other, second)}
	r.sharePhones(row, couple, phones)
	return slices.Replace(people, at, at+1, couple...)
}

// sharePhones gives each of a couple the phone that is known to be theirs: that
// of the first, or one that is left over.
func (r *Parser) sharePhones(row *rosterfile.Row, couple []rosterfile.Person, unused []rosterfile.Unused) {
	p := couple[0]
	all := unused
	if p.Phone != "" {
		all = slices.Insert(slices.Clone(unused), 0, rosterfile.Unused{Person: p.Number, Phone: true, Column: p.PhoneFrom, Heading: r.columnOf(p.PhoneFrom, p.Number, "phone"), Value: p.Phone})
	}
	values := make([]string, len(all))
	for i, u := range all {
		values[i] = u.Value
	}
	theirs := rosterfile.WhosePhones([]string{couple[0].FullName, couple[1].FullName}, values)
	for n, i := range theirs {
		if couple[n].Phone, couple[n].PhoneFrom = "", 0; i >= 0 {
			couple[n].Phone, couple[n].PhoneFrom = all[i].Value, all[i].Column
		}
	}
	given := func(u rosterfile.Unused) bool {
		return u.Phone && (u.Value == couple[0].Phone || u.Value == couple[1].Phone)
	}
	row.Use(given)
	if p.Phone != "" && !given(all[0]) {
		row.Leave(all[0])
	}
}

// unusedBy returns the emails and phones that are not about somebody else in
// the row.
func unusedBy(p rosterfile.Person, all []rosterfile.Unused) (emails, phones []rosterfile.Unused) {
	for _, u := range all {
		switch {
		case u.Person != 0 && u.Person != p.Number:
		case u.Phone:
			phones = append(phones, u)
		default:
			emails = append(emails, u)
		}
	}
	return emails, phones
}

// listedByComma reports whether two emails are in one cell, separated by a
// comma.
func listedByComma(cells []string, a, b string) bool {
	return slices.ContainsFunc(cells, func(c string) bool {
		return strings.Contains(c, a) && strings.Contains(c, b) && strings.Contains(c, ",")
	})
}

// useFamilyName completes "Iris" beside a column with the family's name, if that
// is one word. A household may have other names than its people's.
func (r *Parser) useFamilyName(row *rosterfile.Row, people []rosterfile.Person) []rosterfile.Person {
	family, column := row.Household, r.columns["household.name"]
	if !strings.Contains(strings.ToLower(column), "family name") || family == "" || strings.ContainsFunc(family, func(c rune) bool { return !unicode.IsLetter(c) && c != '-' && c != '\'' && c != '’' }) {
		return people
	}
	for i, p := range people {
		if p.FullName == "" || p.First+p.Last != "" || strings.ContainsAny(p.FullName, " ,&/+") || personname.Fold(p.FullName) == personname.Fold(family) {
			continue
		}
		people[i].First, people[i].FullName, people[i].Last = p.FullName, "", family
		row.Notes = append(row.Notes, rosterfile.Note{Person: p.Number, Column: column, Code: rosterfile.NoteFamilyName, From: p.FullName, To: joined(p.FullName, family)})
	}
	return people
}

// shareLastName completes "Spouse First Name" if the file has no column for
// that person's last name.
func (r *Parser) shareLastName(row *rosterfile.Row, people []rosterfile.Person) []rosterfile.Person {
	for i, p := range people {
		if i == 0 || p.Last != "" || p.First == "" && p.FullName == "" {
			continue
		}
		last := lastName(people[0])
		if p.First == "" && r.spouses[p.Number] && strings.Count(p.FullName, " ") == 0 && last != "" {
			people[i].First, people[i].FullName, people[i].Last = p.FullName, "", last
			row.Notes = append(row.Notes, rosterfile.Note{Person: p.Number, Column: r.nameColumn(p.Number), Code: rosterfile.NoteSharedName, From: p.FullName, To: joined(p.FullName, last)})
			continue
		}
		if p.First == "" || p.FullName != "" || people[0].Last == "" {
			continue
		}
		if r.nameColumn(p.Number) != r.column(p.Number, "first") {
			continue
		}
		people[i].Last = people[0].Last
		row.Notes = append(row.Notes, rosterfile.Note{Person: p.Number, Column: r.column(p.Number, "first"), Code: rosterfile.NoteSharedName, From: p.First, To: joined(p.First, people[0].Last)})
	}
	return people
}

// lastName returns the last name of a person in the row, however the name is
// written.
func lastName(p rosterfile.Person) string {
	if p.Last != "" || p.FullName == "" {
		return p.Last
	}
	name, err := personname.Parse(p.FullName)
	if err != nil {
		return ""
	}
	return name.FamilyForMember()
}
