package personname

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Fold returns a text in the form used for comparing, sorting, and searching:
// lower case, without diacritics and invisible characters, with letters such as
// ß, ø, and ł spelled in ASCII, typographic apostrophes and dashes made plain,
// and whitespace collapsed. It accepts any text and is idempotent.
func Fold(s string) string {
	if folded, ok := foldASCII(s); ok {
		return folded
	}
	var b strings.Builder
	b.Grow(len(s))
	for _, r := range norm.NFKD.String(strings.ToValidUTF8(s, "\ufffd")) {
		switch {
		case diacritic(r), invisible(r):
		case unicode.IsSpace(r), unicode.IsControl(r):
			b.WriteByte(' ')
		default:
			foldRune(&b, r)
		}
	}
	// Recomposing keeps Hangul and the like in their usual form.
	return strings.Join(strings.Fields(norm.NFC.String(b.String())), " ")
}

// foldASCII is the fast path for most names.
func foldASCII(s string) (string, bool) {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf || s[i] < ' ' || s[i] == 0x7f {
			return "", false
		}
	}
	if isPlain(s) {
		return strings.ToLower(s), true
	}
	return strings.Join(strings.Fields(strings.ToLower(s)), " "), true
}

func foldRune(b *strings.Builder, r rune) {
	r = unicode.ToLower(unicode.ToUpper(r)) // via the capital, so that ς becomes σ
	switch r {
	case 'ß', 'ẞ':
		b.WriteString("ss")
	case 'æ':
		b.WriteString("ae")
	case 'œ':
		b.WriteString("oe")
	case 'þ':
		b.WriteString("th")
	case 'ø':
		b.WriteByte('o')
	case 'ł':
		b.WriteByte('l')
	case 'đ', 'ð':
		b.WriteByte('d')
	case 'ħ':
		b.WriteByte('h')
	case 'ı':
		b.WriteByte('i')
	case 'ŋ':
		b.WriteByte('n')
	case 'ŧ':
		b.WriteByte('t')
	case 'ĸ':
		b.WriteByte('k')
	case '\u2018', '\u2019', '\u02bc', '\u02bb', '\u02b9', '`', '\u00b4':
		b.WriteByte('\'')
	case '\u201c', '\u201d', '\u201e':
		b.WriteByte('"')
	default:
		if unicode.Is(unicode.Pd, r) {
			r = '-'
		}
		b.WriteRune(r)
	}
}

// diacritic reports whether r is a mark that can be dropped when recognizing a
// name: Latin, Greek, and Cyrillic accents, Hebrew and Arabic points. The vowel
// signs of Indic scripts are letters and stay.
func diacritic(r rune) bool {
	switch {
	case 0x0300 <= r && r <= 0x036f, 0x1ab0 <= r && r <= 0x1aff, 0x1dc0 <= r && r <= 0x1dff, 0xfe20 <= r && r <= 0xfe2f:
		return true
	case 0x0591 <= r && r <= 0x05c7, 0x064b <= r && r <= 0x0652:
		return unicode.Is(unicode.Mn, r)
	}
	return false
}

// invisible reports whether r is a format character (zero-width, soft hyphen,
// directional mark).
func invisible(r rune) bool { return r >= utf8.RuneSelf && unicode.Is(unicode.Cf, r) }
