package page

import (
	"fmt"
	"io"
	"net/url"
	"time"

	g "maragu.dev/gomponents"

	"github.com/communitrak/onboarding/internal/brand"
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
		return write(w, document{Site: v.Site, Title: "Your invitation has expired", Body: v.expired()})
	case ProofSent:
		return write(w, document{Site: v.Site, Title: "Check your email", Body: notice{
			Paragraphs: []string{
				"Your letter’s code is right. To make sure the email address is yours, we’ll send a link to it. Open the link, choose your password, and you’re in.",
				"It can take a few minutes to arrive. Check your spam folder, too. We don’t send another link to the same address within a few minutes. If you mistyped the address, enter it again.",
			},
			Links: []link{{"Enter another email", v.fromLetter()}},
		}.body()})
	case AlreadyActive:
		return write(w, document{Site: v.Site, Title: "This account is already active", Body: notice{
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
			return words(otherwise)
		}
		return isolated(v.Community)
	}
	body := []g.Node{
		g.If(v.Look.Welcome != "", el("p", attr("class", "welcome"), isolated(v.Look.Welcome))),
		el("p", g.If(v.Community != "", g.Group{words("Welcome to "), el("strong", community("")), words(". ")}), words("Your account is ready.")),
	}
	if !v.Open {
		return append(body, el("p", community("The community"), words(" is not open yet. We’ll email you as soon as you can sign in. Until then, there’s nothing more to do.")))
	}
	leadOn := "Sign in"
	if v.Session != "" {
		leadOn = "Continue"
		body = append(body, secretInput("session", v.Session))
	}
	return append(body, el("p", el("a", attr("class", "button"), attr("href", v.signIn()), words(leadOn))))
}

func (v ActivateView) expired() []g.Node {
	return []g.Node{
		el("p", words("Your code"), g.If(v.Community != "", g.Group{words(" for "), el("strong", isolated(v.Community))}),
			words(" is right, but it has expired. You can ask for a new one.")),
		post(ActivatePath, v.Key,
			secretInput(FieldEmail, v.Email),
			submit("Send me a new one", attr("name", FieldIntent), attr("value", IntentLost)),
		),
	}
}

// form is the page before the activation. Its elements say in which states of
// the script they are shown; without a script, that is the state "hand".
func (v ActivateView) form(failed bool) []g.Node {
	hasAccount := v.State == AccountPassword
	password := v.newPasswordField("If you already have an account with this email, enter its password.", v.Errors)
	if hasAccount {
		password = accountPasswordField(v.Errors)
	}
	return []g.Node{
		g.If(!failed, el("p", shownIn("hand"), words("Enter the email address you were invited with and the code from your invitation, and choose a password."))),
		el("p", attr("class", "quiet"), shownIn("hand"), words("From a letter that doesn’t name your email? Enter the one you’d like to use, and leave the password empty. You’ll choose it from the link we email you.")),
		el("noscript", el("p", attr("class", "quiet"), words("Type in the invite code from the email or letter."))),
		el("p", shownIn("waiting"), attr("role", "status"), hidden(), words("One moment: we are opening your invitation …")),
		heading("greeted", words("Hello "), said("firstName"), words(", "), said("community"), words(" invites you")),
		heading("letter", words("You’re invited")),
		heading("ended", words("Your invitation has expired")),
		heading("active", words("Your account is already active")),
		greeting(),
		el("p", shownIn("ended"), hidden(), words("This link has expired. Enter the email address it was sent to, and we’ll send you a new invitation if we can.")),
		el("p", shownIn("refused"), hidden(), words("This link no longer opens an invitation. Use the link or code in the newest email, or choose “I lost the mail.”")),
		el("p", shownIn("active"), hidden(), words("There is nothing more to activate. Sign in with your email and the password you chose.")),
		el("p", shownIn("letter"), hidden(), words("Your letter’s code is filled in. Enter your email, and we’ll send you a link to make sure it’s yours. Open the link to choose your password.")),
		post(ActivatePath, v.Key, shownIn("hand greeted letter refused ended"),
			secretInput(FieldProof, v.Proof),
			el("div", shownIn("hand letter refused ended"), emailField(v.Email, hintInvited, v.Errors).node()),
			el("div", shownIn("hand refused"), codeField(v.Code, v.Errors).node()),
			el("div", shownIn("hand greeted refused"), password.node()),
			hint("letter", "The one you’d like to sign in with."),
			hint("new", v.hintNewPassword()),
			hint("account", accountHint),
			submit("Activate account", shownIn("hand greeted refused")),
			el("button", attr("type", "button"), shownIn("letter"), hidden(), words("Continue")),
			submit("I lost the mail", attr("class", "second"), attr("name", FieldIntent), attr("value", IntentLost), shownIn("hand refused")),
			el("button", attr("type", "button"), attr("name", FieldIntent), attr("value", IntentLost), shownIn("ended"), hidden(), words("Send me a new one")),
		),
		el("p", attr("class", "quiet after"), shownIn("greeted"), hidden(), words("Use this invitation by "), el("span", attr("data-say", "end")), words(".")),
		el("p", shownIn("active"), hidden(), el("a", attr("class", "button"), attr("href", v.signIn()), words("Sign in"))),
		links(
			el("li", g.If(!hasAccount, g.Group{shownIn("account active"), hidden()}), el("a", attr("href", ForgotPath), words("Forgot password"))),
			el("li", shownIn("hand greeted letter refused ended"), words("Already active? "), el("a", attr("href", v.signIn()), words("Sign in"))),
		),
	}
}

// greeting says whose invitation the link opened.
func greeting() g.Node {
	return el("div", shownIn("greeted"), hidden(),
		el("p", attr("class", "welcome"), needs("welcome"), said("welcome")),
		el("p", needs("home"), words("Your home: "), el("strong", said("home"))),
		el("p", needs("person"), said("person"), words(" invited you. You’ll sign in with "), el("strong", said("email")), words(".")),
		el("p", needs("noPerson"), words("You’ll sign in with "), el("strong", said("email")), words(".")),
		el("p", needs("hasAccount"), words("You already have a Communitrak account with this email. Enter its password to join "), said("community"), words(".")),
	)
}

// heading replaces the page's heading in a state of the script.
func heading(state string, children ...g.Node) g.Node {
	return el("template", attr("data-heading", state), g.Group(children))
}

// hint replaces a field's hint: the script picks one once the greeting has told
// it which applies.
func hint(which, text string) g.Node { return el("template", attr("data-hint", which), words(text)) }

func (v ActivateView) alert() string {
	switch v.State {
	case Refused:
		return "That email and invite code don’t match an open invitation. Use the address the invitation was sent to and the code from the newest email."
	case AccountPassword:
		return "You already have an account with this email. To join with it, enter that account’s password."
	case ProofRequired:
		return "For this, you need the link in the email. Open it, or choose “I lost the mail” to ask for it again."
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
				"We send an email only if there’s an invitation or an account for this address. We don’t send another one within a few minutes, and we send only a few a day.",
				"It can take a few minutes to arrive. Check your spam folder, too, and make sure you entered the address you were invited with. If nothing arrives, ask your community’s board.",
			},
			Links: []link{{"Activate account", ActivatePath}},
		}.body()})
	}
	return write(w, document{Site: v.Site, Title: "I lost the mail", Errors: v.Errors, Body: []g.Node{
		text("No problem. Enter the email address you were invited with, and we’ll look for your invitation."),
		post(ActivatePath, v.Key,
			el("input", attr("type", "hidden"), attr("name", FieldIntent), attr("value", IntentLost)),
			emailField(v.Email, hintInvited, v.Errors).node(),
			submit("I lost the mail"),
		),
		links(el("li", el("a", attr("href", ActivatePath), words("Activate account")))),
	}})
}
