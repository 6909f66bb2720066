package address

import "testing"

func TestArea(t *testing.T) {
	t.Parallel()
	for label, want := range map[string]string{
		"":                                     "",
		"114 Juniper Ct, Mesa, AZ 85201":       "Juniper Ct",
		"114 Juniper Ct Apt 2, Mesa, AZ 85201": "Juniper Ct",
		"12B 1/2 W Palo Verde Dr N Unit 4, Mesa, AZ": "W Palo Verde Dr N",
		"Juniper Ct":                                  "Juniper Ct",
		"2100 County Road 110, Mesa, AZ 85201":        "County Road 110",
		"N40W22110 Juniper Ct, Pewaukee, WI":          "Juniper Ct",
		"1 Park Ave, New York, NY":                    "Park Ave",
		"PO Box 114, Mesa, AZ 85201":                  areaBoxes,
		"Lot 12":                                      areaLots,
		"Lot 12 Unit 3":                               areaLots,
		"Lot 12 Block A":                              "Block A",
		"Lot 12 Block A Section 2":                    "Block A Section 2",
		"Lot 12 & 13 Phase 4":                         "Phase 4",
		"114 Avenue of the Americas, New York, NY":    "Avenue of the Americas",
		"75 S 300 E, Salt Lake City, UT":              "S 300 E",
		"114 Juniper Ct Bldg 3 Apt 2, Mesa, AZ 85201": "Juniper Ct",
	} {
		if got := Area(label); got != want {
			t.Errorf("%q: got %q, want %q", label, got, want)
		}
	}
}

// Homes that differ only in number and unit are in the same area.
func TestArea_standard(t *testing.T) {
	t.Parallel()
	for _, typed := range []string{"114 juniper court apt 2", "115 JUNIPER CT.", "One Juniper Ct # 9", "114-16 juniper crt ste b"} {
		s, err := Standardize(Street{Street: typed, City: "Mesa", State: "AZ", ZIP: "85201"})
		if err != nil {
			t.Fatal(err)
		}
		if got, want := Area(s.Label()), "Juniper Ct"; got != want {
			t.Errorf("%q, %q: got %q, want %q", typed, s.Label(), got, want)
		}
	}
}

func BenchmarkArea(b *testing.B) {
	for b.Loop() {
		Area("114 Juniper Ct Apt 2, Mesa, AZ 85201")
	}
}
