package importer

import (
	"context"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"hash"
	"slices"
	"strconv"

	"communitrak/internal/importer/parse"
	"communitrak/internal/roster"
)

// planned returns an iterator over what the committed plan says about the
// people of rows, which must be requested in file order; the results are nil if
// nothing was planned.
func (r *run) planned(ctx context.Context) (next func(row, list int) ([]roster.RowResult, error), stop func()) {
	if !r.job.Committed {
		return func(int, int) ([]roster.RowResult, error) { return nil, nil }, func() {}
	}
	results, stop := r.byRow(ctx, r.job.Plan)
	return func(row, list int) ([]roster.RowResult, error) {
		of, err := results(row, list)
		if err == nil && len(of) == 0 {
			err = fmt.Errorf("row %d of the file is not in the plan", row)
		}
		return of, err
	}, stop
}

// target is a fingerprint of everything that decides a row's outcome: its
// content, the state of its people in the community, and where newcomers go.
// What the import itself has created counts as new, because a plan creates
// nothing. A row whose fingerprint has changed since the plan is left to
// people.
func (c *chunk) target(row parse.Row, people []standing, settled *roster.Household) string {
	t := target{sha256.New()}
	t.say(row.Home.Line, row.Home.AddressZIP(), row.Household)
	var newcomers []standing
	for _, p := range people {
		t.say(p.First, p.Last, p.Email, p.Phone, string(p.HouseholdRole))
		if p.link == nil {
			newcomers = append(newcomers, p)
			t.say("nobody")
			continue
		}
		c.nameStanding(t, p, row.Home)
	}
	if len(newcomers) > 0 {
		c.nameAim(t, c.aim(row, newcomers, settled), newcomers)
	}
	return base64.RawURLEncoding.EncodeToString(t.Sum(nil)[:12])
}

// nameStanding adds a person's state in the community, as far as it matters.
func (c *chunk) nameStanding(t target, p standing, home roster.Property) {
	m := p.member
	t.say(string(p.link.Status), p.link.Member, string(m.Status))
	if !m.Status.Unclaimed() {
		return
	}
	lives := c.street(home).matchesProperty(home, m.Property)
	t.say(m.FirstName, m.LastName, m.Phone, strconv.FormatBool(lives))
	if !lives || p.HouseholdRole == roster.NoHouseholdRole {
		return
	}
	if h := c.householdOf(m); h != nil {
		t.say(string(h.RoleOf(m.ID)), strconv.FormatBool(h.Head == ""))
	}
}

func (c *chunk) nameAim(t target, to aim, newcomers []standing) {
	if to.trouble != nil {
		t.say(to.trouble.Code)
		return
	}
	property := to.property
	if c.home(property).property.Import == c.job.ID {
		property = ""
	}
	if h := to.household; h == nil || h.Import == c.job.ID {
		t.say(property, "")
	} else {
		wantsHead := slices.ContainsFunc(newcomers, func(n standing) bool { return n.HouseholdRole == roster.HouseholdHead })
		t.say(property, h.ID, strconv.FormatBool(wantsHead && h.Head == ""))
	}
}

// target is a digest of parts, each prefixed with its length so that none can
// run into the next.
type target struct{ hash.Hash }

func (t target) say(parts ...string) {
	for _, p := range parts {
		fmt.Fprintf(t, "%d:%s;", len(p), p)
	}
}
