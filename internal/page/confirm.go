package page

import (
	"io"
	"slices"

	g "maragu.dev/gomponents"
)

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
		path: DeclinePath,
		key:  v.Key,
		secrets: []carried{
			{FieldInvitation, v.Invitation},
			{FieldProof, v.Proof},
		},
		greets: true,
		title:  "This is not for me",
		text:   "This ends the invitation. We’ll tell whoever invited you, and we won’t send anything else to your address.",
		button: "This is not for me",
		done:   "The invitation has ended, and we’re letting whoever invited you know. There’s nothing else you need to do.",
		gone:   "This link no longer works: the invitation has ended or has already been accepted.",
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
		path:    DisownPath,
		key:     v.Key,
		secrets: []carried{{FieldToken, v.Token}},
		title:   "This was not me",
		text:    "This closes the account that was created with your email address and signs it out everywhere. We’ll tell whoever sent the invitation.",
		button:  "This was not me",
		done:    "The account has been closed, and we’re letting whoever sent the invitation know. There’s nothing else you need to do.",
		gone:    "This link no longer works: the account has already been closed, or it was confirmed from your mailbox.",
	})
}

// confirm is a page that explains one thing, and has a word to type and a
// button.
type confirm struct {
	path, key    string
	secrets      []carried
	text, button string
	greets       bool // the script shows whose invitation it is

	title, done, gone string
}

// carried is a hidden input that the script fills in from the fragment.
type carried struct{ name, value string }

// known reports whether the form already holds what the link carried.
func (c confirm) known() bool {
	return !slices.ContainsFunc(c.secrets, func(s carried) bool { return s.value == "" })
}

// shownIn shows an element only in these states of the script, if the page has
// any.
func (c confirm) shownIn(states string) g.Node {
	if !c.greets {
		return nil
	}
	return shownIn(states)
}

func (c confirm) body(errors []FieldError) []g.Node {
	return []g.Node{
		g.If(c.greets, c.greeting()),
		el("p", c.shownIn("hand greeted waiting"), words(c.text)),
		post(c.path, c.key, c.shownIn("hand greeted"),
			g.Map(c.secrets, func(s carried) g.Node { return secretInput(s.name, s.value) }),
			g.If(!c.known(), el("div", attr("class", "by-hand"), linkField(errors).node())),
			confirmField(errors).node(),
			submit(c.button),
		),
		el("p", attr("class", "quiet after"), c.shownIn("hand greeted"),
			words("Nothing happens until you type "+ConfirmWord+" and press the button. If you came here by mistake, close this page.")),
	}
}

func (c confirm) greeting() g.Node {
	return g.Group{
		el("p", shownIn("waiting"), attr("role", "status"), hidden(), words("One moment: we are looking up whose invitation this is …")),
		el("div", attr("class", "whose"), shownIn("greeted"), hidden(),
			el("p", needs("person"), said("person"), words(" invited "), el("strong", said("firstName")), words(" to join "), el("strong", said("community")), words(".")),
			el("p", needs("noPerson"), el("strong", said("community")), words(" invited "), el("strong", said("firstName")), words(".")),
			el("p", needs("home"), words("For the home at "), el("strong", said("home"))),
		),
		el("p", shownIn("refused active"), hidden(), words(c.gone)),
	}
}

func writeConfirm(w io.Writer, site Site, step Step, errors []FieldError, c confirm) error {
	switch step {
	case Done:
		return write(w, document{Site: site, Title: "Thank you", Body: notice{Paragraphs: []string{c.done}}.body()})
	case Gone:
		return write(w, document{Site: site, Title: "Nothing was changed", Body: notice{Paragraphs: []string{c.gone}}.body()})
	default:
		return write(w, document{Site: site, Title: c.title, Errors: errors, Body: c.body(errors)})
	}
}
