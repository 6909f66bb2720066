package app

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
)

// TestAWS_attempts pins the number of attempts of each client: a new version of
// the SDK must not change it unnoticed.
func TestAWS_attempts(t *testing.T) {
	t.Parallel()
	var calls atomic.Int32
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		calls.Add(1)
		w.WriteHeader(http.StatusInternalServerError)
	}))
	t.Cleanup(server.Close)
	s := settings(map[string]string{
		"AWS_REGION": "us-east-1", "AWS_ACCESS_KEY_ID": "a", "AWS_SECRET_ACCESS_KEY": "b",
		dynamoDBEndpoint: server.URL, s3Endpoint: server.URL, sesEndpoint: server.URL,
	})
	cloud := NewAWS(s)
	if err := s.Err(); err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		client string
		call   func() error
		want   int32
	}{
		{"DynamoDB", func() error {
			_, err := cloud.DynamoDB().DescribeTable(t.Context(), &dynamodb.DescribeTableInput{TableName: aws.String("members")})
			return err
		}, 3},
		{"S3", func() error {
			_, err := cloud.S3().HeadObject(t.Context(), &s3.HeadObjectInput{Bucket: aws.String("rosters"), Key: aws.String("a")})
			return err
		}, 3},
		{"SES", func() error {
			_, err := cloud.SES().SendRawEmail(t.Context(), &ses.SendRawEmailInput{RawMessage: &sestypes.RawMessage{Data: []byte("x")}})
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

// TestNewAWS_everyEndpoint checks that one setting redirects all clients, and
// that one of a client's own goes first.
func TestNewAWS_everyEndpoint(t *testing.T) {
	t.Parallel()
	cloud := NewAWS(settings(map[string]string{everyEndpoint: "http://everywhere", s3Endpoint: "http://bucket"}))
	for name, got := range map[string]*string{
		"DynamoDB":        cloud.DynamoDB().Options().BaseEndpoint,
		"SES":             cloud.SES().Options().BaseEndpoint,
		"Secrets Manager": cloud.secretsManager().Options().BaseEndpoint,
	} {
		if got == nil || *got != "http://everywhere" {
			t.Errorf("%s: got %v, want http://everywhere", name, got)
		}
	}
	if got := cloud.S3().Options().BaseEndpoint; got == nil || *got != "http://bucket" {
		t.Errorf("S3: got %v, want http://bucket", got)
	}
	if got := NewAWS(settings(map[string]string{everyEndpoint: ""})).DynamoDB().Options().BaseEndpoint; got != nil {
		t.Errorf("empty: got %s, want AWS itself", *got)
	}
}

func TestNewAWS_missing(t *testing.T) {
	t.Parallel()
	s := settings(nil)
	NewAWS(s)
	want := "settings missing: AWS_REGION, AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY"
	if err := s.Err(); err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
}
