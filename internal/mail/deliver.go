package mail

import (
	"context"
	"errors"
	"log/slog"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"communitrak/internal/dynamo"
	"communitrak/internal/roster"
	"communitrak/internal/telemetry"
)

// Times of a drain.
const (
	// leaseLife is how long a drain may be silent before another takes over.
	leaseLife = 90 * time.Second
	// leave is how long before its deadline a drain begins nothing new.
	leave = 10 * time.Second
	// breakerPause is how long nothing is tried after the mail service said that
	// it takes nothing at all.
	breakerPause = 5 * time.Minute
	// busyPause is how long one mail waits after busy, or when it could not be made.
	busyPause = 30 * time.Second
	// makeFor is how long it is tried to make a mail.
	makeFor   = 24 * time.Hour
	quotaKept = time.Minute
	settle    = 20 * time.Second
	// batchTime is how long a batch takes at the granted rate: after it the lease
	// is extended, and lane now looked at again.
	batchTime = 5 * time.Second
)

const (
	leaseName   = "deliver"
	breakerName = "mail-breaker"
	// workers is how many calls to the mail service run at once: enough to use
	// the granted rate at its usual latency.
	workers = 16
	// bulkShare is how much of the daily quota bulk mail may use up; the rest is
	// for who waits in front of a screen.
	bulkShare = 0.9
	batchSize = 100
)

// Deliverer sends what is due. Safe for concurrent use.
type Deliverer struct {
	store    *dynamo.Store
	composer *Composer
	ses      *SES
	log      *slog.Logger
	now      func() time.Time
	measured atomic.Pointer[time.Time] // when MeasureWaiting told last

	draining sync.Mutex // guards what follows
	pace     pace
	fence    int
	granted  quota
	askedAt  time.Time
}

// NewDeliverer returns a deliverer that sends through ses.
func NewDeliverer(store *dynamo.Store, composer *Composer, ses *SES, log *slog.Logger, now func() time.Time) *Deliverer {
	return &Deliverer{store: store, composer: composer, ses: ses, log: log, now: now}
}

// Drain sends what is due until nothing is, ctx nears its deadline, or the mail
// service takes no more. Only one drain runs at a time; a call that finds
// another at it returns at once, as success.
func (d *Deliverer) Drain(ctx context.Context) error {
	if !d.draining.TryLock() {
		return nil
	}
	defer d.draining.Unlock()
	waiting, err := d.waiting(ctx, nil, true)
	if err != nil || len(waiting) == 0 {
		return err
	}
	open, err := d.store.Held(ctx, breakerName, d.now())
	if err != nil || open {
		return err
	}
	lease, ok, err := d.store.Acquire(ctx, leaseName, leaseLife, d.now())
	if err != nil || !ok {
		return err
	}
	if another := lease.Fence != d.fence+1; another && lease.Free < time.Second {
		d.pace.rest(time.Second - lease.Free)
	}
	d.fence = lease.Fence
	err = d.drain(ctx, lease)
	return errors.Join(err, d.store.Release(context.WithoutCancel(ctx), lease, d.now()))
}

// drain begins mails until its time is up; what was begun is finished after
// that.
func (d *Deliverer) drain(ctx context.Context, lease dynamo.Lease) error {
	if deadline, ok := ctx.Deadline(); ok {
		var cancel context.CancelFunc
		ctx, cancel = context.WithDeadline(ctx, deadline.Add(-leave))
		defer cancel()
	}
	seen := map[string]bool{}
	for ctx.Err() == nil {
		more, err := d.batch(ctx, lease, seen)
		if err != nil && ctx.Err() == nil {
			return err
		}
		if !more {
			break
		}
	}
	return nil
}

// batch sends some of what is due. more is false when nothing is left to do, or
// nothing can be done now.
func (d *Deliverer) batch(ctx context.Context, lease dynamo.Lease, seen map[string]bool) (more bool, err error) {
	if err := d.refreshQuota(ctx); err != nil {
		return false, err
	}
	ids, err := d.waiting(ctx, seen, d.granted.allowsBulk())
	if err != nil || len(ids) == 0 {
		return false, err
	}
	ids = ids[:min(len(ids), max(1, int(d.granted.perSecond*batchTime.Seconds())))]
	for _, id := range ids {
		seen[id] = true
	}
	stop, err := d.sendAll(ctx, ids)
	if err != nil || stop {
		return false, err
	}
	err = d.store.Extend(context.WithoutCancel(ctx), lease, leaseLife, d.now())
	return err == nil, ignoreConflict(err)
}

// waiting lists what is due and was not tried in this drain: lane now before
// bulk. The index lags, so a mail that was just dealt with may still be listed.
func (d *Deliverer) waiting(ctx context.Context, seen map[string]bool, bulk bool) ([]string, error) {
	lanes := []roster.Lane{roster.LaneNow}
	if bulk {
		lanes = append(lanes, roster.LaneBulk)
	}
	for _, lane := range lanes {
		ids, err := d.store.DueIntents(ctx, lane, d.now(), batchSize)
		if err != nil {
			return nil, err
		}
		ids = slices.DeleteFunc(ids, func(id string) bool { return seen[id] })
		if len(ids) > 0 {
			return ids, nil
		}
	}
	return nil, nil
}

