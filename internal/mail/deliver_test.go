package mail_test

import (
	"bytes"
	"context"
	"image"
	"image/png"
	"maps"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/communitrak/onboarding/internal/faults"
	"github.com/communitrak/onboarding/internal/mail/mailtest"
	"github.com/communitrak/onboarding/internal/onboarding"
	"github.com/communitrak/onboarding/internal/onboarding/logofile"
	"github.com/communitrak/onboarding/internal/onboarding/onboardingtest"
	"github.com/communitrak/onboarding/internal/roster"
)

// TestDeliverer_outcomes checks, for everything that the mail service can
// answer, what happens to the mail then and after the service has recovered.
func TestDeliverer_outcomes(t *testing.T) {
	t.Parallel()
	type result struct {
		state    roster.IntentState
		delivery roster.DeliveryState
		copies   int
	}
	var (
		sentOnce  = result{roster.IntentSent, roster.DeliverySent, 1}
		waits     = result{roster.IntentQueued, roster.DeliveryQueued, 0}
		failed    = result{roster.IntentFailed, roster.DeliveryFailed, 0}
		unsure    = result{roster.IntentUncertain, roster.DeliveryQueued, 0}
		unsureYet = result{roster.IntentUncertain, roster.DeliveryQueued, 1}
		sentTwice = result{roster.IntentSent, roster.DeliverySent, 2}
	)
	for how, c := range map[mailtest.Outcome]struct {
		first result
		wait  time.Duration
		then  result
	}{
		mailtest.Accepts:     {sentOnce, time.Hour, sentOnce},
		mailtest.Throttles:   {waits, 30 * time.Second, sentOnce},
		mailtest.QuotaUsed:   {waits, 5 * time.Minute, sentOnce},
		mailtest.Paused:      {waits, 5 * time.Minute, sentOnce},
		mailtest.NoSet:       {waits, 5 * time.Minute, sentOnce},
		mailtest.FromUnknown: {waits, 5 * time.Minute, sentOnce},
		mailtest.Forbids:     {waits, 5 * time.Minute, sentOnce},
		mailtest.ToUnknown:   {failed, time.Hour, failed},
		mailtest.Rejects:     {failed, time.Hour, failed},
		mailtest.BadAddress:  {failed, time.Hour, failed},
		mailtest.Fails:       {unsure, 15 * time.Minute, sentOnce},
		mailtest.Unavailable: {unsure, 15 * time.Minute, sentOnce},
		mailtest.Silent:      {unsure, 15 * time.Minute, sentOnce},
		mailtest.Resets:      {unsure, 15 * time.Minute, sentOnce},
		mailtest.FailsAfter:  {unsureYet, 15 * time.Minute, sentTwice},
		mailtest.SilentAfter: {unsureYet, 15 * time.Minute, sentTwice},
		mailtest.ResetsAfter: {unsureYet, 15 * time.Minute, sentTwice},
	} {
		t.Run(string(how), func(t *testing.T) {
			t.Parallel()
			p := newPost(t)
			m := p.Invited(t, "Rosa", "Delgado", "rosa@example.org")
			p.ses.Says(how)
			p.drain(t)
			p.wantMail(t, m, c.first.state, c.first.delivery, c.first.copies)
			if n := p.intent(t, m); n.State != roster.IntentSent && n.Reason == "" {
				t.Error("nobody is told why")
			}
			p.ses.Says(mailtest.Accepts)
			p.later(t, c.wait-time.Second)
			p.wantMail(t, m, c.first.state, c.first.delivery, c.first.copies)
			p.later(t, time.Second)
			p.wantMail(t, m, c.then.state, c.then.delivery, c.then.copies)
			p.CheckInvariants(t)
		})
	}
}

func TestDeliverer_unreachable(t *testing.T) {
	t.Parallel()
	p := newPost(t)
	m := p.Invited(t, "Rosa", "Delgado", "rosa@example.org")
	p.ses.Close()
	p.drain(t) // the quota is still known
	p.wantMail(t, m, roster.IntentQueued, roster.DeliveryQueued, 0)
}

