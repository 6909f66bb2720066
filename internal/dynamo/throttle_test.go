package dynamo

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/communitrak/onboarding/internal/faults"
	"github.com/communitrak/onboarding/internal/roster"
)

// atOnce starts n calls together and counts those that return true.
func atOnce(t *testing.T, n int, call func(n int) (bool, error)) int {
	t.Helper()
	var yes atomic.Int32
	var start, done sync.WaitGroup
	start.Add(1)
	for n := range n {
		done.Go(func() {
			start.Wait()
			ok, err := call(n)
			if err != nil {
				t.Errorf("call %d: %v", n, err)
			}
			if ok {
				yes.Add(1)
			}
		})
	}
	start.Done()
	done.Wait()
	return int(yes.Load())
}

func TestStore_Throttle(t *testing.T) {
	t.Parallel()
	s := newStore(t)
	for n, c := range []struct {
		at      time.Duration
		allowed bool
		wait    time.Duration
	}{
		{0, true, 0},
		{time.Second, true, 0},
		{2 * time.Second, true, 0},
		{3 * time.Second, false, 57 * time.Second},
		{time.Minute - time.Millisecond, false, time.Millisecond},
		{time.Minute, true, 0}, // the window began with the first use
		{time.Minute + 1*time.Second, true, 0},
		{time.Minute + 2*time.Second, true, 0},
		{time.Minute + 3*time.Second, false, 57 * time.Second},
		{time.Hour, true, 0},
	} {
		allowed, wait, err := s.Throttle(t.Context(), "x", 3, time.Minute, noon.Add(c.at))
		if err != nil || allowed != c.allowed || wait != c.wait {
			t.Errorf("use %d after %v: got %v, wait %v, %v, want %v, %v", n, c.at, allowed, wait, err, c.allowed, c.wait)
		}
	}
}

func TestStore_Throttle_exact(t *testing.T) {
	t.Parallel()
	s := newStore(t)
	for window := range 3 {
		now := noon.Add(time.Duration(window) * time.Minute)
		got := atOnce(t, 100, func(int) (bool, error) {
			allowed, _, err := s.Throttle(t.Context(), "x", 10, time.Minute, now)
			return allowed, err
		})
		if got != 10 {
			t.Errorf("window %d: %d uses were allowed, want 10", window, got)
		}
	}
}

func TestStore_Unthrottle(t *testing.T) {
	t.Parallel()
	s := newStore(t)
	giveBack := func(counted time.Time) { must(t, s.Unthrottle(t.Context(), "x", time.Minute, counted)) }
	giveBack(noon) // nothing was counted
	for range 20 {
		must(t, use(t.Context(), s, "x"))
		giveBack(noon)
	}
	giveBack(noon)
	if got := uses(t, s, "x"); got != 0 {
		t.Errorf("got %d uses, want none", got)
	}
	// A use counted in one window is not taken from the next.
	next := noon.Add(time.Minute)
	if allowed, _, err := s.Throttle(t.Context(), "x", 1, time.Minute, next); err != nil || !allowed {
		t.Fatalf("got %v, %v, want the next window begun", allowed, err)
	}
	giveBack(next.Add(-time.Millisecond))
	if got := uses(t, s, "x"); got != 1 {
		t.Errorf("after a late return: got %d uses, want 1", got)
	}
}

// Of tries that start together, at most the limit can prove wrong, whatever the
// others prove; all correct ones pass and do not count.
func TestStore_BeginTry_exact(t *testing.T) {
	t.Parallel()
	s := newStore(t)
	const limit = 10
	for window, wrong := range []int{0, 3, 9, 200} {
		now := noon.Add(time.Duration(window) * time.Minute)
		passed := atOnce(t, 32+wrong, func(n int) (bool, error) {
			try, wait, err := s.BeginTry(t.Context(), "x", limit, time.Minute, now)
			if err != nil || wait > 0 {
				return false, err
			}
			right := n < 32
			return right || wrong == 200, s.EndTry(t.Context(), try, right)
		})
		switch {
		case wrong < limit && passed != 32:
			t.Errorf("beside %d wrong ones: %d right tries passed, want 32", wrong, passed)
		case wrong > limit && passed > 32+limit:
			t.Errorf("%d tries passed, want 32 right and %d wrong ones at most", passed, limit)
		}
		if got, want := uses(t, s, "x"), min(wrong, limit); got != want {
			t.Errorf("beside %d wrong ones: %d count, want %d", wrong, got, want)
		}
	}
}

