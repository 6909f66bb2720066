package columns

import (
	"errors"
	"fmt"
	"io"

	"github.com/communitrak/onboarding/internal/rosterfile/sheet"
)

// firstPass is the first pass over a sheet.
type firstPass struct {
	limits  sheet.Limits
	sheet   string
	records sheet.Records

	sample   []sheet.Record // the first records with content
	header   int            // index in sample, -1 for none
	known    bool           // the headings are known
	rows     int
	profiles []profile
	used     []bool // columns with content below the header
	cleaned  []string
	other    bool // another table starts within the sample
}

// firstPass reads the first records of a sheet and looks for the header row.
func (t *Table) firstPass(sheet string) (*firstPass, error) {
	r, err := t.book.Open(sheet)
	if err != nil {
		return nil, err
	}
	s := &firstPass{limits: t.limits, sheet: sheet, records: r, header: -1}
	for len(s.sample) < sampleRecords {
		rec, err := r.Next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, err
		}
		if !rec.Blank() {
			s.sample = append(s.sample, rec)
		}
	}
	s.header, s.known = findHeader(s.sample)
	return s, nil
}

// locate applies a manually chosen header row: nil means the detected one, 0
// none.
func (s *firstPass) locate(row *int) error {
	if row == nil {
		return nil
	}
	if *row == 0 {
		s.header = -1
		return nil
	}
	for i, rec := range s.sample {
		if rec.Number == *row {
			s.header = i
			return nil
		}
	}
	return sheet.Refuse(sheet.RefusedNoHeader, "Row %d is empty or too far down for a header row; choose a row that holds the headings.", *row)
}

func (s *firstPass) headerRow() int {
	if s.header < 0 {
		return 0
	}
	return s.sample[s.header].Number
}

// finish reads the rest of the sheet.
func (s *firstPass) finish() error {
	for _, rec := range s.rowsBelow() {
		s.tally(rec)
		s.profile(rec)
	}
	s.records.Brief()
	for {
		rec, err := s.records.Next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return err
		}
		if rec.Blank() {
			continue
		}
		s.tally(rec)
		if s.rows > s.limits.Rows {
			break
		}
	}
	return s.checkLimits()
}

func (s *firstPass) checkLimits() error {
	width, own := s.width(), 0
	if s.header >= 0 && isFixHeader(s.sample[s.header].Cells) {
		own = len(FixColumns)
	}
	used := 0
	for i, u := range s.used {
		used += count(u && (i < width-own || i >= width))
	}
	switch {
	case s.rows > s.limits.Rows:
		return s.limits.TooManyRows()
	case used > s.limits.Columns, width-own > sheet.MaxWidth:
		return s.limits.TooManyColumns()
	}
	return nil
}

// tally counts a row and records which columns it uses.
func (s *firstPass) tally(rec sheet.Record) {
	s.rows++
	if rec.Fault != "" && rec.Fault != sheet.FaultCellTooLong {
		return
	}
	for len(s.used) < len(rec.Cells) {
		s.used = append(s.used, false)
	}
	for i, c := range rec.Cells {
		if !s.used[i] && sheet.Clean(c) != "" {
			s.used[i] = true
		}
	}
}

// profile examines the values of a row in the sample.
func (s *firstPass) profile(rec sheet.Record) {
	if s.other = s.other || IsOtherTable(rec, s.cleanHeader()); s.other {
		return
	}
	if rec.Fault != "" || !rec.Blank() && Skipped(rec, s.cleanHeader(), func(int) bool { return true }) != "" {
		return
	}
	for len(s.profiles) < max(len(rec.Cells), s.width()) {
		s.profiles = append(s.profiles, profile{})
	}
	for i, c := range rec.Cells {
		s.profiles[i].add(sheet.Clean(c))
	}
}

// cleanHeader returns the headings in the form used for comparison with other
// rows.
func (s *firstPass) cleanHeader() []string {
	if s.header < 0 || s.cleaned != nil {
		return s.cleaned
	}
	for _, h := range s.sample[s.header].Cells {
		s.cleaned = append(s.cleaned, sheet.Clean(h))
	}
	return s.cleaned
}

// width returns the number of columns in the table: those with a heading or,
// without a header, those of the widest row.
func (s *firstPass) width() int {
	if s.header >= 0 {
		return s.sample[s.header].Width()
	}
	width := 0
	for _, rec := range s.sample {
		width = max(width, rec.Width())
	}
	return width
}

// headings returns one heading per column, and makes sure that there are as
// many profiles.
func (s *firstPass) headings() []string {
	width := s.width()
	for len(s.profiles) < width {
		s.profiles = append(s.profiles, profile{})
	}
	hs := make([]string, width)
	if s.header >= 0 {
		copy(hs, s.sample[s.header].Cells)
	}
	return hs
}

// groups returns the headings in the record above the headings, such as "Owner"
// over "Name" and "Email", or nil if there are none.
func (s *firstPass) groups() []string {
	if s.header < 1 || s.sample[s.header-1].Number != s.sample[s.header].Number-1 {
		return nil
	}
	above := s.sample[s.header-1].Cells
	if n := filledCells(above); n < 2 && (n == 0 || sheet.Clean(above[0]) != "") {
		return nil
	}
	groups, current := make([]string, s.width()), ""
	for i := range groups {
		if i < len(above) && sheet.Clean(above[i]) != "" {
			if current = sheet.Clean(above[i]); !isGroup(current) {
				return nil
			}
		}
		groups[i] = current
	}
	return groups
}

// isGroup reports whether a heading can be above others: all its words are
// known to accompany headings.
func isGroup(s string) bool {
	h := parseHeading(s)
	for _, w := range h.words {
		if persons[w] == nounNone && ordinals[w] == 0 && !sheet.IsNumber(w) && !mailingWords[w] && elsewhere[w] == "" &&
			!beside["home"][w] && !beside["contact"][w] && !beside["name"][w] && !beside["any"][w] {
			return false
		}
	}
	return len(h.words) > 0 && len(h.words) <= 4
}

// rowsBelow returns the rows of the sample below the headings.
func (s *firstPass) rowsBelow() []sheet.Record { return s.sample[s.header+1:] }

func (s *firstPass) warnings() []string {
	switch {
	case s.other:
		return []string{"Below the rows stands another table with headings of its own; its rows were left out. Save it as a file of its own."}
	case s.header > 0:
		return []string{fmt.Sprintf("The rows above the headings in row %d were left out.", s.headerRow())}
	case s.header < 0:
		return []string{"The file has no header row; its columns were told apart by their values."}
	}
	return nil
}
