package rosterfile

import (
	"fmt"
	"strings"
)

// Column is one column of the file and what it is taken for.
type Column struct {
	Index   int      `json:"index"`         // from 1, as a person counts
	Header  string   `json:"header"`        // as in the file, "" when there is none
	Field   string   `json:"field"`         // "member[1].email"; "" when ignored
	Ignored bool     `json:"ignored"`       // nothing of it is used
	Source  string   `json:"source"`        // who says so: SourceSuggested, SourceSaved or SourceChosen
	Secret  bool     `json:"secret"`        // blanked while it is read
	Why     string   `json:"why,omitempty"` // why it is ignored, or what made it recognised
	Samples []string `json:"samples"`       // up to five different values, clipped; none of a secret
	own     bool     // appended by an earlier fix file
}

// Who says what a column means.
const (
	SourceSuggested = "suggested" // its heading and values
	SourceSaved     = "saved"     // the mapping of an earlier file, see File.UseSaved
	SourceChosen    = "chosen"    // somebody who looked at this file, see File.Use
)

// Name returns the heading, or the letter of a column without one.
func (c Column) Name() string {
	if name := clean(c.Header); name != "" {
		return name
	}
	return "Column " + letters(c.Index)
}

// letters returns the name of the column n as spreadsheets have it: A, B … AA.
func letters(n int) string {
	s := ""
	for ; n > 0; n = (n - 1) / 26 {
		s = string(rune('A'+(n-1)%26)) + s
	}
	return s
}

// suggester settles what each column means from all headings and the values
// below them.
type suggester struct {
	columns  []Column
	readings []reading
	profiles []profile
	people   []personKey
}

// suggest returns the columns of a file. Headings may all be empty.
func suggest(headings []string, profiles []profile) []Column {
	s := &suggester{profiles: profiles}
	spoken := headingsOfCouples(headings)
	for i, h := range headings {
		r := readHeading(spoken[i])
		why := ""
		if !r.ignored && (r.field == "" || r.weak) {
			if better, how := readMisspelt(spoken[i]); how != "" {
				r, why = better, how
			}
		}
		s.readings = append(s.readings, r)
		s.columns = append(s.columns, Column{Index: i + 1, Header: h, Source: SourceSuggested, Why: why})
	}
	s.markOwn()
	s.judgeByValues()
	s.findPeople()
	s.settlePlace()
	s.settleContacts()
	s.recogniseByValues()
	s.orderNames()
	for i := range s.columns {
		s.finish(i)
	}
	return s.columns
}

// markOwn recognises the columns that FixWriter appends.
func (s *suggester) markOwn() {
	headings := make([]string, len(s.columns))
	for i, c := range s.columns {
		headings[i] = c.Header
	}
	if !isFixHeader(headings) {
		return
	}
	from := len(s.columns) - len(fixColumns)
	for i := range fixColumns {
		s.columns[from+i].own = true
		s.readings[from+i] = reading{ignored: true, why: "added by the fix file"}
	}
}

// judgeByValues drops readings that the values contradict, and settles those
// that only the values can.
func (s *suggester) judgeByValues() {
	for i := range s.readings {
		r, p := &s.readings[i], &s.profiles[i]
		if (r.field == fieldSuffix || r.field == fieldResidentType) && p.mostly(p.streetTypes, 90) {
			r.field = fieldStreetType // "Suffix" and "Type" behind a street
		}
		switch r.field {
		case fieldEmail:
			r.weak = p.filled >= 3 && p.at == 0
		case fieldPhone:
			s.require(i, p.filled < 3 || p.phones > 0 || !p.mostly(p.names, 100))
		case fieldFullName:
			s.require(i, !r.weak || p.filled == 0 || p.mostly(p.names, 50))
		case fieldTitle:
			s.require(i, p.mostly(p.titles, 50))
		case fieldResidentType:
			s.require(i, !r.weak || p.filled == 0 || p.mostly(p.residents, 50))
		case fieldStatus:
			s.judgeStatus(i)
		case fieldState:
			s.require(i, p.filled < 3 || p.states > 0)
		case fieldAddress:
			s.judgeAddress(i)
		case fieldStreetDirection:
			s.require(i, !r.weak || p.mostly(p.directions, 90))
		case fieldRole:
			s.judgeRole(i)
		}
	}
}

