package address

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// maxRunes is the maximum length of a field; Publication 28 lines have 40.
const maxRunes = 100

// word is one word of an address.
type word struct {
	// up is the form that rules compare: upper case, without accents and
	// apostrophes.
	up string
	// show is the word as typed or, once a rule has rewritten it, in display
	// case.
	show string
}

// written returns a word written by a rule.
func written(show string) word { return word{up: strings.ToUpper(show), show: show} }

// ups joins the compared forms of words with spaces.
func ups(words []word) string {
	switch len(words) {
	case 0:
		return ""
	case 1:
		return words[0].up
	}
	var b strings.Builder
	for i, w := range words {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(w.up)
	}
	return b.String()
}

// shown joins the display forms of words with spaces.
func shown(words []word) string {
	list := make([]string, len(words))
	for i, w := range words {
		list[i] = w.show
	}
	return strings.Join(list, " ")
}

// checkField rejects what cannot be in an address and returns text in a uniform
// notation: NFKC, straight quotes and hyphens, no invisible characters.
func checkField(field, text string) (string, error) {
	if utf8.RuneCountInString(text) > maxRunes {
		return "", &FieldError{field, CodeTooLong, "is longer than 100 characters"}
	}
	if !utf8.ValidString(text) {
		return "", &FieldError{field, CodeControlCharacter, "contains characters that cannot be read"}
	}
	if isPlain(text) {
		return strings.TrimSpace(text), nil
	}
	var b strings.Builder
	for _, r := range text {
		switch {
		case r == '\n' || r == '\r' || r == '\t':
			b.WriteRune(r)
		case r == '\u00ad' || r == '\u200b' || r == '\u2060' || r == '\ufeff':
			// Soft hyphens, zero-width spaces, and byte order marks come along
			// when text is copied from a page; they mean nothing.
		case unicode.In(r, unicode.Cc, unicode.Cf, unicode.Co, unicode.Cs):
			return "", &FieldError{field, CodeControlCharacter, "contains control characters"}
		default:
			b.WriteString(plainRune(r))
		}
	}
	return strings.TrimSpace(norm.NFKC.String(b.String())), nil
}

// isPlain reports whether text is printable ASCII, tabs, and line breaks.
func isPlain(text string) bool {
	for i := range len(text) {
		c := text[i]
		if (c < ' ' || c > '~') && c != '\n' && c != '\r' && c != '\t' {
			return false
		}
	}
	return true
}

// plainRune replaces typographic characters with keyboard characters. Fractions
// come first because NFKC would turn "12½" into "121⁄2".
func plainRune(r rune) string {
	switch r {
	case '½':
		return " 1/2"
	case '¼':
		return " 1/4"
	case '¾':
		return " 3/4"
	case '⅓':
		return " 1/3"
	case '⅔':
		return " 2/3"
	case '⁄':
		return "/"
	case '№':
		return "#"
	case '‘', '’', 'ʼ', '´', '`', '′':
		return "'"
	case '‐', '‑', '‒', '–', '—', '―', '−':
		return "-"
	}
	return string(r)
}

// foldAccents removes accents: "Peña" → "Pena".
func foldAccents(text string) string {
	if isPlain(text) {
		return text
	}
	decomposed := norm.NFD.String(text)
	stripped := strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return r
	}, decomposed)
	return norm.NFC.String(stripped)
}

// segments splits text at commas, semicolons, and line breaks into lists of
// words.
func segments(text string) [][]word {
	var list [][]word
	for len(text) > 0 {
		i := strings.IndexAny(text, ",;\n\r")
		part, rest := text, ""
		if i >= 0 {
			part, rest = text[:i], text[i+1:]
		}
		if words := splitWords(part); len(words) > 0 {
			list = append(list, words)
		}
		text = rest
	}
	return list
}

// splitWords splits text into words. "#" and "&" are separate words. An
// apostrophe between letters, a period or slash between digits, and a hyphen in
// a word with digits stay inside a word; anything else that is neither letter
// nor digit separates words.
func splitWords(text string) []word {
	words := make([]word, 0, 1+strings.Count(text, " "))
	if isPlain(text) && !strings.ContainsAny(text, "'./-") {
		return splitPlain(words, text)
	}
	return splitMarked(words, text)
}

