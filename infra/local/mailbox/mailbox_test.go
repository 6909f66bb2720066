package mailbox

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/credentials"
	"github.com/aws/aws-sdk-go-v2/service/ses"
	"github.com/aws/aws-sdk-go-v2/service/ses/types"
	"github.com/aws/smithy-go"
	"github.com/google/go-cmp/cmp"
)

var noon = time.Date(2026, 3, 14, 12, 0, 0, 0, time.UTC)

const raw = "From: Maple Grove <no-reply@example.com>\r\n" +
	"To: =?utf-8?q?J=C3=BCrgen?= <dana@example.com>\r\n" +
	"Reply-To: board@example.org\r\n" +
	"Subject: =?utf-8?q?Your_invitation_=E2=80=93_Maple_Grove?=\r\n" +
	"X-SES-MESSAGE-TAGS: kind=invitation, mail=m1\r\n" +
	"X-SES-CONFIGURATION-SET: onboarding\r\n" +
	"MIME-Version: 1.0\r\n" +
	"Content-Type: multipart/alternative; boundary=b\r\n\r\n" +
	"--b\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n" +
	"Hello J=C3=BCrgen,\r\nhttps://example.com/activate#code=3D1\r\n" +
	"--b\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n" +
	"PHA+SGVsbG88L3A+\r\n" +
	"--b--\r\n"

// reports collects what a mailbox reports.
type reports struct {
	mu     sync.Mutex
	events []Event
	fail   bool
}

func (r *reports) report(_ context.Context, e Event) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.fail {
		return errors.New("no table")
	}
	r.events = append(r.events, e)
	return nil
}

func (r *reports) types() []EventType {
	r.mu.Lock()
	defer r.mu.Unlock()
	var all []EventType
	for _, e := range r.events {
		all = append(all, e.EventType)
	}
	return all
}

func open(t *testing.T, dir string, rate int, r *reports) *Mailbox {
	t.Helper()
	box, err := Open(Options{Dir: dir, Rate: rate, Now: func() time.Time { return noon }, Report: r.report})
	if err != nil {
		t.Fatal(err)
	}
	return box
}

func client(t *testing.T, box *Mailbox) *ses.Client {
	t.Helper()
	server := httptest.NewServer(box.SES())
	t.Cleanup(server.Close)
	return ses.New(ses.Options{Region: "us-east-1", BaseEndpoint: &server.URL, Retryer: aws.NopRetryer{},
		Credentials: credentials.NewStaticCredentialsProvider("any", "any", "")})
}

func TestMailbox_takesWhatTheSDKSends(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	box := open(t, dir, 200, &reports{})
	sender := client(t, box)
	sent, err := sender.SendRawEmail(t.Context(), &ses.SendRawEmailInput{
		RawMessage:   &types.RawMessage{Data: []byte(raw)},
		Destinations: []string{"dana@example.com"},
		Tags:         []types.MessageTag{{Name: aws.String("member"), Value: aws.String("m7")}},
	})
	if err != nil {
		t.Fatal(err)
	}
	quota, err := sender.GetSendQuota(t.Context(), &ses.GetSendQuotaInput{})
	if err != nil {
		t.Fatal(err)
	}
	if quota.MaxSendRate != 200 || quota.SentLast24Hours != 1 {
		t.Errorf("quota: got rate %v and sent %v, want 200 and 1", quota.MaxSendRate, quota.SentLast24Hours)
	}
	if err := box.Close(); err != nil {
		t.Fatal(err)
	}

	again := open(t, dir, 200, &reports{})
	t.Cleanup(func() { again.Close() })
	w := httptest.NewRecorder()
	again.Handler().ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/_local/mailbox.json", nil))
	var got []map[string]any
	if err := json.Unmarshal(w.Body.Bytes(), &got); err != nil {
		t.Fatal(err)
	}
	want := []map[string]any{{
		"id": aws.ToString(sent.MessageId), "from": "Maple Grove <no-reply@example.com>", "to": "dana@example.com",
		"replyTo": "board@example.org", "subject": "Your invitation – Maple Grove",
		"text": "Hello Jürgen,\nhttps://example.com/activate#code=1", "html": "<p>Hello</p>", "at": "2026-03-14T12:00:00Z",
		"tags": map[string]any{"kind": "invitation", "mail": "m1", "member": "m7", "ses:configuration-set": "onboarding"},
	}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("mailbox.json (-want +got):\n%s", diff)
	}
}