func TestStore_BeginTry_full(t *testing.T) {
	t.Parallel()
	s := newStore(t)
	for range 10 {
		must(t, s.EndTry(t.Context(), take(t, s, "x"), false))
	}
	begun := time.Now()
	if _, wait, err := s.BeginTry(t.Context(), "x", 10, time.Minute, noon.Add(time.Second)); err != nil || wait != 59*time.Second {
		t.Errorf("got wait %v, %v, want 59 seconds", wait, err)
	}
	if waited := time.Since(begun); waited >= maxTryWait {
		t.Errorf("nobody could give a try back, and it waited %v for that", waited)
	}
	if _, wait, err := s.BeginTry(t.Context(), "x", 10, time.Minute, noon.Add(time.Minute)); err != nil || wait != 0 {
		t.Errorf("in the next window: got wait %v, %v", wait, err)
	}
}

// Tries whose programs died stay counted; callers that wait for them are told
// to come back.
func TestStore_BeginTry_lost(t *testing.T) {
	t.Parallel()
	s := newStore(t)
	for range 10 {
		take(t, s, "x")
	}
	if _, wait, err := s.BeginTry(t.Context(), "x", 10, time.Minute, noon); err != nil || wait != tryRetryAfter {
		t.Errorf("got wait %v, %v, want %v", wait, err, tryRetryAfter)
	}
	if _, wait, err := s.BeginTry(t.Context(), "x", 10, time.Minute, noon.Add(time.Minute)); err != nil || wait != 0 {
		t.Errorf("in the next window: got wait %v, %v", wait, err)
	}
}

func TestStore_EndTry(t *testing.T) {
	t.Parallel()
	s := newStore(t)
	end := func(try Try, giveBack bool, want int) {
		t.Helper()
		must(t, s.EndTry(t.Context(), try, giveBack))
		if got := uses(t, s, "x"); got != want {
			t.Errorf("got %d uses, want %d", got, want)
		}
	}
	first, second, third := take(t, s, "x"), take(t, s, "x"), take(t, s, "x")
	end(first, true, 2)
	end(first, true, 2) // ending a try twice is like ending it once
	end(second, false, 2)
	end(second, true, 2) // a wrong one stays
	// A try from an earlier window is not taken from this one.
	if _, _, err := s.BeginTry(t.Context(), "x", 10, time.Minute, noon.Add(time.Minute)); err != nil {
		t.Fatal(err)
	}
	end(third, true, 1)
}

func TestStore_CountAttempt(t *testing.T) {
	t.Parallel()
	s := newStore(t)
	try := func(sent time.Time, now time.Time) func(int) (bool, error) {
		return func(int) (allowed bool, err error) {
			err = Retry(t.Context(), func() error {
				p, err := s.Person(t.Context(), "x")
				if err != nil {
					return err
				}
				allowed, err = s.CountAttempt(t.Context(), "x", p.Attempts, sent, 10, now)
				return err
			})
			return allowed, err
		}
	}
	if got := atOnce(t, 60, try(noon, noon)); got != 10 {
		t.Errorf("%d tries were compared, want 10", got)
	}
	later := noon.Add(time.Hour)
	if got := atOnce(t, 60, try(later, later)); got != 10 {
		t.Errorf("after another sending: %d tries were compared, want 10", got)
	}
	// A send by a machine whose clock is ahead opens one window, not one per
	// try.
	ahead := later.Add(time.Minute)
	if got := atOnce(t, 60, try(ahead, later)); got != 10 {
		t.Errorf("sent by a clock that is ahead: %d tries were compared, want 10", got)
	}
}

// A count that was deleted and then given back to still counts.
func TestStore_CountAttempt_tidied(t *testing.T) {
	t.Parallel()
	s := newStore(t)
	tx := s.Begin()
	tx.RefundAttempt("x")
	commit(t, tx)
	must(t, attempt(t.Context(), s, "x"))
	if got := attempts(t, s, "x"); got != 1 {
		t.Errorf("got %d tries, want 1", got)
	}
}

