package mail_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/communitrak/onboarding/internal/mail/mailtest"
	"github.com/communitrak/onboarding/internal/onboarding"
	"github.com/communitrak/onboarding/internal/onboarding/onboardingtest"
	"github.com/communitrak/onboarding/internal/roster"
)

// sweep runs the schedule once, at a later time.
func (p *post) sweep(t *testing.T, later time.Duration) {
	t.Helper()
	p.Clock.Advance(later)
	if err := p.Sweep(t.Context()); err != nil {
		t.Fatalf("sweep: %v", err)
	}
	p.drain(t)
}

func subjects(mails []mailtest.Sent) []string {
	var all []string
	for _, m := range mails {
		for line := range strings.Lines(m.Raw) {
			if subject, ok := strings.CutPrefix(line, "Subject: "); ok {
				all = append(all, strings.TrimSpace(subject))
			}
		}
	}
	return all
}

// There is one reminder, two days before the end, and none for those who need
// none.
func TestReminders(t *testing.T) {
	t.Parallel()
	p := newPost(t)
	reminded, _ := p.posted(t, 1)
	active, _ := p.posted(t, 2)
	revoked, _ := p.posted(t, 3)
	bounced, bouncedMail := p.posted(t, 4)
	unsent, err := p.Invite(t.Context(), p.Admin, p.Community, later(onboardingtest.Person("Ivy", "Sato", "ivy@example.org")))
	if err != nil {
		t.Fatal(err)
	}
	p.ActivateByMail(t, active)
	if _, err := p.Revoke(t.Context(), p.Admin, p.Community, revoked.ID); err != nil {
		t.Fatal(err)
	}
	p.reports(t, bounce(bouncedMail, "Permanent", "General"))

	p.sweep(t, 28*24*time.Hour-time.Second)
	if got := len(p.ses.To(reminded.Email)); got != 1 {
		t.Errorf("a second before the time: %d mails, want the invitation alone", got)
	}
	p.sweep(t, time.Second)
	for range 3 {
		p.sweep(t, time.Hour)
	}
	for _, c := range []struct {
		m    roster.Member
		want int
	}{{reminded, 2}, {active, 1}, {revoked, 1}, {bounced, 1}, {unsent.Member, 0}} {
		if got := len(p.ses.To(c.m.Email)); got != c.want {
			t.Errorf("%s was sent %d mails, want %d: %q", c.m.Email, got, c.want, subjects(p.ses.To(c.m.Email)))
		}
	}
	right := p.ByMail(t, reminded)
	if mails := p.ses.To(reminded.Email); !strings.Contains(strings.ReplaceAll(mails[1].Raw, "=\r\n", ""), right.Code) {
		t.Error("the reminder has another code")
	}

	p.WantCounts(t, roster.Counts{Active: 2, Pending: 3, Attention: 2, Needs: roster.NeedCounts{CorrectEmail: 1, InviteAgain: 1}})
	p.sweep(t, 48*time.Hour)
	p.WantCounts(t, roster.Counts{Active: 2, Pending: 3, Attention: 4, Needs: roster.NeedCounts{CorrectEmail: 1, Resend: 2, InviteAgain: 1}})
	p.CheckInvariants(t, right.Code, right.Proof)

	// After a resend there is another reminder.
	if sent, err := p.Resend(t.Context(), p.Admin, p.Community, []string{reminded.ID}); err != nil || sent[0].Skipped != "" {
		t.Fatalf("resend: %+v, %v", sent, err)
	}
	p.drain(t)
	p.sweep(t, 28*24*time.Hour)
	if got := len(p.ses.To(reminded.Email)); got != 4 {
		t.Errorf("%d mails, want invitation, reminder and both again: %q", got, subjects(p.ses.To(reminded.Email)))
	}
}

func later(in onboarding.Invitation) onboarding.Invitation {
	in.Send = onboarding.SendLater
	return in
}

