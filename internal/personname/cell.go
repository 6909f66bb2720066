package personname

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// onePerson rejects cells that name anything other than one person.
func onePerson(text string) error {
	if reason, is := NotAPerson(text); is {
		return &InvalidError{Code: CodeNotAPerson, Reason: "names " + reason}
	}
	if _, _, is := couple(text); is || unnamedSpouse(text) || listsTwo(text) {
		return twoPeople()
	}
	if writtenTo(text) {
		return invalidName("names somebody else to write to (c/o)")
	}
	if slices.ContainsFunc(strings.Fields(text), func(word string) bool { return word == "-" || word == "–" || word == "—" }) {
		return invalidName("has a remark after a dash") // "Ann Lee - moved"
	}
	if strings.Contains(text, ":") {
		return invalidName("has a label before a colon") // "Former: Ann Lee"
	}
	if strings.ContainsAny(text, "†‡✝") {
		return invalidName("has a sign that often marks who has died")
	}
	if first, rest, ok := strings.Cut(text, " "); ok && !strings.HasPrefix(rest, ",") && pastRole(key(first)) {
		return invalidName("begins with a remark") // "ex-owner Ann Lee"
	}
	return nil
}

func twoPeople() error { return &InvalidError{Code: CodeTwoPeople, Reason: "names two people"} }

// pastRole reports whether a word before a name says that the person was
// something once.
func pastRole(word string) bool {
	return word == "former" || word == "formerly" || word == "previous" || strings.HasPrefix(word, "ex-")
}

// listsTwo recognizes two full names with a comma between them, "Ellen Vance, Bob
// Lamb", and first names alone, "Ellen, Bob, Kit". A last name of two words
// before given names, "Vance Lamb, Mary Ann", does not begin with a common given
// name, or what follows it also ends in one.
func listsTwo(text string) bool {
	if parts := commaParts(text); len(parts) > 2 {
		return !slices.ContainsFunc(parts, func(words []string) bool {
			return len(words) > 1 || suffix(words[0]) || title(words[0]) || initial(words[0]) || doubtfulSuffix(words[0]) || allUpper(words[0]) && !oneCase(text)
		})
	}
	before, after, ok := strings.Cut(text, ",")
	first, second := strings.Fields(before), strings.Fields(after)
	if !ok || len(first) != 2 || len(second) != 2 || strings.Contains(after, ",") {
		return false
	}
	last := second[1]
	return given(first[0]) && given(second[0]) && !given(last) && !initial(last) && !suffix(last)
}

// linesOf returns the lines of a cell that hold anything visible.
func linesOf(cell string) []string {
	if !strings.ContainsAny(cell, "\r\n") {
		return []string{cell}
	}
	lines := strings.FieldsFunc(cell, func(c rune) bool { return c == '\r' || c == '\n' })
	return slices.DeleteFunc(lines, func(line string) bool { return !visible(line) })
}

// fullNames returns how many lines have the words of a full name.
func fullNames(lines []string) int {
	n := 0
	for _, line := range lines {
		words := slices.DeleteFunc(strings.Fields(withoutRemark(tidy(line))), func(word string) bool {
			return !visible(word) || title(word) || suffix(word)
		})
		if len(words) > 1 {
			n++
		}
	}
	return n
}

// writtenTo reports whether the cell names somebody else who receives the
// person's mail.
func writtenTo(text string) bool {
	lower := strings.ToLower(text)
	return strings.Contains(lower, "c/o") || strings.Contains(" "+lower, " attn") || strings.Contains(lower, "attention:")
}

// unnamedSpouse recognizes phrases from county records: "Smith John et ux".
func unnamedSpouse(text string) bool {
	words := strings.Fields(text)
	for i, word := range words {
		phrase := key(word)
		if phrase == "et" && i+1 < len(words) {
			phrase += key(words[i+1])
		}
		switch phrase {
		case "etux", "etuxor", "etvir", "etal":
			return i > 0
		}
	}
	return false
}

