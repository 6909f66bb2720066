package message

import "time"

// PasswordReset carries the link that sets a new password.
type PasswordReset struct {
	Frame
	ResetURL string        // the token in the fragment
	Lasts    time.Duration // how long the link works; 0 means 1 hour
}

// Render fails with ErrLink for an unusable link.
func (m PasswordReset) Render() (Message, error) {
	if m.Lasts <= 0 {
		m.Lasts = time.Hour
	}
	return render("passwordreset", m, linked("reset link", m.ResetURL))
}

// PasswordChanged tells the owner of an account that its password was changed.
type PasswordChanged struct {
	Frame
	At        time.Time // with the location to show it in
	ForgotURL string    // what to do when it was somebody else
}

// Render fails with ErrMissing without the time and with ErrLink for an
// unusable link.
func (m PasswordChanged) Render() (Message, error) {
	return render("passwordchanged", m, dated("time of the change", m.At), linked("forgot-password link", m.ForgotURL))
}

// FactorSet tells the owner of a Support account that its second factor was set
// up.
type FactorSet struct {
	Frame
	At        time.Time // with the location to show it in
	ForgotURL string    // what to do first when it was somebody else
}

// Render fails with ErrMissing without the time and with ErrLink for an
// unusable link.
func (m FactorSet) Render() (Message, error) {
	return render("factorset", m, dated("time of the change", m.At), linked("forgot-password link", m.ForgotURL))
}

// UnconfirmedAccount tells the owner of a mailbox that an account was made for
// it by the invite code alone.
type UnconfirmedAccount struct {
	Frame
	Community string
	DisownURL string // this was not me
	ForgotURL string // confirms the mailbox by setting a new password
	ReplyTo   string // may be empty
}

// Render fails with ErrMissing without community and with ErrLink for an
// unusable link.
func (m UnconfirmedAccount) Render() (Message, error) {
	return render("unconfirmed", m, present("community", m.Community),
		linked("disown link", m.DisownURL), linked("forgot-password link", m.ForgotURL))
}
