package columns

import (
	"cmp"
	"errors"
	"maps"
	"slices"
	"strings"

	"github.com/communitrak/onboarding/internal/rosterfile/sheet"
)

// Memory is what was settled about layouts, the latest first. It is plain JSON
// and contains only meanings, never a heading or a value from a file.
type Memory []Settled

// Settled is what was settled about one layout. Its columns are numbered from 0
// in the order given by layoutOf.
type Settled struct {
	Layout string `json:"layout"`
	// Fields are what the columns meant in the last imported file of the
	// layout. They are used to read its fix file.
	Fields []string `json:"fields,omitempty"`
	// Said is what somebody said the columns mean; it answers questions about
	// them.
	Said map[int]string `json:"said,omitempty"`
	// Answered holds the IDs of questions that are not about a column.
	Answered []string `json:"answered,omitempty"`
	// Rows is where the rows are, if somebody chose among several sheets or a
	// header row other than the detected one.
	Rows *Whereabouts `json:"rows,omitempty"`
}

// Whereabouts is a place in a file.
type Whereabouts struct {
	Sheet     string `json:"sheet,omitempty"`
	HeaderRow int    `json:"headerRow"`
}

// maxRemembered is how many meanings a Memory holds, enough for a few hundred
// layouts. Even with the longest names, they stay below the 400 kB limit of a
// DynamoDB item.
const maxRemembered = 5000

// With returns the memory with more settled layouts. If it is full, the layouts
// settled longest ago are dropped.
func (m Memory) With(now ...Settled) Memory {
	for _, s := range now {
		rest := slices.Clone(m)
		if i := m.find(s.Layout); i >= 0 {
			s = m[i].and(s)
			rest = slices.Delete(rest, i, i+1)
		}
		m = append(Memory{s}, rest...)
	}
	size := 0
	for i, s := range m {
		if size += 1 + len(s.Fields) + len(s.Said) + len(s.Answered); size > maxRemembered {
			return m[:i]
		}
	}
	return m
}

func (m Memory) find(layout string) int {
	return slices.IndexFunc(m, func(s Settled) bool { return s.Layout == layout })
}

// of returns what was settled about the layout, or the zero value if nothing
// was.
func (m Memory) of(layout string) Settled {
	if i := m.find(layout); i >= 0 {
		return m[i]
	}
	return Settled{}
}

// and combines what was settled about a layout before and now: what was said
// stands until somebody says otherwise, about the column or by giving its
// meaning to another one.
func (s Settled) and(now Settled) Settled {
	if now.Fields == nil {
		now.Fields = s.Fields
	}
	if now.Rows == nil {
		now.Rows = s.Rows
	}
	now.Answered = union(s.Answered, now.Answered)
	said, given := map[int]string{}, map[string]bool{}
	for n, field := range now.Said {
		said[n], given[slot(field)] = field, takesOne(field)
	}
	for n, field := range s.Said {
		if _, again := said[n]; !again && !given[slot(field)] {
			said[n] = field
		}
	}
	now.Said = said
	return now
}

// HeadingsID identifies the set of headings: files with the same layout ask the
// same questions. It is empty if the file has no headings.
func (d Detected) HeadingsID() string {
	layout, _ := layoutOf(d.Columns, Column.spoken)
	return layout
}

// layoutOf identifies the layout of the columns and returns their indexes in
// its order. That is the order of the headings, so that columns may be
// rearranged; if headings are blank or repeated, only positions distinguish the
// columns, and the order is that of the file. Columns added by a fix file do
// not count, so a fix file has the layout of its original.
func layoutOf(columns []Column, heading func(Column) string) (layout string, order []int) {
	forms, seen, apart := make([]string, len(columns)), map[string]bool{}, true
	for i, c := range columns {
		if c.Added() {
			continue
		}
		forms[i] = headingForm(heading(c))
		apart = apart && forms[i] != "" && !seen[forms[i]]
		seen[forms[i]] = true
		order = append(order, i)
	}
	if apart {
		slices.SortFunc(order, func(i, j int) int { return strings.Compare(forms[i], forms[j]) })
	}
	var all []string
	for _, i := range order {
		all = append(all, forms[i])
	}
	if strings.Join(all, "") == "" {
		return "", order
	}
	return digest(strings.Join(all, "\n")), order
}

