package columns

import (
	"strings"
	"testing"

	"github.com/communitrak/onboarding/internal/rosterfile/sheet"
)

func TestIsOtherTable(t *testing.T) {
	t.Parallel()
	header := []string{"Name", "Address", "Email", "Type", "Phone Type", "Unit"}
	for row, want := range map[string]bool{
		"Ann Lee,,,Owner,Resident,":        false,
		"Ann Lee,,,Owner,Mobile,":          false,
		"Ann Lee,,,Home,Mobile,Cell":       false,
		",,,Owner,Mobile,Condo":            false,
		"Mobile,Home":                      false,
		"Unit,Lot":                         false,
		"Name,Address,Email":               false, // repeated headings
		"Ann Lee,1 Oak St,Email":           false,
		"Vendor,Email":                     true,
		"Vendor,Service,Email":             true,
		"Tenant,Unit,Phone,City,Zeta":      true,
		"Lot,Street,City,State":            true,
		"Zeta,Omega,Lot,Street,City,State": false, // words that include headings
	} {
		if got := IsOtherTable(sheet.Record{Cells: strings.Split(row, ",")}, header); got != want {
			t.Errorf("%q: got %v, want %v", row, got, want)
		}
	}
}
