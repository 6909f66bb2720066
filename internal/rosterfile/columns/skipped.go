package columns

import (
	"slices"
	"strings"

	"github.com/communitrak/onboarding/internal/rosterfile/sheet"
)

// GroupTitle describes the title of a group of rows.
const GroupTitle = "the title of a group"

// Skipped describes a record below the headings that is about nobody, such as
// repeated headings or lines that reports print around their rows. It returns
// "" for a record that may be about somebody. isPlace identifies place columns,
// where a lone value is a home.
func Skipped(rec sheet.Record, header []string, isPlace func(int) bool) string {
	if rec.Fault != "" {
		return ""
	}
	if repeatsHeader(rec.Cells, header) {
		return "the headings once more"
	}
	at, filled := -1, 0
	for i, c := range rec.Cells {
		c = sheet.Clean(c)
		if c == "" {
			continue
		}
		if filled++; filled == 1 {
			at = i
		}
		if strings.Contains(c, "@") {
			return ""
		}
	}
	if filled == 0 {
		return "" // nothing but a secret, or what somebody has cleared
	}
	first := sheet.Clean(rec.Cells[at])
	switch {
	case isTotal(first):
		return "a total"
	case filled > 1:
		return ""
	case isPageLine(first):
		return "a line of the page"
	case strings.HasPrefix(first, "->"), isGroupTitle(first) && (!isPlace(at) || ofPeople(first)):
		return GroupTitle
	}
	return ""
}

// repeatsHeader reports whether a record contains only headings, as after page
// breaks in reports.
func repeatsHeader(cells, header []string) bool {
	if isFixHeader(header) { // the columns that we appended no longer count
		header = header[:sheet.Record{Cells: header}.Width()-len(FixColumns)]
		cells = cells[:min(len(cells), len(header))]
	}
	same := 0
	for i, c := range cells {
		if c = sheet.Clean(c); c == "" && (i >= len(header) || header[i] == "") {
			continue
		}
		if i >= len(header) || !strings.EqualFold(c, header[i]) {
			return false
		}
		same++
	}
	return same > 1
}

// IsOtherTable reports whether a record holds the headings of another table: it
// contains nothing that only data would contain, and either at least three
// kinds of headings that make up most of its cells, or only headings, one of
// them for names or emails as in the first table. A person's row may also
// contain two words that could be headings: "Owner" and "Mobile".
func IsOtherTable(rec sheet.Record, header []string) bool {
	if isFixHeader(header) {
		return false // its rows stand alone
	}
	if rec.Fault != "" || len(header) == 0 {
		return false
	}
	filled, same := 0, 0
	for i, c := range rec.Cells {
		if strings.ContainsAny(c, "@0123456789") || len(c) > 40 {
			return false
		}
		if c = sheet.Clean(c); c != "" {
			filled++
			same += count(i < len(header) && strings.EqualFold(c, header[i]))
		}
	}
	if filled < 2 || same == filled {
		return false
	}
	kinds, understood, likeFirst := make(map[string]bool), 0, false
	for _, c := range rec.Cells {
		r := readHeading(c)
		understood += count(r.field != "" || r.ignored)
		if r.usable() && !r.weak {
			kinds[r.field] = true
			likeFirst = likeFirst || (isNamePart(r.field) || r.field == FieldEmail) && headed(header, r.field)
		}
	}
	return len(kinds) >= 3 && understood*4 >= filled*3 || likeFirst && understood == filled
}

// headed reports whether one of the headings is known to be the field.
func headed(header []string, name string) bool {
	return slices.ContainsFunc(header, func(h string) bool {
		r := readHeading(h)
		return r.usable() && r.field == name
	})
}

// isTotal reports whether s is a sum or a count below a list.
func isTotal(s string) bool {
	if !slices.ContainsFunc(totals, func(t string) bool { return len(s) >= len(t) && strings.EqualFold(s[:len(t)], t) }) {
		return false
	}
	w := Words(s)
	if len(w) > 8 {
		return false
	}
	return w[0] == "total" || w[0] == "totals" || w[0] == "subtotal" || w[0] == "sum" && len(w) == 1 ||
		(w[0] == "grand" || w[0] == "sub") && len(w) > 1 && w[1] == "total" || w[0] == "count" && strings.ContainsAny(s, "0123456789:")
}

// totals are the words that total lines begin with.
var totals = []string{"total", "sub", "sum", "grand", "count"}

