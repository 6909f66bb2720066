package zipcode

import (
	"compress/gzip"
	"errors"
	"io"
	"io/fs"
	"slices"
	"strings"
	"testing"
	"time"
)

func TestFind(t *testing.T) {
	tests := []struct {
		zip  string
		want Place
	}{
		{"85201", Place{"85201", "Mesa", "AZ", "America/Phoenix"}},
		{"85201-1234", Place{"85201", "Mesa", "AZ", "America/Phoenix"}},
		{"00501", Place{"00501", "Holtsville", "NY", "America/New_York"}},       // the first
		{"99950", Place{"99950", "Ketchikan", "AK", "America/Anchorage"}},       // the last
		{"86515", Place{"86515", "Window Rock", "AZ", "America/Denver"}},        // the Navajo Nation changes its clocks
		{"79901", Place{"79901", "El Paso", "TX", "America/Denver"}},            // the rest of Texas is Central
		{"32501", Place{"32501", "Pensacola", "FL", "America/Chicago"}},         // the rest of Florida is Eastern
		{"47601", Place{"47601", "Boonville", "IN", "America/Chicago"}},         // the rest of Indiana is Eastern
		{"85349", Place{"85349", "San Luis", "AZ", "America/Phoenix"}},          // on the border
		{"96813", Place{"96813", "Honolulu", "HI", "Pacific/Honolulu"}},         //
		{"09012", Place{"09012", "APO", "AE", ""}},                              // military mail
		{"34050", Place{"34050", "FPO", "AA", ""}},                              //
		{"96201", Place{"96201", "APO", "AP", ""}},                              // GeoNames says AA
		{"96860", Place{"96860", "Jbphh", "HI", "Pacific/Honolulu"}},            // a base within a state
		{"90210", Place{"90210", "Beverly Hills", "CA", "America/Los_Angeles"}}, //
	}
	for _, test := range tests {
		t.Run(test.zip, func(t *testing.T) {
			got, err := Find(test.zip)
			if err != nil || got != test.want {
				t.Errorf("got %+v, %v, want %+v", got, err, test.want)
			}
		})
	}
}

func TestFind_unknown(t *testing.T) {
	for _, zip := range []string{"", "8520", "852011", "8520x", "00000", "85200", "99999", "../0", "١٢٣٤٥"} {
		if got, err := Find(zip); !errors.Is(err, ErrUnknown) {
			t.Errorf("%q: got %+v, %v, want ErrUnknown", zip, got, err)
		}
	}
}

// Every ZIP of the table is found, in order, with a city and a zone that exists.
func TestTable(t *testing.T) {
	files, err := fs.Glob(tables, "*.gz")
	if err != nil || len(files) != 10 {
		t.Fatalf("got %v, %v, want a file for each digit", files, err)
	}
	count, size := 0, 0
	for _, file := range files {
		raw, err := tables.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		size += len(raw)
		lines := unpacked(t, raw)
		if !slices.IsSorted(lines) {
			t.Errorf("%s is not in the order of ZIPs", file)
		}
		for _, line := range lines {
			if len(line) < 10 || line[:1] != file[:1] || zones[line[7]] == "" && !slices.Contains([]string{"MH", "AA", "AE", "AP"}, line[5:7]) {
				t.Errorf("%s: got the line %q", file, line)
			}
		}
		count += len(lines)
	}
	if count < 40_000 || size > 400_000 {
		t.Errorf("got %d ZIPs in %d bytes, want over 40,000 in less than 400,000", count, size)
	}
	for _, zone := range zones {
		if _, err := time.LoadLocation(zone); err != nil {
			t.Error(err)
		}
	}
}

func unpacked(t *testing.T, raw []byte) []string {
	t.Helper()
	r, err := gzip.NewReader(strings.NewReader(string(raw)))
	if err != nil {
		t.Fatal(err)
	}
	text, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return strings.Split(strings.TrimSpace(string(text)), "\n")
}

func TestMismatch(t *testing.T) {
	tests := []struct{ zip, city, state, want string }{
		{"85201", "Mesa", "AZ", ""},
		{"85201", "mesa", "", ""},
		{"63101", "St. Louis", "MO", ""},
		{"63101", "St Louis", "MO", ""},
		{"76102", "Ft. Worth", "TX", ""},
		{"85201", "Tucson", "AZ", "Mail to ZIP 85201 usually says Mesa, AZ. Check the ZIP if that isn’t another name for Tucson."},
		{"80202", "Denver", "WY", "ZIP 80202 is in Denver, CO. Check the ZIP and the city."},
		{"", "Mesa", "AZ", ""},
		{"85201", "", "AZ", ""},
		{"09012", "APO", "AE", ""},
		{"34002", "DPO", "AA", ""},
		{"09012", "APO", "AP", "ZIP 09012 is in APO, AE. Check the ZIP and the city."},
		{"00601", "Adjuntas", "PR", ""},
	}
	for _, test := range tests {
		if got := Mismatch(test.zip, test.city, test.state); got != test.want {
			t.Errorf("%+v: got %q", test, got)
		}
	}
}

func BenchmarkFind(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Find("49971"); err != nil { // the last line of a large table
			b.Fatal(err)
		}
	}
}
