package columns

import (
	"strings"
	"sync"
)

// readTypo reads a heading with misspelled words and says how it was read.
func readTypo(heading string) (r reading, why string) {
	ws := Words(heading)
	if len(ws) > 5 {
		return reading{}, ""
	}
	corrected := false
	for i, w := range ws {
		if known := nearest(w); known != "" {
			ws[i], corrected = known, true
		}
	}
	if !corrected {
		return reading{}, ""
	}
	text := strings.Join(ws, " ")
	r = readHeading(text)
	if r.field == "" {
		return reading{}, ""
	}
	return r, "read as " + text
}

var knownWords = sync.OnceValue(func() map[string]bool {
	m := merged(values["residents"], values["households"], values["ranks"], values["titles"], mailingWords, values["correctable"])
	for _, ws := range beside {
		m = merged(m, ws)
	}
	for w, c := range canonical {
		m[w], m[c] = true, true
	}
	for w := range elsewhere {
		m[w] = true
	}
	for w := range glued {
		m[w] = true
	}
	for w := range persons {
		m[w] = true
	}
	for w := range ordinals {
		m[w] = true
	}
	return m
})

// nearest returns the only correctable word that w may be a typo of, or "".
func nearest(w string) string {
	if len(w) < 4 || len(w) > 14 || knownWords()[w] {
		return ""
	}
	found := ""
	for c := range values["correctable"] {
		if !oneSlip(w, c) && !(len(c) >= 8 && twoSlips(w, c)) {
			continue
		}
		if found != "" {
			return ""
		}
		found = c
	}
	return found
}

// oneSlip reports whether a and b differ by one letter that was added, omitted,
// or changed, or by two adjacent letters that were swapped. In four-letter
// words a changed letter does not count: too many are one change apart.
func oneSlip(a, b string) bool {
	i := 0
	for i < len(a) && i < len(b) && a[i] == b[i] {
		i++
	}
	a, b = a[i:], b[i:]
	switch len(a) - len(b) {
	case 0:
		swapped := len(a) > 1 && a[0] == b[1] && a[1] == b[0] && a[2:] == b[2:]
		changed := len(a) > 0 && a[1:] == b[1:] && i+len(a) > 4
		return swapped || changed
	case 1:
		return a[1:] == b
	case -1:
		return a == b[1:]
	}
	return false
}

// twoSlips reports whether a and b differ by one slip after one letter is
// omitted from either.
func twoSlips(a, b string) bool {
	for i := range len(a) {
		if oneSlip(a[:i]+a[i+1:], b) {
			return true
		}
	}
	for i := range len(b) {
		if oneSlip(a, b[:i]+b[i+1:]) {
			return true
		}
	}
	return false
}
