// Package dynamodbclient makes clients for DynamoDB.
package dynamodbclient

import (
	"time"

	"github.com/aws/aws-sdk-go-v2/service/dynamodb"

	"github.com/communitrak/onboarding/internal/app"
)

const (
	timeout = 2 * time.Second
	// A slow engine on this machine is busy, not lost.
	localTimeout = 15 * time.Second
)

// New returns a client with three attempts of two seconds each. With an
// overridden endpoint, which is an engine on this machine, attempts may take
// longer.
func New(a app.AWS, options ...func(*dynamodb.Options)) *dynamodb.Client {
	endpoint, attempt := a.Endpoint(app.DynamoDB), timeout
	if endpoint != nil {
		attempt = localTimeout
	}
	return dynamodb.New(dynamodb.Options{
		Region:       a.Region,
		Credentials:  a.Credentials,
		BaseEndpoint: endpoint,
		HTTPClient:   app.HTTPClient(attempt),
		Retryer:      app.Retryer(app.MaxAttempts),
		// DynamoDB Local sends error responses with a wrong checksum.
		DisableValidateResponseChecksum: endpoint != nil,
	}, options...)
}
