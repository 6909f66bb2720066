package rosterfile

import (
	"cmp"
	"slices"

	"github.com/communitrak/onboarding/internal/rosterfile/sheet"
)

// Correction is a cell of a file that somebody has corrected by hand. The
// uploaded file is unchanged; reading its rows yields the value in place of the
// cell.
type Correction struct {
	Row    int // as a spreadsheet program shows it
	Column int // of the file, from 1
	Value  string
}

// Limits on corrections by hand. Beyond them, editing the file is quicker.
const (
	MaxCorrections = 500
	// MaxCorrectionBytes is the maximum length of a value, in bytes.
	MaxCorrectionBytes = 300
)

// Corrected is a corrected cell of a row.
type Corrected struct {
	Cell int    // its place in Row.Cells
	Was  string // what the file has there
}

// Correct applies these corrections to the rows that are read. They affect
// neither what was detected about the file nor rows that cannot be parsed,
// whose cell boundaries are unknown.
func (f *File) Correct(all []Correction) {
	f.corrections = make(map[int][]Correction, len(all))
	for _, c := range all {
		f.corrections[c.Row] = append(f.corrections[c.Row], c)
	}
}

// corrected returns a copy of the record with the corrections of its row, and
// the original values of the cells that they change, by column.
func (l *layout) corrected(rec sheet.Record, all []Correction) (sheet.Record, map[int]string) {
	if len(all) == 0 || rec.Fault != "" {
		return rec, nil
	}
	if l.again == nil && l.judge(rec) != nil {
		return rec, nil
	}
	was := map[int]string{}
	rec.Cells = slices.Clone(rec.Cells)
	for _, c := range all {
		if c.Column < 1 || c.Column > len(l.columns) || l.columns[c.Column-1].Secret {
			continue
		}
		for len(rec.Cells) < c.Column {
			rec.Cells = append(rec.Cells, "")
		}
		if cell := &rec.Cells[c.Column-1]; *cell != c.Value {
			was[c.Column], *cell = *cell, c.Value
		}
	}
	return rec, was
}

// noteCorrected notes which cells of the row, in the given list, were
// corrected; was holds the file's values by column.
func (in *interpreter) noteCorrected(list int, was map[int]string) {
	for i, c := range in.columns {
		column := i + 1
		if in.again != nil && list > 0 {
			column = in.again[i]
		}
		from, ok := was[column]
		if !ok || list == 0 && slices.Contains(in.again, column) {
			continue
		}
		in.row.Corrected = append(in.row.Corrected, Corrected{i, from})
		in.note(Note{Code: NoteCorrected, Person: in.fields[i].Person, Column: c.Name(), From: worded(from), To: worded(in.row.Cells[i])})
	}
}

// worded returns the content of a cell for use in a sentence.
func worded(cell string) string { return cmp.Or(sheet.Clean(cell), "blank") }

// Was returns the file's value of cell i of the row, and whether the cell was
// corrected.
func (r Row) Was(i int) (was string, corrected bool) {
	n := slices.IndexFunc(r.Corrected, func(c Corrected) bool { return c.Cell == i })
	if n < 0 {
		return "", false
	}
	return r.Corrected[n].Was, true
}
