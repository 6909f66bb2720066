package rosterfile

import (
	"strconv"
	"strings"
)

// Column is one column of the file and what it is taken for.
type Column struct {
	Index   int                  `json:"index"`         // from 1, as a person counts
	Header  string               `json:"header"`        // as in the file, "" when there is none
	Field   string               `json:"field"`         // "member[1].email"; "" when ignored
	Ignored bool                 `json:"ignored"`       // nothing of it is used
	Source  string               `json:"source"`        // who says so: one of those below
	Secret  bool                 `json:"secret"`        // blanked while it is read
	Why     string               `json:"why,omitempty"` // why it is ignored, or what made it recognised
	Samples []string             `json:"samples"`       // up to five different values, clipped; none of a secret
	own     bool                 // appended by an earlier fix file
	group   string               // what stands above the heading and others, as "Owner" over "Name"
	form    string               // formNameAddress, "" for cells that hold the field alone
	status  map[string]presences // what a layout says of values, folded
}

// Who says what a column means.
const (
	SourceSuggested = "suggested" // its heading and values
	SourceLayout    = "layout"    // the known layout of a program's export
	SourceSaved     = "saved"     // what was said of an earlier file of the layout, see File.UseSaved
	SourceSupport   = "support"   // what Support said for all communities, see File.UseSaved
	SourceChosen    = "chosen"    // somebody who looked at this file, see File.Use
)

// Name returns the heading, or the letter of a column without one.
func (c Column) Name() string {
	if name := clean(c.Header); name != "" {
		return name
	}
	return "Column " + letters(c.Index)
}

// NamesPerson returns the number of the person whose name, or a part of it, the column
// holds; 0 for none.
func (c Column) NamesPerson() int {
	f, ok := parseField(c.Field)
	if !ok || !isNameField(f) && f.name != fieldMiddle {
		return 0
	}
	return f.person
}

// Person returns the number of the person about whom the column says something; 0 for
// none.
func (c Column) Person() int {
	f, _ := parseField(c.Field)
	return f.person
}

// NamesHome reports whether the column holds the address of the home, or a part of it.
func (c Column) NamesHome() bool { return isPlaceField(c.Field) }

// Cell is the name of a cell as spreadsheet programs have it: C12. The column counts
// from 1.
func Cell(column, row int) string { return letters(column) + strconv.Itoa(row) }

// spoken is the heading with what stands above it.
func (c Column) spoken() string { return strings.TrimSpace(c.group + " " + c.Header) }

// letters returns the name of the column n as spreadsheets have it: A, B … AA.
func letters(n int) string {
	s := ""
	for ; n > 0; n = (n - 1) / 26 {
		s = string(rune('A'+(n-1)%26)) + s
	}
	return s
}

// Spouse returns the number of the person whose name the column holds and whom its
// heading calls a spouse, 0 for none.
func (c Column) Spouse() int {
	f, ok := parseField(c.Field)
	if !ok || !isNameField(f) || parseHeading(c.Header).noun != nounSpouse {
		return 0
	}
	return f.person
}
