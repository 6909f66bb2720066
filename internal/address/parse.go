package address

// Kind is what a text names.
type Kind int

// The kinds of text.
const (
	// KindNone is a text that does not name a home.
	KindNone Kind = iota
	// KindStreet is a street address, a post office box, or a route.
	KindStreet
	// KindLot is a lot number.
	KindLot
	// KindUnit is a unit without its street.
	KindUnit
)

// Parse parses one cell of a roster: a street address with or without its city
// ("114 Juniper Ct, Mesa AZ 85201"), or a lot ("Lot 12", "L-12", "#12", "Lot
// 12, Mesa AZ"). The result is in standard form.
//
// ok is false if the text alone does not settle what it names: a bare number
// (parsed as a lot, for callers that know the column holds lots), a unit
// without its street, a street without a house number, or no address at all.
func Parse(text string) (kind Kind, s Street, l Lot, ok bool) {
	clean, err := checkField("street", text)
	if err != nil {
		return KindNone, Street{}, Lot{}, false
	}
	segs := segments(clean)
	if len(segs) == 0 {
		return KindNone, Street{}, Lot{}, false
	}
	if l, named, ok := parseLot(segs); ok {
		return KindLot, Street{}, l, named
	}
	if words := flatten(segs); isUnit(words) {
		return KindUnit, Street{Unit: showUnits(readUnits(words, unitField))}, Lot{}, false
	}
	standard, line, err := standardize(Street{Street: text})
	if err != nil {
		return KindNone, Street{}, Lot{}, false
	}
	return KindStreet, standard.Street, Lot{}, line.findsHome()
}

// IsStreet reports whether the text is a house number and a street of a kind:
// "114 Juniper Ct", but not "2 Upper".
func IsStreet(text string) bool {
	_, line, err := standardize(Street{Street: text})
	return err == nil && line.number != "" && line.suffix != ""
}

// findsHome reports whether the line is complete enough to find a house.
func (l *line) findsHome() bool {
	return l.postal || (l.number != "" && (l.suffix != "" || len(l.nameIdentity()) > 2))
}

// parseLot parses a lot and the place that may follow it. named means that the
// text identifies itself as a lot.
func parseLot(segs [][]word) (l Lot, named, ok bool) {
	n := len(segs)
	for n > 0 {
		if _, ok := readLot(flatten(segs[:n])); ok {
			break
		}
		n--
	}
	if n == 0 {
		return Lot{}, false, false
	}
	parts, _ := readLot(flatten(segs[:n]))
	if n < len(segs) && !parts.named {
		return Lot{}, false, false
	}
	var f fields
	if err := f.consumePlace(segs[n:], ""); err != nil || len(f.ignored) > 0 {
		return Lot{}, false, false
	}
	units := append(parts.units, readUnits(f.unit, unitField)...)
	l, err := StandardizeLot(Lot{parts.String(), showUnits(units), cityCase(f.city), f.state, f.zip})
	return l, parts.named, err == nil
}
