package roster

import (
	"slices"
	"time"
)

// Invitation is what a code is derived from, and the state of its mail.
type Invitation struct {
	// Generation and Seed determine the code. A resend keeps both; another
	// email or a new invitation changes them.
	Generation int
	Seed       string
	// KeyID names the code key that the code is derived under.
	KeyID     string
	ExpiresAt time.Time
	// Sends counts the mails requested and numbers their intents. AskedAt is
	// when the latest was requested.
	Sends   int
	AskedAt time.Time
	// Reminded means that the reminder for the current end date is owed or
	// sent.
	Reminded bool
	// ExpiryRecorded means that the expiry was recorded.
	ExpiryRecorded bool
	// Wave numbers the wave of its import that released the mail; 0 if none
	// did.
	Wave int
	// PrintJob is the latest printing that put the invitation on paper, and
	// PrintedAt its time; empty if none did.
	PrintJob  string
	PrintedAt time.Time
	Delivery  Delivery
	Resends   Resends
}

// NewInvitation returns an invitation that lasts for life from now.
func NewInvitation(keyID string, life time.Duration, now time.Time) Invitation {
	return Invitation{
		Generation: 1,
		Seed:       NewID(),
		KeyID:      keyID,
		ExpiresAt:  now.Add(life).Truncate(time.Second),
		Delivery:   Delivery{State: DeliveryNone, At: now},
	}
}

// Queue enqueues one more mail.
func (inv Invitation) Queue(now time.Time) Invitation {
	inv.Sends++
	inv.AskedAt = now
	inv.Delivery = Delivery{State: DeliveryQueued, At: now, Send: inv.Sends}
	return inv
}

// Hold keeps the mail back until somebody releases it.
func (inv Invitation) Hold(now time.Time) Invitation {
	inv.Delivery = Delivery{State: DeliveryHeld, At: now}
	return inv
}

// unsent keeps the mark of a bad address; the invitation has not sent anything
// yet.
func (inv Invitation) unsent(mark Delivery) Invitation {
	mark.Send = 0
	inv.Sends, inv.AskedAt, inv.Delivery = 0, time.Time{}, mark
	return inv
}

// Resends counts what was resent to one address.
type Resends struct {
	Total int
	// Recent holds the latest resends, oldest first, as many as a day allows.
	Recent []time.Time
}

// ResendLimits keep a mailbox from being flooded.
type ResendLimits struct {
	CoolDown time.Duration
	PerDay   int
	Total    int
}

// DefaultResendLimits returns five minutes, 3 a day and 20 in all per address.
func DefaultResendLimits() ResendLimits {
	return ResendLimits{CoolDown: 5 * time.Minute, PerDay: 3, Total: 20}
}

// SkipReason says why a mail is not resent; empty if it is.
type SkipReason string

// The reasons for skipping.
const (
	SkipNotPending  SkipReason = "not_pending"
	SkipCoolDown    SkipReason = "cooldown"
	SkipDailyLimit  SkipReason = "daily_limit"
	SkipTotalLimit  SkipReason = "total_limit"
	SkipHardBounced SkipReason = "hard_bounced"
	SkipSuppressed  SkipReason = "suppressed"
	SkipComplained  SkipReason = "complained"
	SkipRevoked     SkipReason = "revoked"
	SkipRoleAbove   SkipReason = "role_above_yours"
	SkipNotFound    SkipReason = "not_found"
	// Reasons for changes other than a resend.
	SkipUnchanged         SkipReason = "unchanged"
	SkipForbidden         SkipReason = "forbidden"
	SkipLastAdministrator SkipReason = "last_administrator"
	skipNone              SkipReason = ""
)

// Resend enqueues the mail with the same code once more and renews the end
// date, or says why not. The first sending of an unsent or held invitation does
// not count toward the limits.
func (m Member) Resend(life time.Duration, limits ResendLimits, now time.Time) (Member, SkipReason) {
	inv := m.Invitation
	switch {
	case m.Status == Revoked:
		return m, SkipRevoked
	case m.Status != Pending:
		return m, SkipNotPending
	case inv.Delivery.Blocks() != skipNone:
		return m, inv.Delivery.Blocks()
	}
	if inv.Sends > 0 {
		if reason := inv.skipReason(limits, now); reason != skipNone {
			return m, reason
		}
		inv.Resends = inv.Resends.add(limits, now)
	}
	inv.ExpiresAt = now.Add(life).Truncate(time.Second)
	inv.Reminded = false
	m.Invitation = inv.Queue(now)
	return m, skipNone
}

// AskedAgain is Resend for a mail that lists the invitation among others: it
// renews the end date and counts, but enqueues no mail of its own.
func (m Member) AskedAgain(life time.Duration, limits ResendLimits, now time.Time) (Member, SkipReason) {
	next, skipped := m.Resend(life, limits, now)
	if skipped != skipNone {
		return m, skipped
	}
	next.Invitation.Sends = m.Invitation.Sends
	next.Invitation.Delivery = m.Invitation.Delivery
	return next, skipNone
}

func (inv Invitation) skipReason(limits ResendLimits, now time.Time) SkipReason {
	if now.Sub(inv.AskedAt) < limits.CoolDown {
		return SkipCoolDown
	}
	if inv.Resends.Total >= limits.Total {
		return SkipTotalLimit
	}
	today := 0
	for _, at := range inv.Resends.Recent {
		if now.Sub(at) < 24*time.Hour {
			today++
		}
	}
	if today >= limits.PerDay {
		return SkipDailyLimit
	}
	return skipNone
}

func (r Resends) add(limits ResendLimits, now time.Time) Resends {
	r.Total++
	r.Recent = append(slices.Clone(r.Recent), now)
	if extra := len(r.Recent) - limits.PerDay; extra > 0 {
		r.Recent = r.Recent[extra:]
	}
	return r
}

// ReminderLead is how long before expiry the single reminder is sent.
const ReminderLead = 48 * time.Hour

// Due returns when the schedule next has something to do for the member: first
// the reminder, then recording the expiry. Zero means never.
func (m Member) Due() time.Time {
	inv := m.Invitation
	switch {
	case m.Status != Pending || inv.ExpiryRecorded:
		return time.Time{}
	case inv.wantsReminder():
		return inv.ExpiresAt.Add(-ReminderLead)
	default:
		return inv.ExpiresAt
	}
}

// wantsReminder reports whether an invitation that was mailed long enough
// before its end is still to be reminded of.
func (inv Invitation) wantsReminder() bool {
	return inv.Sends > 0 && !inv.Reminded && inv.ExpiresAt.Sub(inv.AskedAt) > ReminderLead+24*time.Hour
}

// Remind records that the reminder is due. Owed is false if none is to be sent:
// nothing goes to an address in trouble, or too early, or too late.
func (m Member) Remind(now time.Time) (reminded Member, owed bool) {
	inv := m.Invitation
	if m.Status != Pending || !inv.wantsReminder() || m.Expired(now) || now.Before(inv.ExpiresAt.Add(-ReminderLead)) {
		return m, false
	}
	m.Invitation.Reminded = true
	return m, !inv.Delivery.State.Troubled()
}

// Refresh records what depends on the clock at now, for the counts and the
// lists: whether the invitation has expired and whether somebody should look
// after the member.
func (m Member) Refresh(now time.Time) Member {
	m.Invitation.ExpiryRecorded = m.Status == Pending && m.Expired(now)
	m.Attention = m.NeedsAttention(now)
	return m
}
