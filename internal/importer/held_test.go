package importer_test

import (
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/communitrak/onboarding/internal/importer"
	"github.com/communitrak/onboarding/internal/roster"
)

const heldRows = "Full Name,Address,Email,Household Role\r\n" +
	"Ana Delgado,101 Juniper Ct,ana@example.com,Head\r\n" +
	"Ben Delgado,101 Juniper Ct,ben@example.com,Member\r\n" +
	"Cy Young,102 Juniper Ct,cy@example.com,Head\r\n" +
	"Dan Moss,7 Aspen Way,dan@example.com,Head\r\n" +
	"Eve Park,Lot 12 Block A,eve@example.com,Head\r\n"

// Counting uses the same filter as a release, and a release of a number that
// has changed since is refused.
func TestHeld(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	job := f.review(t, "roster.csv", heldRows)
	if _, err := f.importer.Commit(t.Context(), support, f.Community.ID, job.ID, roster.SendHold); err != nil {
		t.Fatal(err)
	}
	f.work(t)
	held := func(filter roster.WaveFilter) importer.Held {
		t.Helper()
		h, err := f.importer.Held(t.Context(), f.Community.ID, job.ID, filter)
		if err != nil {
			t.Fatal(err)
		}
		return h
	}
	want := importer.Held{Count: 5, Complete: true, Lots: 1,
		Areas: []importer.Share{{Name: "Juniper Ct", Count: 3}, {Name: "Aspen Way", Count: 1}, {Name: "Block A", Count: 1}},
		Roles: map[roster.HouseholdRole]int{roster.HouseholdHead: 4, roster.HouseholdMember: 1}}
	if diff := cmp.Diff(want, held(roster.WaveFilter{})); diff != "" {
		t.Errorf("all (-want +got):\n%s", diff)
	}
	// Each figure respects the rest of the filter.
	want = importer.Held{Count: 2, Complete: true,
		Areas: []importer.Share{{Name: "Juniper Ct", Count: 2}, {Name: "Aspen Way", Count: 1}, {Name: "Block A", Count: 1}},
		Roles: map[roster.HouseholdRole]int{roster.HouseholdHead: 2, roster.HouseholdMember: 1}}
	heads := roster.WaveFilter{Area: "Juniper Ct", Role: roster.HouseholdHead}
	if diff := cmp.Diff(want, held(heads)); diff != "" {
		t.Errorf("heads of a street (-want +got):\n%s", diff)
	}

	release := func(filter roster.WaveFilter, expected int) error {
		_, err := f.importer.Release(t.Context(), support, f.Community.ID, job.ID, filter, time.Time{}, &expected)
		return err
	}
	ana := f.members(t)["ana@example.com"]
	if _, err := f.Revoke(t.Context(), f.Admin, f.Community, ana.ID); err != nil {
		t.Fatal(err)
	}
	if err := release(heads, 2); !errors.Is(err, roster.ErrHeldChanged) {
		t.Errorf("one of two is revoked: got %v", err)
	}
	var invalid *roster.InvalidError
	if err := release(roster.WaveFilter{Area: "Nowhere Ln"}, 0); !errors.As(err, &invalid) || invalid.Field != "area" {
		t.Errorf("a street where nobody is: got %v", err)
	}
	if err := release(heads, 1); err != nil {
		t.Fatal(err)
	}
	f.work(t)
	for email, want := range map[string]roster.DeliveryState{"cy@example.com": roster.DeliveryQueued, "ben@example.com": roster.DeliveryHeld, "dan@example.com": roster.DeliveryHeld} {
		if got := f.members(t)[email].Invitation.Delivery.State; got != want {
			t.Errorf("%s: mail %s, want %s", email, got, want)
		}
	}
}
