package contact

import (
	"fmt"
	"log/slog"
	"strings"
)

// The methods of this file are what fmt, slog and encoding/json find, so an
// address inside a logged struct is masked as well as a logged address.

// Reveal is the address itself, for storing, comparing and sending.
func (e Email) Reveal() string { return string(e) }

// String is the mask: the first letter and the domain, "r…@example.com".
func (e Email) String() string {
	local, domain, found := strings.Cut(string(e), "@")
	switch {
	case !found:
		return hidden(string(e))
	case len(local) < 2:
		return "…@" + domain
	}
	return local[:1] + "…@" + domain
}

// GoString is the mask.
func (e Email) GoString() string { return e.String() }

// Format writes the mask whatever the verb.
func (e Email) Format(f fmt.State, _ rune) { _, _ = f.Write([]byte(e.String())) }

// LogValue is the mask.
func (e Email) LogValue() slog.Value { return slog.StringValue(e.String()) }

// MarshalText is the mask, so no encoder shows the address by accident.
func (e Email) MarshalText() ([]byte, error) { return []byte(e.String()), nil }

// Reveal is the number itself in E.164, for storing and comparing.
func (p Phone) Reveal() string { return string(p) }

// String is the mask: the last two digits, "…01".
func (p Phone) String() string {
	if len(p) < 6 {
		return hidden(string(p))
	}
	return "…" + string(p[len(p)-2:])
}

// GoString is the mask.
func (p Phone) GoString() string { return p.String() }

// Format writes the mask whatever the verb.
func (p Phone) Format(f fmt.State, _ rune) { _, _ = f.Write([]byte(p.String())) }

// LogValue is the mask.
func (p Phone) LogValue() slog.Value { return slog.StringValue(p.String()) }

// MarshalText is the mask, so no encoder shows the number by accident.
func (p Phone) MarshalText() ([]byte, error) { return []byte(p.String()), nil }

func hidden(s string) string {
	if s == "" {
		return ""
	}
	return "…"
}
