package onboarding_test

import (
	"context"
	"errors"
	"sync"
	"testing"

	"github.com/communitrak/onboarding/internal/dynamo/dynamotest"
	"github.com/communitrak/onboarding/internal/faults"
	"github.com/communitrak/onboarding/internal/onboarding"
	. "github.com/communitrak/onboarding/internal/onboarding/onboardingtest"
	"github.com/communitrak/onboarding/internal/roster"
)

// as returns an active member with the role, who lives in the Delgados' home.
func as(t *testing.T, f *Fixture, role roster.Role, email string) roster.Principal {
	t.Helper()
	in := Person("Bo", "Board", email)
	in.Role = role
	made, err := f.Invite(t.Context(), f.Admin, f.Community, in)
	if err != nil {
		t.Fatal(err)
	}
	f.ActivateByMail(t, made.Member)
	return roster.Principal{Community: f.Community.ID, Member: made.Member.ID, Name: made.Member.FullName(), Permissions: role.Permissions()}
}

// decided runs do on a copy of the fixture; meanwhile happens before do writes.
func decided(t *testing.T, f *Fixture, meanwhile func(), do func(*Fixture) error) error {
	t.Helper()
	return overtaken(t, f, "TransactWriteItems", 1, meanwhile, do)
}

// overtaken is decided, but before the nth call of an operation.
func overtaken(t *testing.T, f *Fixture, operation string, n int, meanwhile func(), do func(*Fixture) error) error {
	t.Helper()
	happened := false
	inject := faults.Meanwhile(operation, n, func(context.Context) { happened = true; meanwhile() })
	err := do(f.Through(inject))
	if !happened {
		t.Fatalf("there was no call %d of %s, so nothing happened meanwhile", n, operation)
	}
	return err
}

func text(s string) *string { return &s }

func TestEditMember_rightIsJudgedWithWhatIsWritten(t *testing.T) {
	t.Parallel()
	f := New(t)
	board := as(t, f, roster.RoleBoard, "board@example.org")
	for name, e := range map[string]onboarding.Edit{
		"phone":  {Phone: text("(480) 555-0103")},
		"name":   {FirstName: text("Rosalind")},
		"email":  {Email: text("rosalind@example.org")},
		"nobody": {HouseholdRole: func() *roster.HouseholdRole { r := roster.HouseholdMember; return &r }(), LastName: text("Sato")},
	} {
		m := f.Invited(t, "Rosa", "Delgado", name+"@example.org")
		err := decided(t, f, func() { f.ActivateByMail(t, m) }, func(f *Fixture) error {
			_, err := f.EditMember(t.Context(), board, f.Community, m.ID, e)
			return err
		})
		if !errors.Is(err, roster.ErrForbidden) {
			t.Errorf("%s of a member who became active meanwhile: got %v, want forbidden", name, err)
		}
		if got := f.Member(t, m); got.FirstName != "Rosa" || got.LastName != "Delgado" || got.Phone != "" || got.Email != m.Email {
			t.Errorf("%s: the edit landed on an active member: %+v", name, got)
		}
	}
	m := f.Invited(t, "Rosa", "Delgado", "rosa@example.org")
	if _, err := f.EditMember(t.Context(), board, f.Community, m.ID, onboarding.Edit{Phone: text("(480) 555-0103")}); err != nil {
		t.Errorf("a pending member: %v", err)
	}
	f.ActivateByMail(t, m)
	if _, err := f.EditMember(t.Context(), f.Admin, f.Community, m.ID, onboarding.Edit{Phone: text("")}); err != nil {
		t.Errorf("an active member, as administrator: %v", err)
	}
}

