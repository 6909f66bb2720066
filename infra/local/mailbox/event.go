package mailbox

import (
	"fmt"
	"strings"
	"time"
)

// EventType is what SES reports about a mail.
type EventType string

// The event types, as SES spells them.
const (
	Send      EventType = "Send"
	Delivery  EventType = "Delivery"
	Bounce    EventType = "Bounce"
	Complaint EventType = "Complaint"
	Reject    EventType = "Reject"
)

// Event is the JSON that SES publishes through a configuration set's event
// destination ("Contents of event data that Amazon SES publishes to SNS").
type Event struct {
	EventType EventType      `json:"eventType"`
	Mail      eventMail      `json:"mail"`
	Send      *struct{}      `json:"send,omitempty"`
	Delivery  *deliveryEvent `json:"delivery,omitempty"`
	Bounce    *bounceEvent   `json:"bounce,omitempty"`
	Complaint *complainEvent `json:"complaint,omitempty"`
	Reject    *rejectEvent   `json:"reject,omitempty"`
}

type eventMail struct {
	Timestamp   time.Time           `json:"timestamp"`
	Source      string              `json:"source"`
	MessageID   string              `json:"messageId"`
	Destination []string            `json:"destination"`
	Tags        map[string][]string `json:"tags"`
}

type deliveryEvent struct {
	Timestamp            time.Time `json:"timestamp"`
	ProcessingTimeMillis int       `json:"processingTimeMillis"`
	Recipients           []string  `json:"recipients"`
	SMTPResponse         string    `json:"smtpResponse"`
	ReportingMTA         string    `json:"reportingMTA"`
}

type bounceEvent struct {
	BounceType        string      `json:"bounceType"`
	BounceSubType     string      `json:"bounceSubType"`
	BouncedRecipients []recipient `json:"bouncedRecipients"`
	Timestamp         time.Time   `json:"timestamp"`
	FeedbackID        string      `json:"feedbackId"`
	ReportingMTA      string      `json:"reportingMTA,omitempty"`
}

type complainEvent struct {
	ComplainedRecipients  []recipient `json:"complainedRecipients"`
	Timestamp             time.Time   `json:"timestamp"`
	FeedbackID            string      `json:"feedbackId"`
	ComplaintFeedbackType string      `json:"complaintFeedbackType,omitempty"`
	ArrivalDate           time.Time   `json:"arrivalDate"`
}

type rejectEvent struct {
	Reason string `json:"reason"`
}

type recipient struct {
	EmailAddress   string `json:"emailAddress"`
	Action         string `json:"action,omitempty"`
	Status         string `json:"status,omitempty"`
	DiagnosticCode string `json:"diagnosticCode,omitempty"`
}

// detail adds to a simulated event.
type detail struct {
	BounceType     string `json:"bounceType"`
	BounceSubType  string `json:"bounceSubType"`
	DiagnosticCode string `json:"diagnosticCode"`
	Feedback       string `json:"complaintFeedbackType"`
	Reason         string `json:"reason"`
}

var (
	hardBounce = detail{BounceType: "Permanent", BounceSubType: "General", DiagnosticCode: "smtp; 550 5.1.1 user unknown"}
	suppressed = detail{BounceType: "Permanent", BounceSubType: "OnAccountSuppressionList",
		DiagnosticCode: "Amazon SES did not send the message to this address because it is on the suppression list for your account."}
	abuse = detail{Feedback: "abuse"}
)

// step is an event that the mailbox reports by itself, some time after the
// previous one.
type step struct {
	event  EventType
	detail detail
	after  time.Duration
}

// slowDelay is how long a mail takes to an address that begins with "slow".
const slowDelay = 5 * time.Second

// outcome returns what becomes of a mail, by how its address begins.
func outcome(to string) []step {
	local := strings.ToLower(to)
	switch {
	case strings.HasPrefix(local, "bounce"):
		return []step{{event: Send}, {event: Bounce, detail: hardBounce}}
	case strings.HasPrefix(local, "suppressed"):
		return []step{{event: Send}, {event: Bounce, detail: suppressed}}
	case strings.HasPrefix(local, "complain"):
		return []step{{event: Send}, {event: Delivery}, {event: Complaint, detail: abuse}}
	case strings.HasPrefix(local, "slow"):
		return []step{{event: Send}, {event: Delivery, after: slowDelay}}
	default:
		return []step{{event: Send}, {event: Delivery}}
	}
}

// newEvent returns what SES would publish about the mail at now.
func newEvent(m *Mail, kind EventType, d detail, now time.Time) (Event, error) {
	to := strings.Split(m.To, ", ")
	e := Event{EventType: kind, Mail: eventMail{
		Timestamp: m.At, Source: m.From, MessageID: m.ID, Destination: to, Tags: map[string][]string{},
	}}
	for name, value := range m.Tags {
		e.Mail.Tags[name] = []string{value}
	}
	switch kind {
	case Send:
		e.Send = &struct{}{}
	case Delivery:
		e.Delivery = &deliveryEvent{Timestamp: now, ProcessingTimeMillis: 12, Recipients: to,
			SMTPResponse: "250 2.6.0 Message received", ReportingMTA: "mta.example.com"}
	case Bounce:
		if d.BounceType == "" {
			d = hardBounce
		}
		e.Bounce = &bounceEvent{BounceType: d.BounceType, BounceSubType: d.BounceSubType, Timestamp: now,
			FeedbackID: "feedback-" + m.ID, ReportingMTA: "dns; mta.example.com"}
		for _, address := range to {
			e.Bounce.BouncedRecipients = append(e.Bounce.BouncedRecipients,
				recipient{EmailAddress: address, Action: "failed", Status: "5.1.1", DiagnosticCode: d.DiagnosticCode})
		}
	case Complaint:
		if d.Feedback == "" {
			d = abuse
		}
		e.Complaint = &complainEvent{Timestamp: now, FeedbackID: "feedback-" + m.ID, ComplaintFeedbackType: d.Feedback, ArrivalDate: now}
		for _, address := range to {
			e.Complaint.ComplainedRecipients = append(e.Complaint.ComplainedRecipients, recipient{EmailAddress: address})
		}
	case Reject:
		if d.Reason == "" {
			d.Reason = "Bad content"
		}
		e.Reject = &rejectEvent{Reason: d.Reason}
	default:
		return Event{}, fmt.Errorf("%q is not an event: send, delivery, bounce, complaint or reject", kind)
	}
	return e, nil
}
