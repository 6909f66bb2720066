package columns

import (
	"strings"

	"github.com/communitrak/onboarding/internal/rosterfile/sheet"
)

// Column is a column of the file and what it is taken for.
type Column struct {
	Index   int                  `json:"index"`         // from 1, as a person counts
	Header  string               `json:"header"`        // as in the file, "" if there is none
	Field   string               `json:"field"`         // "member[1].email"; "" if ignored
	Ignored bool                 `json:"ignored"`       // the column is not used
	Source  Source               `json:"source"`        // who said so
	Secret  bool                 `json:"secret"`        // values are blanked when read
	Why     string               `json:"why,omitempty"` // why ignored, or how recognized
	Samples []string             `json:"samples"`       // up to 5 distinct clipped values, no secrets
	own     bool                 // appended by an earlier fix file
	group   string               // heading above this one and others, such as "Owner" over "Name"
	form    string               // formNameAddress, or "" for cells that hold only the field
	mail    mailKind             // what it says if it is about who gets no mail
	marks   bool                 // what is not marked in it is not meant
	status  map[string]presences // meanings of values according to a layout, folded
}

// Source is where the meaning of a column comes from.
type Source string

// The sources of a meaning.
const (
	SourceSuggested Source = "suggested" // its heading and values
	SourceLayout    Source = "layout"    // the known layout of a program's export
	SourceSaved     Source = "saved"     // settled for an earlier file of the layout, see File.UseSaved
	SourceSupport   Source = "support"   // settled by Support for all communities, see File.UseSaved
	SourceChosen    Source = "chosen"    // somebody who looked at this file, see File.Use
)

// Name returns the heading, or the letter of a column without a heading.
func (c Column) Name() string {
	if name := sheet.Clean(c.Header); name != "" {
		return name
	}
	return "Column " + sheet.Letters(c.Index)
}

// NamesPerson returns the number of the person whose name, or part of it, is in
// the column, or 0 if the column holds no name.
func (c Column) NamesPerson() int {
	f, ok := ParseField(c.Field)
	if !ok || !isNameField(f) && f.Name != FieldMiddle {
		return 0
	}
	return f.Person
}

// Person returns the number of the person about whom the column says something; 0 for
// none.
func (c Column) Person() int {
	f, _ := ParseField(c.Field)
	return f.Person
}

// NamesHome reports whether the column holds the address of the home or part of
// it.
func (c Column) NamesHome() bool { return IsPlaceField(c.Field) }

// spoken returns the heading, prefixed with the group above it.
func (c Column) spoken() string { return strings.TrimSpace(c.group + " " + c.Header) }

// Spouse returns the number of the person named in the column if its heading
// calls them a spouse, otherwise 0.
func (c Column) Spouse() int {
	f, ok := ParseField(c.Field)
	if !ok || !isNameField(f) || parseHeading(c.Header).noun != nounSpouse {
		return 0
	}
	return f.Person
}

// LastFirst reports whether the column holds full names, the last name first.
func (c Column) LastFirst() bool {
	f, ok := ParseField(c.Field)
	return ok && f.Name == FieldLastFirst
}

// Heading returns the original heading or, for a file without a header, one by
// which the column will be recognized.
func (c Column) Heading() string {
	if c.Header != "" {
		return c.Header
	}
	if h := plainHeadings[c.Field]; h != "" {
		return h
	}
	return c.Name()
}

var plainHeadings = map[string]string{
	memberField(1, FieldFullName, 1):  "Full Name",
	memberField(1, FieldLastFirst, 1): "Full Name",
	memberField(1, FieldFirst, 1):     "First Name",
	memberField(1, FieldLast, 1):      "Last Name",
	memberField(1, FieldEmail, 1):     "Email",
	memberField(1, FieldPhone, 1):     "Phone",
	FieldAddress:                      "Address",
}

// Added reports whether an earlier fix file has added the column.
func (c Column) Added() bool { return c.own }

// NamesProperty reports whether a cell of the column holds the name of a
// property before its address, because the layout says so.
func (c Column) NamesProperty() bool { return c.form == formNameAddress }

// NamesWhose reports whether the heading or a layout says whose column it is.
func (c Column) NamesWhose() bool {
	return c.Source == SourceLayout || parseHeading(c.Header).noun != nounNone
}
