package mail

import (
	"context"
	"errors"
	"time"

	"github.com/communitrak/onboarding/internal/dynamo"
	"github.com/communitrak/onboarding/internal/roster"
	"github.com/communitrak/onboarding/internal/telemetry"
)

const (
	// recordTimeout is how long recording a result is retried, and recordBackoff
	// the first pause between attempts.
	recordTimeout = 20 * time.Second
	recordBackoff = 50 * time.Millisecond
)

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
