package mail

import (
	"context"
	"errors"
	"log/slog"
	"maps"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"github.com/communitrak/onboarding/internal/dynamo"
	"github.com/communitrak/onboarding/internal/roster"
	"github.com/communitrak/onboarding/internal/telemetry"
)

// Timing of a drain.
const (
	// leaseDuration is how long a drain may be silent before another takes over.
	leaseDuration = 90 * time.Second
	// shutdownMargin is how long before its deadline a drain stops starting new
	// work.
	shutdownMargin = 10 * time.Second
	// breakerPause is how long sending pauses after the mail service said that
	// it accepts nothing at all.
	breakerPause = 5 * time.Minute
	// deferFor is how long a mail is deferred if the service was busy or the
	// mail could not be composed.
	deferFor = 30 * time.Second
	// composeFor is how long composing a mail is retried.
	composeFor    = 24 * time.Hour
	quotaTTL      = time.Minute
	recordTimeout = 20 * time.Second
	// batchTime is how long the mails of one list take at the granted rate, and
	// aheadTime how long those take that wait for a worker. The sum is how long
	// a mail in lane now waits for those in lane bulk.
	batchTime = 3 * time.Second
	aheadTime = time.Second
)

const (
	leaseName   = "deliver"
	breakerName = "mail-breaker"
	// bulkShare is the share of the daily quota that bulk mail may use; the
	// rest is for people waiting in front of a screen.
	bulkShare = 0.9
	// relistAfter is when a drain lists a mail once more that is still due: when
	// the index has certainly caught up.
	relistAfter = 20 * time.Second
	// firstList is how many mails are listed to see whether there are any.
	firstList = 20
	// maxBatch and maxWorkers are for high rates, at which they bound memory and
	// connections.
	maxBatch   = 600
	maxWorkers = 64
	// silence is after how many calls in a row without an answer the mail
	// service counts as out of order.
	silence = 8
)

// Deliverer sends due mails. It is safe for concurrent use.
type Deliverer struct {
	store    *dynamo.Store
	composer *Composer
	ses      *SES
	log      *slog.Logger
	now      func() time.Time
	measured atomic.Pointer[time.Time] // when MeasureWaiting last reported
	// unanswered counts the latest calls to the mail service in a row that had
	// an unknown outcome.
	unanswered atomic.Int32

	draining sync.Mutex // guards the fields below
	limiter  rateLimiter
	fence    int
	granted  quota
	askedAt  time.Time
}

// NewDeliverer returns a Deliverer that sends through ses.
func NewDeliverer(store *dynamo.Store, composer *Composer, ses *SES, log *slog.Logger, now func() time.Time) *Deliverer {
	return &Deliverer{store: store, composer: composer, ses: ses, log: log, now: now}
}

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

// handle delivers one mail. goOn is false if the mail service accepts nothing at
// the moment.
func (d *Deliverer) handle(ctx context.Context, m dueMail) (goOn bool, err error) {
	goOn, err = d.deliver(ctx, m)
	if err != nil {
		err = d.postpone(context.WithoutCancel(ctx), m.intent.ID, err)
	}
	return goOn, err
}

// postpone defers a mail that could not be processed, so that it does not block
// others, and fails one that has been impossible to compose for composeFor. It
// returns only errors of the table.
func (d *Deliverer) postpone(ctx context.Context, id string, why error) error {
	d.log.ErrorContext(ctx, "mail set aside", "mail", id, "error", why)
	now := d.now()
	err := dynamo.Retry(ctx, func() error {
		n, err := d.intent(ctx, id)
		if err != nil || !n.Ready(now) {
			return err // once it is claimed, the claim's own deadline decides
		}
		if now.Sub(n.CreatedAt) > composeFor {
			return d.fail(ctx, n, "the mail could not be made")
		}
		return d.save(ctx, n.Defer("the mail could not be made yet", now.Add(deferFor)))
	})
	if err != nil {
		return errors.Join(why, err)
	}
	return nil
}

