package address

import "strings"

// unit is a secondary unit of an address: "Apt 4", "# 4", "Rear".
type unit struct {
	// kind is the designator's abbreviation in upper case, "#", or empty if the
	// text names no known kind of unit.
	kind string
	// id is the identifier in display case; it is empty for "Rear" and the
	// like.
	id string
}

// String returns the unit in display case.
func (u unit) String() string { return joinWords(displayDesignator(u.kind), u.id) }

func displayDesignator(kind string) string {
	switch kind {
	case "", "#", "PH", "PMB":
		return kind
	}
	return capitalizeUpper(kind)
}

// unitPlace is what precedes a possible unit, which determines how much
// evidence is needed.
type unitPlace int

const (
	insideStreet unitPlace = iota // before the end of the street is known
	behindStreet                  // after a street suffix or another unit
	unitField                     // in a text known to be a unit
)

// matchUnit parses a unit at words[i:] and returns the index after it.
func matchUnit(words []word, i int, place unitPlace) (u unit, next int, ok bool) {
	if words[i].up == "#" || place == behindStreet && isNumberSign(words[i].up) && hasDigit(upAt(words, i+1)) {
		if i+1 < len(words) && words[i+1].up != "#" && words[i+1].up != "&" {
			return unit{"#", unitID(words[i+1:i+2], "#")}, i + 2, true
		}
		return unit{}, i, false
	}
	if u, next, ok := matchFloor(words, i); ok {
		return u, next, true
	}
	if kind, id, ok := gluedUnit(words[i].up); ok && (place != insideStreet || !known().namesToo.has(kind)) {
		return unit{kind, id}, i + 1, true
	}
	kind, ok := designator(words[i].up)
	if !ok && place != insideStreet {
		kind, ok = known().homeUnits.of(words[i].up)
	}
	if !ok || (place == insideStreet && known().namesToo.has(kind)) {
		return unit{}, i, false
	}
	return matchDesignated(words, i+1, kind, place)
}

// matchDesignated parses what follows a designator at words[i:].
func matchDesignated(words []word, i int, kind string, place unitPlace) (u unit, next int, ok bool) {
	j := i
	if !standsAlone(kind) || kind == "PH" {
		j = skipNumberSign(words, i)
	}
	switch {
	case j < len(words) && (j > i || isIdentifier(words[j].up) || place == unitField && hasDigit(words[j].up)):
		return unit{kind, unitID(words[j:j+1], kind)}, j + 1, true
	case place == unitField && namesAnyHome(kind) && i+1 == len(words) && isStateCode(words[i].up):
		return unit{kind, words[i].up}, i + 1, true // "Suite CA" is next to Suite GA
	case namesAnyHome(kind) && i < len(words) && startsUnit(words[i].up):
		// "Unit PH 2" is the penthouse.
		return matchUnit(words, i, place)
	case standsAlone(kind) && place != insideStreet && i+1 == len(words) && isAnyHome(words[i].up):
		// "Rear Apt" says no more than "Rear".
		return unit{kind, ""}, i + 1, true
	case standsAlone(kind) && place != insideStreet && (i == len(words) || startsUnit(words[i].up)):
		return unit{kind, ""}, i, true
	case place == behindStreet && namesAnyHome(kind) && i+1 == len(words):
		return unit{kind, unitID(words[i:], kind)}, i + 1, true
	}
	return unit{}, i, false
}

// namesAnyHome reports whether a kind of unit says nothing about where it is.
func namesAnyHome(kind string) bool { return kind == "APT" || kind == "UNIT" || kind == "STE" }

// standsAlone reports whether a designator needs no identifier.
func standsAlone(kind string) bool { return known().standingAlone.has(kind) }

func isAnyHome(up string) bool {
	kind, ok := designator(up)
	return ok && namesAnyHome(kind)
}

// matchFloor parses a floor with the number first: "6 fl", "2nd floor",
// "6floor".
func matchFloor(words []word, i int) (u unit, next int, ok bool) {
	up := words[i].up
	if up == "" || !isDigit(rune(up[0])) {
		return unit{}, i, false
	}
	for _, name := range [...]string{"FLOOR", "FLR", "FL"} {
		if digits, glued := strings.CutSuffix(up, name); glued && floorNumber(digits) != "" {
			return unit{"FL", floorNumber(digits)}, i + 1, true
		}
	}
	if i+1 >= len(words) || floorNumber(up) == "" {
		return unit{}, i, false
	}
	if kind, _ := designator(words[i+1].up); kind != "FL" {
		return unit{}, i, false
	}
	if i+2 < len(words) && !startsUnit(words[i+2].up) {
		return unit{}, i, false
	}
	return unit{"FL", floorNumber(up)}, i + 2, true
}

