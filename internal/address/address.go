package address

import "strings"

// Street is a street address. In standard form it is in display case: {"114
// Juniper Ct", "Apt 2", "Mesa", "AZ", "85201"}. Unit, City, State, and ZIP may
// be empty.
type Street struct {
	Street, Unit, City, State, ZIP string
}

// Label returns the address on one line: "114 Juniper Ct Apt 2, Mesa, AZ
// 85201".
func (s Street) Label() string {
	return label(joinWords(s.Street, s.Unit), s.City, s.State, s.ZIP)
}

// zip5 returns the ZIP without its four-digit extension.
func (s Street) zip5() string {
	zip, _, _ := strings.Cut(s.ZIP, "-")
	return zip
}

// Standard is an address in standard form and what changed to get there.
type Standard struct {
	Street
	Changed  []Change
	Warnings []Warning
}

// Change says that a field differs from the input.
type Change struct {
	// Field is street, unit, city, state, or zip.
	Field string
	// From is the input, To the standard form.
	From, To string
}

// Warning describes something that was accepted but should be reviewed.
type Warning struct {
	// Code is one of the Warn constants.
	Code string
	// Field is street, unit, city, state, or zip.
	Field string
	// Message is the warning in words.
	Message string
	// LeftOut is the text that WarnIgnoredText is about.
	LeftOut string
}

// Warning codes.
const (
	// WarnNoHouseNumber means that what is clearly a street has no house
	// number.
	WarnNoHouseNumber = "no_house_number"
	// WarnIgnoredText means that part of the input is not in the standard form.
	WarnIgnoredText = "ignored_text"
	// WarnTwoAddresses means that the line holds another address as well.
	WarnTwoAddresses = "two_addresses"
	// WarnConflict means that the address line and a separate field disagree;
	// the line was followed.
	WarnConflict = "conflict"
	// WarnTwoUnits means that the street and the unit field name different
	// units; both are kept.
	WarnTwoUnits = "two_units"
	// WarnCityGuessed means that no comma or suffix shows where the street
	// ends.
	WarnCityGuessed = "city_guessed"
	// WarnStateSpelling means that the state's name was misspelled.
	WarnStateSpelling = "state_spelling"
	// WarnZIPPadded means that the ZIP had lost its leading zeros.
	WarnZIPPadded = "zip_padded"
	// WarnZIPState means that no ZIP of that state begins with this digit.
	WarnZIPState = "zip_state"
	// WarnZIPCity means that mail to this ZIP usually names another city.
	// Standardize does not check this; package zipcode does.
	WarnZIPCity = "zip_city"
)

// FieldError says why an address cannot be standardized.
type FieldError struct {
	// Field is street, lot, unit, city, state, or zip.
	Field string
	// Code is one of the Code constants.
	Code string
	// Reason says why in words that a user can act on.
	Reason string
}

// Error implements error.
func (e *FieldError) Error() string { return e.Field + ": " + e.Reason }

// Field error codes.
const (
	CodeRequired         = "required"
	CodeTooLong          = "too_long"
	CodeControlCharacter = "control_character"
	CodeNoLetters        = "no_letters"
	CodeNoHouseNumber    = "no_house_number"
	CodeIntersection     = "intersection"
	CodeUnclear          = "unclear"
	CodeUnknownState     = "unknown_state"
	CodeOutsideUS        = "outside_us"
	CodeZIPShape         = "zip_shape"
	CodeZIPState         = WarnZIPState
	CodeLotShape         = "lot_shape"
)

// label joins a home's line with what is known of its city, state, and ZIP.
func label(line, city, state, zip string) string {
	for _, part := range []string{city, joinWords(state, zip)} {
		switch {
		case part == "":
		case line == "":
			line = part
		default:
			line += ", " + part
		}
	}
	return line
}

// joinWords joins two texts with a space unless one is empty.
func joinWords(a, b string) string {
	if a == "" || b == "" {
		return a + b
	}
	return a + " " + b
}
