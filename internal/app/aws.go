package app

import (
	"net/http"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/aws/retry"
	awshttp "github.com/aws/aws-sdk-go-v2/aws/transport/http"
	"github.com/aws/aws-sdk-go-v2/credentials"
	"github.com/aws/aws-sdk-go-v2/service/secretsmanager"
)

const (
	secretsTimeout = 2 * time.Second
	// MaxAttempts is how often a call is attempted that may be repeated.
	MaxAttempts = 3
	// maxBackoff keeps three attempts within the time a page will wait.
	maxBackoff = 500 * time.Millisecond
)

// AWS is what clients are made of, each in a package of its own below this one,
// so that a function links only those it uses. It is built directly from
// Lambda's environment: looking for profiles, roles, and instance metadata, as
// the SDK's default configuration does, adds several milliseconds to an init.
type AWS struct {
	Region      string
	Credentials aws.CredentialsProvider
	endpoints   map[Service]*string
}

// Service is an AWS service, as it is named in the settings that redirect
// calls away from AWS: those to all services, or to one.
type Service string

// The services that are called.
const (
	DynamoDB       Service = "DYNAMODB"
	S3             Service = "S3"
	SES            Service = "SES"
	SecretsManager Service = "SECRETS_MANAGER"
)

const everyEndpoint = "AWS_ENDPOINT_URL"

func (s Service) endpointSetting() string { return everyEndpoint + "_" + string(s) }

// NewAWS reads the region, credentials, and endpoint overrides.
func NewAWS(s *Settings) AWS {
	a := AWS{
		Region: s.Required("AWS_REGION"),
		Credentials: credentials.NewStaticCredentialsProvider(
			s.Required("AWS_ACCESS_KEY_ID"),
			s.Required("AWS_SECRET_ACCESS_KEY"),
			s.Optional("AWS_SESSION_TOKEN", ""),
		),
		endpoints: map[Service]*string{},
	}
	every := s.Optional(everyEndpoint, "")
	for _, service := range [...]Service{DynamoDB, S3, SES, SecretsManager} {
		if url := s.Optional(service.endpointSetting(), every); url != "" {
			a.endpoints[service] = &url
		}
	}
	return a
}

// Endpoint returns where calls to the service are redirected to, or nil for AWS
// itself.
func (a AWS) Endpoint(service Service) *string { return a.endpoints[service] }

func (a AWS) secretsManager() *secretsmanager.Client {
	return secretsmanager.New(secretsmanager.Options{
		Region:       a.Region,
		Credentials:  a.Credentials,
		BaseEndpoint: a.Endpoint(SecretsManager),
		HTTPClient:   HTTPClient(secretsTimeout),
		Retryer:      Retryer(MaxAttempts),
	})
}

// Retryer makes up to attempts attempts with growing, jittered pauses.
func Retryer(attempts int) aws.Retryer {
	return retry.NewStandard(func(o *retry.StandardOptions) {
		o.MaxAttempts = attempts
		o.MaxBackoff = maxBackoff
	})
}

// HTTPClient returns a client that gives each attempt this long.
func HTTPClient(attempt time.Duration) aws.HTTPClient {
	return awshttp.NewBuildableClient().WithTimeout(attempt).WithTransportOptions(func(t *http.Transport) {
		t.MaxIdleConnsPerHost = 64
	})
}