// A bounced reminder marks the address.
func TestReminders_bounced(t *testing.T) {
	t.Parallel()
	p := newPost(t)
	m, first := p.posted(t, 1)
	p.reports(t, event("Delivery", first, nil))
	p.sweep(t, 28*24*time.Hour)
	mails := p.ses.To(m.Email)
	if len(mails) != 2 {
		t.Fatalf("%d mails, want 2", len(mails))
	}
	p.reports(t, event("Delivery", mails[1], nil))
	p.wantMail(t, m, roster.IntentSent, roster.DeliveryDelivered, 2)
	p.reports(t, bounce(mails[1], "Permanent", "General"))
	p.wantMail(t, m, roster.IntentSent, roster.DeliveryBounced, 2)
	p.CheckInvariants(t)
}

func (p *post) curtain(t *testing.T, on bool) {
	t.Helper()
	p.Clock.Advance(time.Second)
	c, err := p.EditPreferences(t.Context(), p.Admin, p.Community.ID, onboarding.PreferencesEdit{BlackCurtain: &on})
	if err != nil {
		t.Fatal(err)
	}
	p.Community = c
}

// behind activates somebody now.
func (p *post) behind(t *testing.T, n int) roster.Member {
	t.Helper()
	m := p.Invited(t, "Rosa", "Delgado", fmt.Sprintf("behind-%d@example.org", n))
	p.ActivateByMail(t, m)
	return m
}

// wantBehind checks how many people are counted as still to be told that the
// doors are open.
func (p *post) wantBehind(t *testing.T, want int) {
	t.Helper()
	got, err := p.Store.Counts(t.Context(), p.Community.ID)
	if err != nil {
		t.Fatal(err)
	}
	if got.BehindCurtain != want {
		t.Errorf("%d are counted behind the curtain, want %d", got.BehindCurtain, want)
	}
}

// Everybody who activated behind the curtain is told once that the doors are
// open.
func TestDoorsOpen(t *testing.T) {
	t.Parallel()
	p := newPost(t)
	before := p.behind(t, 1)
	p.curtain(t, true)
	first, second := p.behind(t, 2), p.behind(t, 3)
	removed := p.behind(t, 4)
	p.wantBehind(t, 3)
	p.curtain(t, false)
	if _, err := p.Remove(t.Context(), p.Admin, p.Community, removed.ID); err != nil {
		t.Fatal(err)
	}
	p.wantBehind(t, 2)
	p.sweep(t, 0)
	p.wantBehind(t, 0)
	meanwhile := p.behind(t, 5)
	for range 4 {
		p.sweep(t, time.Minute)
	}
	for _, c := range []struct {
		m    roster.Member
		want int
	}{{before, 0}, {first, 1}, {second, 1}, {removed, 0}, {meanwhile, 0}} {
		if got := p.ses.To(c.m.Email); len(got) != c.want {
			t.Errorf("%s was told %d times, want %d: %q", c.m.Email, len(got), c.want, subjects(got))
		}
	}
	p.CheckInvariants(t)
}

// If the curtain is turned on again, unsent mails are cancelled; those not yet told
// are told when the doors open for good, and the others are not told again.
func TestDoorsOpen_closedAgain(t *testing.T) {
	t.Parallel()
	p := newPost(t)
	p.curtain(t, true)
	told := p.behind(t, 1)
	p.curtain(t, false)
	p.sweep(t, 0)
	p.curtain(t, true)
	waiting := p.behind(t, 2)
	p.wantBehind(t, 1)
	p.curtain(t, false)
	if err := p.Sweep(t.Context()); err != nil { // enqueued but not sent yet
		t.Fatal(err)
	}
	p.curtain(t, true)
	p.sweep(t, 0)
	p.sweep(t, time.Hour)
	if got := p.ses.To(waiting.Email); len(got) != 0 {
		t.Errorf("told behind the curtain: %q", subjects(got))
	}
	last := p.behind(t, 3)
	p.wantBehind(t, 2)
	p.curtain(t, false)
	for range 3 {
		p.sweep(t, time.Minute)
	}
	p.wantBehind(t, 0)
	for _, m := range []roster.Member{told, waiting, last} {
		if got := p.ses.To(m.Email); len(got) != 1 {
			t.Errorf("%s was told %d times, want once: %q", m.Email, len(got), subjects(got))
		}
	}
	p.CheckInvariants(t)
}

