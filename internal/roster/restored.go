package roster

import "time"

// Resume is what becomes of a mail that was owed when a backup was made that the
// system runs from now. former is the mail as it was when the system last ran,
// where that is known. What is known is taken over, and what was certainly never
// tried is sent as if nothing had been; of anything else nobody knows whether it
// was sent, and it fails in words, because two mails are worse than none.
func (i Intent) Resume(former *Intent, now time.Time) Intent {
	switch {
	case former != nil && former.State.Final():
		known := *former
		known.Rev = i.Rev
		return known
	case former != nil && former.State == IntentQueued && former.Attempts == 0:
		return i
	default:
		return i.Fail("the system was restored from a backup, and this mail may have been sent before; resend it", now)
	}
}

// Told is what the member's delivery says of the mail when it is over; nil: of
// such a mail it says nothing.
func (i Intent) Told() *Report {
	if i.Kind != MailInvitation || !i.State.Final() {
		return nil
	}
	r := Report{At: i.SentAt, Generation: i.Generation, Send: i.Send, Reason: i.Reason, State: DeliverySent}
	switch {
	case i.Outcome != "":
		r.State, r.Hard = i.Outcome, i.OutcomeHard
	case i.State == IntentFailed:
		r.State = DeliveryFailed
	case i.State == IntentCancelled:
		r.State = DeliveryCancelled
	}
	return &r
}
