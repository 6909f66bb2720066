package mail

import (
	"context"
	"errors"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"
)

// errPipe is what goes wrong in these tests.
var errPipe = errors.New("lost")

// endless lists items without end.
func endless(context.Context) ([]int, bool, error) { return make([]int, 5), true, nil }

// aSecond handles an item in a second.
func aSecond(context.Context, int) (bool, error) {
	time.Sleep(time.Second)
	return true, nil
}

func kept(context.Context) error { return nil }

// A pipe stops at the first thing that tells it to, and finishes what it has
// started.
func TestPipe_stops(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		change func(p *pipe[int])
		limit  time.Duration
		want   error
		most   int32 // items that were started
	}{
		"out of time":     {func(*pipe[int]) {}, 10500 * time.Millisecond, nil, 44},
		"enough":          {func(p *pipe[int]) { p.handle = func(context.Context, int) (bool, error) { return false, nil } }, time.Hour, nil, 4},
		"an item fails":   {func(p *pipe[int]) { p.handle = func(context.Context, int) (bool, error) { return true, errPipe } }, time.Hour, errPipe, 4},
		"the list fails":  {func(p *pipe[int]) { p.list = func(context.Context) ([]int, bool, error) { return nil, false, errPipe } }, time.Hour, errPipe, 0},
		"the lease fails": {func(p *pipe[int]) { p.keep = func(context.Context) error { return errPipe } }, time.Hour, errPipe, 5},
		"the lease fails while all are busy": {func(p *pipe[int]) {
			p.handle = func(context.Context, int) (bool, error) { time.Sleep(20 * time.Second); return true, nil }
			p.keep = func(context.Context) error { return errPipe }
			p.list = func(context.Context) ([]int, bool, error) { return make([]int, 50), true, nil }
		}, time.Hour, errPipe, 4},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				p := pipe[int]{list: endless, handle: aSecond, keep: kept, keepEvery: 10 * time.Second, workers: 4, ahead: 3}
				c.change(&p)
				var started, ended atomic.Int32
				handle := p.handle
				p.handle = func(ctx context.Context, n int) (bool, error) {
					started.Add(1)
					defer ended.Add(1)
					return handle(ctx, n)
				}
				ctx, cancel := context.WithTimeout(t.Context(), c.limit)
				defer cancel()
				if err := p.run(ctx); !errors.Is(err, c.want) {
					t.Errorf("got %v, want %v", err, c.want)
				}
				if started.Load() > c.most || started.Load() != ended.Load() {
					t.Errorf("%d items were started and %d ended, want %d at most", started.Load(), ended.Load(), c.most)
				}
			})
		})
	}
}

// Items that come up while the last ones are being handled are not left for the
// next run.
func TestPipe_lateItems(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		left := atomic.Int32{}
		left.Store(1)
		handled := 0
		p := pipe[int]{keep: kept, keepEvery: time.Minute, workers: 2, ahead: 1,
			list: func(context.Context) ([]int, bool, error) {
				return make([]int, left.Swap(0)), false, nil
			},
			handle: func(context.Context, int) (bool, error) {
				if handled++; handled == 1 {
					left.Store(1)
				}
				time.Sleep(time.Second)
				return true, nil
			},
		}
		if err := p.run(t.Context()); err != nil || handled != 2 {
			t.Errorf("%d items handled, %v, want 2", handled, err)
		}
	})
}

// The lease is kept while the workers have more than they can take.
func TestPipe_keeps(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		keeps := 0
		p := pipe[int]{handle: aSecond, keepEvery: 10 * time.Second, workers: 1, ahead: 1,
			list: func(context.Context) ([]int, bool, error) { return make([]int, 100), true, nil },
			keep: func(context.Context) error { keeps++; return nil },
		}
		ctx, cancel := context.WithTimeout(t.Context(), 95*time.Second)
		defer cancel()
		if err := p.run(ctx); err != nil || keeps != 9 {
			t.Errorf("kept %d times in 95 seconds, %v, want every 10", keeps, err)
		}
	})
}

// A mail that was put off comes again in the same drain.
func TestRecent(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		seen := recent{"mail": time.Now()}
		time.Sleep(relistAfter - 1)
		if !seen.has("mail") || seen.has("another") {
			t.Error("a mail that is being sent is listed again, or another is not")
		}
		time.Sleep(time.Nanosecond)
		if seen.has("mail") {
			t.Error("a mail that was put off is never listed again")
		}
	})
}
