package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/communitrak/onboarding/internal/faults"
	"github.com/communitrak/onboarding/internal/onboarding"
	"github.com/communitrak/onboarding/internal/onboarding/onboardingtest"
	"github.com/communitrak/onboarding/internal/roster"
)

const raced = 3 // people of an import who activate while it changes

// TestRaces_imports has people activate while the import that made them is
// undone, and while one that knows them is committed. Whoever is active stays
// so, whoever was told of success is active, and every import ends.
func TestRaces_imports(t *testing.T) {
	if testing.Short() {
		t.Skip("-short: has activations race with imports")
	}
	y := newYard(t)
	p := y.start(faults.Record())
	n, kept := sized(4, invitations), 0
	began := time.Now()
	y.ActivateByMail(t, y.Invited(t, "Ivy", "Sato", "ivy@example.org"))
	usual := time.Since(began)
	for i := range n {
		kept += y.raceUndo(t, p, i, newTurn(i, raced, 1, usual))
		y.raceCommit(t, p, i, newTurn(i, raced, 1, usual))
	}
	if kept == 0 || kept == raced*n {
		t.Errorf("%d of %d people were active before the undo, so nothing was raced", kept, raced*n)
	}
	y.CheckInvariants(t)
	provedShare(t, some(n, invitations, "undos and as many commits"), ", each while %d activate: all told of success are active (%d of %d before the undo), all imports ended", raced, kept, raced*n)
}

// imported puts a roster into the bucket and takes its event.
func (y *yard) imported(t *testing.T, p *process, way, name, content string) roster.Import {
	t.Helper()
	y.drop(t, "rosters/"+y.Community.ID+"/"+way+"/"+name, content)
	created, _ := y.news()
	for _, e := range created {
		if err := takeFile(t.Context(), p, e); err != nil {
			t.Fatal(err)
		}
	}
	all, _, err := y.Store.Imports(t.Context(), y.Community.ID, 1, "")
	if err != nil || len(all) != 1 || all[0].File.Name != name {
		t.Fatalf("the import of %s: %+v, %v", name, all, err)
	}
	y.Clock.Advance(time.Second)
	return y.job(t, all[0].ID)
}

func (y *yard) job(t *testing.T, id string) roster.Import {
	t.Helper()
	job, err := y.Store.Import(t.Context(), y.Community.ID, id)
	if err != nil {
		t.Fatal(err)
	}
	return job
}

func rowsOf(n int, name string) (content string, emails []string) {
	var b strings.Builder
	b.WriteString("Full Name,Address,Email,Phone\r\n")
	for k := range raced {
		emails = append(emails, fmt.Sprintf("%s-%d-%d@example.com", name, n, k))
		fmt.Fprintf(&b, "%s Delgado,\"%d Juniper Ct, Mesa, AZ 85201\",%s,(480) 555-01%02d\r\n", firstNames[k], 100+n, emails[k], k)
	}
	return b.String(), emails
}

func (y *yard) member(t *testing.T, email string) (m roster.Member, there bool) {
	t.Helper()
	person, err := y.PersonID(t.Context(), email)
	if err != nil {
		t.Fatal(err)
	}
	link, err := y.Store.Membership(t.Context(), person, y.Community.ID)
	if errors.Is(err, roster.ErrNotFound) {
		return m, false
	}
	if err != nil {
		t.Fatal(err)
	}
	m, err = y.Store.Member(t.Context(), y.Community.ID, link.Member)
	if err != nil {
		t.Fatal(err)
	}
	return m, true
}

// mustMember returns the member with that email, who must be there.
func (y *yard) mustMember(t *testing.T, email string) roster.Member {
	t.Helper()
	m, there := y.member(t, email)
	if !there {
		t.Fatalf("%s is not there", email)
	}
	return m
}

// against lets everybody activate while do happens. It returns what they were
// told.
func (y *yard) against(t *testing.T, emails []string, order *turn, do func(context.Context) error) []error {
	t.Helper()
	shown, told := make([]onboarding.Activation, len(emails)), make([]error, len(emails))
	for k, email := range emails {
		shown[k] = y.ByMail(t, y.mustMember(t, email))
		shown[k].Request = email
	}
	together(len(emails)+1, func(k int) {
		defer order.wait(k < len(emails))()
		if k < len(emails) {
			told[k] = activate(t.Context(), y.Fixture, shown[k])
			return
		}
		if err := do(t.Context()); err != nil {
			t.Error(err)
		}
	})
	return told
}

