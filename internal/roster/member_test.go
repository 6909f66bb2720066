package roster_test

import (
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/communitrak/onboarding/internal/roster"
)

// TestMember_moves says from which statuses each move may be made.
func TestMember_moves(t *testing.T) {
	t.Parallel()
	fresh := roster.NewInvitation("k2", month, noon).Queue(noon)
	moves := map[string]func(roster.Member) (roster.Member, error){
		"activate":  func(m roster.Member) (roster.Member, error) { return m.Activate(community(roster.RoleMember), noon) },
		"revoke":    func(m roster.Member) (roster.Member, error) { return m.Revoke(noon) },
		"remove":    func(m roster.Member) (roster.Member, error) { return m.Remove(noon) },
		"revive":    func(m roster.Member) (roster.Member, error) { return m.Revive(fresh) },
		"readdress": func(m roster.Member) (roster.Member, error) { return m.Readdress("new@example.org", fresh) },
	}
	type outcome struct {
		status roster.Status
		err    error
	}
	for name, byStatus := range map[string]map[roster.Status]outcome{
		"activate": {
			roster.Pending: {roster.Active, nil}, roster.Active: {roster.Active, roster.ErrAlreadyActive},
			roster.Revoked: {roster.Revoked, roster.ErrNotPending}, roster.Removed: {roster.Removed, roster.ErrNotPending},
			roster.Profile: {roster.Profile, roster.ErrNotPending},
		},
		"revoke": {
			roster.Pending: {roster.Revoked, nil}, roster.Active: {roster.Active, roster.ErrNotPending},
			roster.Revoked: {roster.Revoked, roster.ErrNotPending}, roster.Removed: {roster.Removed, roster.ErrNotPending},
			roster.Profile: {roster.Profile, roster.ErrNotPending},
		},
		"remove": {
			roster.Pending: {roster.Pending, roster.ErrNotActive}, roster.Active: {roster.Removed, nil},
			roster.Revoked: {roster.Revoked, roster.ErrNotActive}, roster.Removed: {roster.Removed, roster.ErrNotActive},
			roster.Profile: {roster.Removed, nil},
		},
		"revive": {
			roster.Pending: {roster.Pending, roster.ErrNotPending}, roster.Active: {roster.Active, roster.ErrNotPending},
			roster.Revoked: {roster.Pending, nil}, roster.Removed: {roster.Pending, nil},
			roster.Profile: {roster.Profile, roster.ErrNotPending},
		},
		"readdress": {
			roster.Pending: {roster.Pending, nil}, roster.Active: {roster.Active, roster.ErrEmailNotEditable},
			roster.Revoked: {roster.Revoked, roster.ErrEmailNotEditable}, roster.Removed: {roster.Removed, roster.ErrEmailNotEditable},
			roster.Profile: {roster.Pending, nil},
		},
	} {
		for status, want := range byStatus {
			before := in(status)
			after, err := moves[name](before)
			if after.Status != want.status || !errors.Is(err, want.err) {
				t.Errorf("%s of a %s member: got %s, %v, want %s, %v", name, status, after.Status, err, want.status, want.err)
			}
			if err != nil {
				if diff := cmp.Diff(before, after); diff != "" {
					t.Errorf("%s of a %s member was refused and changed them: %s", name, status, diff)
				}
			} else if after.Version != before.Version+1 {
				t.Errorf("%s of a %s member: version %d, want %d", name, status, after.Version, before.Version+1)
			}
		}
	}
}

func community(byDefault roster.Role) roster.Community {
	c := roster.Community{Preferences: roster.DefaultPreferences("Maple Grove")}
	c.Preferences.DefaultRole = byDefault
	return c
}

func TestMember_Activate_behindCurtain(t *testing.T) {
	t.Parallel()
	for _, closed := range []bool{true, false} {
		got, err := pending().Activate(community(roster.RoleMember).SetCurtain(closed, noon), noon)
		if err != nil || got.BehindCurtain != closed {
			t.Errorf("closed %v: behind the curtain %v, %v", closed, got.BehindCurtain, err)
		}
	}
}

func TestMember_Activate(t *testing.T) {
	t.Parallel()
	end := pending().Invitation.ExpiresAt
	for name, c := range map[string]struct {
		role, byDefault, want roster.Role
		at                    time.Time
		err                   error
	}{
		"the community's default": {roster.NoRole, roster.RoleMember, roster.RoleMember, noon, nil},
		"explicit":                {roster.RoleBoard, roster.RoleMember, roster.RoleBoard, noon, nil},
		"a moment before the end": {roster.NoRole, roster.RoleMember, roster.RoleMember, end.Add(-1), nil},
		"at the end":              {roster.NoRole, roster.RoleMember, roster.NoRole, end, roster.ErrExpired},
		"after the end":           {roster.NoRole, roster.RoleMember, roster.NoRole, end.Add(time.Hour), roster.ErrExpired},
	} {
		m := with(pending(), func(m *roster.Member) { m.Role = c.role })
		got, err := m.Activate(community(c.byDefault), c.at)
		if !errors.Is(err, c.err) || got.Role != c.want {
			t.Errorf("%s: got %q, %v, want %q, %v", name, got.Role, err, c.want, c.err)
		}
		if err == nil && !got.ActivatedAt.Equal(c.at) {
			t.Errorf("%s: activated at %v, want %v", name, got.ActivatedAt, c.at)
		}
	}
}

