// Package personname reads the names of people as rosters and forms hold them.
//
// A roster has one cell for a name, and in it "Park, Min-jun", "Dr. John Doe
// III", "Tom & Ellen Brandt" or "Sandoval Family Trust". [NotAPerson] and
// [Couple] tell the cells that are no one person's name, [Parse] takes a
// person's name apart, [FromParts] does so where first and last name have
// cells of their own. Names of forms go through [Clean]. [Fold] and [SameName]
// compare.
//
// The rules know the conventions of North America, with the Spanish,
// Portuguese, Dutch, German and French names that live there. No rule can know
// them all, so nothing is ever guessed into two people or out of one: what is
// doubtful is reported, and a person decides.
package personname

// InvalidError says why a text is not the name of one person. Code is stable;
// Reason is for people.
type InvalidError struct {
	Code   string
	Reason string
}

func (e *InvalidError) Error() string { return e.Reason }

// Codes of an [InvalidError].
const (
	CodeRequired    = "required"
	CodeInvalidName = "invalid_name"
	CodeTwoPeople   = "two_people_in_one_name"
	CodeNotAPerson  = "not_a_person"
)

func invalidName(reason string) error {
	return &InvalidError{Code: CodeInvalidName, Reason: reason}
}
