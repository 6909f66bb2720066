package columns

import (
	"testing"
	"time"
)

func TestDay(t *testing.T) {
	t.Parallel()
	want := time.Date(2023, 1, 5, 0, 0, 0, 0, time.UTC)
	for _, s := range []string{"1/5/2023", "01/05/2023", "2023-01-05", "1/5/23", "2023-01-05 00:00:00", "2023-01-05T10:00:00Z", "1/5/2023 12:00 AM", "Jan 5, 2023", "January 5, 2023", "5-Jan-23", "05-Jan-2023"} {
		if got, ok := Day(s); !ok || !got.Equal(want) {
			t.Errorf("%s: got %v, %v", s, got, ok)
		}
	}
	for _, s := range []string{"", "3-1", "12", "1200", "480-555-0101", "13/13/2023", "Unit 5, 2023", "14 Oak St"} {
		if got, ok := Day(s); ok {
			t.Errorf("%s: read as %v", s, got)
		}
	}
}

func TestWithoutName(t *testing.T) {
	t.Parallel()
	for cell, want := range map[string]string{
		"Maple Grove - 100 Oak St Mesa, AZ 85201":   "100 Oak St Mesa, AZ 85201",
		"S1 - 90 Park St - 90-100 Park St Mesa, AZ": "90-100 Park St Mesa, AZ",
		"100 Oak St Mesa, AZ 85201":                 "100 Oak St Mesa, AZ 85201",
		"100 Oak St - Rear":                         "100 Oak St - Rear",
		"Maple Grove - 100 Oak St - Rear":           "100 Oak St - Rear",
	} {
		if got := WithoutName(cell, true); got != want {
			t.Errorf("%s: got %q, want %q", cell, got, want)
		}
	}
}
