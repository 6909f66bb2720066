package message_test

import (
	"bytes"
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	netmail "net/mail"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/communitrak/onboarding/internal/mail/message"
)

func envelope() message.Envelope {
	return message.Envelope{
		From:      "noreply@mail.example.com",
		FromName:  "Maple Grove",
		To:        "jane@example.org",
		ReplyTo:   "board@maple.example.com",
		MessageID: "m_1.1@mail.example.com",
		Date:      time.Date(2026, time.March, 1, 12, 0, 0, 0, time.UTC),
		Headers:   map[string]string{"X-SES-MESSAGE-TAGS": "mail=m_1-1, kind=invitation"},
	}
}

func TestRaw(t *testing.T) {
	t.Parallel()
	for _, fromName := range []string{"Maple Grove", `"Quoted", Inc. <x@example.net>`, "שלום גרוב", "", strings.Repeat("長い名前", 40)} {
		t.Run(fromName, func(t *testing.T) {
			t.Parallel()
			inv := invitation()
			inv.Community = "Cañada del Río 界"
			content, err := inv.Render()
			if err != nil {
				t.Fatal(err)
			}
			e := envelope()
			e.FromName = fromName
			raw, err := content.Raw(e)
			if err != nil {
				t.Fatal(err)
			}
			checkWire(t, raw)
			header, parts := reparse(t, raw)

			want := map[string][]*netmail.Address{
				"From":     {{Name: fromName, Address: e.From}},
				"To":       {{Address: e.To}},
				"Reply-To": {{Address: e.ReplyTo}},
			}
			for field, want := range want {
				got, err := header.AddressList(field)
				if err != nil {
					t.Fatalf("%s: %v", field, err)
				}
				if diff := cmp.Diff(want, got); diff != "" {
					t.Errorf("%s (-want +got):\n%s", field, diff)
				}
			}
			for _, field := range []string{"Cc", "Bcc", "List-Unsubscribe", "X-Mailer", "User-Agent"} {
				if got := header[field]; got != nil {
					t.Errorf("%s: got %q, want none", field, got)
				}
			}
			subject, err := new(mime.WordDecoder).DecodeHeader(header.Get("Subject"))
			if err != nil || subject != content.Subject {
				t.Errorf("subject: got %q, %v, want %q", subject, err, content.Subject)
			}
			for field, want := range map[string]string{
				"Auto-Submitted": "auto-generated", "Message-Id": "<m_1.1@mail.example.com>", "X-Ses-Message-Tags": "mail=m_1-1, kind=invitation",
			} {
				if got := header.Get(field); got != want {
					t.Errorf("%s: got %q, want %q", field, got, want)
				}
			}
			wantParts := map[string]string{"text/plain": content.Text, "text/html": content.HTML}
			if diff := cmp.Diff(wantParts, parts); diff != "" {
				t.Errorf("parts (-want +got):\n%s", diff)
			}
		})
	}
}

// checkWire checks the limits of RFC 5322 §2.1.1 and §2.3.
func checkWire(t *testing.T, raw []byte) {
	t.Helper()
	for i, line := range bytes.Split(raw, []byte("\r\n")) {
		if len(line) > 998 {
			t.Errorf("line %d has %d bytes, want at most 998", i+1, len(line))
		}
		if bytes.ContainsAny(line, "\r\n") {
			t.Errorf("line %d holds a bare CR or LF", i+1)
		}
		if bytes.ContainsFunc(line, func(r rune) bool { return r > 0x7e }) {
			t.Errorf("line %d is not ASCII", i+1)
		}
	}
}

func reparse(t *testing.T, raw []byte) (netmail.Header, map[string]string) {
	t.Helper()
	msg, err := netmail.ReadMessage(bytes.NewReader(raw))
	if err != nil {
		t.Fatal(err)
	}
	kind, params, err := mime.ParseMediaType(msg.Header.Get("Content-Type"))
	if err != nil || kind != "multipart/alternative" {
		t.Fatalf("content type: got %q, %v, want multipart/alternative", kind, err)
	}
	parts := make(map[string]string)
	reader := multipart.NewReader(msg.Body, params["boundary"])
	for {
		part, err := reader.NextRawPart()
		if errors.Is(err, io.EOF) {
			return msg.Header, parts
		}
		if err != nil {
			t.Fatal(err)
		}
		kind, _, err := mime.ParseMediaType(part.Header.Get("Content-Type"))
		if err != nil {
			t.Fatal(err)
		}
		body, err := io.ReadAll(quotedprintable.NewReader(part))
		if err != nil {
			t.Fatal(err)
		}
		parts[kind] = strings.ReplaceAll(string(body), "\r\n", "\n")
	}
}

