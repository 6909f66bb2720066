package importer

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"

	"communitrak/internal/dynamo"
	"communitrak/internal/onboarding"
	"communitrak/internal/roster"
)

// known caches what is known of the table: the state of some rows' people in
// the community, and the properties at addresses. It may be slightly out of
// date and incomplete; look fetches what is missing.
type known struct {
	// links are by person; nil means nobody. members are those of the links
	// that have not ended.
	links   map[string]*roster.Membership
	members map[string]roster.Member
	streets map[string]street
	homes   map[string]home
}

// street is what is known of a delivery line.
type street struct {
	// zips are the ones looked up; whole means all of them.
	zips    []string
	whole   bool
	matches []dynamo.AddressMatch
}

// home is a property with its households, oldest first.
type home struct {
	property   roster.Property
	households []roster.Household
}

func newKnown() *known {
	return &known{links: map[string]*roster.Membership{}, members: map[string]roster.Member{}, streets: map[string]street{}, homes: map[string]home{}}
}

// asked reports whether the properties at p's address are known.
func (k *known) asked(p roster.Property) bool {
	s, ok := k.streets[p.Line]
	return ok && (s.whole || slices.Contains(s.zips, p.AddressZIP()) && !needsWhole(p))
}

// needsWhole reports whether every ZIP must be looked up: a street address
// without a ZIP may be in any.
func needsWhole(p roster.Property) bool { return p.Kind == roster.Street && p.AddressZIP() == "" }

// merge adds what was learned in the meantime. What is already known is newer,
// because a chunk wrote it.
func (k *known) merge(learnt *known) {
	for person, l := range learnt.links {
		k.links[person] = l
	}
	for id, m := range learnt.members {
		k.members[id] = m
	}
	for line, s := range learnt.streets {
		k.streets[line] = k.streets[line].with(s)
	}
	for id, h := range learnt.homes {
		if _, ok := k.homes[id]; !ok {
			k.homes[id] = h
		}
	}
}

// with adds what other knows in addition.
func (s street) with(other street) street {
	s.whole = s.whole || other.whole
	s.zips = append(slices.Clone(s.zips), other.zips...)
	s.matches = slices.Clone(s.matches)
	for _, m := range other.matches {
		if !slices.ContainsFunc(s.matches, func(n dynamo.AddressMatch) bool { return n.ZIP == m.ZIP }) {
			s.matches = append(s.matches, m)
		}
	}
	return s
}

// property returns the property at p's address. It fails with
// roster.ErrNotFound if there is none, or onboarding.ErrAmbiguous if it could
// be several.
func (s street) property(p roster.Property) (id string, err error) {
	return onboarding.MatchProperty(s.matches, p.AddressZIP())
}

// matchesProperty reports whether p's address can be that of property id.
func (s street) matchesProperty(p roster.Property, id string) bool {
	at, err := s.property(p)
	if errors.Is(err, onboarding.ErrAmbiguous) {
		return slices.ContainsFunc(s.matches, func(m dynamo.AddressMatch) bool { return m.Property == id })
	}
	return err == nil && at == id
}

// forget drops what is known of the rows, because it has changed.
func (k *known) forget(rows []reading) {
	for _, row := range rows {
		for _, m := range k.streets[row.home.Line].matches {
			delete(k.homes, m.Property)
		}
		delete(k.streets, row.home.Line)
		k.forgetPeople(row)
	}
}

// forgetPeople drops the people of a finished row: most emails appear in only
// one row.
func (k *known) forgetPeople(row reading) {
	for _, p := range row.people {
		if l := k.links[p.person]; l != nil {
			delete(k.members, l.Member)
		}
		delete(k.links, p.person)
	}
}

// look fetches what have lacks about the rows, in few calls however many rows
// there are.
func (s *Service) look(ctx context.Context, community string, rows []reading, have *known) (*known, error) {
	learnt := newKnown()
	if err := s.lookForPeople(ctx, community, rows, have, learnt); err != nil {
		return nil, fmt.Errorf("looking up people: %w", err)
	}
	if err := s.lookForAddresses(ctx, community, rows, have, learnt); err != nil {
		return nil, fmt.Errorf("looking up addresses: %w", err)
	}
	if err := s.lookForHomes(ctx, community, rows, have, learnt); err != nil {
		return nil, fmt.Errorf("looking up homes: %w", err)
	}
	return learnt, nil
}

