package rosterfile

import (
	"context"
	"errors"
	"io"
	"iter"

	"communitrak/internal/rosterfile/sheet"
)

// Detected is what was detected about a file, for the review.
type Detected struct {
	Format    string   `json:"format"`              // csv or xlsx
	Encoding  string   `json:"encoding,omitempty"`  // UTF-8, UTF-16LE, UTF-16BE or Windows-1252
	Delimiter string   `json:"delimiter,omitempty"` // of a text file
	Sheet     string   `json:"sheet,omitempty"`     // of a workbook
	Sheets    []string `json:"sheets,omitempty"`    // all visible ones
	HeaderRow int      `json:"headerRow"`           // as a spreadsheet program shows it; 0 for none
	Layout    string   `json:"layout,omitempty"`    // the known export, see layouts/README.md
	Rows      int      `json:"rows"`                // with content, below the header
	Columns   []Column `json:"columns"`
	Warnings  []string `json:"warnings"` // sentences
	// First are the first rows, for people who check what the columns mean.
	First []FirstRow `json:"first,omitempty"`
	// Questions are what must be answered before the file can be imported.
	Questions []Question `json:"questions,omitempty"`
}

// FirstRow is one of the first rows of a file.
type FirstRow struct {
	Number int      `json:"number"`
	Cells  []string `json:"cells"` // one for each column, clipped; secrets are left out
}

// File is a roster whose rows can be read any number of times.
type File struct {
	name     string
	limits   sheet.Limits
	input    sheet.Book
	detected Detected
	found    Detected // before anybody chose a sheet, a header row, or columns
	layout   layout
	answered []string // questions that are not about a column
	// corrections are by the number of their row.
	corrections map[int][]Correction
}

// Open detects what the file is and reads it once. It returns a *RefusedError
// for a file that cannot be read, and otherwise only errors of src. Whether the
// columns suffice is up to [File.Ready], because they can still be mapped by
// hand. filename is only for display.
func Open(src sheet.Source, filename string, l sheet.Limits) (*File, error) {
	b, err := sheet.Open(src, filename, l, rosterHeadings)
	if err != nil {
		return nil, err
	}
	f := &File{name: filename, limits: l, input: b}
	if err := f.inspect("", nil); err != nil {
		return nil, err
	}
	f.found = f.detected
	return f, nil
}

// rosterHeadings are the headings by which a list is recognized.
var rosterHeadings = sheet.Headings{recognised, isFixHeader}

// Detected returns what was detected about the file, with the questions that
// are still open.
func (f *File) Detected() Detected {
	d := f.detected
	d.Questions = f.Questions()
	return d
}

// Columns returns the columns of the file as currently mapped.
func (f *File) Columns() []Column { return f.detected.Columns }

// Rows iterates over the rows below the header, from the first one on each
// call. A row that cannot be read has a Problem. If there are two lists side by
// side, the rows of the second follow those of the first. The sequence ends
// with an error if ctx is done or the source fails.
func (f *File) Rows(ctx context.Context) iter.Seq2[Row, error] {
	if f.layout.again == nil {
		return f.rows(ctx, 0, func(rec sheet.Record) sheet.Record { return rec })
	}
	return func(yield func(Row, error) bool) {
		for list, half := range []func(sheet.Record) sheet.Record{f.layout.first, f.layout.second} {
			for row, err := range f.rows(ctx, list, half) {
				if !yield(row, err) {
					return
				}
			}
		}
	}
}

// Bounds of what is shown of the first rows.
const (
	firstRows    = 5
	longestShown = 80
)

// First returns the first rows of the file, clipped.
func (f *File) First(ctx context.Context) ([]FirstRow, error) {
	var first []FirstRow
	for row, err := range f.Rows(ctx) {
		if err != nil {
			return nil, err
		}
		shown := FirstRow{Number: row.Number, Cells: []string{}}
		for _, cell := range row.Cells {
			shown.Cells = append(shown.Cells, sheet.Truncate(sheet.Clean(cell), longestShown))
		}
		if first = append(first, shown); len(first) == firstRows {
			break
		}
	}
	return first, nil
}

// TwoLists reports whether the file has two lists side by side, which are read
// one after the other.
func (f *File) TwoLists() bool { return f.layout.again != nil }

// rows iterates over the rows of one list, which is a part of each record.
func (f *File) rows(ctx context.Context, list int, part func(sheet.Record) sheet.Record) iter.Seq2[Row, error] {
	return func(yield func(Row, error) bool) {
		r, err := f.input.Open(f.detected.Sheet)
		if err != nil {
			yield(Row{}, err)
			return
		}
		in := interpreter{layout: &f.layout}
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
			if rec.Number <= f.detected.HeaderRow {
				continue
			}
			rec, was := f.layout.corrected(rec, f.corrections[rec.Number])
			row, ok := in.interpret(part(rec), list, was)
			if row.List = list; list > 0 {
				row.Columns = f.layout.again
			}
			if ok && !yield(row, nil) {
				return
			}
		}
	}
}

const sampleRecords = 250

// inspect finds the header row, counts the rows, and suggests a mapping. An
// empty sheet or a nil headerRow leaves the choice to the file.
func (f *File) inspect(sheet string, headerRow *int) error {
	f.detected = Detected{Warnings: []string{}}
	s, err := f.choose(sheet)
	if err != nil {
		return err
	}
	if err := s.locate(headerRow); err != nil {
		return err
	}
	f.detected.Sheet = s.sheet
	f.detected.HeaderRow = s.headerRow()
	if err := s.finish(); err != nil {
		return err
	}
	f.detected.Rows = s.rows
	found := s.records.Found()
	f.detected.Format, f.detected.Encoding, f.detected.Delimiter, f.detected.Sheets = found.Format, found.Encoding, found.Delimiter, found.Sheets
	if err := f.account(s); err != nil {
		return err
	}
	if err := f.askBeyond(s); err != nil {
		return err
	}
	f.detected.Warnings = append(f.detected.Warnings, s.warnings()...)
	f.detected.Warnings = append(f.detected.Warnings, found.Warnings...)
	f.layout = newLayout(f.detected.Columns)
	return nil
}

// account decides what each column is, using the known layout that matches the
// headings, if any.
func (f *File) account(s *survey) error {
	headings, groups := s.headings(), s.groups()
	known, err := recognizeLayout(headings, groups)
	if err != nil {
		return err
	}
	f.detected.Layout = known.layout
	f.detected.Columns, f.detected.Questions = account(headings, groups, s.profiles, s.rowsBelow(), known)
	return nil
}

// choose returns the named sheet, or the first one with known headings, or the
// first one with any content.
func (f *File) choose(chosen string) (*survey, error) {
	var first *survey
	for _, name := range f.input.Sheets() {
		if chosen != "" && name != chosen {
			continue
		}
		s, err := f.survey(name)
		if err != nil {
			return nil, err
		}
		if s.known || chosen != "" {
			return s, nil
		}
		if first == nil && len(s.sample) > 0 {
			first = s
		}
	}
	switch {
	case first != nil:
		return first, nil
	case chosen != "":
		return nil, sheet.Refuse(sheet.RefusedNoSheet, "The workbook has no visible sheet named %q; choose one that it has.", chosen)
	}
	return nil, sheet.Refuse(sheet.RefusedEmpty, "The file holds no rows; save the list again and send that.")
}
