package mail

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

// calls records when the mail service is called.
type calls struct {
	mu sync.Mutex
	at []time.Time
}

func (c *calls) note() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.at = append(c.at, time.Now())
}

// within checks that no more than most calls were made within any span.
func (c *calls) within(t *testing.T, most int, span time.Duration) {
	t.Helper()
	slices.SortFunc(c.at, time.Time.Compare)
	for n := 0; n+most < len(c.at); n++ {
		if took := c.at[n+most].Sub(c.at[n]); took < span {
			t.Fatalf("%d mails within %v, want %d in %v at most", most+1, took, most, span)
		}
	}
}

// The rate is never exceeded in any second, whatever delays calls between their
// turn and the network, and is almost reached if nothing does.
func TestPace(t *testing.T) {
	t.Parallel()
	const workers = 16
	for name, c := range map[string]struct {
		rate   float64
		mails  int
		heldUp func(n int) time.Duration
		within time.Duration
		// rest is how long nothing new comes after each 28 mails.
		rest time.Duration
	}{
		"even":        {14, 280, func(int) time.Duration { return 10 * time.Millisecond }, 20500 * time.Millisecond, 0},
		"the sandbox": {1, 20, func(int) time.Duration { return 50 * time.Millisecond }, 20 * time.Second, 0},
		"uneven":      {14, 280, func(int) time.Duration { return time.Duration(rand.Int64N(int64(300 * time.Millisecond))) }, 21 * time.Second, 0},
		"not whole":   {2.5, 50, func(int) time.Duration { return time.Duration(rand.Int64N(int64(300 * time.Millisecond))) }, 21 * time.Second, 0},
		"short rests": {14, 280, func(int) time.Duration { return 10 * time.Millisecond }, 21 * time.Second, 1350 * time.Millisecond},
		"all stand at once": {14, 280, func(n int) time.Duration {
			if n%100 < workers {
				return 2 * time.Second
			}
			return 0
		}, 40 * time.Second, 0},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				var p rateLimiter
				p.setRate(c.rate)
				began := time.Now()
				var sent calls
				var wait sync.WaitGroup
				queue := make(chan int)
				for range workers {
					wait.Go(func() {
						for n := range queue {
							if err := p.wait(t.Context()); err != nil {
								t.Error(err)
							}
							time.Sleep(c.heldUp(n))
							p.pass()
							sent.note()
						}
					})
				}
				for n := range c.mails {
					queue <- n
					if n%28 == 27 {
						time.Sleep(c.rest)
					}
				}
				close(queue)
				wait.Wait()
				sent.within(t, int(2*c.rate), 2*time.Second)
				if c.rate == float64(int(c.rate)) {
					sent.within(t, int(c.rate), time.Second)
				}
				if took := time.Since(began); took > c.within {
					t.Errorf("%d mails took %v, want %v at most", c.mails, took, c.within)
				}
			})
		})
	}
}

// 10,000 mails go out at 0.95 of the granted rate and more, the lists of them and
// a drain's beginning and end included, and never faster than granted.
func TestPace_wholeDrain(t *testing.T) {
	t.Parallel()
	const mails = 10_000
	for _, rate := range []float64{14, 50, 200} {
		t.Run(fmt.Sprint(rate), func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				var limiter rateLimiter
				limiter.setRate(rate)
				limiter.pause(time.Second) // somebody else has just sent
				var sent calls
				listed := 0
				began := time.Now()
				err := pipe[int]{
					list: func(context.Context) ([]int, bool, error) {
						time.Sleep(jitter(200 * time.Millisecond))
						limit := min(batchOf(rate), mails-listed)
						listed += limit
						return make([]int, limit), listed < mails, nil
					},
					handle: func(ctx context.Context, _ int) (bool, error) {
						err := limiter.wait(ctx)
						time.Sleep(jitter(30 * time.Millisecond)) // claimed
						limiter.pass()
						sent.note()
						time.Sleep(jitter(150 * time.Millisecond)) // sent, and recorded
						return true, err
					},
					keep:      func(context.Context) error { time.Sleep(jitter(10 * time.Millisecond)); return nil },
					keepEvery: leaseDuration / 3,
					workers:   workersFor(rate),
					ahead:     aheadOf(rate),
				}.run(t.Context())
				if err != nil {
					t.Error(err)
				}
				sent.within(t, int(rate), time.Second)
				took := time.Since(began)
				used := mails / rate / took.Seconds()
				if len(sent.at) != mails || used < 0.95 {
					t.Errorf("%d mails took %v, %.3f of the rate, want %d at 0.95", len(sent.at), took, used, mails)
				}
				t.Logf("%g a second: %v, %.3f of the rate", rate, took, used)
			})
		})
	}
}

func jitter(most time.Duration) time.Duration { return most/2 + rand.N(most/2) }

func TestRateLimiter_pause(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		var p rateLimiter
		p.setRate(100)
		began := time.Now()
		p.pause(time.Second)
		if err := p.wait(t.Context()); err != nil || time.Since(began) < time.Second {
			t.Errorf("went on after %v, %v, want a second's rest", time.Since(began), err)
		}
		p.pause(time.Minute)
		soon, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		if err := p.wait(soon); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("got %v, want the deadline", err)
		}
	})
}
