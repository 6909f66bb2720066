package printing_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	"image/png"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/communitrak/onboarding/internal/app/apptest"
	"github.com/communitrak/onboarding/internal/dynamo/dynamotest"
	"github.com/communitrak/onboarding/internal/onboarding"
	"github.com/communitrak/onboarding/internal/onboarding/logofile"
	. "github.com/communitrak/onboarding/internal/onboarding/onboardingtest"
	"github.com/communitrak/onboarding/internal/printing"
	"github.com/communitrak/onboarding/internal/roster"
)

// shelf stands for the bucket.
type shelf struct {
	mu     sync.Mutex
	files  map[string][]byte
	writes int
	fails  error
}

func (s *shelf) put(_ context.Context, key, _ string, content []byte) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.fails != nil {
		return s.fails
	}
	s.writes++
	s.files[key] = content
	return nil
}

func setUp(t *testing.T) (*Fixture, *shelf, *printing.Service, *bytes.Buffer) {
	f := New(t)
	bucket, log := &shelf{files: map[string][]byte{}}, &bytes.Buffer{}
	s := printing.New(f.Store, f.Service, bucket.put, "https://members.example.com", "support@communitrak.example", apptest.Log(t, log), f.Clock.Now)
	return f, bucket, s, log
}

// runDue does what the Print function does.
func runDue(t *testing.T, s *printing.Service) error {
	return s.RunDue(dynamotest.CallsFor(t.Context(), "Print"))
}

