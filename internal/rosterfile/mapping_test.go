package rosterfile

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"communitrak/internal/rosterfile/sheet"
)

func TestFile_Use(t *testing.T) {
	t.Parallel()
	first := open(t, "Who,Where,Email,Note\nAnn Lee,12 Oak St,ann@example.com,x\n")
	if err := first.Use(Mapping{Columns: []Assignment{
		{Index: 1, Header: "Who", Field: "member[1].fullName"},
		{Index: 2, Header: "Where", Field: "property.street"},
		{Index: 4, Header: "Note", Field: ""},
	}}); err != nil {
		t.Fatal(err)
	}
	want := []string{"member[1].fullName", "property.street", "member[1].email", ""}
	if diff := cmp.Diff(want, fieldsOf(first)); diff != "" {
		t.Errorf("fields (-want +got):\n%s", diff)
	}

	var sources []string
	for _, c := range first.Columns() {
		sources = append(sources, c.Source)
	}
	if diff := cmp.Diff([]string{SourceSuggested, SourceChosen, SourceSuggested, SourceSuggested}, sources); diff != "" {
		t.Errorf("sources (-want +got):\n%s", diff)
	}

	stored, err := json.Marshal(first.Suggest())
	if err != nil {
		t.Fatal(err)
	}
	var again Mapping
	if err := json.Unmarshal(stored, &again); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(first.Suggest(), again); diff != "" {
		t.Errorf("the mapping as JSON (-want +got):\n%s", diff)
	}
	second := open(t, "Who,Where,Email,Note\nAnn Lee,12 Oak St,ann@example.com,x\n")
	if err := second.Use(again); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(first.Suggest(), second.Suggest()); diff != "" {
		t.Errorf("the mapping of the file opened again (-want +got):\n%s", diff)
	}
}

func TestFile_Use_refused(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name string
		m    Mapping
	}{
		{"no such column", Mapping{Columns: []Assignment{{Header: "Nowhere", Field: "property.lot"}}}},
		{"no such field", Mapping{Columns: []Assignment{{Header: "Name", Field: "member[0].email"}}}},
		{"one field twice", Mapping{Columns: []Assignment{{Header: "Name", Field: "property.lot"}, {Header: "Lot", Field: "property.lot"}}}},
		{"one name twice", Mapping{Columns: []Assignment{{Header: "Name", Field: "member[1].lastFirst"}, {Header: "Lot", Field: "member[1].fullName"}}}},
		{"a secret", Mapping{Columns: []Assignment{{Header: "PIN", Field: "property.lot"}}}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			f := open(t, "Name,Email,Lot,PIN\nAnn,ann@example.com,1,2\n")
			before := fieldsOf(f)
			err := f.Use(tt.m)
			if wrong := new(MappingError); !errors.As(err, &wrong) {
				t.Errorf("got %v, want a MappingError", err)
			}
			if diff := cmp.Diff(before, fieldsOf(f)); diff != "" {
				t.Errorf("a refused mapping changed the file:\n%s", diff)
			}
		})
	}
}

func TestFile_Use_headerRow(t *testing.T) {
	t.Parallel()
	f := open(t, "Name,Email,Lot\nName,Email,Lot number\nAnn,ann@example.com,1\n")
	if err := f.Use(Mapping{HeaderRow: ptr(2)}); err != nil {
		t.Fatal(err)
	}
	if got := f.Detected(); got.HeaderRow != 2 || got.Rows != 1 || got.Columns[2].Header != "Lot number" {
		t.Errorf("got %+v", got)
	}
	refused := new(sheet.RefusedError)
	if err := f.Use(Mapping{HeaderRow: ptr(9)}); !errors.As(err, &refused) || f.Detected().HeaderRow != 2 {
		t.Errorf("a header row behind the end: got %v and row %d", err, f.Detected().HeaderRow)
	}
}

// A file without headings whose values do not explain it is mapped by hand.
func TestFile_Use_noHeader(t *testing.T) {
	t.Parallel()
	f := open(t, "Opal,Finch,opal@example.com,7\nReed,Finch,reed@example.com,8\n")
	refused := new(sheet.RefusedError)
	if err := f.Ready(); !errors.As(err, &refused) || refused.Code != sheet.RefusedNoHeader {
		t.Fatalf("got %v, want %s", err, sheet.RefusedNoHeader)
	}
	err := f.Use(Mapping{HeaderRow: ptr(0), Columns: []Assignment{
		{Index: 1, Field: "member[1].first"}, {Index: 2, Field: "member[1].last"}, {Index: 4, Field: "property.lot"}}})
	if err != nil {
		t.Fatal(err)
	}
	if err := f.Ready(); err != nil {
		t.Error(err)
	}
	want := Row{Number: 2, Cells: []string{"Reed", "Finch", "reed@example.com", "8"}, Place: Place{Lot: "8"},
		People: []Person{{Number: 1, First: "Reed", Last: "Finch", Email: "reed@example.com", NameFrom: 1, EmailFrom: 3}}}
	if diff := cmp.Diff(want, rowsOf(t, f)[1]); diff != "" {
		t.Errorf("row (-want +got):\n%s", diff)
	}

	f = open(t, "Name,Email,Lot\nAnn,ann@example.com,1\n")
	if err := f.Use(Mapping{HeaderRow: ptr(0)}); err != nil || f.Detected().Rows != 2 {
		t.Errorf("the headings could not be made a row: %v, %d rows", err, f.Detected().Rows)
	}
}

func TestColumn_Samples(t *testing.T) {
	t.Parallel()
	f := open(t, "Name,Email,Gate Code\nAnn,a@example.com,11\nAnn,b@example.com,22\n,c@example.com,33\n"+
		strings.Repeat("x", 200)+",d@example.com,44\nDi,e@example.com,55\nEd,f@example.com,66\n")
	var got [][]string
	for _, c := range f.Columns() {
		got = append(got, c.Samples)
	}
	want := [][]string{
		{"Ann", strings.Repeat("x", 80), "Di", "Ed"},
		{"a@example.com", "b@example.com", "c@example.com", "d@example.com", "e@example.com"},
		{},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("samples (-want +got):\n%s", diff)
	}
}