func TestMember_Revoke_delivery(t *testing.T) {
	t.Parallel()
	for state, want := range map[roster.DeliveryState]roster.DeliveryState{
		roster.DeliveryQueued:    roster.DeliveryCancelled,
		roster.DeliveryHeld:      roster.DeliveryCancelled,
		roster.DeliveryNone:      roster.DeliveryNone,
		roster.DeliverySent:      roster.DeliverySent,
		roster.DeliveryBounced:   roster.DeliveryBounced,
		roster.DeliveryDelivered: roster.DeliveryDelivered,
	} {
		got, err := delivery(state, false).Revoke(noon)
		if err != nil || got.Invitation.Delivery.State != want {
			t.Errorf("%s became %s, %v, want %s", state, got.Invitation.Delivery.State, err, want)
		}
	}
}

func TestMember_Revive(t *testing.T) {
	t.Parallel()
	later := noon.Add(90 * 24 * time.Hour)
	fresh := roster.NewInvitation("k2", month, later).Queue(later)
	former := with(in(roster.Removed), func(m *roster.Member) {
		m.ActivatedAt, m.EndedAt, m.ActivationKey = noon, noon, "attempt"
		m.Invitation.Generation = 3
		m.Invitation.Resends = roster.Resends{Total: 7, Recent: []time.Time{noon}}
		m.Invitation.ExpiryRecorded, m.Invitation.Reminded = true, true
	})
	got, err := former.Revive(fresh)
	if err != nil {
		t.Fatal(err)
	}
	want := former
	want.Status, want.Version = roster.Pending, former.Version+1
	want.ActivatedAt, want.EndedAt, want.ActivationKey = time.Time{}, time.Time{}, ""
	want.Invitation = fresh
	want.Invitation.Generation, want.Invitation.Resends = 4, former.Invitation.Resends
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}

	t.Run("marked bad", func(t *testing.T) {
		t.Parallel()
		former := with(former, func(m *roster.Member) {
			m.Invitation.Delivery = roster.Delivery{State: roster.DeliveryComplained, At: noon, Send: 2}
		})
		got, err := former.Revive(fresh)
		if err != nil {
			t.Fatal(err)
		}
		if d := got.Invitation.Delivery; d.State != roster.DeliveryComplained || d.Send != 0 || got.Invitation.Sends != 0 {
			t.Errorf("got %s of mail %d after %d mails, want complained and none owed", d.State, d.Send, got.Invitation.Sends)
		}
		cleared, ok := got.ClearMark(later)
		if !ok {
			t.Fatal("the mark was not cleared")
		}
		sent, skipped := cleared.Resend(month, roster.DefaultResendLimits(), later)
		if skipped != "" || sent.Invitation.Sends != 1 || sent.Invitation.Resends.Total != 7 {
			t.Errorf("the first mail after that: skipped %q, %d mails, %d resends", skipped, sent.Invitation.Sends, sent.Invitation.Resends.Total)
		}
	})
}

func TestMember_Readdress(t *testing.T) {
	t.Parallel()
	m := with(delivery(roster.DeliveryBounced, true), func(m *roster.Member) { m.Invitation.Resends.Total = 20 })
	fresh := roster.NewInvitation("k1", month, noon).Queue(noon)
	got, err := m.Readdress("rosa@example.com", fresh)
	if err != nil {
		t.Fatal(err)
	}
	inv := got.Invitation
	if got.Email != "rosa@example.com" || inv.Generation != 2 || inv.Seed == m.Invitation.Seed {
		t.Errorf("got %s, generation %d, the same seed %v", got.Email, inv.Generation, inv.Seed == m.Invitation.Seed)
	}
	if inv.Delivery.Blocks() != "" || inv.Resends.Total != 0 {
		t.Errorf("what the old address did stays: %+v, %+v", inv.Delivery, inv.Resends)
	}
	key := []byte("a key of 32 bytes for these tests")
	if roster.CodeOf(key, m.Community, m.ID, m.Invitation).Equal(roster.CodeOf(key, m.Community, m.ID, inv)) {
		t.Error("the old code still fits")
	}
}

