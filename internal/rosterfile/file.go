package rosterfile

import (
	"context"
	"errors"
	"io"
	"iter"
	"slices"

	"github.com/communitrak/onboarding/internal/rosterfile/columns"
	"github.com/communitrak/onboarding/internal/rosterfile/sheet"
)

// File is a roster whose rows can be read any number of times.
type File struct {
	columns.Table
	// corrections are by the number of their row.
	corrections map[int][]Correction
}

// Open detects what the file is and reads it once. It returns a *RefusedError
// for a file that cannot be read, and otherwise only errors of src. Whether the
// columns suffice is up to [File.Ready], because they can still be mapped by
// hand. filename is only for display.
func Open(src sheet.Source, filename string, l sheet.Limits) (*File, error) {
	b, err := sheet.Open(src, filename, l, columns.Headings)
	if err != nil {
		return nil, err
	}
	t, err := columns.Open(b, l)
	if err != nil {
		return nil, err
	}
	return &File{Table: t}, nil
}

// Rows iterates over the rows below the header, from the first one on each
// call. A row that cannot be read has a Problem. If there are two lists side by
// side, the rows of the second follow those of the first. The sequence ends
// with an error if ctx is done or the source fails.
func (f *File) Rows(ctx context.Context) iter.Seq2[Row, error] {
	l := newLayout(f.Columns())
	if l.again == nil {
		return f.rows(ctx, &l, 0, func(rec sheet.Record) sheet.Record { return rec })
	}
	return func(yield func(Row, error) bool) {
		for list, half := range []func(sheet.Record) sheet.Record{l.first, l.second} {
			for row, err := range f.rows(ctx, &l, list, half) {
				if !yield(row, err) {
					return
				}
			}
		}
	}
}

// Bounds of what is shown of the first rows.
const (
	firstRows = 5
	maxShown  = 80
)

// First returns the first rows of the file, clipped.
func (f *File) First(ctx context.Context) ([]columns.FirstRow, error) {
	var first []columns.FirstRow
	for row, err := range f.Rows(ctx) {
		if err != nil {
			return nil, err
		}
		shown := columns.FirstRow{Number: row.Number, Cells: []string{}}
		for _, cell := range row.Cells {
			shown.Cells = append(shown.Cells, sheet.Truncate(sheet.Clean(cell), maxShown))
		}
		if first = append(first, shown); len(first) == firstRows {
			break
		}
	}
	return first, nil
}

// TwoLists reports whether the file has two lists side by side, which are read
// one after the other.
func (f *File) TwoLists() bool {
	return slices.ContainsFunc(f.Columns(), func(c columns.Column) bool { return c.Field == columns.FieldAgain })
}

// These end a cell that a line is drawn through in the sheet, or a part of it, so
// that whatever is made of the row, even a CSV file, still says so.
const (
	crossedOut       = " (crossed out)"
	partlyCrossedOut = " (partly crossed out)"
)

// asSeen returns the record with what a sheet shows beside the values of cells:
// lines through cells, and the home that is merged over the rows of several
// people. A merged name or email is that of one person.
func (l *layout) asSeen(rec sheet.Record) sheet.Record {
	for _, i := range rec.CrossedOut {
		rec.Cells[i] += crossedOut
	}
	for _, i := range rec.PartlyCrossedOut {
		rec.Cells[i] += partlyCrossedOut
	}
	for _, m := range rec.Merged {
		if !l.ofHome(m.Cell) {
			continue
		}
		for len(rec.Cells) <= m.Cell {
			rec.Cells = append(rec.Cells, "")
		}
		rec.Cells[m.Cell] = m.Value
	}
	return rec
}

// ofHome reports whether a column is about the home.
func (l *layout) ofHome(column int) bool {
	return column < len(l.fields) && (columns.IsPlaceField(l.fields[column].Name) || l.fields[column].Name == columns.FieldHousehold)
}

// rows iterates over the rows of one list, which is a part of each record.
func (f *File) rows(ctx context.Context, l *layout, list int, part func(sheet.Record) sheet.Record) iter.Seq2[Row, error] {
	return func(yield func(Row, error) bool) {
		r, err := f.Records()
		if err != nil {
			yield(Row{}, err)
			return
		}
		in := interpreter{layout: l}
		for {
			rec, err := r.Next()
			if errors.Is(err, io.EOF) {
				return
			}
			if err == nil {
				err = ctx.Err()
			}
			if err != nil {
				yield(Row{}, err)
				return
			}
			if rec.Number <= f.HeaderRow() {
				continue
			}
			rec = l.asSeen(rec)
			rec, was := l.corrected(rec, f.corrections[rec.Number])
			row, ok := in.interpret(part(rec), list, was)
			if row.List = list; list > 0 {
				row.Columns = l.again
			}
			if ok && !yield(row, nil) {
				return
			}
		}
	}
}

// WithAnswer returns f as read with the mapping and the answer. It does not
// change f.
func (f *File) WithAnswer(m columns.Mapping, a columns.Answer) (*File, error) {
	g := *f
	err := g.Use(m.With(columns.Mapping{Columns: a.Columns}))
	return &g, err
}
