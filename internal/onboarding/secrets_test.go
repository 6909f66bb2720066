package onboarding_test

import (
	"testing"

	"communitrak/internal/roster/rostertest"
)

// No comparison reveals by its duration how much of a secret was right.
func TestSecrets_comparedInConstantTime(t *testing.T) {
	t.Parallel()
	rostertest.CheckComparisons(t, ".")
}
