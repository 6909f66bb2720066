package api_test

import (
	"encoding/base32"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/communitrak/onboarding/internal/account"
	"github.com/communitrak/onboarding/internal/account/secondfactor"
	"github.com/communitrak/onboarding/internal/api"
	"github.com/communitrak/onboarding/internal/onboarding/onboardingtest"
	"github.com/communitrak/onboarding/internal/roster"
)

const supportEmail = "support@communitrak.example"

// newStrictServer returns a server that requires a second factor of Support.
func newStrictServer(t *testing.T) *server {
	s := newServer(t)
	s.Accounts = account.New(s.Store, s.Keys, account.DefaultLimits(), onboardingtest.QuickPolicy(), s.Clock.Now)
	s.handler = api.New(s.parts(), s.groups()...)
	if err := s.Accounts.CreateStaff(t.Context(), supportEmail, onboardingtest.Password); err != nil {
		t.Fatal(err)
	}
	return s
}

// supportWith is a Support sign-in with the given code.
func supportWith(otp string) object {
	return object{"email": supportEmail, "password": string(onboardingtest.Password), "otp": otp}
}

// enrol sets up a second factor and returns the app's secret and the recovery
// codes.
func (s *server) enrol(otp string) (app secondfactor.Secret, recovery []string, token string) {
	s.t.Helper()
	begun := s.call("", "POST", "/v1/second-factors", supportWith(otp)).want(201, "")
	app = secretOf(s.t, begun.text("secret"))
	done := s.call("", "POST", "/v1/second-factors/confirm", object{"ticket": begun.text("ticket"), "otp": s.shown(app)}).want(201, "")
	for _, code := range done.at("recoveryCodes").([]any) {
		recovery = append(recovery, code.(string))
	}
	return app, recovery, done.text("token")
}

func secretOf(t *testing.T, shown string) secondfactor.Secret {
	t.Helper()
	b, err := base32.StdEncoding.WithPadding(base32.NoPadding).DecodeString(shown)
	if err != nil {
		t.Fatal(err)
	}
	return secondfactor.NewSecret([secondfactor.SecretSize]byte(b))
}

// shown returns the code that the app shows now.
func (s *server) shown(app secondfactor.Secret) string {
	s.t.Helper()
	code, err := app.Code(s.Clock.Now())
	if err != nil {
		s.t.Fatal(err)
	}
	return code
}

func TestSecondFactor(t *testing.T) {
	t.Parallel()
	s := newStrictServer(t)
	const sessions, me = "/v1/sessions", "/v1/me"

	s.call("", "POST", sessions, supportWith("")).want(401, "otp_not_enrolled")
	s.call("", "POST", "/v1/second-factors", object{"email": supportEmail, "password": "not the password"}).want(401, "invalid_credentials")
	app, recovery, first := s.enrol("")
	if len(recovery) != 10 {
		t.Fatalf("got %d recovery codes, want 10", len(recovery))
	}
	if left := s.call(first, "GET", me, nil).want(200, "").at("recoveryCodesLeft"); left != 10.0 {
		t.Errorf("recovery codes left: got %v, want 10", left)
	}

	s.call("", "POST", sessions, supportWith("")).want(401, "otp_required")
	s.call("", "POST", sessions, supportWith(s.shown(app))).want(401, "otp_refused") // enrolling used it
	s.Clock.Advance(30 * time.Second)
	s.call("", "POST", sessions, supportWith(s.shown(app))).want(201, "")
	s.call("", "POST", sessions, supportWith(s.shown(app))).want(401, "otp_refused")

	s.call("", "POST", sessions, supportWith(strings.ToLower(recovery[3]))).want(201, "")
	s.call("", "POST", sessions, supportWith(recovery[3])).want(401, "otp_refused")

	s.call("", "POST", "/v1/second-factors", supportWith("")).want(401, "otp_required")
	other, _, second := s.enrol(recovery[0])
	s.call(first, "GET", me, nil).want(401, "unauthenticated")
	s.call(second, "GET", me, nil).want(200, "")
	s.Clock.Advance(30 * time.Second)
	s.call("", "POST", sessions, supportWith(s.shown(app))).want(401, "otp_refused")
	s.call("", "POST", sessions, supportWith(recovery[1])).want(401, "otp_refused")
	s.call("", "POST", sessions, supportWith(s.shown(other))).want(201, "")

	if err := s.Accounts.RemoveFactor(t.Context(), supportEmail); err != nil {
		t.Fatal(err)
	}
	s.call(second, "GET", me, nil).want(401, "unauthenticated")
	s.call("", "POST", sessions, supportWith("")).want(401, "otp_not_enrolled")
	s.CheckInvariants(t, app.Reveal(), other.Reveal(), recovery[5])
	told := 0
	for _, i := range s.Items(t) {
		if i.Kind == string(roster.MailFactorSet) {
			told++
		}
	}
	if told != 2 {
		t.Errorf("the owner is told by %d mails, want 2", told)
	}
}

