package roster

import "time"

// Erase blanks what tells who the member is: names, email, phone, home, and who
// the member was invited as. What became of the address stays, so that nobody
// writes to it again, and when and by whom the member was invited.
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

// Erase ends a mail that is still owed, and blanks what would tell where it went.
func (i Intent) Erase() Intent {
	if !i.State.Final() {
		i = i.Cancel("the person was erased")
	}
	i.Recipient, i.MessageID, i.Person = "", "", ""
	return i
}
