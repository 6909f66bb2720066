package sheet

// Record is one line of a file before anything is known about its columns.
type Record struct {
	Number int      // as a spreadsheet program numbers it, from 1
	Cells  []string // as written, without quotes
	Fault  string   // one of the faults below, "" for an intact record
	Stray  bool     // a quote inside a cell was kept as a character
	Placed bool     // each cell names its column, so no cell can be shifted
	Hidden bool     // hidden or filtered out in the sheet
	// Merged are the empty cells that are merged with a cell further up, whose
	// value they show; CrossedOut are those that a line is drawn through, and
	// PartlyCrossedOut those where it is drawn through a part of the text.
	Merged           []MergedCell
	CrossedOut       []int // from 0
	PartlyCrossedOut []int // from 0
}

// MergedCell is a cell, from 0, that shows the value of one further up.
type MergedCell struct {
	Cell  int
	Value string
}

// Faults of a record.
const (
	FaultUnclosedQuote = "unclosed_quote"
	FaultRecordTooLong = "record_too_long"
	FaultCellTooLong   = "cell_too_long"
)

// Blank reports whether no cell contains anything visible.
func (r Record) Blank() bool { return r.Width() == 0 }

// Width returns the number of cells up to the last one with content.
func (r Record) Width() int {
	for n := len(r.Cells); n > 0; n-- {
		if Clean(r.Cells[n-1]) != "" {
			return n
		}
	}
	return 0
}

// Records reads a file from its start, one record at a time. After the last
// record, Next returns io.EOF; a *RefusedError means that the file turned out
// to be unusable. A damaged record is returned with its fault, and the next
// call continues after it. After a call to Brief, cells only indicate whether
// they have content, and are valid until the next call: counting the rows of a
// file then takes no memory.
type Records interface {
	Next() (Record, error)
	Brief()
	// Found returns what is known about the file, once Next has returned
	// io.EOF.
	Found() Found
}

// Found is what reading a file has shown about it.
type Found struct {
	Format    string   // CSV or XLSX
	Encoding  string   // of a text: UTF-8, UTF-16LE, UTF-16BE, Windows-1252, or Mac Roman
	Delimiter string   // of a text
	Sheets    []string // of a workbook: all visible ones
	Hidden    int      // rows of a sheet that are hidden or filtered out
	Warnings  []string // sentences
}

// something stands for the content of a cell in a brief record.
const something = "…"

// briefCells reports for each cell of text, whose ends are in ends, whether it
// has content. It calls value only if that is not obvious.
func briefCells(cells []string, text []byte, ends []int, value func(cell []byte) string) []string {
	cells = cells[:0]
	start := 0
	for _, end := range ends {
		cell := text[start:end]
		start = end
		switch {
		case len(cell) == 0:
			cells = append(cells, "")
		case isPlainStart(cell[0]), Clean(value(cell)) != "":
			cells = append(cells, something)
		default:
			cells = append(cells, "")
		}
	}
	return cells
}

// isPlainStart reports whether a cell starting with c certainly has content: an
// apostrophe may mark a text that starts with a formula sign.
func isPlainStart(c byte) bool { return c > ' ' && c < 0x7f && c != '\'' }
