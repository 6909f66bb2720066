// Package snapshot caches what an import needs to know of the community: who its
// rows' people are there, which properties are at their addresses, and which
// addresses look like those. It reads, in few calls for many rows, and never
// writes or decides.
package snapshot

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"golang.org/x/sync/errgroup"

	"github.com/communitrak/onboarding/internal/dynamo"
	"github.com/communitrak/onboarding/internal/importer/parse"
	"github.com/communitrak/onboarding/internal/onboarding"
	"github.com/communitrak/onboarding/internal/roster"
)

// Snapshot caches what is known of the table: the state of some rows' people in
// the community, and the properties at addresses. It may be slightly out of
// date and incomplete; [Fetch] gets what is missing.
type Snapshot struct {
	// Links are by person; nil means nobody. members are those of the links
	// that have not ended.
	Links   map[string]*roster.Membership
	Members map[string]roster.Member
	Streets map[string]Street
	Homes   map[string]Home
}

// Street is what is known of a delivery line.
type Street struct {
	// zips are the ones looked up; whole means all of them.
	zips    []string
	whole   bool
	Matches []dynamo.AddressMatch
}

// Home is a property with its households, oldest first.
type Home struct {
	Property   roster.Property
	Households []roster.Household
}

// New returns an empty Snapshot.
func New() *Snapshot {
	return &Snapshot{Links: map[string]*roster.Membership{}, Members: map[string]roster.Member{}, Streets: map[string]Street{}, Homes: map[string]Home{}}
}

// hasAddress reports whether the properties at p's address are known.
func (k *Snapshot) hasAddress(p roster.Property) bool {
	s, ok := k.Streets[p.Line]
	return ok && (s.whole || slices.Contains(s.zips, p.AddressZIP()) && !needsWhole(p))
}

// needsWhole reports whether every ZIP must be looked up: a street address
// without a ZIP may be in any.
func needsWhole(p roster.Property) bool { return p.Kind == roster.Street && p.AddressZIP() == "" }

// Merge adds what was learned in the meantime. What is already known is newer,
// because a chunk wrote it.
func (k *Snapshot) Merge(found *Snapshot) {
	for person, l := range found.Links {
		k.Links[person] = l
	}
	for id, m := range found.Members {
		k.Members[id] = m
	}
	for line, s := range found.Streets {
		k.Streets[line] = k.Streets[line].With(s)
	}
	for id, h := range found.Homes {
		if _, ok := k.Homes[id]; !ok {
			k.Homes[id] = h
		}
	}
}

// With adds what other knows in addition, such as who is now at an address that
// was free.
func (s Street) With(other Street) Street {
	s.whole = s.whole || other.whole
	s.zips = append(slices.Clone(s.zips), other.zips...)
	s.Matches = slices.Clone(s.Matches)
	for _, m := range other.Matches {
		n := slices.IndexFunc(s.Matches, func(n dynamo.AddressMatch) bool { return n.ZIP == m.ZIP })
		switch {
		case n < 0:
			s.Matches = append(s.Matches, m)
		case s.Matches[n].Property == "":
			s.Matches[n] = m
		}
	}
	return s
}

// Property returns the property at p's address. It fails with
// roster.ErrNotFound if there is none, or onboarding.ErrAmbiguous if it could
// be several.
func (s Street) Property(p roster.Property) (id string, err error) {
	return onboarding.MatchProperty(s.Matches, p.AddressZIP())
}

// MatchesProperty reports whether p's address can be that of property id.
func (s Street) MatchesProperty(p roster.Property, id string) bool {
	at, err := s.Property(p)
	if errors.Is(err, onboarding.ErrAmbiguous) {
		return slices.ContainsFunc(s.Matches, func(m dynamo.AddressMatch) bool { return m.Property == id })
	}
	return err == nil && at == id
}

// Forget drops what is known of the rows, because it has changed.
func (k *Snapshot) Forget(rows []parse.Row) {
	for _, row := range rows {
		for _, m := range k.Streets[row.Home.Line].Matches {
			delete(k.Homes, m.Property)
		}
		delete(k.Streets, row.Home.Line)
		k.ForgetPeople(row)
	}
}

// ForgetPeople drops the people of a finished row: most emails appear in only
// one row.
func (k *Snapshot) ForgetPeople(row parse.Row) {
	for _, p := range row.People {
		if l := k.Links[p.Person]; l != nil {
			delete(k.Members, l.Member)
		}
		delete(k.Links, p.Person)
	}
}

// Fetch fetches what have lacks about the rows, in few calls however many rows
// there are.
func Fetch(ctx context.Context, store *dynamo.Store, community string, rows []parse.Row, have *Snapshot) (*Snapshot, error) {
	found := New()
	if err := fetchPeople(ctx, store, community, rows, have, found); err != nil {
		return nil, fmt.Errorf("looking up people: %w", err)
	}
	if err := fetchAddresses(ctx, store, community, rows, have, found); err != nil {
		return nil, fmt.Errorf("looking up addresses: %w", err)
	}
	if err := fetchHomes(ctx, store, community, rows, have, found); err != nil {
		return nil, fmt.Errorf("looking up homes: %w", err)
	}
	return found, nil
}

