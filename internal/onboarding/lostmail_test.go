package onboarding_test

import (
	"errors"
	"testing"
	"time"

	"github.com/communitrak/onboarding/internal/account"
	"github.com/communitrak/onboarding/internal/onboarding"
	. "github.com/communitrak/onboarding/internal/onboarding/onboardingtest"
	"github.com/communitrak/onboarding/internal/roster"
)

// The limits hold for a mail that lists communities as for a resent invitation.
func TestLostMail_limitsMails(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		kind roster.MailKind
		whom func(*testing.T, *Fixture) roster.Member
	}{
		"active": {roster.MailLost, func(t *testing.T, f *Fixture) roster.Member {
			return active(t, f, "rosa@example.org", roster.RoleMember)
		}},
		"pending": {roster.MailInvitation, func(t *testing.T, f *Fixture) roster.Member {
			return f.Invited(t, "Rosa", "Delgado", "rosa@example.org")
		}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			f := New(t)
			m := c.whom(t, f)
			f.Clock.Advance(time.Hour)
			f.CheckMailLimits(t, c.kind, func() error { return f.LostMail(t.Context(), m.Email) })
		})
	}
}

// A stranger's request is counted even if nobody has the address, so that the
// answer takes the same calls.
func TestLostMail_nobody(t *testing.T) {
	t.Parallel()
	f := New(t)
	m := active(t, f, "rosa@example.org", roster.RoleMember)
	if _, err := f.Remove(t.Context(), f.Admin, f.Community, m.ID); err != nil {
		t.Fatal(err)
	}
	before := len(f.Items(t))
	for _, email := range []string{"nobody@example.org", m.Email, "nobody"} {
		if err := f.LostMail(t.Context(), email); err != nil {
			t.Errorf("%s: got %v, want the answer that everybody gets", email, err)
		}
	}
	if got, want := len(f.Items(t)), before+4; got != want {
		t.Errorf("%d items were written, want two counts for each address", got-before)
	}
}

// An invitation is declined by what only the mail shows.
func TestDecline_proof(t *testing.T) {
	t.Parallel()
	f := New(t)
	m, other := f.Invited(t, "Rosa", "Delgado", "rosa@example.org"), f.Invited(t, "Owen", "Delgado", "owen@example.org")
	right, others := f.ByMail(t, m), f.ByMail(t, other)
	for name, proof := range map[string]string{
		"none": "", "the code": right.Code, "another's": others.Proof, "a guess": "0000-0000-0000-0000", "cut short": right.Proof[:18], "no proof at all": "proof",
	} {
		if err := f.Decline(t.Context(), m.Community, m.ID, proof); !errors.Is(err, onboarding.ErrRefused) {
			t.Errorf("%s: got %v, want refused", name, err)
		}
	}
	if err := f.Decline(t.Context(), m.Community, "nobody", right.Proof); !errors.Is(err, onboarding.ErrRefused) {
		t.Errorf("of nobody: got %v, want refused", err)
	}
	if got := f.Member(t, m); got.Status != roster.Pending {
		t.Fatalf("after refusals: got %s, want pending", got.Status)
	}
	for range 2 {
		if err := f.Decline(t.Context(), m.Community, m.ID, right.Proof); err != nil {
			t.Errorf("by the proof: %v", err)
		}
	}
	if got := f.Member(t, m); got.Status != roster.Revoked {
		t.Errorf("by the proof: got %s, want revoked", got.Status)
	}
	if got := f.Member(t, other); got.Status != roster.Pending {
		t.Errorf("the other one: got %s, want pending", got.Status)
	}
}

// A link that disowned one account does not end a later one at the same
// address.
func TestDisown_once(t *testing.T) {
	t.Parallel()
	f := New(t)
	m := f.Invited(t, "Rosa", "Delgado", "rosa@example.org")
	activated := func() {
		t.Helper()
		if _, err := f.Activate(t.Context(), f.ByCode(t, f.Member(t, m))); err != nil {
			t.Fatal(err)
		}
	}
	activated()
	link := disownLink(t, f, m)
	if err := f.Disown(t.Context(), link); err != nil {
		t.Fatal(err)
	}
	if got := f.Member(t, m); got.Status != roster.Removed {
		t.Errorf("got %s, want removed", got.Status)
	}
	if _, err := f.Invite(t.Context(), f.Admin, f.Community, Person("Rosa", "Delgado", m.Email)); err != nil {
		t.Fatal(err)
	}
	activated()
	if err := f.Disown(t.Context(), link); !errors.Is(err, account.ErrTicket) {
		t.Errorf("the used link: got %v, want refused", err)
	}
	if got := f.Member(t, m); got.Status != roster.Active {
		t.Errorf("after the used link: got %s, want active", got.Status)
	}
	link = disownLink(t, f, m)
	if _, err := f.Activate(t.Context(), f.ByMail(t, f.Member(t, m))); err != nil {
		t.Fatal(err)
	}
	if err := f.Disown(t.Context(), link); !errors.Is(err, account.ErrTicket) {
		t.Errorf("after the mailbox was proved: got %v, want refused", err)
	}
}

// A correct code does not use up an invitation's allowance, whatever else is
// wrong.
func TestActivate_rightCodesDoNotCount(t *testing.T) {
	t.Parallel()
	f := New(t)
	const cap = 5
	limitWrongCodes(f, cap)
	m := f.Invited(t, "Rosa", "Delgado", "rosa@example.org")
	wrong := f.ByCode(t, m)
	wrong.Code = "0000-0000-0000-0000"
	for range cap - 1 {
		if _, err := f.Activate(t.Context(), wrong); !errors.Is(err, onboarding.ErrRefused) {
			t.Fatal(err)
		}
	}
	for n := range 3 {
		// The account is made by the first; the others are told so.
		if _, err := f.Activate(t.Context(), f.ByCode(t, m)); n == 0 && err != nil || n > 0 && !errors.Is(err, roster.ErrAlreadyActive) {
			t.Errorf("the right code, try %d after %d wrong ones: %v", n, cap-1, err)
		}
	}
	if _, err := f.Activate(t.Context(), wrong); !errors.Is(err, onboarding.ErrRefused) {
		t.Errorf("the last wrong code: %v", err)
	}
	if _, err := f.Activate(t.Context(), f.ByCode(t, m)); !errors.Is(err, onboarding.ErrRefused) {
		t.Errorf("the right code after %d wrong ones: got %v, want refused", cap, err)
	}
}
