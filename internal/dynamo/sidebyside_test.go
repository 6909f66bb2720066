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
		link, c, m, err := s.Admission(t.Context(), "p", "c")
		if err != nil || link.Member != m.ID || c.ID != "c" || m.FirstName != want {
			t.Errorf("got %s of %s in %s, %v, want %s", m.FirstName, link.Member, c.ID, err, want)
		}
	}
}
