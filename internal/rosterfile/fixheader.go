package rosterfile

import "communitrak/internal/rosterfile/sheet"

// fixColumns are appended to the columns of a fix file and identify it.
var fixColumns = []string{"Row", "Column", "Value", "Code", "Reason"}

// Indexes into fixColumns.
const (
	fixColumn = 1
	fixValue  = 2
	fixCode   = 3
	fixReason = 4
)

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
