// Package zipcode knows the place of each ZIP: its city, state, and time zone.
// It fills in what a form would otherwise ask for, and detects a ZIP and a city
// that are unlikely to belong together.
//
// The places come from GeoNames (https://www.geonames.org, CC BY 4.0), which
// names one city per ZIP although the Postal Service often accepts several. So
// the table only suggests, and is never a reason to refuse. It lacks the
// territories. infra/zipcodes writes it.
//
// The table takes 258 kB in the binary, in one compressed file per first digit.
// A lookup reads one of them up to the line it needs, which takes a millisecond
// or two, and caches nothing: a program that looks up no ZIP pays nothing at
// startup.
package zipcode

import (
	"bufio"
	"compress/gzip"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"strings"
)

//go:embed *.gz
var tables embed.FS

// ErrUnknown reports that the table has no such ZIP.
var ErrUnknown = errors.New("unknown ZIP code")

// Place is where a ZIP is.
type Place struct {
	ZIP, City, State string
	// TimeZone is an IANA name, or empty if unknown, as for military mail.
	TimeZone string
}

// zones maps the letters in the table to time zones.
var zones = map[byte]string{
	'E': "America/New_York",
	'C': "America/Chicago",
	'M': "America/Denver",
	'Z': "America/Phoenix",
	'P': "America/Los_Angeles",
	'A': "America/Anchorage",
	'D': "America/Adak",
	'H': "Pacific/Honolulu",
}

// Find returns the place of a ZIP, ignoring any ZIP+4 extension. It fails with
// ErrUnknown if the table does not have the ZIP.
func Find(zip string) (Place, error) {
	zip, _, _ = strings.Cut(zip, "-")
	if len(zip) != 5 || strings.Trim(zip, "0123456789") != "" {
		return Place{}, ErrUnknown
	}
	line, err := lineOf(zip)
	if err != nil {
		return Place{}, err
	}
	// 85201AZZMesa
	return Place{ZIP: zip, State: line[5:7], TimeZone: zones[line[7]], City: line[8:]}, nil
}

// lineOf returns the table line that begins with the ZIP.
func lineOf(zip string) (string, error) {
	file, err := tables.Open(zip[:1] + ".gz")
	if errors.Is(err, fs.ErrNotExist) {
		return "", ErrUnknown
	}
	if err != nil {
		return "", fmt.Errorf("open the table of ZIP codes: %w", err)
	}
	defer file.Close()
	unzipped, err := gzip.NewReader(file)
	if err != nil {
		return "", fmt.Errorf("read the table of ZIP codes: %w", err)
	}
	for lines := bufio.NewScanner(unzipped); ; {
		if !lines.Scan() {
			return "", errors.Join(ErrUnknown, lines.Err())
		}
		if line := lines.Text(); line[:5] >= zip {
			if line[:5] == zip {
				return line, nil
			}
			return "", ErrUnknown
		}
	}
}

// Mismatch says, in words that a user can act on, that the ZIP is in another
// state or usually goes with another city. It is empty if the two go together,
// if one is missing, or if the table does not know the ZIP.
func Mismatch(zip, city, state string) string {
	if zip == "" || city == "" {
		return ""
	}
	place, err := Find(zip)
	switch {
	case err != nil || sameCity(place.City, city) && (state == "" || state == place.State):
		return ""
	case state != "" && state != place.State:
		return fmt.Sprintf("ZIP %s is in %s, %s. Check the ZIP and the city.", place.ZIP, place.City, place.State)
	default:
		return fmt.Sprintf("Mail to ZIP %s usually says %s, %s. Check the ZIP if that isn’t another name for %s.", place.ZIP, place.City, place.State, city)
	}
}

// sameCity reports whether two city names differ only in spelling.
func sameCity(a, b string) bool {
	a, b = letters(a), letters(b)
	return a == b || forces[a] && forces[b]
}

// forces are what military and diplomatic mail has for a city. Which of them a
// ZIP takes is not told apart: the table has APO for many that are DPO.
var forces = map[string]bool{"apo": true, "fpo": true, "dpo": true}

var written = strings.NewReplacer(".", "", "'", "", "’", "", "-", " ")

// longer expands abbreviations at the beginning of city names.
var longer = map[string]string{"st": "saint", "ste": "sainte", "ft": "fort", "mt": "mount", "n": "north", "s": "south", "e": "east", "w": "west"}

func letters(city string) string {
	words := strings.Fields(written.Replace(strings.ToLower(city)))
	if len(words) > 1 {
		if long, ok := longer[words[0]]; ok {
			words[0] = long
		}
	}
	return strings.Join(words, "")
}
