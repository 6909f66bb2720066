package mailbox

import (
	"encoding/base64"
	"encoding/xml"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"
)

// maxMail is how big a request may be: SES v1 takes messages of 10 MB, which
// grow by a third in base64 and more in a form.
const maxMail = 16 << 20

// SES serves the SES v1 query protocol: SendRawEmail, GetSendQuota and
// GetAccountSendingEnabled, with any credentials.
func (b *Mailbox) SES() http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		r.Body = http.MaxBytesReader(w, r.Body, maxMail)
		if err := r.ParseForm(); err != nil {
			sesError(w, http.StatusBadRequest, "MalformedQueryString", err.Error())
			return
		}
		switch action := r.PostForm.Get("Action"); action {
		case "SendRawEmail":
			b.sendRawEmail(w, r.PostForm)
		case "GetSendQuota":
			sesAnswer(w, action, fmt.Sprintf("<Max24HourSend>%d</Max24HourSend><MaxSendRate>%d</MaxSendRate><SentLast24Hours>%d</SentLast24Hours>",
				dailyQuota, b.options.Rate, b.sentSince(b.options.Now().Add(-24*time.Hour))))
		case "GetAccountSendingEnabled":
			sesAnswer(w, action, "<Enabled>true</Enabled>")
		default:
			sesError(w, http.StatusBadRequest, "InvalidAction", "The local SES does not know "+action+".")
		}
	})
}

// dailyQuota is that of an account long out of the sandbox.
const dailyQuota = 1_000_000

func (b *Mailbox) sendRawEmail(w http.ResponseWriter, form url.Values) {
	raw, err := base64.StdEncoding.DecodeString(form.Get("RawMessage.Data"))
	if err != nil {
		sesError(w, http.StatusBadRequest, "InvalidParameterValue", "RawMessage.Data is not base64.")
		return
	}
	m, err := parse(raw)
	if err != nil {
		sesError(w, http.StatusBadRequest, "InvalidParameterValue", err.Error())
		return
	}
	if to := list(form, "Destinations.member.%d"); len(to) > 0 {
		m.To = strings.Join(to, ", ")
	}
	if m.To == "" {
		sesError(w, http.StatusBadRequest, "InvalidParameterValue", "Missing final '@domain'")
		return
	}
	names := list(form, "Tags.member.%d.Name")
	for n, value := range list(form, "Tags.member.%d.Value") {
		if n < len(names) {
			m.Tags[names[n]] = value
		}
	}
	if set := form.Get("ConfigurationSetName"); set != "" {
		m.Tags[configurationSetTag] = set
	}
	id, err := b.accept(m)
	if errors.Is(err, errThrottled) {
		sesError(w, http.StatusBadRequest, "Throttling", "Maximum sending rate exceeded.")
		return
	}
	if err != nil {
		sesError(w, http.StatusInternalServerError, "InternalFailure", err.Error())
		return
	}
	sesAnswer(w, "SendRawEmail", "<MessageId>"+id+"</MessageId>")
}

func (b *Mailbox) sentSince(from time.Time) int {
	n := 0
	for _, m := range b.Mails() {
		if m.At.After(from) {
			n++
		}
	}
	return n
}

// list reads the members of a list, numbered from 1.
func list(form url.Values, name string) []string {
	var values []string
	for n := 1; form.Has(fmt.Sprintf(name, n)); n++ {
		values = append(values, form.Get(fmt.Sprintf(name, n)))
	}
	return values
}

const sesNamespace = "http://ses.amazonaws.com/doc/2010-12-01/"

func sesAnswer(w http.ResponseWriter, action, result string) {
	w.Header().Set("Content-Type", "text/xml")
	fmt.Fprintf(w, `<%[1]sResponse xmlns="%[2]s"><%[1]sResult>%[3]s</%[1]sResult><ResponseMetadata><RequestId>local</RequestId></ResponseMetadata></%[1]sResponse>`,
		action, sesNamespace, result)
}

func sesError(w http.ResponseWriter, status int, code, message string) {
	w.Header().Set("Content-Type", "text/xml")
	w.WriteHeader(status)
	fmt.Fprintf(w, `<ErrorResponse xmlns="%s"><Error><Type>Sender</Type><Code>%s</Code><Message>`, sesNamespace, code)
	// A client that has gone away does not need the answer.
	_ = xml.EscapeText(w, []byte(message))
	fmt.Fprint(w, `</Message></Error><RequestId>local</RequestId></ErrorResponse>`)
}
