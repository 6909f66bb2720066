package importer_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/google/go-cmp/cmp"

	"github.com/communitrak/onboarding/internal/faults"
	"github.com/communitrak/onboarding/internal/importer"
	"github.com/communitrak/onboarding/internal/importer/bucket"
	. "github.com/communitrak/onboarding/internal/onboarding/onboardingtest"
	"github.com/communitrak/onboarding/internal/roster"
)

func TestCreated_manyDeliveriesOfOneEvent(t *testing.T) {
	t.Parallel()
	want, _ := undisturbed(t, manyRows(40))
	f := newFixture(t)
	event := f.put(t, f.importKey("roster.csv"), manyRows(40))
	var start, done sync.WaitGroup
	start.Add(1)
	for range 64 {
		done.Go(func() {
			start.Wait()
			if err := f.newImporter(faults.Record()).Created(t.Context(), event); err != nil {
				t.Errorf("a delivery: %v", err)
			}
		})
	}
	start.Done()
	done.Wait()
	if diff := cmp.Diff(want, f.picture(t)); diff != "" {
		t.Errorf("after 64 deliveries (-want +got):\n%s", diff)
	}
}

func TestCreated_whileTheSamePeopleAreInvited(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	const rows = 48
	event := f.put(t, f.importKey("roster.csv"), manyRows(rows))
	var done sync.WaitGroup
	done.Go(func() {
		if err := f.importer.Created(t.Context(), event); err != nil {
			t.Errorf("the import: %v", err)
		}
	})
	for n := range 4 {
		done.Go(func() {
			for i := rows - 1 - n; i >= 0; i -= 4 {
				in := Person(letters(i), letters(i/2), fmt.Sprintf("resident-%d@example.com", i))
				in.Home.Street.Street = fmt.Sprintf("%d Juniper Ct", 100+i/2)
				var exists *roster.ExistsError
				if _, err := f.Invite(t.Context(), f.Admin, f.Community, in); err != nil && !errors.As(err, &exists) {
					t.Errorf("inviting: %v", err)
				}
			}
		})
	}
	done.Wait()
	members := f.members(t)
	if len(members) != rows {
		t.Errorf("got %d members, want %d", len(members), rows)
	}
	properties, _, err := f.Store.Properties(t.Context(), f.Community.ID, "", 1000, "")
	if err != nil || len(properties) != rows/2 {
		t.Errorf("got %d properties, %v, want %d", len(properties), err, rows/2)
	}
	job := f.latest(t)
	if got := job.Counts; got.Total != rows || got.Created+got.Updated+got.Unchanged != rows {
		t.Errorf("counts: got %+v, want all %d created or known", got, rows)
		for _, r := range f.rows(t, job) {
			t.Logf("%+v", r)
		}
	}
	f.WantCounts(t, roster.Counts{Active: 1, Pending: rows})
	if got := f.owed(t)[roster.MailInvitation]; got != rows {
		t.Errorf("invitations owed: got %d, want %d", got, rows)
	}
}

