package importer_test

import (
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/communitrak/onboarding/internal/faults"
	"github.com/communitrak/onboarding/internal/importer/bucket"
	"github.com/communitrak/onboarding/internal/roster"
)

// An import waits for a table that throttles for as long as that takes. It does
// not fail, because nothing is wrong with it.
func TestCreated_throttledForLong(t *testing.T) {
	if testing.Short() {
		t.Skip("-short: imports into a table that refuses for a minute")
	}
	t.Parallel()
	f := newFixture(t)
	f.settings.Failures, f.settings.Runs = 1, 2
	limits := &faults.Limits{Table: 60, Partition: 60} // takes an import's progress, but no rows
	throttled := f.newImporter(faults.Record(), limits.DynamoDB)
	event := f.put(t, f.importKey("roster.csv"), manyRows(32))
	for range 2 {
		_ = throttled.Created(t.Context(), event) // reports that the table refused
		f.Clock.Advance(2 * time.Minute)
	}
	if job := f.latest(t); job.State != roster.ImportImporting || limits.Refused() < 20 {
		t.Fatalf("got %s (%s) after %d refusals, want an import that waits", job.State, job.Reason, limits.Refused())
	}
	limits.Set(1e6, 1e6)
	if err := throttled.RunDue(t.Context()); err != nil {
		t.Fatal(err)
	}
	if job := f.latest(t); job.State != roster.ImportCompleted || job.Counts.Created != 32 {
		t.Errorf("got %s with %+v: %s", job.State, job.Counts, job.Reason)
	}
}

// Imports of several communities share what the table takes, and all of them
// complete.
func TestCreated_atOnceWithinLimits(t *testing.T) {
	if testing.Short() {
		t.Skip("-short: imports several rosters at once within the table's limits")
	}
	t.Parallel()
	const communities, rows = 4, 48
	f := newFixture(t)
	var all []roster.Community
	for n := range communities {
		c, _ := f.AddCommunity(t, "Grove "+strings.Repeat("I", n+1), fmt.Sprintf("admin-%d@example.org", n))
		all = append(all, c)
	}
	limits := &faults.Limits{Table: 400, Partition: 100} // a tenth of what AWS gives a new table
	service := f.newImporter(faults.Record(), limits.DynamoDB)
	var events []bucket.Object
	for _, c := range all {
		events = append(events, f.put(t, "rosters/"+c.ID+"/import/roster.csv", strings.ReplaceAll(manyRows(rows), "@example.com", "@"+c.ID+".example.com")))
	}
	began := time.Now()
	var running sync.WaitGroup
	for _, e := range events {
		running.Go(func() { _ = service.Created(t.Context(), e) }) // what the table refused is tried again below
	}
	running.Wait()
	for range 5 {
		f.Clock.Advance(2 * time.Minute)
		_ = service.RunDue(t.Context())
	}
	took := time.Since(began)
	for _, c := range all {
		if job := f.latestOf(t, c); job.State != roster.ImportCompleted || job.Counts.Created != rows {
			t.Errorf("%s: got %s with %+v: %s", c.Name, job.State, job.Counts, job.Reason)
		}
	}
	if limits.Refused() == 0 {
		t.Error("the table refused nothing, so its limits were not reached")
	}
	t.Logf("%d rows in %s, %.0f units a second, %d calls refused", communities*rows, took.Round(time.Millisecond), limits.Accepted()/took.Seconds(), limits.Refused())
}
