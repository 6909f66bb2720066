package main

import (
	"bytes"
	"encoding/csv"
	"errors"
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/xuri/excelize/v2"

	"github.com/communitrak/onboarding/internal/rosterfile"
	"github.com/communitrak/onboarding/internal/rosterfile/report"
	"github.com/communitrak/onboarding/internal/rosterfile/sheet"
)

const (
	cells       = 1_000_000 // the goal
	cellsInRow  = 8
	rowsInSheet = 100
)

// TestCells writes cells of any content with everything that writes files for
// spreadsheet programs, and reads the files with other people's readers: no
// cell is a formula, and each is what was written.
func TestCells(t *testing.T) {
	t.Parallel()
	random, n := chance(300), sized(6_400, cells)
	roster := sampleRoster(t)
	written, risky := 0, 0
	for written < n && !t.Failed() {
		for name, through := range spreadsheets(roster) {
			rows := make([][]string, rowsInSheet)
			for r := range rows {
				for range cellsInRow {
					c := anyCell(random)
					rows[r] = append(rows[r], c)
					risky += btoi(formula(c))
				}
			}
			got, err := through(rows)
			if err != nil {
				t.Fatalf("%s of %q: %v", name, rows, err)
			}
			compareCells(t, name, rows, got)
			written += rowsInSheet * cellsInRow
		}
	}
	if risky < written/10 {
		t.Errorf("only %d of %d cells would be formulas", risky, written)
	}
	provedShare(t, some(written, cells, "cells in exports, workbooks, reports, and fix files"), ", of which %s would start a formula as they are: none does, and all read back", counted(risky))
}

func compareCells(t *testing.T, name string, rows, got [][]string) {
	t.Helper()
	if len(got) != len(rows) {
		t.Fatalf("%s: %d of %d rows read back", name, len(got), len(rows))
	}
	for r, want := range rows {
		if !slices.Equal(got[r], want) {
			t.Errorf("%s: row %d reads %q, want %q", name, r, got[r], want)
		}
	}
}

