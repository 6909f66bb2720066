package rosterfile

import (
	_ "embed"
	"fmt"
	"strings"
)

//go:embed vocabulary.txt
var vocabularyText string

// canonical gives the word that the rules know for each that means the same.
var canonical = map[string]string{}

// glued are headings that are often written as one word.
var glued = map[string][]string{}

// persons are the words that a heading may call a person, ordinals those that
// number one.
var (
	persons  = map[string]personNoun{}
	ordinals = map[string]int{}
)

// beside are the words, by kind, that leave a column the resident's or the home's.
var beside = map[string]map[string]bool{}

// mailingWords are purposes of an address that are known, and not the home.
var mailingWords = map[string]bool{}

// elsewhere gives, for each word after which a column is about something that
// an import does not bring in, the reason that the review shows.
var elsewhere = map[string]string{}

// secretWords hold something that must never be stored or shown. Each entry is
// a set of words that a heading must all contain.
var secretWords [][]string

// values are what a column may hold, by what that says.
var values = map[string]map[string]bool{}

var nouns = map[string]personNoun{"any": nounAny, "owner": nounOwner, "tenant": nounTenant, "spouse": nounSpouse}

// The vocabulary is a part of the program, so a fault of it shows in every test.
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

// says reports whether the value is among the values of the kind.
func says(kind, value string) bool { return values[kind][value] }

// besideStreet are the words before which "St" is a street and no state.
var besideStreet = set("number", "no", "num", "nbr", "name", "nm", "dir", "direction", "type", "suffix", "sfx", "address", "addr", "prefix", "pre", "post")

func set(ws ...string) map[string]bool {
	m := make(map[string]bool, len(ws))
	for _, w := range ws {
		m[w] = true
	}
	return m
}
