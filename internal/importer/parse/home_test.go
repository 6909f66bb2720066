package parse

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/communitrak/onboarding/internal/rosterfile"
)

func TestReader_unitOf(t *testing.T) {
	t.Parallel()
	r := &Parser{columns: map[string]string{"property.unit2": "Address 2"}}
	for _, tt := range []struct {
		unit, unit2, building, want string
		notes                       []string
	}{
		{unit2: "Apt 5", want: "Apt 5"},
		{unit: "7", unit2: "Bldg 2", want: "Bldg 2 Unit 7"},
		{unit: "5", unit2: "1", want: "Unit 5 Apt 1"},
		{unit: "7", unit2: "Apt 7", want: "Apt 7"},
		{unit: "7", unit2: "Mesa, AZ", want: "7", notes: []string{"Address 2: another line of the address, not used (Mesa, AZ)"}},
		{unit2: "Rear", want: "Rear"},
		{unit: "#7", unit2: "1201B", want: "#7 Unit 1201B"},
		{unit: "7", building: "C", want: "Bldg C Unit 7"},
		{building: "C", want: "Bldg C"},
	} {
		var out Row
		if got := r.unitOf(rosterfile.Place{Unit: tt.unit, Unit2: tt.unit2, Building: tt.building}, &out); got != tt.want {
			t.Errorf("%+v: got %q", tt, got)
		}
		if diff := cmp.Diff(tt.notes, out.Notes); diff != "" {
			t.Errorf("%+v: notes (-want +got):\n%s", tt, diff)
		}
	}
}
