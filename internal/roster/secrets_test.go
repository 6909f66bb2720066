package roster_test

import (
	"testing"

	"github.com/communitrak/onboarding/internal/roster/rostertest"
)

// No comparison reveals by its duration how much of a secret was right.
func TestSecrets_comparedInConstantTime(t *testing.T) {
	t.Parallel()
	rostertest.CheckComparisons(t, ".")
}
