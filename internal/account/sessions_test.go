package account_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/communitrak/onboarding/internal/account"
	"github.com/communitrak/onboarding/internal/faults"
	"github.com/communitrak/onboarding/internal/onboarding"
	. "github.com/communitrak/onboarding/internal/onboarding/onboardingtest"
)

func TestChangePassword_endsOtherSessions(t *testing.T) {
	t.Parallel()
	f, _ := resident(t)
	own, other := signIn(t, f.Accounts, rosa, Password), signIn(t, f.Accounts, rosa, Password)
	if err := f.Accounts.ChangePassword(t.Context(), own, another, Password); !errors.Is(err, account.ErrWrongPassword) {
		t.Errorf("with a wrong old password: got %v", err)
	}
	if !alive(t, f.Accounts, other) {
		t.Error("a change that was refused ended a session")
	}
	if err := f.Accounts.ChangePassword(t.Context(), own, Password, another); err != nil {
		t.Fatal(err)
	}
	if alive(t, f.Accounts, other) {
		t.Error("another session outlived the change of the password")
	}
	if !alive(t, f.Accounts, own) {
		t.Error("the session that changed the password ended")
	}
	if _, _, err := f.Accounts.SignIn(t.Context(), rosa, Password, ""); !errors.Is(err, account.ErrCredentials) {
		t.Errorf("the old password: got %v, want refused", err)
	}
	signIn(t, f.Accounts, rosa, another)
}

func TestResetPassword_endsSessions(t *testing.T) {
	t.Parallel()
	f, _ := resident(t)
	session := signIn(t, f.Accounts, rosa, Password)
	if err := f.Accounts.ResetPassword(t.Context(), resetLink(t, f), another); err != nil {
		t.Fatal(err)
	}
	if alive(t, f.Accounts, session) {
		t.Error("a session outlived the reset of the password")
	}
	signIn(t, f.Accounts, rosa, another)
}

// A sign-in that another password overtakes opens nothing.
func TestSignIn_passwordChangesMeanwhile(t *testing.T) {
	t.Parallel()
	f, _ := resident(t)
	link := resetLink(t, f)
	changed := false
	inject := faults.Meanwhile("PutItem", 1, func(ctx context.Context) {
		changed = true
		if err := f.Accounts.ResetPassword(ctx, link, another); err != nil {
			t.Error(err)
		}
	})
	token, _, err := f.Through(inject).Accounts.SignIn(t.Context(), rosa, Password, "")
	if err != nil && !errors.Is(err, account.ErrCredentials) || !changed {
		t.Fatalf("the password changed: %v, %v", changed, err)
	}
	if alive(t, f.Accounts, token) {
		t.Error("the former password opened a session")
	}
}

// Somebody who is removed while the curtain is lifted had no moment at which
// both let them in.
func TestSignIn_removedWhileCurtainIsLifted(t *testing.T) {
	t.Parallel()
	f, m := resident(t)
	curtain := func(ctx context.Context, drawn bool) {
		if _, err := f.EditPreferences(ctx, f.Admin, f.Community.ID, onboarding.PreferencesEdit{BlackCurtain: &drawn}); err != nil {
			t.Error(err)
		}
	}
	curtain(t.Context(), true)
	inject := faults.Meanwhile("BatchGetItem", 1, func(ctx context.Context) {
		if _, err := f.Remove(ctx, f.Admin, f.Community, m.ID); err != nil {
			t.Error(err)
		}
		curtain(ctx, false)
	})
	if _, _, err := f.Through(inject).Accounts.SignIn(t.Context(), rosa, Password, ""); !errors.Is(err, account.ErrNoMembership) {
		t.Errorf("signing in: %v, want %v", err, account.ErrNoMembership)
	}
}

// Whoever becomes a member of an open community while they sign in enters.
func TestSignIn_joinsMeanwhile(t *testing.T) {
	t.Parallel()
	f, _ := resident(t)
	drawn := true
	if _, err := f.EditPreferences(t.Context(), f.Admin, f.Community.ID, onboarding.PreferencesEdit{BlackCurtain: &drawn}); err != nil {
		t.Fatal(err)
	}
	other := *f
	other.Community, other.Admin = f.AddCommunity(t, "Cedar Point", "admin@cedar-point.example")
	invited := other.Invited(t, "Rosa", "Delgado", rosa)
	inject := faults.Meanwhile("BatchGetItem", 1, func(context.Context) { other.ActivateByMail(t, invited) })
	_, in, err := f.Through(inject).Accounts.SignIn(t.Context(), rosa, Password, "")
	if err != nil || len(in.Memberships) != 2 {
		t.Errorf("signing in: %d memberships, %v; want 2", len(in.Memberships), err)
	}
}

func TestConfirm_endsSessions(t *testing.T) {
	t.Parallel()
	f, s := strict(t)
	before := signIn(t, f.Accounts, support, Password) // with the password alone
	_, first := enrolled(t, f, s, "")
	if alive(t, s, before) {
		t.Error("a session outlived the setting up of the second factor")
	}
	if !alive(t, s, first.token) {
		t.Error("the session that set it up ended")
	}
	f.Clock.Advance(time.Minute)
	_, second := enrolled(t, f, s, first.shown(t, f))
	if alive(t, s, first.token) {
		t.Error("a session outlived the replacement of the second factor")
	}
	if !alive(t, s, second.token) {
		t.Error("the session that replaced it ended")
	}
}

