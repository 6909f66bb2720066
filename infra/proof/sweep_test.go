package main

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/aws/aws-lambda-go/events"

	"github.com/communitrak/onboarding/internal/faults"
	"github.com/communitrak/onboarding/internal/onboarding/onboardingtest"
	"github.com/communitrak/onboarding/internal/roster"
)

const (
	pairs = 100_000 // the goal
	// shard is how many runs share a table: the checker reads all of it, and
	// households should not grow forever.
	shard = 40
	// claimsEnd is when the schedule goes on with what a killed process had.
	claimsEnd = time.Minute
	// outcomeKnown is when a mail whose outcome was unknown twice is tried
	// again: each wait for the mail service's report is twice the one before.
	outcomeKnown = 2*roster.UncertainWait + time.Minute
	swept        = 5 // people of a roster
)

// course is something that people or schedules have done, which can go wrong at
// any of its calls.
type course struct {
	// run does it for the n-th time (from 1) and returns how many repetitions it
	// took.
	run func(t *testing.T, y *yard, inject *faults.Injector, n int) int
	// check fails the test unless so many runs have left what undisturbed ones
	// would have.
	check func(t testing.TB, y *yard, runs int)
}

// TestSweep makes every call of every course fail in every way, one at a time.
// Each course ends within three repetitions, as it ends undisturbed, and nothing
// in the table contradicts itself. The short form has a part of one course: the
// tests of the packages make every call of the others fail.
func TestSweep(t *testing.T) {
	if testing.Short() {
		t.Skip("-short: makes every call go wrong in every way")
	}
	t.Parallel()
	all, every := courses(), 1
	if *scale <= 0 {
		all, every = map[string]course{"deliver": all["deliver"]}, 16
	}
	done := sweep(t, all, func(_ *rand.Rand, good []faults.Call) []map[int]faults.Kind {
		var scripts []map[int]faults.Kind
		n := 0
		for _, call := range good {
			for _, kind := range call.Possible() {
				if n++; n%every == 0 {
					scripts = append(scripts, map[int]faults.Kind{call.Number: kind})
				}
			}
		}
		return scripts
	})
	if done.struck == 0 {
		t.Error("nothing went wrong")
	}
	proved(t, "each of the %s calls of %d courses × %d kinds of fault where possible, %s runs: all ended within %d repetitions, the table without a contradiction",
		counted(done.calls), len(all), len(faults.Kinds()), counted(done.runs), done.again)
}

// TestSweep_pairs does the same with random pairs of faults.
func TestSweep_pairs(t *testing.T) {
	if testing.Short() {
		t.Skip("-short: makes pairs of calls go wrong in every course")
	}
	t.Parallel()
	all := courses()
	n := sized(200, pairs)/len(all) + 1
	done := sweep(t, all, func(random *rand.Rand, good []faults.Call) []map[int]faults.Kind {
		var scripts []map[int]faults.Kind
		for range n {
			scripts = append(scripts, pair(random, good))
		}
		return scripts
	})
	if done.both == 0 {
		t.Errorf("got %+v, so too little went wrong", done)
	}
	provedShare(t, some(done.runs, pairs, "random pairs of faults"), " in the calls of %d courses (in %s both struck): all ended within %d repetitions, the table without a contradiction",
		len(all), counted(done.both), done.again)
}

// sweepCount is what the courses went through.
type sweepCount struct {
	mu                               sync.Mutex
	calls, runs, struck, both, again int
	failed                           atomic.Bool
}

// note counts a run.
func (c *sweepCount) note(struck, again int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.runs++
	c.struck += btoi(struck > 0)
	c.both += btoi(struck == 2)
	c.again = max(c.again, again)
}

// sweep runs each course with the faults that scripts makes of the calls of an
// undisturbed run.
func sweep(t *testing.T, all map[string]course, scripts func(*rand.Rand, []faults.Call) []map[int]faults.Kind) *sweepCount {
	t.Helper()
	done := &sweepCount{}
	t.Run("courses", func(t *testing.T) {
		for k, name := range slices.Sorted(maps.Keys(all)) {
			t.Run(name, func(t *testing.T) {
				t.Parallel()
				good := all[name].calls(t)
				done.mu.Lock()
				done.calls += len(good)
				done.mu.Unlock()
				all[name].sweep(t, done, scripts(chance(uint64(100+k)), good))
			})
		}
	})
	return done
}

