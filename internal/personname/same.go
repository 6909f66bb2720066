package personname

import (
	"strings"
	"unicode"
)

// SameName reports whether two names may belong to the same person, as written
// in two files or two rows. Differences in case, accents, punctuation, titles,
// and nicknames do not matter, nor does a middle name or suffix that only one
// of them has. A different first or last name does, and so do contradictory
// middle names or generations: John A. and John B., Sr. and Jr.
func SameName(a, b Name) bool {
	return sameFamily(a, b) && sameGeneration(a, b) && sameGiven(a, b)
}

func sameFamily(a, b Name) bool {
	return letters(family(a)) == letters(family(b))
}

// family returns the last name without a suffix that a member's last name may
// carry.
func family(n Name) string {
	words := strings.Fields(n.Last)
	for len(words) > 1 && suffix(words[len(words)-1]) {
		words = words[:len(words)-1]
	}
	return trimComma(join(words...))
}

func sameGeneration(a, b Name) bool {
	older, younger := generationOf(a), generationOf(b)
	return older == "" || younger == "" || older == younger
}

func generationOf(n Name) string {
	for word := range strings.FieldsSeq(n.Last + " " + n.Suffix) {
		switch k := key(word); k {
		case "junior":
			return "jr"
		case "senior":
			return "sr"
		default:
			// V and VI do not count, because they may be names as well.
			if generation(word) && !doubtfulSuffix(word) {
				return k
			}
		}
	}
	return ""
}

func sameGiven(a, b Name) bool {
	x, y := givenWords(a), givenWords(b)
	if strings.Join(x, "") == strings.Join(y, "") {
		return true // Min-jun, Minjun
	}
	if len(x) == 0 || len(y) == 0 {
		return sameNickname(a, y) || sameNickname(b, x)
	}
	if x[0] != y[0] && !sameNickname(a, y) && !sameNickname(b, x) {
		return false
	}
	return agree(x[1:], y[1:])
}

// sameNickname reports whether n's nickname is the first of the given names.
func sameNickname(n Name, given []string) bool {
	nickname := letters(n.Nickname)
	return nickname != "" && len(given) > 0 && nickname == given[0]
}

// agree reports whether middle names are compatible: equal, an initial and a
// matching name, or present on only one side.
func agree(x, y []string) bool {
	for i := range min(len(x), len(y)) {
		if !strings.HasPrefix(x[i], y[i]) && !strings.HasPrefix(y[i], x[i]) {
			return false
		}
		if x[i] != y[i] && len([]rune(x[i])) > 1 && len([]rune(y[i])) > 1 {
			return false
		}
	}
	return true
}

// givenWords returns the first and middle names, split at spaces, hyphens, and
// dots.
func givenWords(n Name) []string {
	var words []string
	for word := range strings.FieldsFuncSeq(Fold(n.First+" "+n.Middle), func(r rune) bool { return r == ' ' || r == '-' || r == '.' }) {
		if word := letters(word); word != "" {
			words = append(words, word)
		}
	}
	return words
}

// letters returns the folded text without spaces and punctuation: OBrien,
// O'Brien.
func letters(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsPunct(r) || unicode.IsSpace(r) || r == '`' {
			return -1
		}
		return r
	}, Fold(s))
}
