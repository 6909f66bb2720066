package rosterfile

import (
	"fmt"
	"slices"
	"strings"
)

// Mapping says what the columns of a file mean. It is stored as JSON with the import
// of the file; what of it somebody has said is kept for later files by [File.Said].
type Mapping struct {
	Sheet     string       `json:"sheet,omitempty"`     // "" for the one that the file has now
	HeaderRow *int         `json:"headerRow,omitempty"` // 0 for none, nil for the one that is found
	Columns   []Assignment `json:"columns"`
	// Answered are the IDs of questions that are not about a column.
	Answered []string `json:"answered,omitempty"`
	// ForAll keeps what is said for all communities, as soon as the file is read so.
	ForAll bool `json:"forAll,omitempty"`
}

// Assignment gives one column a meaning. The column is found by Header, or by
// Index when Header is empty; an empty Field ignores it.
type Assignment struct {
	Index  int    `json:"index"`
	Header string `json:"header"`
	Field  string `json:"field"`
	Source string `json:"source,omitempty"` // as in Column; "" where somebody says so now
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

// Suggest returns the mapping that the file has now: what was detected, or
// what Use was given last. Use of it changes nothing.
func (f *File) Suggest() Mapping {
	row := f.detected.HeaderRow
	m := Mapping{Sheet: f.detected.Sheet, HeaderRow: &row, Columns: []Assignment{}, Answered: f.answered}
	for _, c := range f.detected.Columns {
		if !c.own {
			m.Columns = append(m.Columns, Assignment{Index: c.Index, Header: c.Header, Field: c.Field, Source: c.Source})
		}
	}
	return m
}

// Use replaces what columns mean. Where m names another sheet or header row,
// the file is read through again first. Columns that m does not speak of keep
// what was detected, unless that is now taken. The error is a *MappingError
// when a column of m does not fit the file, and a *RefusedError when there is
// no such sheet or header row; the file then stays as it was.
func (f *File) Use(m Mapping) error {
	g := *f
	if m.moves(g.detected) {
		sheet := m.Sheet
		if sheet == "" {
			sheet = g.detected.Sheet
		}
		if err := g.inspect(sheet, m.HeaderRow); err != nil {
			return err
		}
		g.keepSecrets(f.detected)
	}
	columns, err := assign(slices.Clone(g.detected.Columns), m)
	if err != nil {
		return err
	}
	g.settle(columns)
	g.answered = union(g.answered, m.Answered)
	*f = g
	return nil
}

// union appends the strings of b that a lacks.
func union(a, b []string) []string {
	a = slices.Clone(a)
	for _, s := range b {
		if !slices.Contains(a, s) {
			a = append(a, s)
		}
	}
	return a
}

// keepSecrets lets columns that hold secrets hold them whichever row their heading
// is looked for in.
func (f *File) keepSecrets(before Detected) {
	if f.detected.Sheet != before.Sheet {
		return
	}
	for _, was := range before.Columns {
		for i := range f.detected.Columns {
			if c := &f.detected.Columns[i]; was.Secret && c.Index == was.Index && !c.Secret {
				c.Secret, c.Samples, c.Field, c.Ignored, c.Why = true, []string{}, "", true, was.Why
			}
		}
	}
	f.layout = newLayout(f.detected.Columns)
}

func (f *File) settle(columns []Column) {
	f.detected.Columns = columns
	f.layout = newLayout(columns)
}

// moves reports whether m looks at another part of the file than was read.
func (m Mapping) moves(d Detected) bool {
	return m.Sheet != "" && m.Sheet != d.Sheet || m.HeaderRow != nil && *m.HeaderRow != d.HeaderRow
}

// Accepts reports, by what was detected alone, whether the mapping fits the
// file: a *MappingError says what does not. Where m chooses another sheet or
// header row, only reading the file tells.
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

// findColumn returns the first column not yet chosen that carries the heading.
func findColumn(columns []Column, chosen []bool, a Assignment) int {
	form := folded(a.Header)
	found := -1
	for i, c := range columns {
		switch {
		case chosen[i] || c.own:
		case form == "" && c.Index == a.Index:
			return i
		case form == "" || folded(c.Header) != form:
		case c.Header == a.Header && c.Index == a.Index:
			return i
		case found < 0 || columns[found].Header != a.Header && c.Header == a.Header:
			found = i
		}
	}
	return found
}

// folded is the form in which headings are compared: "E-Mail" and "email" are
// one.
func folded(heading string) string { return strings.Join(words(heading), " ") }

func setField(c *Column, a Assignment, taken map[string]bool) error {
	if a.Field != "" {
		_, ok := parseField(a.Field)
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

// slot is what a field fills: a full name is one, whichever way it is written.
func slot(name string) string {
	if f, ok := parseField(name); ok && f.name == fieldLastFirst {
		return memberField(f.person, fieldFullName, 1)
	}
	return name
}

// mean gives the column a meaning on somebody's word.
func (c *Column) mean(field, source string) {
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

// needs are what the columns of a file have to say, whatever else they do.
var needs = []struct {
	what string
	is   func(field) bool
}{
	{"Full Name (or First Name and Last Name)", isNameField},
	{"Address (a street address or lot number)", func(f field) bool { return isWhereField(f) || f.name == fieldUnit }},
	{"Email", isEmailField},
}

// Answerable reports whether answers to the file's questions could give it all that
// Ready asks for.
func (f *File) Answerable() bool {
	for _, need := range needs {
		met := func(fieldName string) bool {
			meaning, ok := parseField(fieldName)
			return ok && need.is(meaning)
		}
		if mapsAny(f.detected.Columns, need.is) {
			continue
		}
		if !slices.ContainsFunc(f.Questions(), func(q Question) bool {
			return slices.ContainsFunc(q.Answers, func(a Answer) bool {
				return slices.ContainsFunc(a.Columns, func(c Assignment) bool { return met(c.Field) })
			})
		}) {
			return false
		}
	}
	return f.detected.Rows > 0
}

// Ready reports whether the file can be imported as it is mapped: it needs a
// name, an email, a place to live, and at least one row. The *RefusedError
// says what is missing and which headings were seen.
func (f *File) Ready() error {
	var missing []string
	for _, need := range needs {
		if !mapsAny(f.detected.Columns, need.is) {
			missing = append(missing, need.what)
		}
	}
	switch {
	case len(missing) > 0 && f.detected.HeaderRow == 0:
		return refuse(RefusedNoHeader, "The file has no header row and its columns cannot be told apart; "+
			"add a first row with the headings Full Name, Address, Email and Phone.")
	case len(missing) > 0:
		return refuse(RefusedMissingColumn, "No column was found for %s among the headings %s; add the column, or say in the review which one it is.",
			strings.Join(missing, ", nor for "), f.headingList())
	case f.detected.Rows == 0:
		return refuse(RefusedNoRows, "The file has headings but no rows below them; save the list again with its rows and send that.")
	}
	return nil
}

// headingList returns the first headings, for a sentence.
func (f *File) headingList() string {
	const most = 12
	var names []string
	for _, c := range f.detected.Columns {
		if !c.Secret && !c.own {
			names = append(names, truncate(strings.Join(strings.Fields(c.Name()), " "), 40))
		}
	}
	if len(names) > most {
		names = append(names[:most], fmt.Sprintf("and %d more", len(names)-most))
	}
	return strings.Join(names, ", ")
}
