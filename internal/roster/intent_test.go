package roster_test

import (
	"maps"
	"regexp"
	"slices"
	"testing"
	"time"

	"github.com/communitrak/onboarding/internal/roster"
)

func owed() roster.Intent {
	return roster.InvitationIntent(pending(), roster.MailInvitation, roster.LaneNow, noon)
}

func claimed(t *testing.T, n roster.Intent, at time.Time) roster.Intent {
	t.Helper()
	next, ok := n.Claim("rosa@example.org", at)
	if !ok {
		t.Fatalf("a %s intent was not claimed", n.State)
	}
	return next
}

func TestInvitationIntent(t *testing.T) {
	t.Parallel()
	first := owed()
	if !regexp.MustCompile(`^[A-Za-z0-9_-]{1,256}$`).MatchString(first.ID) {
		t.Errorf("%q does not fit a tag of SES", first.ID)
	}
	again, _ := pending().Resend(month, roster.DefaultResendLimits(), noon.Add(time.Hour))
	moved, err := pending().Readdress("rosa@example.com", roster.NewInvitation("k1", month, noon).Queue(noon))
	if err != nil {
		t.Fatal(err)
	}
	ids := map[string]string{first.ID: "the invitation"}
	for name, n := range map[string]roster.Intent{
		"the reminder": roster.InvitationIntent(pending(), roster.MailReminder, roster.LaneBulk, noon),
		"a resend":     roster.InvitationIntent(again, roster.MailInvitation, roster.LaneNow, noon),
		"a readdress":  roster.InvitationIntent(moved, roster.MailInvitation, roster.LaneNow, noon),
	} {
		if other, taken := ids[n.ID]; taken {
			t.Errorf("%s is the same mail as %s", name, other)
		}
		ids[n.ID] = name
	}
	if repeat := owed(); repeat.ID != first.ID {
		t.Error("the same mail of the same invitation is owed under two identifiers")
	}
}

// A person's mails are found again by the invitations they were for: those of the
// latest three generations, as many as each may have had.
func TestMember_MailIDs(t *testing.T) {
	t.Parallel()
	m := pending()
	if got, want := m.MailIDs(), []string{owed().ID, roster.InvitationIntent(m, roster.MailReminder, roster.LaneBulk, noon).ID}; !slices.Equal(got, want) {
		t.Errorf("the first mail: got %q, want it and its reminder, %q", got, want)
	}
	m.Invitation.Generation, m.Invitation.Sends, m.Invitation.Resends.Total = 5, 1, 2
	want := map[string]bool{}
	for generation, sends := range map[int]int{5: 1, 4: 3, 3: 3} {
		for send := 1; send <= sends; send++ {
			m := with(m, func(m *roster.Member) { m.Invitation.Generation, m.Invitation.Sends = generation, send })
			for _, kind := range []roster.MailKind{roster.MailInvitation, roster.MailReminder} {
				want[roster.InvitationIntent(m, kind, roster.LaneNow, noon).ID] = true
			}
		}
	}
	got := map[string]bool{}
	for _, id := range m.MailIDs() {
		got[id] = true
	}
	if !maps.Equal(got, want) {
		t.Errorf("got %d mails, want %d, of the latest three generations", len(got), len(want))
	}
}

func TestIntent_DeliveryOutcome(t *testing.T) {
	t.Parallel()
	sent, heard := noon.Add(time.Minute), noon.Add(time.Hour)
	for name, c := range map[string]struct {
		mail roster.Intent
		want roster.DeliveryState
		at   time.Time
	}{
		"owed":                          {roster.Intent{State: roster.IntentQueued}, roster.DeliveryQueued, noon},
		"under way":                     {roster.Intent{State: roster.IntentSending}, roster.DeliveryQueued, noon},
		"sent":                          {roster.Intent{State: roster.IntentSent, SentAt: sent}, roster.DeliverySent, sent},
		"failed":                        {roster.Intent{State: roster.IntentFailed, SentAt: sent}, roster.DeliveryFailed, sent},
		"canceled":                      {roster.Intent{State: roster.IntentCancelled}, roster.DeliveryCancelled, noon},
		"delivered":                     {roster.Intent{State: roster.IntentSent, SentAt: sent, Outcome: roster.DeliveryDelivered, OutcomeAt: heard}, roster.DeliveryDelivered, heard},
		"bounced, nobody knows when":    {roster.Intent{State: roster.IntentSent, SentAt: sent, Outcome: roster.DeliveryBounced}, roster.DeliveryBounced, sent},
		"failed, says the mail service": {roster.Intent{State: roster.IntentFailed, SentAt: sent, Outcome: roster.DeliveryFailed, OutcomeAt: heard}, roster.DeliveryFailed, heard},
	} {
		c.mail.CreatedAt = noon
		if state, at := c.mail.DeliveryOutcome(); state != c.want || !at.Equal(c.at) {
			t.Errorf("%s: got %s at %v, want %s at %v", name, state, at, c.want, c.at)
		}
	}
}

