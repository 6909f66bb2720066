package address

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// A text without marks is split by a shorter way into the same words.
func TestSplitWords_plain(t *testing.T) {
	t.Parallel()
	parts := []string{"12", "Oak", "ST", "12B", "#", "#4", "A#4", "&", "A&B", "a.b", "P.O.", "O'Fallon", "'", "1/2", "12-14", "US-41", "(rear)", "x_y", "Peña", " ", "  ", "\t", ""}
	for _, first := range parts {
		for _, second := range parts {
			text := first + " " + second + "*" + first
			got, want := splitWords(text), splitMarked(nil, text)
			if diff := cmp.Diff(want, got, cmp.AllowUnexported(word{})); diff != "" && len(got)+len(want) > 0 {
				t.Errorf("%q (-want +got):\n%s", text, diff)
			}
		}
	}
}
