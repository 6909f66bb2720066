package onboarding_test

import (
	"errors"
	"reflect"
	"testing"
	"time"

	"github.com/communitrak/onboarding/internal/onboarding"
	. "github.com/communitrak/onboarding/internal/onboarding/onboardingtest"
	"github.com/communitrak/onboarding/internal/roster"
)

func greet(t *testing.T, f *Fixture, a onboarding.Activation) (onboarding.Greeting, error) {
	t.Helper()
	return f.Greet(t.Context(), a.Email, a.Code, a.Proof)
}

func TestGreet(t *testing.T) {
	t.Parallel()
	f := New(t)
	m := f.Invited(t, "Rosa", "Delgado", "rosa@example.org")
	before := f.Items(t)
	g, err := greet(t, f, f.ByMail(t, m))
	if err != nil {
		t.Fatal(err)
	}
	if g.Member.FirstName != "Rosa" || g.Community.Name != "Maple Grove" || g.Home.Label != "114 Juniper Ct, Mesa, AZ 85201" || g.Inviter != "Ada Admin" || g.HasAccount {
		t.Errorf("got %s in %s at %q, invited by %s, with an account: %v", g.Member.FirstName, g.Community.Name, g.Home.Label, g.Inviter, g.HasAccount)
	}
	if !reflect.DeepEqual(before, f.Items(t)) {
		t.Error("reading what a link is for has changed the table")
	}
	f.ActivateByMail(t, m)
	if _, err := greet(t, f, f.ByMail(t, m)); !errors.Is(err, roster.ErrAlreadyActive) {
		t.Errorf("once active: got %v, want already active", err)
	}
}

// Everything wrong gets the one refusal, including a correct code alone: the
// inviter knows it.
func TestGreet_refused(t *testing.T) {
	t.Parallel()
	f := New(t)
	m := f.Invited(t, "Rosa", "Delgado", "rosa@example.org")
	other := f.Invited(t, "Owen", "Delgado", "owen@example.org")
	right := f.ByMail(t, m)
	for name, a := range map[string]onboarding.Activation{
		"code alone":             f.ByCode(t, m),
		"proof alone":            {Email: m.Email, Proof: right.Proof},
		"code for proof":         {Email: m.Email, Code: right.Code, Proof: right.Code},
		"somebody else's proof":  {Email: m.Email, Code: right.Code, Proof: f.ByMail(t, other).Proof},
		"to another address":     {Email: other.Email, Code: right.Code, Proof: right.Proof},
		"to nobody":              {Email: "nobody@example.org", Code: right.Code, Proof: right.Proof},
		"to what is no address":  {Email: "nobody", Code: right.Code, Proof: right.Proof},
		"of an ended invitation": f.ByMail(t, revoked(t, f)),
	} {
		if g, err := greet(t, f, a); !errors.Is(err, onboarding.ErrRefused) || g.Member.ID != "" {
			t.Errorf("%s: got %v and %q, want the one refusal and nothing", name, err, g.Member.ID)
		}
	}
}

// The link to decline says whose invitation it is, and changes nothing.
func TestGreetDecliner(t *testing.T) {
	t.Parallel()
	f := New(t)
	m := f.Invited(t, "Rosa", "Delgado", "rosa@example.org")
	other := f.Invited(t, "Owen", "Delgado", "owen@example.org")
	proof := f.ByMail(t, m).Proof
	before := f.Items(t)
	g, err := f.GreetDecliner(t.Context(), m.Community, m.ID, proof)
	if err != nil || g.Member.FirstName != "Rosa" || g.Community.Name != "Maple Grove" || g.Home.Label != "114 Juniper Ct, Mesa, AZ 85201" || g.Inviter != "Ada Admin" {
		t.Errorf("got %s in %s at %q, invited by %s: %v", g.Member.FirstName, g.Community.Name, g.Home.Label, g.Inviter, err)
	}
	for name, asked := range map[string][3]string{
		"the code":             {m.Community, m.ID, f.ByCode(t, m).Code},
		"nothing":              {m.Community, m.ID, ""},
		"somebody else's":      {m.Community, m.ID, f.ByMail(t, other).Proof},
		"of another community": {"cedar-hill", m.ID, proof},
		"of nobody":            {m.Community, "nobody", proof},
	} {
		if g, err := f.GreetDecliner(t.Context(), asked[0], asked[1], asked[2]); !errors.Is(err, onboarding.ErrRefused) || g.Member.ID != "" {
			t.Errorf("%s: got %v and %q, want the one refusal and nothing", name, err, g.Member.ID)
		}
	}
	if !reflect.DeepEqual(before, f.Items(t)) {
		t.Error("reading what a link is for has changed the table")
	}
	f.Clock.Advance(31 * 24 * time.Hour) // an expired one can be declined, too
	if _, err := f.GreetDecliner(t.Context(), m.Community, m.ID, proof); err != nil {
		t.Errorf("expired: %v", err)
	}
	if err := f.Decline(t.Context(), m.Community, m.ID, proof); err != nil {
		t.Fatal(err)
	}
	if _, err := f.GreetDecliner(t.Context(), m.Community, m.ID, proof); !errors.Is(err, onboarding.ErrRefused) {
		t.Errorf("declined: got %v, want the one refusal", err)
	}
}

func revoked(t *testing.T, f *Fixture) roster.Member {
	t.Helper()
	m := f.Invited(t, "Ivy", "Sato", "ivy@example.org")
	if _, err := f.Revoke(t.Context(), f.Admin, f.Community, m.ID); err != nil {
		t.Fatal(err)
	}
	return m
}

func TestGreet_ended(t *testing.T) {
	t.Parallel()
	f := New(t)
	m := f.Invited(t, "Rosa", "Delgado", "rosa@example.org")
	f.Clock.Advance(30 * 24 * time.Hour)
	if _, err := greet(t, f, f.ByMail(t, m)); !errors.Is(err, roster.ErrExpired) {
		t.Errorf("got %v, want expired", err)
	}
}

// People with an account join with its password. An account that nobody proved
// to own is taken over by the link, and is no reason to turn anybody away.
func TestGreet_accounts(t *testing.T) {
	t.Parallel()
	f := New(t)
	second, secondAdmin := f.AddCommunity(t, "Cedar Hill", "admin@cedar-hill.example")
	m := f.Invited(t, "Rosa", "Delgado", "rosa@example.org")
	if _, err := f.Activate(t.Context(), f.ByCode(t, m)); err != nil {
		t.Fatal(err)
	}
	if g, err := greet(t, f, f.ByMail(t, m)); err != nil || g.HasAccount {
		t.Errorf("an unproved account: got %v, with an account: %v; want it to be taken over", err, g.HasAccount)
	}
	if _, err := f.Activate(t.Context(), f.ByMail(t, m)); err != nil {
		t.Fatal(err)
	}
	there, err := f.Invite(t.Context(), secondAdmin, second, Person("Rosa", "Delgado", m.Email))
	if err != nil {
		t.Fatal(err)
	}
	if g, err := greet(t, f, f.ByMail(t, there.Member)); err != nil || !g.HasAccount {
		t.Errorf("a further community: got %v, with an account: %v; want its password asked for", err, g.HasAccount)
	}
}
