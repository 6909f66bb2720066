package dynamo

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/communitrak/onboarding/internal/roster"
)

// newHome makes a property with its first household, in which m1 lives.
func newHome(t *testing.T, s *Store, id string) (roster.Property, roster.Household) {
	t.Helper()
	p := roster.Property{ID: id, Community: "c", Kind: roster.Lot, Address: roster.Address{Lot: "12"}, Label: "Lot " + id, Line: id, Households: 1, CreatedAt: noon, Import: "j"}
	h := roster.Household{ID: roster.NewHouseholdID(id, true), Community: "c", Property: id, People: map[string]string{"m1": "Delgado"}, CreatedAt: noon}
	tx := s.Begin()
	tx.CreateProperty(p)
	tx.SaveHousehold(h)
	commit(t, tx)
	p.Rev, h.Rev = 1, 1
	return p, h
}

func household(t *testing.T, s *Store, id string) roster.Household {
	t.Helper()
	h, err := s.Household(t.Context(), "c", id)
	must(t, err)
	return h
}

// A property's first household is found wherever households are, and is no item
// of its own.
func TestStore_firstHousehold(t *testing.T) {
	t.Parallel()
	s := newStore(t)
	p, h := newHome(t, s, "p")
	further := roster.Household{ID: roster.NewHouseholdID("p", false), Community: "c", Property: "p", Rev: 1}
	tx := s.Begin()
	tx.SaveHousehold(roster.Household{ID: further.ID, Community: "c", Property: "p"})
	tx.AddHouseholds("c", "p", 1)
	commit(t, tx)

	if diff := cmp.Diff(h, household(t, s, h.ID)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	all, err := s.Households(t.Context(), "c", "p")
	if err != nil || len(all) != 2 {
		t.Errorf("the property has the households %+v, %v, want two", all, err)
	}
	ps, hs, err := s.Homes(t.Context(), "c", []string{"p"}, []string{h.ID, further.ID})
	if err != nil || ps["p"].Households != 2 || hs[h.ID].People["m1"] != "Delgado" || hs[further.ID].ID != further.ID {
		t.Errorf("got %+v and %+v, %v", ps, hs, err)
	}
	items, err := s.queryAll(t.Context(), query{pk: propertyKey("c", p.ID).PK})
	if err != nil || len(items) != 2 {
		t.Errorf("the property and its households are %d items, %v, want 2", len(items), err)
	}
	if _, err := s.Household(t.Context(), "c", "p.oother"); !errors.Is(err, roster.ErrNotFound) {
		t.Errorf("another ID at the same property: %v, want not found", err)
	}
}

// Whoever corrects a property and whoever joins its first household do not
// disturb or overwrite each other.
func TestTx_SaveProperty_keepsTheHousehold(t *testing.T) {
	t.Parallel()
	s := newStore(t)
	p, h := newHome(t, s, "p")
	joined, _ := h.Join("m2", "Min", roster.HouseholdHead)
	tx := s.Begin()
	tx.SaveHousehold(joined)
	commit(t, tx)

	corrected := p
	corrected.Kind, corrected.Address, corrected.Import = roster.Street, roster.Address{Street: "114 Juniper Ct"}, ""
	corrected.Aliases = []roster.AddressKey{{Line: "former"}}
	tx = s.Begin()
	tx.SaveProperty(corrected)
	commit(t, tx)

	joined.Rev, corrected.Rev = 2, 2
	if diff := cmp.Diff(joined, household(t, s, h.ID)); diff != "" {
		t.Errorf("the household (-want +got):\n%s", diff)
	}
	got, err := s.Property(t.Context(), "c", "p")
	if diff := cmp.Diff(corrected, got); diff != "" || err != nil {
		t.Errorf("the property: %v (-want +got):\n%s", err, diff)
	}
	tx = s.Begin()
	tx.SaveProperty(p)
	if err := tx.Commit(t.Context()); !errors.Is(err, ErrConflict) {
		t.Errorf("over a revision that is past: %v, want a conflict", err)
	}
}

// Every change of a first household names the revision that was read, alone or
// along with a change of the property.
func TestTx_firstHousehold_revision(t *testing.T) {
	t.Parallel()
	s := newStore(t)
	_, h := newHome(t, s, "p")
	tx := s.Begin()
	tx.SaveHousehold(h)
	commit(t, tx)
	p, err := s.Property(t.Context(), "c", "p")
	must(t, err)
	for name, change := range map[string]func(*Tx){
		"save":    func(tx *Tx) { tx.SaveHousehold(h) },
		"remove":  func(tx *Tx) { tx.DeleteHousehold(h) },
		"require": func(tx *Tx) { tx.RequireHousehold(h); tx.count("c", roster.Counts{Pending: 1}) },
		"remove and count": func(tx *Tx) {
			tx.AddHouseholds("c", "p", -1)
			tx.DeleteHousehold(h)
		},
		"require and correct": func(tx *Tx) {
			tx.RequireHousehold(h)
			tx.SaveProperty(p)
		},
		"remove with the property": func(tx *Tx) {
			tx.DeleteHousehold(h)
			tx.DeleteProperty(p)
		},
	} {
		tx := s.Begin()
		change(tx)
		if err := tx.Commit(t.Context()); !errors.Is(err, ErrConflict) {
			t.Errorf("%s: %v, want a conflict", name, err)
		}
	}
	twice := s.Begin()
	twice.SaveHousehold(household(t, s, h.ID))
	twice.SaveHousehold(household(t, s, h.ID))
	if err := twice.Commit(t.Context()); err == nil {
		t.Error("one household is written twice, and nobody minds")
	}
}

// A first household can go alone, or with its property.
func TestTx_firstHousehold_removed(t *testing.T) {
	t.Parallel()
	s := newStore(t)
	_, alone := newHome(t, s, "p")
	tx := s.Begin()
	tx.DeleteHousehold(alone)
	tx.AddHouseholds("c", "p", -1)
	commit(t, tx)
	p, err := s.Property(t.Context(), "c", "p")
	if err != nil || p.Households != 0 {
		t.Errorf("the property counts %d households, %v, want 0", p.Households, err)
	}
	if left, err := s.Households(t.Context(), "c", "p"); err != nil || len(left) != 0 {
		t.Errorf("%+v is left, %v", left, err)
	}

	q, with := newHome(t, s, "q")
	tx = s.Begin()
	tx.DeleteHousehold(with)
	tx.DeleteProperty(q)
	commit(t, tx)
	if _, err := s.Property(t.Context(), "c", "q"); !errors.Is(err, roster.ErrNotFound) {
		t.Errorf("the other property: %v, want not found", err)
	}
}

// A household that has moved with its property is found under its former IDs.
func TestStore_firstHousehold_moved(t *testing.T) {
	t.Parallel()
	s := newStore(t)
	_, h := newHome(t, s, "p")
	_, there := newHome(t, s, "q")
	moved := h
	moved.ID, moved.Property, moved.Rev = roster.HouseholdMovedTo("q", h.ID), "q", 0
	tx := s.Begin()
	tx.DeleteHousehold(h)
	tx.SaveHousehold(moved)
	tx.AddHouseholds("c", "p", -1)
	tx.AddHouseholds("c", "q", 1)
	commit(t, tx)
	p, err := s.Property(t.Context(), "c", "p")
	must(t, err)
	q, err := s.Property(t.Context(), "c", "q")
	must(t, err)
	tx = s.Begin()
	tx.JoinProperty(p, q)
	commit(t, tx)
	moved.Rev = 1
	if diff := cmp.Diff(moved, household(t, s, h.ID)); diff != "" {
		t.Errorf("under its former ID (-want +got):\n%s", diff)
	}
	if got := household(t, s, there.ID); got.Rev != 1 || got.ID != there.ID {
		t.Errorf("who lived there before: got %+v", got)
	}
}
