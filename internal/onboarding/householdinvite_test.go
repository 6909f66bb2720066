package onboarding_test

import (
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/communitrak/onboarding/internal/account"
	"github.com/communitrak/onboarding/internal/onboarding"
	. "github.com/communitrak/onboarding/internal/onboarding/onboardingtest"
	"github.com/communitrak/onboarding/internal/roster"
)

// allowed returns a fixture whose community lets heads invite, with Rosa, the
// active Head of Household at 114 Juniper Ct.
func allowed(t *testing.T) (*Fixture, roster.Member) {
	t.Helper()
	f := New(t)
	setHeadsInvite(t, f, true)
	rosa := f.Invited(t, "Rosa", "Delgado", "rosa@example.org")
	f.ActivateByMail(t, rosa)
	return f, f.Member(t, rosa)
}

func setHeadsInvite(t *testing.T, f *Fixture, on bool) {
	t.Helper()
	if _, err := f.EditPreferences(t.Context(), f.Admin, f.Community.ID, onboarding.PreferencesEdit{HeadsInvite: &on}); err != nil {
		t.Fatal(err)
	}
}

func atHome(first, email string) onboarding.HouseholdInvitation {
	return onboarding.HouseholdInvitation{FirstName: first, LastName: "Delgado", Email: email}
}

// brought is somebody whom the head has invited.
func brought(t *testing.T, f *Fixture, head roster.Member, first, email string) roster.Member {
	t.Helper()
	m, err := f.InviteToHousehold(t.Context(), self(head), f.Community.ID, atHome(first, email))
	if err != nil {
		t.Fatalf("inviting %s: %v", first, err)
	}
	return f.Member(t, m)
}

func wantRefused(t *testing.T, f *Fixture, head roster.Member, email string, want error) {
	t.Helper()
	if _, err := f.InviteToHousehold(t.Context(), self(head), f.Community.ID, atHome("Ben", email)); !errors.Is(err, want) {
		t.Errorf("%s: got %v, want %v", email, err, want)
	}
}

func TestInviteToHousehold(t *testing.T) {
	t.Parallel()
	f, rosa := allowed(t)
	ben := brought(t, f, rosa, "Ben", "ben@example.org")
	if ben.Household != rosa.Household || ben.Property != rosa.Property || ben.Role != roster.RoleMember || ben.Status != roster.Pending {
		t.Errorf("got %+v, want a pending member in the Head's own home, without a permission", ben)
	}
	if ben.InvitedBy(f.Community.Preferences) != "Rosa Delgado" || ben.FirstEntry().By.ID != rosa.ID {
		t.Errorf("invited by %q, %+v, want the Head", ben.InvitedBy(f.Community.Preferences), ben.FirstEntry().By)
	}
	if _, h, err := f.HomeOf(t.Context(), ben); err != nil || h.Head != rosa.ID || len(h.People) != 2 {
		t.Errorf("household: %+v, %v, want both in it, and Rosa its Head still", h, err)
	}
	f.ActivateByMail(t, ben)
	f.CheckInvariants(t)
}

// Repeating an attempt creates no second member and sends no second email, even
// if the invitation has been withdrawn since.
func TestInviteToHousehold_again(t *testing.T) {
	t.Parallel()
	f, rosa := allowed(t)
	in := atHome("Ben", "ben@example.org")
	in.Request = "attempt"
	first, err := f.InviteToHousehold(t.Context(), self(rosa), f.Community.ID, in)
	if err != nil {
		t.Fatal(err)
	}
	second, err := f.InviteToHousehold(t.Context(), self(rosa), f.Community.ID, in)
	if err != nil || second.ID != first.ID || second.Invitation.Sends != 1 {
		t.Errorf("got %v, %v, want the same invitation", second, err)
	}
	wantRefused(t, f, rosa, "ben@example.org", onboarding.ErrInHousehold)
	if err := f.WithdrawFromHousehold(t.Context(), self(rosa), f.Community.ID, first.ID); err != nil {
		t.Fatal(err)
	}
	third, err := f.InviteToHousehold(t.Context(), self(rosa), f.Community.ID, in)
	if err != nil || third.ID != first.ID || third.Status != roster.Revoked || third.Invitation.Sends != 1 {
		t.Errorf("withdrawn since: got %+v, %v, want the same invitation as it is", third, err)
	}
}

