package roster_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/communitrak/onboarding/internal/roster"
)

func printing(members ...string) roster.PrintJob {
	return roster.PrintJob{Form: "letter", Members: members, State: roster.PrintJobRunning, CreatedAt: noon, Due: noon}
}

// One run has a printing at a time, each begins from the start, and after five
// that did not end it has failed.
func TestPrintJob_Lease(t *testing.T) {
	t.Parallel()
	p, now := printing("m1", "m2"), noon
	if _, ok := p.Lease(noon.Add(-1)); ok {
		t.Error("it ran before it was due")
	}
	for run := 1; run <= 5; run++ {
		begun, ok := p.Lease(now)
		if !ok || begun.Attempts != run || begun.Done != 0 || !begun.Due.After(now) {
			t.Fatalf("run %d: got %+v, %v", run, begun, ok)
		}
		if _, ok := begun.Lease(begun.Due.Add(-1)); ok {
			t.Fatalf("run %d: two have it at a time", run)
		}
		begun.Done = 1
		p, now = begun, begun.Due
	}
	failed, ok := p.Lease(now)
	if ok || failed.State != roster.PrintJobFailed {
		t.Errorf("after five runs: got %s, %v, want it failed", failed.State, ok)
	}
	if _, ok := p.Ready(now).Lease(now); ok {
		t.Error("it ran after its end")
	}
}

func TestPrintJob_Skip(t *testing.T) {
	t.Parallel()
	p := printing("m1", "m2", "m3")
	got := p.Skip("m2", roster.SkipRevoked).Skip("m3", roster.SkipUnprintable)
	want := printing("m1")
	want.Skipped = []roster.SkippedMember{{Member: "m2", Reason: roster.SkipRevoked}, {Member: "m3", Reason: roster.SkipUnprintable}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if len(p.Members) != 3 || p.Skipped != nil {
		t.Errorf("the printing it was made from has changed: %+v", p)
	}
}

func TestPrintJob_Expired(t *testing.T) {
	t.Parallel()
	ready := printing("m1", "m2").Ready(noon)
	if ready.Done != 2 || ready.State != roster.PrintJobReady || !ready.ReadyAt.Equal(noon) {
		t.Errorf("got %+v, want both printed at noon", ready)
	}
	for at, want := range map[time.Duration]bool{0: false, roster.LetterRetention - 1: false, roster.LetterRetention: true} {
		if got := ready.Expired(noon.Add(at)); got != want {
			t.Errorf("after %v: got %v, want %v", at, got, want)
		}
	}
	if printing("m1").Expired(noon.Add(month)) {
		t.Error("a file that was never made is over")
	}
}

func TestPrintJob_Pages(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		form           string
		members, pages int
	}{{"letter", 0, 0}, {"letter", 5, 5}, {roster.FormCard, 0, 0}, {roster.FormCard, 1, 1}, {roster.FormCard, 4, 1}, {roster.FormCard, 5, 2}} {
		p := printing(make([]string, c.members)...)
		p.Form = c.form
		if got := p.Pages(); got != c.pages {
			t.Errorf("%d of form %s: got %d pages, want %d", c.members, c.form, got, c.pages)
		}
	}
}

// Who asked is judged by what they could do when they asked.
func TestPrintJob_Principal(t *testing.T) {
	t.Parallel()
	for _, by := range []roster.Principal{
		roster.StaffPrincipal("p1", "Sam Support", "maple-grove"),
		{Community: "maple-grove", Member: "m9", Name: "Ada Admin", Permissions: roster.RoleBoard.Permissions()},
	} {
		p := printing()
		p.Community, p.By, p.Permissions = by.Community, by.Actor(), by.Permissions
		if diff := cmp.Diff(by, p.Principal()); diff != "" {
			t.Error(diff)
		}
	}
}

func TestMember_Printable(t *testing.T) {
	t.Parallel()
	for status, want := range map[roster.Status]roster.SkipReason{
		roster.Pending: "", roster.Profile: "", roster.Revoked: roster.SkipRevoked, roster.Active: roster.SkipNotPending, roster.Removed: roster.SkipNotPending,
	} {
		if got := in(status).Printable(); got != want {
			t.Errorf("%s: got %q, want %q", status, got, want)
		}
	}
}
