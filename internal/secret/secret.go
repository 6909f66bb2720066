// Package secret keeps passwords, codes, and keys out of logs, errors, and
// encoded data: its types print, log, and marshal as a mask.
package secret

import (
	"fmt"
	"log/slog"
)

const mask = "••••"

// Masked makes a type that embeds it print as a mask. Such a type holds its
// secret in a function, because package fmt does not call the methods of values
// in unexported fields.
type Masked struct{}

// String, GoString, Format, LogValue, and MarshalText return or write the mask,
// for every verb and every encoder.
func (Masked) String() string               { return mask }
func (Masked) GoString() string             { return mask }
func (Masked) Format(f fmt.State, _ rune)   { _, _ = f.Write([]byte(mask)) }
func (Masked) LogValue() slog.Value         { return slog.StringValue(mask) }
func (Masked) MarshalText() ([]byte, error) { return []byte(mask), nil }

// Password is a password as typed. It prints as a mask and unmarshals from JSON
// and text like any string. The only way to get at its characters is the
// conversion string(pw), which is easy to search for.
type Password string

// String, GoString, Format, LogValue, and MarshalText return or write the mask,
// for every verb and every encoder.
func (Password) String() string               { return mask }
func (Password) GoString() string             { return mask }
func (Password) Format(f fmt.State, _ rune)   { _, _ = f.Write([]byte(mask)) }
func (Password) LogValue() slog.Value         { return slog.StringValue(mask) }
func (Password) MarshalText() ([]byte, error) { return []byte(mask), nil }

// UnmarshalText takes the password as sent. It never fails: the password policy
// decides whether it is acceptable.
func (p *Password) UnmarshalText(text []byte) error {
	*p = Password(text)
	return nil
}
