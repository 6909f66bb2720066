package parse

import (
	"fmt"
	"log/slog"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/communitrak/onboarding/internal/roster"
	"github.com/communitrak/onboarding/internal/rosterfile"
	"github.com/communitrak/onboarding/internal/rosterfile/sheet"
)

func TestRepeats(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name           string
		lasts          []string
		again, mailbox bool
	}{
		{"one person", []string{"Lee"}, false, false},
		{"one person twice", []string{"Lee", "LEE"}, true, false},
		{"one name in many rows", []string{"Lee", "Lee", "Lee", "Lee", "Lee"}, true, false},
		{"two names without a last name", []string{"", ""}, true, false},
		{"two further names", []string{"Lee", "Ruiz", "Novak"}, true, false},
		{"three further names", []string{"Lee", "Ruiz", "Novak", "Vale"}, true, true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			const email = "office@example.com"
			r := newRepeats(len(tt.lasts))
			for _, last := range tt.lasts {
				r.add(email, rosterfile.Person{Last: last})
			}
			if got := r.mayContain(email); got != tt.again {
				t.Errorf("repeated: got %t, want %t", got, tt.again)
			}
			if got := r.isMailbox(email); got != tt.mailbox {
				t.Errorf("mailbox: got %t, want %t", got, tt.mailbox)
			}
		})
	}
}

// A filter so full that it takes every email for one that it has noted changes
// nothing: an email for three names is shared by three people, and one for four is
// a mailbox.
func TestFindRepeats_fullFilter(t *testing.T) {
	t.Parallel()
	var text strings.Builder
	text.WriteString("Name,Email,Address\r\n")
	for i := range 300 {
		fmt.Fprintf(&text, "Ann Lee,ann-%d@example.com,%d Juniper Ct\r\n", i, 100+i)
	}
	for i, last := range []string{"Hall", "Ford", "Mora", "Oda"} {
		if i < 3 {
			fmt.Fprintf(&text, "Bo %s,three@example.com,%d Oak St\r\n", last, 100+i)
		}
		fmt.Fprintf(&text, "Cy %s,four@example.com,%d Elm St\r\n", last, 100+i)
	}
	file, err := rosterfile.Open(strings.NewReader(text.String()), "roster.csv", sheet.DefaultLimits())
	if err != nil {
		t.Fatal(err)
	}
	mailboxes := func(number int) (found []string) {
		p := NewParser(file, roster.Preferences{}, byEmail, time.Time{}, slog.New(slog.DiscardHandler))
		if err := p.FindRepeats(file.Rows(t.Context()), number); err != nil {
			t.Fatal(err)
		}
		for email := range p.repeats.names {
			if p.repeats.isMailbox(email) {
				found = append(found, email)
			}
		}
		if !p.repeats.mayContain("three@example.com") {
			t.Errorf("with a filter for %d, a repeated email is missing", number)
		}
		return found
	}
	for _, number := range []int{0, 307} {
		if diff := cmp.Diff([]string{"four@example.com"}, mailboxes(number)); diff != "" {
			t.Errorf("mailboxes with a filter for %d (-want +got):\n%s", number, diff)
		}
	}
}

// Few texts are taken for one that was noted, and none is forgotten.
func TestFilter(t *testing.T) {
	t.Parallel()
	const number = 10_000
	f := newFilter(number)
	mistaken := 0
	for i := range number {
		if f.note(fmt.Sprintf("resident-%d@example.com", i)) {
			mistaken++
		}
	}
	if mistaken > number/100 {
		t.Errorf("%d of %d texts seem to be noted already", mistaken, number)
	}
	for i := range number {
		if text := fmt.Sprintf("resident-%d@example.com", i); !f.note(text) {
			t.Fatalf("%s is forgotten", text)
		}
	}
}
