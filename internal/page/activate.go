package page

import (
	"fmt"
	"io"
	"net/url"
	"time"

	g "maragu.dev/gomponents"
	h "maragu.dev/gomponents/html"

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
		return write(w, document{Site: v.Site, Title: "Your account is active", Body: v.activated(), Look: v.Look, LogoAlt: v.Community})
	case Expired:
		return write(w, document{Site: v.Site, Title: "The invitation has ended", Body: v.expired()})
	case ProofSent:
		return write(w, document{Site: v.Site, Title: "Check your email", Body: notice{
			Paragraphs: []string{
				"Your letter’s code is right. To make sure the email address is yours, we send a link to it. Open the link, choose your password, and you’re in.",
				"It can take a few minutes to arrive. Check your spam folder, too. We don’t send the same address another one within a few minutes. If you typed it wrong, enter it again.",
			},
			Links: []link{{"Enter another email", v.fromLetter()}},
		}.body()})
	case AlreadyActive:
		return write(w, document{Site: v.Site, Title: "This account is active already", Body: notice{
			Paragraphs: []string{"There is nothing more to activate. Sign in with your email and the password you chose."},
			Links:      []link{{"Sign in", v.signIn()}, {"Forgot password", ForgotPath}},
		}.body()})
	default:
		d := document{Site: v.Site, Title: activateTitle, Alert: v.alert(), Errors: v.Errors}
		d.Body = v.form(d.failed())
		return write(w, d)
	}
}

// fromLetter returns the address to which a letter's code leads.
func (v ActivateView) fromLetter() string {
	return ActivatePath + "#" + url.Values{"code": {v.Code}}.Encode()
}

const activateTitle = "Activate account"

func (v ActivateView) activated() []g.Node {
	community := func(otherwise string) g.Node {
		if v.Community == "" {
			return g.Text(otherwise)
		}
		return isolated(v.Community)
	}
	body := []g.Node{
		g.If(v.Look.Welcome != "", h.P(h.Class("welcome"), isolated(v.Look.Welcome))),
		h.P(g.If(v.Community != "", g.Group{g.Text("Welcome to "), h.Strong(community("")), g.Text(". ")}), g.Text("Your account is ready.")),
	}
	if !v.Open {
		return append(body, h.P(community("The community"), g.Text(" is not open yet. We’ll email you as soon as you can sign in. Until then, there’s nothing more to do.")))
	}
	leadOn := "Sign in"
	if v.Session != "" {
		leadOn = "Continue"
		body = append(body, secretInput("session", v.Session))
	}
	return append(body, h.P(h.A(h.Class("button"), h.Href(v.signIn()), g.Text(leadOn))))
}

func (v ActivateView) expired() []g.Node {
	return []g.Node{
		h.P(g.Text("Your code"), g.If(v.Community != "", g.Group{g.Text(" for "), h.Strong(isolated(v.Community))}),
			g.Text(" is right, but the time to use it is over. You can ask for a new mail.")),
		post(ActivatePath, v.Key,
			secretInput(FieldEmail, v.Email),
			submit("Send me a new one", h.Name(FieldIntent), h.Value(IntentLost)),
		),
	}
}

