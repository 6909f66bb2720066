package roster_test

import (
	"testing"
	"time"

	"github.com/communitrak/onboarding/internal/roster"
)

func TestImport_Waits(t *testing.T) {
	t.Parallel()
	stopped := roster.Sending{State: roster.SendingStopped, HeldBack: 3}
	for name, c := range map[string]struct {
		job   roster.Import
		want  roster.Waiting
		since time.Time
	}{
		"a plan":                           {roster.Import{State: roster.ImportReady, CreatedAt: noon, HeartbeatAt: noon.Add(time.Minute)}, roster.WaitingReady, noon.Add(time.Minute)},
		"rows that need attention":         {roster.Import{State: roster.ImportNeedsAttention, CreatedAt: noon, FinishedAt: noon.Add(time.Hour)}, roster.WaitingAttention, noon.Add(time.Hour)},
		"a file that was refused":          {roster.Import{State: roster.ImportRejected, FinishedAt: noon}, roster.WaitingAttention, noon},
		"one that failed":                  {roster.Import{State: roster.ImportFailed, FinishedAt: noon}, roster.WaitingAttention, noon},
		"a sending that stopped":           {roster.Import{State: roster.ImportCompleted, FinishedAt: noon, Sending: stopped}, roster.WaitingStopped, noon},
		"stopped, and rows need a look":    {roster.Import{State: roster.ImportNeedsAttention, FinishedAt: noon, Sending: stopped}, roster.WaitingStopped, noon},
		"stopped, and undone since":        {roster.Import{State: roster.ImportPartlyUndone, FinishedAt: noon, Sending: stopped, Undo: roster.Undo{Attempts: 1}}, roster.NotWaiting, time.Time{}},
		"one whose undo failed":            {roster.Import{State: roster.ImportFailed, FinishedAt: noon, Undo: roster.Undo{Attempts: 1}}, roster.WaitingAttention, noon},
		"one that is done":                 {roster.Import{State: roster.ImportCompleted, FinishedAt: noon}, roster.NotWaiting, time.Time{}},
		"one that is held back on purpose": {roster.Import{State: roster.ImportCompleted, FinishedAt: noon, Sending: roster.Sending{State: roster.SendingHeld, HeldBack: 3}}, roster.NotWaiting, time.Time{}},
		"one that runs":                    {roster.Import{State: roster.ImportImporting, CreatedAt: noon}, roster.NotWaiting, time.Time{}},
		"one that was aborted":             {roster.Import{State: roster.ImportAborted, FinishedAt: noon}, roster.NotWaiting, time.Time{}},
	} {
		if got, since := c.job.Waits(); got != c.want || !since.Equal(c.since) {
			t.Errorf("%s: got %q since %v, want %q since %v", name, got, since, c.want, c.since)
		}
	}
}
