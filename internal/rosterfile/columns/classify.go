package columns

import (
	"fmt"
	"slices"
	"strings"

	"github.com/communitrak/onboarding/internal/rosterfile/sheet"
)

// classifier puts every column into exactly one class: a field of a party,
// known and not needed, or open. It considers all headings, the values below
// them, and the first rows.
type classifier struct {
	columns    []Column
	readings   []reading
	profiles   []profile
	sample     []sheet.Record // rows below the headings
	parties    []party
	bare       int   // party that a bare "Email" belongs to, 0 for none
	rivals     []int // the parties that it may belong to, if it is not certain
	sets       []string
	beside     int                 // column where a second list starts next to the first, 0 for none
	contested  []int               // emails and phones that may belong to several people
	unsure     []int               // columns about who has left, where that may be one of several people
	misread    []int               // columns whose heading is about the home, and whose values are no address
	unclear    []int               // columns used as suggested although others compete with them
	otherHomes map[int][]otherHome // columns with other addresses than the one that is used, by that one
	others     []string            // what headings call people whose names are not used, because others may be the same
}

// classify returns the columns of a file and the questions about them. Headings
// may all be empty. groups are the headings above them, such as "Owner" over
// "Name" and "Email". A known layout decides the columns that it mentions.
func classify(headings, groups []string, profiles []profile, sample []sheet.Record, known recognized) ([]Column, []Question) {
	s := &classifier{profiles: profiles, sample: sample, otherHomes: map[int][]otherHome{}}
	spoken := headingsOfCouples(withGroups(headings, groups))
	for i, h := range headings {
		r := readHeading(spoken[i])
		why := ""
		if better, how := readTypo(spoken[i]); how != "" && s.confirms(i, better) {
			r, why = better, how
		}
		s.readings = append(s.readings, r)
		c := Column{Index: i + 1, Header: h, Source: SourceSuggested, Why: why}
		if len(groups) > 0 {
			c.group = groups[i]
		}
		c.mail, _ = parseHeading(c.spoken()).mailKind()
		s.columns = append(s.columns, c)
	}
	s.markAdded()
	s.skipSecondList()
	s.judgeByValues()
	s.readGivenNames()
	s.settleFamilyName()
	s.settleSecond()
	s.settlePlace()
	s.findParties()
	s.settleContacts()
	s.recognizeByValues()
	s.follow(known)
	s.orderNames()
	for i := range s.columns {
		s.finish(i)
	}
	return s.columns, s.ask()
}

// skipSecondList excludes a second list next to the first: its people live
// elsewhere than those in the same row.
func (s *classifier) skipSecondList() {
	first := make(map[string]int)
	var homes, names bool
	begins := 0
	for i, c := range s.columns {
		form := Folded(c.Header)
		r := s.readings[i]
		if _, again := first[form]; !again || form == "" || !r.usable() {
			first[form] = i
			continue
		}
		if begins == 0 {
			begins = i
		}
		homes = homes || r.field == FieldAddress || r.field == FieldStreet
		names = names || isNamePart(r.field)
	}
	if !homes || !names {
		return
	}
	s.beside = begins
	for i := begins; i < len(s.readings); i++ {
		s.readings[i].stranger, s.readings[i].why = true, "another list, beside the first"
	}
}

// withGroups prefixes headings with the group above them.
func withGroups(headings, groups []string) []string {
	if len(groups) == 0 {
		return headings
	}
	spoken := make([]string, len(headings))
	for i, h := range headings {
		spoken[i] = strings.TrimSpace(groups[i] + " " + h)
	}
	return spoken
}

// confirms reports whether the values agree with the reading of a misspelled
// heading.
func (s *classifier) confirms(i int, r reading) bool {
	p := &s.profiles[i]
	if p.filled == 0 {
		return true
	}
	switch r.field {
	case FieldEmail:
		return p.mostly(p.emails, 50)
	case FieldPhone:
		return p.mostly(p.phones, 50)
	case FieldZIP:
		return p.mostly(p.zips, 50)
	case FieldState:
		return p.mostly(p.states, 50)
	case FieldAddress:
		return p.mostly(p.places, 50)
	}
	return true
}

