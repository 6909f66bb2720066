package columns

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
	presenceFromOn // a date on which somebody came or will come
)

// Absence is a value that says that a person in a row does not live there.
type Absence struct {
	Person int // Number of the Person
	Column string
	Value  string
	NotYet bool
	// Stranger: the value is for people who do not live there, as "Vendor".
	Stranger bool
	// Left is the day of departure, and From that of arrival, if the value is a
	// date.
	Left, From time.Time
}

// presence interprets a value in a column that says who lives there.
func presence(name, value string) presences {
	w := Words(value)
	word := strings.Join(w, " ")
	switch {
	case len(w) == 0:
		return presenceHere
	case name == FieldArrives:
		return arrival(word, value)
	case name == FieldLeft || name == FieldLives:
		return flag(name, word, value)
	case Says("here", word), Says("residents", word):
		return presenceHere
	case Says("unsaid", word):
		return presenceUnsaid
	case Says("notyet", word), w[0] == "future", w[0] == "applicant":
		return presenceNotYet
	case Says("left", word), len(w) <= 3 && Says("left", w[0]), w[0] == "no" && len(w) > 1 && w[1] == "longer", len(w) > 3 && saysLeft(value):
		return presenceLeft
	}
	return presenceUnknown
}

// arrival interprets a value in a column of when people come. Only a date, "no",
// and words such as "upcoming" say anything.
func arrival(word, value string) presences {
	if Says("no", word) || Says("notyet", word) || word == "tbd" || word == "pending" {
		return presenceNotYet
	}
	if _, ok := dayOrMonth(value); ok {
		return presenceFromOn
	}
	return presenceHere
}

// dayOrMonth reads a day, or a month as its first day.
func dayOrMonth(value string) (time.Time, bool) {
	if day, ok := Day(value); ok {
		return day, true
	}
	for _, form := range []string{"January 2006", "Jan 2006", "1/2006", "2006-01"} {
		if month, err := time.Parse(form, strings.TrimSpace(value)); err == nil {
			return month, true
		}
	}
	return time.Time{}, false
}

// flag interprets yes, no, and dates.
func flag(name, word, value string) presences {
	yes, no := presenceLeft, presenceHere
	if name == FieldLives {
		yes, no = no, yes
	}
	switch {
	case Says("yes", word):
		return yes
	case Says("here", word):
		return presenceHere
	case Says("no", word):
		return no
	case Says("left", word), word == "inactive":
		return presenceLeft
	case Says("notyet", word):
		return presenceNotYet
	case name == FieldLives:
		return presenceUnknown
	}
	if _, ok := lastDay(value); ok {
		return presenceLeftOn
	}
	return presenceUnknown
}

// lastDay reads a day, or a year as its last day.
func lastDay(value string) (time.Time, bool) {
	if year, err := time.Parse("2006", strings.TrimSpace(value)); err == nil && year.Year() > 1900 && year.Year() < 2100 {
		return year.AddDate(1, 0, -1), true
	}
	return Day(value)
}

// presence returns what the value means according to the column's layout or,
// failing that, on its own.
func (c Column) presence(name, value string) presences {
	if c.status != nil {
		if here, ok := c.status[Folded(value)]; ok {
			return here
		}
	}
	return presence(name, value)
}

// Absence interprets a value about somebody who may not live there. In a
// departure column, an unreadable value also means an absence, because it is
// not blank; so does a value missing from a layout's lists, if nobody was
// asked.
func (c Column) Absence(f Field, value string) (Absence, bool) {
	a := Absence{Person: f.Person, Column: c.Name(), Value: value}
	if !IsPresence(f.Name) {
		a.Stranger = ofStranger(value)
		return a, a.Stranger
	}
	switch c.presence(f.Name, value) {
	case presenceLeft:
		return a, true
	case presenceNotYet:
		a.NotYet = true
		return a, true
	case presenceLeftOn:
		a.Left, _ = lastDay(value)
		return a, true
	case presenceFromOn:
		a.NotYet = true
		a.From, _ = dayOrMonth(value)
		return a, true
	case presenceUnknown:
		return a, f.Name == FieldLeft || c.status != nil && c.Source == SourceLayout
	}
	return a, false
}

// SaysNobody reports whether a value in a column of names says that there is
// nobody else.
func SaysNobody(value string) bool {
	word := strings.Join(Words(value), " ")
	return Says("nobody", word) || Says("empty", strings.ToLower(strings.TrimSpace(value)))
}

// ofStranger reports whether a type or relationship is that of people who do
// not live there: "Authorized Guest", but not "Owner/Manager".
func ofStranger(value string) bool {
	stranger := false
	for _, w := range Words(value) {
		w = firstSpelling(w)
		if persons[w] > nounAny || Says("residents", w) || Says("households", w) {
			return false
		}
		stranger = stranger || Says("callers", w) || Says("strangers", w)
	}
	return stranger
}
