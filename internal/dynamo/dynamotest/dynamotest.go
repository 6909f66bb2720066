// Package dynamotest gives tests a clean table of the deployed schema in a real
// engine.
package dynamotest

import (
	"context"
	"crypto/rand"
	"fmt"
	"net/http"
	"os"
	"sync"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/aws/ratelimit"
	"github.com/aws/aws-sdk-go-v2/aws/retry"
	awshttp "github.com/aws/aws-sdk-go-v2/aws/transport/http"
	"github.com/aws/aws-sdk-go-v2/credentials"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/smithy-go/logging"

	"github.com/communitrak/onboarding/internal/dynamo/engine"
	"github.com/communitrak/onboarding/internal/stack"
)

// machine is what the tables of one test process share.
type machine struct {
	endpoint string
	template *stack.Template
	http     aws.HTTPClient
}

// start finds the engine of DYNAMODB_ENDPOINT, or starts DynamoDB Local in
// memory, which ends with this process.
var start = sync.OnceValues(func() (machine, error) {
	root, err := stack.Root()
	if err != nil {
		return machine{}, err
	}
	template, err := stack.Load(root)
	if err != nil {
		return machine{}, err
	}
	m := machine{
		endpoint: engine.GivenEndpoint(),
		template: template,
		http: awshttp.NewBuildableClient().WithTransportOptions(func(t *http.Transport) {
			t.MaxIdleConns, t.MaxIdleConnsPerHost = 512, 512
		}),
	}
	if m.endpoint != "" {
		return m, nil
	}
	e, err := engine.Start(context.Background(), engine.Options{Root: root, Progress: os.Stderr})
	if err != nil {
		return machine{}, err
	}
	m.endpoint = e.Endpoint()
	return m, nil
})

// New makes a table of its own for the test, with the schema of template.yaml,
// and a client for it; the table is deleted when the test ends. Further options
// reach the client, the faults of package faults among them. The test fails
// when no engine can be had: a test that needs the table does not pass without.
func New(t testing.TB, options ...func(*dynamodb.Options)) (client *dynamodb.Client, table string) {
	t.Helper()
	m, err := start()
	if err != nil {
		t.Fatalf("an engine for the test's table: %v", err)
	}
	table = fmt.Sprintf("test-%s", rand.Text())
	create, err := m.template.CreateTable(table)
	if err != nil {
		t.Fatal(err)
	}
	plain := m.client()
	if _, err := plain.CreateTable(t.Context(), create); err != nil {
		t.Fatalf("create the test's table: %v", err)
	}
	t.Cleanup(func() {
		ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
		defer cancel()
		if _, err := plain.DeleteTable(ctx, &dynamodb.DeleteTableInput{TableName: &table}); err != nil {
			t.Errorf("delete the test's table: %v", err)
		}
	})
	if file := os.Getenv(CallsVariable); file != "" {
		options = append(options, func(o *dynamodb.Options) { o.HTTPClient = recorder{o.HTTPClient, file} })
	}
	return m.client(options...), table
}

// Endpoint is where the engine of New listens, for tests that run a program of
// its own against it.
func Endpoint(t testing.TB) string {
	t.Helper()
	m, err := start()
	if err != nil {
		t.Fatalf("an engine for the test: %v", err)
	}
	return m.endpoint
}

func (m machine) client(options ...func(*dynamodb.Options)) *dynamodb.Client {
	return dynamodb.New(dynamodb.Options{
		Region:       "us-east-1",
		BaseEndpoint: aws.String(m.endpoint),
		Credentials:  credentials.NewStaticCredentialsProvider("local", "local", ""),
		HTTPClient:   m.http,
		Retryer:      retry.NewStandard(atOnce),
		Logger:       logging.Nop{},
		// DynamoDB Local answers errors with a wrong checksum.
		DisableValidateResponseChecksum: true,
	}, options...)
}

// atOnce makes the three attempts of the deployed functions without their
// pauses, however many faults a test injects.
func atOnce(o *retry.StandardOptions) {
	o.MaxAttempts = 3
	o.Backoff = retry.BackoffDelayerFunc(func(int, error) (time.Duration, error) { return 0, nil })
	o.RateLimiter = ratelimit.None
}
