package personname

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// The word lists are switches, so that they cost nothing at startup.

// key returns a word in the form used by the lists: lower case, without dots.
func key(word string) string {
	return strings.ToLower(strings.Trim(strings.ReplaceAll(word, ".", ""), ",;:"))
}

// title reports whether word can precede a name. Words that are also given
// names or surnames (Earl, Judge, Major, King, Sen, Col) are titles only with a
// dot, or not at all.
func title(word string) bool {
	if titleKey(key(word)) {
		return true
	}
	if !strings.Contains(word, ".") {
		return false
	}
	if abbreviatedTitle(key(word)) {
		return true
	}
	ranks := strings.FieldsFunc(word, func(r rune) bool { return r == '.' }) // "Lt.Gen."
	for _, rank := range ranks {
		if !titleKey(key(rank)) && !abbreviatedTitle(key(rank)) {
			return false
		}
	}
	return len(ranks) > 1
}

func titleKey(k string) bool {
	switch k {
	case "mr", "mrs", "ms", "miss", "mx", "mister", "messrs", "madam", "sra", "srta", "señor", "señora", "señorita", "dña", "doña",
		"dr", "drs", "dr's", "doctor", "prof", "professor",
		"rev", "reverend", "fr", "father", "sister", "brother", "msgr", "monsignor", "archbishop", "rabbi", "imam", "pastor", "deacon",
		"hon", "honorable", "honourable", "ambassador", "governor", "congressman", "congresswoman", "councilman", "councilwoman",
		"sir", "dame", "lord", "lady",
		"lt", "ltc", "lieutenant", "capt", "captain", "cpt", "cmdr", "cdr", "commander", "colonel", "general",
		"senator", "sgt", "sergeant", "ssg", "sfc", "msgt", "cpl", "corporal", "adm", "admiral", "brig", "brigadier":
		return true
	}
	return false
}

func abbreviatedTitle(k string) bool {
	switch k {
	case "gen", "col", "maj", "gov", "sen", "rep", "amb", "sr", "br", "pvt", "supt", "insp", "pres":
		return true
	}
	return false
}

// rank reports whether word is a title after another one: "Lt. General".
func rank(word string) bool {
	switch key(word) {
	case "general", "gen", "major", "maj", "colonel", "col", "commander", "governor", "gov", "admiral":
		return true
	}
	return false
}

// titleOfGivenName reports whether a title is used with the given name: Sir
// Gerald.
func titleOfGivenName(word string) bool {
	switch key(word) {
	case "sir", "dame", "lord", "lady", "sr", "br", "fr", "father", "sister", "brother", "sra", "señora":
		return true
	}
	return false
}

// generation reports whether a suffix distinguishes generations.
func generation(word string) bool {
	switch key(word) {
	case "jr", "sr":
		return !dotted(word)
	case "junior", "senior", "ii", "iii", "iv", "v", "vi", "vii", "2nd", "3rd", "4th", "5th":
		return true
	}
	return false
}

// suffix reports whether word can follow a name and is not a name itself.
func suffix(word string) bool {
	switch key(word) {
	case "jr", "sr":
		return !dotted(word) // J.R. are initials
	case "junior", "senior", "ii", "iii", "iv", "vii", "2nd", "3rd", "4th", "5th",
		"esq", "esquire", "phd", "ph d", "md", "dds", "dmd", "dvm", "dpm", "edd", "psyd", "pharmd", "jd", "llm", "llb",
		"cpa", "mba", "cfa", "cfp", "clu", "chfc", "lutc", "aia", "aicp", "faia", "facs", "faap", "facp", "pmp", "phr",
		"rn", "lpn", "bsn", "msn", "crna", "lcsw", "lmft", "msw", "mph", "mfa", "rph", "usn", "usmc", "usaf", "uscg",
		"qc", "kc", "mp", "obe", "mbe", "cbe", "frs", "ret", "retd", "atty", "cfre", "sphr", "aprn", "arnp":
		return true
	}
	return false
}

// dotted reports whether word contains a dot that is not at its end.
func dotted(word string) bool { return strings.Contains(strings.TrimRight(word, ".,"), ".") }

// doubtfulSuffix reports whether word is a suffix only if its spelling or
// position says so, because it may also be a name, an initial, or a title (Do,
// Ma, V).
func doubtfulSuffix(word string) bool {
	switch key(word) {
	case "v", "vi", "ma", "ba", "bs", "ms", "do", "pa", "pe", "np", "od", "dc", "ed", "ra", "sj", "op", "osb", "usa", "np-c", "pa-c":
		return true
	}
	return false
}

// particle reports whether word belongs to the word after it: "van der Velt",
// "St. John", "Mac Kendrick".
func particle(word string) bool {
	if lowerParticle(key(word)) {
		return true
	}
	switch key(word) {
	case "abdul", "al", "el", "la", "le", "las", "los", "lo", "abu", "mac", "mc", "san", "santa", "santo", "st", "ste", "saint", "vel", "vander", "vom":
		return true
	case "ben":
		return startsLower(word) // Ben is a first name
	}
	return false
}

// lowerParticle reports whether a particle is usually written in lower case.
func lowerParticle(k string) bool {
	switch k {
	case "de", "del", "della", "delle", "delli", "dello", "degli", "dei", "dela", "da", "dal", "do", "dos", "das", "di", "dí", "du", "d'", "de'",
		"van", "von", "der", "den", "ter", "ten", "zu", "zum", "zur", "af", "av", "bin", "ibn", "bint":
		return true
	}
	return false
}

// devotional reports whether word ends a given name with particles inside, as
// in "María del Carmen" or "José de Jesús".
func devotional(word string) bool {
	switch Fold(word) {
	case "carmen", "rosario", "pilar", "socorro", "angeles", "luz", "lourdes", "guadalupe", "jesus", "consuelo", "refugio", "fatima", "milagros":
		return true
	}
	return false
}

// secondGivenName reports whether word forms one given name with the word
// before it: "Mary Ann", "José Luis".
func secondGivenName(word string) bool {
	switch Fold(word) {
	case "ann", "anne", "beth", "jo", "lou", "lynn", "sue", "kay", "ellen", "jean", "jane", "maria", "luis", "carlos", "antonio", "jose", "manuel", "angel", "lucia", "elena", "isabel", "paul", "pat":
		return true
	}
	return false
}

func conjunction(word string) bool {
	switch strings.ToLower(word) {
	case "and", "&", "of", "the":
		return true
	}
	return false
}

// initial reports whether word is one letter, possibly with a dot.
func initial(word string) bool {
	return utf8.RuneCountInString(key(word)) == 1 && unicode.IsLetter([]rune(key(word))[0])
}

func startsLower(word string) bool {
	r, _ := utf8.DecodeRuneInString(word)
	return unicode.IsLower(r)
}

func startsUpper(word string) bool {
	r, _ := utf8.DecodeRuneInString(word)
	return unicode.IsUpper(r)
}

func allUpper(word string) bool {
	return strings.ContainsFunc(word, unicode.IsUpper) && !strings.ContainsFunc(word, unicode.IsLower)
}

// oneCase reports whether all letters of s are upper case or all are lower
// case, in which case the typing says nothing about how the name is written.
func oneCase(s string) bool {
	upper, lower := strings.ContainsFunc(s, unicode.IsUpper), strings.ContainsFunc(s, unicode.IsLower)
	return upper != lower
}

func join(words ...string) string {
	if slices.Contains(words, "") {
		words = slices.DeleteFunc(slices.Clone(words), func(w string) bool { return w == "" })
	}
	return strings.Join(words, " ")
}
