package address

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// seeds are addresses of every kind that the rules cover.
var seeds = []string{
	"114 juniper court apt 2, mesa az 85201", "220 WEST PALO VERDE DRIVE", "N40W22110 Birch Ln", "75S 300E",
	"RR05 #0061B", "hcr 7 box 12", "PSC 4 Box 3", "P.O. Bx. 114", "Box 61 RR 5", "Unit 6 81 Fox Hollow Rd Upper",
	"7 New Mexico ST RD 14 room 2", "9 CNTY HWY no. 72W", "5 I 70 BYP ROAD", "18 NV 88", "12 1/2 AVE N #6",
	"31 SOUTH WEST OAK STREET", "31 South west street", "6 NW PARKWAY SOUTH", "75 S 2100 E", "8 AV W 6 fl",
	"27 9 STREET COURT EAST", "16 Mount St. Helens Way", "1 St Charles Ave Apt 4 B", "100 Half-Moon Plaza",
	"100 O'Brien & Sons", "12½ Peña Blvd", "１１４ Juniper", "81 #6 Fox Hollow Rd", "100 Main St Rear Unit PH-2",
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
			checkFixedLot(t, l)
		}
	})
}

func FuzzStandardizeLot(f *testing.F) {
	for _, text := range []string{"Lot 12", "L-012", "#12", "12-A", "Lot 12, Block A", "Lote 3", "Lots 1 & 2", "１２", "Lot", "0"} {
		f.Add(text, "", "", "", "")
		f.Add(text, "4", "st louis", "Mo.", "631011234")
	}
	f.Fuzz(func(t *testing.T, number, unit, city, state, zip string) {
		l, err := StandardizeLot(Lot{Lot: number, Unit: unit, City: city, State: state, ZIP: zip})
		if err == nil {
			checkFixedLot(t, l)
		}
	})
}

// checkFixedLot fails unless a standard lot is its own standard form.
func checkFixedLot(t *testing.T, l Lot) {
	t.Helper()
	again, err := StandardizeLot(l)
	if err != nil {
		t.Fatalf("standard lot %+v is refused: %v", l, err)
	}
	if diff := cmp.Diff(l, again); diff != "" {
		t.Fatalf("standardizing a standard lot changed it (-first +second):\n%s", diff)
	}
	if l.Identity() != again.Identity() {
		t.Fatalf("identity %q became %q", l.Identity(), again.Identity())
	}
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
