package rosterfile

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"github.com/communitrak/onboarding/internal/rosterfile/columns"
	"github.com/communitrak/onboarding/internal/rosterfile/sheet"
)

// said returns what is remembered about the file with answers to all its
// questions.
func said(t *testing.T, f *File, answers ...string) columns.Memory {
	t.Helper()
	given := map[string]string{}
	for n, q := range f.Questions() {
		given[q.ID] = answers[min(n, len(answers)-1)]
	}
	if err := f.Answer(given); err != nil || !f.Certain() {
		t.Fatalf("answered %v: %v, and %v is asked", given, err, f.Questions())
	}
	return kept(t, columns.Memory{}.With(f.Said()...))
}

// kept returns the memory as it comes back from storage.
func kept(t *testing.T, m columns.Memory) columns.Memory {
	t.Helper()
	stored, err := json.Marshal(m)
	if err != nil {
		t.Fatal(err)
	}
	var back columns.Memory
	if err := json.Unmarshal(stored, &back); err != nil {
		t.Fatal(err)
	}
	return back
}

// meant returns the columns of the file with the source of each meaning.
func meant(f *File) string {
	var all []string
	for _, c := range f.Columns() {
		all = append(all, strings.TrimPrefix(c.Field, "member[")+" "+string(c.Source))
	}
	return strings.Join(all, "|")
}

// The same headings are never asked about twice, in any order and spelling; a
// heading in another layout settles nothing.
func TestFile_UseSaved(t *testing.T) {
	t.Parallel()
	const asking = "Name,Email,Statement Address,Statement City\nAnn Lee,a@example.com,9 Far St,Reno\n"
	tests := []struct {
		name, first, answer, next string
		want                      string
		asks                      bool
	}{
		{"the same headings", asking, "home", asking, "1].fullName suggested|1].email suggested|property.address saved|property.city saved", false},
		{"in another order and spelling", asking, "home", "STATEMENT CITY,E-Mail,statement_address,name\nMesa,b@example.com,8 Far St,Bo Ray\n",
			"property.city saved|1].email suggested|property.address saved|1].fullName suggested", false},
		{"a column that is nobody's", "Name,Address,Email,Zeta\nAnn Lee,1 Oak St,a@example.com,b@example.org\n", "other",
			"Name,Address,Zeta,Email\nAnn Lee,1 Oak St,c@example.org,a@example.com\n", "1].fullName suggested|property.address suggested| saved|1].email suggested", false},
		{"a heading more", asking, "home", "Name,Email,Statement Address,Statement City,Pet\nAnn Lee,a@example.com,9 Far St,Reno,cat\n",
			"1].fullName suggested|1].email suggested| suggested| suggested| suggested", true},
		{"headings that repeat, elsewhere", "Name,Address,Email,Zeta,Zeta\nAnn Lee,1 Oak St,a@example.com,b@example.org,\n", "person-1",
			"Zeta,Name,Zeta,Address,Email\n,Ann Lee,b@example.org,1 Oak St,a@example.com\n",
			" suggested|1].fullName suggested| suggested|property.address suggested|1].email suggested", true},
		{"headings that repeat, at the same places", "Name,Address,Email,Zeta,Zeta\nAnn Lee,1 Oak St,a@example.com,b@example.org,\n", "person-1",
			"Name,Address,Email,Zeta,Zeta\nBo Ray,1 Oak St,c@example.com,d@example.org,\n",
			"1].fullName suggested|property.address suggested|1].email suggested|1].email2 saved| suggested", false},
		{"under another group", "Resident,,,Office,\nName,Address,Email,Zeta,Eta\nAnn Lee,1 Oak St,a@example.com,b@example.org,x\n", "home,other",
			"Resident,,,Tenant,\nName,Address,Email,Zeta,Eta\nAnn Lee,1 Oak St,a@example.com,b@example.org,x\n", "", true},
		{"what is lacking is said, so others are not asked about", "Name,Statement Address,Remit Address,Email\nAnn Lee,9 Far St,,a@example.com\n", "home",
			"Name,Statement Address,Remit Address,Email\nAnn Lee,9 Far St,7 Far St,a@example.com\n",
			"1].fullName suggested|property.address saved| suggested|1].email suggested", false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			memory := said(t, open(t, tt.first), strings.Split(tt.answer, ",")...)
			f := open(t, tt.next)
			if f.Certain() {
				t.Fatal("the file asks nothing by itself")
			}
			if err := f.UseSaved(memory, nil); err != nil {
				t.Fatal(err)
			}
			if got := meant(f); f.Certain() == tt.asks || tt.want != "" && got != tt.want {
				t.Errorf("asks %v, got  %s\nwant %s", f.Questions(), got, tt.want)
			}
			again := open(t, tt.next)
			if err := again.Use(f.Suggest()); err != nil || meant(again) != meant(f) {
				t.Errorf("the mapping lost what it was: %s, %v", meant(again), err)
			}
		})
	}
}