func TestRunDue_findsWhatNoEventToldOf(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	f.put(t, f.importKey("first.csv"), manyRows(3))
	f.put(t, "rosters/"+f.Community.ID+"/import/", "")
	f.put(t, "rosters/nobody/import/lost.csv", manyRows(3))
	for range 3 {
		if err := f.importer.RunDue(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	if got := f.latest(t); got.State != roster.ImportCompleted || got.Counts.Created != 3 {
		t.Errorf("got %s with %d created, want completed with 3", got.State, got.Counts.Created)
	}
	f.put(t, f.importKey("second.csv"), "Full Name,Address,Email\r\nIvy Sato,Lot 9,ivy@example.com\r\n")
	if err := f.importer.RunDue(t.Context()); err != nil {
		t.Fatal(err)
	}
	if got := len(f.imports(t)); got != 1 {
		t.Errorf("got %d imports before the next sweep, want 1", got)
	}
	f.Clock.Advance(15 * time.Minute)
	if err := f.importer.RunDue(t.Context()); err != nil {
		t.Fatal(err)
	}
	if got := len(f.imports(t)); got != 2 {
		t.Errorf("got %d imports after the next sweep, want 2", got)
	}
	want := map[roster.MailKind]int{roster.MailInvitation: 4, roster.MailImportDone: 4, roster.MailUnplaced: 1}
	if diff := cmp.Diff(want, f.owed(t)); diff != "" {
		t.Errorf("mails (-want +got):\n%s", diff)
	}
}

func TestCreated_oneImportACommunity(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	holder := f.stopped(t, manyRows(40))
	event := f.put(t, f.importKey("second.csv"), "Full Name,Address,Email\r\nIvy Sato,Lot 9,ivy@example.com\r\n")
	if err := f.importer.Created(t.Context(), event); err != nil {
		t.Fatal(err)
	}
	if got := f.latest(t); got.ID == holder.ID || got.State != roster.ImportQueued {
		t.Fatalf("the second import: got %s, want queued", got.State)
	}
	f.Clock.Advance(time.Minute)
	if err := f.importer.RunDue(t.Context()); err != nil {
		t.Fatal(err)
	}
	for _, job := range f.imports(t) {
		if job.State != roster.ImportCompleted {
			t.Errorf("%s: got %s, want completed", job.File.Name, job.State)
		}
	}
}

// stopped returns an import whose process was killed after its first chunk.
func (f *fixture) stopped(t *testing.T, content string) roster.Import {
	t.Helper()
	event := f.put(t, f.importKey("roster.csv"), content)
	for n := 5; n < 40; n++ {
		inject := faults.Nth(n, faults.CrashBefore)
		// The crash is the point.
		_ = f.newImporter(inject).Created(t.Context(), event)
		if job := f.latest(t); job.Cursor > 0 {
			return job
		}
		f.Clock.Advance(time.Hour)
	}
	t.Fatal("the import never got behind its first chunk")
	return roster.Import{}
}

func TestRun_takenForDead(t *testing.T) {
	if testing.Short() {
		t.Skip("-short: has each run of an import taken for dead")
	}
	t.Parallel()
	content := manyRows(80)
	want, _ := undisturbed(t, content)
	f := newFixture(t)
	// Each call takes so long that the lease expires: every run is presumed
	// dead.
	slow := faults.Random(1, 0.2, faults.Slow)
	slow.Wait = func(ctx context.Context) {
		f.Clock.Advance(time.Minute)
		if err := f.newImporter(faults.Record()).RunDue(ctx); err != nil {
			t.Errorf("the other run: %v", err)
		}
	}
	event := f.put(t, f.importKey("roster.csv"), content)
	if err := f.newImporter(slow).Created(t.Context(), event); err != nil {
		t.Errorf("the slow run: %v", err)
	}
	if err := f.importer.RunDue(t.Context()); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, f.picture(t)); diff != "" {
		t.Errorf("after two runs at once (-want +got):\n%s", diff)
	}
}

func TestRun_stopsBeforeTheDeadline(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	event := f.put(t, f.importKey("roster.csv"), manyRows(20))
	ctx, cancel := context.WithTimeout(t.Context(), f.settings.Margin)
	defer cancel()
	for range 7 {
		if err := f.importer.Created(ctx, event); err != nil {
			t.Fatal(err)
		}
	}
	if got := f.latest(t); got.State != roster.ImportChecking || got.Runs != 0 {
		t.Errorf("got %s after %d failed runs, want checking after none", got.State, got.Runs)
	}
	if err := f.importer.RunDue(t.Context()); err != nil {
		t.Fatal(err)
	}
	if got := f.latest(t); got.State != roster.ImportCompleted {
		t.Errorf("got %s, want completed", got.State)
	}
}

func TestRun_failsInTheEnd(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	event := f.put(t, f.importKey("roster.csv"), manyRows(20))
	broken := f.newImporter(faults.Random(1, 1, faults.ErrorBefore))
	if err := broken.Created(t.Context(), event); err == nil {
		t.Fatal("a broken engine: got no error")
	}
	// The table answers, the bucket does not.
	f.settings.Failures = 2
	noBucket := importer.New(f.Store, f.Service, bucket.New(bucketClient("http://127.0.0.1:1"), bucketName), f.settings, f.log, f.Clock.Now)
	if err := noBucket.Created(t.Context(), event); err == nil {
		t.Error("no bucket: got no error")
	}
	if got := f.latest(t); got.State != roster.ImportChecking {
		t.Fatalf("after one run: got %s, want checking", got.State)
	}
	if err := noBucket.Created(t.Context(), event); err != nil {
		t.Errorf("before its time: got %v, want nothing to be done", err)
	}
	f.Clock.Advance(time.Hour)
	if err := noBucket.Created(t.Context(), event); err == nil {
		t.Error("no bucket: got no error")
	}
	if got := f.latest(t); got.State != roster.ImportFailed || got.Reason == "" {
		t.Errorf("after two runs: got %s %q, want failed with a reason", got.State, got.Reason)
	}
	if diff := cmp.Diff(map[roster.MailKind]int{roster.MailImportDone: 1}, f.owed(t)); diff != "" {
		t.Errorf("mails (-want +got):\n%s", diff)
	}
}

func TestRunDue_fileGone(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	const rows = 40
	job := f.stopped(t, manyRows(rows))
	if _, err := f.s3.DeleteObject(t.Context(), &s3.DeleteObjectInput{Bucket: aws.String(bucketName), Key: &job.File.Key, VersionId: &job.File.Version}); err != nil {
		t.Fatal(err)
	}
	f.Clock.Advance(time.Minute)
	if err := f.importer.RunDue(t.Context()); err != nil {
		t.Fatal(err)
	}
	job = f.latest(t)
	if job.State != roster.ImportFailed || job.Reason == "" || job.Counts.Created == 0 || job.Counts.Created == rows {
		t.Errorf("got %s %q with %+v, want failed with a reason after a chunk", job.State, job.Reason, job.Counts)
	}
}

func TestCreated_rejected(t *testing.T) {
	t.Parallel()
	for name, content := range map[string]string{
		"empty":       "",
		"no email":    "Full Name,Address\r\nIvy Sato,Lot 9\r\n",
		"no rows":     "Full Name,Address,Email\r\n",
		"not a table": "%PDF-1.7\n%\xe2\xe3\xcf\xd3\n",
		"too large":   strings.Repeat("x", 10<<20+1),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			f := newFixture(t)
			job := f.drop(t, "roster.csv", content)
			if job.State != roster.ImportRejected || job.Reason == "" {
				t.Errorf("got %s %q, want rejected with a reason", job.State, job.Reason)
			}
			if diff := cmp.Diff(map[roster.MailKind]int{roster.MailImportDone: 1}, f.owed(t)); diff != "" {
				t.Errorf("mails (-want +got):\n%s", diff)
			}
			if after := f.drop(t, "guide.csv", guide); after.State != roster.ImportNeedsAttention {
				t.Errorf("the next import: got %s, want it to run", after.State)
			}
		})
	}
}

