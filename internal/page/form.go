package page

import (
	"errors"
	"mime"
	"net/http"
	"net/url"
	"strings"
	"unicode"

	"github.com/communitrak/onboarding/internal/secret"
)

// maxForm is the maximum size of a posted form, in bytes: enough for a password
// of 128 percent-encoded characters, and the rest.
const maxForm = 16 << 10

// ErrForm is returned by [ReadForm] for a body that no form of this package
// posts: too large, of another type, or malformed.
var ErrForm = errors.New("not a form of this page")

// Form is what a page posted; fields not posted are empty.
type Form struct {
	Email, Code, Proof, Token, Invitation string
	Key, Intent, Confirm                  string
	Password                              secret.Password
}

// Confirmed reports whether the word was typed; case, and a period or quotation
// marks added by a keyboard, do not matter.
func (f Form) Confirmed() bool {
	typed := strings.TrimFunc(f.Confirm, func(r rune) bool { return !unicode.IsLetter(r) })
	return strings.EqualFold(typed, ConfirmWord)
}

// ReadForm reads the form that r posts; query parameters do not count. Spaces
// around a value are dropped, except for the password. A pasted link fills in
// what the script would have read from it.
func ReadForm(w http.ResponseWriter, r *http.Request) (Form, error) {
	kind, _, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if err != nil || kind != "application/x-www-form-urlencoded" {
		return Form{}, ErrForm
	}
	r.Body = http.MaxBytesReader(w, r.Body, maxForm)
	// The parser's own error quotes the body, which may hold a password.
	if err := r.ParseForm(); err != nil {
		return Form{}, ErrForm
	}
	linked := fragment(r.PostForm.Get(FieldLink))
	value := func(name string) string {
		if v := strings.TrimSpace(r.PostForm.Get(name)); v != "" {
			return v
		}
		return strings.TrimSpace(linked.Get(name))
	}
	return Form{
		Email:      strings.TrimSpace(r.PostForm.Get(FieldEmail)),
		Code:       value(FieldCode),
		Proof:      value(FieldProof),
		Token:      value(FieldToken),
		Invitation: value(FieldInvitation),
		Key:        strings.TrimSpace(r.PostForm.Get(FieldKey)),
		Intent:     strings.TrimSpace(r.PostForm.Get(FieldIntent)),
		Confirm:    r.PostForm.Get(FieldConfirm),
		Password:   secret.Password(r.PostForm.Get(FieldPassword)),
	}, nil
}

// fragment parses a link's fragment, as the script does. A malformed one
// carries nothing.
func fragment(link string) url.Values {
	_, after, found := strings.Cut(strings.TrimSpace(link), "#")
	if !found {
		return nil
	}
	values, err := url.ParseQuery(after)
	if err != nil {
		return nil
	}
	return values
}
