package onboarding

import (
	"context"
	"errors"
	"maps"
	"slices"
	"time"

	"github.com/communitrak/onboarding/internal/address"
	"github.com/communitrak/onboarding/internal/dynamo"
	"github.com/communitrak/onboarding/internal/personname"
	"github.com/communitrak/onboarding/internal/roster"
)

// ErrCannotJoin means that joining needs another permission than correcting.
var ErrCannotJoin = errors.New("joining needs the permission to edit members")

// PropertyCorrection is the right address of a mistyped property; exactly one of Street
// and Lot is set.
type PropertyCorrection struct {
	Street *address.Street
	Lot    *address.Lot
	// Join joins the property with the one that already has the right address.
	Join bool
}

// CorrectProperty gives a property its right address. If another property has
// it, CorrectProperty returns a *roster.ExistsError, or, with Join, the two
// become that one: its households move over, and the old identifier leads
// there.
func (s *Service) CorrectProperty(ctx context.Context, by roster.Principal, community roster.Community, id string, c PropertyCorrection) (roster.Property, error) {
	right, err := correctAddress(community, c)
	if err != nil {
		return roster.Property{}, err
	}
	var corrected roster.Property
	err = dynamo.Retry(ctx, func() error {
		p, err := s.store.Property(ctx, community.ID, id)
		if err != nil {
			return err
		}
		other, _, err := s.findProperty(ctx, community.ID, right)
		switch {
		case errors.Is(err, roster.ErrNotFound), err == nil && other == p.ID:
			corrected, err = s.relabel(ctx, by, p, right)
			return err
		case errors.Is(err, ErrAmbiguous):
			return &roster.InvalidError{Field: "zip", Code: "ambiguous", Reason: "several properties have that address; give the ZIP"}
		case err != nil:
			return err
		case !c.Join:
			return &roster.ExistsError{What: "property", ID: other}
		case !by.May(roster.EditMembers):
			return ErrCannotJoin
		}
		corrected, err = s.join(ctx, by, community, p, other)
		return err
	})
	return corrected, err
}

func correctAddress(community roster.Community, c PropertyCorrection) (roster.Property, error) {
	if c.Lot != nil {
		lot, err := address.StandardizeLot(*c.Lot)
		if err != nil {
			return roster.Property{}, fieldError(err, "lot.")
		}
		return LotProperty(lot), nil
	}
	if c.Street == nil {
		return roster.Property{}, &roster.InvalidError{Field: "street", Code: "required", Reason: "give a street address or a lot"}
	}
	standard, err := standardize(*c.Street, "street.", community.Preferences)
	if err != nil {
		return roster.Property{}, err
	}
	return StreetProperty(standard.Street), nil
}

func (s *Service) relabel(ctx context.Context, by roster.Principal, p, right roster.Property) (roster.Property, error) {
	now := s.now()
	next := p
	next.Kind, next.Address, next.Label = right.Kind, right.Address, right.Label
	next.Identity, next.Line, next.RuleVersion = right.Identity, right.Line, right.RuleVersion
	next.Import = "" // what people have corrected stays when its import is undone
	if next.Address == p.Address && next.Kind == p.Kind {
		return p, s.refreshAddresses(ctx, p, now)
	}
	tx := s.store.Begin()
	if next.AddressKey() != p.AddressKey() {
		tx.ReleaseAddress(p, p.AddressKey())
		if n := slices.Index(p.Aliases, next.AddressKey()); n >= 0 {
			next.Aliases = slices.Delete(slices.Clone(p.Aliases), n, n+1)
		} else {
			tx.ReserveAddress(next, next.AddressKey())
		}
	}
	tx.SaveProperty(next)
	tx.Record(roster.AuditEntry{Community: p.Community, Subject: "property " + p.ID, At: now, By: by.Actor(), Action: "property_corrected",
		Changes: []roster.Change{{Field: "address", From: p.Label, To: next.Label}}})
	if err := tx.Commit(ctx); err != nil {
		return p, err
	}
	next.Rev++
	return next, s.refreshAddresses(ctx, next, now)
}

// refreshAddresses lets the members who live at p be found by its address.
// Lists show the property's own address, so this only affects search, and
// correcting the property once more repairs what a crash left behind.
func (s *Service) refreshAddresses(ctx context.Context, p roster.Property, now time.Time) error {
	households, err := s.store.Households(ctx, p.Community, p.ID)
	if err != nil {
		return err
	}
	for _, h := range households {
		for _, id := range slices.Sorted(maps.Keys(h.People)) {
			err := dynamo.Retry(ctx, func() error {
				m, err := s.store.Member(ctx, p.Community, id)
				if err != nil || m.Address == p.Label || m.Property != p.ID {
					return err
				}
				next := m
				next.Address = p.Label
				tx := s.store.Begin()
				tx.SaveMember(m, next, now)
				return tx.Commit(ctx)
			})
			if err != nil && !errors.Is(err, roster.ErrNotFound) {
				return err
			}
		}
	}
	return nil
}