func TestShowCode_stillPending(t *testing.T) {
	t.Parallel()
	f := New(t)
	m := f.Invited(t, "Rosa", "Delgado", "rosa@example.org")
	err := decided(t, f, func() { f.ActivateByMail(t, m) }, func(f *Fixture) error {
		_, _, err := f.ShowCode(t.Context(), f.Admin, f.Community, m.ID)
		return err
	})
	if !errors.Is(err, roster.ErrNotPending) {
		t.Errorf("activated meanwhile: got %v, want not pending", err)
	}
	board := as(t, f, roster.RoleBoard, "board@example.org")
	m = f.Invited(t, "Owen", "Delgado", "owen@example.org")
	administrator := roster.RoleAdministrator
	err = decided(t, f, func() {
		if _, err := f.EditMember(t.Context(), f.Admin, f.Community, m.ID, onboarding.Edit{Role: &administrator}); err != nil {
			t.Error(err)
		}
	}, func(f *Fixture) error {
		_, _, err := f.ShowCode(t.Context(), board, f.Community, m.ID)
		return err
	})
	if !errors.Is(err, roster.ErrRoleAboveYours) {
		t.Errorf("given a higher role meanwhile: got %v, want role above yours", err)
	}
}

// TestHead_rank checks that naming another Head of Household edits the former
// one.
func TestHead_rank(t *testing.T) {
	t.Parallel()
	f := New(t)
	head := as(t, f, roster.RoleAdministrator, "head@example.org")
	board := as(t, f, roster.RoleBoard, "board@example.org")
	home := f.Member(t, roster.Member{ID: head.Member, Community: f.Community.ID})
	isHead := func() bool {
		t.Helper()
		h, err := f.Store.Household(t.Context(), f.Community.ID, home.Household)
		if err != nil {
			t.Fatal(err)
		}
		return h.Head == head.Member
	}
	newcomer := Person("Nia", "Newcomer", "nia@example.org")
	newcomer.Home = onboarding.Home{Property: home.Property, Household: home.Household}
	newcomer.Member.HouseholdRole = roster.HouseholdHead
	if _, err := f.Invite(t.Context(), board, f.Community, newcomer); !errors.Is(err, roster.ErrRoleAboveYours) || !isHead() {
		t.Errorf("inviting a head into an administrator's household: got %v, the administrator is head: %v", err, isHead())
	}
	newcomer.Member.HouseholdRole = roster.NoHouseholdRole
	made, err := f.Invite(t.Context(), board, f.Community, newcomer)
	if err != nil {
		t.Fatal(err)
	}
	role := roster.HouseholdHead
	if _, err := f.EditMember(t.Context(), board, f.Community, made.Member.ID, onboarding.Edit{HouseholdRole: &role}); !errors.Is(err, roster.ErrRoleAboveYours) || !isHead() {
		t.Errorf("making a pending member the head: got %v, the administrator is head: %v", err, isHead())
	}
	elsewhere := f.Invited(t, "Eli", "Elsewhere", "eli@example.org")
	if _, err := f.EditMember(t.Context(), board, f.Community, elsewhere.ID, onboarding.Edit{Household: &home.Household, HouseholdRole: &role}); !errors.Is(err, roster.ErrRoleAboveYours) || !isHead() {
		t.Errorf("moving a head in: got %v, the administrator is head: %v", err, isHead())
	}
	if _, err := f.EditMember(t.Context(), f.Admin, f.Community, made.Member.ID, onboarding.Edit{HouseholdRole: &role}); err != nil || isHead() {
		t.Errorf("as administrator: %v", err)
	}

	// The new head is a member, whom the board outranks, unless that changes
	// first.
	administrator := roster.RoleAdministrator
	err = decided(t, f, func() {
		if _, err := f.EditMember(t.Context(), f.Admin, f.Community, made.Member.ID, onboarding.Edit{Role: &administrator}); err != nil {
			t.Error(err)
		}
	}, func(f *Fixture) error {
		_, err := f.EditMember(t.Context(), board, f.Community, elsewhere.ID, onboarding.Edit{Household: &home.Household, HouseholdRole: &role})
		return err
	})
	if !errors.Is(err, roster.ErrRoleAboveYours) {
		t.Errorf("a head who was given a higher role meanwhile: got %v, want role above yours", err)
	}
	dynamotest.CheckInvariants(t, f.DB, f.Table)
}

