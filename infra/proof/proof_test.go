package main

import (
	"flag"
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/aws/ratelimit"
	"github.com/aws/aws-sdk-go-v2/aws/retry"

	"github.com/communitrak/onboarding/internal/account"
	"github.com/communitrak/onboarding/internal/onboarding"
	"github.com/communitrak/onboarding/internal/onboarding/onboardingtest"
	"github.com/communitrak/onboarding/internal/roster"
)

var (
	scale = flag.Float64("scale", 0, "run the proofs in this share of their goals (1: as large as the goals); 0: the short form")
	seed  = flag.Uint64("seed", 20261127, "what is drawn from chance: faults, order, choices")
)

// sized returns a proof's size: its short form, or the share of the goal that
// -scale asks for.
func sized(short, goal int) int {
	if *scale <= 0 {
		return short
	}
	return max(short, int(math.Round(*scale*float64(goal))))
}

// proved prints what a proof reached, for the table in docs/reliability.md.
func proved(t *testing.T, format string, args ...any) {
	t.Helper()
	if !t.Failed() {
		t.Logf(provedPrefix+format, args...)
	}
}

// provedShare begins with how much of the goal that is, in words and for the
// sum over all runs: "20 of 1,000 mails". The rest continues the sentence.
func provedShare(t *testing.T, s share, format string, args ...any) {
	t.Helper()
	proved(t, "%s %s%s", jsonOf(s), s, fmt.Sprintf(format, args...))
}

// some is a share of a goal.
func some(reached, goal int, unit string) share {
	return share{Reached: reached, Of: goal, Unit: unit}
}

// unlimited lets the fixture's people act as often as a proof wants.
func unlimited(f *onboardingtest.Fixture) {
	limits := account.DefaultLimits()
	limits.PasswordAlone, limits.WrongPasswords = true, math.MaxInt32
	f.Accounts = account.New(f.Store, f.Keys, limits, onboardingtest.QuickPolicy(), f.Clock.Now)
	rules := onboarding.DefaultLimits()
	rules.Resend = roster.ResendLimits{CoolDown: 0, PerDay: math.MaxInt32, Total: math.MaxInt32}
	f.Service = onboarding.New(f.Store, f.Keys, f.Accounts, rules, f.Clock.Now)
}

// atOnce retries as the deployed functions do, without their pauses.
func atOnce(o *retry.StandardOptions) {
	o.MaxAttempts = 3
	o.Backoff = retry.BackoffDelayerFunc(func(int, error) (time.Duration, error) { return 0, nil })
	o.RateLimiter = ratelimit.None
}

func impatient() aws.Retryer { return retry.NewStandard(atOnce) }

// together runs do n times at once, none before all are ready.
func together(n int, do func(n int)) {
	var start, done sync.WaitGroup
	start.Add(1)
	for i := range n {
		done.Go(func() {
			start.Wait()
			do(i)
		})
	}
	start.Done()
	done.Wait()
}

// ordered writes what was counted: "bucket 35, mail 1,019".
func ordered(m map[string]int) string {
	var parts []string
	for _, k := range slices.Sorted(maps.Keys(m)) {
		parts = append(parts, k+" "+counted(m[k]))
	}
	return strings.Join(parts, ", ")
}
