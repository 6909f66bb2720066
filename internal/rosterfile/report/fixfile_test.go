package report

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/charmap"
	"pgregory.net/rapid"

	"github.com/communitrak/onboarding/internal/rosterfile"
	"github.com/communitrak/onboarding/internal/rosterfile/columns"
	"github.com/communitrak/onboarding/internal/rosterfile/sheet"
)

// resaved is what spreadsheet programs make of a fix file when they save it.
var resaved = map[string]func(t *rapid.T, written string) []byte{
	"as it is": func(_ *rapid.T, written string) []byte { return []byte(written) },
	"without byte order mark": func(_ *rapid.T, written string) []byte {
		return []byte(strings.TrimPrefix(written, "\ufeff"))
	},
	"semicolons, Windows-1252": func(t *rapid.T, written string) []byte {
		b, err := charmap.Windows1252.NewEncoder().String(separated(t, written, ';'))
		if err != nil {
			t.Skip("letters that Windows-1252 lacks")
		}
		return []byte(b)
	},
	"tabs, UTF-16": func(t *rapid.T, written string) []byte {
		return append([]byte("\xff\xfe"), wide(separated(t, written, '\t'), false)...)
	},
	"empty cells added": func(t *rapid.T, written string) []byte {
		return []byte(separated(t, written, ',', "", ""))
	},
	"workbook": func(t *rapid.T, written string) []byte {
		x := excelize.NewFile()
		defer x.Close()
		for i, cells := range recordsOf(t, written) {
			if err := x.SetSheetRow("Sheet1", fmt.Sprintf("A%d", i+1), &cells); err != nil {
				t.Fatal(err)
			}
		}
		var b bytes.Buffer
		if err := x.Write(&b); err != nil {
			t.Fatal(err)
		}
		return b.Bytes()
	},
}

