package app

import "testing"

// TestNewAWS_everyEndpoint checks that one setting redirects all clients, and
// that one of a client's own goes first.
func TestNewAWS_everyEndpoint(t *testing.T) {
	t.Parallel()
	cloud := NewAWS(settings(map[string]string{"AWS_ENDPOINT_URL": "http://everywhere", "AWS_ENDPOINT_URL_S3": "http://bucket"}))
	for service, want := range map[Service]string{
		DynamoDB: "http://everywhere", SES: "http://everywhere", SecretsManager: "http://everywhere", S3: "http://bucket",
	} {
		if got := cloud.Endpoint(service); got == nil || *got != want {
			t.Errorf("%s: got %v, want %s", service, got, want)
		}
	}
	if got := cloud.secretsManager().Options().BaseEndpoint; got == nil || *got != "http://everywhere" {
		t.Errorf("the client for secrets: got %v, want http://everywhere", got)
	}
	if got := NewAWS(settings(map[string]string{"AWS_ENDPOINT_URL": ""})).Endpoint(DynamoDB); got != nil {
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
