package roster

import "time"

// Status is a member's status.
type Status string

// The statuses. An active member becomes pending again only by being removed
// and invited anew.
const (
	Pending Status = "pending"
	Active  Status = "active"
	// Profile is a person without an email of their own: known to the
	// community, not invited. With an email, they become pending.
	Profile Status = "profile"
	// Revoked is an invitation that the inviter ended or the invited person
	// declined.
	Revoked Status = "revoked"
	// Removed is a membership that was ended.
	Removed Status = "removed"
)

// Unclaimed reports whether nobody has claimed the entry yet, so that others
// may correct it.
func (s Status) Unclaimed() bool { return s == Pending || s == Profile }

// Ended reports whether the person is no longer invited or a member.
func (s Status) Ended() bool { return s == Revoked || s == Removed }

// Member is one person in one community, from the invitation on.
type Member struct {
	ID        string
	Community string
	FirstName string
	LastName  string
	// Email is in normal form. It is an active member's sign-in, and empty for
	// a profile.
	Email string
	// Person identifies a profile in place of the email.
	Person string
	// Phone is E.164 or empty.
	Phone  string
	Status Status
	// Role is explicit; it may be NoRole while pending.
	Role Role
	// Property and Household are empty for a member without a home.
	Property  string
	Household string
	// Address is the property's label, kept here for searching only.
	Address     string
	Invitation  Invitation
	Origin      Origin
	ActivatedAt time.Time
	EndedAt     time.Time
	// ErasedAt is when everything identifying the member was blanked. What is
	// left appears in no list.
	ErasedAt time.Time
	// ActivationKey recognizes the winner's own repeat of an activation.
	ActivationKey string
	// BehindCurtain means that the member activated while the community was
	// closed and has not been told that its doors are open.
	BehindCurtain bool
	// Attention is whether the member needed attention at the last write; the
	// counts are based on it.
	Attention bool
	// Version counts the changes that people make; an edit names the version it
	// saw.
	Version int
	// Rev counts every write.
	Rev int
}

// Origin is how a member came to be. It never changes and is the first entry of
// their history.
type Origin struct {
	By     Actor
	At     time.Time
	Import string
	Row    int
	// Columns say where in the import's file the values come from; see
	// ColumnsOf.
	Columns string
}

// Actor is the one who did something.
type Actor struct {
	Kind ActorKind
	// ID is the member's for an inviter, the account's for Support, the
	// import's for an import.
	ID string
	// Name is the actor's name at the time.
	Name string
}

// ActorKind is the capacity in which an actor acted.
type ActorKind string

// The capacities.
const (
	ByMember   ActorKind = "member"
	BySupport  ActorKind = "support"
	ByResident ActorKind = "resident"
	ByImport   ActorKind = "import"
	BySystem   ActorKind = "system"
)

// FullName returns the first and last name.
func (m Member) FullName() string {
	if m.FirstName == "" || m.LastName == "" {
		return m.FirstName + m.LastName
	}
	return m.FirstName + " " + m.LastName
}

// InvitedBy returns who invites m: the inviter, or for an import and Support
// the community's sender name.
func (m Member) InvitedBy(p Preferences) string {
	if m.Origin.By.Kind == ByMember && m.Origin.By.Name != "" {
		return m.Origin.By.Name
	}
	return p.SenderName
}

// EffectiveRole returns the role that counts for the rank guard and that an
// activation gives: the explicit one, or else the community's default.
func (m Member) EffectiveRole(p Preferences) Role {
	if m.Role != NoRole {
		return m.Role
	}
	return p.DefaultRole
}

// NeedsAttention reports whether somebody should look after the member: the
// invitation did not arrive, expired, or was revoked.
func (m Member) NeedsAttention(now time.Time) bool {
	switch m.Status {
	case Pending:
		return m.Invitation.Delivery.State.Troubled() || m.Expired(now)
	case Revoked:
		return true
	default:
		return false
	}
}

// Held reports whether an import holds the member's mail until it is released.
func (m Member) Held() bool {
	return m.Status == Pending && m.Invitation.Delivery.State == DeliveryHeld
}

// Invites reports whether the member may invite others. No such member needs
// attention.
func (m Member) Invites() bool { return m.Status == Active && m.Role.May(InviteMembers) }

// Administers reports whether the member is currently one of the community's
// administrators.
func (m Member) Administers() bool { return m.Status == Active && m.Role.Administers() }

// Expired reports whether the invitation has expired. It ends at ExpiresAt, not
// after it.
func (m Member) Expired(now time.Time) bool { return !now.Before(m.Invitation.ExpiresAt) }

// Activate makes the member active, in their own role or the one the community
// currently gives by default.
func (m Member) Activate(c Community, now time.Time) (Member, error) {
	switch {
	case m.Status == Active:
		return m, ErrAlreadyActive
	case m.Status != Pending:
		return m, ErrNotPending
	case m.Expired(now):
		return m, ErrExpired
	}
	m.Status = Active
	m.ActivatedAt = now
	if m.Role == NoRole {
		m.Role = c.Preferences.DefaultRole
	}
	m.BehindCurtain = !c.Open()
	m.Version++
	return m, nil
}

// Revoke ends the invitation. Its code no longer works.
func (m Member) Revoke(now time.Time) (Member, error) {
	if m.Status != Pending {
		return m, ErrNotPending
	}
	m.Status = Revoked
	m.EndedAt = now
	m.Invitation.Delivery = m.Invitation.Delivery.cancelled(now)
	m.Version++
	return m, nil
}

// Remove ends the membership or removes a profile. The history stays.
func (m Member) Remove(now time.Time) (Member, error) {
	if m.Status != Active && m.Status != Profile {
		return m, ErrNotActive
	}
	m.Status = Removed
	m.EndedAt = now
	m.Version++
	return m, nil
}

// Revive invites a person again whose invitation or membership had ended: the
// same member under a new seed, so no old code works. An address that is marked
// bad gets no mail.
func (m Member) Revive(inv Invitation) (Member, error) {
	if !m.Status.Ended() {
		return m, ErrNotPending
	}
	inv.Generation = m.Invitation.Generation + 1
	inv.Resends = m.Invitation.Resends
	if m.Invitation.Delivery.Blocks() != "" {
		inv = inv.unsent(m.Invitation.Delivery)
	}
	m.Status = Pending
	m.Invitation = inv
	m.ActivatedAt, m.EndedAt, m.ErasedAt = time.Time{}, time.Time{}, time.Time{}
	m.ActivationKey, m.BehindCurtain = "", false
	m.Version++
	return m, nil
}

// Readdress gives a pending member another email, and invites a profile. The
// old code dies with the old seed, and the mark of the old address is
// forgotten.
func (m Member) Readdress(email string, inv Invitation) (Member, error) {
	if !m.Status.Unclaimed() {
		return m, ErrEmailNotEditable
	}
	inv.Generation = m.Invitation.Generation + 1
	m.Status, m.Person = Pending, ""
	m.Email = email
	m.Invitation = inv
	m.Version++
	return m, nil
}
