package main

import (
	"fmt"
	"log/slog"
	"regexp"
	"strings"
	"sync"
	"testing"

	"github.com/communitrak/onboarding/internal/app"
	"github.com/communitrak/onboarding/internal/onboarding/onboardingtest"
)

// canary matches what nothing that is emitted may hold: an email of a test, a
// phone, a code or a proof as people see it, what a link carries, a session's
// token, and the tests' password.
var canary = regexp.MustCompile(strings.Join([]string{
	`[\w.+-]+(?:@|%40)(?:[\w-]+\.)*example(?:\.(?:org|com|net))?\b`,
	`\(?\b480\)?[ -]?555-?\d{4}|\+?1480555\d{4}`,
	`\b[0-9A-HJKMNP-TV-Z]{4}(?:-[0-9A-HJKMNP-TV-Z]{4}){3}\b`,
	`\b(?:code|proof|token|password)=\S`,
	`(?i)bearer [\w-]{20}`,
	`"token":"`,
	regexp.QuoteMeta(string(onboardingtest.Password)),
}, "|"))

// staff are the stack's own addresses, which are no secret.
var staff = strings.NewReplacer("support@communitrak.example", "", "invitations@communitrak.example", "")

// canaryIn returns a secret that the text tells, or "".
func canaryIn(text string) string { return canary.FindString(staff.Replace(text)) }

// aviary is a log in which no canary may sing. It keeps the lines that have one.
type aviary struct {
	mu    sync.Mutex
	lines int
	sang  []string
}

// Write takes a line, as the logger writes it.
func (a *aviary) Write(line []byte) (int, error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.lines++
	if found := canaryIn(string(line)); found != "" && len(a.sang) < 10 {
		a.sang = append(a.sang, fmt.Sprintf("%q: %s", found, line))
	}
	return len(line), nil
}

// discreet is the deployed logger, with the figures that it emits. The test
// fails at its end for each line that told a secret.
func discreet(t *testing.T) *slog.Logger {
	a := &aviary{}
	t.Cleanup(func() {
		for _, line := range a.sang {
			t.Errorf("the log tells %s", line)
		}
		if !t.Failed() && a.lines > 0 {
			t.Logf("%d lines of log and figures tell no email, phone, code, proof, token, or password", a.lines)
		}
	})
	return app.NewLogger(a, "communitrak")
}

// TestCanaries checks that the canaries sing, and that nothing else does.
func TestCanaries(t *testing.T) {
	t.Parallel()
	for _, told := range []string{
		`{"email":"rosa@example.org"}`, `to owen-1.delgado+x@example.com failed`, `/?q=rosa%40example.org`, `admin@maple-grove.example`,
		`(480) 555-0142`, `480-555-0142`, `+14805550142`, `7K2M-0000-ABCD-WXYZ`, `#email=x&code=7K2M`, `Authorization: Bearer abcdefghijklmnopqrstuvwxyz`,
		`{"token":"x"}`, `password ` + string(onboardingtest.Password),
	} {
		if canaryIn(told) == "" {
			t.Errorf("%q is not recognized", told)
		}
	}
	for _, discreet := range []string{
		`{"time":"2026-03-02T12:00:00Z","level":"INFO","msg":"activated","community":"maple-grove","member":"k2v9xw3dtn5mra8qe1hz7bcy4s"}`,
		`mail to support@communitrak.example failed`, `arn:aws:lambda:us-east-1:123456789012:function:x`, `{"Namespace":"communitrak","Dimensions":[[]]}`, `2026-11-28-0000`,
	} {
		if found := canaryIn(discreet); found != "" {
			t.Errorf("%q is taken for a secret in %q", found, discreet)
		}
	}
}