// The setting, the headship, the membership, and the curtain are checked when
// the invitation is written, whatever they were when the request was
// authorized.
func TestInviteToHousehold_rightEnds(t *testing.T) {
	t.Parallel()
	on := true
	for name, end := range map[string]func(t *testing.T, f *Fixture, rosa roster.Member) error{
		"setting off": func(t *testing.T, f *Fixture, _ roster.Member) error { setHeadsInvite(t, f, false); return nil },
		"headship lost": func(t *testing.T, f *Fixture, rosa roster.Member) error {
			in := Person("Ida", "Delgado", "ida@example.org")
			in.Home.Household, in.Member.HouseholdRole = rosa.Household, roster.HouseholdHead
			_, err := f.Invite(t.Context(), f.Admin, f.Community, in)
			return err
		},
		"removed": func(t *testing.T, f *Fixture, rosa roster.Member) error {
			_, err := f.Remove(t.Context(), f.Admin, f.Community, rosa.ID)
			return err
		},
		"curtain": func(t *testing.T, f *Fixture, _ roster.Member) error {
			_, err := f.EditPreferences(t.Context(), f.Admin, f.Community.ID, onboarding.PreferencesEdit{BlackCurtain: &on})
			return err
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			f, rosa := allowed(t)
			ben := brought(t, f, rosa, "Ben", "ben@example.org")
			f.Clock.Advance(10 * time.Minute)
			if err := end(t, f, rosa); err != nil {
				t.Fatal(err)
			}
			wantRefused(t, f, rosa, "cleo@example.org", onboarding.ErrHeadsDontInvite)
			if _, err := f.ResendToHousehold(t.Context(), self(rosa), f.Community.ID, ben.ID); !errors.Is(err, onboarding.ErrHeadsDontInvite) {
				t.Errorf("resend: got %v, want refused", err)
			}
			if err := f.WithdrawFromHousehold(t.Context(), self(rosa), f.Community.ID, ben.ID); !errors.Is(err, onboarding.ErrHeadsDontInvite) {
				t.Errorf("withdraw: got %v, want refused", err)
			}
			if got := f.Member(t, ben); got.Status != roster.Pending || got.Invitation.Sends != 1 {
				t.Errorf("Ben is %s after %d mails, want untouched", got.Status, got.Invitation.Sends)
			}
		})
	}
}

// Losing the right between reading and writing counts, too.
func TestInviteToHousehold_rightEndsMeanwhile(t *testing.T) {
	t.Parallel()
	for name, end := range map[string]func(t *testing.T, f *Fixture, rosa roster.Member) error{
		"setting off": func(t *testing.T, f *Fixture, _ roster.Member) error { setHeadsInvite(t, f, false); return nil },
		"headship lost": func(t *testing.T, f *Fixture, rosa roster.Member) error {
			in := Person("Ida", "Delgado", "ida@example.org")
			in.Home.Household, in.Member.HouseholdRole = rosa.Household, roster.HouseholdHead
			_, err := f.Invite(t.Context(), f.Admin, f.Community, in)
			return err
		},
		"removed": func(t *testing.T, f *Fixture, rosa roster.Member) error {
			_, err := f.Remove(t.Context(), f.Admin, f.Community, rosa.ID)
			return err
		},
	} {
		for what, act := range map[string]func(*Fixture, roster.Member, roster.Member) error{
			"invite": func(f *Fixture, rosa, _ roster.Member) error {
				_, err := f.InviteToHousehold(t.Context(), self(rosa), f.Community.ID, atHome("Cleo", "cleo@example.org"))
				return err
			},
			"resend": func(f *Fixture, rosa, ben roster.Member) error {
				_, err := f.ResendToHousehold(t.Context(), self(rosa), f.Community.ID, ben.ID)
				return err
			},
			"withdraw": func(f *Fixture, rosa, ben roster.Member) error {
				return f.WithdrawFromHousehold(t.Context(), self(rosa), f.Community.ID, ben.ID)
			},
		} {
			t.Run(name+"/"+what, func(t *testing.T) {
				t.Parallel()
				f, rosa := allowed(t)
				ben := brought(t, f, rosa, "Ben", "ben@example.org")
				f.Clock.Advance(10 * time.Minute)
				err := decided(t, f, func() {
					if err := end(t, f, rosa); err != nil {
						t.Error(err)
					}
				}, func(f *Fixture) error { return act(f, rosa, ben) })
				if !errors.Is(err, onboarding.ErrHeadsDontInvite) {
					t.Errorf("got %v, want refused", err)
				}
				if got := f.Member(t, ben); got.Status != roster.Pending || got.Invitation.Sends != 1 {
					t.Errorf("Ben is %s after %d mails, want untouched", got.Status, got.Invitation.Sends)
				}
				f.CheckInvariants(t)
			})
		}
	}
}

