package account_test

import (
	"errors"
	"testing"
	"time"

	"github.com/communitrak/onboarding/internal/account"
	"github.com/communitrak/onboarding/internal/account/secondfactor"
	. "github.com/communitrak/onboarding/internal/onboarding/onboardingtest"
	"github.com/communitrak/onboarding/internal/roster"
)

// app is an authenticator app that has been set up, and what that returned.
type app struct {
	secret secondfactor.Secret
	token  account.Token
	codes  []roster.Code
}

// shown returns what the app shows now.
func (a app) shown(t *testing.T, f *Fixture) string {
	t.Helper()
	code, err := a.secret.Code(f.Clock.Now())
	if err != nil {
		t.Fatal(err)
	}
	return code
}

// enrolled sets up a second factor for Support.
func enrolled(t *testing.T, f *Fixture, s *account.Service, otp string) (account.Enrollment, app) {
	t.Helper()
	begun, err := s.Enroll(t.Context(), support, Password, otp)
	if err != nil {
		t.Fatal(err)
	}
	a := app{secret: begun.Secret}
	if a.token, _, a.codes, err = s.Confirm(t.Context(), begun.Ticket, a.shown(t, f)); err != nil {
		t.Fatal(err)
	}
	return begun, a
}

// Correct codes, from the app or the recovery list, do not use up the account's
// tries.
func TestSignIn_rightCodesDoNotCount(t *testing.T) {
	t.Parallel()
	f, s := strict(t)
	_, a := enrolled(t, f, s, "")
	limit := account.DefaultLimits().WrongPasswords
	f.Clock.Advance(time.Minute)
	for range limit - 1 {
		if _, _, err := s.SignIn(t.Context(), support, Password, "000000"); !errors.Is(err, account.ErrOTP) {
			t.Fatalf("a wrong code: got %v, want refused", err)
		}
	}
	for n := range 3 {
		f.Clock.Advance(30 * time.Second)
		if _, _, err := s.SignIn(t.Context(), support, Password, a.shown(t, f)); err != nil {
			t.Fatalf("right code %d: %v", n, err)
		}
		if _, _, err := s.SignIn(t.Context(), support, Password, a.codes[n].Reveal()); err != nil {
			t.Fatalf("recovery code %d: %v", n, err)
		}
	}
	if _, _, err := s.SignIn(t.Context(), support, Password, a.codes[0].Reveal()); !errors.Is(err, account.ErrOTP) {
		t.Errorf("a recovery code that was used: got %v, want refused", err)
	}
	var limited *account.LimitedError
	if _, _, err := s.SignIn(t.Context(), support, Password, a.codes[5].Reveal()); !errors.As(err, &limited) {
		t.Errorf("after %d wrong codes: got %v, want to be told to wait", limit, err)
	}
}

// An enrollment ticket is void once it has been used, or the password or the
// second factor has changed.
func TestConfirm_refused(t *testing.T) {
	t.Parallel()
	f, s := strict(t)
	stale, err := s.Enroll(t.Context(), support, Password, "")
	if err != nil {
		t.Fatal(err)
	}
	used, a := enrolled(t, f, s, "")
	f.Clock.Advance(time.Minute)
	for name, begun := range map[string]account.Enrollment{"begun before another was confirmed": stale, "used": used} {
		code, err := begun.Secret.Code(f.Clock.Now())
		if err != nil {
			t.Fatal(err)
		}
		if _, _, _, err := s.Confirm(t.Context(), begun.Ticket, code); !errors.Is(err, account.ErrEnrollment) {
			t.Errorf("%s: got %v, want it ended", name, err)
		}
	}
	if !alive(t, s, a.token) {
		t.Error("an enrolment that was refused ended the session")
	}
}