func asked(t *testing.T, f *Fixture, members ...roster.Member) roster.PrintJob {
	t.Helper()
	var ids []string
	for _, m := range members {
		ids = append(ids, m.ID)
	}
	p, err := f.CreatePrintJob(t.Context(), f.PlanPrintJob(f.Admin, f.Community, "letter", ids, members), "")
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func current(t *testing.T, f *Fixture, p roster.PrintJob) roster.PrintJob {
	t.Helper()
	p, err := f.Store.PrintJob(t.Context(), p.Community, p.ID)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// entries returns the member's audit entries with the given action.
func entries(t *testing.T, f *Fixture, m roster.Member, action string) (found []roster.AuditEntry) {
	t.Helper()
	all, _, err := f.Store.History(t.Context(), m.Community, m.ID, 100, "")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range all {
		if e.Action == action {
			found = append(found, e)
		}
	}
	return found
}

func TestWork(t *testing.T) {
	t.Parallel()
	f, bucket, s, log := setUp(t)
	rosa := f.Invited(t, "Rosa", "Delgado", "rosa@example.org")
	li := f.Invited(t, "李", "明", "li@example.org")
	gone := f.Invited(t, "Gus", "Gone", "gus@example.org")
	f.Clock.Advance(20 * 24 * time.Hour)
	p := asked(t, f, rosa, li, gone)
	if _, err := f.Revoke(t.Context(), f.Admin, f.Community, gone.ID); err != nil {
		t.Fatal(err)
	}
	if err := runDue(t, s); err != nil {
		t.Fatal(err)
	}
	done := current(t, f, p)
	if done.State != roster.PrintJobReady || len(done.Members) != 1 || done.Members[0] != rosa.ID {
		t.Errorf("got %s with %v, want Rosa's letter ready", done.State, done.Members)
	}
	skipped := map[string]roster.SkipReason{}
	for _, out := range done.Skipped {
		skipped[out.Member] = out.Reason
	}
	if skipped[li.ID] != roster.SkipUnprintable || skipped[gone.ID] != roster.SkipRevoked {
		t.Errorf("skipped: got %v", skipped)
	}
	if file := bucket.files[p.ObjectKey()]; !bytes.HasPrefix(file, []byte("%PDF-")) {
		t.Errorf("the file begins with %.8q, want a PDF", file)
	}
	got := f.Member(t, rosa)
	if want := f.Clock.Now().Add(30 * 24 * time.Hour); !got.Invitation.ExpiresAt.Equal(want) {
		t.Errorf("the invitation ends at %v, want %v", got.Invitation.ExpiresAt, want)
	}
	if got.Invitation.Sends != rosa.Invitation.Sends || got.Invitation.Resends.Total != 0 {
		t.Error("a letter counts as a mail")
	}
	trail := entries(t, f, rosa, "letter_printed")
	if len(trail) != 1 || trail[0].By != f.Admin.Actor() {
		t.Errorf("trail: got %+v, want one line by the administrator", trail)
	}
	if len(entries(t, f, li, "letter_printed")) != 0 {
		t.Error("the trail tells of a letter that was not printed")
	}
	code, _, err := f.Code(t.Context(), got)
	if err != nil {
		t.Fatal(err)
	}
	if written := log.String(); strings.Contains(written, code.Reveal()) || strings.Contains(written, "rosa@") {
		t.Errorf("the log tells a code or an email: %s", written)
	}
}

// The letters show the community's logo; one that was removed in the meantime
// stops none of them.
func TestWork_logo(t *testing.T) {
	t.Parallel()
	f, bucket, s, _ := setUp(t)
	var logo bytes.Buffer
	if err := png.Encode(&logo, image.NewGray(image.Rect(0, 0, 30, 10))); err != nil {
		t.Fatal(err)
	}
	picture, err := logofile.Read(logo.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	shown, err := f.SetLogo(t.Context(), f.Admin, f.Community.ID, picture)
	if err != nil {
		t.Fatal(err)
	}
	for want := range 2 {
		p := asked(t, f, f.Invited(t, "Rosa", "Delgado", fmt.Sprintf("rosa%d@example.org", want)))
		if want == 0 {
			tx := f.Store.Begin()
			tx.DeleteLogo(shown.Preferences.Branding.Logo.ID)
			if err := tx.Commit(t.Context()); err != nil {
				t.Fatal(err)
			}
		}
		if err := runDue(t, s); err != nil {
			t.Fatal(err)
		}
		if got := bytes.Count(bucket.files[p.ObjectKey()], []byte("/Subtype /Image")); got != want {
			t.Errorf("the file holds %d pictures, want %d", got, want)
		}
		if want == 0 {
			tx := f.Store.Begin()
			tx.AddLogo(roster.LogoPicture{Logo: shown.Preferences.Branding.Logo, Community: f.Community.ID, Type: "image/png", Bytes: logo.Bytes()})
			if err := tx.Commit(t.Context()); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// An interrupted run starts over, and no member is recorded or renewed twice.
func TestWork_cutOff(t *testing.T) {
	t.Parallel()
	f, bucket, s, _ := setUp(t)
	rosa, owen := f.Invited(t, "Rosa", "Delgado", "rosa@example.org"), f.Invited(t, "Owen", "Delgado", "owen@example.org")
	p := asked(t, f, rosa, owen)
	bucket.fails = errors.New("the bucket is away")
	if err := runDue(t, s); !errors.Is(err, bucket.fails) {
		t.Fatalf("got %v, want the bucket's error", err)
	}
	ends := f.Member(t, rosa).Invitation.ExpiresAt
	bucket.fails = nil
	if err := runDue(t, s); err != nil || bucket.writes != 0 {
		t.Fatalf("another run began while one may be at it: %d files, %v", bucket.writes, err)
	}
	f.Clock.Advance(10 * time.Minute)
	if err := runDue(t, s); err != nil {
		t.Fatal(err)
	}
	if got := current(t, f, p); got.State != roster.PrintJobReady || got.Done != 2 {
		t.Errorf("got %s, %d done, want both ready", got.State, got.Done)
	}
	for _, m := range []roster.Member{rosa, owen} {
		if n := len(entries(t, f, m, "letter_printed")); n != 1 {
			t.Errorf("%s: %d lines in the trail, want one", m.FirstName, n)
		}
	}
	if got := f.Member(t, rosa).Invitation.ExpiresAt; !got.Equal(ends) {
		t.Errorf("the end moved from %v to %v", ends, got)
	}
}

// Two concurrent runs make one file.
func TestWork_atOnce(t *testing.T) {
	t.Parallel()
	f, bucket, s, _ := setUp(t)
	p := asked(t, f, f.Invited(t, "Rosa", "Delgado", "rosa@example.org"))
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			if err := runDue(t, s); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	if bucket.writes != 1 || current(t, f, p).Attempts != 1 {
		t.Errorf("got %d files after %d tries, want one", bucket.writes, current(t, f, p).Attempts)
	}
}

// A printing that cannot succeed ends as failed instead of retrying forever.
func TestWork_givesUp(t *testing.T) {
	t.Parallel()
	f, bucket, s, _ := setUp(t)
	p := asked(t, f, f.Invited(t, "Rosa", "Delgado", "rosa@example.org"))
	bucket.fails = errors.New("the bucket is away")
	for range 7 {
		_ = runDue(t, s) // each fails, as it should
		f.Clock.Advance(10 * time.Minute)
	}
	if got := current(t, f, p); got.State != roster.PrintJobFailed {
		t.Errorf("got %s after %d tries, want failed", got.State, got.Attempts)
	}
}

// The requester's rank is checked again when the letter is made.
func TestWork_rank(t *testing.T) {
	t.Parallel()
	f, _, s, _ := setUp(t)
	m := f.Invited(t, "Rosa", "Delgado", "rosa@example.org")
	board := f.Admin
	board.Permissions = roster.RoleBoard.Permissions()
	p, err := f.CreatePrintJob(t.Context(), f.PlanPrintJob(board, f.Community, "card", []string{m.ID}, []roster.Member{m}), "")
	if err != nil {
		t.Fatal(err)
	}
	administrator := roster.RoleAdministrator
	if _, err := f.EditMember(t.Context(), f.Admin, f.Community, m.ID, onboarding.Edit{Role: &administrator}); err != nil {
		t.Fatal(err)
	}
	if err := runDue(t, s); err != nil {
		t.Fatal(err)
	}
	if got := current(t, f, p); len(got.Members) != 0 || len(got.Skipped) != 1 || got.Skipped[0].Reason != roster.SkipRoleAbove {
		t.Errorf("got %v printed and %v skipped, want her skipped", got.Members, got.Skipped)
	}
}
