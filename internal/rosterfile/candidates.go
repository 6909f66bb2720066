package rosterfile

import (
	"cmp"
	"slices"
	"strings"

	"github.com/communitrak/onboarding/internal/personname"
	"github.com/communitrak/onboarding/internal/rosterfile/columns"
	"github.com/communitrak/onboarding/internal/rosterfile/sheet"
)

// candidate is an email or phone in a row, before one of each is chosen for every
// person.
type candidate struct {
	columns.Field
	column int
	value  string
	said   string // next to it, about whose it is
}

func (in *interpreter) addCandidates(f columns.Field, column int, value string) {
	if kind := in.kinds[column]; kind >= 0 {
		words := columns.Words(in.row.Cells[kind])
		switch {
		case slices.ContainsFunc(words, columns.IsOfAnother), slices.ContainsFunc(words, columns.IsOutdated):
			in.leave(candidate{Field: f, column: column, value: value}, 0)
			return
		case f.Name == columns.FieldPhone && slices.ContainsFunc(words, columns.IsUnneeded):
			return // a fax
		case f.Name == columns.FieldPhone && slices.ContainsFunc(words, columns.IsMobile):
			f.Number -= columns.MaxNumber
		}
	}
	if f.Name == columns.FieldEmail {
		in.addEmails(f, column, value)
		return
	}
	parts := phoneList(value)
	if len(parts) == 0 {
		parts = []string{value}
	}
	for _, v := range parts {
		_, whose := SplitPhone(v)
		in.candidates = append(in.candidates, candidate{f, column, v, cmp.Or(whose, in.owner(column))})
	}
}

func (in *interpreter) addEmails(f columns.Field, column int, value string) {
	parts := emailList(value)
	if len(parts) == 0 {
		in.candidates = append(in.candidates, candidate{f, column, value, cmp.Or(ofWhom(in.row.Cells[column], emailIn(value)), in.owner(column))})
	}
	for _, part := range parts {
		v := emailIn(part)
		in.candidates = append(in.candidates, candidate{f, column, v, cmp.Or(ofWhom(part, v), in.owner(column))})
	}
}

// of returns the values of a person in the order in which they are tried. They
// are valid until the next call.
func (in *interpreter) of(person int, name string) []candidate {
	in.tried = in.tried[:0]
	for _, v := range in.candidates {
		if v.Person == person && v.Name == name {
			in.tried = append(in.tried, v)
		}
	}
	slices.SortStableFunc(in.tried, func(a, b candidate) int { return a.Number - b.Number })
	return in.tried
}

// choose returns the first usable value and its column number, and leaves the
// others unused.
func (in *interpreter) choose(p *Person, name string) (value string, column int) {
	mine, usable := in.withoutOthers(p, in.of(p.Number, name)), isDialable
	if name == columns.FieldEmail {
		usable = columns.LooksLikeEmail
	}
	if len(mine) == 0 {
		return "", 0
	}
	chosen := max(slices.IndexFunc(mine, func(v candidate) bool { return usable(v.value) }), 0)
	for i, v := range mine {
		if i != chosen && !strings.EqualFold(v.value, mine[chosen].value) {
			in.leave(v, p.Number)
		}
	}
	return mine[chosen].value, mine[chosen].column + 1
}

// isDialable reports whether a phone has at least ten digits, and at most 15.
func isDialable(s string) bool {
	digits := 0
	for _, c := range s {
		if c >= '0' && c <= '9' {
			digits++
		}
	}
	return digits >= 10 && digits <= 15
}

// split makes several people of a person whose name cell lists as many names as
// the email cell lists emails. Names without an email each are left for the
// code that interprets names.
func (in *interpreter) split(people []Person) []Person {
	for i, p := range people {
		names := splitList(p.FullName)
		if p.First != "" || p.Last != "" || len(names) < 2 && !strings.Contains(p.FullName, ",") {
			continue
		}
		emails := slices.Clone(in.of(p.Number, columns.FieldEmail))
		if len(emails) == 2 && areGiven(p.FullName, valuesOf(emails)) {
			names = strings.Split(p.FullName, ",")
		}
		if len(names) < 2 || len(names) != len(emails) || emails[0].column != emails[1].column || Crossed(names, valuesOf(emails)) {
			continue
		}
		return in.splitOne(people, i, names, emails)
	}
	return people
}

// Crossed reports whether names and emails, which are listed in one cell each,
// are not in the same order: an email begins with the first name of somebody
// else on the list.
func Crossed(names, emails []string) bool {
	for i, email := range emails {
		email, own := strings.ToLower(email), personname.Fold(firstWord(names[i]))
		for j, name := range names {
			first := personname.Fold(firstWord(name))
			if j != i && beginsWith(email, first) && !strings.HasPrefix(email, own) {
				return true
			}
		}
	}
	return false
}

// beginsWith reports whether an email in lower case begins with a first name. A
// short one has to be a word of its own: "jo@", not "joan@".
func beginsWith(email, first string) bool {
	rest, begins := strings.CutPrefix(email, first)
	return begins && (len(first) > 2 || len(first) > 1 && rest != "" && (rest[0] < 'a' || rest[0] > 'z'))
}

