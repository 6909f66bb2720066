package rosterfile

import (
	"bytes"
	"errors"
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"github.com/communitrak/onboarding/internal/rosterfile/columns"
)

func TestFile_Answer(t *testing.T) {
	t.Parallel()
	const text = "Owner,Owner Address,Owner City,Email\nAnn Lee,9 Far St,Reno,a@example.com\n"
	f := open(t, text)
	q := f.Questions()
	if len(q) != 1 || len(q[0].Answers) != 2 || f.Certain() || f.Ready() == nil {
		t.Fatalf("got %+v", q)
	}
	if diff := cmp.Diff([]string{"9 Far St"}, q[0].Samples); diff != "" {
		t.Errorf("samples (-want +got):\n%s", diff)
	}
	if err := f.Answer(map[string]string{q[0].ID: "perhaps"}); err == nil {
		t.Error("an answer that there is not was taken")
	}
	if err := f.Answer(map[string]string{q[0].ID: q[0].Suggested, "of-another-file": "home"}); err != nil {
		t.Fatal(err)
	}
	if want := "1.fullName|address|city|1.email"; classesOf(f) != want || !f.Certain() || f.Ready() != nil {
		t.Errorf("answered: got %s, certain %v, %v, want %s", classesOf(f), f.Certain(), f.Ready(), want)
	}

	again := open(t, text)
	if again.Questions()[0].ID != q[0].ID || again.Detected().HeadingsID() != f.Detected().HeadingsID() {
		t.Error("the same layout asks under another name")
	}
	if err := again.UseSaved(columns.Memory{}.With(f.Said()...), nil); err != nil || classesOf(again) != classesOf(f) || !again.Certain() {
		t.Errorf("with what was answered before: %s, %v, certain %v", classesOf(again), err, again.Certain())
	}
	turned := open(t, "Email,Owner City,Owner,Owner Address\na@example.com,Reno,Ann Lee,9 Far St\n")
	if got := turned.Questions(); len(got) != 1 || got[0].ID != q[0].ID {
		t.Errorf("in another order it asks %+v", got)
	}
	other := open(t, "Owner,Owner Address,Owner City,Phone,Email\nAnn Lee,9 Far St,Reno,,a@example.com\n")
	if other.Detected().HeadingsID() == f.Detected().HeadingsID() {
		t.Error("another layout has the same name")
	}
}

// The name of a sheet may say that its people do not live there.
func TestFile_Questions_names(t *testing.T) {
	t.Parallel()
	for name, asks := range map[string]bool{
		"Former owners 2019": true, "Applicants": true, "vendor_list": true, "Moved Out": true, "Sold": true, "Sold homes": true, "Do Not Contact List": true, "Bounced": true, "Inactive": true, "Emergency Contact List": true,
		"Sheet1": false, "Past due owners": false, "Active and inactive members": false, "Left Bank Homes": false, "Gardener": false, "Vacant lots": false, "Contact List": false,
	} {
		x := excelize.NewFile()
		defer x.Close()
		var b bytes.Buffer
		if err := errors.Join(x.SetSheetName("Sheet1", name), x.SetSheetRow(name, "A1", &[]string{"Name", "Address", "Email"}),
			x.SetSheetRow(name, "A2", &[]string{"Ann Lee", "1 Oak St", "a@example.com"}), x.Write(&b)); err != nil {
			t.Fatal(err)
		}
		if f := open(t, b.String()); len(f.Questions()) > 0 != asks {
			t.Errorf("%s: asks %v, want a question: %v", name, f.Questions(), asks)
		}
	}
}

// Of two sheets, the one of people who have left is not the list, and is no
// question.
func TestOpen_formerSheet(t *testing.T) {
	t.Parallel()
	x := excelize.NewFile()
	defer x.Close()
	var b bytes.Buffer
	_, err := x.NewSheet("Owners")
	if err := errors.Join(err, x.SetSheetName("Sheet1", "Former Owners"), x.SetSheetRow("Former Owners", "A1", &[]string{"Name", "Address", "Email"}), x.SetSheetRow("Former Owners", "A2", &[]string{"Bo Ray", "2 Oak St", "b@example.com"}),
		x.SetSheetRow("Owners", "A1", &[]string{"Name", "Address", "Email"}), x.SetSheetRow("Owners", "A2", &[]string{"Ann Lee", "1 Oak St", "a@example.com"}), x.Write(&b)); err != nil {
		t.Fatal(err)
	}
	f := open(t, b.String())
	if d := f.Detected(); d.Sheet != "Owners" || !f.Certain() {
		t.Errorf("got the sheet %q, asking %v, want the owners", d.Sheet, f.Questions())
	}
}

