package roster_test

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/communitrak/onboarding/internal/roster"
)

const day = 24 * time.Hour

// mailed returns a member whose mail was resent at these times after noon.
func mailed(again ...time.Duration) roster.Member {
	m := pending()
	for _, d := range again {
		m.Invitation.Resends.Total++
		m.Invitation.Resends.Recent = append(m.Invitation.Resends.Recent, noon.Add(d))
		m.Invitation = m.Invitation.Queue(noon.Add(d))
	}
	return m
}

func TestMember_Resend(t *testing.T) {
	t.Parallel()
	total := func(n int) roster.Member {
		return with(pending(), func(m *roster.Member) { m.Invitation.Resends.Total = n })
	}
	for name, c := range map[string]struct {
		member roster.Member
		at     time.Duration
		want   roster.SkipReason
	}{
		"a moment before the cool-down ends":  {pending(), 5*time.Minute - 1, roster.SkipCoolDown},
		"when the cool-down ends":             {pending(), 5 * time.Minute, ""},
		"cool-down after a resend":            {mailed(time.Hour), time.Hour + 5*time.Minute - 1, roster.SkipCoolDown},
		"the third of a day":                  {mailed(time.Hour, 2*time.Hour), 3 * time.Hour, ""},
		"a fourth of a day":                   {mailed(time.Hour, 2*time.Hour, 3*time.Hour), 4 * time.Hour, roster.SkipDailyLimit},
		"a moment before the day is over":     {mailed(time.Hour, 2*time.Hour, 3*time.Hour), time.Hour + day - 1, roster.SkipDailyLimit},
		"when the day is over":                {mailed(time.Hour, 2*time.Hour, 3*time.Hour), time.Hour + day, ""},
		"the twentieth":                       {total(19), day, ""},
		"the twenty-first":                    {total(20), day, roster.SkipTotalLimit},
		"cool-down is said before the total":  {total(20), time.Minute, roster.SkipCoolDown},
		"ended":                               {pending(), month + day, ""},
		"active":                              {in(roster.Active), day, roster.SkipNotPending},
		"removed":                             {in(roster.Removed), day, roster.SkipNotPending},
		"revoked":                             {in(roster.Revoked), day, roster.SkipRevoked},
		"hard bounce":                         {delivery(roster.DeliveryBounced, true), day, roster.SkipHardBounced},
		"soft bounce":                         {delivery(roster.DeliveryBounced, false), day, ""},
		"suppressed":                          {delivery(roster.DeliverySuppressed, false), day, roster.SkipSuppressed},
		"complained":                          {delivery(roster.DeliveryComplained, false), day, roster.SkipComplained},
		"failed":                              {delivery(roster.DeliveryFailed, true), day, ""},
		"cancelled":                           {delivery(roster.DeliveryCancelled, false), day, ""},
		"revoked and bounced says revoked":    {with(delivery(roster.DeliveryBounced, true), func(m *roster.Member) { m.Status = roster.Revoked }), day, roster.SkipRevoked},
		"bounced within the cool-down bounce": {delivery(roster.DeliveryBounced, true), time.Minute, roster.SkipHardBounced},
	} {
		now := noon.Add(c.at)
		got, skipped := c.member.Resend(month, roster.DefaultResendLimits(), now)
		if skipped != c.want {
			t.Errorf("%s: got %q, want %q", name, skipped, c.want)
			continue
		}
		if skipped != "" {
			if got.Invitation.Sends != c.member.Invitation.Sends {
				t.Errorf("%s: was skipped and counted", name)
			}
			continue
		}
		was, inv := c.member.Invitation, got.Invitation
		if inv.Sends != was.Sends+1 || inv.Resends.Total != was.Resends.Total+1 || !inv.AskedAt.Equal(now) || inv.Delivery.State != roster.DeliveryQueued || inv.Delivery.Send != inv.Sends {
			t.Errorf("%s: got %+v", name, inv)
		}
		if want := now.Add(month).Truncate(time.Second); !inv.ExpiresAt.Equal(want) {
			t.Errorf("%s: ends at %v, want %v", name, inv.ExpiresAt, want)
		}
		if inv.Generation != was.Generation || inv.Seed != was.Seed || inv.KeyID != was.KeyID {
			t.Errorf("%s: the code changed", name)
		}
	}
}