// TestIntent_life takes a mail through calls with unknown outcome: three more
// attempts, each after a longer wait, and after that it fails.
func TestIntent_life(t *testing.T) {
	t.Parallel()
	n := claimed(t, owed(), noon)
	if _, ok := n.Claim("rosa@example.org", noon); ok {
		t.Error("claimed twice")
	}
	if _, ok := n.ExpireClaim(noon.Add(roster.SendingLease - 1)); ok {
		t.Error("lapsed before its time")
	}
	at := noon.Add(roster.SendingLease)
	n, ok := n.ExpireClaim(at)
	if !ok || n.State != roster.IntentUncertain {
		t.Fatalf("got %s, want uncertain", n.State)
	}
	for _, wait := range []time.Duration{roster.UncertainWait, 2 * roster.UncertainWait, 4 * roster.UncertainWait} {
		if n.Ready(at.Add(wait - 1)) {
			t.Errorf("tried again before %v are over", wait)
		}
		at = at.Add(wait)
		if n.Exhausted(at) {
			t.Errorf("given up after %d attempts", n.Attempts)
		}
		n = claimed(t, n, at).MarkUncertain("no answer", at)
	}
	if n.Exhausted(at.Add(roster.UncertainWait - 1)) {
		t.Error("given up before the service's own word can be there")
	}
	at = at.Add(roster.UncertainWait)
	if !n.Exhausted(at) || n.Attempts != 4 {
		t.Errorf("given up %v after %d attempts, want after 4", n.Exhausted(at), n.Attempts)
	}
	if failed := n.Fail("no answer", at); !failed.State.Final() || failed.Reason == "" {
		t.Errorf("got %+v", failed)
	}
}

// A report that a mail was sent says nothing new of one that the service
// accepted, and everything of one that nobody knew about.
func TestIntent_ApplyReport_sent(t *testing.T) {
	t.Parallel()
	sending := claimed(t, owed(), noon)
	report := roster.Report{State: roster.DeliverySent}
	if _, changed := sending.Accepted("ses-1", noon).ApplyReport(report, "ses-1", noon); changed {
		t.Error("an accepted mail changes")
	}
	if seen, changed := sending.MarkUncertain("no answer", noon).ApplyReport(report, "ses-1", noon); !changed || seen.State != roster.IntentSent {
		t.Errorf("an uncertain mail is %s, changed %v, want sent", seen.State, changed)
	}
}

// A mail that the service certainly did not accept may wait as often as needed.
func TestIntent_Postpone(t *testing.T) {
	t.Parallel()
	n, at := owed(), noon
	for range 300 {
		n = claimed(t, n, at)
		at = at.Add(5 * time.Minute)
		n = n.Postpone("the mail service is paused", at)
		if n.Ready(at.Add(-1)) {
			t.Fatal("ready too early")
		}
	}
	if n.Attempts != 0 || n.State != roster.IntentQueued {
		t.Errorf("got %s after %d tries, want queued and none", n.State, n.Attempts)
	}
}

// Only a claim ends with its time, and only a claimed mail is put back: whatever
// else happens to a mail that has ended or waits, it is not sent once more.
func TestIntent_claimsEnd(t *testing.T) {
	t.Parallel()
	for _, state := range []roster.IntentState{roster.IntentQueued, roster.IntentUncertain, roster.IntentSent, roster.IntentFailed, roster.IntentCancelled} {
		n := claimed(t, owed(), noon)
		n.State = state
		if got, ended := n.ExpireClaim(noon.Add(month)); ended || got != n {
			t.Errorf("a claim of a %s mail has ended: %+v", state, got)
		}
		if got := n.Postpone("throttled", noon.Add(month)); got != n {
			t.Errorf("a %s mail was put back: %+v", state, got)
		}
	}
	n := claimed(t, owed(), noon)
	if _, ended := n.ExpireClaim(n.ClaimedUntil.Add(-1)); ended {
		t.Error("a claim ended before its time")
	}
	if got, ended := n.ExpireClaim(n.ClaimedUntil); !ended || got.State != roster.IntentUncertain || got.Reason == "" {
		t.Errorf("at its end: got %s %q, %v, want a mail of unknown outcome, and why", got.State, got.Reason, ended)
	}
}

// A mail that has ended is sent once more only as a mail that is owed anew.
func TestIntent_Requeue(t *testing.T) {
	t.Parallel()
	n := claimed(t, owed(), noon).Cancel("the curtain is down")
	again := n.Requeue(noon.Add(day))
	if again.State != roster.IntentQueued || again.Attempts != 0 || again.Reason != "" || !again.CreatedAt.Equal(noon.Add(day)) || !again.Ready(noon.Add(day)) || again.ID != n.ID {
		t.Errorf("got %+v, want it owed from now on", again)
	}
	for _, state := range []roster.IntentState{roster.IntentSent, roster.IntentFailed, roster.IntentQueued} {
		n.State, n.Attempts = state, 9
		if n.Exhausted(noon.Add(month)) {
			t.Errorf("a %s mail has an unknown outcome", state)
		}
	}
}

