package rosterfile

import (
	"fmt"
	"math/big"
	"slices"
	"strings"
	"unicode"

	"communitrak/internal/personname"
	"communitrak/internal/rosterfile/sheet"
)

// Codes of a Note.
const (
	NoteBlanks       = "blanks"           // no-break or invisible characters were removed
	NoteFormulaText  = "formula_text"     // ="00123" was read as 00123
	NoteNumber       = "number"           // 85201.0 or 4.80555010E+09 was read as a plain number
	NoteZIPZero      = "zip_zero"         // leading zeros dropped by a spreadsheet were restored
	NoteLostDigits   = "phone_lost"       // a phone such as 1.2E+10 has lost its digits
	NoteMailto       = "mailto"           // a link was read as the address it contains
	NoteOtherEmail   = "other_email"      // another email of the person, not used
	NoteOtherPhone   = "other_phone"      // another phone of the person, not used
	NoteStrayQuote   = "stray_quote"      // a quote inside a cell was kept as a character
	NoteShortRow     = "short_row"        // the last cells are missing
	NoteCellError    = "cell_error"       // a formula in the sheet shows an error
	NoteSplitPeople  = "split_people"     // as many emails as names, each listed in one cell
	NoteMisreadAsDay = "looks_like_a_day" // a unit or lot that a spreadsheet turned into a date
	NoteLastFirst    = "last_name_first"  // the last name was assumed to come first
	NoteSharedName   = "shared_last_name" // the last name comes from the row's first person
	NoteEmptyWord    = "empty_word"       // a program's word for an empty cell was read as empty
	NoteEmailTrimmed = "email_trimmed"    // extra text around an email was removed
	NotePropertyName = "property_name"    // the name of a property before its address was removed
	NoteCorrected    = "corrected"        // somebody corrected the cell in the review
)

// Note says what was repaired in a row, or which part of it was not used.
type Note struct {
	Person int    `json:"person,omitempty"` // Person.Number, or 0 for the whole row
	Index  int    `json:"-"`                // of the column, from 1, if headings are ambiguous
	Column string `json:"column"`
	Code   string `json:"code"`
	From   string `json:"from,omitempty"`
	To     string `json:"to,omitempty"`
}

// repair returns the value of a cell for the given field and the code of the
// note about the repair, if one was needed.
func repair(cell, name string) (value, code string) {
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
	case fieldFullName, fieldLastFirst, fieldFirst, fieldMiddle, fieldLast, fieldSubdivision, fieldHousehold:
		return false
	}
	return len(v) <= 12 && strings.IndexByte("nNuU(#-", v[0]) >= 0 && says("empty", strings.ToLower(v))
}

// noteOf returns the note about a repair. If nobody can see the difference, the
// note names what was removed.
func noteOf(code string, person int, column, cell, value string) Note {
	if code == NoteBlanks {
		return Note{Person: person, Column: column, Code: code, From: unseen(cell)}
	}
	return Note{Person: person, Column: column, Code: code, From: sheet.Clean(cell), To: value}
}

// unseen names the characters of a cell that are invisible or look like a plain
// space.
func unseen(cell string) string {
	var names []string
	for _, c := range cell {
		if c == ' ' || sheet.IsTextBlank(c) || !sheet.IsInvisible(c) && !unicode.IsSpace(c) && c != '\u200c' && c != '\u200d' {
			continue
		}
		name := unseenNames[c]
		switch {
		case name != "":
		case unicode.IsSpace(c):
			name = "space"
		case unicode.IsControl(c):
			name = "control character"
		default:
			name = "invisible character"
		}
		if said := fmt.Sprintf("%s U+%04X", name, c); !slices.Contains(names, said) {
			names = append(names, said)
		}
	}
	return strings.Join(names, ", ")
}

// unseenNames are the Unicode names of characters that programs leave in cells.
var unseenNames = map[rune]string{
	'\u00a0': "no-break space", '\u00ad': "soft hyphen", '\u200b': "zero width space", '\u200c': "zero width non-joiner", '\u200d': "zero width joiner",
	'\u200e': "left-to-right mark", '\u200f': "right-to-left mark", '\u2060': "word joiner", '\ufeff': "byte order mark",
}

