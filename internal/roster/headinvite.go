package roster

import "time"

// HeadInvites reports whether m may invite others into the household: if the
// community allows it, its Head may, as long as they can sign in.
func (h Household) HeadInvites(m Member, c Community) bool {
	return c.Preferences.HeadsInvite && h.Head == m.ID && m.Status == Active &&
		(c.Open() || m.Role.May(ManagePreferences))
}

// WasInvitedBy reports whether the given member of the community invited m.
func (m Member) WasInvitedBy(member string) bool {
	return member != "" && m.Origin.By.Kind == ByMember && m.Origin.By.ID == member
}

// Renew counts one more email to the address of an invitation that has ended and
// is about to be renewed, or says why none may be sent now.
func (inv Invitation) Renew(limits ResendLimits, now time.Time) (Invitation, SkipReason) {
	if reason := inv.skipReason(limits, now); reason != skipNone {
		return inv, reason
	}
	inv.Resends = inv.Resends.add(limits, now)
	return inv, skipNone
}
