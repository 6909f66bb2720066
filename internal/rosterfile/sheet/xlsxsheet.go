package sheet

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Limits of a sheet (ECMA-376).
const (
	lastSheetRow    = 1 << 20
	lastSheetColumn = 1 << 14
)

// sheetReader reads the rows of one sheet.
type sheetReader struct {
	book *workbook
	name string
	x    *xmlScanner

	number  int // of the last row
	column  int // of the last cell, whether or not it is empty
	content int // of the last row with content
	done    bool
	text    []byte
	ends    []int
	value   richText
	crossed crossing // the text of the latest cell
	short   []string // the cells of a brief record
	isBrief bool

	hiddenRows    int
	hiddenColumns bool
	merges        merges
	beyond        int // first row after too many empty ones
}

// Next returns the next row with content; see [Records].
func (s *sheetReader) Next() (rec Record, err error) {
	defer recoverDamaged(&err)
	for !s.done {
		kind, err := s.x.next()
		if errors.Is(err, io.EOF) {
			s.done = true
			break
		}
		if err != nil {
			return Record{}, refuseXML(err)
		}
		if kind != xmlStart {
			continue
		}
		switch string(s.x.name) {
		case "row":
			rec, err := s.row()
			if err != nil {
				return Record{}, refuseXML(err)
			}
			if s.accept(rec) {
				return rec, nil
			}
		case "col":
			s.hiddenColumns = s.hiddenColumns || isTrue(s.x.attribute("hidden"))
		}
	}
	return Record{}, io.EOF
}

// accept reports whether a row is part of the list. After too many empty rows the
// list has ended; accept only records that more content follows.
func (s *sheetReader) accept(rec Record) bool {
	switch {
	case rec.Blank():
		return false
	case s.beyond > 0:
		return false
	case rec.Number-s.content > s.book.limits.EmptyRows+1 && s.content > 0:
		s.beyond = rec.Number
		return false
	}
	s.content = rec.Number
	if rec.Hidden {
		s.hiddenRows++
	}
	return true
}

// row reads the row that was just started.
func (s *sheetReader) row() (Record, error) {
	rec := Record{Number: s.number + 1, Placed: true}
	for name, value := range s.x.attributes() {
		switch name {
		case "r":
			if n, err := strconv.Atoi(string(value)); err == nil && n > s.number {
				rec.Number = n
			}
		case "hidden":
			rec.Hidden = isTrue(string(value))
		}
	}
	if rec.Number > lastSheetRow {
		return rec, errXML
	}
	s.number = rec.Number
	s.text, s.ends, s.column = s.text[:0], s.ends[:0], 0
	outside := s.x.depth - 1
	for s.x.depth > outside {
		kind, err := s.x.next()
		if err != nil {
			return rec, unexpectedEnd(err)
		}
		if kind != xmlStart || string(s.x.name) != "c" {
			continue
		}
		if err := s.cell(&rec); err != nil {
			return rec, err
		}
	}
	rec.Cells = s.cells()
	if !s.isBrief {
		s.merges.mark(&rec)
	}
	return rec, nil
}

// cell reads the cell that was just started and puts it into its column.
func (s *sheetReader) cell(rec *Record) error {
	column, style, kind := s.column+1, -1, ""
	for name, value := range s.x.attributes() {
		switch name {
		case "r":
			if c, _ := cellRef(value); c > 0 {
				column = c
			}
		case "s":
			if n, err := strconv.Atoi(string(value)); err == nil {
				style = n
			}
		case "t":
			kind = cellKind(value)
		}
	}
	if column > lastSheetColumn {
		return errXML
	}
	s.column = column
	value, err := s.cellValue(kind, style)
	if !utf8.Valid(value) {
		value = bytes.ToValidUTF8(value, []byte("\ufffd"))
	}
	if err != nil || len(value) == 0 {
		return err
	}
	switch {
	case column > keptWidth:
		return s.book.limits.TooManyColumns()
	case column <= len(s.ends):
		return nil // a duplicate cell: the first one counts
	}
	for len(s.ends) < column-1 {
		s.ends = append(s.ends, len(s.text))
	}
	if most := s.book.limits.CellBytes; len(value) > most {
		rec.Fault = FaultCellTooLong
		value = []byte(Truncate(string(value), most))
	}
	s.text = append(s.text, value...)
	switch {
	case s.book.format(style).crossedOut, s.crossed == allCrossed:
		rec.CrossedOut = append(rec.CrossedOut, column-1)
	case s.crossed == partlyCrossed:
		rec.PartlyCrossedOut = append(rec.PartlyCrossedOut, column-1)
	}
	s.ends = append(s.ends, len(s.text))
	return nil
}

