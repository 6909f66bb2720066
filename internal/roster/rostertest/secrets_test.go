package rostertest

import (
	"strings"
	"testing"
)

// The checker finds what it is meant to find, and nothing else.
func TestComparisons(t *testing.T) {
	t.Parallel()
	for body, want := range map[string]int{
		`right, err := s.tokenOf(ctx, id); return right == token`:                                                     1,
		`mine, theirs := c.reveal(), other.reveal(); return mine == theirs`:                                           1,
		`mine, theirs := c.reveal(), other.reveal(); return subtle.ConstantTimeCompare(mine[:], theirs[:]) == 1`:      0,
		`return bytes.Equal(mac.Sum(nil)[:20], sent)`:                                                                 1,
		`return hmac.Equal(mac.Sum(nil)[:20], sent)`:                                                                  0,
		`sum := sha256.Sum256(b); return string(sum[:]) != kept`:                                                      1,
		`hash, err := s.recoveryHash(ctx, p, c); return slices.Index(a.Factor.Recovery, hash) >= 0`:                   1,
		`for _, kept := range a.Factor.Recovery { if kept == typed { return true } }; return false`:                   1,
		`for _, kept := range a.Factor.Recovery { if hmac.Equal([]byte(kept), typed) { return true } }; return false`: 0,
		`return a.Password == typed`:                                                                                  1,
		`return strings.EqualFold(code.Reveal(), typed)`:                                                              1,
		`switch token { case kept: return true }; return false`:                                                       1,
		`return otp == ""`:                                                      0,
		`return token == "" || err == nil`:                                      0,
		`right, err := s.tokenOf(ctx, id); return err == other`:                 0,
		`return len(token) == size`:                                             0,
		`hash, err := s.recoveryHash(ctx, p, c); return len(hash) == len(kept)`: 0,
	} {
		found, err := comparisons("x.go", []byte("package x\nfunc f(token Token, kept, typed string) bool { "+body+" }"))
		if err != nil {
			t.Fatalf("%s: %v", body, err)
		}
		if len(found) != want {
			t.Errorf("%s:\ngot %d findings, want %d: %s", body, len(found), want, strings.Join(found, "; "))
		}
	}
}
