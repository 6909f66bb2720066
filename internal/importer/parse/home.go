package parse

import (
	"cmp"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"github.com/communitrak/onboarding/internal/address"
	"github.com/communitrak/onboarding/internal/contact"
	"github.com/communitrak/onboarding/internal/onboarding"
	"github.com/communitrak/onboarding/internal/personname"
	"github.com/communitrak/onboarding/internal/roster"
	"github.com/communitrak/onboarding/internal/rosterfile"
)

// home returns the property that the row names, completed by the community's
// settings. ok is false if the row names none, which is noted.
func (r *Parser) home(p rosterfile.Place, out *Row) (home roster.Property, ok bool) {
	line := p.Street
	if line == "" {
		line = p.Address
	}
	if line == "" {
		return r.homeByLot(address.Lot{Lot: p.Lot}, p, out)
	}
	kind, _, lot, certain := address.Parse(line)
	switch {
	case kind == address.KindStreet:
		return r.street(line, p, out)
	case kind == address.KindLot && certain:
		return r.homeByLot(address.Lot{Lot: lot.Lot, Unit: lot.Unit, City: lot.City, State: lot.State, ZIP: lot.ZIP}, p, out)
	case p.Lot != "":
		return r.homeByLot(address.Lot{Lot: p.Lot}, p, out)
	case kind == address.KindUnit:
		out.Attention(CodeMissingAddress, r.placeColumn(), line, "There is a unit but no street address or lot number.")
	default:
		out.Attention(CodeUnclearAddress, r.placeColumn(), line,
			fmt.Sprintf("%q is neither a street address nor a lot number. Write a lot as “Lot 12”.", line))
	}
	return roster.Property{}, false
}

// homeByLot returns the property of a row without a street address. What the
// lot is numbered within may have its own columns.
func (r *Parser) homeByLot(lot address.Lot, p rosterfile.Place, out *Row) (roster.Property, bool) {
	if lot.Lot == "" {
		message, unit := "There is no street address or lot number.", cmp.Or(p.Unit, p.Unit2)
		if unit != "" {
			message = "There is a unit but no street address or lot number."
		}
		out.Attention(CodeMissingAddress, r.placeColumn(), unit, message)
		return roster.Property{}, false
	}
	typed := lot.Lot
	for _, plat := range []struct{ word, short, value string }{
		{"Block", "bl", p.Block}, {"Section", "sec", p.Section}, {"Phase", "ph", p.Phase}, {"Tract", "tr", p.Tract},
	} {
		if value := strings.TrimSpace(plat.value); value != "" && !holdsWord(typed, plat.short) {
			lot.Lot += " " + withWord(plat.word, plat.short, value)
		}
	}
	home, ok := r.lot(lot, p, out)
	return home, ok && r.ofOneSubdivision(home, p, out)
}

// ofOneSubdivision ties a lot or street to the subdivision in which it was first
// read: subdivision names are not part of an address, so the same one in a
// second subdivision is a different home.
func (r *Parser) ofOneSubdivision(home roster.Property, p rosterfile.Place, out *Row) bool {
	name := personname.Fold(p.Subdivision)
	if name == "" {
		return true
	}
	first, ok := r.subdivisions[home.Label]
	if !ok {
		r.subdivisions[home.Label] = name
		return true
	}
	if first == name {
		return true
	}
	out.Attention(CodeAmbiguousAddress, r.columns["property.subdivision"], p.Subdivision,
		fmt.Sprintf("There is another %s in a different part of the community. Write the address so the two can be told apart.", home.Label))
	return false
}

// holdsWord reports whether a word of the text has that prefix.
func holdsWord(text, beginning string) bool {
	return slices.ContainsFunc(strings.Fields(strings.ToLower(text)), func(w string) bool { return strings.HasPrefix(w, beginning) })
}

// withWord puts the word before a bare value: one without spaces or dots that
// does not already begin with the word or its short form.
func withWord(word, short, value string) string {
	if strings.ContainsAny(value, " .") || holdsWord(value, short) {
		return value
	}
	return word + " " + value
}

func (r *Parser) lot(lot address.Lot, p rosterfile.Place, out *Row) (roster.Property, bool) {
	fill := func(to *string, from string) {
		if *to == "" {
			*to = from
		}
	}
	fill(&lot.Unit, r.unitOf(p, out))
	fill(&lot.City, p.City)
	fill(&lot.State, p.State)
	fill(&lot.ZIP, p.ZIP)
	standard, err := address.StandardizeLot(lot)
	if err != nil {
		r.badAddress(err, lot.Lot, out)
		return roster.Property{}, false
	}
	return onboarding.LotProperty(standard), true
}

