package importer

import (
	"context"
	"log/slog"

	"communitrak/internal/roster"
	"communitrak/internal/telemetry"
)

// tally is how many rows had each outcome.
func tally(o roster.Outcomes) map[roster.RowOutcome]int {
	return map[roster.RowOutcome]int{
		roster.RowCreated: o.Created, roster.RowUpdated: o.Updated, roster.RowUnchanged: o.Unchanged,
		roster.RowSkipped: o.Skipped, roster.RowAttention: o.Attention, roster.RowFailed: o.Failed,
	}
}

// measure tells what a run made of its rows. What a plan says of them, and what
// was undone, counts for nothing.
func (s *Service) measure(ctx context.Context, before, after roster.Import) {
	if after.Planning() || after.State == roster.ImportUndoing || after.Undo.Times > 0 {
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

// measureWaiting tells for how long the longest waiting import, or announcement,
// has waited for somebody to go on with it, and which that is. While the schedule
// runs, it is some seconds.
func (s *Service) measureWaiting(ctx context.Context) error {
	now := s.now()
	work, since, err := s.store.OldestDueJob(ctx, now)
	if err != nil {
		return err
	}
	if since.IsZero() {
		s.log.InfoContext(ctx, "imports looked through", telemetry.Seconds("OldestImport", 0, "", ""))
		return nil
	}
	s.log.InfoContext(telemetry.WithCommunity(ctx, work.Community), "imports looked through",
		telemetry.Seconds("OldestImport", now.Sub(since), "", ""), slog.String("import", work.Import), slog.String("announcement", work.FanOut))
	return nil
}