func recordsOf(t *rapid.T, written string) [][]string {
	r := csv.NewReader(strings.NewReader(strings.TrimPrefix(written, "\ufeff")))
	all, err := r.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// separated returns the file with another delimiter and extra cells in each
// row.
func separated(t *rapid.T, written string, comma rune, added ...string) string {
	var b strings.Builder
	w := csv.NewWriter(&b)
	w.Comma = comma
	for _, cells := range recordsOf(t, written) {
		if err := w.Write(append(cells, added...)); err != nil {
			t.Fatal(err)
		}
	}
	if w.Flush(); w.Error() != nil {
		t.Fatal(w.Error())
	}
	return b.String()
}

// The layouts have several people in a row, headings that only values explain,
// a family column, no headings, and headings that mention separators.
var fixLayouts = [][]string{
	{"Full Name", "Address", "Email", "Phone"},
	{"Owner", "Unit Owner Email", "Lot", "Contact", "Gate Code"},
	{"Name", "Address", "E-mail", "Second Owner Name", "Second Owner Email", "Status"},
	{"First Name", "Last Name", "Street No", "Street", "City", "State", "ZIP", "Email"},
	{"Lives here", "Where", "Writes to", "Owner; Tenant"},
	{"", "", "", ""},
	{"Row", "Full Name", "Address", "Email", "Reason"},
}

// anyValue draws the contents of roster columns, good and bad.
func anyValue() *rapid.Generator[string] {
	return rapid.OneOf(
		rapid.SampledFrom([]string{"", "", "Ann Lee", "Ruiz, Ana", "Bo & Cy Ray", "Zoë Müller", "12 Oak St", "Lot 7", "ann@example.com", "no email",
			"a@example.com; b@example.com", "480-555-0101", "+1 480 555 0102", "=1+1", "＝2", "Full Name; Email; Address", "Owner,Email,Address", "Email", "Sold",
			"85201", "2109", "x", `say "hi"`, "a|b|c|d|e", "two\nlines", "'quoted'", "-", "N/A"}),
		rapid.StringMatching(`[A-Z][a-z]{2,6} [A-Z][a-z]{2,8}`),
		rapid.StringMatching(`[a-z]{3,8}@example\.(com|org)`),
		rapid.StringMatching(`[1-9][0-9]{0,3} (Oak|Elm|Juniper) (St|Ct)`),
	)
}

// reads is what a row means.
type reads struct {
	People    []rosterfile.Person
	Place     rosterfile.Place
	Household string
	Problem   string
}

func meaning(r rosterfile.Row) reads {
	m := reads{People: r.People, Place: r.Place, Household: r.Household}
	if r.Problem != nil {
		m.Problem = r.Problem.Code
	}
	return m
}

func collect(t *rapid.T, f *rosterfile.File) []rosterfile.Row {
	var rows []rosterfile.Row
	for r, err := range f.Rows(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		rows = append(rows, r)
	}
	return rows
}

// Whatever a roster contains, whichever of its rows need attention and for
// however many reasons, and whatever program somebody has opened it in: when
// dropped back, the fix file has these rows with their original meanings.
func TestFixFile_anyRoster(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		layout := rapid.SampledFrom(fixLayouts).Draw(t, "layout")
		var text strings.Builder
		w := csv.NewWriter(&text)
		w.Comma = rapid.SampledFrom([]rune{',', ';'}).Draw(t, "comma")
		if strings.Join(layout, "") != "" {
			if err := w.Write(layout); err != nil {
				t.Fatal(err)
			}
		}
		for range rapid.IntRange(1, 12).Draw(t, "rows") {
			cells := rapid.SliceOfN(anyValue(), len(layout)-1, len(layout)+1).Draw(t, "cells")
			if rapid.Bool().Draw(t, "whole") {
				cells = append(cells, "", "")[:len(layout)]
			}
			if err := w.Write(cells); err != nil {
				t.Fatal(err)
			}
		}
		if w.Flush(); w.Error() != nil {
			t.Fatal(w.Error())
		}
		first, err := rosterfile.Open(strings.NewReader(text.String()), "roster.csv", sheet.DefaultLimits())
		if err != nil {
			t.Skip("the roster itself is refused")
		}
		if rapid.Bool().Draw(t, "mapped by hand") {
			fields := rapid.Permutation(columns.Fields(2)).Draw(t, "fields")
			m := columns.Mapping{}
			for i, c := range first.Columns() {
				m.Columns = append(m.Columns, columns.Assignment{Index: c.Index, Header: c.Header, Field: fields[i]})
			}
			if err := first.Use(m); err != nil {
				t.Skip("no such mapping")
			}
		}
		all := collect(t, first)
		if len(all) == 0 {
			t.Skip("no rows")
		}
		var fix bytes.Buffer
		writer := NewFixWriter(&fix, first)
		var rows []rosterfile.Row
		for i, r := range all {
			if i > 0 && rapid.Bool().Draw(t, "fine") {
				continue
			}
			rows = append(rows, r)
			var problems []rosterfile.Problem
			for range rapid.IntRange(1, 9).Draw(t, "problems") {
				problems = append(problems, rosterfile.Problem{Column: rapid.SampledFrom(first.Columns()).Draw(t, "column").Name(),
					Value: anyValue().Draw(t, "value"), Code: "invalid", Reason: strings.Repeat("Full Name; Email; Address. ", rapid.IntRange(1, 20).Draw(t, "long"))})
			}
			if r.Problem != nil {
				problems = append([]rosterfile.Problem{*r.Problem}, problems...)[:1]
			}
			if err := writer.Write(r, problems...); err != nil {
				t.Fatal(err)
			}
		}
		if err := writer.Flush(); err != nil {
			t.Fatal(err)
		}

		how := rapid.SampledFrom(slices.Sorted(maps.Keys(resaved))).Draw(t, "saved")
		second, err := rosterfile.Open(bytes.NewReader(resaved[how](t, fix.String())), "fix.csv", sheet.DefaultLimits())
		if err != nil {
			t.Fatalf("refused: %v\n%s", err, fix.String())
		}
		if !second.IsFix() || second.Detected().HeaderRow != 1 {
			t.Fatalf("not known as a fix file: headings in row %d\n%s", second.Detected().HeaderRow, fix.String())
		}
		if err := second.UseSaved(columns.Memory{{Layout: "another"}, first.Read()}, nil); err != nil {
			t.Fatal(err)
		}
		if got := second.Columns()[0]; got.Source != columns.SourceSaved && !got.Secret {
			t.Fatalf("the file that it is of is not known: %+v\n%s", got, fix.String())
		}
		if first.Ready() != nil {
			return
		}
		again := collect(t, second)
		if len(again) != len(rows) {
			t.Fatalf("%d rows, %d dropped back\n%s", len(rows), len(again), fix.String())
		}
		for i := range rows {
			if diff := cmp.Diff(meaning(rows[i]), meaning(again[i]), cmpopts.EquateEmpty()); diff != "" {
				t.Fatalf("row %d (-first +again):\n%s\n%s", rows[i].Number, diff, fix.String())
			}
		}
	})
}

