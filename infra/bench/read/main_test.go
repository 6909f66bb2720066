package main

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/xuri/excelize/v2"
)

// TestWays checks that every way to read counts the same rows.
func TestWays(t *testing.T) {
	t.Parallel()
	text := filepath.Join(t.TempDir(), "roster.csv")
	if err := os.WriteFile(text, []byte("Full Name,Address,Email\r\nAnn Lee,12 Oak St,ann@example.com\r\nBo Ray,14 Oak St,bo@example.com\r\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	book := filepath.Join(t.TempDir(), "roster.xlsx")
	x := excelize.NewFile()
	defer x.Close()
	for n, row := range [][]any{{"Full Name", "Address", "Email"}, {"Ann Lee", "12 Oak St", "ann@example.com"}, {"Bo Ray", "14 Oak St", "bo@example.com"}} {
		cell, err := excelize.CoordinatesToCellName(1, n+1)
		if err != nil {
			t.Fatal(err)
		}
		if err := x.SetSheetRow("Sheet1", cell, &row); err != nil {
			t.Fatal(err)
		}
	}
	if err := x.SaveAs(book); err != nil {
		t.Fatal(err)
	}
	for _, tt := range [][2]string{{"rows", text}, {"plan", text}, {"csv", text}, {"rows", book}, {"plan", book}, {"excelize", book}} {
		file, err := os.Open(tt[1])
		if err != nil {
			t.Fatal(err)
		}
		defer file.Close()
		if got, err := ways[tt[0]](file); got != 2 || err != nil {
			t.Errorf("%s of %s: got %d rows, %v; want 2", tt[0], filepath.Base(tt[1]), got, err)
		}
	}
}
