package rosterfile

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/communitrak/onboarding/internal/rosterfile/columns"
	"github.com/communitrak/onboarding/internal/rosterfile/sheet"
)

func TestFile_Use(t *testing.T) {
	t.Parallel()
	first := open(t, "Who,Where,Email,Note\nAnn Lee,12 Oak St,ann@example.com,x\n")
	if err := first.Use(columns.Mapping{Columns: []columns.Assignment{
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

	var sources []columns.Source
	for _, c := range first.Columns() {
		sources = append(sources, c.Source)
	}
	if diff := cmp.Diff([]columns.Source{columns.SourceSuggested, columns.SourceChosen, columns.SourceSuggested, columns.SourceSuggested}, sources); diff != "" {
		t.Errorf("sources (-want +got):\n%s", diff)
	}

	stored, err := json.Marshal(first.Suggest())
	if err != nil {
		t.Fatal(err)
	}
	var again columns.Mapping
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
		m    columns.Mapping
	}{
		{"no such column", columns.Mapping{Columns: []columns.Assignment{{Header: "Nowhere", Field: "property.lot"}}}},
		{"no such field", columns.Mapping{Columns: []columns.Assignment{{Header: "Name", Field: "member[0].email"}}}},
		{"one field twice", columns.Mapping{Columns: []columns.Assignment{{Header: "Name", Field: "property.lot"}, {Header: "Lot", Field: "property.lot"}}}},
		{"one name twice", columns.Mapping{Columns: []columns.Assignment{{Header: "Name", Field: "member[1].lastFirst"}, {Header: "Lot", Field: "member[1].fullName"}}}},
		{"a secret", columns.Mapping{Columns: []columns.Assignment{{Header: "PIN", Field: "property.lot"}}}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			f := open(t, "Name,Email,Lot,PIN\nAnn,ann@example.com,1,2\n")
			before := fieldsOf(f)
			err := f.Use(tt.m)
			if wrong := new(columns.MappingError); !errors.As(err, &wrong) {
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
	if err := f.Use(columns.Mapping{HeaderRow: ptr(2)}); err != nil {
		t.Fatal(err)
	}
	if got := f.Detected(); got.HeaderRow != 2 || got.Rows != 1 || got.Columns[2].Header != "Lot number" {
		t.Errorf("got %+v", got)
	}
	refused := new(sheet.RefusedError)
	if err := f.Use(columns.Mapping{HeaderRow: ptr(9)}); !errors.As(err, &refused) || f.Detected().HeaderRow != 2 {
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
	err := f.Use(columns.Mapping{HeaderRow: ptr(0), Columns: []columns.Assignment{
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
	if err := f.Use(columns.Mapping{HeaderRow: ptr(0)}); err != nil || f.Detected().Rows != 2 {
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

func TestSuggest_byValues(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, text string
		want       []string
	}{
		{"emails under another heading",
			"login,Name,Lot\nann@example.com,Ann,1\nbo@example.com,Bo,2\n",
			[]string{"member[1].email", "member[1].fullName", "property.lot"}},
		{"an email heading over flags gives way",
			"Email,Contact E-mail,Name,Lot\nyes,ann@example.com,Ann,1\nno,bo@example.com,Bo,2\nyes,cy@example.com,Cy,3\n",
			[]string{"", "member[1].email", "member[1].fullName", "property.lot"}},
		{"role in the household",
			"Name,Email,Lot,Role\nAnn,ann@example.com,1,Head\nBo,bo@example.com,1,Spouse\n",
			[]string{"member[1].fullName", "member[1].email", "property.lot", "member[1].householdRole"}},
		{"role in the community",
			"Name,Email,Lot,Role\nAnn,ann@example.com,1,Board Member\nBo,bo@example.com,1,Member\n",
			[]string{"member[1].fullName", "member[1].email", "property.lot", "member[1].role"}},
		{"owner or renter",
			"Name,Email,Lot,Role\nAnn,ann@example.com,1,Owner\nBo,bo@example.com,1,Renter\n",
			[]string{"member[1].fullName", "member[1].email", "property.lot", "member[1].residentType"}},
		{"owner or renter by status",
			"Name,Email,Lot,Resident Status\nAnn,ann@example.com,1,Owner\nBo,bo@example.com,1,Renter\n",
			[]string{"member[1].fullName", "member[1].email", "property.lot", "member[1].residentType"}},
		{"who still lives there",
			"Name,Email,Lot,Occupancy,Status\nAnn,ann@example.com,1,Owner Occupied,Current\nBo,bo@example.com,1,Owner Occupied,Moved out\n",
			[]string{"member[1].fullName", "member[1].email", "property.lot", "member[1].residentType", "member[1].status"}},
		{"another status",
			"Name,Email,Lot,Status\nAnn,ann@example.com,1,Paid\nBo,bo@example.com,1,Unpaid\n",
			[]string{"member[1].fullName", "member[1].email", "property.lot", ""}},
		{"questions of a form",
			"Timestamp,Email Address,What is your full name?,What is your street address in the community?,Best phone number to reach you\n" +
				"11/1/2026,ann@example.com,Ann Lee,12 Oak Ln,480-555-0101\n11/1/2026,bo@example.com,Bo Hall,14 Oak Ln,480-555-0102\n",
			[]string{"", "member[1].email", "member[1].fullName", "property.street", "member[1].phone"}},
		{"first name alone holds whole names",
			"Nombre,Correo,Casa\nJuan Pérez,juan@example.com,12 Calle Sol\nAna Díaz,ana@example.com,14 Calle Sol\n",
			[]string{"member[1].fullName", "member[1].email", "property.address"}},
		{"directions of a street",
			"No.,House Number,Pre Dir,Street,Type,Post Dir,Name,Email\n1,14,N,Elm,Dr,,Ann,ann@example.com\n2,16,S,Elm,Dr,NW,Bo,bo@example.com\n",
			[]string{"", "property.streetNumber", "property.streetDirection", "property.street", "property.streetType", "property.streetEnd", "member[1].fullName", "member[1].email"}},
		{"names under a heading that has the last name first",
			"Name (Last First),Email,Lot\nRuiz Ana,ann@example.com,1\nOkoro Ngozi,bo@example.com,2\n",
			[]string{"member[1].lastFirst", "member[1].email", "property.lot"}},
		{"which the names contradict",
			"Last First Name,Email,Lot\nAna Ruiz,a@example.com,1\nBob King,b@example.com,2\nMary Hall,c@example.com,3\nJohn Vega,d@example.com,4\n",
			[]string{"member[1].fullName", "member[1].email", "property.lot"}},
		{"and with a comma it says nothing new",
			"Last Name First Name,Email,Lot\n\"Ruiz, Ana\",ann@example.com,1\n\"King, Bob\",bo@example.com,2\n",
			[]string{"member[1].fullName", "member[1].email", "property.lot"}},
		{"names that have the last name first",
			"Owner,Email,Lot\nRUIZ ANA,a@example.com,1\nKING ROBERT,b@example.com,2\nHALL MARY,c@example.com,3\nVEGA JOHN,d@example.com,4\nOKORO NGOZI,e@example.com,5\n",
			[]string{"member[1].lastFirst", "member[1].email", "property.lot"}},
		{"names in either order",
			"Owner,Email,Lot\nRuiz Ana,a@example.com,1\nRobert King,b@example.com,2\nHall Mary,c@example.com,3\nVega John,d@example.com,4\nHill Anna,e@example.com,5\nAnn Lee,f@example.com,6\n",
			[]string{"member[1].fullName", "member[1].email", "property.lot"}},
		{"another person's bundle is no email",
			"Name,Email,Bundle ID or email,Lot\nAnn,ann@example.com,ann@example.com,1\n",
			[]string{"member[1].fullName", "member[1].email", "", "property.lot"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(tt.want, fieldsOf(open(t, tt.text))); diff != "" {
				t.Errorf("fields (-want +got):\n%s", diff)
			}
		})
	}
}
