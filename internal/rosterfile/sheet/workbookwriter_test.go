package sheet_test

import (
	"bytes"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"github.com/communitrak/onboarding/internal/rosterfile/sheet"
)

// Another program reads what a WorkbookWriter writes as the original text.
func TestWorkbookWriter(t *testing.T) {
	t.Parallel()
	want := [][]string{
		{"Name", "Phone", "Note"},
		{"Renée <O'Brien> & Söhne", "(480) 555-0103", "=1+1"},
		{" spaces ", "00123", "two\nlines"},
		{"+1", "-2", "@x"},
		{"_x0041_", "_x0041_x0042_", "a_x004g_ _x41_ _x"},
	}
	var file bytes.Buffer
	w := sheet.NewWorkbookWriter(&file)
	for _, row := range want {
		if err := w.Write(row...); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Flush(); err != nil {
		t.Fatal(err)
	}
	book, err := excelize.OpenReader(&file)
	if err != nil {
		t.Fatal(err)
	}
	got, err := book.GetRows("Export")
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("read back: %s", diff)
	}
	for _, cell := range []string{"C2", "A4"} {
		if formula, err := book.GetCellFormula("Export", cell); err != nil || formula != "" {
			t.Errorf("%s: got formula %q, %v, want none", cell, formula, err)
		}
		if kind, err := book.GetCellType("Export", cell); err != nil || kind != excelize.CellTypeInlineString {
			t.Errorf("%s: got type %v, %v, want text", cell, kind, err)
		}
	}
}
