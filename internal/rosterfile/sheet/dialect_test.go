package sheet

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// Lists as programs write them, each in a dialect of its own, are read as the
// cells that people see.
func TestOpen_dialects(t *testing.T) {
	t.Parallel()
	list := [][]string{{"Name", "Email"}, {"Ann Lee", "a@example.com"}, {"Bo Ray", "b@example.com"}}
	for name, text := range map[string]string{
		"comma":               "Name,Email\nAnn Lee,a@example.com\nBo Ray,b@example.com\n",
		"semicolon":           "Name;Email\nAnn Lee;a@example.com\nBo Ray;b@example.com\n",
		"tab":                 "Name\tEmail\nAnn Lee\ta@example.com\nBo Ray\tb@example.com\n",
		"vertical bar":        "Name|Email\nAnn Lee|a@example.com\nBo Ray|b@example.com\n",
		"declared":            "sep=;\r\nName;Email\r\nAnn Lee;a@example.com\r\nBo Ray;b@example.com\r\n",
		"declared in quotes":  "\"sep=^\"\nName^Email\nAnn Lee^a@example.com\nBo Ray^b@example.com\n",
		"CR":                  "Name,Email\rAnn Lee,a@example.com\rBo Ray,b@example.com\r",
		"CR CR LF":            "Name,Email\r\r\nAnn Lee,a@example.com\r\r\nBo Ray,b@example.com\r\r\n",
		"no last line break":  "Name,Email\nAnn Lee,a@example.com\nBo Ray,b@example.com",
		"quotes":              "\"Name\",\"Email\"\n\"Ann Lee\",\"a@example.com\"\n\"Bo Ray\",\"b@example.com\"\n",
		"apostrophes":         "'Name','Email'\n'Ann Lee','a@example.com'\n'Bo Ray','b@example.com'\n",
		"apostrophes, CR LF":  "'Name','Email'\r\n'Ann Lee','a@example.com'\r\n'Bo Ray','b@example.com'\r\n",
		"space before quotes": "Name, \"Email\"\nAnn Lee, \"a@example.com\"\nBo Ray, \"b@example.com\" \n",
		"byte order mark":     "\ufeffName,Email\nAnn Lee,a@example.com\nBo Ray,b@example.com\n",
		"UTF-16":              "\xff\xfe" + strings.Join(strings.Split("Name,Email\nAnn Lee,a@example.com\nBo Ray,b@example.com\n", ""), "\x00") + "\x00",
		"formulas of text":    "Name,Email\n'Ann Lee,a@example.com\nBo Ray,b@example.com\n",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			want := list
			if name == "formulas of text" {
				want = [][]string{list[0], {"'Ann Lee", "a@example.com"}, list[2]} // marks no formula
			}
			recs, _ := readAll(t, []byte(text))
			if diff := cmp.Diff(want, cellsOf(recs)); diff != "" {
				t.Errorf("cells (-want +got):\n%s", diff)
			}
		})
	}
}

// Texts too short to tell anything about their encoding or dialect.
func TestOpen_shortTexts(t *testing.T) {
	t.Parallel()
	for text, want := range map[string][][]string{
		"": {}, "a": {{"a"}}, ",": {{"", ""}}, "a,b": {{"a", "b"}}, "é": {{"é"}}, "a\r\n": {{"a"}}, "\"a,b\"": {{"a,b"}}, "a\nb": {{"a"}, {"b"}},
	} {
		recs, _ := readAll(t, []byte(text))
		if diff := cmp.Diff(want, cellsOf(recs)); diff != "" {
			t.Errorf("%q: cells (-want +got):\n%s", text, diff)
		}
	}
}

// Quotes, line breaks, and damage within cells.
func TestCSVReader_cells(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		text  string
		want  []string // the cells of the second record
		fault string
		stray bool
	}{
		"delimiter in quotes":  {"a,b\n\"1, Oak\",2\n", []string{"1, Oak", "2"}, "", false},
		"line break in quotes": {"a,b\n\"1\nOak\",2\n", []string{"1\nOak", "2"}, "", false},
		"doubled quotes":       {"a,b\n\"the \"\"Oaks\"\"\",2\n", []string{`the "Oaks"`, "2"}, "", false},
		"a stray quote":        {"a,b\n\"the \"Oaks\" St\",2\n", []string{`the "Oaks" St`, "2"}, "", true},
		"never closed":         {"a,b\n\"1,2\nc,d\n", []string{`"1`, "2"}, FaultUnclosedQuote, false},
		"never closed at all":  {"a,b\n\"1,2", []string{`"1`, "2"}, FaultUnclosedQuote, false},
		"an escaped formula":   {"a,b\n'=1,2\n", []string{"=1", "2"}, "", false},
		"Windows-1252":         {"a,b\nJos\xe9,2\n", []string{"José", "2"}, "", false},
		"a cell too long":      {"a,b\n" + strings.Repeat("x", 5<<10) + ",2\n", []string{strings.Repeat("x", 4<<10), "2"}, FaultCellTooLong, false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			recs, _ := readAll(t, []byte(tt.text))
			if len(recs) < 2 {
				t.Fatalf("got %d records", len(recs))
			}
			got := recs[1]
			if diff := cmp.Diff(tt.want, got.Cells); diff != "" || got.Fault != tt.fault || got.Stray != tt.stray {
				t.Errorf("fault %q, stray %v, cells (-want +got):\n%s", got.Fault, got.Stray, diff)
			}
		})
	}
}
