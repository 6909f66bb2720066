package main

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/communitrak/onboarding/internal/address"
	"github.com/communitrak/onboarding/internal/dynamo"
	"github.com/communitrak/onboarding/internal/faults"
	"github.com/communitrak/onboarding/internal/onboarding"
	"github.com/communitrak/onboarding/internal/onboarding/onboardingtest"
	"github.com/communitrak/onboarding/internal/roster"
)

const (
	invitations = 1000 // the goal
	atOnceGoal  = 256
	racesAtOnce = 2 // so that losers of one, who pause, hold up no other
	conflicts   = 0.05
)

// activate tries until it gets an answer, as a page does, under one
// Idempotency-Key.
func activate(ctx context.Context, f *onboardingtest.Fixture, a onboarding.Activation) error {
	var err error
	for range 20 {
		if _, err = f.Activate(ctx, a); err == nil || errors.Is(err, roster.ErrAlreadyActive) || errors.Is(err, onboarding.ErrRefused) {
			return err
		}
	}
	return err
}

// TestRaces_activations has many activate the same invitation at once, each
// with a key of their own, while the table reports conflicts and loses replies:
// one succeeds, and all others are told so. Every second resident has an account
// before.
func TestRaces_activations(t *testing.T) {
	if testing.Short() {
		t.Skip("-short: has many activate one invitation at once")
	}
	f := onboardingtest.New(t)
	through := f.Through(faults.Random(*seed, conflicts, faults.Conflict, faults.ReplyLost, faults.ErrorAfter))
	unlimited(through)
	second, secondAdmin := f.AddCommunity(t, "Cedar Hill", "admin@cedar-hill.example")
	n, many := sized(2, invitations), atOnceGoal
	if *scale <= 0 {
		many = 32
	}
	for first := 0; first < n; first += racesAtOnce {
		shown := make([]onboarding.Activation, min(racesAtOnce, n-first))
		for k := range shown {
			m := f.Invited(t, "Rosa", "Delgado", onboardingtest.Email(first+k))
			if k%2 == 1 {
				there, err := f.Invite(t.Context(), secondAdmin, second, onboardingtest.Person("Rosa", "Delgado", m.Email))
				if err != nil {
					t.Fatal(err)
				}
				f.ActivateByMail(t, there.Member)
			}
			shown[k] = f.ByMail(t, m)
		}
		won := make([]atomic.Int32, len(shown))
		together(many*len(shown), func(k int) {
			race := k % len(shown)
			own := shown[race]
			own.Request = fmt.Sprint(first+race, "/", k)
			switch err := activate(t.Context(), through, own); {
			case err == nil:
				won[race].Add(1)
			case !errors.Is(err, roster.ErrAlreadyActive):
				t.Errorf("invitation %d: got %v, want success or already active", first+race, err)
			}
		})
		for race := range won {
			if got := won[race].Load(); got != 1 {
				t.Errorf("invitation %d: %d activations succeeded, want 1", first+race, got)
			}
		}
	}
	f.WantCounts(t, roster.Counts{Active: n + 1})
	f.CheckInvariants(t)
	provedShare(t, some(n, invitations, "invitations"), ", each activated by %d at once with faults in %.0f %% of the table's calls: %s successes, 0 half-made accounts", many, 100*conflicts, counted(n))
}

// rival is what somebody else does while a resident activates.
type rival struct {
	// against is done to m.
	against func(ctx context.Context, f *onboardingtest.Fixture, m roster.Member, n int) error
	// loses are its errors when the activation was first; it has no others.
	loses error
	// excludes: either the activation succeeds or the rival, never both.
	excludes bool
	// after checks the member.
	after func(m roster.Member, n int) error
}

