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
	// Hard marks a bounce that will not heal by itself, and a failure of a mail
	// that had been accepted.
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

// rank orders what becomes known of one mail. Events come late, twice and in any
// order; a mail only ever moves up. A failure before the mail was accepted gives
// way to word that it was sent after all; one after that, which is Hard, stays.
// A delivery outranks a bounce that is not Hard: out-of-office replies are
// reported as such bounces, and the mail that they answer has arrived. What
// blocks an address ranks above the rest.
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

// Report is what became known of one mail to a member.
type Report struct {
	State  DeliveryState
	At     time.Time
	Reason string
	Hard   bool
	// Generation and Send tell which mail of an invitation it is about; zero for
	// other mails.
	Generation int
	Send       int
	// SameAddress: the mail went to the address that the member has now.
	SameAddress bool
}

// Reported moves the invitation's delivery by what became known: of its latest
// mail everything, of any other mail to the same address that the address is
// bad. Changed is false when the report says nothing new. Whatever the order in
// which reports come, and however often, they end in the same state.
func (m Member) Reported(r Report) (moved Member, changed bool) {
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
