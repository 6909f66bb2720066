package address

import (
	"strings"
	"unicode"
)

// Standardize brings a street address into standard form and tells what changed.
//
// People type the whole address into the street field, so unit, city, state and
// ZIP are taken from its end. Where a field of its own says something else about
// the city, state or ZIP, the line is followed and a warning tells so: the
// fields are often prefilled.
//
// A missing unit, city, state or ZIP is no error. The error is a [*FieldError]
// and names the field that cannot be read.
func Standardize(in Street) (Standard, error) {
	out, _, err := standardize(in)
	return out, err
}

// StandardName brings the name of a street, without a number, into the form that
// it has in a standard address: "Juniper Court" is "Juniper Ct". What cannot be
// read as one stays as it is.
func StandardName(street string) string {
	const number = "1 "
	out, err := Standardize(Street{Street: number + street})
	name, ok := strings.CutPrefix(out.Street.Street, number)
	if err != nil || !ok || out.Unit+out.City+out.State+out.ZIP != "" {
		return street
	}
	return name
}

// standardize is Standardize and gives the parts of the line as well.
func standardize(in Street) (Standard, line, error) {
	out, l, err := standardizeOnce(in)
	if err != nil {
		return Standard{}, line{}, err
	}
	if out.Street != in {
		if out.Street, l, err = settle(out.Street); err != nil {
			return Standard{}, line{}, err
		}
	}
	out.compare(in)
	return out, l, nil
}

// maxReadings bounds how often settle reads an address.
const maxReadings = 4

// settle reads an address until reading it changes nothing, which makes a
// standard address a fixed point whatever was typed. Addresses that exist are
// settled by the first reading; for one that is still moving after a few no
// reading can be called the right one.
func settle(s Street) (Street, line, error) {
	for range maxReadings {
		again, l, err := standardizeOnce(s)
		if err != nil {
			return Street{}, line{}, err
		}
		if again.Street == s {
			return s, l, nil
		}
		s = again.Street
	}
	return Street{}, line{}, &FieldError{"street", CodeUnclear, "can be read in several ways"}
}

// standardizeOnce reads an address and writes it in standard form.
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
	out.Unit = out.mergeUnits(l.units, f.unit, given.Unit)
	if err := out.placeFrom(f, given); err != nil {
		return Standard{}, line{}, err
	}
	out.warnAbout(l, f)
	return out, l, nil
}

// checked gives the fields in one notation, or the first that holds something
// that no address does.
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

// readStreet reads the street's own words and refuses what is no street.
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
	case !strings.ContainsFunc(l.Street(), unicode.IsLetter):
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

// mergeUnits joins the units of the street line with that of the unit field. One
// that is named twice is kept once.
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

// addUnits appends the units that are not there yet.
func addUnits(units, more []unit) []unit {
	for _, u := range more {
		if !containsUnit(units, u) {
			units = append(units, u)
		}
	}
	return units
}

// isPartOfHouse reports whether a kind of unit holds others.
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

// placeFrom fills city, state and ZIP from the line and from their own fields.
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

// follow gives the line's value where it has one, and warns where the field's
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

// Place is where homes stand: each part may be blank.
type Place struct{ City, State, ZIP string }

// StandardizePlace brings a place into the form that addresses have: "arizona"
// is AZ. The error is a [*FieldError]: a state or ZIP that there is none of, or a
// ZIP that no place of the state can have.
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

// standardPlace writes city, state and ZIP in standard form.
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

// warnAbout adds what reading the street left open.
func (s *Standard) warnAbout(l line, f fields) {
	if l.number == "" && !l.postal {
		s.warn(WarnNoHouseNumber, "street", "The street has no house number.")
	}
	if f.guessed {
		s.warn(WarnCityGuessed, "city", "Nothing tells where the street ends and the city begins.")
	}
	if ignored := append(f.ignored[:len(f.ignored):len(f.ignored)], l.ignored...); len(ignored) > 0 {
		s.warn(WarnIgnoredText, "street", "Left out: "+shown(ignored)+".")
	}
	if s.State != "" && s.ZIP != "" && !zipServes(s.ZIP, s.State) {
		s.warn(WarnZIPState, "zip", "No ZIP code of "+s.State+" begins with "+s.ZIP[:1]+".")
	}
}

func (s *Standard) warn(code, field, message string) {
	s.Warnings = append(s.Warnings, Warning{code, field, message})
}

// compare lists the fields that differ from what was typed.
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

// flatten joins segments to one list of words.
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