func TestRemoveFactor_endsSessions(t *testing.T) {
	t.Parallel()
	f, s := strict(t)
	_, app := enrolled(t, f, s, "")
	if err := s.RemoveFactor(t.Context(), support); err != nil {
		t.Fatal(err)
	}
	if alive(t, s, app.token) {
		t.Error("a session outlived the second factor")
	}
	if _, _, err := s.SignIn(t.Context(), support, Password, ""); !errors.Is(err, account.ErrNotEnrolled) {
		t.Errorf("signing in then: got %v, want to set up another", err)
	}
}

func TestEndStaff_endsSessions(t *testing.T) {
	t.Parallel()
	f, s := strict(t)
	_, app := enrolled(t, f, s, "")
	if err := s.EndStaff(t.Context(), support); err != nil {
		t.Fatal(err)
	}
	if alive(t, s, app.token) {
		t.Error("a session outlived Support's rights")
	}
	if _, _, err := s.SignIn(t.Context(), support, Password, ""); !errors.Is(err, account.ErrCredentials) {
		t.Errorf("the password: got %v, want refused", err)
	}
}

func TestSignOut(t *testing.T) {
	t.Parallel()
	f, _ := resident(t)
	own, other := signIn(t, f.Accounts, rosa, Password), signIn(t, f.Accounts, rosa, Password)
	for range 2 {
		if err := f.Accounts.SignOut(t.Context(), own); err != nil {
			t.Fatal(err)
		}
	}
	if alive(t, f.Accounts, own) || !alive(t, f.Accounts, other) {
		t.Errorf("after signing out of one session: it lives %v, the other one %v", alive(t, f.Accounts, own), alive(t, f.Accounts, other))
	}
	if alive(t, f.Accounts, account.Token{}) || alive(t, f.Accounts, account.TokenOf("nonsense")) {
		t.Error("a token that was never given out signs in")
	}
}

// An unused session ends after 12 hours and a used one after 30 days; Support's
// end after one hour and after 12.
func TestSession_lifetime(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name       string
		staff      bool
		idle, life time.Duration
	}{
		{"member", false, 12 * time.Hour, 30 * 24 * time.Hour},
		{"Support", true, time.Hour, 12 * time.Hour},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			f, _ := resident(t)
			email := rosa
			if c.staff {
				email = support
				if err := f.Accounts.CreateStaff(t.Context(), support, Password); err != nil {
					t.Fatal(err)
				}
			}
			unused, used := signIn(t, f.Accounts, email, Password), signIn(t, f.Accounts, email, Password)
			begun := f.Clock.Now()
			for f.Clock.Now().Sub(begun) < c.life-c.idle/2 {
				f.Clock.Advance(c.idle / 2)
				if !alive(t, f.Accounts, used) {
					t.Fatalf("in use, it ended after %v", f.Clock.Now().Sub(begun))
				}
				if f.Clock.Now().Sub(begun) == c.idle && alive(t, f.Accounts, unused) {
					t.Errorf("unused, it lives after %v", c.idle)
				}
			}
			f.Clock.Advance(c.life - f.Clock.Now().Sub(begun))
			if alive(t, f.Accounts, used) {
				t.Errorf("in use, it lives after %v", c.life)
			}
		})
	}
}

// A person removed from one community can sign in only to the other; removed
// from the last one, they cannot sign in at all.
func TestSignIn_removed(t *testing.T) {
	t.Parallel()
	f, m := resident(t)
	second, secondAdmin := f.AddCommunity(t, "Cedar Hill", "admin@cedar-hill.example")
	there, err := f.Invite(t.Context(), secondAdmin, second, Person("Rosa", "Delgado", rosa))
	if err != nil {
		t.Fatal(err)
	}
	f.ActivateByMail(t, there.Member)
	if _, err := f.Remove(t.Context(), f.Admin, f.Community, m.ID); err != nil {
		t.Fatal(err)
	}
	_, in, err := f.Accounts.SignIn(t.Context(), rosa, Password, "")
	if err != nil {
		t.Fatal(err)
	}
	if len(in.Memberships) != 1 || in.Memberships[0].Community.ID != second.ID {
		t.Errorf("removed from one of two communities: got %d memberships, want the other one alone", len(in.Memberships))
	}
	if _, err := f.Remove(t.Context(), secondAdmin, second, there.Member.ID); err != nil {
		t.Fatal(err)
	}
	if _, _, err := f.Accounts.SignIn(t.Context(), rosa, Password, ""); !errors.Is(err, account.ErrNoMembership) {
		t.Errorf("removed from both: got %v, want no membership", err)
	}
	if _, err := f.Accounts.Memberships(t.Context(), in.Account); !errors.Is(err, account.ErrNoMembership) {
		t.Errorf("asked what it is: got %v, want no membership", err)
	}
}