// cellKind returns the kind of a cell. Every cell of most sheets has one, so the
// two kinds of text take no memory each time.
func cellKind(value []byte) string {
	switch string(value) {
	case "s":
		return "s"
	case "inlineStr":
		return "inlineStr"
	}
	return string(value)
}

// cellValue reads the content of a cell. For a formula, it is the value stored
// by the program.
func (s *sheetReader) cellValue(kind string, style int) ([]byte, error) {
	outside := s.x.depth - 1
	s.value.reset(s.value.text[:0], s.book.limits)
	s.crossed = notCrossed
	inValue := false
	for s.x.depth > outside {
		token, err := s.x.next()
		if err != nil {
			return nil, unexpectedEnd(err)
		}
		switch {
		case token == xmlStart && string(s.x.name) == "is":
			if err := s.value.read(s.x); err != nil {
				return nil, err
			}
			s.crossed = s.value.crossing()
		case token == xmlStart:
			inValue = string(s.x.name) == "v"
		case token == xmlEnd:
			inValue = false
		case inValue:
			if err := s.value.add(s.x); err != nil {
				return nil, err
			}
		}
	}
	return s.convert(kind, style), nil
}

func (s *sheetReader) convert(kind string, style int) []byte {
	raw := s.value.text
	if len(raw) == 0 {
		return nil
	}
	switch kind {
	case "s":
		n, err := strconv.Atoi(strings.TrimSpace(string(raw)))
		if err != nil {
			return nil
		}
		s.crossed = s.book.strings.crossed[n]
		return s.book.strings.at(n)
	case "b":
		if isTrue(strings.TrimSpace(string(raw))) {
			return []byte("TRUE")
		}
		return []byte("FALSE")
	case "str":
		return []byte(unescapeXLSX(raw))
	case "d":
		return []byte(isoText(string(raw)))
	case "inlineStr", "e":
		return raw
	}
	return []byte(s.book.number(string(raw), style))
}

func (s *sheetReader) Brief() { s.isBrief = true }

// cells returns the row's cells as separate strings.
func (s *sheetReader) cells() []string {
	if s.isBrief {
		s.short = briefCells(s.short, s.text, s.ends, func(cell []byte) string { return string(cell) })
		return s.short
	}
	all := string(s.text)
	cells := make([]string, len(s.ends))
	start := 0
	for i, end := range s.ends {
		cells[i] = all[start:end]
		start = end
	}
	return cells
}

func (s *sheetReader) Found() Found {
	return Found{Format: XLSX, Sheets: s.book.Sheets(), Hidden: s.hiddenRows, Warnings: s.warnings()}
}

func (s *sheetReader) warnings() (all []string) {
	if s.hiddenColumns {
		all = append(all, "The sheet has hidden columns; they were read too.")
	}
	if s.beyond > 0 {
		all = append(all, fmt.Sprintf("Row %d stands below more than %d empty rows; it and what follows were not read.", s.beyond, s.book.limits.EmptyRows))
	}
	if others := len(s.book.Sheets()) - 1; others > 0 {
		all = append(all, fmt.Sprintf("Only the sheet %q was read; the workbook has %d more.", s.name, others))
	}
	return all
}

// cellRef parses a reference such as BC12. A missing part is 0.
func cellRef(ref []byte) (column, row int) {
	i := 0
	for ; i < len(ref) && column <= lastSheetColumn; i++ {
		c := ref[i] &^ 0x20
		if c < 'A' || c > 'Z' {
			break
		}
		column = column*26 + int(c-'A') + 1
	}
	for ; i < len(ref) && row <= lastSheetRow; i++ {
		if ref[i] < '0' || ref[i] > '9' {
			return column, 0
		}
		row = row*10 + int(ref[i]-'0')
	}
	return column, row
}