// usable reports whether the heading gives the column a field of somebody who
// may be in the file.
func (r reading) usable() bool { return r.field != "" && !r.ignored && !r.stranger }

// markAdded recognizes the columns that FixWriter appends.
func (s *classifier) markAdded() {
	headings := make([]string, len(s.columns))
	for i, c := range s.columns {
		headings[i] = c.Header
	}
	if !isFixHeader(headings) {
		return
	}
	from := len(s.columns) - len(FixColumns)
	for i := range FixColumns {
		s.columns[from+i].own = true
		s.readings[from+i] = reading{ignored: true, why: "added by the fix file"}
	}
}

// judgeByValues drops readings that the values contradict and settles those
// that only the values can.
func (s *classifier) judgeByValues() {
	for i := range s.readings {
		r, p := &s.readings[i], &s.profiles[i]
		if !r.usable() {
			continue
		}
		if (r.field == FieldSuffix || r.field == FieldResidentType) && p.mostly(p.streetTypes, 90) {
			r.field = FieldStreetType // "Suffix" and "Type" after a street
		}
		switch r.field {
		case FieldEmail:
			s.require(i, p.filled == 0 || p.at > 0 || !p.mostly(p.flags, 90) && !slices.Contains(Words(s.columns[i].Header), "preferred")) // "Email Valid": "Y"
			r.weak = p.filled >= 3 && p.at == 0
			s.require(i, p.at > 0 || p.places == 0) // "Mail Addr" over streets
		case FieldNoMail:
			switch {
			case !p.mostly(p.emails, 50):
			case s.columns[i].mail == mailAllowed:
				r.field = FieldEmail // "Valid Email"
			default:
				s.ignore(i, "not to be used") // "Email - DO NOT USE"
			}
		case FieldPhone:
			s.require(i, p.filled < 3 || p.phones > 0 || !p.mostly(p.names, 100))
		case FieldFullName:
			s.require(i, !r.weak || p.filled == 0 || p.mostly(p.names, 50))
		case FieldTitle:
			s.require(i, p.mostly(p.titles, 50))
		case FieldResidentType:
			s.require(i, !r.weak || p.filled == 0 || p.strangers+p.absent > 0 || p.mostly(p.residents, 50))
		case FieldLives:
			s.judgeCurrent(i)
		case FieldStatus:
			s.judgeStatus(i)
		case FieldState:
			s.require(i, p.filled < 3 || p.states > 0)
		case FieldCity:
			if p.mostly(p.places, 80) && parseHeading(s.columns[i].Header).any("address", "street") {
				r.field = FieldAddress // "Address, City", not "Address City"
			}
		case FieldAddress:
			s.judgeAddress(i)
		case FieldHouseholdRole:
			if p.mostly(p.residents, 50) && !p.mostly(p.households, 50) {
				r.field = FieldResidentType // "Relationship to Property"
			}
		case FieldStreetNumber:
			if p.mostly(p.places, 80) && !s.readsOf(r.set, FieldStreet) {
				r.field = FieldStreet // "House # and Street"
				continue
			}
			s.require(i, !r.weak || p.mostly(p.figures, 80) && s.lacksNumbers(r.set))
		case FieldUnit, FieldBuilding:
			s.judgeUnit(i)
		case FieldStreetDirection:
			s.require(i, !r.weak || p.mostly(p.directions, 90))
		case FieldRole:
			s.judgeRole(i)
		}
	}
}

// judgeStatus separates a status that says whether somebody still lives there,
// and one that says owner or renter, from all others.
func (s *classifier) judgeStatus(i int) {
	switch r, p := &s.readings[i], &s.profiles[i]; {
	case p.mostly(p.residents, 50):
		r.field = FieldResidentType
	case p.filled > 0 && !p.mostly(p.stays, 50):
		for v := range p.distinct {
			if presence(FieldStatus, v) == presenceUnknown && !slices.Contains(s.unclear, i) {
				s.unclear = append(s.unclear, i)
			}
		}
		s.ignore(i, whyUnneeded)
	}
}

