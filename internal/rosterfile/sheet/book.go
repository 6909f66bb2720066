package sheet

import "fmt"

// File formats.
const (
	CSV  = "csv"
	XLSX = "xlsx"
)

// Book is a text or a workbook whose records can be read repeatedly.
type Book interface {
	// Sheets returns what can be read, best first; a text has one unnamed
	// sheet.
	Sheets() []string
	// Open starts reading a sheet.
	Open(sheet string) (Records, error)
}

// Headings recognize the first row of a list, which tells the dialect of a text
// more reliably than punctuation does. What headings mean is not known here.
type Headings struct {
	// Known returns how many of the cells are known headings.
	Known func(cells []string) int
	// Fix reports whether the cells are the headings of a fix file.
	Fix func(cells []string) bool
}

// Open detects what the file is. It returns a *RefusedError for a file that
// is neither text nor a workbook that can be read, and otherwise only errors of
// src. name is only for errors.
func Open(src Source, name string, l Limits, h Headings) (Book, error) {
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
