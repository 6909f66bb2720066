package rosterfile

import (
	"cmp"
	"errors"
	"maps"
	"slices"
	"strings"
)

// Memory is what was settled about layouts, the latest first. It is plain JSON of
// meanings alone: no heading and no value of a file is in it.
type Memory []Settled

// Settled is what was settled about one layout, whose columns count in the order
// that layoutOf gives them, from 0.
type Settled struct {
	Layout string `json:"layout"`
	// Fields are what the columns meant in the file of it that was imported last:
	// its fix file is read by them.
	Fields []string `json:"fields,omitempty"`
	// Said is what somebody said they mean, which answers what is asked of them.
	Said map[int]string `json:"said,omitempty"`
	// Answered are the IDs of questions that are not about a column.
	Answered []string `json:"answered,omitempty"`
	// Rows is where the rows are, where somebody chose among several sheets, or
	// another header row than the one that is found.
	Rows *Whereabouts `json:"rows,omitempty"`
}

// Whereabouts is a place in a file that has its headings.
type Whereabouts struct {
	Sheet     string `json:"sheet,omitempty"`
	HeaderRow int    `json:"headerRow"`
}

// mostRemembered is how many meanings a Memory holds, those of some hundred layouts.
// With the longest names they stay below the 400 kB that DynamoDB stores as one item.
const mostRemembered = 5000

// With returns what is remembered once more is settled. What does not find room any
// more is what was settled longest ago.
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
		if size += 1 + len(s.Fields) + len(s.Said) + len(s.Answered); size > mostRemembered {
			return m[:i]
		}
	}
	return m
}

func (m Memory) find(layout string) int {
	return slices.IndexFunc(m, func(s Settled) bool { return s.Layout == layout })
}

// of is what was settled about the layout; nothing where it is not known.
func (m Memory) of(layout string) Settled {
	if i := m.find(layout); i >= 0 {
		return m[i]
	}
	return Settled{}
}

// and is what holds of a layout once more is settled: what was said stands until
// somebody says otherwise, of the column or by giving its meaning to another one.
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

// HeadingsID names the set of headings: files of one layout ask the same questions. It
// is empty where the file has none.
func (d Detected) HeadingsID() string {
	layout, _ := layoutOf(d.Columns, Column.spoken)
	return layout
}

// layoutOf names the layout of the columns, and gives their places in its order.
// That is the order of the headings, so that they may stand in any; where some are
// blank or repeat, only their places tell them apart, and it is the order of the
// file. What a fix file adds belongs to none, so that it has the layout of the file
// that it is of.
func layoutOf(columns []Column, heading func(Column) string) (layout string, order []int) {
	forms, seen, apart := make([]string, len(columns)), map[string]bool{}, true
	for i, c := range columns {
		if c.own {
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

// headingForm is a heading as layouts compare it; one of signs alone stays as it is.
func headingForm(heading string) string {
	heading = clean(unescapeFormula(heading))
	return cmp.Or(folded(heading), heading)
}

// Said returns what somebody said of the layout of f, and of the one that it was
// first taken for, when they said to read it elsewhere.
func (f *File) Said() []Settled {
	var all []Settled
	rows := f.whereabouts()
	if rows != nil {
		all = append(all, Settled{Layout: f.found.HeadingsID(), Rows: rows})
	}
	layout, order := layoutOf(f.detected.Columns, Column.spoken)
	here := Settled{Layout: layout, Said: map[int]string{}, Answered: f.answered}
	for n, i := range order {
		if c := f.detected.Columns[i]; c.Source == SourceChosen {
			here.Said[n] = c.Field
		}
	}
	if rows != nil || len(here.Said)+len(here.Answered) > 0 {
		all = append(all, here)
	}
	return slices.DeleteFunc(all, func(s Settled) bool { return s.Layout == "" })
}

// whereabouts is where the rows of f are, nil where there is no other place.
func (f *File) whereabouts() *Whereabouts {
	d := f.detected
	if len(d.Sheets) < 2 && d.HeaderRow == f.found.HeaderRow {
		return nil
	}
	return &Whereabouts{d.Sheet, d.HeaderRow}
}

// Read returns how f is read, for its fix file: that has the same columns, and says
// too little by itself.
func (f *File) Read() Settled {
	layout, order := layoutOf(f.detected.Columns, Column.heading)
	s := Settled{Layout: layout}
	for _, i := range order {
		c := f.detected.Columns[i]
		if isLastFirst(c) {
			c.Field = slot(c.Field) // FixWriter has written it with the comma
		}
		s.Fields = append(s.Fields, c.Field)
	}
	return s
}

// UseSaved applies what was settled about the layout of f: what the community said,
// of other columns what Support said for all communities. A fix file is read as the
// file was that it is of. Of another layout nothing is taken, whatever its headings.
// Columns say in their Source where their meaning is from. The error is one of
// reading the file.
func (f *File) UseSaved(community, everywhere Memory) error {
	for _, m := range []Memory{community, everywhere} {
		if moved, err := f.follow(m.of(f.found.HeadingsID()).Rows, community, everywhere); err != nil || moved {
			return err
		}
	}
	f.recall(community, everywhere)
	return nil
}

// follow reads f where its rows are said to be, if something is settled about the
// layout there.
func (f *File) follow(rows *Whereabouts, community, everywhere Memory) (moved bool, err error) {
	if rows == nil {
		return false, nil
	}
	g := *f
	err = g.Use(Mapping{Sheet: rows.Sheet, HeaderRow: &rows.HeaderRow})
	if refused := new(RefusedError); errors.As(err, &refused) {
		return false, nil // the file has no such place
	}
	if err != nil || !g.recall(community, everywhere) {
		return false, err
	}
	*f = g
	return true, nil
}

// recall gives the columns the meanings that were settled for their layout, and
// reports whether there were any.
func (f *File) recall(community, everywhere Memory) (known bool) {
	layout := f.detected.HeadingsID()
	here, all := community.of(layout), everywhere.of(layout)
	if f.IsFix() && here.Fields != nil {
		here.Said = maps.Collect(slices.All(here.Fields))
	}
	f.take(here, SourceSaved)
	f.take(all, SourceSupport)
	return layout != "" && here.Layout+all.Layout != ""
}

// take gives columns what was said of them, besides those of which the community has
// spoken itself.
func (f *File) take(s Settled, source string) {
	columns := slices.Clone(f.detected.Columns)
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
		if _, ok := parseField(field); !ok && field != "" {
			continue
		}
		columns[i].mean(field, source)
		chosen[i], taken[slot(field)] = true, takesOne(field)
	}
	dropTaken(columns, chosen, taken)
	f.settle(columns)
	f.answered = union(f.answered, s.Answered)
}
