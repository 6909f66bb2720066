package personname

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// onePerson refuses cells that name something other than one person.
func onePerson(text string) error {
	if reason, is := NotAPerson(text); is {
		return &InvalidError{Code: CodeNotAPerson, Reason: "names " + reason}
	}
	if _, _, is := couple(text); is || unnamedSpouse(text) {
		return &InvalidError{Code: CodeTwoPeople, Reason: "names two people"}
	}
	if writtenTo(text) {
		return invalidName("names somebody else to write to (c/o)")
	}
	return nil
}

// writtenTo knows the marks of somebody to whom mail for the person goes.
func writtenTo(text string) bool {
	lower := strings.ToLower(text)
	return strings.Contains(lower, "c/o") || strings.Contains(" "+lower, " attn") || strings.Contains(lower, "attention:")
}

// unnamedSpouse knows the words of county records: "Smith John et ux".
func unnamedSpouse(text string) bool {
	words := strings.Fields(text)
	for i, word := range words {
		phrase := key(word)
		if phrase == "et" && i+1 < len(words) {
			phrase += key(words[i+1])
		}
		switch phrase {
		case "etux", "etuxor", "etvir", "etal":
			return i > 0
		}
	}
	return false
}

// Bare is the cell without what rosters write around a name: marks for footnotes,
// what the person is there ("Tenant: …", "… - Owner"), how the property is held
// (JTWROS), and what is left of a list. It says whether that is less than was
// typed.
func Bare(cell string) (name string, less bool) {
	if !strings.ContainsAny(cell, marks[1:]+":([-–—&;/+|") && !strings.HasSuffix(cell, ",") && !holdsTenancy(cell) {
		return cell, false
	}
	typed := tidy(cell)
	name = withoutRemark(typed)
	return name, name != typed
}

const marks = " *†‡~•"

func withoutRemark(text string) string {
	name := strings.Trim(text, marks)
	if label, rest, ok := strings.Cut(name, ":"); ok && isRemark(Fold(label)) {
		name = strings.Trim(rest, marks)
	}
	for _, opening := range []string{"(", "[", " - ", " – ", " — "} {
		i := strings.LastIndex(name, opening)
		if i > 0 && isRemark(Fold(strings.Trim(name[i+len(opening):], " )]"))) {
			name = strings.TrimRight(name[:i], marks)
		}
	}
	name = withoutTenancy(withoutJoiner(name))
	if name == "" {
		return text
	}
	return name
}

// withoutJoiner takes away the sign that stood between two names of which one is
// gone.
func withoutJoiner(name string) string { return strings.TrimRight(name, " &;,/+|") }

// holdsTenancy is a quick look for words that withoutTenancy may find.
func holdsTenancy(name string) bool {
	for _, part := range []string{"wros", "WROS", "JT", "jt", "Ten", "TEN"} {
		if strings.Contains(name, part) {
			return true
		}
	}
	return false
}

// withoutTenancy takes away how several hold a property together.
func withoutTenancy(name string) string {
	if !holdsTenancy(name) {
		return name
	}
	words := strings.Fields(name)
	for _, n := range []int{2, 1} {
		if len(words) < n+2 {
			continue
		}
		switch key(strings.Join(words[len(words)-n:], "")) {
		case "jtwros", "jtten", "jtrs", "jtros", "wros", "jtents", "tenbyent", "tencom", "cpwros":
			return strings.TrimRight(strings.Join(words[:len(words)-n], " "), ", ")
		}
	}
	return name
}

func isRemark(folded string) bool {
	switch folded {
	case "owner", "owners", "co-owner", "coowner", "homeowner", "new owner", "owner occupied", "tenant", "renter", "lessee", "landlord", "resident",
		"occupant", "primary", "secondary", "spouse", "wife", "husband", "head", "head of household", "hoh", "member", "board", "board member",
		"president", "vice president", "treasurer", "secretary", "off-site", "offsite":
		return true
	}
	return false
}

// readable is a cell as one line of visible text, or why it cannot be a name.
func readable(cell string) (string, error) {
	if !utf8.ValidString(cell) {
		return "", invalidName("holds bytes that are not text")
	}
	text := withoutRemark(tidy(cell))
	switch {
	case text == "":
		return "", &InvalidError{Code: CodeRequired, Reason: "is required"}
	case !strings.ContainsFunc(text, unicode.IsLetter):
		return "", invalidName("holds no letters")
	case strings.Contains(text, "@"):
		return "", invalidName("looks like an email address")
	case webAddress(text):
		return "", invalidName("looks like a web address")
	}
	for word := range strings.FieldsSeq(text) {
		if strings.ContainsFunc(word, unicode.IsDigit) && !generation(strings.Trim(word, ",")) {
			return "", invalidName("holds a number")
		}
	}
	return text, nil
}

// tidy is NFC on one line without what cannot be seen, but for the joiners that
// shape Persian and emoji. Bytes that are no UTF-8 are one sign, as Fold has it.
func tidy(s string) string {
	words := strings.Fields(strings.Map(func(r rune) rune {
		switch {
		case r == '\u200c', r == '\u200d':
			return r
		case invisible(r):
			return -1
		case unicode.IsControl(r):
			return ' '
		case r == '，', r == '،', r == '、':
			return ','
		}
		return r
	}, norm.NFC.String(strings.ToValidUTF8(s, "\ufffd"))))
	return strings.Join(slices.DeleteFunc(words, func(w string) bool { return !visible(w) }), " ")
}
