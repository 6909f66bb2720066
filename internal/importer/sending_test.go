package importer_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/communitrak/onboarding/internal/faults"
	"github.com/communitrak/onboarding/internal/importer"
	"github.com/communitrak/onboarding/internal/onboarding"
	"github.com/communitrak/onboarding/internal/onboarding/onboardingtest"
	"github.com/communitrak/onboarding/internal/roster"
)

// hold imports a roster and holds its emails.
func (f *fixture) hold(t testing.TB, content string) roster.Import {
	t.Helper()
	job := f.review(t, "roster.csv", content)
	if _, err := f.importer.Commit(t.Context(), support, f.Community.ID, job.ID, roster.SendHold); err != nil {
		t.Fatal(err)
	}
	f.work(t)
	return f.job(t, job.ID)
}

func (f *fixture) release(t testing.TB, job roster.Import, filter roster.WaveFilter, at time.Time) roster.Import {
	t.Helper()
	if _, err := f.importer.Release(t.Context(), support, f.Community.ID, job.ID, filter, at, nil); err != nil {
		t.Fatal(err)
	}
	f.work(t)
	return f.job(t, job.ID)
}

// queued counts the residents whose email is enqueued.
func (f *fixture) queued(t testing.TB) int {
	t.Helper()
	n := 0
	for _, m := range f.members(t) {
		if m.Invitation.Delivery.State == roster.DeliveryQueued && m.ID != f.Admin.Member {
			n++
		}
	}
	if owed := f.owed(t)[roster.MailInvitation]; owed != n {
		t.Errorf("%d residents wait for a mail, %d mails are owed", n, owed)
	}
	return n
}

func TestRelease(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	content := manyRows(10)
	for n := range 12 {
		content += fmt.Sprintf("Lotte %s,Lot %d,,,,lot-%d@example.com,\r\n", letters(n), n+1, n+1)
	}
	job := f.hold(t, content)
	if job.Sending.State != roster.SendingHeld || f.Held(t, job) != 22 || f.queued(t) != 0 {
		t.Fatalf("got %s, %d held, %d queued, want all held", job.Sending.State, f.Held(t, job), f.queued(t))
	}
	tomorrow := f.Clock.Now().Add(24 * time.Hour)
	f.release(t, job, roster.WaveFilter{LotFrom: 1, LotTo: 3}, tomorrow)
	job = f.release(t, job, roster.WaveFilter{Street: "juniper court"}, time.Time{}) // they live at Juniper Ct
	if got := f.queued(t); got != 10 || f.Held(t, job) != 12 || job.Sending.State != roster.SendingWaiting {
		t.Errorf("the street: got %d queued, %d held, %s", got, f.Held(t, job), job.Sending.State)
	}
	f.Clock.Advance(24 * time.Hour)
	f.work(t)
	if job = f.job(t, job.ID); f.queued(t) != 13 || job.Sending.State != roster.SendingHeld {
		t.Errorf("the lots on their day: got %d queued, %s", f.queued(t), job.Sending.State)
	}
	for _, m := range f.members(t) {
		if m.Invitation.Sends == 1 && m.Invitation.ExpiresAt.Before(f.Clock.Now().Add(28*24*time.Hour)) {
			t.Errorf("%s: the end date %v does not start with the sending", m.Email, m.Invitation.ExpiresAt)
		}
	}
	byHand := f.members(t)["lot-12@example.com"]
	if _, err := f.Resend(t.Context(), f.Admin, f.Community, []string{byHand.ID}); err != nil {
		t.Fatal(err)
	}
	if got := f.Held(t, job); got != 8 {
		t.Errorf("one resent by hand: got %d held, want 8", got)
	}
	job = f.release(t, job, roster.WaveFilter{LotFrom: 4, LotTo: 6}, time.Time{})
	if f.Held(t, job) != 5 {
		t.Errorf("after further lots: got %d held, want 5", f.Held(t, job))
	}
	job = f.release(t, job, roster.WaveFilter{}, time.Time{})
	if f.queued(t) != 22 || job.Sending.State != roster.SendingDone {
		t.Errorf("the rest: got %d queued, %s", f.queued(t), job.Sending.State)
	}
	waves := map[int]int{}
	for _, m := range f.members(t) {
		if m.Origin.Import == job.ID {
			waves[m.Invitation.Wave]++
		}
	}
	if diff := cmp.Diff(map[int]int{0: 1, 1: 3, 2: 10, 3: 3, 4: 5}, waves); diff != "" {
		t.Errorf("members by the wave that mailed them, 0 by hand (-want +got):\n%s", diff)
	}
	if _, err := f.importer.Release(t.Context(), support, f.Community.ID, job.ID, roster.WaveFilter{}, time.Time{}, nil); !errors.Is(err, roster.ErrNothingHeld) {
		t.Errorf("nothing held: got %v", err)
	}
	f.CheckInvariants(t)
}