// What Support says for all communities applies if the community has said
// nothing.
func TestFile_UseSaved_everywhere(t *testing.T) {
	t.Parallel()
	const text = "Name,Address,Zeta Email,Omega Email\nAnn Lee,1 Oak St,a@example.com,b@example.org\n"
	everywhere := said(t, open(t, text), "person-1", "other")
	f := open(t, text)
	if err := f.UseSaved(nil, everywhere); err != nil {
		t.Fatal(err)
	}
	if want := "1].fullName suggested|property.address suggested|1].email support| support"; meant(f) != want || !f.Certain() {
		t.Errorf("got %s, want %s", meant(f), want)
	}
	if why := f.Columns()[2].Why; why != "as Support said for all communities" {
		t.Errorf("the column says %q", why)
	}
	if again := f.Said(); len(again) != 0 {
		t.Errorf("what Support said became the community's own word: %+v", again)
	}
	community := said(t, open(t, text), "other", "person-1")
	f = open(t, text)
	if err := f.UseSaved(community, everywhere); err != nil {
		t.Fatal(err)
	}
	if want := "1].fullName suggested|property.address suggested| saved|1].email saved"; meant(f) != want {
		t.Errorf("with the community's own word: got %s, want %s", meant(f), want)
	}
}

// Columns without headings have no layout: in another file they mean something
// else.
func TestFile_UseSaved_noHeadings(t *testing.T) {
	t.Parallel()
	f := open(t, "Ann Lee,1 Oak St,a@example.com,b@example.org\nBo Ray,2 Oak St,c@example.com,d@example.org\n")
	if f.Detected().HeaderRow != 0 || f.Detected().HeadingsID() != "" {
		t.Fatalf("got headings in row %d, layout %q", f.Detected().HeaderRow, f.Detected().HeadingsID())
	}
	if err := f.Use(columns.Mapping{Columns: []columns.Assignment{{Index: 3, Field: ""}, {Index: 4, Field: "member[1].email"}}}); err != nil {
		t.Fatal(err)
	}
	if got := f.Said(); len(got) != 0 {
		t.Errorf("got %+v, want nothing to be remembered", got)
	}
}

// Secret columns and nonexistent fields are skipped.
func TestFile_UseSaved_unusable(t *testing.T) {
	t.Parallel()
	f := open(t, "Name,Address,Email,Gate Code,Old\nAnn Lee,1 Oak St,a@example.com,1,2\n")
	layout, order := f.Detected().HeadingsID(), []int{1, 2, 3, 0, 4}
	s := columns.Settled{Layout: layout, Said: map[int]string{99: "property.lot"}}
	for n, i := range order {
		s.Said[n] = []string{"", "", "", "property.lot", "member[1].hat"}[i]
	}
	delete(s.Said, 0)
	want := meant(f)
	want = strings.Replace(want, "1].email suggested", " saved", 1)
	want = strings.Replace(want, "1].fullName suggested", " saved", 1)
	if err := f.UseSaved(columns.Memory{s}, nil); err != nil || meant(f) != want {
		t.Errorf("got %s, want %s: %v", meant(f), want, err)
	}
}

