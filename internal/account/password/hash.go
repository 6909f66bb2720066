package password

import (
	"errors"

	"github.com/alexedwards/argon2id"
	"golang.org/x/crypto/argon2"

	"github.com/communitrak/onboarding/internal/secret"
)

// ErrMalformedHash is returned by [Policy.Verify] for a stored hash that
// [Policy.Hash] cannot have produced.
var ErrMalformedHash = errors.New("the stored password hash is malformed")

const (
	saltLength = 16
	keyLength  = 32
	lanes      = 1
)

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
func (p Policy) Hash(pw secret.Password) (string, error) {
	canonical, err := canonicalize(pw)
	if err != nil {
		return "", err
	}
	return argon2id.CreateHash(canonical, &argon2id.Params{
		Memory: p.Cost.Memory, Iterations: p.Cost.Iterations, Parallelism: lanes, SaltLength: saltLength, KeyLength: keyLength})
}

// Verify reports whether encoded is the hash of pw, comparing in constant time.
//
// An empty encoded stands for an account that does not exist: Verify returns
// false and no error, and takes as long as for a wrong password, so that timing
// does not reveal which emails have an account. A malformed hash takes the same
// time and yields ErrMalformedHash.
func (p Policy) Verify(pw secret.Password, encoded string) (bool, error) {
	canonical, err := canonicalize(pw)
	if err != nil {
		p.Cost.spend("")
		return false, nil // such a password was never set
	}
	if encoded == "" {
		p.Cost.spend(canonical)
		return false, nil
	}
	if !wellFormed(encoded) {
		p.Cost.spend(canonical)
		return false, ErrMalformedHash
	}
	match, err := argon2id.ComparePasswordAndHash(canonical, encoded)
	if err != nil {
		return false, ErrMalformedHash
	}
	return match, nil
}

// spend does the work of one comparison.
func (c Cost) spend(pw string) {
	var salt [saltLength]byte
	argon2.IDKey([]byte(pw), salt[:], c.Iterations, c.Memory, lanes, keyLength)
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
		len(salt) == saltLength &&
		len(key) == keyLength
}
