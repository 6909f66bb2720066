package mail_test

import (
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/communitrak/onboarding/internal/mail"
	"github.com/communitrak/onboarding/internal/mail/mailtest"
	"github.com/communitrak/onboarding/internal/onboarding"
	"github.com/communitrak/onboarding/internal/onboarding/onboardingtest"
	"github.com/communitrak/onboarding/internal/roster"
)

// posted returns somebody whose invitation went out.
func (p *post) posted(t *testing.T, n int) (roster.Member, mailtest.Sent) {
	t.Helper()
	m := p.Invited(t, "Rosa", "Delgado", onboardingtest.Email(n))
	p.drain(t)
	mails := p.ses.To(m.Email)
	if len(mails) != 1 {
		t.Fatalf("%d mails went out, want 1", len(mails))
	}
	return m, mails[0]
}

func TestFeedback_Apply(t *testing.T) {
	t.Parallel()
	p := newPost(t)
	cases := map[string]struct {
		events func(m mailtest.Sent) [][]byte
		want   roster.DeliveryState
		hard   bool
		skip   roster.SkipReason // of a resend after that
	}{
		"sent":      {func(m mailtest.Sent) [][]byte { return [][]byte{event("Send", m, nil)} }, roster.DeliverySent, false, ""},
		"delivered": {func(m mailtest.Sent) [][]byte { return [][]byte{event("Send", m, nil), event("Delivery", m, nil)} }, roster.DeliveryDelivered, false, ""},
		"backwards": {func(m mailtest.Sent) [][]byte { return [][]byte{event("Delivery", m, nil), event("Send", m, nil)} }, roster.DeliveryDelivered, false, ""},
		"no such mailbox": {func(m mailtest.Sent) [][]byte { return [][]byte{bounce(m, "Permanent", "NoEmail")} },
			roster.DeliveryBounced, true, roster.SkipHardBounced},
		"mailbox full": {func(m mailtest.Sent) [][]byte { return [][]byte{bounce(m, "Transient", "MailboxFull")} }, roster.DeliveryBounced, false, ""},
		"undetermined": {func(m mailtest.Sent) [][]byte { return [][]byte{bounce(m, "Undetermined", "Undetermined")} }, roster.DeliveryBounced, false, ""},
		"full, then gone": {func(m mailtest.Sent) [][]byte {
			return [][]byte{bounce(m, "Transient", "MailboxFull"), bounce(m, "Permanent", "General")}
		}, roster.DeliveryBounced, true, roster.SkipHardBounced},
		"suppressed": {func(m mailtest.Sent) [][]byte {
			return [][]byte{event("Send", m, nil), bounce(m, "Permanent", "OnAccountSuppressionList")}
		}, roster.DeliverySuppressed, true, roster.SkipSuppressed},
		"complaint": {func(m mailtest.Sent) [][]byte {
			return [][]byte{event("Complaint", m, nil), event("Delivery", m, nil)}
		}, roster.DeliveryComplained, false, roster.SkipComplained},
		"rejected": {func(m mailtest.Sent) [][]byte { return [][]byte{event("Send", m, nil), event("Reject", m, nil)} }, roster.DeliveryFailed, true, ""},
		"opened":   {func(m mailtest.Sent) [][]byte { return [][]byte{event("Open", m, nil), event("Click", m, nil)} }, roster.DeliverySent, false, ""},
		"out of office": {func(m mailtest.Sent) [][]byte {
			return [][]byte{event("Send", m, nil), event("Delivery", m, nil), bounce(m, "Transient", "General")}
		}, roster.DeliveryDelivered, false, ""},
		"out of office, reported first": {func(m mailtest.Sent) [][]byte {
			return [][]byte{bounce(m, "Transient", "General"), event("Send", m, nil), event("Delivery", m, nil)}
		}, roster.DeliveryDelivered, false, ""},
		"not delivered in the end": {func(m mailtest.Sent) [][]byte {
			return [][]byte{event("Send", m, nil), event("DeliveryDelay", m, nil), bounce(m, "Transient", "General")}
		}, roster.DeliveryBounced, false, ""},
		"delayed, then delivered": {func(m mailtest.Sent) [][]byte {
			return [][]byte{event("DeliveryDelay", m, nil), event("Delivery", m, nil), event("DeliveryDelay", m, nil)}
		}, roster.DeliveryDelivered, false, ""},
		"too large": {func(m mailtest.Sent) [][]byte { return [][]byte{bounce(m, "Transient", "MessageTooLarge")} }, roster.DeliveryBounced, false, ""},
		"refused for what it says": {func(m mailtest.Sent) [][]byte { return [][]byte{bounce(m, "Transient", "ContentRejected")} },
			roster.DeliveryBounced, false, ""},
		"refused for what is attached, after delivery": {func(m mailtest.Sent) [][]byte {
			return [][]byte{event("Delivery", m, nil), bounce(m, "Transient", "AttachmentRejected")}
		}, roster.DeliveryDelivered, false, ""},
		"full after delivery": {func(m mailtest.Sent) [][]byte {
			return [][]byte{event("Delivery", m, nil), bounce(m, "Transient", "MailboxFull")}
		}, roster.DeliveryDelivered, false, ""},
		"undetermined after delivery": {func(m mailtest.Sent) [][]byte {
			return [][]byte{event("Delivery", m, nil), bounce(m, "Undetermined", "Undetermined")}
		}, roster.DeliveryDelivered, false, ""},
		"gone after delivery": {func(m mailtest.Sent) [][]byte {
			return [][]byte{event("Delivery", m, nil), bounce(m, "Permanent", "General")}
		}, roster.DeliveryBounced, true, roster.SkipHardBounced},
		"gone, and delivery reported late": {func(m mailtest.Sent) [][]byte {
			return [][]byte{bounce(m, "Permanent", "General"), event("Delivery", m, nil)}
		}, roster.DeliveryBounced, true, roster.SkipHardBounced},
		"out of office, then a complaint": {func(m mailtest.Sent) [][]byte {
			return [][]byte{event("Delivery", m, nil), bounce(m, "Transient", "General"), event("Complaint", m, nil)}
		}, roster.DeliveryComplained, false, roster.SkipComplained},
		"taken out of the junk folder": {func(m mailtest.Sent) [][]byte {
			return [][]byte{event("Delivery", m, nil), complaint(m, "not-spam", "")}
		}, roster.DeliveryDelivered, false, ""},
		"a server doubts the sender": {func(m mailtest.Sent) [][]byte {
			return [][]byte{event("Delivery", m, nil), complaint(m, "auth-failure", "")}
		}, roster.DeliveryDelivered, false, ""},
		"abuse": {func(m mailtest.Sent) [][]byte {
			return [][]byte{event("Delivery", m, nil), complaint(m, "abuse", "")}
		}, roster.DeliveryComplained, false, roster.SkipComplained},
		"suppressed for an earlier complaint": {func(m mailtest.Sent) [][]byte {
			return [][]byte{event("Send", m, nil), complaint(m, "", "OnAccountSuppressionList")}
		}, roster.DeliverySuppressed, true, roster.SkipSuppressed},
		"a bounce without words": {func(m mailtest.Sent) [][]byte {
			return [][]byte{event("Bounce", m, nil)}
		}, roster.DeliveryBounced, false, ""},
	}
	members := map[string]roster.Member{}
	for name := range cases {
		members[name] = p.Invited(t, "Rosa", "Delgado", onboardingtest.Email(len(members)))
	}
	p.drain(t)
	for name, c := range cases {
		m := members[name]
		mail := p.ses.To(m.Email)[0]
		for range 2 { // every event arrives twice
			for _, e := range c.events(mail) {
				p.reports(t, e)
			}
		}
		now := p.Member(t, m)
		if d := now.Invitation.Delivery; d.State != c.want || d.Hard != c.hard || now.Attention != c.want.Troubled() || c.want.Troubled() && d.Reason == "" {
			t.Errorf("%s: got %s, hard %v, %q, attention %v, want %s, hard %v", name, d.State, d.Hard, d.Reason, now.Attention, c.want, c.hard)
		}
		p.Clock.Advance(time.Hour)
		sent, err := p.Resend(t.Context(), p.Admin, p.Community, []string{m.ID})
		if err != nil || sent[0].Skipped != c.skip {
			t.Errorf("%s: a resend was skipped %q, %v, want %q", name, sent[0].Skipped, err, c.skip)
		}
	}
	p.CheckInvariants(t)
}

