package parse

import (
	"fmt"

	"github.com/communitrak/onboarding/internal/personname"
	"github.com/communitrak/onboarding/internal/roster"
	"github.com/communitrak/onboarding/internal/rosterfile"
)

// Row is a row in normal form. Remarks about the row apply to all of its
// people.
type Row struct {
	Remarks
	Number int
	// List is 1 for a row of a second list beside the first.
	List int
	// Skipped says what the row is if it is not about a person.
	Skipped string
	// People can be looked up in the table; if something is wrong with the row
	// there are none.
	People []Resident
	// Unfit are those who need attention whatever the table says.
	Unfit      []Resident
	Home       roster.Property
	HomeColumn string
	Household  string
	// broken: our code cannot read the row, through no fault of the file.
	Broken bool
	// emails is the number of emails in the row.
	emails int
	// Planned is what the plan says about the row, if there is one.
	Planned []roster.RowResult
	// Cells are the cells of the row.
	Cells cells
}

// Resident is one person of a row.
type Resident struct {
	Remarks
	// Number distinguishes the people of a row, from 1.
	Number      int
	First, Last string
	Name        personname.Name
	Email       string
	Person      string
	// SharedWith is where the file first gives the email to somebody else, or
	// nil.
	SharedWith *Sighting
	// Column is the heading of the email.
	Column        string
	Phone         string
	HouseholdRole roster.HouseholdRole
	Sources       []roster.Source
}

// NumberIn distinguishes the people of a row from those in the row with the
// same number in a second list beside the first. Number 0 is nobody.
func NumberIn(list, number int) int { return list*(rosterfile.MaxPeople+1) + number }

// ListOf returns the list that a result belongs to.
func ListOf(result roster.RowResult) int { return result.Person / (rosterfile.MaxPeople + 1) }

// FullName returns the first and last name.
func (p Resident) FullName() string { return p.First + " " + p.Last }

// repaired records the repairs of the whole row, and returns a description of
// the repairs of its people, by number.
func (r *Row) repaired(notes []rosterfile.Note) map[int][]string {
	var ofPeople map[int][]string
	for _, n := range notes {
		switch {
		case n.Code == rosterfile.NoteMisreadAsDay:
			r.Attention(CodeMisreadAsDay, n.Column, n.From, fmt.Sprintf("%q is a date. A spreadsheet may have turned a unit or number such as 3-1 into one. Enter what it should be, as text.", n.From))
		case n.Person == 0:
			r.Note(n.String())
		case len(ofPeople[n.Person]) < maxNotes:
			if ofPeople == nil {
				ofPeople = map[int][]string{}
			}
			ofPeople[n.Person] = append(ofPeople[n.Person], Clip(n.String(), MaxMessage))
		}
	}
	return ofPeople
}

// nameless notes what is known of a nameless person who is nobody, or somebody
// already in the row.
func (r *Row) nameless(columns *Parser, p rosterfile.Person) {
	if p.Email != "" {
		r.Note(fmt.Sprintf("%s: the same email again, without a name", columns.column(p.Number, "email")))
		return
	}
	r.Note(fmt.Sprintf("%s: not used, because there is no name or email with it (%s)", columns.column(p.Number, "phone"), p.Phone))
}