func fetchPeople(ctx context.Context, store *dynamo.Store, community string, rows []parse.Row, have, found *Snapshot) error {
	var persons []string
	for _, row := range rows {
		for _, p := range row.People {
			if _, ok := have.Links[p.Person]; !ok {
				persons = append(persons, p.Person)
			}
		}
	}
	if len(persons) == 0 {
		return nil
	}
	links, err := store.Memberships(ctx, community, persons)
	if err != nil {
		return err
	}
	var refs []dynamo.MemberRef
	for _, person := range persons {
		found.Links[person] = nil
		if l, ok := links[person]; ok {
			found.Links[person] = &l
			if !l.Ended {
				refs = append(refs, dynamo.MemberRef{Community: community, ID: l.Member})
			}
		}
	}
	if len(refs) == 0 {
		return nil
	}
	members, err := store.Members(ctx, refs)
	for ref, m := range members {
		found.Members[ref.ID] = m
	}
	return err
}

func fetchAddresses(ctx context.Context, store *dynamo.Store, community string, rows []parse.Row, have, found *Snapshot) error {
	var few []roster.AddressKey
	var whole []string
	for _, row := range rows {
		p := row.Home
		switch {
		case len(row.People) == 0, have.hasAddress(p), found.hasAddress(p):
			continue
		case needsWhole(p):
			whole = append(whole, p.Line)
			found.Streets[p.Line] = Street{whole: true}
			continue
		}
		few = append(few, roster.AddressKey{Line: p.Line, ZIP: p.AddressZIP()})
		found.Streets[p.Line] = found.Streets[p.Line].With(Street{zips: []string{p.AddressZIP()}})
	}
	matches := map[string][]dynamo.AddressMatch{}
	if len(few) > 0 {
		var err error
		if matches, err = store.PropertiesOf(ctx, community, few); err != nil {
			return err
		}
	}
	byLine, err := inParallel(whole, func(line string) ([]dynamo.AddressMatch, error) {
		return store.PropertiesAt(ctx, community, line)
	})
	if err != nil {
		return err
	}
	for n, line := range whole {
		matches[line] = byLine[n]
	}
	for line, m := range matches {
		found.Streets[line] = found.Streets[line].With(Street{Matches: m})
	}
	return nil
}

// fetchHomes fetches the properties that rows name, and their households.
func fetchHomes(ctx context.Context, store *dynamo.Store, community string, rows []parse.Row, have, found *Snapshot) error {
	var ids []string
	for _, row := range rows {
		if len(row.People) == 0 || !needsHousehold(row, have, found) {
			continue
		}
		id, err := have.Streets[row.Home.Line].With(found.Streets[row.Home.Line]).Property(row.Home)
		if err != nil || slices.Contains(ids, id) {
			continue
		}
		if _, ok := have.Homes[id]; !ok {
			ids = append(ids, id)
		}
	}
	if len(ids) == 0 {
		return nil
	}
	properties, _, err := store.Homes(ctx, community, ids, nil)
	if err != nil {
		return err
	}
	households, err := inParallel(ids, func(id string) ([]roster.Household, error) {
		return store.Households(ctx, community, id)
	})
	if err != nil {
		return err
	}
	for n, id := range ids {
		p, ok := properties[id]
		if !ok || p.JoinedTo != "" {
			// The address will resolve differently on the next lookup.
			return dynamo.ErrConflict
		}
		slices.SortFunc(households[n], func(a, b roster.Household) int {
			if c := a.CreatedAt.Compare(b.CreatedAt); c != 0 {
				return c
			}
			return strings.Compare(a.ID, b.ID)
		})
		found.Homes[id] = Home{p, households[n]}
	}
	return nil
}

// needsHousehold reports whether somebody in the row is new, or claims to be
// the head.
func needsHousehold(row parse.Row, have, found *Snapshot) bool {
	return slices.ContainsFunc(row.People, func(p parse.Resident) bool {
		link := have.Links[p.Person]
		if link == nil {
			link = found.Links[p.Person]
		}
		if link == nil {
			return true
		}
		m, known := have.Members[link.Member]
		if !known {
			m = found.Members[link.Member]
		}
		return p.HouseholdRole != roster.NoHouseholdRole && m.Status.Unclaimed()
	})
}

// maxConcurrent bounds the number of concurrent lookups.
const maxConcurrent = 8

// inParallel calls call for each element of all, in no particular order; the
// answers are in the order of all.
func inParallel[T, U any](all []T, call func(T) (U, error)) ([]U, error) {
	answers := make([]U, len(all))
	var group errgroup.Group
	group.SetLimit(maxConcurrent)
	for n, one := range all {
		group.Go(func() (err error) {
			answers[n], err = call(one)
			return err
		})
	}
	return answers, group.Wait()
}
