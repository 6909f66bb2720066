package address

import (
	_ "embed"
	"strings"
	"sync"
)

//go:embed vocabulary.txt
var vocabularyText string

// names are the names of one kind of thing, such as street suffixes.
type names struct {
	standard map[string]string // by any spelling
	full     map[string]string // by the standard form, unless it is the same
	words    int               // of the longest name
}

// vocabulary is vocabulary.txt. suffixes, directions, units, and states have
// full names; the others are lists of words.
type vocabulary struct {
	suffixes, endings, directions             names
	units, homeUnits, standingAlone, namesToo names
	states, boxes, routes                     names
}

// known is read when the first address is parsed. An error in the file shows up
// in every test.
var known = sync.OnceValue(func() *vocabulary {
	v := new(vocabulary)
	kinds := map[string]*names{
		"suffix": &v.suffixes, "ending": &v.endings, "direction": &v.directions,
		"unit": &v.units, "homeunit": &v.homeUnits, "alone": &v.standingAlone, "name": &v.namesToo,
		"state": &v.states, "box": &v.boxes, "route": &v.routes,
	}
	for line := range strings.Lines(vocabularyText) {
		head, spellings, ok := strings.Cut(strings.TrimSpace(line), ": ")
		if ok && head[0] != '#' {
			kind, standard, _ := strings.Cut(head, " ")
			kinds[kind].add(standard, strings.Split(spellings, ", "))
		}
	}
	return v
})

// add adds the spellings of a name or, without a standard form, words that are
// their own.
func (n *names) add(standard string, spellings []string) {
	if n.standard == nil {
		n.standard, n.full = make(map[string]string), make(map[string]string)
	}
	for _, spelling := range spellings {
		n.standard[spelling] = spelling
		if standard != "" {
			n.standard[spelling] = standard
		}
		n.words = max(n.words, 1+strings.Count(spelling, " "))
	}
	if standard == "" {
		return
	}
	n.standard[standard] = standard
	if spellings[0] != standard {
		n.full[standard] = spellings[0]
	}
}

// of returns the standard form of a name in any spelling.
func (n *names) of(up string) (string, bool) {
	standard, ok := n.standard[up]
	return standard, ok
}

func (n *names) has(up string) bool {
	_, ok := n.standard[up]
	return ok
}

// leading returns the standard form of the longest name that words begin with,
// and the index after it.
func (n *names) leading(words []word) (standard string, next int, ok bool) {
	for next := min(n.words, len(words)); next > 0; next-- {
		if standard, ok := n.of(ups(words[:next])); ok {
			return standard, next, true
		}
	}
	return "", 0, false
}

// suffixOf returns the standard abbreviation of a street suffix.
func suffixOf(up string) (string, bool) { return known().suffixes.of(up) }

// spelledSuffix returns the full name of a suffix that is part of a name.
func spelledSuffix(up string) (string, bool) {
	abbreviation, ok := suffixOf(up)
	if full, differs := known().suffixes.full[abbreviation]; differs {
		return full, true
	}
	return abbreviation, ok
}

// endsStreet reports whether a suffix is rare in city names, so that it marks
// the end of the street in "100 Oak St Palm Springs".
func endsStreet(abbreviation string) bool { return known().endings.has(abbreviation) }

// direction returns the abbreviation of a direction.
func direction(up string) (string, bool) { return known().directions.of(up) }

func isDirection(up string) bool { return known().directions.has(up) }

// compound joins two directions that form one: "NORTH EAST" → "NE".
func compound(first, second string) (string, bool) {
	a, _ := direction(first)
	b, _ := direction(second)
	if (a == "N" || a == "S") && (b == "E" || b == "W") {
		return a + b, true
	}
	return "", false
}

// spelledDirection returns the full word, in display case, for a direction that
// is part of a name.
func spelledDirection(up string) (string, bool) {
	abbreviation, ok := direction(up)
	return capitalizeUpper(known().directions.full[abbreviation]), ok
}

// designator returns the abbreviation of a unit designator.
func designator(up string) (string, bool) { return known().units.of(up) }

// stateOf returns the abbreviation for a state's code or name.
func stateOf(up string) (string, bool) { return known().states.of(up) }
