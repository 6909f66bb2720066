package message

import (
	"bytes"
	"errors"
	"fmt"
	netmail "net/mail"
	"strings"
	"time"

	gomail "github.com/wneessen/go-mail"
)

var (
	// ErrAddress is returned by Raw for anything but exactly one ASCII address.
	ErrAddress = errors.New("not one plain email address")

	// ErrHeader is returned by Raw for a header that would not stay a single
	// header.
	ErrHeader = errors.New("not a header of one line")
)

// Envelope is what a message says outside its content. All addresses are bare
// (local@domain).
type Envelope struct {
	From      string
	FromName  string // shown beside From; may be empty; any script
	To        string
	ReplyTo   string    // may be empty
	MessageID string    // without angle brackets; may be empty (SES sets its own)
	Date      time.Time // zero means now (SES sets its own)

	// Headers are additional headers, such as X-SES-MESSAGE-TAGS. Those that
	// Raw writes itself cannot be set here.
	Headers map[string]string
}

// owned are the headers that only Raw writes. List-Unsubscribe is one of them
// because these emails respond to something a person did; there is no list.
var owned = map[string]bool{
	"from": true, "sender": true, "to": true, "cc": true, "bcc": true, "reply-to": true,
	"resent-from": true, "resent-to": true, "resent-cc": true, "resent-bcc": true, "return-path": true,
	"subject": true, "date": true, "message-id": true, "auto-submitted": true,
	"mime-version": true, "content-type": true, "content-transfer-encoding": true,
	"list-unsubscribe": true, "list-unsubscribe-post": true,
}

// Raw returns the message in RFC 5322 form: multipart/alternative,
// Auto-Submitted: auto-generated (RFC 3834), with names and subject as RFC 2047
// encoded words where needed. It has exactly one recipient.
//
// A line break or another control character in any field fails with ErrHeader
// or ErrAddress; Raw repairs nothing.
func (m Message) Raw(e Envelope) ([]byte, error) {
	if err := e.check(m.Subject); err != nil {
		return nil, fmt.Errorf("compose mail: %w", err)
	}
	msg := gomail.NewMsg(gomail.WithNoDefaultUserAgent())
	msg.FromMailAddress(&netmail.Address{Name: e.FromName, Address: e.From})
	msg.ToMailAddress(&netmail.Address{Address: e.To})
	if e.ReplyTo != "" {
		msg.ReplyToMailAddress(&netmail.Address{Address: e.ReplyTo})
	}
	msg.Subject(m.Subject)
	if !e.Date.IsZero() {
		msg.SetDateWithValue(e.Date)
	}
	if e.MessageID != "" {
		msg.SetMessageIDWithValue(e.MessageID)
	}
	msg.SetGenHeader("Auto-Submitted", "auto-generated")
	for header, value := range e.Headers {
		msg.SetGenHeader(gomail.Header(header), value)
	}
	msg.SetBodyString(gomail.TypeTextPlain, m.Text)
	msg.AddAlternativeString(gomail.TypeTextHTML, m.HTML)

	var raw bytes.Buffer
	if _, err := msg.WriteTo(&raw); err != nil {
		return nil, fmt.Errorf("compose mail: %w", err)
	}
	return raw.Bytes(), nil
}

func (e Envelope) check(subject string) error {
	for field, address := range map[string]string{"From": e.From, "To": e.To} {
		if !isAddress(address) {
			return fmt.Errorf("%s: %w", field, ErrAddress)
		}
	}
	if e.ReplyTo != "" && !isAddress(e.ReplyTo) {
		return fmt.Errorf("Reply-To: %w", ErrAddress)
	}
	for field, value := range map[string]string{"Subject": subject, "From": e.FromName, "Message-ID": e.MessageID} {
		if hasControl(value) {
			return fmt.Errorf("%s: %w", field, ErrHeader)
		}
	}
	if strings.ContainsAny(e.MessageID, "<> ") {
		return fmt.Errorf("Message-ID: %w", ErrHeader)
	}
	for header, value := range e.Headers {
		if !isHeaderName(header) || owned[strings.ToLower(header)] || hasControl(value) {
			return fmt.Errorf("%q: %w", header, ErrHeader)
		}
	}
	return nil
}

// isAddress accepts only the bare form, so that nothing in an address (a second
// one, a name, a comment) becomes another recipient.
func isAddress(s string) bool {
	parsed, err := netmail.ParseAddress(s)
	if err != nil || parsed.Address != s || len(s) > maxAddress {
		return false
	}
	return !strings.ContainsFunc(s, func(r rune) bool { return r <= ' ' || r > '~' })
}

// isHeaderName checks RFC 5322 §2.2: printable ASCII without colon.
func isHeaderName(s string) bool {
	return s != "" && !strings.ContainsFunc(s, func(r rune) bool { return r <= ' ' || r > '~' || r == ':' })
}

func hasControl(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return r < ' ' || (r >= 0x7f && r < 0xa0) || r == '\u2028' || r == '\u2029' })
}
