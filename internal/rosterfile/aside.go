package rosterfile

import "strings"

// aside says what a record is that is about nobody, "" for one that may be about
// somebody: headings once more, the lines that reports print around their rows.
func (l *layout) aside(rec record) string {
	if rec.fault != "" {
		return ""
	}
	if l.repeatsHeader(rec.cells) {
		return "the headings once more"
	}
	at, filled := -1, 0
	for i, c := range rec.cells {
		c = clean(c)
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
	first := clean(rec.cells[at])
	switch {
	case isTotal(first):
		return "a total"
	case filled > 1:
		return ""
	case isPageLine(first):
		return "a line of the page"
	case strings.HasPrefix(first, "->"), isGroupTitle(first) && !l.isPlace(at):
		return "the title of a group"
	}
	return ""
}

func (l *layout) isPlace(i int) bool { return i < len(l.fields) && isPlaceField(l.fields[i].name) }

// repeatsHeader reports whether a record says nothing but headings, as page breaks
// of reports do.
func (l *layout) repeatsHeader(cells []string) bool {
	same := 0
	for i, c := range cells {
		if i < len(l.columns) && l.columns[i].own {
			continue
		}
		if c = clean(c); c == "" && (i >= len(l.header) || l.header[i] == "") {
			continue
		}
		if i >= len(l.header) || !strings.EqualFold(c, l.header[i]) {
			return false
		}
		same++
	}
	return same > 1
}

// isTotal: a sum or a count under a list.
func isTotal(s string) bool {
	w := words(s)
	if len(w) == 0 || len(w) > 8 {
		return false
	}
	return w[0] == "total" || w[0] == "totals" || w[0] == "subtotal" || w[0] == "sum" && len(w) == 1 ||
		(w[0] == "grand" || w[0] == "sub") && len(w) > 1 && w[1] == "total" || w[0] == "count" && strings.ContainsAny(s, "0123456789:")
}

// isPageLine: what is printed at the head or foot of a page.
func isPageLine(s string) bool {
	w := words(s)
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
			if isNumber(next) || next == "of" {
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
			if i == 0 && (next == "of") {
				return true
			}
		case "records", "rows":
			if digits && len(w) <= 4 {
				return true
			}
		}
	}
	return false
}

// isGroupTitle: the kind of people or homes that the rows below it are.
func isGroupTitle(s string) bool {
	w := words(s)
	if len(w) == 0 || len(w) > 5 {
		return false
	}
	said := false
	for _, word := range w {
		if c, ok := canonical[word]; ok {
			word = c
		}
		said = said || groupWords[word]
		if !groupWords[word] && !isNumber(word) && len(word) > 1 {
			return false
		}
	}
	return said
}

var groupWords = set("current", "future", "past", "former", "previous", "applicant", "applicants", "resident", "owner", "tenant", "member", "vacant",
	"active", "inactive", "board", "staff", "building", "block", "section", "phase", "unit", "new", "and", "the", "of", "or", "pending", "list", "directory", "roster", "continued", "extended")
