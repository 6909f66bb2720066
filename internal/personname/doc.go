// Package personname parses the names of people in rosters and forms.
//
// A roster's name cell may hold "Park, Min-jun", "Dr. John Doe III", "Tom &
// Ellen Brandt", or "Sandoval Family Trust". [NotAPerson] and [Couple] detect
// cells that do not hold one person's name, [Parse] splits a person's name, and
// [FromParts] does so where the first and last name are in separate cells.
// [Clean] handles names from forms. [Fold] and [SameName] compare names.
//
// The rules cover North American conventions, including the Spanish,
// Portuguese, Dutch, German, and French names that are found there. No rules
// can cover them all, so nothing is ever guessed into two people or out of one:
// doubtful cases are reported, and a person decides.
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
