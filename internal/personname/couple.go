package personname

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// A Replacer builds its table on first use.
var (
	lineBreaks = strings.NewReplacer("\r\n", " ; ", "\n", " ; ", "\r", " ; ")
	signs      = strings.NewReplacer("f/k/a", "fka", "F/K/A", "FKA", "a/k/a", "aka", "A/K/A", "AKA", "n/k/a", "nka", "N/K/A", "NKA", "d/b/a", "dba", "D/B/A", "DBA",
		" w/", " & ", " W/", " & ", "and/or", " & ", "AND/OR", " & ", "&", " & ", "/", " / ", ";", " ; ", "+", " + ")
)

// Couple finds two people in one cell and returns a full name for each that
// [Parse] can read: "John and Jane Smith", "Tom & Ellen Brandt", "Ng, Peter and
// Lim, Susan", "John Smith / Jane Doe", "Smith, John & Jane". A surname written
// once goes to both. The second person of "Mr. & Mrs. John Smith" is "Mrs.
// Smith", whose first name nobody wrote; Parse shows that it is missing.
//
// Only words from the cell are used. A third person stays with the second name,
// where Couple finds two people again. Surnames joined by y ("Velasquez y
// Garcia") and companies ("Smith & Sons LLC") are not couples.
func Couple(full string) (a, b string, ok bool) {
	if !utf8.ValidString(full) {
		return "", "", false
	}
	text := tidy(onOneLine(strings.TrimSpace(full)))
	if !mayJoin(text) {
		return "", "", false
	}
	if _, is := NotAPerson(text); is {
		return "", "", false
	}
	return couple(text)
}

// onOneLine marks where the lines of a cell end.
func onOneLine(cell string) string {
	if !strings.ContainsAny(cell, "\r\n") {
		return cell
	}
	return lineBreaks.Replace(cell)
}

// setApart sets the signs between people apart, so that each is a word.
func setApart(text string) string {
	if !strings.ContainsAny(text, "&/;+") { // a part of each of the signs
		return text
	}
	return signs.Replace(text)
}

// mayJoin reports whether the tidied text has anything that can stand between
// two people. Most cells have nothing, and need no further look.
func mayJoin(text string) bool {
	if strings.ContainsAny(text, "&/;+,(") {
		return true
	}
	for word := range strings.FieldsSeq(text) {
		if joiner(word) {
			return true
		}
	}
	return false
}

// joiner reports whether a word can stand between two people.
func joiner(word string) bool {
	switch word {
	case "&", "/", ";", "+", "and", "And", "AND", "or", "OR", "with", "WITH", "und", "et", "y", "-", "–", "—":
		return true
	}
	return false
}

// couple reads the tidied text of a cell that names people.
func couple(text string) (a, b string, ok bool) {
	if !mayJoin(text) {
		return "", "", false
	}
	if a, b, ok = sharedComma(text); !ok {
		a, b, ok = pair(coupleWords(text))
	}
	if !ok || letters(a) == "" || letters(b) == "" {
		return "", "", false
	}
	return a, b, true
}

func pair(words []string) (a, b string, ok bool) {
	at := joint(words)
	if at < 0 {
		return "", "", false
	}
	if rest, ok := afterTitles(words, at); ok {
		return titledPair(words[:at], words[at+1:len(words)-len(rest)], rest)
	}
	if family, given, ok := familyFirstPair(words, at); ok {
		a, b = withFamily(family, given[:at-len(family)], given[at-len(family)+1:])
		return a, b, true
	}
	a, b = naturalPair(words[:at], words[at+1:])
	return a, b, true
}

// coupleWords splits text into words, with the separators between people set
// apart and without the parentheses of "John Smith (and Jane)".
func coupleWords(text string) []string {
	if !writtenTo(text) {
		text = setApart(text)
	}
	if !strings.Contains(text, "(") {
		return strings.Fields(text)
	}
	words := strings.Fields(strings.ReplaceAll(text, "(", " ("))
	for i := len(words) - 1; i >= 0; i-- {
		switch {
		case words[i] == "(and", words[i] == "(&":
			words[i] = "&"
		case words[i] == "(" && i+1 < len(words) && words[i+1] == "&":
			words = slices.Delete(words, i, i+1)
		default:
			continue
		}
		if closing := slices.IndexFunc(words[i:], func(w string) bool { return strings.Contains(w, ")") }); closing >= 0 {
			words[i+closing] = strings.Replace(words[i+closing], ")", "", 1)
		}
	}
	return slices.DeleteFunc(words, func(w string) bool { return w == "" })
}

// joint returns the index of the word that separates two people, or -1. There
// are words on either side.
func joint(words []string) int {
	for i := 1; i < len(words)-1; i++ {
		if joins(words, i) {
			return i
		}
	}
	return -1
}

func joins(words []string, i int) bool {
	if conjunction(words[i-1]) || !joiner(words[i]) {
		return false
	}
	switch words[i] {
	case "y":
		// "Juan y Maria Lopez", "Juan Lopez y Maria Ruiz"; before a single word, y
		// joins surnames.
		after := words[i+1:]
		for len(after) > 1 && onlySuffixes(after[len(after)-1:]) {
			after = after[:len(after)-1]
		}
		return len(after) > 1 && !commaBefore(words, len(words)-1)
	case "-", "–", "—":
		return i > 1 && i < len(words)-2
	case "et":
		return !unnamedSpouse(join(words[i-1 : i+2]...))
	default:
		return key(words[i+1]) != "ux" && key(words[i+1]) != "vir"
	}
}

