package roster

import (
	"strconv"
	"strings"
	"time"
)

// MailKind is what a mail is about.
type MailKind string

// The kinds of mail. Composer in package mail says what each is made from, and
// whether it is still due; package message holds the texts.
const (
	MailInvitation  MailKind = "invitation"
	MailReminder    MailKind = "reminder"
	MailDoorsOpen   MailKind = "doors_open"
	MailLost        MailKind = "lost"
	MailReset       MailKind = "reset"
	MailPasswordSet MailKind = "password_changed"
	MailFactorSet   MailKind = "second_factor_set"
	MailUnconfirmed MailKind = "unconfirmed_account"
	MailClaim       MailKind = "claim"
	MailDeclined    MailKind = "declined"
	MailDisowned    MailKind = "disowned"
	MailAskedAgain  MailKind = "asked_again"
	MailCorrection  MailKind = "correction_asked"
	MailImportDone  MailKind = "import_done"
	MailUnplaced    MailKind = "unplaced_roster"
)

// Lane is a mail's urgency.
type Lane string

// The lanes. LaneNow goes before LaneBulk.
const (
	LaneNow  Lane = "now"
	LaneBulk Lane = "bulk"
)

// IntentState is the state of a mail that is owed.
type IntentState string

// Queued → Sending → Sent | Failed | Cancelled | Uncertain, and Uncertain →
// Sending again or Failed. An expired Sending becomes Uncertain: nobody
// knows whether the mail was accepted.
const (
	IntentQueued    IntentState = "queued"
	IntentSending   IntentState = "sending"
	IntentUncertain IntentState = "uncertain"
	IntentSent      IntentState = "sent"
	IntentFailed    IntentState = "failed"
	IntentCancelled IntentState = "cancelled"
)

// Final reports whether nothing more happens to the intent by itself.
func (s IntentState) Final() bool {
	return s == IntentSent || s == IntentFailed || s == IntentCancelled
}

// Intent is a mail that is owed. It holds no address, code or text: the mail is
// built from the state at the moment of sending.
type Intent struct {
	// ID fits the tags of a mail: letters, digits, dash, underscore.
	ID   string
	Kind MailKind
	Lane Lane
	// Community and Member say whose invitation or membership it is about.
	Community string
	Member    string
	// Person is the account or address it goes to if that is not Member's;
	// SupportDesk means the stack's Support address.
	Person string
	// Ref names the reset or the import that the mail is about.
	Ref string
	// Generation and Send tell which mail of which invitation it is.
	Generation int
	Send       int

	State IntentState
	Due   time.Time
	// ClaimedUntil is when the claim of a mail that is being sent ends. Due
	// stays as it is: moving a mail in the list of what is due costs more than
	// the claim.
	ClaimedUntil time.Time
	CreatedAt    time.Time
	SentAt       time.Time
	// Attempts counts the calls to the mail service that may have resulted in a
	// mail.
	Attempts int
	// Recipient is the hash of the address that the mail was sent to; reports
	// are matched by it.
	Recipient string
	// MessageID is the mail service's name for the mail.
	MessageID string
	// Outcome is what the mail service reported later; it only moves up in
	// rank. OutcomeHard is as in [Delivery].
	Outcome     DeliveryState
	OutcomeHard bool
	// OutcomeAt is when Outcome was reported.
	OutcomeAt time.Time
	Reason    string
	Rev       int
}

// SupportDesk is the Person of a mail to the stack's Support address.
const SupportDesk = "support"

// InvitationIntent returns the mail that m's invitation owes.
func InvitationIntent(m Member, kind MailKind, lane Lane, now time.Time) Intent {
	inv := m.Invitation
	return Intent{
		ID:         mailID(m, kind, inv.Generation, inv.Sends),
		Kind:       kind,
		Lane:       lane,
		Community:  m.Community,
		Member:     m.ID,
		Generation: inv.Generation,
		Send:       inv.Sends,
		State:      IntentQueued,
		Due:        now,
		CreatedAt:  now,
	}
}

func mailID(m Member, kind MailKind, generation, send int) string {
	return DerivedID(nil, "mail", m.ID, strconv.Itoa(generation), string(kind), strconv.Itoa(send))
}

// maxGenerations is how many of a member's latest invitations MailIDs
// covers.
const maxGenerations = 3

// MailIDs returns the identifiers of all mails, reminders included, that m's
// latest invitations may have owed.
func (m Member) MailIDs() []string {
	var ids []string
	for g := m.Invitation.Generation; g > max(0, m.Invitation.Generation-maxGenerations); g-- {
		sends := m.Invitation.Sends
		if g < m.Invitation.Generation { // how many an earlier one had is no longer known
			sends = m.Invitation.Resends.Total + 1
		}
		for send := 1; send <= sends; send++ {
			ids = append(ids, mailID(m, MailInvitation, g, send), mailID(m, MailReminder, g, send))
		}
	}
	return ids
}

