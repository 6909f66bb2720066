package faults

import (
	"context"
	"sync"
	"time"
)

// Run returns the context of one run of a function. Its time is over when a
// call is Slow, or when stop is called. One injector has one run at a time.
func (i *Injector) Run(ctx context.Context) (run context.Context, stop func()) {
	limited := &limited{parent: ctx, done: make(chan struct{})}
	i.mu.Lock()
	defer i.mu.Unlock()
	i.running = limited
	return limited, func() { limited.end(context.Canceled) }
}

// limited is a context that ends when it is told to, as if its deadline had
// passed. It has no timer, so a run that is to be cut off waits for nothing.
type limited struct {
	parent context.Context
	done   chan struct{}

	mu  sync.Mutex
	err error
}

func (l *limited) end(reason error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.err == nil {
		l.err = reason
		close(l.done)
	}
}

func (l *limited) Deadline() (time.Time, bool) { return l.parent.Deadline() }
func (l *limited) Done() <-chan struct{}       { return l.done }
func (l *limited) Value(key any) any           { return l.parent.Value(key) }

func (l *limited) Err() error {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.err
}
