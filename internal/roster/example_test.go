package roster_test

import (
	"fmt"
	"time"

	"github.com/communitrak/onboarding/internal/roster"
)

// A move takes a value and returns the value after it; nothing is written
// until a transaction saves it.
func ExampleMember_Activate() {
	now := time.Date(2026, time.March, 1, 12, 0, 0, 0, time.UTC)
	invited := roster.Member{
		FirstName: "Ana", LastName: "Torres", Email: "ana@example.com", Status: roster.Pending,
		Invitation: roster.NewInvitation("k1", 30*24*time.Hour, now),
	}
	active, err := invited.Activate(roster.Community{}, now.Add(24*time.Hour))
	fmt.Println(invited.Status, active.Status, err)

	_, err = invited.Activate(roster.Community{}, now.Add(31*24*time.Hour))
	fmt.Println(err)
	// Output:
	// pending active <nil>
	// the invitation has ended
}
