package columns

import (
	"strconv"
	"strings"

	"github.com/communitrak/onboarding/internal/rosterfile/sheet"
)

// abbreviated are words for people that are abbreviations only where a heading
// begins with them, as in "Own1 First".
var abbreviated = map[string]string{"own": "owner", "ten": "tenant", "res": "resident", "occ": "resident", "spo": "spouse"}

// findPerson determines who is meant and, separately, a number that belongs to
// the field.
func (h *heading) findPerson() {
	for i, w := range h.words {
		if noun := persons[w]; noun != nounNone {
			h.noun = max(h.noun, noun)
			h.orderOf(i)
			continue
		}
		if n := h.numberAt(i); n > 0 && persons[h.word(i-1)] == nounNone {
			h.number = n
		}
	}
}

// personSeparators turns what stands between two people into a slash.
var personSeparators = strings.NewReplacer(" and ", "/", " or ", "/", "&", "/", "+", "/", ",", "/")

// namesSeveral reports whether a heading is about one person and another:
// "Owner/Co-Owner Email", but not "Owner's Spouse/Partner".
func namesSeveral(s string) bool {
	s = personSeparators.Replace(s)
	if !strings.Contains(s, "/") {
		return false
	}
	noun, order := nounNone, 0
	for part := range strings.SplitSeq(s, "/") {
		h := wordsOf(part)
		h.findPerson()
		if h.noun == nounNone {
			continue
		}
		h.order = max(h.order, 1)
		if order > 0 && (h.order != order || order == 1 && h.noun > nounAny && noun > nounAny && h.noun != noun) {
			return true
		}
		noun, order = max(noun, h.noun), h.order
	}
	return false
}

// orderOf reads the ordinal before or the number after the person at i.
func (h *heading) orderOf(i int) {
	before, after := h.word(i-1), h.word(i+1)
	if before == "th" {
		before = h.word(i - 2)
	}
	further := before == "additional" || before == "alternate" || before == "other"
	switch {
	case sheet.IsNumber(after) && further:
		h.order, h.digit = atoi(after)+1, true // "Other Adult 1" is the second person
	case sheet.IsNumber(after):
		h.order, h.digit = atoi(after), true
	case sheet.IsNumber(before):
		h.order = atoi(before)
	case before == "first":
		h.order = 1
		h.has["first"] = h.count("first") > 1
	case further:
		h.order = 2
	case ordinals[before] > 0:
		h.order = ordinals[before]
	case ordinals[h.word(i)] > 0 && h.order == 0:
		h.order = ordinals[h.word(i)]
	}
}

// numberAt returns the number that the word at i expresses, 0 for none.
func (h *heading) numberAt(i int) int {
	w := h.words[i]
	switch {
	case sheet.IsNumber(w):
		if year, err := strconv.Atoi(w); err == nil && year > 1990 && year < 2100 {
			h.rank += 2100 - year // the later "Email 2024"
		}
		return atoi(w)
	case persons[h.word(i+1)] != nounNone:
		return 0
	case w == "alternate", w == "other", w == "additional", w == "secondary":
		h.rank += alternateRank
		return 0
	}
	return ordinals[w]
}

// alternateRank ranks an alternate email or phone of a person after the others.
const alternateRank = 5
