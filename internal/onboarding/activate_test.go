package onboarding_test

import (
	"errors"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/communitrak/onboarding/internal/account"
	"github.com/communitrak/onboarding/internal/faults"
	"github.com/communitrak/onboarding/internal/onboarding"
	. "github.com/communitrak/onboarding/internal/onboarding/onboardingtest"
	"github.com/communitrak/onboarding/internal/roster"
)

func TestActivate(t *testing.T) {
	t.Parallel()
	f := New(t)
	m := f.Invited(t, "Rosa", "Delgado", "rosa@example.org")
	f.WantCounts(t, roster.Counts{Active: 1, Pending: 1})

	done, err := f.Activate(t.Context(), f.ByMail(t, m))
	if err != nil {
		t.Fatal(err)
	}
	if got := f.Member(t, m); got.Status != roster.Active || got.Role != roster.RoleMember || !got.ActivatedAt.Equal(Noon) {
		t.Errorf("got %s as %q at %v, want active as member at noon", got.Status, got.Role, got.ActivatedAt)
	}
	if done.Member.ID != m.ID || done.Community.ID != f.Community.ID {
		t.Errorf("got %s in %s, want %s in %s", done.Member.ID, done.Community.ID, m.ID, f.Community.ID)
	}
	f.WantCounts(t, roster.Counts{Active: 2})
	if _, in, err := f.Accounts.SignIn(t.Context(), m.Email, Password, ""); err != nil || !in.Account.Confirmed {
		t.Errorf("signing in: confirmed %v, %v", in.Account.Confirmed, err)
	}
	if _, err := f.Activate(t.Context(), f.ByMail(t, m)); !errors.Is(err, roster.ErrAlreadyActive) {
		t.Errorf("a second activation: got %v, want already active", err)
	}
}

// An activation that asks for a session opens it in its own transaction, once
// the mailbox is proved, and never for an account that signs in with more than a
// password.
func TestActivate_session(t *testing.T) {
	t.Parallel()
	f := New(t)
	m := f.Invited(t, "Rosa", "Delgado", "rosa@example.org")
	second, secondAdmin := f.AddCommunity(t, "Cedar Hill", "admin@cedar-hill.example")
	there, err := f.Invite(t.Context(), secondAdmin, second, Person("Rosa", "Delgado", m.Email))
	if err != nil {
		t.Fatal(err)
	}
	open := func(a onboarding.Activation) *account.Opened {
		t.Helper()
		a.SignIn = true
		record := faults.Record()
		done, err := f.Through(record).Activate(t.Context(), a)
		if err != nil {
			t.Fatal(err)
		}
		writes := slices.DeleteFunc(record.Calls(), func(c faults.Call) bool { return c.Operation != "TransactWriteItems" })
		if len(writes) != 1 {
			t.Errorf("got %d transactions, want everything in one", len(writes))
		}
		return done.Session
	}
	byCode := f.ByCode(t, m)
	if opened := open(byCode); opened != nil {
		t.Error("the code alone opened a session")
	}
	takeover := f.ByMail(t, m)
	takeover.Password = "another long password"
	taken := open(takeover)
	if taken == nil || !lives(t, f, taken.Token) {
		t.Error("taking over an unconfirmed account opened no session that works")
	}
	further := f.ByMail(t, there.Member)
	further.Password = takeover.Password
	if opened := open(further); opened == nil || !lives(t, f, opened.Token) {
		t.Error("a further community opened no session that works")
	}

	calls := faults.Record()
	tx := f.Through(calls).Store.Begin()
	staff := roster.NewAccount("staff", "support@communitrak.example", "", true, Noon)
	staff.Staff = true
	opened := f.Accounts.OpenSession(tx, staff)
	if err := tx.Commit(t.Context()); err != nil {
		t.Fatal(err)
	}
	if opened != nil || len(calls.Calls()) != 0 {
		t.Error("an account of Support got a session without its second factor")
	}
}

func TestActivate_repeatsDoNotCount(t *testing.T) {
	t.Parallel()
	f := New(t)
	m := f.Invited(t, "Rosa", "Delgado", "rosa@example.org")
	byCode := f.ByCode(t, m)
	byCode.Request = "one"
	for range 3 {
		if _, err := f.Activate(t.Context(), byCode); err != nil {
			t.Fatal(err)
		}
	}
	id, err := f.PersonID(t.Context(), m.Email)
	if err != nil {
		t.Fatal(err)
	}
	if person, err := f.Store.Person(t.Context(), id); err != nil || person.Attempts.Count != 0 {
		t.Errorf("%d wrong codes are counted, %v, want none", person.Attempts.Count, err)
	}
}

