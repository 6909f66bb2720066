package app

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func settings(values map[string]string) *Settings {
	return NewSettings(func(name string) (string, bool) {
		value, ok := values[name]
		return value, ok
	})
}

func TestSettings(t *testing.T) {
	t.Parallel()
	s := settings(map[string]string{"TABLE_NAME": "members", "RATE": "14", "EMPTY": ""})
	got := []any{s.Required("TABLE_NAME"), s.Optional("EMPTY", "otherwise"), s.Int("RATE", 1), s.Int("NONE", 2)}
	want := []any{"members", "otherwise", 14, 2}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("settings (-want +got):\n%s", diff)
	}
	if err := s.Err(); err != nil {
		t.Errorf("got %v, want no error", err)
	}
}

func TestSettings_Err(t *testing.T) {
	t.Parallel()
	s := settings(map[string]string{"RATE": "fast", "EMPTY": ""})
	s.Required("TABLE_NAME")
	s.Required("EMPTY")
	s.Int("RATE", 1)
	got := s.Err()
	want := `settings missing: TABLE_NAME, EMPTY
RATE: "fast" is not a whole number above 0`
	if got == nil || got.Error() != want {
		t.Errorf("got\n%v\nwant\n%s", got, want)
	}
}