// judgeStatus tells a status that says whether somebody still lives there, and
// owner or renter, from all others.
func (s *suggester) judgeStatus(i int) {
	switch r, p := &s.readings[i], &s.profiles[i]; {
	case p.mostly(p.residents, 50):
		r.field = fieldResidentType
	case p.filled > 0 && !p.mostly(p.stays, 50):
		s.ignore(i, whyUnneeded)
	}
}

func (s *suggester) require(i int, ok bool) {
	if !ok {
		s.ignore(i, "the values do not look like what the heading says")
	}
}

func (s *suggester) ignore(i int, why string) {
	s.readings[i] = reading{ignored: true, why: why, secret: s.readings[i].secret}
}

func (s *suggester) judgeAddress(i int) {
	r, p := &s.readings[i], &s.profiles[i]
	if !r.weak || p.filled == 0 {
		return
	}
	if p.mostly(p.figures, 80) {
		r.field = fieldStreetNumber
		return
	}
	s.require(i, p.mostly(p.places, 50))
}

// judgeRole tells a role in the household, a role in the community and owner
// or renter apart; all three are called "Role".
func (s *suggester) judgeRole(i int) {
	r, p := &s.readings[i], &s.profiles[i]
	if !r.weak {
		return
	}
	switch {
	case p.ranks > 0 && p.mostly(p.ranks+p.households, 50):
		r.field = fieldRole
	case p.mostly(p.residents, 50):
		r.field = fieldResidentType
	case p.mostly(p.households, 50):
		r.field = fieldHouseholdRole
	default:
		s.ignore(i, whyUnneeded)
	}
}

// settlePlace keeps one column for each part of the property's address.
func (s *suggester) settlePlace() {
	s.followMailing()
	best := make(map[string]int)
	for i, r := range s.readings {
		if !isPlaceField(r.field) && r.field != fieldHousehold {
			continue
		}
		if j, ok := best[r.field]; !ok || s.betterPlace(i, j) {
			best[r.field] = i
		}
	}
	further := s.furtherUnit(best)
	for i, r := range s.readings {
		switch j, ok := best[r.field]; {
		case !ok:
		case i == further:
			s.columns[i].Field = fieldUnit2
		case i != j:
			s.ignore(i, s.repeats(j))
		case isWithinLots(r.field) && !s.hasAny(best, fieldLot, fieldAddress):
			s.ignore(i, whyUnneeded)
		case isStreetPart(r.field) && (!s.hasAny(best, fieldStreet) || !s.hasAny(best, fieldStreetNumber)):
			s.ignore(i, "the address holds it")
		case r.weak && r.field == fieldUnit && s.hasAny(best, fieldAddress, fieldStreet, fieldLot):
			s.ignore(i, whyUnneeded)
		default:
			s.columns[i].Field = r.field
		}
	}
}

// furtherUnit is a second column of units, or -1.
func (s *suggester) furtherUnit(best map[string]int) int {
	first, ok := best[fieldUnit]
	for i, r := range s.readings {
		if ok && i != first && r.field == fieldUnit && !r.weak {
			return i
		}
	}
	return -1
}

// isWithinLots: the column only means something beside lots.
func isWithinLots(name string) bool {
	return isPlat(name) || name == fieldLotSuffix || name == fieldSubdivision
}

func (s *suggester) betterPlace(i, j int) bool {
	a, b := s.readings[i], s.readings[j]
	switch {
	case a.weak != b.weak:
		return b.weak
	case a.rank != b.rank:
		return a.rank < b.rank
	}
	return a.explicit && !b.explicit
}

