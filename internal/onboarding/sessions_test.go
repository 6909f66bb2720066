package onboarding_test

import (
	"context"
	"errors"
	"testing"

	"github.com/communitrak/onboarding/internal/account"
	"github.com/communitrak/onboarding/internal/faults"
	"github.com/communitrak/onboarding/internal/onboarding"
	. "github.com/communitrak/onboarding/internal/onboarding/onboardingtest"
	"github.com/communitrak/onboarding/internal/roster"
)

// signedIn returns a session of m.
func signedIn(t *testing.T, f *Fixture, m roster.Member) account.Token {
	t.Helper()
	token, _, err := f.Accounts.SignIn(t.Context(), m.Email, Password, "")
	if err != nil {
		t.Fatalf("signing in: %v", err)
	}
	return token
}

// lives reports whether the session is still valid.
func lives(t *testing.T, f *Fixture, token account.Token) bool {
	t.Helper()
	_, _, err := f.Accounts.Authenticate(t.Context(), token)
	if err != nil && !errors.Is(err, account.ErrSession) {
		t.Fatal(err)
	}
	return err == nil
}

// active returns a new member in that role.
func active(t *testing.T, f *Fixture, email string, role roster.Role) roster.Member {
	t.Helper()
	in := Person("Rosa", "Delgado", email)
	in.Role = role
	made, err := f.Invite(t.Context(), f.Admin, f.Community, in)
	if err != nil {
		t.Fatal(err)
	}
	f.ActivateByMail(t, made.Member)
	return f.Member(t, made.Member)
}

func TestRemove_endsSessions(t *testing.T) {
	t.Parallel()
	f := New(t)
	m, neighbor := active(t, f, "rosa@example.org", roster.RoleMember), active(t, f, "owen@example.org", roster.RoleMember)
	second, secondAdmin := f.AddCommunity(t, "Cedar Hill", "admin@cedar-hill.example")
	there, err := f.Invite(t.Context(), secondAdmin, second, Person("Rosa", "Delgado", m.Email))
	if err != nil {
		t.Fatal(err)
	}
	f.ActivateByMail(t, there.Member)
	session, other := signedIn(t, f, m), signedIn(t, f, neighbor)
	for range 2 {
		if _, err := f.Remove(t.Context(), f.Admin, f.Community, m.ID); err != nil {
			t.Fatal(err)
		}
	}
	if lives(t, f, session) {
		t.Error("a session outlived the removal from one of two communities")
	}
	if !lives(t, f, other) {
		t.Error("the neighbor's session ended")
	}
	session = signedIn(t, f, m)
	if _, err := f.Remove(t.Context(), f.Admin, f.Community, m.ID); err != nil {
		t.Fatal(err)
	}
	if !lives(t, f, session) {
		t.Error("removing who was removed already ended a session in the other community")
	}
	if _, err := f.Remove(t.Context(), secondAdmin, second, there.Member.ID); err != nil {
		t.Fatal(err)
	}
	if lives(t, f, session) {
		t.Error("a session outlived the removal from the last community")
	}
}

// A member who may do less than before is signed out; one who may do as much,
// or more, is not.
// TestSignIn_removedMeanwhile removes somebody whose sign-in has read their
// membership behind the curtain, and then lifts the curtain. At no time could
// they enter.
func TestSignIn_removedMeanwhile(t *testing.T) {
	t.Parallel()
	f := New(t)
	m := active(t, f, "rosa@example.org", roster.RoleMember)
	draw(t, f, true)
	happened := false
	inject := faults.Meanwhile("BatchGetItem", 1, func(ctx context.Context) {
		happened = true
		if _, err := f.Remove(ctx, f.Admin, f.Community, m.ID); err != nil {
			t.Error(err)
		}
		draw(t, f, false)
	})
	_, _, err := f.Through(inject).Accounts.SignIn(t.Context(), m.Email, Password, "")
	if !happened || !errors.Is(err, account.ErrNoMembership) {
		t.Errorf("happened: %v, got %v, want %v", happened, err, account.ErrNoMembership)
	}
}

// draw draws the curtain, or lifts it.
func draw(t *testing.T, f *Fixture, on bool) {
	t.Helper()
	if _, err := f.EditPreferences(t.Context(), f.Admin, f.Community.ID, onboarding.PreferencesEdit{BlackCurtain: &on}); err != nil {
		t.Error(err)
	}
}

func TestEditMember_lessOfARoleEndsSessions(t *testing.T) {
	t.Parallel()
	f := New(t)
	m := active(t, f, "rosa@example.org", roster.RoleMember)
	phone := "480-555-0101"
	for _, c := range []struct {
		to    roster.Role
		phone *string
		ends  bool
	}{
		{roster.RoleAdministrator, nil, false}, {roster.RoleAdministrator, &phone, false}, {roster.RoleBoard, nil, true},
		{roster.RoleMember, nil, true}, {roster.RoleMember, nil, false}, {roster.RoleBoard, nil, false},
		{roster.RoleAdministrator, nil, false}, {roster.RoleMember, nil, true},
	} {
		was := f.Member(t, m).Role
		session := signedIn(t, f, m)
		if _, err := f.EditMember(t.Context(), f.Admin, f.Community, m.ID, onboarding.Edit{Role: &c.to, Phone: c.phone}); err != nil {
			t.Fatal(err)
		}
		if got := lives(t, f, session); got == c.ends {
			t.Errorf("from %s to %s: the session lives: %v", was, c.to, got)
		}
	}
	pending := f.Invited(t, "Owen", "Delgado", "owen@example.org")
	for _, role := range []roster.Role{roster.RoleBoard, roster.RoleMember} {
		if _, err := f.EditMember(t.Context(), f.Admin, f.Community, pending.ID, onboarding.Edit{Role: &role}); err != nil {
			t.Errorf("a pending member as %s: %v", role, err)
		}
	}
}

// The mail's link takes over an account that was made by the code alone, and
// This was not me ends one. Neither leaves a session.
func TestSessions_disownedAccount(t *testing.T) {
	t.Parallel()
	for name, end := range map[string]func(*testing.T, *Fixture, roster.Member) error{
		"taken over": func(t *testing.T, f *Fixture, m roster.Member) error {
			_, err := f.Activate(t.Context(), f.ByMail(t, m))
			return err
		},
		"disowned": func(t *testing.T, f *Fixture, m roster.Member) error {
			return f.Disown(t.Context(), disownLink(t, f, m))
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			f := New(t)
			m := f.Invited(t, "Rosa", "Delgado", "rosa@example.org")
			if _, err := f.Activate(t.Context(), f.ByCode(t, m)); err != nil {
				t.Fatal(err)
			}
			session := signedIn(t, f, m)
			if err := end(t, f, m); err != nil {
				t.Fatal(err)
			}
			if lives(t, f, session) {
				t.Error("the session outlived it")
			}
		})
	}
}

// disownLink returns the token in the newest mail that tells m's address about
// an account.
func disownLink(t *testing.T, f *Fixture, m roster.Member) string {
	t.Helper()
	for _, i := range f.Items(t) {
		if i.SK != "R" || i.Kind != string(roster.TicketDisown) || i.Member != m.ID {
			continue
		}
		ticket, err := f.Store.Ticket(t.Context(), i.PK[len("R#"):])
		if err != nil {
			t.Fatal(err)
		}
		if !ticket.UsedAt.IsZero() {
			continue
		}
		token, err := f.Accounts.TicketToken(t.Context(), ticket)
		if err != nil {
			t.Fatal(err)
		}
		return token
	}
	t.Fatal("no link is owed")
	return ""
}