// A release that would email nobody is refused and names the field to check: a
// filter that matches nobody, nobody held, or only people released before.
func TestRelease_nobodyPicked(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	job := f.hold(t, manyRows(3)+"Lotte Lot,Lot 7,,,,lot-7@example.com,\r\n")
	refused := func(name string, filter roster.WaveFilter, field string) {
		t.Helper()
		held := f.Held(t, job)
		_, err := f.importer.Release(t.Context(), support, f.Community.ID, job.ID, filter, time.Time{}, nil)
		var invalid *roster.InvalidError
		if !errors.As(err, &invalid) || invalid.Field != field || invalid.Code != "nobody_picked" {
			t.Errorf("%s: got %v, want nobody_picked at %s", name, err, field)
		}
		if now := f.job(t, job.ID).Sending; len(now.Waves) != len(job.Sending.Waves) || f.Held(t, job) != held {
			t.Errorf("%s: got %d waves, %d held, want the sending as it was", name, len(now.Waves), f.Held(t, job))
		}
	}
	refused("a street where nobody lives", roster.WaveFilter{Street: "Elsewhere Rd"}, "street")
	refused("lots of nobody", roster.WaveFilter{LotFrom: 8, LotTo: 90}, "lots")
	refused("a street and a lot", roster.WaveFilter{Street: "juniper court", LotFrom: 7, LotTo: 7}, "street")

	job = f.release(t, job, roster.WaveFilter{LotFrom: 7}, time.Time{})
	if f.queued(t) != 1 || f.Held(t, job) != 3 {
		t.Fatalf("the lot: got %d queued, %d held, want 1, 3", f.queued(t), f.Held(t, job))
	}
	refused("the same lots again", roster.WaveFilter{LotFrom: 7}, "lots")
	job = f.release(t, job, roster.WaveFilter{Street: "juniper court"}, time.Time{})
	if f.queued(t) != 4 || job.Sending.State != roster.SendingDone {
		t.Errorf("the street: got %d queued, %s, want all 4", f.queued(t), job.Sending.State)
	}
}

// TestRelease_everyCallGoesWrong makes each call of a release fail once in each
// way, and lets the schedule continue: everyone gets exactly one email.
func TestRelease_everyCallGoesWrong(t *testing.T) {
	if testing.Short() {
		t.Skip("-short: makes every call of a release go wrong")
	}
	t.Parallel()
	prepared := func(t *testing.T) *fixture {
		f := newFixture(t)
		job := f.hold(t, strings.TrimSuffix(manyRows(7), "\r\n"))
		if _, err := f.importer.Release(t.Context(), support, f.Community.ID, job.ID, roster.WaveFilter{}, time.Time{}, nil); err != nil {
			t.Fatal(err)
		}
		f.Clock.Advance(time.Second)
		return f
	}
	f := prepared(t)
	record := faults.Record()
	if err := f.newImporter(record).RunDue(t.Context()); err != nil {
		t.Fatal(err)
	}
	want := f.picture(t)
	if got := f.queued(t); got != 7 {
		t.Fatalf("got %d queued, want 7", got)
	}
	for _, kind := range []faults.Kind{faults.CrashAfter, faults.CrashBefore, faults.ReplyLost, faults.ErrorAfter, faults.ThrottleBefore, faults.Conflict} {
		t.Run(string(kind), func(t *testing.T) {
			t.Parallel()
			for n := range record.Calls() {
				f := prepared(t)
				err := f.newImporter(faults.Nth(n+1, kind)).RunDue(t.Context())
				for range 3 {
					f.Clock.Advance(time.Minute)
					f.work(t)
				}
				if diff := cmp.Diff(want, f.picture(t)); diff != "" {
					t.Errorf("call %d, %v (-want +got):\n%s", n+1, err, diff)
				}
				f.CheckInvariants(t)
			}
		})
	}
}

// What is held is exact at any time: whoever is sent to, revoked, or removed by
// hand, or activates by the code of a printed letter, is not held any longer.
func TestHeld_byHand(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	job := f.hold(t, manyRows(6))
	resident := func(n int) roster.Member { return f.members(t)[fmt.Sprintf("resident-%d@example.com", n)] }
	moved, active := "moved@example.com", resident(3)
	for _, step := range []struct {
		name string
		do   func() error
		want int
	}{
		{"resent", func() error {
			_, err := f.Resend(t.Context(), f.Admin, f.Community, []string{resident(0).ID})
			return err
		}, 5},
		{"readdressed, which holds the new mail", func() error {
			_, err := f.EditMember(t.Context(), f.Admin, f.Community, resident(1).ID, onboarding.Edit{Email: &moved})
			return err
		}, 5},
		{"revoked", func() error {
			_, err := f.Revoke(t.Context(), f.Admin, f.Community, resident(2).ID)
			return err
		}, 4},
		{"invited again, now by hand", func() error {
			_, err := f.Invite(t.Context(), f.Admin, f.Community, onboardingtest.Person("Resident", "Again", "resident-2@example.com"))
			return err
		}, 4},
		{"active", func() error {
			_, err := f.Activate(t.Context(), f.ByCode(t, active))
			return err
		}, 3},
		{"left again", func() error {
			_, err := f.Remove(t.Context(), f.Admin, f.Community, active.ID)
			return err
		}, 3},
	} {
		if err := step.do(); err != nil {
			t.Fatalf("%s: %v", step.name, err)
		}
		if got := f.Held(t, job); got != step.want {
			t.Errorf("%s: got %d held, want %d", step.name, got, step.want)
		}
		f.CheckInvariants(t)
	}
	if _, err := f.Resend(t.Context(), f.Admin, f.Community, []string{f.members(t)[moved].ID, resident(4).ID, resident(5).ID}); err != nil {
		t.Fatal(err)
	}
	if can := importer.Actions(job, f.MailCounts(t, job), f.Clock.Now()); slices.Contains(can, importer.ActRelease) {
		t.Errorf("nobody is left: got %v", can)
	}
	if _, err := f.importer.Release(t.Context(), support, f.Community.ID, job.ID, roster.WaveFilter{}, time.Time{}, nil); !errors.Is(err, roster.ErrNothingHeld) {
		t.Errorf("nobody is left: got %v", err)
	}
	f.CheckInvariants(t)
}
