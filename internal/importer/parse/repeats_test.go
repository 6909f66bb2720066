package parse

import (
	"testing"

	"github.com/communitrak/onboarding/internal/rosterfile"
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
			r := repeats{}
			for _, last := range tt.lasts {
				r.add(email, rosterfile.Person{Last: last})
			}
			if got := r.contains(email); got != tt.again {
				t.Errorf("repeated: got %t, want %t", got, tt.again)
			}
			if got := r.isMailbox(email); got != tt.mailbox {
				t.Errorf("mailbox: got %t, want %t", got, tt.mailbox)
			}
		})
	}
}
