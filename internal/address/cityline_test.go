package address

import "testing"

// A city column may hold the whole city line.
func TestStandardize_CityLine(t *testing.T) {
	t.Parallel()
	tests := []struct{ city, state, zip, want string }{
		{"Mesa, AZ 85201", "", "", "Mesa, AZ 85201"},
		{"Mesa AZ", "", "", "Mesa, AZ"},
		{"St. Louis, Missouri, 63101-1234", "", "", "Saint Louis, MO 63101-1234"},
		{"Mesa, AZ 85201", "Arizona", "85201-1234", "Mesa, AZ 85201-1234"},
		{"Port Washington", "", "", "Port Washington"},
		{"New York", "", "", "New York"},
		{"Kansas City", "MO", "", "Kansas City, MO"},
	}
	for _, tt := range tests {
		s, err := Standardize(Street{Street: "9 Oak Ave", City: tt.city, State: tt.state, ZIP: tt.zip})
		if err != nil {
			t.Errorf("%s: %v", tt.city, err)
			continue
		}
		if got, want := s.Label(), "9 Oak Ave, "+tt.want; got != want {
			t.Errorf("%s, %s, %s: got %q, want %q", tt.city, tt.state, tt.zip, got, want)
		}
		checkFixedPoint(t, s.Street)
	}
}