// The first sending of an unsent or held invitation is not a resend.
func TestMember_Resend_first(t *testing.T) {
	t.Parallel()
	unsent := with(pending(), func(m *roster.Member) { m.Invitation = roster.NewInvitation("k1", month, noon) })
	held := with(unsent, func(m *roster.Member) { m.Invitation = m.Invitation.Hold(noon) })
	for name, m := range map[string]roster.Member{"unsent": unsent, "held": held} {
		at := noon.Add(40 * day) // long after its original end
		got, skipped := m.Resend(month, roster.DefaultResendLimits(), at)
		if skipped != "" || got.Invitation.Resends.Total != 0 || got.Invitation.Sends != 1 {
			t.Errorf("%s: skipped %q, %d resends, %d mails", name, skipped, got.Invitation.Resends.Total, got.Invitation.Sends)
		}
		if want := at.Add(month); !got.Invitation.ExpiresAt.Equal(want) {
			t.Errorf("%s: ends at %v, want %v", name, got.Invitation.ExpiresAt, want)
		}
	}
}

func TestMember_AskedAgain(t *testing.T) {
	t.Parallel()
	m := with(delivery(roster.DeliveryDelivered, false), func(m *roster.Member) { m.Invitation.Reminded = true })
	at := noon.Add(29 * day)
	got, skipped := m.AskedAgain(month, roster.DefaultResendLimits(), at)
	if skipped != "" {
		t.Fatalf("skipped: %s", skipped)
	}
	want := m
	want.Invitation.ExpiresAt, want.Invitation.AskedAt, want.Invitation.Reminded = at.Add(month), at, false
	want.Invitation.Resends = roster.Resends{Total: 1, Recent: []time.Time{at}}
	if got.Invitation.Delivery != want.Invitation.Delivery || got.Invitation.Sends != want.Invitation.Sends || !got.Invitation.ExpiresAt.Equal(want.Invitation.ExpiresAt) || got.Invitation.Reminded {
		t.Errorf("got %+v, want %+v", got.Invitation, want.Invitation)
	}
	if _, skipped := got.AskedAgain(month, roster.DefaultResendLimits(), at.Add(time.Minute)); skipped != roster.SkipCoolDown {
		t.Errorf("at once again: got %q, want the cool-down", skipped)
	}
}

// However often and whenever mails are requested, the limits hold.
func TestMember_Resend_limitsHold(t *testing.T) {
	t.Parallel()
	limits := roster.DefaultResendLimits()
	rapid.Check(t, func(t *rapid.T) {
		m, now := pending(), noon
		sent := []time.Time{}
		for range rapid.IntRange(1, 120).Draw(t, "tries") {
			now = now.Add(time.Duration(rapid.Int64Range(0, int64(6*time.Hour)).Draw(t, "pause")))
			next, skipped := m.Resend(month, limits, now)
			if skipped == "" {
				sent = append(sent, now)
			}
			m = next
			if kept := len(m.Invitation.Resends.Recent); kept > limits.PerDay {
				t.Fatalf("a member keeps the times of %d mails, want those that a day allows", kept)
			}
		}
		if len(sent) > limits.Total {
			t.Fatalf("%d mails, want at most %d", len(sent), limits.Total)
		}
		for n, at := range sent {
			if n > 0 && at.Sub(sent[n-1]) < limits.CoolDown {
				t.Fatalf("two mails within %v", at.Sub(sent[n-1]))
			}
			if n >= limits.PerDay && at.Sub(sent[n-limits.PerDay]) < day {
				t.Fatalf("%d mails within %v", limits.PerDay+1, at.Sub(sent[n-limits.PerDay]))
			}
		}
	})
}

