package mail_test

import (
	"bytes"
	"context"
	"image"
	"image/png"
	"strings"
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
