package roster

import "time"

// Erase blanks everything that identifies the member: names, email, phone,
// home, and the invitation's seed. When and by whom they were invited stays,
// and so does what became of the address, so that nobody writes to it again.
func (m Member) Erase(now time.Time) Member {
	origin := m.Origin
	if origin.By.ID == m.ID {
		origin.By.Name = ""
	}
	ended := m.EndedAt
	if ended.IsZero() {
		ended = now
	}
	return Member{
		ID: m.ID, Community: m.Community, Status: Removed, Origin: origin,
		Invitation: Invitation{
			Generation: m.Invitation.Generation, KeyID: m.Invitation.KeyID, ExpiresAt: m.Invitation.ExpiresAt,
			Resends: m.Invitation.Resends, Sends: m.Invitation.Sends, Delivery: m.Invitation.Delivery,
		},
		ActivatedAt: m.ActivatedAt, EndedAt: ended, ErasedAt: now, Version: m.Version + 1, Rev: m.Rev,
	}
}

// Erase cancels a mail that is still owed, and blanks what would tell where it
// went.
func (i Intent) Erase() Intent {
	if !i.State.Final() {
		i = i.Cancel("the person was erased")
	}
	i.Recipient, i.MessageID, i.Person = "", "", ""
	return i
}
