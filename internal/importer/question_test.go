package importer_test

import (
	"errors"
	"strings"
	"testing"

	"communitrak/internal/importer"
	"communitrak/internal/roster"
	"communitrak/internal/rosterfile"
)

// asking is a roster whose only addresses may be those where people get their
// mail.
const asking = "Full Name,Email,Statement Address,Statement City,Statement State,Statement ZIP\r\n" +
	"Rosa Delgado,rosa@example.org,114 Juniper Ct,Mesa,AZ,85201\r\n" +
	"Owen Sato,owen@example.org,116 Juniper Ct,Mesa,AZ,85201\r\n"

// questions are what the import asks, of which there is to be one at least.
func (f *fixture) questions(t *testing.T, job roster.Import) []rosterfile.Question {
	t.Helper()
	questions, err := importer.Questions(job)
	if err != nil || len(questions) == 0 {
		t.Fatalf("the import is %s (%s) and asks %v, %v; want a question", job.State, job.Reason, questions, err)
	}
	return questions
}

// TestQuestions: an open file in import/ waits, says what it asks, and goes on by
// itself once that is answered. The same layout does not ask again.
func TestQuestions(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	before := f.owed(t)[roster.MailImportDone]
	job := f.drop(t, "asking.csv", asking)
	q := f.questions(t, job)[0]
	if job.State != roster.ImportReady || !strings.Contains(job.Reason, "Statement Address") || !strings.Contains(q.Text, "Statement Address") {
		t.Errorf("got %s: %q, asking %q, want it ready and asking about the address", job.State, job.Reason, q.Text)
	}
	if got := len(f.members(t)); got != 0 {
		t.Errorf("%d members before anything is answered, want none", got)
	}
	if got := f.owed(t)[roster.MailImportDone] - before; got != 2 {
		t.Errorf("%d mails say what is asked, want one to Support and one to who invites", got)
	}
	var wrong *rosterfile.MappingError
	for _, answers := range []map[string]string{{q.ID: "perhaps"}, {"another": q.Suggested}} {
		if _, err := f.importer.Remap(t.Context(), support, f.Community.ID, job.ID, rosterfile.Mapping{}, answers, ""); !errors.As(err, &wrong) {
			t.Errorf("%v: got %v, want it refused", answers, err)
		}
	}
	if _, err := f.importer.Commit(t.Context(), support, f.Community.ID, job.ID, ""); !errors.Is(err, roster.ErrNotReady) {
		t.Errorf("committing what asks: got %v, want not ready", err)
	}
	if _, err := f.importer.Remap(t.Context(), support, f.Community.ID, job.ID, rosterfile.Mapping{}, map[string]string{q.ID: "home"}, ""); err != nil {
		t.Fatal(err)
	}
	f.work(t)
	if job = f.job(t, job.ID); job.State != roster.ImportCompleted || job.Counts.Created != 2 {
		t.Fatalf("once answered: got %s with %+v: %s", job.State, job.Counts, job.Reason)
	}
	if m := f.members(t)["rosa@example.org"]; m.Address != "114 Juniper Ct, Mesa, AZ 85201" {
		t.Errorf("Rosa lives at %q", m.Address)
	}

	again := f.drop(t, "again.csv", strings.ReplaceAll(strings.ReplaceAll(asking, "rosa", "rita"), "owen", "olga"))
	if again.State != roster.ImportCompleted && again.State != roster.ImportNeedsAttention || again.Counts.Created == 0 {
		t.Errorf("the same layout again: got %s with %+v: %s", again.State, again.Counts, again.Reason)
	}
	f.CheckInvariants(t)
}

// TestQuestions_review: the review shows what is asked, with the plan, and is not
// committed before it is answered. Saying that a column means what was suggested
// is an answer, too.
func TestQuestions_review(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	content := "Full Name,Address,Email,Reviewer Email\r\nRosa Delgado,114 Juniper Ct,rosa@example.org,\r\nOwen Sato,116 Juniper Ct,,reviewer@example.org\r\n"
	job := f.review(t, "roster.csv", content)
	if job.State != roster.ImportReady {
		t.Fatalf("got %s: %s", job.State, job.Reason)
	}
	for _, m := range f.members(t) {
		if m.Email == "reviewer@example.org" {
			t.Fatal("a stranger's email was taken")
		}
	}
	job = f.review(t, "asking.csv", asking)
	q := f.questions(t, job)[0]
	if _, err := f.importer.Commit(t.Context(), support, f.Community.ID, job.ID, ""); !errors.Is(err, roster.ErrNotReady) {
		t.Errorf("committing what asks: got %v, want not ready", err)
	}
	if _, err := f.importer.Remap(t.Context(), support, f.Community.ID, job.ID, rosterfile.Mapping{}, map[string]string{q.ID: "home"}, ""); err != nil {
		t.Fatal(err)
	}
	f.work(t)
	job = f.job(t, job.ID)
	if asked, err := importer.Questions(job); job.State != roster.ImportReady || job.Reason != "" || len(asked) > 0 || err != nil {
		t.Fatalf("once answered: got %s, asking %v: %q, %v", job.State, asked, job.Reason, err)
	}
	if job = f.commit(t, job); job.Counts.Created != 2 {
		t.Errorf("committed: got %+v", job.Counts)
	}
}
