package address

// confidence is how certain it is where a street ends.
type confidence int

const (
	guess   confidence = iota // nothing shows it
	likely                    // a suffix that is also common in city names
	certain                   // a street suffix, a unit, a road's number
)

// streetEnd returns the index where the street and its units end and a city may
// begin. words must not include state or ZIP.
func streetEnd(words []word) (end int, trust confidence) {
	core, known := streetCore(words)
	if known {
		return behindStreetEnd(words, core), certain
	}
	if core >= len(words) {
		return len(words), guess
	}
	for i := core + 1; i < len(words); i++ {
		if _, _, ok := matchUnit(words, i, placeOf(words, i, false)); ok {
			return behindStreetEnd(words, i), certain
		}
	}
	if words[core].up == "BROADWAY" {
		return behindStreetEnd(words, core+1), certain
	}
	if i, trust := lastSuffix(words, core+1); i > 0 {
		return behindStreetEnd(words, i+1), trust
	}
	if len(words)-core >= 2 {
		return len(words) - 1, guess
	}
	return len(words), guess
}

// streetCore returns the index after a house number and direction or, if the
// line is known to end there, after a box, a numbered road, or a grid.
func streetCore(words []word) (end int, known bool) {
	if _, next, ok := matchPostal(words); ok {
		return next, true
	}
	i := 0
	for i < len(words) {
		_, next, ok := matchUnit(words, i, insideStreet)
		if !ok || next >= len(words) {
			break
		}
		i = next
	}
	_, n := matchNumber(words[i:])
	i += n
	for skip := range 3 {
		if skip > 0 && !isDirection(upAt(words, i+skip-1)) {
			break
		}
		if _, next, ok := matchHighway(words[i:], skip, skip == 0); ok {
			return behindHighway(words, i+next), true
		}
	}
	if isDirection(upAt(words, i)) && allDigits(upAt(words, i+1)) && isDirection(upAt(words, i+2)) {
		return i + 3, true
	}
	if i+1 < len(words) && isDirection(words[i].up) {
		i++
	}
	return i, false
}

// behindHighway skips what may follow a numbered road: "FRONTAGE RD".
func behindHighway(words []word, i int) int {
	switch suffix := suffixAt(words, i+1); upAt(words, i) {
	case "FRONTAGE", "SERVICE", "ACCESS", "BYPASS", "BYP":
		if suffix != "" {
			return i + 2
		}
	}
	if suffixAt(words, i) == "BYP" {
		return i + 1
	}
	return i
}

// coreEnd returns the earliest index where a city can begin: after the number
// and one word of the name.
func coreEnd(words []word) int {
	i, known := streetCore(words)
	if known {
		return i
	}
	return min(i+1, len(words))
}

// lastSuffix finds the suffix that ends a street followed by a city: the last
// one that is rare in city names, otherwise the last of any kind. A suffix at
// the very end leaves no city and counts only if it is the only one.
func lastSuffix(words []word, first int) (int, confidence) {
	strong, weak := 0, 0
	for i := first; i < len(words); i++ {
		abbreviation, ok := suffixOf(words[i].up)
		switch last := i == len(words)-1; {
		case !ok:
		case endsStreet(abbreviation) && words[i].up == "ST" && strong > 0 && !last:
			// "100 Oak Dr St Paul": a Saint.
		case endsStreet(abbreviation) && (!last || strong == 0 && weak == 0):
			strong = i
		case !endsStreet(abbreviation) && (!last || weak == 0):
			weak = i
		}
	}
	if strong > 0 {
		return strong, certain
	}
	return weak, likely
}

// behindStreetEnd skips a direction and units after the end of a street.
func behindStreetEnd(words []word, i int) int {
	if endsWithDirection(words, i) {
		i++
	}
	for i < len(words) {
		_, next, ok := matchUnit(words, i, behindStreet)
		if !ok {
			break
		}
		i = next
	}
	if i+1 < len(words) && numbersHome(words[i].up) && words[i+1].up != "PALMS" {
		i++
	}
	return i
}

// numbersHome reports whether a word between a street and its city can only be
// the number of a home: "100 Main St 4B Mesa".
func numbersHome(up string) bool {
	return hasDigit(up) && len(up) < 5 && isIdentifier(up) && !isOrdinal(up)
}

// endsWithDirection reports whether the direction at i belongs to the street.
// One that is spelled out before further words belongs to the city, as in "100
// Main St North Canton", but hardly any city begins with "Northwest".
func endsWithDirection(words []word, i int) bool {
	switch {
	case !isDirection(upAt(words, i)):
		return false
	case i+1 == len(words), len(words[i].up) <= 2, startsUnit(words[i+1].up):
		return true
	}
	return len(words[i].up) > len("NORTH") && words[i+1].up != "RANCHES"
}
