package app_test

import (
	"net/http"
	"net/http/httptest"
	"sync/atomic"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/aws/aws-sdk-go-v2/service/ses"
	sestypes "github.com/aws/aws-sdk-go-v2/service/ses/types"

	"github.com/communitrak/onboarding/internal/app"
	"github.com/communitrak/onboarding/internal/app/dynamodbclient"
	"github.com/communitrak/onboarding/internal/app/s3client"
	"github.com/communitrak/onboarding/internal/app/sesclient"
)

// TestClients_attempts pins the number of attempts of each client: a new version of
// the SDK must not change it unnoticed.
func TestClients_attempts(t *testing.T) {
	t.Parallel()
	var calls atomic.Int32
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		calls.Add(1)
		w.WriteHeader(http.StatusInternalServerError)
	}))
	t.Cleanup(server.Close)
	variables := map[string]string{
		"AWS_REGION": "us-east-1", "AWS_ACCESS_KEY_ID": "a", "AWS_SECRET_ACCESS_KEY": "b",
		"AWS_ENDPOINT_URL_DYNAMODB": server.URL, "AWS_ENDPOINT_URL_S3": server.URL, "AWS_ENDPOINT_URL_SES": server.URL,
	}
	s := app.NewSettings(func(name string) (string, bool) {
		value, ok := variables[name]
		return value, ok
	})
	cloud := app.NewAWS(s)
	if err := s.Err(); err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		client string
		call   func() error
		want   int32
	}{
		{"DynamoDB", func() error {
			_, err := dynamodbclient.New(cloud).DescribeTable(t.Context(), &dynamodb.DescribeTableInput{TableName: aws.String("members")})
			return err
		}, 3},
		{"S3", func() error {
			_, err := s3client.New(cloud).HeadObject(t.Context(), &s3.HeadObjectInput{Bucket: aws.String("rosters"), Key: aws.String("a")})
			return err
		}, 3},
		{"SES", func() error {
			_, err := sesclient.New(cloud).SendRawEmail(t.Context(), &ses.SendRawEmailInput{RawMessage: &sestypes.RawMessage{Data: []byte("x")}})
			return err
		}, 1},
	} {
		calls.Store(0)
		if err := test.call(); err == nil {
			t.Errorf("%s: no error", test.client)
		}
		if got := calls.Load(); got != test.want {
			t.Errorf("%s: got %d calls, want %d", test.client, got, test.want)
		}
	}
}
