package rosterfile

import (
	"regexp"
	"slices"
	"strings"

	"github.com/communitrak/onboarding/internal/address"
	"github.com/communitrak/onboarding/internal/rosterfile/columns"
	"github.com/communitrak/onboarding/internal/rosterfile/sheet"
)

// enterStreet remembers a street that stands alone in the column of the
// addresses, as in a directory that lists homes by street. It reports whether
// the record is such a title. Any other title ends what the last one was about.
func (in *interpreter) enterStreet(rec sheet.Record) bool {
	at := slices.IndexFunc(rec.Cells, func(c string) bool { return sheet.Clean(c) != "" })
	if at < 0 || at >= len(in.fields) || slices.ContainsFunc(rec.Cells[at+1:], func(c string) bool { return sheet.Clean(c) != "" }) {
		return false
	}
	switch in.fields[at].Name {
	case columns.FieldAddress, columns.FieldStreet:
	default:
		return false
	}
	in.street = sheet.Clean(rec.Cells[at])
	if address.IsStreet(in.street) || !address.IsStreet("1 "+in.street) {
		in.street = "" // "Section 2"
	}
	return in.street != ""
}

var houseNumber = regexp.MustCompile(`^\d{1,6}[A-Za-z]?$`)

// addStreet completes a row that has nothing but the number of its house with
// the street of the title above it. A row without any number may be a title,
// too.
func (in *interpreter) addStreet() {
	if in.street == "" {
		return
	}
	p := &in.row.Place
	number := strings.TrimSpace(p.Address + p.Street)
	switch {
	case !strings.ContainsAny(number, "0123456789"):
		in.street = ""
	case houseNumber.MatchString(number):
		column := slices.IndexFunc(in.fields, func(f columns.Field) bool { return f.Name == columns.FieldAddress || f.Name == columns.FieldStreet })
		p.Address, p.Street = "", number+" "+in.street
		in.note(Note{Column: in.columns[column].Name(), Code: NoteStreetTitle, From: number, To: p.Street})
	}
}