// DeliveryOutcome returns what became of the mail, and when that was learned.
func (i Intent) DeliveryOutcome() (DeliveryState, time.Time) {
	switch {
	case i.Outcome != "" && i.OutcomeAt.IsZero():
		return i.Outcome, i.SentAt
	case i.Outcome != "":
		return i.Outcome, i.OutcomeAt
	case i.State == IntentSent:
		return DeliverySent, i.SentAt
	case i.State == IntentFailed:
		return DeliveryFailed, i.SentAt
	case i.State == IntentCancelled:
		return DeliveryCancelled, i.CreatedAt
	default:
		return DeliveryQueued, i.CreatedAt
	}
}

// Times in an intent's life.
const (
	// SendingLease is how long a call to the mail service may take before its
	// outcome counts as unknown.
	SendingLease = time.Minute
	// UncertainWait is how long an unknown outcome waits for the service's own
	// report before the mail is sent once more, and how long the last one waits
	// before the mail fails.
	UncertainWait = 15 * time.Minute
	// maxUncertain is how many calls with unknown outcome an intent may have.
	// Each wait between them is twice as long as the one before, so they span
	// nearly two hours: a mail should outlive an outage of the mail service.
	maxUncertain = 4
)

// Ready reports whether the intent can be claimed at now.
func (i Intent) Ready(now time.Time) bool {
	return (i.State == IntentQueued || i.State == IntentUncertain) && !now.Before(i.Due)
}

// SentTo reports whether the mail went to that address.
func (i Intent) SentTo(address string) bool {
	return i.Recipient != "" && i.Recipient == i.recipient(address)
}

func (i Intent) recipient(address string) string {
	return DerivedID(nil, "recipient", i.ID, strings.ToLower(address))
}

// Claim claims the intent for sending to the address.
func (i Intent) Claim(address string, now time.Time) (Intent, bool) {
	if !i.Ready(now) {
		return i, false
	}
	i.Recipient = i.recipient(address)
	i.State = IntentSending
	i.ClaimedUntil = now.Add(SendingLease)
	i.Attempts++
	return i, true
}

// ExpireClaim turns a claim that nobody finished into an unknown outcome.
func (i Intent) ExpireClaim(now time.Time) (Intent, bool) {
	if i.State != IntentSending || now.Before(i.ClaimedUntil) {
		return i, false
	}
	return i.MarkUncertain("the sender stopped before the answer came", now), true
}

// Accepted ends the intent: the service accepted the mail.
func (i Intent) Accepted(messageID string, now time.Time) Intent {
	i.State, i.SentAt, i.Reason = IntentSent, now, ""
	if messageID != "" {
		i.MessageID = messageID
	}
	return i
}

// Postpone puts back a claimed mail that the service certainly did not accept.
func (i Intent) Postpone(reason string, due time.Time) Intent {
	if i.State != IntentSending {
		return i
	}
	i.State, i.Reason, i.Due = IntentQueued, reason, due
	i.Attempts--
	return i
}

// Defer postpones a mail that could not even be tried.
func (i Intent) Defer(reason string, due time.Time) Intent {
	i.Reason, i.Due = reason, due
	return i
}

// MarkUncertain waits for the service's own report. Without one the mail is
// sent once more or, after the last attempt, fails with a stated reason.
func (i Intent) MarkUncertain(reason string, now time.Time) Intent {
	i.Reason = reason
	i.State = IntentUncertain
	wait := UncertainWait
	if i.Attempts < maxUncertain {
		wait <<= max(0, i.Attempts-1)
	}
	i.Due = now.Add(wait)
	return i
}

// Exhausted reports whether the last permitted attempt also had an unknown
// outcome, and no report has come.
func (i Intent) Exhausted(now time.Time) bool {
	return i.State == IntentUncertain && i.Attempts >= maxUncertain && !now.Before(i.Due)
}

// Fail ends the intent with a reason that is shown.
func (i Intent) Fail(reason string, now time.Time) Intent {
	i.State, i.Reason, i.SentAt = IntentFailed, reason, now
	return i
}

// Cancel ends the intent because what it was about is over.
func (i Intent) Cancel(reason string) Intent {
	i.State, i.Reason = IntentCancelled, reason
	return i
}

// Requeue enqueues a cancelled mail once more.
func (i Intent) Requeue(now time.Time) Intent {
	i.State, i.Reason, i.Due, i.CreatedAt, i.Attempts = IntentQueued, "", now, now, 0
	return i
}

// ApplyReport applies what the mail service reported about the mail. An event
// about a mail with unknown outcome settles it. Changed is false if the report
// says nothing new.
func (i Intent) ApplyReport(r Report, messageID string, now time.Time) (seen Intent, changed bool) {
	if r.State == DeliverySent && i.State == IntentSent {
		return i, false
	}
	if r.State.rank(r.Hard) <= i.Outcome.rank(i.OutcomeHard) {
		return i, false
	}
	i.Outcome, i.OutcomeHard, i.OutcomeAt = r.State, r.Hard, now
	if r.State == DeliveryFailed {
		return i.Fail(r.Reason, now), true
	}
	if i.State != IntentSent {
		i = i.Accepted(messageID, now)
	}
	i.Reason = r.Reason
	return i, true
}
