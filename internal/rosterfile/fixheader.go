package rosterfile

import "communitrak/internal/rosterfile/sheet"

// fixColumns are appended to the columns of a fix file and identify it.
var fixColumns = []string{"Row", "Column", "Value", "Code", "Reason"}

// fixCells is what a row of a fix file says in the columns that were added.
type fixCells struct {
	column, value, code, reason string
}

// splitFix returns the original cells of a row of a fix file, and what the file
// says about them. It returns false if there is no such row.
func splitFix(columns []Column, cells []string) (original []string, said fixCells, ok bool) {
	if !isFix(columns) || len(cells) < len(columns) {
		return nil, fixCells{}, false
	}
	from := len(columns) - len(fixColumns)
	added := cells[from:]
	return cells[:from], fixCells{column: added[1], value: added[2], code: sheet.Clean(added[3]), reason: sheet.Clean(added[4])}, true
}

// maxFixCell limits what a fix file says about a row in one cell, so that it can
// be read back.
const maxFixCell = 2000

// isFixHeader reports whether the cells are headings of a fix file. Spreadsheet
// programs may append empty cells.
func isFixHeader(cells []string) bool {
	from := sheet.Record{Cells: cells}.Width() - len(fixColumns)
	if from < 1 {
		return false
	}
	for i, name := range fixColumns {
		if sheet.Clean(cells[from+i]) != name {
			return false
		}
	}
	return true
}

// isFix reports whether the columns are those of a fix file.
func isFix(columns []Column) bool { return len(columns) > 0 && columns[len(columns)-1].own }

// IsFix reports whether the table is a fix file.
func (t *Table) IsFix() bool { return isFix(t.detected.Columns) }
