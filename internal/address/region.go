package address

import (
	"strings"
	"sync"

	"github.com/communitrak/onboarding/internal/typo"
)

// stateEnds holds the first and last words of multi-word state names, so that
// most words need not be tried in combinations.
var stateEnds = sync.OnceValue(func() map[string]bool {
	ends := make(map[string]bool, 96)
	for name := range known().states.standard {
		if words := strings.Fields(name); len(words) > 1 {
			ends[words[0]], ends[words[len(words)-1]] = true, true
		}
	}
	return ends
})

// maxStateWords is the number of words in the longest name that is searched
// for.
const maxStateWords = 4

// misspelledState returns the only state whose name is one typo away.
func misspelledState(up string) (string, bool) {
	if len(up) < 5 {
		return "", false
	}
	found := ""
	for name, abbreviation := range known().states.standard {
		if len(name) < 5 || !typo.Within(up, name, 1) {
			continue
		}
		if found != "" && found != abbreviation {
			return "", false
		}
		found = abbreviation
	}
	return found, found != ""
}

// zipServes reports whether a ZIP's first digit is used in a state.
func zipServes(zip, state string) bool {
	served := [...]string{
		"CT MA ME NH NJ NY PR RI VT VI AE", "DE NY PA", "DC MD NC SC VA WV", "AL FL GA MS TN AA",
		"IN KY MI OH", "DC IA MN MT ND SD WI", "IL KS MO NE", "AR LA OK TX",
		"AZ CO ID NM NV TX UT WY", "AK AP AS CA FM GU HI MH MP OR PW WA",
	}
	return strings.Contains(served[zip[0]-'0'], state)
}

// parseZIP parses five digits, nine digits, or what a spreadsheet leaves of
// them after dropping leading zeros. It returns "85201" or "85201-1234", and
// whether zeros were restored.
func parseZIP(text string) (zip string, padded bool, err error) {
	text = strings.TrimSuffix(strings.TrimSpace(text), ".0")
	five, four, dashed := cutZIP(text)
	if !allDigits(five) || (four != "" && !allDigits(four)) {
		return "", false, zipShapeError()
	}
	if !dashed && (len(five) == 9 || len(five) == 8) {
		five, four = five[:len(five)-4], five[len(five)-4:]
	}
	if len(four) != 0 && len(four) != 4 {
		return "", false, zipShapeError()
	}
	// 005 is the lowest prefix in use, so at most two zeros get lost.
	if len(five) == 4 || (len(five) == 3 && five[0] >= '5') {
		five, padded = "00"[:5-len(five)]+five, true
	}
	if len(five) != 5 || five[:3] == "000" {
		return "", false, zipShapeError()
	}
	if four != "" && four != "0000" {
		five += "-" + four
	}
	return five, padded, nil
}

func zipShapeError() error {
	return &FieldError{"zip", CodeZIPShape, "is not a ZIP code: five digits, or nine"}
}

// cutZIP splits a ZIP from its extension at a hyphen or space.
func cutZIP(text string) (five, four string, dashed bool) {
	i := strings.IndexAny(text, "- ")
	if i < 0 {
		return text, "", false
	}
	return text[:i], strings.Trim(text[i:], "- "), true
}

// isZIP reports whether a word is a complete ZIP, with or without extension.
func isZIP(up string) bool {
	five, four, dashed := cutZIP(up)
	if dashed {
		return len(five) == 5 && len(four) == 4 && allDigits(five) && allDigits(four)
	}
	return (len(five) == 5 || len(five) == 9) && allDigits(five)
}