func TestStore_Acquire(t *testing.T) {
	t.Parallel()
	s := newStore(t)
	acquire := func(at time.Duration) (Lease, bool) {
		t.Helper()
		l, ok, err := s.Acquire(t.Context(), "deliver", time.Minute, noon.Add(at))
		must(t, err)
		return l, ok
	}
	first, ok := acquire(0)
	if !ok || first.Fence != 1 {
		t.Fatalf("got %+v, %v, want the first", first, ok)
	}
	if l, ok := acquire(time.Minute - time.Millisecond); ok {
		t.Errorf("got %+v while it is held", l)
	}
	must(t, s.Extend(t.Context(), first, time.Minute, noon.Add(30*time.Second)))
	if l, ok := acquire(time.Minute); ok {
		t.Errorf("got %+v while it is extended", l)
	}
	second, ok := acquire(90 * time.Second)
	if !ok || second.Fence != 2 {
		t.Fatalf("got %+v, %v, want the second", second, ok)
	}
	if err := s.Extend(t.Context(), first, time.Minute, noon.Add(91*time.Second)); !errors.Is(err, ErrConflict) {
		t.Errorf("the former holder extends: got %v, want a conflict", err)
	}
	must(t, s.Release(t.Context(), first, noon.Add(92*time.Second)))
	if l, ok := acquire(93 * time.Second); ok {
		t.Errorf("the former holder released it: got %+v", l)
	}
	must(t, s.Release(t.Context(), second, noon.Add(94*time.Second)))
	if third, ok := acquire(94 * time.Second); !ok || third.Fence != 3 {
		t.Errorf("after its release: got %+v, %v", third, ok)
	}
}

func TestStore_Acquire_one(t *testing.T) {
	t.Parallel()
	s := newStore(t)
	for round := range 3 {
		got := atOnce(t, 32, func(int) (bool, error) {
			l, ok, err := s.Acquire(t.Context(), "deliver", time.Minute, noon.Add(time.Duration(round)*time.Minute))
			if ok && l.Fence != round+1 {
				err = fmt.Errorf("fence %d, want %d", l.Fence, round+1)
			}
			return ok, err
		})
		if got != 1 {
			t.Errorf("round %d: %d took it, want 1", round, got)
		}
	}
}

// A caller that read an expired lease does not get it if the holder extends it
// first.
func TestStore_Acquire_whileItIsExtended(t *testing.T) {
	t.Parallel()
	s := newStore(t)
	held, _, err := s.Acquire(t.Context(), "deliver", time.Minute, noon)
	must(t, err)
	late := noon.Add(2 * time.Minute)
	inject := faults.Nth(2, faults.Slow) // between reading and writing
	inject.Wait = func(ctx context.Context) { must(t, s.Extend(ctx, held, time.Minute, late)) }
	if l, ok, err := through(s, inject).Acquire(t.Context(), "deliver", time.Minute, late); ok || err != nil {
		t.Errorf("got %+v, %v, %v, want it held", l, ok, err)
	}
}

func TestStore_ReserveRequest(t *testing.T) {
	t.Parallel()
	s := newStore(t)
	begun := atOnce(t, 32, func(int) (bool, error) {
		known, err := s.ReserveRequest(t.Context(), "key", "hash", noon)
		return known == nil, err
	})
	if begun != 1 {
		t.Errorf("%d began the request, want 1", begun)
	}
	known, err := s.ReserveRequest(t.Context(), "key", "other", noon)
	if err != nil || known == nil || known.Status != 0 || known.Hash != "hash" {
		t.Errorf("while it runs: got %+v, %v", known, err)
	}
	// Its program died: one of the repeats takes over.
	after := noon.Add(requestLease)
	begun = atOnce(t, 32, func(int) (bool, error) {
		known, err := s.ReserveRequest(t.Context(), "key", "hash", after)
		return known == nil, err
	})
	if begun != 1 {
		t.Errorf("%d took over, want 1", begun)
	}
	must(t, s.CompleteRequest(t.Context(), "key", KeyedRequest{Hash: "hash", Status: 201, Made: []string{"m1"}}, after))
	must(t, s.ReleaseRequest(t.Context(), "key")) // comes late and changes nothing
	for _, at := range []time.Duration{time.Hour, requestRetention - time.Millisecond, requestRetention} {
		want := at < requestRetention
		known, err := s.ReserveRequest(t.Context(), "key", "hash", after.Add(at))
		if err != nil || (known != nil) != want || known != nil && (known.Status != 201 || !slices.Equal(known.Made, []string{"m1"})) {
			t.Errorf("after %v: got %+v, %v, want it known: %v", at, known, err, want)
		}
	}
}

