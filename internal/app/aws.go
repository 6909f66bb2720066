package app

import (
	"net/http"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/aws/retry"
	awshttp "github.com/aws/aws-sdk-go-v2/aws/transport/http"
	"github.com/aws/aws-sdk-go-v2/credentials"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/aws/aws-sdk-go-v2/service/secretsmanager"
	"github.com/aws/aws-sdk-go-v2/service/ses"
)

// Timeouts per attempt, and the number of attempts. The mail client makes one:
// repeating SendRawEmail would send a second mail.
const (
	tableTimeout = 2 * time.Second
	// A slow engine on this machine is busy, not lost.
	localTableTimeout = 15 * time.Second
	secretsTimeout    = 2 * time.Second
	mailTimeout       = 10 * time.Second
	// bucketTimeout is the wait for the response headers; transferring a roster
	// of 10 MB may take longer.
	bucketTimeout = 5 * time.Second
	maxAttempts   = 3
	// maxBackoff keeps three attempts within the time a page will wait.
	maxBackoff = 500 * time.Millisecond
)

// AWS creates clients. It is built directly from Lambda's environment: looking
// for profiles, roles, and instance metadata, as the SDK's default
// configuration does, adds several milliseconds to an init.
type AWS struct {
	region      string
	credentials aws.CredentialsProvider
	endpoints   map[string]*string
}

// Settings that redirect calls away from AWS: those of all services, or of one.
const (
	everyEndpoint          = "AWS_ENDPOINT_URL"
	dynamoDBEndpoint       = "AWS_ENDPOINT_URL_DYNAMODB"
	s3Endpoint             = "AWS_ENDPOINT_URL_S3"
	sesEndpoint            = "AWS_ENDPOINT_URL_SES"
	secretsManagerEndpoint = "AWS_ENDPOINT_URL_SECRETS_MANAGER" //nolint:gosec // a setting's name, not a secret
)

// NewAWS reads the region, credentials, and endpoint overrides.
func NewAWS(s *Settings) AWS {
	a := AWS{
		region: s.Required("AWS_REGION"),
		credentials: credentials.NewStaticCredentialsProvider(
			s.Required("AWS_ACCESS_KEY_ID"),
			s.Required("AWS_SECRET_ACCESS_KEY"),
			s.Optional("AWS_SESSION_TOKEN", ""),
		),
		endpoints: map[string]*string{},
	}
	every := s.Optional(everyEndpoint, "")
	for _, name := range [...]string{dynamoDBEndpoint, s3Endpoint, sesEndpoint, secretsManagerEndpoint} {
		if url := s.Optional(name, every); url != "" {
			a.endpoints[name] = &url
		}
	}
	return a
}

// DynamoDB returns a client with three attempts of two seconds each. With an
// overridden endpoint, which is an engine on this machine, attempts may take
// longer.
func (a AWS) DynamoDB(options ...func(*dynamodb.Options)) *dynamodb.Client {
	timeout := tableTimeout
	if a.endpoints[dynamoDBEndpoint] != nil {
		timeout = localTableTimeout
	}
	return dynamodb.New(dynamodb.Options{
		Region:       a.region,
		Credentials:  a.credentials,
		BaseEndpoint: a.endpoints[dynamoDBEndpoint],
		HTTPClient:   httpClient(timeout),
		Retryer:      Retryer(maxAttempts),
		// DynamoDB Local sends error responses with a wrong checksum.
		DisableValidateResponseChecksum: a.endpoints[dynamoDBEndpoint] != nil,
	}, options...)
}

// S3 returns a client with three attempts. With an overridden endpoint, it uses
// path-style addressing.
func (a AWS) S3(options ...func(*s3.Options)) *s3.Client {
	return s3.New(s3.Options{
		Region:       a.region,
		Credentials:  a.credentials,
		BaseEndpoint: a.endpoints[s3Endpoint],
		UsePathStyle: a.endpoints[s3Endpoint] != nil,
		HTTPClient: awshttp.NewBuildableClient().WithTransportOptions(func(t *http.Transport) {
			t.ResponseHeaderTimeout = bucketTimeout
		}),
		Retryer: Retryer(maxAttempts),
	}, options...)
}

// SES returns a client that makes a single attempt. The sender decides what an
// error means for a mail and when to retry.
func (a AWS) SES(options ...func(*ses.Options)) *ses.Client {
	return ses.New(ses.Options{
		Region:       a.region,
		Credentials:  a.credentials,
		BaseEndpoint: a.endpoints[sesEndpoint],
		HTTPClient:   httpClient(mailTimeout),
		Retryer:      aws.NopRetryer{},
	}, options...)
}

func (a AWS) secretsManager() *secretsmanager.Client {
	return secretsmanager.New(secretsmanager.Options{
		Region:       a.region,
		Credentials:  a.credentials,
		BaseEndpoint: a.endpoints[secretsManagerEndpoint],
		HTTPClient:   httpClient(secretsTimeout),
		Retryer:      Retryer(maxAttempts),
	})
}

// Retryer makes up to attempts attempts with growing, jittered pauses.
func Retryer(attempts int) aws.Retryer {
	return retry.NewStandard(func(o *retry.StandardOptions) {
		o.MaxAttempts = attempts
		o.MaxBackoff = maxBackoff
	})
}

func httpClient(attempt time.Duration) aws.HTTPClient {
	return awshttp.NewBuildableClient().WithTimeout(attempt).WithTransportOptions(func(t *http.Transport) {
		t.MaxIdleConnsPerHost = 64
	})
}