// judgeCurrent distinguishes "Current Owner" over flags from "Current Owner"
// over names.
func (s *classifier) judgeCurrent(i int) {
	switch r, p := &s.readings[i], &s.profiles[i]; {
	case !r.weak || p.mostly(p.flags, 50):
	case r.noun == nounNone:
		s.ignore(i, whyUnneeded)
	default:
		r.field = FieldFullName
		s.require(i, p.filled == 0 || p.mostly(p.names, 50))
	}
}

// readsOf reports whether a column in the given address set is the field.
func (s *classifier) readsOf(set, name string) bool {
	return slices.ContainsFunc(s.readings, func(r reading) bool { return r.set == set && r.field == name })
}

// lacksNumbers reports whether the streets of an address set have no numbers.
func (s *classifier) lacksNumbers(set string) bool {
	i := slices.IndexFunc(s.readings, func(r reading) bool { return r.set == set && r.field == FieldStreet })
	return i >= 0 && s.profiles[i].filled > 0 && s.profiles[i].places == 0
}

func (s *classifier) require(i int, ok bool) {
	if !ok {
		if IsPlaceField(s.readings[i].field) {
			s.misread = append(s.misread, i)
		}
		s.ignore(i, "the values do not look like what the heading says")
	}
}

func (s *classifier) ignore(i int, why string) {
	s.readings[i] = reading{ignored: true, why: why, secret: s.readings[i].secret}
}

func (s *classifier) judgeAddress(i int) {
	r, p := &s.readings[i], &s.profiles[i]
	if p.mostly(p.figures, 80) && s.readsOf(r.set, FieldStreet) {
		r.field = FieldStreetNumber // "Address" next to "Street"
		return
	}
	if !r.weak || p.filled == 0 {
		return
	}
	if p.mostly(p.phones, 60) {
		r.field, r.weak, r.rank, r.set = FieldPhone, false, 2, "" // "Home" next to "Cell"
		return
	}
	if p.mostly(p.figures, 80) && slices.Contains(Words(s.columns[i].Header), "house") {
		r.field = FieldStreetNumber
		return
	}
	s.require(i, p.mostly(p.places, 50))
}

// judgeUnit distinguishes units and buildings from what programs of associations
// of houses call so: the address.
func (s *classifier) judgeUnit(i int) {
	if p := &s.profiles[i]; !p.mostly(p.places, 90) || slices.ContainsFunc(s.readings, func(r reading) bool {
		return r.usable() && (r.field == FieldAddress || r.field == FieldStreet || r.field == FieldStreetNumber)
	}) {
		return
	}
	s.readings[i].field, s.readings[i].either = FieldAddress, false
}

// judgeRole distinguishes a role in the household, a role in the community, and
// owner or renter, all of which are called "Role".
func (s *classifier) judgeRole(i int) {
	r, p := &s.readings[i], &s.profiles[i]
	if !r.weak {
		return
	}
	switch {
	case p.ranks > 0 && p.mostly(p.ranks+p.households, 50):
		r.field = FieldRole
	case p.mostly(p.residents, 50):
		r.field = FieldResidentType
	case p.mostly(p.households, 50):
		r.field = FieldHouseholdRole
	case p.mostly(p.residents+p.strangers+p.absent, 50):
		r.field = FieldResidentType
	default:
		s.ignore(i, whyUnneeded)
	}
}

func (s *classifier) repeats(i int) string {
	return fmt.Sprintf("%s already says it", s.columns[i].Name())
}

// agree compares two columns over the first rows: how many rows fill both, and
// in how many of those they differ.
func (s *classifier) agree(i, j int) (both, differ int) {
	for _, rec := range s.sample {
		if i >= len(rec.Cells) || j >= len(rec.Cells) {
			continue
		}
		a, b := Folded(rec.Cells[i]), Folded(rec.Cells[j])
		if a == "" || b == "" {
			continue
		}
		both++
		differ += count(a != b)
	}
	return both, differ
}

