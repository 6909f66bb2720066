package sheet

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Clean trims whitespace from both ends of a cell and removes invisible
// characters. It keeps inner line breaks.
func Clean(s string) string {
	if IsPlain(s) {
		return strings.TrimSpace(s)
	}
	s = strings.Map(func(c rune) rune {
		switch {
		case c == '\t' || c == '\n' || c == '\r':
			return c
		case IsInvisible(c):
			return -1
		case unicode.IsSpace(c):
			return ' '
		}
		return c
	}, s)
	return strings.TrimFunc(s, func(c rune) bool { return unicode.IsSpace(c) || c == '\u200c' || c == '\u200d' })
}

// IsPlain reports whether s is ASCII without control characters.
func IsPlain(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf || s[i] < ' ' || s[i] == 0x7f {
			return false
		}
	}
	return true
}

// IsInvisible reports whether c is a control character, a zero-width space, a
// soft hyphen, or a directional mark.
func IsInvisible(c rune) bool {
	switch {
	case c < ' ', c >= 0x7f && c < 0xa0:
		return true
	case c == '\u00ad', c == '\u200b', c == '\u200e', c == '\u200f', c == '\u2060', c == '\ufeff':
		return true
	case c >= '\u202a' && c <= '\u202e', c >= '\u2066' && c <= '\u2069':
		return true
	}
	return false
}

// IsTextBlank reports whether c is white space that plain text has anyway.
func IsTextBlank(c rune) bool {
	return c == ' ' || c == '\t' || c == '\n' || c == '\r'
}

// Truncate cuts s to at most n bytes without splitting a character.
func Truncate(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n]
}

// IsNumber reports whether w consists of digits, at least one.
func IsNumber(w string) bool {
	for _, c := range w {
		if c < '0' || c > '9' {
			return false
		}
	}
	return w != ""
}