func TestLastAdministrator(t *testing.T) {
	t.Parallel()
	f := New(t)
	member, board := roster.RoleMember, roster.RoleBoard
	for name, leave := range map[string]func() error{
		"removing themself": func() error {
			_, err := f.Remove(t.Context(), f.Admin, f.Community, f.Admin.Member)
			return err
		},
		"becoming a member": func() error {
			_, err := f.EditMember(t.Context(), f.Admin, f.Community, f.Admin.Member, onboarding.Edit{Role: &member})
			return err
		},
		"becoming a board member": func() error {
			_, err := f.EditMember(t.Context(), f.Admin, f.Community, f.Admin.Member, onboarding.Edit{Role: &board})
			return err
		},
	} {
		if err := leave(); !errors.Is(err, roster.ErrLastAdministrator) {
			t.Errorf("the last administrator %s: got %v, want that refused", name, err)
		}
	}
	second := as(t, f, roster.RoleAdministrator, "second@example.org")
	var wait sync.WaitGroup
	errs := make([]error, 2)
	wait.Go(func() { _, errs[0] = f.Remove(t.Context(), f.Admin, f.Community, second.Member) })
	wait.Go(func() { _, errs[1] = f.Remove(t.Context(), second, f.Community, f.Admin.Member) })
	wait.Wait()
	if (errs[0] == nil) == (errs[1] == nil) || !errors.Is(errors.Join(errs...), roster.ErrLastAdministrator) {
		t.Errorf("two administrators who remove each other: got %v and %v, want one refused", errs[0], errs[1])
	}
	dynamotest.CheckInvariants(t, f.DB, f.Table)
	for _, last := range []roster.Principal{f.Admin, second} {
		if _, err := f.Remove(t.Context(), f.Support, f.Community, last.Member); err != nil {
			t.Errorf("Support removes the last one: %v", err)
		}
	}
	dynamotest.CheckInvariants(t, f.DB, f.Table)
}

// TestRaces_sayWhatIsThere checks that the loser of a race is told who is
// there, or gets the outcome they asked for, but never that what they see does
// not exist.
func TestRaces_sayWhatIsThere(t *testing.T) {
	t.Parallel()
	f := New(t)
	revoked := f.Invited(t, "Rosa", "Delgado", "rosa@example.org")
	if _, err := f.Revoke(t.Context(), f.Admin, f.Community, revoked.ID); err != nil {
		t.Fatal(err)
	}
	owen := f.Invited(t, "Owen", "Delgado", "owen@example.org")
	var wait sync.WaitGroup
	invited, edited := make([]error, 8), make([]error, 4)
	for n := range invited {
		wait.Go(func() {
			_, invited[n] = f.Invite(t.Context(), f.Admin, f.Community, Person("Rosa", "Delgado", revoked.Email))
		})
	}
	for n := range edited {
		wait.Go(func() {
			_, edited[n] = f.EditMember(t.Context(), f.Admin, f.Community, owen.ID, onboarding.Edit{Email: text("oscar@example.org")})
		})
	}
	wait.Wait()
	made := 0
	for _, err := range invited {
		var exists *roster.ExistsError
		switch {
		case err == nil:
			made++
		case !errors.As(err, &exists) || exists.ID != revoked.ID || exists.What != "pending member":
			t.Errorf("inviting a revoked email at once with others: got %v, want the pending member", err)
		}
	}
	if made != 1 {
		t.Errorf("got %d invitations of one email, want 1", made)
	}
	for _, err := range edited {
		if err != nil {
			t.Errorf("changing an email to the same at once with others: got %v", err)
		}
	}
	// The link disappears between reading the member and reading the link.
	edit := func(f *Fixture) error {
		_, err := f.EditMember(t.Context(), f.Admin, f.Community, owen.ID, onboarding.Edit{Email: text("orson@example.org")})
		return err
	}
	err := overtaken(t, f, "GetItem", 2, func() {
		if err := edit(f); err != nil {
			t.Error(err)
		}
	}, edit)
	if err != nil {
		t.Errorf("changing an email that somebody else has just changed to the same: got %v", err)
	}
	dynamotest.CheckInvariants(t, f.DB, f.Table)
}
