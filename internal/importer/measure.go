package importer

import (
	"context"
	"time"

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

// measureWaiting tells for how long the longest waiting import has waited for
// somebody to go on with it. While the schedule runs, it is some seconds.
func (s *Service) measureWaiting(ctx context.Context) error {
	now := s.now()
	since, err := s.store.OldestDueJob(ctx, now)
	if err != nil {
		return err
	}
	waited := time.Duration(0)
	if !since.IsZero() {
		waited = now.Sub(since)
	}
	s.log.InfoContext(ctx, "imports looked through", telemetry.Seconds("OldestImport", waited, "", ""))
	return nil
}
