package account_test

import (
	"errors"
	"testing"

	"github.com/communitrak/onboarding/internal/account"
	. "github.com/communitrak/onboarding/internal/onboarding/onboardingtest"
)

func TestSignIn_manyRightOnesAtOnce(t *testing.T) {
	t.Parallel()
	f, _ := resident(t)
	for n, err := range atOnce(32, func(int) error {
		_, _, err := f.Accounts.SignIn(t.Context(), rosa, Password, "")
		return err
	}) {
		if err != nil {
			t.Errorf("sign-in %d of 32 at once with the right password: %v", n, err)
		}
	}
}

// Correct passwords do not use up the account's tries, however many there are.
func TestSignIn_rightOnesDoNotCount(t *testing.T) {
	t.Parallel()
	f, _ := resident(t)
	limit := account.DefaultLimits().WrongPasswords
	for range limit - 1 {
		if _, _, err := f.Accounts.SignIn(t.Context(), rosa, another, ""); !errors.Is(err, account.ErrCredentials) {
			t.Fatalf("a wrong password: got %v, want refused", err)
		}
	}
	for n := range limit {
		if _, _, err := f.Accounts.SignIn(t.Context(), rosa, Password, ""); err != nil {
			t.Fatalf("right password %d after %d wrong ones: %v", n, limit-1, err)
		}
	}
	if _, _, err := f.Accounts.SignIn(t.Context(), rosa, another, ""); !errors.Is(err, account.ErrCredentials) {
		t.Errorf("wrong password %d: got %v, want refused", limit, err)
	}
	var limited *account.LimitedError
	if _, _, err := f.Accounts.SignIn(t.Context(), rosa, Password, ""); !errors.As(err, &limited) || limited.Wait != account.DefaultLimits().PasswordWindow {
		t.Errorf("after %d wrong ones: got %v, want to be told to wait for the rest of the window", limit, err)
	}
	f.Clock.Advance(limited.Wait)
	signIn(t, f.Accounts, rosa, Password)
}

// However many guesses arrive at once, no more are compared than an account
// allows; the same limit applies to an account that does not exist.
func TestSignIn_wrongOnesAreCountedExactly(t *testing.T) {
	t.Parallel()
	f, _ := resident(t)
	for _, email := range []string{rosa, "nobody@example.org"} {
		compared := 0
		for _, err := range atOnce(500, func(int) error {
			_, _, err := f.Accounts.SignIn(t.Context(), email, another, "")
			return err
		}) {
			var limited *account.LimitedError
			switch {
			case errors.Is(err, account.ErrCredentials):
				compared++
			case !errors.As(err, &limited):
				t.Errorf("%s: got %v, want refused, or told to wait", email, err)
			}
		}
		if want := account.DefaultLimits().WrongPasswords; compared != want {
			t.Errorf("%s: %d of 500 guesses were compared, want %d", email, compared, want)
		}
	}
}
