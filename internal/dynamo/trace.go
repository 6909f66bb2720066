package dynamo

import (
	"slices"
	"strings"
	"unicode"

	"communitrak/internal/personname"
	"communitrak/internal/roster"
)

// Trace is by what one person is recognised: identifiers, and emails, phones
// and names in whatever text they stand.
type Trace struct {
	// Person is the keyed hash of the email.
	Person string
	// Members are what the person is, or was, in each community.
	Members    map[string]bool
	Households map[string]bool

	emails, phones, names, families []string
}

// NewTrace returns the trace of the person.
func NewTrace(person string) *Trace {
	return &Trace{Person: person, Members: map[string]bool{}, Households: map[string]bool{}}
}

// AddMember adds what m tells of the person.
func (t *Trace) AddMember(m roster.Member) {
	t.Members[m.ID] = true
	t.AddHousehold(m.Household)
	t.AddEmail(m.Email)
	t.AddPhone(m.Phone)
	t.AddName(m.FirstName, m.LastName)
}

// AddHousehold adds a household that the person lives in, or lived in.
func (t *Trace) AddHousehold(id string) {
	if id != "" {
		t.Households[id] = true
	}
}

// AddEmail adds an address that the person has, or had.
func (t *Trace) AddEmail(email string) {
	if email != "" {
		t.emails = append(t.emails, personname.Fold(email))
	}
}

// shortestPhone is how many digits a number has that is looked for.
const shortestPhone = 7

// AddPhone adds a number in E.164. It is found with and without its country
// code.
func (t *Trace) AddPhone(phone string) {
	if digits := onlyDigits(strings.TrimPrefix(phone, "+1")); len(digits) >= shortestPhone {
		t.phones = append(t.phones, digits)
	}
}

// AddName adds a name. It is found in either order, whatever parts its words;
// one word alone is anybody's.
func (t *Trace) AddName(first, last string) {
	first, last = words(first), words(last)
	if first != "" && last != "" {
		t.names = append(t.names, " "+first+" "+last+" ", " "+last+" "+first+" ")
	}
	if last != "" {
		t.families = append(t.families, " "+last+" ")
	}
}

// InFamily reports whether a household's name holds the person's family name.
func (t *Trace) InFamily(name string) bool {
	spaced := " " + words(name) + " "
	return slices.ContainsFunc(t.families, func(family string) bool { return strings.Contains(spaced, family) })
}

// In reports whether the text tells of the person.
func (t *Trace) In(text string) bool {
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

// words are the letters and digits of a text, folded, by single blanks.
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
