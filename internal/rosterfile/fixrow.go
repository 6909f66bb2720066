package rosterfile

import "github.com/communitrak/onboarding/internal/rosterfile/columns"

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
	case ProblemUnclosedQuote, ProblemRecordTooLong, ProblemCellTooLong, ProblemTooFewCells, ProblemTooManyCells, ProblemOtherTable, ProblemNotResidents:
	default:
		return nil
	}
	if p.Value, ok = said.Unchanged(original); !ok {
		return nil
	}
	return p
}