// sweep runs the course with each of the scripts, some tables of them at the same
// time, and begins no more once one has failed.
func (c course) sweep(t *testing.T, done *sweepCount, scripts []map[int]faults.Kind) {
	for batch := range slices.Chunk(scripts, shard) {
		t.Run("runs", func(t *testing.T) {
			t.Parallel()
			if done.failed.Load() {
				return
			}
			defer func() {
				if t.Failed() {
					done.failed.Store(true)
				}
			}()
			y := newYard(t)
			for n, script := range batch {
				inject := faults.Script(script)
				again := c.run(t, y, inject, n+1)
				if t.Failed() {
					t.Fatalf("run %d, with %v:\n%s", n+1, script, listed(inject.Calls()))
				}
				done.note(struck(inject), again)
			}
			y.CheckInvariants(t)
			c.check(t, y, len(batch))
			if t.Failed() {
				t.Logf("one of %v", batch)
			}
		})
	}
}

// calls returns the calls of an undisturbed run.
func (c course) calls(t *testing.T) (good []faults.Call) {
	t.Helper()
	t.Run("undisturbed", func(t *testing.T) {
		y, inject := newYard(t), faults.Record()
		if again := c.run(t, y, inject, 1); again > 0 {
			t.Errorf("took %d repetitions", again)
		}
		y.CheckInvariants(t)
		c.check(t, y, 1)
		good = inject.Calls()
	})
	return good
}

// pair draws two faults. The second may be in a repetition that the first has
// led to, whose calls nobody knows in advance.
func pair(random *rand.Rand, good []faults.Call) map[int]faults.Kind {
	first := good[random.IntN(len(good))]
	kinds, any := first.Possible(), faults.Kinds()
	return map[int]faults.Kind{
		first.Number: kinds[random.IntN(len(kinds))],
		first.Number + 1 + random.IntN(len(good)): any[random.IntN(len(any))],
	}
}

// listed is one call a line, for whoever looks into a failure.
func listed(calls []faults.Call) string {
	var b strings.Builder
	for _, call := range calls {
		fmt.Fprintf(&b, "%d %s %s %v %s\n", call.Number, call.Service, call.Operation, call.Keys, call.Fault)
	}
	return b.String()
}

// struck counts the faults that came about.
func struck(inject *faults.Injector) int {
	n := 0
	for _, call := range inject.Calls() {
		n += btoi(call.Fault != faults.None)
	}
	return n
}

// courses returns the use cases, and what the functions do in the background.
func courses() map[string]course {
	all := map[string]course{
		"deliver": {deliverOne, sentOnce},
		"import":  {importOne, importsLeave(roster.ImportCompleted, roster.Pending, swept)},
		"commit":  {commitOne, importsLeave(roster.ImportCompleted, roster.Pending, swept)},
		"release": {releaseOne, importsLeave(roster.ImportCompleted, roster.Pending, swept)},
		"undo":    {undoOne, importsLeave(roster.ImportUndone, "", 0)},
		"abort":   {abortOne, reportsWritten},
	}
	for name, flow := range onboardingtest.Flows() {
		all[name] = course{
			run: func(t *testing.T, y *yard, inject *faults.Injector, n int) int {
				return flow.Run(t, y.Fixture, inject, n)
			},
			check: func(t testing.TB, y *yard, runs int) { flow.Check(t, y.Fixture, runs) },
		}
	}
	return all
}

var errUnfinished = errors.New("not finished")

// persist has a new process do what is to be done until it is finished. The
// claims of the process before have ended by then, and so have those of the run
// before, which is not to cost this one a repetition.
func (y *yard) persist(t *testing.T, inject *faults.Injector, pause time.Duration, do func(context.Context, *process) error, finished func() bool) int {
	t.Helper()
	y.Clock.Advance(pause)
	return onboardingtest.Persist(t, inject, func(ctx context.Context) error {
		err := do(ctx, y.start(inject))
		if finished() {
			return nil // nobody repeats what is done, whatever they were told
		}
		y.Clock.Advance(pause)
		return errors.Join(err, errUnfinished)
	})
}