func TestRaw_Refuses(t *testing.T) {
	t.Parallel()
	content := message.Message{Subject: "Hello", Text: "text", HTML: "<p>text</p>"}
	tests := []struct {
		name   string
		change func(*message.Envelope, *message.Message)
		want   error
	}{
		{"CRLF in To", func(e *message.Envelope, _ *message.Message) { e.To += "\r\nBcc: x@example.net" }, message.ErrAddress},
		{"two recipients", func(e *message.Envelope, _ *message.Message) { e.To += ", x@example.net" }, message.ErrAddress},
		{"named recipient", func(e *message.Envelope, _ *message.Message) { e.To = "Jane <jane@example.org>" }, message.ErrAddress},
		{"group", func(e *message.Envelope, _ *message.Message) { e.To = "all: jane@example.org;" }, message.ErrAddress},
		{"comment", func(e *message.Envelope, _ *message.Message) { e.To = "jane@example.org (x)" }, message.ErrAddress},
		{"blank in a quoted local part", func(e *message.Envelope, _ *message.Message) { e.To = `"a b"@example.org` }, message.ErrAddress},
		{"not ASCII", func(e *message.Envelope, _ *message.Message) { e.To = "jürgen@example.org" }, message.ErrAddress},
		{"no recipient", func(e *message.Envelope, _ *message.Message) { e.To = "" }, message.ErrAddress},
		{"no sender", func(e *message.Envelope, _ *message.Message) { e.From = "" }, message.ErrAddress},
		{"CRLF in From", func(e *message.Envelope, _ *message.Message) { e.From += "\r\nX: y" }, message.ErrAddress},
		{"CRLF in Reply-To", func(e *message.Envelope, _ *message.Message) { e.ReplyTo += "\r\nX: y" }, message.ErrAddress},
		{"CRLF in name", func(e *message.Envelope, _ *message.Message) { e.FromName = "a\r\nBcc: x@example.net" }, message.ErrHeader},
		{"LF in name", func(e *message.Envelope, _ *message.Message) { e.FromName = "a\nb" }, message.ErrHeader},
		{"NUL in name", func(e *message.Envelope, _ *message.Message) { e.FromName = "a\x00b" }, message.ErrHeader},
		{"CRLF in subject", func(_ *message.Envelope, m *message.Message) { m.Subject = "a\r\nBcc: x@example.net" }, message.ErrHeader},
		{"CRLF in message id", func(e *message.Envelope, _ *message.Message) { e.MessageID = "a@b\r\nX: y" }, message.ErrHeader},
		{"bracket in message id", func(e *message.Envelope, _ *message.Message) { e.MessageID = "a@b> <c@d" }, message.ErrHeader},
		{"CRLF in header", func(e *message.Envelope, _ *message.Message) { e.Headers["X-A"] = "a\r\nBcc: x@example.net" }, message.ErrHeader},
		{"CRLF in header name", func(e *message.Envelope, _ *message.Message) { e.Headers["X-A: b\r\nX-B"] = "a" }, message.ErrHeader},
		{"owned header", func(e *message.Envelope, _ *message.Message) { e.Headers["bcc"] = "x@example.net" }, message.ErrHeader},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			e, m := envelope(), content
			tt.change(&e, &m)
			raw, err := m.Raw(e)
			if !errors.Is(err, tt.want) || raw != nil {
				t.Errorf("got %q, %v, want %v", raw, err, tt.want)
			}
		})
	}
}

func FuzzRaw(f *testing.F) {
	f.Add("jane@example.org", "Maple Grove", "Your invitation", "text")
	f.Add("\"a\r\n\"@example.org", "=?utf-8?q?x?=", "\u2028", "\r\n.\r\n--x")
	f.Fuzz(func(t *testing.T, to, fromName, subject, text string) {
		e := envelope()
		e.To, e.FromName = to, fromName
		raw, err := message.Message{Subject: subject, Text: text, HTML: text}.Raw(e)
		if err != nil {
			return
		}
		header, _ := reparse(t, raw)
		got, err := header.AddressList("To")
		if err != nil || len(got) != 1 || got[0].Address != to {
			t.Errorf("To: got %v, %v, want %q alone", got, err, to)
		}
		for _, field := range []string{"Cc", "Bcc"} {
			if header[field] != nil {
				t.Errorf("%s appeared: %q", field, header[field])
			}
		}
	})
}
