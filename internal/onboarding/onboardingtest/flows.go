package onboardingtest

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"strings"
	"testing"
	"time"

	"github.com/communitrak/onboarding/internal/dynamo/dynamotest"
	"github.com/communitrak/onboarding/internal/faults"
	"github.com/communitrak/onboarding/internal/onboarding"
	"github.com/communitrak/onboarding/internal/roster"
)

// Flow is a use case that can go wrong at any of its calls. Each run is about
// somebody new.
type Flow struct {
	// Prepare sets up the n-th run (from 1), undisturbed.
	Prepare func(t testing.TB, f *Fixture, n int) roster.Member
	// Do may be repeated by its caller until it succeeds.
	Do func(ctx context.Context, f *Fixture, m roster.Member, n int) error
	// After, which may be nil, is what happens later, undisturbed.
	After func(t testing.TB, f *Fixture, m roster.Member)
	// Check fails the test unless so many runs have left what undisturbed ones
	// would have.
	Check func(t testing.TB, f *Fixture, runs int)
}

// Redeliveries is how often a flow may be repeated until it has to succeed.
const Redeliveries = 3

// Persist calls do until it succeeds. In between, a program that has crashed is
// restarted. It returns how many repetitions it took, and fails the test after
// [Redeliveries].
func Persist(t testing.TB, inject *faults.Injector, do func(context.Context) error) (again int) {
	t.Helper()
	for ; ; again++ {
		ctx, stop := inject.Run(t.Context())
		err := do(ctx)
		stop()
		if err == nil {
			return again
		}
		if again == Redeliveries {
			t.Errorf("after %d repetitions: %v", again, err)
			return again
		}
		inject.Revive()
	}
}

// Run carries out the n-th run of the flow, with its calls going through
// inject, and returns how many repetitions it took.
func (w Flow) Run(t testing.TB, f *Fixture, inject *faults.Injector, n int) (again int) {
	t.Helper()
	f.Clock.Advance(time.Second)
	m := w.Prepare(t, f, n)
	through := f.Through(inject)
	again = Persist(t, inject, func(ctx context.Context) error { return w.Do(ctx, through, m, n) })
	if w.After != nil {
		w.After(t, f, m)
	}
	return again
}