func TestCreated_review(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	if err := f.importer.Created(t.Context(), f.put(t, "rosters/"+f.Community.ID+"/review/guide.csv", guide)); err != nil {
		t.Fatal(err)
	}
	job := f.latest(t)
	if job.State != roster.ImportReady || len(job.Detected) == 0 || len(job.Mapping) == 0 || job.Rows != 6 {
		t.Errorf("got %s with %d rows, detected %s", job.State, job.Rows, job.Detected)
	}
	if got := len(f.members(t)); got != 0 {
		t.Errorf("got %d members, want none before the commit", got)
	}
	if after := f.drop(t, "guide.csv", guide); after.State != roster.ImportNeedsAttention {
		t.Errorf("the next import: got %s, want it to run", after.State)
	}
}

func TestRows(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	job := f.drop(t, "roster.csv", manyRows(40)+guideRows)
	var pages []int
	var numbers []int
	for cursor, more := "", true; more; more = cursor != "" {
		page, next, err := f.importer.Rows(t.Context(), job, importer.RowFilter{Result: roster.RowCreated}, 15, cursor)
		if err != nil {
			t.Fatal(err)
		}
		pages = append(pages, len(page))
		for _, r := range page {
			numbers = append(numbers, r.Row)
		}
		cursor = next
	}
	if diff := cmp.Diff([]int{15, 15, 11}, pages); diff != "" {
		t.Errorf("pages (-want +got):\n%s", diff)
	}
	for n, row := range numbers {
		if row != n+2 {
			t.Fatalf("row %d: got number %d, want %d", n, row, n+2)
		}
	}
	_, _, err := f.importer.Rows(t.Context(), job, importer.RowFilter{}, 15, "forged")
	var invalid *roster.InvalidError
	if !errors.As(err, &invalid) {
		t.Errorf("a forged cursor: got %v, want it refused", err)
	}
}
