package roster

import "time"

// Resume returns what becomes of a mail that a backup, from which the system
// now runs, still owed. former is the mail as it was when the system last ran,
// if that is known. A known outcome is taken over, and a mail that was
// certainly never tried is sent as if nothing had happened. Of any other mail
// nobody knows whether it was sent, and it fails with a stated reason, because
// two mails are worse than none.
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

// DeliveryReport returns what the member's delivery says about the mail once it
// is over, or nil if the delivery says nothing about such a mail.
func (i Intent) DeliveryReport() *Report {
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
