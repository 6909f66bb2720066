package report

import (
	"bytes"
	"encoding/csv"
	"errors"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/communitrak/onboarding/internal/personname"
	"github.com/communitrak/onboarding/internal/rosterfile"
	"github.com/communitrak/onboarding/internal/rosterfile/sheet"
)

// FuzzFixWriter writes the fix file of any readable file: it has the same rows
// with the same meanings, and none of its cells starts a formula.
func FuzzFixWriter(f *testing.F) {
	for _, seed := range []string{
		"Name,Address,Email\n=1+1,1 Elm St,a@example.com\n\"'=2\",\t3 Elm St,-\n",
		"Ann Lee,12 Oak St,ann@example.com\nBo Ray,14 Oak St,bo@example.com\n",
		"sep=|\nName|Lot|E-mail|PIN\n'@Bo|7|b@example.com|1\n", "Name;Name;Email\n＝1;';''x\n", "a\r\"\"\r\n",
		"AA AA A,0", "Title\n\nName,Email,Lot,Row,Column,Value,Code,Reason\nAnn,a@example.com,1,2,Email,x,y,z\n",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		first, err := rosterfile.Open(bytes.NewReader(b), "any", tight())
		if err != nil {
			return
		}
		var rows []rosterfile.Row
		for row, err := range first.Rows(t.Context()) {
			if err != nil {
				t.Fatal(err)
			}
			if row.Problem == nil {
				rows = append(rows, row)
			}
		}
		if len(rows) > 0 {
			checkFixFile(t, first, rows)
		}
	})
}

func checkFixFile(t *testing.T, first *rosterfile.File, rows []rosterfile.Row) {
	var file bytes.Buffer
	w := NewFixWriter(&file, first)
	var errs []error
	for _, row := range rows {
		errs = append(errs, w.Write(row, rosterfile.Problem{Column: "Email", Value: row.Cells[0], Code: "=code", Reason: "+why"}))
	}
	if err := errors.Join(append(errs, w.Flush())...); err != nil {
		t.Fatal(err)
	}
	written := writtenCells(t, file.Bytes())
	if len(written) != len(rows)+1 {
		t.Fatalf("got %d records for %d rows", len(written), len(rows))
	}
	for i, row := range rows {
		var want []string
		for j, c := range first.Columns() {
			switch {
			case c.Added():
			case c.LastFirst():
				want = append(want, asRead(personname.FamilyFirst(row.Cells[j])))
			default:
				want = append(want, asRead(row.Cells[j]))
			}
		}
		want = append(want, strconv.Itoa(row.Number), "Email", asRead(row.Cells[0]), "=code", "+why")
		if got := written[i+1]; !slices.Equal(got, want) {
			t.Fatalf("row %d: wrote %q, want %q", row.Number, got, want)
		}
	}
}

// writtenCells reads what a Writer wrote and fails if a spreadsheet program
// would see a formula in it. The lines of a cell end in LF.
func writtenCells(t interface{ Fatalf(string, ...any) }, b []byte) [][]string {
	r := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(b, []byte("\ufeff"))))
	r.FieldsPerRecord = -1
	rows, err := r.ReadAll()
	if err != nil {
		t.Fatalf("wrote a damaged file: %v", err)
	}
	for _, cells := range rows {
		for i, c := range cells {
			starts := slices.ContainsFunc(startsAFormula, func(sign string) bool { return strings.HasPrefix(c, sign) })
			if starts || c != "" && c[0] != '\'' && sheet.EscapeFormula(c) != c {
				t.Fatalf("the cell %q starts a formula", c)
			}
			cells[i] = sheet.UnescapeFormula(c)
		}
	}
	return rows
}

// asRead returns what reading back yields of a cell.
func asRead(cell string) string {
	return strings.ReplaceAll(strings.ReplaceAll(cell, "\x00", ""), "\r\n", "\n")
}