func repairField(v, name string) (value, code string) {
	switch name {
	case fieldLastFirst:
		if ordered := personname.FamilyFirst(v); ordered != v {
			return ordered, NoteLastFirst
		}
		return v, ""
	case fieldZIP:
		return repairZIP(v)
	case fieldPhone:
		return repairPhone(v)
	case fieldEmail:
		if rest, ok := cutFold(v, "mailto:"); ok {
			address, _, _ := strings.Cut(rest, "?")
			return address, NoteMailto
		}
		if address := trimEmail(v); address != v {
			return address, NoteEmailTrimmed
		}
	case fieldAddress, fieldStreet:
		if address := withoutName(v, false); address != v {
			return address, NotePropertyName
		}
	case fieldUnit, fieldUnit2, fieldLot, fieldBlock, fieldSection, fieldPhase, fieldTract, fieldStreetNumber:
		if whole, ok := wholeNumber(v); ok {
			return whole, NoteNumber
		}
		if _, isDate := day(v); isDate || looksLikeDay(v) {
			return v, NoteMisreadAsDay
		}
	}
	return v, ""
}

// trimEmail removes punctuation after an email and a remark in parentheses next
// to it. It leaves the value alone if the result would not be an email.
func trimEmail(v string) string {
	address := v
	if before, rest, ok := strings.Cut(address, "("); ok && strings.HasSuffix(rest, ")") && strings.Count(rest, ")") == 1 {
		address = before
	}
	address = strings.TrimRight(strings.TrimSpace(address), ".,;: ")
	if strings.HasPrefix(address, "<") && strings.HasSuffix(address, ">") {
		address = address[1 : len(address)-1]
	}
	if address == v || !looksLikeEmail(address) {
		return v
	}
	return address
}

// withoutName removes the name of a property before its address. The name
// itself may contain a dash and a street: "S1 - 90 Park St - 90-100 Park St
// Mesa". Unless said is set, the name must not look like anything else, and
// what follows must look like a street.
func withoutName(v string, said bool) string {
	for at := strings.LastIndex(v, nameEnds); at > 0; at = strings.LastIndex(v[:at], nameEnds) {
		name, address := strings.TrimSpace(strings.TrimPrefix(v[:at], "->")), strings.TrimSpace(v[at+len(nameEnds):])
		if looksLikePlace(address) && (said || name != "" && !strings.ContainsAny(name[:1], "0123456789#") && !looksLikePlace(name) && sheet.IsNumber(strings.Fields(address)[0])) {
			return address
		}
	}
	return v
}

// nameEnds separates the name of a property from its address.
const nameEnds = " - "

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
	if whole, ok := wholeNumber(v); ok {
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
	if whole, ok := wholeNumber(v); ok {
		return whole, NoteNumber
	}
	if !looksScientific(v) {
		return v, ""
	}
	if digits, ok := exactDigits(v); ok {
		return digits, NoteNumber
	}
	return "", NoteLostDigits
}

// wholeNumber reads 85201.0 as 85201.
func wholeNumber(v string) (string, bool) {
	whole, zeros, ok := strings.Cut(v, ".")
	if !ok || !sheet.IsNumber(whole) || zeros == "" || strings.Trim(zeros, "0") != "" {
		return v, false
	}
	return whole, true
}

// looksScientific reports whether v is a number such as 1.2E+10.
func looksScientific(v string) bool {
	mantissa, exponent, ok := strings.Cut(strings.ToUpper(strings.TrimPrefix(v, "+")), "E")
	if !ok {
		return false
	}
	mantissa = strings.Replace(strings.Replace(mantissa, ",", ".", 1), ".", "", 1)
	exponent = strings.TrimPrefix(exponent, "+")
	return sheet.IsNumber(mantissa) && sheet.IsNumber(exponent) && len(exponent) <= 2
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

var months = set("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

func cutFold(s, prefix string) (string, bool) {
	if len(s) < len(prefix) || !strings.EqualFold(s[:len(prefix)], prefix) {
		return s, false
	}
	return s[len(prefix):], true
}
