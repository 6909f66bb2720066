package dynamo

import (
	"errors"
	"testing"
	"time"

	"github.com/communitrak/onboarding/internal/roster"
)

func TestSideBySide(t *testing.T) {
	t.Parallel()
	first, second := errors.New("first"), errors.New("second")
	late := make(chan struct{})
	err := SideBySide(
		func() error { <-late; return first },
		func() error { close(late); return second },
	)
	if err != first {
		t.Errorf("got %v, want the first error of the arguments, not of time", err)
	}
}

// What a session or a membership led to before is read along with it, and only
// counts if it still leads there.
func TestLeads(t *testing.T) {
	t.Parallel()
	var l leads
	read := func(to string, before func(), wanted ...string) {
		t.Helper()
		var got []string
		err := l.readLed("from", func() (string, error) { before(); return to, nil }, func(to string) error { got = append(got, to); return nil })
		if err != nil || len(got) != len(wanted) || got[len(got)-1] != to {
			t.Errorf("got %v, %v, want %v", got, err, wanted)
		}
	}
	read("a", func() {}, "a")
	read("a", func() {}, "a")
	read("b", func() {}, "a", "b")

	begun := make(chan struct{})
	err := l.readLed("from", func() (string, error) {
		select {
		case <-begun:
			return "b", nil
		case <-time.After(10 * time.Second):
			return "", errors.New("the second read waited for the first")
		}
	}, func(string) error { close(begun); return nil })
	if err != nil {
		t.Error(err)
	}
	gone := l.readLed("from", func() (string, error) { return "", roster.ErrNotFound }, func(string) error { return nil })
	if !errors.Is(gone, roster.ErrNotFound) {
		t.Errorf("a lead from what is gone: got %v, want not found", gone)
	}
	for n := range maxLeads + 1 {
		l.remember(string(rune(n)), "to")
	}
	if len(l.to) > maxLeads {
		t.Errorf("%d leads are remembered, want %d at most", len(l.to), maxLeads)
	}
}

// A membership that was given to another member is judged by that member at
// once, whatever the process remembers.
func TestStore_Admission_movedOn(t *testing.T) {
	t.Parallel()
	s := newStore(t)
	tx := s.Begin()
	tx.CreateCommunity(roster.Community{ID: "c", Name: "C"})
	tx.CreateMember(roster.Member{ID: "m1", Community: "c", FirstName: "Rosa", Status: roster.Active}, "p", noon)
	commit(t, tx)
	for _, want := range []string{"Rosa", "Rosa", "Ivy"} {
		if want == "Ivy" {
			link, err := s.Membership(t.Context(), "p", "c")
			must(t, err)
			tx := s.Begin()
			link.Member = "m2"
			tx.SaveMembership(link)
			tx.CreateMember(roster.Member{ID: "m2", Community: "c", FirstName: "Ivy", Status: roster.Active}, "q", noon)
			commit(t, tx)
		}
		in, err := s.Admission(t.Context(), "p", "c")
		if err != nil || in.Membership.Member != in.Member.ID || in.Community.ID != "c" || in.Member.FirstName != want {
			t.Errorf("got %+v, %v, want %s", in, err, want)
		}
	}
}

// Once a process knows the way, one read has the session and what decides
// whether its owner may act in a community, as all of it is now.
func TestStore_SessionIn(t *testing.T) {
	t.Parallel()
	s := newStore(t)
	tx := s.Begin()
	tx.CreateCommunity(roster.Community{ID: "c", Name: "C"})
	rosa := tx.CreateMember(roster.Member{ID: "m1", Community: "c", FirstName: "Rosa", Status: roster.Active}, "p", noon)
	tx.CreateAccount(roster.Account{Person: "p", Email: "rosa@example.org"})
	tx.CreateSession(roster.Session{ID: "s", Person: "p", EndsAt: noon})
	commit(t, tx)
	read := func() *Admitted {
		t.Helper()
		session, owner, in, err := s.SessionIn(t.Context(), "s", "c")
		if err != nil || session.ID != "s" || owner.Email != "rosa@example.org" {
			t.Errorf("got session %q of %q, %v", session.ID, owner.Email, err)
		}
		return in
	}
	if in := read(); in != nil {
		t.Errorf("the way is not known yet: got %+v", in)
	}
	if _, err := s.Admission(t.Context(), "p", "c"); err != nil {
		t.Fatal(err)
	}
	if in := read(); in == nil || in.Member.FirstName != "Rosa" || in.Membership.Member != "m1" || in.Community.Name != "C" {
		t.Errorf("got %+v, want Rosa in C", in)
	}
	rosa.Rev = 1
	removed := rosa
	removed.Status = roster.Removed
	tx = s.Begin()
	tx.SaveMember(rosa, removed, noon)
	commit(t, tx)
	if in := read(); in == nil || in.Member.Status != roster.Removed {
		t.Errorf("after Rosa was removed: got %+v", in)
	}

	link, err := s.Membership(t.Context(), "p", "c")
	must(t, err)
	link.Member = "m2"
	tx = s.Begin()
	tx.SaveMembership(link)
	commit(t, tx)
	if in := read(); in != nil {
		t.Errorf("the membership is another member's: got %+v, want that it is read again", in)
	}
	must(t, s.DeleteSession(t.Context(), "s"))
	if _, _, _, err := s.SessionIn(t.Context(), "s", "c"); !errors.Is(err, roster.ErrNotFound) {
		t.Errorf("a session that was ended: %v, want not found", err)
	}
}
