package columns

import (
	"fmt"
	"slices"
	"strings"

	"github.com/communitrak/onboarding/internal/rosterfile/sheet"
)

// Mapping says what the columns of a file mean. It is stored as JSON with the
// file's import; [File.Said] keeps what somebody settled for later files.
type Mapping struct {
	Sheet     string       `json:"sheet,omitempty"`     // "" for the current one
	HeaderRow *int         `json:"headerRow,omitempty"` // 0 for none, nil for the detected one
	Columns   []Assignment `json:"columns"`
	// Answered holds the IDs of questions that are not about a column.
	Answered []string `json:"answered,omitempty"`
	// ForAll saves what was settled for all communities once the file has been
	// read this way.
	ForAll bool `json:"forAll,omitempty"`
}

// Assignment gives one column a meaning. The column is found by Header, or by
// Index if Header is empty; an empty Field ignores it.
type Assignment struct {
	Index  int    `json:"index"`
	Header string `json:"header"`
	Field  string `json:"field"`
	Source Source `json:"source,omitempty"` // as in Column; "" if somebody says so now
}

// MappingError says which assignment of a Mapping does not fit the file.
type MappingError struct {
	Assignment Assignment
	Reason     string // for whoever chose the mapping
}

// Error names the column and the reason.
func (e *MappingError) Error() string {
	name := e.Assignment.Header
	if name == "" {
		name = fmt.Sprintf("column %d", e.Assignment.Index)
	}
	return fmt.Sprintf("mapping of %q to %q: %s", name, e.Assignment.Field, e.Reason)
}

// Suggest returns the file's current mapping: what was detected, or what was
// last passed to Use. Passing it to Use changes nothing.
func (t *Table) Suggest() Mapping {
	row := t.detected.HeaderRow
	m := Mapping{Sheet: t.detected.Sheet, HeaderRow: &row, Columns: []Assignment{}, Answered: t.answered}
	for _, c := range t.detected.Columns {
		if !c.own {
			m.Columns = append(m.Columns, Assignment{Index: c.Index, Header: c.Header, Field: c.Field, Source: c.Source})
		}
	}
	return m
}

// Use changes what columns mean. If m names another sheet or header row, the
// file is first read again. Columns that m does not mention keep what was
// detected, unless that is now taken. The error is a *MappingError if a column
// in m does not fit the file, and a *RefusedError if there is no such sheet or
// header row; the file is then unchanged.
func (t *Table) Use(m Mapping) error {
	g := *t
	if m.moves(g.detected) {
		sheet := m.Sheet
		if sheet == "" {
			sheet = g.detected.Sheet
		}
		if err := g.inspect(sheet, m.HeaderRow); err != nil {
			return err
		}
		g.keepSecrets(t.detected)
	}
	columns, err := assign(slices.Clone(g.detected.Columns), m)
	if err != nil {
		return err
	}
	g.detected.Columns = columns
	g.answered = union(g.answered, m.Answered)
	*t = g
	return nil
}

// union appends the strings in b that are not in a.
func union(a, b []string) []string {
	a = slices.Clone(a)
	for _, s := range b {
		if !slices.Contains(a, s) {
			a = append(a, s)
		}
	}
	return a
}

// keepSecrets keeps secret columns secret, regardless of the row in which their
// heading is looked for.
func (t *Table) keepSecrets(before Detected) {
	if t.detected.Sheet != before.Sheet {
		return
	}
	for _, was := range before.Columns {
		for i := range t.detected.Columns {
			if c := &t.detected.Columns[i]; was.Secret && c.Index == was.Index && !c.Secret {
				c.Secret, c.Samples, c.Field, c.Ignored, c.Why = true, []string{}, "", true, was.Why
			}
		}
	}
}

// moves reports whether m refers to another part of the file than the one that
// was read.
func (m Mapping) moves(d Detected) bool {
	return m.Sheet != "" && m.Sheet != d.Sheet || m.HeaderRow != nil && *m.HeaderRow != d.HeaderRow
}

