package onboarding_test

import (
	"testing"

	"github.com/communitrak/onboarding/internal/faults"
	. "github.com/communitrak/onboarding/internal/onboarding/onboardingtest"
)

// many is how many calls of a flow go wrong in every way. Of a longer flow, a
// third of the ways is tried at each call; the long proofs try them all.
const many = 20

// TestFlows_faults makes every call of every flow go wrong, one at a time. The
// flow succeeds when repeated and leaves what an undisturbed one leaves.
func TestFlows_faults(t *testing.T) {
	if testing.Short() {
		t.Skip("-short: makes every call of each use case go wrong")
	}
	t.Parallel()
	for name, w := range Flows() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			f := New(t)
			good := faults.Record()
			w.Run(t, f, good, 1)
			n := 1
			for _, call := range good.Calls() {
				for k, kind := range call.Possible() {
					if len(good.Calls()) > many && (k+call.Number)%3 > 0 {
						continue
					}
					n++
					inject := faults.Nth(call.Number, kind)
					inject.Log = t.Logf
					w.Run(t, f, inject, n)
				}
			}
			f.CheckInvariants(t)
			w.Check(t, f, n)
			t.Logf("%d calls, %d runs", len(good.Calls()), n)
		})
	}
}
