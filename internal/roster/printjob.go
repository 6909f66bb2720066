package roster

import (
	"slices"
	"time"
)

// PrintJob is a set of invitations that somebody asked to have printed. Its
// file is made in the background and stays in the bucket for a day; its content
// is stored nowhere else.
type PrintJob struct {
	ID        string
	Community string
	// By is who asked, as the audit trail records it; Permissions is their
	// permissions at the time.
	By          Actor
	Permissions []Permission
	// Form is "letter" or "card".
	Form string
	// Members are those whose invitations are printed, in order; Skipped are
	// those who are left out. A member is in exactly one of the two.
	Members []string
	Skipped []SkippedMember
	State   PrintJobState
	// Done is the number printed so far.
	Done      int
	CreatedAt time.Time
	ReadyAt   time.Time
	// Due is when the schedule picks it up next; Attempts counts the runs begun.
	Due      time.Time
	Attempts int
	Rev      int
}

// Pages returns the number of pages in the file.
func (p PrintJob) Pages() int {
	if p.Form == FormCard {
		return (len(p.Members) + cardsPerPage - 1) / cardsPerPage
	}
	return len(p.Members)
}

// FormCard is the form with several members on a page.
const (
	FormCard     = "card"
	cardsPerPage = 4
)

// SkippedMember is a member who is left out, and why.
type SkippedMember struct {
	Member string
	Reason SkipReason
}

// PrintJobState is the progress of a printing.
type PrintJobState string

// The states: making → ready or failed.
const (
	PrintJobRunning PrintJobState = "making"
	PrintJobReady   PrintJobState = "ready"
	PrintJobFailed  PrintJobState = "failed"
)

// Times and limits of a printing.
const (
	// MaxPrinted is the maximum number of invitations in one file.
	MaxPrinted = 5000
	// LetterRetention is how long the file can be downloaded. The bucket deletes
	// it within another day.
	LetterRetention = 24 * time.Hour
	// printJobLease is longer than any run takes: after it, another may begin.
	printJobLease    = 6 * time.Minute
	maxPrintAttempts = 5
)

// Principal returns who asked, with their permissions at the time.
func (p PrintJob) Principal() Principal {
	by := Principal{Community: p.Community, Staff: p.By.Kind == BySupport, Name: p.By.Name, Permissions: p.Permissions}
	if by.Staff {
		by.Person = p.By.ID
	} else {
		by.Member = p.By.ID
	}
	return by
}

// Lease takes the printing for one run. ok is false if it cannot run now: it
// has ended, another run has it, or it has used up its tries and has failed.
func (p PrintJob) Lease(now time.Time) (begun PrintJob, ok bool) {
	if p.State != PrintJobRunning || now.Before(p.Due) {
		return p, false
	}
	if p.Attempts == maxPrintAttempts {
		p.State = PrintJobFailed
		return p, false
	}
	p.Attempts++
	p.Due = now.Add(printJobLease)
	p.Done = 0
	return p, true
}

// Skip leaves a member out.
func (p PrintJob) Skip(member string, reason SkipReason) PrintJob {
	p.Members = slices.DeleteFunc(slices.Clone(p.Members), func(id string) bool { return id == member })
	p.Skipped = append(slices.Clone(p.Skipped), SkippedMember{member, reason})
	return p
}

// Ready ends the printing once its file is in the bucket.
func (p PrintJob) Ready(now time.Time) PrintJob {
	p.State, p.ReadyAt, p.Done = PrintJobReady, now, len(p.Members)
	return p
}

// Expired reports whether the file can no longer be downloaded.
func (p PrintJob) Expired(now time.Time) bool {
	return p.State == PrintJobReady && !now.Before(p.ReadyAt.Add(LetterRetention))
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
	if m.Invitation.PrintJob == printing {
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
	inv.PrintJob, inv.PrintedAt = printing, now
	return m, true
}

// Claimable reports whether a letter's code lets the resident choose the email:
// m has none, or the known one does not accept mail.
func (m Member) Claimable() bool {
	return m.Status == Profile || m.Status == Pending && m.Invitation.Delivery.Blocks() != skipNone
}

// ObjectKey returns the key of the printing's file in the bucket.
func (p PrintJob) ObjectKey() string {
	return "letters/" + p.Community + "/" + p.ID + "/invitations.pdf"
}

// ClaimEmail sets the email whose mailbox was proved, and keeps the invitation.
func (m Member) ClaimEmail(email string) Member {
	m.Status, m.Person, m.Email = Pending, "", email
	m.Invitation.Delivery = Delivery{State: DeliveryNone, At: m.Invitation.Delivery.At}
	return m
}
