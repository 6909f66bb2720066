package address

import "strings"

// road is a kind of numbered road (Publication 28 appendix F).
type road struct {
	// name is the standard spelling, in display case.
	name string
	// letters means that the road's identifier may be one letter or the same
	// letter twice ("County Road K", "State Route BB").
	letters bool
	// plain means that the words are also ordinary street words ("Road 22",
	// "Avenue B"), so a state's name before them is part of a name.
	plain bool
}

// matchHighway parses a numbered road at words[i:], with an optional state
// before it, and returns its name and the index after it. directions says
// whether a plain road's letter may also be a direction.
func matchHighway(words []word, i int, directions bool) (name []word, next int, ok bool) {
	start := i
	state, afterState := matchState(words, i)
	if first := upAt(words, i); state == "" && (first == "OLD" || first == "NEW") {
		name = append(name, word{first, displayCase(words[i].show)})
		i++
		state, afterState = matchState(words, i)
	}
	if state != "" {
		if r, j, ok := matchRoad(words, afterState); ok && !r.plain {
			if id, next, ok := matchRouteID(words, j, r, true); ok {
				return roadName(append(name, word{state, state}), r, id), next, true
			}
		}
		if id, next, ok := stateRoute(words, i, afterState); ok && start == i {
			return roadName([]word{{state, state}}, road{name: "Highway"}, id), next, true
		}
	}
	if id, ok := gluedInterstate(words, i); ok {
		return roadName(name, road{name: "Interstate"}, id), i + 1, true
	}
	r, j, ok := matchRoad(words, i)
	if !ok || (r.plain && start != i) {
		return nil, start, false
	}
	id, next, ok := matchRouteID(words, j, r, directions || !r.plain)
	if !ok {
		return nil, start, false
	}
	return roadName(name, r, id), next, true
}

// matchState parses a one- or two-word state that is not a direction.
func matchState(words []word, i int) (state string, next int) {
	if i+2 < len(words) && stateEnds()[words[i].up] {
		if state, ok := stateOf(ups(words[i : i+2])); ok {
			return state, i + 2
		}
	}
	if i+1 < len(words) && !isDirection(words[i].up) && words[i].up != "FM" {
		if state, ok := stateOf(words[i].up); ok {
			return state, i + 1
		}
	}
	return "", i
}

// stateRoute parses a number directly after a state code, "NV 88". It must end
// the street: "3 NV 5 ST" is not a state route.
func stateRoute(words []word, i, afterState int) (id word, next int, ok bool) {
	if afterState != i+1 || len(words[i].up) != 2 || afterState >= len(words) {
		return word{}, i, false
	}
	id = words[afterState]
	if !isRouteNumber(id.up) || !isDigit(rune(id.up[0])) {
		return word{}, i, false
	}
	if next := afterState + 1; next < len(words) {
		if _, isSuffix := suffixOf(words[next].up); isSuffix {
			return word{}, i, false
		}
	}
	return id, afterState + 1, true
}

// gluedInterstate parses "I70" and "IH35".
func gluedInterstate(words []word, i int) (id word, ok bool) {
	if i >= len(words) {
		return word{}, false
	}
	digits, ok := strings.CutPrefix(words[i].up, "I")
	digits = strings.TrimPrefix(digits, "H")
	if !ok || len(digits) > 3 || !allDigits(digits) {
		return word{}, false
	}
	return word{digits, digits}, true
}

// matchRoad parses the words for a kind of numbered road.
func matchRoad(words []word, i int) (r road, next int, ok bool) {
	first, second := upAt(words, i), suffixAt(words, i+1)
	switch first {
	case "COUNTY", "CNTY", "CO":
		return prefixedRoad("County", second, i)
	case "STATE", "ST":
		return prefixedRoad("State", second, i)
	case "CR":
		return road{name: "County Road", letters: true}, i + 1, true
	case "SH":
		return road{name: "State Highway"}, i + 1, true
	case "SR":
		return stateRoad(words, i+1), i + 1, true
	case "TSR":
		return road{name: "Township Road"}, i + 1, true
	case "TOWNSHIP", "TWP":
		return road{name: "Township Road"}, i + 2, second == "RD"
	case "RANCH":
		return road{name: "Ranch Road"}, i + 2, second == "RD"
	case "US":
		return road{name: "US Highway"}, afterOptional(second, i+1), true
	case "U":
		return road{name: "US Highway"}, afterOptional(suffixAt(words, i+2), i+2), upAt(words, i+1) == "S"
	case "I", "IH", "INTERSTATE":
		return road{name: "Interstate"}, afterOptional(second, i+1), true
	case "FM":
		return road{name: "FM"}, afterOptional(second, i+1), true
	case "FARM":
		return farmRoad(words, i)
	}
	return plainRoad(words, i)
}

