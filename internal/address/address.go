package address

import "strings"

// Street is a street address. In standard form it is in display case:
// {"114 Juniper Ct", "Apt 2", "Mesa", "AZ", "85201"}. Unit, City, State and ZIP
// may be blank.
type Street struct {
	Street, Unit, City, State, ZIP string
}

// Label is the address on one line: "114 Juniper Ct Apt 2, Mesa, AZ 85201".
func (s Street) Label() string {
	return label(joinWords(s.Street, s.Unit), s.City, s.State, s.ZIP)
}

// DeliveryLine is the line above the city as Publication 28 prints it: upper
// case, without punctuation or accents, the unit at its end.
func (s Street) DeliveryLine() string {
	line := joinWords(s.Street, s.Unit)
	return strings.ToUpper(strings.ReplaceAll(foldAccents(line), "'", ""))
}

// zip5 is the ZIP without its four-digit extension.
func (s Street) zip5() string {
	zip, _, _ := strings.Cut(s.ZIP, "-")
	return zip
}

// Standard is an address in standard form with an account of how it got there.
type Standard struct {
	Street
	Changed  []Change
	Warnings []Warning
}

// Change tells that a field differs from what was typed.
type Change struct {
	// Field is street, unit, city, state or zip.
	Field string
	// From is what was typed, To the standard form.
	From, To string
}

// Warning tells of something that was accepted and that somebody should look at.
type Warning struct {
	// Code is one of the Warn constants.
	Code string
	// Field is street, unit, city, state or zip.
	Field string
	// Message says it in words.
	Message string
}

// The codes of warnings.
const (
	// WarnNoHouseNumber: what is clearly a street has no house number.
	WarnNoHouseNumber = "no_house_number"
	// WarnIgnoredText: part of what was typed is not in the standard form.
	WarnIgnoredText = "ignored_text"
	// WarnConflict: the one-line address and its own field say different things;
	// the line was followed.
	WarnConflict = "conflict"
	// WarnTwoUnits: the street and the unit field name different units; both stay.
	WarnTwoUnits = "two_units"
	// WarnCityGuessed: no comma or suffix tells where the street ends.
	WarnCityGuessed = "city_guessed"
	// WarnStateSpelling: the state's name was misspelled.
	WarnStateSpelling = "state_spelling"
	// WarnZIPPadded: the ZIP had lost its leading zeros.
	WarnZIPPadded = "zip_padded"
	// WarnZIPState: no ZIP of that state begins with this digit.
	WarnZIPState = "zip_state"
	// WarnZIPCity: mail to this ZIP usually names another city. Standardize does not
	// look; package zipcode does.
	WarnZIPCity = "zip_city"
)

// FieldError tells why an address cannot be brought into standard form.
type FieldError struct {
	// Field is street, lot, unit, city, state or zip.
	Field string
	// Code is one of the Code constants.
	Code string
	// Reason says it in words that a user can act on.
	Reason string
}

// Error implements error.
func (e *FieldError) Error() string { return e.Field + ": " + e.Reason }

// The codes of field errors.
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

// label joins the line of a home with what is known of its place.
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

// joinWords joins two texts by a blank and leaves out an empty one.
func joinWords(a, b string) string {
	if a == "" || b == "" {
		return a + b
	}
	return a + " " + b
}