func TestActivate_refused(t *testing.T) {
	t.Parallel()
	f := New(t)
	m := f.Invited(t, "Rosa", "Delgado", "rosa@example.org")
	other := f.Invited(t, "Owen", "Delgado", "owen@example.org")
	revoked := f.Invited(t, "Ivy", "Sato", "ivy@example.org")
	if _, err := f.Revoke(t.Context(), f.Admin, f.Community, revoked.ID); err != nil {
		t.Fatal(err)
	}
	right := f.ByMail(t, m)
	for name, a := range map[string]onboarding.Activation{
		"stranger":        {Email: "nobody@example.org", Code: right.Code, Proof: right.Proof, Password: Password},
		"not an address":  {Email: "nobody", Code: right.Code, Proof: right.Proof, Password: Password},
		"somebody else's": {Email: other.Email, Code: right.Code, Proof: right.Proof, Password: Password},
		"empty":           {Email: m.Email, Password: Password},
		"proof for code":  {Email: m.Email, Code: right.Proof, Proof: right.Code, Password: Password},
		"proof alone":     {Email: m.Email, Proof: right.Proof, Password: Password},
		"revoked":         f.ByMail(t, revoked),
	} {
		if _, err := f.Activate(t.Context(), a); !errors.Is(err, onboarding.ErrRefused) {
			t.Errorf("%s: got %v, want the one refusal", name, err)
		}
	}
	if _, err := f.Activate(t.Context(), onboarding.Activation{Email: m.Email, Code: right.Code, Password: "short"}); errors.Is(err, onboarding.ErrRefused) || err == nil {
		t.Errorf("a short password: got %v, want its own error", err)
	}
	if got := f.Member(t, m); got.Status != roster.Pending {
		t.Errorf("got %s, want pending still", got.Status)
	}
}

func TestActivate_endsOnTheMoment(t *testing.T) {
	t.Parallel()
	f := New(t)
	m := f.Invited(t, "Rosa", "Delgado", "rosa@example.org")
	f.Clock.Advance(30*24*time.Hour - time.Second)
	late := f.Invited(t, "Owen", "Delgado", "owen@example.org")
	f.Clock.Advance(time.Second)
	if _, err := f.Activate(t.Context(), f.ByMail(t, m)); !errors.Is(err, roster.ErrExpired) {
		t.Errorf("at the end: got %v, want expired", err)
	}
	f.ActivateByMail(t, late)
}

func TestActivate_wrongCodes(t *testing.T) {
	t.Parallel()
	f := New(t)
	m := f.Invited(t, "Rosa", "Delgado", "rosa@example.org")
	wrong := f.ByCode(t, m)
	wrong.Code = "0000-0000-0000-0000"
	for range onboarding.DefaultLimits().WrongCodes {
		if _, err := f.Activate(t.Context(), wrong); !errors.Is(err, onboarding.ErrRefused) {
			t.Fatal(err)
		}
	}
	if _, err := f.Activate(t.Context(), f.ByCode(t, m)); !errors.Is(err, onboarding.ErrRefused) {
		t.Errorf("the right code after 100 wrong ones: got %v, want refused", err)
	}
	f.Clock.Advance(10 * time.Minute)
	sent, err := f.Resend(t.Context(), f.Admin, f.Community, []string{m.ID})
	if err != nil || sent[0].Skipped != "" {
		t.Fatalf("resending: %+v, %v", sent, err)
	}
	if _, err := f.Activate(t.Context(), wrong); !errors.Is(err, onboarding.ErrRefused) {
		t.Fatal(err)
	}
	if _, err := f.Activate(t.Context(), f.ByCode(t, m)); err != nil {
		t.Errorf("the right code after another sending: %v", err)
	}
}

// limitWrongCodes lets an invitation take no more wrong codes than that.
func limitWrongCodes(f *Fixture, n int) {
	limits := onboarding.DefaultLimits()
	limits.WrongCodes = n
	f.Service = onboarding.New(f.Store, f.Keys, f.Accounts, limits, f.Clock.Now)
}