func (s *suggester) hasAny(m map[string]int, names ...string) bool {
	for _, name := range names {
		if _, ok := m[name]; ok {
			return true
		}
	}
	return false
}

// followMailing takes the bare City, State and ZIP that stand right behind a
// mailing address as parts of it.
func (s *suggester) followMailing() {
	mailing := false
	for i, r := range s.readings {
		switch {
		case r.ignored && r.why == whyMailing:
			mailing = true
		case mailing && !r.explicit && (r.field == fieldCity || r.field == fieldState || r.field == fieldZIP || r.field == fieldUnit):
			s.ignore(i, whyMailing)
		case r.ignored && r.why == whyUnneeded && mailing:
		default:
			mailing = false
		}
	}
}

func (s *suggester) repeats(i int) string {
	return fmt.Sprintf("%s already says it", s.columns[i].Name())
}

// recogniseByValues looks for what no heading gave among the columns whose
// headings say nothing.
func (s *suggester) recogniseByValues() {
	if !s.mapped(isEmailField) {
		s.recognise(memberField(1, fieldEmail, 1), func(p *profile) bool { return p.mostly(p.emails, 60) })
	}
	if !s.mapped(isWhereField) {
		s.recognise(fieldAddress, func(p *profile) bool { return p.mostly(p.places, 70) })
	}
	if !s.mapped(isNameField) {
		s.recognise(memberField(1, fieldFullName, 1), func(p *profile) bool {
			return p.mostly(p.multiword, 80) && len(p.distinct)*2 > p.filled
		})
	}
	if !s.mapped(isPhoneField) {
		s.recognise(memberField(1, fieldPhone, 1), func(p *profile) bool { return p.mostly(p.phones, 80) })
	}
}

// recognise gives the field to the one unread column whose values fit. With
// two that fit nothing is certain.
func (s *suggester) recognise(name string, fits func(*profile) bool) {
	found := -1
	for i := range s.columns {
		if s.columns[i].Field != "" || s.readings[i].ignored || !fits(&s.profiles[i]) {
			continue
		}
		if found >= 0 {
			return
		}
		found = i
	}
	if found >= 0 {
		s.columns[found].Field = name
		s.columns[found].Why = "recognised by its values"
	}
}

// orderNames finds the columns of full names that are written last name first.
func (s *suggester) orderNames() {
	for i := range s.columns {
		f, ok := parseField(s.columns[i].Field)
		if !ok || f.name != fieldFullName || !s.profiles[i].lastFirst(s.readings[i].lastFirst) {
			continue
		}
		s.columns[i].Field = memberField(f.person, fieldLastFirst, 1)
		s.columns[i].Why = "its names have the last name first"
	}
}

func (s *suggester) mapped(is func(field) bool) bool {
	return mapsAny(s.columns, is)
}

func mapsAny(columns []Column, is func(field) bool) bool {
	for _, c := range columns {
		if f, ok := parseField(c.Field); ok && is(f) {
			return true
		}
	}
	return false
}

func isEmailField(f field) bool { return f.name == fieldEmail }
func isPhoneField(f field) bool { return f.name == fieldPhone }
func isNameField(f field) bool {
	return f.name == fieldFullName || f.name == fieldLastFirst || f.name == fieldFirst || f.name == fieldLast
}
func isWhereField(f field) bool {
	return f.name == fieldAddress || f.name == fieldStreet || f.name == fieldLot
}

// finish fills in what the review shows of a column.
func (s *suggester) finish(i int) {
	c, r := &s.columns[i], s.readings[i]
	c.Samples = s.profiles[i].samples
	if c.Samples == nil || r.secret {
		c.Samples = []string{}
	}
	if c.Field != "" {
		return
	}
	c.Ignored, c.Secret = true, r.secret
	switch {
	case r.why != "":
		c.Why = r.why
	case clean(c.Header) == "" && len(c.Samples) == 0:
		c.Why = "empty"
	case strings.TrimSpace(c.Why) == "" || r.field != "":
		c.Why = "not known"
	}
}
