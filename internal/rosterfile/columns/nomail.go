package columns

import (
	"slices"
	"strings"

	"github.com/communitrak/onboarding/internal/rosterfile/sheet"
)

// mailKind is what a column says about who gets no mail.
type mailKind int

const (
	mailRefused    mailKind = iota // "Do Not Email", "Email Status": a yes, a date, or words to that effect
	mailAllowed                    // "Email OK?", "Email Valid": a no
	mailMarked                     // "Invite?": a no, or no mark where others have one
	mailPreference                 // "Preferred Contact Method": another way than email
)

// refusable is what a heading may say that nobody is to get.
var refusable = map[string]bool{"email": true, "contact": true, "invite": true, "invitation": true}

// asNoMail recognizes columns about who gets no mail.
func (h *heading) asNoMail() bool {
	_, is := h.mailKind()
	return is && h.as(FieldNoMail)
}

func (h *heading) mailKind() (mailKind, bool) {
	not := h.has["do"] && h.has["not"] || h.has["dont"] || h.word(0) == "no"
	switch {
	case h.any("phone", "mobile", "text", "sms", "call"):
	case h.allowsMail():
		return mailAllowed, true
	case h.asksPreference():
		return mailPreference, true
	case h.only("choice") && h.any("invite", "import", "include", "send") && !h.has["not"]:
		return mailMarked, true
	case not && h.any("email", "contact", "send", "invite", "invitation", "import", "include"), h.only("no choice") && h.any("skip", "exclude", "excluded", "omit", "ignore", "remove", "delete"),
		h.has["email"] && h.any("disabled", "suppressed", "blocked", "status"),
		h.any("bounced", "bounce", "undeliverable"), h.optsOut(), h.any("unsubscribed", "unsubscribe", "unsub"):
		return mailRefused, true
	}
	return mailRefused, false
}

// allowsMail reports whether the heading asks who may be sent emails. An "Email
// Opt In" is about newsletters, and nearly nobody has.
func (h *heading) allowsMail() bool {
	return h.has["email"] && !h.any("not", "longer") && (h.any("ok", "okay", "permission", "consent", "valid", "deliverable") || h.has["may"] && h.has["we"])
}

// asksPreference reports whether the heading asks how somebody wants to hear
// from the community.
func (h *heading) asksPreference() bool {
	if h.has["preferred"] && h.any("method", "mode", "way") {
		return h.any("contact", "communication", "communications")
	}
	return h.any("preference", "preferences") && h.any("communication", "communications", "contact", "delivery", "email", "mailing")
}

// only reports whether the heading has no other words than those of a kind.
func (h *heading) only(kind string) bool {
	return len(h.words) > 0 && !slices.ContainsFunc(h.words, func(w string) bool { return !Says(kind, w) })
}

// optsOut reports whether the heading is about opting out of mail in general:
// one may also opt out of a directory.
func (h *heading) optsOut() bool {
	return h.any("opt", "opted") && h.has["out"] && !slices.ContainsFunc(h.words, func(w string) bool {
		return !slices.Contains([]string{"opt", "opted", "out", "date", "time", "of", "has", "all", "email", "contact", "communication", "communications"}, w)
	})
}

// NoMail returns whether the value says that the person gets no mail, and what
// says so: "" if it is that the cell is not marked.
func (c Column) NoMail(value string) (said string, is bool) {
	word := Folded(value)
	switch c.mail {
	case mailAllowed:
		is = Says("no", word) || Says("nomail", word)
	case mailMarked:
		is = Says("no", word) || Says("nomail", word) || value == "" && c.marks
	case mailPreference:
		is = Says("nomail", word) || strings.HasSuffix(word, " only") && !strings.Contains(strings.ReplaceAll(word, " ", ""), "email") // "paper only"
	default:
		_, since := Day(value) // when they unsubscribed
		is = since || Says("yes", word) || Says("nomail", word) || Says("undeliverable", word)
	}
	return value, is
}

// OfRow reports whether the heading names nobody, so that the column speaks of
// all people of a row.
func (c Column) OfRow() bool {
	h := parseHeading(c.spoken())
	return h.noun == nounNone && h.number == 0
}

// marksRows reports whether all values that there are say yes.
func (p *profile) marksRows() bool {
	for v := range p.distinct {
		if !Says("yes", Folded(v)) {
			return false
		}
	}
	return p.filled > 0
}

// RefusesMail returns the sentence of a column of which nothing else is known
// that says not to contact somebody: "Do not contact - litigation".
func RefusesMail(cell string) (said string, refuses bool) {
	if !mentionsDo(cell) {
		return "", false // as nearly all
	}
	said, _ = NoMailInNotes(cell)
	words := Words(said)
	refuses = len(words) > 1 && (words[0] == "dont" || words[0] == "do" && words[1] == "not" || words[0] == "please")
	return said, refuses
}

// mentionsDo reports whether a text may hold "do not" or "don't".
func mentionsDo(s string) bool {
	for i := 0; i+2 < len(s); i++ {
		if s[i]|0x20 == 'd' && s[i+1]|0x20 == 'o' && (s[i+2] == ' ' || s[i+2]|0x20 == 'n') {
			return true
		}
	}
	return false
}

// NoMailInNotes returns the sentence of a column of notes that asks for no mail
// or says that the email has changed.
func NoMailInNotes(notes string) (said string, refuses bool) {
	for sentence := range sentences(notes) {
		words := slices.DeleteFunc(Words(sentence), func(w string) bool { return w == "please" })
		changed := len(words) > 2 && (Says("changed", strings.Join(words[:2], " ")) || Says("changed", strings.Join(words[:3], " ")))
		if changed || Says("nomail", strings.Join(words, " ")) {
			return sheet.Clean(sentence), true
		}
	}
	return "", false
}
