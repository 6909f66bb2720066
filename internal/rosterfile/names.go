package rosterfile

import "communitrak/internal/rosterfile/sheet"

// Names from the packages below that callers of a [File] need with it.
type (
	// RefusedError means that a file as a whole cannot be used.
	RefusedError = sheet.RefusedError
	// Limits are the limits for one file.
	Limits = sheet.Limits
)

// RefusedTooLarge is the code of a file over the limit of bytes.
const RefusedTooLarge = sheet.RefusedTooLarge

// DefaultLimits returns the limits promised to senders.
func DefaultLimits() Limits { return sheet.DefaultLimits() }

// Cell returns the name of a cell as in spreadsheet programs: C12. The column
// counts from 1.
func Cell(column, row int) string { return sheet.Cell(column, row) }