// An event that is not about one of our mails, or does not match it, changes
// nothing.
func TestFeedback_forged(t *testing.T) {
	t.Parallel()
	p := newPost(t)
	m, mail := p.posted(t, 1)
	other, otherMail := p.posted(t, 2)
	before, otherBefore := p.Member(t, m), p.Member(t, other)
	withTags := func(tags any) []byte {
		return event("Complaint", mail, map[string]any{"mail": map[string]any{"messageId": mail.ID, "destination": []string{mail.To}, "tags": tags}})
	}
	for name, e := range map[string][]byte{
		"no tag":                      withTags(map[string][]string{}),
		"two mails in one tag":        withTags(map[string][]string{"mail": {mail.Intent, otherMail.Intent}}),
		"a mail we do not know":       event("Complaint", mailtest.Sent{ID: mail.ID, To: mail.To, Intent: "unheard-of"}, nil),
		"another's address and id":    event("Complaint", mailtest.Sent{ID: otherMail.ID, To: otherMail.To, Intent: mail.Intent}, nil),
		"a stranger's address":        event("Complaint", mailtest.Sent{ID: "ses-999", To: "stranger@example.org", Intent: mail.Intent}, nil),
		"no address, another id":      event("Complaint", mailtest.Sent{ID: "ses-999", Intent: mail.Intent}, nil),
		"no identifier at all":        event("Complaint", mailtest.Sent{Intent: mail.Intent}, nil),
		"an event of another kind":    event("DeliveryDelay", mail, nil),
		"an event without a kind":     event("", mail, nil),
		"a subscription":              event("Subscription", mail, nil),
		"an object of something else": []byte(`{"Records":[]}`),
	} {
		p.reports(t, e)
		if now := p.Member(t, m); now.Rev != before.Rev {
			t.Errorf("%s changed the member: %+v", name, now.Invitation.Delivery)
		}
		if now := p.Member(t, other); now.Rev != otherBefore.Rev {
			t.Errorf("%s changed another member: %+v", name, now.Invitation.Delivery)
		}
	}
	for _, broken := range []string{"", "{", "null,", `"text"`, `{"mail":7}`} {
		if err := p.feedback.Apply(t.Context(), []byte(broken)); err == nil {
			t.Errorf("%q is taken for an event", broken)
		}
	}
}

