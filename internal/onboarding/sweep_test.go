package onboarding_test

import (
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"

	"communitrak/internal/faults"
	"communitrak/internal/onboarding"
	. "communitrak/internal/onboarding/onboardingtest"
	"communitrak/internal/roster"
)

// batch invites n people, in households of twenty.
func batch(t *testing.T, f *Fixture, n int) []roster.Member {
	t.Helper()
	var members []roster.Member
	for len(members) < n {
		b, err := f.NewBatch(t.Context(), f.Admin.Actor(), f.Community, roster.LaneBulk)
		if err != nil {
			t.Fatal(err)
		}
		home := b.AddProperty(roster.Property{ID: roster.NewID(), Kind: roster.Lot, Label: "Lot", Line: roster.NewID()})
		h := b.AddHousehold(home.ID, "", "")
		for range min(20, n-len(members)) {
			email := Email(1000 + len(members))
			person, err := f.PersonID(t.Context(), email)
			if err != nil {
				t.Fatal(err)
			}
			members = append(members, b.Invite(onboarding.NewMember{FirstName: "Rosa", LastName: "Delgado", Email: email, Person: person}, home, h))
		}
		if err := b.Commit(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	return members
}

// More people than a page holds, one of whom cannot be handled.
func TestSweep_many(t *testing.T) {
	if testing.Short() {
		t.Skip("-short: sweeps members of several pages")
	}
	t.Parallel()
	f := New(t)
	members := batch(t, f, 260)
	broken := members[0]
	key := map[string]types.AttributeValue{"PK": &types.AttributeValueMemberS{Value: "C#" + broken.Community + "#M#" + broken.ID}, "SK": &types.AttributeValueMemberS{Value: "M"}}
	spoil := "SET version = :text"
	if _, err := f.DB.UpdateItem(t.Context(), &dynamodb.UpdateItemInput{TableName: &f.Table, Key: key, UpdateExpression: &spoil,
		ExpressionAttributeValues: map[string]types.AttributeValue{":text": &types.AttributeValueMemberS{Value: "not a number"}}}); err != nil {
		t.Fatal(err)
	}
	f.Clock.Advance(28 * 24 * time.Hour)
	for range 2 {
		if err := f.Sweep(t.Context()); err == nil {
			t.Error("nobody is told of the one who cannot be dealt with")
		}
	}
	reminders := map[string]int{}
	for _, i := range f.Items(t) {
		if i.SK == "O" && i.Kind == string(roster.MailReminder) {
			reminders[i.Member]++
		}
	}
	for _, m := range members[1:] {
		if reminders[m.ID] != 1 {
			t.Errorf("%s was owed %d reminders, want 1", m.Email, reminders[m.ID])
		}
	}
}

// TestSweep_faults makes every call of a sweep that reminds, records an expiry
// and opens doors go wrong once, and repeats the sweep: each mail is owed once.
func TestSweep_faults(t *testing.T) {
	if testing.Short() {
		t.Skip("-short: makes every call of a sweep go wrong")
	}
	t.Parallel()
	f := New(t)
	n := 0
	curtain := func(f *Fixture, on bool) error {
		_, err := f.EditPreferences(t.Context(), f.Admin, f.Community.ID, onboarding.PreferencesEdit{BlackCurtain: &on})
		return err
	}
	run := func(inject *faults.Injector) *faults.Injector {
		n++
		f.Clock.Advance(time.Second)
		if err := curtain(f, true); err != nil {
			t.Fatal(err)
		}
		behind := f.Invited(t, "Ada", "Behind", fmt.Sprintf("behind-%d@example.org", n))
		f.ActivateByMail(t, behind)
		m := f.Invited(t, "Rosa", "Delgado", Email(n))
		f.Clock.Advance(28 * 24 * time.Hour)
		through := f.Through(inject)
		persist(t, inject, func() error { return errors.Join(curtain(through, false), through.Sweep(t.Context())) })
		for range 3 {
			f.Clock.Advance(time.Minute)
			if err := f.Sweep(t.Context()); err != nil {
				t.Error(err)
			}
		}
		f.Clock.Advance(48 * time.Hour)
		if err := f.Sweep(t.Context()); err != nil {
			t.Error(err)
		}
		if got := f.Member(t, m); !got.Attention || !got.Invitation.ExpiryRecorded {
			t.Errorf("run %d: the end was not noted", n)
		}
		return inject
	}
	good := run(faults.Record()).Calls()
	for _, call := range good {
		for _, kind := range []faults.Kind{faults.ReplyLost, faults.CrashBefore, faults.CrashAfter} {
			inject := faults.Nth(call.Number, kind)
			inject.Log = t.Logf
			run(inject)
		}
	}
	owed := map[string]int{}
	for _, i := range f.Items(t) {
		if i.SK == "O" {
			owed[i.Kind]++
		}
	}
	if owed["reminder"] != n || owed["doors_open"] != n {
		t.Errorf("%d runs owed %d reminders and opened doors to %d", n, owed["reminder"], owed["doors_open"])
	}
	f.CheckInvariants(t)
	t.Logf("%d calls, %d runs", len(good), n)
}