func TestActivate_theMailStillWorksWhenTheCounterIsFull(t *testing.T) {
	t.Parallel()
	f := New(t)
	limitWrongCodes(f, 5)
	m := f.Invited(t, "Rosa", "Delgado", "rosa@example.org")
	wrong := f.ByCode(t, m)
	wrong.Code = "0000-0000-0000-0000"
	for range 5 + 1 {
		if _, err := f.Activate(t.Context(), wrong); !errors.Is(err, onboarding.ErrRefused) {
			t.Fatal(err)
		}
	}
	f.ActivateByMail(t, m)
}

func TestActivate_once(t *testing.T) {
	t.Parallel()
	f := New(t)
	races := 4
	if testing.Short() {
		races = 1
	}
	for n := range races {
		m := f.Invited(t, "Rosa", "Delgado", Email(n))
		a := f.ByMail(t, m)
		var won, lost atomic.Int32
		var start, done sync.WaitGroup
		start.Add(1)
		for range 32 {
			done.Go(func() {
				start.Wait()
				switch _, err := f.Activate(t.Context(), a); {
				case err == nil:
					won.Add(1)
				case errors.Is(err, roster.ErrAlreadyActive):
					lost.Add(1)
				default:
					t.Errorf("got %v, want success or already active", err)
				}
			})
		}
		start.Done()
		done.Wait()
		if won.Load() != 1 || lost.Load() != 31 {
			t.Errorf("%d activations won and %d were told that it is active, want 1 and 31", won.Load(), lost.Load())
		}
	}
	f.WantCounts(t, roster.Counts{Active: 1 + races})
}

func TestActivate_ownRepeat(t *testing.T) {
	t.Parallel()
	f := New(t)
	m := f.Invited(t, "Rosa", "Delgado", "rosa@example.org")
	a := f.ByMail(t, m)
	a.Request = "attempt-1"
	for range 2 {
		if _, err := f.Activate(t.Context(), a); err != nil {
			t.Errorf("the same attempt: %v", err)
		}
	}
	a.Request = "attempt-2"
	if _, err := f.Activate(t.Context(), a); !errors.Is(err, roster.ErrAlreadyActive) {
		t.Errorf("another attempt: got %v, want already active", err)
	}
}

func TestActivate_byCodeAloneOwnsNothing(t *testing.T) {
	t.Parallel()
	f := New(t)
	second, secondAdmin := f.AddCommunity(t, "Cedar Hill", "admin@cedar-hill.example")
	m := f.Invited(t, "Rosa", "Delgado", "rosa@example.org")
	byCode := f.ByCode(t, m)
	byCode.Password = "the inviter's own words"
	if _, err := f.Activate(t.Context(), byCode); err != nil {
		t.Fatal(err)
	}
	token, in, err := f.Accounts.SignIn(t.Context(), m.Email, byCode.Password, "")
	if err != nil || in.Account.Confirmed {
		t.Fatalf("signing in: confirmed %v, %v; want unconfirmed", in.Account.Confirmed, err)
	}

	there, err := f.Invite(t.Context(), secondAdmin, second, Person("Rosa", "Delgado", m.Email))
	if err != nil {
		t.Fatal(err)
	}
	again := f.ByCode(t, there.Member)
	again.Password = byCode.Password
	if _, err := f.Activate(t.Context(), again); !errors.Is(err, onboarding.ErrMailProof) {
		t.Errorf("a further community by code: got %v, want the mail proof asked for", err)
	}

	if _, err := f.Activate(t.Context(), f.ByMail(t, m)); err != nil {
		t.Errorf("the mail's link after that: %v", err)
	}
	if _, _, err := f.Accounts.Authenticate(t.Context(), token); !errors.Is(err, account.ErrSession) {
		t.Errorf("the inviter's session: got %v, want ended", err)
	}
	if _, _, err := f.Accounts.SignIn(t.Context(), m.Email, byCode.Password, ""); !errors.Is(err, account.ErrCredentials) {
		t.Errorf("the inviter's password: got %v, want refused", err)
	}
	if _, in, err := f.Accounts.SignIn(t.Context(), m.Email, Password, ""); err != nil || !in.Account.Confirmed {
		t.Errorf("the resident: confirmed %v, %v", in.Account.Confirmed, err)
	}

	wrong := f.ByMail(t, there.Member)
	wrong.Password = "not the account's password"
	if _, err := f.Activate(t.Context(), wrong); !errors.Is(err, onboarding.ErrAccountPassword) {
		t.Errorf("a further community with another password: got %v, want the account's asked for", err)
	}
	f.ActivateByMail(t, there.Member)
}
