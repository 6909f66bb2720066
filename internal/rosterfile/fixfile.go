package rosterfile

import (
	"strings"

	"communitrak/internal/rosterfile/sheet"
)

// fixColumns are appended to the columns of a fix file and identify it.
var fixColumns = []string{"Row", "Column", "Value", "Code", "Reason"}

// Indexes into fixColumns.
const (
	fixColumn = 1
	fixValue  = 2
	fixCode   = 3
	fixReason = 4
)

// mostFixed limits what a fix file says about a row in one cell, so that it can
// be read back.
const mostFixed = 2000

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

// IsFix reports whether f is a fix file.
func (f *File) IsFix() bool { return isFix(f.detected.Columns) }

func isFix(columns []Column) bool { return len(columns) > 0 && columns[len(columns)-1].own }

const between = " | "

// asItStood joins a row that could not be read into one text: its cells and the
// surplus that did not fit in them.
func asItStood(cells []string, surplus string) string {
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
	return sheet.Truncate(b.String(), mostFixed)
}

// unmended returns why a row of a fix file could not be read in the original
// file, unless somebody has changed the row since. In the fix file each cell
// has a place, although it may be a wrong one.
func (l *layout) unmended(cells []string) *Problem {
	if !isFix(l.columns) || len(cells) < len(l.columns) {
		return nil
	}
	from := len(l.columns) - len(fixColumns)
	own := cells[from:]
	p := &Problem{Column: own[fixColumn], Code: sheet.Clean(own[fixCode]), Reason: sheet.Clean(own[fixReason])}
	switch p.Code {
	case ProblemUnclosedQuote, ProblemRecordTooLong, ProblemCellTooLong, ProblemTooFewCells, ProblemTooManyCells, ProblemOtherTable:
	default:
		return nil
	}
	rest, ok := strings.CutPrefix(own[fixValue], asItStood(cells[:from], ""))
	p.Value = strings.TrimPrefix(rest, between)
	if !ok || asItStood(cells[:from], p.Value) != own[fixValue] {
		return nil
	}
	return p
}
