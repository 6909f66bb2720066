package address

import (
	"slices"
	"strings"
)

// Identity returns a key that is equal for two spellings of one home and
// differs for two homes: the delivery line, the unit without its designator
// ("#4", "Apt 4", and "Unit 4" are the same), and the five-digit ZIP. City and
// state do not count. It is meant for comparisons and as a key, not for people.
func (s Street) Identity() string {
	identity, _ := s.Keys()
	return identity
}

// Line returns the identity without the ZIP, for lookups without one.
func (s Street) Line() string {
	l, units := s.parts()
	return l.identity() + "|" + unitsIdentity(units)
}

// Keys returns Identity and Line, which begin alike, in one go.
func (s Street) Keys() (identity, line string) {
	line = s.Line()
	return line + "|" + s.zip5(), line
}

// parts parses an address in standard form.
func (s Street) parts() (line, []unit) {
	l := parseLine(flatten(segments(s.Street)))
	units := l.units
	if s.Unit != "" {
		units = append(units, readUnits(flatten(segments(s.Unit)), unitField)...)
	}
	return l, units
}

// identity returns the line without units, with every word in one spelling.
func (l *line) identity() string {
	parts := make([]string, 0, 8)
	for _, part := range []string{l.number, l.pre, l.nameIdentity(), l.suffix, l.post} {
		if part != "" {
			parts = append(parts, part)
		}
	}
	return strings.Join(parts, " ")
}

// nameIdentity returns the name with abbreviations spelled out and numbers in
// digits, so that "Mt Vernon" equals "Mount Vernon" and "Seventh" equals "7th".
// Only standard abbreviations count: "Trail" and "Trails" are different names.
func (l *line) nameIdentity() string {
	if l.postal {
		return ups(l.name)
	}
	list := make([]string, 0, len(l.name))
	for i := 0; i < len(l.name); i++ {
		up := l.name[i].up
		if i+1 < len(l.name) {
			if digits, ok := twoWordOrdinal(up, l.name[i+1].up); ok {
				list = append(list, digits)
				i++
				continue
			}
		}
		list = append(list, nameWordIdentity(up))
	}
	return strings.Join(list, " ")
}

func nameWordIdentity(up string) string {
	if digits, ok := spelledOrdinal(up); ok {
		return digits
	}
	if full, ok := known().suffixes.full[up]; ok && up != "VIA" {
		return full
	}
	return up
}

var spelledOnes = [...]string{"FIRST", "SECOND", "THIRD", "FOURTH", "FIFTH", "SIXTH", "SEVENTH", "EIGHTH", "NINTH",
	"TENTH", "ELEVENTH", "TWELFTH", "THIRTEENTH", "FOURTEENTH", "FIFTEENTH", "SIXTEENTH", "SEVENTEENTH",
	"EIGHTEENTH", "NINETEENTH"}

var spelledTens = [...]string{"TWENT", "THIRT", "FORT", "FIFT", "SIXT", "SEVENT", "EIGHT", "NINET"}

// spelledOrdinal converts "SEVENTH" to "7TH", up to the round tens (NINETIETH).
func spelledOrdinal(up string) (string, bool) {
	if !strings.HasSuffix(up, "TH") && len(up) != 5 && len(up) != 6 {
		return "", false
	}
	if i := slices.Index(spelledOnes[:], up); i >= 0 {
		return strings.ToUpper(ordinal(itoa(i + 1))), true
	}
	if stem, ok := strings.CutSuffix(up, "IETH"); ok {
		if i := slices.Index(spelledTens[:], stem); i >= 0 {
			return itoa((i+2)*10) + "TH", true
		}
	}
	return "", false
}

// twoWordOrdinal converts "TWENTY FIRST" to "21ST".
func twoWordOrdinal(tens, ones string) (string, bool) {
	stem, ok := strings.CutSuffix(tens, "Y")
	if !ok {
		return "", false
	}
	i, j := slices.Index(spelledTens[:], stem), slices.Index(spelledOnes[:9], ones)
	if i < 0 || j < 0 {
		return "", false
	}
	return strings.ToUpper(ordinal(itoa((i+2)*10 + j + 1))), true
}

// itoa formats a number below one hundred.
func itoa(n int) string {
	if n < 10 {
		return string(rune('0' + n))
	}
	return string([]byte{byte('0' + n/10), byte('0' + n%10)})
}

// unitsIdentity joins the identities of units in a fixed order.
func unitsIdentity(units []unit) string {
	if len(units) == 1 {
		return units[0].identity()
	}
	list := make([]string, len(units))
	for i, u := range units {
		list[i] = u.identity()
	}
	slices.Sort(list)
	return strings.Join(list, "/")
}

// identity returns the identifier without its designator. Kinds that contain
// other units or differ from them keep theirs: floor 2, building 2, and
// penthouse 2 are not unit 2.
func (u unit) identity() string {
	id := compactID(strings.ToUpper(foldAccents(u.id)))
	switch u.kind {
	case "", "#", "APT", "UNIT", "STE", "RM", "LOT", "SPC", "TRLR", "SLIP", "SITE", "CONDO", "TOWNHOUSE", "TOWNHOME",
		"VILLA", "CASITA", "CABIN", "COTTAGE", "FLAT", "STUDIO", "LOFT", "PAD", "BERTH", "DEPT", "OFC", "HNGR":
		if id != "" {
			return id
		}
	}
	return u.kind + id
}

// compactID removes what does not distinguish identifiers: spaces and hyphens
// next to a letter ("4 B", "4-B", "4B") and leading zeros. Between digits they
// matter: "1-12" is not "11-2".
func compactID(id string) string {
	var b strings.Builder
	for i := range len(id) {
		c := id[i]
		if c == '\'' {
			continue
		}
		if c != ' ' && c != '-' {
			b.WriteByte(c)
			continue
		}
		if i > 0 && i+1 < len(id) && isDigit(rune(id[i-1])) && isDigit(rune(id[i+1])) {
			b.WriteByte('-')
		}
	}
	return trimZeros(b.String())
}
