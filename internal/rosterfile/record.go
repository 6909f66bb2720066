package rosterfile

import "unicode/utf8"

// record is one line of a file before anything is known of its columns.
type record struct {
	number int      // as a spreadsheet program numbers it, from 1
	cells  []string // as written, without quotes
	fault  string   // code of a Problem, "" for a sound record
	stray  bool     // a quote stood inside a cell and was kept as a character
	placed bool     // each cell names its column, so none can be shifted
	hidden bool     // hidden or filtered out in the sheet
}

// blank reports whether no cell holds anything visible.
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

// records is a file read from its beginning, one record after the other.
// After the last one next returns io.EOF; a *RefusedError means that the file
// turned out to be unusable. A damaged record is returned with its fault and
// the next call goes on behind it. After a call of brief the cells only tell
// whether they hold something, and hold until the next call: counting the rows
// of a file costs no memory then.
type records interface {
	next() (record, error)
	brief()
}

// something stands for the content of a cell in a brief record.
const something = "…"

// briefCells returns for each cell of text, which ends where ends says, whether
// it holds something. value is asked where that is not plain to see.
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

// isPlainStart reports whether a cell that begins so holds something for sure:
// an apostrophe may be the mark of a text that a formula's sign begins.
func isPlainStart(c byte) bool { return c > ' ' && c < 0x7f && c != '\'' }

// truncate cuts s to at most n bytes without splitting a character.
func truncate(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n]
}