// A second copy of a mail has a different message ID, and its events count as
// much.
func TestFeedback_secondCopy(t *testing.T) {
	t.Parallel()
	p := newPost(t)
	m := p.Invited(t, "Rosa", "Delgado", "rosa@example.org")
	p.ses.Says(mailtest.ResetsAfter)
	p.drain(t)
	p.ses.Says(mailtest.Accepts)
	p.later(t, 15*time.Minute)
	p.wantMail(t, m, roster.IntentSent, roster.DeliverySent, 2)
	p.reports(t, event("Complaint", p.ses.To(m.Email)[0], nil))
	p.wantMail(t, m, roster.IntentSent, roster.DeliveryComplained, 2)
}

// Reports about an address count as long as the member has it.
func TestFeedback_formerMails(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		change func(t *testing.T, p *post, m roster.Member)
		want   roster.DeliveryState
	}{
		"sent again": {func(t *testing.T, p *post, m roster.Member) {
			if _, err := p.Resend(t.Context(), p.Admin, p.Community, []string{m.ID}); err != nil {
				t.Fatal(err)
			}
			p.drain(t)
		}, roster.DeliveryComplained},
		"invited anew": {func(t *testing.T, p *post, m roster.Member) {
			if _, err := p.Revoke(t.Context(), p.Admin, p.Community, m.ID); err != nil {
				t.Fatal(err)
			}
			p.Invited(t, "Rosa", "Delgado", m.Email)
		}, roster.DeliveryComplained},
		"readdressed": {func(t *testing.T, p *post, m roster.Member) {
			email := "new@example.org"
			if _, err := p.EditMember(t.Context(), p.Admin, p.Community, m.ID, onboarding.Edit{Email: &email}); err != nil {
				t.Fatal(err)
			}
			p.drain(t)
		}, roster.DeliverySent},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := newPost(t)
			m, mail := p.posted(t, 1)
			p.Clock.Advance(time.Hour)
			c.change(t, p, m)
			p.reports(t, event("Complaint", mail, nil))
			if got := p.Member(t, m).Invitation.Delivery.State; got != c.want {
				t.Errorf("got %s, want %s", got, c.want)
			}
			before := len(p.ses.All())
			p.later(t, time.Hour)
			if c.want == roster.DeliveryComplained && len(p.ses.All()) != before {
				t.Error("mail went out after the complaint")
			}
			p.CheckInvariants(t)
		})
	}
}

