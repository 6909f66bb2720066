// Package mailtest provides a mail service for tests.
package mailtest

import (
	"encoding/base64"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"sync"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/credentials"
	"github.com/aws/aws-sdk-go-v2/service/ses"
)

// Outcome is how the fake SES answers a mail.
type Outcome string

// How SES answers; After stands for an answer that fails although the mail was
// accepted.
const (
	Accepts     Outcome = ""
	Throttles   Outcome = "throttled"
	QuotaUsed   Outcome = "daily quota"
	Paused      Outcome = "account paused"
	NoSet       Outcome = "configuration set missing"
	FromUnknown Outcome = "sender not verified"
	ToUnknown   Outcome = "recipient not verified"
	Rejects     Outcome = "rejected"
	BadAddress  Outcome = "no address"
	Forbids     Outcome = "forbidden"
	Fails       Outcome = "500"
	FailsAfter  Outcome = "500 after it was taken"
	Unavailable Outcome = "503"
	Silent      Outcome = "no answer"
	SilentAfter Outcome = "no answer, taken"
	Resets      Outcome = "connection reset"
	ResetsAfter Outcome = "connection reset, taken"
)

// Sent is a mail accepted by the fake SES.
type Sent struct {
	ID, To, Intent, Raw string
}

// SES is a fake SES: it speaks the query protocol of v1 and records the mails it
// accepted, whether or not it said so.
type SES struct {
	*httptest.Server
	// Terse has the text of mails forgotten.
	Terse bool

	mu     sync.Mutex
	answer func(to string) Outcome // nil accepts all
	ledger []Sent
	tries  map[string]int
	rate   float64
	perDay float64
	used   float64
}

// NewSES starts a mail service that accepts every mail.
func NewSES(t testing.TB) *SES {
	t.Helper()
	s := &SES{tries: map[string]int{}, rate: 1000, perDay: 50000}
	s.Server = httptest.NewServer(s)
	t.Cleanup(s.Server.Close)
	return s
}

// Client returns a client of the service that repeats nothing and waits for an
// answer as long as timeout.
func (s *SES) Client(timeout time.Duration, options ...func(*ses.Options)) *ses.Client {
	return ses.New(ses.Options{
		Region: "us-east-1", BaseEndpoint: &s.URL, Credentials: credentials.NewStaticCredentialsProvider("local", "local", ""),
		HTTPClient: &http.Client{Timeout: timeout, Transport: &http.Transport{MaxIdleConnsPerHost: 64}}, Retryer: aws.NopRetryer{},
	}, options...)
}

// ServeHTTP answers as SES does.
func (s *SES) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if err := r.ParseForm(); err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	if r.PostForm.Get("Action") == "GetSendQuota" {
		s.mu.Lock()
		defer s.mu.Unlock()
		answer(w, "GetSendQuota", fmt.Sprintf("<Max24HourSend>%f</Max24HourSend><MaxSendRate>%f</MaxSendRate><SentLast24Hours>%f</SentLast24Hours>", s.perDay, s.rate, s.used))
		return
	}
	s.mail(w, r)
}

func (s *SES) mail(w http.ResponseWriter, r *http.Request) {
	to := r.PostForm.Get("Destinations.member.1")
	s.mu.Lock()
	s.tries[to]++
	decide := s.answer
	s.mu.Unlock()
	var how Outcome
	if decide != nil {
		how = decide(to)
	}
	switch how {
	case Accepts:
		answer(w, "SendRawEmail", "<MessageId>"+s.take(r.PostForm)+"</MessageId>")
	case Throttles:
		refuse(w, 400, "Throttling", "Maximum sending rate exceeded.")
	case QuotaUsed:
		refuse(w, 400, "Throttling", "Daily message quota exceeded.")
	case Paused:
		refuse(w, 400, "AccountSendingPausedException", "Email sending is disabled for your account.")
	case NoSet:
		refuse(w, 400, "ConfigurationSetDoesNotExist", "Configuration set does not exist.")
	case FromUnknown:
		refuse(w, 400, "MessageRejected", "Email address is not verified. The following identities failed the check in region US-EAST-1: "+r.PostForm.Get("Source"))
	case ToUnknown:
		refuse(w, 400, "MessageRejected", "Email address is not verified. The following identities failed the check in region US-EAST-1: "+to)
	case Rejects:
		refuse(w, 400, "MessageRejected", "Address blacklisted.")
	case BadAddress:
		refuse(w, 400, "InvalidParameterValue", "Missing final '@domain'")
	case Forbids:
		refuse(w, 403, "AccessDenied", "not authorized to perform ses:SendRawEmail")
	case Fails:
		refuse(w, 500, "InternalFailure", "oh")
	case FailsAfter:
		s.take(r.PostForm)
		refuse(w, 500, "InternalFailure", "oh")
	case Unavailable:
		refuse(w, 503, "ServiceUnavailable", "oh")
	case Silent:
		<-r.Context().Done()
	case SilentAfter:
		s.take(r.PostForm)
		<-r.Context().Done()
	case ResetsAfter:
		s.take(r.PostForm)
		reset(w)
	case Resets:
		reset(w)
	}
}

func (s *SES) take(form url.Values) string {
	raw, err := base64.StdEncoding.DecodeString(form.Get("RawMessage.Data"))
	if err != nil {
		panic(err)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.used++
	id := fmt.Sprintf("ses-%d", len(s.ledger)+1)
	if s.Terse {
		raw = nil
	}
	s.ledger = append(s.ledger, Sent{id, form.Get("Destinations.member.1"), form.Get("Tags.member.1.Value"), string(raw)})
	return id
}

// Grant sets the mails granted a second, and a day if perDay is not 0, of which
// some may be used already.
func (s *SES) Grant(rate, perDay, used float64) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.rate = rate
	if perDay != 0 {
		s.perDay, s.used = perDay, used
	}
}

// Tries returns how often mails were handed over, accepted or not.
func (s *SES) Tries() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	tries := 0
	for _, n := range s.tries {
		tries += n
	}
	return tries
}

// To lists the mails accepted for an address.
func (s *SES) To(address string) []Sent {
	s.mu.Lock()
	defer s.mu.Unlock()
	var found []Sent
	for _, m := range s.ledger {
		if m.To == address {
			found = append(found, m)
		}
	}
	return found
}

// All lists the mails accepted.
func (s *SES) All() []Sent {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]Sent{}, s.ledger...)
}

// Says sets the answer to all mails from now on.
func (s *SES) Says(how Outcome) { s.Decide(func(string) Outcome { return how }) }

// Decide has answer decide about each mail from now on.
func (s *SES) Decide(answer func(to string) Outcome) {
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
