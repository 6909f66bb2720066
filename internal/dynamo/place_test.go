package dynamo

import (
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/communitrak/onboarding/internal/roster"
)

// homeAt makes a property with its first household, as a new one at the street
// and ZIP.
func homeAt(t *testing.T, s *Store, line, zip string) roster.Property {
	t.Helper()
	p := roster.Property{Community: "c", Kind: roster.Street, Address: roster.Address{Street: line, ZIP: zip}, Label: line, Line: line, Households: 1, CreatedAt: noon}
	p.ID = roster.PropertyIDAt("c", p.AddressKey())
	tx := s.Begin()
	tx.CreateProperty(p)
	tx.SaveHousehold(roster.Household{ID: roster.NewHouseholdID(p.ID, true), Community: "c", Property: p.ID, People: map[string]string{"m of " + line: "Delgado"}, CreatedAt: noon})
	commit(t, tx)
	return readProperty(t, s, p.ID)
}

func readProperty(t *testing.T, s *Store, id string) roster.Property {
	t.Helper()
	p, err := s.Property(t.Context(), "c", id)
	must(t, err)
	return p
}

// moveTo gives p the address and returns it as it is then.
func moveTo(t *testing.T, s *Store, p roster.Property, line string) roster.Property {
	t.Helper()
	next := p
	next.Line, next.Label, next.Address.Street = line, line, line
	tx := s.Begin()
	tx.ReleaseAddress(p, p.AddressKey())
	tx.ReserveAddress(next, next.AddressKey())
	tx.SaveProperty(next)
	commit(t, tx)
	return readProperty(t, s, p.ID)
}

// wantAt checks what the delivery line leads to, by both ways of looking it up.
func wantAt(t *testing.T, s *Store, line string, want ...AddressMatch) {
	t.Helper()
	got, err := s.PropertiesAt(t.Context(), "c", line)
	if diff := cmp.Diff(want, got); diff != "" || err != nil {
		t.Errorf("%s: %v (-want +got):\n%s", line, err, diff)
	}
	byLine, err := s.PropertiesOf(t.Context(), "c", []roster.AddressKey{{Line: line, ZIP: "85201"}})
	if diff := cmp.Diff(want, byLine[line]); diff != "" || err != nil {
		t.Errorf("%s, looked up by its keys: %v (-want +got):\n%s", line, err, diff)
	}
}

// A new home is one item, which its address leads to; nobody else can have it.
func TestTx_CreateProperty_place(t *testing.T) {
	t.Parallel()
	s := newStore(t)
	p := homeAt(t, s, "1 oak st", "85201")
	lot := homeAt(t, s, "lot 7", "")
	wantAt(t, s, "1 oak st", AddressMatch{"85201", p.ID})
	wantAt(t, s, "lot 7", AddressMatch{"", lot.ID})
	if items, err := s.queryAll(t.Context(), query{pk: propertyKey("c", p.ID).PK}); err != nil || len(items) != 1 {
		t.Errorf("it is %d items, %v, want 1", len(items), err)
	}
	for name, id := range map[string]string{"the same": p.ID, "another ID": roster.NewID()} {
		again := p
		again.ID, again.Rev = id, 0
		tx := s.Begin()
		tx.CreateProperty(again)
		var exists *roster.ExistsError
		if err := tx.Commit(t.Context()); !errors.As(err, &exists) || exists.ID != p.ID {
			t.Errorf("%s: %v, want that %s exists", name, err, p.ID)
		}
	}
}

// Homes on one delivery line share a partition and nothing else.
func TestStore_Households_oneLine(t *testing.T) {
	t.Parallel()
	s := newStore(t)
	here, there := homeAt(t, s, "1 oak st", "85201"), homeAt(t, s, "1 oak st", "10001")
	all, err := s.Households(t.Context(), "c", here.ID)
	if err != nil || len(all) != 1 || all[0].Property != here.ID {
		t.Errorf("got %+v, %v, want the one at %s, not that at %s", all, err, here.ID, there.ID)
	}
}

// A property that gets another address stays where it is stored, and its former
// address is free for another property, which leaves it alone.
func TestTx_ReleaseAddress_vacated(t *testing.T) {
	t.Parallel()
	s := newStore(t)
	moved := moveTo(t, s, homeAt(t, s, "1 oak st", "85201"), "2 oak st")
	wantAt(t, s, "1 oak st", AddressMatch{"85201", ""})
	wantAt(t, s, "2 oak st", AddressMatch{"85201", moved.ID})

	// Its own address is taken, although no property is stored under it.
	second := roster.Property{Community: "c", Kind: roster.Street, Address: roster.Address{Street: "2 oak st", ZIP: "85201"}, Label: "2 oak st", Line: "2 oak st", CreatedAt: noon}
	second.ID = roster.PropertyIDAt("c", second.AddressKey())
	taken := s.Begin()
	taken.CreateProperty(second)
	var exists *roster.ExistsError
	if err := taken.Commit(t.Context()); !errors.As(err, &exists) || exists.ID != moved.ID {
		t.Errorf("at its address: %v, want that %s exists", err, moved.ID)
	}

	// Whoever still thinks that nothing is stored there decides again.
	stale := roster.Property{Community: "c", Kind: roster.Street, Address: roster.Address{Street: "1 oak st", ZIP: "85201"}, Label: "1 oak st", Line: "1 oak st", CreatedAt: noon}
	stale.ID = roster.PropertyIDAt("c", stale.AddressKey())
	tx := s.Begin()
	tx.CreateProperty(stale)
	if err := tx.Commit(t.Context()); !errors.Is(err, ErrConflict) {
		t.Errorf("over the property that has moved: %v, want a conflict", err)
	}
	newcomer := stale
	newcomer.ID = roster.NewID()
	tx = s.Begin()
	tx.CreateProperty(newcomer)
	commit(t, tx)
	wantAt(t, s, "1 oak st", AddressMatch{"85201", newcomer.ID})
	if diff := cmp.Diff(moved, readProperty(t, s, moved.ID)); diff != "" {
		t.Errorf("the one that has moved (-want +got):\n%s", diff)
	}

	// It goes, with its household, and the newcomer stays.
	households, err := s.Households(t.Context(), "c", moved.ID)
	must(t, err)
	tx = s.Begin()
	tx.DeleteHousehold(households[0])
	tx.DeleteProperty(moved)
	commit(t, tx)
	if _, err := s.Property(t.Context(), "c", moved.ID); !errors.Is(err, roster.ErrNotFound) {
		t.Errorf("the deleted one: %v, want not found", err)
	}
	wantAt(t, s, "1 oak st", AddressMatch{"85201", newcomer.ID})
	wantAt(t, s, "2 oak st")
	page, _, err := s.Properties(t.Context(), "c", "", 10, "")
	if err != nil || len(page) != 1 || page[0].ID != newcomer.ID {
		t.Errorf("listed: %+v, %v, want the newcomer", page, err)
	}
}