func TestSecondFactor_ticket(t *testing.T) {
	t.Parallel()
	s := newStrictServer(t)
	begun := s.call("", "POST", "/v1/second-factors", supportWith("")).want(201, "")
	app := secretOf(t, begun.text("secret"))
	confirm := func() reply {
		return s.call("", "POST", "/v1/second-factors/confirm", object{"ticket": begun.text("ticket"), "otp": s.shown(app)}, "Idempotency-Key", "confirm")
	}
	s.call("", "POST", "/v1/second-factors/confirm", object{"ticket": begun.text("ticket"), "otp": "000000"}).want(401, "otp_refused")
	s.call("", "POST", "/v1/second-factors/confirm", object{"ticket": "guessed", "otp": s.shown(app)}).want(410, "enrolment_ended")
	confirm().want(201, "")
	confirm().want(410, "enrolment_ended") // despite the Idempotency-Key: answers with secrets are not kept
	begun = s.call("", "POST", "/v1/second-factors", supportWith(func() string { s.Clock.Advance(time.Minute); return s.shown(app) }())).want(201, "")
	app = secretOf(t, begun.text("secret"))
	s.Clock.Advance(16 * time.Minute)
	confirm().want(410, "enrolment_ended")
}

func TestSecondFactor_wrongCodesCount(t *testing.T) {
	t.Parallel()
	s := newStrictServer(t)
	app, _, _ := s.enrol("")
	s.Clock.Advance(time.Minute)
	for range account.DefaultLimits().WrongPasswords {
		s.call("", "POST", "/v1/sessions", supportWith("000000")).want(401, "otp_refused")
	}
	refused := s.call("", "POST", "/v1/sessions", supportWith(s.shown(app))).want(429, "too_many_tries")
	if refused.Header.Get("Retry-After") == "" {
		t.Error("no Retry-After")
	}
	s.Clock.Advance(account.DefaultLimits().PasswordWindow)
	s.call("", "POST", "/v1/sessions", supportWith(s.shown(app))).want(201, "")
}

func TestSecondFactor_codeIsUsedOnce(t *testing.T) {
	t.Parallel()
	s := newStrictServer(t)
	app, recovery, _ := s.enrol("")
	s.Clock.Advance(time.Minute)
	for _, code := range []string{s.shown(app), recovery[0]} {
		var wait sync.WaitGroup
		statuses := make([]int, 8)
		for n := range statuses {
			wait.Go(func() { statuses[n] = s.call("", "POST", "/v1/sessions", supportWith(code)).Status })
		}
		wait.Wait()
		let := 0
		for _, status := range statuses {
			if status == 201 {
				let++
			}
		}
		if let != 1 {
			t.Errorf("8 sign-ins with one code: got %d sessions (%v), want 1", let, statuses)
		}
		s.Clock.Advance(time.Hour)
	}
}

func TestMe_mailSandbox(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	parts := s.parts()
	parts.MailSandbox = true
	s.handler = api.New(parts, s.groups()...)
	if got := s.call(s.staff(), "GET", "/v1/me", nil).want(200, "").at("mailSandbox"); got != true {
		t.Errorf("Support is told %v, want true", got)
	}
	if got := s.call(s.admin(), "GET", "/v1/me", nil).want(200, "").at("mailSandbox"); got != nil {
		t.Errorf("a member is told %v", got)
	}
}

func TestSecondFactor_forSupportOnly(t *testing.T) {
	t.Parallel()
	s := newStrictServer(t)
	s.admin()
	s.call("", "POST", "/v1/second-factors", object{"email": "admin@maple-grove.example", "password": string(onboardingtest.Password)}).want(403, "forbidden")
}
