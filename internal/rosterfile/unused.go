package rosterfile

import (
	"slices"

	"github.com/communitrak/onboarding/internal/rosterfile/columns"
)

// Unused is an email or phone that a row holds and that no person of the row
// has. The notes of the row tell people about it; whoever can say whose it is
// takes it from here with [Row.Use].
type Unused struct {
	Person  int    // Person.Number of whose column holds it, or 0 if nobody knows
	Phone   bool   // rather than an email
	Column  int    // from 1
	Heading string // of the column
	Value   string
}

// Use removes the unused values that are now somebody's, and the notes that say
// that nobody has them.
func (r *Row) Use(used func(Unused) bool) {
	var notes []Note
	for _, u := range r.Unused {
		if used(u) {
			notes = append(notes, u.note())
		}
	}
	if len(notes) == 0 {
		return
	}
	r.Unused = slices.DeleteFunc(r.Unused, used)
	r.Notes = slices.DeleteFunc(r.Notes, func(n Note) bool { return slices.Contains(notes, n) })
}

func (u Unused) note() Note {
	code := NoteOtherEmail
	if u.Phone {
		code = NoteOtherPhone
	}
	return Note{Person: u.Person, Column: u.Heading, Code: code, From: u.Value}
}

// leave notes that a value of the row is not used; person is 0 if nobody knows
// whose it is.
func (in *interpreter) leave(v candidate, person int) {
	u := Unused{Person: person, Phone: v.Name == columns.FieldPhone, Column: v.column + 1, Heading: in.columns[v.column].Name(), Value: v.value}
	in.row.Leave(u)
}

// Leave adds a value that no person of the row has, and notes it.
func (r *Row) Leave(u Unused) {
	r.Unused = append(r.Unused, u)
	r.Notes = append(r.Notes, u.note())
}
