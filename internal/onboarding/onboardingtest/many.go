package onboardingtest

import (
	"strings"
	"testing"

	"github.com/communitrak/onboarding/internal/onboarding"
	"github.com/communitrak/onboarding/internal/roster"
)

// InviteMany invites n people as an import does, up to 20 in each household,
// with their mails in the given lane.
func (f *Fixture) InviteMany(t testing.TB, n int, lane roster.Lane) []roster.Member {
	t.Helper()
	var members []roster.Member
	for len(members) < n {
		txn, err := f.NewTransaction(t.Context(), f.Admin.Actor(), f.Community, lane)
		if err != nil {
			t.Fatal(err)
		}
		home := txn.AddProperty(roster.Property{Kind: roster.Lot, Label: "Lot " + roster.NewID()[:6], Line: roster.NewID()}, nil)
		household := txn.AddHousehold(home.ID, "", "")
		for range min(20, n-len(members)) {
			email := strings.ToLower(string(lane)) + "-" + Email(len(members))
			person, err := f.PersonID(t.Context(), email)
			if err != nil {
				t.Fatal(err)
			}
			members = append(members, txn.Invite(onboarding.NewMember{FirstName: "Rosa", LastName: "Delgado", Email: email, Person: person}, home, household))
		}
		if err := txn.Commit(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	return members
}
