package mail

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"github.com/communitrak/onboarding/internal/dynamo"
	"github.com/communitrak/onboarding/internal/roster"
)

// Event is the part that we read of an event published by SES; see "Examples of
// event data that Amazon SES publishes to Amazon SNS".
type Event struct {
	EventType string `json:"eventType"`
	Mail      struct {
		MessageID   string              `json:"messageId"`
		Destination []string            `json:"destination"`
		Tags        map[string][]string `json:"tags"`
	} `json:"mail"`
	Bounce *struct {
		BounceType        string `json:"bounceType"`
		BounceSubType     string `json:"bounceSubType"`
		BouncedRecipients []struct {
			DiagnosticCode string `json:"diagnosticCode"`
		} `json:"bouncedRecipients"`
	} `json:"bounce"`
	Complaint *struct {
		ComplaintFeedbackType string `json:"complaintFeedbackType"`
		ComplaintSubType      string `json:"complaintSubType"`
	} `json:"complaint"`
	Reject *struct {
		Reason string `json:"reason"`
	} `json:"reject"`
}

// Feedback processes the mail service's events.
type Feedback struct {
	store *dynamo.Store
	log   *slog.Logger
	now   func() time.Time
}

// NewFeedback returns a Feedback that uses store.
func NewFeedback(store *dynamo.Store, log *slog.Logger, now func() time.Time) *Feedback {
	return &Feedback{store, log, now}
}

// Apply applies one event. Events may arrive late, twice, and in any order; Apply
// ignores events that say nothing new or are not about one of our mails.
func (f *Feedback) Apply(ctx context.Context, event []byte) error {
	var e Event
	if err := json.Unmarshal(event, &e); err != nil {
		return fmt.Errorf("mail event: %w", err)
	}
	report, known := e.report()
	tags := e.Mail.Tags[tagName]
	if !known || len(tags) != 1 {
		return nil
	}
	return dynamo.Retry(ctx, func() error { return f.applyOnce(ctx, tags[0], e, report) })
}

func (f *Feedback) applyOnce(ctx context.Context, id string, e Event, report roster.Report) error {
	n, err := f.store.Intent(ctx, id)
	if errors.Is(err, roster.ErrNotFound) {
		f.log.WarnContext(ctx, "mail event for no mail of ours", "event", e.EventType)
		return nil
	}
	if err != nil {
		return err
	}
	if !matchesIntent(n, e) {
		f.log.WarnContext(ctx, "mail event does not fit its mail", "mail", n.ID, "event", e.EventType)
		return nil
	}
	ctx = withSubject(ctx, n)
	now := f.now()
	report.At = now
	seen, changed := n.ApplyReport(report, e.Mail.MessageID, now)
	if !changed {
		return nil
	}
	if report.State != roster.DeliverySent { // already measured when it was handed over
		logOutcome(ctx, f.log, "mail reported", n, string(report.State))
	}
	// Other mails to the same address, such as the reminder, say as much about
	// the address, but nothing about the delivery of the invitation.
	if n.Kind == roster.MailInvitation {
		report.Generation, report.Send = n.Generation, n.Send
	}
	return saveOutcome(ctx, f.store, n, seen, nil, &report, now)
}

// matchesIntent reports whether the event is about the mail it names: it
// carries the message ID from SES or names the address that the mail went to.
func matchesIntent(n roster.Intent, e Event) bool {
	if n.MessageID != "" && n.MessageID == e.Mail.MessageID {
		return true
	}
	return len(e.Mail.Destination) == 1 && n.SentTo(e.Mail.Destination[0])
}

// report returns what the event says about the mail. known is false for events
// of no interest, such as an open.
func (e Event) report() (r roster.Report, known bool) {
	switch e.EventType {
	case "Send":
		return roster.Report{State: roster.DeliverySent}, true
	case "Delivery":
		return roster.Report{State: roster.DeliveryDelivered}, true
	case "Complaint":
		return e.complaint()
	case "Reject":
		return roster.Report{State: roster.DeliveryFailed, Hard: true, Reason: "the mail service rejected the mail"}, true
	case "Bounce":
		return e.bounce(), true
	default:
		return r, false
	}
}

// Feedback types that are not actual complaints: RFC 5965 and RFC 6591.
const (
	feedbackNotSpam     = "not-spam"     // the recipient moved the mail out of the junk folder
	feedbackAuthFailure = "auth-failure" // a server could not verify who sent the mail
)

// subSuppressed is the subtype of bounces and complaints about a mail that SES
// accepted but did not send.
const subSuppressed = "OnAccountSuppressionList"

const suppressedReason = "the address is on the mail service's suppression list"

func (e Event) complaint() (r roster.Report, known bool) {
	r = roster.Report{State: roster.DeliveryComplained, Reason: "the recipient reported the mail as unwanted"}
	switch c := e.Complaint; {
	case c == nil:
	case c.ComplaintSubType == subSuppressed:
		return roster.Report{State: roster.DeliverySuppressed, Hard: true, Reason: suppressedReason}, true
	case c.ComplaintFeedbackType == feedbackNotSpam, c.ComplaintFeedbackType == feedbackAuthFailure:
		return roster.Report{}, false
	}
	return r, true
}

// bounce distinguishes permanent bounces from the rest, by type only: servers
// use the subtype General for anything.
func (e Event) bounce() roster.Report {
	r := roster.Report{State: roster.DeliveryBounced, Reason: "the mail came back"}
	if e.Bounce == nil {
		return r
	}
	r.Hard = e.Bounce.BounceType == "Permanent"
	switch e.Bounce.BounceSubType {
	case subSuppressed, "Suppressed":
		r.State, r.Reason = roster.DeliverySuppressed, suppressedReason
	case "MailboxFull":
		r.Reason = "the mailbox is full"
	case "NoEmail":
		r.Reason = "there is no such mailbox"
	case "MessageTooLarge":
		r.Reason = "the mailbox refuses mails of this size"
	case "ContentRejected", "AttachmentRejected":
		r.Reason = "the recipient's server refused the mail"
	default:
		if r.Hard {
			r.Reason = "there is no such mailbox or it takes no mail"
		}
	}
	return r
}
