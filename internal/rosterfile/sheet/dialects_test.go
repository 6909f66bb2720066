package sheet

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/communitrak/onboarding/internal/casestest"
)

type dialectCase struct {
	File            string              `json:"file"`
	Verdict         string              `json:"verdict"`
	Delimiter       string              `json:"delimiter"`
	ExpectedRows    [][]string          `json:"expected_rows"`
	ExpectedRecords []map[string]string `json:"expected_records"`
}

// noHeadings recognize no headings: only punctuation tells the dialect.
var noHeadings = Headings{Known: func([]string) int { return 0 }, Fix: func([]string) bool { return false }}

// readAll returns all records of a text file as read.
func readAll(t *testing.T, b []byte) (recs []Record, d dialect) {
	t.Helper()
	in, err := openText(bytes.NewReader(b), DefaultLimits(), noHeadings)
	if err != nil {
		t.Fatal(err)
	}
	r, err := in.Open("")
	if err != nil {
		t.Fatal(err)
	}
	for {
		rec, err := r.Next()
		if errors.Is(err, io.EOF) {
			return recs, in.dialect
		}
		if err != nil {
			t.Fatal(err)
		}
		recs = append(recs, rec)
	}
}

// readThrough reads a file to its end.
func readThrough(b []byte) error {
	in, err := Open(bytes.NewReader(b), "roster", DefaultLimits(), noHeadings)
	if err != nil {
		return err
	}
	r, err := in.Open(in.Sheets()[0])
	for err == nil {
		_, err = r.Next()
	}
	if errors.Is(err, io.EOF) {
		return nil
	}
	return err
}

func cellsOf(recs []Record) [][]string {
	rows := [][]string{}
	for _, r := range recs {
		rows = append(rows, r.Cells)
	}
	return rows
}

func TestCSVReader_realDialects(t *testing.T) {
	t.Parallel()
	var manifest struct {
		Cases []dialectCase `json:"cases"`
	}
	if err := json.Unmarshal(casestest.Read(t, "csvdialects/manifest.json"), &manifest); err != nil {
		t.Fatal(err)
	}
	for _, c := range manifest.Cases {
		t.Run(c.File, func(t *testing.T) {
			t.Parallel()
			b := casestest.Read(t, "csvdialects/"+c.File)
			if c.Verdict == "error" {
				err := readThrough(b)
				if refused := new(RefusedError); !errors.As(err, &refused) {
					t.Errorf("got %v, want the file refused", err)
				}
				return
			}
			recs, d := readAll(t, b)
			if c.Delimiter != "" && string(rune(d.comma)) != c.Delimiter {
				t.Errorf("got delimiter %q, want %q", d.comma, c.Delimiter)
			}
			c.compare(t, recs)
		})
	}
}

func (c dialectCase) compare(t *testing.T, recs []Record) {
	t.Helper()
	switch {
	case c.Verdict == "invalid_per_rfc4180":
		damaged := slices.ContainsFunc(recs, func(r Record) bool {
			return r.Fault != "" || r.Stray || len(r.Cells) != len(recs[0].Cells)
		})
		if !damaged && len(recs) > 1 {
			t.Errorf("nothing is said of a damaged file: %q", cellsOf(recs))
		}
	case c.ExpectedRecords != nil:
		for i, want := range c.ExpectedRecords {
			got := make(map[string]string)
			for j, name := range recs[0].Cells {
				got[name] = recs[i+1].Cells[j]
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("record %d (-want +got):\n%s", i+1, diff)
			}
		}
	case c.ExpectedRows != nil:
		if diff := cmp.Diff(c.ExpectedRows, cellsOf(recs)[:min(len(recs), len(c.ExpectedRows))]); diff != "" {
			t.Errorf("rows (-want +got):\n%s", diff)
		}
	}
}

func TestCSVReader_papaparse(t *testing.T) {
	t.Parallel()
	lines := bufio.NewScanner(bytes.NewReader(casestest.Read(t, "csvdialects/papaparse_cases.jsonl")))
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var c struct {
			Description string          `json:"description"`
			Input       string          `json:"input"`
			Config      json.RawMessage `json:"config"`
			Expected    struct {
				Data   json.RawMessage   `json:"data"`
				Errors []json.RawMessage `json:"errors"`
			} `json:"expected"`
		}
		if err := json.Unmarshal(lines.Bytes(), &c); err != nil {
			t.Fatal(err)
		}
		var want [][]string
		if string(c.Config) != "{}" || len(c.Expected.Errors) > 0 || json.Unmarshal(c.Expected.Data, &want) != nil {
			continue
		}
		t.Run(c.Description, func(t *testing.T) {
			if strings.HasSuffix(c.Input, "\n") && len(want) > 0 {
				want = want[:len(want)-1] // a final line break ends a line and does not start one
			}
			recs, _ := readAll(t, []byte(c.Input))
			if diff := cmp.Diff(want, cellsOf(recs)); diff != "" {
				t.Errorf("%q (-want +got):\n%s", c.Input, diff)
			}
		})
	}
}

func TestDetectDialect_pythonSniffer(t *testing.T) {
	t.Parallel()
	lines := bufio.NewScanner(bytes.NewReader(casestest.Read(t, "csvdialects/python_sniffer.jsonl")))
	for lines.Scan() {
		var c struct {
			Name, Text, Delimiter, Quotechar string
			Relevant                         bool `json:"roster_relevant"`
		}
		if err := json.Unmarshal(lines.Bytes(), &c); err != nil {
			t.Fatal(err)
		}
		if !c.Relevant || c.Delimiter == "" {
			continue
		}
		d := detectDialect([]byte(c.Text), DefaultLimits(), noHeadings)
		if got := string(rune(d.comma)); got != c.Delimiter {
			t.Errorf("%s: got delimiter %q, want %q", c.Name, got, c.Delimiter)
		}
		if c.Quotechar != "" && string(rune(d.quote)) != c.Quotechar {
			t.Errorf("%s: got quote %q, want %q", c.Name, d.quote, c.Quotechar)
		}
	}
}
