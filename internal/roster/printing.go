package roster

import (
	"slices"
	"time"
)

// Printing is a set of invitations that somebody asked to have printed. Its
// file is made in the background and stays in the bucket for a day; its content
// is stored nowhere else.
type Printing struct {
	ID        string
	Community string
	// By is who asked, as the audit trail records it; Held is their permissions
	// at the time.
	By   Actor
	Held []Permission
	// Form is "letter" or "card".
	Form string
	// Members are those whose invitations are printed, in order; Skipped are
	// those who are left out. A member is in exactly one of the two.
	Members []string
	Skipped []SkippedMember
	State   PrintingState
	// Done is the number printed so far.
	Done      int
	CreatedAt time.Time
	ReadyAt   time.Time
	// Due is when the schedule picks it up next; Tries counts the runs begun.
	Due   time.Time
	Tries int
	Rev   int
}

// Pages returns the number of pages in the file.
func (p Printing) Pages() int {
	if p.Form == PrintingCards {
		return (len(p.Members) + cardsOnAPage - 1) / cardsOnAPage
	}
	return len(p.Members)
}

// PrintingCards is the form with several members on a page.
const (
	PrintingCards = "card"
	cardsOnAPage  = 4
)

// SkippedMember is a member who is left out, and why.
type SkippedMember struct {
	Member string
	Reason SkipReason
}

// PrintingState is the progress of a printing.
type PrintingState string

// The states: making → ready or failed.
const (
	PrintingMaking PrintingState = "making"
	PrintingReady  PrintingState = "ready"
	PrintingFailed PrintingState = "failed"
)

// Times and limits of a printing.
const (
	// MostPrinted is the maximum number of invitations in one file.
	MostPrinted = 5000
	// PrintingLife is how long the file can be downloaded. The bucket deletes
	// it within another day.
	PrintingLife = 24 * time.Hour
	// printingRun is longer than any run takes: after it, another may begin.
	printingRun = 6 * time.Minute
	mostTries   = 5
)

// Principal returns who asked, with their permissions at the time.
func (p Printing) Principal() Principal {
	by := Principal{Community: p.Community, Staff: p.By.Kind == BySupport, Name: p.By.Name, Held: p.Held}
	if by.Staff {
		by.Person = p.By.ID
	} else {
		by.Member = p.By.ID
	}
	return by
}

// Begin takes the printing for one run. ok is false if it cannot run now: it
// has ended, another run has it, or it has used up its tries and has failed.
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

// Ready ends the printing once its file is in the bucket.
func (p Printing) Ready(now time.Time) Printing {
	p.State, p.ReadyAt, p.Done = PrintingReady, now, len(p.Members)
	return p
}

// Gone reports whether the file can no longer be downloaded.
func (p Printing) Gone(now time.Time) bool {
	return p.State == PrintingReady && !now.Before(p.ReadyAt.Add(PrintingLife))
}

// Additional reasons to leave somebody out of a printing.
const (
	// SkipUnprintable reports that the font lacks a character that the letter
	// needs.
	SkipUnprintable SkipReason = "unprintable"
)

// Printable returns why m's invitation cannot be printed, or "" if it can.
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

// Print marks m's invitation as part of the printing, and extends it to at
// least life from now, since a letter takes time to arrive. It does not count
// as an email. A profile, which nobody has invited, gets an invitation under
// keyID, and stays a profile until an email is proved. changed is false if an
// earlier run already did this.
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

// Claimable reports whether a letter's code lets the resident choose the email:
// m has none, or the known one does not accept mail.
func (m Member) Claimable() bool {
	return m.Status == Profile || m.Status == Pending && m.Invitation.Delivery.Blocks() != skipNone
}

// File returns the key of the printing's file in the bucket.
func (p Printing) File() string {
	return "letters/" + p.Community + "/" + p.ID + "/invitations.pdf"
}

// ClaimAs sets the email whose mailbox was proved, and keeps the invitation.
func (m Member) ClaimAs(email string) Member {
	m.Status, m.Person, m.Email = Pending, "", email
	m.Invitation.Delivery = Delivery{State: DeliveryNone, At: m.Invitation.Delivery.At}
	return m
}
