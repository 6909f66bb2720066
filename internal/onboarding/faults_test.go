package onboarding_test

import (
	"context"
	"fmt"
	"maps"
	"testing"
	"time"

	"communitrak/internal/dynamo/dynamotest"
	"communitrak/internal/faults"
	"communitrak/internal/onboarding"
	. "communitrak/internal/onboarding/onboardingtest"
	"communitrak/internal/roster"
)

// flow is one thing that people do. Each time, it is done to somebody new, whom
// prepare creates.
type flow struct {
	prepare func(t *testing.T, f *Fixture, n int) roster.Member
	// do may be repeated by its caller until it succeeds.
	do func(ctx context.Context, f *Fixture, m roster.Member, n int) error
	// status is the member's status afterward, mails those owed for it.
	status roster.Status
	mails  map[string]int
}

func invited(t *testing.T, f *Fixture, n int) roster.Member {
	t.Helper()
	return f.Invited(t, "Rosa", "Delgado", Email(n))
}

var flows = map[string]flow{
	"invite": {
		prepare: func(*testing.T, *Fixture, int) roster.Member { return roster.Member{} },
		do: func(ctx context.Context, f *Fixture, _ roster.Member, n int) error {
			in := Person("Rosa", "Delgado", Email(n))
			in.Home.Street.Street = fmt.Sprintf("%d Juniper Ct", 100+n)
			in.Request = fmt.Sprint("attempt ", n)
			_, err := f.Invite(ctx, f.Admin, f.Community, in)
			return err
		},
		status: roster.Pending, mails: map[string]int{"invitation": 1},
	},
	"invite again": {
		prepare: func(t *testing.T, f *Fixture, n int) roster.Member {
			m := invited(t, f, n)
			if _, err := f.Revoke(t.Context(), f.Admin, f.Community, m.ID); err != nil {
				t.Fatal(err)
			}
			return m
		},
		do: func(ctx context.Context, f *Fixture, m roster.Member, n int) error {
			in := Person("Rosa", "Delgado", m.Email)
			in.Request = fmt.Sprint("attempt ", n)
			_, err := f.Invite(ctx, f.Admin, f.Community, in)
			return err
		},
		status: roster.Pending, mails: map[string]int{"invitation": 2},
	},
	"head invites": {
		prepare: func(t *testing.T, f *Fixture, n int) roster.Member {
			setHeadsInvite(t, f, true)
			in := Person("Ivy", "Sato", fmt.Sprintf("neighbour-%d@example.org", n))
			in.Home.Street.Street = fmt.Sprintf("%d Oak St", 100+n)
			made, err := f.Invite(t.Context(), f.Admin, f.Community, in)
			if err != nil {
				t.Fatal(err)
			}
			f.ActivateByMail(t, made.Member)
			return f.Member(t, made.Member)
		},
		do: func(ctx context.Context, f *Fixture, head roster.Member, n int) error {
			in := atHome("Rosa", Email(n))
			in.Request = fmt.Sprint("attempt ", n)
			_, err := f.InviteToHousehold(ctx, self(head), f.Community.ID, in)
			return err
		},
		status: roster.Pending, mails: map[string]int{"invitation": 1},
	},
	"activate by mail": {
		prepare: invited,
		do: func(ctx context.Context, f *Fixture, m roster.Member, n int) error {
			return activate(ctx, f, m, n, true)
		},
		status: roster.Active, mails: map[string]int{"invitation": 1},
	},
	"activate by code": {
		prepare: invited,
		do: func(ctx context.Context, f *Fixture, m roster.Member, n int) error {
			return activate(ctx, f, m, n, false)
		},
		status: roster.Active, mails: map[string]int{"invitation": 1, "unconfirmed_account": 1},
	},
	"resend": {
		prepare: func(t *testing.T, f *Fixture, n int) roster.Member {
			m := invited(t, f, n)
			f.Clock.Advance(10 * time.Minute)
			return m
		},
		do: func(ctx context.Context, f *Fixture, m roster.Member, _ int) error {
			sent, err := f.Resend(ctx, f.Admin, f.Community, []string{m.ID})
			if err == nil && sent[0].Skipped != "" && sent[0].Skipped != roster.SkipCoolDown {
				err = fmt.Errorf("skipped: %s", sent[0].Skipped)
			}
			return err
		},
		status: roster.Pending, mails: map[string]int{"invitation": 2},
	},
	"revoke": {
		prepare: invited,
		do: func(ctx context.Context, f *Fixture, m roster.Member, _ int) error {
			_, err := f.Revoke(ctx, f.Admin, f.Community, m.ID)
			return err
		},
		status: roster.Revoked, mails: map[string]int{"invitation": 1},
	},
	"remove": {
		prepare: func(t *testing.T, f *Fixture, n int) roster.Member {
			m := invited(t, f, n)
			f.ActivateByMail(t, m)
			return m
		},
		do: func(ctx context.Context, f *Fixture, m roster.Member, _ int) error {
			_, err := f.Remove(ctx, f.Admin, f.Community, m.ID)
			return err
		},
		status: roster.Removed, mails: map[string]int{"invitation": 1},
	},
	"readdress": {
		prepare: invited,
		do: func(ctx context.Context, f *Fixture, m roster.Member, n int) error {
			email := fmt.Sprintf("new-%d@example.org", n)
			_, err := f.EditMember(ctx, f.Admin, f.Community, m.ID, onboarding.Edit{Email: &email})
			return err
		},
		status: roster.Pending, mails: map[string]int{"invitation": 2},
	},
	"move": {
		prepare: invited,
		do: func(ctx context.Context, f *Fixture, m roster.Member, n int) error {
			made, err := f.Invite(ctx, f.Admin, f.Community, elsewhere(n))
			if err != nil {
				return err
			}
			role := roster.HouseholdHead
			_, err = f.EditMember(ctx, f.Admin, f.Community, m.ID, onboarding.Edit{Household: &made.Household.ID, HouseholdRole: &role})
			return err
		},
		status: roster.Pending, mails: map[string]int{"invitation": 1},
	},
	"decline": {
		prepare: invited,
		do: func(ctx context.Context, f *Fixture, m roster.Member, _ int) error {
			proof, _, err := f.Proof(ctx, m)
			if err != nil {
				return err
			}
			return f.Decline(ctx, m.Community, m.ID, proof.Reveal())
		},
		status: roster.Revoked, mails: map[string]int{"invitation": 1, "declined": 1},
	},
}

