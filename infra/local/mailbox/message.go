package mailbox

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net/mail"
	"net/textproto"
	"strings"
	"time"
)

// Mail is a mail that the mailbox has accepted.
type Mail struct {
	ID      string            `json:"id"` // the message ID that SES assigns
	From    string            `json:"from"`
	To      string            `json:"to"`
	ReplyTo string            `json:"replyTo,omitempty"`
	Subject string            `json:"subject"`
	Text    string            `json:"text"`
	HTML    string            `json:"html"`
	At      time.Time         `json:"at"`
	Tags    map[string]string `json:"tags"`

	reported map[EventType]bool
}

// The headers in which a message carries tags and names its configuration set.
const (
	tagsHeader             = "X-SES-MESSAGE-TAGS"
	configurationSetHeader = "X-SES-CONFIGURATION-SET"
	configurationSetTag    = "ses:configuration-set"
)

// parse parses a message as handed to SES.
func parse(raw []byte) (Mail, error) {
	message, err := mail.ReadMessage(bytes.NewReader(raw))
	if err != nil {
		return Mail{}, fmt.Errorf("not a message: %w", err)
	}
	subject, err := new(mime.WordDecoder).DecodeHeader(message.Header.Get("Subject"))
	if err != nil {
		return Mail{}, fmt.Errorf("subject: %w", err)
	}
	m := Mail{
		Subject: subject,
		From:    message.Header.Get("From"),
		ReplyTo: addresses(message.Header.Get("Reply-To")),
		To:      addresses(message.Header.Get("To")),
		Tags:    tags(message.Header.Get(tagsHeader)),
	}
	if set := message.Header.Get(configurationSetHeader); set != "" {
		m.Tags[configurationSetTag] = set
	}
	if err := m.readPart(textproto.MIMEHeader(message.Header), message.Body); err != nil {
		return Mail{}, err
	}
	return m, nil
}

// readPart takes the first text and the first HTML of a part and the parts in
// it.
func (m *Mail) readPart(header textproto.MIMEHeader, body io.Reader) error {
	kind, parameters, err := mime.ParseMediaType(header.Get("Content-Type"))
	if err != nil {
		kind = "text/plain"
	}
	if strings.HasPrefix(kind, "multipart/") {
		parts := multipart.NewReader(body, parameters["boundary"])
		for {
			part, err := parts.NextRawPart()
			if err == io.EOF {
				return nil
			}
			if err != nil {
				return fmt.Errorf("parts: %w", err)
			}
			if err := m.readPart(part.Header, part); err != nil {
				return err
			}
		}
	}
	switch strings.ToLower(header.Get("Content-Transfer-Encoding")) {
	case "quoted-printable":
		body = quotedprintable.NewReader(body)
	case "base64":
		body = base64.NewDecoder(base64.StdEncoding, body)
	}
	content, err := io.ReadAll(body)
	if err != nil {
		return fmt.Errorf("%s: %w", kind, err)
	}
	switch {
	case kind == "text/plain" && m.Text == "":
		m.Text = strings.ReplaceAll(string(content), "\r\n", "\n")
	case kind == "text/html" && m.HTML == "":
		m.HTML = string(content)
	}
	return nil
}

// addresses returns the bare addresses of a header, or the header if it has
// none.
func addresses(header string) string {
	list, err := mail.ParseAddressList(header)
	if err != nil {
		return header
	}
	bare := make([]string, 0, len(list))
	for _, address := range list {
		bare = append(bare, address.Address)
	}
	return strings.Join(bare, ", ")
}

// tags parses "name=value, name=value".
func tags(header string) map[string]string {
	found := map[string]string{}
	for pair := range strings.SplitSeq(header, ",") {
		if name, value, ok := strings.Cut(strings.TrimSpace(pair), "="); ok {
			found[name] = value
		}
	}
	return found
}
