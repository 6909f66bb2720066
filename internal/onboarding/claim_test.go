package onboarding_test

import (
	"errors"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/communitrak/onboarding/internal/onboarding"
	. "github.com/communitrak/onboarding/internal/onboarding/onboardingtest"
	"github.com/communitrak/onboarding/internal/roster"
)

// onPaper prints the member's letter and returns the updated member.
func onPaper(t *testing.T, f *Fixture, m roster.Member) roster.Member {
	t.Helper()
	p, err := f.CreatePrintJob(t.Context(), f.PlanPrintJob(f.Admin, f.Community, "letter", []string{m.ID}, []roster.Member{m}), "")
	if err != nil {
		t.Fatal(err)
	}
	printed, skipped, err := f.PrintMember(t.Context(), p, f.Community, m.ID)
	if err != nil || skipped != "" {
		t.Fatalf("printing: skipped %q, %v", skipped, err)
	}
	return f.Member(t, printed.Member)
}

// profile adds somebody without an email.
func profile(t *testing.T, f *Fixture) roster.Member {
	t.Helper()
	txn, err := f.NewTransaction(t.Context(), f.Admin.Actor(), f.Community, roster.LaneNow)
	if err != nil {
		t.Fatal(err)
	}
	p := txn.AddProperty(roster.Property{Kind: roster.Lot, Label: "Lot 12", Identity: "LOT 12", Line: "LOT 12", Address: roster.Address{Lot: "12"}}, nil)
	m := txn.AddProfile(onboarding.NewMember{FirstName: "Pat", LastName: "Paper", Person: "nobody's-email"}, p, txn.AddHousehold(p.ID, "", ""))
	if err := txn.Commit(t.Context()); err != nil {
		t.Fatal(err)
	}
	return f.Member(t, m)
}

// byLetter is what somebody holding m's letter enters.
func byLetter(t *testing.T, f *Fixture, m roster.Member, email string) onboarding.Activation {
	t.Helper()
	a := f.ByCode(t, m)
	a.Email = email
	return a
}

// byClaim is what the link carries in the email that the letter triggered.
func byClaim(t *testing.T, f *Fixture, m roster.Member, email string) onboarding.Activation {
	t.Helper()
	person, err := f.PersonID(t.Context(), email)
	if err != nil {
		t.Fatal(err)
	}
	claim, _, err := f.Claim(t.Context(), m, person)
	if err != nil {
		t.Fatal(err)
	}
	a := byLetter(t, f, m, email)
	a.Proof = claim.Reveal()
	return a
}

// owed counts the claim emails waiting to be sent.
func owed(t *testing.T, f *Fixture) (n int) {
	t.Helper()
	ids, err := f.Store.DueIntents(t.Context(), roster.LaneNow, f.Clock.Now(), 100, nil)
	if err != nil {
		t.Fatal(err)
	}
	intents, err := f.Store.Intents(t.Context(), ids)
	if err != nil {
		t.Fatal(err)
	}
	for _, i := range intents {
		if i.Kind == roster.MailClaim {
			n++
		}
	}
	return n
}

