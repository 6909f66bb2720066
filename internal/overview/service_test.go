package overview_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/communitrak/onboarding/internal/onboarding/onboardingtest"
	"github.com/communitrak/onboarding/internal/overview"
	"github.com/communitrak/onboarding/internal/roster"
)

const week = 7 * 24 * time.Hour

// resident returns somebody with the fields that an overview reads, invited to
// 114 Juniper Ct and mailed a day ago.
func resident(community, id string, change func(*roster.Member)) roster.Member {
	m := roster.Member{
		ID: id, Community: community, FirstName: "Robin", LastName: "Resident", Email: id + "@example.org", Status: roster.Pending,
		Address: "114 Juniper Ct, Mesa, AZ 85201", Origin: roster.Origin{At: onboardingtest.Noon.Add(-24 * time.Hour)}, Version: 1,
	}
	m.Invitation = roster.NewInvitation("k1", 30*24*time.Hour, m.Origin.At).Queue(m.Origin.At)
	change(&m)
	return m
}

// enter stores members as they are.
func enter(t testing.TB, f *onboardingtest.Fixture, members []roster.Member) {
	t.Helper()
	for part := range slices.Chunk(members, 40) {
		tx := f.Store.Begin()
		for _, m := range part {
			tx.CreateMember(m, "person-"+m.ID, f.Clock.Now())
		}
		if err := tx.Commit(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
}

func delivered(s roster.DeliveryState) func(*roster.Member) {
	return func(m *roster.Member) { m.Invitation.Delivery.State = s }
}

// everyState returns one member in each state, and some homes.
func everyState(community string) []roster.Member {
	noon := onboardingtest.Noon
	var all []roster.Member
	add := func(change func(*roster.Member)) {
		all = append(all, resident(community, fmt.Sprintf("m%02d", len(all)), change))
	}
	for _, s := range []roster.DeliveryState{"none", "held", "queued", "sent", "delivered", "bounced", "complained", "suppressed", "failed"} {
		add(delivered(s))
	}
	add(func(m *roster.Member) { // delivered nine days ago, and nothing since
		m.Origin.At, m.Invitation.AskedAt = noon.Add(-9*24*time.Hour), noon.Add(-9*24*time.Hour)
		m.Invitation.Delivery.State = roster.DeliveryDelivered
	})
	add(func(m *roster.Member) { // and one who has been mailed again since
		m.Origin.At, m.Invitation.AskedAt = noon.Add(-9*24*time.Hour), noon.Add(-24*time.Hour)
		m.Invitation.Delivery.State = roster.DeliverySent
	})
	add(func(m *roster.Member) { // expired, though delivered
		m.Origin.At, m.Invitation.ExpiresAt = noon.Add(-31*24*time.Hour), noon.Add(-24*time.Hour)
		m.Invitation.Delivery.State = roster.DeliveryDelivered
	})
	add(func(m *roster.Member) { m.Status, m.EndedAt = roster.Revoked, noon })
	add(func(m *roster.Member) { m.Status, m.EndedAt = roster.Removed, noon })
	add(func(m *roster.Member) { m.Status, m.Email, m.Invitation = roster.Profile, "", roster.Invitation{} })
	add(func(m *roster.Member) { // activated with the code, regardless of the mail
		m.Status, m.ActivatedAt, m.Address = roster.Active, noon, "Lot 12 Block A"
		m.Invitation.Delivery.State = roster.DeliveryBounced
	})
	add(func(m *roster.Member) {
		m.Status, m.ActivatedAt, m.Address = roster.Active, noon.Add(-week), ""
		m.Origin.Import, m.Invitation.Wave = "j1", 2
	})
	add(func(m *roster.Member) {
		m.Origin.Import, m.Address = "j1", "115 Juniper Ct Apt 2, Mesa, AZ 85201"
		m.Invitation.Delivery.State = roster.DeliveryHeld
	})
	return all
}

func TestService_Of(t *testing.T) {
	t.Parallel()
	f := onboardingtest.New(t)
	enter(t, f, everyState(f.Community.ID))
	got, err := overview.New(f.Store, overview.DefaultSettings(), f.Clock.Now).Of(t.Context(), f.Community)
	if err != nil {
		t.Fatal(err)
	}
	if got.Counting != nil {
		t.Fatalf("a small community is counted at once; got %+v", got.Counting)
	}
	// The fixture's administrator was invited and is active, without a home.
	want := overview.Figures{
		At: onboardingtest.Noon, Zone: "America/New_York",
		Invited: 16, Delivered: 7, Active: 3, Attention: 6, Revoked: 1, WithoutEmail: 1,
		Weeks: map[string]overview.Progress{
			"2026-01-26": {Invited: 1}, "2026-02-16": {Invited: 2}, "2026-02-23": {Invited: 12, Active: 1}, "2026-03-02": {Invited: 1, Active: 2},
		},
		Areas: map[string]overview.Progress{"Juniper Ct": {Invited: 13}, "Block A": {Invited: 1, Active: 1}, "": {Invited: 2, Active: 2}},
		Waves: map[overview.Wave]overview.WaveProgress{{Import: "j1"}: {Invited: 1, Held: 1}, {Import: "j1", Number: 2}: {Invited: 1, Delivered: 1, Active: 1}},
		Stuck: map[overview.Reason]overview.Stuck{
			overview.Bounced: {Count: 2}, overview.Complained: {Count: 1}, overview.Failed: {Count: 1, Members: []string{"m08"}},
			overview.Expired: {Count: 1, Members: []string{"m11"}}, overview.NotActivated: {Count: 1, Members: []string{"m09"}},
			overview.NotSent: {Count: 1, Members: []string{"m00"}}, overview.Held: {Count: 2}, overview.NoEmail: {Count: 1},
		},
	}
	if diff := cmp.Diff(&want, got.Figures); diff != "" {
		t.Errorf("figures (-want +got):\n%s", diff)
	}
	holdTogether(t, f, *got.Figures)
}

// holdTogether fails the test if the figures contradict the member list or each
// other.
func holdTogether(t *testing.T, f *onboardingtest.Fixture, got overview.Figures) {
	t.Helper()
	listed, err := f.Store.Counts(t.Context(), f.Community.ID)
	if err != nil {
		t.Fatal(err)
	}
	of := func(why overview.Reason) int { return got.Stuck[why].Count }
	var weeks, areas overview.Progress
	for _, p := range got.Weeks {
		weeks = overview.Progress{Invited: weeks.Invited + p.Invited, Active: weeks.Active + p.Active}
	}
	for _, p := range got.Areas {
		areas = overview.Progress{Invited: areas.Invited + p.Invited, Active: areas.Active + p.Active}
	}
	all := overview.Progress{Invited: got.Invited, Active: got.Active}
	for what, pair := range map[string][2]any{
		"invited, and Pending with Active in the list":  {got.Invited, listed.Pending + listed.Active},
		"active, and Active in the list":                {got.Active, listed.Active},
		"attention, and Needs attention in the list":    {got.Attention, listed.Attention},
		"without an email, and profiles in the list":    {got.WithoutEmail, listed.Profiles},
		"attention, and its parts":                      {got.Attention, got.Revoked + of(overview.Bounced) + of(overview.Complained) + of(overview.Failed) + of(overview.Expired)},
		"without an email, and stuck for want of one":   {got.WithoutEmail, of(overview.NoEmail)},
		"everybody, and everybody by week":              {all, weeks},
		"everybody, and everybody by street or section": {all, areas},
	} {
		if pair[0] != pair[1] {
			t.Errorf("%s: got %v and %v", what, pair[0], pair[1])
		}
	}
}

// A community too large for one request is counted by several. Until they are
// done, and while the count is fresh, the last complete count is returned.
func TestService_Of_large(t *testing.T) {
	t.Parallel()
	f := onboardingtest.New(t)
	s := overview.New(f.Store, overview.Settings{RequestBudget: 0, MaxUncached: 5, CacheFor: 5 * time.Minute}, f.Clock.Now)
	enter(t, f, everyState(f.Community.ID))
	count := func() overview.Overview {
		t.Helper()
		got, err := s.Of(t.Context(), f.Community)
		if err != nil {
			t.Fatal(err)
		}
		return got
	}
	if got := count(); got.Figures != nil || got.Counting == nil || got.Counting.Done != 3 || got.Counting.Total < 17 {
		t.Fatalf("after the first of four lists: got %+v, counting %+v; want nothing yet but three who are active", got.Figures, got.Counting)
	}
	whole := func() overview.Overview {
		t.Helper()
		for range 5 {
			if got := count(); got.Counting == nil {
				return got
			}
		}
		t.Fatal("the count does not end")
		return overview.Overview{}
	}
	first := whole()
	holdTogether(t, f, *first.Figures)

	f.Clock.Advance(4 * time.Minute)
	enter(t, f, []roster.Member{resident(f.Community.ID, "later", func(*roster.Member) {})})
	if got := count(); got.Counting != nil || got.Figures.Invited != first.Figures.Invited || !got.Figures.At.Equal(first.Figures.At) {
		t.Errorf("four minutes later: got %d invited at %v, want those of %v", got.Figures.Invited, got.Figures.At, first.Figures.At)
	}
	f.Clock.Advance(time.Minute)
	if got := count(); got.Counting == nil || got.Figures == nil || !got.Figures.At.Equal(first.Figures.At) {
		t.Errorf("when they are five minutes old: got %+v, want them while they are counted anew", got)
	}
	again := whole()
	holdTogether(t, f, *again.Figures)
	if got, want := again.Figures.Invited, first.Figures.Invited+1; got != want {
		t.Errorf("counted anew: got %d invited, want %d", got, want)
	}
}

// An interrupted count that is too old is restarted, and so is one in another
// time zone.
func TestService_Of_restarted(t *testing.T) {
	t.Parallel()
	f := onboardingtest.New(t)
	s := overview.New(f.Store, overview.Settings{RequestBudget: 0, MaxUncached: 0, CacheFor: 5 * time.Minute}, f.Clock.Now)
	enter(t, f, everyState(f.Community.ID))
	ask := func() overview.Overview {
		t.Helper()
		got, err := s.Of(t.Context(), f.Community)
		if err != nil {
			t.Fatal(err)
		}
		return got
	}
	first := ask().Counting.Done
	if got := ask().Counting.Done; got <= first {
		t.Errorf("asked again: got %d done, want more than %d", got, first)
	}
	f.Clock.Advance(3 * time.Minute)
	if got := ask().Counting.Done; got != first {
		t.Errorf("three minutes later: got %d done, want %d again", got, first)
	}
	for ask().Counting != nil {
	}
	f.Community.Preferences.TimeZone = "America/Phoenix"
	if got := ask(); got.Counting == nil {
		t.Errorf("in another time zone: got figures of %s, want a new count", got.Figures.Zone)
	}
}

// Weeks begin on Monday in the community's time zone.
func TestFigures_LatestWeeks(t *testing.T) {
	t.Parallel()
	f := overview.Figures{
		At: time.Date(2026, time.March, 2, 4, 0, 0, 0, time.UTC), Zone: "America/Phoenix", // Sunday evening
		Weeks: map[string]overview.Progress{"2026-02-02": {Invited: 5}, "2026-02-09": {Invited: 7, Active: 1}, "2026-02-23": {Invited: 1, Active: 2}},
	}
	weeks, before := f.LatestWeeks(2)
	want := []overview.Week{{Monday: "2026-02-16"}, {Monday: "2026-02-23", Progress: overview.Progress{Invited: 1, Active: 2}}}
	if diff := cmp.Diff(want, weeks); diff != "" {
		t.Errorf("weeks (-want +got):\n%s", diff)
	}
	if want := (overview.Progress{Invited: 12, Active: 1}); before != want {
		t.Errorf("before: got %+v, want %+v", before, want)
	}
}
