package mail

import (
	"context"
	"errors"
	"net"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/ses"
	"github.com/aws/aws-sdk-go-v2/service/ses/types"
	"github.com/aws/smithy-go"
	smithyhttp "github.com/aws/smithy-go/transport/http"
)

// sendResult classifies the result of a call to the mail service.
type sendResult int

const (
	// accepted means that the mail is on its way.
	accepted sendResult = iota
	// refused means that this mail will never be accepted.
	refused
	// busy means that it was certainly not accepted but may be later.
	busy
	// closed means that no mail is accepted at the moment.
	closed
	// unknown means that it may or may not have been accepted.
	unknown
)

// String returns the result's name in the mail outcome metric.
func (v sendResult) String() string {
	return [...]string{accepted: "sent", refused: "refused", busy: "busy", closed: "closed", unknown: "unknown"}[v]
}

// tagName is the message tag by which events find a mail's intent.
const tagName = "mail"

// SES sends through Amazon SES v1, whose events carry our tags. The client must
// not retry: one call sends at most one mail.
type SES struct {
	client           *ses.Client
	configurationSet string
}

// NewSES returns a sender that uses client. If configurationSet is empty, SES
// publishes no events.
func NewSES(client *ses.Client, configurationSet string) *SES { return &SES{client, configurationSet} }

func (s *SES) send(ctx context.Context, intent, from, to string, raw []byte) (messageID string, v sendResult, reason string) {
	input := &ses.SendRawEmailInput{
		RawMessage: &types.RawMessage{Data: raw}, Source: &from, Destinations: []string{to},
		Tags: []types.MessageTag{{Name: aws.String(tagName), Value: &intent}},
	}
	if s.configurationSet != "" {
		input.ConfigurationSetName = &s.configurationSet
	}
	out, err := s.client.SendRawEmail(ctx, input)
	if err != nil {
		v, reason = classify(err, from)
		return "", v, reason
	}
	return aws.ToString(out.MessageId), accepted, ""
}

// classify classifies an error by whether the mail was accepted. A mail that may
// have been accepted must not be sent again right away.
func classify(err error, from string) (sendResult, string) {
	var api smithy.APIError
	if errors.As(err, &api) {
		return classifyAPI(api, statusOf(err), from)
	}
	var dns *net.DNSError
	var op *net.OpError
	if errors.As(err, &dns) || errors.As(err, &op) && op.Op == "dial" {
		return busy, "the mail service could not be reached"
	}
	return unknown, "the mail service did not answer"
}

func statusOf(err error) int {
	var response *smithyhttp.ResponseError
	if errors.As(err, &response) {
		return response.HTTPStatusCode()
	}
	return 0
}

func classifyAPI(api smithy.APIError, status int, from string) (sendResult, string) {
	message := api.ErrorMessage()
	switch api.ErrorCode() {
	case "Throttling", "ThrottlingException", "TooManyRequestsException":
		if strings.Contains(strings.ToLower(message), "daily") {
			return closed, "the daily quota of mails is used up"
		}
		return busy, "the mail service is busy"
	case "MessageRejected":
		if strings.Contains(message, "not verified") && strings.Contains(message, from) {
			return closed, "the sending address is not verified"
		}
		if strings.Contains(message, "not verified") {
			return refused, "the mail service is in its sandbox and the address is not verified"
		}
		return refused, "the mail service refused the mail"
	case "AccountSendingPausedException", "ConfigurationSetSendingPausedException", "ConfigurationSetDoesNotExist",
		"ConfigurationSetDoesNotExistException", "MailFromDomainNotVerifiedException":
		return closed, "the mail service does not send for us at the moment"
	}
	switch {
	case status >= 500 || status == 0:
		return unknown, "the mail service failed"
	case status == 400 && api.ErrorCode() == "InvalidParameterValue":
		return refused, "the mail service cannot send to this address"
	default:
		return closed, "the mail service does not accept our calls (" + api.ErrorCode() + ")"
	}
}

// quota is the sending quota granted by SES.
type quota struct {
	perSecond float64
	perDay    float64
	sent      float64
}

func (s *SES) quota(ctx context.Context) (quota, error) {
	out, err := s.client.GetSendQuota(ctx, &ses.GetSendQuotaInput{})
	if err != nil {
		return quota{}, err
	}
	return quota{out.MaxSendRate, out.Max24HourSend, out.SentLast24Hours}, nil
}
