package app

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
)

// Settings reads named settings and collects all problems with them, so that a
// program reports them all at once rather than one per start.
type Settings struct {
	lookup   func(name string) (string, bool)
	missing  []string
	unusable []error
}

// NewSettings returns Settings that read from lookup; programs pass
// os.LookupEnv.
func NewSettings(lookup func(name string) (string, bool)) *Settings {
	return &Settings{lookup: lookup}
}

// Required returns the setting. If it is missing, Err reports it.
func (s *Settings) Required(name string) string {
	value := s.Optional(name, "")
	if value == "" {
		s.missing = append(s.missing, name)
	}
	return value
}

// Optional returns the setting, or otherwise if it is unset or empty.
func (s *Settings) Optional(name, fallback string) string {
	if value, ok := s.lookup(name); ok && value != "" {
		return value
	}
	return fallback
}

// Int returns the setting as a whole number, which must be at least 1.
func (s *Settings) Int(name string, fallback int) int {
	text := s.Optional(name, "")
	if text == "" {
		return fallback
	}
	value, err := strconv.Atoi(text)
	if err != nil || value < 1 {
		s.unusable = append(s.unusable, fmt.Errorf("%s: %q is not a whole number above 0", name, text))
		return fallback
	}
	return value
}

// Err reports all requested settings that are missing or unusable.
func (s *Settings) Err() error {
	problems := s.unusable
	if len(s.missing) > 0 {
		problems = append([]error{errors.New("settings missing: " + strings.Join(s.missing, ", "))}, problems...)
	}
	return errors.Join(problems...)
}
