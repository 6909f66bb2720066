package rosterfile

// record is one line of a file before anything is known about its columns.
type record struct {
	number int      // as a spreadsheet program numbers it, from 1
	cells  []string // as written, without quotes
	fault  string   // one of the faults below, "" for an intact record
	stray  bool     // a quote inside a cell was kept as a character
	placed bool     // each cell names its column, so no cell can be shifted
	hidden bool     // hidden or filtered out in the sheet
}

// Faults of a record.
const (
	faultUnclosedQuote = "unclosed_quote"
	faultRecordTooLong = "record_too_long"
	faultCellTooLong   = "cell_too_long"
)

// blank reports whether no cell contains anything visible.
func (r record) blank() bool {
	for _, c := range r.cells {
		if clean(c) != "" {
			return false
		}
	}
	return true
}

// width returns the number of cells up to the last one with content.
func (r record) width() int {
	for n := len(r.cells); n > 0; n-- {
		if clean(r.cells[n-1]) != "" {
			return n
		}
	}
	return 0
}

// records reads a file from its start, one record at a time. After the last
// record, next returns io.EOF; a *RefusedError means that the file turned out
// to be unusable. A damaged record is returned with its fault, and the next
// call continues after it. After a call to brief, cells only indicate whether
// they have content, and are valid until the next call: counting the rows of a
// file then takes no memory.
type records interface {
	next() (record, error)
	brief()
	// found returns what is known about the file, once next has returned
	// io.EOF.
	found() found
}

// found is what reading a file has shown about it.
type found struct {
	format    string   // formatCSV or formatXLSX
	encoding  string   // of a text: UTF-8, UTF-16LE, UTF-16BE or Windows-1252
	delimiter string   // of a text
	sheets    []string // of a workbook: all visible ones
	warnings  []string // sentences
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
		case isPlainStart(cell[0]), clean(value(cell)) != "":
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