// deliver sends one mail, unless there is nothing to send, or turn is done before
// its turn comes. It has to be composed and claimed anew if what it was composed from
// has changed since.
func (d *Deliverer) deliver(turn context.Context, m dueMail) (goOn bool, err error) {
	ctx := withSubject(context.WithoutCancel(turn), m.intent)
	n, due, err := d.stillDue(ctx, m.intent)
	if err != nil || !due {
		return true, err
	}
	mail, ok, err := d.compose(ctx, n, m.known)
	if err != nil || !ok {
		return true, err
	}
	if err := d.limiter.wait(turn); err != nil {
		return true, nil // the next drain finds it
	}
	n, ok, err = d.claim(ctx, n, mail)
	if err == nil && !ok {
		n, mail, ok, err = d.claimAnew(ctx, n.ID)
	}
	if err != nil || !ok {
		return true, err
	}
	d.limiter.pass()
	messageID, v, reason := d.ses.send(ctx, n.ID, mail.Envelope.From, mail.Envelope.To, mail.raw)
	logOutcome(ctx, d.log, "mail handed over", n, v.String())
	stop := v == closed || d.outOfOrder(v)
	return !stop, d.recordResult(ctx, n, memberOf(mail, n), messageID, v, reason, stop)
}

// compose composes the mail. If that is impossible, or it is no longer due,
// compose ends the intent and ok is false.
func (d *Deliverer) compose(ctx context.Context, n roster.Intent, known snapshot) (mail Mail, ok bool, err error) {
	mail, err = d.composer.compose(ctx, n, known)
	var gone *VoidError
	if errors.As(err, &gone) {
		logOutcome(ctx, d.log, "mail cancelled", n, "cancelled")
		return mail, false, d.finish(ctx, n, nil, func(n roster.Intent) (roster.Intent, *roster.Report) {
			n = n.Cancel(gone.Reason)
			return n, deliveryReport(n, roster.DeliveryCancelled, gone.Reason, d.now())
		})
	}
	if err != nil {
		return mail, false, err
	}
	if mail.raw, err = mail.Message.Raw(mail.Envelope); err != nil {
		return mail, false, d.fail(ctx, n, "the mail could not be made")
	}
	return mail, true, nil
}

// claimAnew reads the intent, and composes and claims its mail from what is true
// now. ok is false if there is nothing to send.
func (d *Deliverer) claimAnew(ctx context.Context, id string) (n roster.Intent, mail Mail, ok bool, err error) {
	n, due, err := d.loadDue(ctx, id)
	if err != nil || !due {
		return n, mail, false, err
	}
	mail, ok, err = d.compose(ctx, n, snapshot{})
	if err != nil || !ok {
		return n, mail, false, err
	}
	n, ok, err = d.claim(ctx, n, mail)
	return n, mail, ok, err
}

// outOfOrder reports whether the mail service has not answered for a while, the
// latest result included. Trying further mails would only leave more of them
// uncertain.
func (d *Deliverer) outOfOrder(latest sendResult) bool {
	if latest != unknown {
		d.unanswered.Store(0)
		return false
	}
	return d.unanswered.Add(1) >= silence
}

// memberOf returns the member whom the mail is about as it was composed from
// them, or nil.
func memberOf(mail Mail, n roster.Intent) *roster.Member {
	for _, m := range mail.Members {
		if m.Community == n.Community && m.ID == n.Member {
			return &m
		}
	}
	return nil
}

// intent reads one intent, by the kind of read that lists take, so that no right
// is needed for another. It returns roster.ErrNotFound if there is none.
func (d *Deliverer) intent(ctx context.Context, id string) (roster.Intent, error) {
	found, err := d.store.Intents(ctx, []string{id})
	if err != nil {
		return roster.Intent{}, err
	}
	n, ok := found[id]
	if !ok {
		return n, roster.ErrNotFound
	}
	return n, nil
}

