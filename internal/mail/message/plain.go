package message

import (
	"strings"
	"unicode"
)

// How many characters an email shows of text written by others.
const (
	maxName = 60  // a person, a community
	maxLine = 200 // a file name, a reason

	maxAddress = 254 // RFC 5321 §4.5.3.1.3, erratum 1690
)

const (
	zeroWidthSpace  = '\u200b'
	zeroWidthJoiner = '\u200d' // holds the parts of one emoji together
	firstStrong     = "\u2068" // FIRST STRONG ISOLATE
	popIsolate      = "\u2069" // POP DIRECTIONAL ISOLATE
)

// name returns s as one line that no mail client turns into a link.
func name(s string, limit int) string { return defuse(plain(s, limit)) }

// plain returns s as one line of at most limit characters: whitespace is
// folded, control characters and invisible formatting (direction overrides,
// tags) are removed, and an ellipsis marks truncation.
func plain(s string, limit int) string {
	words := strings.Fields(strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r) || unicode.IsControl(r) || unicode.Is(unicode.Zl, r) || unicode.Is(unicode.Zp, r):
			return ' '
		case r == zeroWidthJoiner:
			return r
		case r == unicode.ReplacementChar || unicode.In(r, unicode.Cf, unicode.Co, unicode.Cs) || isNoncharacter(r):
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, "")))
	line := []rune(strings.Trim(strings.Join(words, " "), string(zeroWidthJoiner)))
	if len(line) <= limit {
		return string(line)
	}
	return strings.TrimRight(string(line[:limit-1]), " "+string(zeroWidthJoiner)) + "…"
}

func isNoncharacter(r rune) bool {
	return r&0xfffe == 0xfffe || (r >= 0xfdd0 && r <= 0xfdef)
}

// defuse breaks what mail clients recognize as an address: a dot between two
// parts of a host, the colon of a scheme, an at sign.
func defuse(s string) string {
	runes := []rune(s)
	var out strings.Builder
	for i, r := range runes {
		if r == '@' || r == '＠' {
			out.WriteRune(zeroWidthSpace)
		}
		out.WriteRune(r)
		if i+1 == len(runes) {
			break
		}
		next := runes[i+1]
		dot := isDot(r) && i > 0 && isPart(runes[i-1]) && isPart(next)
		scheme := r == ':' && i > 0 && !unicode.IsSpace(runes[i-1]) && !unicode.IsSpace(next)
		if dot || scheme || r == '@' || r == '＠' {
			out.WriteRune(zeroWidthSpace)
		}
	}
	return out.String()
}

// isDot also recognizes the dots of internationalized hosts (RFC 3490 §3.1).
func isDot(r rune) bool { return r == '.' || r == '。' || r == '．' || r == '｡' }

// isPart reports whether r may be in a part of a host: ² becomes a 2 there, and
// some hosts are emoji.
func isPart(r rune) bool {
	return unicode.In(r, unicode.L, unicode.M, unicode.N, unicode.S) || r == '-' || r == '_'
}

// isolate keeps a right-to-left name from reordering the line around it.
// Left-to-right names need nothing, and get nothing that an old mail client
// would show as a box.
func isolate(s string) string {
	if strings.ContainsFunc(s, isRightToLeft) {
		return firstStrong + s + popIsolate
	}
	return s
}

func isRightToLeft(r rune) bool {
	return unicode.In(r, unicode.Hebrew, unicode.Arabic, unicode.Syriac, unicode.Thaana, unicode.Nko, unicode.Adlam)
}