func TestLetter_profile(t *testing.T) {
	t.Parallel()
	f := New(t)
	entered := profile(t, f)
	m := onPaper(t, f, entered)
	if m.Status != roster.Profile || m.Email != "" || m.Invitation.ExpiresAt.IsZero() {
		t.Fatalf("got %s with %q until %v, want a profile whose letter has an end", m.Status, m.Email, m.Invitation.ExpiresAt)
	}
	f.WantCounts(t, roster.Counts{Active: 1, Profiles: 1})
	if _, err := f.Activate(t.Context(), byLetter(t, f, m, "pat@example.org")); !errors.Is(err, onboarding.ErrClaimSent) {
		t.Fatalf("the code alone: got %v, want that a mail is sent", err)
	}
	if got := f.Member(t, m); got.Status != roster.Profile || got.Email != "" {
		t.Errorf("before the mailbox is proved: got %s with %q, want the profile as it was", got.Status, got.Email)
	}
	if n := owed(t, f); n != 1 {
		t.Errorf("got %d mails owed, want one", n)
	}
	g, err := f.Greet(t.Context(), "pat@example.org", byClaim(t, f, m, "pat@example.org").Code, byClaim(t, f, m, "pat@example.org").Proof)
	if err != nil || g.Member.FirstName != "Pat" {
		t.Errorf("greeting: got %q, %v", g.Member.FirstName, err)
	}
	claim := byClaim(t, f, m, "pat@example.org")
	done, err := f.Activate(t.Context(), claim)
	if err != nil || !done.SignsIn() {
		t.Fatalf("by the mail's link: signs in %v, %v", done.SignsIn(), err)
	}
	got := f.Member(t, m)
	if got.Status != roster.Active || got.Email != "pat@example.org" || got.Person != "" {
		t.Errorf("got %s with %q, want active under the email", got.Status, got.Email)
	}
	f.WantCounts(t, roster.Counts{Active: 2})
	if _, in, err := f.Accounts.SignIn(t.Context(), "pat@example.org", Password, ""); err != nil || !in.Account.Confirmed {
		t.Errorf("signing in: confirmed %v, %v", in.Account.Confirmed, err)
	}
	if _, err := f.Store.Membership(t.Context(), "nobody's-email", f.Community.ID); !errors.Is(err, roster.ErrNotFound) {
		t.Errorf("the profile's own link: got %v, want it gone", err)
	}
	if _, err := f.Activate(t.Context(), byLetter(t, f, m, "late@example.org")); !errors.Is(err, onboarding.ErrRefused) {
		t.Errorf("the letter a second time: got %v, want refused", err)
	}
	claim.Password = "another fine password"
	if _, err := f.Activate(t.Context(), claim); !errors.Is(err, roster.ErrAlreadyActive) {
		t.Errorf("the link a second time: got %v, want already active", err)
	}
}

// A letter's code asks for no password, which is chosen once the mailbox is
// proved. Any other code without one gets the same answer, right or wrong.
func TestLetter_noPassword(t *testing.T) {
	t.Parallel()
	f := New(t)
	without := func(a onboarding.Activation) error {
		a.Password = ""
		_, err := f.Activate(t.Context(), a)
		return err
	}
	m := onPaper(t, f, profile(t, f))
	if err := without(byLetter(t, f, m, "pat@example.org")); !errors.Is(err, onboarding.ErrClaimSent) || owed(t, f) != 1 {
		t.Fatalf("the letter's code: got %v and %d mails, want that one is sent", err, owed(t, f))
	}
	rosa := f.Invited(t, "Rosa", "Delgado", "rosa@example.org")
	right, wrong := f.ByCode(t, rosa), f.ByCode(t, rosa)
	wrong.Code = "0000-0000-0000-0000"
	for name, a := range map[string]onboarding.Activation{"the mail's code": right, "a wrong code": wrong, "the letter's link": byClaim(t, f, m, "pat@example.org")} {
		var invalid *roster.InvalidError
		if err := without(a); !errors.As(err, &invalid) || invalid.Field != "password" {
			t.Errorf("%s: got %v, want that a password is missing", name, err)
		}
	}
	if rosa, m := f.Member(t, rosa), f.Member(t, m); rosa.Status != roster.Pending || m.Status != roster.Profile {
		t.Errorf("got %s and %s, want both as they were", rosa.Status, m.Status)
	}
}

// Without a password, wrong codes use up the attempts as with one.
func TestLetter_noPasswordCounts(t *testing.T) {
	t.Parallel()
	f := New(t)
	limitWrongCodes(f, 5)
	rosa := f.Invited(t, "Rosa", "Delgado", "rosa@example.org")
	wrong := f.ByCode(t, rosa)
	wrong.Code, wrong.Password = "0000-0000-0000-0000", ""
	for range 5 {
		if _, err := f.Activate(t.Context(), wrong); err == nil || errors.Is(err, onboarding.ErrRefused) {
			t.Fatalf("got %v, want that a password is missing", err)
		}
	}
	if _, err := f.Activate(t.Context(), f.ByCode(t, rosa)); !errors.Is(err, onboarding.ErrRefused) {
		t.Errorf("after all attempts: got %v, want refused", err)
	}
}

