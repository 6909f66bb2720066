package sheet

import (
	"bytes"
	"encoding/csv"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// anyCell draws cells, many of which are almost formulas.
func anyCell() *rapid.Generator[string] {
	return rapid.OneOf(
		rapid.StringOfN(rapid.RuneFrom([]rune("=+-@＝＋－＠'\t\r\n \"\u00a0\u200b\ufeff,;|ax1")), 0, 8, -1),
		rapid.String(),
	).Filter(func(s string) bool { return !strings.Contains(s, "\x00") })
}

// No written cell may start a formula, and reading returns what was written.
func TestWriter_anyCells(t *testing.T) {
	t.Parallel()
	rapid.Check(t, checkWriter)
}

func FuzzWriter(f *testing.F) {
	f.Fuzz(rapid.MakeFuzz(checkWriter))
}

func checkWriter(t *rapid.T) {
	width := rapid.IntRange(1, 5).Draw(t, "width")
	rows := rapid.SliceOfN(rapid.SliceOfN(anyCell(), width, width), 1, 20).Draw(t, "rows")
	var b bytes.Buffer
	w := NewWriter(&b)
	for _, cells := range rows {
		if err := w.Write(cells...); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Flush(); err != nil {
		t.Fatal(err)
	}
	if sign := formulaIn(t, b.Bytes()); sign != "" {
		t.Fatalf("a cell starts with %q: %q", sign, b.String())
	}
	got := readBack(t, b.Bytes())
	if len(got) != len(rows) {
		t.Fatalf("got %d rows, want %d: %q", len(got), len(rows), b.String())
	}
	for i, want := range rows {
		if !slices.Equal(got[i], want) {
			t.Fatalf("row %d: got %q, want %q", i, got[i], want)
		}
	}
}

// formulaSignsOfAll repeats the signs of CWE-1236 and OWASP ASVS 1.2.10, plain
// and full-width.
var formulaSignsOfAll = []string{"=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20", "\t", "\r"}

// formulaIn returns the sign with which a cell of the file starts that another
// program would take for a formula, or "".
func formulaIn(t interface{ Fatalf(string, ...any) }, b []byte) string {
	r := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(b, []byte("\ufeff"))))
	r.FieldsPerRecord = -1
	rows, err := r.ReadAll()
	if err != nil {
		t.Fatalf("wrote a damaged file: %v", err)
	}
	for _, sign := range formulaSignsOfAll {
		for _, cells := range rows {
			if slices.ContainsFunc(cells, func(c string) bool {
				return strings.HasPrefix(c, sign) || strings.TrimSpace(sign) != "" && strings.HasPrefix(strings.TrimLeft(c, " \u00a0\u200b"), sign)
			}) {
				return sign
			}
		}
	}
	return ""
}

// readBack reads a file that a Writer wrote.
func readBack(t interface{ Fatalf(string, ...any) }, b []byte) [][]string {
	r := newCSVReader(bytes.NewReader(bytes.TrimPrefix(b, []byte("\ufeff"))), dialect{comma: ',', quote: '"'}, DefaultLimits())
	var rows [][]string
	for {
		rec, err := r.Next()
		if err != nil {
			return rows
		}
		if rec.Fault != "" || rec.Stray {
			t.Fatalf("wrote a damaged record: %+v", rec)
		}
		rows = append(rows, rec.Cells)
	}
}
