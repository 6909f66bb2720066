package rosterfile_test

import (
	"context"
	"fmt"
	"strings"

	"github.com/communitrak/onboarding/internal/rosterfile"
)

// A file is opened, asked whether it is ready, and read row by row.
func ExampleOpen() {
	roster := strings.NewReader("Unit Address;First Name;Last Name;E-mail\n" +
		"114 Juniper Ct;Ana;Torres;ana@example.com\n" +
		"116 Juniper Ct;Ben;Atwell;ben@example.org\n")
	file, err := rosterfile.Open(roster, "roster.csv", rosterfile.DefaultLimits())
	if err == nil {
		err = file.Ready()
	}
	if err != nil {
		fmt.Println(err)
		return
	}
	for row, err := range file.Rows(context.Background()) {
		if err != nil {
			fmt.Println(err)
			return
		}
		for _, person := range row.People {
			fmt.Println(row.Number, person.First, person.Last, person.Email, "·", row.Place.Address)
		}
	}
	// Output:
	// 2 Ana Torres ana@example.com · 114 Juniper Ct
	// 3 Ben Atwell ben@example.org · 116 Juniper Ct
}