func TestIntent_Defer(t *testing.T) {
	t.Parallel()
	n := owed().Defer("the quota of the day is spent", noon.Add(day))
	if n.Ready(noon.Add(day-1)) || !n.Ready(noon.Add(day)) || n.Reason == "" || n.Attempts != 0 {
		t.Errorf("got %+v, want it due a day later, for a reason, and not tried", n)
	}
}

func TestIntent_SentTo(t *testing.T) {
	t.Parallel()
	n := claimed(t, owed(), noon)
	for address, want := range map[string]bool{
		"rosa@example.org": true, "Rosa@Example.ORG": true, "rosa@example.com": false, "": false,
	} {
		if got := n.SentTo(address); got != want {
			t.Errorf("%q: got %v, want %v", address, got, want)
		}
	}
	if owed().SentTo("") || owed().SentTo("rosa@example.org") {
		t.Error("a mail that was not sent went to somebody")
	}
	if n.Recipient == "rosa@example.org" {
		t.Error("the intent holds an address")
	}
}

func TestIntent_MailCounts(t *testing.T) {
	t.Parallel()
	sent := claimed(t, owed(), noon).Accepted("ses-1", noon)
	after := func(reports ...roster.Report) roster.Intent {
		n := sent
		for _, r := range reports {
			n, _ = n.ApplyReport(r, "ses-1", noon)
		}
		return n
	}
	delivered, soft := roster.Report{State: roster.DeliveryDelivered}, roster.Report{State: roster.DeliveryBounced}
	hard := roster.Report{State: roster.DeliveryBounced, Hard: true}
	for name, c := range map[string]struct {
		intent roster.Intent
		want   roster.MailCounts
	}{
		"queued":    {owed(), roster.MailCounts{Queued: 1}},
		"sending":   {claimed(t, owed(), noon), roster.MailCounts{Queued: 1}},
		"sent":      {sent, roster.MailCounts{Sent: 1}},
		"bounced":   {after(soft), roster.MailCounts{Sent: 1, Bounced: 1}},
		"failed":    {owed().Fail("refused", noon), roster.MailCounts{}},
		"cancelled": {owed().Cancel("ended"), roster.MailCounts{}},
		// A delivery settles the matter unless the mail bounced for good.
		"out of office":                   {after(delivered, soft, soft), roster.MailCounts{Sent: 1, Delivered: 1}},
		"out of office, told first":       {after(soft, delivered), roster.MailCounts{Sent: 1, Delivered: 1}},
		"gone after delivery":             {after(delivered, hard), roster.MailCounts{Sent: 1, Bounced: 1}},
		"gone, and delivery told late":    {after(hard, delivered), roster.MailCounts{Sent: 1, Bounced: 1}},
		"out of office, then gone":        {after(delivered, soft, hard), roster.MailCounts{Sent: 1, Bounced: 1}},
		"out of office, then a complaint": {after(delivered, soft, roster.Report{State: roster.DeliveryComplained}), roster.MailCounts{Sent: 1, Bounced: 1}},
	} {
		if got := c.intent.MailCounts(); got != c.want {
			t.Errorf("%s: got %+v, want %+v", name, got, c.want)
		}
		if got := roster.MailCounts.Plus(c.want, c.want).Minus(c.want); got != c.want {
			t.Errorf("%s: plus and minus: got %+v", name, got)
		}
	}
}

func TestIntent_Accepted(t *testing.T) {
	t.Parallel()
	n := claimed(t, owed(), noon).MarkUncertain("no answer", noon)
	seen, changed := n.ApplyReport(roster.Report{State: roster.DeliverySent}, "ses-1", noon.Add(time.Minute))
	if !changed || seen.State != roster.IntentSent || seen.MessageID != "ses-1" || seen.Reason != "" {
		t.Errorf("the service's word settles it: got %+v", seen)
	}
	if again := seen.Accepted("", noon); again.MessageID != "ses-1" {
		t.Errorf("the identifier got lost: %q", again.MessageID)
	}
}

// Events arrive several times; repeats are not news and count in no figure.
func TestIntent_ApplyReport_stale(t *testing.T) {
	t.Parallel()
	sent := claimed(t, owed(), noon).Accepted("ses-1", noon)
	for _, r := range []roster.Report{
		{State: roster.DeliveryDelivered}, {State: roster.DeliveryBounced}, {State: roster.DeliveryFailed, Hard: true},
		{State: roster.DeliveryBounced, Hard: true}, {State: roster.DeliverySuppressed}, {State: roster.DeliveryComplained},
	} {
		seen, changed := sent.ApplyReport(r, "ses-1", noon)
		if !changed {
			t.Errorf("%s, hard %v: got nothing new the first time", r.State, r.Hard)
		}
		if again, changed := seen.ApplyReport(r, "ses-1", noon.Add(time.Hour)); changed || again != seen {
			t.Errorf("%s, hard %v, again: got %+v, want %+v", r.State, r.Hard, again, seen)
		}
	}
}