func TestMember_Due(t *testing.T) {
	t.Parallel()
	end := noon.Add(month)
	short := with(pending(), func(m *roster.Member) { m.Invitation = roster.NewInvitation("k1", 3*day, noon).Queue(noon) })
	for name, c := range map[string]struct {
		member roster.Member
		want   time.Time
	}{
		"the reminder":         {pending(), end.Add(-48 * time.Hour)},
		"reminded":             {with(pending(), func(m *roster.Member) { m.Invitation.Reminded = true }), end},
		"never mailed":         {with(pending(), func(m *roster.Member) { m.Invitation = roster.NewInvitation("k1", month, noon) }), end},
		"too short to remind":  {short, noon.Add(3 * day)},
		"its end was noted":    {with(pending(), func(m *roster.Member) { m.Invitation.ExpiryRecorded = true }), time.Time{}},
		"active":               {in(roster.Active), time.Time{}},
		"revoked":              {in(roster.Revoked), time.Time{}},
		"in trouble, reminder": {delivery(roster.DeliveryBounced, true), end.Add(-48 * time.Hour)},
	} {
		if got := c.member.Due(); !got.Equal(c.want) {
			t.Errorf("%s: got %v, want %v", name, got, c.want)
		}
	}
}

func TestMember_Remind(t *testing.T) {
	t.Parallel()
	lead := noon.Add(month - roster.ReminderLead)
	for name, c := range map[string]struct {
		member         roster.Member
		at             time.Time
		owed, reminded bool
	}{
		"a moment too early": {pending(), lead.Add(-1), false, false},
		"two days before":    {pending(), lead, true, true},
		"just before end":    {pending(), noon.Add(month - 1), true, true},
		"at the end":         {pending(), noon.Add(month), false, false},
		"bounced":            {delivery(roster.DeliveryBounced, true), lead, false, true},
		"complained":         {delivery(roster.DeliveryComplained, false), lead, false, true},
		"active":             {in(roster.Active), lead, false, false},
		"revoked":            {in(roster.Revoked), lead, false, false},
	} {
		got, owed := c.member.Remind(c.at)
		if owed != c.owed || got.Invitation.Reminded != c.reminded {
			t.Errorf("%s: owed %v, reminded %v, want %v, %v", name, owed, got.Invitation.Reminded, c.owed, c.reminded)
		}
		if _, again := got.Remind(c.at); again {
			t.Errorf("%s: reminded twice", name)
		}
	}
}

func TestPreferences_Check(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		change func(*roster.Preferences)
		field  string
	}{
		"as they begin":     {func(*roster.Preferences) {}, ""},
		"1 day":             {func(p *roster.Preferences) { p.InvitationDays = 1 }, ""},
		"365 days":          {func(p *roster.Preferences) { p.InvitationDays = 365 }, ""},
		"0 days":            {func(p *roster.Preferences) { p.InvitationDays = 0 }, "invitationDays"},
		"366 days":          {func(p *roster.Preferences) { p.InvitationDays = 366 }, "invitationDays"},
		"board by default":  {func(p *roster.Preferences) { p.DefaultRole = roster.RoleBoard }, "defaultRole"},
		"no role":           {func(p *roster.Preferences) { p.DefaultRole = "" }, "defaultRole"},
		"no such time zone": {func(p *roster.Preferences) { p.TimeZone = "America/Nowhere" }, "timeZone"},
		"the machine's own": {func(p *roster.Preferences) { p.TimeZone = "Local" }, "timeZone"},
		"no time zone":      {func(p *roster.Preferences) { p.TimeZone = "" }, "timeZone"},
	} {
		p := roster.DefaultPreferences("Maple Grove")
		c.change(&p)
		field := ""
		if err := p.Check(); err != nil {
			field = err.(*roster.InvalidError).Field
		}
		if field != c.field {
			t.Errorf("%s: got %q refused, want %q", name, field, c.field)
		}
	}
}

func TestCommunity_SetCurtain(t *testing.T) {
	t.Parallel()
	c := roster.Community{Preferences: roster.DefaultPreferences("Maple Grove")}
	closed := c.SetCurtain(true, noon)
	again := closed.SetCurtain(true, noon.Add(day))
	open := again.SetCurtain(false, noon.Add(2*day))
	if closed.Open() || again.Open() || !open.Open() {
		t.Errorf("open: %v, %v, %v", closed.Open(), again.Open(), open.Open())
	}
	still := open.SetCurtain(false, noon.Add(3*day))
	for n, c := range []roster.Community{closed, again, open, still} {
		if !c.CurtainSince.Equal(noon) {
			t.Errorf("change %d: down since %v, want %v", n+1, c.CurtainSince, noon)
		}
	}
}
