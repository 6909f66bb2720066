package importer_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/communitrak/onboarding/internal/importer"
	. "github.com/communitrak/onboarding/internal/onboarding/onboardingtest"
	"github.com/communitrak/onboarding/internal/roster"
	"github.com/communitrak/onboarding/internal/rosterfile"
)

var support = roster.StaffPrincipal("p1", "Support", "")

// review drops a roster to be reviewed and returns its import.
func (f *fixture) review(t testing.TB, name, content string) roster.Import {
	t.Helper()
	key := "rosters/" + f.Community.ID + "/review/" + name
	if err := f.importer.Created(t.Context(), f.put(t, key, content)); err != nil {
		t.Fatalf("checking %s: %v", name, err)
	}
	return f.latest(t)
}

// work lets the schedule run until nothing changes.
func (f *fixture) work(t testing.TB) {
	t.Helper()
	f.Clock.Advance(time.Second)
	if err := f.importer.RunDue(t.Context()); err != nil {
		t.Fatalf("the schedule: %v", err)
	}
}

func (f *fixture) job(t testing.TB, id string) roster.Import {
	t.Helper()
	job, err := f.Store.Import(t.Context(), f.Community.ID, id)
	if err != nil {
		t.Fatal(err)
	}
	return job
}

// commit commits the import's plan.
func (f *fixture) commit(t testing.TB, job roster.Import) roster.Import {
	t.Helper()
	if _, err := f.importer.Commit(t.Context(), support, f.Community.ID, job.ID, ""); err != nil {
		t.Fatalf("committing: %v", err)
	}
	f.work(t)
	return f.job(t, job.ID)
}

// said returns the rows in short form.
func said(rows []roster.RowResult) []string {
	var lines []string
	for _, r := range rows {
		lines = append(lines, strings.TrimSpace(fmt.Sprintf("%d %s %s", r.Row, r.Result, r.Code)))
	}
	return lines
}

// wantRows compares the results of the import's rows.
func (f *fixture) wantRows(t testing.TB, job roster.Import, want ...string) {
	t.Helper()
	if diff := cmp.Diff(want, said(f.rows(t, job))); diff != "" {
		t.Errorf("rows (-want +got):\n%s", diff)
	}
}

func TestReview(t *testing.T) {
	t.Parallel()
	for _, content := range []string{guide, manyRows(40) + guideRows} {
		f := newFixture(t)
		direct := newFixture(t).drop(t, "guide.csv", content)
		before := f.Items(t)
		job := f.review(t, "guide.csv", content)
		if job.State != roster.ImportReady || job.Counts != direct.Counts {
			t.Fatalf("got %s with %+v (%s), want the plan to say %+v", job.State, job.Counts, job.Reason, direct.Counts)
		}
		if after := f.Items(t); len(f.members(t)) != 0 || len(f.households(t)) != 0 {
			t.Fatalf("the review wrote to the community: %d items, then %d", len(before), len(after))
		}
		rows := f.rows(t, job)
		if first := rows[0]; first.Result == roster.RowCreated && !strings.HasPrefix(first.Message, "Invites ") {
			t.Errorf("the plan of row %d does not say whom it invites: %q", first.Row, first.Message)
		}
		planned := said(rows)
		job = f.commit(t, job)
		if job.State != direct.State || job.Counts != direct.Counts {
			t.Errorf("after the commit: got %s, %+v, want %s, %+v", job.State, job.Counts, direct.State, direct.Counts)
		}
		if diff := cmp.Diff(planned, said(f.rows(t, job))); diff != "" {
			t.Errorf("what was done is not what was planned (-plan +done):\n%s", diff)
		}
		if _, err := f.importer.Commit(t.Context(), support, f.Community.ID, job.ID, ""); !errors.Is(err, roster.ErrNotReady) {
			t.Errorf("committed twice: got %v", err)
		}
		f.CheckInvariants(t)
	}
}

// The commit skips what has changed since the plan, and does the rest.
func TestReview_changedMeanwhile(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	known := f.Invited(t, "Known", "Before", "resident-2@example.com")
	job := f.review(t, "roster.csv", manyRows(6))
	planned := said(f.rows(t, job))
	// Row 2's person is invited by hand, row 4's is edited, and somebody else
	// moves into row 6's home.
	f.Invited(t, "Somebody", "Else", "resident-0@example.com")
	phone := "+14805550177"
	if _, err := f.EditMember(t.Context(), f.Admin, f.Community, known.ID, edit(phone)); err != nil {
		t.Fatal(err)
	}
	neighbour := Person("Zwye", "Other", "other@example.com")
	neighbour.Home.Street.Street = "102 Juniper Ct"
	if _, err := f.Invite(t.Context(), f.Admin, f.Community, neighbour); err != nil {
		t.Fatal(err)
	}
	job = f.commit(t, job)
	want := []string{"2 attention changed", "3 created", "4 attention changed", "5 created", "6 attention changed", "7 attention changed"}
	if diff := cmp.Diff(want, said(f.rows(t, job))); diff != "" {
		t.Errorf("planned %v (-want +got):\n%s", planned, diff)
	}
	if fix := f.get(t, "results/"+f.Community.ID+"/"+job.ID+"/fix.csv"); !strings.Contains(fix, "resident-0@example.com") || strings.Contains(fix, "resident-1@") {
		t.Errorf("the fix file: got\n%s", fix)
	}
	f.CheckInvariants(t)
}

