// Package cost holds what hashing a password costs, where only package password
// and its test helper reach it.
package cost

import "github.com/alexedwards/argon2id"

// Params is the second of OWASP's equivalent settings for Argon2id (19 MiB, two
// passes, one lane; Password Storage Cheat Sheet): about 16 ms on one core.
var Params = argon2id.Params{
	Memory:      19 * 1024, // KiB
	Iterations:  2,
	Parallelism: 1,
	SaltLength:  16,
	KeyLength:   32,
}