// loadDue reads the intent; otherwise it is like stillDue.
func (d *Deliverer) loadDue(ctx context.Context, id string) (n roster.Intent, due bool, err error) {
	n, err = d.intent(ctx, id)
	if errors.Is(err, roster.ErrNotFound) {
		return n, false, nil
	}
	if err != nil {
		return n, false, err
	}
	return d.stillDue(ctx, n)
}

// stillDue applies timeouts. due is false if there is nothing to send now.
func (d *Deliverer) stillDue(ctx context.Context, n roster.Intent) (_ roster.Intent, due bool, err error) {
	now := d.now()
	if lapsed, ok := n.ExpireClaim(now); ok {
		return n, false, ignoreConflict(d.save(ctx, lapsed))
	}
	if n.Exhausted(now) {
		return n, false, d.fail(ctx, n, "the mail service never answered, so nobody knows whether the mail went out")
	}
	return n, n.Ready(now), nil
}

// claim claims the intent for sending. Then it makes sure that the members the
// mail is based on have not changed: what was committed before that is seen. ok
// is false if somebody else claimed it or a member changed.
func (d *Deliverer) claim(ctx context.Context, n roster.Intent, mail Mail) (claimed roster.Intent, ok bool, err error) {
	claimed, ok = n.Claim(mail.Envelope.To, d.now())
	if !ok {
		return n, false, nil
	}
	if err := d.save(ctx, claimed); err != nil {
		return n, false, ignoreConflict(err)
	}
	claimed.Rev++
	same, err := d.unchanged(ctx, mail.Members)
	if err != nil || !same {
		return n, false, errors.Join(err, ignoreConflict(d.save(ctx, claimed.Postpone("", n.Due))))
	}
	return claimed, true, nil
}

