package report

import (
	"bytes"
	"encoding/csv"
	"errors"
	"strings"
	"testing"

	"github.com/communitrak/onboarding/internal/rosterfile"
	"github.com/communitrak/onboarding/internal/rosterfile/columns"
	"github.com/communitrak/onboarding/internal/rosterfile/sheet"
)

// startsAFormula repeats the signs of CWE-1236 and OWASP ASVS 1.2.10, plain and
// full-width: East Asian spreadsheet programs treat the wide ones like the
// plain ones.
var startsAFormula = []string{"=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20", "\t", "\r"}

// No cell of any file that we write starts a formula, neither in a roster's own
// headings and cells nor in what we say about them.
func TestWriters_formulaSigns(t *testing.T) {
	t.Parallel()
	for _, sign := range startsAFormula {
		for _, before := range []string{"", " ", "\u00a0", "\u200b"} {
			if before != "" && strings.TrimSpace(sign) == "" {
				continue // only the first of these characters counts
			}
			cell := before + sign + "cmd|' /C calc'!A0"
			var plain, report, fix bytes.Buffer
			w, reports := sheet.NewWriter(&plain), NewWriter(&report)
			fixes := &FixWriter{w: sheet.NewWriter(&fix), columns: []columns.Column{{Index: 1, Header: cell}, {Index: 2, Header: "Name"}}}
			err := errors.Join(
				w.Write(cell, "x", cell), w.Flush(),
				reports.Write(Entry{Name: cell, Email: cell, Column: cell, Value: cell, Code: cell, Reason: cell, Notes: []string{cell}, Sources: []string{cell}}), reports.Flush(),
				fixes.Write(rosterfile.Row{Cells: []string{cell, cell}}, rosterfile.Problem{Column: cell, Value: cell, Code: cell, Reason: cell}), fixes.Flush(),
			)
			if err != nil {
				t.Fatal(err)
			}
			for name, file := range map[string]string{"plain": plain.String(), "report": report.String(), "fix file": fix.String()} {
				records := csv.NewReader(strings.NewReader(strings.TrimPrefix(file, "\ufeff")))
				all, err := records.ReadAll()
				if err != nil {
					t.Fatalf("%s with %q: %v", name, cell, err)
				}
				found := 0
				for _, cells := range all {
					for _, c := range cells {
						if strings.Contains(c, "calc") {
							found++
							if !strings.HasPrefix(c, "'") {
								t.Errorf("%s: the cell %q starts a formula", name, c)
							}
						}
					}
				}
				if found < 2 {
					t.Errorf("%s: found %d cells with %q", name, found, cell)
				}
			}
		}
	}
}