// A mail about a member that went to somebody else says nothing about the
// member's address.
func TestFeedback_mailToTheInviter(t *testing.T) {
	t.Parallel()
	p := newPost(t)
	m, _ := p.posted(t, 1)
	if err := p.Decline(t.Context(), m.Community, m.ID, p.ByMail(t, m).Proof); err != nil {
		t.Fatal(err)
	}
	p.drain(t)
	told := p.ses.To("admin@maple-grove.example")
	if len(told) != 1 {
		t.Fatalf("the inviter was sent %d mails, want 1", len(told))
	}
	before := p.Member(t, m)
	p.reports(t, bounce(told[0], "Permanent", "General"))
	if now := p.Member(t, m); now.Invitation.Delivery != before.Invitation.Delivery {
		t.Errorf("the one who declined shows %+v", now.Invitation.Delivery)
	}
}

// Whatever is reported about a mail, in any order and however often, the result
// is the same.
func TestFeedback_anyOrder(t *testing.T) {
	if testing.Short() {
		t.Skip("-short: takes reports in many orders")
	}
	t.Parallel()
	p := newPost(t)
	draw := rand.New(rand.NewPCG(1, 2))
	for round := range 12 {
		var members [2]roster.Member
		var all [2][][]byte
		for side := range members {
			m, mail := p.posted(t, 2*round+side)
			members[side] = m
			all[side] = [][]byte{event("Send", mail, nil), event("Delivery", mail, nil), bounce(mail, "Transient", "General"),
				bounce(mail, "Permanent", "General"), event("Complaint", mail, nil), event("Reject", mail, nil)}
		}
		chosen := draw.Perm(len(all[0]))[:1+round%len(all[0])]
		order := append(slices.Clone(chosen), chosen...)
		draw.Shuffle(len(order), func(a, b int) { order[a], order[b] = order[b], order[a] })
		for _, e := range chosen {
			p.reports(t, all[0][e])
		}
		for _, e := range order {
			p.reports(t, all[1][e])
		}
		a, b := p.Member(t, members[0]).Invitation.Delivery, p.Member(t, members[1]).Invitation.Delivery
		x, y := p.intent(t, members[0]), p.intent(t, members[1])
		if a.State != b.State || a.Hard != b.Hard || x.State != y.State || x.Outcome != y.Outcome {
			t.Errorf("%v ends in %s, %s, %v in %s, %s", chosen, a.State, x.State, order, b.State, y.State)
		}
	}
	p.CheckInvariants(t)
}

// Simultaneous events, each delivered several times, are all processed.
func TestFeedback_atOnce(t *testing.T) {
	t.Parallel()
	p := newPost(t)
	m, mailed := p.posted(t, 1)
	feedback := mail.NewFeedback(p.Store, p.log, p.Clock.Now)
	errs := make(chan error)
	events := [][]byte{event("Send", mailed, nil), event("Delivery", mailed, nil), event("Complaint", mailed, nil)}
	for range 4 {
		for _, e := range events {
			go func() { errs <- feedback.Apply(t.Context(), e) }()
		}
	}
	for range 4 * len(events) {
		if err := <-errs; err != nil {
			t.Error(err)
		}
	}
	p.wantMail(t, m, roster.IntentSent, roster.DeliveryComplained, 1)
	p.CheckInvariants(t)
}