// Erasing somebody deletes the addresses that their letter sent a link to, found
// by the member or by the address.
func TestErase_claims(t *testing.T) {
	t.Parallel()
	for _, by := range []string{"member", "email"} {
		f := New(t)
		m := onPaper(t, f, profile(t, f))
		if _, err := f.Activate(t.Context(), byLetter(t, f, m, "pat@example.org")); !errors.Is(err, onboarding.ErrClaimSent) {
			t.Fatal(err)
		}
		person, err := f.PersonOf(t.Context(), m)
		if by == "email" {
			person, err = f.PersonID(t.Context(), "pat@example.org")
		}
		if err != nil {
			t.Fatal(err)
		}
		trace, err := f.TraceOf(t.Context(), person, "")
		if err != nil {
			t.Fatal(err)
		}
		if _, err := f.Erase(t.Context(), roster.Operator, trace, false); err != nil {
			t.Fatal(err)
		}
		for _, i := range f.Items(t) {
			if strings.Contains(i.Text, "pat@example.org") {
				t.Errorf("by %s: %s %s still tells the address", by, i.PK, i.SK)
			}
		}
	}
}

// A claim is valid for one mailbox, one letter, and one invitation.
func TestLetter_refused(t *testing.T) {
	t.Parallel()
	f := New(t)
	m := onPaper(t, f, profile(t, f))
	rosa := onPaper(t, f, f.Invited(t, "Rosa", "Delgado", "rosa@example.org"))
	right := byClaim(t, f, m, "pat@example.org")
	other := right
	other.Email = "eve@example.org"
	if _, err := f.Activate(t.Context(), other); !errors.Is(err, onboarding.ErrClaimSent) {
		t.Errorf("another mailbox's claim: got %v, want it to be worth nothing", err)
	}
	wrong := right
	wrong.Code = "0000-0000-0000-0000"
	if _, err := f.Activate(t.Context(), wrong); !errors.Is(err, onboarding.ErrRefused) {
		t.Errorf("a wrong code: got %v, want refused", err)
	}
	if _, err := f.Activate(t.Context(), byLetter(t, f, m, "no address")); !errors.Is(err, onboarding.ErrRefused) {
		t.Errorf("no address: got %v, want refused", err)
	}
	if _, err := f.Activate(t.Context(), byLetter(t, f, rosa, "eve@example.org")); !errors.Is(err, onboarding.ErrRefused) {
		t.Errorf("another email for who has one that takes mail: got %v, want refused", err)
	}
	if _, err := f.Activate(t.Context(), f.ByCode(t, rosa)); err != nil {
		t.Errorf("the letter of who has an email: %v", err)
	}
	f.Clock.Advance(31 * 24 * time.Hour)
	for name, a := range map[string]onboarding.Activation{"code": byLetter(t, f, m, "pat@example.org"), "claim": right} {
		if _, err := f.Activate(t.Context(), a); !errors.Is(err, roster.ErrExpired) {
			t.Errorf("%s after the end: got %v, want expired", name, err)
		}
	}
}

// Only their own mailbox tells somebody that they are already a member.
func TestLetter_knownEmail(t *testing.T) {
	t.Parallel()
	f := New(t)
	m := onPaper(t, f, profile(t, f))
	active := f.Invited(t, "Rosa", "Delgado", "rosa@example.org")
	f.ActivateByMail(t, active)
	pending := f.Invited(t, "Owen", "Delgado", "owen@example.org")
	for _, email := range []string{"rosa@example.org", "owen@example.org", "stranger@example.org"} {
		if _, err := f.Activate(t.Context(), byLetter(t, f, m, email)); !errors.Is(err, onboarding.ErrClaimSent) {
			t.Errorf("%s: got %v, want the one answer", email, err)
		}
	}
	if _, err := f.Activate(t.Context(), byClaim(t, f, m, active.Email)); !errors.Is(err, roster.ErrAlreadyActive) {
		t.Errorf("the mailbox of an active member: got %v, want already active", err)
	}
	if _, err := f.Activate(t.Context(), byClaim(t, f, m, pending.Email)); !errors.Is(err, onboarding.ErrRefused) {
		t.Errorf("the mailbox of somebody invited: got %v, want refused", err)
	}
	if got := f.Member(t, m); got.Status != roster.Profile {
		t.Errorf("got %s, want the profile as it was", got.Status)
	}
}

