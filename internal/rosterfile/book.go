package rosterfile

import "fmt"

// File formats.
const (
	formatCSV  = "csv"
	formatXLSX = "xlsx"
)

// book is a text or a workbook whose records can be read repeatedly.
type book interface {
	// sheets returns what can be read, best first; a text has one unnamed
	// sheet.
	sheets() []string
	// open starts reading a sheet.
	open(sheet string) (records, error)
}

// headings recognize the first row of a list, which tells the dialect of a text
// more reliably than punctuation does. What headings mean is not known here.
type headings struct {
	// known returns how many of the cells are known headings.
	known func(cells []string) int
	// fix reports whether the cells are the headings of a fix file.
	fix func(cells []string) bool
}

// openBook detects what the file is. It returns a *RefusedError for a file that
// is neither text nor a workbook that can be read, and otherwise only errors of
// src. name is only for errors.
func openBook(src Source, name string, l Limits, h headings) (book, error) {
	if src.Size() > l.Bytes {
		return nil, l.tooLarge()
	}
	start, err := head(src, sniffBytes)
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", name, err)
	}
	packed, err := isWorkbook(src, start)
	if err != nil {
		return nil, err
	}
	if packed {
		return openWorkbook(src, l)
	}
	return openText(src, l, h)
}
