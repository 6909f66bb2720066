package mail

import (
	"context"
	"errors"
	"math/rand/v2"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

// The rate is never exceeded in any second, whatever delays calls between their
// turn and the network, and is almost reached if nothing does.
func TestPace(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		rate   float64
		mails  int
		heldUp func(n int) time.Duration
		within time.Duration
	}{
		"even":        {14, 280, func(int) time.Duration { return 10 * time.Millisecond }, 22 * time.Second},
		"the sandbox": {1, 20, func(int) time.Duration { return 50 * time.Millisecond }, 22 * time.Second},
		"uneven":      {14, 280, func(int) time.Duration { return time.Duration(rand.Int64N(int64(300 * time.Millisecond))) }, 23 * time.Second},
		"all stand at once": {14, 280, func(n int) time.Duration {
			if n%100 < workers {
				return 2 * time.Second
			}
			return 0
		}, 40 * time.Second},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				var p rateLimiter
				p.setRate(c.rate)
				began := time.Now()
				var mu sync.Mutex
				var calls []time.Time
				var wait sync.WaitGroup
				queue := make(chan int)
				for range workers {
					wait.Go(func() {
						for n := range queue {
							if err := p.wait(t.Context()); err != nil {
								t.Error(err)
							}
							time.Sleep(c.heldUp(n))
							p.waitWindow()
							mu.Lock()
							calls = append(calls, time.Now())
							mu.Unlock()
						}
					})
				}
				for n := range c.mails {
					queue <- n
				}
				close(queue)
				wait.Wait()
				slices.SortFunc(calls, time.Time.Compare)
				for n, most := 0, int(c.rate); n+most < len(calls); n++ {
					if span := calls[n+most].Sub(calls[n]); span < time.Second {
						t.Fatalf("%d mails within %v, want %d a second at most", most+1, span, most)
					}
				}
				if took := time.Since(began); took > c.within {
					t.Errorf("%d mails took %v, want %v at most", c.mails, took, c.within)
				}
			})
		})
	}
}

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
