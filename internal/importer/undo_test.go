package importer_test

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/communitrak/onboarding/internal/faults"
	"github.com/communitrak/onboarding/internal/onboarding"
	. "github.com/communitrak/onboarding/internal/onboarding/onboardingtest"
	"github.com/communitrak/onboarding/internal/roster"
)

func edit(phone string) onboarding.Edit { return onboarding.Edit{Phone: &phone} }

// undo undoes the import completely.
func (f *fixture) undo(t testing.TB, id string) roster.Import {
	t.Helper()
	if _, err := f.importer.Undo(t.Context(), support, f.Community.ID, id); err != nil {
		t.Fatalf("undoing: %v", err)
	}
	f.work(t)
	return f.job(t, id)
}

func TestUndo(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	before := f.outside(t)
	job := f.drop(t, "roster.csv", manyRows(60))
	want := f.outside(t)
	job = f.undo(t, job.ID)
	if got := (roster.Outcomes{Created: job.Undo.Reversed, Attention: job.Undo.Kept, Failed: job.Undo.Failed}); job.State != roster.ImportUndone || got.Created != 60 || job.Undo.Examined != 60 {
		t.Fatalf("got %s, %+v", job.State, job.Undo)
	}
	if diff := cmp.Diff(before, f.outside(t)); diff != "" {
		t.Errorf("something is left (-want +got):\n%s", diff)
	}
	for _, action := range []string{"household_deleted", "property_deleted"} {
		if got := f.recorded(t, action); got != 30 { // two people a home
			t.Errorf("%s stands %d times in the audit trail, want 30", action, got)
		}
	}
	f.CheckInvariants(t)
	if _, err := f.importer.Undo(t.Context(), support, f.Community.ID, job.ID); !errors.Is(err, roster.ErrNotUndoable) {
		t.Errorf("undone twice: got %v", err)
	}
	f.drop(t, "roster.csv", manyRows(60))
	if diff := cmp.Diff(want, f.outside(t)); diff != "" {
		t.Errorf("imported again (-want +got):\n%s", diff)
	}
	f.CheckInvariants(t)
}

// recorded counts an action in the community's audit trail.
func (f *fixture) recorded(t testing.TB, action string) int {
	t.Helper()
	n := 0
	for _, i := range f.Items(t) {
		if i.Action == action {
			n++
		}
	}
	return n
}

// outside returns the community without its imports.
func (f *fixture) outside(t testing.TB) []string {
	t.Helper()
	return slices.DeleteFunc(f.picture(t), func(line string) bool {
		return strings.HasPrefix(line, "import ") || strings.HasPrefix(line, "row ") || strings.Contains(line, " mails ")
	})
}

// What somebody has touched stays, along with its home, and the list says why.
func TestUndo_keepsWhatWasTouched(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	blank := f.Invited(t, "Blank", "Phone", "blank@example.com")
	job := f.drop(t, "roster.csv", manyRows(12)+"Blank Phone,114 Juniper Court,Mesa,AZ,85201,blank@example.com,480 555 0190\r\n")
	members := f.members(t)
	filled := members["blank@example.com"]
	f.ActivateByMail(t, members["resident-0@example.com"])
	if _, err := f.EditMember(t.Context(), f.Admin, f.Community, members["resident-2@example.com"].ID, edit("+14805550177")); err != nil {
		t.Fatal(err)
	}
	if _, err := f.Revoke(t.Context(), f.Admin, f.Community, members["resident-4@example.com"].ID); err != nil {
		t.Fatal(err)
	}
	_, renamed, err := f.HomeOf(t.Context(), members["resident-6@example.com"])
	if err != nil {
		t.Fatal(err)
	}
	if _, err := f.RenameHousehold(t.Context(), f.Admin, f.Community, renamed.ID, "The Corner House", false); err != nil {
		t.Fatal(err)
	}
	joins := Person("By", "Hand", "hand@example.com")
	joins.Home.Street.Street = "104 Juniper Ct"
	if _, err := f.Invite(t.Context(), f.Admin, f.Community, joins); err != nil {
		t.Fatal(err)
	}
	job = f.undo(t, job.ID)
	if job.State != roster.ImportPartlyUndone || job.Undo.Kept != 3 || job.Undo.Failed != 0 {
		t.Fatalf("got %s, %+v, want 3 kept", job.State, job.Undo)
	}
	var kept []string
	for _, r := range f.rows(t, job) {
		if r.Undo.Outcome == roster.UndoKept {
			kept = append(kept, r.Undo.Code)
		}
	}
	if diff := cmp.Diff([]string{"activated", "edited", "ended"}, kept); diff != "" {
		t.Errorf("why (-want +got):\n%s", diff)
	}
	if got := f.Member(t, blank); filled.Phone == "" || got.Phone != "" {
		t.Errorf("the filled phone: got %q, want %q again", got.Phone, blank.Phone)
	}
	left := f.members(t)
	for _, email := range []string{"resident-2@example.com", "blank@example.com", "hand@example.com"} {
		if _, ok := left[email]; !ok {
			t.Errorf("%s is gone", email)
		}
	}
	if len(left) != 3 {
		t.Errorf("got %d pending members, want 3", len(left))
	}
	if !slices.Contains(f.households(t), "The Corner House: 0") {
		t.Errorf("got %v, want the renamed household to stay", f.households(t))
	}
	if list := f.get(t, "results/"+f.Community.ID+"/"+job.ID+"/undo.csv"); strings.Count(list, "kept") != 3 || !strings.Contains(list, "has activated") {
		t.Errorf("the list: got\n%s", list)
	}
	f.CheckInvariants(t)
	// A second undo finds the same.
	if again := f.undo(t, job.ID); again.State != roster.ImportPartlyUndone || again.Undo.Kept != 3 || again.Undo.Reversed != job.Undo.Reversed {
		t.Errorf("undone again: got %s, %+v", again.State, again.Undo)
	}
	f.importsAgain(t, job.ID)
	f.Clock.Advance(31 * 24 * time.Hour)
	if _, err := f.importer.Undo(t.Context(), support, f.Community.ID, job.ID); !errors.Is(err, roster.ErrTooLate) {
		t.Errorf("after a month: got %v", err)
	}
}

