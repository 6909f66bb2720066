package main

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/communitrak/onboarding/internal/dynamo/dynamotest"
	"github.com/communitrak/onboarding/internal/importer"
	"github.com/communitrak/onboarding/internal/importer/bucket"
	"github.com/communitrak/onboarding/internal/onboarding"
	"github.com/communitrak/onboarding/internal/onboarding/onboardingtest"
	"github.com/communitrak/onboarding/internal/roster"
)

// mailing is a system in the middle of a mailing: an import's mails are half
// sent, and a reminder is due soon.
type mailing struct {
	*world
	residents int
	restored  *onboardingtest.Fixture // the table as it was then
	at        time.Time
}

// restoreDrill copies the table while mails are being sent and lets the system
// continue, so the copy owes mails that have been sent since.
func restoreDrill(t *testing.T) *mailing {
	t.Helper()
	w := newWorld(t)
	m := &mailing{world: w, residents: 40}
	w.Invited(t, "Rhea", "Minder", "rhea@example.org")
	w.drain(w.Fixture)
	w.Clock.Advance(27*24*time.Hour + 23*time.Hour) // an hour before her reminder
	var roster strings.Builder
	roster.WriteString("Full Name,Address,Email\n")
	for n := range m.residents {
		fmt.Fprintf(&roster, "Resident %s,%d Juniper Ct,%s\n", string(rune('A'+n%26))+"son", 200+n, onboardingtest.Email(n))
	}
	w.drop("rosters/maple-grove/import/roster.csv", roster.String())
	w.openDoors("doris@example.org")
	w.interrupt("rosters/maple-grove/import/halfway.csv", "Full Name,Address,Email\nHal Fway,800 Juniper Ct,halfway@example.org\n")

	m.at = w.Clock.Now()
	_, table := dynamotest.New(t)
	m.restored = w.another(table)
	w.copyTo(table)

	w.drain(w.Fixture) // the copy knows nothing of these mails
	w.Clock.Advance(2 * time.Hour)
	if err := w.Sweep(t.Context()); err != nil {
		t.Fatal(err)
	}
	w.drain(w.Fixture)
	if err := w.importer.RunDue(t.Context()); err != nil {
		t.Fatal(err)
	}
	w.drop("rosters/maple-grove/import/late.csv", "Full Name,Address,Email\nLate Comer,900 Juniper Ct,late@example.org\n")
	w.drain(w.Fixture)
	return m
}

// openDoors has somebody activate behind the Black Curtain, then lifts it: the
// next sweep tells them.
func (w *world) openDoors(email string) {
	w.t.Helper()
	for _, closed := range []bool{true, false} {
		if _, err := w.EditPreferences(w.t.Context(), w.Support, "maple-grove", onboarding.PreferencesEdit{BlackCurtain: &closed}); err != nil {
			w.t.Fatal(err)
		}
		if closed {
			w.ActivateByMail(w.t, w.Invited(w.t, "Doris", "Door", email))
		}
	}
}

// interrupt starts an import that has no time to do anything.
func (w *world) interrupt(key, content string) {
	w.t.Helper()
	w.put(key, content)
	ctx, cancel := context.WithTimeout(w.t.Context(), importer.DefaultSettings().Margin)
	defer cancel()
	if err := w.importer.Created(ctx, bucket.Object{Key: key}); err != nil {
		w.t.Fatal(err)
	}
}

func (w *world) drain(f *onboardingtest.Fixture) {
	w.t.Helper()
	if err := w.delivererOf(f).Drain(w.t.Context()); err != nil {
		w.t.Fatal(err)
	}
}

// goOn runs the restored system for a month.
func (m *mailing) goOn() {
	m.t.Helper()
	rosters := m.importerOf(m.restored)
	for range 31 {
		if err := errors.Join(m.restored.Sweep(m.t.Context()), rosters.RunDue(m.t.Context())); err != nil {
			m.t.Fatal(err)
		}
		m.drain(m.restored)
		m.Clock.Advance(24 * time.Hour)
	}
}

// twice lists the residents who were sent the same mail more than once.
func (m *mailing) twice() []string {
	seen := map[string]int{}
	var twice []string
	for _, mail := range m.box.Mails() {
		if strings.HasPrefix(mail.Subject, "Import into") {
			continue // there are two imports
		}
		of := mail.To + ": " + mail.Subject
		if seen[of]++; seen[of] == 2 {
			twice = append(twice, of)
		}
	}
	return twice
}

