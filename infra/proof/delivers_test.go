package main

import (
	"context"
	"maps"
	"net/http/httptest"
	"slices"
	"testing"
	"time"

	"github.com/communitrak/onboarding/infra/local/mailbox"
	"github.com/communitrak/onboarding/internal/dynamo"
	"github.com/communitrak/onboarding/internal/dynamo/dynamotest"
	"github.com/communitrak/onboarding/internal/onboarding/onboardingtest"
	"github.com/communitrak/onboarding/internal/roster"
)

const (
	deliverKills = 100 // the goal
	killedMails  = 500 // likewise
	// perStart is about how many calls a start of the deliver function makes
	// until it has sent a few mails.
	perStart = 40
)

// postOffice is the deliver function on a table of its own, with a mail service
// whose reports reach nobody: what a killed process has handed over is known to
// the mail service alone.
type postOffice struct {
	*deployed
	box  *mailbox.Mailbox
	owed []string       // mails
	gone map[string]int // copies of a mail that had gone out, as of the last kill
	// hit is how many copies of a mail went out whose sending nobody noted
	// before the process was killed.
	hit map[string]int
}

// TestKills_deliver sends mails with the function as it is deployed, which is
// killed again and again: before a request is out, while the service works on
// it, or before the answer is in. Every mail goes out, and once more only if the
// process was killed after the mail service had taken it.
func TestKills_deliver(t *testing.T) {
	if testing.Short() {
		t.Skip("-short: kills the deliver function again and again")
	}
	t.Parallel()
	kills, mails := sized(4, deliverKills), sized(30, killedMails)
	o := newPostOffice(t, mails)
	o.until(t, kills)
	copies, extra, hits, failed := o.copies(), 0, 0, 0
	for _, id := range o.owed {
		mail := o.intent(t, id)
		hits += o.hit[id]
		extra += max(0, copies[id]-1)
		failed += btoi(mail.State == roster.IntentFailed)
		if copies[id] == 0 || copies[id] > 1+o.hit[id] {
			t.Errorf("%d copies of a mail went out, %d of them unnoted at a kill", copies[id], o.hit[id])
		}
		if mail.State != roster.IntentSent && (mail.State != roster.IntentFailed || mail.Reason == "" || o.hit[id] < 4) {
			t.Errorf("a mail is %s (%s) after %d kills that left its outcome unknown", mail.State, mail.Reason, o.hit[id])
		}
	}
	if len(copies) != len(o.owed) {
		t.Errorf("%d mails went out, want %d", len(copies), len(o.owed))
	}
	if o.kills < kills {
		t.Errorf("the mails were sent after %d kills, want %d", o.kills, kills)
	}
	o.CheckInvariants(t)
	provedShare(t, some(o.kills, deliverKills, "kills of the bootstrap"), " while it sent %s of %s mails: all went out, %d of them once more and %d given up with a reason, after kills that hit %d mails between acceptance and note",
		counted(mails), counted(killedMails), extra, failed, hits)
}

func newPostOffice(t *testing.T, mails int) *postOffice {
	t.Helper()
	o := &postOffice{deployed: &deployed{Fixture: onboardingtest.New(t), gate: newGate(), random: chance(201), said: &said{}}, gone: map[string]int{}, hit: map[string]int{}}
	var err error
	o.box, err = mailbox.Open(mailbox.Options{Dir: t.TempDir(), Rate: fast, Now: time.Now, Report: func(context.Context, mailbox.Event) error { return nil }})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := o.box.Close(); err != nil {
			t.Error(err)
		}
	})
	o.Clock.Advance(time.Since(o.Clock.Now())) // functions live by the real clock
	for n := range mails {
		m := o.Invited(t, "Rosa", "Delgado", onboardingtest.Email(n))
		o.owed = append(o.owed, roster.InvitationIntent(m, roster.MailInvitation, roster.LaneNow, o.Clock.Now()).ID)
	}
	table := httptest.NewServer(o.gate.around(onward(t, dynamotest.Endpoint(t))))
	t.Cleanup(table.Close)
	ses := httptest.NewServer(o.gate.around(o.box.SES()))
	t.Cleanup(ses.Close)
	o.start(t, built(t, "deliver"), table.URL, "AWS_ENDPOINT_URL_SES="+ses.URL, "CONFIGURATION_SET="+published,
		"BASE_URL=https://communitrak.example", "MAIL_FROM=invitations@communitrak.example", "SUPPORT_EMAIL=support@communitrak.example")
	return o
}

// until has the schedule run the function until all mails are final. Meanwhile
// the process is killed n times.
func (o *postOffice) until(t *testing.T, n int) {
	t.Helper()
	for runs := 0; !o.final(t); runs++ {
		if runs > 2*n+20 {
			t.Fatalf("after %d runs not all mails are final", runs)
		}
		o.gate.disarm()
		if o.kills < n {
			o.gate.arm(0, 1+o.random.IntN(perStart), moment(o.random.IntN(int(allMoments))))
		}
		killed, err := o.platform.invoke(t.Context(), `{"source":"aws.scheduler"}`)
		if err != nil {
			t.Fatal(err)
		}
		if killed {
			o.kills++
			o.noteKill(t)
		}
	}
}

// noteKill waits until the services have ended what the process had begun,
// counts the mails that had gone out unnoted, and lets its claims end at once.
func (o *postOffice) noteKill(t *testing.T) {
	t.Helper()
	for o.gate.underWay.Load() > 0 {
		time.Sleep(time.Millisecond)
	}
	past := time.Now().Add(-time.Second)
	copies := o.copies()
	for _, id := range o.owed {
		mail := o.intent(t, id)
		if !mail.State.Final() && copies[id] > o.gone[id] {
			o.hit[id] += copies[id] - o.gone[id]
		}
		o.gone[id] = copies[id]
		if mail.State.Final() || mail.State == roster.IntentQueued {
			continue
		}
		// The claim lapses, and then the wait for the mail service's report.
		if lapsed, ok := mail.ExpireClaim(mail.ClaimedUntil.Add(time.Hour)); ok {
			mail = lapsed
		}
		mail.Due = past
		tx := o.Store.Begin()
		tx.SaveIntent(mail)
		if err := tx.Commit(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	o.endDrain(t)
}

// endDrain ends the lease of the killed drain.
func (o *postOffice) endDrain(t *testing.T) {
	t.Helper()
	err := dynamo.Retry(t.Context(), func() error {
		lease, ok, err := o.Store.Acquire(t.Context(), "deliver", time.Second, time.Now().Add(time.Hour))
		if err != nil || !ok {
			return err
		}
		return o.Store.Release(t.Context(), lease, time.Now().Add(-time.Minute))
	})
	if err != nil {
		t.Fatal(err)
	}
}

func (o *postOffice) copies() map[string]int {
	copies := map[string]int{}
	for _, mail := range o.box.Mails() {
		if id := mail.Tags["mail"]; slices.Contains(o.owed, id) {
			copies[id]++
		}
	}
	return copies
}

func (o *postOffice) intent(t *testing.T, id string) roster.Intent {
	t.Helper()
	mail, err := o.Store.Intent(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	return mail
}

// final reports whether there is nothing left to send.
func (o *postOffice) final(t *testing.T) bool {
	t.Helper()
	mails, err := o.Store.Intents(t.Context(), o.owed)
	if err != nil {
		t.Fatal(err)
	}
	for mail := range maps.Values(mails) {
		if !mail.State.Final() {
			return false
		}
	}
	return len(mails) == len(o.owed)
}
