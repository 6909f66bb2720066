package onboarding_test

import (
	"errors"
	"testing"
	"time"

	"github.com/communitrak/onboarding/internal/onboarding"
	. "github.com/communitrak/onboarding/internal/onboarding/onboardingtest"
	"github.com/communitrak/onboarding/internal/roster"
)

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
