package address

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// seeds are addresses of every kind that the rules know.
var seeds = []string{
	"114 juniper court apt 2, mesa az 85201", "220 WEST PALO VERDE DRIVE", "N95W18855 Jay Dr", "48S 400E",
	"RR03 #0098D", "hc 33 box 44", "PSC 4 Box 3", "P.O.B. 9", "Box 218 RR 1", "Unit 3200 152 Tech Dr Upper",
	"1 New Jersey ST RD 86 room 89", "4 COUNTY HWY no. 50S", "1 I 26 BYP ROAD", "TN 431", "103 1/2 AVE E #10",
	"3002 NORTH EAST MAIN STREET", "1010 North east street", "1 SE FREEWAY NORTH", "842 E 1700 S", "10 AV E 10 fl",
	"4513 3 STREET CIRCLE WEST", "3726 Lake St. George Dr", "1 St Charles Ave Apt 4 B", "100 Mid-Island Plaza",
	"100 O'Brien & Sons", "101½ Peña Blvd", "１１４ Juniper", "3711 #A Acme St", "100 Main St Rear Unit PH-2",
	"Lot 12, Block A, Mesa AZ 2139", "L-12", "#12 Unit 3", "Lots 12 & 13", "12", "100 Main St Villa 3 Bldg 2",
}

func FuzzParse(f *testing.F) {
	for _, text := range seeds {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		kind, s, l, ok := Parse(text)
		switch kind {
		case KindNone:
			if ok {
				t.Fatalf("%q: nothing was read and nothing is in doubt", text)
			}
		case KindStreet:
			checkFixedPoint(t, s)
		case KindLot:
			again, err := StandardizeLot(l)
			if err != nil {
				t.Fatalf("%q: standard lot %+v is refused: %v", text, l, err)
			}
			if diff := cmp.Diff(l, again); diff != "" {
				t.Fatalf("%q: standardizing a standard lot changed it:\n%s", text, diff)
			}
			if l.Identity() != again.Identity() {
				t.Fatalf("%q: identity %q became %q", text, l.Identity(), again.Identity())
			}
		}
	})
}

func FuzzStandardize(f *testing.F) {
	for _, text := range seeds {
		f.Add(text, "", "", "", "")
		f.Add(text, "#4-B", "st louis", "Mo.", "631011234")
	}
	f.Fuzz(func(t *testing.T, street, unit, city, state, zip string) {
		s, err := Standardize(Street{street, unit, city, state, zip})
		if err == nil {
			checkFixedPoint(t, s.Street)
		}
	})
}

// checkFixedPoint fails unless a standard address is its own standard form.
func checkFixedPoint(t *testing.T, s Street) {
	t.Helper()
	again, err := Standardize(s)
	if err != nil {
		t.Fatalf("standard address %+v is refused: %v", s, err)
	}
	if diff := cmp.Diff(s, again.Street); diff != "" {
		t.Fatalf("standardizing a standard address changed it (-first +second):\n%s", diff)
	}
	if len(again.Changed) != 0 {
		t.Fatalf("a standard address has changes: %+v", again.Changed)
	}
	if s.Identity() != again.Identity() {
		t.Fatalf("identity %q became %q", s.Identity(), again.Identity())
	}
}
