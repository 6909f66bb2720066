package rosterfile

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

// asTyped compares what rows say, regardless of the cells that say it.
var asTyped = cmp.Options{
	cmpopts.EquateEmpty(), cmpopts.IgnoreFields(Row{}, "Cells"), cmpopts.IgnoreFields(Note{}, "Person"),
	cmpopts.IgnoreFields(Person{}, "NameFrom", "EmailFrom", "PhoneFrom"),
}

// Each person knows the columns of their name, email, and phone, even if one
// cell names several people.
func TestPerson_from(t *testing.T) {
	t.Parallel()
	rows := rowsOf(t, open(t, "Name,Home Email,Work Email,Phone,Owner 2,Owner 2 Email,Address\n"+
		"Ann Lee,,ann@example.com,480-555-0101,Bo Lee,bo@example.com,1 Oak St\n"+
		"Cy Ray; Di Ray,cy@example.com; di@example.com,,,,,2 Oak St\n"))
	var got []string
	for _, r := range rows {
		for _, p := range r.People {
			got = append(got, fmt.Sprintf("%s: name of %d, email %d, phone %d", p.FullName, p.NameFrom, p.EmailFrom, p.PhoneFrom))
		}
	}
	want := []string{"Ann Lee: name of 1, email 3, phone 4", "Bo Lee: name of 2, email 6, phone 0", "Cy Ray: name of 1, email 2, phone 0", "Di Ray: name of 1, email 2, phone 0"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("people (-want +got):\n%s", diff)
	}
}

// A repair that nobody can see names what was removed.
func TestNote_unseen(t *testing.T) {
	t.Parallel()
	rows := rowsOf(t, open(t, "Name,Email,Address\n\"Ann\u00a0Lee\",\"\u200bann@example.com\u00ad\",1 Oak St\n"))
	var got []string
	for _, n := range rows[0].Notes {
		got = append(got, n.String())
	}
	want := []string{
		"Name: invisible characters were taken out (no-break space U+00A0)",
		"Email: invisible characters were taken out (zero width space U+200B, soft hyphen U+00AD)",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("notes (-want +got):\n%s", diff)
	}
}

// The name of a property before its address is removed, whatever program wrote
// it.
func TestPlace_withoutName(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ cell, want string }{
		{"The Oaks - 12 Oak St Mesa, AZ 85201", "12 Oak St Mesa, AZ 85201"},
		{"-> Cedar Court - 40 Cedar St", "40 Cedar St"},
		{"12 Oak St - Unit 4", "12 Oak St - Unit 4"},
		{"12 Oak St - 14 Oak St", "12 Oak St - 14 Oak St"},
		{"Lot 7 - 12 Oak St", "Lot 7 - 12 Oak St"},
		{"The Oaks - Cedar Court", "The Oaks - Cedar Court"},
	} {
		rows := rowsOf(t, open(t, "Resident,Home Address,Email\nAnn Lee,\""+tt.cell+"\",ann@example.com\n"))
		if got := rows[0].Place.Address; got != tt.want {
			t.Errorf("%q: got %q, want %q", tt.cell, got, tt.want)
		}
	}
}
