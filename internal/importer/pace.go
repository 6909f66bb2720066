package importer

import (
	"context"
	"time"
)

// pace slows a run down while the table is throttling. The zero value does not
// wait.
type pace struct {
	wait    time.Duration
	refused int
}

// The first and the longest wait before a chunk, and how many times in a row
// the table may throttle before the run gives up.
const (
	shortestWait = 50 * time.Millisecond
	longestWait  = 3 * time.Second
	mostRefused  = 10
)

// slower doubles the wait. It returns false if the table has throttled too
// often.
func (p *pace) slower() bool {
	p.wait = min(longestWait, max(shortestWait, 2*p.wait))
	p.refused++
	return p.refused < mostRefused
}

// faster shortens the wait after a chunk was written.
func (p *pace) faster() {
	p.refused = 0
	if p.wait = p.wait * 3 / 4; p.wait < shortestWait {
		p.wait = 0
	}
}

// rest waits before the next chunk.
func (p *pace) rest(ctx context.Context) error {
	if p.wait == 0 {
		return nil
	}
	timer := time.NewTimer(p.wait)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
