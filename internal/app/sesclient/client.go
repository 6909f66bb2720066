// Package sesclient makes clients for SES.
package sesclient

import (
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/ses"

	"github.com/communitrak/onboarding/internal/app"
)

const timeout = 10 * time.Second

// New returns a client that makes a single attempt: repeating SendRawEmail would
// send a second mail. The sender decides what an error means for a mail and when
// to retry.
func New(a app.AWS, options ...func(*ses.Options)) *ses.Client {
	return ses.New(ses.Options{
		Region:       a.Region,
		Credentials:  a.Credentials,
		BaseEndpoint: a.Endpoint(app.SES),
		HTTPClient:   app.HTTPClient(timeout),
		Retryer:      aws.NopRetryer{},
	}, options...)
}