// splitPlain appends the words of a text without any mark that may be a part of
// a word.
func splitPlain(words []word, text string) []word {
	start := 0
	for i := range len(text) {
		c := text[i]
		if isWordRune(rune(c)) {
			continue
		}
		words = appendWord(words, text[start:i])
		if c == '#' || c == '&' {
			words = append(words, word{up: text[i : i+1], show: text[i : i+1]})
		}
		start = i + 1
	}
	return appendWord(words, text[start:])
}

// splitMarked appends the words of any text.
func splitMarked(words []word, text string) []word {
	raw := make([]rune, 0, maxRunes)
	for _, r := range text {
		raw = append(raw, r)
	}
	current := make([]byte, 0, maxRunes)
	for i, r := range raw {
		if isWordRune(r) || keepsMark(raw, i) {
			current = utf8.AppendRune(current, r)
			continue
		}
		if joinsMark(raw, i) {
			continue
		}
		words = appendWord(words, string(current))
		current = current[:0]
		if r == '#' || r == '&' {
			words = append(words, word{up: string(r), show: string(r)})
		}
	}
	return appendWord(words, string(current))
}

func isWordRune(r rune) bool {
	if r <= '~' {
		return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || isDigit(r)
	}
	return unicode.IsLetter(r) || unicode.Is(unicode.Mn, r)
}

func isDigit(r rune) bool { return '0' <= r && r <= '9' }

// around returns the runes next to i, or spaces at the ends.
func around(raw []rune, i int) (before, after rune) {
	before, after = ' ', ' '
	if i > 0 {
		before = raw[i-1]
	}
	if i+1 < len(raw) {
		after = raw[i+1]
	}
	return before, after
}

// keepsMark reports whether the mark at i is part of its word.
func keepsMark(raw []rune, i int) bool {
	before, after := around(raw, i)
	switch raw[i] {
	case '\'':
		return unicode.IsLetter(before) && unicode.IsLetter(after)
	case '.', '/':
		return isDigit(before) && isDigit(after)
	case '-':
		return isWordRune(before) && isWordRune(after)
	}
	return false
}

// joinsMark reports whether the mark at i is dropped without splitting its
// word: the periods of initials ("N.E.", "P.O.") and stray apostrophes.
func joinsMark(raw []rune, i int) bool {
	switch raw[i] {
	case '\'':
		return true
	case '.':
		return isInitial(raw, i-1) && isInitial(raw, i+1)
	}
	return false
}

// isInitial reports whether the rune at i is a single letter.
func isInitial(raw []rune, i int) bool {
	if i < 0 || i >= len(raw) || !unicode.IsLetter(raw[i]) {
		return false
	}
	before, after := around(raw, i)
	return !isWordRune(before) && !isWordRune(after)
}

// appendWord appends text, split at its hyphens unless they belong to a number.
func appendWord(words []word, text string) []word {
	if text == "" {
		return words
	}
	head, tail, hyphen := strings.Cut(text, "-")
	cuts := hyphen && (!hasDigit(text) || isRouteHead(head))
	if cuts {
		return appendWord(appendWord(words, head), tail)
	}
	up := strings.ToUpper(foldAccents(text))
	if strings.IndexByte(up, '\'') >= 0 {
		up = strings.ReplaceAll(up, "'", "")
	}
	if up == "" {
		// Accents without a letter under them.
		return words
	}
	return append(words, word{up: up, show: text})
}

// isRouteHead reports whether the letters before a hyphen are a separate word:
// "US-41", "I-10", "PH-2", but not the "A" of unit "A-2".
func isRouteHead(head string) bool {
	if hasDigit(head) {
		return false
	}
	return len(head) > 1 || head == "I" || head == "i"
}

func hasDigit(text string) bool { return strings.ContainsAny(text, "0123456789") }

func allDigits(text string) bool {
	for i := range len(text) {
		if text[i] < '0' || text[i] > '9' {
			return false
		}
	}
	return text != ""
}

func isLetter(c byte) bool { return 'A' <= c && c <= 'Z' }
