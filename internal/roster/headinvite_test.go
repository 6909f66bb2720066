package roster_test

import (
	"testing"
	"time"

	"github.com/communitrak/onboarding/internal/roster"
)

func TestHousehold_HeadInvites(t *testing.T) {
	t.Parallel()
	type world struct {
		h roster.Household
		m roster.Member
		c roster.Community
	}
	for name, c := range map[string]struct {
		change func(*world)
		want   bool
	}{
		"the Head of Household":             {func(*world) {}, true},
		"the community does not allow it":   {func(w *world) { w.c.Preferences.HeadsInvite = false }, false},
		"another is the Head":               {func(w *world) { w.h.Head = "m2" }, false},
		"not active yet":                    {func(w *world) { w.m.Status = roster.Pending }, false},
		"removed":                           {func(w *world) { w.m.Status = roster.Removed }, false},
		"closed to members":                 {func(w *world) { w.c = w.c.SetCurtain(true, noon) }, false},
		"closed, but not to administrators": {func(w *world) { w.c, w.m.Role = w.c.SetCurtain(true, noon), roster.RoleAdministrator }, true},
	} {
		w := world{roster.Household{Head: "m1"}, in(roster.Active), community(roster.RoleMember)}
		w.c.Preferences.HeadsInvite = true
		c.change(&w)
		if got := w.h.HeadInvites(w.m, w.c); got != c.want {
			t.Errorf("%s: got %v, want %v", name, got, c.want)
		}
	}
}

func TestMember_WasInvitedBy(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		by     roster.Actor
		member string
		want   bool
	}{
		"the inviter":                {roster.Actor{Kind: roster.ByMember, ID: "m9"}, "m9", true},
		"another member":             {roster.Actor{Kind: roster.ByMember, ID: "m9"}, "m8", false},
		"Support of the same number": {roster.Actor{Kind: roster.BySupport, ID: "m9"}, "m9", false},
		"nobody":                     {roster.Actor{Kind: roster.ByMember}, "", false},
	} {
		m := with(pending(), func(m *roster.Member) { m.Origin.By = c.by })
		if got := m.WasInvitedBy(c.member); got != c.want {
			t.Errorf("%s: got %v, want %v", name, got, c.want)
		}
	}
}

// An invitation that is renewed is a further mail to its address, within the
// limits of a resend.
func TestInvitation_Renew(t *testing.T) {
	t.Parallel()
	limits := roster.ResendLimits{CoolDown: 5 * time.Minute, PerDay: 3, Total: 20}
	inv := pending().Invitation
	if _, reason := inv.Renew(limits, noon.Add(time.Minute)); reason != roster.SkipCoolDown {
		t.Errorf("a minute after the first mail: got %q, want %q", reason, roster.SkipCoolDown)
	}
	for n := range limits.PerDay {
		var reason roster.SkipReason
		if inv, reason = inv.Renew(limits, noon.Add(time.Duration(n+1)*time.Hour)); reason != "" || inv.Resends.Total != n+1 {
			t.Fatalf("renewal %d: got %q, %d in all", n+1, reason, inv.Resends.Total)
		}
	}
	if same, reason := inv.Renew(limits, noon.Add(8*time.Hour)); reason != roster.SkipDailyLimit || same.Resends.Total != limits.PerDay {
		t.Errorf("the fourth of a day: got %q, %d in all, want %q", reason, same.Resends.Total, roster.SkipDailyLimit)
	}
}
