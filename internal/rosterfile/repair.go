package rosterfile

import (
	"math/big"
	"strings"
	"unicode"

	"github.com/communitrak/onboarding/internal/personname"
	"github.com/communitrak/onboarding/internal/rosterfile/columns"
	"github.com/communitrak/onboarding/internal/rosterfile/sheet"
)

// repair returns the value of a cell for the given field and the code of the
// note about the repair, if one was needed.
func repair(cell, name string) (value, code string) {
	if once := sheet.EncodedOnce(cell); once != cell {
		value, _ = repair(once, name)
		return value, NoteEncodedTwice
	}
	value = sheet.Clean(cell)
	if !sheet.IsPlain(cell) && value != strings.TrimFunc(cell, sheet.IsTextBlank) {
		code = NoteBlanks
	}
	if value == "" {
		return "", code
	}
	if text, ok := formulaText(value); ok {
		value, code = sheet.Clean(text), NoteFormulaText
	}
	if len(value) > 1 && value[0] == '\'' && value[1] >= '0' && value[1] <= '9' {
		value, code = value[1:], NoteTextMark
	}
	if (name == columns.FieldEmail || name == columns.FieldPhone) && (strings.HasSuffix(value, crossedOut) || strings.HasSuffix(value, partlyCrossedOut)) {
		return "", NoteCrossedOut
	}
	if isCellError(value) {
		return "", NoteCellError
	}
	if isEmptyWord(value, name) {
		return "", NoteEmptyWord
	}
	fixed, why := repairField(value, name)
	if why != "" {
		return fixed, why
	}
	return value, code
}

// isEmptyWord reports whether v is another program's word for an empty cell. In
// a name it is not: Null and None are family names.
func isEmptyWord(v, name string) bool {
	switch name {
	case columns.FieldFullName, columns.FieldLastFirst, columns.FieldFirst, columns.FieldMiddle, columns.FieldLast, columns.FieldSubdivision, columns.FieldHousehold:
		return false
	}
	return len(v) <= 12 && strings.IndexByte("nNuU(#-", v[0]) >= 0 && columns.Says("empty", strings.ToLower(v))
}

func repairField(v, name string) (value, code string) {
	switch name {
	case columns.FieldLastFirst:
		if ordered := personname.FamilyFirst(v); ordered != v {
			return ordered, NoteLastFirst
		}
		return v, ""
	case columns.FieldZIP:
		return repairZIP(v)
	case columns.FieldPhone:
		return repairPhone(v)
	case columns.FieldEmail:
		if rest, ok := cutFold(v, "mailto:"); ok {
			address, _, _ := strings.Cut(rest, "?")
			return address, NoteMailto
		}
		if address := trimEmail(v); address != v {
			return address, NoteEmailTrimmed
		}
	case columns.FieldAddress, columns.FieldStreet:
		if address := columns.WithoutName(v, false); address != v {
			return address, NotePropertyName
		}
		if address := columns.WithoutRemark(v); address != v {
			return address, NoteRemark
		}
	case columns.FieldUnit, columns.FieldUnit2, columns.FieldLot, columns.FieldBlock, columns.FieldSection, columns.FieldPhase, columns.FieldTract, columns.FieldStreetNumber:
		if whole, ok := columns.WholeNumber(v); ok {
			return whole, NoteNumber
		}
		if _, isDate := columns.Day(v); isDate || looksLikeDay(v) {
			return v, NoteMisreadAsDay
		}
	}
	return v, ""
}

// trimEmail removes punctuation after an email, a label before it, and a remark
// in parentheses or a phone next to it. It leaves the value alone if the result
// would not be an email.
func trimEmail(v string) string {
	address := v
	if before, rest, ok := strings.Cut(address, "("); ok && strings.HasSuffix(rest, ")") && strings.Count(rest, ")") == 1 {
		address = before
	}
	if label, rest, ok := strings.Cut(address, ":"); ok && !strings.Contains(label, "@") {
		address = rest
	}
	address = strings.TrimRight(strings.TrimSpace(address), ".,;: ")
	if strings.HasPrefix(address, "<") && strings.HasSuffix(address, ">") {
		address = address[1 : len(address)-1]
	}
	if !columns.LooksLikeEmail(address) {
		address = emailIn(v)
		if strings.ContainsFunc(strings.Replace(v, address, "", 1), unicode.IsLetter) {
			return v // says whose it is
		}
	}
	if address == v || !columns.LooksLikeEmail(address) {
		return v
	}
	return address
}