func (r *Parser) street(line string, p rosterfile.Place, out *Row) (roster.Property, bool) {
	p, second := r.onlyUnit(line, p, out)
	if second {
		out.Attention(CodeUnclearAddress, r.placeColumn(), line+", "+p.Unit, fmt.Sprintf(moreThanOne, line+", "+p.Unit))
		return roster.Property{}, false
	}
	if unitBefore.MatchString(line) {
		out.Attention(CodeUnclearAddress, r.placeColumn(), line, fmt.Sprintf("%q may begin with a unit. Write a unit after the street, as in “Unit 2”.", line))
		return roster.Property{}, false
	}
	standard, err := onboarding.StandardizeStreet(address.Street{Street: line, Unit: r.unitOf(p, out), City: p.City, State: p.State, ZIP: p.ZIP}, r.preferences)
	if err != nil {
		r.badAddress(err, line, out)
		return roster.Property{}, false
	}
	if no := r.refuse(line, p, standard); no != nil {
		out.Attention(cmp.Or(no.code, CodeUnclearAddress), no.column, no.value, no.why)
		return roster.Property{}, false
	}
	for _, w := range standard.Warnings {
		out.Note(r.columnOfPlace(w.Field) + ": " + w.Message)
	}
	if p.Lot != "" {
		out.Note(fmt.Sprintf("%s: not used, because the street address already says where it is (%s)", r.columns["property.lot"], p.Lot))
	}
	home := onboarding.StreetProperty(onboarding.CompleteAddress(standard.Street, r.preferences))
	return home, r.ofOneSubdivision(home, p, out)
}

// refusal is why an address in standard form is not the home's.
type refusal struct{ code, column, value, why string }

// refuse returns why nobody may take the address for the home's, or nil. In a
// form, somebody looks at the standard form and confirms it; here nobody does.
func (r *Parser) refuse(line string, p rosterfile.Place, standard address.Standard) *refusal {
	unclear := func(why string, said ...any) *refusal {
		return &refusal{column: r.placeColumn(), value: line, why: fmt.Sprintf(why, said...)}
	}
	if rosterfile.HoldsSecret(standard.Unit) { // everybody sees the home's label
		return &refusal{column: r.columnOfPlace("unit"), why: "The address holds a code. Write only the address."}
	}
	if _, err := contact.ParsePhone(strings.TrimPrefix(standard.Unit, "Unit ")); err == nil {
		return unclear("%q holds a phone number. Write only the address.", line)
	}
	if strings.HasPrefix(standard.Street.Street, "PO Box ") {
		return unclear("%q is where mail goes, not a home. Write the street address or lot number.", line)
	}
	if remark := inBrackets.FindStringSubmatch(line); remark != nil && strings.Contains(strings.ToLower(standard.Street.Street), strings.ToLower(remark[1])) {
		return unclear("%q holds a remark in brackets. Write only the address.", line)
	}
	for _, w := range standard.Warnings {
		column := r.columnOfPlace(w.Field)
		switch {
		case w.Code == address.WarnTwoAddresses:
			return unclear(moreThanOne, line)
		case w.Code == address.WarnTwoUnits:
			return &refusal{column: column, value: p.Unit, why: fmt.Sprintf("The address has one unit in %q and another in %q. Write only the home’s.", line, p.Unit)}
		case strings.ContainsFunc(w.LeftOut, unicode.IsDigit):
			return &refusal{column: column, value: w.LeftOut, why: fmt.Sprintf("%q could not be read, and it may tell homes apart. Write the unit as “Unit 2”.", w.LeftOut)}
		case w.Code == address.WarnZIPState && strings.HasPrefix(standard.ZIP, "0"): // the zero may have been put back by mistake
			return &refusal{CodeInvalidAddress, column, p.ZIP, "The ZIP has too few digits, or is that of another state."}
		case w.Code == address.WarnNoHouseNumber:
			return &refusal{address.CodeNoHouseNumber, r.placeColumn(), line, fmt.Sprintf("%q has no house number.", line)}
		}
	}
	return nil
}

// columnOfPlace returns the column of a part of the address, or that of the
// whole.
func (r *Parser) columnOfPlace(part string) string {
	return cmp.Or(r.columns["property."+part], r.placeColumn())
}

const moreThanOne = "%q holds more than one address. Write only the home’s."

