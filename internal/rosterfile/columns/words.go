package columns

import (
	"strings"
	"unicode"

	"github.com/communitrak/onboarding/internal/rosterfile/sheet"
)

// Words splits a heading into lower-case words without accents: at spaces,
// punctuation, digits, and camel case. "Owner(s) E-Mail2" becomes owner, email,
// 2.
func Words(heading string) []string {
	heading = sheet.EncodedOnce(heading)
	var ws []string
	var word []rune
	flush := func() {
		if len(word) > 0 {
			ws = append(ws, string(word))
			word = word[:0]
		}
	}
	runes := []rune(heading)
	for i, c := range runes {
		switch {
		case c == '\'' || c == '’' || unicode.Is(unicode.Mn, c):
			continue
		case c == '#' || c == '№':
			flush()
			ws = append(ws, "number")
			continue
		case !unicode.IsLetter(c) && !unicode.IsDigit(c):
			flush()
			continue
		case i > 0 && wordStarts(runes, i):
			flush()
		}
		word = append(word, foldRune(unicode.ToLower(c))...)
	}
	flush()
	return joinWords(ws)
}

// wordStarts reports whether a new word starts at i without a separator.
func wordStarts(runes []rune, i int) bool {
	prev, c := runes[i-1], runes[i]
	switch {
	case unicode.IsDigit(prev) != unicode.IsDigit(c):
		return true
	case unicode.IsLower(prev) && unicode.IsUpper(c):
		return true
	case unicode.IsUpper(prev) && unicode.IsUpper(c):
		return i+1 < len(runes) && unicode.IsLower(runes[i+1]) && i+2 < len(runes) && unicode.IsLower(runes[i+2])
	}
	return false
}

// foldRune returns a Latin letter without its accent.
func foldRune(c rune) []rune {
	if c < 0x80 {
		return []rune{c}
	}
	if i := strings.IndexRune(accented, c); i >= 0 {
		n := len([]rune(accented[:i]))
		return []rune{rune(plain[n])}
	}
	switch c {
	case 'ß':
		return []rune("ss")
	case 'æ':
		return []rune("ae")
	case 'œ':
		return []rune("oe")
	}
	return []rune{c}
}

const (
	accented = "áàâäãåāçčéèêëēíìîïīñńóòôöõøōśšúùûüūýÿžź"
	plain    = "aaaaaaacceeeeeiiiiinnooooooossuuuuuyyzz"
)

// joinWords rejoins what punctuation or digits separated and splits what was
// written without spaces.
func joinWords(ws []string) []string {
	out := make([]string, 0, len(ws))
	for i := 0; i < len(ws); i++ {
		w := ws[i]
		next := ""
		if i+1 < len(ws) {
			next = ws[i+1]
		}
		switch {
		case w == "e" && (next == "mail" || next == "mails"):
			out = append(out, "email")
			i++
		case w == "p" && next == "o":
			out = append(out, "po")
			i++
		case ordinalSuffix[next] && sheet.IsNumber(w):
			out = append(out, w, "th")
			i++
		case next == "s", next == "es": // "Owner(s)", "Address(es)"
			out = append(out, w)
			i++
		case glued[w] != nil:
			out = append(out, glued[w]...)
		default:
			out = append(out, w)
		}
	}
	return out
}

var ordinalSuffix = map[string]bool{"st": true, "nd": true, "rd": true, "th": true}
