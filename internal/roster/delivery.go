package roster

import "time"

// DeliveryState is how the mail of an invitation fares.
type DeliveryState string

// The states. Each mail that is owed ends in one that says what became of it.
const (
	// DeliveryNone: no mail was asked for.
	DeliveryNone DeliveryState = "none"
	// DeliveryHeld: an import keeps the mail back until it is released.
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
	// Hard marks a bounce that will not heal by itself.
	Hard bool
	// Send is the number of the mail that the state speaks of.
	Send int
}

// Trouble reports whether somebody should look after the mail.
func (s DeliveryState) Trouble() bool {
	switch s {
	case DeliveryBounced, DeliveryComplained, DeliverySuppressed, DeliveryFailed:
		return true
	default:
		return false
	}
}

// order ranks the states that one mail goes through. Events come late, twice
// and in any order; a mail only ever moves up.
func (s DeliveryState) order() int {
	switch s {
	case DeliveryQueued:
		return 1
	case DeliveryFailed, DeliveryCancelled:
		return 2
	case DeliverySent:
		return 3
	case DeliveryDelivered:
		return 4
	case DeliveryBounced, DeliverySuppressed:
		return 5
	case DeliveryComplained:
		return 6
	default:
		return 0
	}
}

// Blocks says why no further mail goes to the address until it changes or
// Support clears the mark. Empty: nothing blocks.
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

// Report is what became known of one mail of an invitation.
type Report struct {
	State  DeliveryState
	At     time.Time
	Reason string
	Hard   bool
	// Generation and Send tell which mail it is about.
	Generation int
	Send       int
}

// Reported moves the invitation's delivery by what became known. Changed is
// false when the report says nothing new: it is older than what is known, or
// about an address that the invitation no longer has. Word that an address is
// bad counts whichever of its mails it came from.
func (m Member) Reported(r Report) (moved Member, changed bool) {
	inv := m.Invitation
	if r.Generation != inv.Generation || inv.Delivery.Send == 0 {
		return m, false
	}
	next := Delivery{State: r.State, At: r.At, Reason: r.Reason, Hard: r.Hard, Send: r.Send}
	switch {
	case r.Send > inv.Delivery.Send, r.Send == inv.Delivery.Send && r.State.order() > inv.Delivery.State.order():
	case r.Send < inv.Delivery.Send && next.Blocks() != skipNone && inv.Delivery.Blocks() == skipNone:
		next.Send = inv.Delivery.Send
	default:
		return m, false
	}
	m.Invitation.Delivery = next
	return m, true
}

// ClearMark forgets that the address was reported bad, so that mail can be
// sent to it again.
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