// isPageLine reports whether s is printed at the top or bottom of a page.
func isPageLine(s string) bool {
	w := Words(s)
	if len(w) == 0 {
		return true // a rule of dashes
	}
	digits := strings.ContainsAny(s, "0123456789")
	for i, word := range w {
		next := ""
		if i+1 < len(w) {
			next = w[i+1]
		}
		switch word {
		case "page":
			if sheet.IsNumber(next) || next == "of" {
				return true
			}
		case "printed", "exported", "generated", "report", "confidential", "copyright", "run":
			if digits && len(w) > 1 && i == 0 || word == "confidential" {
				return true
			}
		case "as":
			if next == "of" && digits {
				return true
			}
		case "end":
			if i == 0 && next == "of" {
				return true
			}
		case "record", "records", "row", "rows":
			if digits && len(w) <= 4 {
				return true
			}
		}
	}
	return false
}

// GroupOf interprets the title of a group: whether it says who the rows below
// it are about, and whether those live there. Some of "Current and Past Owners"
// do.
func GroupOf(title string) (residents, said bool) {
	if listsStrangers(title) {
		return false, true
	}
	if !isGroupTitle(title) {
		return false, false
	}
	here, gone := false, false
	for _, w := range Words(title) {
		here = here || w != "member" && Says("here", w)
		gone = gone || Says("left", w) || Says("notyet", strings.TrimSuffix(w, "s")) || w == "inactive" || areCallers(w)
	}
	return here || !gone, here || gone || ofPeople(title)
}

// listsStrangers reports whether the title of a list says that its people do not
// live there, not yet, or want no mail: "Former Residents as of 2024", "Waiting
// List", "Sold", "Vendors", "Do Not Contact", but not "Current and Past Owners"
// or "Past Due Owners".
func listsStrangers(title string) bool {
	ws := Words(title)
	if len(ws) == 0 || len(ws) > maxHeadingWords {
		return false
	}
	whole := ws
	for len(whole) > 1 && (Says("lists", whole[len(whole)-1]) || sheet.IsNumber(whole[len(whole)-1])) {
		whole = whole[:len(whole)-1]
	}
	if all := strings.Join(whole, " "); Says("left", all) || Says("nomail", all) || Says("undeliverable", all) || all == "inactive" {
		return true
	}
	word := func(i int) string {
		if i < len(ws) {
			return ws[i]
		}
		return ""
	}
	people := func(i int) bool { return persons[firstSpelling(word(i))] != nounNone || word(i) == "household" }
	list := func(i int) bool { return word(i) == "" || sheet.IsNumber(word(i)) || Says("lists", word(i)) }
	strangers := false
	for i, w := range ws {
		two := w + " " + word(i+1)
		switch {
		case w == "current" || w == "active" || w == "present":
			return false
		case (Says("left", w) || w == "inactive") && people(i+1), Says("gone", w) && Says("homes", word(i+1)), Says("left", two) && (people(i+2) || list(i+2)),
			Says("notyet", strings.TrimSuffix(w, "s")) && (people(i+1) || list(i+1)), Says("notyet", two) && list(i+2),
			areCallers(w) && (word(i+1) == "and" || list(i+1) && word(i+1) != "of"), Says("callers", w) && (Says("listnames", word(i+1)) || people(i+1) && word(i+1) != ""):
			strangers = true
		}
	}
	return strangers
}

// areCallers reports whether a word is for several people who are no residents.
// One of them alone may be somebody's last name: "Gardener".
func areCallers(word string) bool {
	one, several := strings.CutSuffix(word, "s")
	return several && (Says("callers", one) || Says("callers", word))
}

// ofPeople reports whether a title names a kind of people.
func ofPeople(title string) bool {
	return slices.ContainsFunc(Words(title), func(w string) bool {
		if areCallers(w) {
			return true
		}
		w = firstSpelling(w)
		return persons[w] != nounNone || w == "applicant" || w == "applicants"
	})
}

// isGroupTitle reports whether s names the kind of people or homes in the rows
// below it, or their first letter.
func isGroupTitle(s string) bool {
	w := Words(s)
	if len(w) == 0 || len(w) > 5 {
		return false
	}
	said := len(w) == 1 && len(w[0]) == 1 && !sheet.IsNumber(w[0]) // "A", as in a directory
	for _, word := range w {
		word = firstSpelling(word)
		known := Says("grouptitles", word) || areCallers(word)
		said = said || known
		if !known && !sheet.IsNumber(word) && len(word) > 1 {
			return listsStrangers(s)
		}
	}
	return said
}