func (q quota) allowsBulk() bool { return q.perDay <= 0 || q.sent < bulkShare*q.perDay }

func (d *Deliverer) refreshQuota(ctx context.Context) error {
	if time.Since(d.askedAt) < quotaKept {
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
	d.pace.set(granted.perSecond)
	return nil
}

// sendAll sends the mails, several at once. stop is true when the mail service
// takes nothing at the moment.
func (d *Deliverer) sendAll(ctx context.Context, ids []string) (stop bool, err error) {
	queue := make(chan string)
	var mu sync.Mutex
	var wait sync.WaitGroup
	for range min(workers, len(ids)) {
		wait.Go(func() {
			for id := range queue {
				v, failed := d.deliver(ctx, id)
				if failed != nil && ctx.Err() == nil {
					failed = d.setAside(ctx, id, failed)
				}
				mu.Lock()
				stop = stop || v == closed
				err = errors.Join(err, failed)
				mu.Unlock()
			}
		})
	}
	for _, id := range ids {
		mu.Lock()
		enough := stop || err != nil || ctx.Err() != nil
		mu.Unlock()
		if enough {
			break
		}
		queue <- id
	}
	close(queue)
	wait.Wait()
	return stop, err
}

// setAside lets a mail wait that could not be dealt with, so that it keeps no
// other one waiting, and ends one that could not be made for long. An error is
// the table's.
func (d *Deliverer) setAside(ctx context.Context, id string, why error) error {
	d.log.ErrorContext(ctx, "mail set aside", "mail", id, "error", why)
	now := d.now()
	err := dynamo.Retry(ctx, func() error {
		n, err := d.store.Intent(ctx, id)
		if err != nil || !n.Ready(now) {
			return err // once it was claimed, its time decides
		}
		if now.Sub(n.CreatedAt) > makeFor {
			return d.fail(ctx, n, "the mail could not be made")
		}
		return d.save(ctx, n.Defer("the mail could not be made yet", now.Add(busyPause)))
	})
	if err != nil {
		return errors.Join(why, err)
	}
	return nil
}

// deliver brings one intent on. Its verdict is accepted when nothing was to be
// sent.
func (d *Deliverer) deliver(ctx context.Context, id string) (verdict, error) {
	n, due, err := d.take(ctx, id)
	if err != nil || !due {
		return accepted, err
	}
	ctx = about(ctx, n)
	if err := d.pace.wait(ctx); err != nil {
		return accepted, nil // no time left; the next drain finds it
	}
	ctx = context.WithoutCancel(ctx)
	mail, err := d.composer.Compose(ctx, n)
	var gone *VoidError
	if errors.As(err, &gone) {
		measure(ctx, d.log, "mail cancelled", n, "cancelled")
		return accepted, d.finish(ctx, n.ID, func(n roster.Intent) (roster.Intent, *roster.Report) {
			n = n.Cancel(gone.Reason)
			return n, report(n, roster.DeliveryCancelled, gone.Reason, d.now())
		})
	}
	if err != nil {
		return accepted, err
	}
	raw, err := mail.Message.Raw(mail.Envelope)
	if err != nil {
		return accepted, d.fail(ctx, n, "the mail could not be made")
	}
	n, ok, err := d.claim(ctx, n, mail)
	if err != nil || !ok {
		return accepted, err
	}
	d.pace.pass()
	messageID, v, reason := d.ses.send(ctx, n.ID, mail.Envelope.From, mail.Envelope.To, raw)
	measure(ctx, d.log, "mail handed over", n, v.String())
	return v, d.settle(ctx, n, messageID, v, reason)
}

// take reads the intent and settles what the clock decides. due is false when
// there is nothing to send now.
func (d *Deliverer) take(ctx context.Context, id string) (n roster.Intent, due bool, err error) {
	n, err = d.store.Intent(ctx, id)
	if errors.Is(err, roster.ErrNotFound) {
		return n, false, nil
	}
	if err != nil {
		return n, false, err
	}
	now := d.now()
	if lapsed, ok := n.Lapsed(now); ok {
		return n, false, ignoreConflict(d.save(ctx, lapsed))
	}
	if n.GivenUp(now) {
		return n, false, d.fail(ctx, n, "the mail service gave no word on it, twice")
	}
	return n, n.Ready(now), nil
}

// claim takes the intent for sending, as long as the members are as the mail was
// made for. ok is false when somebody else took it or a member changed.
func (d *Deliverer) claim(ctx context.Context, n roster.Intent, mail Mail) (claimed roster.Intent, ok bool, err error) {
	claimed, ok = n.Claim(mail.Envelope.To, d.now())
	if !ok {
		return n, false, nil
	}
	tx := d.store.Begin()
	tx.SaveIntent(claimed)
	for _, m := range mail.Members {
		tx.RequireMember(m)
	}
	if err := tx.Commit(ctx); err != nil {
		return n, false, ignoreConflict(err)
	}
	claimed.Rev++
	return claimed, true, nil
}

func (d *Deliverer) save(ctx context.Context, n roster.Intent) error {
	tx := d.store.Begin()
	tx.SaveIntent(n)
	return tx.Commit(ctx)
}

func ignoreConflict(err error) error {
	if errors.Is(err, dynamo.ErrConflict) {
		return nil
	}
	return err
}

// settle writes what the call came to. That must not get lost, or the mail is
// sent again: it is tried until it succeeds or its own time is up.
func (d *Deliverer) settle(ctx context.Context, n roster.Intent, messageID string, v verdict, reason string) error {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), settle)
	defer cancel()
	for pause := settlePause; ; pause = min(pause+settlePause, time.Second) {
		err := d.settleOnce(ctx, n, messageID, v, reason)
		if err == nil {
			return nil
		}
		select {
		case <-ctx.Done():
			return err
		case <-time.After(pause):
		}
	}
}

