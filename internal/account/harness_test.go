package account_test

import (
	"errors"
	"sync"
	"testing"

	"github.com/communitrak/onboarding/internal/account"
	"github.com/communitrak/onboarding/internal/account/password"
	_ "github.com/communitrak/onboarding/internal/account/password/passwordtest" // cheap to hash
	. "github.com/communitrak/onboarding/internal/onboarding/onboardingtest"
	"github.com/communitrak/onboarding/internal/roster"
)

const (
	rosa    = "rosa@example.org"
	support = "support@communitrak.example"
	another = password.Password("four gray otters swim")
)

// resident returns a fixture with an active member besides the administrator.
func resident(t *testing.T) (*Fixture, roster.Member) {
	t.Helper()
	f := New(t)
	m := f.Invited(t, "Rosa", "Delgado", rosa)
	f.ActivateByMail(t, m)
	return f, f.Member(t, m)
}

// strict returns a fixture with a Support account, and a service that requires
// a second factor from it.
func strict(t *testing.T) (*Fixture, *account.Service) {
	t.Helper()
	f := New(t)
	s := account.New(f.Store, f.Keys, account.DefaultLimits(), password.Default, f.Clock.Now)
	if err := s.CreateStaff(t.Context(), support, Password); err != nil {
		t.Fatal(err)
	}
	return f, s
}

func signIn(t *testing.T, s *account.Service, email string, pw password.Password) account.Token {
	t.Helper()
	token, _, err := s.SignIn(t.Context(), email, pw, "")
	if err != nil {
		t.Fatalf("signing in %s: %v", email, err)
	}
	return token
}

// alive reports whether the session of token is still valid.
func alive(t *testing.T, s *account.Service, token account.Token) bool {
	t.Helper()
	_, _, err := s.Authenticate(t.Context(), token)
	if err != nil && !errors.Is(err, account.ErrSession) {
		t.Fatal(err)
	}
	return err == nil
}

// atOnce starts n calls together and returns their errors.
func atOnce(n int, call func(n int) error) []error {
	answers := make([]error, n)
	var start, done sync.WaitGroup
	start.Add(1)
	for n := range n {
		done.Go(func() {
			start.Wait()
			answers[n] = call(n)
		})
	}
	start.Done()
	done.Wait()
	return answers
}

// owed returns the number of enqueued mails of a kind.