// unchanged reports whether the members are as they were read.
func (d *Deliverer) unchanged(ctx context.Context, members []roster.Member) (bool, error) {
	if len(members) == 0 {
		return true, nil
	}
	var refs []dynamo.MemberRef
	for _, m := range members {
		refs = append(refs, dynamo.MemberRef{Community: m.Community, ID: m.ID})
	}
	current, err := d.store.Members(ctx, refs)
	if err != nil {
		return false, err
	}
	return !slices.ContainsFunc(members, func(m roster.Member) bool {
		return current[dynamo.MemberRef{Community: m.Community, ID: m.ID}].Rev != m.Rev
	}), nil
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

// recordResult records the result of the send and, if stop is true, that all
// sending stops for a while. If the result were lost, the mail would be sent
// again, so recordResult retries until it succeeds or times out.
func (d *Deliverer) recordResult(ctx context.Context, n roster.Intent, m *roster.Member, messageID string, v sendResult, reason string, stop bool) error {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), recordTimeout)
	defer cancel()
	for pause := recordBackoff; ; pause = min(pause+recordBackoff, time.Second) {
		err := d.recordResultOnce(ctx, n, m, messageID, v, reason, stop)
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

// recordBackoff is the first pause between attempts to record a result.
const recordBackoff = 50 * time.Millisecond

func (d *Deliverer) recordResultOnce(ctx context.Context, n roster.Intent, m *roster.Member, messageID string, v sendResult, reason string, stop bool) error {
	now := d.now()
	var broken error
	if stop {
		d.log.ErrorContext(ctx, "mail breaker open", "reason", reason, telemetry.Count("BreakerOpened", 1))
		_, _, broken = d.store.Acquire(ctx, breakerName, breakerPause, now)
	}
	return errors.Join(broken, d.finish(ctx, n, m, func(n roster.Intent) (roster.Intent, *roster.Report) {
		switch v {
		case accepted:
			n = n.Accepted(messageID, now)
			return n, deliveryReport(n, roster.DeliverySent, "", now)
		case refused:
			n = n.Fail(reason, now)
			return n, deliveryReport(n, roster.DeliveryFailed, reason, now)
		case busy:
			return n.Postpone(reason, now.Add(deferFor)), nil
		case closed:
			return n.Postpone(reason, now.Add(breakerPause)), nil
		default:
			return n.MarkUncertain(reason, now), nil
		}
	}))
}

func (d *Deliverer) fail(ctx context.Context, n roster.Intent, reason string) error {
	logOutcome(ctx, d.log, "mail given up", n, string(roster.DeliveryFailed))
	now := d.now()
	return d.finish(ctx, n, nil, func(n roster.Intent) (roster.Intent, *roster.Report) {
		n = n.Fail(reason, now)
		return n, deliveryReport(n, roster.DeliveryFailed, reason, now)
	})
}

// deliveryReport returns what to report about the member's delivery, or nil
// unless the mail is the invitation itself.
func deliveryReport(n roster.Intent, state roster.DeliveryState, reason string, now time.Time) *roster.Report {
	if n.Kind != roster.MailInvitation {
		return nil
	}
	return &roster.Report{State: state, At: now, Reason: reason, Generation: n.Generation, Send: n.Send}
}

// finish updates the intent and, with it, the member's delivery. Both are first
// taken as the caller knows them, and read if they have changed. It leaves an
// intent alone that an event has finished meanwhile.
func (d *Deliverer) finish(ctx context.Context, n roster.Intent, m *roster.Member, move func(roster.Intent) (roster.Intent, *roster.Report)) error {
	known := true
	return dynamo.Retry(ctx, func() error {
		if !known {
			var err error
			if n, err = d.intent(ctx, n.ID); err != nil || n.State.Final() {
				return err
			}
			m = nil
		}
		known = false
		moved, report := move(n)
		return saveOutcome(ctx, d.store, n, moved, m, report, d.now())
	})
}

// saveOutcome saves what became of the intent: first what it reports about its
// member, then the intent, with its contribution to the import's mail counters.
// Should the second fail, the report is repeated, which changes nothing; the
// other way around, the member's mail would be queued for good. m is the
// intent's member, or nil to read them.
func saveOutcome(ctx context.Context, store *dynamo.Store, before, n roster.Intent, m *roster.Member, report *roster.Report, now time.Time) error {
	// A failed one is not sent again either, but a cancelled one is.
	told := n.Kind == roster.MailDoorsOpen && (n.State == roster.IntentSent || n.State == roster.IntentFailed)
	if n.Member != "" && (report != nil || told) {
		if err := tellMember(ctx, store, n, m, report, told, now); err != nil {
			return err
		}
	}
	tx := store.Begin()
	tx.SaveIntent(n)
	if by := n.MailCounts().Minus(before.MailCounts()); n.Kind == roster.MailInvitation && n.Ref != "" && by != (roster.MailCounts{}) {
		tx.AddMailCounts(n.Community, n.Ref, by)
	}
	return tx.Commit(ctx)
}

// tellMember saves what the intent reports about its member.
func tellMember(ctx context.Context, store *dynamo.Store, n roster.Intent, known *roster.Member, report *roster.Report, told bool, now time.Time) error {
	m, err := memberNow(ctx, store, n, known)
	if errors.Is(err, roster.ErrNotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	moved, changed := m, false
	if report != nil {
		report.SameAddress = n.SentTo(m.Email)
		moved, changed = m.ApplyReport(*report)
	}
	if told && m.BehindCurtain {
		moved.BehindCurtain, changed = false, true
	}
	if !changed {
		return nil
	}
	tx := store.Begin()
	tx.SaveMember(m, moved, now)
	return tx.Commit(ctx)
}

func memberNow(ctx context.Context, store *dynamo.Store, n roster.Intent, known *roster.Member) (roster.Member, error) {
	if known != nil {
		return *known, nil
	}
	return store.Member(ctx, n.Community, n.Member)
}
