package rosterfile

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"github.com/communitrak/onboarding/internal/contact"
	"github.com/communitrak/onboarding/internal/personname"
	"github.com/communitrak/onboarding/internal/rosterfile/columns"
	"github.com/communitrak/onboarding/internal/rosterfile/sheet"
)

// ofWhom returns what a cell says next to an email about whose it is: "Bob
// Vale" in "Bob Vale <bob@example.com>", "wife" in "kit@example.com (wife)",
// "Kit" in "Kit: kit@example.com".
func ofWhom(cell, email string) string {
	if len(cell) == len(email) {
		return ""
	}
	said := strings.FieldsFunc(strings.Replace(cell, email, " ", 1), func(c rune) bool { return strings.ContainsRune(" \t\r\n<>()[]{}\":;,|/", c) })
	return strings.Join(slices.DeleteFunc(said, func(w string) bool {
		return strings.Contains(w, "@") || columns.DescribesContact(columns.Folded(w)) || !strings.ContainsFunc(w, unicode.IsLetter) || strings.HasPrefix(strings.ToLower(w), "mailto")
	}), " ")
}

var phoneNumber = regexp.MustCompile(`(?i)[+(]?\d[\d\s().\-–]{5,}\d(?:\s*(?:x|ext\.?)\s*\d+)?`)

// SplitPhone separates a phone from what is said next to it about whose it is:
// "480-555-0101 (Kit)", "Kit's cell: 480-555-0101". If nothing is, it returns
// the text.
func SplitPhone(text string) (phone, whose string) {
	if !strings.ContainsFunc(text, unicode.IsLetter) {
		return text, ""
	}
	if _, err := contact.ParsePhone(text); err == nil {
		return text, ""
	}
	phone = strings.TrimSpace(phoneNumber.FindString(text))
	if whose = ofWhom(text, phone); phone == "" || whose == "" {
		return text, ""
	}
	return phone, whose
}

// WhosePhones returns, for each of the names of several people in one cell, the
// index of the phone that is theirs, or -1. It is theirs if that is said next to
// it. If nothing is said next to any, phones go by their order if there are as
// many as names, and otherwise the first is that of the first.
func WhosePhones(names, phones []string) []int {
	theirs := slices.Repeat([]int{-1}, len(names))
	said := false
	for i, phone := range phones {
		_, whose := SplitPhone(phone)
		if whose == "" {
			continue
		}
		said = true
		for n, name := range names {
			if !mayBeOf(whose, &Person{FullName: name}) {
				continue
			}
			if slices.ContainsFunc(names, func(other string) bool { return other != name && mayBeOf(whose, &Person{FullName: other}) }) {
				break // "Vale", and both are
			}
			theirs[n] = i
		}
	}
	switch {
	case said || len(phones) == 0:
	case len(names) == len(phones):
		for n := range theirs {
			theirs[n] = n
		}
	default:
		theirs[0] = 0
	}
	return theirs
}

// MayBe reports whether what is said next to a phone about whose it is, if
// anything, lets it be the person's.
func (p *Person) MayBe(whose string) bool { return whose == "" || mayBeOf(whose, p) }

// mayBeOf reports whether what is said next to an email lets it be the
// person's. Relatives share a last name, so that one of the two names must hold
// all words of the other.
func mayBeOf(said string, p *Person) bool {
	who, name := nameWords(said), nameWords(p.FullName+" "+p.First+" "+p.Middle+" "+p.Last)
	return holdsAll(name, who) || len(name) > 0 && holdsAll(who, name)
}

func nameWords(s string) []string {
	words := strings.FieldsFunc(personname.Fold(s), func(c rune) bool { return strings.ContainsRune(" ,;&/+|()\".", c) })
	for i, w := range words {
		words[i] = strings.TrimSuffix(strings.TrimSuffix(w, "'s"), "’s") // "Kit's cell"
	}
	return words
}

func holdsAll(words, some []string) bool {
	return !slices.ContainsFunc(some, func(w string) bool { return !slices.Contains(words, w) })
}

// placeIn returns how many words of the name stand before the first one that is
// also said, or -1 if there is none.
func placeIn(said, name string) int {
	who := nameWords(said)
	return slices.IndexFunc(nameWords(name), func(w string) bool { return slices.Contains(who, w) })
}

// owner returns what the row says about whose the value of a column is, or
// nothing if it says that it is the person's own: "Self".
func (in *interpreter) owner(column int) string {
	if in.owners[column] < 0 {
		return ""
	}
	said := sheet.Clean(in.row.Cells[in.owners[column]])
	if columns.Says("selves", columns.Folded(said)) {
		return ""
	}
	return said
}

// withoutOthers removes the emails or phones that the row gives to somebody else
// from those of a person, and puts the others in the order of the names that are
// said next to them.
func (in *interpreter) withoutOthers(p *Person, all []candidate) []candidate {
	if !slices.ContainsFunc(all, func(v candidate) bool { return v.said != "" }) {
		return all
	}
	mine := slices.DeleteFunc(slices.Clone(all), func(v candidate) bool {
		if mayBeOf(v.said, p) {
			return false
		}
		if v.Name == columns.FieldPhone {
			in.leave(v, 0)
			return true
		}
		in.note(Note{Person: p.Number, Column: in.columns[v.column].Name(), Code: NoteOtherEmail, From: v.said + ": " + emailIn(v.value)})
		return true
	})
	if !slices.ContainsFunc(mine, func(v candidate) bool { return v.said == "" }) {
		slices.SortStableFunc(mine, func(a, b candidate) int { return placeIn(a.said, p.FullName) - placeIn(b.said, p.FullName) })
	}
	return mine
}