// Bare strips what rosters write around a name: footnote marks, the person's
// role ("Tenant: …", "… - Owner"), the form of tenancy (JTWROS), and a leftover
// list separator. less reports whether anything was removed.
func Bare(cell string) (name string, less bool) {
	if !strings.ContainsAny(cell, marks[1:]+":([-–—&;/+|") && !strings.HasSuffix(cell, ",") && !holdsTenancy(cell) {
		return cell, false
	}
	typed := tidy(cell)
	name = withoutRemark(typed)
	return name, name != typed
}

const marks = " *~•"

func withoutRemark(text string) string {
	name := strings.Trim(text, marks)
	if label, rest, ok := strings.Cut(name, ":"); ok && isRemark(Fold(label)) {
		name = strings.Trim(rest, marks)
	}
	for _, opening := range []string{"(", "[", " - ", " – ", " — "} {
		i := strings.LastIndex(name, opening)
		if i > 0 && isRemark(Fold(strings.Trim(name[i+len(opening):], " )]"))) {
			name = strings.TrimRight(name[:i], marks)
		}
	}
	name = withoutTenancy(withoutJoiner(name))
	if name == "" {
		return text
	}
	return name
}

// withoutJoiner strips a separator left over after one of two names is gone.
func withoutJoiner(name string) string { return strings.TrimRight(name, " &;,/+|") }

// holdsTenancy is a quick check for words that withoutTenancy may find.
func holdsTenancy(name string) bool {
	for _, part := range []string{"wros", "WROS", "JT", "jt", "Ten", "TEN"} {
		if strings.Contains(name, part) {
			return true
		}
	}
	return false
}

// withoutTenancy strips an abbreviation for how co-owners hold a property.
func withoutTenancy(name string) string {
	if !holdsTenancy(name) {
		return name
	}
	words := strings.Fields(name)
	for _, n := range []int{2, 1} {
		if len(words) < n+2 {
			continue
		}
		switch key(strings.Join(words[len(words)-n:], "")) {
		case "jtwros", "jtten", "jtrs", "jtros", "wros", "jtents", "tenbyent", "tencom", "cpwros":
			return strings.TrimRight(strings.Join(words[:len(words)-n], " "), ", ")
		}
	}
	return name
}

func isRemark(folded string) bool {
	switch folded {
	case "owner", "owners", "co-owner", "coowner", "homeowner", "new owner", "owner occupied", "tenant", "renter", "lessee", "landlord", "resident",
		"occupant", "primary", "secondary", "spouse", "wife", "husband", "head", "head of household", "hoh", "member", "board", "board member",
		"president", "vice president", "treasurer", "secretary", "off-site", "offsite":
		return true
	}
	return false
}

// readable returns the cell as one line of visible text, or an error if it
// cannot be a name.
func readable(cell string) (string, error) {
	if !utf8.ValidString(cell) {
		return "", invalidName("holds bytes that are not text")
	}
	text := withoutRemark(tidy(cell))
	switch {
	case text == "":
		return "", &InvalidError{Code: CodeRequired, Reason: "is required"}
	case !strings.ContainsFunc(text, unicode.IsLetter):
		return "", invalidName("holds no letters")
	case strings.Contains(text, "@"):
		return "", invalidName("looks like an email address")
	case webAddress(text):
		return "", invalidName("looks like a web address")
	}
	for word := range strings.FieldsSeq(text) {
		if strings.ContainsFunc(word, unicode.IsDigit) && !generation(strings.Trim(word, ",")) {
			return "", invalidName("holds a number")
		}
	}
	return text, nil
}

// tidy returns s in NFC, on one line, and without invisible characters, except
// for the joiners that shape Persian and emoji. Each run of invalid UTF-8
// becomes one replacement character, as in Fold.
func tidy(s string) string {
	if isPlain(s) {
		return s
	}
	words := strings.Fields(norm.NFC.String(strings.Map(func(r rune) rune {
		switch {
		case r == '\u200c', r == '\u200d':
			return r
		case invisible(r):
			return -1
		case unicode.IsControl(r):
			return ' '
		case r == '，', r == '،', r == '、':
			return ','
		}
		return r
	}, strings.ToValidUTF8(s, "\ufffd"))))
	return strings.Join(slices.DeleteFunc(words, func(w string) bool { return !visible(w) }), " ")
}
