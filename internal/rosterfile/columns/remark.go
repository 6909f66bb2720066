package columns

import (
	"iter"
	"slices"
	"strings"
	"time"

	"github.com/communitrak/onboarding/internal/rosterfile/sheet"
)

// remark is what a cell says beside a name or an address, and where.
type remark struct {
	text       string
	start, end int // of the remark with its marks
}

// remarks returns the remarks of a cell: in brackets, after a dash at its end,
// or before a colon at its start.
func remarks(value string) []remark {
	if strings.IndexByte(value, '(') < 0 && strings.IndexByte(value, '[') < 0 && strings.IndexByte(value, ':') < 0 &&
		!strings.Contains(value, " - ") && strings.IndexByte(value, "–"[0]) < 0 {
		return nil // as nearly all
	}
	var all []remark
	for at := 0; at < len(value); {
		open := strings.IndexAny(value[at:], "([")
		if open < 0 {
			break
		}
		open += at
		size := strings.IndexAny(value[open+1:], "()[]")
		if size < 0 {
			break
		}
		at = open + 1 + size
		if value[at] == ')' || value[at] == ']' {
			all = append(all, remark{value[open+1 : at], open, at + 1})
		}
	}
	for _, dash := range []string{" - ", " – ", " — "} {
		if at := strings.LastIndex(value, dash); at > 0 {
			all = append(all, remark{value[at+len(dash):], at, len(value)})
		}
	}
	if at := strings.IndexByte(value, ':'); at > 0 {
		all = append(all, remark{value[:at], 0, at + 1})
	}
	return all
}

// saysLeft reports whether a remark says that somebody has left: "moved", "sold
// in May 2024", "sold the house", "moved to Reno", but not "Past President",
// "moved in 2019", or "sold boat".
func saysLeft(text string) bool {
	words := slices.DeleteFunc(Words(text), isDatePart)
	if whole := Says("left", strings.Join(words, " ")); whole || len(words) < 2 {
		return whole
	}
	if words[0] == "no" && words[1] == "longer" {
		rest := slices.DeleteFunc(words[2:], func(w string) bool { return w == "a" || w == "an" || w == "the" })
		return len(rest) > 0 && (Says("residents", rest[0]) || rest[0] == "here" || rest[0] == "lives")
	}
	return Says("left", words[0]) && words[1] == "to" || Says("left", words[0]+" "+words[1]) ||
		Says("gone", words[0]) && !slices.ContainsFunc(words[1:], func(w string) bool { return !beside["gone"][w] })
}

// isDatePart reports whether a word is a number or a month.
func isDatePart(word string) bool {
	_, long := time.Parse("January", word)
	_, short := time.Parse("Jan", word)
	return sheet.IsNumber(word) || long == nil || short == nil
}

// AbsenceInRemark interprets a remark beside a name or an address: "Uma Vale
// (moved)", "2 Rail St - sold 2024", "Former: Uma Vale".
func (c Column) AbsenceInRemark(person int, value string) (Absence, bool) {
	for _, r := range remarks(value) {
		if saysLeft(r.text) {
			return Absence{Person: person, Column: c.Name(), Value: sheet.Clean(r.text)}, true
		}
	}
	return Absence{}, false
}

// IsNotes reports whether any sentence of an unused column may say that the
// people of a row have left, or that they want no mail.
func (c Column) IsNotes() bool {
	return c.Field == "" && !c.Secret && slices.ContainsFunc(Words(c.Header), func(w string) bool { return Says("notes", w) })
}

// AbsenceInNotes interprets a column of notes: "Two dogs. Moved out 3/2021",
// "Tenant moved out". ofRow reports whether a word is in a name of the row.
func (c Column) AbsenceInNotes(notes string, ofRow func(word string) bool) (Absence, bool) {
	for sentence := range sentences(notes) {
		if saysLeft(sentence) || saysLeft(withoutSubject(sentence, ofRow)) {
			return Absence{Person: 1, Column: c.Name(), Value: sheet.Clean(sentence)}, true
		}
	}
	return Absence{}, false
}

// withoutSubject returns a sentence without the words at its beginning that say
// of whom in the row it speaks.
func withoutSubject(sentence string, ofRow func(word string) bool) string {
	words := Words(sentence)
	for len(words) > 0 && (beside["sentence"][words[0]] || persons[words[0]] != nounNone || sheet.IsNumber(words[0]) || ofRow(words[0])) {
		words = words[1:]
	}
	return strings.Join(words, " ")
}

var sentenceEnds = strings.NewReplacer(". ", "\n", " - ", "\n", " – ", "\n") // not the dots of an email

func sentences(notes string) iter.Seq[string] {
	notes = sentenceEnds.Replace(notes)
	return strings.FieldsFuncSeq(notes, func(r rune) bool { return strings.ContainsRune(";,!\n", r) })
}

// WithoutRemark removes what an address says about who lives there: "2 Rail St
// - rental", "2 Rail St (owner occupied)".
func WithoutRemark(address string) string {
	for _, r := range remarks(address) {
		word := strings.Join(Words(r.text), " ")
		if r.end == len(address) && r.start > 0 && (Says("residents", word) || Says("here", word)) && len(word) > 1 {
			return strings.TrimSpace(address[:r.start])
		}
	}
	return address
}
