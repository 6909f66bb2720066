package rosterfile

import (
	"github.com/communitrak/onboarding/internal/rosterfile/columns"
	"github.com/communitrak/onboarding/internal/rosterfile/sheet"
)

// Names from the packages below that callers of a [File] need with it.
type (
	// RefusedError means that a file as a whole cannot be used.
	RefusedError = sheet.RefusedError
	// Limits are the limits for one file.
	Limits = sheet.Limits

	// Detected is what was detected about a file, for the review.
	Detected = columns.Detected
	// Column is a column of the file and what it is taken for.
	Column = columns.Column
	// Mapping says what the columns of a file mean.
	Mapping = columns.Mapping
	// Assignment gives one column a meaning.
	Assignment = columns.Assignment
	// MappingError says which assignment of a Mapping does not fit the file.
	MappingError = columns.MappingError
	// Question is what must be known about a column before an import.
	Question = columns.Question
	// Memory is what was settled about layouts.
	Memory = columns.Memory
	// Settled is what was settled about one layout.
	Settled = columns.Settled
	// Absence is a value that says that a person does not live there.
	Absence = columns.Absence
)

// RefusedTooLarge is the code of a file over the limit of bytes.
const RefusedTooLarge = sheet.RefusedTooLarge

// MaxPeople is the maximum number of people in one row.
const MaxPeople = columns.MaxPeople

// DefaultLimits returns the limits promised to senders.
func DefaultLimits() Limits { return sheet.DefaultLimits() }

// Cell returns the name of a cell as in spreadsheet programs: C12. The column
// counts from 1.
func Cell(column, row int) string { return sheet.Cell(column, row) }

// HoldsSecret reports whether a value has the words of a secret, such as a gate's
// code.
func HoldsSecret(value string) bool { return columns.HoldsSecret(value) }
