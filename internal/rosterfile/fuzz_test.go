package rosterfile

import (
	"bytes"
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"github.com/communitrak/onboarding/internal/rosterfile/columns"
	"github.com/communitrak/onboarding/internal/rosterfile/sheet"
)

// tight returns limits that a small input can reach.
func tight() sheet.Limits {
	l := sheet.DefaultLimits()
	l.CellBytes, l.RecordBytes, l.Rows, l.EmptyRows = 64, 512, 200, 5
	return l
}

// checkFile opens any bytes: they must be refused with a message, or be read
// with every promise kept.
func checkFile(t testing.TB, b []byte) {
	f, err := Open(bytes.NewReader(b), "any", tight())
	if err != nil {
		refused := new(sheet.RefusedError)
		if !errors.As(err, &refused) || !strings.HasSuffix(refused.Sentence, ".") {
			t.Fatalf("got %v, want a sentence", err)
		}
		return
	}
	d := f.Detected()
	if _, err := json.Marshal(d); err != nil {
		t.Fatal(err)
	}
	last, n := d.HeaderRow, 0
	for row, err := range f.Rows(t.Context()) {
		if err != nil {
			t.Fatalf("the second reading failed where the first did not: %v", err)
		}
		n++
		if row.Number <= last || len(row.Cells) != len(d.Columns) || row.Problem != nil && len(row.People) > 0 {
			t.Fatalf("row %d after %d with %d cells for %d columns: %+v", row.Number, last, len(row.Cells), len(d.Columns), row)
		}
		last = row.Number
		for i, c := range row.Cells {
			if !utf8.ValidString(c) || d.Columns[i].Secret && c != "" {
				t.Fatalf("cell %q of column %+v", c, d.Columns[i])
			}
		}
	}
	if n != d.Rows {
		t.Fatalf("got %d rows, counted %d before", n, d.Rows)
	}
	before := f.Columns()
	if err := f.Use(f.Suggest()); err != nil {
		t.Fatalf("the suggestion is refused: %v", err)
	}
	if diff := cmp.Diff(before, f.Columns(), cmp.AllowUnexported(columns.Column{})); diff != "" {
		t.Fatalf("the suggestion changes the columns:\n%s", diff)
	}
}

func FuzzOpen_text(f *testing.F) {
	for _, seed := range []string{
		"", "Name,Address,Email\nAnn,1 Elm St,a@example.com\n", "sep=;\r\nName;Lot\r\n\"A\"\"b\";1\r\n",
		"\"Name\",\"Em\nail\"\r\"x\r", "\xff\xfeN\x00a\x00", "'a'|'b'\n'c'|'d'\n", "Name,Email\n\"unclosed,a@example.com\nBo,b@example.com\n",
		"Password\tName\tEmail\n1\tAnn\ta@example.com\n", "a,b\n1,2\n\n\n3\n", "\xef\xbb\xbfName;Caf\xe9\n", "Name,Email,Row,Column,Value,Code,Reason\n'=1,'+a@example.com,2,,,,\n",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, b []byte) { checkFile(t, b) })
}

func FuzzOpen_workbook(f *testing.F) {
	f.Add(zipped(f, plainParts(headerRow+annRow)))
	f.Add([]byte("PK\x03\x04"))
	f.Fuzz(func(t *testing.T, b []byte) { checkFile(t, b) })
}

// FuzzOpen_sheet changes the contents of the parts, past the zip.
func FuzzOpen_sheet(f *testing.F) {
	f.Add(headerRow+annRow, stringsXML, stylesXML)
	f.Add(`<row r="1"><c r="A1"><v>1</v></c></row><row r="3" hidden="1"/>`, "<sst><si/></sst>", `<styleSheet><numFmts><numFmt numFmtId="164" formatCode="[h]:mm"/></numFmts><cellXfs><xf numFmtId="164"/></cellXfs></styleSheet>`)
	f.Fuzz(func(t *testing.T, rows, texts, styles string) {
		parts := plainParts(rows)
		parts["xl/sharedStrings.xml"], parts["xl/styles.xml"] = texts, styles
		checkFile(t, zipped(t, parts))
	})
}
