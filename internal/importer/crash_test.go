package importer_test

import (
	"fmt"
	"math/rand/v2"
	"sort"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"
	"github.com/google/go-cmp/cmp"

	"github.com/communitrak/onboarding/internal/faults"
	"github.com/communitrak/onboarding/internal/importer/parse"
	"github.com/communitrak/onboarding/internal/roster"
)

// undisturbed returns the picture after an import without faults, and how many
// calls it took.
func undisturbed(t *testing.T, content string) (picture []string, calls int) {
	t.Helper()
	f := newFixture(t)
	record := faults.Record()
	if err := f.newImporter(record).Created(t.Context(), f.put(t, f.importKey("roster.csv"), content)); err != nil {
		t.Fatal(err)
	}
	return f.picture(t), len(record.Calls())
}

// TestCreated_everyCallGoesWrong makes each call of an import fail once in each
// way, and lets the schedule continue.
func TestCreated_everyCallGoesWrong(t *testing.T) {
	if testing.Short() {
		t.Skip("-short: makes every call of an import go wrong")
	}
	t.Parallel()
	content := manyRows(20) + guideRows
	want, calls := undisturbed(t, content)
	for _, kind := range []faults.Kind{faults.CrashBefore, faults.CrashAfter, faults.ReplyLost, faults.ErrorBefore, faults.ErrorAfter, faults.ThrottleBefore, faults.Reset, faults.Conflict} {
		t.Run(string(kind), func(t *testing.T) {
			t.Parallel()
			for n := 1; n <= calls; n++ {
				t.Run(fmt.Sprint(n), func(t *testing.T) {
					f := newFixture(t)
					inject := faults.Nth(n, kind)
					event := f.put(t, f.importKey("roster.csv"), content)
					err := f.newImporter(inject).Created(t.Context(), event)
					for range 3 {
						f.Clock.Advance(time.Minute)
						if again := f.importer.RunDue(t.Context()); again != nil {
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

// TestRunDue_killedManyTimes kills one process after another at some call.
func TestRunDue_killedManyTimes(t *testing.T) {
	if testing.Short() {
		t.Skip("-short: kills an import at one call after the other")
	}
	t.Parallel()
	content := manyRows(200)
	want, _ := undisturbed(t, content)
	for seed := range uint64(4) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			t.Parallel()
			f := newFixture(t)
			f.put(t, f.importKey("roster.csv"), content)
			kills := 0
			for ; f.unfinished(t) && kills < 200; kills++ {
				random := rand.New(rand.NewPCG(seed, uint64(kills)))
				kind := []faults.Kind{faults.CrashBefore, faults.CrashAfter}[random.IntN(2)]
				// Being killed is the point.
				_ = f.newImporter(faults.Nth(1+random.IntN(25), kind)).RunDue(t.Context())
				f.Clock.Advance(time.Minute)
			}
			if diff := cmp.Diff(want, f.picture(t)); diff != "" {
				t.Errorf("after %d kills (-want +got):\n%s", kills, diff)
			}
			t.Logf("%d processes were killed", kills)
		})
	}
}

// unfinished reports whether there is no import yet, or one that has not ended
// or has not released its first emails.
func (f *fixture) unfinished(t *testing.T) bool {
	t.Helper()
	all := f.imports(t)
	return len(all) == 0 || all[0].FinishedAt.IsZero() || all[0].Sending.State.Active() && all[0].Sending.Released < roster.FirstBatch
}

func TestCreated_rowThatCannotBeWritten(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	f.drop(t, "first.csv", manyRows(1))
	f.fillHousehold(t, f.members(t)["resident-0@example.com"])
	job := f.drop(t, "second.csv", manyRows(40))
	want := roster.Outcomes{Total: 40, Created: 38, Unchanged: 1, Failed: 1}
	if diff := cmp.Diff(want, job.Counts); diff != "" {
		t.Errorf("counts (-want +got):\n%s", diff)
	}
	if got := f.rows(t, job)[1]; got.Row != 3 || got.Result != roster.RowFailed || got.Code != parse.CodeNotWritten {
		t.Errorf("the row of the full household: got %+v, want it failed", got)
	}
}

// fillHousehold makes the member's household so large that it can take nobody
// else.
func (f *fixture) fillHousehold(t *testing.T, m roster.Member) {
	t.Helper()
	const itemLimit = 400 << 10
	line, zip := roster.SplitPropertyID(m.Property)
	input := &dynamodb.UpdateItemInput{
		TableName: &f.Table,
		Key: map[string]types.AttributeValue{
			"PK": &types.AttributeValueMemberS{Value: "C#" + m.Community + "#P#" + line},
			"SK": &types.AttributeValueMemberS{Value: "P#" + zip},
		},
		UpdateExpression: aws.String("SET home.given = :given"),
	}
	takes := func(room int) bool {
		input.ExpressionAttributeValues = map[string]types.AttributeValue{":given": &types.AttributeValueMemberS{Value: strings.Repeat("x", itemLimit-room)}}
		_, err := f.DB.UpdateItem(t.Context(), input)
		return err == nil
	}
	if room := sort.Search(1000, takes); !takes(room) {
		t.Fatal("the household takes no name of any length")
	}
}

func TestCreated_busyTable(t *testing.T) {
	if testing.Short() {
		t.Skip("-short: imports into a table that mostly refuses")
	}
	t.Parallel()
	rows := manyRows(100)
	want, _ := undisturbed(t, rows)
	f := newFixture(t)
	busy := f.newImporter(faults.Random(7, 0.35, faults.ThrottleBefore, faults.Conflict))
	event := f.put(t, f.importKey("roster.csv"), rows)
	for range 20 {
		// An import that was throttled too often is continued.
		_ = busy.Created(t.Context(), event)
		f.Clock.Advance(time.Minute)
	}
	if err := f.importer.RunDue(t.Context()); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, f.picture(t)); diff != "" {
		t.Errorf("from a busy table (-want +got):\n%s", diff)
	}
}
