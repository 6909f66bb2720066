package columns

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/communitrak/onboarding/internal/rosterfile/sheet"
)

// withoutHelp removes from a heading what only tells people how to fill in a
// form: "Street address (number and street, no city)", "Lot #, if you know it".
// What may say whose the column is stays: "Email (if tenant)".
func withoutHelp(heading string) string {
	for start := range heading {
		if !startsWord(heading, start) {
			continue
		}
		end := len(heading)
		before := strings.TrimSpace(heading[:start])
		apart := separated(before)
		if !apart && !Says("help", firstLetters(heading[start:])) {
			continue // as nearly all
		}
		opened := strings.HasSuffix(before, "(") || strings.HasSuffix(before, "[")
		if opened {
			if size := strings.IndexAny(heading[start:], ")]"); size >= 0 {
				end = start + size
			}
		}
		label := strings.TrimRight(before, "([ ") + " " + strings.TrimLeft(heading[end:], ")]")
		words := Words(heading[start:end])
		if label == " " || len(words) == 0 || !opensHelp(words, opened, apart) {
			continue
		}
		r := parseLabel(label).read()
		understood := r.usable() && !r.weak || r.field == FieldFullName && r.usable() || r.why == whyMailing
		if understood && isHelp(words, r) {
			return withoutHelp(strings.TrimSpace(label))
		}
	}
	return heading
}

func startsWord(s string, at int) bool {
	first, _ := utf8.DecodeRuneInString(s[at:])
	before, _ := utf8.DecodeLastRuneInString(s[:at])
	return at > 0 && isOfWord(first) && !isOfWord(before)
}

// firstLetters returns the letters with which s begins, in lower case.
func firstLetters(s string) string {
	if end := strings.IndexFunc(s, func(r rune) bool { return !unicode.IsLetter(r) }); end >= 0 {
		s = s[:end]
	}
	return strings.ToLower(s)
}

func isOfWord(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsDigit(r) || strings.ContainsRune("#'’", r)
}

// separated reports whether what stands before the help ends there.
func separated(before string) bool {
	last, size := utf8.DecodeLastRuneInString(before)
	return size < len(before) && strings.ContainsRune("([,:;.?!*–—", last) || strings.HasSuffix(before, " -")
}

// opensHelp reports whether help may begin with these words: anywhere in the
// heading, after a separator, or in brackets.
func opensHelp(words []string, inBrackets, separated bool) bool {
	if isFormat(words) {
		return separated
	}
	w := words[0]
	switch {
	case len(words) == 1:
		return false
	case w == "e":
		return words[1] == "g"
	case Says("help", w):
		return true
	case Says("help apart", w):
		return separated
	}
	return inBrackets && Says("help bracketed", w) && !sheet.IsNumber(words[1]) // "(#2)"
}

// isFormat reports whether the words say how a value is written: "5 digits",
// "XXX-XXX-XXXX".
func isFormat(words []string) bool {
	says := len(words) > 6 // "###-###-####"
	for _, w := range words {
		switch {
		case Says("help format", w), strings.Trim(w, "x") == "":
			says = true
		case w != "number" && !sheet.IsNumber(w):
			return false
		}
	}
	return says
}

// isHelp reports whether the words behind a label say nothing about whose the
// column is.
func isHelp(words []string, label reading) bool {
	if words[0] == "if" && label.why == whyMailing {
		return true // "Mailing address (if different from property)"
	}
	if allowed := values["only after "+words[0]]; allowed != nil {
		return !slices.ContainsFunc(words[1:], func(w string) bool { return !allowed[w] && !beside["any"][w] })
	}
	includes := Says("help includes", words[0]) && label.field == FieldFullName
	return !slices.ContainsFunc(words, func(w string) bool {
		c := firstSpelling(w)
		switch {
		case persons[c] > nounAny:
			return !includes
		case Says("callers", w), Says("others", w), ordinals[c] > 1:
			return true
		case mailingWords[c]:
			return c != "other"
		}
		return elsewhere[c] == whyOther && !isCommunity(c)
	})
}