func TestAfterRestore(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name string
		old  bool
		want []string
	}{
		{"the old table is there", true, []string{"are over as the old table says, 0 were never tried", "rosters/maple-grove/import/late.csv", "Reminders not owed any more: 1", "stopped: drop its roster again", "The doors are open' stopped"}},
		{"the old table is lost", false, []string{"0 are over", "may have been sent: invitation", "rosters/maple-grove/import/late.csv", "Reminders not owed any more: 1", "stopped: drop its roster again", "The doors are open' stopped"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			m := restoreDrill(t)
			args := []string{"after-restore", "-table", m.restored.Table, "-restored-to", m.at.Format(time.RFC3339)}
			if test.old {
				args = append(args, "-old-table", m.Table)
			} else {
				args = append(args, "-old-table-lost")
			}
			owed := len(dynamotest.Overdue(m.restored.Items(t), m.Clock.Now()))
			if owed < m.residents {
				t.Fatalf("the copy owes %d mails, want %d at least", owed, m.residents)
			}
			m.mustOperate(args...)
			if got := len(dynamotest.Overdue(m.restored.Items(t), m.Clock.Now())); got != owed {
				t.Errorf("without -yes it changed something: %d mails are owed, there were %d", got, owed)
			}
			said := m.mustOperate(append(args, "-yes")...)
			for _, want := range test.want {
				if !strings.Contains(said, want) {
					t.Errorf("it does not say %q:\n%s", want, said)
				}
			}
			before := len(m.box.Mails())
			m.goOn()
			if twice := m.twice(); len(twice) > 0 {
				t.Errorf("sent twice:\n%s", strings.Join(twice, "\n"))
			}
			if left := dynamotest.Overdue(m.restored.Items(t), m.Clock.Now()); len(left) > 0 {
				t.Errorf("still owed: %v", left)
			}
			m.restored.CheckInvariants(t)
			t.Logf("%d mails were owed in the copy, %d sent before, %d after\n%.200s", owed, before, len(m.box.Mails())-before, said)
		})
	}
}

// Without the command, mails would be sent twice: the drill proves something.
func TestAfterRestore_matters(t *testing.T) {
	if testing.Short() {
		t.Skip("-short: goes through what a restore would send twice")
	}
	t.Parallel()
	m := restoreDrill(t)
	m.goOn()
	twice := strings.Join(m.twice(), "\n")
	if n := strings.Count(twice, "resident-"); n < m.residents {
		t.Errorf("got %d mails of the import sent twice, want %d at least", n, m.residents)
	}
	for _, of := range []string{"rhea@", "doris@", "halfway@", "late@"} {
		if !strings.Contains(twice, of) {
			t.Errorf("the drill has nothing for %s to be sent twice", of)
		}
	}
}

// A mail that the old table shows as never tried is sent, once.
func TestAfterRestore_untried(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	invited := w.Invited(t, "Nora", "Waiting", "nora@example.org")
	_, table := dynamotest.New(t)
	w.copyTo(table)
	m := &mailing{world: w, restored: w.another(table)}
	said := w.mustOperate("after-restore", "-table", table, "-old-table", w.Table, "-restored-to", w.Clock.Now().Format(time.RFC3339), "-yes")
	if !strings.Contains(said, " 0 may have been sent") {
		t.Errorf("it takes untried mails for doubtful:\n%s", said)
	}
	m.drain(m.restored)
	m.drain(m.restored)
	if got := w.sent()["nora@example.org"]; got != 1 {
		t.Errorf("got %d mails, want 1", got)
	}
	if state := m.restored.Member(t, invited).Invitation.Delivery.State; state != roster.DeliverySent {
		t.Errorf("delivery: got %s, want sent", state)
	}
}

func TestCopyTable(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.Invited(t, "Nora", "Kept", "nora@example.org")
	_, table := dynamotest.New(t)
	w.copyTo(table)
	lost := w.Invited(t, "Olga", "Later", "olga@example.org")
	want := len(w.another(table).Items(t))
	w.mustOperate("copy-table", "-from", table)
	w.Member(t, lost) // still there
	said := w.mustOperate("copy-table", "-from", table, "-yes")
	if got := len(w.Items(t)); got != want {
		t.Errorf("got %d items, want %d\n%s", got, want, said)
	}
	w.CheckInvariants(t)
}
