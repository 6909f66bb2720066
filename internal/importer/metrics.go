package importer

import (
	"context"
	"log/slog"

	"github.com/communitrak/onboarding/internal/roster"
	"github.com/communitrak/onboarding/internal/telemetry"
)

// tally counts the rows by outcome.
func tally(o roster.Outcomes) map[roster.RowOutcome]int {
	return map[roster.RowOutcome]int{
		roster.RowCreated: o.Created, roster.RowUpdated: o.Updated, roster.RowUnchanged: o.Unchanged,
		roster.RowSkipped: o.Skipped, roster.RowAttention: o.Attention, roster.RowFailed: o.Failed,
	}
}

// measure emits metrics for what a run did with its rows. Plans and undone
// imports are not counted.
func (s *Service) measure(ctx context.Context, before, after roster.Import) {
	if after.Planning() || after.UndoBegun() {
		return
	}
	done := tally(after.Counts)
	if !before.Planning() {
		for outcome, n := range tally(before.Counts) {
			done[outcome] -= n
		}
	}
	for outcome, n := range done {
		if n > 0 {
			s.log.InfoContext(ctx, "rows imported", importAttr(after), telemetry.CountOf("ImportRows", n, telemetry.Outcome, string(outcome)))
		}
	}
	if n := done[roster.RowCreated]; n > 0 {
		s.log.InfoContext(ctx, "members invited", importAttr(after), telemetry.Count("Invitations", n))
	}
}

// measureWaiting emits how long the oldest due import or announcement has been
// waiting, and which it is. While the schedule runs, that is a few seconds.
func (s *Service) measureWaiting(ctx context.Context) error {
	now := s.now()
	due, since, err := s.store.OldestDueJob(ctx, now)
	if err != nil {
		return err
	}
	if since.IsZero() {
		s.log.InfoContext(ctx, "imports looked through", telemetry.Seconds("OldestImport", 0, "", ""))
		return nil
	}
	s.log.InfoContext(telemetry.WithCommunity(ctx, due.Community), "imports looked through",
		telemetry.Seconds("OldestImport", now.Sub(since), "", ""), slog.String("import", due.Import), slog.String("announcement", due.FanOut))
	return nil
}
