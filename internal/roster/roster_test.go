package roster_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/communitrak/onboarding/internal/roster"
)

var noon = time.Date(2026, time.March, 2, 12, 0, 0, 0, time.UTC)

const month = 30 * 24 * time.Hour

// pending returns a member invited at noon, with the mail queued then.
func pending() roster.Member {
	return roster.Member{
		ID: "m1", Community: "maple-grove", FirstName: "Rosa", LastName: "Delgado", Email: "rosa@example.org",
		Status: roster.Pending, Version: 1, Invitation: roster.NewInvitation("k1", month, noon).Queue(noon),
	}
}

// with returns a changed copy of m.
func with(m roster.Member, change func(*roster.Member)) roster.Member {
	change(&m)
	return m
}

func in(status roster.Status) roster.Member {
	return with(pending(), func(m *roster.Member) { m.Status = status })
}

func delivery(state roster.DeliveryState, hard bool) roster.Member {
	return with(pending(), func(m *roster.Member) {
		m.Invitation.Delivery.State, m.Invitation.Delivery.Hard = state, hard
	})
}

func TestMember_NeedsAttention(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		member roster.Member
		at     time.Time
		want   bool
	}{
		"pending":               {pending(), noon, false},
		"a moment before end":   {pending(), noon.Add(month - 1), false},
		"at the end":            {pending(), noon.Add(month), true},
		"soft bounce":           {delivery(roster.DeliveryBounced, false), noon, true},
		"complained":            {delivery(roster.DeliveryComplained, false), noon, true},
		"suppressed":            {delivery(roster.DeliverySuppressed, false), noon, true},
		"failed":                {delivery(roster.DeliveryFailed, false), noon, true},
		"delivered":             {delivery(roster.DeliveryDelivered, false), noon, false},
		"held":                  {delivery(roster.DeliveryHeld, false), noon, false},
		"cancelled":             {delivery(roster.DeliveryCancelled, false), noon, false},
		"revoked":               {in(roster.Revoked), noon, true},
		"removed":               {in(roster.Removed), noon.Add(month), false},
		"active after the end":  {in(roster.Active), noon.Add(month), false},
		"active, mail bounced":  {with(delivery(roster.DeliveryBounced, true), func(m *roster.Member) { m.Status = roster.Active }), noon, false},
		"revoked, mail bounced": {with(delivery(roster.DeliveryBounced, true), func(m *roster.Member) { m.Status = roster.Revoked }), noon, true},
	} {
		if got := c.member.NeedsAttention(c.at); got != c.want {
			t.Errorf("%s: got %v, want %v", name, got, c.want)
		}
		settled := c.member.Refresh(c.at)
		if settled.Attention != c.want || roster.CountOf(settled).Attention == 1 != c.want {
			t.Errorf("%s: settled and counted as %v, %+v", name, settled.Attention, roster.CountOf(settled))
		}
	}
}

func TestCounts(t *testing.T) {
	t.Parallel()
	for status, want := range map[roster.Status]roster.Counts{
		roster.Pending: {Pending: 1},
		roster.Active:  {Active: 1},
		roster.Revoked: {Attention: 1, Needs: roster.NeedCounts{InviteAgain: 1}},
		roster.Removed: {},
		roster.Profile: {Profiles: 1},
	} {
		if got := roster.CountOf(in(status).Refresh(noon)); got != want {
			t.Errorf("%s counts %+v, want %+v", status, got, want)
		}
	}
	behind := with(in(roster.Active), func(m *roster.Member) { m.BehindCurtain = true })
	if got, want := roster.CountOf(behind), (roster.Counts{Active: 1, BehindCurtain: 1}); got != want {
		t.Errorf("behind the curtain: got %+v, want %+v", got, want)
	}
	a := roster.Counts{Active: 3, Pending: 2, Attention: 4, Profiles: 5, Needs: roster.NeedCounts{CorrectEmail: 1, Resend: 1, Ask: 1, InviteAgain: 1}}
	b := roster.Counts{Active: 1, Pending: 1, Attention: 1, Profiles: 3, Needs: roster.NeedCounts{Ask: 1}}
	if got, want := a.Minus(b), (roster.Counts{Active: 2, Pending: 1, Attention: 3, Profiles: 2, Needs: roster.NeedCounts{CorrectEmail: 1, Resend: 1, InviteAgain: 1}}); got != want {
		t.Errorf("minus: got %+v, want %+v", got, want)
	}
	if got := a.Minus(b).Plus(b); got != a {
		t.Errorf("minus and plus: got %+v, want %+v", got, a)
	}
	if !a.Minus(a).IsZero() || a.IsZero() {
		t.Error("nothing is zero, something is not")
	}
}

