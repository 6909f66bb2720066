package rosterfile

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"
)

func TestFile_UseSaved(t *testing.T) {
	t.Parallel()
	saved := Mapping{Columns: []Assignment{
		{Header: "Who", Field: "member[1].fullName"},
		{Header: "Contact e-mail", Field: "member[1].email"},
		{Header: "Email", Field: ""},
		{Header: "Where", Field: "property.street"},
		{Header: "Gate Code", Field: "property.lot"},
		{Header: "Old", Field: "member[1].hat"},
	}}
	tests := []struct {
		name, text string
		want       []string // field and source of each column
	}{
		{"headings in another order and spelling", "where,WHO,Contact E-Mail,Phone\n1 Elm St,Ann,ann@example.com,480-555-0100\n",
			[]string{"property.street saved", "member[1].fullName saved", "member[1].email saved", "member[1].phone suggested"}},
		{"a column that was ignored", "Where,Who,Contact Email,Email\n1 Elm St,Ann,ann@example.com,office@example.com\n",
			[]string{"property.street saved", "member[1].fullName saved", "member[1].email saved", " saved"}},
		{"a field that another heading would take", "Where,Who,Full Name,Contact Email\n1 Elm St,Ann,Ann Lee,ann@example.com\n",
			[]string{"property.street saved", "member[1].fullName saved", " suggested", "member[1].email saved"}},
		{"a secret stays one, an unknown field is passed over", "Where,Who,Contact Email,Gate Code,Old\n1 Elm St,Ann,ann@example.com,1,2\n",
			[]string{"property.street saved", "member[1].fullName saved", "member[1].email saved", " suggested", " suggested"}},
		{"what would leave the file without emails", "Full Name,Address,Email\nAnn Lee,1 Elm St,ann@example.com\n",
			[]string{"member[1].fullName suggested", "property.address suggested", "member[1].email suggested"}},
		{"no heading of it", "Full Name,Address,E-mail 1\nAnn Lee,1 Elm St,ann@example.com\n",
			[]string{"member[1].fullName suggested", "property.address suggested", "member[1].email suggested"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			f := open(t, tt.text)
			n, err := f.UseSaved(saved)
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			marked := 0
			for _, c := range f.Columns() {
				got = append(got, c.Field+" "+c.Source)
				marked += count(c.Source == SourceSaved)
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("columns (-want +got):\n%s", diff)
			}
			if n != marked {
				t.Errorf("got %d, want %d", n, marked)
			}
			if err := f.Ready(); err != nil {
				t.Error(err)
			}
			if err := f.Use(f.Suggest()); err != nil || f.Columns()[0].Source != strings.Fields(" " + tt.want[0])[1] {
				t.Errorf("the mapping lost what it was: %+v, %v", f.Columns()[0], err)
			}
		})
	}
}

func TestFile_UseSaved_repeatedHeadings(t *testing.T) {
	t.Parallel()
	first := open(t, "Note,Name,E-mail,Name,E-mail,Lot\nx,Ann,ann@example.com,Bo,bo@example.com,1\n")
	saved := Mapping{}.Merge(first.Suggest(), 100)
	f := open(t, "Name,E-mail,Name,E-mail,Lot\nAnn,ann@example.com,Bo,bo@example.com,1\n")
	if _, err := f.UseSaved(saved); err != nil {
		t.Fatal(err)
	}
	want := []string{"member[1].fullName", "member[1].email", "member[2].fullName", "member[2].email", "property.lot"}
	if diff := cmp.Diff(want, fieldsOf(f)); diff != "" {
		t.Errorf("fields (-want +got):\n%s", diff)
	}
}

func TestFile_UseSaved_sheet(t *testing.T) {
	t.Parallel()
	x := excelize.NewFile()
	defer x.Close()
	rows := map[string][][]any{
		"Board":   {{"Name", "Email", "Lot"}, {"Ann", "ann@example.com", 1}},
		"Members": {{"Resident", "Email", "Lot"}, {"Ann", "ann@example.com", 1}, {"Bo", "bo@example.com", 2}},
	}
	for _, name := range []string{"Board", "Members"} {
		if _, err := x.NewSheet(name); err != nil {
			t.Fatal(err)
		}
		for i, row := range rows[name] {
			if err := x.SetSheetRow(name, "A"+string(rune('1'+i)), &row); err != nil {
				t.Fatal(err)
			}
		}
	}
	var b bytes.Buffer
	if err := x.Write(&b); err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct{ saved, want string }{{"Members", "Members"}, {"Gone", "Board"}, {"Sheet1", "Board"}} {
		f, err := Open(bytes.NewReader(b.Bytes()), "roster.xlsx", DefaultLimits())
		if err != nil {
			t.Fatal(err)
		}
		if _, err := f.UseSaved(Mapping{Sheet: tt.saved, Columns: []Assignment{{Header: "Email", Field: "member[1].email"}}}); err != nil {
			t.Fatal(err)
		}
		if got := f.Detected().Sheet; got != tt.want {
			t.Errorf("saved with the sheet %s: got %s, want %s", tt.saved, got, tt.want)
		}
	}
}

func TestMapping_Merge(t *testing.T) {
	t.Parallel()
	saved := Mapping{Sheet: "Old", HeaderRow: ptr(1), Columns: []Assignment{
		{Header: "E-mail", Field: "member[1].email"}, {Header: "Lot", Field: "property.lot"}, {Header: "Lot 2", Field: ""}}}
	got := saved.Merge(Mapping{Sheet: "New", HeaderRow: ptr(4), Columns: []Assignment{
		{Index: 1, Header: "Email", Field: "", Source: SourceChosen},
		{Index: 2, Header: "", Field: "member[1].phone"},
		{Index: 3, Header: "Work Email", Field: "member[1].email"},
	}}, 3)
	want := Mapping{Sheet: "New", Columns: []Assignment{
		{Header: "Email", Field: ""}, {Header: "Work Email", Field: "member[1].email"}, {Header: "Lot", Field: "property.lot"}}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("merged (-want +got):\n%s", diff)
	}
	if len(saved.Columns) != 3 || slices.Contains(saved.Columns, Assignment{Header: "Email"}) {
		t.Errorf("saved was changed: %+v", saved)
	}
}