// join moves p's households to the property other, in one transaction each, and
// then makes p lead to other. Repeating it after a crash resumes where it
// stopped.
func (s *Service) join(ctx context.Context, by roster.Principal, community roster.Community, p roster.Property, other string) (roster.Property, error) {
	to, err := s.store.Property(ctx, p.Community, other)
	if err != nil {
		return p, err
	}
	households, err := s.store.Households(ctx, p.Community, p.ID)
	if err != nil {
		return p, err
	}
	for _, h := range households {
		err := dynamo.Retry(ctx, func() error { return s.moveHousehold(ctx, by, community, h.ID, p, to) })
		if err != nil {
			return p, err
		}
	}
	if p, err = s.store.Property(ctx, p.Community, p.ID); err != nil {
		return p, err
	}
	if to, err = s.store.Property(ctx, p.Community, to.ID); err != nil {
		return p, err
	}
	if p.ID == to.ID {
		return to, nil // somebody else joined them meanwhile
	}
	if p.Households > 0 {
		return p, dynamo.ErrConflict
	}
	now := s.now()
	tx := s.store.Begin()
	tx.JoinProperty(p, to)
	tx.Record(roster.AuditEntry{Community: p.Community, Subject: "property " + p.ID, At: now, By: by.Actor(), Action: "property_joined",
		Changes: []roster.Change{{Field: "property", From: p.Label, To: to.Label}}})
	if err := tx.Commit(ctx); err != nil {
		return p, err
	}
	return s.store.Property(ctx, p.Community, to.ID)
}

// maxMovedMembers is the largest number of members in a household, or of
// households in a property, that one transaction can take along.
const maxMovedMembers = 80

var tooManyMembers = &roster.InvalidError{Field: "household", Code: "too_many_members", Reason: "a household of more than 80 members is not moved at once"}

func (s *Service) moveHousehold(ctx context.Context, by roster.Principal, community roster.Community, id string, from, to roster.Property) error {
	h, err := s.store.Household(ctx, from.Community, id)
	if errors.Is(err, roster.ErrNotFound) {
		return nil
	}
	if err != nil || h.Property != from.ID {
		return err
	}
	if len(h.People) > maxMovedMembers {
		return tooManyMembers
	}
	now := s.now()
	moved := h
	moved.ID, moved.Property, moved.Rev = roster.HouseholdMovedTo(to.ID, h.ID), to.ID, 0
	tx := s.store.Begin()
	tx.DeleteHousehold(h)
	tx.SaveHousehold(moved)
	tx.AddHouseholds(from.Community, from.ID, -1)
	tx.AddHouseholds(to.Community, to.ID, 1)
	for _, member := range slices.Sorted(maps.Keys(h.People)) {
		m, err := s.OutrankedMember(ctx, by, community, member)
		if err != nil {
			return changedIfGone(err)
		}
		next := m
		next.Property, next.Household, next.Address = to.ID, moved.ID, to.Label
		tx.SaveMember(m, next, now)
	}
	tx.Record(roster.AuditEntry{Community: from.Community, Subject: "household " + moved.ID, At: now, By: by.Actor(), Action: "household_moved",
		Changes: []roster.Change{{Field: "property", From: from.Label, To: to.Label}}})
	return tx.Commit(ctx)
}

// RenameHousehold gives a household a name; with an empty name, it is derived
// from the members again. If another household of the property has that name,
// RenameHousehold returns a *roster.ExistsError, or, with join, the two become
// that one: the members move over.
func (s *Service) RenameHousehold(ctx context.Context, by roster.Principal, community roster.Community, id, name string, join bool) (roster.Household, error) {
	name, err := cleanName("name", name)
	if err != nil {
		return roster.Household{}, err
	}
	var renamed roster.Household
	err = dynamo.Retry(ctx, func() error {
		h, err := s.store.Household(ctx, community.ID, id)
		if err != nil {
			return err
		}
		other, exists, err := s.namesake(ctx, h, name)
		switch {
		case err != nil:
			return err
		case !exists:
			renamed, err = s.rename(ctx, by, h, name)
			return err
		case !join:
			return &roster.ExistsError{What: "household", ID: other.ID}
		case !by.May(roster.EditMembers):
			return ErrCannotJoin
		}
		renamed, err = s.joinHouseholds(ctx, by, community, h, other)
		return err
	})
	return renamed, err
}