func sampleRoster(t *testing.T) *rosterfile.File {
	t.Helper()
	f, err := rosterfile.Open(strings.NewReader("Full Name,Address,Email,Phone\r\nRosa Delgado,114 Juniper Ct,rosa@example.org,\r\n"), "roster.csv", sheet.DefaultLimits())
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// spreadsheets are the ways of a table of eight columns into a file and back.
func spreadsheets(f *rosterfile.File) map[string]func([][]string) ([][]string, error) {
	return map[string]func([][]string) ([][]string, error){
		"export": func(rows [][]string) ([][]string, error) {
			var b bytes.Buffer
			w := sheet.NewWriter(&b)
			var errs []error
			for _, r := range rows {
				errs = append(errs, w.Write(r...))
			}
			return readCSV(&b, 0, 0, errors.Join(append(errs, w.Flush())...))
		},
		"workbook": throughWorkbook,
		"report": func(rows [][]string) ([][]string, error) {
			var b bytes.Buffer
			w := report.NewWriter(&b)
			var errs []error
			for n, r := range rows {
				errs = append(errs, w.Write(report.Entry{Row: n, Result: "attention", Name: r[0], Email: r[1], Column: r[2], Value: r[3], Code: r[4], Reason: r[5], Notes: r[6:7], Sources: r[7:8]}))
			}
			return readCSV(&b, 1, 2, errors.Join(append(errs, w.Flush())...))
		},
		"fix file": func(rows [][]string) ([][]string, error) {
			var b bytes.Buffer
			w := report.NewFixWriter(&b, f)
			var errs []error
			for n, r := range rows {
				errs = append(errs, w.Write(rosterfile.Row{Number: n, Cells: r[:4]}, rosterfile.Problem{Column: r[4], Value: r[5], Code: r[6], Reason: r[7]}))
			}
			got, err := readCSV(&b, 1, 0, errors.Join(append(errs, w.Flush())...))
			for n, r := range got {
				got[n] = slices.Delete(r, 4, 5) // the row's number
			}
			return got, err
		},
	}
}

var errFormula = errors.New("a cell starts a formula")

// readCSV reads all but the headings and the first columns, as a spreadsheet
// program shows the cells.
func readCSV(b *bytes.Buffer, headings, before int, err error) ([][]string, error) {
	if err != nil {
		return nil, err
	}
	r := csv.NewReader(strings.NewReader(strings.TrimPrefix(b.String(), "\ufeff")))
	rows, err := r.ReadAll()
	if err != nil {
		return nil, err
	}
	var all [][]string
	for _, row := range rows[headings:] {
		row = row[before:]
		for n, c := range row {
			if formula(c) {
				return nil, errFormula
			}
			row[n] = sheet.UnescapeFormula(c)
		}
		all = append(all, row)
	}
	return all, nil
}

func throughWorkbook(rows [][]string) ([][]string, error) {
	var b bytes.Buffer
	w := sheet.NewWorkbookWriter(&b)
	var errs []error
	for _, r := range rows {
		errs = append(errs, w.Write(r...))
	}
	if err := errors.Join(append(errs, w.Flush())...); err != nil {
		return nil, err
	}
	book, err := excelize.OpenReader(&b)
	if err != nil {
		return nil, err
	}
	defer book.Close()
	name := book.GetSheetName(0)
	got, err := book.GetRows(name)
	if err != nil {
		return nil, err
	}
	for r := range rows {
		if r == len(got) {
			got = append(got, nil) // an empty row at the end
		}
		for c := range cellsInRow {
			if c == len(got[r]) {
				got[r] = append(got[r], "") // an empty cell at the end
			}
			cell, err := excelize.CoordinatesToCellName(c+1, r+1)
			if err != nil {
				return nil, err
			}
			if is, err := book.GetCellFormula(name, cell); err != nil || is != "" {
				return nil, errors.Join(err, errFormula)
			}
		}
	}
	return got, nil
}

// formulaSigns are those of CWE-1236 and OWASP ASVS 1.2.10, plain and
// full-width.
var formulaSigns = []string{"=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20"}

// formula reports whether some spreadsheet program would evaluate the cell of a
// CSV file: spaces in front of a sign do not count.
func formula(cell string) bool {
	if strings.HasPrefix(cell, "\t") || strings.HasPrefix(cell, "\r") {
		return true
	}
	bare := strings.TrimLeftFunc(cell, func(r rune) bool {
		return unicode.IsSpace(r) || strings.ContainsRune("\u200b\u200c\u200d\u2060\ufeff", r)
	})
	return slices.ContainsFunc(formulaSigns, func(sign string) bool { return strings.HasPrefix(bare, sign) })
}

// cellParts are what cells are drawn from, besides any letters. A line ends in
// LF, since readers make LF of CRLF.
var cellParts = append([]string{"\t", "\r", "\n", "'", "''", `"`, `""`, ",", ";", "|", " ", "\u00a0", "\u200b", "\ufeff", "cmd|' /C calc'!A0", "HYPERLINK(\"example.com\")", "1+1", "A1", "_x0041_", "_x", "&lt;", "<b>",
	"Rosa Delgado", "114 Juniper Ct", "rosa@example.org", "+1 480 555 0103", "Zoë", "王芳", "👪", "1.2E+10", "00123", "2026-03-02", "TRUE"}, formulaSigns...)

var lineEnds = regexp.MustCompile(`\r+\n`)

// anyCell draws a cell: nothing, a few parts, or any characters.
func anyCell(random *rand.Rand) string {
	var b strings.Builder
	for range random.IntN(5) {
		if random.IntN(4) > 0 {
			b.WriteString(cellParts[random.IntN(len(cellParts))])
			continue
		}
		if r := rune(1 + random.IntN(unicode.MaxRune)); unicode.IsPrint(r) {
			b.WriteRune(r)
		}
	}
	return lineEnds.ReplaceAllString(b.String(), "\n")
}