// plainRoad parses a kind of road whose words are ordinary suffixes.
func plainRoad(words []word, i int) (r road, next int, ok bool) {
	switch suffixAt(words, i) {
	case "HWY":
		if upAt(words, i+1) == "FM" {
			return road{name: "FM"}, i + 2, true
		}
		return road{name: "Highway", letters: true}, i + 1, true
	case "RTE":
		return road{name: "Route", letters: true}, i + 1, true
	case "RD":
		return road{name: "Road", letters: true, plain: true}, i + 1, true
	case "AVE":
		return road{name: "Avenue", letters: true, plain: true}, i + 1, true
	case "BLVD":
		return road{name: "Boulevard", letters: true, plain: true}, i + 1, true
	case "ST":
		return road{name: "Street", letters: true, plain: true}, i + 1, true
	case "LOOP":
		return road{name: "Loop", plain: true}, i + 1, true
	case "EXPY":
		return road{name: "Expressway", plain: true}, i + 1, true
	}
	return road{}, i, false
}

// prefixedRoad combines "County" or "State" with the kind that follows.
func prefixedRoad(prefix, kind string, i int) (r road, next int, ok bool) {
	switch kind {
	case "HWY":
		return road{name: prefix + " Highway", letters: true}, i + 2, true
	case "RD":
		return road{name: prefix + " Road", letters: true}, i + 2, true
	case "RTE":
		return road{name: prefix + " Route", letters: true}, i + 2, true
	}
	return road{}, i, false
}

// stateRoad spells out SR as in appendix F: a road if it has a number, a route
// if it has a letter.
func stateRoad(words []word, i int) road {
	if i = skipNumberSign(words, i); i < len(words) && !hasDigit(words[i].up) {
		return road{name: "State Route", letters: true}
	}
	return road{name: "State Road"}
}

// farmRoad parses "FARM TO MARKET" with or without "ROAD".
func farmRoad(words []word, i int) (r road, next int, ok bool) {
	if upAt(words, i+1) != "TO" || upAt(words, i+2) != "MARKET" {
		return road{}, i, false
	}
	return road{name: "FM"}, afterOptional(suffixAt(words, i+3), i+3), true
}

// afterOptional skips a kind of road that the preceding words imply.
func afterOptional(kind string, i int) int {
	if kind == "HWY" || kind == "RTE" || kind == "RD" {
		return i + 1
	}
	return i
}

// matchRouteID parses the identifier of a road. directions says whether N, S,
// E, and W count as letters.
func matchRouteID(words []word, i int, r road, directions bool) (id word, next int, ok bool) {
	signed := skipNumberSign(words, i)
	if signed > i && r.plain {
		return word{}, i, false
	}
	i = signed
	if i >= len(words) {
		return word{}, i, false
	}
	up := words[i].up
	switch {
	case isRouteNumber(up):
		if r.name == "Boulevard" || r.name == "Street" {
			return word{}, i, false
		}
		if _, _, isFloor := matchFloor(words, i); isFloor {
			return word{}, i, false
		}
	case !r.letters || !isRouteLetter(up) || (isDirection(up) && !directions):
		return word{}, i, false
	}
	return word{up, up}, i + 1, true
}

// isRouteNumber reports whether a word can be the number of a road: "72W",
// "14.5", "205AA", but not an ordinal or a fraction.
func isRouteNumber(up string) bool {
	return hasDigit(up) && !isOrdinal(up) && !strings.Contains(up, "/")
}

// isRouteLetter reports whether a word is one letter or the same letter twice.
func isRouteLetter(up string) bool {
	switch len(up) {
	case 1:
		return isLetter(up[0])
	case 2:
		return isLetter(up[0]) && up[0] == up[1]
	}
	return false
}

func roadName(name []word, r road, id word) []word {
	for part := range strings.SplitSeq(r.name, " ") {
		name = append(name, written(part))
	}
	return append(name, id)
}

// upAt returns the word at i, or "" past the end.
func upAt(words []word, i int) string {
	if i >= len(words) {
		return ""
	}
	return words[i].up
}

// suffixAt returns the suffix at i, reading RT as route.
func suffixAt(words []word, i int) string {
	up := upAt(words, i)
	if up == "RT" {
		return "RTE"
	}
	abbreviation, _ := suffixOf(up)
	return abbreviation
}
