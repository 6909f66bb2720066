package api_test

import (
	"context"
	"log/slog"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/s3"

	"github.com/communitrak/onboarding/internal/api"
	"github.com/communitrak/onboarding/internal/api/everything"
	"github.com/communitrak/onboarding/internal/importer"
	"github.com/communitrak/onboarding/internal/importer/bucket"
	"github.com/communitrak/onboarding/internal/onboarding/onboardingtest"
	"github.com/communitrak/onboarding/internal/printing"
	"github.com/communitrak/onboarding/internal/roster"
)

// lettersServer returns a server with a printer that runs when the test says
// so.
func lettersServer(t *testing.T) (*server, *printing.Service) {
	s := newServer(t)
	s.waitForLetters(0)
	put := func(context.Context, string, string, []byte) error { return nil }
	return s, printing.New(s.Store, s.Service, put, "https://members.example.com", "support@communitrak.example", slog.Default(), s.Clock.Now)
}

// waitForLetters sets how long requests wait. Links are signed, but lead
// nowhere.
func (s *server) waitForLetters(patience time.Duration) {
	keys := aws.CredentialsProviderFunc(func(context.Context) (aws.Credentials, error) {
		return aws.Credentials{AccessKeyID: "key", SecretAccessKey: "secret"}, nil
	})
	rosters := importer.New(s.Store, s.Service, bucket.New(s3.New(s3.Options{Region: "us-east-1", Credentials: keys}), "rosters"),
		importer.DefaultSettings(), slog.Default(), s.Clock.Now)
	s.handler = api.New(s.parts(), everything.Operations(rosters, patience)...)
}

// letterOutcomes returns why members were skipped, by ID; it is empty for those
// printed.
func letterOutcomes(r reply) map[string]string {
	all := map[string]string{}
	for _, item := range r.at("members").([]any) {
		m := item.(object)
		reason, _ := m["reason"].(string)
		if (m["outcome"] == "skipped") != (reason != "") {
			r.t.Errorf("%v is %v without or with a reason", m["id"], m["outcome"])
		}
		all[m["id"].(string)] = reason
	}
	return all
}

func TestPrintLetters(t *testing.T) {
	t.Parallel()
	s, printer := lettersServer(t)
	admin := s.admin()
	rosa := s.Invited(t, "Rosa", "Delgado", "rosa@example.org")
	_, active := s.resident("Ana", "ana@example.org", roster.RoleMember)
	body := object{"members": []string{rosa.ID, active, "nobody", rosa.ID}, "form": "letter"}

	before := s.Member(t, rosa)
	preview := s.call(admin, "POST", maple+"/letters", object{"members": []string{rosa.ID, active}, "form": "letter", "preview": true}).want(200, "")
	if preview.text("state") != "preview" || preview.at("printed") != 1.0 || preview.at("skipped") != 1.0 || s.Member(t, rosa).Rev != before.Rev {
		t.Errorf("preview: got %s, want it to say and change nothing", preview.Raw)
	}

	first := s.call(admin, "POST", maple+"/letters", body, "Idempotency-Key", "one").want(201, "")
	wantReasons(t, letterOutcomes(first), map[string]string{rosa.ID: "", active: "not_pending", "nobody": "not_found"})
	if first.text("state") != "making" || first.at("url") != nil {
		t.Errorf("got %s, want it in the making", first.Raw)
	}
	again := s.call(admin, "POST", maple+"/letters", body, "Idempotency-Key", "one").want(201, "")
	if again.text("id") != first.text("id") {
		t.Error("a repeat asked for another file")
	}
	if err := printer.RunDue(t.Context()); err != nil {
		t.Fatal(err)
	}
	s.Clock.Advance(time.Minute)
	one := maple + "/letters/" + first.text("id")
	ready := s.call(admin, "GET", one, nil).want(200, "")
	if ready.text("state") != "ready" || ready.at("printed") != 1.0 || ready.at("skipped") != 2.0 {
		t.Errorf("got %s, want it ready", ready.Raw)
	}
	if link := ready.text("url"); !strings.Contains(link, "/letters/maple-grove/") || !strings.Contains(link, "X-Amz-Expires=300") || !strings.Contains(link, "maple-grove-letters.pdf") {
		t.Errorf("the link is %s, want one of five minutes", link)
	}
	s.call(admin, "POST", maple+"/letters", body, "Idempotency-Key", "one").want(201, "")
	history := s.call(admin, "GET", maple+"/members/"+rosa.ID+"/history", nil).want(200, "")
	if n := strings.Count(string(history.Raw), `"letter_printed"`); n != 1 {
		t.Errorf("the history tells of %d letters, want one", n)
	}
	if shown := s.call(admin, "GET", maple+"/members/"+rosa.ID, nil); shown.at("invitation", "printedAt") == nil {
		t.Errorf("got %s, want when the letter was printed", shown.Raw)
	}
	for name, raw := range map[string][]byte{"answer": ready.Raw, "history": history.Raw, "log": s.logged.Bytes()} {
		if code, _, err := s.Code(t.Context(), s.Member(t, rosa)); err != nil || strings.Contains(string(raw), code.Reveal()) {
			t.Errorf("the %s shows the code, %v", name, err)
		}
	}

	board, _ := s.resident("Bo", "bo@example.org", roster.RoleBoard)
	s.call(board, "GET", one, nil).want(404, "not_found")
	s.Clock.Advance(25 * time.Hour)
	admin = s.admin()
	if gone := s.call(admin, "GET", one, nil).want(200, ""); gone.text("state") != "gone" || gone.at("url") != nil {
		t.Errorf("a day later: got %s, want it gone", gone.Raw)
	}
}