// Undoing an import that was aborted before its emails went out sends none to
// those it keeps.
func TestUndo_ofAborted(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	event := f.put(t, f.importKey("roster.csv"), manyRows(120))
	inject := faults.Nth(22, faults.CrashBefore)
	_ = f.newImporter(inject).Created(t.Context(), event) // it dies halfway
	job := f.latest(t)
	if job.State != roster.ImportImporting || f.Held(t, job) == 0 {
		t.Fatalf("got %s, %d held, want it half-way", job.State, f.Held(t, job))
	}
	f.importer = f.newImporter(faults.Record())
	if _, err := f.importer.Abort(t.Context(), support, f.Community.ID, job.ID); err != nil {
		t.Fatal(err)
	}
	if _, err := f.EditMember(t.Context(), f.Admin, f.Community, f.members(t)["resident-0@example.com"].ID, edit("+14805550177")); err != nil {
		t.Fatal(err)
	}
	job = f.undo(t, job.ID)
	if job.State != roster.ImportPartlyUndone || job.Sending.State.Active() || f.queued(t) != 0 {
		t.Errorf("got %s, sending %s, %d mails queued, want none", job.State, job.Sending.State, f.queued(t))
	}
	f.CheckInvariants(t)
}

// An undo that takes back everyone an aborted import created, and keeps what it
// has filled, finishes, and the next roster is imported.
func TestUndo_nobodyLeftToMail(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	blank := f.Invited(t, "Blank", "Phone", "blank@example.com")
	rows := strings.SplitAfterN(manyRows(120), "\r\n", 2)
	content := rows[0] + "Blank Phone,114 Juniper Court,Mesa,AZ,85201,blank@example.com,480 555 0190\r\n" + rows[1]
	event := f.put(t, f.importKey("roster.csv"), content)
	_ = f.newImporter(faults.Nth(30, faults.CrashBefore)).Created(t.Context(), event) // it dies halfway
	job := f.latest(t)
	if _, err := f.importer.Abort(t.Context(), support, f.Community.ID, job.ID); err != nil {
		t.Fatal(err)
	}
	f.ActivateByMail(t, f.Member(t, blank))
	if job = f.undo(t, job.ID); job.State != roster.ImportPartlyUndone || job.Undo.Kept != 1 || f.Held(t, job) != 0 {
		t.Errorf("got %s, %+v, %d held", job.State, job.Undo, f.Held(t, job))
	}
	if next := f.drop(t, "next.csv", manyRows(2)); next.State != roster.ImportCompleted {
		t.Errorf("the next import: got %s", next.State)
	}
}

// importsAgain drops the roster of TestUndo_keepsWhatWasTouched again: those
// taken back return, and those kept are unchanged.
func (f *fixture) importsAgain(t *testing.T, undone string) {
	t.Helper()
	again := f.drop(t, "again.csv", manyRows(12))
	want := roster.Outcomes{Total: 12, Created: 9, Unchanged: 1, Skipped: 1, Attention: 1}
	if again.ID == undone || again.Counts != want {
		for _, r := range f.rows(t, again) {
			t.Logf("%+v", r)
		}
		t.Errorf("imported again: got %+v, want %+v", again.Counts, want)
	}
	f.CheckInvariants(t)
}

// TestUndo_everyCallGoesWrong makes each call of an undo fail once in each way,
// and lets the schedule continue.
func TestUndo_everyCallGoesWrong(t *testing.T) {
	if testing.Short() {
		t.Skip("-short: makes every call of an undo go wrong")
	}
	t.Parallel()
	prepared := func(t *testing.T) (*fixture, roster.Import) {
		f := newFixture(t)
		job := f.drop(t, "roster.csv", manyRows(5)+guideRows)
		f.ActivateByMail(t, f.members(t)["resident-3@example.com"])
		job, err := f.importer.Undo(t.Context(), support, f.Community.ID, job.ID)
		if err != nil {
			t.Fatal(err)
		}
		f.Clock.Advance(time.Second)
		return f, job
	}
	f, _ := prepared(t)
	record := faults.Record()
	if err := f.newImporter(record).RunDue(t.Context()); err != nil {
		t.Fatal(err)
	}
	want, calls := f.outside(t), len(record.Calls())
	for _, kind := range []faults.Kind{faults.CrashAfter, faults.CrashBefore, faults.ReplyLost, faults.ErrorAfter, faults.ThrottleBefore, faults.Conflict} {
		t.Run(string(kind), func(t *testing.T) {
			t.Parallel()
			for n := 1; n <= calls; n++ {
				f, job := prepared(t)
				err := f.newImporter(faults.Nth(n, kind)).RunDue(t.Context())
				for range 3 {
					f.Clock.Advance(time.Minute)
					f.work(t)
				}
				if got := f.job(t, job.ID); got.State != roster.ImportPartlyUndone || got.Undo.Kept != 1 || got.Undo.Reversed != 5 {
					t.Errorf("call %d, %v: got %s, %+v", n, err, got.State, got.Undo)
				}
				if diff := cmp.Diff(want, f.outside(t)); diff != "" {
					t.Errorf("call %d, %v (-want +got):\n%s", n, err, diff)
				}
				f.CheckInvariants(t)
			}
		})
	}
}
