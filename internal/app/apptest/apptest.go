// Package apptest gives tests the deployed logger, and makes sure that nothing
// secret is logged in them.
package apptest

import (
	"io"
	"log/slog"
	"testing"

	"github.com/communitrak/onboarding/internal/app"
	"github.com/communitrak/onboarding/internal/canary"
	"github.com/communitrak/onboarding/internal/onboarding/onboardingtest"
)

// Log returns the deployed logger, which also writes the figures that functions
// emit. Its lines go to the writers, too. The test fails at its end for each line
// that told a secret.
func Log(t testing.TB, also ...io.Writer) *slog.Logger {
	log := &canary.Log{Passwords: []string{string(onboardingtest.Password)}}
	t.Cleanup(func() {
		lines, told := log.Found()
		for _, line := range told {
			t.Errorf("the log tells %s", line)
		}
		if !t.Failed() && lines > 0 {
			t.Logf("%d lines of log and figures tell no %s", lines, canary.Kinds)
		}
	})
	return app.NewLogger(io.MultiWriter(append(also, log)...), "communitrak")
}
