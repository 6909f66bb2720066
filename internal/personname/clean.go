package personname

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// maxField is the maximum length of a first or last name in characters.
const maxField = 100

// Clean checks a name typed into a form and returns the form to store: NFC,
// trimmed, with runs of spaces collapsed. Any script and emoji are welcome. A
// name that consists only of spaces and invisible characters becomes empty,
// without an error.
//
// The error is an [*InvalidError] for a text that could pass for something else
// on a page or in a mail: control characters and line breaks, marks that
// reverse the writing direction (U+202A–202E, U+2066–2069), web addresses (mail
// programs turn them into links), and more than 100 characters.
func Clean(s string) (string, error) {
	if !utf8.ValidString(s) {
		return "", invalidName("holds bytes that are not text")
	}
	if isPlain(s) {
		return checkClean(s)
	}
	name := strings.TrimFunc(norm.NFC.String(s), func(r rune) bool { return unicode.IsSpace(r) || blank(r) })
	for _, r := range name {
		switch {
		case unicode.IsControl(r), unicode.In(r, unicode.Zl, unicode.Zp):
			return "", invalidName("holds a line break or another control character")
		case reorders(r):
			return "", invalidName("holds a character that reverses the direction of writing")
		}
	}
	name = norm.NFC.String(collapse(name)) // what it drops may have separated marks
	if !visible(name) {
		return "", nil
	}
	return checkClean(name)
}

// checkClean returns the name, unless it is too long or a web address.
func checkClean(name string) (string, error) {
	switch {
	case utf8.RuneCountInString(name) > maxField:
		return "", invalidName(fmt.Sprintf("is longer than %d characters", maxField))
	case webAddress(name):
		return "", invalidName("looks like a web address")
	}
	return name, nil
}

// isPlain reports whether s is words of printable ASCII with one space between
// them, as most names are: nothing about its characters needs to be mended.
func isPlain(s string) bool {
	blank := true
	for i := range len(s) {
		switch c := s[i]; {
		case c == ' ' && blank, c < ' ', c > '~':
			return false
		default:
			blank = c == ' '
		}
	}
	return !blank
}

// collapse collapses runs of spaces and drops invisible characters that are
// never part of a name.
func collapse(s string) string {
	return strings.Join(strings.Fields(strings.Map(func(r rune) rune {
		if blank(r) {
			return -1
		}
		return r
	}, s)), " ")
}

// blank reports whether r shows nothing and joins nothing. The joiners U+200C
// and U+200D shape Persian and emoji, and directional marks belong to mixed
// text.
func blank(r rune) bool {
	switch r {
	case '\u00ad', '\u200b', '\u2060', '\ufeff':
		return true
	}
	return false
}

func reorders(r rune) bool {
	return '\u202a' <= r && r <= '\u202e' || '\u2066' <= r && r <= '\u2069'
}

func visible(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool {
		switch r {
		case '\u115f', '\u1160', '\u2800', '\u3164', '\uffa0':
			return false // letters by category, but they look blank
		}
		return unicode.In(r, unicode.L, unicode.N, unicode.P, unicode.S)
	})
}

// webAddress reports whether a mail program might turn part of s into a link.
func webAddress(s string) bool {
	if isPlain(s) && !strings.ContainsAny(s, ".:") { // a part of each of them
		return false
	}
	lower := strings.ToLower(norm.NFKC.String(s))
	for _, sign := range []string{"://", "www.", "http:", "https:", "mailto:", "javascript:"} {
		if strings.Contains(lower, sign) {
			return true
		}
	}
	for word := range strings.FieldsFuncSeq(lower, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune(`/,;:()<>"'?#`, r) }) {
		if hostName(word) {
			return true
		}
	}
	return false
}

// hostName recognizes the domain endings most common in links in unwanted mail.
// Initials such as "J.R." and a missing space as in "St.John" do not end like
// that.
func hostName(word string) bool {
	word = strings.TrimRight(word, ".")
	dot := strings.LastIndexByte(word, '.')
	if dot < 1 {
		return false
	}
	switch word[dot+1:] {
	case "com", "net", "org", "info", "biz", "io", "xyz", "top", "link", "click", "site", "online", "app", "dev", "shop", "ru", "cn":
		return true
	}
	return false
}
