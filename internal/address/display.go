package address

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// displayCase writes a word of a name as a street sign would: "JUNIPER" →
// "Juniper", "MCDOWELL" → "McDowell", "O'BRIEN" → "O'Brien", "47TH" → "47th",
// "72w" → "72W". It keeps mixed case that looks intentional ("DeSoto").
func displayCase(text string) string {
	switch {
	case hasDigit(text):
		return numberCase(text)
	case isCamel(text):
		return text
	case isInitials(text):
		return strings.ToUpper(text)
	}
	lower := strings.ToLower(text)
	if len(lower) >= 5 && strings.HasPrefix(lower, "mc") {
		return "Mc" + capitalize(lower[2:])
	}
	if len(lower) > 3 && lower[1] == '\'' {
		return capitalize(lower[:2]) + capitalize(lower[2:])
	}
	return capitalize(lower)
}

// nameCase is like displayCase, but for the word at index i of a name: small
// words after the first stay in lower case ("Avenue of the Americas").
func nameCase(text string, i int) string {
	if i > 0 {
		switch lower := strings.ToLower(text); lower {
		case "of", "the", "and", "at":
			return lower
		}
	}
	return displayCase(text)
}

// numberCase writes ordinals in lower case and other words with digits in upper
// case.
func numberCase(text string) string {
	upper := strings.ToUpper(text)
	if isOrdinal(upper) {
		return strings.ToLower(text)
	}
	return upper
}

// capitalize capitalizes the first letter of a lower-case word.
func capitalize(lower string) string {
	first, size := utf8.DecodeRuneInString(lower)
	if first == utf8.RuneError {
		return lower
	}
	return string(unicode.ToTitle(first)) + lower[size:]
}

// isCamel reports whether a word has exactly two capitalized parts of at least
// two letters each, like "McDowell" and "DeSoto" but unlike a typo such as
// "LAne".
func isCamel(text string) bool {
	humps, length := 0, 0
	for _, r := range text {
		switch {
		case unicode.IsUpper(r):
			if humps > 0 && length < 2 {
				return false
			}
			humps, length = humps+1, 1
		case unicode.IsLower(r) && humps > 0:
			length++
		default:
			return false
		}
	}
	return humps == 2 && length >= 2
}

// isInitials reports whether a word is three letters without a vowel ("MLK").
func isInitials(text string) bool {
	return len(text) == 3 && isPlain(text) && !strings.ContainsAny(text, "AEIOUYaeiouy'")
}

// isOrdinal reports whether a word is digits with an ordinal ending.
func isOrdinal(up string) bool {
	if len(up) < 3 || !allDigits(up[:len(up)-2]) {
		return false
	}
	switch up[len(up)-2:] {
	case "ST", "ND", "RD", "TH":
		return true
	}
	return false
}

// ordinal adds the ordinal ending to a number: "41" → "41st".
func ordinal(digits string) string {
	if n := len(digits); n > 1 && digits[n-2] == '1' {
		return digits + "th"
	}
	switch digits[len(digits)-1] {
	case '1':
		return digits + "st"
	case '2':
		return digits + "nd"
	case '3':
		return digits + "rd"
	}
	return digits + "th"
}

// cityCase spells out the name of a city (Publication 28 section 221): "n st
// louis" → "North Saint Louis".
func cityCase(words []word) string {
	if len(words) == 1 && (words[0].up == "APO" || words[0].up == "FPO" || words[0].up == "DPO") {
		return words[0].up // military and diplomatic post offices
	}
	list := make([]string, len(words))
	for i, w := range words {
		list[i] = nameCase(w.show, i)
		if i+1 == len(words) {
			break
		}
		switch w.up {
		case "ST":
			list[i] = "Saint"
		case "STE":
			list[i] = "Sainte"
		case "FT":
			list[i] = "Fort"
		case "MT":
			list[i] = "Mount"
		case "N", "S", "E", "W":
			if i == 0 {
				list[i], _ = spelledDirection(w.up)
			}
		}
	}
	return strings.Join(list, " ")
}

// capitalizeUpper writes an upper-case word in display case.
func capitalizeUpper(up string) string { return capitalize(strings.ToLower(up)) }
