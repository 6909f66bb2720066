package columns

import "github.com/communitrak/onboarding/internal/rosterfile/sheet"

// Detected is what was detected about a file, for the review.
type Detected struct {
	Format    string   `json:"format"`              // csv or xlsx
	Encoding  string   `json:"encoding,omitempty"`  // UTF-8, UTF-16LE, UTF-16BE, Windows-1252, or Mac Roman
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

// Table is a sheet of a book whose columns have a meaning.
type Table struct {
	book     sheet.Book
	limits   sheet.Limits
	detected Detected
	found    Detected // before anybody chose a sheet, a header row, or columns
	answered []string // questions that are not about a column
}

// Open finds the sheet that lists people, its header row, and what its
// columns mean. It reads the whole sheet once. It returns a *RefusedError for a
// book over a limit or without rows.
func Open(book sheet.Book, l sheet.Limits) (Table, error) {
	t := Table{book: book, limits: l}
	if err := t.inspect("", nil); err != nil {
		return t, err
	}
	t.found = t.detected
	return t, nil
}

// Headings are the headings by which a list is recognized.
var Headings = sheet.Headings{Known: knownHeadings, Fix: isFixHeader}

// Detected returns what was detected about the file, with the questions that
// are still open.
func (t *Table) Detected() Detected {
	d := t.detected
	d.Questions = t.Questions()
	return d
}

// Columns returns the columns of the table as currently mapped.
func (t *Table) Columns() []Column { return t.detected.Columns }

// Records starts to read the sheet, with what stands above the rows.
func (t *Table) Records() (sheet.Records, error) { return t.book.Open(t.detected.Sheet) }

// HeaderRow returns the number of the row with the headings, 0 for none.
func (t *Table) HeaderRow() int { return t.detected.HeaderRow }

const sampleRecords = 250

// inspect finds the header row, counts the rows, and suggests a mapping. An
// empty sheet or a nil headerRow leaves the choice to the file.
func (t *Table) inspect(sheet string, headerRow *int) error {
	t.detected = Detected{Warnings: []string{}}
	s, err := t.choose(sheet)
	if err != nil {
		return err
	}
	if err := s.locate(headerRow); err != nil {
		return err
	}
	t.detected.Sheet = s.sheet
	t.detected.HeaderRow = s.headerRow()
	if err := s.finish(); err != nil {
		return err
	}
	t.detected.Rows = s.rows
	found := s.records.Found()
	t.detected.Format, t.detected.Encoding, t.detected.Delimiter, t.detected.Sheets = found.Format, found.Encoding, found.Delimiter, found.Sheets
	if err := t.classify(s); err != nil {
		return err
	}
	t.askStrangers(s)
	t.askHidden(found.Hidden)
	if err := t.askBeyond(s); err != nil {
		return err
	}
	t.detected.Warnings = append(t.detected.Warnings, s.warnings()...)
	t.detected.Warnings = append(t.detected.Warnings, found.Warnings...)
	return nil
}

// classify decides what each column is, using the known layout that matches the
// headings, if any.
func (t *Table) classify(s *firstPass) error {
	headings, groups := s.headings(), s.groups()
	known, err := recognizeLayout(headings, groups)
	if err != nil {
		return err
	}
	t.detected.Layout = known.layout
	t.detected.Columns, t.detected.Questions = classify(headings, groups, s.profiles, s.rowsBelow(), known)
	return nil
}

// choose returns the named sheet, or the first one with known headings that is
// not called one of people who have left, or the first one with known headings,
// or with any content.
func (t *Table) choose(chosen string) (*firstPass, error) {
	var first *firstPass
	for _, name := range t.book.Sheets() {
		if chosen != "" && name != chosen {
			continue
		}
		s, err := t.firstPass(name)
		if err != nil {
			return nil, err
		}
		if s.known && !listsStrangers(name) || chosen != "" {
			return s, nil
		}
		if first == nil && len(s.sample) > 0 || s.known && !first.known {
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
