package account_test

import (
	"testing"

	"github.com/communitrak/onboarding/internal/roster/rostertest"
)

// No comparison reveals through its timing how much of a secret was right.
func TestSecrets_comparedInConstantTime(t *testing.T) {
	t.Parallel()
	rostertest.CheckComparisons(t, ".")
	rostertest.CheckComparisons(t, "password")
	rostertest.CheckComparisons(t, "secondfactor")
}
