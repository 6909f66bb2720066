package roster

import (
	"slices"
	"time"
)

// Printing is a set of invitations that somebody asked to have on paper. Its file
// is made in the background and lies in the bucket for a day; what it holds is
// never stored elsewhere.
type Printing struct {
	ID        string
	Community string
	// By is who asked, as the trail says, and Held what they might do then.
	By   Actor
	Held []Permission
	// Form is letter or card.
	Form string
	// Members are those whose invitations are printed, in their order; Skipped are
	// those who are not. A member is in one of the two.
	Members []string
	Skipped []SkippedMember
	State   PrintingState
	// Done is how many are printed so far.
	Done      int
	CreatedAt time.Time
	ReadyAt   time.Time
	// Due is when the schedule goes on with it, Tries how often it was begun.
	Due   time.Time
	Tries int
	Rev   int
}

// Pages returns the number of pages that the file has.
func (p Printing) Pages() int {
	if p.Form == PrintingCards {
		return (len(p.Members) + cardsOnAPage - 1) / cardsOnAPage
	}
	return len(p.Members)
}

// PrintingCards is the form of a printing with several members on a page.
const (
	PrintingCards = "card"
	cardsOnAPage  = 4
)

// SkippedMember is who is left out, and why.
type SkippedMember struct {
	Member string
	Reason SkipReason
}

// PrintingState is how far a printing is.
type PrintingState string

// The states: making → ready or failed.
const (
	PrintingMaking PrintingState = "making"
	PrintingReady  PrintingState = "ready"
	PrintingFailed PrintingState = "failed"
)

// Times and limits of a printing.
const (
	// MostPrinted is how many invitations go into one file.
	MostPrinted = 5000
	// PrintingLife is how long the file can be fetched. The bucket lets go of it
	// within another day.
	PrintingLife = 24 * time.Hour
	// printingRun is longer than one run can take: after it another one may begin.
	printingRun = 6 * time.Minute
	mostTries   = 5
)

// Principal is who asked, with what they might do then.
func (p Printing) Principal() Principal {
	by := Principal{Community: p.Community, Staff: p.By.Kind == BySupport, Name: p.By.Name, Held: p.Held}
	if by.Staff {
		by.Person = p.By.ID
	} else {
		by.Member = p.By.ID
	}
	return by
}

// Begin takes the printing for one run. ok is false when it is not its turn: it
// has ended, another run is at it, or it was begun too often and has failed.
func (p Printing) Begin(now time.Time) (begun Printing, ok bool) {
	if p.State != PrintingMaking || now.Before(p.Due) {
		return p, false
	}
	if p.Tries == mostTries {
		p.State = PrintingFailed
		return p, false
	}
	p.Tries++
	p.Due = now.Add(printingRun)
	p.Done = 0
	return p, true
}

// Skip leaves a member out.
func (p Printing) Skip(member string, reason SkipReason) Printing {
	p.Members = slices.DeleteFunc(slices.Clone(p.Members), func(id string) bool { return id == member })
	p.Skipped = append(slices.Clone(p.Skipped), SkippedMember{member, reason})
	return p
}

// Ready ends the printing: its file lies in the bucket.
func (p Printing) Ready(now time.Time) Printing {
	p.State, p.ReadyAt, p.Done = PrintingReady, now, len(p.Members)
	return p
}

// Gone reports whether the file can be fetched no more.
func (p Printing) Gone(now time.Time) bool {
	return p.State == PrintingReady && !now.Before(p.ReadyAt.Add(PrintingLife))
}

// Further reasons to leave somebody out of a printing.
const (
	// SkipUnprintable: the font lacks characters of what the letter has to show.
	SkipUnprintable SkipReason = "unprintable"
)

// Printable is why m's invitation is not printed; empty: it is.
func (m Member) Printable() SkipReason {
	switch m.Status {
	case Pending, Profile:
		return skipNone
	case Revoked:
		return SkipRevoked
	default:
		return SkipNotPending
	}
}

// Print puts m's invitation on paper as part of that printing, and lets it last
// for life from now at least, since a letter takes its time. It is no mail, and
// counts as none. A profile, whom nobody has invited, gets an invitation of its
// own under keyID, and stays a profile until an email is proved. changed is false
// where a run before did it already.
func (m Member) Print(printing, keyID string, life time.Duration, now time.Time) (printed Member, changed bool) {
	if m.Invitation.Printing == printing {
		return m, false
	}
	if m.Invitation.Seed == "" {
		generation := m.Invitation.Generation + 1
		m.Invitation = NewInvitation(keyID, life, now)
		m.Invitation.Generation = generation
	}
	inv := &m.Invitation
	if ends := now.Add(life).Truncate(time.Second); ends.After(inv.ExpiresAt) {
		inv.ExpiresAt, inv.Reminded = ends, false
	}
	inv.Printing, inv.PrintedAt = printing, now
	return m, true
}

// Claimable reports whether a letter's code lets somebody name the email
// themself: m has none, or the one that is known does not take mail.
func (m Member) Claimable() bool {
	return m.Status == Profile || m.Status == Pending && m.Invitation.Delivery.Blocks() != skipNone
}

// File is where the printing's file lies in the bucket.
func (p Printing) File() string {
	return "letters/" + p.Community + "/" + p.ID + "/invitations.pdf"
}

// ClaimAs gives m the email whose mailbox was proved; the invitation is the same.
func (m Member) ClaimAs(email string) Member {
	m.Status, m.Person, m.Email = Pending, "", email
	m.Invitation.Delivery = Delivery{State: DeliveryNone, At: m.Invitation.Delivery.At}
	return m
}