// If several columns may hold the homes, each can be chosen, with its city.
func TestFile_Answer_whichHome(t *testing.T) {
	t.Parallel()
	const text = "Name,Address,City,Property Address,Property City,Address,ZIP,Email\nAnn Lee,9 Far St,Reno,1 Oak St,Mesa,3 Elm St,85201,a@example.com\n"
	for answer, want := range map[string]string{
		"this":     "1.fullName|||address|city|||1.email",
		"column-2": "1.fullName|address|city|||||1.email",
		"column-6": "1.fullName|||||address|zip|1.email",
	} {
		f := open(t, text)
		q := f.Questions()
		if len(q) != 1 || q[0].Answers[0].Label != `"Property Address" (column D)` {
			t.Fatalf("got %+v, want one question about the home", q)
		}
		if err := f.Answer(map[string]string{q[0].ID: answer}); err != nil || classesOf(f) != want {
			t.Errorf("%s: got %s, %v, want %s", answer, classesOf(f), err, want)
		}
	}
}

// People on another sheet or in a table below are not silently omitted, and are
// asked about once.
func TestFile_Questions_beyond(t *testing.T) {
	t.Parallel()
	x := excelize.NewFile()
	defer x.Close()
	for sheet, rows := range map[string][][]string{
		"Sheet1":  {{"Owner", "Address", "Email"}, {"Ann Lee", "1 Oak St", "a@example.com"}},
		"Tenants": {{"Tenant", "Unit", "Email"}, {"Bo Ray", "2", "b@example.com"}},
		"Notes":   {{"Read me first", "Address"}, {"Ask at the desk", "1 Oak St"}},
	} {
		if _, err := x.NewSheet(sheet); err != nil {
			t.Fatal(err)
		}
		for i, cells := range rows {
			if err := x.SetSheetRow(sheet, fmt.Sprintf("A%d", i+1), &cells); err != nil {
				t.Fatal(err)
			}
		}
	}
	var b bytes.Buffer
	if err := x.Write(&b); err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{
		"Tenants": b.String(),
		"":        "Name,Address,Email\nAnn Lee,1 Oak St,a@example.com\nVendor,Service,Email\nJoe Poe,Plumbing,joe@example.org\n",
	} {
		f := open(t, text)
		q := f.Questions()
		if len(q) != 1 || q[0].Column != name || f.Certain() {
			t.Fatalf("got %+v, want one question about %q", q, name)
		}
		if err := f.Answer(map[string]string{q[0].ID: q[0].Suggested}); err != nil || !f.Certain() {
			t.Errorf("answered: %v, certain %v", err, f.Certain())
		}
		again := open(t, text)
		if err := again.UseSaved(columns.Memory{}.With(f.Said()...), nil); err != nil || !again.Certain() {
			t.Errorf("read again: %v, asks %v", err, again.Questions())
		}
	}
}

// Every answer to every question can be given.
func TestFile_Answer_every(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		"Name,Address,Email,,Name,Address,Email\nAnn Lee,1 Oak St,a@example.com,,Bo Ray,2 Oak St,b@example.com\n",
		"Name,Address,Zeta,Email\nAnn Lee,1 Oak St,4,a@example.com\nBo Ray,1 Oak St,5,b@example.com\n",
		"Owner,Owner Email,Tenant,Tenant Email,Address,Move Out\nAnn Lee,a@example.com,Bo Ray,b@example.com,1 Oak St,1/5/2023\n",
		"Name,Address,Email,Status\nAnn Lee,1 Oak St,a@example.com,Current\nBo Ray,2 Oak St,b@example.com,Zeta\n",
		"Name,Address,Zeta Email,Omega Phone\nAnn Lee,1 Oak St,b@example.org,480-555-0101\n",
		"Name,Address,Property Address,Email\nAnn Lee,9 Far St,1 Oak St,a@example.com\n",
		"Name,Address,City,Property Address,Property City,Email\nAnn Lee,9 Far St,Reno,1 Oak St,Mesa,a@example.com\n",
		"Name,Address,Address,Email\nAnn Lee,9 Far St,1 Oak St,a@example.com\n",
		"Name,Address,Email,Zeta\nAnn Lee,1 Oak St,a@example.com,1/5/2023\n",
		"Name,Address,Email,Zeta\nAnn Lee,1 Oak St,a@example.com,Bo Ray\nCy Day,2 Oak St,c@example.com,Di Hall\n",
	} {
		for _, q := range open(t, text).Questions() {
			for _, a := range q.Answers {
				f := open(t, text)
				if err := f.Answer(map[string]string{q.ID: a.ID}); err != nil || fmt.Sprint(f.Questions()) == fmt.Sprint(open(t, text).Questions()) {
					t.Errorf("%q answered %q: %v, and %v is asked", q.Text, a.Label, err, f.Questions())
				}
			}
		}
	}
}
