package importer_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/s3"

	"github.com/communitrak/onboarding/internal/faults"
	"github.com/communitrak/onboarding/internal/roster"
)

// halfWay returns an import with that many rows whose process died halfway.
func (f *fixture) halfWay(t testing.TB, rows int) roster.Import {
	t.Helper()
	event := f.put(t, f.importKey("roster.csv"), manyRows(rows))
	_ = f.newImporter(faults.Nth(22, faults.CrashBefore)).Created(t.Context(), event)
	job := f.latest(t)
	if job.State != roster.ImportImporting || job.Cursor == 0 || job.Counts.Created >= rows {
		t.Fatalf("got %s after %d rows, want it half-way", job.State, job.Cursor)
	}
	f.importer = f.newImporter(faults.Record())
	return job
}

func (f *fixture) abort(t testing.TB, job roster.Import) roster.Import {
	t.Helper()
	job, err := f.importer.Abort(t.Context(), support, f.Community.ID, job.ID)
	if err != nil {
		t.Fatal(err)
	}
	return job
}

// An import aborted halfway reports what happened to each row, and its fix file
// brings in the rest.
func TestAbort_reports(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	const rows = 120
	job := f.abort(t, f.halfWay(t, rows))
	if _, err := f.importer.ReportURL(t.Context(), job); job.ReportState() != roster.ReportDue || !errors.Is(err, roster.ErrNotFound) {
		t.Errorf("right after the abort: report %s, %v", job.ReportState(), err)
	}
	f.work(t)
	job = f.job(t, job.ID)
	if _, err := f.importer.FixURL(t.Context(), job); job.State != roster.ImportAborted || job.ReportState() != roster.ReportDone || err != nil {
		t.Fatalf("got %s, report %s, %v", job.State, job.ReportState(), err)
	}
	made := job.Counts.Created
	report, fix := f.get(t, "results/"+f.Community.ID+"/"+job.ID+"/report.csv"), f.get(t, "results/"+f.Community.ID+"/"+job.ID+"/fix.csv")
	for what, n := range map[string][2]int{
		"rows in the report":      {strings.Count(report, "@example.com"), rows},
		"created in the report":   {strings.Count(report, "created"), made},
		"not reached in it":       {strings.Count(report, "not_imported"), rows - made},
		"rows in the fix file":    {strings.Count(fix, "@example.com"), rows - made},
		"members before the rest": {len(f.members(t)), made},
	} {
		if n[0] != n[1] {
			t.Errorf("%s: got %d, want %d", what, n[0], n[1])
		}
	}
	rest := f.drop(t, "fix.csv", fix)
	if rest.State != roster.ImportCompleted || rest.Counts.Created != rows-made || len(f.members(t)) != rows {
		t.Errorf("the fix file: got %s, %+v, %d members", rest.State, rest.Counts, len(f.members(t)))
	}
	f.CheckInvariants(t)
}

func TestAbort_withoutItsFile(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	job := f.halfWay(t, 120)
	if _, err := f.s3.DeleteObject(t.Context(), &s3.DeleteObjectInput{Bucket: aws.String(bucketName), Key: &job.File.Key, VersionId: &job.File.Version}); err != nil {
		t.Fatal(err)
	}
	f.abort(t, job)
	f.work(t)
	if job = f.job(t, job.ID); job.ReportState() != roster.ReportNone || !job.Due().IsZero() {
		t.Errorf("got report %s, due %v, want none, never", job.ReportState(), job.Due())
	}
}

// TestAbort_everyCallGoesWrong makes each call of such a report fail once, and
// lets the schedule continue.
func TestAbort_everyCallGoesWrong(t *testing.T) {
	if testing.Short() {
		t.Skip("-short: makes every call of a report go wrong")
	}
	t.Parallel()
	const rows = 120
	f := newFixture(t)
	f.abort(t, f.halfWay(t, rows))
	record := faults.Record()
	if err := f.newImporter(record).RunDue(t.Context()); err != nil {
		t.Fatal(err)
	}
	for _, kind := range []faults.Kind{faults.CrashAfter, faults.ErrorAfter} {
		t.Run(string(kind), func(t *testing.T) {
			t.Parallel()
			for n := range record.Calls() {
				f := newFixture(t)
				job := f.abort(t, f.halfWay(t, rows))
				err := f.newImporter(faults.Nth(n+1, kind)).RunDue(t.Context())
				for range 3 {
					f.Clock.Advance(time.Minute)
					f.work(t)
				}
				if job = f.job(t, job.ID); job.State != roster.ImportAborted || job.ReportState() != roster.ReportDone {
					t.Fatalf("call %d, %v: got %s, report %s", n+1, err, job.State, job.ReportState())
				}
				report := f.get(t, "results/"+f.Community.ID+"/"+job.ID+"/report.csv")
				if made, left := strings.Count(report, ",created,"), strings.Count(report, ",not_imported,"); made != job.Counts.Created || made+left != rows {
					t.Errorf("call %d, %v: got %d created and %d not imported, want %d of %d", n+1, err, made, left, job.Counts.Created, rows)
				}
			}
		})
	}
}
