package roster

import "time"

// Status is where a member stands.
type Status string

// The statuses. Nobody active goes back to pending except by being removed and
// invited anew.
const (
	Pending Status = "pending"
	Active  Status = "active"
	// Profile is somebody without an email of his own: known to the community,
	// not invited. With an email he becomes pending.
	Profile Status = "profile"
	// Revoked is an invitation that was ended by the inviter or declined.
	Revoked Status = "revoked"
	// Removed is a membership that was ended.
	Removed Status = "removed"
)

// Unclaimed reports whether nobody has made the entry his own: others correct it.
func (s Status) Unclaimed() bool { return s == Pending || s == Profile }

// Ended reports whether the person is neither invited nor a member any more.
func (s Status) Ended() bool { return s == Revoked || s == Removed }

// Member is one person of one community, from the invitation on.
type Member struct {
	ID        string
	Community string
	FirstName string
	LastName  string
	// Email is in normal form; of an active member it is the sign-in, of a
	// profile it is empty.
	Email string
	// Person identifies a profile in place of the email.
	Person string
	// Phone is E.164 or empty.
	Phone  string
	Status Status
	// Role is explicit, or NoRole while pending.
	Role Role
	// Property and Household are empty for someone invited without a home.
	Property  string
	Household string
	// Address is the label of the property, kept here for searching only.
	Address     string
	Invitation  Invitation
	Origin      Origin
	ActivatedAt time.Time
	EndedAt     time.Time
	// ErasedAt is when everything that told who the member is was blanked. What
	// is left stands in no list.
	ErasedAt time.Time
	// ActivationKey recognises the winner's own repeat of an activation.
	ActivationKey string
	// BehindCurtain: activated while the community was closed, and not told yet
	// that its doors are open.
	BehindCurtain bool
	// Attention is whether the member was in the view of those who need it at
	// the last write; the counts are kept by it.
	Attention bool
	// Version counts what people change; an edit names the version it saw.
	Version int
	// Rev counts every write.
	Rev int
}

// Origin is how a member came to be; it never changes and is the first entry
// of his history.
type Origin struct {
	By     Actor
	At     time.Time
	Import string
	Row    int
	// Columns say where in the import's file the values stand, see ColumnsOf.
	Columns string
}

// Actor is who did something.
type Actor struct {
	Kind ActorKind
	// ID is the member's for an inviter, the account's for Support, the
	// import's for an import.
	ID string
	// Name is the actor's name at that time.
	Name string
}

// ActorKind is in which capacity somebody acted.
type ActorKind string

// The capacities.
const (
	ByMember   ActorKind = "member"
	BySupport  ActorKind = "support"
	ByResident ActorKind = "resident"
	ByImport   ActorKind = "import"
	BySystem   ActorKind = "system"
)

// FullName is first and last name.
func (m Member) FullName() string {
	if m.FirstName == "" || m.LastName == "" {
		return m.FirstName + m.LastName
	}
	return m.FirstName + " " + m.LastName
}

// InvitedBy is who invites m: the inviter, or for an import and for Support the
// community's sender name.
func (m Member) InvitedBy(p Preferences) string {
	if m.Origin.By.Kind == ByMember && m.Origin.By.Name != "" {
		return m.Origin.By.Name
	}
	return p.SenderName
}

// EffectiveRole is the role that counts for the rank guard and for what an
// activation gives: the explicit one, else the community's default.
func (m Member) EffectiveRole(p Preferences) Role {
	if m.Role != NoRole {
		return m.Role
	}
	return p.DefaultRole
}

// NeedsAttention reports whether the member belongs to the view of those whom
// somebody should look after: an invitation that did not arrive, ended, or was
// revoked.
func (m Member) NeedsAttention(now time.Time) bool {
	switch m.Status {
	case Pending:
		return m.Invitation.Delivery.State.Trouble() || m.Expired(now)
	case Revoked:
		return true
	default:
		return false
	}
}

// Invites reports whether the member may invite others. Nobody of those needs
// attention.
func (m Member) Invites() bool { return m.Status == Active && m.Role.May(InviteMembers) }

// Administers reports whether the member is one of the community's
// administrators now.
func (m Member) Administers() bool { return m.Status == Active && m.Role.Administers() }

// Expired reports whether the invitation has ended. It ends at ExpiresAt, not
// after it.
func (m Member) Expired(now time.Time) bool { return !now.Before(m.Invitation.ExpiresAt) }

// Activate makes the member active in the role that he has or that the
// community gives at this moment.
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

// Revoke ends the invitation. Its code works no more.
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

// Remove ends the membership, or takes a profile away. The history stays.
func (m Member) Remove(now time.Time) (Member, error) {
	if m.Status != Active && m.Status != Profile {
		return m, ErrNotActive
	}
	m.Status = Removed
	m.EndedAt = now
	m.Version++
	return m, nil
}

// Revive invites somebody anew whose invitation or membership was ended: the
// same member under a new seed, so no old code works. No mail is owed to an
// address that is marked bad.
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

// Readdress gives a pending member another email, and invites who had none. The
// old code dies with the old seed, and what the old address did wrong is
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
