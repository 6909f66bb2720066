package importer_test

import (
	"testing"

	"github.com/communitrak/onboarding/internal/address"
	"github.com/communitrak/onboarding/internal/onboarding"
)

// Rows at an address that a property has left are brought into one new property,
// and undoing the import removes it.
func TestCreated_formerAddress(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	const headings = "Full Name,Address,Email\r\n"
	f.drop(t, "first.csv", headings+`Rosa Delgado,"114 Juniper Ct, Mesa, AZ 85201",rosa@example.com`+"\r\n")
	rosa := f.members(t)["rosa@example.com"]
	right := &address.Street{Street: "118 Juniper Ct", City: "Mesa", State: "AZ", ZIP: "85201"}
	if _, err := f.CorrectProperty(t.Context(), f.Admin, f.Community, rosa.Property, onboarding.PropertyCorrection{Street: right}); err != nil {
		t.Fatal(err)
	}
	job := f.drop(t, "second.csv", headings+`Owen Park,"114 Juniper Ct, Mesa, AZ 85201",owen@example.com`+"\r\n"+
		`Ivy Park,"114 Juniper Court, Mesa, AZ 85201",ivy@example.com`+"\r\n")
	f.wantRows(t, job, "2 created", "3 created")
	members := f.members(t)
	owen, ivy := members["owen@example.com"], members["ivy@example.com"]
	if owen.Property == rosa.Property || owen.Household != ivy.Household || owen.Property != ivy.Property {
		t.Errorf("Owen and Ivy live in %s and %s of %s and %s, want one household elsewhere than %s", owen.Household, ivy.Household, owen.Property, ivy.Property, rosa.Property)
	}
	if now := members["rosa@example.com"]; now.Property != rosa.Property || now.Household != rosa.Household {
		t.Errorf("Rosa lives in %s, want %s", now.Household, rosa.Household)
	}
	f.CheckInvariants(t)
	f.undo(t, job.ID)
	f.CheckInvariants(t)
	f.drop(t, "third.csv", headings+`Owen Park,"114 Juniper Ct, Mesa, AZ 85201",owen@example.com`+"\r\n")
	if again := f.members(t)["owen@example.com"]; again.Property == rosa.Property || again.Property == "" {
		t.Errorf("after the undo, Owen lives at %q", again.Property)
	}
	f.CheckInvariants(t)
}
