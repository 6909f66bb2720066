package rosterfile

import (
	"strings"
	"time"
)

// presences are what a value says of whether somebody lives there.
type presences int

const (
	presenceUnknown presences = iota
	presenceHere
	presenceLeft
	presenceNotYet
	presenceUnsaid // about something else, as "Paid" is
	presenceLeftOn // a date, on which somebody left or will leave
)

// Absence is a value that says that a person of a row does not live there.
type Absence struct {
	Person int // Number of the Person
	Column string
	Value  string
	NotYet bool
	// Left is the day of leaving where the value is one.
	Left time.Time
}

// presence reads a value of a column that says who lives there.
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

// flag reads yes and no, and the date of a day.
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

// days are the ways in which lists write a day.
var days = []string{"1/2/2006", "2006-1-2", "1/2/06", "1-2-2006", "1.2.2006", "2006/1/2", "Jan 2, 2006", "January 2, 2006", "2-Jan-2006", "2-Jan-06", "2 Jan 2006", "02-Jan-06"}

// day reads a day; a time behind it says nothing more.
func day(value string) (time.Time, bool) {
	value = strings.TrimSpace(value)
	if len(value) < 6 || len(value) > 40 {
		return time.Time{}, false
	}
	if at := strings.IndexAny(value, "T"); at == len("2006-01-02") {
		value = value[:at]
	}
	if before, clock, ok := strings.Cut(value, " "); ok && strings.Contains(clock, ":") && !strings.Contains(before, ",") && strings.ContainsAny(before, "/-.") {
		value = before
	}
	for _, form := range days {
		if t, err := time.Parse(form, value); err == nil {
			return t, true
		}
	}
	return time.Time{}, false
}

// presence is what the value says by the layout of the column, or by itself.
func (c Column) presence(name, value string) presences {
	if c.status != nil {
		if here, ok := c.status[folded(value)]; ok {
			return here
		}
	}
	return presence(name, value)
}

// absence is what the value says of somebody who does not live there. A value
// that cannot be read in a column of leaving is one, too: it is not blank. So is one
// that a layout does not list, where nobody was asked.
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
