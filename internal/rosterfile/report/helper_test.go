package report

import (
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/communitrak/onboarding/internal/rosterfile"
	"github.com/communitrak/onboarding/internal/rosterfile/sheet"
)

// asTyped compares what rows say, regardless of the cells that say it.
var asTyped = cmp.Options{
	cmpopts.EquateEmpty(), cmpopts.IgnoreFields(rosterfile.Row{}, "Cells"), cmpopts.IgnoreFields(rosterfile.Note{}, "Person"),
	cmpopts.IgnoreFields(rosterfile.Person{}, "NameFrom", "EmailFrom", "PhoneFrom"),
}

// open opens a text as a roster file, which must be usable.
func open(t *testing.T, text string) *rosterfile.File {
	t.Helper()
	f, err := rosterfile.Open(strings.NewReader(text), "roster.csv", sheet.DefaultLimits())
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func rowsOf(t *testing.T, f *rosterfile.File) []rosterfile.Row {
	t.Helper()
	var rows []rosterfile.Row
	for r, err := range f.Rows(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		rows = append(rows, r)
	}
	return rows
}

func fieldsOf(f *rosterfile.File) []string {
	var fields []string
	for _, c := range f.Columns() {
		fields = append(fields, c.Field)
	}
	return fields
}

// tight returns limits that a small input can reach.
func tight() sheet.Limits {
	l := sheet.DefaultLimits()
	l.CellBytes, l.RecordBytes, l.Rows, l.EmptyRows = 64, 512, 200, 5
	return l
}

// wide returns a text as UTF-16.
func wide(s string, bigEndian bool) string {
	var b strings.Builder
	for _, u := range utf16.Encode([]rune(s)) {
		if bigEndian {
			b.Write([]byte{byte(u >> 8), byte(u)})
		} else {
			b.Write([]byte{byte(u), byte(u >> 8)})
		}
	}
	return b.String()
}
