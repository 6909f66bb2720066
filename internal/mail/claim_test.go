package mail_test

import (
	"context"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/communitrak/onboarding/internal/faults"
	"github.com/communitrak/onboarding/internal/mail/mailtest"
	"github.com/communitrak/onboarding/internal/onboarding"
	"github.com/communitrak/onboarding/internal/onboarding/onboardingtest"
	"github.com/communitrak/onboarding/internal/roster"
)

func TestDeliverer_unknownOutcome(t *testing.T) {
	t.Parallel()
	t.Run("the service's own word settles it", func(t *testing.T) {
		t.Parallel()
		p := newPost(t)
		m := p.Invited(t, "Rosa", "Delgado", "rosa@example.org")
		p.ses.Says(mailtest.ResetsAfter)
		p.drain(t)
		p.ses.Says(mailtest.Accepts)
		p.reports(t, event("Send", p.ses.To(m.Email)[0], nil))
		p.wantMail(t, m, roster.IntentSent, roster.DeliverySent, 1)
		p.later(t, time.Hour)
		p.wantMail(t, m, roster.IntentSent, roster.DeliverySent, 1)
	})
	t.Run("every time", func(t *testing.T) {
		t.Parallel()
		p := newPost(t)
		m := p.Invited(t, "Rosa", "Delgado", "rosa@example.org")
		p.ses.Says(mailtest.ResetsAfter)
		p.drain(t)
		for n, wait := range []time.Duration{15 * time.Minute, 30 * time.Minute, time.Hour} {
			p.later(t, wait-time.Second)
			p.wantMail(t, m, roster.IntentUncertain, roster.DeliveryQueued, n+1)
			p.later(t, time.Second)
			p.wantMail(t, m, roster.IntentUncertain, roster.DeliveryQueued, n+2)
		}
		p.later(t, 15*time.Minute)
		p.wantMail(t, m, roster.IntentFailed, roster.DeliveryFailed, 4)
		if now := p.Member(t, m); !strings.Contains(now.Invitation.Delivery.Reason, "nobody knows whether") || !now.Attention {
			t.Errorf("nobody is told: reason %q, attention %v", now.Invitation.Delivery.Reason, now.Attention)
		}
		p.reports(t, event("Delivery", p.ses.To(m.Email)[1], nil))
		p.wantMail(t, m, roster.IntentSent, roster.DeliveryDelivered, 4)
		if p.Member(t, m).Attention {
			t.Error("needs attention still")
		}
		p.CheckInvariants(t)
	})
}

// When two drain at once, each mail goes out once.
func TestDeliverer_twoAtOnce(t *testing.T) {
	t.Parallel()
	p := newPost(t)
	members := p.InviteMany(t, 60, roster.LaneNow)
	drainers := []interface{ Drain(context.Context) error }{p.deliverer, p.deliverer, p.another(p.Fixture), p.another(p.Fixture)}
	for range 3 {
		var wait sync.WaitGroup
		for _, d := range drainers {
			wait.Go(func() {
				if err := d.Drain(t.Context()); err != nil {
					t.Error(err)
				}
			})
		}
		wait.Wait()
	}
	for _, m := range members {
		p.wantMail(t, m, roster.IntentSent, roster.DeliverySent, 1)
	}
	p.CheckInvariants(t)
}

// A sender stopped after claiming a mail: nobody knows whether it went out, so
// it is not sent again right away.
func TestDeliverer_abandonedClaim(t *testing.T) {
	t.Parallel()
	p := newPost(t)
	m := p.Invited(t, "Rosa", "Delgado", "rosa@example.org")
	claimed, ok := p.intent(t, m).Claim(m.Email, p.Clock.Now())
	if !ok {
		t.Fatal("not claimed")
	}
	tx := p.Store.Begin()
	tx.SaveIntent(claimed)
	if err := tx.Commit(t.Context()); err != nil {
		t.Fatal(err)
	}
	p.later(t, roster.SendingLease-time.Second)
	p.wantMail(t, m, roster.IntentSending, roster.DeliveryQueued, 0)
	p.later(t, time.Second)
	p.wantMail(t, m, roster.IntentUncertain, roster.DeliveryQueued, 0)
	p.later(t, roster.UncertainWait)
	p.wantMail(t, m, roster.IntentSent, roster.DeliverySent, 1)
}

