package personname

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// displayCase rewrites a name typed in a single case the way its bearer would
// most likely write it.
func (n Name) displayCase() Name {
	n.Title = eachWord(n.Title, capitalized)
	n.First = eachWord(n.First, givenCase)
	n.Middle = familyCase(n.Middle, false)
	n.Nickname = eachWord(n.Nickname, givenCase)
	n.Suffix = eachWord(n.Suffix, suffixCase)
	n.Last = familyCase(n.Last, true)
	// A capital may compose with an accent that the lower-case letter did not
	// compose with.
	for _, part := range [...]*string{&n.Title, &n.First, &n.Middle, &n.Nickname, &n.Suffix, &n.Last} {
		*part = norm.NFC.String(*part)
	}
	return n
}

func eachWord(s string, write func(word string) string) string {
	words := strings.Fields(s)
	for i, word := range words {
		words[i] = write(word)
	}
	return strings.Join(words, " ")
}

// familyCase writes particles in lower case, and the article that follows one:
// "de la Cruz", but "La Rosa". The last word of a whole surname is not a
// particle: De and Van are surnames too.
func familyCase(s string, whole bool) string {
	words := strings.Fields(s)
	small := false
	for i, word := range words {
		k := key(word)
		joins := i > 0 && i < len(words)-1 && (k == "y" || conjunction(word))
		small = joins || lowerParticle(k) || small && article(k)
		if small && !(whole && i == len(words)-1) {
			words[i] = strings.ToLower(word)
			continue
		}
		words[i] = capitalized(word)
	}
	return strings.Join(words, " ")
}

func article(k string) bool {
	switch k {
	case "la", "las", "los", "le", "lo", "el":
		return true
	}
	return false
}

// givenCase keeps initials that are run together, such as JT; they have no
// vowel.
func givenCase(word string) string {
	lower := strings.ToLower(word)
	if lower == "aj" || len(lower) == 2 && strings.Trim(lower, "bcdfghjklmnpqrstvwxz") == "" && lower != "ng" {
		return strings.ToUpper(word)
	}
	return capitalized(word)
}

func suffixCase(word string) string {
	bare := strings.Trim(word, ",")
	switch k := key(bare); {
	case k == "jr", k == "sr", k == "esq", k == "junior", k == "senior", k == "esquire", k == "ret", k == "retd", k == "ph":
		return capitalized(word)
	case k == "phd":
		return strings.ReplaceAll(strings.ReplaceAll(strings.ToLower(word), "p", "P"), "d", "D")
	case strings.ContainsFunc(bare, unicode.IsDigit):
		return strings.ToLower(word)
	}
	return strings.ToUpper(word)
}

// capitalized capitalizes a word at its start, after hyphens, dots, and the
// apostrophe of O'Brien and D'Angelo, and inside Mc and Mac.
func capitalized(word string) string {
	var b strings.Builder
	start := 0
	flush := func(end int) {
		b.WriteString(capitalizedPart(word[start:end]))
		start = end
	}
	for i, r := range word {
		if r != '-' && r != '.' && !(apostrophe(r) && elision(word[start:i])) {
			continue
		}
		flush(i)
		b.WriteRune(r)
		start = i + utf8.RuneLen(r)
	}
	flush(len(word))
	return b.String()
}

func apostrophe(r rune) bool { return r == '\'' || r == '’' || r == 'ʼ' }

// elision reports whether the text before an apostrophe is a separate prefix.
func elision(before string) bool {
	switch strings.ToLower(before) {
	case "o", "d", "l", "m", "dell", "dall":
		return true
	}
	return false
}

func capitalizedPart(part string) string {
	lower := strings.ToLower(part)
	if rest, found := strings.CutPrefix(lower, "mc"); found && len(rest) > 1 {
		return "Mc" + upperFirst(rest)
	}
	if rest, found := strings.CutPrefix(lower, "mac"); found && clan(rest) {
		return "Mac" + upperFirst(rest)
	}
	return upperFirst(lower)
}

func upperFirst(s string) string {
	at := strings.IndexFunc(s, unicode.IsLetter)
	if at < 0 {
		return s
	}
	r, size := utf8.DecodeRuneInString(s[at:])
	return s[:at] + string(unicode.ToTitle(r)) + s[at+size:]
}

// clan reports whether a capital follows Mac: "MacDonald", but "Macey",
// "Machado", "Mackey". Only a list can tell.
func clan(rest string) bool {
	switch rest {
	case "adam", "adams", "alister", "allister", "alpine", "andrew", "arthur", "askill", "aulay", "bain", "bean", "beth", "bride",
		"callum", "cormack", "cormick", "culloch", "diarmid", "donald", "donell", "donnell", "dougal", "dougall", "dowell", "duff",
		"eachern", "ewan", "ewen", "farland", "farlane", "gill", "gillivray", "gowan", "gregor", "gruder", "guire", "hugh",
		"innes", "innis", "intosh", "intyre", "iver", "ivor", "kay", "kendrick", "kenna", "kenzie", "kinlay", "kinley", "kinnon", "kintosh",
		"lachlan", "laine", "laren", "lean", "leish", "lellan", "lennan", "leod", "mahon", "manus", "master", "millan", "murray",
		"nab", "naughton", "neal", "neil", "neill", "nichol", "nicol", "niven", "pherson", "phail", "phee", "quarrie", "queen",
		"rae", "rory", "sween", "sweeney", "tavish", "vicar", "vie", "william", "williams":
		return true
	}
	return false
}
