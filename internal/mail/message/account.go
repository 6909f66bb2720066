package message

import "time"

// PasswordReset carries the link that sets a new password.
type PasswordReset struct {
	Frame
	ResetURL string        // the token is in the fragment
	ValidFor time.Duration // how long the link works; 0 means 1 hour
}

// Render fails with ErrLink for an unusable link.
func (m PasswordReset) Render() (Message, error) {
	if m.ValidFor <= 0 {
		m.ValidFor = time.Hour
	}
	return render("passwordreset", m, linked("reset link", m.ResetURL))
}

// PasswordChanged tells an account's owner that its password was changed.
type PasswordChanged struct {
	Frame
	At        time.Time // its location is the one shown
	ForgotURL string    // what to do if it was somebody else
}

// Render fails with ErrMissing without the time and with ErrLink for an
// unusable link.
func (m PasswordChanged) Render() (Message, error) {
	return render("passwordchanged", m, dated("time of the change", m.At), linked("forgot-password link", m.ForgotURL))
}

// FactorSet tells the owner of a Support account that its second factor was set
// up.
type FactorSet PasswordChanged

// Render fails as [PasswordChanged.Render] does.
func (m FactorSet) Render() (Message, error) {
	return render("factorset", m, dated("time of the change", m.At), linked("forgot-password link", m.ForgotURL))
}

// UnconfirmedAccount tells a mailbox's owner that an account was created for it
// with only the invite code.
type UnconfirmedAccount struct {
	Frame
	Community string
	DisownURL string // this was not me
	ForgotURL string // confirms the mailbox by setting a new password
	ReplyTo   string // may be empty
}

// Render fails with ErrMissing without a community, and with ErrLink for an
// unusable link.
func (m UnconfirmedAccount) Render() (Message, error) {
	return render("unconfirmed", m, present("community", m.Community),
		linked("disown link", m.DisownURL), linked("forgot-password link", m.ForgotURL))
}
