package rosterfile

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"github.com/communitrak/onboarding/internal/rosterfile/sheet"
)

// Codes of a Note.
const (
	NoteBlanks       = "blanks"           // no-break or invisible characters were removed
	NoteFormulaText  = "formula_text"     // ="00123" was read as 00123
	NoteTextMark     = "text_mark"        // '00123 was read as 00123
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
	NoteFamilyName   = "family_name"      // the last name comes from the row's family name
	NoteEmptyWord    = "empty_word"       // a program's word for an empty cell was read as empty
	NoteEmailTrimmed = "email_trimmed"    // extra text around an email was removed
	NoteOtherAddress = "other_address"    // an address that is not the home's, by the column with its kind
	NotePropertyName = "property_name"    // the name of a property before its address was removed
	NoteNobody       = "nobody"           // a name that says that there is no further person
	NoteStreetTitle  = "street_title"     // the street comes from a title above the row
	NoteRemark       = "remark"           // a remark beside an address was removed
	NoteEncodedTwice = "encoded_twice"    // letters with accents that were encoded twice were restored
	NoteCrossedOut   = "crossed_out"      // a value that a line is drawn through was not used
	NoteMerged       = "merged"           // the value is that of a merged cell further up
	NoteCorrected    = "corrected"        // somebody corrected the cell in the review
)

// Note says what was repaired in a row, or which part of it was not used.
type Note struct {
	Person int    `json:"person,omitempty"` // Person.Number, or 0 for the whole row
	Column string `json:"column"`
	Code   string `json:"code"`
	From   string `json:"from,omitempty"`
	To     string `json:"to,omitempty"`
}

// String returns the note as text for people.
func (n Note) String() string {
	s := n.Code
	if words, ok := noteWords[n.Code]; ok {
		s = words
	}
	if n.Column != "" {
		s = n.Column + ": " + s
	}
	switch {
	case n.From != "" && n.To != "":
		return s + " (" + n.From + " → " + n.To + ")"
	case n.From != "":
		return s + " (" + n.From + ")"
	}
	return s
}

// noteWords are the note codes in words.
var noteWords = map[string]string{
	NoteBlanks:       "invisible characters were taken out",
	NoteFormulaText:  "read as the text inside the formula",
	NoteTextMark:     "the apostrophe that marks a number as text was left out",
	NoteNumber:       "read as the number it is",
	NoteZIPZero:      "the ZIP got back the leading zero a spreadsheet dropped",
	NoteLostDigits:   "a spreadsheet rounded this phone number, so its digits are lost",
	NoteMailto:       "the email was read from the link",
	NoteOtherEmail:   "another email, not used",
	NoteOtherPhone:   "another phone, not used",
	NoteStrayQuote:   "a quotation mark inside the cell was kept",
	NoteShortRow:     "the row ends early; its last cells are missing",
	NoteCellError:    "the sheet shows an error in this cell",
	NoteSplitPeople:  "read as several people",
	NoteMisreadAsDay: "looks like a unit or lot that a spreadsheet turned into a date",
	NoteLastFirst:    "read with the last name first",
	NoteSharedName:   "took the last name of the first person in the row",
	NoteFamilyName:   "took the last name from the family’s name",
	NoteEmptyWord:    "a word for an empty cell, read as empty",
	NoteEmailTrimmed: "extra text around the email was left out",
	NoteOtherAddress: "not the address of a home, not used",
	NotePropertyName: "the name of the property was left out",
	NoteNobody:       "nobody’s name, not used",
	NoteStreetTitle:  "took the street from the title above the row",
	NoteRemark:       "a remark about who lives there was left out",
	NoteEncodedTwice: "letters with accents were restored",
	NoteCrossedOut:   "a line is drawn through it, not used",
	NoteMerged:       "from a cell that is merged with those above",
	NoteCorrected:    "corrected by hand",
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
