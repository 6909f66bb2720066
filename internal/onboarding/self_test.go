package onboarding_test

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/communitrak/onboarding/internal/onboarding"
	. "github.com/communitrak/onboarding/internal/onboarding/onboardingtest"
	"github.com/communitrak/onboarding/internal/roster"
)

// self is the resident m, signed in.
func self(m roster.Member) roster.Principal {
	return roster.Principal{Community: m.Community, Member: m.ID, Name: m.FullName()}
}

func TestEditSelf(t *testing.T) {
	t.Parallel()
	f := New(t)
	m := f.Invited(t, "Rosa", "Delgado", "rosa@example.org")
	f.ActivateByMail(t, m)
	m = f.Member(t, m)
	first, last, phone, role, email := "Rosalind", "Delgado-Sato", "(480) 555-0103", roster.RoleAdministrator, "other@example.org"
	edited, err := f.EditSelf(t.Context(), self(m), f.Community, onboarding.Edit{
		Version: m.Version, FirstName: &first, LastName: &last, Phone: &phone, Role: &role, Email: &email})
	if err != nil {
		t.Fatal(err)
	}
	want := m
	want.FirstName, want.LastName, want.Phone, want.Version, want.Rev = first, last, "+14805550103", m.Version+1, m.Rev+1
	if diff := cmp.Diff(want, f.Member(t, m)); diff != "" {
		t.Errorf("member (-want +got):\n%s", diff)
	}
	_, h, err := f.HomeOf(t.Context(), edited)
	if err != nil || h.Name() != "Delgado-Sato Family" {
		t.Errorf("the household is %q (%v), want it to follow the name", h.Name(), err)
	}
	history, _, err := f.Store.History(t.Context(), m.Community, m.ID, 50, "")
	if err != nil {
		t.Fatal(err)
	}
	found := false
	for _, e := range history {
		found = found || e.Action == "edited" && e.By == roster.Actor{Kind: roster.ByResident, ID: m.ID, Name: "Rosa Delgado"}
	}
	if !found {
		t.Errorf("the trail does not say that the resident did it: %+v", history)
	}
	if _, err := f.EditSelf(t.Context(), self(m), f.Community, onboarding.Edit{Version: m.Version, FirstName: &last}); !errors.Is(err, roster.ErrStale) {
		t.Errorf("from an old version: got %v, want stale", err)
	}
	var invalid roster.InvalidErrors
	bad := "12"
	if _, err := f.EditSelf(t.Context(), self(m), f.Community, onboarding.Edit{Phone: &bad}); !errors.As(err, &invalid) || invalid[0].Field != "phone" {
		t.Errorf("an unusable phone: got %v, want its own error", err)
	}
}

// A request that was let in before the removal does not edit anybody who has
// left.
func TestEditSelf_removed(t *testing.T) {
	t.Parallel()
	f := New(t)
	m := f.Invited(t, "Rosa", "Delgado", "rosa@example.org")
	f.ActivateByMail(t, m)
	if _, err := f.Remove(t.Context(), f.Admin, f.Community, m.ID); err != nil {
		t.Fatal(err)
	}
	first := "Rosalind"
	if _, err := f.EditSelf(t.Context(), self(m), f.Community, onboarding.Edit{FirstName: &first}); !errors.Is(err, roster.ErrNotFound) {
		t.Errorf("got %v, want not found", err)
	}
	if got := f.Member(t, m); got.FirstName != "Rosa" {
		t.Errorf("got %s, want Rosa still", got.FirstName)
	}
}
