// Package mailbox is the local system's SES: it accepts mails over the SES v1
// protocol, keeps them on disk, shows them on a page, and reports what became
// of them in the JSON that SES publishes.
//
// A mail is on disk before its sender is told that it was accepted, and
// anything not yet reported about it is reported after a restart. An event may
// be reported twice, as SES's may.
package mailbox

import (
	"context"
	"crypto/rand"
	"errors"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"time"
)

// Options say how a mailbox behaves.
type Options struct {
	// Dir is where the mails are kept.
	Dir string
	// Rate is how many mails are accepted per second; more are throttled.
	Rate int
	// Now is the local system's clock.
	Now func() time.Time
	// Report is told what became of a mail. It is retried until it succeeds.
	Report func(context.Context, Event) error
}

// Mailbox catches mails. It is safe for concurrent use.
type Mailbox struct {
	options Options
	journal *journal
	limit   *window

	mu    sync.RWMutex
	mails []*Mail // oldest first
	byID  map[string]*Mail

	running context.Context
	stop    context.CancelFunc
	working sync.WaitGroup
	turns   chan struct{}
}

// How many reports run at once, and how long a failed one waits.
const (
	reporters           = 8
	reportRetryInterval = time.Second
)

// Open opens the mailbox in its folder.
func Open(o Options) (*Mailbox, error) {
	if err := os.MkdirAll(o.Dir, 0o755); err != nil {
		return nil, err
	}
	running, stop := context.WithCancel(context.Background())
	b := &Mailbox{
		options: o, limit: &window{size: o.Rate}, byID: map[string]*Mail{},
		running: running, stop: stop, turns: make(chan struct{}, reporters),
	}
	var err error
	b.journal, err = openJournal(filepath.Join(o.Dir, "mails.jsonl"), b.replay)
	if err != nil {
		stop()
		return nil, err
	}
	return b, nil
}

// Start starts reporting, beginning with what was left over.
func (b *Mailbox) Start() {
	b.mu.RLock()
	defer b.mu.RUnlock()
	for _, m := range b.mails {
		if steps := b.remainingSteps(m); len(steps) > 0 {
			b.reportLater(m, steps)
		}
	}
}

// Close stops reporting and closes the files. What is left is reported after
// the next Start.
func (b *Mailbox) Close() error {
	b.stop()
	b.working.Wait()
	return b.journal.close()
}

func (b *Mailbox) replay(e entry) {
	switch {
	case e.Mail != nil:
		b.store(e.Mail)
	case e.Reported != nil:
		if m := b.byID[e.Reported.ID]; m != nil {
			m.reported[e.Reported.Event] = true
		}
	}
}

// store adds the mail to those in memory. The caller holds the lock.
func (b *Mailbox) store(m *Mail) {
	m.reported = map[EventType]bool{}
	b.mails = append(b.mails, m)
	b.byID[m.ID] = m
}

// errThrottled means that mails came faster than the rate.
var errThrottled = errors.New("maximum sending rate exceeded")

// accept takes a message and returns its ID once it is on disk.
func (b *Mailbox) accept(m Mail) (string, error) {
	if !b.limit.allow(time.Now()) {
		return "", errThrottled
	}
	m.ID = "local-" + rand.Text()
	m.At = b.options.Now()
	if err := b.journal.append(entry{Mail: &m}); err != nil {
		return "", err
	}
	b.mu.Lock()
	b.store(&m)
	b.mu.Unlock()
	b.reportLater(&m, outcome(m.To))
	return m.ID, nil
}

// Mails returns all mails, oldest first.
func (b *Mailbox) Mails() []*Mail {
	b.mu.RLock()
	defer b.mu.RUnlock()
	return slices.Clone(b.mails)
}

// find returns the mail with that message ID, or with that value in a tag.
func (b *Mailbox) find(id string) *Mail {
	b.mu.RLock()
	defer b.mu.RUnlock()
	if m := b.byID[id]; m != nil {
		return m
	}
	for _, m := range slices.Backward(b.mails) {
		for _, value := range m.Tags {
			if value == id {
				return m
			}
		}
	}
	return nil
}

// remainingSteps returns the steps of the mail's outcome not yet reported.
func (b *Mailbox) remainingSteps(m *Mail) []step {
	return slices.DeleteFunc(outcome(m.To), func(s step) bool { return m.reported[s.event] })
}

func (b *Mailbox) reportLater(m *Mail, steps []step) {
	b.working.Go(func() {
		for _, s := range steps {
			if !b.sleep(s.after) || !b.reportStep(m, s) {
				return
			}
		}
	})
}

// reportStep retries until it succeeds; false means that the mailbox is
// closing.
func (b *Mailbox) reportStep(m *Mail, s step) bool {
	for {
		err := b.report(b.running, m, s.event, s.detail)
		if err == nil {
			err = b.journal.append(entry{Reported: &reported{ID: m.ID, Event: s.event}})
		}
		if err == nil {
			return true
		}
		if b.running.Err() != nil {
			return false
		}
		slog.Warn("an SES event could not be handed on", "mail", m.ID, "event", string(s.event), "error", err)
		if !b.sleep(reportRetryInterval) {
			return false
		}
	}
}

// report reports one event.
func (b *Mailbox) report(ctx context.Context, m *Mail, kind EventType, d detail) error {
	event, err := newEvent(m, kind, d, b.options.Now())
	if err != nil {
		return err
	}
	select {
	case b.turns <- struct{}{}:
		defer func() { <-b.turns }()
	case <-ctx.Done():
		return ctx.Err()
	}
	return b.options.Report(ctx, event)
}

// sleep waits; false means that the mailbox is closing.
func (b *Mailbox) sleep(d time.Duration) bool {
	if d == 0 {
		return b.running.Err() == nil
	}
	select {
	case <-b.running.Done():
		return false
	case <-time.After(d):
		return true
	}
}

// window counts what happened in the last second.
type window struct {
	size int

	mu    sync.Mutex
	times []time.Time
}

func (w *window) allow(now time.Time) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	over := slices.IndexFunc(w.times, func(t time.Time) bool { return now.Sub(t) < time.Second })
	if over < 0 {
		over = len(w.times)
	}
	w.times = w.times[over:]
	if len(w.times) >= w.size {
		return false
	}
	w.times = append(w.times, now)
	return true
}
