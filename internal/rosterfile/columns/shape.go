package columns

import (
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/communitrak/onboarding/internal/rosterfile/sheet"
)

// LooksLikeEmail is a quick check for telling columns apart, not a validation.
func LooksLikeEmail(s string) bool {
	at := strings.LastIndexByte(s, '@')
	if at < 1 || strings.ContainsAny(s, " \t\r\n,;<>") || strings.Count(s, "@") != 1 {
		return false
	}
	dot := strings.LastIndexByte(s[at:], '.')
	return dot > 1 && at+dot < len(s)-1
}

// looksLikePhone accepts text with the digits of a phone number and little
// else.
func looksLikePhone(s string) bool {
	if LooksScientific(s) {
		return true
	}
	digits, others := 0, 0
	for _, c := range s {
		switch {
		case c >= '0' && c <= '9':
			digits++
		case !strings.ContainsRune("+-.()/ \u00a0", c):
			others++
		}
	}
	return digits >= 7 && digits <= 15 && others <= 4 && (digits >= 10 || strings.ContainsAny(s, "-. "))
}

// LooksLikePlace accepts a house number with a street, or a lot.
func LooksLikePlace(s string) bool {
	ws := strings.Fields(s)
	if len(ws) < 2 {
		return false
	}
	first := strings.ToLower(strings.Trim(ws[0], "#.,"))
	if first == "lot" || first == "lote" {
		return len(ws) <= 3 || strings.ContainsAny(s, ",")
	}
	if first == "po" || first == "p.o" {
		return true
	}
	return first != "" && first[0] >= '0' && first[0] <= '9' && strings.ContainsFunc(s[len(ws[0]):], unicode.IsLetter) &&
		!strings.ContainsAny(s, "@:")
}

// looksLikeZIP accepts five digits, with or without an extension.
func looksLikeZIP(s string) bool {
	five, four, plus := strings.Cut(s, "-")
	return len(five) == 5 && sheet.IsNumber(five) && (!plus || sheet.IsNumber(four))
}

// LooksLikePlat accepts what numbers a block, a section, or a phase.
func LooksLikePlat(s string) bool {
	return len(s) <= 4 && strings.ContainsAny(s, "0123456789") || len(s) <= 2 || strings.Trim(strings.ToUpper(s), "IVX") == ""
}

// looksLikeName accepts letters and the punctuation of names.
func looksLikeName(s string) bool {
	if utf8.RuneCountInString(s) > 80 {
		return false
	}
	letters := 0
	for _, c := range s {
		switch {
		case unicode.IsLetter(c) || unicode.Is(unicode.Mn, c):
			letters++
		case !strings.ContainsRune(" .,'’-&()\"/\n;", c):
			return false
		}
	}
	return letters > 1 && !isSentence(s)
}

// isSentence reports whether most words of a longer text are in lower case
// behind a capital: "We are moving out in June".
func isSentence(s string) bool {
	words := strings.Fields(s)
	if len(words) < 5 || !startsWith(words[0], unicode.IsUpper) {
		return false
	}
	lower := 0
	for _, w := range words[1:] {
		lower += count(startsWith(w, unicode.IsLower))
	}
	return 3*lower >= 2*(len(words)-1)
}

func startsWith(word string, is func(rune) bool) bool {
	first, _ := utf8.DecodeRuneInString(word)
	return is(first)
}

// WithoutName removes the name of a property before its address. The name
// itself may contain a dash and a street: "S1 - 90 Park St - 90-100 Park St
// Mesa". Unless said is set, the name must not look like anything else, and
// what follows must look like a street.
func WithoutName(v string, said bool) string {
	for at := strings.LastIndex(v, nameEnds); at > 0; at = strings.LastIndex(v[:at], nameEnds) {
		name, address := strings.TrimSpace(strings.TrimPrefix(v[:at], "->")), strings.TrimSpace(v[at+len(nameEnds):])
		if LooksLikePlace(address) && (said || name != "" && !strings.ContainsAny(name[:1], "0123456789#") && !LooksLikePlace(name) && sheet.IsNumber(strings.Fields(address)[0])) {
			return address
		}
	}
	return v
}

// WholeNumber reads 85201.0 as 85201.
func WholeNumber(v string) (string, bool) {
	whole, zeros, ok := strings.Cut(v, ".")
	if !ok || !sheet.IsNumber(whole) || zeros == "" || strings.Trim(zeros, "0") != "" {
		return v, false
	}
	return whole, true
}

// LooksScientific reports whether v is a number such as 1.2E+10.
func LooksScientific(v string) bool {
	mantissa, exponent, ok := strings.Cut(strings.ToUpper(strings.TrimPrefix(v, "+")), "E")
	if !ok {
		return false
	}
	mantissa = strings.Replace(strings.Replace(mantissa, ",", ".", 1), ".", "", 1)
	exponent = strings.TrimPrefix(exponent, "+")
	return sheet.IsNumber(mantissa) && sheet.IsNumber(exponent) && len(exponent) <= 2
}

// nameEnds separates the name of a property from its address.
const nameEnds = " - "

// days are the date formats found in lists.
var days = []string{"1/2/2006", "2006-1-2", "1/2/06", "1-2-2006", "1.2.2006", "2006/1/2", "Jan 2, 2006", "January 2, 2006", "2-Jan-2006", "2-Jan-06", "2 Jan 2006", "02-Jan-06"}

// Day parses a date and ignores a time after it.
func Day(value string) (time.Time, bool) {
	value = strings.TrimSpace(value)
	if len(value) < 6 || len(value) > 40 {
		return time.Time{}, false
	}
	if at := strings.IndexAny(value, "T"); at == len("2006-01-02") {
		value = value[:at]
	}
	if before, clock, ok := strings.Cut(value, " "); ok && strings.Contains(clock, ":") && !strings.Contains(before, ",") && strings.ContainsAny(before, "/-.") {
		value = before
	}
	for _, form := range days {
		if t, err := time.Parse(form, value); err == nil {
			return t, true
		}
	}
	return time.Time{}, false
}
