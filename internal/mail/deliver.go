package mail

import (
	"context"
	"errors"
	"log/slog"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"github.com/communitrak/onboarding/internal/dynamo"
	"github.com/communitrak/onboarding/internal/roster"
)

const (
	// deferFor is how long a mail is deferred if the service was busy or the
	// mail could not be composed.
	deferFor = 30 * time.Second
	// composeFor is how long composing a mail is retried.
	composeFor = 24 * time.Hour
	// silence is after how many calls in a row without an answer the mail
	// service counts as out of order.
	silence = 8
	// breakerPause is how long sending pauses after the mail service said that
	// it accepts nothing at all.
	breakerPause = 5 * time.Minute
	breakerName  = "mail-breaker"
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
	var gone *voidError
	if errors.As(err, &gone) {
		logOutcome(ctx, d.log, "mail cancelled", n, "cancelled")
		return mail, false, d.finish(ctx, n, nil, func(n roster.Intent) (roster.Intent, *roster.Report) {
			n = n.Cancel(gone.reason)
			return n, deliveryReport(n, roster.DeliveryCancelled, gone.reason, d.now())
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
