package address

import "strings"

// Standardize converts a street address to standard form and reports what
// changed.
//
// People type the whole address into the street field, so unit, city, state,
// and ZIP are taken from its end. If a separate field disagrees about the city,
// state, or ZIP, the line wins and a warning says so: the fields are often
// prefilled.
//
// Unit, city, state, and ZIP are optional. The error is a [*FieldError] that
// names the field that cannot be parsed.
func Standardize(in Street) (Standard, error) {
	out, _, err := standardize(in)
	return out, err
}

// StandardName converts a street name without a number to the form it has in a
// standard address: "Juniper Court" becomes "Juniper Ct". It returns anything
// else unchanged.
func StandardName(street string) string {
	const number = "1 "
	out, err := Standardize(Street{Street: number + street})
	name, ok := strings.CutPrefix(out.Street.Street, number)
	if err != nil || !ok || out.Unit+out.City+out.State+out.ZIP != "" {
		return street
	}
	return name
}

// standardize is like Standardize but also returns the parsed line.
func standardize(in Street) (Standard, line, error) {
	out, l, err := standardizeOnce(in)
	if err != nil {
		return Standard{}, line{}, err
	}
	if out.Street != in {
		if l, err = out.stabilize(); err != nil {
			return Standard{}, line{}, err
		}
	}
	out.compare(in)
	return out, l, nil
}

// maxPasses limits how often an address is parsed to reach a fixed point.
const maxPasses = 4

// stabilize parses an address until that changes nothing, which makes every
// standard address a fixed point. Real addresses settle on the first pass; if
// one is still changing after a few, no reading can be called the right one.
func (s *Standard) stabilize() (line, error) {
	for range maxPasses {
		again, l, err := standardizeOnce(s.Street)
		if err != nil {
			return line{}, err
		}
		if again.Street == s.Street {
			return l, nil
		}
		s.Street = again.Street
		for _, w := range again.Warnings {
			s.leaveOut(w.Field, w.LeftOut)
		}
	}
	return line{}, &FieldError{"street", CodeUnclear, "can be read in several ways"}
}

// standardizeOnce parses an address and formats it in standard form.
func standardizeOnce(in Street) (Standard, line, error) {
	given, err := in.checked()
	if err != nil {
		return Standard{}, line{}, err
	}
	f, err := splitFields(given.Street, given.City)
	if err != nil {
		return Standard{}, line{}, err
	}
	l, err := readStreet(f)
	if err != nil {
		return Standard{}, line{}, err
	}
	var out Standard
	out.Street.Street = l.Street()
	unit, careOf := cutCareOf(given.Unit)
	out.Unit = out.mergeUnits(l.units, f.unit, unit)
	if err := out.placeFrom(f, given); err != nil {
		return Standard{}, line{}, err
	}
	out.warnAbout(l, f)
	out.leaveOut("unit", careOf)
	return out, l, nil
}

// checked returns the fields in a uniform notation, or an error for the first
// field that contains something that cannot be in an address.
func (s Street) checked() (Street, error) {
	for _, field := range []struct {
		name string
		text *string
	}{{"street", &s.Street}, {"unit", &s.Unit}, {"city", &s.City}, {"state", &s.State}, {"zip", &s.ZIP}} {
		text, err := checkField(field.name, *field.text)
		if err != nil {
			return Street{}, err
		}
		*field.text = text
	}
	if s.Street == "" {
		return Street{}, &FieldError{"street", CodeRequired, "is required"}
	}
	return s.splitCity(), nil
}

// readStreet parses the words of the street and rejects what is not a street.
func readStreet(f fields) (line, error) {
	for _, w := range f.street {
		if w.up == "&" {
			return line{}, &FieldError{"street", CodeIntersection, "names a crossing of two streets, not a home"}
		}
	}
	if len(f.street) == 0 || isUnit(f.street) {
		return line{}, &FieldError{"street", CodeRequired, "names no street"}
	}
	l := parseLine(f.street)
	switch {
	case !l.hasLetter():
		return line{}, &FieldError{"street", CodeNoLetters, "has no street name"}
	case l.number != "" || l.postal || l.numbered:
	case isCrossing(flatten([][]word{f.street, f.city})):
		return line{}, &FieldError{"street", CodeIntersection, "names a crossing of two streets, not a home"}
	case !endsStreet(l.suffix):
		return line{}, &FieldError{"street", CodeNoHouseNumber, "has no house number"}
	}
	return l, nil
}

// isCrossing reports whether words are two streets: "Oak St and Elm St".
func isCrossing(words []word) bool {
	for i := 1; i+1 < len(words); i++ {
		if words[i].up == "AND" && endsLikeStreet(words[i-1].up) {
			return true
		}
	}
	return false
}

// mergeUnits joins the units on the street line with those in the unit field
// and drops duplicates.
func (s *Standard) mergeUnits(inLine []unit, extra []word, field string) string {
	var units []unit
	units = addUnits(units, inLine)
	units = addUnits(units, readUnits(extra, unitField))
	before := len(units)
	if !saysNoUnit(field) {
		units = addUnits(units, readUnits(flatten(segments(field)), unitField))
	}
	if before > 0 && len(units) > before && !isPartOfHouse(units[0].kind) {
		s.warn(WarnTwoUnits, "unit", "The street and the unit field name different units.")
	}
	return showUnits(units)
}

// addUnits appends the units that are not in the list yet.
func addUnits(units, more []unit) []unit {
	for _, u := range more {
		if !containsUnit(units, u) {
			units = append(units, u)
		}
	}
	return units
}