// unitOf returns the unit with its building, and with what a second column, or
// the second line of the address, says about it.
func (r *Parser) unitOf(p rosterfile.Place, out *Row) string {
	if p.Unit2 == "" {
		return withBuilding(p)
	}
	switch kind, _, _, _ := address.Parse(p.Unit2); kind {
	case address.KindUnit, address.KindLot:
		p.Unit = joinUnits(p.Unit, p.Unit2)
	default:
		out.Note(fmt.Sprintf("%s: another line of the address, not used (%s)", r.columns["property.unit2"], p.Unit2))
	}
	return withBuilding(p)
}

// onlyUnit drops a unit that only repeats the street or its number, and
// moves the city out of one that is the last line of the address: a column may
// hold a unit in one row and "Mesa, AZ 85201" in the next. second reports
// whether the unit is another street address instead.
func (r *Parser) onlyUnit(line string, p rosterfile.Place, out *Row) (_ rosterfile.Place, second bool) {
	if p.Unit == "" {
		return p, false
	}
	number, _, _ := strings.Cut(line, " ")
	kind, inUnit, _, _ := address.Parse(p.Unit)
	switch {
	case strings.EqualFold(p.Unit, number), kind == address.KindStreet && strings.EqualFold(inUnit.Street, streetOf(line)):
		out.Note(fmt.Sprintf("%s: not a unit, it only repeats the street (%s)", r.columns["property.unit"], p.Unit))
		p.Unit = ""
	case address.IsStreet(p.Unit):
		return p, true
	case kind != address.KindUnit && strings.Contains(p.Unit, " "): // "Suite CA" is next to Suite GA
		joined, err := address.Standardize(address.Street{Street: line + ", " + p.Unit})
		if s := joined.Street; err == nil && s.Unit == "" && s.City != "" && s.State != "" && (p.City == "" || strings.EqualFold(s.City, p.City)) {
			p.City, p.State, p.ZIP, p.Unit = s.City, cmp.Or(p.State, s.State), cmp.Or(p.ZIP, s.ZIP), ""
		}
	}
	return p, false
}

func streetOf(line string) string {
	_, s, _, _ := address.Parse(line)
	return s.Street
}

// unitBefore matches "4B/12 Heron Way".
var unitBefore = regexp.MustCompile(`(?i)^\s*\d+[a-z]/\d`)

var inBrackets = regexp.MustCompile(`[(\[]([^()\[\]]+)[)\]]`)

// withBuilding returns the unit with its building.
func withBuilding(p rosterfile.Place) string {
	building := strings.TrimSpace(p.Building)
	if building == "" {
		return p.Unit
	}
	if !strings.ContainsAny(building, " .") {
		building = "Bldg " + building
	}
	if p.Unit == "" {
		return building
	}
	return building + " " + unitWord(p.Unit)
}

// unitWord puts a designator before a unit that has none.
func unitWord(unit string) string {
	if isBareUnit(unit) {
		return "Unit " + unit
	}
	return unit
}

func isBareUnit(unit string) bool { return !strings.ContainsAny(unit, " #") }

// joinUnits joins two unit columns: "Bldg 2" and "7" become "Bldg 2 Unit 7",
// "1" and "5" become "Unit 1 Apt 5".
func joinUnits(unit, further string) string {
	last := func(s string) string { return strings.ToLower(s[strings.LastIndexAny(s, " #")+1:]) }
	switch {
	case unit == "":
		return further
	case last(unit) == last(further) && isBareUnit(further):
		return unit
	case last(unit) == last(further):
		return further
	case isBareUnit(unit) && isBareUnit(further):
		return unitWord(unit) + " Apt " + further
	case isBareUnit(unit):
		return further + " " + unitWord(unit)
	}
	return unit + " " + unitWord(further)
}

func (r *Parser) badAddress(err error, typed string, out *Row) {
	var field *address.FieldError
	if !errors.As(err, &field) {
		out.Attention(CodeInvalidAddress, r.placeColumn(), typed, Sentence(err.Error()))
		return
	}
	column := r.columns["property."+field.Field]
	if column == "" {
		column = r.placeColumn()
	}
	out.Attention(CodeInvalidAddress, column, typed, fmt.Sprintf("The %s %s.", field.Field, strings.TrimSuffix(field.Reason, ".")))
}

// placeColumn returns the heading of the column that holds the property, or
// should.
func (r *Parser) placeColumn() string {
	for _, field := range []string{"property.address", "property.street", "property.lot", "property.unit"} {
		if c := r.columns[field]; c != "" {
			return c
		}
	}
	return ""
}
