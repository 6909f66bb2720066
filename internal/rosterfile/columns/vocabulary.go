package columns

import (
	"cmp"
	_ "embed"
	"fmt"
	"strings"
)

//go:embed vocabulary.txt
var vocabularyText string

// canonical maps words to the word with the same meaning that the rules know.
var canonical = map[string]string{}

// glued maps headings often written as one word to their words.
var glued = map[string][]string{}

// persons are the words for people in headings, ordinals the words that number
// them.
var (
	persons  = map[string]personNoun{}
	ordinals = map[string]int{}
)

// beside holds, by kind, the words that can accompany a field without making
// the column somebody else's.
var beside = map[string]map[string]bool{}

// mailingWords are known purposes of an address other than the home.
var mailingWords = map[string]bool{}

// elsewhere maps words that make a column irrelevant to an import to the reason
// shown in the review.
var elsewhere = map[string]string{}

// secretWords identify columns that must never be stored or shown. Each entry
// is a set of words that must all occur in a heading.
var secretWords [][]string

// values holds known values of columns, by meaning.
var values = map[string]map[string]bool{}

var nouns = map[string]personNoun{"any": nounAny, "owner": nounOwner, "tenant": nounTenant, "spouse": nounSpouse}

// The vocabulary is part of the program, so an error in it shows up in every
// test.
func init() {
	for line := range strings.Lines(vocabularyText) {
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' {
			continue
		}
		if err := learn(line); err != nil {
			panic(fmt.Sprintf("vocabulary.txt: %q: %v", line, err))
		}
	}
}

func learn(line string) error {
	head, said, ok := strings.Cut(line, ": ")
	if !ok {
		return fmt.Errorf("no colon")
	}
	kind, key, _ := strings.Cut(head, " ")
	for _, w := range strings.Fields(said) {
		switch kind {
		case "same":
			canonical[w] = key
		case "split":
			glued[w] = strings.Fields(key)
		case "person":
			persons[w] = nouns[key]
		case "order":
			ordinals[w] = int(key[0] - '0')
		case "beside":
			add(beside, key, w)
		case "purpose":
			mailingWords[w] = true
		case "unneeded":
			elsewhere[w] = key
		case "secret":
			secretWords = append(secretWords, strings.Split(w, "+"))
		case "values":
		default:
			return fmt.Errorf("an unknown kind of line")
		}
	}
	if kind == "values" {
		for phrase := range strings.SplitSeq(said, ", ") {
			add(values, key, phrase)
		}
	}
	return nil
}

func add(sets map[string]map[string]bool, key, word string) {
	if sets[key] == nil {
		sets[key] = map[string]bool{}
	}
	sets[key][word] = true
}

// Says reports whether the value is among the known values of the kind.
func Says(kind, value string) bool { return values[kind][value] }

// firstSpelling returns the word that the rules know for one of its synonyms.
func firstSpelling(word string) string { return cmp.Or(canonical[word], word) }

// IsUnneeded reports whether a value is a word for something that no import
// needs, such as a fax.
func IsUnneeded(word string) bool { return elsewhere[word] != "" }

// IsOfAnother reports whether the kind of an email or phone is a word for
// somebody else, such as "Daughter".
func IsOfAnother(word string) bool {
	return Says("others", word) || firstSpelling(word) == "spouse" || Says("callers", word)
}

// IsOutdated reports whether the kind of an email or phone says that it does
// not reach the person anymore: "Disconnected".
func IsOutdated(word string) bool { return Says("outdated", word) }

// IsElsewhere reports whether a value is a word for an address that is not the
// home's, such as "Work".
func IsElsewhere(word string) bool { return mailingWords[word] || mailingWords[canonical[word]] }

// IsMobile reports whether a value is a word for a mobile phone.
func IsMobile(word string) bool { return firstSpelling(word) == "mobile" }

// DescribesContact reports whether a word next to an email or phone only says
// which of a person's it is: "work", "preferred".
func DescribesContact(word string) bool {
	word = firstSpelling(word)
	return beside["contact"][word] || beside["any"][word]
}