// settlePause is the first pause between two tries to settle a mail.
const settlePause = 50 * time.Millisecond

func (d *Deliverer) settleOnce(ctx context.Context, n roster.Intent, messageID string, v verdict, reason string) error {
	now := d.now()
	var broken error
	if v == closed {
		d.log.ErrorContext(ctx, "mail breaker open", "reason", reason, telemetry.Count("BreakerOpened", 1))
		_, _, broken = d.store.Acquire(ctx, breakerName, breakerPause, now)
	}
	return errors.Join(broken, d.finish(ctx, n.ID, func(n roster.Intent) (roster.Intent, *roster.Report) {
		switch v {
		case accepted:
			n = n.Accepted(messageID, now)
			return n, report(n, roster.DeliverySent, "", now)
		case refused:
			n = n.Fail(reason, now)
			return n, report(n, roster.DeliveryFailed, reason, now)
		case busy:
			return n.Postpone(reason, now.Add(busyPause)), nil
		case closed:
			return n.Postpone(reason, now.Add(breakerPause)), nil
		default:
			return n.Unknown(reason, now), nil
		}
	}))
}

func (d *Deliverer) fail(ctx context.Context, n roster.Intent, reason string) error {
	measure(ctx, d.log, "mail given up", n, string(roster.DeliveryFailed))
	now := d.now()
	return d.finish(ctx, n.ID, func(n roster.Intent) (roster.Intent, *roster.Report) {
		n = n.Fail(reason, now)
		return n, report(n, roster.DeliveryFailed, reason, now)
	})
}

// report is what the member's delivery is told, for mails that are the
// invitation itself.
func report(n roster.Intent, state roster.DeliveryState, reason string, now time.Time) *roster.Report {
	if n.Kind != roster.MailInvitation {
		return nil
	}
	return &roster.Report{State: state, At: now, Reason: reason, Generation: n.Generation, Send: n.Send}
}

// finish moves the intent and, with it, the member's delivery. An intent that an
// event has ended meanwhile stays as it is.
func (d *Deliverer) finish(ctx context.Context, id string, move func(roster.Intent) (roster.Intent, *roster.Report)) error {
	return dynamo.Retry(ctx, func() error {
		n, err := d.store.Intent(ctx, id)
		if err != nil || n.State.Final() {
			return err
		}
		moved, report := move(n)
		return write(ctx, d.store, n, moved, report, d.now())
	})
}

// write saves the intent as it became, what it reports about its member, and
// what that adds to the figures of its import, in one transaction.
func write(ctx context.Context, store *dynamo.Store, before, n roster.Intent, report *roster.Report, now time.Time) error {
	tx := store.Begin()
	tx.SaveIntent(n)
	if n.Kind == roster.MailInvitation && n.Ref != "" {
		tx.CountMails(n.Community, n.Ref, n.Fared().Minus(before.Fared()))
	}
	// One that failed is not sent again either; one that was cancelled is.
	told := n.Kind == roster.MailDoorsOpen && (n.State == roster.IntentSent || n.State == roster.IntentFailed)
	if n.Member == "" || report == nil && !told {
		return tx.Commit(ctx)
	}
	m, err := store.Member(ctx, n.Community, n.Member)
	if errors.Is(err, roster.ErrNotFound) {
		return tx.Commit(ctx)
	}
	if err != nil {
		return err
	}
	moved, changed := m, false
	if report != nil {
		report.SameAddress = n.SentTo(m.Email)
		moved, changed = m.Reported(*report)
	}
	if told && m.BehindCurtain {
		moved.BehindCurtain, changed = false, true
	}
	if changed {
		tx.SaveMember(m, moved, now)
	}
	return tx.Commit(ctx)
}
