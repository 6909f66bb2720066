package onboarding_test

import (
	"errors"
	"testing"

	"github.com/communitrak/onboarding/internal/address"
	"github.com/communitrak/onboarding/internal/onboarding"
	"github.com/communitrak/onboarding/internal/onboarding/onboardingtest"
	"github.com/communitrak/onboarding/internal/roster"
)

// A corrected property keeps its ID and its people; its former address becomes
// another property's, and everything that happens to one leaves the other alone.
func TestCorrectProperty_formerAddress(t *testing.T) {
	t.Parallel()
	f := onboardingtest.New(t)
	rosa := f.Invited(t, "Rosa", "Delgado", "rosa@example.com")
	former, err := f.Store.Property(t.Context(), f.Community.ID, rosa.Property)
	if err != nil {
		t.Fatal(err)
	}
	at := func(street string) *address.Street {
		return &address.Street{Street: street, City: "Mesa", State: "AZ", ZIP: "85201"}
	}
	correct := func(id, street string, join bool) (roster.Property, error) {
		t.Helper()
		return f.CorrectProperty(t.Context(), f.Admin, f.Community, id, onboarding.PropertyCorrection{Street: at(street), Join: join})
	}
	moved, err := correct(rosa.Property, "901 Corrected St", false)
	if err != nil || moved.ID != former.ID {
		t.Fatalf("corrected: %s, %v, want %s still", moved.ID, err, former.ID)
	}
	// The same address as before the correction, twice: one new property.
	owen := f.Invited(t, "Owen", "Park", "owen@example.com")
	ivy := f.Invited(t, "Ivy", "Sato", "ivy@example.com")
	if owen.Property == former.ID || ivy.Property != owen.Property {
		t.Fatalf("at the former address: %s and %s, want one property other than %s", owen.Property, ivy.Property, former.ID)
	}
	if got := f.Member(t, rosa); got.Property != former.ID || got.Address != moved.Label {
		t.Errorf("Rosa lives at %s of %s, want %s of %s", got.Address, got.Property, moved.Label, former.ID)
	}
	f.CheckInvariants(t)

	var exists *roster.ExistsError
	if _, err := correct(moved.ID, former.Address.Street, false); !errors.As(err, &exists) || exists.ID != owen.Property {
		t.Errorf("back to the former address: %v, want that %s has it", err, owen.Property)
	}
	if err := f.DeleteProperty(t.Context(), f.Admin, f.Community, owen.Property); !errors.Is(err, roster.ErrNotEmpty) {
		t.Errorf("deleting an inhabited property: %v", err)
	}
	// Joined, both addresses lead to the property whose ID is the former address's.
	if _, err := correct(owen.Property, "901 Corrected St", true); err != nil {
		t.Fatal(err)
	}
	for n, street := range []string{former.Address.Street, "901 Corrected St"} {
		in := onboardingtest.Person("Nils", "Home", []string{"nils@example.com", "nina@example.com"}[n])
		in.Home.Street = at(street)
		made, err := f.Invite(t.Context(), f.Admin, f.Community, in)
		if err != nil || made.Property.ID != former.ID {
			t.Errorf("%s: %s, %v, want %s", street, made.Property.ID, err, former.ID)
		}
	}
	f.CheckInvariants(t)
}

// Correcting a property back gives it its former address again, and a property
// that is deleted can be made anew.
func TestCorrectProperty_back(t *testing.T) {
	t.Parallel()
	f := onboardingtest.New(t)
	rosa := f.Invited(t, "Rosa", "Delgado", "rosa@example.com")
	former, err := f.Store.Property(t.Context(), f.Community.ID, rosa.Property)
	if err != nil {
		t.Fatal(err)
	}
	for _, street := range []string{"901 Corrected St", "902 Corrected St", former.Address.Street} {
		right := &address.Street{Street: street, City: "Mesa", State: "AZ", ZIP: "85201"}
		if _, err := f.CorrectProperty(t.Context(), f.Admin, f.Community, former.ID, onboarding.PropertyCorrection{Street: right}); err != nil {
			t.Fatal(err)
		}
		f.CheckInvariants(t)
	}
	owen := f.Invited(t, "Owen", "Park", "owen@example.com")
	if owen.Property != former.ID {
		t.Errorf("after it was corrected back, its address leads to %s, want %s", owen.Property, former.ID)
	}
	for _, id := range []string{rosa.ID, owen.ID} {
		if _, err := f.Revoke(t.Context(), f.Admin, f.Community, id); err != nil {
			t.Fatal(err)
		}
	}
	if err := f.DeleteProperty(t.Context(), f.Admin, f.Community, former.ID); err != nil {
		t.Fatal(err)
	}
	f.CheckInvariants(t)
	if ivy := f.Invited(t, "Ivy", "Sato", "ivy@example.com"); ivy.Property != former.ID {
		t.Errorf("made anew it is %s, want %s", ivy.Property, former.ID)
	}
	f.CheckInvariants(t)
}