// Accepts checks the mapping against what was detected and returns a
// *MappingError if it does not fit. If m chooses another sheet or header row,
// only reading the file can tell.
func (d Detected) Accepts(m Mapping) error {
	if m.Sheet != "" && m.Sheet != d.Sheet && !slices.Contains(d.Sheets, m.Sheet) {
		return &MappingError{Reason: fmt.Sprintf("the workbook has no sheet %q", m.Sheet)}
	}
	if m.moves(d) {
		return nil
	}
	_, err := assign(slices.Clone(d.Columns), m)
	return err
}

func assign(columns []Column, m Mapping) ([]Column, error) {
	taken := make(map[string]bool)
	chosen := make([]bool, len(columns))
	for _, a := range m.Columns {
		i := findColumn(columns, chosen, a)
		if i < 0 {
			if a.Field == "" {
				continue
			}
			return nil, &MappingError{a, "the file has no such column"}
		}
		chosen[i] = true
		if err := setField(&columns[i], a, taken); err != nil {
			return nil, err
		}
	}
	dropTaken(columns, chosen, taken)
	return columns, nil
}

// dropTaken ignores columns whose field was given to another one.
func dropTaken(columns []Column, chosen []bool, taken map[string]bool) {
	for i := range columns {
		if c := &columns[i]; !chosen[i] && taken[slot(c.Field)] {
			c.Field, c.Ignored, c.Why = "", true, "another column was chosen for it"
		}
	}
}

// findColumn returns the index of the column, not yet chosen, that best matches
// the heading and index of a, or -1.
func findColumn(columns []Column, chosen []bool, a Assignment) int {
	form := Folded(a.Header)
	found := -1
	for i, c := range columns {
		switch {
		case chosen[i] || c.own:
		case form == "" && c.Index == a.Index:
			return i
		case form == "" || Folded(c.Header) != form:
		case c.Header == a.Header && c.Index == a.Index:
			return i
		case found < 0 || columns[found].Header != a.Header && c.Header == a.Header:
			found = i
		}
	}
	return found
}

// Folded returns a heading in the form used for comparisons: "E-Mail" and
// "email" are equal.
func Folded(heading string) string { return strings.Join(Words(heading), " ") }

func setField(c *Column, a Assignment, taken map[string]bool) error {
	if a.Field != "" {
		_, ok := ParseField(a.Field)
		switch {
		case !ok:
			return &MappingError{a, "there is no such field"}
		case c.Secret:
			return &MappingError{a, "the column looks like a secret and is never read"}
		case taken[slot(a.Field)]:
			return &MappingError{a, "the field is given to two columns"}
		}
		taken[slot(a.Field)] = takesOne(a.Field)
	}
	switch {
	case a.Source == SourceSuggested, a.Source == SourceLayout, a.Source == SourceSaved, a.Source == SourceSupport:
		c.mean(a.Field, a.Source)
	case a.Source == SourceChosen || a.Field != c.Field:
		c.mean(a.Field, SourceChosen)
	}
	return nil
}

// slot returns the slot that a field fills: both orders of a full name fill the
// same one.
func slot(name string) string {
	if f, ok := ParseField(name); ok && f.Name == FieldLastFirst {
		return memberField(f.Person, FieldFullName, 1)
	}
	return name
}

// mean sets the meaning of a column and its source.
func (c *Column) mean(field string, source Source) {
	c.Source = source
	if field == c.Field && source != SourceSaved && source != SourceSupport {
		return
	}
	c.Field, c.Ignored = field, field == ""
	switch source {
	case SourceSaved:
		c.Why = "as in an earlier file"
	case SourceSupport:
		c.Why = "as Support said for all communities"
	default:
		c.Why = "by choice"
	}
}

// needs lists the fields that a file must have.
var needs = []struct {
	what string
	is   func(Field) bool
}{
	{"Full Name (or First Name and Last Name)", isNameField},
	{"Address (a street address or lot number)", func(f Field) bool { return isWhereField(f) || f.Name == FieldUnit }},
	{"Email", isEmailField},
}

