package contact

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Phone is a number in E.164 format: "+", country calling code, national
// number. Its methods print a mask; see [Phone.Reveal].
type Phone string

// ParsePhone parses one number as people in North America write it: ten digits,
// optionally after a 1, with any of the usual separators and a label such as
// "Cell:". A number in another country starts with + or 011. An extension is
// dropped; [SplitExtension] returns it.
//
// North American numbers must follow the numbering plan (ATIS-0300051): neither
// the area code nor the exchange starts with 0 or 1, and the area code is
// neither an N11 code nor one reserved for expansion. ParsePhone does not check
// whether the number is assigned, so it accepts 555-01xx.
//
// The error is an [*InvalidError]: required, invalid_phone, or
// spreadsheet_number for "1.2E+10", whose last digits are lost.
func ParsePhone(s string) (Phone, error) {
	text := plainDigits(s)
	if text == "" {
		return "", &InvalidError{Code: CodeRequired, Reason: "is required"}
	}
	text, err := restoreNumber(text)
	if err != nil {
		return "", err
	}
	text, _ = splitExtension(withoutLabel(text))
	digits, err := phoneDigits(text)
	if err != nil {
		return "", err
	}
	switch {
	case digits[0] == '+':
		return international(digits[1:])
	case strings.HasPrefix(digits, "011"):
		return international(digits[len("011"):])
	}
	return northAmerican(strings.TrimPrefix(digits, "1"))
}

// Display formats the number for display: "(480) 555-0101" in North America,
// otherwise with the calling code set apart, "+64 33316005".
func (p Phone) Display() string {
	digits, found := strings.CutPrefix(string(p), "+")
	if !found {
		return string(p)
	}
	if len(digits) == 11 && digits[0] == '1' {
		return "(" + digits[1:4] + ") " + digits[4:7] + "-" + digits[7:]
	}
	code, _, found := numberingOf(digits)
	if !found {
		return string(p)
	}
	return "+" + code + " " + digits[len(code):]
}

// plainDigits converts digits, plus signs, and dashes of other scripts to ASCII
// and drops invisible characters.
func plainDigits(s string) string {
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		switch {
		case invisible(r):
			return -1
		case r >= utf8.RuneSelf && unicode.Is(unicode.Nd, r):
			return '0' + digitValue(r)
		case unicode.IsSpace(r), unicode.IsControl(r):
			return ' '
		case unicode.Is(unicode.Pd, r), r == '\u2212', r == '\u30fc': // the minus sign, the Japanese dash
			return '-'
		}
		return r
	}, norm.NFKC.String(s)))
}

// digitValue relies on Unicode's rule that decimal digits come in runs of ten
// from 0 to 9, each starting at a multiple of ten from the start of the table's
// range.
func digitValue(r rune) rune {
	for _, run := range unicode.Nd.R16 {
		if rune(run.Lo) <= r && r <= rune(run.Hi) {
			return (r - rune(run.Lo)) % 10
		}
	}
	for _, run := range unicode.Nd.R32 {
		if rune(run.Lo) <= r && r <= rune(run.Hi) {
			return (r - rune(run.Lo)) % 10
		}
	}
	return 0
}

// labels are the words next to a number that say what kind of phone it is.
var labels = [...]string{
	"cell phone", "mobile phone", "home phone", "work phone", "telephone", "landline", "text only", "text", "mobile", "office", "phone", "cell", "home", "work", "tel", "mob", "ph", "c", "h", "m", "p", "w",
}

// withoutLabel strips "Cell:", "tel.", and "(home)" from either end.
func withoutLabel(s string) string {
	lower := strings.Map(asciiLower, s)
	for _, label := range labels {
		if rest, found := strings.CutPrefix(lower, label); found && startsNumber(rest) {
			return strings.TrimLeft(s[len(s)-len(rest):], " .:")
		}
		for _, tail := range []string{"(" + label + ")", " " + label} {
			if strings.HasSuffix(lower, tail) {
				return strings.TrimRight(s[:len(s)-len(tail)], " -,")
			}
		}
	}
	return s
}

// asciiLower preserves the length of the text; the labels are ASCII.
func asciiLower(r rune) rune {
	if 'A' <= r && r <= 'Z' {
		return r + ('a' - 'A')
	}
	return r
}

func startsNumber(s string) bool {
	s = strings.TrimLeft(s, " .:")
	return s != "" && (s[0] == '+' || s[0] == '(' || '0' <= s[0] && s[0] <= '9')
}

// phoneDigits returns the number without separators but with a leading +.
func phoneDigits(s string) (string, error) {
	var digits strings.Builder
	s = strings.TrimRight(strings.TrimLeft(s, "'"), " ,;")
	if international := strings.TrimLeft(s, "+"); len(international) < len(s) {
		digits.WriteByte('+')
		s = strings.Replace(international, "(0)", "", 1)
	}
	for _, r := range s {
		switch {
		case '0' <= r && r <= '9':
			digits.WriteRune(r)
		case strings.ContainsRune(" -./()[]~", r):
		case unicode.IsLetter(r):
			return "", invalidPhone("holds letters; write the number in digits")
		case r == ',' || r == ';' || r == '&':
			return "", invalidPhone("holds more than one number")
		default:
			return "", invalidPhone("holds a character that a phone number cannot have")
		}
	}
	switch d := digits.String(); {
	case strings.Trim(d, "+") == "":
		return "", invalidPhone("holds no digits")
	default:
		return d, nil
	}
}

func northAmerican(national string) (Phone, error) {
	switch {
	case len(national) == 7:
		return "", invalidPhone("needs its area code")
	case len(national) < 10:
		return "", invalidPhone("is too short; a number has ten digits")
	case len(national) > 10:
		return "", invalidPhone("is too long; a number has ten digits, and one of another country starts with +")
	}
	area, exchange := national[:3], national[3:6]
	if !areaCode(area) {
		return "", invalidPhone("has an area code that cannot exist")
	}
	if exchange[0] < '2' {
		return "", invalidPhone("cannot have a 0 or 1 after the area code")
	}
	return Phone("+1" + national), nil
}

// areaCode checks for NXX. N11 codes are services; N9X, 37X, and 96X are
// reserved for expansion.
func areaCode(area string) bool {
	switch {
	case area[0] < '2', area[1:] == "11", area[1] == '9':
		return false
	}
	return area[:2] != "37" && area[:2] != "96"
}

// international parses the digits after the +.
func international(digits string) (Phone, error) {
	if strings.HasPrefix(digits, "1") {
		return northAmerican(digits[1:])
	}
	code, plan, found := numberingOf(digits)
	if !found {
		return "", invalidPhone("has a country code that does not exist")
	}
	national := digits[len(code):]
	// The 0 dialed within a country is often left in after the country code.
	if trunk, cut := strings.CutPrefix(national, "0"); cut && strings.IndexByte(plan.first, '0') < 0 {
		national = trunk
	}
	if national == "" || !plan.fits(national) {
		return "", invalidPhone("is not a number that its country can have")
	}
	return Phone("+" + code + national), nil
}
