// Package passwordtest makes passwords cheap to hash in the tests that import
// it, most of whose processor time hashing would otherwise take:
//
//	import _ "github.com/communitrak/onboarding/internal/account/password/passwordtest"
//
// Tests of the hash itself, of how long a refusal takes, and of what an
// activation costs do without it. No program may import it; package rules
// enforces that.
package passwordtest

import "github.com/communitrak/onboarding/internal/account/password/internal/cost"

func init() { cost.Params.Memory, cost.Params.Iterations = 8, 1 } // the least that Argon2 has
