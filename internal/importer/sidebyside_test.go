package importer_test

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/communitrak/onboarding/internal/roster"
)

// sideBySide holds two lists: the people on the right live elsewhere than those
// on the left in the same row.
const sideBySide = "Name,Address,Email,,Name,Address,Email\r\n" +
	"Ann Lee,1 Oak St,ann@example.com,,Cy Ray,11 Elm St,cy@example.com\r\n" +
	"Bo Hall,2 Oak St,,,Di Fox,12 Elm St,di@example.com\r\n" +
	",,,,Ed Moss,13 Elm St,\r\n"

// Two lists side by side raise a question; both are read one after the other,
// each person with the home and the cells of their own list.
func TestCreated_sideBySide(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	job := f.drop(t, "two.csv", sideBySide)
	questions := f.questions(t, job)
	if len(questions) != 1 || questions[0].Suggested != "both" || len(f.members(t)) != 0 {
		t.Fatalf("asks %+v with %d members", questions, len(f.members(t)))
	}
	job = f.confirm(t, job)
	var got []string
	for _, r := range f.rows(t, job) {
		got = append(got, fmt.Sprintf("%d.%d %s %s %s", r.Row, r.Person, r.Name, r.Result, strings.Join(sourcesOf(r.Sources), "; ")))
	}
	want := []string{
		"2.1 Ann Lee created name A2; email C2; home B2", "3.1 Bo Hall attention name A3; home B3",
		"2.11 Cy Ray created name E2; email G2; home F2", "3.11 Di Fox created name E3; email G3; home F3", "4.11 Ed Moss attention name E4; home F4",
	}
	for i := range got {
		for _, s := range []string{" Name (", " Email (", " Address ("} {
			got[i] = strings.ReplaceAll(got[i], s, " (")
		}
		got[i] = cells(got[i])
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("results (-want +got):\n%s", diff)
	}
	if want := (roster.Outcomes{Total: 5, Created: 3, Attention: 2}); job.Counts != want || job.Rows != 5 {
		t.Errorf("got %+v of %d rows, want %+v of 5", job.Counts, job.Rows, want)
	}
	if m := f.members(t)["cy@example.com"]; m.Address != "11 Elm St, Mesa, AZ 85201" {
		t.Errorf("Cy lives at %q", m.Address)
	}
	fix := f.get(t, "results/"+f.Community.ID+"/"+job.ID+"/fix.csv")
	if strings.Contains(fix, "Ann Lee") || strings.Contains(fix, "Cy Ray") || strings.Count(fix, "\r\n") != 3 {
		t.Errorf("the fix file holds others, too:\n%s", fix)
	}
	corrected := f.drop(t, "fix.csv", strings.NewReplacer("2 Oak St,,", "2 Oak St,bo@example.com,", "13 Elm St,,", "13 Elm St,ed@example.com,").Replace(fix))
	if corrected.State != roster.ImportCompleted || corrected.Counts.Created != 2 {
		t.Errorf("the fix file: got %s with %+v: %s\n%s", corrected.State, corrected.Counts, corrected.Reason, fix)
	}
	again := f.drop(t, "again.csv", sideBySide)
	if !again.State.Ended() || again.Counts.Unchanged != 3 {
		t.Errorf("the same layout again: got %s with %+v: %s", again.State, again.Counts, again.Reason)
	}
	if undone := f.undo(t, job.ID); undone.Undo.Reversed != 3 {
		t.Errorf("undone: got %+v, want three", undone.Undo)
	}
	f.CheckInvariants(t)
}

// cells reduces sources to fields and cells.
func cells(s string) string {
	return strings.NewReplacer(" (", " ", ")", "", ":", "", " > ", "").Replace(dropTexts.ReplaceAllString(s, ")"))
}

// The review of two lists does what it said, row by row.
func TestReview_sideBySide(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	job := f.review(t, "two.csv", "Name,Address,Email,,Name,Address,Email\r\nAnn Lee,1 Oak St,ann@example.com,,Cy Ray,11 Elm St,cy@example.com\r\n")
	job = f.confirm(t, job)
	if job = f.commit(t, job); job.Counts != (roster.Outcomes{Total: 2, Created: 2}) {
		t.Errorf("got %s with %+v: %s", job.State, job.Counts, job.Reason)
	}
}

// dropTexts matches what was changed, after a cell.
var dropTexts = regexp.MustCompile(`\): [^;]*`)
