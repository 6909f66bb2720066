package sheet

import (
	"strings"
	"unicode"
)

// formulaSigns start a formula in some spreadsheet program. Source: OWASP ASVS
// 1.2.10 and CWE-1236; the last four are full-width forms.
const formulaSigns = "=+-@＝＋－＠"

// startsFormula reports whether a spreadsheet program might evaluate s,
// ignoring leading spaces and apostrophes.
func startsFormula(s string) bool {
	s = strings.TrimLeft(s, "'")
	if s == "" {
		return false
	}
	if s[0] == '\t' || s[0] == '\r' || s[0] == '\n' || s[0] == 0 {
		return true
	}
	s = strings.TrimLeftFunc(s, func(c rune) bool { return unicode.IsSpace(c) || IsInvisible(c) })
	for _, sign := range formulaSigns {
		if strings.HasPrefix(s, string(sign)) {
			return true
		}
	}
	return false
}

// EscapeFormula makes s harmless as a cell by prefixing an apostrophe, which
// marks it as text.
func EscapeFormula(s string) string {
	if startsFormula(s) {
		return "'" + s
	}
	return s
}

// UnescapeFormula undoes EscapeFormula.
func UnescapeFormula(s string) string {
	if len(s) > 1 && s[0] == '\'' && startsFormula(s) {
		return s[1:]
	}
	return s
}
