package rosterfile

import (
	"strings"

	"communitrak/internal/rosterfile/columns"
	"communitrak/internal/rosterfile/sheet"
)

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
	return sheet.Truncate(b.String(), columns.MaxFixCell)
}

// unmended returns why a row of a fix file could not be read in the original
// file, unless somebody has changed the row since. In the fix file each cell
// has a place, although it may be a wrong one.
func (l *layout) unmended(cells []string) *Problem {
	original, said, ok := columns.SplitFix(l.columns, cells)
	if !ok {
		return nil
	}
	p := &Problem{Column: said.Column, Code: said.Code, Reason: said.Reason}
	switch p.Code {
	case ProblemUnclosedQuote, ProblemRecordTooLong, ProblemCellTooLong, ProblemTooFewCells, ProblemTooManyCells, ProblemOtherTable:
	default:
		return nil
	}
	rest, ok := strings.CutPrefix(said.Value, asItStood(original, ""))
	p.Value = strings.TrimPrefix(rest, between)
	if !ok || asItStood(original, p.Value) != said.Value {
		return nil
	}
	return p
}