// headingForm returns a heading in the form used to compare layouts; a heading
// of punctuation only stays as it is.
func headingForm(heading string) string {
	heading = sheet.Clean(sheet.UnescapeFormula(heading))
	return cmp.Or(Folded(heading), heading)
}

// Said returns what somebody said about the layout of f and, if they said to
// read it elsewhere, about the layout it was first taken for.
func (t *Table) Said() []Settled {
	var all []Settled
	rows := t.whereabouts()
	if rows != nil {
		all = append(all, Settled{Layout: t.found.HeadingsID(), Rows: rows})
	}
	layout, order := layoutOf(t.detected.Columns, Column.spoken)
	here := Settled{Layout: layout, Said: map[int]string{}, Answered: t.answered}
	for n, i := range order {
		if c := t.detected.Columns[i]; c.Source == SourceChosen {
			here.Said[n] = c.Field
		}
	}
	if rows != nil || len(here.Said)+len(here.Answered) > 0 {
		all = append(all, here)
	}
	return slices.DeleteFunc(all, func(s Settled) bool { return s.Layout == "" })
}

// whereabouts returns where the rows of f are, or nil if there is no other
// place.
func (t *Table) whereabouts() *Whereabouts {
	d := t.detected
	if len(d.Sheets) < 2 && d.HeaderRow == t.found.HeaderRow {
		return nil
	}
	return &Whereabouts{d.Sheet, d.HeaderRow}
}

// Read returns how f is read, for use with its fix file, which has the same
// columns but says too little on its own.
func (t *Table) Read() Settled {
	layout, order := layoutOf(t.detected.Columns, Column.Heading)
	s := Settled{Layout: layout}
	for _, i := range order {
		c := t.detected.Columns[i]
		if c.LastFirst() {
			c.Field = slot(c.Field) // FixWriter has written it with the comma
		}
		s.Fields = append(s.Fields, c.Field)
	}
	return s
}

// UseSaved applies what was settled about the layout of f: what the community
// said and, for other columns, what Support said for all communities. A fix
// file is read like its original. Nothing is taken from another layout,
// whatever its headings. The Source of each column says where its meaning comes
// from. The error is one from reading the file.
func (t *Table) UseSaved(community, everywhere Memory) error {
	for _, m := range []Memory{community, everywhere} {
		if moved, err := t.follow(m.of(t.found.HeadingsID()).Rows, community, everywhere); err != nil || moved {
			return err
		}
	}
	t.recall(community, everywhere)
	return nil
}

// follow reads f where its rows are said to be, if something is settled about
// the layout there.
func (t *Table) follow(rows *Whereabouts, community, everywhere Memory) (moved bool, err error) {
	if rows == nil {
		return false, nil
	}
	g := *t
	err = g.Use(Mapping{Sheet: rows.Sheet, HeaderRow: &rows.HeaderRow})
	if refused := new(sheet.RefusedError); errors.As(err, &refused) {
		return false, nil // the file has no such place
	}
	if err != nil || !g.recall(community, everywhere) {
		return false, err
	}
	*t = g
	return true, nil
}

// recall applies the meanings that were settled for the layout to the columns
// and reports whether there were any.
func (t *Table) recall(community, everywhere Memory) (known bool) {
	layout := t.detected.HeadingsID()
	here, all := community.of(layout), everywhere.of(layout)
	if t.IsFix() && here.Fields != nil {
		here.Said = maps.Collect(slices.All(here.Fields))
	}
	t.apply(here, SourceSaved)
	t.apply(all, SourceSupport)
	return layout != "" && here.Layout+all.Layout != ""
}

// apply applies what was said about columns, except those that the community
// itself has settled.
func (t *Table) apply(s Settled, source Source) {
	columns := slices.Clone(t.detected.Columns)
	_, order := layoutOf(columns, Column.spoken)
	taken, chosen := map[string]bool{}, make([]bool, len(columns))
	for i, c := range columns {
		if c.Source == SourceSaved {
			chosen[i], taken[slot(c.Field)] = true, takesOne(c.Field)
		}
	}
	for n, i := range order {
		field, said := s.Said[n]
		if !said || chosen[i] || columns[i].Secret || taken[slot(field)] {
			continue
		}
		if _, ok := ParseField(field); !ok && field != "" {
			continue
		}
		columns[i].mean(field, source)
		chosen[i], taken[slot(field)] = true, takesOne(field)
	}
	dropTaken(columns, chosen, taken)
	t.detected.Columns = columns
	t.answered = union(t.answered, s.Answered)
}