// An accepted mail contains the invitation's code and both links, and goes only
// to the member's address.
func TestDeliverer_mail(t *testing.T) {
	t.Parallel()
	p := newPost(t)
	m := p.Invited(t, "Rosa", "Delgado", "rosa@example.org")
	p.drain(t)
	mails := p.ses.All()
	if len(mails) != 1 || mails[0].To != m.Email {
		t.Fatalf("got %d mails, want one to %s", len(mails), m.Email)
	}
	right := p.ByMail(t, m)
	text := strings.ReplaceAll(mails[0].Raw, "=\r\n", "")
	for _, want := range []string{right.Code, "/activate#", "email=3Drosa%40example.org", "/decline#", right.Proof, "Ada Admin", "Maple Grove"} {
		if !strings.Contains(text, want) {
			t.Errorf("the mail does not say %q", want)
		}
	}
	p.CheckInvariants(t, right.Code, right.Proof)
}

// An invitation looks like it comes from the community, and says which home it
// is for.
func TestDeliverer_branding(t *testing.T) {
	t.Parallel()
	p := newPost(t)
	m := p.Invited(t, "Rosa", "Delgado", "rosa@example.org")
	p.drain(t)
	own := strings.ReplaceAll(p.ses.All()[0].Raw, "=\r\n", "")
	if !strings.Contains(own, "114 Juniper Ct, Mesa, AZ 85201") || !strings.Contains(own, "PO Box 100, Mesa, AZ 85201") || strings.Contains(own, "<img") {
		t.Errorf("without a look the mail lacks home or postal address, or shows a picture:\n%s", own)
	}

	color, welcome, address := "#1f6f54", "See you at the pool!", "1 Juniper Ct, Mesa, AZ 85201"
	if _, err := p.EditPreferences(t.Context(), p.Admin, m.Community, onboarding.PreferencesEdit{Color: &color, Welcome: &welcome, MailingAddress: &address}); err != nil {
		t.Fatal(err)
	}
	var file bytes.Buffer
	if err := png.Encode(&file, image.NewGray(image.Rect(0, 0, 96, 24))); err != nil {
		t.Fatal(err)
	}
	picture, err := logofile.Read(file.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	c, err := p.SetLogo(t.Context(), p.Admin, m.Community, picture)
	if err != nil {
		t.Fatal(err)
	}
	p.Invited(t, "Owen", "Delgado", "owen@example.org")
	p.drain(t)
	mails := p.ses.All()
	dressed := strings.ReplaceAll(mails[len(mails)-1].Raw, "=\r\n", "")
	for _, want := range []string{"#1f6f54", welcome, address, `src=3D"https://communitrak.example/page/logo/` + c.Preferences.Branding.Logo.ID + `"`, `alt=3D"Maple Grove"`} {
		if !strings.Contains(dressed, want) {
			t.Errorf("the mail lacks %s:\n%s", want, dressed)
		}
	}
	if strings.Contains(dressed, "PO Box 100") {
		t.Error("the stack's postal address stands beside the community's")
	}
}

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

// Mails in lane now go before those in lane bulk, but for a few that are sent at
// the same time.
func TestDeliverer_lanes(t *testing.T) {
	t.Parallel()
	p := newPost(t)
	p.ses.Grant(25, 0, 0)
	p.InviteMany(t, 60, roster.LaneBulk)
	p.InviteMany(t, 20, roster.LaneNow)
	p.Clock.Advance(time.Second)
	if err := p.another(p.Fixture).Drain(t.Context()); err != nil {
		t.Fatal(err)
	}
	mails := p.ses.All()
	if len(mails) != 80 {
		t.Fatalf("%d mails, want 80", len(mails))
	}
	bulk := 0
	for _, m := range mails[:25] {
		if strings.HasPrefix(m.To, "bulk") {
			bulk++
		}
	}
	if bulk > 10 {
		t.Errorf("%d of the first 25 mails are in lane bulk, want 5, and a few more at most", bulk)
	}
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

// What one read can answer for many mails is read once: each mail takes its
// claim, a last look at its member, and two writes of the result.
func TestDeliverer_calls(t *testing.T) {
	t.Parallel()
	p := newPost(t)
	const mails = 40
	p.InviteMany(t, mails, roster.LaneBulk)
	p.Clock.Advance(time.Second)
	record := faults.Record()
	if err := p.another(p.Through(record)).Drain(t.Context()); err != nil {
		t.Fatal(err)
	}
	if got := len(p.ses.All()); got != mails {
		t.Fatalf("%d mails, want %d", got, mails)
	}
	calls, lists := map[string]int{}, 0
	for _, c := range record.Calls() {
		if c.Operation == "Query" {
			lists++
		} else {
			calls[c.Operation]++
		}
	}
	if got := calls["BatchGetItem"] + calls["GetItem"]; got > mails+12 {
		t.Errorf("%d reads, want one for each of %d mails, and a few for all", got, mails)
	}
	if got := calls["PutItem"] + calls["UpdateItem"] + calls["TransactWriteItems"]; got > 3*mails+4 {
		t.Errorf("%d writes, want 3 for each of %d mails, and a few for the lease", got, mails)
	}
	if lists > 48 {
		t.Errorf("%d queries, want those of three lists", lists)
	}
	t.Logf("%d mails: %v, %d queries", mails, calls, lists)
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

// A mail that cannot be composed does not block others and eventually fails.
func TestDeliverer_poison(t *testing.T) {
	t.Parallel()
	p := newPost(t)
	poison := roster.Intent{ID: "poison", Kind: "unheard of", Lane: roster.LaneNow, State: roster.IntentQueued,
		Due: onboardingtest.Noon.Add(-time.Hour), CreatedAt: onboardingtest.Noon}
	tx := p.Store.Begin()
	tx.Enqueue(poison)
	if err := tx.Commit(t.Context()); err != nil {
		t.Fatal(err)
	}
	members := p.InviteMany(t, 20, roster.LaneNow)
	p.drain(t)
	for _, m := range members {
		p.wantMail(t, m, roster.IntentSent, roster.DeliverySent, 1)
	}
	for _, want := range []roster.IntentState{roster.IntentQueued, roster.IntentFailed} {
		n, err := p.Store.Intent(t.Context(), poison.ID)
		if err != nil || n.State != want || n.Reason == "" {
			t.Errorf("got %s, %q, %v, want %s", n.State, n.Reason, err, want)
		}
		p.later(t, 25*time.Hour)
	}
}

// A drain starts nothing shortly before its deadline and finishes what it has
// started.
func TestDeliverer_deadline(t *testing.T) {
	t.Parallel()
	p := newPost(t)
	m := p.Invited(t, "Rosa", "Delgado", "rosa@example.org")
	over, cancel := context.WithTimeout(t.Context(), 5*time.Second)
	defer cancel()
	if err := p.deliverer.Drain(over); err != nil {
		t.Fatal(err)
	}
	p.wantMail(t, m, roster.IntentQueued, roster.DeliveryQueued, 0)

	began := make(chan struct{})
	goOn := make(chan struct{})
	p.ses.Decide(func(string) mailtest.Outcome {
		close(began)
		<-goOn
		return mailtest.Accepts
	})
	ctx, stop := context.WithCancel(t.Context())
	done := make(chan error)
	go func() { done <- p.deliverer.Drain(ctx) }()
	<-began
	stop()
	close(goOn)
	if err := <-done; err != nil {
		t.Error(err)
	}
	p.wantMail(t, m, roster.IntentSent, roster.DeliverySent, 1)
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
