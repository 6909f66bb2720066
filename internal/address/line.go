package address

import (
	"slices"
	"strings"
	"unicode"
)

// line is a parsed delivery line (Publication 28 section 23).
type line struct {
	// number is the house number with its fraction, in upper case.
	number string
	// pre and post are directions and suffix is a street suffix, all
	// abbreviated in upper case.
	pre, suffix, post string
	// name holds the words of the street name, or the whole line if it names no
	// street ("PO Box 114").
	name []word
	// postal means that the line names no street, numbered that the street is a
	// numbered road ("County Road 110").
	postal, numbered bool
	units            []unit
	// twice means that another address follows the street.
	twice bool
	// ignored holds words that have no place on such a line.
	ignored []word
}

// parseLine parses the words of a delivery line.
func parseLine(words []word) line {
	var l line
	if name, next, ok := matchPostal(words); ok {
		l.name, l.postal = name, true
		l.readBehindPostal(words[next:])
		return l
	}
	words = l.readLeadingUnits(words)
	if name, next, ok := matchPostal(words); ok && len(l.units) > 0 {
		l.name, l.postal = name, true
		l.readBehindPostal(words[next:])
		return l
	}
	number, i := matchNumber(words)
	l.number = number
	if l.readGrid(words, i) {
		return l
	}
	rest := words[i:]
	if i > 0 {
		rest = l.readInnerUnit(rest)
	}
	rest = l.readHighway(rest)
	l.numbered = len(l.name) > 0
	rest = l.readTrailingUnits(rest)
	l.readName(rest)
	return l
}

// Street returns the line without its units, in display case.
func (l *line) Street() string {
	var b strings.Builder
	b.Grow(32) // most lines fit
	add := func(part string) {
		if part == "" {
			return
		}
		if b.Len() > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(part)
	}
	add(l.number)
	add(l.pre)
	for _, w := range l.name {
		add(w.show)
	}
	add(capitalizeUpper(l.suffix))
	add(l.post)
	return b.String()
}

// hasLetter reports whether the line has a letter anywhere but in its units.
func (l *line) hasLetter() bool {
	isIn := func(text string) bool { return strings.ContainsFunc(text, unicode.IsLetter) }
	return slices.ContainsFunc(l.name, func(w word) bool { return isIn(w.show) }) ||
		isIn(l.number) || isIn(l.pre) || isIn(l.suffix) || isIn(l.post)
}

// readBehindPostal keeps a unit after a box and ignores other text: routes and
// boxes have no further designations (Publication 28 sections 245 and 255).
func (l *line) readBehindPostal(rest []word) {
	if len(rest) > 0 && isUnit(rest) {
		l.units = append(l.units, readUnits(rest, unitField)...)
		return
	}
	l.ignored = rest
}

// readLeadingUnits reads units before the house number: "Apt 6 81 Fox Hollow
// Rd".
func (l *line) readLeadingUnits(words []word) []word {
	for len(words) > 1 {
		u, next, ok := matchUnit(words, 0, insideStreet)
		if !ok || next >= len(words) {
			break
		}
		rest := words[next:]
		if words[0].up == "#" && !startsWithNumber(rest) {
			// "#12 Oak St" has no house number unless it is this one.
			return words[1:]
		}
		l.units = append(l.units, u)
		words = rest
	}
	return words
}

// readInnerUnit reads a unit between the house number and the name: "81 #6 Fox
// Hollow Rd".
func (l *line) readInnerUnit(words []word) []word {
	if len(words) == 0 {
		return words
	}
	u, next, ok := matchUnit(words, 0, insideStreet)
	if !ok || u.kind == "FL" || len(words)-next < 2 {
		return words
	}
	l.units = append(l.units, u)
	return words[next:]
}

// startsWithNumber reports whether words begin with a house number.
func startsWithNumber(words []word) bool {
	number, _ := matchNumber(words)
	return number != ""
}

// matchNumber parses a house number and its fraction: "114", "12B", "120-14",
// "12 1/2", "N40W22110", and "One" before a name and a suffix. At least one
// word must follow.
func matchNumber(words []word) (number string, next int) {
	i := 0
	if len(words) > 2 && words[0].up == "NO" && isHouseNumber(words[1].up) {
		i = 1
	}
	if i+1 >= len(words) {
		return "", 0
	}
	up := words[i].up
	switch {
	case up == "ONE" && len(words) > i+2:
		number, i = "1", i+1
	case isHouseNumber(up), isGridNumber(up):
		number, i = up, i+1
	case isGridHalf(up) && isGridHalf(words[i+1].up) && i+2 < len(words):
		number, i = up+words[i+1].up, i+2
	default:
		return "", 0
	}
	if i+1 < len(words) && isFraction(words[i].up) {
		number, i = number+" "+words[i].up, i+1
	}
	return number, i
}

// isHouseNumber reports whether a word starts with a digit and is not an
// ordinal, a fraction, or a decimal number.
func isHouseNumber(up string) bool {
	return up != "" && isDigit(rune(up[0])) && !isOrdinal(up) && !strings.ContainsAny(up, "/.")
}

// isGridNumber reports whether a word is a grid address: "N40W22110".
func isGridNumber(up string) bool {
	for i := 2; i < len(up); i++ {
		if isLetter(up[i]) {
			return isGridHalf(up[:i]) && isGridHalf(up[i:])
		}
	}
	return false
}

// isGridHalf reports whether a word is a direction and a number: "N40".
func isGridHalf(up string) bool {
	return len(up) > 1 && strings.IndexByte("NSEW", up[0]) >= 0 && allDigits(up[1:])
}

