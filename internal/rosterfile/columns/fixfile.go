package columns

import (
	"strings"

	"github.com/communitrak/onboarding/internal/rosterfile/sheet"
)

// FixColumns are appended to the columns of a fix file and identify it.
var FixColumns = []string{"Row", "Column", "Value", "Code", "Reason"}

// FixCells is what a row of a fix file says in the columns that were added.
type FixCells struct {
	Column, Value, Code, Reason string
}

// SplitFix returns the original cells of a row of a fix file, and what the file
// says about them. It returns false if there is no such row.
func SplitFix(columns []Column, cells []string) (original []string, said FixCells, ok bool) {
	if !IsFix(columns) || len(cells) < len(columns) {
		return nil, FixCells{}, false
	}
	from := len(columns) - len(FixColumns)
	added := cells[from:]
	return cells[:from], FixCells{Column: added[1], Value: added[2], Code: sheet.Clean(added[3]), Reason: sheet.Clean(added[4])}, true
}

// MaxFixCell limits what a fix file says about a row in one cell, so that it can
// be read back.
const MaxFixCell = 2000

// isFixHeader reports whether the cells are headings of a fix file. Spreadsheet
// programs may append empty cells.
func isFixHeader(cells []string) bool {
	from := sheet.Record{Cells: cells}.Width() - len(FixColumns)
	if from < 1 {
		return false
	}
	for i, name := range FixColumns {
		if sheet.Clean(cells[from+i]) != name {
			return false
		}
	}
	return true
}

// IsFix reports whether the columns are those of a fix file.
func IsFix(columns []Column) bool { return len(columns) > 0 && columns[len(columns)-1].own }

// IsFix reports whether the table is a fix file.
func (t *Table) IsFix() bool { return IsFix(t.detected.Columns) }

const between = " | "

// AsItStood joins a row that could not be read into one text: its cells and the
// surplus that did not fit in them.
func AsItStood(cells []string, surplus string) string {
	var b strings.Builder
	for i, c := range cells {
		if i > 0 {
			b.WriteString(between)
		}
		b.WriteString(sheet.Clean(c))
	}
	if surplus != "" {
		b.WriteString(between + surplus)
	}
	return sheet.Truncate(b.String(), MaxFixCell)
}

// Unchanged reports whether the row, which could not be read in the original
// file, is still as it stood there, and returns the surplus that did not fit
// into its cells.
func (s FixCells) Unchanged(original []string) (surplus string, ok bool) {
	rest, ok := strings.CutPrefix(s.Value, AsItStood(original, ""))
	surplus = strings.TrimPrefix(rest, between)
	return surplus, ok && AsItStood(original, surplus) == s.Value
}
