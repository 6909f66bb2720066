package dynamo

import (
	"encoding/json"
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/communitrak/onboarding/internal/roster"
)

// Corrections are read with their import, and replace earlier ones.
func TestTx_SaveCorrections(t *testing.T) {
	t.Parallel()
	s := newStore(t)
	j := roster.Import{ID: "j", Community: "c", CreatedAt: noon}
	tx := s.Begin()
	tx.CreateImport(j)
	must(t, tx.Commit(t.Context()))
	for _, want := range [][]roster.Correction{{{Row: 3, Column: 2, Value: "a \"b\""}, {Row: 4, Column: 1}}, {{Row: 5, Column: 9, Value: "é"}}, nil} {
		j, err := s.Import(t.Context(), "c", "j")
		must(t, err)
		j.Corrections, j.Corrected = want, len(want)
		tx := s.Begin()
		tx.SaveImport(j)
		tx.SaveCorrections(j, noon.Add(time.Hour))
		must(t, tx.Commit(t.Context()))
		got, err := s.Import(t.Context(), "c", "j")
		must(t, err)
		if diff := cmp.Diff(want, got.Corrections); diff != "" || got.Corrected != len(want) {
			t.Errorf("%d corrections (-want +got):\n%s", got.Corrected, diff)
		}
	}
}

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
