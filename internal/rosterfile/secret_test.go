package rosterfile

import (
	"strings"
	"testing"

	"github.com/communitrak/onboarding/internal/rosterfile/columns"
	"github.com/communitrak/onboarding/internal/rosterfile/sheet"
)

// A secret column stays secret whichever row is said to hold the headings.
func TestFile_Use_keepsSecrets(t *testing.T) {
	t.Parallel()
	content := "Full Name,Address,Email,Password\r\nAnn Lee,12 Oak St,ann@example.com,hunter2\r\nBen Roe,14 Oak St,ben@example.com,swordfish\r\n"
	f, err := Open(strings.NewReader(content), "roster.csv", sheet.DefaultLimits())
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range []int{0, 2, 1} {
		if err := f.Use(columns.Mapping{HeaderRow: &row}); err != nil {
			t.Fatalf("header row %d: %v", row, err)
		}
		c := f.Columns()[3]
		if !c.Secret || c.Field != "" || len(c.Samples) > 0 {
			t.Errorf("header row %d: got %+v, want a secret without samples", row, c)
		}
		for r, err := range f.Rows(t.Context()) {
			if err != nil || strings.Contains(strings.Join(r.Cells, " "), "hunter2") || strings.Contains(strings.Join(r.Cells, " "), "swordfish") {
				t.Errorf("header row %d: row %d shows a secret: %v, %v", row, r.Number, r.Cells, err)
			}
		}
		if err := f.Detected().Accepts(columns.Mapping{Columns: []columns.Assignment{{Index: c.Index, Header: c.Header, Field: "member[1].phone"}}}); err == nil {
			t.Errorf("header row %d: a secret was mapped", row)
		}
	}
}
