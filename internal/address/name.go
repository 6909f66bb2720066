package address

// spellName writes the words of a street name in standard form and display
// case. l.suffix must be set.
func (l *line) spellName(words []word) []word {
	words = l.numberName(words)
	name := make([]word, len(words))
	for i, w := range words {
		name[i] = l.spellWord(words, i)
		if name[i].show == "" {
			name[i] = word{w.up, nameCase(w.show, i)}
		}
	}
	if len(name) == 2 && (name[1].up == "STATE" || name[1].up == "COUNTY") {
		if state, ok := stateOf(name[0].up); ok && l.suffix != "" {
			name[0] = word{state, state}
		}
	}
	return name
}

// numberName writes a numbered street's number as an ordinal: "47 ST" → "47th
// St". The "2100 S" of a grid has no suffix and is left alone.
func (l *line) numberName(words []word) []word {
	if l.numbered || len(words) == 0 || l.suffix == "" || !allDigits(words[0].up) {
		return words
	}
	digits := words[0].up
	show := ordinal(digits)
	if len(words) > 1 {
		if words[1].up == written(show).up[len(digits):] {
			return append([]word{written(show)}, words[2:]...)
		}
		if _, ok := suffixOf(words[1].up); !ok {
			return words
		}
	}
	return append([]word{written(show)}, words[1:]...)
}

// spellWord spells out an abbreviation that is part of a name, or returns the
// zero word if the word stays as it is.
func (l *line) spellWord(words []word, i int) word {
	up, last := words[i].up, i == len(words)-1
	beforeSuffix := last && l.suffix != "" && (i > 0 || l.numbered)
	onlyWord := last && l.suffix != "" && !beforeSuffix
	switch {
	case up == "ST" && last && l.suffix == "HWY" && isStateName(words[:i]):
		return written("State")
	case up == "ST" && !last && (i == 0 || l.suffix != ""):
		return written("Saint")
	case up == "UPPR" && !last:
		return written("Upper")
	case up == "LOWR" && !last:
		return written("Lower")
	case onlyWord && !(len(up) == 1 && l.suffix == "ST"):
		// "N Ave" is North Avenue, but "E St" is more often the street between
		// D and F.
		if full, ok := spelledDirection(up); ok {
			return written(full)
		}
	case beforeSuffix:
		if full, ok := spelledDirection(up); ok {
			return written(full)
		}
		if full, ok := spelledAbbreviation(up); ok {
			return written(full)
		}
	}
	return word{}
}

// isStateName reports whether words are empty or the name of a state.
func isStateName(words []word) bool {
	if len(words) == 0 {
		return true
	}
	_, ok := stateOf(ups(words))
	return ok
}

// spelledAbbreviation spells out the first of two suffixes (Publication 28
// section 234): "OAK PT RD" → "Oak Point Rd". It only spells out abbreviations:
// other spellings are words in their own right ("Rosa Parks Blvd").
func spelledAbbreviation(up string) (string, bool) {
	switch up {
	case "VIA":
		return "", false
	case "AV", "AVEN", "STR", "PKY", "CRT", "BLV", "BVD", "HT", "TERR", "WY":
		full, _ := spelledSuffix(up)
		return capitalizeUpper(full), true
	}
	full, ok := known().suffixes.full[up]
	return capitalizeUpper(full), ok
}
