package mail_test

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/credentials"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/ses"

	_ "github.com/communitrak/onboarding/internal/account/password/passwordtest" // cheap to hash
	"github.com/communitrak/onboarding/internal/mail"
	"github.com/communitrak/onboarding/internal/onboarding"
	"github.com/communitrak/onboarding/internal/onboarding/onboardingtest"
	"github.com/communitrak/onboarding/internal/roster"
)

// outcome is how the fake SES answers a mail.
type outcome string

const (
	accepts       outcome = ""
	throttles     outcome = "throttled"
	quotaUsed     outcome = "daily quota"
	paused        outcome = "account paused"
	noSet         outcome = "configuration set missing"
	fromUnknown   outcome = "sender not verified"
	toUnknown     outcome = "recipient not verified"
	rejects       outcome = "rejected"
	badAddress    outcome = "no address"
	forbids       outcome = "forbidden"
	fails         outcome = "500"
	failsAfter    outcome = "500 after it was taken"
	unavailable   outcome = "503"
	silent        outcome = "no answer"
	silentAfter   outcome = "no answer, taken"
	resets        outcome = "connection reset"
	resetsAfter   outcome = "connection reset, taken"
	sesTimeout            = 300 * time.Millisecond
	configuration         = "events"
	fromAddress           = "invitations@communitrak.example"
	supportDesk           = "support@communitrak.example"
)

// sent is a mail accepted by the fake SES.
type sent struct {
	ID, To, Intent, Raw string
}

// fakeSES speaks the query protocol of SES v1 and records the mails it
// accepted, whether or not it said so.
type fakeSES struct {
	*httptest.Server
	// answer decides about each mail; nil accepts all.
	answer func(to string) outcome

	mu     sync.Mutex
	ledger []sent
	tries  map[string]int
	quotas int
	rate   float64
	perDay float64
	used   float64
}

func newSES(t *testing.T) *fakeSES {
	t.Helper()
	s := &fakeSES{tries: map[string]int{}, rate: 1000, perDay: 50000}
	s.Server = httptest.NewServer(s)
	t.Cleanup(s.Server.Close)
	return s
}

func (s *fakeSES) client() *ses.Client {
	return ses.New(ses.Options{
		Region: "us-east-1", BaseEndpoint: &s.URL, Credentials: credentials.NewStaticCredentialsProvider("local", "local", ""),
		HTTPClient: &http.Client{Timeout: sesTimeout, Transport: &http.Transport{MaxIdleConnsPerHost: 32}}, Retryer: aws.NopRetryer{},
	})
}

func (s *fakeSES) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if err := r.ParseForm(); err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	if r.PostForm.Get("Action") == "GetSendQuota" {
		s.mu.Lock()
		defer s.mu.Unlock()
		s.quotas++
		answer(w, "GetSendQuota", fmt.Sprintf("<Max24HourSend>%f</Max24HourSend><MaxSendRate>%f</MaxSendRate><SentLast24Hours>%f</SentLast24Hours>", s.perDay, s.rate, s.used))
		return
	}
	s.mail(w, r)
}

func (s *fakeSES) mail(w http.ResponseWriter, r *http.Request) {
	to := r.PostForm.Get("Destinations.member.1")
	s.mu.Lock()
	s.tries[to]++
	decide := s.answer
	s.mu.Unlock()
	var how outcome
	if decide != nil {
		how = decide(to)
	}
	switch how {
	case accepts:
		answer(w, "SendRawEmail", "<MessageId>"+s.take(r.PostForm)+"</MessageId>")
	case throttles:
		refuse(w, 400, "Throttling", "Maximum sending rate exceeded.")
	case quotaUsed:
		refuse(w, 400, "Throttling", "Daily message quota exceeded.")
	case paused:
		refuse(w, 400, "AccountSendingPausedException", "Email sending is disabled for your account.")
	case noSet:
		refuse(w, 400, "ConfigurationSetDoesNotExist", "Configuration set does not exist.")
	case fromUnknown:
		refuse(w, 400, "MessageRejected", "Email address is not verified. The following identities failed the check in region US-EAST-1: "+fromAddress)
	case toUnknown:
		refuse(w, 400, "MessageRejected", "Email address is not verified. The following identities failed the check in region US-EAST-1: "+to)
	case rejects:
		refuse(w, 400, "MessageRejected", "Address blacklisted.")
	case badAddress:
		refuse(w, 400, "InvalidParameterValue", "Missing final '@domain'")
	case forbids:
		refuse(w, 403, "AccessDenied", "not authorized to perform ses:SendRawEmail")
	case fails:
		refuse(w, 500, "InternalFailure", "oh")
	case failsAfter:
		s.take(r.PostForm)
		refuse(w, 500, "InternalFailure", "oh")
	case unavailable:
		refuse(w, 503, "ServiceUnavailable", "oh")
	case silent:
		<-r.Context().Done()
	case silentAfter:
		s.take(r.PostForm)
		<-r.Context().Done()
	case resetsAfter:
		s.take(r.PostForm)
		reset(w)
	case resets:
		reset(w)
	}
}