func TestMailbox_refuses(t *testing.T) {
	t.Parallel()
	box := open(t, t.TempDir(), 2, &reports{})
	t.Cleanup(func() { box.Close() })
	sender := client(t, box)
	send := func(message string) string {
		_, err := sender.SendRawEmail(t.Context(), &ses.SendRawEmailInput{RawMessage: &types.RawMessage{Data: []byte(message)}})
		var refusal smithy.APIError
		if errors.As(err, &refusal) {
			return refusal.ErrorCode()
		}
		if err != nil {
			t.Fatal(err)
		}
		return ""
	}
	var got []string
	for _, message := range []string{"no message", "Subject: x\r\n\r\nto nobody", raw, raw, raw} {
		got = append(got, send(message))
	}
	want := []string{"InvalidParameterValue", "InvalidParameterValue", "", "", "Throttling"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("codes (-want +got):\n%s", diff)
	}
	if got, want := len(box.Mails()), 2; got != want {
		t.Errorf("mails: got %d, want %d", got, want)
	}
}

func TestMailbox_outcomes(t *testing.T) {
	t.Parallel()
	for to, want := range map[string][]string{
		"dana@example.com":       {"Send", "Delivery"},
		"bounce-1@example.com":   {"Send", "Bounce Permanent General"},
		"suppressed@example.com": {"Send", "Bounce Permanent OnAccountSuppressionList"},
		"Complain@example.com":   {"Send", "Delivery", "Complaint abuse"},
		"slow.one@example.com":   {"Send", "Delivery"},
	} {
		t.Run(to, func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			synctest.Test(t, func(t *testing.T) {
				r := &reports{}
				box := open(t, dir, 1, r)
				if _, err := box.accept(Mail{To: to, Tags: map[string]string{"mail": "m1"}}); err != nil {
					t.Fatal(err)
				}
				time.Sleep(slowDelay + time.Second) // in the bubble's time
				if err := box.Close(); err != nil {
					t.Fatal(err)
				}
				var got []string
				for _, e := range r.events {
					if diff := cmp.Diff([]string{"m1"}, e.Mail.Tags["mail"]); diff != "" {
						t.Errorf("tag (-want +got):\n%s", diff)
					}
					word := string(e.EventType)
					if e.Bounce != nil {
						word += " " + e.Bounce.BounceType + " " + e.Bounce.BounceSubType
					}
					if e.Complaint != nil {
						word += " " + e.Complaint.ComplaintFeedbackType
					}
					got = append(got, word)
				}
				if diff := cmp.Diff(want, got); diff != "" {
					t.Errorf("events (-want +got):\n%s", diff)
				}
			})
		})
	}
}

func TestMailbox_reportsAfterRestart(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	synctest.Test(t, func(t *testing.T) {
		failing := &reports{fail: true}
		first := open(t, dir, 1, failing)
		if _, err := first.accept(Mail{To: "dana@example.com"}); err != nil {
			t.Fatal(err)
		}
		synctest.Wait()
		if err := first.Close(); err != nil {
			t.Fatal(err)
		}
		// A kill in the middle of a line.
		file, err := os.OpenFile(filepath.Join(dir, "mails.jsonl"), os.O_APPEND|os.O_WRONLY, 0)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := file.WriteString(`{"mail":{"id":"half`); err != nil {
			t.Fatal(err)
		}
		if err := file.Close(); err != nil {
			t.Fatal(err)
		}

		for _, want := range [][]EventType{{Send, Delivery}, nil} {
			r := &reports{}
			box := open(t, dir, 1, r)
			box.Start()
			synctest.Wait()
			if err := box.Close(); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(want, r.types()); diff != "" {
				t.Errorf("events (-want +got):\n%s", diff)
			}
		}
	})
}

