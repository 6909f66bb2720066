package rosterfile

import (
	"fmt"
	"slices"
	"strings"
)

// Mapping says what the columns of a file mean. It is stored as JSON with a
// community and used for its later files: columns are found by their heading,
// wherever they stand then.
type Mapping struct {
	Sheet     string       `json:"sheet,omitempty"`     // "" for the one that is detected
	HeaderRow int          `json:"headerRow,omitempty"` // 0 for the one that is detected
	Columns   []Assignment `json:"columns"`
}

// Assignment gives one column a meaning. The column is found by Header, or by
// Index when Header is empty; an empty Field ignores it.
type Assignment struct {
	Index  int    `json:"index"`
	Header string `json:"header"`
	Field  string `json:"field"`
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
// what Use was given last.
func (f *File) Suggest() Mapping {
	m := Mapping{Columns: []Assignment{}}
	for _, c := range f.detected.Columns {
		if !c.own {
			m.Columns = append(m.Columns, Assignment{Index: c.Index, Header: c.Header, Field: c.Field})
		}
	}
	return m
}

// Use replaces what columns mean. Columns that m does not speak of keep what
// was detected, unless that is now taken. It returns a *MappingError when m
// does not fit the file, which then stays as it was.
func (f *File) Use(m Mapping) error {
	g := *f
	if m.Sheet != "" && m.Sheet != g.detected.Sheet || m.HeaderRow != 0 && m.HeaderRow != g.detected.HeaderRow {
		if err := g.inspect(m.Sheet, m.HeaderRow); err != nil {
			return err
		}
	}
	columns, err := assign(slices.Clone(g.detected.Columns), m)
	if err != nil {
		return err
	}
	g.detected.Columns = columns
	g.layout = newLayout(columns)
	*f = g
	return nil
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
	for i := range columns {
		c := &columns[i]
		if chosen[i] || c.Field == "" {
			continue
		}
		if taken[c.Field] {
			c.Field, c.Ignored, c.Why = "", true, "another column was chosen for it"
		}
	}
	return columns, nil
}

// findColumn returns the first column not yet chosen that carries the heading.
func findColumn(columns []Column, chosen []bool, a Assignment) int {
	form := strings.Join(words(a.Header), " ")
	found := -1
	for i, c := range columns {
		switch {
		case chosen[i] || c.own:
		case form == "" && c.Index == a.Index:
			return i
		case form == "" || strings.Join(words(c.Header), " ") != form:
		case c.Header == a.Header && c.Index == a.Index:
			return i
		case found < 0 || columns[found].Header != a.Header && c.Header == a.Header:
			found = i
		}
	}
	return found
}

func setField(c *Column, a Assignment, taken map[string]bool) error {
	if a.Field == "" {
		if c.Field != "" {
			c.Field, c.Ignored, c.Why = "", true, "ignored by choice"
		}
		return nil
	}
	_, ok := parseField(a.Field)
	switch {
	case !ok:
		return &MappingError{a, "there is no such field"}
	case c.Secret:
		return &MappingError{a, "the column looks like a secret and is never read"}
	case taken[a.Field]:
		return &MappingError{a, "the field is given to two columns"}
	}
	taken[a.Field] = true
	if c.Field != a.Field {
		c.Field, c.Ignored, c.Why = a.Field, false, "chosen"
	}
	return nil
}

// Ready reports whether the file can be imported as it is mapped: it needs a
// name, an email, a place to live, and at least one row. The *RefusedError
// says what is missing and which headings were seen.
func (f *File) Ready() error {
	var missing []string
	for _, need := range []struct {
		what string
		is   func(field) bool
	}{
		{"Full Name (or First Name and Last Name)", isNameField},
		{"Address (a street address or lot number)", func(f field) bool { return isWhereField(f) || f.name == fieldUnit }},
		{"Email", isEmailField},
	} {
		if !mapsAny(f.detected.Columns, need.is) {
			missing = append(missing, need.what)
		}
	}
	switch {
	case len(missing) > 0:
		return refuse(RefusedMissingColumn, "No column was found for %s; the headings are: %s. Add the column, or say which one it is in the review.",
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
			names = append(names, truncate(c.Name(), 40))
		}
	}
	if len(names) > most {
		names = append(names[:most], fmt.Sprintf("and %d more", len(names)-most))
	}
	return strings.Join(names, ", ")
}
