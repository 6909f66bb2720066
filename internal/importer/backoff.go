package importer

import (
	"context"
	"time"
)

// backoff slows a run down while the table is throttling. The zero value does not
// wait.
type backoff struct {
	delay   time.Duration
	refused int
}

// The first and the longest delay before a chunk, and how many times in a row
// the table may throttle before the run gives up.
const (
	minWait     = 50 * time.Millisecond
	maxWait     = 3 * time.Second
	maxRefusals = 10
)

// increase doubles the wait. It returns false if the table has throttled too
// often.
func (b *backoff) increase() bool {
	b.delay = min(maxWait, max(minWait, 2*b.delay))
	b.refused++
	return b.refused < maxRefusals
}

// decrease shortens the wait after the table has answered.
func (b *backoff) decrease() {
	b.refused = 0
	if b.delay = b.delay * 3 / 4; b.delay < minWait {
		b.delay = 0
	}
}

// wait pauses before the next chunk.
func (b *backoff) wait(ctx context.Context) error {
	if b.delay == 0 {
		return nil
	}
	timer := time.NewTimer(b.delay)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
