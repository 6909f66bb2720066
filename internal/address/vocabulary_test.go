package address

import (
	"strings"
	"testing"
)

// TestVocabulary checks that no line of the vocabulary is passed over, and that
// none takes a word from another one.
func TestVocabulary(t *testing.T) {
	t.Parallel()
	taken := map[string]string{}
	for line := range strings.Lines(vocabularyText) {
		if line = strings.TrimSpace(line); line == "" || line[0] == '#' {
			continue
		}
		head, spellings, ok := strings.Cut(line, ": ")
		if !ok {
			t.Errorf("%q has no colon", line)
		}
		kind, standard, _ := strings.Cut(head, " ")
		for _, spelling := range strings.Split(standard+", "+spellings, ", ") {
			name := kind + " " + spelling
			if before, again := taken[name]; again && before != head && spelling != "" {
				t.Errorf("%q is in the lines of %q and %q", spelling, before, head)
			}
			taken[name] = head
		}
	}
	if len(taken) < 600 {
		t.Errorf("got %d words, want the lists of Publication 28", len(taken))
	}
}

// TestStandardize_abbreviated has the words of cities and numbered roads that
// Publication 28 spells out or abbreviates.
func TestStandardize_abbreviated(t *testing.T) {
	t.Parallel()
	for city, want := range map[string]string{
		"ft worth": "Fort Worth", "mt pleasant": "Mount Pleasant", "st paul": "Saint Paul", "ste genevieve": "Sainte Genevieve",
		"n canton": "North Canton", "s bend": "South Bend", "e orange": "East Orange", "w covina": "West Covina",
	} {
		got, err := Standardize(Street{Street: "12 Oak St", City: city, State: "AZ", ZIP: "85201"})
		if err != nil || got.City != want {
			t.Errorf("%s: got %q and %v, want %q", city, got.City, err, want)
		}
	}
	for road, want := range map[string]string{
		"12 sh 9": "12 State Highway 9", "12 tsr 9": "12 Township Road 9", "12 twp rd 9": "12 Township Road 9", "12 co rd 9": "12 County Road 9",
		"12 ih 10": "12 Interstate 10", "12 u s highway 60": "12 US Highway 60", "12 farm to market road 9": "12 FM 9", "12 loop 9": "12 Loop 9",
	} {
		got, err := Standardize(Street{Street: road, City: "Mesa", State: "AZ", ZIP: "85201"})
		if err != nil || got.Street.Street != want {
			t.Errorf("%s: got %q and %v, want %q", road, got.Street.Street, err, want)
		}
	}
}
