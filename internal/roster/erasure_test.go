package roster_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/communitrak/onboarding/internal/roster"
)

// Erasing leaves who invited the member and what became of the mail, and nothing
// that says who the member was.
func TestMember_Erase(t *testing.T) {
	t.Parallel()
	m := with(delivery(roster.DeliveryComplained, false), func(m *roster.Member) {
		m.Phone, m.Property, m.Household, m.Address = "+14805550142", "p1", "p1.h1", "2 Oak St, Mesa, AZ 85201"
		m.Invitation.Seed, m.ActivationKey, m.Attention = "seed", "key", true
		m.Origin = roster.Origin{By: roster.Actor{Kind: roster.ByMember, ID: "m9", Name: "Ada Admin"}, At: noon}
		m.Rev = 4
	})
	inv := m.Invitation
	inv.Seed, inv.AskedAt = "", noon.Add(-month) // neither is kept
	want := roster.Member{
		ID: "m1", Community: "maple-grove", Status: roster.Removed, Origin: m.Origin,
		Invitation: roster.Invitation{
			Generation: inv.Generation, KeyID: inv.KeyID, ExpiresAt: inv.ExpiresAt, Resends: inv.Resends, Sends: inv.Sends, Delivery: inv.Delivery,
		},
		EndedAt: noon.Add(day), ErasedAt: noon.Add(day), Version: 2, Rev: 4,
	}
	if diff := cmp.Diff(want, m.Erase(noon.Add(day))); diff != "" {
		t.Error(diff)
	}

	m.EndedAt = noon
	if got := m.Erase(noon.Add(day)); !got.EndedAt.Equal(noon) {
		t.Errorf("the membership ended at %v, want %v, when it had ended already", got.EndedAt, noon)
	}
	m.Origin.By.ID = m.ID // joined a further community by themselves
	if got := m.Erase(noon).Origin.By; got.Name != "" || got.ID != m.ID {
		t.Errorf("got %+v, want an inviter without a name", got)
	}
}

func TestIntent_Erase(t *testing.T) {
	t.Parallel()
	n := owed()
	n.Recipient, n.MessageID, n.Person = "rosa@example.org", "0100", "p1"
	if got := n.Erase(); got.State != roster.IntentCancelled || got.Recipient != "" || got.MessageID != "" || got.Person != "" {
		t.Errorf("owed: got %+v, want it canceled, without an address", got)
	}
	n.State = roster.IntentSent
	if got := n.Erase(); got.State != roster.IntentSent || got.Recipient != "" || got.MessageID != "" || got.Person != "" {
		t.Errorf("sent: got %+v, want it sent, without an address", got)
	}
}