func commaBefore(words []string, end int) bool {
	for _, word := range words[:end] {
		if strings.HasSuffix(word, ",") {
			return true
		}
	}
	return false
}

// afterTitles returns the name after "Mr. and Mrs.".
func afterTitles(words []string, at int) (rest []string, ok bool) {
	for _, word := range words[:at] {
		if !title(word) {
			return nil, false
		}
	}
	rest = words[at+1:]
	for len(rest) > 0 && title(rest[0]) {
		rest = rest[1:]
	}
	return rest, len(rest) < len(words)-at-1 && len(rest) > 0
}

// titledPair reads the name after two titles: two given names, or one person
// and a second who is not named.
func titledPair(first, second, rest []string) (a, b string, ok bool) {
	if joint(rest) >= 0 {
		return couple(join(rest...))
	}
	if len(rest) == 1 {
		return join(join(first...), rest[0]), join(join(second...), rest[0]), true
	}
	return join(join(first...), join(rest...)), join(join(second...), familyOf(rest)), true
}

// familyOf returns the last name in words.
func familyOf(words []string) string {
	r := reader{shouting: oneCase(join(words...))}
	bare, _ := cutNickname(join(words...))
	return r.read(bare).Last
}

// familyFirstPair splits "Smith, John & Jane" after the first comma, unless
// only a suffix follows it ("John Smith, Jr. & Jane Smith").
func familyFirstPair(words []string, at int) (family, given []string, ok bool) {
	for i, word := range words[:at] {
		if !strings.HasSuffix(word, ",") {
			continue
		}
		if i+1 < at && onlySuffixes(words[i+1:at]) && i > 0 {
			return nil, nil, false
		}
		return words[:i+1], words[i+1:], i+1 < at
	}
	return nil, nil, false
}

func onlySuffixes(words []string) bool {
	for _, word := range words {
		if !suffix(word) && !doubtfulSuffix(word) {
			return false
		}
	}
	return true
}

// withFamily adds the leading family name to those who have none.
func withFamily(family, left, right []string) (a, b string) {
	a = trimComma(join(join(family...), join(left...)))
	switch {
	case commaBefore(right, len(right)), hasFamily(right):
		return a, trimComma(join(right...))
	case onlyTitles(right):
		return a, join(join(right...), trimComma(join(family...)))
	}
	return a, trimComma(join(join(family...), join(right...)))
}

// naturalPair gives the family name of one person to the other if they have
// none.
func naturalPair(left, right []string) (a, b string) {
	a, b = trimComma(join(left...)), trimComma(join(right...))
	n := capitalFamily(left)
	switch {
	case relation(right):
	case n > 0 && !hasFamily(right):
		return withFamily(append(slices.Clone(left[:n-1]), left[n-1]+","), left[n:], right)
	case surnameFirst(left) && !hasFamily(right):
		// "SMITH JOHN A & MARY B", as counties list owners
		return withFamily([]string{left[0] + ","}, left[1:], right)
	case hasFamily(right) && !hasFamily(left):
		a = withSurname(left, familyOf(right))
	case hasFamily(left) && !hasFamily(right):
		family := familyOf(left)
		if _, rest := cutTitles(right); Fold(join(rest...)) != Fold(family) { // "John Smith and Mrs. Smith"
			b = withSurname(right, family)
		}
	}
	return a, b
}

// withSurname inserts a last name after the given names, before a suffix.
func withSurname(words []string, family string) string {
	end := len(words)
	for end > 1 && suffix(words[end-1]) {
		end--
	}
	return trimComma(join(trimComma(join(words[:end]...)), family, join(words[end:]...)))
}

// hasFamily reports whether words contain a last name besides the given names.
func hasFamily(words []string) bool {
	bare, _ := cutNickname(join(words...))
	if strings.Contains(trimComma(bare), ",") && !onlySuffixes(afterComma(bare)) {
		return true
	}
	r := reader{shouting: oneCase(bare)}
	n := r.read(bare)
	switch {
	case n.First == "" || n.Last == "", initial(n.Last):
		return false
	}
	return n.Middle != "" || !secondGivenName(n.Last)
}

func afterComma(text string) []string {
	_, after, _ := strings.Cut(text, ",")
	return strings.Fields(after)
}

func onlyTitles(words []string) bool {
	for _, word := range words {
		if !title(word) {
			return false
		}
	}
	return true
}

// relation recognizes a second person who is not named at all.
func relation(words []string) bool {
	if len(words) != 1 {
		return false
	}
	switch key(words[0]) {
	case "wife", "husband", "spouse", "partner", "family", "guest", "children", "kids":
		return true
	}
	return false
}

// sharedComma recognizes "John Smith, Jane Smith": two full names with the same
// family name, or each with a common given name first and no other behind it.
func sharedComma(text string) (a, b string, ok bool) {
	parts := commaParts(text)
	if len(parts) != 2 || !hasFamily(parts[0]) || !hasFamily(parts[1]) {
		return "", "", false
	}
	left, right := familyOf(parts[0]), familyOf(parts[1])
	if Fold(left) != Fold(right) && (!givenThenFamily(parts[0]) || !givenThenFamily(parts[1])) {
		return "", "", false
	}
	return join(parts[0]...), join(parts[1]...), true
}

func givenThenFamily(words []string) bool {
	return len(words) > 1 && given(words[0]) && !given(words[len(words)-1]) && !initial(words[len(words)-1])
}

func trimComma(s string) string { return strings.TrimRight(s, " ,") }