var rivals = map[string]rival{
	"revoke": {
		against: func(ctx context.Context, f *onboardingtest.Fixture, m roster.Member, _ int) error {
			_, err := f.Revoke(ctx, f.Admin, f.Community, m.ID)
			return err
		},
		loses: roster.ErrNotPending, excludes: true,
	},
	"change email": {
		against: func(ctx context.Context, f *onboardingtest.Fixture, m roster.Member, _ int) error {
			email := "new-" + m.Email
			_, err := f.EditMember(ctx, f.Admin, f.Community, m.ID, onboarding.Edit{Email: &email})
			return err
		},
		loses: roster.ErrEmailNotEditable, excludes: true,
	},
	"decline": {
		against: func(ctx context.Context, f *onboardingtest.Fixture, m roster.Member, _ int) error {
			proof, _, err := f.Proof(ctx, m)
			if err != nil {
				return err
			}
			return f.Decline(ctx, m.Community, m.ID, proof.Reveal())
		},
		loses: roster.ErrNotPending, excludes: true,
	},
	"resend": {
		against: func(ctx context.Context, f *onboardingtest.Fixture, m roster.Member, _ int) error {
			sent, err := f.Resend(ctx, f.Admin, f.Community, []string{m.ID})
			if err == nil && sent[0].Skipped == roster.SkipNotPending {
				err = roster.ErrNotPending
			}
			return err
		},
		loses: roster.ErrNotPending,
	},
	"move": {
		against: func(ctx context.Context, f *onboardingtest.Fixture, m roster.Member, n int) error {
			_, err := f.EditMember(ctx, f.Admin, f.Community, m.ID, onboarding.Edit{Household: &households[n%len(households)]})
			return err
		},
		after: func(m roster.Member, n int) error {
			return want("household", m.Household, households[n%len(households)])
		},
	},
	"join properties": {
		against: func(ctx context.Context, f *onboardingtest.Fixture, m roster.Member, _ int) error {
			_, err := f.CorrectProperty(ctx, f.Admin, f.Community, m.Property, onboarding.PropertyCorrection{Join: true,
				Street: &address.Street{Street: "1 Oak St", City: "Mesa", State: "AZ", ZIP: "85201"}})
			return err
		},
		after: func(m roster.Member, _ int) error { return want("address", m.Address, "1 Oak St, Mesa, AZ 85201") },
	},
	"curtain": {
		against: func(ctx context.Context, f *onboardingtest.Fixture, m roster.Member, n int) error {
			f.Clock.Advance(time.Millisecond)
			on := n%2 == 0
			_, err := f.EditPreferences(ctx, f.Admin, m.Community, onboarding.PreferencesEdit{BlackCurtain: &on})
			return err
		},
	},
}

// usual is how long an invitation and its activation take.
var usual time.Duration

// households is where people move; the test makes them first.
var households = make([]string, 2)

func want(what, got, want string) error {
	if got != want {
		return fmt.Errorf("the %s is %q, want %q", what, got, want)
	}
	return nil
}

// TestRaces_rivals has two activate while two do something else to the same
// member. Whoever is first wins, nobody is told what did not happen, and the
// table is sound.
func TestRaces_rivals(t *testing.T) {
	if testing.Short() {
		t.Skip("-short: has activations race with everything else")
	}
	f := onboardingtest.New(t)
	unlimited(f)
	for n := range households {
		wish := onboardingtest.Person("Ivy", "Sato", fmt.Sprintf("ivy-%d@example.org", n))
		wish.Home.Street.Street = fmt.Sprintf("%d Oak St", 1+n)
		made, err := f.Invite(t.Context(), f.Admin, f.Community, wish)
		if err != nil {
			t.Fatal(err)
		}
		households[n] = made.Household.ID
	}
	n, first, raced := sized(6, invitations), map[string]int{}, []roster.Member{}
	began := time.Now()
	f.ActivateByMail(t, f.Invited(t, "Rosa", "Delgado", "rosa@example.org"))
	usual = time.Since(began)
	for i := range n {
		for name, r := range rivals {
			m, won := race(t, f, name, r, i)
			raced = append(raced, m)
			if won {
				first[name]++
			}
		}
	}
	for name, r := range rivals {
		if r.excludes && (first[name] == 0 || first[name] == n) {
			t.Errorf("of %d races with %s the activation won %d, so nothing was raced", n, name, first[name])
		}
	}
	open := false
	if _, err := f.EditPreferences(t.Context(), f.Admin, f.Community.ID, onboarding.PreferencesEdit{BlackCurtain: &open}); err != nil {
		t.Fatal(err)
	}
	wantAnnounced(t, f, raced)
	f.CheckInvariants(t)
	provedShare(t, some(n, invitations, "races of activation with each rival"), " (%s): no two winners, nobody told what did not happen; activations that came first: %s",
		strings.Join(slices.Sorted(maps.Keys(rivals)), ", "), ordered(first))
}

