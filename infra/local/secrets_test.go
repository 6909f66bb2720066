package main

import (
	"net/http/httptest"
	"testing"

	"github.com/communitrak/onboarding/internal/app"
)

// TestSecrets reads the keys as the functions do.
func TestSecrets(t *testing.T) {
	t.Parallel()
	const k1, index = "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=", "MTAyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE="
	server := httptest.NewServer(secrets(map[string]string{"code": `{"current":"k1","k1":"` + k1 + `"}`, "index": index}))
	t.Cleanup(server.Close)
	environment := map[string]string{
		"AWS_REGION": "us-east-1", "AWS_ACCESS_KEY_ID": "local", "AWS_SECRET_ACCESS_KEY": "local",
		"AWS_ENDPOINT_URL_SECRETS_MANAGER": server.URL, "CODE_KEY_ARN": "code", "INDEX_KEY_ARN": "index",
	}
	keys := func(s *app.Settings) *app.Keys { return app.NewKeys(s, app.NewAWS(s)) }
	settings := app.NewSettings(func(name string) (string, bool) { value, ok := environment[name]; return value, ok })
	id, key, err := keys(settings).CurrentCode(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if got, want := id+" "+string(key), "k1 01234567890123456789012345678901"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	environment["CODE_KEY_ARN"] = "another"
	if _, _, err := keys(settings).CurrentCode(t.Context()); err == nil {
		t.Error("a secret that is not there was found")
	}
}