func (s *Service) lookForPeople(ctx context.Context, community string, rows []reading, have, learnt *known) error {
	var persons []string
	for _, row := range rows {
		for _, p := range row.people {
			if _, ok := have.links[p.person]; !ok {
				persons = append(persons, p.person)
			}
		}
	}
	if len(persons) == 0 {
		return nil
	}
	links, err := s.store.Memberships(ctx, community, persons)
	if err != nil {
		return err
	}
	var refs []dynamo.MemberRef
	for _, person := range persons {
		learnt.links[person] = nil
		if l, ok := links[person]; ok {
			learnt.links[person] = &l
			if !l.Status.Ended() {
				refs = append(refs, dynamo.MemberRef{Community: community, ID: l.Member})
			}
		}
	}
	if len(refs) == 0 {
		return nil
	}
	members, err := s.store.Members(ctx, refs)
	for ref, m := range members {
		learnt.members[ref.ID] = m
	}
	return err
}

func (s *Service) lookForAddresses(ctx context.Context, community string, rows []reading, have, learnt *known) error {
	var few []roster.AddressKey
	var whole []string
	for _, row := range rows {
		p := row.home
		switch {
		case len(row.people) == 0, have.asked(p), learnt.asked(p):
			continue
		case needsWhole(p):
			whole = append(whole, p.Line)
			learnt.streets[p.Line] = street{whole: true}
			continue
		}
		few = append(few, roster.AddressKey{Line: p.Line, ZIP: p.AddressZIP()})
		learnt.streets[p.Line] = learnt.streets[p.Line].with(street{zips: []string{p.AddressZIP()}})
	}
	matches := map[string][]dynamo.AddressMatch{}
	if len(few) > 0 {
		var err error
		if matches, err = s.store.PropertiesOf(ctx, community, few); err != nil {
			return err
		}
	}
	found, err := inParallel(whole, func(line string) ([]dynamo.AddressMatch, error) {
		return s.store.PropertiesAt(ctx, community, line)
	})
	if err != nil {
		return err
	}
	for n, line := range whole {
		matches[line] = found[n]
	}
	for line, m := range matches {
		learnt.streets[line] = learnt.streets[line].with(street{matches: m})
	}
	return nil
}

// lookForHomes fetches the properties that rows name, and their households.
func (s *Service) lookForHomes(ctx context.Context, community string, rows []reading, have, learnt *known) error {
	var ids []string
	for _, row := range rows {
		if len(row.people) == 0 || !row.needsHousehold(have, learnt) {
			continue
		}
		id, err := have.streets[row.home.Line].with(learnt.streets[row.home.Line]).property(row.home)
		if err != nil || slices.Contains(ids, id) {
			continue
		}
		if _, ok := have.homes[id]; !ok {
			ids = append(ids, id)
		}
	}
	if len(ids) == 0 {
		return nil
	}
	properties, _, err := s.store.Homes(ctx, community, ids, nil)
	if err != nil {
		return err
	}
	households, err := inParallel(ids, func(id string) ([]roster.Household, error) {
		return s.store.Households(ctx, community, id)
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
		learnt.homes[id] = home{p, households[n]}
	}
	return nil
}

// needsHousehold reports whether somebody in the row is new, or claims to be
// the head.
func (row reading) needsHousehold(have, learnt *known) bool {
	return slices.ContainsFunc(row.people, func(p resident) bool {
		link := have.links[p.person]
		if link == nil {
			link = learnt.links[p.person]
		}
		return link == nil || p.householdRole != roster.NoHouseholdRole && link.Status.Unclaimed()
	})
}

// lookers bounds the number of concurrent lookups.
const lookers = 8

// inParallel calls call for each element of all, in no particular order; the
// answers are in the order of all.
func inParallel[T, U any](all []T, call func(T) (U, error)) ([]U, error) {
	answers := make([]U, len(all))
	errs := make([]error, len(all))
	turns := make(chan struct{}, lookers)
	var done sync.WaitGroup
	for n, one := range all {
		turns <- struct{}{}
		done.Go(func() {
			answers[n], errs[n] = call(one)
			<-turns
		})
	}
	done.Wait()
	return answers, errors.Join(errs...)
}
