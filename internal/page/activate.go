package page

import (
	"fmt"
	"io"
	"net/url"
	"time"

	"communitrak/internal/brand"
)

// ActivationState is the state of an activation.
type ActivationState int

// The first group shows the form, with a message above it; the second shows a
// final page.
const (
	AskActivation   ActivationState = iota // the form, with any field errors
	Refused                                // the same answer for every wrong proof
	AccountPassword                        // the email has an account, whose password is needed
	ProofRequired                          // only the emailed link will do
	TryLater                               // too many attempts; see Wait
	Unfinished                             // a fault on our side

	Activated     // done; see Open
	Expired       // the invitation has ended
	ProofSent     // the code of a letter: a link was sent to the email that was entered
	AlreadyActive // somebody activated before, most likely the same person
)

// ActivateView is the activation page.
type ActivateView struct {
	Site
	State ActivationState

	Email, Code, Proof string // what was posted
	Key                string // see NewKey; a fresh one for every page
	Errors             []FieldError

	Community string        // for Activated; may be empty otherwise
	Open      bool          // for Activated: signing in already works
	Session   string        // for Activated: the token of the session it opened, if any
	Look      brand.Look    // for Activated: the community's
	Wait      time.Duration // for TryLater
}

// Activate writes the activation page in the state of v.
func Activate(w io.Writer, v ActivateView) error {
	switch v.State {
	case Activated:
		return write(w, "activated", document{Site: v.Site, Title: "Your account is active", Body: v, Look: v.Look, LogoAlt: v.Community})
	case Expired:
		return write(w, "expired", document{Site: v.Site, Title: "The invitation has ended", Body: v})
	case ProofSent:
		return write(w, "notice", document{Site: v.Site, Title: "Check your email", Body: notice{
			Paragraphs: []string{
				"Your letter’s code is right. To make sure the email address is yours, we send a link to it. Open the link, choose your password, and you’re in.",
				"It can take a few minutes to arrive. Check your spam folder, too. We don’t send the same address another one within a few minutes. If you typed it wrong, enter it again.",
			},
			Links: []link{{"Enter another email", v.fromLetter()}},
		}})
	case AlreadyActive:
		return write(w, "notice", document{Site: v.Site, Title: "This account is active already", Body: notice{
			Paragraphs: []string{"There is nothing more to activate. Sign in with your email and the password you chose."},
			Links:      []link{{"Sign in", v.signIn()}, {"Forgot password", ForgotPath}},
		}})
	default:
		return write(w, "activate", document{
			Site: v.Site, Title: activateTitle, Alert: v.alert(), Errors: v.Errors, Body: v.form(),
		})
	}
}

// fromLetter returns the address to which a letter's code leads.
func (v ActivateView) fromLetter() string {
	return ActivatePath + "#" + url.Values{"code": {v.Code}}.Encode()
}

const activateTitle = "Activate account"

// activation is the form as its template shows it.
type activation struct {
	Key, Proof            string
	Email, Code, Password field
	HasAccount            bool // the password requested already exists
}

// NewPassword and AccountPassword are the possible hints for the password. The
// page picks one once the greeting has told it which applies.
func (activation) NewPassword() string     { return hintNewPassword }
func (activation) AccountPassword() string { return hintAccountPassword }

func (v ActivateView) form() activation {
	hasAccount := v.State == AccountPassword
	password := newPasswordField("If you already have an account with this email, enter its password.", v.Errors)
	if hasAccount {
		password = accountPasswordField(v.Errors)
	}
	return activation{
		Key:        v.Key,
		Proof:      v.Proof,
		Email:      emailField(v.Email, hintInvited, v.Errors),
		Code:       codeField(v.Code, v.Errors),
		Password:   password,
		HasAccount: hasAccount,
	}
}

func (v ActivateView) alert() string {
	switch v.State {
	case Refused:
		return "Email and invite code do not match an open invitation. Use the address the mail was sent to and the code from the newest mail."
	case AccountPassword:
		return "You already have an account with this email. To join with it, enter the password of that account."
	case ProofRequired:
		return "This needs the link in the mail. Open it from there, or choose “I lost the mail” to ask for it again."
	case TryLater:
		return "There were too many attempts. Try again " + in(v.Wait) + "."
	case Unfinished:
		return "Something went wrong on our side, and your account is not active yet. Enter your password and try again."
	default:
		return ""
	}
}

// in describes a wait in words, never shorter than it is.
func in(wait time.Duration) string {
	switch minutes := int((wait + time.Minute - 1) / time.Minute); {
	case minutes <= 0:
		return "later"
	case minutes == 1:
		return "in a minute"
	default:
		return fmt.Sprintf("in %d minutes", minutes)
	}
}

// LostView is *I lost the mail*: the form, and its one answer. Without errors
// the form just asks, without blame. Limits, an invalid address, or an
// invitation that ended long ago stop the email, and nobody is told which, so
// the answer promises none.
type LostView struct {
	Site
	Sent   bool   // the answer, the same for every address
	Email  string // what was posted
	Key    string // see NewKey
	Errors []FieldError
}

// Lost writes *I lost the mail*.
func Lost(w io.Writer, v LostView) error {
	if v.Sent {
		return write(w, "notice", document{Site: v.Site, Title: "Check your email", Body: notice{
			Paragraphs: []string{
				"We send a mail only if there is an invitation or an account for this address, not twice within a few minutes, and only a few times a day.",
				"It can take a few minutes to arrive. Check your spam folder, too, and make sure you entered the address you were invited with. If nothing arrives, ask your community’s board.",
			},
			Links: []link{{"Activate account", ActivatePath}},
		}})
	}
	return write(w, "lost", document{Site: v.Site, Title: "I lost the mail", Errors: v.Errors, Body: form{
		Key: v.Key, Fields: []field{emailField(v.Email, hintInvited, v.Errors)},
	}})
}