// areGiven reports whether "Ann, Bo" is two first names rather than a last name
// and a first name: each has an email that begins with it.
func areGiven(names string, emails []string) bool {
	parts := strings.Split(names, ",")
	if len(parts) != len(emails) {
		return false
	}
	for i, part := range parts {
		name := personname.Fold(strings.TrimSpace(part))
		if strings.Contains(name, " ") || !beginsWith(strings.ToLower(emails[i]), name) {
			return false
		}
	}
	return true
}

func valuesOf(all []candidate) []string {
	values := make([]string, len(all))
	for i, c := range all {
		values[i] = c.value
	}
	return values
}

// firstWord returns the first name of a name on a list.
func firstWord(name string) string {
	if _, given, ok := strings.Cut(name, ","); ok {
		name = given
	}
	first, _, _ := strings.Cut(strings.TrimSpace(name), " ")
	return first
}

// splitOne replaces people[at] with one person per name.
func (in *interpreter) splitOne(people []Person, at int, names []string, emails []candidate) []Person {
	p, last := people[at], len(people)
	phones := in.of(p.Number, columns.FieldPhone)
	theirs := WhosePhones(names, valuesOf(phones))
	given := make(map[string]bool)
	for i, name := range names {
		one := p
		one.FullName, one.Email, one.EmailFrom = name, emails[i].value, emails[i].column+1
		if one.Phone, one.PhoneFrom = "", 0; theirs[i] >= 0 {
			one.Phone, one.PhoneFrom = phones[theirs[i]].value, phones[theirs[i]].column+1
		}
		given[one.Email], given[one.Phone] = true, true
		if i == 0 {
			people[at] = one
			continue
		}
		one.Number = last + i
		people = append(people, one)
	}
	in.row.Use(func(u Unused) bool { return given[u.Value] })
	for _, v := range phones {
		if v.value == p.Phone && !given[p.Phone] {
			in.leave(v, p.Number)
		}
	}
	in.note(Note{Person: p.Number, Column: in.nameColumn(p.Number), Code: NoteSplitPeople, From: p.FullName})
	return people
}

func (in *interpreter) nameColumn(person int) string {
	for i, f := range in.fields {
		if f.Person == person && (f.Name == columns.FieldFullName || f.Name == columns.FieldLastFirst) {
			return in.columns[i].Name()
		}
	}
	return ""
}

// emailList splits a cell that holds several emails, each with what is said next
// to it. For a single email it returns nil.
func emailList(s string) []string {
	if strings.Count(s, "@") < 2 {
		return nil
	}
	var parts []string
	before := "" // of the next email: "Vale" in "Vale, Kit <kit@example.com>"
	for part := range strings.FieldsFuncSeq(s, func(c rune) bool { return strings.ContainsRune(";,|/\r\n", c) }) {
		switch strings.Count(part, "@") {
		case 0:
			before += part + " "
			continue
		case 1:
			parts = append(parts, sheet.Clean(before+part))
		default:
			parts = append(parts, separateEmails(part)...)
		}
		before = ""
	}
	if len(parts) > columns.MaxPeople || !slices.ContainsFunc(parts, func(p string) bool { return columns.LooksLikeEmail(emailIn(p)) }) {
		return nil
	}
	return parts
}

// separateEmails cuts a text between its emails, each with the words that stand
// before it or, if the text begins with an email, behind it: "old: a@example.com
// new: b@example.com".
func separateEmails(text string) (parts []string) {
	words := strings.Fields(text)
	labelsFirst := !strings.Contains(words[0], "@")
	start := 0
	for i, w := range words {
		switch {
		case !strings.Contains(w, "@"):
		case labelsFirst:
			parts, start = append(parts, strings.Join(words[start:i+1], " ")), i+1
		case i > start:
			parts, start = append(parts, strings.Join(words[start:i], " ")), i
		}
	}
	switch rest := strings.Join(words[start:], " "); {
	case rest == "":
	case labelsFirst:
		parts[len(parts)-1] += " " + rest
	default:
		parts = append(parts, rest)
	}
	return parts
}

// emailIn returns the only email in a text with further words, or the text.
func emailIn(s string) string {
	if !strings.ContainsAny(s, " <>():") {
		return s
	}
	found := s
	for w := range strings.FieldsFuncSeq(s, func(c rune) bool { return strings.ContainsRune(" <>():[]", c) }) {
		if columns.LooksLikeEmail(w) {
			if found != s {
				return s
			}
			found = w
		}
	}
	return found
}

// googleSeparator separates several values in one cell in Google's address
// books.
const googleSeparator = ":::"

var phoneSeparators = strings.NewReplacer(googleSeparator, ";", " / ", ";", " or ", ";", " & ", ";", ", ", ";")

// phoneList splits a cell that holds several phones. For a single phone it
// returns nil.
func phoneList(s string) []string {
	if !strings.ContainsAny(s, ";|/,&r\r\n:") {
		return nil
	}
	parts := splitList(phoneSeparators.Replace(s))
	if len(parts) < 2 || len(parts) > columns.MaxPeople || !slices.ContainsFunc(parts, isDialable) {
		return nil
	}
	return parts
}

// splitList splits at semicolons, vertical bars, and line breaks.
func splitList(s string) []string {
	var parts []string
	for p := range strings.FieldsFuncSeq(s, func(c rune) bool { return strings.ContainsRune(";|\r\n", c) }) {
		if p = sheet.Clean(p); p != "" {
			parts = append(parts, p)
		}
	}
	return parts
}