// A request that knows what it will make keeps its key beyond its lease, so
// another body never gets it.
func TestStore_ReserveForMaking(t *testing.T) {
	t.Parallel()
	s := newStore(t)
	reserve := func(hash string, at time.Time) (*KeyedRequest, error) {
		return s.ReserveForMaking(t.Context(), "key", hash, []string{"m1"}, at)
	}
	begun := atOnce(t, 32, func(int) (bool, error) {
		known, err := reserve("hash", noon)
		return known == nil, err
	})
	if begun != 1 {
		t.Errorf("%d began the request, want 1", begun)
	}
	for _, at := range []time.Duration{0, requestLease - time.Millisecond, requestLease, requestRetention - time.Millisecond} {
		known, err := reserve("other", noon.Add(at))
		if err != nil || known == nil || known.Hash != "hash" || known.Running(noon.Add(at)) != (at < requestLease) || !slices.Equal(known.Made, []string{"m1"}) {
			t.Errorf("after %v: got %+v, %v", at, known, err)
		}
	}
	if known, err := reserve("other", noon.Add(requestRetention)); known != nil || err != nil {
		t.Errorf("a day later: got %+v, %v, want it free", known, err)
	}
}

func TestStore_ReleaseRequest(t *testing.T) {
	t.Parallel()
	s := newStore(t)
	for range 2 {
		if known, err := s.ReserveRequest(t.Context(), "key", "hash", noon); known != nil || err != nil {
			t.Fatalf("got %+v, %v, want it free", known, err)
		}
		must(t, s.ReleaseRequest(t.Context(), "key"))
	}
	must(t, s.ReleaseRequest(t.Context(), "never"))
}

func TestStore_LockImports(t *testing.T) {
	t.Parallel()
	s := newStore(t)
	got := atOnce(t, 16, func(n int) (bool, error) {
		_, ok, err := s.LockImports(t.Context(), "c", fmt.Sprintf("j%d", n))
		return ok, err
	})
	if got != 1 {
		t.Fatalf("%d imports run at once, want 1", got)
	}
	holder, ok, err := s.LockImports(t.Context(), "c", "another")
	if ok || err != nil {
		t.Fatalf("got %q, %v, %v", holder, ok, err)
	}
	if again, ok, err := s.LockImports(t.Context(), "c", holder); !ok || err != nil {
		t.Errorf("the one that runs: got %q, %v, %v", again, ok, err)
	}
	for _, c := range []struct {
		job  string
		want error
	}{{"another", ErrConflict}, {holder, nil}, {holder, nil}} {
		tx := s.Begin()
		tx.UnlockImports("c", c.job)
		if err := tx.Commit(t.Context()); !errors.Is(err, c.want) {
			t.Errorf("unlocking %s: got %v, want %v", c.job, err, c.want)
		}
	}
	if _, ok, err := s.LockImports(t.Context(), "c", "another"); !ok || err != nil {
		t.Errorf("after that: %v, %v", ok, err)
	}
}

// 64 invitations of one email at once make one member.
func TestTx_CreateMember_one(t *testing.T) {
	t.Parallel()
	s := newStore(t)
	got := atOnce(t, 64, func(n int) (bool, error) {
		tx := s.Begin()
		tx.CreateMember(newcomer("c", fmt.Sprintf("m%d", n)), "x", noon)
		err := tx.Commit(t.Context())
		var exists *roster.ExistsError
		if errors.As(err, &exists) {
			return false, nil
		}
		return err == nil, err
	})
	if got != 1 {
		t.Errorf("%d members were made, want 1", got)
	}
	if got, want := counts(t, s, "c"), (roster.Counts{Pending: 1}); got != want {
		t.Errorf("counts: got %+v, want %+v", got, want)
	}
}
