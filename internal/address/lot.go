package address

import (
	"errors"
	"slices"
	"strings"
)

// Lot is a home identified by its lot number. In standard form, Lot.Lot is the
// number without the word ("12", "12 Block A"). Unit, City, State, and ZIP may
// be empty.
type Lot struct {
	Lot, Unit, City, State, ZIP string
}

// Label returns the lot as people read it: "Lot 12", "Lot 12 Block A", "Lot 12
// Unit 3". It omits city, state, and ZIP, which are the community's.
func (l Lot) Label() string {
	if l.Lot == "" {
		return l.Unit
	}
	return joinWords("Lot "+l.Lot, l.Unit)
}

// Identity returns a key that is equal for two spellings of one lot and differs
// for two lots: the lot with its block, section, or phase, and the unit without
// its designator.
func (l Lot) Identity() string {
	parts, ok := readLot(flatten(segments(l.Lot)))
	if !ok {
		parts.number = strings.ToUpper(l.Lot)
	}
	units := parts.units
	if l.Unit != "" {
		units = append(units, readUnits(flatten(segments(l.Unit)), unitField)...)
	}
	return "LOT " + parts.identity() + "|" + unitsIdentity(units)
}

// StandardizeLot converts a lot to standard form: "L-12", "#12", and "Lot 012"
// become {Lot: "12"}. Unit, city, state, and ZIP are optional. The error is a
// [*FieldError] that names the field that cannot be parsed.
func StandardizeLot(in Lot) (Lot, error) {
	l, err := standardizeLotOnce(in)
	for range maxPasses {
		if err != nil {
			return Lot{}, err
		}
		var again Lot
		if again, err = standardizeLotOnce(l); again == l {
			return l, err
		}
		l = again
	}
	return Lot{}, &FieldError{"lot", CodeUnclear, "can be read in several ways"}
}

// standardizeLotOnce parses a lot and formats it in standard form.
func standardizeLotOnce(in Lot) (Lot, error) {
	place, err := (Street{Street: in.Lot, Unit: in.Unit, City: in.City, State: in.State, ZIP: in.ZIP}).checked()
	if err != nil {
		return Lot{}, lotError(err)
	}
	parts, ok := readLot(flatten(segments(place.Street)))
	if !ok {
		return Lot{}, &FieldError{"lot", CodeLotShape, "is not a lot number"}
	}
	standard, err := standardPlace(place.City, place.State, place.ZIP)
	if err != nil {
		return Lot{}, err
	}
	unit := standard.mergeUnits(parts.units, nil, place.Unit)
	return Lot{parts.String(), unit, standard.City, standard.State, standard.ZIP}, nil
}

// lotError changes the field of an error from street to lot.
func lotError(err error) error {
	if e := (*FieldError)(nil); errors.As(err, &e) && e.Field == "street" {
		return &FieldError{"lot", e.Code, e.Reason}
	}
	return err
}

// lotParts is a parsed lot.
type lotParts struct {
	// number is the lot's own number: "12", "A-12", "12 & 13".
	number string
	// within holds what contains the lot, in standard order: "Block A".
	within [len(plats)]string
	units  []unit
	// named means that a word or sign identifies the text as a lot.
	named bool
	// several means that the word is "Lots", so that a bare number after the
	// first is another lot rather than a unit.
	several bool
}

// plats are the subdivision parts within which lots are numbered.
var plats = [...]string{"Block", "Section", "Phase", "Tract", "Plat", "Filing"}

// String returns the lot in display case without the word "Lot".
func (p lotParts) String() string {
	text := p.number
	for i, id := range p.within {
		if id != "" {
			text += " " + plats[i] + " " + id
		}
	}
	return text
}

// identity returns the lot in one spelling.
func (p lotParts) identity() string {
	p.number = compactID(strings.ToUpper(p.number))
	for i, id := range p.within {
		p.within[i] = compactID(strings.ToUpper(id))
	}
	return strings.ToUpper(p.String())
}

// readLot parses words that are a lot and nothing else.
func readLot(words []word) (lotParts, bool) {
	var p lotParts
	words = partLots(words)
	for i := 0; i < len(words); {
		next, ok := p.readPart(words, i)
		if !ok {
			return p, false
		}
		i = next
	}
	return p, p.number != ""
}

