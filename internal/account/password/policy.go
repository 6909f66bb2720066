package password

import (
	"errors"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"github.com/communitrak/onboarding/internal/secret"
)

// Errors for an unacceptable password. Their texts are written for the person
// who typed it.
var (
	ErrTooShort   = errors.New("the password is too short")
	ErrTooLong    = errors.New("the password is too long")
	ErrCommon     = errors.New("this password is easy to guess; choose one that is less common")
	ErrUnreadable = errors.New("the password holds a character that cannot be typed again, such as a tab or a line break")
)

// Policy is the requirements for a password, and what a hash of one costs.
// Lengths are in characters (code points) of the canonical form.
type Policy struct {
	Min  int // at least this many characters
	Max  int // at most this many characters
	Cost Cost
}

// Cost is what one hash takes of Argon2id, in one lane.
type Cost struct {
	Memory     uint32 // KiB
	Iterations uint32
}

// Default requires 12 to 128 characters. Its cost is the second of OWASP's
// equivalent settings (Password Storage Cheat Sheet): about 16 ms on one core.
var Default = Policy{Min: 12, Max: 128, Cost: Cost{Memory: 19 * 1024, Iterations: 2}}

// Check returns nil if pw is acceptable. Otherwise it returns ErrTooShort,
// ErrTooLong, ErrUnreadable, or ErrCommon, possibly wrapped with the limit that
// was missed. The context words relate to the person or the place (an email, a
// community's name) and count as guessable pieces.
//
// Check does not look at accounts, so its result reveals nothing about them.
func (p Policy) Check(pw secret.Password, context ...string) error {
	// A character has at most 4 bytes, and the canonical form never combines
	// more than 4 into one, so anything longer than this is too long.
	if len(pw) > 16*p.Max {
		return p.tooLong()
	}
	canonical, err := canonicalize(pw)
	if err != nil {
		return err
	}
	switch n := utf8.RuneCountInString(canonical); {
	case n < p.Min:
		return fmt.Errorf("%w: use at least %d characters", ErrTooShort, p.Min)
	case n > p.Max:
		return p.tooLong()
	}
	if guessable(canonical, context) {
		return ErrCommon
	}
	return nil
}

func (p Policy) tooLong() error {
	return fmt.Errorf("%w: use at most %d characters", ErrTooLong, p.Max)
}

// canonicalize applies the OpaqueString profile (RFC 8265 §4.2): every kind of
// space becomes U+0020, the result is in NFC, and control characters are
// rejected. Nothing is trimmed, and case is preserved.
func canonicalize(pw secret.Password) (string, error) {
	if !utf8.ValidString(string(pw)) {
		return "", ErrUnreadable
	}
	spaced := strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Zs, r) {
			return ' '
		}
		return r
	}, string(pw))
	if strings.ContainsFunc(spaced, unicode.IsControl) {
		return "", ErrUnreadable
	}
	return norm.NFC.String(spaced), nil
}
