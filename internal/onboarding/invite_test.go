package onboarding_test

import (
	"errors"
	"testing"

	"github.com/communitrak/onboarding/internal/faults"
	"github.com/communitrak/onboarding/internal/onboarding"
	. "github.com/communitrak/onboarding/internal/onboarding/onboardingtest"
	"github.com/communitrak/onboarding/internal/roster"
)

// attemptTo returns an invitation of Rosa's under the attempt.
func attemptTo(attempt string) onboarding.Invitation {
	in := Person("Rosa", "Delgado", "rosa@example.org")
	in.Request = attempt
	return in
}

func invite(t *testing.T, f *Fixture, in onboarding.Invitation) roster.Member {
	t.Helper()
	made, err := f.Invite(t.Context(), f.Admin, f.Community, in)
	if err != nil {
		t.Fatal(err)
	}
	return made.Member
}

func revoke(t *testing.T, f *Fixture, m roster.Member) {
	t.Helper()
	if _, err := f.Revoke(t.Context(), f.Admin, f.Community, m.ID); err != nil {
		t.Fatal(err)
	}
}

// A repeated attempt takes effect once, whatever has become of what it made: it
// does not invite again whom somebody has revoked since.
func TestInvite_repeatedAfterRevocation(t *testing.T) {
	t.Parallel()
	for name, before := range map[string]func(*testing.T, *Fixture){
		"somebody new": func(*testing.T, *Fixture) {},
		"revoked before": func(t *testing.T, f *Fixture) {
			revoke(t, f, invite(t, f, attemptTo("earlier")))
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			f := New(t)
			before(t, f)
			first := invite(t, f, attemptTo("attempt"))
			revoke(t, f, first)
			again := invite(t, f, attemptTo("attempt"))
			if again.ID != first.ID || again.Status != roster.Revoked || again.Invitation.Generation != first.Invitation.Generation {
				t.Errorf("got %+v, want the first attempt's member, still revoked", again)
			}
			other := invite(t, f, attemptTo("another"))
			if other.ID != first.ID || other.Status != roster.Pending {
				t.Errorf("another attempt: got %+v, want the member invited again", other)
			}
			f.CheckInvariants(t)
		})
	}
}

// What a repeated attempt is told is true of one moment, although it finds
// first that the person exists and reads them afterwards.
func TestInvite_repeatedMeanwhile(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		attempt   string
		meanwhile func(*testing.T, *Fixture, roster.Member)
		want      roster.Status
		sameID    bool
	}{
		"own, revoked":    {"attempt", func(t *testing.T, f *Fixture, m roster.Member) { revoke(t, f, m) }, roster.Revoked, true},
		"another's ended": {"another", func(t *testing.T, f *Fixture, m roster.Member) { revoke(t, f, m) }, roster.Pending, true},
		"another email since": {"another", func(t *testing.T, f *Fixture, m roster.Member) {
			if _, err := f.EditMember(t.Context(), f.Admin, f.Community, m.ID, onboarding.Edit{Email: text("rosalind@example.org")}); err != nil {
				t.Error(err)
			}
		}, roster.Pending, false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			f := New(t)
			revoke(t, f, invite(t, f, attemptTo("earlier"))) // so its ID does not tell whose the invitation is
			first := invite(t, f, attemptTo("attempt"))
			again, err := beforeReading(t, f, first, func() { c.meanwhile(t, f, first) }, attemptTo(c.attempt))
			if err != nil || again.Status != c.want || (again.ID == first.ID) != c.sameID {
				t.Errorf("got %+v, %v", again, err)
			}
			f.CheckInvariants(t)
		})
	}
	t.Run("another's", func(t *testing.T) {
		t.Parallel()
		f := New(t)
		first := invite(t, f, attemptTo("attempt"))
		_, err := beforeReading(t, f, first, func() {}, attemptTo("another"))
		var exists *roster.ExistsError
		if !errors.As(err, &exists) || exists.ID != first.ID {
			t.Errorf("got %v, want that %s exists", err, first.ID)
		}
	})
}

// beforeReading invites; meanwhile happens once, just before m is read.
func beforeReading(t *testing.T, f *Fixture, m roster.Member, meanwhile func(), in onboarding.Invitation) (roster.Member, error) {
	t.Helper()
	record := faults.Record()
	var exists *roster.ExistsError
	if _, err := f.Through(record).Invite(t.Context(), f.Admin, f.Community, in); err != nil && !errors.As(err, &exists) {
		t.Fatal(err)
	}
	nth, found := 0, false
	for _, call := range record.Calls() {
		if call.Operation == "GetItem" && !found {
			nth++
			found = call.Keys[0].Partition == "C#"+m.Community+"#M#"+m.ID
		}
	}
	if !found {
		t.Fatalf("%s is not read", m.ID)
	}
	var made onboarding.Invited
	err := overtaken(t, f, "GetItem", nth, meanwhile, func(f *Fixture) (err error) {
		made, err = f.Invite(t.Context(), f.Admin, f.Community, in)
		return err
	})
	return made.Member, err
}
