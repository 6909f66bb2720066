package mail

import (
	"context"
	"errors"
	"maps"
	"slices"
	"time"

	"github.com/communitrak/onboarding/internal/dynamo"
	"github.com/communitrak/onboarding/internal/roster"
)

// Timing of a drain.
const (
	// leaseDuration is how long a drain may be silent before another takes over.
	leaseDuration = 90 * time.Second
	// shutdownMargin is how long before its deadline a drain stops starting new
	// work.
	shutdownMargin = 10 * time.Second
	quotaTTL       = time.Minute
	// batchTime is how long the mails of one list take at the granted rate, and
	// aheadTime how long those take that wait for a worker. The sum is how long
	// a mail in lane now waits for those in lane bulk.
	batchTime = 3 * time.Second
	aheadTime = time.Second
	// relistAfter is when a drain lists a mail once more that is still due: when
	// the index has certainly caught up.
	relistAfter = 20 * time.Second
)

const (
	leaseName = "deliver"
	// bulkShare is the share of the daily quota that bulk mail may use; the
	// rest is for people waiting in front of a screen.
	bulkShare = 0.9
	// firstList is how many mails are listed to see whether there are any.
	firstList = 20
	// maxBatch and maxWorkers are for high rates, at which they bound memory and
	// connections.
	maxBatch   = 600
	maxWorkers = 64
)

// Drain sends due mails until none are left, ctx nears its deadline, or the
// mail service accepts no more. Only one drain runs at a time; if another is
// running, Drain returns nil at once.
func (d *Deliverer) Drain(ctx context.Context) error {
	if !d.draining.TryLock() {
		return nil
	}
	defer d.draining.Unlock()
	first, err := d.waiting(ctx, firstList, nil, true)
	if err != nil || len(first) == 0 {
		return err
	}
	open, err := d.store.LeaseHeld(ctx, breakerName, d.now())
	if err != nil || open {
		return err
	}
	lease, ok, err := d.store.Acquire(ctx, leaseName, leaseDuration, d.now())
	if err != nil || !ok {
		return err
	}
	if another := lease.Fence != d.fence+1; another && lease.Free < time.Second {
		d.limiter.pause(time.Second - lease.Free)
	}
	d.fence = lease.Fence
	err = d.drain(ctx, lease, first)
	return errors.Join(err, d.store.Release(context.WithoutCancel(ctx), lease, d.now()))
}

// drain starts new mails, beginning with the first ones that were listed, until
// its time is up, and finishes those it has started.
func (d *Deliverer) drain(ctx context.Context, lease dynamo.Lease, first []string) error {
	if deadline, ok := ctx.Deadline(); ok {
		var cancel context.CancelFunc
		ctx, cancel = context.WithDeadline(ctx, deadline.Add(-shutdownMargin))
		defer cancel()
	}
	if err := d.refreshQuota(ctx); err != nil {
		return err
	}
	if !d.granted.allowsBulk() {
		first = nil
	}
	seen := recent{}
	return ignoreConflict(pipe[dueMail]{
		list: func(ctx context.Context) (mails []dueMail, more bool, err error) {
			if len(first) == 0 {
				return d.next(ctx, seen)
			}
			limit := min(firstList, batchOf(d.granted.perSecond))
			more = len(first) >= limit
			mails, err = d.look(ctx, first[:min(limit, len(first))], seen)
			first = nil
			return mails, more, err
		},
		handle: d.handle,
		keep: func(ctx context.Context) error {
			return d.store.Extend(context.WithoutCancel(ctx), lease, leaseDuration, d.now())
		},
		keepEvery: leaseDuration / 3,
		workers:   workersFor(d.granted.perSecond),
		ahead:     aheadOf(d.granted.perSecond),
	}.run(ctx))
}

// workersFor returns how many mails are sent at the same time: enough to use the
// rate although a mail takes up to a second and a half. More would only take
// turns that a mail in lane now then waits for.
func workersFor(perSecond float64) int { return min(maxWorkers, 2+int(1.5*perSecond)) }

// aheadOf returns how many mails wait for a worker.
func aheadOf(perSecond float64) int { return min(maxBatch, int(perSecond*aheadTime.Seconds())) }

// batchOf returns how many mails are listed at once.
func batchOf(perSecond float64) int {
	return min(maxBatch, max(1, int(perSecond*batchTime.Seconds())))
}

// dueMail is a mail that is due, with what was read for all mails of its list.
type dueMail struct {
	intent roster.Intent
	known  snapshot
}

// next returns the next due mails. more is true if others are due already.
func (d *Deliverer) next(ctx context.Context, seen recent) (mails []dueMail, more bool, err error) {
	if err := d.refreshQuota(ctx); err != nil {
		return nil, false, err
	}
	limit := batchOf(d.granted.perSecond)
	ids, err := d.waiting(ctx, limit, seen, d.granted.allowsBulk())
	if err != nil {
		return nil, false, err
	}
	mails, err = d.look(ctx, ids, seen)
	return mails, len(ids) == limit, err
}

// look reads the mails, and what they are composed from, and adds them to seen.
func (d *Deliverer) look(ctx context.Context, ids []string, seen recent) ([]dueMail, error) {
	intents, err := d.store.Intents(ctx, ids)
	if err != nil {
		return nil, err
	}
	known := d.composer.look(ctx, d.log, slices.Collect(maps.Values(intents)))
	var mails []dueMail
	for _, id := range ids {
		seen[id] = time.Now()
		if n, ok := intents[id]; ok {
			mails = append(mails, dueMail{n, known})
		}
	}
	return mails, nil
}

// recent is when mails were listed.
type recent map[string]time.Time

// has reports whether the mail is probably listed again only because it is being
// sent, or because the index lags. A mail that was put off may come again.
func (r recent) has(id string) bool {
	at, ok := r[id]
	return ok && time.Since(at) < relistAfter
}

// waiting lists up to limit due mails that this drain has not just tried, lane
// now before bulk.
func (d *Deliverer) waiting(ctx context.Context, limit int, seen recent, bulk bool) ([]string, error) {
	lanes := []roster.Lane{roster.LaneNow}
	if bulk {
		lanes = append(lanes, roster.LaneBulk)
	}
	var all []string
	for _, lane := range lanes {
		if len(all) == limit {
			break
		}
		ids, err := d.store.DueIntents(ctx, lane, d.now(), limit-len(all), seen.has)
		if err != nil {
			return nil, err
		}
		all = append(all, ids...)
	}
	return all, nil
}

func (q quota) allowsBulk() bool { return q.perDay <= 0 || q.sent < bulkShare*q.perDay }

func (d *Deliverer) refreshQuota(ctx context.Context) error {
	if time.Since(d.askedAt) < quotaTTL {
		return nil
	}
	granted, err := d.ses.quota(ctx)
	if err != nil && d.granted.perSecond > 0 {
		d.log.WarnContext(ctx, "mail quota not known anew", "error", err)
		return nil
	}
	if err != nil {
		return err
	}
	if granted.perSecond <= 0 {
		return errors.New("the mail service grants no mails a second")
	}
	d.granted, d.askedAt = granted, time.Now()
	d.limiter.setRate(granted.perSecond)
	return nil
}