// floorNumber returns the digits of "6" and "2ND", and "" for other text.
func floorNumber(up string) string {
	if isOrdinal(up) {
		up = up[:len(up)-2]
	}
	if len(up) > 3 || !allDigits(up) {
		return ""
	}
	return up
}

// gluedUnit splits a designator from digits attached to it: "APT6".
func gluedUnit(up string) (kind, id string, ok bool) {
	i := strings.IndexAny(up, "0123456789")
	if i < 2 {
		return "", "", false
	}
	kind, ok = designator(up[:i])
	return kind, unitID([]word{{up: up[i:], show: up[i:]}}, kind), ok
}

// skipNumberSign skips "#", "No", and "Number" if an identifier follows.
func skipNumberSign(words []word, i int) int {
	if i+1 < len(words) && isNumberSign(words[i].up) && words[i+1].up != "#" && words[i+1].up != "&" {
		return i + 1
	}
	return i
}

func isNumberSign(up string) bool {
	switch up {
	case "#", "NO", "NUM", "NBR", "NUMBER":
		return true
	}
	return false
}

// startsUnit reports whether a word can begin a unit.
func startsUnit(up string) bool {
	if up == "#" {
		return true
	}
	_, ok := designator(up)
	return ok
}

// isIdentifier reports whether a word after a designator identifies a unit: it
// has a digit, or is one or two letters that mean nothing else.
func isIdentifier(up string) bool {
	switch {
	case strings.Contains(up, "/"):
		return false
	case hasDigit(up), len(up) == 1 && isLetter(up[0]):
		return true
	case len(up) != 2 || !isLetter(up[0]) || !isLetter(up[1]):
		return false
	}
	_, isSuffix := suffixOf(up)
	_, isState := stateOf(up)
	return !isSuffix && !isState && !isDirection(up) && !startsUnit(up)
}

// unitID writes an identifier in display case.
func unitID(words []word, kind string) string {
	list := make([]string, len(words))
	for i, w := range words {
		list[i] = identifier(w, kind)
	}
	return strings.Join(list, " ")
}

// identifier writes one word of an identifier: "12-b" → "12B", "4.0" → "4".
func identifier(w word, kind string) string {
	text := w.show
	switch {
	case kind == "FL" && floorNumber(w.up) != "":
		return floorNumber(w.up)
	case !hasDigit(text):
		if len(text) <= 3 {
			return strings.ToUpper(text)
		}
		return displayCase(text)
	}
	text = strings.ToUpper(text)
	if digits, ok := strings.CutSuffix(text, ".0"); ok && allDigits(digits) {
		return digits
	}
	if head, tail, ok := strings.Cut(text, "-"); ok && isLetterAndNumber(head, tail) {
		return head + tail
	}
	return text
}

// isLetterAndNumber reports whether one text is a letter and the other digits;
// a hyphen between them distinguishes nothing.
func isLetterAndNumber(a, b string) bool {
	return (isLetterOnly(a) && allDigits(b)) || (isLetterOnly(b) && allDigits(a))
}

func isLetterOnly(text string) bool { return len(text) == 1 && isLetter(text[0]) }

// readUnits parses a text known to be a unit. Words that name no kind of unit
// belong to the preceding identifier or form their own unit.
func readUnits(words []word, place unitPlace) []unit {
	var units []unit
	for i := 0; i < len(words); {
		if u, next, ok := matchUnit(words, i, place); ok {
			units = append(units, u)
			i = next
			continue
		}
		n := len(units)
		switch {
		case isNumberSign(words[i].up) || words[i].up == "&":
		case n > 0:
			units[n-1].id = joinWords(units[n-1].id, identifier(words[i], ""))
		default:
			units = append(units, unit{"", identifier(words[i], "")})
		}
		i++
	}
	for i, u := range units {
		if u.kind == "" && isBare(u.id) && !strings.Contains(u.id, " ") {
			units[i].kind = "UNIT"
		}
	}
	return units
}

// isBare reports whether text looks like an identifier without a designator.
func isBare(id string) bool { return hasDigit(id) || len(id) <= 2 }

// isUnit reports whether words are one or more units and nothing else.
func isUnit(words []word) bool {
	for i := 0; i < len(words); {
		_, next, ok := matchUnit(words, i, unitField)
		if !ok {
			return i > 0 && i+1 == len(words) && isIdentifier(words[i].up)
		}
		i = next
	}
	return len(words) > 0
}

// saysNoUnit reports whether a unit field says that there is none.
func saysNoUnit(text string) bool {
	switch strings.ToUpper(strings.Trim(text, " .-#")) {
	case "", "N/A", "NA", "NONE", "NIL", "NULL":
		return true
	}
	return false
}

// showUnits joins units in display case.
func showUnits(units []unit) string {
	line := ""
	for _, u := range units {
		line = joinWords(line, u.String())
	}
	return line
}
