package parse

import (
	"fmt"
	"testing"

	"communitrak/internal/rosterfile"
)

func TestRepeats(t *testing.T) {
	t.Parallel()
	const rows = 20_000
	r := newRepeats(rows)
	email := func(n int) string { return fmt.Sprintf("resident-%d@example.com", n) }
	for n := range rows {
		r.add(email(n), rosterfile.Person{Last: "Lee"})
	}
	for n := 0; n < rows; n += 100 {
		r.add(email(n), rosterfile.Person{Last: "Lee"})
	}
	for n := 0; n < rows; n += 100 {
		if !r.contains(email(n)) {
			t.Errorf("%s was read twice and is not told", email(n))
		}
	}
	// A false repeat is harmless, but costs memory.
	if got, most := len(r.again), rows/100+rows/100; got > most {
		t.Errorf("%d emails pass for repeats, want at most %d", got, most)
	}
}