func TestRoles(t *testing.T) {
	t.Parallel()
	var (
		member  = roster.RoleMember.Permissions()
		board   = roster.RoleBoard.Permissions()
		admin   = roster.RoleAdministrator.Permissions()
		support = roster.StaffPrincipal("p", "Support", "c").Permissions
	)
	for _, c := range []struct {
		role  roster.Role
		held  []roster.Permission
		above bool
	}{
		{roster.RoleMember, nil, false},
		{roster.RoleBoard, member, true},
		{roster.RoleBoard, board, false},
		{roster.RoleBoard, []roster.Permission{roster.InviteMembers}, true},
		{roster.RoleAdministrator, board, true},
		{roster.RoleAdministrator, admin, false},
		{roster.RoleAdministrator, support, false},
		{"landlord", nil, false}, // an unknown role holds nothing
	} {
		if got := c.role.Above(c.held); got != c.above {
			t.Errorf("%s above %v: got %v, want %v", c.role, c.held, got, c.above)
		}
		if p := (roster.Principal{Permissions: c.held}); p.Outranks(c.role) == c.above {
			t.Errorf("%v outranks %s: got %v", c.held, c.role, !c.above)
		}
	}
	for role, want := range map[roster.Role][2]bool{
		roster.RoleMember: {true, true}, roster.RoleBoard: {true, false}, roster.RoleAdministrator: {true, false},
		roster.NoRole: {false, false}, "landlord": {false, false},
	} {
		if got := [2]bool{role.Valid(), role.ValidDefault()}; got != want {
			t.Errorf("%q valid, valid as default: got %v, want %v", role, got, want)
		}
	}
}

func TestMember_EffectiveRole(t *testing.T) {
	t.Parallel()
	p := roster.DefaultPreferences("Maple Grove")
	if got, want := pending().EffectiveRole(p), roster.RoleMember; got != want {
		t.Errorf("without a role of their own: got %s, want %s", got, want)
	}
	board := with(pending(), func(m *roster.Member) { m.Role = roster.RoleBoard })
	if got, want := board.EffectiveRole(p), roster.RoleBoard; got != want {
		t.Errorf("with one: got %s, want %s", got, want)
	}
}

// Whoever acts on their own behalf names themselves in a mail; for an import and
// Support, and for an inviter whose name is gone, the community does.
func TestMember_InvitedBy(t *testing.T) {
	t.Parallel()
	p := roster.Preferences{SenderName: "Maple Grove HOA"}
	for name, c := range map[string]struct {
		by   roster.Actor
		want string
	}{
		"a member":                   {roster.Actor{Kind: roster.ByMember, ID: "m9", Name: "Ada Admin"}, "Ada Admin"},
		"a member who was erased":    {roster.Actor{Kind: roster.ByMember, ID: "m9"}, p.SenderName},
		"Support":                    {roster.Actor{Kind: roster.BySupport, Name: "Sam Support"}, p.SenderName},
		"an import, named like this": {roster.Actor{Kind: roster.ByImport, Name: "roster.csv"}, p.SenderName},
	} {
		m := with(pending(), func(m *roster.Member) { m.Origin.By = c.by })
		if got := m.InvitedBy(p); got != c.want {
			t.Errorf("%s: got %q, want %q", name, got, c.want)
		}
	}
}

// Only active members use the permissions of their role.
func TestMember_rights(t *testing.T) {
	t.Parallel()
	for _, status := range []roster.Status{roster.Pending, roster.Active, roster.Profile, roster.Revoked, roster.Removed} {
		for role, rights := range map[roster.Role][2]bool{
			roster.RoleMember: {false, false}, roster.RoleBoard: {true, false}, roster.RoleAdministrator: {true, true}, roster.NoRole: {false, false},
		} {
			m := with(in(status), func(m *roster.Member) { m.Role = role })
			active := status == roster.Active
			if got, want := [2]bool{m.Invites(), m.Administers()}, [2]bool{active && rights[0], active && rights[1]}; got != want {
				t.Errorf("%s %s: invites and administers %v, want %v", status, role, got, want)
			}
		}
	}
}

func TestPrincipal_Actor(t *testing.T) {
	t.Parallel()
	staff := roster.StaffPrincipal("p1", "Support", "maple-grove")
	if got, want := staff.Actor(), (roster.Actor{Kind: roster.BySupport, ID: "p1", Name: "Support"}); got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
	member := roster.Principal{Person: "p2", Member: "m2", Name: "Ada Admin", Permissions: roster.RoleBoard.Permissions()}
	if got, want := member.Actor(), (roster.Actor{Kind: roster.ByMember, ID: "m2", Name: "Ada Admin"}); got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
	if !member.May(roster.InviteMembers) || member.May(roster.EditMembers) || !staff.May(roster.EditMembers) {
		t.Error("permissions are not those held")
	}
}
