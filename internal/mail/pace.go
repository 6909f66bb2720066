package mail

import (
	"context"
	"sync"
	"time"
)

// pace hands out moments to send at, evenly, never more in a second than the
// rate. It keeps to the wall clock: the mail service does too.
type pace struct {
	mu       sync.Mutex
	next     time.Time
	interval time.Duration
}

// share is how much of the granted rate is used: the service's clock and ours
// do not tick together.
const share = 0.95

func (p *pace) set(perSecond float64) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.interval = time.Duration(float64(time.Second) / (perSecond * share))
}

// rest keeps quiet for d, after somebody else may have sent.
func (p *pace) rest(d time.Duration) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if until := time.Now().Add(d); until.After(p.next) {
		p.next = until
	}
}

// wait returns when one more mail may be sent.
func (p *pace) wait(ctx context.Context) error {
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
