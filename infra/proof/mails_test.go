package main

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	awsmiddleware "github.com/aws/aws-sdk-go-v2/aws/middleware"
	"github.com/aws/aws-sdk-go-v2/service/ses"
	"github.com/aws/smithy-go/middleware"

	"github.com/communitrak/onboarding/internal/app/apptest"
	"github.com/communitrak/onboarding/internal/faults"
	"github.com/communitrak/onboarding/internal/mail"
	"github.com/communitrak/onboarding/internal/mail/mailtest"
	"github.com/communitrak/onboarding/internal/onboarding/onboardingtest"
	"github.com/communitrak/onboarding/internal/roster"
)

const (
	queuedMails    = 10_000 // the goal of pace and pause
	ambiguousMails = 20_000 // the goal of ambiguous
	ambiguousShare = 0.04   // of the calls to the mail service
	lostEvents     = 0.05   // of the mail service's events
	pauseOfAccount = 24 * time.Hour
)

// sustained is for how many seconds the rate is counted here: how many calls a
// busy machine makes within one is partly its own doing, and is tested with a
// virtual clock.
const sustained = 10

// office is a mail service that notes when mails are handed to the network.
type office struct {
	*mailtest.SES

	mu    sync.Mutex
	calls []time.Time
}

func newOffice(t *testing.T, rate int) *office {
	t.Helper()
	o := &office{SES: mailtest.NewSES(t)}
	o.Terse = true
	o.Grant(float64(rate), 0, 0)
	return o
}

// note notes when a mail is handed to the network.
func (o *office) note(stack *middleware.Stack) error {
	return stack.Deserialize.Add(middleware.DeserializeMiddlewareFunc("proof.note",
		func(ctx context.Context, in middleware.DeserializeInput, next middleware.DeserializeHandler) (middleware.DeserializeOutput, middleware.Metadata, error) {
			if awsmiddleware.GetOperationName(ctx) == "SendRawEmail" {
				o.mu.Lock()
				o.calls = append(o.calls, time.Now())
				o.mu.Unlock()
			}
			return next.HandleDeserialize(ctx, in)
		}), middleware.After)
}

// most returns how many mails were handed to the network within any span, at
// most.
func (o *office) most(span time.Duration) int {
	slices.SortFunc(o.calls, time.Time.Compare)
	most, first := 0, 0
	for n, at := range o.calls {
		for at.Sub(o.calls[first]) >= span {
			first++
		}
		most = max(most, n-first+1)
	}
	return most
}

// took returns the mails that the office took, by the intent.
func (o *office) took() map[string][]mailtest.Sent {
	took := map[string][]mailtest.Sent{}
	for _, m := range o.All() {
		took[m.Intent] = append(took[m.Intent], m)
	}
	return took
}

// post is a table with mails that are due, and an office that takes them.
type post struct {
	*onboardingtest.Fixture
	office *office
}

func newPost(t *testing.T, rate int) *post {
	t.Helper()
	p := &post{onboardingtest.New(t), newOffice(t, rate)}
	// The administrator is active: nothing is sent to them.
	if err := p.deliverer(t, faults.Record(), faults.Record()).Drain(t.Context()); err != nil {
		t.Fatal(err)
	}
	p.Clock.Advance(time.Second)
	return p
}

// deliverer returns a new one whose calls to the table and to the office go
// through the injectors.
func (p *post) deliverer(t *testing.T, table, mails *faults.Injector) *mail.Deliverer {
	t.Helper()
	f := p.Through(table)
	composer := mail.NewComposer(f.Store, f.Service, f.Accounts, mail.Identity{BaseURL: "https://communitrak.example", From: "invitations@communitrak.example", Support: "support@communitrak.example"}, p.Clock.Now)
	client := p.office.Client(minute, mails.SES, func(o *ses.Options) { o.APIOptions = append(o.APIOptions, p.office.note) })
	return mail.NewDeliverer(f.Store, composer, mail.NewSES(client, published), apptest.Log(t), p.Clock.Now)
}

