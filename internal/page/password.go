package page

import (
	"io"
	"time"

	g "maragu.dev/gomponents"
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
		return write(w, document{Site: v.Site, Title: "Check your email", Body: notice{
			Paragraphs: []string{
				"We send a link for setting a new password only if there’s an account for this address. We don’t send another one within a few minutes, and we send only a few a day. The link works for one hour.",
				"It can take a few minutes to arrive. Check your spam folder, too.",
			},
			Links: []link{{"Sign in", v.signIn()}},
		}.body()})
	}
	return write(w, document{Site: v.Site, Title: "Forgot password", Errors: v.Errors, Body: []g.Node{
		text("To get a link for setting a new password, enter your email address."),
		post(ForgotPath, v.Key,
			emailField(v.Email, "The address you sign in with.", v.Errors).node(),
			submit("Send me a link"),
		),
		links(el("li", el("a", attr("href", v.signIn()), words("Sign in")))),
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
		return write(w, document{Site: v.Site, Title: "Your new password is set", Body: notice{
			Paragraphs: []string{"The account was signed out everywhere. Sign in with the new password."},
			Links:      []link{{"Sign in", v.signIn()}},
		}.body()})
	case Gone:
		return write(w, document{Site: v.Site, Title: "This link no longer works", Body: notice{
			Paragraphs: []string{"A link for setting a new password works only once, and for one hour. Your password was not changed."},
			Links:      []link{{"Send me a new link", ForgotPath}, {"Sign in", v.signIn()}},
		}.body()})
	default:
		return write(w, document{Site: v.Site, Title: "Set a new password", Errors: v.Errors, Body: v.form()})
	}
}

func (v ResetView) form() []g.Node {
	return []g.Node{
		text("Choose a new password. This signs the account out everywhere."),
		post(ResetPath, v.Key,
			secretInput(FieldToken, v.Token),
			g.If(v.Token == "", el("div", attr("class", "by-hand"), linkField(v.Errors).node())),
			v.newPasswordField("", v.Errors).node(),
			submit("Set new password"),
		),
		links(el("li", el("a", attr("href", ForgotPath), words("Send me a new link")))),
	}
}

// LaterView is a page that asks to come back later: there were too many
// attempts, or, without Wait, the fault is ours.
type LaterView struct {
	Site
	Wait time.Duration
}

// Later writes the page that asks to come back later.
func Later(w io.Writer, v LaterView) error {
	text := "That didn’t work just now. Please go back and try again in a minute."
	if v.Wait > 0 {
		text = "There were too many attempts. Nothing was changed. Go back and try again " + in(v.Wait) + "."
	}
	return write(w, document{Site: v.Site, Title: "Please try again later", Body: notice{Paragraphs: []string{text}}.body()})
}

// NotFound writes the page for an unknown address.
func NotFound(w io.Writer, site Site) error {
	return write(w, document{Site: site, Title: "We couldn’t find that page", Body: notice{
		Paragraphs: []string{
			"The link may be old or incomplete. Nothing was changed.",
			"If you came here from an email, open its link again, or type in the code that it shows.",
		},
		Links: []link{{"Sign in", site.signIn()}, {"Activate account", ActivatePath}},
	}.body()})
}

// notice is a page of text; its first link is drawn as a button.
type notice struct {
	Paragraphs []string
	Links      []link
}

type link struct{ Label, URL string }

func (n notice) body() []g.Node {
	nodes := g.Map(n.Paragraphs, text)
	if len(n.Links) == 0 {
		return nodes
	}
	var items []g.Node
	for i, l := range n.Links {
		items = append(items, el("li", el("a", g.If(i == 0, attr("class", "button")), attr("href", l.URL), words(l.Label))))
	}
	return append(nodes, links(items...))
}

func (s Site) signIn() string {
	if s.SignInURL == "" {
		return "/"
	}
	return s.SignInURL
}
