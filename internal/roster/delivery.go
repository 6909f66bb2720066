package roster

import "time"

// DeliveryState is the state of an invitation's mail.
type DeliveryState string

// The states. Each mail that is owed ends in one that says what became of it.
const (
	// DeliveryNone means that no mail was requested.
	DeliveryNone DeliveryState = "none"
	// DeliveryHeld means that an import holds the mail until it is released.
	DeliveryHeld       DeliveryState = "held"
	DeliveryQueued     DeliveryState = "queued"
	DeliverySent       DeliveryState = "sent"
	DeliveryDelivered  DeliveryState = "delivered"
	DeliveryBounced    DeliveryState = "bounced"
	DeliveryComplained DeliveryState = "complained"
	DeliverySuppressed DeliveryState = "suppressed"
	DeliveryFailed     DeliveryState = "failed"
	DeliveryCancelled  DeliveryState = "cancelled"
)

// Delivery is the state of the latest mail of an invitation.
type Delivery struct {
	State  DeliveryState
	At     time.Time
	Reason string
	// Hard marks a permanent bounce, and the failure of a mail that had already
	// been accepted.
	Hard bool
	// Send is the number of the mail that the state is about.
	Send int
}

// Troubled reports whether somebody should look into the mail.
func (s DeliveryState) Troubled() bool {
	switch s {
	case DeliveryBounced, DeliveryComplained, DeliverySuppressed, DeliveryFailed:
		return true
	default:
		return false
	}
}

// rank orders what is learned about one mail. Events come late, twice and in
// any order, and a mail only ever moves up. A failure before the mail was
// accepted yields to word that it was sent after all; one after that, which is
// Hard, stays. A delivery outranks a bounce that is not Hard: out-of-office
// replies are reported as such bounces, and the mail they answer has arrived.
// States that block an address rank above the rest.
func (s DeliveryState) rank(hard bool) int {
	switch {
	case s == DeliveryComplained:
		return 9
	case s == DeliverySuppressed:
		return 8
	case s == DeliveryBounced && hard:
		return 7
	case s == DeliveryFailed && hard:
		return 6
	case s == DeliveryDelivered:
		return 5
	case s == DeliveryBounced:
		return 4
	case s == DeliverySent:
		return 3
	case s == DeliveryFailed, s == DeliveryCancelled:
		return 2
	case s == DeliveryQueued:
		return 1
	default:
		return 0
	}
}

// Blocks returns why no further mail goes to the address until it changes or
// Support clears the mark, or "" if nothing blocks.
func (d Delivery) Blocks() SkipReason {
	switch {
	case d.State == DeliveryBounced && d.Hard:
		return SkipHardBounced
	case d.State == DeliverySuppressed:
		return SkipSuppressed
	case d.State == DeliveryComplained:
		return SkipComplained
	default:
		return skipNone
	}
}

// Report is what was learned about one mail to a member.
type Report struct {
	State  DeliveryState
	At     time.Time
	Reason string
	Hard   bool
	// Generation and Send tell which mail of an invitation it is about; they
	// are zero for other mails.
	Generation int
	Send       int
	// SameAddress means that the mail went to the member's current address.
	SameAddress bool
}

// ApplyReport applies the report to the invitation's delivery: everything it says
// about the latest mail, but about any other mail to the same address only that
// the address is bad. Changed is false if the report says nothing new. In
// whatever order and however often reports come, they end in the same state.
func (m Member) ApplyReport(r Report) (moved Member, changed bool) {
	known := m.Invitation.Delivery
	next := Delivery{State: r.State, At: r.At, Reason: r.Reason, Hard: r.Hard, Send: known.Send}
	latest := r.Generation == m.Invitation.Generation && r.Send == known.Send && r.Send > 0
	if !latest && (!r.SameAddress || next.Blocks() == skipNone) {
		return m, false
	}
	if next.State.rank(next.Hard) <= known.State.rank(known.Hard) {
		return m, false
	}
	m.Invitation.Delivery = next
	return m, true
}

// ClearMark removes the mark of a bad address, so that mail can be sent to it
// again.
func (m Member) ClearMark(now time.Time) (Member, bool) {
	if m.Invitation.Delivery.Blocks() == skipNone {
		return m, false
	}
	m.Invitation.Delivery = Delivery{State: DeliveryNone, At: now, Send: m.Invitation.Delivery.Send}
	m.Version++
	return m, true
}

func (d Delivery) cancelled(now time.Time) Delivery {
	if d.State == DeliveryQueued || d.State == DeliveryHeld {
		return Delivery{State: DeliveryCancelled, At: now, Reason: "the invitation was ended", Send: d.Send}
	}
	return d
}
