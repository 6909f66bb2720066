package page

import "io"

// Step is the progress of a page that ends something.
type Step int

// The steps of such a page.
const (
	Ask  Step = iota // the form, with any field errors
	Done             // it has happened, now or before
	Gone             // the link is not valid for this, or no longer
)

// DeclineView is *This is not for me*.
type DeclineView struct {
	Site
	Step              Step
	Invitation, Proof string // what was posted
	Key               string // see NewKey
	Errors            []FieldError
}

// Decline writes *This is not for me*.
func Decline(w io.Writer, v DeclineView) error {
	return writeConfirm(w, v.Site, v.Step, v.Errors, confirm{
		Path: DeclinePath,
		Key:  v.Key,
		Secrets: []secret{
			{FieldInvitation, v.Invitation},
			{FieldProof, v.Proof},
		},
		Greets: true,
		title:  "This is not for me",
		Text:   "This ends the invitation. Whoever invited you is told, and nothing more is sent to your address.",
		Button: "This is not for me",
		done:   "The invitation has ended. Whoever invited you is told, and you need not do anything more.",
		gone:   "This link is no longer good: the invitation has ended, or it was accepted already.",
	})
}

// DisownView is *this was not me*: somebody else created an account for the
// reader's address.
type DisownView struct {
	Site
	Step   Step
	Token  string // what was posted
	Key    string // see NewKey
	Errors []FieldError
}

// Disown writes *this was not me*.
func Disown(w io.Writer, v DisownView) error {
	return writeConfirm(w, v.Site, v.Step, v.Errors, confirm{
		Path:    DisownPath,
		Key:     v.Key,
		Secrets: []secret{{FieldToken, v.Token}},
		title:   "This was not me",
		Text:    "This ends the account that was made with your email address and signs it out everywhere. Whoever sent the invitation is told.",
		Button:  "This was not me",
		done:    "The account has ended. Whoever sent the invitation is told, and you need not do anything more.",
		gone:    "This link is no longer good: the account has ended already, or it was confirmed from your mailbox.",
	})
}

// confirm is a page that explains one thing, and has a word to type and a
// button.
type confirm struct {
	Path, Key    string
	Secrets      []secret
	Text, Button string
	Greets       bool // the script shows whose invitation it is
	LinkField    field
	ConfirmField field

	title, done, gone string
}

// secret is a hidden input that the script fills in from the fragment.
type secret struct{ Name, Value string }

// Word returns the word to type.
func (confirm) Word() string { return ConfirmWord }

// Ended is what the page says when nothing is left to end.
func (c confirm) Ended() string { return c.gone }

// Known reports whether the form already holds what the link carried.
func (c confirm) Known() bool {
	for _, s := range c.Secrets {
		if s.Value == "" {
			return false
		}
	}
	return true
}

func writeConfirm(w io.Writer, site Site, step Step, errors []FieldError, c confirm) error {
	switch step {
	case Done:
		return write(w, "notice", document{Site: site, Title: "Thank you", Body: notice{Paragraphs: []string{c.done}}})
	case Gone:
		return write(w, "notice", document{Site: site, Title: "Nothing was changed", Body: notice{Paragraphs: []string{c.gone}}})
	default:
		c.LinkField, c.ConfirmField = linkField(errors), confirmField(errors)
		return write(w, "confirm", document{Site: site, Title: c.title, Errors: errors, Body: c})
	}
}
