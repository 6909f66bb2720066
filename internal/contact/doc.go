// Package contact is what a person is reached by: an email address and a phone
// number.
//
// Both are kept in one normal form, so that two spellings of one address are
// equal, and both are types that do not print themselves: fmt, slog and
// encoding/json show a mask. The value is taken with Reveal, which is easy to
// see in a review.
package contact

// InvalidError says why a text is not an address or a number that can be used.
// Code is stable; Reason is for people and never repeats what was typed.
type InvalidError struct {
	Code   string
	Reason string
}

func (e *InvalidError) Error() string { return e.Reason }

// Codes of an [InvalidError].
const (
	CodeRequired          = "required"
	CodeInvalidEmail      = "invalid_email"
	CodeNotDeliverable    = "not_deliverable" // well formed, but no mail of ours can get there
	CodeInvalidPhone      = "invalid_phone"
	CodeSpreadsheetNumber = "spreadsheet_number" // digits lost to a spreadsheet's number format
)

func invalidEmail(reason string) error {
	return &InvalidError{Code: CodeInvalidEmail, Reason: reason}
}

func notDeliverable(reason string) error {
	return &InvalidError{Code: CodeNotDeliverable, Reason: reason}
}

func invalidPhone(reason string) error {
	return &InvalidError{Code: CodeInvalidPhone, Reason: reason}
}
