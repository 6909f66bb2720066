package importer_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/communitrak/onboarding/internal/roster"
	"github.com/communitrak/onboarding/internal/rosterfile"
)

// confirm answers all of the import's questions as suggested, and lets it
// continue.
func (f *fixture) confirm(t *testing.T, job roster.Import) roster.Import {
	t.Helper()
	answers := map[string]string{}
	for _, q := range f.questions(t, job) {
		answers[q.ID] = q.Suggested
	}
	if _, err := f.importer.Remap(t.Context(), support, f.Community.ID, job.ID, rosterfile.Mapping{}, answers, ""); err != nil {
		t.Fatal(err)
	}
	f.work(t)
	return f.job(t, job.ID)
}

// rosterOf writes n rows, each with a name, an address, and an email; an empty
// one is left blank.
func rosterOf(n int, row func(i int) (name, address, email string)) string {
	var b strings.Builder
	b.WriteString("Full Name,Address,Email\r\n")
	for i := range n {
		name, address, email := row(i)
		fmt.Fprintf(&b, "%s,%s,%s\r\n", name, address, email)
	}
	return b.String()
}

// A file that shows signs of being misread as a whole asks once before anything
// is written.
func TestCreated_signs(t *testing.T) {
	t.Parallel()
	email := func(i int) string { return fmt.Sprintf("r%d@example.com", i) }
	tests := []struct {
		name, content string
		asks          string
	}{
		{"nothing odd", rosterOf(30, func(i int) (string, string, string) {
			return "Ann " + letters(i), fmt.Sprintf("%d Oak St", i+1), email(i)
		}), ""},
		{"three families in one home", rosterOf(6, func(i int) (string, string, string) {
			return "Ann " + letters(i), fmt.Sprintf("%d Oak St", 1+i/3), email(i)
		}), "Several families would share one home, such as Zwy, Zwyb and Zwyc at 1 Oak St, Mesa, AZ 85201. Do they really live together?"},
		{"a couple of two names", "Owner 1,Owner 1 Email,Owner 2,Owner 2 Email,Address\r\nAnn Lee,a@example.com,Bo Ray,b@example.com,1 Oak St\r\nCy Ray,c@example.com,Di Lee,d@example.com,1 Oak St\r\nEd Lee,e@example.com,,,1 Oak St\r\n", ""},
		{"a misspelled domain", rosterOf(3, func(i int) (string, string, string) {
			return "Ann " + letters(i), fmt.Sprintf("%d Oak St", i+1), fmt.Sprintf("r%d@%s", i, []string{"gmail.com", "gmial.com", "example.com"}[i])
		}), `The email in row 3 ends in "gmial.com", which may be meant as "gmail.com". Is it right? If not, correct the file and import it again.`},
		{"six misspelled domains", rosterOf(6, func(i int) (string, string, string) {
			return "Ann " + letters(i), fmt.Sprintf("%d Oak St", i+1), fmt.Sprintf("r%d@%s", i, []string{"gmial.com", "gmal.com", "yaho.com", "hotmial.com", "outlok.com", "comcst.net"}[i])
		}), `Emails at 6 domains may be misspelled, such as the one in row 7, which ends in "comcst.net" and may be meant as "comcast.net". Are they all right? If not, correct the file and import it again.`},
		{"two families in many homes", rosterOf(24, func(i int) (string, string, string) {
			return "Ann " + letters(i), fmt.Sprintf("%d Oak St", 1+i/2), email(i)
		}), "In 12 of 12 homes, two families would live together. Is that right?"},
		{"most rows at one home", rosterOf(18, func(i int) (string, string, string) {
			return "Ann" + letters(i) + " Lee", fmt.Sprintf("%d Oak St", 1+max(0, i-10)), email(i)
		}), "11 of 18 rows are at one home, 1 Oak St, Mesa, AZ 85201. Do all of them live there?"},
		{"a fifth without an email", rosterOf(50, func(i int) (string, string, string) {
			return "Ann " + letters(i), fmt.Sprintf("%d Oak St", i+1), strings.Repeat(email(i), min(1, i/10))
		}), "10 of 50 rows would need attention. Is the file being read correctly?"},
		{"some without an email", rosterOf(50, func(i int) (string, string, string) {
			return "Ann " + letters(i), fmt.Sprintf("%d Oak St", i+1), strings.Repeat(email(i), min(1, i/9))
		}), ""},
		{"a fifth are companies", rosterOf(50, func(i int) (string, string, string) {
			return "Ann " + letters(i) + strings.Repeat(" Holdings LLC", max(0, i-38)/max(1, i-38)), fmt.Sprintf("%d Oak St", i+1), email(i)
		}), ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			f := newFixture(t)
			job := f.drop(t, "roster.csv", tt.content)
			if tt.asks == "" {
				if job.State != roster.ImportCompleted && job.State != roster.ImportNeedsAttention {
					t.Errorf("got %s: %s, want it imported at once", job.State, job.Reason)
				}
				return
			}
			if job.State != roster.ImportReady || job.Reason != tt.asks {
				t.Fatalf("got %s: %q, want %q", job.State, job.Reason, tt.asks)
			}
			if got := len(f.members(t)); got != 0 {
				t.Errorf("%d members before it is answered", got)
			}
			if job = f.confirm(t, job); !job.State.Ended() || job.Counts.Created == 0 {
				t.Errorf("answered: got %s with %+v: %s", job.State, job.Counts, job.Reason)
			}
			if again := f.drop(t, "again.csv", tt.content); !again.State.Ended() {
				t.Errorf("the same layout again: got %s: %s", again.State, again.Reason)
			}
			f.CheckInvariants(t)
		})
	}
}