// What happens between enqueueing and sending decides.
func TestDeliverer_overtaken(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		overtake func(t *testing.T, p *post, m roster.Member)
		delivery roster.DeliveryState
		// mails to the former address, and to the one after the move
		copies, new int
	}{
		"revoked": {func(t *testing.T, p *post, m roster.Member) {
			if _, err := p.Revoke(t.Context(), p.Admin, p.Community, m.ID); err != nil {
				t.Fatal(err)
			}
		}, roster.DeliveryCancelled, 0, 0},
		"activated": {func(t *testing.T, p *post, m roster.Member) { p.ActivateByMail(t, m) }, roster.DeliveryCancelled, 0, 0},
		"declined": {func(t *testing.T, p *post, m roster.Member) {
			if err := p.Decline(t.Context(), m.Community, m.ID, p.ByMail(t, m).Proof); err != nil {
				t.Fatal(err)
			}
		}, roster.DeliveryCancelled, 0, 0},
		"expired": {func(_ *testing.T, p *post, _ roster.Member) { p.Clock.Advance(31 * 24 * time.Hour) }, roster.DeliveryCancelled, 0, 0},
		"readdressed": {func(t *testing.T, p *post, m roster.Member) {
			email := "new@example.org"
			if _, err := p.EditMember(t.Context(), p.Admin, p.Community, m.ID, onboarding.Edit{Email: &email}); err != nil {
				t.Fatal(err)
			}
		}, roster.DeliverySent, 0, 1},
		"invited anew": {func(t *testing.T, p *post, m roster.Member) {
			if _, err := p.Revoke(t.Context(), p.Admin, p.Community, m.ID); err != nil {
				t.Fatal(err)
			}
			p.Invited(t, "Rosa", "Delgado", m.Email)
		}, roster.DeliverySent, 1, 0},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := newPost(t)
			m := p.Invited(t, "Rosa", "Delgado", "rosa@example.org")
			c.overtake(t, p, m)
			p.drain(t)
			p.later(t, time.Hour)
			if n := p.intent(t, m); n.State != roster.IntentCancelled || n.Reason == "" {
				t.Errorf("the former mail is %s, %q, want cancelled", n.State, n.Reason)
			}
			if got := p.Member(t, m).Invitation.Delivery.State; got != c.delivery {
				t.Errorf("the member shows %s, want %s", got, c.delivery)
			}
			if got, moved := len(p.ses.To("rosa@example.org")), len(p.ses.To("new@example.org")); got != c.copies || moved != c.new {
				t.Errorf("%d mails to the former address, %d to the new one, want %d, %d", got, moved, c.copies, c.new)
			}
			p.CheckInvariants(t)
		})
	}
}

// claimIn returns which of the calls claims a mail, or -1.
func claimIn(calls []faults.Call) int {
	return slices.IndexFunc(calls, func(c faults.Call) bool {
		return c.Operation == "PutItem" && strings.HasPrefix(c.Keys[0].Partition, "O#")
	})
}

// A change committed while the mail is being composed stops it too.
func TestDeliverer_overtakenWhileMade(t *testing.T) {
	t.Parallel()
	p := newPost(t)
	m := p.Invited(t, "Rosa", "Delgado", "rosa@example.org")
	good := faults.Record()
	p.Clock.Advance(time.Second)
	if err := p.another(p.Through(good)).Drain(t.Context()); err != nil {
		t.Fatal(err)
	}
	claim := claimIn(good.Calls())
	if claim < 0 {
		t.Fatal("nothing was claimed")
	}
	p.Clock.Advance(time.Second)
	m = p.Invited(t, "Owen", "Delgado", "owen@example.org")
	inject := faults.Nth(claim+1, faults.Slow)
	inject.Log = t.Logf
	inject.Wait = func(ctx context.Context) {
		if _, err := p.Revoke(ctx, p.Admin, p.Community, m.ID); err != nil {
			t.Error(err)
		}
	}
	if err := p.another(p.Through(inject)).Drain(t.Context()); err != nil {
		t.Fatal(err)
	}
	if got := len(p.ses.To(m.Email)); got != 0 {
		t.Errorf("%d mails begun after the invitation was revoked", got)
	}
	p.later(t, time.Second)
	p.wantMail(t, m, roster.IntentCancelled, roster.DeliveryCancelled, 0)
}

