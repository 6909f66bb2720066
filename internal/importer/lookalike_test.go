package importer

import (
	"strings"
	"testing"

	"communitrak/internal/roster"
)

func TestLookAlikes(t *testing.T) {
	t.Parallel()
	home := func(street, unit string) roster.Property {
		a := roster.Address{Street: street, Unit: unit, City: "Mesa", State: "AZ", ZIP: "85201"}
		return roster.Property{Kind: roster.Street, Address: a, Label: street + " " + unit}
	}
	l := &lookAlikes{byNumber: map[string][]string{}}
	l.add(home("114 Juniper Ct", ""))
	l.add(home("116 Juniper Ct", ""))
	tests := []struct {
		p    roster.Property
		want string
	}{
		{home("114 Junipr Ct", ""), "114 Juniper Ct, Mesa, AZ 85201"},
		{home("114 Juniper Ct", "Apt 2"), "114 Juniper Ct, Mesa, AZ 85201"},
		{home("118 Juniper Ct", ""), ""},
		{home("116 Oak St", ""), ""},
		{roster.Property{Kind: roster.Lot, Address: roster.Address{Lot: "114"}}, ""},
	}
	for _, tt := range tests {
		v := &verdict{}
		l.note(tt.p, v)
		if got := strings.Join(v.notes, " "); (got != "") != (tt.want != "") || !strings.Contains(got, tt.want) {
			t.Errorf("%s: got %q, want a note of %q", tt.p.Label, got, tt.want)
		}
	}
}