// Flows returns the use cases by name.
func Flows() map[string]Flow {
	return map[string]Flow{
		"invite": {
			Prepare: nobody,
			Do: func(ctx context.Context, f *Fixture, _ roster.Member, n int) error {
				in := Person("Rosa", "Delgado", Email(n))
				in.Home.Street.Street = fmt.Sprintf("%d Juniper Ct", 100+n)
				in.Request = attempt(n)
				_, err := f.Invite(ctx, f.Admin, f.Community, in)
				return err
			},
			Check: Leaves(roster.Pending, "invitation", 1),
		},
		"invite again": {
			Prepare: revoked,
			Do: func(ctx context.Context, f *Fixture, m roster.Member, n int) error {
				in := Person("Rosa", "Delgado", m.Email)
				in.Request = attempt(n)
				_, err := f.Invite(ctx, f.Admin, f.Community, in)
				return err
			},
			Check: Leaves(roster.Pending, "invitation", 2),
		},
		"head invites": {
			Prepare: head,
			Do: func(ctx context.Context, f *Fixture, head roster.Member, n int) error {
				by := roster.Principal{Community: head.Community, Member: head.ID, Name: head.FullName()}
				in := onboarding.HouseholdInvitation{FirstName: "Rosa", LastName: "Delgado", Email: Email(n), Request: attempt(n)}
				_, err := f.InviteToHousehold(ctx, by, f.Community.ID, in)
				return err
			},
			Check: Leaves(roster.Pending, "invitation", 1),
		},
		"activate by mail": {
			Prepare: invited,
			Do: func(ctx context.Context, f *Fixture, m roster.Member, n int) error {
				return activate(ctx, f, m, n, true)
			},
			Check: Leaves(roster.Active, "invitation", 1),
		},
		"activate by code": {
			Prepare: invited,
			Do: func(ctx context.Context, f *Fixture, m roster.Member, n int) error {
				return activate(ctx, f, m, n, false)
			},
			Check: Leaves(roster.Active, "invitation", 1, "unconfirmed_account", 1),
		},
		"resend": {
			Prepare: func(t testing.TB, f *Fixture, n int) roster.Member {
				m := invited(t, f, n)
				f.Clock.Advance(10 * time.Minute)
				return m
			},
			Do: func(ctx context.Context, f *Fixture, m roster.Member, _ int) error {
				sent, err := f.Resend(ctx, f.Admin, f.Community, []string{m.ID})
				if err == nil && sent[0].Skipped != "" && sent[0].Skipped != roster.SkipCoolDown {
					err = fmt.Errorf("skipped: %s", sent[0].Skipped)
				}
				return err
			},
			Check: Leaves(roster.Pending, "invitation", 2),
		},
		"revoke": {
			Prepare: invited,
			Do: func(ctx context.Context, f *Fixture, m roster.Member, _ int) error {
				_, err := f.Revoke(ctx, f.Admin, f.Community, m.ID)
				return err
			},
			Check: Leaves(roster.Revoked, "invitation", 1),
		},
		"remove": {
			Prepare: func(t testing.TB, f *Fixture, n int) roster.Member {
				m := invited(t, f, n)
				f.ActivateByMail(t, m)
				return m
			},
			Do: func(ctx context.Context, f *Fixture, m roster.Member, _ int) error {
				_, err := f.Remove(ctx, f.Admin, f.Community, m.ID)
				return err
			},
			Check: Leaves(roster.Removed, "invitation", 1),
		},
		"readdress": {
			Prepare: invited,
			Do: func(ctx context.Context, f *Fixture, m roster.Member, n int) error {
				email := fmt.Sprintf("new-%d@example.org", n)
				_, err := f.EditMember(ctx, f.Admin, f.Community, m.ID, onboarding.Edit{Email: &email})
				return err
			},
			Check: Leaves(roster.Pending, "invitation", 2),
		},
		"move": {
			Prepare: invited,
			Do: func(ctx context.Context, f *Fixture, m roster.Member, n int) error {
				made, err := f.Invite(ctx, f.Admin, f.Community, neighbor(n))
				if err != nil {
					return err
				}
				role := roster.HouseholdHead
				_, err = f.EditMember(ctx, f.Admin, f.Community, m.ID, onboarding.Edit{Household: &made.Household.ID, HouseholdRole: &role})
				return err
			},
			Check: Leaves(roster.Pending, "invitation", 1),
		},
		"decline": {
			Prepare: invited,
			Do: func(ctx context.Context, f *Fixture, m roster.Member, _ int) error {
				proof, _, err := f.Proof(ctx, m)
				if err != nil {
					return err
				}
				return f.Decline(ctx, m.Community, m.ID, proof.Reveal())
			},
			Check: Leaves(roster.Revoked, "invitation", 1, "declined", 1),
		},
		"erase": {
			Prepare: traced,
			Do: func(ctx context.Context, f *Fixture, m roster.Member, _ int) error {
				person, err := f.PersonID(ctx, m.Email)
				if err != nil {
					return err
				}
				trace, err := f.TraceOf(ctx, person, "")
				if err != nil {
					return err
				}
				_, err = f.Erase(ctx, roster.Operator, trace, false)
				return err
			},
			Check: leavesNoTrace,
		},
		"sweep": {
			Prepare: behindCurtain,
			Do: func(ctx context.Context, f *Fixture, _ roster.Member, _ int) error {
				return errors.Join(draw(ctx, f, false), f.Sweep(ctx))
			},
			After: pastItsEnd,
			Check: remindedOnce,
		},
	}
}

func attempt(n int) string { return fmt.Sprint("attempt ", n) }

func nobody(testing.TB, *Fixture, int) roster.Member { return roster.Member{} }

func invited(t testing.TB, f *Fixture, n int) roster.Member {
	t.Helper()
	return f.Invited(t, "Rosa", "Delgado", Email(n))
}

func revoked(t testing.TB, f *Fixture, n int) roster.Member {
	t.Helper()
	m := invited(t, f, n)
	if _, err := f.Revoke(t.Context(), f.Admin, f.Community, m.ID); err != nil {
		t.Fatal(err)
	}
	return m
}

// neighbor is the invitation of somebody whom Leaves does not look at.
func neighbor(n int) onboarding.Invitation {
	in := Person("Ivy", "Sato", fmt.Sprintf("neighbor-%d@example.org", n))
	in.Home.Street.Street, in.Request = fmt.Sprintf("%d Oak St", 100+n), fmt.Sprint("neighbor ", n)
	return in
}

func isNeighbor(i dynamotest.Item) bool { return strings.HasPrefix(i.Email, "neighbor-") }

// head is an active neighbor, who may invite their household.
func head(t testing.TB, f *Fixture, n int) roster.Member {
	t.Helper()
	may := true
	if _, err := f.EditPreferences(t.Context(), f.Admin, f.Community.ID, onboarding.PreferencesEdit{HeadsInvite: &may}); err != nil {
		t.Fatal(err)
	}
	made, err := f.Invite(t.Context(), f.Admin, f.Community, neighbor(n))
	if err != nil {
		t.Fatal(err)
	}
	f.ActivateByMail(t, made.Member)
	return f.Member(t, made.Member)
}