// A fix file is recognized even without its original, however few rows it has
// and whatever they say.
func TestFixFile_few(t *testing.T) {
	t.Parallel()
	const headings = "\ufeffFull Name,Address,Email,Row,Column,Value,Code,Reason\r\n"
	three := `3,Full Name; Email; Address,"x; y; z",a; b; c,"Full Name; Email; Address."` + "\r\n"
	for name, tt := range map[string]struct {
		rows string
		want []rosterfile.Row
	}{
		"three problems, all blank": {",,," + three, []rosterfile.Row{{Number: 2}}},
		"three problems": {"Ann Lee,12 Oak St,no email," + three,
			[]rosterfile.Row{{Number: 2, People: []rosterfile.Person{{Number: 1, FullName: "Ann Lee", Email: "no email"}}, Place: rosterfile.Place{Address: "12 Oak St"}}}},
		"headings in the cells": {"Full Name;Email;Address,Full Name;Email,Email," + three,
			[]rosterfile.Row{{Number: 2, People: []rosterfile.Person{{Number: 1, FullName: "Full Name;Email;Address", Email: "Email"}}, Place: rosterfile.Place{Address: "Full Name;Email"}}}},
		"two blanks in each row": {"Ann Lee,,," + three + ",,bo@example.com," + three,
			[]rosterfile.Row{{Number: 2, People: []rosterfile.Person{{Number: 1, FullName: "Ann Lee"}}}, {Number: 3, People: []rosterfile.Person{{Number: 1, Email: "bo@example.com"}}}}},
		"the headings again, and more": {"Full Name,Address,Email,3,Phone,City,State,Lot\r\n", []rosterfile.Row{{Number: 2, Skipped: "the headings once more"}}},
	} {
		f := open(t, headings+tt.rows)
		if err := f.Ready(); err != nil || !f.IsFix() || f.Detected().Delimiter != "," {
			t.Errorf("%s: known as a fix file %v, delimiter %q: %v", name, f.IsFix(), f.Detected().Delimiter, err)
		}
		if diff := cmp.Diff(tt.want, rowsOf(t, f), asTyped); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

// Headings that do not look like headings, but were said to be, are recognized
// by the ones that we append.
func TestFixFile_oddHeadings(t *testing.T) {
	t.Parallel()
	f := open(t, "\ufeffLives here,1 Where,Writes to,Row,Column,Value,Code,Reason\r\nAnn Lee,12 Oak St,no email,2,Writes to,no email,invalid_email,No.\r\n")
	if d := f.Detected(); !f.IsFix() || d.HeaderRow != 1 || d.Rows != 1 {
		t.Errorf("known as a fix file %v, headings in row %d above %d rows", f.IsFix(), d.HeaderRow, d.Rows)
	}
}

// What we append to a file of maximum width, with as much as can be said about
// a row, does not get the file refused.
func TestFixFile_atTheLimits(t *testing.T) {
	t.Parallel()
	l := sheet.DefaultLimits()
	headings, cells := []string{"Full Name", "Address", "Email"}, []string{"Ann Lee", "12 Oak St", "ann@example.com"}
	for i := len(headings); i < l.Columns; i++ {
		headings, cells = append(headings, fmt.Sprintf("Field %d", i)), append(cells, "x")
	}
	for i := len(headings); i < sheet.MaxWidth; i++ {
		headings = append(headings, fmt.Sprintf("Field %d", i))
	}
	first := open(t, strings.Join(headings, ",")+"\n"+strings.Join(cells, ",")+strings.Repeat(",", sheet.MaxWidth-len(cells))+"\n")
	var b bytes.Buffer
	w := NewFixWriter(&b, first)
	problems := slices.Repeat([]rosterfile.Problem{{Column: "Field 9", Value: strings.Repeat("v", 200), Code: "invalid", Reason: strings.Repeat("Because. ", 50)}}, 2*columns.MaxPeople)
	for _, r := range rowsOf(t, first) {
		if err := w.Write(r, problems...); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Flush(); err != nil {
		t.Fatal(err)
	}
	second := open(t, b.String())
	if got := rowsOf(t, second); len(got) != 1 || got[0].Problem != nil || got[0].People[0].Email != "ann@example.com" {
		t.Errorf("dropped back: %+v", got)
	}
}

// For a row that could not be read, the fix file cannot tell what it meant
// until somebody has changed it.
func TestFixFile_unmended(t *testing.T) {
	t.Parallel()
	first := open(t, "Name,Address,Email,Code\nAnn,12 Oak St,ann@example.com,4,surplus\nBo,12 Elm St\nCy,14 Elm St,cy@example.com,\n")
	rows := rowsOf(t, first)
	var b bytes.Buffer
	w := NewFixWriter(&b, first)
	for _, r := range rows[:2] {
		if err := w.Write(r, *r.Problem); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Flush(); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(b.String(), `"Ann | 12 Oak St | ann@example.com | 4 | surplus"`) {
		t.Errorf("the row as it stood is not in the fix file:\n%s", b.String())
	}
	for i, r := range rowsOf(t, open(t, b.String())) {
		if diff := cmp.Diff(rows[i].Problem, r.Problem); diff != "" {
			t.Errorf("unchanged, row %d (-first +again):\n%s", r.Number, diff)
		}
	}
	mended := strings.NewReplacer("\r\nAnn,", "\r\nAnn Lee,", "\r\nBo,12 Elm St,,", "\r\nBo Ray,12 Elm St,bo@example.com,").Replace(b.String())
	for _, r := range rowsOf(t, open(t, mended)) {
		if r.Problem != nil || len(r.People) != 1 || r.People[0].Email == "" {
			t.Errorf("corrected, row %d: %+v, %+v", r.Number, r.Problem, r.People)
		}
	}
}

// TestFixFile_group drops back a row that the title of a group left out: it
// stays out until somebody has changed it.
func TestFixFile_group(t *testing.T) {
	t.Parallel()
	f := open(t, "Name,Address,Email\nPast Residents,,\nAnn Lee,1 Oak St,a@example.com\n")
	var b bytes.Buffer
	w := NewFixWriter(&b, f)
	row := rowsOf(t, f)[1]
	if err := w.Write(row, *row.Problem); err != nil {
		t.Fatal(err)
	}
	if err := w.Flush(); err != nil {
		t.Fatal(err)
	}
	if p := rowsOf(t, open(t, b.String()))[0].Problem; p == nil || p.Code != rosterfile.ProblemNotResidents {
		t.Errorf("as it is: got %v, want the problem again", p)
	}
	mended := strings.Replace(b.String(), "1 Oak St,", "2 Oak St,", 1)
	if p := rowsOf(t, open(t, mended))[0].Problem; p != nil {
		t.Errorf("changed: got %v, want none", p)
	}
}