// finished lets the schedule run until the import has ended.
func (y *yard) finished(t *testing.T, p *process, id string, ends ...roster.ImportState) roster.Import {
	t.Helper()
	for range 20 {
		if job := y.job(t, id); slices.Contains(ends, job.State) {
			return job
		}
		y.Clock.Advance(time.Minute)
		if err := goOn(t.Context(), p); err != nil {
			t.Fatal(err)
		}
	}
	job := y.job(t, id)
	t.Errorf("import of %s is %s (%s), want one of %v", job.File.Name, job.State, job.Reason, ends)
	return job
}

// raceUndo returns how many were active before the undo came to them.
func (y *yard) raceUndo(t *testing.T, p *process, n int, order *turn) int {
	t.Helper()
	content, emails := rowsOf(n, "undone")
	job := y.imported(t, p, "import", fmt.Sprintf("undone-%d.csv", n), content)
	told := y.against(t, emails, order, func(ctx context.Context) error {
		if _, err := p.importer.Undo(ctx, y.Support, y.Community.ID, job.ID); err != nil {
			return err
		}
		return goOn(ctx, p)
	})
	job = y.finished(t, p, job.ID, roster.ImportUndone, roster.ImportPartlyUndone)
	kept := 0
	for k, email := range emails {
		m, there := y.member(t, email)
		active := there && m.Status == roster.Active
		kept += btoi(active)
		switch {
		case told[k] == nil && !active:
			t.Errorf("undo %d: %s was told of success and is %q", n, email, m.Status)
		case told[k] != nil && !errors.Is(told[k], onboarding.ErrRefused):
			t.Errorf("undo %d: activating %s: %v", n, email, told[k])
		case told[k] != nil && (active || there && !m.Status.Ended()):
			t.Errorf("undo %d: %s was refused and is %s", n, email, m.Status)
		}
	}
	if whole := job.State == roster.ImportUndone; whole != (kept == 0) {
		t.Errorf("undo %d: %d are active and the import is %s", n, kept, job.State)
	}
	return kept
}

// raceCommit commits a roster with phones of people who are pending.
func (y *yard) raceCommit(t *testing.T, p *process, n int, order *turn) {
	t.Helper()
	content, emails := rowsOf(n, "committed")
	for k, email := range emails {
		wish := onboardingtest.Person(firstNames[k], "Delgado", email)
		wish.Home.Street.Street = fmt.Sprintf("%d Juniper Ct", 100+n)
		if _, err := y.Invite(t.Context(), y.Admin, y.Community, wish); err != nil {
			t.Fatal(err)
		}
	}
	job := y.imported(t, p, "review", fmt.Sprintf("committed-%d.csv", n), content)
	told := y.against(t, emails, order, func(ctx context.Context) error {
		if _, err := p.importer.Commit(ctx, y.Support, y.Community.ID, job.ID, ""); err != nil {
			return fmt.Errorf("%w (%s, %s)", err, job.State, job.Reason)
		}
		return goOn(ctx, p)
	})
	job = y.finished(t, p, job.ID, roster.ImportCompleted, roster.ImportNeedsAttention)
	if c := job.Counts; c.Total != raced || c.Created+c.Updated+c.Unchanged+c.Skipped+c.Attention+c.Failed != c.Total || c.Created > 0 {
		t.Errorf("commit %d: counts %+v, want %d of people known before", n, c, raced)
	}
	phones := 0
	for k, email := range emails {
		m, _ := y.member(t, email)
		phones += btoi(m.Phone != "")
		if told[k] != nil || m.Status != roster.Active {
			t.Errorf("commit %d: %s is %s after %v", n, email, m.Status, told[k])
		}
	}
	if phones != job.Counts.Updated {
		t.Errorf("commit %d: %d people have a phone, and %d rows count as updated", n, phones, job.Counts.Updated)
	}
}
