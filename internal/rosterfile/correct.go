package rosterfile

import (
	"cmp"
	"slices"
)

// Correction is a cell of a file that somebody has corrected by hand. The file stays
// as it was uploaded; whoever reads its rows reads the value in place of the cell.
type Correction struct {
	Row    int // as a spreadsheet program shows it
	Column int // of the file, from 1
	Value  string
}

// Bounds of what is corrected by hand. More than that is quicker done in the file.
const (
	MostCorrections = 500
	// LongestCorrection is of a value, in bytes.
	LongestCorrection = 300
)

// Corrected is a cell of a row that was corrected.
type Corrected struct {
	Cell int    // its place in Row.Cells
	Was  string // what the file has there
}

// Correct lets rows be read with these corrections. They do not reach what was found
// out about the file, nor a row that cannot be read: where its cells begin and end is
// not known.
func (f *File) Correct(all []Correction) {
	f.corrections = make(map[int][]Correction, len(all))
	for _, c := range all {
		f.corrections[c.Row] = append(f.corrections[c.Row], c)
	}
}

// corrected returns the record with the corrections of its row, in cells of its own,
// and those of them that change it, by column.
func (l *layout) corrected(rec record, all []Correction) (record, map[int]string) {
	if len(all) == 0 || rec.fault != "" {
		return rec, nil
	}
	if l.again == nil && l.judge(rec) != nil {
		return rec, nil
	}
	was := map[int]string{}
	rec.cells = slices.Clone(rec.cells)
	for _, c := range all {
		if c.Column < 1 || c.Column > len(l.columns) || l.columns[c.Column-1].Secret {
			continue
		}
		for len(rec.cells) < c.Column {
			rec.cells = append(rec.cells, "")
		}
		if cell := &rec.cells[c.Column-1]; *cell != c.Value {
			was[c.Column], *cell = *cell, c.Value
		}
	}
	return rec, was
}

// noteCorrected notes what of the row, which is of that list, was corrected, was
// being what the file has by column.
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
		in.note(Note{Code: NoteCorrected, Person: in.fields[i].person, Column: c.Name(), From: worded(from), To: worded(in.row.Cells[i])})
	}
}

// worded is what a cell holds, for a sentence.
func worded(cell string) string { return cmp.Or(clean(cell), "blank") }

// Was returns what the file has in the cell i of the row, where it was corrected.
func (r Row) Was(i int) (was string, corrected bool) {
	n := slices.IndexFunc(r.Corrected, func(c Corrected) bool { return c.Cell == i })
	if n < 0 {
		return "", false
	}
	return r.Corrected[n].Was, true
}
