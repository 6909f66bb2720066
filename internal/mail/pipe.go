package mail

import (
	"context"
	"errors"
	"sync"
	"time"
)

// pipe hands items from a list to workers. It lists the next ones while the
// workers are busy with those before, so nobody waits for the list.
type pipe[T any] struct {
	// list returns the next items. If there are more, it is asked for them while
	// these are being handled, otherwise once more when all are done.
	list func(context.Context) (items []T, more bool, err error)
	// handle handles one item. goOn is false if no more should be started.
	handle func(context.Context, T) (goOn bool, err error)
	// keep is called before each list but the first, and every keepEvery while
	// the workers have all they can take. If it fails, nothing more is started.
	keep      func(context.Context) error
	keepEvery time.Duration
	workers   int
	// ahead is how many items wait for a worker.
	ahead int
}

// run returns when nothing is left, ctx is done, or something failed, and all
// items that were started are done.
func (p pipe[T]) run(ctx context.Context) error {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	queue := make(chan T, p.ahead)
	var workers, underWay sync.WaitGroup
	var mu sync.Mutex
	var failed error
	for range p.workers {
		workers.Go(func() {
			for item := range queue {
				err := p.handleOne(ctx, item, &underWay, stop)
				mu.Lock()
				failed = errors.Join(failed, err)
				mu.Unlock()
			}
		})
	}
	err := p.fill(ctx, queue, &underWay, stop)
	workers.Wait()
	return errors.Join(err, failed)
}

// handleOne handles the item unless it is too late to start it.
func (p pipe[T]) handleOne(ctx context.Context, item T, underWay *sync.WaitGroup, stop func()) error {
	defer underWay.Done()
	if ctx.Err() != nil {
		return nil
	}
	goOn, err := p.handle(ctx, item)
	if err != nil || !goOn {
		stop()
	}
	return err
}

// fill fills the queue and closes it. If it fails, what is still in the queue is
// not started.
func (p pipe[T]) fill(ctx context.Context, queue chan<- T, underWay *sync.WaitGroup, stop func()) error {
	defer close(queue)
	err := p.feed(ctx, queue, underWay)
	if err != nil {
		stop()
	}
	return err
}

// feed puts items into the queue until there are no more.
func (p pipe[T]) feed(ctx context.Context, queue chan<- T, underWay *sync.WaitGroup) error {
	tick := time.NewTicker(p.keepEvery)
	defer tick.Stop()
	for idle := true; ; {
		items, more, err := p.list(ctx)
		switch {
		case ctx.Err() != nil:
			return nil
		case err != nil:
			return err
		case len(items) == 0 && idle:
			return nil
		}
		for _, item := range items {
			if err := p.push(ctx, queue, item, underWay, tick.C); err != nil || ctx.Err() != nil {
				return err
			}
		}
		if idle = !more; idle {
			underWay.Wait()
		}
		if err := p.keep(ctx); err != nil {
			return err
		}
	}
}

// push waits for room in the queue.
func (p pipe[T]) push(ctx context.Context, queue chan<- T, item T, underWay *sync.WaitGroup, tick <-chan time.Time) error {
	underWay.Add(1)
	for {
		select {
		case queue <- item:
			return nil
		case <-ctx.Done():
			underWay.Done()
			return nil
		case <-tick:
			if err := p.keep(ctx); err != nil {
				underWay.Done()
				return err
			}
		}
	}
}
