package password

import (
	"errors"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// What is wrong with the form of a password. The texts are written for the
// person who typed it.
var (
	ErrTooShort   = errors.New("the password is too short")
	ErrTooLong    = errors.New("the password is too long")
	ErrCommon     = errors.New("this password is easy to guess; choose one that is less common")
	ErrUnreadable = errors.New("the password holds a character that cannot be typed again, such as a tab or a line break")
)

// Policy is what the form of a password has to meet. Lengths are counted in
// characters (code points) of the canonical form.
type Policy struct {
	Min int // at least so many characters
	Max int // and at most so many
}

// Default is 12 to 128 characters.
var Default = Policy{Min: 12, Max: 128}

// Check judges pw by the [Default] policy.
func Check(pw Password, context ...string) error { return Default.Check(pw, context...) }

// Check returns nil when the form of pw is acceptable, or one of ErrTooShort,
// ErrTooLong, ErrUnreadable, ErrCommon, possibly with the bound that was
// missed. The context words belong to the person or the place (an email, a
// community's name) and count as guessable parts.
//
// It knows nothing of accounts, so its answer tells nothing about one.
func (p Policy) Check(pw Password, context ...string) error {
	// A character has at most 4 bytes and the canonical form never joins more
	// than 4 into one, so what is longer than this need not be looked at.
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

// canonicalize is the OpaqueString profile (RFC 8265 §4.2): every kind of space
// is U+0020, the whole is NFC, control characters are refused. Nothing is
// trimmed and case is kept.
func canonicalize(pw Password) (string, error) {
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
