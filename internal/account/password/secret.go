package password

import (
	"fmt"
	"log/slog"
)

// Password is a password as typed. It prints, logs, and marshals as a mask; it
// unmarshals from JSON and text like any string.
type Password string

const mask = "[password]"

// String returns the mask, never the password.
func (Password) String() string { return mask }

// GoString returns the mask, never the password.
func (Password) GoString() string { return mask }

// Format writes the mask for every verb, including %x and %q.
func (Password) Format(f fmt.State, _ rune) { _, _ = f.Write([]byte(mask)) }

// LogValue returns the mask, never the password.
func (Password) LogValue() slog.Value { return slog.StringValue(mask) }

// MarshalText returns the mask, so that no encoder (including JSON) reveals a
// password.
func (Password) MarshalText() ([]byte, error) { return []byte(mask), nil }

// UnmarshalText takes the password as sent. It never fails: [Policy.Check]
// decides whether the password is acceptable.
func (p *Password) UnmarshalText(text []byte) error {
	*p = Password(text)
	return nil
}
