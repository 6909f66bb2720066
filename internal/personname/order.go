package personname

import "strings"

// Order is how a list writes full names.
type Order int

// The orders. Unknown: the name does not tell.
const (
	OrderUnknown Order = iota
	OrderGivenFirst
	OrderFamilyFirst
)

// OrderOf guesses from the given names that are common in which order a full
// name without a comma is written. Of one name that is worth little, since Thomas
// Scott is a name either way; of most names of a list it is worth much.
func OrderOf(full string) Order {
	words := strings.Fields(full)
	if at := joint(words); at > 0 {
		words = words[:at]
	}
	_, words = cutTitles(words)
	if strings.Contains(full, ",") || len(words) < 2 {
		return OrderUnknown
	}
	family := 0
	for particleAt(words, family) {
		family++
	}
	switch {
	case family < len(words)-1 && surnameFirst(words[family:]):
		return OrderFamilyFirst
	case given(words[0]) && !given(words[len(words)-1]):
		return OrderGivenFirst
	}
	return OrderUnknown
}

// FamilyFirst puts a comma behind the last name of a full name that is written
// last name first without one, so that [Parse] and [Couple] read it so: "Ruiz,
// Ana" of "Ruiz Ana", "De La Cruz, Maria", "King, Bob & Sue". What has a comma or
// is no person's name comes back as it is.
func FamilyFirst(full string) string {
	words := strings.Fields(full)
	if _, no := NotAPerson(full); no || len(words) < 2 || title(words[0]) || strings.Contains(full, ",") {
		return full
	}
	both := coupleWords(full)
	at := joint(both)
	if at < 0 {
		return behindFamily(words)
	}
	second := join(both[at+1:]...)
	if surnameFirst(both[at+1:]) {
		second = behindFamily(both[at+1:])
	}
	return join(behindFamily(both[:at]), both[at], second)
}

// behindFamily sets the comma of one person's name.
func behindFamily(words []string) string {
	end := 0
	for particleAt(words, end) {
		end++
	}
	end++
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

// firstGiven is where among words the first common given name stands, unless an
// initial comes before it; -1: nowhere.
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
