package contact

import (
	"strings"
	"unicode/utf8"
)

// restoreNumber undoes what a spreadsheet does to a number: "4805550101.0" and
// "4.805550101E9" still contain every digit, "1.2E+10" does not.
func restoreNumber(s string) (string, error) {
	s = strings.TrimLeft(s, "'")
	if whole, fraction, found := strings.Cut(s, "."); found && len(whole) >= 10 && onlyDigits(whole) && strings.Trim(fraction, "0") == "" {
		return whole, nil
	}
	mantissa, exponent, found := cutExponent(s)
	if !found {
		return s, nil
	}
	whole, fraction, _ := strings.Cut(strings.Replace(mantissa, ",", ".", 1), ".")
	// A mantissa is exact only with all its decimals; a missing one was rounded
	// away.
	if len(fraction) != exponent {
		return "", &InvalidError{
			Code:   CodeSpreadsheetNumber,
			Reason: "lost its last digits in a spreadsheet; format the column as text and enter it again",
		}
	}
	return whole + fraction, nil
}

// cutExponent splits "4.8E+09" into its mantissa and a small exponent.
func cutExponent(s string) (mantissa string, exponent int, found bool) {
	at := strings.IndexAny(s, "eE")
	if at < 1 {
		return "", 0, false
	}
	mantissa = s[:at]
	power := strings.TrimPrefix(s[at+1:], "+")
	if !onlyDigits(strings.Replace(strings.Replace(mantissa, ",", "", 1), ".", "", 1)) || !onlyDigits(power) || len(power) > 3 {
		return "", 0, false
	}
	return mantissa, decimal(power), true
}

func onlyDigits(s string) bool {
	return s != "" && strings.Trim(s, "0123456789") == ""
}

// SplitExtension splits a number from its extension: "480 555 0101 x12" becomes
// "480 555 0101" and "12". Without an extension, the second result is empty.
func SplitExtension(s string) (number, extension string) {
	return splitExtension(plainDigits(s))
}

// extensionMarks precede an extension, longer ones listed before shorter ones.
var extensionMarks = [...]string{";ext=", "extension", "extn", "доб", "ext", "x", "#", ",,"}

// maxExtension is the most digits that phone systems use; RFC 3966 sets no
// limit.
const maxExtension = 9

func splitExtension(s string) (number, extension string) {
	digits := strings.TrimRight(s, " #.)")
	body := strings.TrimRight(digits, "0123456789")
	extension = digits[len(body):]
	if extension == "" || len(extension) > maxExtension {
		return s, ""
	}
	body = strings.TrimRight(body, " .:")
	for _, mark := range extensionMarks {
		if cut := len(body) - len(mark); cut > 0 && utf8.RuneStart(body[cut]) && strings.EqualFold(body[cut:], mark) {
			return strings.TrimRight(body[:cut], " ,;.-("), extension
		}
	}
	return s, ""
}
