package snapshot

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/communitrak/onboarding/internal/address"
	"github.com/communitrak/onboarding/internal/importer/parse"
	"github.com/communitrak/onboarding/internal/onboarding"
	"github.com/communitrak/onboarding/internal/personname"
	"github.com/communitrak/onboarding/internal/roster"
)

func TestLookAlikes(t *testing.T) {
	t.Parallel()
	home := func(street, unit string) roster.Property {
		a := roster.Address{Street: street, Unit: unit, City: "Mesa", State: "AZ", ZIP: "85201"}
		return roster.Property{Kind: roster.Street, Address: a, Label: street + " " + unit}
	}
	l := NewLookAlikes()
	l.Note(home("114 Juniper Ct", ""), &parse.Remarks{})
	l.Note(home("116 Juniper Ct", ""), &parse.Remarks{})
	tests := []struct {
		p    roster.Property
		want string
	}{
		{home("114 Junipr Ct", ""), "114 Juniper Ct "},
		{home("114 Juniper Ct", "Apt 2"), "looks like 114 Juni"},
		{home("118 Juniper Ct", ""), ""},
		{home("116 Oak St", ""), ""},
		{roster.Property{Kind: roster.Lot, Address: roster.Address{Lot: "114"}}, ""},
	}
	for _, tt := range tests {
		v := &parse.Remarks{}
		l.Note(tt.p, v)
		if got := strings.Join(v.Notes, " "); (got != "") != (tt.want != "") || !strings.Contains(got, tt.want) {
			t.Errorf("%s: got %q, want a note of %q", tt.p.Label, got, tt.want)
		}
	}
}

// A chunk that is judged again, perhaps with fewer rows, is not compared with what
// it would have created the first time.
func TestLookAlikes_Forget(t *testing.T) {
	t.Parallel()
	home := func(line string) roster.Property {
		return roster.Property{Kind: roster.Street, Address: roster.Address{Street: line, City: "Mesa", State: "AZ", ZIP: "85201"}, Label: line}
	}
	notes := func(l *LookAlikes, p roster.Property) string {
		v := &parse.Remarks{}
		l.Note(p, v)
		return strings.Join(v.Notes, " ")
	}
	l := NewLookAlikes()
	notes(l, home("116 Juniper Ct"))
	l.Keep()
	notes(l, home("114 Juniper Ct"))
	notes(l, home("114 Oak St"))
	l.Forget()
	if got := notes(l, home("114 Junipr Ct")); got != "" {
		t.Errorf("judged again: got %q, want no note", got)
	}
	if got := notes(l, home("116 Junipr Ct")); !strings.Contains(got, "116 Juniper Ct") {
		t.Errorf("what was written: got %q, want a note of it", got)
	}
	if l.count != 3 {
		t.Errorf("got %d homes, want 3", l.count)
	}
}

// What is compared of an address can be extracted from its search text.
func TestStreetOfText(t *testing.T) {
	t.Parallel()
	part := func(of ...string) *rapid.Generator[string] { return rapid.SampledFrom(of) }
	rapid.Check(t, func(t *rapid.T) {
		line := strings.Join([]string{
			part("114", "7", "114A", "12-34", "114 1/2", "N6W23001", "0").Draw(t, "number"), part("", "N", "Southwest").Draw(t, "direction"),
			part("Juniper", "Peñasco", "Mt Vernon", "31st", "Twenty First", "O'Brien", "County Road 110", "Avenue B", "St James").Draw(t, "name"),
			part("", "Ct", "Street", "Via").Draw(t, "suffix"), part("", "E").Draw(t, "end"),
		}, " ")
		standard, err := address.Standardize(address.Street{
			Street: line, Unit: part("", "Apt 2", "#4B", "Bldg 2 Unit 7", "Lot 9", "Fl 3").Draw(t, "unit"),
			City: part("Mesa", "San José", "").Draw(t, "city"), State: part("AZ", "").Draw(t, "state"), ZIP: part("85201", "85201-1234", "").Draw(t, "ZIP"),
		})
		if err != nil {
			t.Skip("no such address")
		}
		p := onboarding.StreetProperty(standard.Street)
		if diff := cmp.Diff(streetOf(p).Likeness(), streetOfText(personname.Fold(p.Label)).Likeness(), cmp.AllowUnexported(address.Likeness{})); diff != "" {
			t.Fatalf("%s (-address +text):\n%s", p.Label, diff)
		}
	})
}