// sweptRoster is a roster of n people whom no other run has.
func sweptRoster(run, n int) string {
	var b strings.Builder
	b.WriteString("Full Name,Address,Email\r\n")
	for k := range n {
		fmt.Fprintf(&b, "%s %s,\"%d Juniper Ct, Mesa, AZ 85201\",resident-%d-%d@example.com\r\n", firstNames[k%len(firstNames)], lastNames[k/3%len(lastNames)], 1000*run+k/3, run, k)
	}
	return b.String()
}

// arrive puts such a roster into the bucket and returns its event.
func (y *yard) arrive(t *testing.T, way string, run, n int) events.S3Event {
	t.Helper()
	y.news() // reports are objects, too
	y.drop(t, fmt.Sprintf("rosters/%s/%s/roster-%d.csv", y.Community.ID, way, run), sweptRoster(run, n))
	created, _ := y.news()
	return created[0]
}

// newest returns the import that began last.
func (y *yard) newest(t *testing.T) (roster.Import, bool) {
	t.Helper()
	all, _, err := y.Store.Imports(t.Context(), y.Community.ID, 1, "")
	if err != nil {
		t.Fatal(err)
	}
	if len(all) == 0 {
		return roster.Import{}, false
	}
	return y.job(t, all[0].ID), true
}

// prepared imports a roster, undisturbed, in the given way.
func (y *yard) prepared(t *testing.T, way string, run int) roster.Import {
	t.Helper()
	if err := takeFile(t.Context(), y.start(faults.Record()), y.arrive(t, way, run, swept)); err != nil {
		t.Fatal(err)
	}
	job, _ := y.newest(t)
	y.Clock.Advance(time.Minute)
	return job
}

func importOne(t *testing.T, y *yard, inject *faults.Injector, n int) int {
	e := y.arrive(t, "import", n, swept)
	return y.persist(t, inject, claimsEnd,
		func(ctx context.Context, p *process) error { return takeFile(ctx, p, e) },
		func() bool {
			job, ok := y.newest(t)
			return ok && job.File.Name == fmt.Sprintf("roster-%d.csv", n) && job.State == roster.ImportCompleted && y.Held(t, job) == 0
		})
}

func commitOne(t *testing.T, y *yard, inject *faults.Injector, n int) int {
	job := y.prepared(t, "review", n)
	return y.persist(t, inject, claimsEnd,
		func(ctx context.Context, p *process) error {
			if y.job(t, job.ID).State == roster.ImportReady {
				if _, err := p.importer.Commit(ctx, y.Support, y.Community.ID, job.ID, roster.SendNow); err != nil {
					return err
				}
			}
			return goOn(ctx, p)
		},
		func() bool {
			job = y.job(t, job.ID)
			return job.State == roster.ImportCompleted && y.Held(t, job) == 0
		})
}

func releaseOne(t *testing.T, y *yard, inject *faults.Injector, n int) int {
	job := y.prepared(t, "review", n)
	p := y.start(faults.Record())
	if _, err := p.importer.Commit(t.Context(), y.Support, y.Community.ID, job.ID, roster.SendHold); err != nil {
		t.Fatal(err)
	}
	if err := goOn(t.Context(), p); err != nil {
		t.Fatal(err)
	}
	return y.persist(t, inject, claimsEnd,
		func(ctx context.Context, p *process) error {
			if y.job(t, job.ID).Sending.State == roster.SendingHeld {
				if _, err := p.importer.Release(ctx, y.Support, y.Community.ID, job.ID, roster.WaveFilter{}, time.Time{}, nil); err != nil {
					return err
				}
			}
			return goOn(ctx, p)
		},
		func() bool { return y.Held(t, y.job(t, job.ID)) == 0 })
}

func undoOne(t *testing.T, y *yard, inject *faults.Injector, n int) int {
	job := y.prepared(t, "import", n)
	return y.persist(t, inject, claimsEnd,
		func(ctx context.Context, p *process) error {
			if y.job(t, job.ID).State == roster.ImportCompleted {
				if _, err := p.importer.Undo(ctx, y.Support, y.Community.ID, job.ID); err != nil {
					return err
				}
			}
			return goOn(ctx, p)
		},
		func() bool { return y.job(t, job.ID).State == roster.ImportUndone })
}

