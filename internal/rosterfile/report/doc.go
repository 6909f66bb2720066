// Package report writes what an import came to as files for spreadsheet
// programs: the report of all rows, and the fix file of those that need
// attention, which can be corrected and imported as it is.
package report
