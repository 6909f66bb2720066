// Package contact parses the email address and the phone number of a person.
//
// Both are kept in a normal form, so that two spellings of one address are
// equal, and both are types that do not print themselves: fmt, slog, and
// encoding/json show a mask. Reveal returns the value and is easy to spot in a
// review.
package contact

// InvalidError says why a text is not a usable address or number. Code is
// stable; Reason is for people and never repeats the input.
type InvalidError struct {
	Code   string
	Reason string
}

func (e *InvalidError) Error() string { return e.Reason }

// Codes of an [InvalidError].
const (
	CodeRequired          = "required"
	CodeInvalidEmail      = "invalid_email"
	CodeNotDeliverable    = "not_deliverable" // well formed, but our mail cannot get there
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
