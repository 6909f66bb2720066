package personname

import (
	"slices"
	"strings"
	"unicode"
)

// Order is the order in which a list writes full names.
type Order int

// The orders. OrderUnknown means that the name does not reveal its order.
const (
	OrderUnknown Order = iota
	OrderGivenFirst
	OrderFamilyFirst
)

// OrderOf guesses the order of a full name without a comma from common given
// names. For a single name that is worth little, since Thomas Scott is a name
// either way; over most names of a list it is worth a lot.
func OrderOf(full string) Order {
	words := strings.Fields(full)
	if at := joint(words); at > 0 {
		words = words[:at]
	}
	_, words = cutTitles(words)
	if strings.Contains(full, ",") || len(words) < 2 {
		return OrderUnknown
	}
	family := familyWords(words)
	switch {
	case family < len(words) && surnameFirst(words[family-1:]), familyFirstByForm(words, oneCase(full)):
		return OrderFamilyFirst
	case given(words[0]) && !given(words[len(words)-1]):
		return OrderGivenFirst
	}
	return OrderUnknown
}

// CertainlyFamilyFirst reports whether a full name without a comma shows by its form
// that the last name is first, whichever names it holds: "LAMB Bob", "LAMB BOB J".
func CertainlyFamilyFirst(full string) bool {
	return !strings.Contains(full, ",") && familyFirstByForm(strings.Fields(full), oneCase(full))
}

func familyFirstByForm(words []string, shouting bool) bool {
	return capitalFamily(words) > 0 || shouting && endsInInitial(words)
}

// FamilyFirst inserts a comma after the last name of a full name that is
// written last name first without one, so that [Parse] and [Couple] read it
// that way: "Ruiz, Ana" for "Ruiz Ana", "De La Cruz, Maria", "King, Bob & Sue".
// A text that has a comma or is not a person's name is returned unchanged.
func FamilyFirst(full string) string {
	words := strings.Fields(full)
	if _, no := NotAPerson(full); no || len(words) < 2 || title(words[0]) || strings.Contains(full, ",") {
		return full
	}
	both := coupleWords(full)
	at := joint(both)
	if at < 0 && slices.Contains(both[:len(both)-1], "&") {
		return full // joins no two names
	}
	if at < 0 {
		return behindFamily(words)
	}
	if isName := func(words []string) bool { return strings.ContainsFunc(join(words...), unicode.IsLetter) }; !isName(both[:at]) || !isName(both[at+1:]) {
		return full
	}
	second := join(both[at+1:]...)
	if surnameFirst(both[at+1:]) {
		second = behindFamily(both[at+1:])
	}
	return join(behindFamily(both[:at]), both[at], second)
}

// behindFamily inserts the comma into one person's name.
func behindFamily(words []string) string {
	end := familyWords(words)
	for end < len(words)-1 && suffix(words[end]) {
		end++ // "Smith Jr John"
	}
	if first := firstGiven(words[end:]); first > 0 {
		end += first // "Ruiz Vega Ana"
	}
	if end >= len(words) {
		return join(words...)
	}
	return join(words[:end]...) + ", " + join(words[end:]...)
}

// firstGiven returns the index of the first common given name in words, or -1
// if there is none or an initial comes first.
func firstGiven(words []string) int {
	for i, word := range words {
		switch {
		case given(word):
			return i
		case initial(word):
			return -1
		}
	}
	return -1
}