// isPartOfHouse reports whether a kind of unit can contain other units.
func isPartOfHouse(kind string) bool {
	switch kind {
	case "BLDG", "FL", "TOWER", "WING":
		return true
	}
	return false
}

func containsUnit(units []unit, u unit) bool {
	for _, other := range units {
		if other.identity() == u.identity() {
			return true
		}
	}
	return false
}

// placeFrom fills in city, state, and ZIP from the line and from their own
// fields.
func (s *Standard) placeFrom(f fields, given Street) error {
	line, err := standardPlace(cityCase(f.city), f.state, f.zip)
	if err != nil {
		return err
	}
	field, err := standardPlace(given.City, given.State, given.ZIP)
	if err != nil {
		return err
	}
	s.City = s.follow("city", line.City, field.City)
	s.State = s.follow("state", line.State, field.State)
	if line.ZIP != "" && line.zip5() == field.zip5() && len(field.ZIP) > len(line.ZIP) {
		line.ZIP = field.ZIP
	}
	s.ZIP = s.follow("zip", line.ZIP, field.ZIP)
	s.Warnings = append(append(s.Warnings, line.Warnings...), field.Warnings...)
	return nil
}

// follow returns the line's value if it has one, and warns if the field's value
// differs.
func (s *Standard) follow(name, inLine, inField string) string {
	switch {
	case inLine == "":
		return inField
	case inField != "" && !strings.EqualFold(inLine, inField) && !strings.HasPrefix(inLine, inField+"-"):
		s.warn(WarnConflict, name, "The address line says "+inLine+" and not "+inField+".")
	}
	return inLine
}

// Place is where homes are. Each part may be empty.
type Place struct{ City, State, ZIP string }

// StandardizePlace converts a place to the form used in addresses: "arizona"
// becomes AZ. The error is a [*FieldError] for an unknown state, an invalid
// ZIP, or a ZIP that the state cannot have.
func StandardizePlace(in Place) (Place, error) {
	for _, field := range []struct {
		name string
		text *string
	}{{"city", &in.City}, {"state", &in.State}, {"zip", &in.ZIP}} {
		text, err := checkField(field.name, *field.text)
		if err != nil {
			return Place{}, err
		}
		*field.text = text
	}
	s, err := standardPlace(in.City, in.State, in.ZIP)
	if err != nil {
		return Place{}, err
	}
	if s.State != "" && s.ZIP != "" && !zipServes(s.ZIP, s.State) {
		return Place{}, &FieldError{"zip", CodeZIPState, "is no ZIP code of " + s.State}
	}
	return Place{s.City, s.State, s.ZIP}, nil
}

// standardPlace writes city, state, and ZIP in standard form.
func standardPlace(city, state, zip string) (Standard, error) {
	var s Standard
	s.City = cityCase(flatten(segments(city)))
	if state != "" {
		up := ups(flatten(segments(state)))
		code, ok := stateOf(up)
		if !ok {
			if code, ok = misspelledState(up); !ok {
				return Standard{}, &FieldError{"state", CodeUnknownState, "is not a state of the United States"}
			}
			s.warn(WarnStateSpelling, "state", "Read as "+code+".")
		}
		s.State = code
	}
	if zip != "" {
		code, padded, err := parseZIP(zip)
		if err != nil {
			return Standard{}, err
		}
		if padded && s.State != "" && !zipServes(code, s.State) {
			return Standard{}, zipShapeError() // 5201 in Arizona lacks another digit
		}
		if padded {
			s.warn(WarnZIPPadded, "zip", "Leading zeros were put back.")
		}
		s.ZIP = code
	}
	return s, nil
}

// warnAbout adds warnings about what parsing the street left open.
func (s *Standard) warnAbout(l line, f fields) {
	if l.number == "" && !l.postal {
		s.warn(WarnNoHouseNumber, "street", "The street has no house number.")
	}
	if f.guessed {
		s.warn(WarnCityGuessed, "city", "Nothing tells where the street ends and the city begins.")
	}
	s.leaveOut("street", joinWords(shown(flatten([][]word{f.ignored, l.ignored})), f.careOf))
	if f.second || l.twice {
		s.warn(WarnTwoAddresses, "street", "There is another address on the line.")
	}
	if s.State != "" && s.ZIP != "" && !zipServes(s.ZIP, s.State) {
		s.warn(WarnZIPState, "zip", "No ZIP code of "+s.State+" begins with "+s.ZIP[:1]+".")
	}
}

// leaveOut warns that the text is not in the standard form.
func (s *Standard) leaveOut(field, text string) {
	if text != "" {
		s.Warnings = append(s.Warnings, Warning{WarnIgnoredText, field, "“" + text + "” was left out.", text})
	}
}

func (s *Standard) warn(code, field, message string) {
	s.Warnings = append(s.Warnings, Warning{Code: code, Field: field, Message: message})
}

// compare lists the fields that differ from the input.
func (s *Standard) compare(in Street) {
	for _, c := range [...]Change{
		{"street", in.Street, s.Street.Street},
		{"unit", in.Unit, s.Unit},
		{"city", in.City, s.City},
		{"state", in.State, s.State},
		{"zip", in.ZIP, s.ZIP},
	} {
		if c.From != c.To {
			s.Changed = append(s.Changed, c)
		}
	}
}

// flatten joins segments into one list of words.
func flatten(segs [][]word) []word {
	if len(segs) == 1 {
		return segs[0]
	}
	var words []word
	for _, seg := range segs {
		words = append(words, seg...)
	}
	return words
}