// A letter reaches somebody invited under an address that does not accept mail,
// and lets them enter the right one.
func TestLetter_bounced(t *testing.T) {
	t.Parallel()
	f := New(t)
	m := f.Member(t, f.Invited(t, "Rosa", "Delgado", "rsoa@example.org"))
	bounced, _ := m.ApplyReport(roster.Report{State: roster.DeliveryBounced, Hard: true, Generation: 1, Send: 1, At: Noon})
	tx := f.Store.Begin()
	tx.SaveMember(m, bounced, f.Clock.Now())
	if err := tx.Commit(t.Context()); err != nil {
		t.Fatal(err)
	}
	m = onPaper(t, f, f.Member(t, m))
	if _, err := f.Activate(t.Context(), byLetter(t, f, m, "rosa@example.org")); !errors.Is(err, onboarding.ErrClaimSent) {
		t.Fatalf("another email: got %v, want that a mail is sent", err)
	}
	if _, err := f.Activate(t.Context(), byClaim(t, f, m, "rosa@example.org")); err != nil {
		t.Fatal(err)
	}
	if got := f.Member(t, m); got.Status != roster.Active || got.Email != "rosa@example.org" || got.Attention {
		t.Errorf("got %s with %q, attention %v", got.Status, got.Email, got.Attention)
	}
	f.WantCounts(t, roster.Counts{Active: 2})
}

// Of any number of activations with one letter, from two mailboxes, one wins.
func TestLetter_oneWins(t *testing.T) {
	t.Parallel()
	f := New(t)
	m := onPaper(t, f, profile(t, f))
	var won atomic.Int32
	var all sync.WaitGroup
	for n := range 16 {
		a := byClaim(t, f, m, Email(n%2))
		all.Go(func() {
			_, err := f.Activate(t.Context(), a)
			switch {
			case err == nil:
				won.Add(1)
			case !errors.Is(err, roster.ErrAlreadyActive) && !errors.Is(err, onboarding.ErrRefused) && !errors.Is(err, onboarding.ErrAccountPassword):
				t.Error(err)
			}
		})
	}
	all.Wait()
	if won.Load() != 1 {
		t.Errorf("%d activations won, want one", won.Load())
	}
	f.WantCounts(t, roster.Counts{Active: 2})
	accounts := 0
	for n := range 2 {
		person, err := f.PersonID(t.Context(), Email(n))
		if err != nil {
			t.Fatal(err)
		}
		if found, err := f.Store.Person(t.Context(), person); err != nil {
			t.Fatal(err)
		} else if found.Account != nil {
			accounts++
		}
	}
	if accounts != 1 {
		t.Errorf("%d accounts were made, want one", accounts)
	}
}

// A letter cannot flood one mailbox, nor many.
func TestLetter_limits(t *testing.T) {
	t.Parallel()
	f := New(t)
	m := onPaper(t, f, profile(t, f))
	for range 3 {
		if _, err := f.Activate(t.Context(), byLetter(t, f, m, "pat@example.org")); !errors.Is(err, onboarding.ErrClaimSent) {
			t.Fatal(err)
		}
	}
	if n := owed(t, f); n != 1 {
		t.Errorf("one mailbox: got %d mails, want one within the cool-down", n)
	}
	for n := range 20 {
		if _, err := f.Activate(t.Context(), byLetter(t, f, m, Email(n))); !errors.Is(err, onboarding.ErrClaimSent) {
			t.Fatal(err)
		}
	}
	if n := owed(t, f); n != 10 {
		t.Errorf("many mailboxes: got %d mails in a day, want 10", n)
	}
}

// A new email, or removing the member, invalidates the letter's code.
func TestLetter_outdated(t *testing.T) {
	t.Parallel()
	f := New(t)
	m := onPaper(t, f, profile(t, f))
	old := byLetter(t, f, m, "eve@example.org")
	email := "pat@example.org"
	if _, err := f.EditMember(t.Context(), f.Admin, f.Community, m.ID, onboarding.Edit{Email: &email}); err != nil {
		t.Fatal(err)
	}
	if _, err := f.Activate(t.Context(), old); !errors.Is(err, onboarding.ErrRefused) {
		t.Errorf("after an email was given: got %v, want refused", err)
	}
}
