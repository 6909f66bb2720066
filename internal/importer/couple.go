package importer

import (
	"slices"
	"strings"

	"communitrak/internal/personname"
	"communitrak/internal/rosterfile"
)

// people are the people of the row. Two names in one cell are two people where
// there is an email for each; a second person without a column for the last
// name has that of the first.
func (r *reader) people(row *rosterfile.Row) []rosterfile.Person {
	people := row.People
	for i := range people {
		first, second, ok := personname.Couple(typedName(people[i]))
		if !ok {
			continue
		}
		switch {
		case i+1 < len(people) && typedName(people[i+1]) == "" && people[i+1].Email != "":
			note(row, r.nameColumn(people[i].Number), typedName(people[i]))
			people[i], people[i+1] = named(people[i], first), named(people[i+1], second)
		case len(people) == 1:
			return r.couple(row, people[i], first, second)
		}
	}
	return r.shareLastName(row, people)
}

func note(row *rosterfile.Row, column, typed string) {
	row.Notes = append(row.Notes, rosterfile.Note{Column: column, Code: rosterfile.NoteSplitPeople, From: typed})
}

func named(p rosterfile.Person, full string) rosterfile.Person {
	p.FullName, p.First, p.Middle, p.Last, p.Title, p.Suffix = full, "", "", "", "", ""
	return p
}

// couple makes two people of one whose further email, and only that, was left
// over.
func (r *reader) couple(row *rosterfile.Row, p rosterfile.Person, first, second string) []rosterfile.Person {
	emails := leftOver(row.Notes, rosterfile.NoteOtherEmail)
	if p.Email == "" || len(emails) != 1 || strings.EqualFold(emails[0], p.Email) {
		return row.People
	}
	other := rosterfile.Person{Number: p.Number + 1, Email: emails[0], Role: p.Role, ResidentType: p.ResidentType, NoMail: p.NoMail}
	if phones := leftOver(row.Notes, rosterfile.NoteOtherPhone); len(phones) == 1 {
		other.Phone = phones[0]
	}
	row.Notes = slices.DeleteFunc(row.Notes, func(n rosterfile.Note) bool {
		return n.Code == rosterfile.NoteOtherEmail || n.Code == rosterfile.NoteOtherPhone && n.From == other.Phone
	})
	note(row, r.nameColumn(p.Number), typedName(p))
	return []rosterfile.Person{named(p, first), named(other, second)}
}

func leftOver(notes []rosterfile.Note, code string) []string {
	var values []string
	for _, n := range notes {
		if n.Code == code {
			values = append(values, n.From)
		}
	}
	return values
}

// shareLastName completes "Spouse First Name" where the file has no column for
// that person's last name.
func (r *reader) shareLastName(row *rosterfile.Row, people []rosterfile.Person) []rosterfile.Person {
	for i, p := range people {
		if i == 0 || p.Last != "" || p.First == "" && p.FullName == "" {
			continue
		}
		last := lastName(people[0])
		if p.First == "" && r.spouses[p.Number] && strings.Count(p.FullName, " ") == 0 && last != "" {
			people[i].First, people[i].FullName, people[i].Last = p.FullName, "", last
			row.Notes = append(row.Notes, rosterfile.Note{Column: r.nameColumn(p.Number), Code: rosterfile.NoteSharedName, From: p.FullName, To: joined(p.FullName, last)})
			continue
		}
		if p.First == "" || p.FullName != "" || people[0].Last == "" {
			continue
		}
		if r.nameColumn(p.Number) != r.column(p.Number, "first") {
			continue
		}
		people[i].Last = people[0].Last
		row.Notes = append(row.Notes, rosterfile.Note{Column: r.column(p.Number, "first"), Code: rosterfile.NoteSharedName, From: p.First, To: joined(p.First, people[0].Last)})
	}
	return people
}

// lastName is that of a person of the row, in either way of writing names.
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
