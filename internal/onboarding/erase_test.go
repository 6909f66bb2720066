package onboarding_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"communitrak/internal/faults"
	"communitrak/internal/onboarding"
	. "communitrak/internal/onboarding/onboardingtest"
	"communitrak/internal/roster"
)

// nameOf spells a number in letters, since a name contains no digits.
func nameOf(n int) string {
	return "Zyxvutsr" + strings.Map(func(r rune) rune { return r - '0' + 'a' }, fmt.Sprintf("%04d", n)) + "q"
}

// toErase is an active member with a former address, which a kept answer
// contains, a session and a mail that is owed.
func toErase(t *testing.T, f *Fixture, n int) (person string) {
	t.Helper()
	first, last := "Wil"+strings.ToLower(nameOf(n)), nameOf(n)
	former, email := fmt.Sprintf("former-%04d@example.net", n), fmt.Sprintf("erased-%04d@example.net", n)
	m := f.Invited(t, first, last, former)
	if _, err := f.EditMember(t.Context(), f.Admin, f.Community, m.ID, onboarding.Edit{Email: &email}); err != nil {
		t.Fatal(err)
	}
	f.ActivateByMail(t, f.Member(t, m))
	if _, _, err := f.Accounts.SignIn(t.Context(), email, Password, ""); err != nil {
		t.Fatal(err)
	}
	if err := f.Accounts.LostPassword(t.Context(), email); err != nil {
		t.Fatal(err)
	}
	person, err := f.PersonID(t.Context(), email)
	if err != nil {
		t.Fatal(err)
	}
	return person
}

// TestErase_faults makes each call of an erasure fail in turn: when it is
// repeated, it leaves no trace, not even of former addresses.
func TestErase_faults(t *testing.T) {
	if testing.Short() {
		t.Skip("-short: makes every call of an erasure go wrong")
	}
	t.Parallel()
	f := New(t)
	n := 0
	run := func(inject *faults.Injector) *faults.Injector {
		n++
		f.Clock.Advance(time.Second)
		person := toErase(t, f, n)
		through := f.Through(inject)
		persist(t, inject, func() error {
			trace, err := through.TraceOf(t.Context(), person, "")
			if err != nil {
				return err
			}
			_, err = through.Erase(t.Context(), roster.Operator, trace, false)
			return err
		})
		return inject
	}
	good := run(faults.Record()).Calls()
	kinds := []faults.Kind{faults.CrashAfter, faults.ReplyLost, faults.CrashAfter, faults.Conflict}
	for _, call := range good {
		run(faults.Nth(call.Number, kinds[call.Number%len(kinds)]))
	}
	f.CheckInvariants(t)
	for _, i := range f.Items(t) {
		for _, trace := range []string{"former-", "erased-", "zyxvutsr"} {
			if strings.Contains(strings.ToLower(i.Text), trace) {
				t.Errorf("%s %s tells of %s", i.PK, i.SK, trace)
			}
		}
	}
	f.WantCounts(t, roster.Counts{Active: 1})
	t.Logf("%d calls, %d runs", len(good), n)
}

// A mark of a bad address outlives its owner's name, and Support can clear it.
func TestAddressWorks(t *testing.T) {
	t.Parallel()
	for _, mark := range []struct {
		report roster.Report
		want   roster.SkipReason
	}{
		{roster.Report{State: roster.DeliveryBounced, Hard: true}, roster.SkipHardBounced},
		{roster.Report{State: roster.DeliverySuppressed}, roster.SkipSuppressed},
		{roster.Report{State: roster.DeliveryComplained}, roster.SkipComplained},
	} {
		t.Run(string(mark.want), func(t *testing.T) {
			t.Parallel()
			f := New(t)
			m := f.Member(t, f.Invited(t, "Rosa", "Delgado", "rosa@example.org"))
			mark.report.At, mark.report.SameAddress = f.Clock.Now(), true
			marked, changed := m.ApplyReport(mark.report)
			if !changed {
				t.Fatal("the report changes nothing")
			}
			tx := f.Store.Begin()
			tx.SaveMember(m, marked, f.Clock.Now())
			if err := tx.Commit(t.Context()); err != nil {
				t.Fatal(err)
			}
			f.Clock.Advance(time.Hour)
			resend := func() roster.SkipReason {
				results, err := f.Resend(t.Context(), f.Admin, f.Community, []string{m.ID})
				if err != nil {
					t.Fatal(err)
				}
				return results[0].Skipped
			}
			if got := resend(); got != mark.want {
				t.Errorf("resend: got %q, want %q", got, mark.want)
			}
			for range 2 { // the second click changes nothing
				if _, err := f.AddressWorks(t.Context(), f.Support, f.Community, m.ID); err != nil {
					t.Fatal(err)
				}
			}
			if got := resend(); got != "" {
				t.Errorf("resend after it: got %q, want a mail", got)
			}
			history, _, err := f.Store.History(t.Context(), f.Community.ID, m.ID, 10, "")
			if err != nil {
				t.Fatal(err)
			}
			cleared := 0
			for _, e := range history {
				if e.Action == "address_works" && e.By.Kind == roster.BySupport {
					cleared++
				}
			}
			if cleared != 1 {
				t.Errorf("the audit trail has %d lines of it, want 1", cleared)
			}
			f.CheckInvariants(t)
		})
	}
}

func TestErase_nobody(t *testing.T) {
	t.Parallel()
	f := New(t)
	person, err := f.PersonID(t.Context(), "nobody@example.org")
	if err != nil {
		t.Fatal(err)
	}
	trace, err := f.TraceOf(t.Context(), person, "nobody@example.org")
	if err != nil {
		t.Fatal(err)
	}
	done, err := f.Erase(t.Context(), roster.Operator, trace, false)
	var unfinished *onboarding.UnfinishedError
	if err != nil || errors.As(err, &unfinished) || done.Traces.Total() != 0 || done.Members != 0 {
		t.Errorf("got %+v, %v", done, err)
	}
}