// Somebody is edited after the mails were listed: theirs is composed anew, and
// goes out in the same drain.
func TestDeliverer_changedMeanwhile(t *testing.T) {
	t.Parallel()
	p := newPost(t)
	members := p.InviteMany(t, 5, roster.LaneBulk)
	p.Clock.Advance(time.Second)
	name := "Renamed"
	inject := faults.Meanwhile("PutItem", 2, func(ctx context.Context) { // the first takes the lease
		for _, m := range members {
			if _, err := p.EditMember(ctx, p.Admin, p.Community, m.ID, onboarding.Edit{FirstName: &name}); err != nil {
				t.Error(err)
			}
		}
	})
	if err := p.another(p.Through(inject)).Drain(t.Context()); err != nil {
		t.Fatal(err)
	}
	renamed := 0
	for _, m := range members {
		p.wantMail(t, m, roster.IntentSent, roster.DeliverySent, 1)
		if strings.Contains(p.ses.To(m.Email)[0].Raw, name) {
			renamed++
		}
	}
	if renamed == 0 {
		t.Error("no mail has the new name")
	}
	p.CheckInvariants(t)
}

// TestDeliverer_faults makes every call of a drain fail in every way, one at a
// time: the mail goes out, and only once unless nobody could know.
func TestDeliverer_faults(t *testing.T) {
	if testing.Short() {
		t.Skip("-short: makes every call of a drain go wrong")
	}
	t.Parallel()
	p := newPost(t)
	n, extra := 0, 0
	run := func(inject *faults.Injector) *faults.Injector {
		n++
		p.Clock.Advance(time.Second) // or each new drain would rest for a second
		m := p.Invited(t, "Rosa", "Delgado", onboardingtest.Email(n))
		inject.OnCrash = runtime.Goexit
		d := p.another(p.Through(inject))
		for range 3 {
			if survives(func() error { return d.Drain(t.Context()) }) == nil {
				break
			}
			inject.Revive()
			p.Clock.Advance(time.Second)
		}
		// The schedule finds the rest: lease, claim, and uncertainty expire.
		for _, m := range p.ses.To(m.Email) {
			p.reports(t, event("Send", m, nil))
		}
		for _, wait := range []time.Duration{2 * time.Minute, 15 * time.Minute, 15 * time.Minute} {
			p.later(t, wait)
		}
		copies := p.ses.To(m.Email)
		if p.intent(t, m).State != roster.IntentSent || len(copies) == 0 {
			t.Errorf("run %d: the mail is %s after %d copies", n, p.intent(t, m).State, len(copies))
		}
		extra += len(copies) - 1
		return inject
	}
	good := run(faults.Record()).Calls()
	for _, call := range good {
		for _, kind := range []faults.Kind{faults.ThrottleBefore, faults.ErrorBefore, faults.ErrorAfter, faults.ReplyLost, faults.Reset, faults.Conflict, faults.CrashBefore, faults.CrashAfter} {
			inject := faults.Nth(call.Number, kind)
			inject.Log = t.Logf
			run(inject)
		}
	}
	p.CheckInvariants(t)
	t.Logf("%d calls, %d runs, %d extra mails", len(good), n, extra)
	if extra != 0 {
		t.Errorf("%d mails went out twice although the service told of each", extra)
	}
}

// survives runs do in its own goroutine, which a crash may end.
func survives(do func() error) error {
	done := make(chan error, 1)
	go func() {
		defer close(done)
		done <- do()
	}()
	err, returned := <-done
	if !returned {
		return faults.ErrCrashed
	}
	return err
}

// Recording that a mail was sent is retried until it succeeds: otherwise the
// mail would go out again.
func TestDeliverer_recordsDespiteFailures(t *testing.T) {
	t.Parallel()
	p := newPost(t)
	p.Invited(t, "Rosa", "Delgado", "rosa@example.org")
	var mu sync.Mutex
	taken := false
	p.ses.Decide(func(string) mailtest.Outcome {
		mu.Lock()
		defer mu.Unlock()
		taken = true
		return mailtest.Accepts
	})
	// After the service has accepted the mail, nine calls in a row fail.
	failures := map[int]faults.Kind{}
	good := faults.Record()
	p.Clock.Advance(time.Second)
	if err := p.another(p.Through(good)).Drain(t.Context()); err != nil || !taken {
		t.Fatalf("the good run: %v, taken %v", err, taken)
	}
	calls := good.Calls()
	sent := claimIn(calls) + 1 // after the members are read again
	for after := range 9 {
		failures[sent+2+after] = faults.ErrorBefore
	}
	p.Clock.Advance(time.Second)
	m := p.Invited(t, "Owen", "Delgado", "owen@example.org")
	inject := faults.Script(failures)
	inject.Log = t.Logf
	if err := p.another(p.Through(inject)).Drain(t.Context()); err != nil {
		t.Fatal(err)
	}
	p.wantMail(t, m, roster.IntentSent, roster.DeliverySent, 1)
	p.later(t, time.Hour)
	p.wantMail(t, m, roster.IntentSent, roster.DeliverySent, 1)
}
