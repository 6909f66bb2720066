package rosterfile

import (
	"strings"
	"time"
)

// presences is what a value says about whether somebody lives there.
type presences int

const (
	presenceUnknown presences = iota
	presenceHere
	presenceLeft
	presenceNotYet
	presenceUnsaid // about something else, such as "Paid"
	presenceLeftOn // a date on which somebody left or will leave
)

// Absence is a value that says that a person in a row does not live there.
type Absence struct {
	Person int // Number of the Person
	Column string
	Value  string
	NotYet bool
	// Left is the day of departure if the value is a date.
	Left time.Time
}

// presence interprets a value in a column that says who lives there.
func presence(name, value string) presences {
	w := words(value)
	word := strings.Join(w, " ")
	switch {
	case len(w) == 0:
		return presenceHere
	case name == fieldLeft || name == fieldLives:
		return flag(name, word, value)
	case says("here", word), says("residents", word):
		return presenceHere
	case says("unsaid", word):
		return presenceUnsaid
	case says("notyet", word), w[0] == "future", w[0] == "applicant":
		return presenceNotYet
	case says("left", word), len(w) <= 3 && says("left", w[0]), w[0] == "no" && len(w) > 1 && w[1] == "longer":
		return presenceLeft
	}
	return presenceUnknown
}

// flag interprets yes, no, and dates.
func flag(name, word, value string) presences {
	yes, no := presenceLeft, presenceHere
	if name == fieldLives {
		yes, no = no, yes
	}
	switch {
	case says("yes", word):
		return yes
	case says("here", word):
		return presenceHere
	case says("no", word):
		return no
	case says("left", word), word == "inactive":
		return presenceLeft
	case says("notyet", word):
		return presenceNotYet
	case name == fieldLives:
		return presenceUnknown
	}
	if _, ok := day(value); ok {
		return presenceLeftOn
	}
	return presenceUnknown
}

// presence returns what the value means according to the column's layout or,
// failing that, on its own.
func (c Column) presence(name, value string) presences {
	if c.status != nil {
		if here, ok := c.status[folded(value)]; ok {
			return here
		}
	}
	return presence(name, value)
}

// absence interprets a value about somebody who may not live there. In a
// departure column, an unreadable value also means an absence, because it is
// not blank; so does a value missing from a layout's lists, if nobody was
// asked.
func (c Column) absence(f field, value string) (Absence, bool) {
	a := Absence{Person: f.person, Column: c.Name(), Value: value}
	switch c.presence(f.name, value) {
	case presenceLeft:
		return a, true
	case presenceNotYet:
		a.NotYet = true
		return a, true
	case presenceLeftOn:
		a.Left, _ = day(value)
		return a, true
	case presenceUnknown:
		return a, f.name == fieldLeft || c.status != nil && c.Source == SourceLayout
	}
	return a, false
}