// partLots splits "L12/B3", and "B3" next to "L12", into words.
func partLots(words []word) []word {
	var parted []word
	for _, w := range words {
		left, right, both := strings.Cut(w.up, "/")
		if both && gluedPart(left) && gluedPart(right) {
			parted = append(parted, word{left, left}, word{right, right})
		} else {
			parted = append(parted, w)
		}
	}
	if !slices.ContainsFunc(parted, func(w word) bool { return isGluedLot(w.up) || isLotWord(w.up) }) {
		return words // "B3" alone may be anything
	}
	for i := len(parted) - 1; i >= 0; i-- {
		if id, ok := gluedBlock(parted[i].up); ok && (i == 0 || platOf(parted[i-1].up) < 0 && !isLotWord(parted[i-1].up)) {
			parted = slices.Replace(parted, i, i+1, word{"BLOCK", "Block"}, word{id, id})
		}
	}
	return parted
}

func gluedPart(up string) bool {
	_, block := gluedBlock(up)
	return block || isGluedLot(up)
}

func isGluedLot(up string) bool {
	_, ok := gluedLot(up)
	return ok
}

// gluedBlock parses "B3", "BK3", and "BLK3".
func gluedBlock(up string) (id string, ok bool) {
	for _, name := range [...]string{"BLOCK", "BLK", "BK", "B-", "B"} {
		if id, ok := strings.CutPrefix(up, name); ok && id != "" && allDigits(id) {
			return id, true
		}
	}
	return "", false
}

// readPart reads one part of a lot and returns the index after it.
func (p *lotParts) readPart(words []word, i int) (next int, ok bool) {
	if plat := platOf(words[i].up); plat >= 0 && i+1 < len(words) && p.within[plat] == "" {
		j := skipNumberSign(words, i+1)
		if isLotNumber(words[j].up) {
			p.within[plat] = lotNumber(words[j])
			return j + 1, true
		}
	}
	if p.number == "" {
		return p.readNumber(words, i)
	}
	if words[i].up == "&" || words[i].up == "AND" {
		if i+1 < len(words) && isLotNumber(words[i+1].up) {
			p.number += " & " + lotNumber(words[i+1])
			return i + 2, true
		}
	}
	if p.several && hasDigit(words[i].up) && isLotNumber(words[i].up) {
		p.number += " & " + lotNumber(words[i])
		return i + 1, true
	}
	if u, next, ok := matchUnit(words, i, unitField); ok && u.kind != "LOT" {
		p.units = append(p.units, u)
		return next, true
	}
	return i, false
}

// readNumber reads the lot's own number with or without a word before it.
func (p *lotParts) readNumber(words []word, i int) (next int, ok bool) {
	up := words[i].up
	if digits, glued := gluedLot(up); glued {
		p.number, p.named = lotNumber(word{digits, digits}), true
		return i + 1, true
	}
	j := i
	if isLotWord(up) {
		p.several = up == "LOTS"
		j++
	}
	j = skipNumberSign(words, j)
	if j >= len(words) || !isLotNumber(words[j].up) {
		return i, false
	}
	p.number, p.named = lotNumber(words[j]), j > i
	return j + 1, true
}

func isLotWord(up string) bool {
	switch up {
	case "LOT", "LOTS", "LT", "L", "HOMESITE", "PARCEL", "PLOT":
		return true
	}
	return false
}

// gluedLot parses "LOT12", "L12", and "L-12".
func gluedLot(up string) (number string, ok bool) {
	for _, name := range [...]string{"LOT", "LT", "L-", "L"} {
		if number, ok := strings.CutPrefix(up, name); ok && number != "" && isDigit(rune(number[0])) {
			return number, true
		}
	}
	return "", false
}

// platOf returns a word's index in plats, or -1.
func platOf(up string) int {
	switch up {
	case "BLOCK", "BLK", "BK":
		return 0
	case "SECTION", "SEC", "SECT":
		return 1
	case "PHASE", "PH":
		return 2
	case "TRACT", "TR":
		return 3
	case "PLAT":
		return 4
	case "FILING":
		return 5
	}
	return -1
}

// isLotNumber reports whether a word can number a lot or a block: something
// with a digit that is not an ordinal, one or two letters, or a short Roman
// numeral.
func isLotNumber(up string) bool {
	if hasDigit(up) {
		return !isOrdinal(up) && !strings.Contains(up, "/")
	}
	letters := len(up) <= 2 || (len(up) == 3 && strings.Trim(up, "IVX") == "")
	return letters && up != "" && isLetter(up[0]) && platOf(up) < 0 && !isLotWord(up)
}

// lotNumber formats a number for display: "012" → "12", "12.0" → "12".
func lotNumber(w word) string {
	text := strings.ToUpper(w.show)
	if digits, ok := strings.CutSuffix(text, ".0"); ok && allDigits(digits) {
		text = digits
	}
	return trimZeros(text)
}