func (s *fakeSES) take(form url.Values) string {
	raw, err := base64.StdEncoding.DecodeString(form.Get("RawMessage.Data"))
	if err != nil {
		panic(err)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.used++
	id := fmt.Sprintf("ses-%d", len(s.ledger)+1)
	s.ledger = append(s.ledger, sent{id, form.Get("Destinations.member.1"), form.Get("Tags.member.1.Value"), string(raw)})
	return id
}

// to lists the mails accepted for an address.
func (s *fakeSES) to(address string) []sent {
	s.mu.Lock()
	defer s.mu.Unlock()
	var found []sent
	for _, m := range s.ledger {
		if m.To == address {
			found = append(found, m)
		}
	}
	return found
}

func (s *fakeSES) all() []sent {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]sent{}, s.ledger...)
}

// says sets the answer to all mails from now on.
func (s *fakeSES) says(how outcome) { s.decide(func(string) outcome { return how }) }

func (s *fakeSES) decide(answer func(to string) outcome) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.answer = answer
}

func answer(w http.ResponseWriter, action, result string) {
	w.Header().Set("Content-Type", "text/xml")
	fmt.Fprintf(w, `<%[1]sResponse xmlns="http://ses.amazonaws.com/doc/2010-12-01/"><%[1]sResult>%[2]s</%[1]sResult></%[1]sResponse>`, action, result)
}

func refuse(w http.ResponseWriter, status int, code, message string) {
	w.Header().Set("Content-Type", "text/xml")
	w.WriteHeader(status)
	fmt.Fprintf(w, `<ErrorResponse xmlns="http://ses.amazonaws.com/doc/2010-12-01/"><Error><Type>Sender</Type><Code>%s</Code><Message>%s</Message></Error></ErrorResponse>`, code, message)
}

func reset(w http.ResponseWriter) {
	connection, _, err := http.NewResponseController(w).Hijack()
	if err != nil {
		panic(err)
	}
	if tcp, ok := connection.(*net.TCPConn); ok {
		_ = tcp.SetLinger(0) // makes Close send a reset
	}
	_ = connection.Close()
}

// post is a fixture whose mails go to a fake SES.
type post struct {
	*onboardingtest.Fixture
	ses       *fakeSES
	deliverer *mail.Deliverer
	feedback  *mail.Feedback
}

func newPost(t *testing.T, options ...func(*dynamodb.Options)) *post {
	t.Helper()
	p := &post{Fixture: onboardingtest.New(t, options...), ses: newSES(t)}
	p.deliverer = p.another(p.Fixture)
	p.feedback = mail.NewFeedback(p.Store, slog.New(slog.DiscardHandler), p.Clock.Now)
	p.drain(t)
	if got := p.ses.all(); len(got) != 0 {
		t.Fatalf("mails were sent about who is active: %+v", got)
	}
	return p
}

// another returns another deliverer, using the services of f.
func (p *post) another(f *onboardingtest.Fixture) *mail.Deliverer {
	composer := mail.NewComposer(f.Store, f.Service, f.Accounts, mail.Identity{BaseURL: "https://communitrak.example", From: fromAddress, Support: supportDesk, PostalAddress: "PO Box 100, Mesa, AZ 85201"}, p.Clock.Now)
	return mail.NewDeliverer(f.Store, composer, mail.NewSES(p.ses.client(), configuration), slog.New(slog.DiscardHandler), p.Clock.Now)
}

func (p *post) drain(t *testing.T) {
	t.Helper()
	if err := p.deliverer.Drain(t.Context()); err != nil {
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
	if got := len(p.ses.to(m.Email)); got != copies {
		t.Errorf("%d mails went out, want %d", got, copies)
	}
}

// event returns what SES publishes about a mail that it accepted.
func event(kind string, m sent, more map[string]any) []byte {
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

func bounce(m sent, kind, subKind string) []byte {
	return event("Bounce", m, map[string]any{"bounce": map[string]any{"bounceType": kind, "bounceSubType": subKind}})
}

func complaint(m sent, kind, subKind string) []byte {
	return event("Complaint", m, map[string]any{"complaint": map[string]any{"complaintFeedbackType": kind, "complaintSubType": subKind}})
}

func (p *post) reports(t *testing.T, e []byte) {
	t.Helper()
	if err := p.feedback.Apply(t.Context(), e); err != nil {
		t.Fatalf("event: %v", err)
	}
}

// many invites n people, up to 20 per household, with their mails in the given
// lane.
func (p *post) many(t *testing.T, n int, lane roster.Lane) []roster.Member {
	t.Helper()
	var members []roster.Member
	for len(members) < n {
		batch, err := p.NewBatch(t.Context(), p.Admin.Actor(), p.Community, lane)
		if err != nil {
			t.Fatal(err)
		}
		home := batch.AddProperty(roster.Property{ID: roster.NewID(), Kind: roster.Lot, Label: "Lot " + roster.NewID()[:6], Line: roster.NewID()})
		household := batch.AddHousehold(home.ID, "", "")
		for range min(20, n-len(members)) {
			email := strings.ToLower(string(lane)) + "-" + onboardingtest.Email(len(members))
			person, err := p.PersonID(t.Context(), email)
			if err != nil {
				t.Fatal(err)
			}
			members = append(members, batch.Invite(onboarding.NewMember{FirstName: "Rosa", LastName: "Delgado", Email: email, Person: person}, home, household))
		}
		if err := batch.Commit(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	return members
}
