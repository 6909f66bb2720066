package onboardingtest

import (
	"testing"
	"time"

	"github.com/communitrak/onboarding/internal/account"
	"github.com/communitrak/onboarding/internal/roster"
)

// Owed returns how many mails of a kind were ever owed.
func (f *Fixture) Owed(t *testing.T, kind roster.MailKind) int {
	t.Helper()
	n := 0
	for _, i := range f.Items(t) {
		if i.SK == "O" && i.Kind == string(kind) {
			n++
		}
	}
	return n
}

// CheckMailLimits checks that strangers who ask for a mail to one address again
// and again cannot cause more than its limits: one in five minutes, three a day.
func (f *Fixture) CheckMailLimits(t *testing.T, kind roster.MailKind, ask func() error) {
	t.Helper()
	limits, before := account.DefaultLimits().Mails, f.Owed(t, kind)
	asked := func(want int, when string) {
		t.Helper()
		if err := ask(); err != nil {
			t.Fatal(err)
		}
		if got := f.Owed(t, kind) - before; got != want {
			t.Errorf("%s: %d mails are owed, want %d", when, got, want)
		}
	}
	asked(1, "at first")
	asked(1, "at once again")
	f.Clock.Advance(limits.CoolDown - time.Millisecond)
	asked(1, "in the last moment of the cool-down")
	f.Clock.Advance(time.Millisecond)
	asked(2, "after the cool-down")
	for n := range limits.PerDay {
		f.Clock.Advance(limits.CoolDown)
		asked(min(3+n, limits.PerDay), "later that day")
	}
	f.Clock.Advance(24 * time.Hour)
	asked(limits.PerDay+1, "a day later")
}

// MailCounts returns the states of the import's mails.
func (f *Fixture) MailCounts(t testing.TB, job roster.Import) roster.MailCounts {
	t.Helper()
	mails, err := f.Store.MailCounts(t.Context(), job.Community, job.ID)
	if err != nil {
		t.Fatal(err)
	}
	return mails
}

// Held returns how many of the import's mails are held.
func (f *Fixture) Held(t testing.TB, job roster.Import) int {
	t.Helper()
	return job.Sending.Held(f.MailCounts(t, job))
}
