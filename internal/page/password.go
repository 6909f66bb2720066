package page

import (
	"io"
	"time"
)

// ForgotView is *Forgot password*: the form that requests an email, and its one
// answer.
type ForgotView struct {
	Site
	Sent   bool   // the answer, the same for every address
	Email  string // what was posted
	Key    string // see NewKey
	Errors []FieldError
}

// Forgot writes *Forgot password*.
func Forgot(w io.Writer, v ForgotView) error {
	if v.Sent {
		return write(w, "notice", document{Site: v.Site, Title: "Check your email", Body: notice{
			Paragraphs: []string{
				"We send a link to set a new password only if there is an account for this address, not twice within a few minutes, and only a few times a day. It works for one hour.",
				"It can take a few minutes to arrive. Check your spam folder, too.",
			},
			Links: []link{{"Sign in", v.signIn()}},
		}})
	}
	return write(w, "forgot", document{Site: v.Site, Title: "Forgot password", Errors: v.Errors, Body: form{
		Key: v.Key, Fields: []field{emailField(v.Email, "The address you sign in with.", v.Errors)},
	}})
}

// ResetView is the page that sets a new password.
type ResetView struct {
	Site
	Step   Step
	Token  string // what was posted
	Key    string // see NewKey
	Errors []FieldError
}

// Reset writes the page that sets a new password.
func Reset(w io.Writer, v ResetView) error {
	switch v.Step {
	case Done:
		return write(w, "notice", document{Site: v.Site, Title: "Your new password is set", Body: notice{
			Paragraphs: []string{"The account was signed out everywhere. Sign in with the new password."},
			Links:      []link{{"Sign in", v.signIn()}},
		}})
	case Gone:
		return write(w, "notice", document{Site: v.Site, Title: "This link is no longer good", Body: notice{
			Paragraphs: []string{"A link to set a new password works once, and for one hour. Your password was not changed."},
			Links:      []link{{"Send me a new link", ForgotPath}, {"Sign in", v.signIn()}},
		}})
	default:
		return write(w, "reset", document{Site: v.Site, Title: "Set a new password", Errors: v.Errors, Body: reset{
			Key: v.Key, Token: v.Token, Link: linkField(v.Errors), Password: newPasswordField("", v.Errors),
		}})
	}
}

// reset is the form for a new password as its template shows it.
type reset struct {
	Key, Token     string
	Link, Password field
}

// LaterView is a page that asks to come back later: there were too many
// attempts, or, without Wait, the fault is ours.
type LaterView struct {
	Site
	Wait time.Duration
}

// Later writes the page that asks to come back later.
func Later(w io.Writer, v LaterView) error {
	text := "That did not work just now. Please go back and try again in a minute."
	if v.Wait > 0 {
		text = "There were too many attempts. Nothing was changed. Go back and try again " + in(v.Wait) + "."
	}
	return Notice(w, NoticeView{Site: v.Site, Title: "Please try again later", Text: text})
}

// NoticeView is a page that only shows a message, such as that a page does not
// exist.
type NoticeView struct {
	Site
	Title string
	Text  string
}

// Notice writes a page that only shows a message.
func Notice(w io.Writer, v NoticeView) error {
	return write(w, "notice", document{Site: v.Site, Title: v.Title, Body: notice{Paragraphs: []string{v.Text}}})
}

// NotFound writes the page for an unknown address.
func NotFound(w io.Writer, site Site) error {
	return write(w, "notice", document{Site: site, Title: "We couldn’t find that page", Body: notice{
		Paragraphs: []string{
			"The link may be old, or it may have lost a part on the way. Nothing was changed.",
			"If a mail brought you here, open its link again, or type in the code that the mail shows.",
		},
		Links: []link{{"Sign in", site.signIn()}, {"Activate account", ActivatePath}},
	}})
}

// notice is a page of text; its first link is drawn as a button.
type notice struct {
	Paragraphs []string
	Links      []link
}

type link struct{ Label, URL string }

func (s Site) signIn() string {
	if s.SignInURL == "" {
		return "/"
	}
	return s.SignInURL
}