func TestMailbox_retriesReports(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	synctest.Test(t, func(t *testing.T) {
		r := &reports{fail: true}
		box := open(t, dir, 1, r)
		if _, err := box.accept(Mail{To: "dana@example.com"}); err != nil {
			t.Fatal(err)
		}
		time.Sleep(3 * reportRetryInterval) // in the bubble's time
		r.mu.Lock()
		r.fail = false
		r.mu.Unlock()
		time.Sleep(3 * reportRetryInterval)
		if err := box.Close(); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff([]EventType{Send, Delivery}, r.types()); diff != "" {
			t.Errorf("events (-want +got):\n%s", diff)
		}
	})
}

func TestMailbox_playedEvents(t *testing.T) {
	t.Parallel()
	r := &reports{}
	box := open(t, t.TempDir(), 1, r)
	id, err := box.accept(Mail{To: "slow@example.com", Tags: map[string]string{"mail": "m1"}})
	if err != nil {
		t.Fatal(err)
	}
	for body, want := range map[string]int{
		`{"id":"` + id + `","type":"bounce","bounceType":"Transient","bounceSubType":"MailboxFull"}`: http.StatusNoContent,
		`{"id":"m1","type":"complaint"}`:         http.StatusNoContent,
		`{"id":"nobody","type":"bounce"}`:        http.StatusNotFound,
		`{"id":"` + id + `","type":"explosion"}`: http.StatusBadRequest,
		`{"id":"` + id + `"}`:                    http.StatusBadRequest,
		`bounce`:                                 http.StatusBadRequest,
	} {
		w := httptest.NewRecorder()
		box.Handler().ServeHTTP(w, httptest.NewRequest(http.MethodPost, "/_local/ses-event", strings.NewReader(body)))
		if got := w.Code; got != want {
			t.Errorf("%s: status: got %d, want %d", body, got, want)
		}
	}
	if err := box.Close(); err != nil {
		t.Fatal(err)
	}
	transient := slices.ContainsFunc(r.events, func(e Event) bool {
		return e.Bounce != nil && e.Bounce.BounceType == "Transient" && e.Bounce.BouncedRecipients[0].EmailAddress == "slow@example.com"
	})
	if !transient {
		t.Errorf("no transient bounce among %v", r.types())
	}
	if !slices.Contains(r.types(), Complaint) {
		t.Errorf("no complaint among %v", r.types())
	}
}

func TestMailbox_pages(t *testing.T) {
	t.Parallel()
	box := open(t, t.TempDir(), 1, &reports{})
	t.Cleanup(func() { box.Close() })
	id, err := box.accept(Mail{To: "dana@example.com", Subject: `<img src=x onerror=alert(1)>`, Text: "Go to\nhttps://example.com/activate#code=1&proof=2 now", HTML: "<p>Hi</p>"})
	if err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]string{
		"/_local/mailbox":                 "&lt;img src=x onerror=alert(1)&gt;",
		"/_local/mailbox/" + id:           `<a href="https://example.com/activate#code=1&amp;proof=2">`,
		"/_local/mailbox/" + id + "/html": "<p>Hi</p>",
	} {
		w := httptest.NewRecorder()
		box.Handler().ServeHTTP(w, httptest.NewRequest(http.MethodGet, path, nil))
		body := w.Body.String()
		if w.Code != http.StatusOK || !strings.Contains(body, want) || strings.Contains(body, "<img") {
			t.Errorf("%s: status %d, want %q and no image in\n%s", path, w.Code, want, body)
		}
		// A community's logo is shown, and nothing is fetched from elsewhere.
		policy := w.Header().Get("Content-Security-Policy")
		if pictures := strings.Contains(policy, "img-src 'self';"); !strings.Contains(policy, "default-src 'none'") || pictures != strings.HasSuffix(path, "/html") {
			t.Errorf("%s: got policy %q, want pictures of its own origin in the mail alone", path, policy)
		}
	}
}