func TestReview_mapping(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	content := "Wer,Wo,Womit,Womit sonst\r\nIvy Sato,Lot 7,ivy@example.com,ivy.sato@example.org\r\nRosa Delgado,Lot 8,rosa@example.com,rosa.delgado@example.org\r\n"
	job := f.review(t, "roster.csv", content)
	var m rosterfile.Mapping
	if err := json.Unmarshal(job.Mapping, &m); err != nil {
		t.Fatal(err)
	}
	for n, field := range []string{"member[1].fullName", "property.address", "", "member[1].email"} {
		m.Columns[n] = rosterfile.Assignment{Index: n, Header: m.Columns[n].Header, Field: field}
	}
	bad := m
	bad.Columns = append([]rosterfile.Assignment{{Header: "Nowhere", Field: "member[1].phone"}}, m.Columns...)
	var wrong *rosterfile.MappingError
	if _, err := f.importer.Remap(t.Context(), support, f.Community.ID, job.ID, bad, nil, ""); !errors.As(err, &wrong) {
		t.Errorf("a mapping of a column that is not there: got %v", err)
	}
	if _, err := f.importer.Remap(t.Context(), support, f.Community.ID, job.ID, m, nil, ""); err != nil {
		t.Fatal(err)
	}
	f.work(t)
	job = f.job(t, job.ID)
	if job.State != roster.ImportReady || job.Plan != 2 || job.Counts.Created != 2 {
		t.Fatalf("got %s, plan %d, %+v (%s), want a second plan of 2 rows", job.State, job.Plan, job.Counts, job.Reason)
	}
	f.commit(t, job)
	if _, ok := f.members(t)["ivy.sato@example.org"]; !ok {
		t.Errorf("got %v, want the emails of the chosen column", f.members(t))
	}
	// The community's next file with these headings is read the same way.
	next := f.drop(t, "later.csv", strings.ReplaceAll(strings.ReplaceAll(content, "Ivy", "Ida"), "ivy", "ida"))
	if _, ok := f.members(t)["ida.sato@example.org"]; !ok {
		t.Errorf("got %+v (%s), want the saved mapping to be followed", next.Counts, next.Reason)
	}
}

func TestReview_unclearColumns(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	job := f.review(t, "roster.csv", "a,b\r\n1,2\r\n3,4\r\n")
	can := importer.Actions(job, roster.MailCounts{}, f.Clock.Now())
	want := []importer.Action{importer.ActMapping, importer.ActAbort}
	if job.State != roster.ImportReady || job.Reason == "" || !cmp.Equal(want, can) {
		t.Fatalf("got %s (%s), %v, want it to wait for a mapping", job.State, job.Reason, can)
	}
	if _, err := f.importer.Commit(t.Context(), support, f.Community.ID, job.ID, ""); !errors.Is(err, roster.ErrNotReady) {
		t.Errorf("committed without a plan: got %v", err)
	}
}

func TestAbort(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	job := f.review(t, "roster.csv", manyRows(3))
	job, err := f.importer.Abort(t.Context(), support, f.Community.ID, job.ID)
	if err != nil || job.State != roster.ImportAborted {
		t.Fatalf("got %s, %v", job.State, err)
	}
	f.work(t)
	if len(f.members(t)) != 0 || f.job(t, job.ID).State != roster.ImportAborted {
		t.Errorf("an aborted plan was gone on with")
	}
	if _, err := f.importer.Abort(t.Context(), support, f.Community.ID, job.ID); !errors.Is(err, roster.ErrAlreadyEnded) {
		t.Errorf("aborted twice: got %v", err)
	}
	if got := f.drop(t, "next.csv", manyRows(3)); got.State != roster.ImportCompleted {
		t.Errorf("the next import: got %s", got.State)
	}
}

func TestAbort_whileAnotherRuns(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	if _, ok, err := f.Store.LockImports(t.Context(), f.Community.ID, "another"); !ok || err != nil {
		t.Fatal(ok, err)
	}
	waits, _, err := f.importer.Begin(t.Context(), support, f.Community, importer.Upload{Filename: "roster.csv", Size: 10, Mode: roster.ModeReview})
	if err != nil {
		t.Fatal(err)
	}
	got, err := f.importer.Abort(t.Context(), support, f.Community.ID, waits.ID)
	if err != nil || got.State != roster.ImportAborted {
		t.Errorf("got %s, %v", got.State, err)
	}
}

func TestExpire(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	announced := importer.Upload{Filename: "roster.csv", Size: int64(len(manyRows(2))), Mode: roster.ModeImport}
	never, _, err := f.importer.Begin(t.Context(), support, f.Community, announced)
	if err != nil {
		t.Fatal(err)
	}
	unseen, _, err := f.importer.Begin(t.Context(), support, f.Community, announced)
	if err != nil {
		t.Fatal(err)
	}
	f.put(t, unseen.File.Key, manyRows(2)) // and its event is lost
	f.Clock.Advance(59 * time.Minute)
	if err := f.importer.RunDue(t.Context()); err != nil {
		t.Fatal(err)
	}
	if got := f.job(t, never.ID).State; got != roster.ImportAwaitingUpload {
		t.Errorf("after 59 minutes: got %s", got)
	}
	f.Clock.Advance(2 * time.Minute)
	f.work(t)
	f.work(t)
	if got := f.job(t, never.ID); got.State != roster.ImportAborted || got.Reason == "" {
		t.Errorf("without a file: got %s (%s)", got.State, got.Reason)
	}
	if got := f.job(t, unseen.ID); got.State != roster.ImportCompleted {
		t.Errorf("with a file: got %s (%s)", got.State, got.Reason)
	}
}