// mailOf returns the mail that the member's invitation owes.
func (p *post) mailOf(t *testing.T, m roster.Member) roster.Intent {
	t.Helper()
	n, err := p.Store.Intent(t.Context(), roster.InvitationIntent(m, roster.MailInvitation, roster.LaneBulk, p.Clock.Now()).ID)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// wantOnce checks that each member's mail counts as sent, and was taken once.
func (p *post) wantOnce(t *testing.T, members []roster.Member) {
	t.Helper()
	took := p.office.took()
	for _, m := range members {
		n := p.mailOf(t, m)
		if got := len(took[n.ID]); n.State != roster.IntentSent || got != 1 {
			t.Fatalf("the mail to %s is %s (%s) and was taken %d times, want sent and once", m.ID, n.State, n.Reason, got)
		}
	}
}

// The three tests send what is due at a rate that the mail service grants, by
// the wall clock. It takes no longer than at 0.95 of the rate, which is never
// exceeded for long.
func TestMails_pace14(t *testing.T)  { pace(t, 14) }
func TestMails_pace50(t *testing.T)  { pace(t, 50) }
func TestMails_pace200(t *testing.T) { pace(t, 200) }

func pace(t *testing.T, rate int) {
	t.Helper()
	if testing.Short() {
		t.Skip("-short: sends mails by the wall clock")
	}
	p := newPost(t, rate)
	n := sized(3*rate, queuedMails)
	members := p.InviteMany(t, n, roster.LaneBulk)
	p.Clock.Advance(time.Second)
	d := p.deliverer(t, faults.Record(), faults.Record())
	began := time.Now()
	if err := d.Drain(t.Context()); err != nil {
		t.Fatal(err)
	}
	took := time.Since(began).Seconds()
	used := float64(n) / float64(rate) / took
	if got := p.office.most(sustained * time.Second); got > sustained*rate {
		t.Errorf("%d mails within %d s, want %d at most", got, sustained, sustained*rate)
	}
	// A short run is mostly its beginning and its end.
	if *scale > 0 && used < 0.95 {
		t.Errorf("%d mails took %.1f s, %.3f of the rate, want 0.95", n, took, used)
	}
	if most := float64(rate) * (took + 1); float64(n) > most {
		t.Errorf("%d mails took %.1f s, want %.0f in that time at most", n, took, most)
	}
	p.wantOnce(t, members)
	p.CheckInvariants(t)
	provedShare(t, some(n, queuedMails, fmt.Sprintf("mails at %d a second", rate)), " took %.0f s, %.3f of the rate; at most %s in any %d s (%s granted)", took, used,
		counted(p.office.most(sustained*time.Second)), sustained, counted(sustained*rate))
}

// TestMails_paused has the account paused for a day while mails are queued. None
// is lost, and once the pause is over the schedule sends them by itself.
func TestMails_paused(t *testing.T) {
	if testing.Short() {
		t.Skip("-short: pauses the account for hours")
	}
	t.Parallel()
	p := newPost(t, fast)
	n, pause := sized(60, queuedMails), time.Hour
	if *scale > 0 {
		pause = pauseOfAccount
	}
	members := p.InviteMany(t, n, roster.LaneBulk)
	d := p.deliverer(t, faults.Record(), faults.Record())
	p.office.Says(mailtest.Paused)
	schedule := func() {
		p.Clock.Advance(time.Minute)
		if err := d.Drain(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	for over := p.Clock.Now().Add(pause); p.Clock.Now().Before(over); {
		schedule()
	}
	for _, m := range members {
		if n := p.mailOf(t, m); n.State != roster.IntentQueued || n.Attempts != 0 {
			t.Fatalf("the mail to %s is %s after %d attempts, want queued", m.ID, n.State, n.Attempts)
		}
	}
	refused := p.office.Tries()
	p.office.Says(mailtest.Accepts)
	minutes := 0
	for ; len(p.office.All()) < n && minutes < 30; minutes++ {
		schedule()
	}
	p.wantOnce(t, members)
	p.CheckInvariants(t)
	provedShare(t, some(n, queuedMails, "mails"), " queued while the account was paused for %.0f of %.0f h, %s calls refused: all sent once, none failed, by the schedule within %d min", pause.Hours(), pauseOfAccount.Hours(), counted(refused), minutes)
}

// TestMails_ambiguous loses the replies to some calls that the mail service has
// carried out, and some of its events, while people are revoked. Nearly everybody
// gets one mail, and none is begun for who has been revoked.
func TestMails_ambiguous(t *testing.T) {
	if testing.Short() {
		t.Skip("-short: sends hundreds of mails and loses replies")
	}
	t.Parallel()
	p := newPost(t, fast)
	n := sized(400, ambiguousMails)
	members := p.InviteMany(t, n, roster.LaneBulk)
	table, mails := faults.Record(), faults.Random(*seed, ambiguousShare, faults.ErrorAfter, faults.ReplyLost)
	d := p.deliverer(t, table, mails)
	feedback := mail.NewFeedback(p.Store, apptest.Log(t), p.Clock.Now)

	revoked := map[string]int{} // how many calls there were when the revocation had been committed, by mail
	var revoking sync.WaitGroup
	revoking.Go(func() {
		for k := n - 1; k >= 0 && t.Context().Err() == nil; k -= max(1, n/100) {
			if _, err := p.Revoke(t.Context(), p.Admin, p.Community, members[k].ID); err != nil {
				t.Error(err)
				return
			}
			revoked[p.mailOf(t, members[k]).ID] = len(table.Calls())
		}
	})
	random, reported := chance(7), map[string]bool{}
	for range 3 * 60 / 5 {
		if err := d.Drain(t.Context()); err != nil {
			t.Fatal(err)
		}
		p.Clock.Advance(5 * time.Minute)
		p.report(t, feedback, reported, func() bool { return random.Float64() < lostEvents })
	}
	revoking.Wait()

	lost := 0
	for _, c := range mails.Calls() {
		lost += btoi(c.Fault != faults.None)
	}
	extra, late := 0, 0
	claims, took := claimsIn(table.Calls()), p.office.took()
	for _, m := range members {
		intent := p.mailOf(t, m)
		copies := len(took[intent.ID])
		committed, gone := revoked[intent.ID]
		switch {
		case !intent.State.Final():
			t.Errorf("the mail to %s is %s after all", m.ID, intent.State)
		case copies == 0 && (!gone || intent.State != roster.IntentCancelled):
			t.Errorf("the mail to %s is %s and never went out", m.ID, intent.State)
		case copies > 1:
			extra += copies - 1
		}
		if gone && copies > 0 && claims[intent.ID] > committed {
			late++
		}
	}
	if late > 0 {
		t.Errorf("%d mails were begun after their invitation had been revoked", late)
	}
	if most := float64(n) * 0.0005; lost == 0 || float64(extra) > max(1, most) {
		t.Errorf("%d extra mails after %d lost replies, want %.0f at most", extra, lost, most)
	}
	p.CheckInvariants(t)
	provedShare(t, some(n, ambiguousMails, "mails"), ", %d replies of the mail service lost (%.1f %%) and %.0f %% of its events: %d extra mails (%.3f %%); %d invitations revoked meanwhile, no mail begun after that",
		lost, 100*float64(lost)/float64(len(mails.Calls())), 100*lostEvents, extra, 100*float64(extra)/float64(n), len(revoked))
}

// report delivers what the office says about the mails it has taken since, but
// for the events that get lost.
func (p *post) report(t *testing.T, feedback *mail.Feedback, reported map[string]bool, lost func() bool) {
	t.Helper()
	var events []json.RawMessage
	for _, m := range p.office.All() {
		if reported[m.ID] {
			continue
		}
		reported[m.ID] = true
		for _, kind := range []string{"Send", "Delivery"} {
			if lost() {
				continue
			}
			events = append(events, json.RawMessage(fmt.Sprintf(`{"eventType":%q,"mail":{"messageId":%q,"destination":[%q],"tags":{"mail":[%q]}}}`, kind, m.ID, m.To, m.Intent)))
		}
	}
	var wait sync.WaitGroup
	for part := range slices.Chunk(events, max(1, len(events)/8+1)) {
		wait.Go(func() {
			for _, e := range part {
				if err := feedback.Apply(t.Context(), e); err != nil {
					t.Error(err)
				}
			}
		})
	}
	wait.Wait()
}

// claimsIn returns the number of the call that claimed each mail first.
func claimsIn(calls []faults.Call) map[string]int {
	claims := map[string]int{}
	for _, c := range calls {
		if c.Operation != "PutItem" {
			continue
		}
		id, ok := strings.CutPrefix(c.Keys[0].Partition, "O#")
		if ok && claims[id] == 0 {
			claims[id] = c.Number
		}
	}
	return claims
}
