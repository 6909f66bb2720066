package personname

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// cutNickname removes quoted or bracketed parts from a name: "Benjamin "Ben"
// Franklin". The first is the nickname; others are dropped. A text that is
// entirely quoted is the name itself. "Mary Jones née Smith" is Mary Jones.
func cutNickname(text string) (bare, nickname string) {
	bare, nickname = cutOtherName(text)
	for {
		start, end, inner := quoted(bare)
		if end == 0 {
			break
		}
		rest := strings.TrimSpace(bare[:start] + " " + bare[end:])
		if !strings.ContainsFunc(rest, unicode.IsLetter) && nickname == "" {
			return strings.TrimSpace(inner), ""
		}
		if nickname == "" {
			nickname = strings.TrimSpace(inner)
		}
		bare = rest
	}
	return strings.Join(strings.Fields(bare), " "), nickname
}

// isNote reports whether a text beside a name is a bracketed remark about the
// person, "(former)" or "(lives in Boise)". A nickname or another name begins
// with a capital letter, unless the whole cell is in one case.
func isNote(beside, text string) bool {
	first, _ := utf8.DecodeRuneInString(beside)
	if !unicode.IsLower(first) || oneCase(text) || !strings.Contains(text, "("+beside) && !strings.Contains(text, "["+beside) {
		return false
	}
	switch word, _, _ := strings.Cut(beside, " "); Fold(key(word)) {
	case "nee", "born", "fka", "aka", "nka", "formerly", "goes":
		return false
	}
	return !suffix(beside)
}

// cutOtherName cuts off a former or alternative name.
func cutOtherName(text string) (bare, other string) {
	words := strings.Fields(setApart(text))
	for i := 2; i < len(words)-1; i++ {
		switch Fold(key(words[i])) {
		case "nee":
			if i == len(words)-2 {
				return trimComma(join(words[:i]...)), join(words[i:]...)
			}
		case "fka", "aka", "nka", "formerly":
			return trimComma(join(words[:i]...)), join(words[i:]...)
		}
	}
	return text, ""
}

// quoted finds the first quoted or bracketed part and returns its bounds,
// including the marks, and its contents. end is 0 if there is none.
func quoted(text string) (start, end int, inner string) {
	previous := ' '
	for i, r := range text {
		if closers := closing(r); closers != "" && (!apostrophe(r) || previous == ' ') {
			from := i + utf8.RuneLen(r)
			if size := closed(text[from:], closers, apostrophe(r) || r == '‘'); size >= 0 {
				_, width := utf8.DecodeRuneInString(text[from+size:])
				return i, from + size + width, text[from : from+size]
			}
		}
		previous = r
	}
	return 0, 0, ""
}

func closing(open rune) string {
	switch open {
	case '"', '“', '„':
		return `"”“`
	case '\'', '‘':
		return "'’"
	case '(':
		return ")"
	case '[':
		return "]"
	}
	return ""
}

// closed returns where the quotation ends, or -1. A single quote ends it only
// at the end of a word; elsewhere it is an apostrophe.
func closed(rest, closers string, single bool) int {
	for i, r := range rest {
		if !strings.ContainsRune(closers, r) {
			continue
		}
		next, _ := utf8.DecodeRuneInString(rest[i+utf8.RuneLen(r):])
		if !single || next == ' ' || next == ',' || next == utf8.RuneError {
			return i
		}
	}
	return -1
}
