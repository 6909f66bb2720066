package dynamo

import (
	"encoding/json"
	"errors"
	"testing"
)

// Layouts are only replaced by a caller that has read them.
func TestTx_SaveLayouts(t *testing.T) {
	t.Parallel()
	s := newStore(t)
	save := func(community, was, layouts string) error {
		tx := s.Begin()
		tx.SaveLayouts(community, json.RawMessage(was), json.RawMessage(layouts))
		return tx.Commit(t.Context())
	}
	for _, step := range []struct {
		community, was, layouts string
		want                    error
	}{
		{"c", "", "[1]", nil},
		{"c", "", "[2]", ErrConflict},
		{"c", "[2]", "[3]", ErrConflict},
		{Everywhere, "", "[4]", nil},
		{"c", "[1]", "[5]", nil},
	} {
		if err := save(step.community, step.was, step.layouts); !errors.Is(err, step.want) {
			t.Errorf("%q in place of %q: got %v, want %v", step.layouts, step.was, err, step.want)
		}
	}
	for community, want := range map[string]string{"c": "[5]", Everywhere: "[4]", "another": ""} {
		if got, err := s.Layouts(t.Context(), community); err != nil || string(got) != want {
			t.Errorf("community %q: got %s, %v, want %s", community, got, err, want)
		}
	}
}
