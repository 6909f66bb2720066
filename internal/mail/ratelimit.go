package mail

import (
	"context"
	"sync"
	"time"
)

// rateLimiter spaces out sends evenly and never exceeds the rate in any second.
// It uses wall-clock time, as the mail service does.
type rateLimiter struct {
	mu        sync.Mutex
	next      time.Time
	interval  time.Duration
	perWindow int         // per window
	started   []time.Time // the latest calls, at most that many
}

// rateShare is the share of the granted rate that is used: the service's clock
// and ours do not tick together.
const rateShare = 0.95

func (p *rateLimiter) setRate(perSecond float64) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.interval = time.Duration(float64(time.Second) / (perSecond * rateShare))
	p.perWindow = max(1, int(perSecond))
}

// window is one second plus a margin for calls that the network delays
// unevenly.
const window = 1020 * time.Millisecond

// waitWindow returns when the call may be made. Between wait and pass the table
// is read and written; pass keeps calls that were held up there from going out
// together with those that were not.
func (p *rateLimiter) waitWindow() {
	p.mu.Lock()
	at := time.Now()
	if full := len(p.started) - p.perWindow; full >= 0 && p.perWindow > 0 {
		if free := p.started[full].Add(window); free.After(at) {
			at = free
		}
		p.started = p.started[full+1:]
	}
	p.started = append(p.started, at)
	p.mu.Unlock()
	time.Sleep(time.Until(at))
}

// pause sends nothing for d, because somebody else may just have sent.
func (p *rateLimiter) pause(d time.Duration) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if until := time.Now().Add(d); until.After(p.next) {
		p.next = until
	}
}

// wait returns when one more mail may be sent.
func (p *rateLimiter) wait(ctx context.Context) error {
	p.mu.Lock()
	now := time.Now()
	if p.next.Before(now) {
		p.next = now
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