// Answerable reports whether answers to the file's questions could satisfy
// Ready.
func (t *Table) Answerable() bool {
	for _, need := range needs {
		met := func(fieldName string) bool {
			meaning, ok := ParseField(fieldName)
			return ok && need.is(meaning)
		}
		if mapsAny(t.detected.Columns, need.is) {
			continue
		}
		if !slices.ContainsFunc(t.Questions(), func(q Question) bool {
			return slices.ContainsFunc(q.Answers, func(a Answer) bool {
				return slices.ContainsFunc(a.Columns, func(c Assignment) bool { return met(c.Field) })
			})
		}) {
			return false
		}
	}
	return t.detected.Rows > 0
}

// Ready reports whether the file can be imported as mapped: it needs a name, an
// email, a place to live, and at least one row. The *RefusedError says what is
// missing and which headings were found.
func (t *Table) Ready() error {
	var missing []string
	for _, need := range needs {
		if !mapsAny(t.detected.Columns, need.is) {
			missing = append(missing, need.what)
		}
	}
	switch {
	case len(missing) > 0 && t.detected.HeaderRow == 0:
		return sheet.Refuse(sheet.RefusedNoHeader, "The file has no header row and its columns cannot be told apart; "+
			"add a first row with the headings Full Name, Address, Email and Phone.")
	case len(missing) > 0:
		return sheet.Refuse(sheet.RefusedMissingColumn, "No column was found for %s among the headings %s; add the column, or say in the review which one it is.",
			strings.Join(missing, ", nor for "), t.headingList())
	case t.detected.Rows == 0:
		return sheet.Refuse(sheet.RefusedNoRows, "The file has headings but no rows below them; save the list again with its rows and send that.")
	}
	return nil
}

// headingList returns the first headings, for use in a sentence.
func (t *Table) headingList() string {
	const most = 12
	var names []string
	for _, c := range t.detected.Columns {
		if !c.Secret && !c.own {
			names = append(names, sheet.Truncate(strings.Join(strings.Fields(c.Name()), " "), 40))
		}
	}
	if len(names) > most {
		names = append(names[:most], fmt.Sprintf("and %d more", len(names)-most))
	}
	return strings.Join(names, ", ")
}

// With returns the mapping, updated with what somebody now says about some of
// its columns. If that takes a field from another column, the other column is
// not asked about again.
func (m Mapping) With(said Mapping) Mapping {
	given := map[string]bool{}
	for _, a := range said.Columns {
		if takesOne(a.Field) {
			given[slot(a.Field)] = true
		}
	}
	all := m
	m.Columns = slices.DeleteFunc(slices.Clone(m.Columns), func(a Assignment) bool {
		return slices.ContainsFunc(said.Columns, func(b Assignment) bool { return all.same(a, b) })
	})
	for i, a := range m.Columns {
		if !given[slot(a.Field)] {
			continue
		}
		m.Columns[i].Field = ""
		if a.Source != SourceSuggested {
			m.Columns[i].Source = SourceChosen
		}
	}
	m.Columns = append(m.Columns, said.Columns...)
	m.Answered = append(slices.Clone(m.Answered), said.Answered...)
	return m
}

// Confirm marks as chosen by somebody the assignments in m that differ from the
// file's mapping, and those of columns with an open question. The others keep
// their source.
func (d Detected) Confirm(m Mapping) Mapping {
	m.Columns = slices.Clone(m.Columns)
	if m.moves(d) {
		return m // its columns are not those of d
	}
	for i, a := range m.Columns {
		n := slices.IndexFunc(d.Columns, func(c Column) bool { return m.same(a, Assignment{Index: c.Index, Header: c.Header}) })
		if n < 0 || a.Source != "" {
			continue
		}
		asked := slices.ContainsFunc(d.Questions, func(q Question) bool { return q.Index == n+1 })
		m.Columns[i].Source = d.Columns[n].Source
		if asked || a.Field != d.Columns[n].Field {
			m.Columns[i].Source = SourceChosen
		}
	}
	return m
}

// same reports whether two assignments refer to the same column: by heading, or
// by index if the heading is blank or not unique.
func (m Mapping) same(a, b Assignment) bool {
	form := Folded(a.Header)
	if form != Folded(b.Header) {
		return false
	}
	alike := 0
	for _, c := range m.Columns {
		alike += count(Folded(c.Header) == form)
	}
	return a.Index == b.Index || form != "" && alike <= 1
}
