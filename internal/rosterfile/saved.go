package rosterfile

import (
	"errors"
	"slices"
)

// UseSaved applies what was said of a community's earlier files: a column whose
// heading is one of saved means what it meant there, whatever it seems to mean
// here. It returns how many columns took their meaning from saved; their
// Source says so.
//
// Nothing here is a fault of the file. A heading that the file lacks, a field
// that is given already, and a column of secrets are passed over. A sheet of
// the name that saved has is read instead of the one that was found, if it can
// be imported so. Where the file could be imported without saved and could not
// with it, saved is left aside with a warning. The error is one of reading the
// file.
func (f *File) UseSaved(saved Mapping) (int, error) {
	g := *f
	if saved.Sheet != "" && saved.Sheet != f.detected.Sheet && slices.Contains(f.detected.Sheets, saved.Sheet) {
		refused := new(RefusedError)
		err := g.inspect(saved.Sheet, nil)
		if err != nil && !errors.As(err, &refused) {
			return 0, err
		}
		if n := g.recall(saved); err == nil && n > 0 && g.Ready() == nil {
			*f = g
			return n, nil
		}
		g = *f
	}
	n := g.recall(saved)
	if g.Ready() != nil && f.Ready() == nil {
		f.detected.Warnings = append(f.detected.Warnings, "The columns of earlier files do not fit this one; what was said of them was left aside.")
		return 0, nil
	}
	*f = g
	return n, nil
}

// recall gives columns the meanings that columns of the same headings have in
// saved and returns how many. Of headings that repeat, the first is taken for
// the first.
func (f *File) recall(saved Mapping) int {
	columns := slices.Clone(f.detected.Columns)
	taken := make(map[string]bool)
	chosen := make([]bool, len(columns))
	n := 0
	for _, a := range saved.Columns {
		i := findColumn(columns, chosen, Assignment{Header: a.Header})
		if folded(a.Header) == "" || i < 0 || columns[i].Secret || taken[a.Field] {
			continue
		}
		if _, ok := parseField(a.Field); !ok && a.Field != "" {
			continue
		}
		chosen[i] = true
		taken[a.Field] = a.Field != ""
		columns[i].mean(a.Field, SourceSaved)
		n++
	}
	dropTaken(columns, chosen, taken)
	f.settle(columns)
	f.answered = union(f.answered, saved.Answered)
	return n
}

// Merge returns what to keep for a community after a file was mapped by m: m,
// then what saved says of headings that m lacks, at most the given number of
// columns. Columns without a heading are not kept, nor is the header row: in
// another file they would be something else. Nor is what a known layout says, which
// is known of the next file, too.
func (saved Mapping) Merge(m Mapping, most int) Mapping {
	merged := Mapping{Sheet: m.Sheet, Columns: []Assignment{}, Answered: union(saved.Answered, m.Answered)}
	seen := make(map[string]bool)
	for _, a := range m.Columns {
		if form := folded(a.Header); form != "" && a.Source != SourceLayout {
			seen[form] = true
			merged.Columns = append(merged.Columns, Assignment{Header: a.Header, Field: a.Field})
		}
	}
	for _, a := range saved.Columns {
		if !seen[folded(a.Header)] {
			merged.Columns = append(merged.Columns, a)
		}
	}
	merged.Columns = merged.Columns[:min(most, len(merged.Columns))]
	return merged
}
