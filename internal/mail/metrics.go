package mail

import (
	"context"
	"log/slog"
	"time"

	"github.com/communitrak/onboarding/internal/roster"
	"github.com/communitrak/onboarding/internal/telemetry"
)

// withSubject adds the subject of a mail to the log context.
func withSubject(ctx context.Context, n roster.Intent) context.Context {
	return telemetry.WithMember(telemetry.WithCommunity(ctx, n.Community), n.Member)
}

// logOutcome logs and counts the outcome of a mail: what the mail service
// answered (see sendResult), failed or cancelled if it never got that far, or
// the [roster.DeliveryState] that was reported later. So a mail that was never
// sent, and will not be, is either refused or failed.
func logOutcome(ctx context.Context, log *slog.Logger, what string, n roster.Intent, outcome string) {
	log.InfoContext(ctx, what, "mail", n.ID, "kind", n.Kind, telemetry.CountOf("Mails", 1, telemetry.Outcome, outcome))
}

// measureInterval limits how often MeasureWaiting reports: often enough for a
// metric that is read every minute, but not with every batch of the stream.
const measureInterval = 50 * time.Second

// MeasureWaiting reports, at most once per measureInterval, how long the oldest
// mail of each lane has been due.
func (d *Deliverer) MeasureWaiting(ctx context.Context) error {
	now := d.now()
	last := d.measured.Load()
	if last != nil && now.Sub(*last) < measureInterval || !d.measured.CompareAndSwap(last, &now) {
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
