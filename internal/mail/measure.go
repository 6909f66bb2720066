package mail

import (
	"context"
	"log/slog"
	"time"

	"communitrak/internal/roster"
	"communitrak/internal/telemetry"
)

// about lets the log tell whom a mail is about.
func about(ctx context.Context, n roster.Intent) context.Context {
	return telemetry.WithMember(telemetry.WithCommunity(ctx, n.Community), n.Member)
}

// measure tells what became of a mail.
func measure(ctx context.Context, log *slog.Logger, what string, n roster.Intent, outcome string) {
	log.InfoContext(ctx, what, "mail", n.ID, "kind", n.Kind, telemetry.CountOf("Mails", 1, telemetry.Outcome, outcome))
}

// measureEvery is how often it is told what waits: often enough for a metric
// that is looked at each minute, and not with every batch of the stream.
const measureEvery = 50 * time.Second

// MeasureWaiting tells for how long the longest waiting mail of each lane has
// been due, at most once a minute.
func (d *Deliverer) MeasureWaiting(ctx context.Context) error {
	now := d.now()
	last := d.measured.Load()
	if last != nil && now.Sub(*last) < measureEvery || !d.measured.CompareAndSwap(last, &now) {
		return nil
	}
	for _, lane := range []roster.Lane{roster.LaneNow, roster.LaneBulk} {
		since, err := d.store.OldestDue(ctx, lane, now)
		if err != nil {
			return err
		}
		waited := time.Duration(0)
		if !since.IsZero() {
			waited = now.Sub(since)
		}
		d.log.InfoContext(ctx, "outbox looked through", telemetry.Seconds("OldestDueMail", waited, telemetry.Lane, string(lane)))
	}
	return nil
}
