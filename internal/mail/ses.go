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

// verdict sorts what a call to the mail service came to.
type verdict int

const (
	// accepted: the mail is on its way.
	accepted verdict = iota
	// refused: this mail will never be taken.
	refused
	// busy: it was certainly not taken; later it may be.
	busy
	// closed: nothing is taken at the moment, whichever mail it is.
	closed
	// unknown: it may or may not have been taken.
	unknown
)

// String is the verdict's name among the outcomes of mails.
func (v verdict) String() string {
	return [...]string{accepted: "sent", refused: "refused", busy: "busy", closed: "closed", unknown: "unknown"}[v]
}

// tagName is the tag by which events find the intent of a mail.
const tagName = "mail"

// SES sends through Amazon SES v1, whose events carry our tags. Its client must
// not retry by itself: one call is one mail at most.
type SES struct {
	client           *ses.Client
	configurationSet string
}

// NewSES returns a sender over client. configurationSet may be empty; then no
// events come back.
func NewSES(client *ses.Client, configurationSet string) *SES { return &SES{client, configurationSet} }

func (s *SES) send(ctx context.Context, intent, from, to string, raw []byte) (messageID string, v verdict, reason string) {
	input := &ses.SendRawEmailInput{
		RawMessage: &types.RawMessage{Data: raw}, Source: &from, Destinations: []string{to},
		Tags: []types.MessageTag{{Name: aws.String(tagName), Value: &intent}},
	}
	if s.configurationSet != "" {
		input.ConfigurationSetName = &s.configurationSet
	}
	out, err := s.client.SendRawEmail(ctx, input)
	if err != nil {
		v, reason = sort(err, from)
		return "", v, reason
	}
	return aws.ToString(out.MessageId), accepted, ""
}

// sort tells by an error whether the mail was taken. What may have been taken
// must not be sent again at once.
func sort(err error, from string) (verdict, string) {
	var api smithy.APIError
	if errors.As(err, &api) {
		return sortAPI(api, statusOf(err), from)
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

func sortAPI(api smithy.APIError, status int, from string) (verdict, string) {
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

// quota is what SES grants.
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
