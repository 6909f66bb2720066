// Package s3client makes clients for S3.
package s3client

import (
	"net/http"
	"time"

	awshttp "github.com/aws/aws-sdk-go-v2/aws/transport/http"
	"github.com/aws/aws-sdk-go-v2/service/s3"

	"github.com/communitrak/onboarding/internal/app"
)

// timeout is the wait for the response headers; transferring a roster of 10 MB
// may take longer.
const timeout = 5 * time.Second

// New returns a client with three attempts. With an overridden endpoint, it
// uses path-style addressing.
func New(a app.AWS, options ...func(*s3.Options)) *s3.Client {
	endpoint := a.Endpoint(app.S3)
	return s3.New(s3.Options{
		Region:       a.Region,
		Credentials:  a.Credentials,
		BaseEndpoint: endpoint,
		UsePathStyle: endpoint != nil,
		HTTPClient: awshttp.NewBuildableClient().WithTransportOptions(func(t *http.Transport) {
			t.ResponseHeaderTimeout = timeout
		}),
		Retryer: app.Retryer(app.MaxAttempts),
	}, options...)
}