func wantReasons(t *testing.T, got, want map[string]string) {
	t.Helper()
	if len(got) != len(want) {
		t.Errorf("got %v, want %v", got, want)
	}
	for id, reason := range want {
		if got[id] != reason {
			t.Errorf("%s: got %q, want %q", id, got[id], reason)
		}
	}
}

func TestPrintLetters_guards(t *testing.T) {
	t.Parallel()
	s, _ := lettersServer(t)
	rosa := s.Invited(t, "Rosa", "Delgado", "rosa@example.org")
	board, _ := s.resident("Bo", "bo@example.org", roster.RoleBoard)
	above := invitation("Ivy", "ivy@example.org")
	above["role"] = "administrator"
	ivy := s.call(s.admin(), "POST", maple+"/invitations", above).want(201, "").text("member", "id")
	other, admin := s.AddCommunity(t, "Oak Hollow", "admin@oak-hollow.example")
	theirs, err := s.Invite(t.Context(), admin, other, onboardingtest.Person("Theo", "Delgado", "theo@example.org"))
	if err != nil {
		t.Fatal(err)
	}
	none := s.call(board, "POST", maple+"/letters", object{"members": []string{ivy, theirs.Member.ID}, "form": "card"}).want(200, "")
	wantReasons(t, letterOutcomes(none), map[string]string{ivy: "role_above_yours", theirs.Member.ID: "not_found"})
	if none.text("id") != "" || none.at("url") != nil {
		t.Errorf("got %s, want that there is nothing to print", none.Raw)
	}
	filtered := s.call(board, "POST", maple+"/letters", object{"filter": object{"status": "pending"}, "form": "letter"}).want(201, "")
	wantReasons(t, letterOutcomes(filtered), map[string]string{rosa.ID: "", ivy: "role_above_yours"})
	s.call("", "POST", maple+"/letters", object{"members": []string{rosa.ID}, "form": "letter"}).want(401, "unauthenticated")
	member, _ := s.resident("Dee", "dee@example.org", roster.RoleMember)
	s.call(member, "POST", maple+"/letters", object{"members": []string{rosa.ID}, "form": "letter"}).want(403, "forbidden")
	for name, body := range map[string]object{
		"neither":     {"form": "letter"},
		"both":        {"form": "letter", "members": []string{rosa.ID}, "filter": object{}},
		"no form":     {"members": []string{rosa.ID}},
		"other paper": {"members": []string{rosa.ID}, "form": "a4"},
	} {
		if got := s.call(board, "POST", maple+"/letters", body); got.Status != 422 {
			t.Errorf("%s: got %d, want 422: %s", name, got.Status, got.Raw)
		}
	}
}

// A request waits for its letters, so that a few are ready without polling.
func TestPrintLetters_waits(t *testing.T) {
	t.Parallel()
	s, printer := lettersServer(t)
	s.waitForLetters(30 * time.Second)
	admin, rosa := s.admin(), s.Invited(t, "Rosa", "Delgado", "rosa@example.org")
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	go func() {
		for ctx.Err() == nil {
			if due, err := s.Store.DuePrintJobs(ctx, s.Clock.Now(), 1); err == nil && len(due) > 0 {
				_ = printer.RunDue(ctx) // the test checks the result
				return
			}
		}
	}()
	got := s.call(admin, "POST", maple+"/letters", object{"members": []string{rosa.ID}, "form": "letter"}).want(201, "")
	if !slices.Contains([]string{"ready"}, got.text("state")) || got.at("url") == nil {
		t.Errorf("got %s, want the link at once", got.Raw)
	}
}

// The page answers a letter's code by saying where to look next.
func TestActivatePage_letter(t *testing.T) {
	t.Parallel()
	s, printer := lettersServer(t)
	s.enter("maple-grove", "m1", func(m *roster.Member) { m.Status, m.Email, m.Invitation = roster.Profile, "", roster.Invitation{} })
	s.call(s.admin(), "POST", maple+"/letters", object{"members": []string{"m1"}, "form": "card"}).want(201, "")
	if err := printer.RunDue(t.Context()); err != nil {
		t.Fatal(err)
	}
	m, err := s.Store.Member(t.Context(), "maple-grove", "m1")
	if err != nil {
		t.Fatal(err)
	}
	code, _, err := s.Code(t.Context(), m)
	if err != nil {
		t.Fatal(err)
	}
	s.call("", "POST", "/v1/activations", object{"email": "pat@example.org", "code": code.Reveal(), "password": "nine brown herons wade"}).want(403, "mail_sent")
}