// sheetsOf returns a workbook whose sheets have these headings above Ann.
func sheetsOf(t *testing.T, sheets ...[]string) []byte {
	t.Helper()
	x := excelize.NewFile()
	defer x.Close()
	for n, headings := range sheets {
		name := fmt.Sprintf("Sheet%d", n+1)
		if _, err := x.NewSheet(name); err != nil {
			t.Fatal(err)
		}
		for r, cells := range [][]string{headings, {"Ann Lee", "1 Oak St", "a@example.com"}} {
			if err := x.SetSheetRow(name, fmt.Sprintf("A%d", r+1), &cells); err != nil {
				t.Fatal(err)
			}
		}
	}
	var b bytes.Buffer
	if err := x.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// The place of the rows is remembered with the layout that the file is taken
// for, and followed only to headings that are also known.
func TestFile_UseSaved_elsewhere(t *testing.T) {
	t.Parallel()
	board, members, others := []string{"Name", "Address", "Email"}, []string{"Resident", "Home", "Mail"}, []string{"Person", "Home", "Mail"}
	opened := func(sheets ...[]string) *File {
		f, err := Open(bytes.NewReader(sheetsOf(t, sheets...)), "roster.xlsx", sheet.DefaultLimits())
		if err != nil {
			t.Fatal(err)
		}
		return f
	}
	first := opened(board, members)
	if err := first.Use(columns.Mapping{Sheet: "Sheet2", Columns: []columns.Assignment{{Header: "Mail", Field: "member[1].email"}}}); err != nil {
		t.Fatal(err)
	}
	memory := kept(t, columns.Memory{}.With(first.Said()...))
	for name, tt := range map[string]struct {
		file *File
		want string
	}{
		"the next of its kind":              {opened(board, members), "Sheet2"},
		"other headings there":              {opened(board, others), "Sheet1"},
		"no such sheet":                     {opened(board), "Sheet1"},
		"another first sheet, never spoken": {opened(others, members), "Sheet1"},
	} {
		if err := tt.file.UseSaved(memory, nil); err != nil || tt.file.Detected().Sheet != tt.want {
			t.Errorf("%s: read %s, want %s: %v", name, tt.file.Detected().Sheet, tt.want, err)
		}
	}
	if err := first.Use(columns.Mapping{Sheet: "Sheet1"}); err != nil {
		t.Fatal(err)
	}
	back := opened(board, members)
	if err := back.UseSaved(memory.With(first.Said()...), nil); err != nil || back.Detected().Sheet != "Sheet1" {
		t.Errorf("taken back: read %s, %v", back.Detected().Sheet, err)
	}

	const text = "Name,Address,Email\nWho,Where,Writes To\nAnn Lee,1 Oak St,a@example.com\n"
	f := open(t, text)
	if err := f.Use(columns.Mapping{HeaderRow: ptr(2), Columns: []columns.Assignment{{Header: "Who", Field: "member[1].fullName", Source: columns.SourceChosen}}}); err != nil {
		t.Fatal(err)
	}
	next := open(t, strings.ReplaceAll(text, "Ann", "Amy"))
	if err := next.UseSaved(columns.Memory{}.With(f.Said()...), nil); err != nil || next.Detected().HeaderRow != 2 || !strings.HasPrefix(meant(next), "1].fullName saved") {
		t.Errorf("another header row: read from row %d, %s, %v", next.Detected().HeaderRow, meant(next), err)
	}
}

func TestMemory_With(t *testing.T) {
	t.Parallel()
	m := columns.Memory{}.With(
		columns.Settled{Layout: "a", Fields: []string{"member[1].email", ""}, Said: map[int]string{0: "member[1].email", 1: "", 2: "property.lot"}, Answered: []string{"q1"}},
		columns.Settled{Layout: "b", Rows: &columns.Whereabouts{Sheet: "Members", HeaderRow: 1}},
	)
	before := fmt.Sprint(m)
	got := m.With(columns.Settled{Layout: "b", Said: map[int]string{3: ""}}, columns.Settled{Layout: "a", Said: map[int]string{1: "member[1].email"}, Answered: []string{"q2"}})
	want := columns.Memory{
		{Layout: "a", Fields: []string{"member[1].email", ""}, Said: map[int]string{1: "member[1].email", 2: "property.lot"}, Answered: []string{"q1", "q2"}},
		{Layout: "b", Said: map[int]string{3: ""}, Answered: nil, Rows: &columns.Whereabouts{Sheet: "Members", HeaderRow: 1}},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("remembered (-want +got):\n%s", diff)
	}
	if after := fmt.Sprint(m); after != before {
		t.Errorf("the memory before was changed: %s", after)
	}
}

// However many layouts a community has, and however wide, what is remembered
// fits into one item, and the latest is kept.
func TestMemory_With_bounded(t *testing.T) {
	t.Parallel()
	var m columns.Memory
	for n := range 200 {
		s := columns.Settled{Layout: fmt.Sprintf("%016x", n), Said: map[int]string{}}
		for i := range sheet.MaxWidth {
			s.Fields = append(s.Fields, "member[9].householdRole")
			s.Said[i] = "member[9].householdRole"
		}
		m = m.With(s)
	}
	stored, err := json.Marshal(m)
	if err != nil || len(stored) > 400_000 {
		t.Errorf("%d bytes, %v", len(stored), err)
	}
	if len(m) < 5 || m[0].Layout != fmt.Sprintf("%016x", 199) {
		t.Errorf("%d layouts are left, and %s is the first, want the latest", len(m), m[0].Layout)
	}
}

func TestMapping_Confirm(t *testing.T) {
	t.Parallel()
	f := open(t, "Name,Address,Email,Reviewer Email\nAnn Lee,1 Oak St,a@example.com,b@example.org\n")
	said := func(first, second string) columns.Mapping {
		return columns.Mapping{Columns: []columns.Assignment{{Header: "Email", Field: first}, {Header: "Reviewer Email", Field: second}}}
	}
	if err := f.Use(f.Detected().Confirm(said("", "member[1].email"))); err != nil {
		t.Fatal(err)
	}
	memory := columns.Memory{}.With(f.Said()...)
	// Taken back, it is what the headings suggest, and still somebody's choice.
	again := f.Detected().Confirm(said("member[1].email", ""))
	f = open(t, "Name,Address,Email,Reviewer Email\nAnn Lee,1 Oak St,a@example.com,b@example.org\n")
	if err := f.Use(again); err != nil {
		t.Fatal(err)
	}
	memory = memory.With(f.Said()...)
	next := open(t, "Name,Address,Email,Reviewer Email\nBo Ray,2 Oak St,c@example.com,d@example.org\n")
	if err := next.UseSaved(memory, nil); err != nil {
		t.Fatal(err)
	}
	if want := "1].fullName suggested|property.address suggested|1].email saved| saved"; meant(next) != want {
		t.Errorf("got %s, want %s", meant(next), want)
	}
}

// A column whose field an answer gives to another column stays settled if it
// was settled before.
func TestMapping_With(t *testing.T) {
	t.Parallel()
	m := columns.Mapping{Columns: []columns.Assignment{{Header: "Zeta", Field: "member[1].email", Source: columns.SourceSaved}, {Header: "Eta", Field: "property.lot", Source: columns.SourceSuggested}, {Header: "Beta"}, {Header: "Alpha"}}}
	got := m.With(columns.Mapping{Columns: []columns.Assignment{{Header: "Beta", Field: "member[1].email", Source: columns.SourceChosen}, {Header: "Alpha", Field: "property.lot", Source: columns.SourceChosen}}})
	want := []columns.Assignment{{Header: "Zeta", Source: columns.SourceChosen}, {Header: "Eta", Source: columns.SourceSuggested},
		{Header: "Beta", Field: "member[1].email", Source: columns.SourceChosen}, {Header: "Alpha", Field: "property.lot", Source: columns.SourceChosen}}
	if diff := cmp.Diff(want, got.Columns); diff != "" {
		t.Errorf("columns (-want +got):\n%s", diff)
	}
}
