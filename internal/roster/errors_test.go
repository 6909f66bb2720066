package roster_test

import (
	"errors"
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/communitrak/onboarding/internal/roster"
)

// What is wrong with several fields is told together, and nothing else is
// swallowed with it.
func TestInvalidErrors(t *testing.T) {
	t.Parallel()
	var e roster.InvalidErrors
	if e.Err() != nil || e.Error() == "" {
		t.Errorf("nothing is wrong: got %v, %q", e.Err(), e.Error())
	}
	e.Add("city", "required", "the city is missing")
	one := &roster.InvalidError{Field: "zip", Code: "invalid", Reason: "the ZIP has five digits"}
	several := roster.InvalidErrors{{Field: "state", Code: "unknown", Reason: "there is no such state"}, {Field: "street", Code: "required", Reason: "the street is missing"}}
	for _, err := range []error{fmt.Errorf("the home: %w", one), fmt.Errorf("the rest: %w", several), nil} {
		if got := e.Collect(err); got != nil {
			t.Errorf("%v: got %v back", err, got)
		}
	}
	if got := e.Collect(roster.ErrNotFound); !errors.Is(got, roster.ErrNotFound) {
		t.Errorf("got %v back, want %v", got, roster.ErrNotFound)
	}
	var fields []string
	for _, wrong := range e {
		fields = append(fields, wrong.Field)
	}
	if diff := cmp.Diff([]string{"city", "zip", "state", "street"}, fields); diff != "" {
		t.Error(diff)
	}
	if got := e.Err(); got == nil || got.Error() != "city: the city is missing" {
		t.Errorf("got %v, want what is wrong with the first field", got)
	}
}
