package importer_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"communitrak/internal/faults"
)

// undisturbed is the picture after an import that nothing disturbed, and how
// many calls that took.
func undisturbed(t *testing.T, roster string) (picture []string, calls int) {
	t.Helper()
	f := newFixture(t)
	record := faults.Record()
	if err := f.newImporter(record).Created(t.Context(), f.put(t, f.importKey("roster.csv"), roster)); err != nil {
		t.Fatal(err)
	}
	return f.picture(t), len(record.Calls())
}

// TestCreated_everyCallGoesWrong lets each call of an import go wrong in each
// way, once, and the schedule go on from there.
func TestCreated_everyCallGoesWrong(t *testing.T) {
	t.Parallel()
	roster := manyRows(20) + guideRows
	want, calls := undisturbed(t, roster)
	kinds := []faults.Kind{faults.CrashBefore, faults.CrashAfter, faults.ReplyLost}
	if !testing.Short() {
		kinds = append(kinds, faults.ErrorBefore, faults.ErrorAfter, faults.ThrottleBefore, faults.Reset, faults.Conflict)
	}
	for _, kind := range kinds {
		t.Run(string(kind), func(t *testing.T) {
			t.Parallel()
			for n := 1; n <= calls; n++ {
				t.Run(fmt.Sprint(n), func(t *testing.T) {
					f := newFixture(t)
					inject := faults.Nth(n, kind)
					event := f.put(t, f.importKey("roster.csv"), roster)
					err := f.newImporter(inject).Created(t.Context(), event)
					for try := 0; try < 3; try++ {
						f.Clock.Advance(time.Minute)
						if again := f.importer.Work(t.Context()); again != nil {
							t.Fatalf("the schedule after %v: %v", err, again)
						}
					}
					if diff := cmp.Diff(want, f.picture(t)); diff != "" {
						t.Errorf("after %v (-want +got):\n%s", err, diff)
					}
				})
			}
		})
	}
}