// An address that is given up is as good as new: a property there has the ID of
// its address, as before.
func TestTx_ReleaseAddress_free(t *testing.T) {
	t.Parallel()
	s := newStore(t)
	moved := moveTo(t, s, moveTo(t, s, homeAt(t, s, "1 oak st", "85201"), "2 oak st"), "3 oak st")
	wantAt(t, s, "2 oak st")
	if _, err := s.Property(t.Context(), "c", roster.PropertyIDAt("c", roster.AddressKey{Line: "3 oak st", ZIP: "85201"})); !errors.Is(err, roster.ErrNotFound) {
		t.Errorf("a property of the address's ID: %v, want not found", err)
	}
	second := homeAt(t, s, "2 oak st", "85201")
	wantAt(t, s, "2 oak st", AddressMatch{"85201", second.ID})
	back := moveTo(t, s, moved, "1 oak st")
	wantAt(t, s, "1 oak st", AddressMatch{"85201", moved.ID})

	tx := s.Begin()
	households, err := s.Households(t.Context(), "c", back.ID)
	must(t, err)
	tx.DeleteHousehold(households[0])
	tx.DeleteProperty(back)
	commit(t, tx)
	wantAt(t, s, "1 oak st")
	first := homeAt(t, s, "1 oak st", "85201")
	if first.ID != moved.ID {
		t.Errorf("made again, it is %s, want %s", first.ID, moved.ID)
	}
}

// What was read of a property that is gone says nothing of the one made at its
// address since, although both have the same ID and revision.
func TestTx_SaveProperty_anotherAtItsAddress(t *testing.T) {
	t.Parallel()
	s := newStore(t)
	former := homeAt(t, s, "1 oak st", "85201")
	households, err := s.Households(t.Context(), "c", former.ID)
	must(t, err)
	tx := s.Begin()
	tx.DeleteHousehold(households[0])
	tx.DeleteProperty(former)
	commit(t, tx)
	later := former
	later.CreatedAt, later.Rev = noon.Add(time.Second), 0
	tx = s.Begin()
	tx.CreateProperty(later)
	tx.SaveHousehold(roster.Household{ID: roster.NewHouseholdID(later.ID, true), Community: "c", Property: later.ID, CreatedAt: later.CreatedAt})
	commit(t, tx)
	for name, change := range map[string]func(*Tx){
		"correct": func(tx *Tx) { tx.SaveProperty(former) },
		"delete":  func(tx *Tx) { tx.DeleteProperty(former) },
		"join":    func(tx *Tx) { tx.SaveHousehold(households[0]) },
	} {
		tx := s.Begin()
		change(tx)
		if err := tx.Commit(t.Context()); !errors.Is(err, ErrConflict) {
			t.Errorf("%s: %v, want a conflict", name, err)
		}
	}
}

// Two properties that are joined leave no address to the one that is gone, even
// where an address of one is the place of the other.
func TestTx_JoinProperty_eachOthersPlace(t *testing.T) {
	t.Parallel()
	s := newStore(t)
	to := moveTo(t, s, homeAt(t, s, "1 oak st", "85201"), "2 oak st")
	joined := to
	joined.ID, joined.Line, joined.Address.Street, joined.Households, joined.Rev = roster.NewID(), "1 oak st", "1 oak st", 0, 0
	tx := s.Begin()
	tx.CreateProperty(joined)
	commit(t, tx)
	tx = s.Begin()
	tx.JoinProperty(readProperty(t, s, joined.ID), to)
	commit(t, tx)
	wantAt(t, s, "1 oak st", AddressMatch{"85201", to.ID})
	wantAt(t, s, "2 oak st", AddressMatch{"85201", to.ID})

	back := readProperty(t, s, to.ID)
	if back.MovedAway() {
		t.Error("the property's first address leads to it again, and it counts as moved")
	}
	households, err := s.Households(t.Context(), "c", back.ID)
	must(t, err)
	tx = s.Begin()
	tx.DeleteHousehold(households[0])
	tx.DeleteProperty(back)
	commit(t, tx)
	wantAt(t, s, "1 oak st")
	wantAt(t, s, "2 oak st")
}
