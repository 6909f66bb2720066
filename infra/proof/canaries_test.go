package main

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"communitrak/internal/onboarding/onboardingtest"
)

// canary matches what nothing that is emitted may hold: an email of a test, a
// phone, a code, and the tests' passwords. Tokens and proofs have no shape that
// an ID does not have, too; wantNoCanary takes them as secrets.
var canary = regexp.MustCompile(`[\w.+-]+(?:@|%40)(?:[\w-]+\.)*(?:example\.(?:org|com)|maple-grove\.example|cedar-hill\.example)|\(?480\)?[ -]?555-?\d{4}|\+?1480555\d{4}|\b[0-9A-HJKMNP-TV-Z]{4}(?:-[0-9A-HJKMNP-TV-Z]{4}){3}\b|` +
	regexp.QuoteMeta(string(onboardingtest.Password)))

// wantNoCanary fails the test if the text tells a secret.
func wantNoCanary(t *testing.T, where, text string, secrets ...string) {
	t.Helper()
	for line := range strings.Lines(text) {
		if found := canaryIn(line, secrets...); found != "" {
			t.Errorf("%s tells %q: %s", where, found, line)
		}
	}
}

func canaryIn(line string, secrets ...string) string {
	if found := canary.FindString(line); found != "" {
		return found
	}
	for _, secret := range secrets {
		if secret != "" && strings.Contains(line, secret) {
			return secret
		}
	}
	return ""
}

// addressOf is the n-th source address.
func addressOf(n int) string { return fmt.Sprintf("198.18.%d.%d", n>>8&255, n&255) }