func isFraction(up string) bool {
	over, under, ok := strings.Cut(up, "/")
	return ok && allDigits(over) && allDigits(under)
}

// readGrid reads a grid address whose directions are attached to the numbers:
// "75S 300E" is 75 S 300 E.
func (l *line) readGrid(words []word, i int) bool {
	if i == 0 || i+1 != len(words) {
		return false
	}
	from, fromDirection, ok := cutDirection(l.number)
	if !ok {
		return false
	}
	to, toDirection, ok := cutDirection(words[i].up)
	if !ok {
		return false
	}
	l.number, l.pre, l.post = from, fromDirection, toDirection
	l.name = []word{{to, to}}
	return true
}

// cutDirection splits "75S" into number and direction.
func cutDirection(up string) (digits, letter string, ok bool) {
	n := len(up) - 1
	if n < 1 || !allDigits(up[:n]) || strings.IndexByte("NSEW", up[n]) < 0 {
		return "", "", false
	}
	return up[:n], up[n:], true
}

// readHighway reads a numbered road with an optional direction before it and
// returns the words after it.
func (l *line) readHighway(words []word) []word {
	if name, next, ok := matchHighway(words, 0, true); ok {
		l.name = name
		return words[next:]
	}
	if len(words) > 2 {
		if pre, ok := compound(words[0].up, words[1].up); ok {
			if name, next, ok := matchHighway(words, 2, false); ok {
				l.pre, l.name = pre, name
				return words[next:]
			}
		}
	}
	if len(words) > 1 && isDirection(words[0].up) {
		if name, next, ok := matchHighway(words, 1, false); ok {
			l.pre, _ = direction(words[0].up)
			l.name = name
			return words[next:]
		}
	}
	return words
}

// readTrailingUnits reads the units at the end of a line and returns the words
// before them.
func (l *line) readTrailingUnits(words []word) []word {
	if i, ok := findUnit(words, l.numbered); ok {
		l.units = append(l.units, readUnits(words[i:], behindStreet)...)
		return words[:i]
	}
	if n := len(words) - 1; !l.numbered && n >= 2 && isBareUnit(words, n) {
		l.units = append(l.units, unit{"UNIT", unitID(words[n:], "")})
		return words[:n]
	}
	return words
}

// findUnit returns the index of the first unit in the words after a house
// number. A name must precede it, unless the road is numbered.
func findUnit(words []word, numbered bool) (int, bool) {
	first := 1
	if numbered {
		first = 0
	}
	for i := first; i < len(words); i++ {
		if _, _, ok := matchUnit(words, i, placeOf(words, i, numbered)); ok {
			return i, true
		}
	}
	return 0, false
}

// placeOf says whether the street ends before words[i].
func placeOf(words []word, i int, numbered bool) unitPlace {
	if i == 0 && numbered {
		return behindStreet
	}
	if i > 1 && isDirection(words[i-1].up) {
		i--
	}
	if i > 1 {
		if _, ok := suffixOf(words[i-1].up); ok {
			return behindStreet
		}
	}
	return insideStreet
}

// isBareUnit reports whether words[i] is an identifier without a designator
// after the end of a street: "100 Main St 5", "100 Park Ave S 4B".
func isBareUnit(words []word, i int) bool {
	up := words[i].up
	letter := len(up) == 1 && isLetter(up[0]) && !isDirection(up)
	if !letter && (!hasDigit(up) || isOrdinal(up) || strings.ContainsAny(up, "/.")) {
		return false
	}
	if i > 2 && isDirection(words[i-1].up) {
		i--
	}
	abbreviation, ok := suffixOf(words[i-1].up)
	switch abbreviation {
	case "HWY", "RTE", "LOOP", "EXPY", "FWY":
		return false
	}
	return ok && i >= 2 && endsStreet(abbreviation)
}

// readName reads a direction, a name, a suffix, and a direction. After a
// numbered road, there may be no name.
func (l *line) readName(words []word) {
	least := 1
	if l.numbered {
		least = 0
	}
	l.twice = !l.numbered && numberBehindSuffix(words)
	words = l.readPost(words, least)
	if n := len(words) - 1; n >= least {
		if suffix, ok := suffixOf(words[n].up); ok {
			l.suffix = suffix
			words = words[:n]
		}
	}
	if !l.numbered {
		words = l.readPre(words)
	}
	l.name = append(l.name, l.spellName(words)...)
}

// numberBehindSuffix recognizes a street with another address behind it: "114
// Juniper Ct PO Box 9". Two suffixes may end a name, but no number does.
func numberBehindSuffix(words []word) bool {
	for i := 1; i < len(words)-1; i++ {
		if _, ok := suffixOf(words[i].up); ok {
			return anyDigit(words[i+1:])
		}
	}
	return false
}

// readPost reads the direction after the suffix.
func (l *line) readPost(words []word, min int) []word {
	n := len(words)
	if n-2 >= min {
		if post, ok := compound(words[n-2].up, words[n-1].up); ok {
			l.post = post
			return words[:n-2]
		}
	}
	if n-1 >= min {
		if post, ok := direction(words[n-1].up); ok {
			l.post = post
			return words[:n-1]
		}
	}
	return words
}

// readPre reads the direction before the name. Two directions that form one
// count as one ("SOUTH WEST OAK ST"), unless the second is the whole name
// ("NORTH EAST ST").
func (l *line) readPre(name []word) []word {
	if len(name) < 2 {
		return name
	}
	if pre, ok := compound(name[0].up, name[1].up); ok && len(name) > 2 {
		l.pre = pre
		return name[2:]
	}
	if pre, ok := direction(name[0].up); ok {
		l.pre = pre
		return name[1:]
	}
	return name
}
