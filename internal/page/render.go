package page

import (
	"bytes"
	"crypto/rand"
	"fmt"
	"io"
)

// Paths of the pages. Every form posts to its own path.
const (
	ActivatePath = "/activate"
	DeclinePath  = "/decline"
	DisownPath   = "/disown"
	ForgotPath   = "/forgot"
	ResetPath    = "/reset"
)

// Site is what every page shows of the stack it runs in.
type Site struct {
	SignInURL string // where to sign in; empty means "/"
	Support   string // the Support contact, an email address or words; may be empty

	PasswordMin int // a new password has at least this many characters
}

// FieldError is what is wrong with one form field, in words for the person who
// filled it in. Field is one of the Field constants.
type FieldError struct {
	Field   string
	Message string
}

// NewKey returns a fresh random value for a form's hidden key, which makes
// pressing its button twice idempotent.
func NewKey() string { return rand.Text() }

// write renders the whole page before the first byte goes out, so that an error
// never leaves half a page.
func write(w io.Writer, d document) error {
	var page bytes.Buffer
	if err := d.node().Render(&page); err != nil {
		return fmt.Errorf("write the page %q: %w", d.Title, err)
	}
	_, err := page.WriteTo(w)
	return err
}