// Somebody who may enter only behind the curtain loses the right with their
// role.
func TestInviteToHousehold_demotedBehindTheCurtain(t *testing.T) {
	t.Parallel()
	f, rosa := allowed(t)
	give := func(role roster.Role) {
		t.Helper()
		if _, err := f.EditMember(t.Context(), f.Admin, f.Community, rosa.ID, onboarding.Edit{Role: &role}); err != nil {
			t.Fatal(err)
		}
	}
	on := true
	give(roster.RoleAdministrator)
	if _, err := f.EditPreferences(t.Context(), f.Admin, f.Community.ID, onboarding.PreferencesEdit{BlackCurtain: &on}); err != nil {
		t.Fatal(err)
	}
	brought(t, f, rosa, "Ben", "ben@example.org")
	err := decided(t, f, func() { give(roster.RoleMember) }, func(f *Fixture) error {
		_, err := f.InviteToHousehold(t.Context(), self(rosa), f.Community.ID, atHome("Cleo", "cleo@example.org"))
		return err
	})
	if !errors.Is(err, onboarding.ErrHeadsDontInvite) {
		t.Errorf("got %v, want refused", err)
	}
}

// A Head learns no more about an email than they know about their own
// household.
func TestInviteToHousehold_knownEmails(t *testing.T) {
	t.Parallel()
	f, rosa := allowed(t)
	elsewhere := Person("Ivy", "Sato", "neighbor-1@example.org")
	elsewhere.Home.Street.Street = "101 Oak St"
	neighbor, err := f.Invite(t.Context(), f.Admin, f.Community, elsewhere)
	if err != nil {
		t.Fatal(err)
	}
	gone := f.Invited(t, "Gus", "Gone", "gus@example.org")
	f.ActivateByMail(t, gone)
	if _, err := f.Remove(t.Context(), f.Admin, f.Community, gone.ID); err != nil {
		t.Fatal(err)
	}
	ended := f.Invited(t, "Ann", "Delgado", "ann@example.org")
	if _, err := f.Revoke(t.Context(), f.Admin, f.Community, ended.ID); err != nil {
		t.Fatal(err)
	}
	wantRefused(t, f, rosa, "rosa@example.org", onboarding.ErrInHousehold)
	for _, email := range []string{neighbor.Member.Email, "admin@maple-grove.example", "gus@example.org", "ann@example.org"} {
		wantRefused(t, f, rosa, email, onboarding.ErrCannotJoinHousehold)
	}
}

func TestInviteToHousehold_limits(t *testing.T) {
	t.Parallel()
	f, rosa := allowed(t)
	for n := range 10 {
		brought(t, f, rosa, fmt.Sprint("Child ", n), Email(n))
	}
	wantRefused(t, f, rosa, "eleventh@example.org", onboarding.ErrHouseholdFull)
	for range 9 {
		wantRefused(t, f, rosa, "eleventh@example.org", onboarding.ErrHouseholdFull)
	}
	var limited *account.LimitedError
	if _, err := f.InviteToHousehold(t.Context(), self(rosa), f.Community.ID, atHome("Ben", "admin@maple-grove.example")); !errors.As(err, &limited) {
		t.Errorf("the 21st email of a day: got %v, want to come back later", err)
	}
	f.Clock.Advance(25 * time.Hour)
	wantRefused(t, f, rosa, "eleventh@example.org", onboarding.ErrHouseholdFull)
}

func TestWithdrawFromHousehold(t *testing.T) {
	t.Parallel()
	f, rosa := allowed(t)
	ben := brought(t, f, rosa, "Ben", "ben@example.org")
	for range 2 {
		if err := f.WithdrawFromHousehold(t.Context(), self(rosa), f.Community.ID, ben.ID); err != nil {
			t.Fatal(err)
		}
	}
	if got := f.Member(t, ben); got.Status != roster.Revoked {
		t.Fatalf("Ben is %s, want revoked", got.Status)
	}
	if _, h, err := f.HomeOf(t.Context(), rosa); err != nil || len(h.People) != 1 {
		t.Errorf("household: %+v, %v, want Rosa alone", h.People, err)
	}
	// Inviting again is allowed, but no sooner than an email may be resent.
	var limited *account.LimitedError
	if _, err := f.InviteToHousehold(t.Context(), self(rosa), f.Community.ID, atHome("Ben", "ben@example.org")); !errors.As(err, &limited) {
		t.Errorf("at once: got %v, want to come back later", err)
	}
	f.Clock.Advance(10 * time.Minute)
	if again := brought(t, f, rosa, "Ben", "ben@example.org"); again.ID != ben.ID || again.Invitation.Resends.Total != 1 {
		t.Errorf("got %+v, want Ben anew, with the mail counted", again.Invitation)
	}
	f.CheckInvariants(t)
}