// form is the page before the activation. Its elements say in which states of
// the script they are shown; without a script, that is the state "hand".
func (v ActivateView) form(failed bool) []g.Node {
	hasAccount := v.State == AccountPassword
	password := newPasswordField("If you already have an account with this email, enter its password.", v.Errors)
	if hasAccount {
		password = accountPasswordField(v.Errors)
	}
	return []g.Node{
		g.If(!failed, h.P(shownIn("hand"), g.Text("Enter the email address you were invited with and the code from the mail, and choose a password."))),
		h.P(h.Class("quiet"), shownIn("hand"), g.Text("From a letter that doesn’t name your email? Enter the one you’d like to use, and leave the password empty. You’ll choose it from the link we email you.")),
		h.NoScript(h.P(h.Class("quiet"), g.Text("Type in the invite code that the mail or the letter shows."))),
		h.P(shownIn("waiting"), h.Role("status"), hidden(), g.Text("One moment: we are opening your invitation …")),
		heading("greeted", g.Text("Hello "), said("firstName"), g.Text(", "), said("community"), g.Text(" invites you")),
		heading("letter", g.Text("You’re invited")),
		heading("ended", g.Text("Your invitation has ended")),
		heading("active", g.Text("Your account is active already")),
		greeting(),
		h.P(shownIn("ended"), hidden(), g.Text("The time to use this link is over. Enter the email address it was sent to, and we’ll send you a new invitation if we can.")),
		h.P(shownIn("refused"), hidden(), g.Text("This link no longer opens an invitation. Use the link or the code of the newest mail, or choose “I lost the mail”.")),
		h.P(shownIn("active"), hidden(), g.Text("There is nothing more to activate. Sign in with your email and the password you chose.")),
		h.P(shownIn("letter"), hidden(), g.Text("Your letter’s code is filled in. Enter your email, and we’ll send you a link to make sure it’s yours. Open the link to choose your password.")),
		post(ActivatePath, v.Key, shownIn("hand greeted letter refused ended"),
			secretInput(FieldProof, v.Proof),
			h.Div(shownIn("hand letter refused ended"), emailField(v.Email, hintInvited, v.Errors).node()),
			h.Div(shownIn("hand refused"), codeField(v.Code, v.Errors).node()),
			h.Div(shownIn("hand greeted refused"), password.node()),
			hint("letter", "The one you’d like to sign in with."),
			hint("new", hintNewPassword),
			hint("account", hintAccountPassword),
			submit("Activate account", shownIn("hand greeted refused")),
			h.Button(h.Type("button"), shownIn("letter"), hidden(), g.Text("Continue")),
			submit("I lost the mail", h.Class("second"), h.Name(FieldIntent), h.Value(IntentLost), shownIn("hand refused")),
			h.Button(h.Type("button"), h.Name(FieldIntent), h.Value(IntentLost), shownIn("ended"), hidden(), g.Text("Send me a new one")),
		),
		h.P(h.Class("quiet after"), shownIn("greeted"), hidden(), g.Text("Use this invitation by "), h.Span(h.Data("say", "end")), g.Text(".")),
		h.P(shownIn("active"), hidden(), h.A(h.Class("button"), h.Href(v.signIn()), g.Text("Sign in"))),
		links(
			h.Li(g.If(!hasAccount, g.Group{shownIn("account active"), hidden()}), h.A(h.Href(ForgotPath), g.Text("Forgot password"))),
			h.Li(shownIn("hand greeted letter refused ended"), g.Text("Already active? "), h.A(h.Href(v.signIn()), g.Text("Sign in"))),
		),
	}
}

// greeting says whose invitation the link opened.
func greeting() g.Node {
	return h.Div(shownIn("greeted"), hidden(),
		h.P(h.Class("welcome"), needs("welcome"), said("welcome")),
		h.P(needs("home"), g.Text("Your home: "), h.Strong(said("home"))),
		h.P(needs("person"), said("person"), g.Text(" invited you. You’ll sign in with "), h.Strong(said("email")), g.Text(".")),
		h.P(needs("noPerson"), g.Text("You’ll sign in with "), h.Strong(said("email")), g.Text(".")),
		h.P(needs("hasAccount"), g.Text("You already have a Communitrak account with this email. Enter its password to join "), said("community"), g.Text(".")),
	)
}

// heading replaces the page's heading in a state of the script.
func heading(state string, words ...g.Node) g.Node {
	return h.Template(h.Data("heading", state), g.Group(words))
}

// hint replaces a field's hint: the script picks one once the greeting has told
// it which applies.
func hint(which, words string) g.Node { return h.Template(h.Data("hint", which), g.Text(words)) }

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
		return write(w, document{Site: v.Site, Title: "Check your email", Body: notice{
			Paragraphs: []string{
				"We send a mail only if there is an invitation or an account for this address, not twice within a few minutes, and only a few times a day.",
				"It can take a few minutes to arrive. Check your spam folder, too, and make sure you entered the address you were invited with. If nothing arrives, ask your community’s board.",
			},
			Links: []link{{"Activate account", ActivatePath}},
		}.body()})
	}
	return write(w, document{Site: v.Site, Title: "I lost the mail", Errors: v.Errors, Body: []g.Node{
		text("No trouble. Enter the email address you were invited with, and we’ll look for your invitation."),
		post(ActivatePath, v.Key,
			h.Input(h.Type("hidden"), h.Name(FieldIntent), h.Value(IntentLost)),
			emailField(v.Email, hintInvited, v.Errors).node(),
			submit("I lost the mail"),
		),
		links(h.Li(h.A(h.Href(ActivatePath), g.Text("Activate account")))),
	}})
}
