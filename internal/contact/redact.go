package contact

import (
	"fmt"
	"log/slog"
	"strings"
)

// The methods in this file are the ones that fmt, slog, and encoding/json call,
// so an address inside a logged struct is masked like a logged address.

// Reveal returns the address itself, for storing, comparing, and sending.
func (e Email) Reveal() string { return string(e) }

// String returns the mask: the first letter and the domain, "r…@example.com".
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

// GoString returns the mask.
func (e Email) GoString() string { return e.String() }

// Format writes the mask for every verb.
func (e Email) Format(f fmt.State, _ rune) { _, _ = f.Write([]byte(e.String())) }

// LogValue returns the mask.
func (e Email) LogValue() slog.Value { return slog.StringValue(e.String()) }

// MarshalText returns the mask, so that no encoder reveals the address by
// accident.
func (e Email) MarshalText() ([]byte, error) { return []byte(e.String()), nil }

// Reveal returns the number itself in E.164 format, for storing and comparing.
func (p Phone) Reveal() string { return string(p) }

// String returns the mask: the last two digits, "…01".
func (p Phone) String() string {
	if len(p) < 6 {
		return hidden(string(p))
	}
	return "…" + string(p[len(p)-2:])
}

// GoString returns the mask.
func (p Phone) GoString() string { return p.String() }

// Format writes the mask for every verb.
func (p Phone) Format(f fmt.State, _ rune) { _, _ = f.Write([]byte(p.String())) }

// LogValue returns the mask.
func (p Phone) LogValue() slog.Value { return slog.StringValue(p.String()) }

// MarshalText returns the mask, so that no encoder reveals the number by
// accident.
func (p Phone) MarshalText() ([]byte, error) { return []byte(p.String()), nil }

func hidden(s string) string {
	if s == "" {
		return ""
	}
	return "…"
}