// Only own invitations, and nobody whom a manager raised above the Head.
func TestHouseholdInvitations_others(t *testing.T) {
	t.Parallel()
	f, rosa := allowed(t)
	theirs, err := f.Invite(t.Context(), f.Admin, f.Community, onboarding.Invitation{
		Home: onboarding.Home{Property: rosa.Property, Household: rosa.Household}, Member: onboarding.MemberDetails{FirstName: "Al", LastName: "Delgado", Email: "al@example.org"}})
	if err != nil {
		t.Fatal(err)
	}
	raised, joined := brought(t, f, rosa, "Ben", "ben@example.org"), brought(t, f, rosa, "Cleo", "cleo@example.org")
	board := roster.RoleBoard
	if _, err := f.EditMember(t.Context(), f.Admin, f.Community, raised.ID, onboarding.Edit{Role: &board}); err != nil {
		t.Fatal(err)
	}
	f.ActivateByMail(t, joined)
	f.Clock.Advance(10 * time.Minute)
	for _, c := range []struct {
		m    roster.Member
		want error
	}{{theirs.Member, roster.ErrNotFound}, {raised, roster.ErrRoleAboveYours}, {joined, roster.ErrNotFound}} {
		if _, err := f.ResendToHousehold(t.Context(), self(rosa), f.Community.ID, c.m.ID); !errors.Is(err, c.want) {
			t.Errorf("resend to %s: got %v, want %v", c.m.FirstName, err, c.want)
		}
		if err := f.WithdrawFromHousehold(t.Context(), self(rosa), f.Community.ID, c.m.ID); !errors.Is(err, c.want) {
			t.Errorf("withdraw %s: got %v, want %v", c.m.FirstName, err, c.want)
		}
	}
	dora := brought(t, f, rosa, "Dora", "dora@example.org")
	if r, err := f.ResendToHousehold(t.Context(), self(rosa), f.Community.ID, dora.ID); err != nil || r.Skipped != roster.SkipCoolDown {
		t.Errorf("right after: got %+v, %v, want the cool-down", r, err)
	}
	f.Clock.Advance(10 * time.Minute)
	if r, err := f.ResendToHousehold(t.Context(), self(rosa), f.Community.ID, dora.ID); err != nil || r.Skipped != "" {
		t.Errorf("later: got %+v, %v, want a mail", r, err)
	}
	f.CheckInvariants(t)
}

func TestAskCorrection(t *testing.T) {
	t.Parallel()
	f, rosa := allowed(t)
	for range 3 {
		if err := f.RequestCorrection(t.Context(), self(rosa), f.Community, " We live in\nUnit 3.\u202e "); err != nil {
			t.Fatal(err)
		}
	}
	var limited *account.LimitedError
	if err := f.RequestCorrection(t.Context(), self(rosa), f.Community, "Once more."); !errors.As(err, &limited) {
		t.Errorf("a fourth time: got %v, want to come back later", err)
	}
	history, _, err := f.Store.History(t.Context(), rosa.Community, rosa.ID, 50, "")
	if err != nil {
		t.Fatal(err)
	}
	asked := 0
	for _, e := range history {
		if e.Action == "correction_asked" && e.By.ID == rosa.ID && e.Changes[0].To == "We live in Unit 3." {
			asked++
		}
	}
	mails := 0
	for _, i := range f.Items(t) {
		if i.SK == "O" && i.Kind == string(roster.MailCorrection) {
			mails++
		}
	}
	if asked != 3 || mails != 3 {
		t.Errorf("%d in the history, %d mails, want 3 each: one for the administrator every time", asked, mails)
	}
	var invalid *roster.InvalidError
	if err := f.RequestCorrection(t.Context(), self(rosa), f.Community, " \u200b "); !errors.As(err, &invalid) {
		t.Errorf("nothing: got %v, want its own error", err)
	}
	f.CheckInvariants(t)
}
