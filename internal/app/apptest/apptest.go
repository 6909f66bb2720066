// Package apptest gives tests the deployed logger, and makes sure that nothing
// secret is logged in them: the people of tests have addresses, phones, and
// passwords that are easy to recognize, like canaries in a mine.
package apptest

import (
	"fmt"
	"io"
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
var staff = regexp.MustCompile(`\b(?:support|invitations|no-reply)@[\w.-]+`)

// Canary returns a secret of a test that the text tells, or "".
func Canary(text string) string { return canary.FindString(staff.ReplaceAllString(text, "")) }

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
	if found := Canary(string(line)); found != "" && len(a.sang) < 10 {
		a.sang = append(a.sang, fmt.Sprintf("%q: %s", found, line))
	}
	return len(line), nil
}

// Log returns the deployed logger, which also writes the figures that functions
// emit. Its lines go to the writers, too. The test fails at its end for each line
// that told a secret.
func Log(t testing.TB, also ...io.Writer) *slog.Logger {
	a := &aviary{}
	t.Cleanup(func() {
		for _, line := range a.sang {
			t.Errorf("the log tells %s", line)
		}
		if !t.Failed() && a.lines > 0 {
			t.Logf("%d lines of log and figures tell no email, phone, code, proof, token, or password", a.lines)
		}
	})
	return app.NewLogger(io.MultiWriter(append(also, a)...), "communitrak")
}