func elsewhere(n int) onboarding.Invitation {
	in := Person("Ivy", "Sato", fmt.Sprintf("neighbour-%d@example.org", n))
	in.Home.Street.Street, in.Request = fmt.Sprintf("%d Oak St", 100+n), fmt.Sprint("elsewhere ", n)
	return in
}

func activate(ctx context.Context, f *Fixture, m roster.Member, n int, byMail bool) error {
	code, _, err := f.Code(ctx, m)
	if err != nil {
		return err
	}
	a := onboarding.Activation{Email: m.Email, Code: code.Reveal(), Password: Password, SignIn: true, Request: fmt.Sprint("attempt ", n)}
	if byMail {
		proof, _, err := f.Proof(ctx, m)
		if err != nil {
			return err
		}
		a.Proof = proof.Reveal()
	}
	_, err = f.Activate(ctx, a)
	return err
}

// sweepKinds are the faults that each call of each flow suffers.
var sweepKinds = []faults.Kind{faults.ThrottleBefore, faults.ErrorBefore, faults.ErrorAfter, faults.ReplyLost,
	faults.Reset, faults.Conflict, faults.CrashBefore, faults.CrashAfter}

// persist calls do until it succeeds, at most three times; in between, a
// crashed program is restarted.
func persist(t *testing.T, inject *faults.Injector, do func() error) {
	t.Helper()
	var err error
	for range 3 {
		if err = do(); err == nil {
			return
		}
		inject.Revive()
	}
	t.Errorf("the third try: %v", err)
}

// TestFlows_faults makes every call of every flow go wrong in every way, one at
// a time. The flow succeeds when repeated and leaves what an undisturbed one
// leaves.
func TestFlows_faults(t *testing.T) {
	if testing.Short() {
		t.Skip("-short: makes every call of each use case go wrong")
	}
	t.Parallel()
	for name, w := range flows {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			f := New(t)
			n := 0
			run := func(inject *faults.Injector) *faults.Injector {
				n++
				f.Clock.Advance(time.Second)
				m := w.prepare(t, f, n)
				through := f.Through(inject)
				persist(t, inject, func() error { return w.do(t.Context(), through, m, n) })
				return inject
			}
			good := run(faults.Record()).Calls()
			for _, call := range good {
				for _, kind := range sweepKinds {
					inject := faults.Nth(call.Number, kind)
					inject.Log = t.Logf
					run(inject)
				}
			}
			f.CheckInvariants(t)
			w.check(t, f, n)
			t.Logf("%d calls, %d runs", len(good), n)
		})
	}
}

// check looks at everybody the runs were about.
func (w flow) check(t *testing.T, f *Fixture, runs int) {
	t.Helper()
	items := f.Items(t)
	mails := map[string]map[string]int{}
	for _, i := range items {
		if i.SK == "O" && i.Member != "" {
			if mails[i.Member] == nil {
				mails[i.Member] = map[string]int{}
			}
			mails[i.Member][i.Kind]++
		}
	}
	seen := 0
	for _, i := range items {
		if i.SK != "M" || i.ID == f.Admin.Member || isNeighbour(i) {
			continue
		}
		seen++
		if i.Status != string(w.status) || !maps.Equal(mails[i.ID], w.mails) {
			t.Errorf("%s is %s and was owed %v, want %s and %v", i.Email, i.Status, mails[i.ID], w.status, w.mails)
		}
	}
	if seen != runs {
		t.Errorf("%d members after %d runs", seen, runs)
	}
}

func isNeighbour(i dynamotest.Item) bool {
	var n int
	found, err := fmt.Sscanf(i.Email, "neighbour-%d@example.org", &n)
	return found == 1 && err == nil
}
