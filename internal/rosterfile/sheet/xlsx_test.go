package sheet

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/communitrak/onboarding/internal/casestest"
)

type xlsxCase struct {
	File         string     `json:"file"`
	Kind         string     `json:"kind"`
	FirstVisible string     `json:"first_visible_sheet"`
	Rows         [][]string `json:"rows"`
	RowsOpenpyxl [][]string `json:"rows_openpyxl"`
	RowsCalamine [][]string `json:"rows_calamine"`
}

func TestWorkbook_realFiles(t *testing.T) {
	t.Parallel()
	var manifest struct {
		Cases []xlsxCase `json:"cases"`
	}
	if err := json.Unmarshal(casestest.Read(t, "xlsx/manifest.json"), &manifest); err != nil {
		t.Fatal(err)
	}
	for _, c := range manifest.Cases {
		t.Run(c.File, func(t *testing.T) {
			t.Parallel()
			got, err := sheetRows(casestest.Read(t, "xlsx/"+c.File), 12)
			if c.Kind == "error" {
				if refused := new(RefusedError); !errors.As(err, &refused) {
					t.Errorf("got %v, want the file refused", err)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			diff := ""
			for _, want := range [][][]string{c.Rows, c.RowsOpenpyxl, c.RowsCalamine} {
				if want == nil {
					continue
				}
				if diff = cmp.Diff(trimRows(want), trimRows(got)); diff == "" {
					return
				}
			}
			t.Errorf("rows (-want +got):\n%s", diff)
		})
	}
}

// sheetRows returns the first rows of the first visible sheet.
func sheetRows(b []byte, most int) ([][]string, error) {
	src := bytes.NewReader(b)
	if workbook, err := isWorkbook(src, b[:min(len(b), sniffBytes)]); err != nil || !workbook {
		return nil, err
	}
	w, err := openWorkbook(src, DefaultLimits())
	if err != nil {
		return nil, err
	}
	r, err := w.Open(w.Sheets()[0])
	if err != nil {
		return nil, err
	}
	var rows [][]string
	for {
		rec, err := r.Next()
		if errors.Is(err, io.EOF) {
			return rows, nil
		}
		if err != nil {
			return nil, err
		}
		for len(rows) < rec.Number-1 && len(rows) < most {
			rows = append(rows, nil)
		}
		if len(rows) < most {
			rows = append(rows, rec.Cells)
		}
	}
}

// trimRows drops blank columns and rows at the end, and columns after the
// twentieth, which the material omits.
func trimRows(rows [][]string) [][]string {
	out := [][]string{}
	for _, row := range rows {
		row = row[:min(len(row), 20)]
		trimmed := []string{}
		for _, c := range row {
			trimmed = append(trimmed, strings.TrimSpace(strings.ReplaceAll(c, "\r\n", "\n")))
		}
		for len(trimmed) > 0 && trimmed[len(trimmed)-1] == "" {
			trimmed = trimmed[:len(trimmed)-1]
		}
		out = append(out, trimmed)
	}
	for len(out) > 0 && len(out[len(out)-1]) == 0 {
		out = out[:len(out)-1]
	}
	return out
}
