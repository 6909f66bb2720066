package password

import (
	"errors"

	"github.com/alexedwards/argon2id"
	"golang.org/x/crypto/argon2"

	"github.com/communitrak/onboarding/internal/account/password/internal/cost"
)

// ErrMalformedHash is returned by [Verify] for a stored hash that [Hash] cannot
// have produced.
var ErrMalformedHash = errors.New("the stored password hash is malformed")

// Upper bounds for the parameters of a stored hash. They leave room for
// stronger settings but keep a damaged item from exhausting memory.
const (
	maxMemory     = 256 * 1024 // KiB
	maxIterations = 16
	maxLanes      = 16
)

// Hash returns the Argon2id hash of pw with a fresh salt, as a PHC string
// ($argon2id$v=19$m=19456,t=2,p=1$salt$key). It returns ErrUnreadable for a
// password that [Policy.Check] would reject as unreadable; it does not check
// the other rules.
func Hash(pw Password) (string, error) {
	canonical, err := canonicalize(pw)
	if err != nil {
		return "", err
	}
	return argon2id.CreateHash(canonical, &cost.Params)
}

// Verify reports whether encoded is the hash of pw, comparing in constant time.
//
// An empty encoded stands for an account that does not exist: Verify returns
// false and no error, and takes as long as for a wrong password, so that timing
// does not reveal which emails have an account. A malformed hash takes the same
// time and yields ErrMalformedHash.
func Verify(pw Password, encoded string) (bool, error) {
	canonical, err := canonicalize(pw)
	if err != nil {
		hashAnyway("")
		return false, nil // such a password was never set
	}
	if encoded == "" {
		hashAnyway(canonical)
		return false, nil
	}
	if !wellFormed(encoded) {
		hashAnyway(canonical)
		return false, ErrMalformedHash
	}
	match, err := argon2id.ComparePasswordAndHash(canonical, encoded)
	if err != nil {
		return false, ErrMalformedHash
	}
	return match, nil
}

// hashAnyway does the work of one comparison.
func hashAnyway(pw string) {
	var salt [16]byte
	argon2.IDKey([]byte(pw), salt[:], cost.Params.Iterations, cost.Params.Memory, cost.Params.Parallelism, cost.Params.KeyLength)
}

// wellFormed rejects parameters that would make package argon2 panic or exhaust
// memory.
func wellFormed(encoded string) bool {
	p, salt, key, err := argon2id.DecodeHash(encoded)
	if err != nil {
		return false
	}
	within := func(n, most uint32) bool { return n >= 1 && n <= most }
	return within(p.Memory, maxMemory) &&
		within(p.Iterations, maxIterations) &&
		within(uint32(p.Parallelism), maxLanes) &&
		len(salt) == int(cost.Params.SaltLength) &&
		len(key) == int(cost.Params.KeyLength)
}
