package report

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/communitrak/onboarding/internal/rosterfile"
	"github.com/communitrak/onboarding/internal/rosterfile/columns"
)

func TestFixWriter_droppedBack(t *testing.T) {
	t.Parallel()
	const original = "Maple Grove owners\r\n" +
		"Full Name,Address,Email,Phone,\"Owner's\nnote\",Gate Code\r\n" +
		"=HYPERLINK(\"x\"),12 Oak St,ann@example.com,+1 480 555 0101,\"a \"\"quoted\"\" word\",1234\r\n" +
		"@Bo,'-1 Elm St,'bo@example.com,-,＝1,1234\r\n"
	first := open(t, original)
	rows := rowsOf(t, first)
	second := open(t, fixFile(t, first, rows))
	if got := second.Detected().HeaderRow; got != 1 {
		t.Fatalf("got header row %d, want 1", got)
	}
	again := rowsOf(t, second)
	for i := range rows {
		if diff := cmp.Diff(rows[i].People, again[i].People); diff != "" {
			t.Errorf("row %d (-first +again):\n%s", i, diff)
		}
		if diff := cmp.Diff(rows[i].Cells, again[i].Cells[:len(rows[i].Cells)]); diff != "" {
			t.Errorf("row %d (-first +again):\n%s", i, diff)
		}
	}
	if err := second.UseSaved(columns.Memory{}.With(first.Read()), nil); err != nil || second.Columns()[0].Source != columns.SourceSaved {
		t.Errorf("the fix file is not read as its file was: %+v, %v", second.Columns()[0], err)
	}
	if diff := cmp.Diff(fieldsOf(first), fieldsOf(second)[:len(first.Columns())]); diff != "" {
		t.Errorf("columns of the fix file (-file +fix):\n%s", diff)
	}
	third := open(t, fixFile(t, second, again))
	if diff := cmp.Diff(fieldsOf(second), fieldsOf(third)); diff != "" {
		t.Errorf("a fix file of a fix file has other columns (-want +got):\n%s", diff)
	}
}

// A few rows of a file with last names first keep that order in the fix file,
// where the other rows no longer reveal it.
func TestFixWriter_lastNameFirst(t *testing.T) {
	t.Parallel()
	first := open(t, "Owner,Email,Lot\nRUIZ ANA,a@example.com,1\nKING ROBERT,b@example.com,2\nHALL MARY,c@example.com,3\nVEGA JOHN & SUE,d@example.com,4\n")
	rows := rowsOf(t, first)
	if got := rows[0].People[0].FullName; got != "RUIZ, ANA" || rows[0].Notes[0].Code != rosterfile.NoteLastFirst {
		t.Errorf("got %q with %+v, want it read as RUIZ, ANA and noted", got, rows[0].Notes)
	}
	again := rowsOf(t, open(t, fixFile(t, first, rows[2:])))
	for i, want := range []string{"HALL, MARY", "VEGA, JOHN & SUE"} {
		if got := again[i].People[0].FullName; got != want {
			t.Errorf("dropped back: got %q, want %q", got, want)
		}
	}
}

func fixFile(t *testing.T, f *rosterfile.File, rows []rosterfile.Row) string {
	t.Helper()
	var b bytes.Buffer
	w := NewFixWriter(&b, f)
	for _, r := range rows {
		problems := []rosterfile.Problem{{Column: "Email", Value: "=x", Code: "invalid_email", Reason: "not an email"}, {Code: "missing_name"}}
		if err := w.Write(r, problems...); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Flush(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestFixWriter_withoutHeader(t *testing.T) {
	t.Parallel()
	f := open(t, "Ann Lee,12 Oak St,ann@example.com\nBo Ray,14 Oak St,bo@example.com\n")
	rows := rowsOf(t, f)
	again := open(t, fixFile(t, f, rows[:1]))
	if diff := cmp.Diff(fieldsOf(f), fieldsOf(again)[:3]); diff != "" {
		t.Errorf("fields (-first +again):\n%s", diff)
	}
}

func TestReportWriter(t *testing.T) {
	t.Parallel()
	var b bytes.Buffer
	w := NewWriter(&b)
	err := errors.Join(
		w.Write(Entry{Row: 2, Result: "created", Name: "Ann Lee", Email: "ann@example.com",
			Notes:   []string{rosterfile.Note{Column: "Zip", Code: rosterfile.NoteZIPZero, From: "2109", To: "02109"}.String()},
			Sources: []string{"name: Name (A2)", "email: Email (B2)"}}),
		w.Write(Entry{Row: 3, Result: "attention", Email: "=cmd", Column: "Email", Value: "=cmd", Code: "invalid_email", Reason: "not an email"}),
		w.Flush(),
	)
	if err != nil {
		t.Fatal(err)
	}
	want := "\ufeffRow,Result,Name,Email,Column,Value,Code,Reason,Notes,Sources\r\n" +
		"2,created,Ann Lee,ann@example.com,,,,,Zip: the ZIP got back the leading zero a spreadsheet dropped (2109 → 02109),\"name: Name (A2); email: Email (B2)\"\r\n" +
		"3,attention,,\"'=cmd\",Email,\"'=cmd\",invalid_email,not an email,,\r\n"
	if diff := cmp.Diff(want, b.String()); diff != "" {
		t.Errorf("report (-want +got):\n%s", diff)
	}
}

func TestOpen_secrets(t *testing.T) {
	t.Parallel()
	const canary = "hunter2-canary"
	f := open(t, "Name,Address,Email,Gate Code,Password,SSN\nAnn,1 Elm St,ann@example.com,"+canary+","+canary+","+canary+"\n")
	row := rowsOf(t, f)[0]
	var fix bytes.Buffer
	w := NewFixWriter(&fix, f)
	if err := errors.Join(w.Write(row, rosterfile.Problem{Code: "x"}), w.Flush()); err != nil {
		t.Fatal(err)
	}
	for _, c := range f.Columns()[3:] {
		if !c.Secret {
			t.Errorf("%s is not taken for a secret", c.Header)
		}
		if err := f.Use(columns.Mapping{Columns: []columns.Assignment{{Header: c.Header, Field: "member[1].phone"}}}); err == nil {
			t.Errorf("%s could be mapped", c.Header)
		}
	}
	for _, c := range f.Columns() {
		if strings.Contains(strings.Join(c.Samples, " "), canary) {
			t.Errorf("a sample of %s shows the secret", c.Header)
		}
	}
	if strings.Contains(strings.Join(row.Cells, " ")+fix.String(), canary) {
		t.Error("the secret was kept")
	}
}