// namesake returns the other household of h's property that is shown with that
// name.
func (s *Service) namesake(ctx context.Context, h roster.Household, name string) (other roster.Household, exists bool, err error) {
	if name == "" {
		return other, false, nil
	}
	households, err := s.store.Households(ctx, h.Community, h.Property)
	if err != nil {
		return other, false, err
	}
	for _, other := range households {
		if other.ID != h.ID && personname.Fold(other.Name()) == personname.Fold(name) {
			return other, true, nil
		}
	}
	return other, false, nil
}

func (s *Service) rename(ctx context.Context, by roster.Principal, h roster.Household, name string) (roster.Household, error) {
	renamed := h
	renamed.Given, renamed.Import = name, "" // it stays when its import is undone
	if h.Given == name {
		return renamed, nil
	}
	tx := s.store.Begin()
	tx.SaveHousehold(renamed)
	tx.Record(roster.AuditEntry{Community: h.Community, Subject: "household " + h.ID, At: s.now(), By: by.Actor(), Action: "household_renamed",
		Changes: []roster.Change{{Field: "name", From: h.Name(), To: renamed.Name()}}})
	return renamed, tx.Commit(ctx)
}

// joinHouseholds moves everybody from the household from to the household to,
// and deletes from.
func (s *Service) joinHouseholds(ctx context.Context, by roster.Principal, community roster.Community, from, to roster.Household) (roster.Household, error) {
	if len(from.People) > maxMovedMembers {
		return to, tooManyMembers
	}
	now := s.now()
	joined, formerHead := to.Merge(from)
	joined.Import = ""
	tx := s.store.Begin()
	tx.DeleteHousehold(from)
	tx.SaveHousehold(joined)
	tx.AddHouseholds(from.Community, from.Property, -1)
	for _, member := range slices.Sorted(maps.Keys(from.People)) {
		m, err := s.OutrankedMember(ctx, by, community, member)
		if err != nil {
			return to, changedIfGone(err)
		}
		next := m
		next.Household = joined.ID
		tx.SaveMember(m, next, now)
	}
	if formerHead != "" {
		tx.Record(roster.AuditEntry{Community: from.Community, Member: formerHead, At: now, By: by.Actor(), Action: "household_role_changed", Changes: noLongerHead})
	}
	tx.Record(roster.AuditEntry{Community: from.Community, Subject: "household " + from.ID, At: now, By: by.Actor(), Action: "household_joined",
		Changes: []roster.Change{{Field: "household", From: from.Name(), To: to.Name()}}})
	return joined, tx.Commit(ctx)
}

// DeleteHousehold deletes an empty household. It returns roster.ErrNotEmpty
// otherwise.
func (s *Service) DeleteHousehold(ctx context.Context, by roster.Principal, community roster.Community, id string) error {
	return dynamo.Retry(ctx, func() error {
		h, err := s.store.Household(ctx, community.ID, id)
		if err != nil {
			return err
		}
		if len(h.People) > 0 {
			return roster.ErrNotEmpty
		}
		tx := s.store.Begin()
		tx.DeleteHousehold(h)
		tx.AddHouseholds(community.ID, h.Property, -1)
		tx.Record(householdDeleted(h, h.Name(), by.Actor(), s.now()))
		return tx.Commit(ctx)
	})
}

// DeleteProperty deletes a property in which nobody lives, with its empty
// households. It returns roster.ErrNotEmpty if somebody lives there.
func (s *Service) DeleteProperty(ctx context.Context, by roster.Principal, community roster.Community, id string) error {
	return dynamo.Retry(ctx, func() error {
		p, err := s.store.Property(ctx, community.ID, id)
		if err != nil {
			return err
		}
		households, err := s.store.Households(ctx, community.ID, p.ID)
		if err != nil {
			return err
		}
		tx := s.store.Begin()
		for _, h := range households {
			if len(h.People) > 0 || len(households) > maxMovedMembers {
				return roster.ErrNotEmpty
			}
			tx.DeleteHousehold(h)
		}
		tx.DeleteProperty(p)
		tx.Record(propertyDeleted(p, by.Actor(), s.now()))
		return tx.Commit(ctx)
	})
}

func householdDeleted(h roster.Household, name string, by roster.Actor, now time.Time) roster.AuditEntry {
	return roster.AuditEntry{Community: h.Community, Subject: "household " + h.ID, At: now, By: by, Action: "household_deleted",
		Changes: []roster.Change{{Field: "name", From: name}}}
}

func propertyDeleted(p roster.Property, by roster.Actor, now time.Time) roster.AuditEntry {
	return roster.AuditEntry{Community: p.Community, Subject: "property " + p.ID, At: now, By: by, Action: "property_deleted",
		Changes: []roster.Change{{Field: "address", From: p.Label}}}
}
