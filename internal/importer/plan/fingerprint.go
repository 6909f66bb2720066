package plan

import (
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"hash"
	"slices"
	"strconv"

	"github.com/communitrak/onboarding/internal/importer/parse"
	"github.com/communitrak/onboarding/internal/roster"
)

// fingerprint is a fingerprint of everything that decides a row's outcome: its
// content, the state of its people in the community, and where newcomers go.
// What the import itself has created counts as new, because a plan creates
// nothing. A row whose fingerprint has changed since the plan is left to
// people.
func (c *Chunk) fingerprint(row parse.Row, people []membershipState, existing *roster.Household) string {
	t := digest{sha256.New()}
	t.add(row.Home.Line, row.Home.AddressZIP(), row.Household)
	var newcomers []membershipState
	for _, p := range people {
		t.add(p.First, p.Last, p.Email, p.Phone, string(p.HouseholdRole))
		if p.link == nil {
			newcomers = append(newcomers, p)
			t.add("nobody")
			continue
		}
		c.addMembershipState(t, p, row.Home)
	}
	if len(newcomers) > 0 {
		c.addPlacement(t, c.placementOf(row, newcomers, existing), newcomers)
	}
	return base64.RawURLEncoding.EncodeToString(t.Sum(nil)[:12])
}

// addMembershipState adds a person's state in the community, as far as it matters.
func (c *Chunk) addMembershipState(t digest, p membershipState, home roster.Property) {
	m := p.member
	// Twice, as in plans from when the membership said it, too.
	t.add(string(m.Status), p.link.Member, string(m.Status))
	if !m.Status.Unclaimed() {
		return
	}
	lives := c.street(home).MatchesProperty(home, m.Property)
	t.add(m.FirstName, m.LastName, m.Phone, strconv.FormatBool(lives))
	if !lives || p.HouseholdRole == roster.NoHouseholdRole {
		return
	}
	if h := c.householdOf(m); h != nil {
		t.add(string(h.RoleOf(m.ID)), strconv.FormatBool(h.Head == ""))
	}
}

func (c *Chunk) addPlacement(t digest, to placement, newcomers []membershipState) {
	if to.problem != nil {
		t.add(to.problem.Code)
		return
	}
	property := to.property
	if c.home(property).Property.Import == c.job.ID {
		property = ""
	}
	if h := to.household; h == nil || h.Import == c.job.ID {
		t.add(property, "")
	} else {
		wantsHead := slices.ContainsFunc(newcomers, func(n membershipState) bool { return n.HouseholdRole == roster.HouseholdHead })
		t.add(property, h.ID, strconv.FormatBool(wantsHead && h.Head == ""))
	}
}

// digest hashes parts, each prefixed with its length so that none can
// run into the next.
type digest struct{ hash.Hash }

func (t digest) add(parts ...string) {
	for _, p := range parts {
		fmt.Fprintf(t, "%d:%s;", len(p), p)
	}
}
