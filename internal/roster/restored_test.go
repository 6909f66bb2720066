package roster_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/communitrak/onboarding/internal/roster"
)

// After a restore no mail goes out that may have gone out before.
func TestIntent_Resume(t *testing.T) {
	t.Parallel()
	backup := owed()
	backup.Rev = 3
	former := func(state roster.IntentState, attempts int) *roster.Intent {
		n := backup
		n.State, n.Attempts, n.MessageID, n.Rev = state, attempts, "0100", 9
		return &n
	}
	for name, c := range map[string]struct {
		former *roster.Intent
		want   roster.IntentState
	}{
		"nobody knows":                {nil, roster.IntentFailed},
		"never tried":                 {former(roster.IntentQueued, 0), roster.IntentQueued},
		"tried, and the answer is no": {former(roster.IntentQueued, 1), roster.IntentFailed},
		"under way":                   {former(roster.IntentSending, 1), roster.IntentFailed},
		"of unknown outcome":          {former(roster.IntentUncertain, 1), roster.IntentFailed},
		"sent":                        {former(roster.IntentSent, 1), roster.IntentSent},
		"canceled":                    {former(roster.IntentCancelled, 0), roster.IntentCancelled},
	} {
		got := backup.Resume(c.former, noon.Add(time.Hour))
		if got.State != c.want || got.Rev != backup.Rev {
			t.Errorf("%s: got %s at revision %d, want %s at %d", name, got.State, got.Rev, c.want, backup.Rev)
		}
		if got.State == roster.IntentFailed && got.Reason == "" {
			t.Errorf("%s: it failed without a reason", name)
		}
		if got.State == roster.IntentSent && got.MessageID != "0100" {
			t.Errorf("%s: the outcome was not taken over", name)
		}
	}
}

func TestIntent_DeliveryReport(t *testing.T) {
	t.Parallel()
	report := func(state roster.DeliveryState, hard bool) *roster.Report {
		return &roster.Report{State: state, Hard: hard, At: noon, Generation: 1, Send: 1, Reason: "why"}
	}
	for name, c := range map[string]struct {
		mail roster.Intent
		want *roster.Report
	}{
		"owed":                     {roster.Intent{State: roster.IntentQueued}, nil},
		"sent":                     {roster.Intent{State: roster.IntentSent}, report(roster.DeliverySent, false)},
		"failed":                   {roster.Intent{State: roster.IntentFailed}, report(roster.DeliveryFailed, false)},
		"canceled":                 {roster.Intent{State: roster.IntentCancelled}, report(roster.DeliveryCancelled, false)},
		"bounced for good":         {roster.Intent{State: roster.IntentSent, Outcome: roster.DeliveryBounced, OutcomeHard: true}, report(roster.DeliveryBounced, true)},
		"failed after it was sent": {roster.Intent{State: roster.IntentFailed, Outcome: roster.DeliverySuppressed}, report(roster.DeliverySuppressed, false)},
	} {
		c.mail.Kind, c.mail.Generation, c.mail.Send, c.mail.SentAt, c.mail.Reason = roster.MailInvitation, 1, 1, noon, "why"
		if diff := cmp.Diff(c.want, c.mail.DeliveryReport()); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
		c.mail.Kind = roster.MailReminder
		if got := c.mail.DeliveryReport(); got != nil {
			t.Errorf("%s, a reminder: got %+v, want nothing about the invitation", name, got)
		}
	}
}

func TestUndo_Add(t *testing.T) {
	t.Parallel()
	var got roster.Undo
	for _, o := range []roster.UndoOutcome{roster.UndoReversed, roster.UndoReversed, roster.UndoReversed, roster.UndoKept, roster.UndoKept, roster.UndoFailed, ""} {
		got = got.Add(o)
	}
	if want := (roster.Undo{Reversed: 3, Kept: 2, Failed: 1}); got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
}