// formulaText unwraps ="00123", by which programs keep Excel from dropping
// zeros.
func formulaText(s string) (string, bool) {
	if len(s) >= 3 && s[0] == '=' && s[1] == '"' && s[len(s)-1] == '"' {
		return strings.ReplaceAll(s[2:len(s)-1], `""`, `"`), true
	}
	return s, false
}

// isCellError reports whether s is what a spreadsheet shows for a failed
// formula.
func isCellError(s string) bool {
	if s[0] != '#' {
		return false
	}
	switch s {
	case "#REF!", "#N/A", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!", "#SPILL!", "#CALC!", "#ERROR!", "#GETTING_DATA":
		return true
	}
	return strings.Trim(s, "#") == "" && len(s) > 3
}

// repairZIP restores the leading zeros of northeastern and Puerto Rican ZIPs
// that were stored as numbers, and removes a decimal point.
func repairZIP(v string) (value, code string) {
	if whole, ok := columns.WholeNumber(v); ok {
		v, code = whole, NoteNumber
	}
	five, four, plus := strings.Cut(v, "-")
	switch {
	case !sheet.IsNumber(five) || plus && !sheet.IsNumber(four):
		return v, code
	case plus && len(four) == 4 && (len(five) == 3 || len(five) == 4):
		return strings.Repeat("0", 5-len(five)) + v, NoteZIPZero
	case !plus && (len(v) == 3 || len(v) == 4):
		return strings.Repeat("0", 5-len(v)) + v, NoteZIPZero
	case !plus && (len(v) == 7 || len(v) == 8):
		v = strings.Repeat("0", 9-len(v)) + v
		return v[:5] + "-" + v[5:], NoteZIPZero
	}
	return v, code
}

// repairPhone converts a phone that was stored as a number back to digits. If
// the digits are lost, it returns an empty value.
func repairPhone(v string) (value, code string) {
	if whole, ok := columns.WholeNumber(v); ok {
		return whole, NoteNumber
	}
	if !columns.LooksScientific(v) {
		return v, ""
	}
	if digits, ok := exactDigits(v); ok {
		return digits, NoteNumber
	}
	return "", NoteLostDigits
}

// exactDigits returns the 10 to 15 digits of a number in scientific notation if
// the mantissa has all of them, except possibly a final zero.
func exactDigits(v string) (string, bool) {
	v = strings.Replace(v, ",", ".", 1)
	mantissa, _, _ := strings.Cut(strings.ToUpper(v), "E")
	digits := strings.TrimLeft(strings.NewReplacer(".", "", "+", "").Replace(mantissa), "0")
	if len(digits) < 9 {
		return "", false
	}
	r, ok := new(big.Rat).SetString(v)
	if !ok || !r.IsInt() {
		return "", false
	}
	whole := r.Num().String()
	if len(whole)-len(digits) > 1 || len(whole) < 10 || len(whole) > 15 {
		return "", false
	}
	return whole, true
}

// looksLikeDay reports whether v is what a spreadsheet makes of a unit such as
// 3-4.
func looksLikeDay(v string) bool {
	a, b, ok := strings.Cut(v, "-")
	if !ok {
		return false
	}
	return sheet.IsNumber(a) && months[strings.ToLower(b)] || months[strings.ToLower(a)] && sheet.IsNumber(b)
}

// months are their abbreviations, as spreadsheets write them.
var months = map[string]bool{"jan": true, "feb": true, "mar": true, "apr": true, "may": true, "jun": true, "jul": true, "aug": true, "sep": true, "oct": true, "nov": true, "dec": true}

func cutFold(s, prefix string) (string, bool) {
	if len(s) < len(prefix) || !strings.EqualFold(s[:len(prefix)], prefix) {
		return s, false
	}
	return s[len(prefix):], true
}
