package dynamo

import (
	"slices"
	"strings"
	"unicode"

	"github.com/communitrak/onboarding/internal/personname"
	"github.com/communitrak/onboarding/internal/roster"
)

// Trace is what one person is recognized by: IDs, and emails, phone numbers,
// and names in free text.
type Trace struct {
	// Person is the keyed hash of the email.
	Person string
	// Members are the person's current and former members in all communities.
	Members    map[string]bool
	Households map[string]bool

	emails, phones, names, families []string
}

// NewTrace returns an empty trace of the person.
func NewTrace(person string) *Trace {
	return &Trace{Person: person, Members: map[string]bool{}, Households: map[string]bool{}}
}

// AddMember adds what m reveals about the person.
func (t *Trace) AddMember(m roster.Member) {
	t.Members[m.ID] = true
	t.AddHousehold(m.Household)
	t.AddEmail(m.Email)
	t.AddPhone(m.Phone)
	t.AddName(m.FirstName, m.LastName)
}

// AddHousehold adds a household that the person lives or lived in.
func (t *Trace) AddHousehold(id string) {
	if id != "" {
		t.Households[id] = true
	}
}

// AddEmail adds a current or former email of the person.
func (t *Trace) AddEmail(email string) {
	if email != "" {
		t.emails = append(t.emails, personname.Fold(email))
	}
}

// minPhoneDigits is the least number of digits of a phone number worth searching
// for.
const minPhoneDigits = 7

// AddPhone adds a phone number in E.164 format. It is found with and without
// the country code.
func (t *Trace) AddPhone(phone string) {
	if digits := onlyDigits(strings.TrimPrefix(phone, "+1")); len(digits) >= minPhoneDigits {
		t.phones = append(t.phones, digits)
	}
}

// AddName adds a name. It is found in either order, with any separator; a
// single word is too common to identify anybody.
func (t *Trace) AddName(first, last string) {
	first, last = words(first), words(last)
	if first != "" && last != "" {
		t.names = append(t.names, " "+first+" "+last+" ", " "+last+" "+first+" ")
	}
	if last != "" {
		t.families = append(t.families, " "+last+" ")
	}
}

// MentionsFamily reports whether a household's name contains the person's family
// name.
func (t *Trace) MentionsFamily(name string) bool {
	spaced := " " + words(name) + " "
	return slices.ContainsFunc(t.families, func(family string) bool { return strings.Contains(spaced, family) })
}

// Mentions reports whether the text mentions the person.
func (t *Trace) Mentions(text string) bool {
	if text == "" {
		return false
	}
	folded := personname.Fold(text)
	for _, email := range t.emails {
		if strings.Contains(folded, email) {
			return true
		}
	}
	if len(t.phones) > 0 {
		digits := onlyDigits(folded)
		for _, phone := range t.phones {
			if strings.Contains(digits, phone) {
				return true
			}
		}
	}
	spaced := " " + words(folded) + " "
	for _, name := range t.names {
		if strings.Contains(spaced, name) {
			return true
		}
	}
	return false
}

// words returns the letters and digits of a text, folded, with single spaces
// between words.
func words(s string) string {
	return strings.Join(strings.FieldsFunc(personname.Fold(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }), " ")
}

func onlyDigits(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, s)
}