func abortOne(t *testing.T, y *yard, inject *faults.Injector, n int) int {
	e := y.arrive(t, "import", n, 60)
	// The process is killed after it has written some of the rows.
	_ = takeFile(t.Context(), y.start(faults.Nth(24, faults.CrashBefore)), e)
	job, _ := y.newest(t)
	if job.State != roster.ImportImporting || job.Cursor == 0 {
		t.Fatalf("the import is %s after %d rows, want it halfway", job.State, job.Cursor)
	}
	y.Clock.Advance(time.Minute)
	return y.persist(t, inject, claimsEnd,
		func(ctx context.Context, p *process) error {
			if y.job(t, job.ID).State != roster.ImportAborted {
				if _, err := p.importer.Abort(ctx, y.Support, y.Community.ID, job.ID); err != nil {
					return err
				}
			}
			return goOn(ctx, p)
		},
		func() bool { return y.job(t, job.ID).ReportState() == roster.ReportDone })
}

// deliverOne has a mail delivered, which is known to have gone out when the mail
// service says so.
func deliverOne(t *testing.T, y *yard, inject *faults.Injector, n int) int {
	m := y.Invited(t, "Rosa", "Delgado", onboardingtest.Email(n))
	id := roster.InvitationIntent(m, roster.MailInvitation, roster.LaneNow, y.Clock.Now()).ID
	again := y.persist(t, inject, outcomeKnown,
		func(ctx context.Context, p *process) error { return p.deliverer.Drain(ctx) },
		func() bool {
			mail, err := y.Store.Intent(t.Context(), id)
			if err != nil {
				t.Fatal(err)
			}
			return mail.State.Final()
		})
	copies, unknown := 0, 0
	for _, mail := range y.box.Mails() {
		copies += btoi(mail.Tags["mail"] == id)
	}
	for _, call := range inject.Calls() {
		unknown += btoi(call.Fault == faults.ErrorAfter || call.Fault == faults.ReplyLost || call.Fault == faults.CrashBefore || call.Fault == faults.CrashAfter)
	}
	if copies == 0 || copies > 1+unknown {
		t.Errorf("%d copies of a mail went out after %d faults that left its outcome unknown", copies, unknown)
	}
	return again
}

func sentOnce(t testing.TB, y *yard, runs int) {
	t.Helper()
	onboardingtest.Leaves(roster.Pending, "invitation", 1)(t, y.Fixture, runs)
}

// importsLeave returns a check of the imports, and of the people of each.
func importsLeave(state roster.ImportState, status roster.Status, people int) func(testing.TB, *yard, int) {
	return func(t testing.TB, y *yard, runs int) {
		t.Helper()
		all, _, err := y.Store.Imports(t.Context(), y.Community.ID, 2*shard, "")
		if err != nil {
			t.Fatal(err)
		}
		if len(all) != runs {
			t.Errorf("%d imports after %d runs", len(all), runs)
		}
		for _, job := range all {
			if job.State != state || job.Counts.Total != swept || job.Counts.Created != swept {
				t.Errorf("%s is %s with %+v, want %s", job.File.Name, job.State, job.Counts, state)
			}
		}
		onboardingtest.Leaves(status, "invitation", 1)(t, y.Fixture, runs*people)
	}
}

// reportsWritten checks that the people whom an aborted import made are those
// that it counts.
func reportsWritten(t testing.TB, y *yard, runs int) {
	t.Helper()
	all, _, err := y.Store.Imports(t.Context(), y.Community.ID, 2*shard, "")
	if err != nil {
		t.Fatal(err)
	}
	made := 0
	for _, job := range all {
		made += job.Counts.Created
		if job.State != roster.ImportAborted || job.ReportState() != roster.ReportDone {
			t.Errorf("%s is %s, its report %s", job.File.Name, job.State, job.ReportState())
		}
	}
	y.WantCounts(t, roster.Counts{Active: 1, Pending: made})
	if len(all) != runs {
		t.Errorf("%d imports after %d runs", len(all), runs)
	}
}
