package canary_test

import (
	"fmt"
	"io"
	"slices"
	"testing"

	"github.com/communitrak/onboarding/internal/canary"
)

const password = "nine brown herons wade"

// TestFind checks that the canaries sing, and that nothing else does.
func TestFind(t *testing.T) {
	t.Parallel()
	for _, told := range []string{
		`{"email":"rosa@example.org"}`, `to owen-1.delgado+x@example.com failed`, `/?q=rosa%40example.org`, `admin@maple-grove.example`,
		`(480) 555-0142`, `480-555-0142`, `+14805550142`, `7K2M-0000-ABCD-WXYZ`, `#email=x&code=7K2M`, `Authorization: Bearer abcdefghijklmnopqrstuvwxyz`,
		`{"token":"x"}`, `password ` + password,
	} {
		if canary.Find(told, password) == "" {
			t.Errorf("%q is not recognized", told)
		}
	}
	for _, discreet := range []string{
		`{"time":"2026-03-02T12:00:00Z","level":"INFO","msg":"activated","community":"maple-grove","member":"k2v9xw3dtn5mra8qe1hz7bcy4s"}`,
		`mail to support@communitrak.example failed`, `arn:aws:lambda:us-east-1:123456789012:function:x`, `{"Namespace":"communitrak","Dimensions":[[]]}`, `2026-11-28-0000`,
	} {
		if found := canary.Find(discreet, password); found != "" {
			t.Errorf("%q is taken for a secret in %q", found, discreet)
		}
	}
}

// TestLog checks that a secret is found in whatever pieces its line arrives, and
// also in a last line that has no end.
func TestLog(t *testing.T) {
	t.Parallel()
	log := &canary.Log{Passwords: []string{password}}
	for _, part := range []string{"asked support@example.com\ninvited ro", "sa@example.org\n", "invited k2v9xw3dtn5mra8qe1hz7bcy4s\n\nsaid " + password} {
		if _, err := io.WriteString(log, part); err != nil {
			t.Fatal(err)
		}
	}
	lines, told := log.Found()
	want := []string{fmt.Sprintf("%q: %s", "rosa@example.org", "invited rosa@example.org"), fmt.Sprintf("%q: %s", password, "said "+password)}
	if lines != 5 || !slices.Equal(told, want) {
		t.Errorf("got %d lines, %q, want 5, %q", lines, told, want)
	}
}