// recognizeByValues looks for fields that no heading provided among the columns
// whose headings say nothing.
func (s *classifier) recognizeByValues() {
	if !mapsAny(s.columns, isEmailField) {
		s.recognize(memberField(1, FieldEmail, 1), func(p *profile) bool { return p.mostly(p.emails, 60) })
	}
	if !mapsAny(s.columns, isWhereField) {
		s.recognize(FieldAddress, func(p *profile) bool { return p.mostly(p.places, 70) })
	}
	if !mapsAny(s.columns, isNameField) {
		s.recognize(memberField(1, FieldFullName, 1), func(p *profile) bool {
			return p.mostly(p.multiword, 80) && len(p.distinct)*2 > p.filled
		})
	}
	if !mapsAny(s.columns, isPhoneField) {
		s.recognize(memberField(1, FieldPhone, 1), func(p *profile) bool { return p.mostly(p.phones, 80) })
	}
}

// whyValues is the reason given for a column that no heading explains.
const whyValues = "recognized by its values"

// recognize assigns the field to the only unread column whose values fit. If
// two fit, nothing is certain.
func (s *classifier) recognize(name string, fits func(*profile) bool) {
	found := -1
	for i := range s.columns {
		if r := s.readings[i]; s.columns[i].Field != "" || r.ignored || r.stranger || !fits(&s.profiles[i]) {
			continue
		}
		if found >= 0 {
			return
		}
		found = i
	}
	if found < 0 {
		return
	}
	s.columns[found].Field = name
	s.columns[found].Why = whyValues
	if h := Words(s.columns[found].Header); len(h) > 0 && h[0] != "login" {
		s.unclear = append(s.unclear, found)
	}
}

// orderNames finds full-name columns that are written last name first. A column
// that does not reveal its order has that of the others.
func (s *classifier) orderNames() {
	isFull := func(i int) (Field, bool) {
		f, ok := ParseField(s.columns[i].Field)
		return f, ok && f.Name == FieldFullName
	}
	var all profile
	for i := range s.columns {
		if _, ok := isFull(i); ok {
			p := &s.profiles[i]
			all.multiword += p.multiword
			all.uncut += p.uncut
			all.familyFirst += p.familyFirst
			all.givenFirst += p.givenFirst
			all.certain += p.certain
		}
	}
	for i := range s.columns {
		f, ok := isFull(i)
		if !ok || !s.profiles[i].lastFirst(s.readings[i].lastFirst) && !s.profiles[i].lastFirstLike(&all) {
			continue
		}
		s.columns[i].Field = memberField(f.Person, FieldLastFirst, 1)
		s.columns[i].Why = "its names have the last name first"
	}
}

func mapsAny(columns []Column, is func(Field) bool) bool {
	for _, c := range columns {
		if f, ok := ParseField(c.Field); ok && is(f) {
			return true
		}
	}
	return false
}

func isEmailField(f Field) bool { return f.Name == FieldEmail }
func isPhoneField(f Field) bool { return f.Name == FieldPhone }
func isNameField(f Field) bool {
	return f.Name == FieldFullName || f.Name == FieldLastFirst || f.Name == FieldFirst || f.Name == FieldLast
}
func isWhereField(f Field) bool {
	return f.Name == FieldAddress || f.Name == FieldStreet || f.Name == FieldLot
}

// finish fills in what the review shows about a column.
func (s *classifier) finish(i int) {
	c, r := &s.columns[i], s.readings[i]
	c.marks = c.mail == mailMarked && s.profiles[i].marksRows()
	c.Samples = s.profiles[i].samples
	if c.Samples == nil || r.secret {
		c.Samples = []string{}
	}
	if c.Field != "" {
		return
	}
	c.Ignored, c.Secret = true, r.secret
	switch {
	case c.Source == SourceLayout:
	case r.why != "":
		c.Why = r.why
	case r.stranger:
		c.Why = whyStranger
	case sheet.Clean(c.Header) == "" && len(c.Samples) == 0:
		c.Why = "empty"
	case strings.TrimSpace(c.Why) == "" || r.field != "":
		c.Why = "not known"
	}
}