func TestMember_FullName(t *testing.T) {
	t.Parallel()
	for want, m := range map[string]roster.Member{
		"Rosa Delgado": {FirstName: "Rosa", LastName: "Delgado"},
		"Delgado":      {LastName: "Delgado"},
		"Rosa":         {FirstName: "Rosa"},
		"":             {},
	} {
		if got := m.FullName(); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

func TestMember_FirstEntry(t *testing.T) {
	t.Parallel()
	by := roster.Actor{Kind: roster.ByMember, ID: "m9", Name: "Ada Admin"}
	m := with(pending(), func(m *roster.Member) { m.Origin = roster.Origin{By: by, At: noon} })
	want := roster.AuditEntry{Community: m.Community, Member: m.ID, At: noon, By: by, Action: "invited"}
	if diff := cmp.Diff(want, m.FirstEntry()); diff != "" {
		t.Error(diff)
	}
	m.Origin.Import, m.Origin.Row = "j1", 7
	want.Action = "imported"
	want.Changes = []roster.Change{{Field: "import", To: "j1"}, {Field: "row", To: "7"}}
	if diff := cmp.Diff(want, m.FirstEntry()); diff != "" {
		t.Error(diff)
	}
	m.Origin.Columns = roster.ColumnsOf([]roster.Source{{Field: roster.SourceEmail, Cell: "C7"}})
	if changes := m.FirstEntry().Changes; len(changes) != 3 || changes[2] != roster.SourceChanges(m.Origin.Sources())[0] {
		t.Errorf("got %+v, want the source of the email as well", changes)
	}
}

func TestDiff(t *testing.T) {
	t.Parallel()
	got := roster.Diff(roster.Change{Field: "a", From: "1", To: "1"}, roster.Change{Field: "b", To: "2"}, roster.Change{Field: "c", From: "3"})
	want := []roster.Change{{Field: "b", To: "2"}, {Field: "c", From: "3"}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestSlug(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]string{
		"Maple Grove":             "maple-grove",
		"  The Oaks (Phase II)  ": "the-oaks-phase-ii",
		"Ünïcode":                 "n-code",
		"東京":                      "community",
		"":                        "community",
		"A very long name of a community that goes on and on and on": "a-very-long-name-of-a-community-that-goe",
	} {
		if got := roster.Slug(name); got != want {
			t.Errorf("%q: got %q, want %q", name, got, want)
		}
	}
}

func TestDerivedID(t *testing.T) {
	t.Parallel()
	base := roster.DerivedID(nil, "a", "bc")
	if base != roster.DerivedID(nil, "a", "bc") {
		t.Error("the same parts lead to two identifiers")
	}
	for name, other := range map[string]string{
		"another split": roster.DerivedID(nil, "ab", "c"),
		"another key":   roster.DerivedID([]byte("key"), "a", "bc"),
		"more parts":    roster.DerivedID(nil, "a", "bc", ""),
	} {
		if other == base {
			t.Errorf("%s leads to the same identifier", name)
		}
	}
	for _, id := range []string{base, roster.NewID()} {
		if len(id) != 26 {
			t.Errorf("%q has %d symbols, want 26", id, len(id))
		}
	}
}

func TestOutcomes_Add(t *testing.T) {
	t.Parallel()
	var got roster.Outcomes
	for _, r := range []roster.RowOutcome{roster.RowCreated, roster.RowCreated, roster.RowUpdated, roster.RowUnchanged, roster.RowSkipped, roster.RowAttention, roster.RowFailed, roster.RowNoPerson} {
		got = got.Add(r)
	}
	want := roster.Outcomes{Total: 7, Created: 2, Updated: 1, Unchanged: 1, Skipped: 1, Attention: 1, Failed: 1, NoPerson: 1}
	if got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
}
