package address

import "testing"

func TestStreet_Identity(t *testing.T) {
	t.Parallel()
	home := Street{"114 Juniper Ct", "Apt 2", "Mesa", "AZ", "85201"}
	tests := []struct {
		name string
		a, b Street
		same bool
	}{
		{"designators", home, Street{"114 Juniper Ct", "# 2", "Mesa", "AZ", "85201"}, true},
		{"designators", home, Street{"114 Juniper Ct", "Unit 02", "Mesa", "AZ", "85201"}, true},
		{"spelling", home, Street{"114 JUNIPER COURT", "2", "MESA", "ARIZONA", "85201"}, true},
		{"ZIP+4", home, Street{"114 Juniper Ct", "Apt 2", "Mesa", "AZ", "85201-1234"}, true},
		{"city and state", home, Street{"114 Juniper Ct", "Apt 2", "", "", "85201"}, true},
		{"unit in the street", home, Street{"114 Juniper Ct #2", "", "Mesa", "AZ", "85201"}, true},
		{"hyphen in a unit", homeAt("9 Oak Ave", "4-B"), homeAt("9 Oak Ave", "Apt 4 B"), true},
		{"accent and apostrophe", homeAt("9 Peña Blvd", ""), homeAt("9 PENA BLVD", ""), true},
		{"apostrophe", homeAt("9 O'Brien Rd", ""), homeAt("9 Obrien Rd", ""), true},
		{"hyphen in a name", homeAt("9 Half-Moon Ave", ""), homeAt("9 Half Moon Ave", ""), true},
		{"mount", homeAt("9 Mt Vernon Rd", ""), homeAt("9 Mount Vernon Rd", ""), true},
		{"saint", homeAt("9 St Anne Ln", ""), homeAt("9 Saint Anne Ln", ""), true},
		{"spelled ordinal", homeAt("9 Seventh Ave", ""), homeAt("9 7th Ave", ""), true},
		{"spelled ordinal", homeAt("9 Twenty-First St", ""), homeAt("9 21 ST", ""), true},
		{"spelled ordinal", homeAt("9 Fortieth St", ""), homeAt("9 40th St", ""), true},
		{"order of units", homeAt("9 Oak Ave", "Apt 4 Bldg 2"), homeAt("9 Oak Ave", "Bldg 2 Apt 4"), true},
		{"penthouse", homeAt("9 Oak Ave", "PH-2"), homeAt("9 Oak Ave", "Unit PH2"), true},
		{"route", homeAt("RFD 5 #61", ""), homeAt("Rural Route 05 Box 61", ""), true},

		{"another number", home, Street{"116 Juniper Ct", "Apt 2", "Mesa", "AZ", "85201"}, false},
		{"another unit", home, Street{"114 Juniper Ct", "Apt 3", "Mesa", "AZ", "85201"}, false},
		{"no unit", home, Street{"114 Juniper Ct", "", "Mesa", "AZ", "85201"}, false},
		{"another ZIP", home, Street{"114 Juniper Ct", "Apt 2", "Mesa", "AZ", "85202"}, false},
		{"another suffix", homeAt("9 Oak Ave", ""), homeAt("9 Oak St", ""), false},
		{"a direction", homeAt("9 N Oak Ave", ""), homeAt("9 Oak Ave", ""), false},
		{"a direction moved", homeAt("9 N Oak Ave", ""), homeAt("9 Oak Ave N", ""), false},
		{"a fraction", homeAt("9 1/2 Oak Ave", ""), homeAt("9 Oak Ave", ""), false},
		{"letters in another order", homeAt("9 Oak Ave", "4B"), homeAt("9 Oak Ave", "B4"), false},
		{"digits in other groups", homeAt("9 Oak Ave", "1-12"), homeAt("9 Oak Ave", "11-2"), false},
		{"a floor", homeAt("9 Oak Ave", "Fl 2"), homeAt("9 Oak Ave", "Apt 2"), false},
		{"a building", homeAt("9 Oak Ave", "Bldg 2 Apt 4"), homeAt("9 Oak Ave", "Bldg 3 Apt 4"), false},
		{"a plural", homeAt("9 Trail Dr", ""), homeAt("9 Trails Dr", ""), false},
		{"a road and a unit", homeAt("9 County Rd 4", ""), homeAt("9 County Rd", "4"), false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			a, b := mustStandardize(t, tt.a), mustStandardize(t, tt.b)
			if got := a.Identity() == b.Identity(); got != tt.same {
				t.Errorf("%q and %q: got %q and %q, want same %v", tt.a.Label(), tt.b.Label(), a.Identity(), b.Identity(), tt.same)
			}
		})
	}
}

