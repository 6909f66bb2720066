package address

import (
	"strings"
	"testing"
)

// TestVocabulary checks that no line of the vocabulary is passed over, and that
// none takes a word from another one.
func TestVocabulary(t *testing.T) {
	t.Parallel()
	taken := map[string]string{}
	for line := range strings.Lines(vocabularyText) {
		if line = strings.TrimSpace(line); line == "" || line[0] == '#' {
			continue
		}
		head, spellings, ok := strings.Cut(line, ": ")
		if !ok {
			t.Errorf("%q has no colon", line)
		}
		kind, standard, _ := strings.Cut(head, " ")
		for _, spelling := range strings.Split(standard+", "+spellings, ", ") {
			name := kind + " " + spelling
			if before, again := taken[name]; again && before != head && spelling != "" {
				t.Errorf("%q is in the lines of %q and %q", spelling, before, head)
			}
			taken[name] = head
		}
	}
	if len(taken) < 600 {
		t.Errorf("got %d words, want the lists of Publication 28", len(taken))
	}
}
