package password

import (
	"fmt"
	"log/slog"
)

// Password is a password as somebody typed it. It prints, logs and marshals as
// a mask; it is read from JSON and text as any string is.
type Password string

const mask = "[password]"

// String is the mask, never the password.
func (Password) String() string { return mask }

// GoString is the mask, never the password.
func (Password) GoString() string { return mask }

// Format writes the mask whatever the verb, %x and %q included.
func (Password) Format(f fmt.State, _ rune) { _, _ = f.Write([]byte(mask)) }

// LogValue is the mask, never the password.
func (Password) LogValue() slog.Value { return slog.StringValue(mask) }

// MarshalText is the mask, so that no encoder (JSON included) shows a password.
func (Password) MarshalText() ([]byte, error) { return []byte(mask), nil }

// UnmarshalText takes the password as it was sent. It never fails: whether the
// form is acceptable is [Policy.Check]'s to say.
func (p *Password) UnmarshalText(text []byte) error {
	*p = Password(text)
	return nil
}