// A mail that the service refused is not enqueued again, so nobody counts as
// waiting for it.
func TestDoorsOpen_refused(t *testing.T) {
	t.Parallel()
	p := newPost(t)
	p.curtain(t, true)
	m := p.behind(t, 1)
	p.wantBehind(t, 1)
	p.ses.Says(mailtest.Rejects)
	p.curtain(t, false)
	for range 3 {
		p.sweep(t, time.Minute)
	}
	p.wantBehind(t, 0)
	p.ses.Says(mailtest.Accepts)
	p.curtain(t, true)
	p.wantBehind(t, 0)
	p.curtain(t, false)
	for range 3 {
		p.sweep(t, time.Minute)
	}
	if got := p.ses.To(m.Email); len(got) != 0 {
		t.Errorf("told %d times, want never: %q", len(got), subjects(got))
	}
	p.CheckInvariants(t)
}

// There are more people than fit on one page of the fan-out.
func TestDoorsOpen_pages(t *testing.T) {
	if testing.Short() {
		t.Skip("-short: tells a hundred people that the doors are open")
	}
	t.Parallel()
	p := newPost(t)
	p.curtain(t, true)
	members := p.InviteMany(t, 130, roster.LaneBulk)
	for _, m := range members {
		m = p.Member(t, m)
		active, err := m.Activate(p.Community, p.Clock.Now())
		if err != nil {
			t.Fatal(err)
		}
		tx := p.Store.Begin()
		tx.SaveMember(m, active, p.Clock.Now())
		if err := tx.Commit(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	p.curtain(t, false)
	for range 3 {
		p.sweep(t, time.Minute)
	}
	if got := len(p.ses.All()); got != len(members) {
		t.Errorf("%d mails went out, want %d", got, len(members))
	}
	for _, m := range members {
		if got := len(p.ses.To(m.Email)); got != 1 {
			t.Errorf("%s was told %d times, want once", m.Email, got)
		}
	}
}

// The lost-mail request lists all communities of the address in one mail.
func TestLostMail(t *testing.T) {
	t.Parallel()
	p := newPost(t)
	cedar, cedarAdmin := p.AddCommunity(t, "Cedar Hill", "admin@cedar-hill.example")
	there, err := p.Invite(t.Context(), cedarAdmin, cedar, onboardingtest.Person("Rosa", "Delgado", "rosa@example.org"))
	if err != nil {
		t.Fatal(err)
	}
	here := p.Invited(t, "Rosa", "Delgado", "rosa@example.org")
	p.drain(t)
	p.Clock.Advance(time.Hour)
	for range 2 { // the second is within the cool-down
		if err := p.LostMail(t.Context(), "Rosa@Example.org"); err != nil {
			t.Fatal(err)
		}
		p.drain(t)
	}
	mails := p.ses.To("rosa@example.org")
	if len(mails) != 3 {
		t.Fatalf("%d mails, want two invitations and one more: %q", len(mails), subjects(mails))
	}
	text := strings.ReplaceAll(mails[2].Raw, "=\r\n", "")
	for _, m := range []roster.Member{here, there.Member} {
		if right := p.ByMail(t, m); !strings.Contains(text, right.Code) || !strings.Contains(text, right.Proof) {
			t.Errorf("the code of %s is not in the mail", m.Community)
		}
	}
	// If the invitation is revoked after the request, its code is no longer
	// sent.
	p.Clock.Advance(time.Hour)
	if err := p.LostMail(t.Context(), "rosa@example.org"); err != nil {
		t.Fatal(err)
	}
	if _, err := p.Revoke(t.Context(), p.Admin, p.Community, here.ID); err != nil {
		t.Fatal(err)
	}
	p.drain(t)
	mails = p.ses.To("rosa@example.org")
	if text := strings.ReplaceAll(mails[len(mails)-1].Raw, "=\r\n", ""); strings.Contains(text, p.ByMail(t, here).Code) {
		t.Error("a revoked code was sent")
	}
	if err := p.LostMail(t.Context(), "nobody@example.org"); err != nil {
		t.Fatal(err)
	}
	p.drain(t)
	if got := p.ses.To("nobody@example.org"); len(got) != 0 {
		t.Errorf("a stranger was sent %q", subjects(got))
	}
	p.CheckInvariants(t)
}
