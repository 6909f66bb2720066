package sheet

import "strconv"

// Cell returns the name of a cell as in spreadsheet programs: C12. The column
// counts from 1.
func Cell(column, row int) string { return Letters(column) + strconv.Itoa(row) }

// Letters returns the name of column n as in spreadsheet programs: A, B … AA.
func Letters(n int) string {
	s := ""
	for ; n > 0; n = (n - 1) / 26 {
		s = string(rune('A'+(n-1)%26)) + s
	}
	return s
}