func activate(ctx context.Context, f *Fixture, m roster.Member, n int, byMail bool) error {
	code, _, err := f.Code(ctx, m)
	if err != nil {
		return err
	}
	a := onboarding.Activation{Email: m.Email, Code: code.Reveal(), Password: Password, SignIn: true, Request: attempt(n)}
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

// Leaves returns a check of everybody whom the runs were about: that there is
// one of them for each run, with that status, and what mails they were owed, as
// kinds and numbers by turns.
func Leaves(status roster.Status, mails ...any) func(testing.TB, *Fixture, int) {
	want := map[string]int{}
	for n := 0; n < len(mails); n += 2 {
		want[mails[n].(string)] = mails[n+1].(int)
	}
	return func(t testing.TB, f *Fixture, runs int) {
		t.Helper()
		items := f.Items(t)
		owed := owedTo(items)
		seen := 0
		for _, i := range items {
			if i.SK != "M" || i.ID == f.Admin.Member || isNeighbor(i) {
				continue
			}
			seen++
			if i.Status != string(status) || !maps.Equal(owed[i.ID], want) {
				t.Errorf("%s is %s and was owed %v, want %s and %v", i.Email, i.Status, owed[i.ID], status, want)
			}
		}
		if seen != runs {
			t.Errorf("%d members after %d runs", seen, runs)
		}
	}
}

// owedTo counts the mails of each member by kind.
func owedTo(items []dynamotest.Item) map[string]map[string]int {
	owed := map[string]map[string]int{}
	for _, i := range items {
		if i.SK != "O" || i.Member == "" {
			continue
		}
		if owed[i.Member] == nil {
			owed[i.Member] = map[string]int{}
		}
		owed[i.Member][i.Kind]++
	}
	return owed
}

// tracedName spells a number in letters, since a name contains no digits.
func tracedName(n int) string {
	return "Zyxvutsr" + strings.Map(func(r rune) rune { return r - '0' + 'a' }, fmt.Sprintf("%04d", n)) + "q"
}

// traced is an active member with a former address, which a kept answer
// contains, a session and a mail that is owed.
func traced(t testing.TB, f *Fixture, n int) roster.Member {
	t.Helper()
	first, last := "Wil"+strings.ToLower(tracedName(n)), tracedName(n)
	former, email := fmt.Sprintf("former-%04d@example.net", n), fmt.Sprintf("erased-%04d@example.net", n)
	m := f.Invited(t, first, last, former)
	if _, err := f.EditMember(t.Context(), f.Admin, f.Community, m.ID, onboarding.Edit{Email: &email}); err != nil {
		t.Fatal(err)
	}
	m = f.Member(t, m)
	f.ActivateByMail(t, m)
	if _, _, err := f.Accounts.SignIn(t.Context(), email, Password, ""); err != nil {
		t.Fatal(err)
	}
	if err := f.Accounts.LostPassword(t.Context(), email); err != nil {
		t.Fatal(err)
	}
	return m
}

func leavesNoTrace(t testing.TB, f *Fixture, _ int) {
	t.Helper()
	for _, i := range f.Items(t) {
		for _, trace := range []string{"former-", "erased-", "zyxvutsr"} {
			if strings.Contains(strings.ToLower(i.Text), trace) {
				t.Errorf("%s %s tells of %s", i.PK, i.SK, trace)
			}
		}
	}
	f.WantCounts(t, roster.Counts{Active: 1})
}

// draw draws or lifts the curtain.
func draw(ctx context.Context, f *Fixture, on bool) error {
	_, err := f.EditPreferences(ctx, f.Admin, f.Community.ID, onboarding.PreferencesEdit{BlackCurtain: &on})
	return err
}

// behindCurtain has somebody activate behind the curtain, and returns somebody
// else whose invitation ends in two days.
func behindCurtain(t testing.TB, f *Fixture, n int) roster.Member {
	t.Helper()
	if err := draw(t.Context(), f, true); err != nil {
		t.Fatal(err)
	}
	f.ActivateByMail(t, f.Invited(t, "Ada", "Behind", fmt.Sprintf("behind-%d@example.org", n)))
	m := invited(t, f, n)
	f.Clock.Advance(28 * 24 * time.Hour)
	return m
}

// pastItsEnd sweeps on until the invitation has ended, which must be recorded.
func pastItsEnd(t testing.TB, f *Fixture, m roster.Member) {
	t.Helper()
	for _, wait := range []time.Duration{time.Minute, time.Minute, time.Minute, 48 * time.Hour} {
		f.Clock.Advance(wait)
		if err := f.Sweep(t.Context()); err != nil {
			t.Error(err)
		}
	}
	if got := f.Member(t, m); !got.Attention || !got.Invitation.ExpiryRecorded {
		t.Errorf("the end of %s was not recorded", m.Email)
	}
}

func remindedOnce(t testing.TB, f *Fixture, runs int) {
	t.Helper()
	owed := map[string]int{}
	for _, i := range f.Items(t) {
		if i.SK == "O" {
			owed[i.Kind]++
		}
	}
	if owed["reminder"] != runs || owed["doors_open"] != runs {
		t.Errorf("%d runs owed %d reminders and opened doors to %d", runs, owed["reminder"], owed["doors_open"])
	}
}