// The stored form of identities is pinned: changing one requires a new
// RuleVersion.
func TestStreet_Identity_pinned(t *testing.T) {
	t.Parallel()
	s := Street{"220 W Mt Peña Dr", "Bldg 3 Apt 4-B", "Mesa", "AZ", "85201-1234"}
	if got, want := s.Identity(), "220 W MOUNT PENA DR|4B/BLDG3|85201"; got != want {
		t.Errorf("identity: got %q, want %q", got, want)
	}
	if got, want := s.Line(), "220 W MOUNT PENA DR|4B/BLDG3"; got != want {
		t.Errorf("line: got %q, want %q", got, want)
	}
	if got, want := s.deliveryLine(), "220 W MT PENA DR BLDG 3 APT 4-B"; got != want {
		t.Errorf("delivery line: got %q, want %q", got, want)
	}
	if got, want := (Lot{Lot: "12 Block A", Unit: "Unit 3", ZIP: "85201"}).Identity(), "LOT 12 BLOCK A|3"; got != want {
		t.Errorf("lot: got %q, want %q", got, want)
	}
}

func TestLookAlike(t *testing.T) {
	t.Parallel()
	home := Street{"114 Juniper Ct", "Apt 2", "Mesa", "AZ", "85201"}
	tests := []struct {
		name string
		a, b Street
		want bool
	}{
		{"the same", home, home, false},
		{"a letter left out", home, Street{"114 Junper Ct", "Apt 2", "", "", "85201"}, true},
		{"letters swapped", home, Street{"114 Juinper Ct", "Apt 2", "", "", "85201"}, true},
		{"another suffix", home, Street{"114 Juniper St", "Apt 2", "", "", "85201"}, true},
		{"no suffix", home, Street{"114 Juniper", "Apt 2", "", "", "85201"}, true},
		{"no ZIP and no unit", home, Street{Street: "114 Juniper Ct"}, true},
		{"a slip in the ZIP", home, Street{"114 Juniper Ct", "Apt 2", "", "", "85210"}, true},
		{"a missing direction", homeAt("9 N Oak Ave", ""), homeAt("9 Oak Ave", ""), true},
		{"a direction moved", homeAt("9 N Oak Ave", ""), homeAt("9 Oak Ave N", ""), true},
		{"blank inside a name", homeAt("9 Paloverde Dr", ""), homeAt("9 Palo Verde Dr", ""), true},

		{"the house next door", home, Street{"116 Juniper Ct", "Apt 2", "", "", "85201"}, false},
		{"the flat next door", home, Street{"114 Juniper Ct", "Apt 3", "", "", "85201"}, false},
		{"the next numbered street", homeAt("9 31st St", ""), homeAt("9 32nd St", ""), false},
		{"the opposite direction", homeAt("9 E Oak Ave", ""), homeAt("9 W Oak Ave", ""), false},
		{"two slips", home, Street{"114 Junper St", "Apt 2", "", "", "85201"}, false},
		{"another name", homeAt("9 Oak Ave", ""), homeAt("9 Elm Ave", ""), false},
		{"another ZIP", home, Street{"114 Juniper Ct", "Apt 2", "", "", "73301"}, false},
		{"boxes", homeAt("PO Box 12", ""), homeAt("PO Box 13", ""), false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			a, b := mustStandardize(t, tt.a), mustStandardize(t, tt.b)
			if got := a.Likeness().Alike(b.Likeness()); got != tt.want {
				t.Errorf("%q and %q: got %v, want %v", a.Label(), b.Label(), got, tt.want)
			}
			if a.Likeness().Alike(b.Likeness()) != b.Likeness().Alike(a.Likeness()) {
				t.Errorf("%q and %q: the order matters", a.Label(), b.Label())
			}
		})
	}
}

func mustStandardize(t *testing.T, s Street) Street {
	t.Helper()
	standard, err := Standardize(s)
	if err != nil {
		t.Fatalf("%+v: %v", s, err)
	}
	return standard.Street
}

// homeAt returns an address in a fixed place.
func homeAt(street, unit string) Street { return Street{street, unit, "Mesa", "AZ", "85201"} }