// orderedRaces are those whose order is certain: in the first the activations
// are over before their rivals begin, in the second it is the other way around.
const orderedRaces = 2

// turn is how the two sides of a race are kept apart.
type turn struct {
	race    int
	leaders sync.WaitGroup
	// headStart is how much earlier the activations begin than their rivals, or
	// later where it is negative.
	headStart time.Duration
}

// newTurn returns the turn of a race of so many activations and rivals; usual is
// how long an activation takes.
func newTurn(race, activations, rivals int, usual time.Duration) *turn {
	t := &turn{race: race}
	switch race {
	case 0:
		t.leaders.Add(activations)
	case 1:
		t.leaders.Add(rivals)
	default:
		t.headStart = time.Duration((2*chance(uint64(race)).Float64() - 1) * float64(usual))
	}
	return t
}

// wait returns when it is the side's turn. The side calls over when it is done.
func (t *turn) wait(activates bool) (over func()) {
	switch {
	case t.race >= orderedRaces && activates:
		time.Sleep(-t.headStart)
	case t.race >= orderedRaces:
		time.Sleep(t.headStart)
	case activates == (t.race == 0):
		return t.leaders.Done
	default:
		t.leaders.Wait()
	}
	return func() {}
}

// race runs one race and reports whether the activation succeeded.
func race(t *testing.T, f *onboardingtest.Fixture, name string, r rival, n int) (roster.Member, bool) {
	t.Helper()
	wish := onboardingtest.Person("Rosa", "Delgado", fmt.Sprintf("%s-%d@example.org", strings.ReplaceAll(name, " ", "-"), n))
	wish.Home.Street.Street = fmt.Sprintf("%d Juniper Ct", 100+n)
	made, err := f.Invite(t.Context(), f.Admin, f.Community, wish)
	if err != nil {
		t.Fatal(err)
	}
	m := made.Member
	shown := f.ByMail(t, m)
	order := newTurn(n, 2, 2, usual)
	var activated, done atomic.Int32
	together(4, func(k int) {
		defer order.wait(k%2 == 0)()
		if k%2 == 0 {
			own := shown
			own.Request = fmt.Sprint(name, n, k)
			switch err := activate(t.Context(), f, own); {
			case err == nil:
				activated.Add(1)
			case !errors.Is(err, roster.ErrAlreadyActive) && !(r.excludes && errors.Is(err, onboarding.ErrRefused)):
				t.Errorf("%s %d: activating: %v", name, n, err)
			}
			return
		}
		switch err := dynamo.Retry(t.Context(), func() error { return r.against(t.Context(), f, m, n) }); {
		case err == nil:
			done.Add(1)
		case r.loses == nil || !errors.Is(err, r.loses):
			t.Errorf("%s %d: %v", name, n, err)
		}
	})
	m = f.Member(t, m)
	active := m.Status == roster.Active
	if got := activated.Load(); active != (got == 1) || got > 1 || !r.excludes && got == 0 {
		t.Errorf("%s %d: %d activations succeeded and the member is %s", name, n, got, m.Status)
	}
	if r.excludes && active == (done.Load() > 0) {
		t.Errorf("%s %d: the member is %s, and %d of its rivals succeeded", name, n, m.Status, done.Load())
	}
	if r.after != nil {
		if err := r.after(m, n); err != nil {
			t.Errorf("%s %d: %v", name, n, err)
		}
	}
	return m, active
}

// wantAnnounced lets the schedule announce the open doors and checks that
// exactly those are told who activated behind the curtain.
func wantAnnounced(t *testing.T, f *onboardingtest.Fixture, members []roster.Member) {
	t.Helper()
	for range 3 {
		f.Clock.Advance(2 * time.Minute)
		if err := f.Sweep(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	told := map[string]int{}
	for _, i := range f.Items(t) {
		if i.Kind == string(roster.MailDoorsOpen) {
			told[i.Member]++
		}
	}
	behind := 0
	for _, m := range members {
		m = f.Member(t, m)
		behind += btoi(m.BehindCurtain)
		if told[m.ID] != btoi(m.BehindCurtain) {
			t.Errorf("%s activated behind the curtain: %v, and is owed %d mails about the doors", m.Email, m.BehindCurtain, told[m.ID])
		}
	}
	if behind == 0 {
		t.Error("nobody activated behind the curtain")
	}
}
