package mail_test

import (
	"encoding/json"
	"log/slog"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/service/dynamodb"

	"github.com/communitrak/onboarding/internal/app/apptest"
	"github.com/communitrak/onboarding/internal/dynamo/dynamotest"
	"github.com/communitrak/onboarding/internal/mail"
	"github.com/communitrak/onboarding/internal/mail/mailtest"
	"github.com/communitrak/onboarding/internal/onboarding/onboardingtest"
	"github.com/communitrak/onboarding/internal/roster"
)

const (
	sesTimeout    = 300 * time.Millisecond
	configuration = "events"
	fromAddress   = "invitations@communitrak.example"
	supportDesk   = "support@communitrak.example"
)

// post is a fixture whose mails go to a fake SES.
type post struct {
	*onboardingtest.Fixture
	ses       *mailtest.SES
	deliverer *mail.Deliverer
	feedback  *mail.Feedback
	log       *slog.Logger
}

func newPost(t *testing.T, options ...func(*dynamodb.Options)) *post {
	t.Helper()
	p := &post{Fixture: onboardingtest.New(t, options...), ses: mailtest.NewSES(t), log: apptest.Log(t)}
	p.deliverer = p.another(p.Fixture)
	p.feedback = mail.NewFeedback(p.Store, p.log, p.Clock.Now)
	p.drain(t)
	if got := p.ses.All(); len(got) != 0 {
		t.Fatalf("mails were sent about who is active: %+v", got)
	}
	return p
}

// another returns another deliverer, using the services of f.
func (p *post) another(f *onboardingtest.Fixture) *mail.Deliverer {
	composer := mail.NewComposer(f.Store, f.Service, f.Accounts, mail.Identity{BaseURL: "https://communitrak.example", From: fromAddress, Support: supportDesk, PostalAddress: "PO Box 100, Mesa, AZ 85201"}, p.Clock.Now)
	return mail.NewDeliverer(f.Store, composer, mail.NewSES(p.ses.Client(sesTimeout), configuration), p.log, p.Clock.Now)
}

func (p *post) drain(t *testing.T) {
	t.Helper()
	if err := p.deliverer.Drain(dynamotest.CallsFor(t.Context(), "Deliver")); err != nil {
		t.Fatalf("draining: %v", err)
	}
}

// later advances the clock and drains, as the schedule would.
func (p *post) later(t *testing.T, d time.Duration) {
	t.Helper()
	p.Clock.Advance(d)
	p.drain(t)
}

// intent reads the intent of an invitation mail.
func (p *post) intent(t *testing.T, m roster.Member) roster.Intent {
	t.Helper()
	n, err := p.Store.Intent(t.Context(), roster.InvitationIntent(m, roster.MailInvitation, roster.LaneNow, p.Clock.Now()).ID)
	if err != nil {
		t.Fatalf("reading the mail: %v", err)
	}
	return n
}

func (p *post) wantMail(t *testing.T, m roster.Member, state roster.IntentState, delivery roster.DeliveryState, copies int) {
	t.Helper()
	n, now := p.intent(t, m), p.Member(t, m)
	if n.State != state || now.Invitation.Delivery.State != delivery {
		t.Errorf("the mail is %s (%s), the member shows %s (%s), want %s, %s", n.State, n.Reason, now.Invitation.Delivery.State, now.Invitation.Delivery.Reason, state, delivery)
	}
	if got := len(p.ses.To(m.Email)); got != copies {
		t.Errorf("%d mails went out, want %d", got, copies)
	}
}

// event returns what SES publishes about a mail that it accepted.
func event(kind string, m mailtest.Sent, more map[string]any) []byte {
	e := map[string]any{"eventType": kind, "mail": map[string]any{
		"messageId": m.ID, "destination": []string{m.To}, "tags": map[string][]string{"mail": {m.Intent}, "ses:configuration-set": {configuration}},
	}}
	for k, v := range more {
		e[k] = v
	}
	encoded, err := json.Marshal(e)
	if err != nil {
		panic(err)
	}
	return encoded
}

func bounce(m mailtest.Sent, kind, subKind string) []byte {
	return event("Bounce", m, map[string]any{"bounce": map[string]any{"bounceType": kind, "bounceSubType": subKind}})
}

func complaint(m mailtest.Sent, kind, subKind string) []byte {
	return event("Complaint", m, map[string]any{"complaint": map[string]any{"complaintFeedbackType": kind, "complaintSubType": subKind}})
}

func (p *post) reports(t *testing.T, e []byte) {
	t.Helper()
	if err := p.feedback.Apply(dynamotest.CallsFor(t.Context(), "Feedback"), e); err != nil {
		t.Fatalf("event: %v", err)
	}
}
