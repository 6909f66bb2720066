package mail

import (
	"context"
	"math"
	"sync"
	"time"
)

// rateLimiter spaces out sends evenly and never exceeds the rate in any second
// or, if the rate is not a whole number, in as many seconds as make it one: 2.5 a
// second are 5 in two. It uses wall-clock time, as the mail service does.
type rateLimiter struct {
	mu        sync.Mutex
	next      time.Time
	interval  time.Duration
	window    time.Duration
	perWindow int
	started   []time.Time // the latest calls, at most perWindow
}

const (
	// rateShare is the share of the granted rate that is used. The rest is for
	// calls that are held up: those that follow could not catch up if turns
	// came as fast as pass allows.
	rateShare = 0.98
	// windowMargin is how much longer than granted a window is: the network
	// delays calls unevenly, and the service's clock and ours do not tick
	// together.
	windowMargin = 1.01
	// catchUp is how long a rest is made up for, as far as the window leaves
	// room: a busy machine has many short ones.
	catchUp = 250 * time.Millisecond
)

func (p *rateLimiter) setRate(perSecond float64) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.interval = time.Duration(float64(time.Second) / (perSecond * rateShare))
	p.perWindow = 1
	if perSecond == math.Trunc(perSecond) {
		p.perWindow = int(perSecond)
	}
	p.window = time.Duration(float64(p.perWindow) / perSecond * windowMargin * float64(time.Second))
}

// pass returns when the call may be made, at once if the calls of the last
// window leave room. Between wait and pass the table is read and written; pass
// keeps calls that were held up there from going out together with those that
// were not.
func (p *rateLimiter) pass() {
	for free := p.enter(); free > 0; free = p.enter() {
		time.Sleep(free)
	}
}

// enter counts a call, or returns how long until it may be made.
func (p *rateLimiter) enter() time.Duration {
	p.mu.Lock()
	defer p.mu.Unlock()
	now := time.Now()
	if full := len(p.started) - p.perWindow; full >= 0 && p.perWindow > 0 {
		if free := p.started[full].Add(p.window).Sub(now); free > 0 {
			return free
		}
		p.started = p.started[full+1:]
	}
	p.started = append(p.started, now)
	return 0
}

// pause sends nothing for d, because somebody else may just have sent.
func (p *rateLimiter) pause(d time.Duration) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if until := time.Now().Add(d); until.After(p.next) {
		p.next = until
	}
}

// wait returns when it is one more mail's turn.
func (p *rateLimiter) wait(ctx context.Context) error {
	p.mu.Lock()
	now := time.Now()
	if earliest := now.Add(-catchUp); p.next.Before(earliest) {
		p.next = earliest
	}
	at := p.next
	p.next = at.Add(p.interval)
	p.mu.Unlock()
	timer := time.NewTimer(at.Sub(now))
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-timer.C:
		return nil
	}
}
