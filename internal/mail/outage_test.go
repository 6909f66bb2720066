package mail_test

import (
	"maps"
	"testing"
	"time"

	"github.com/communitrak/onboarding/internal/mail/mailtest"
	"github.com/communitrak/onboarding/internal/roster"
)

func TestDeliverer_unreachable(t *testing.T) {
	t.Parallel()
	p := newPost(t)
	m := p.Invited(t, "Rosa", "Delgado", "rosa@example.org")
	p.ses.Close()
	p.drain(t) // the quota is still known
	p.wantMail(t, m, roster.IntentQueued, roster.DeliveryQueued, 0)
}

// While the service answers nothing at all, only a few mails at a time become
// uncertain. All others wait and go out once.
func TestDeliverer_outage(t *testing.T) {
	t.Parallel()
	p := newPost(t)
	p.ses.Grant(10, 0, 0)
	members := p.InviteMany(t, 60, roster.LaneBulk)
	p.Clock.Advance(time.Second)
	p.deliverer = p.another(p.Fixture)
	p.ses.Says(mailtest.Resets)
	p.drain(t)
	states := func() map[roster.IntentState]int {
		counts := map[roster.IntentState]int{}
		for _, m := range members {
			counts[p.intent(t, m).State]++
		}
		return counts
	}
	first := states()
	const workers = 17 // that send 10 mails a second
	if tried := first[roster.IntentUncertain]; tried < 8 || tried > 8+workers-1 || tried+first[roster.IntentQueued] != len(members) {
		t.Errorf("got %v, want 8 uncertain, those that were under way, and the rest queued", first)
	}
	p.later(t, 4*time.Minute)
	if again := states(); !maps.Equal(first, again) {
		t.Errorf("got %v while the breaker is open, want %v", again, first)
	}
	p.ses.Grant(1000, 0, 0)
	p.deliverer = p.another(p.Fixture)
	p.ses.Says(mailtest.Accepts)
	p.later(t, time.Minute)
	p.later(t, 15*time.Minute)
	for _, m := range members {
		p.wantMail(t, m, roster.IntentSent, roster.DeliverySent, 1)
	}
	p.CheckInvariants(t)
}

// Bulk mail leaves a tenth of the daily quota to people waiting in front of a
// screen, and continues when there is quota again.
func TestDeliverer_dailyQuota(t *testing.T) {
	t.Parallel()
	p := newPost(t)
	bulk := p.InviteMany(t, 3, roster.LaneBulk)
	p.ses.Grant(1000, 100, 90)
	p.Clock.Advance(time.Second)
	d := p.another(p.Fixture)
	drain := func() {
		t.Helper()
		if err := d.Drain(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	drain()
	p.wantMail(t, bulk[0], roster.IntentQueued, roster.DeliveryQueued, 0)
	now := p.Invited(t, "Rosa", "Delgado", "rosa@example.org")
	drain()
	p.wantMail(t, now, roster.IntentSent, roster.DeliverySent, 1)
	p.wantMail(t, bulk[0], roster.IntentQueued, roster.DeliveryQueued, 0)
	p.CheckInvariants(t)
}

// While the service accepts nothing at all, nothing is attempted, nothing
// fails, and everything goes out once it has recovered.
func TestDeliverer_breaker(t *testing.T) {
	if testing.Short() {
		t.Skip("-short: tries a paused mail service for two hours")
	}
	t.Parallel()
	p := newPost(t)
	members := p.InviteMany(t, 40, roster.LaneBulk)
	p.ses.Says(mailtest.Paused)
	for range 24 { // two hours of it
		p.drain(t)
		tried := p.ses.Tries()
		p.later(t, 2*time.Minute)
		if after := p.ses.Tries(); after != tried {
			t.Fatalf("%d calls while the breaker is open", after-tried)
		}
		p.Clock.Advance(3 * time.Minute)
	}
	p.ses.Says(mailtest.Accepts)
	p.drain(t)
	p.later(t, 5*time.Minute)
	for _, m := range members {
		p.wantMail(t, m, roster.IntentSent, roster.DeliverySent, 1)
	}
	p.CheckInvariants(t)
}
