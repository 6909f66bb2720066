package onboarding

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"github.com/communitrak/onboarding/internal/dynamo"
	"github.com/communitrak/onboarding/internal/roster"
)

// UndoTransaction gathers what one transaction undoes of an import: members whom it
// created and nobody has touched since, along with the homes left empty, and
// blanks that it filled in. Members are passed as they were read; if one
// changes before Commit, that fails with dynamo.ErrConflict.
type UndoTransaction struct {
	*Transaction
	job        string
	properties map[string]roster.Property
	current    map[string]roster.Household
}

// NewUndoTransaction starts one for the import job. properties and households are the
// homes of the members it will be given.
func (s *Service) NewUndoTransaction(ctx context.Context, by roster.Actor, community roster.Community, job string, properties map[string]roster.Property, households map[string]roster.Household) (*UndoTransaction, error) {
	b, err := s.NewTransaction(ctx, by, community, roster.LaneBulk)
	if err != nil {
		return nil, err
	}
	return &UndoTransaction{Transaction: b, job: job, properties: properties, current: households}, nil
}

// household returns the household with that identifier as the transaction leaves it.
func (t *UndoTransaction) household(id string) (roster.Household, bool) {
	h, ok := t.current[id]
	return t.Household(h), ok
}

// Withdraw removes a member whom the import created, and cancels the mail that
// is still waiting, if any. The audit trail stays.
func (t *UndoTransaction) Withdraw(m roster.Member, link roster.Membership, mail *roster.Intent) error {
	h, ok := t.household(m.Household)
	if !ok {
		return fmt.Errorf("household of member %s: %w", m.ID, dynamo.ErrConflict)
	}
	t.households[h.ID] = h.Leave(m.ID)
	t.tx.DeleteMembership(link)
	t.tx.DeleteMember(m)
	if mail != nil && mail.State == roster.IntentQueued {
		cancelled := mail.Cancel("the import was undone")
		t.tx.SaveIntent(cancelled)
		if mail.Ref == t.job {
			t.tx.AddMailCounts(m.Community, t.job, cancelled.MailCounts().Minus(mail.MailCounts()))
		}
	}
	t.record(m.ID, "withdrawn", []roster.Change{{Field: "status", From: string(m.Status)}})
	return nil
}

// ClearFilled undoes what the import filled in for an existing member.
func (t *UndoTransaction) ClearFilled(m roster.Member, f roster.Filled) error {
	next := m
	if f.Phone {
		next.Phone = ""
	}
	changes := roster.Diff(roster.Change{Field: "phone", From: m.Phone, To: next.Phone})
	if f.Head {
		h, ok := t.household(m.Household)
		if !ok {
			return fmt.Errorf("household of member %s: %w", m.ID, dynamo.ErrConflict)
		}
		if h.Head == m.ID {
			t.join(h, m, roster.HouseholdMember)
			changes = append(changes, roster.Change{Field: "householdRole", From: string(roster.HouseholdHead), To: string(roster.HouseholdMember)})
		}
	}
	next.Version++
	t.tx.SaveMember(m, next, t.now)
	t.record(m.ID, "edited", changes)
	return nil
}

// Commit writes everything. A household that the import created goes with its
// last member, and a property that it created with its last household.
func (t *UndoTransaction) Commit(ctx context.Context) error {
	gone := map[string]int{}
	for _, id := range slices.Sorted(maps.Keys(t.households)) {
		h := t.households[id]
		if len(h.People) > 0 || h.Import != t.job {
			continue
		}
		delete(t.households, id)
		t.tx.DeleteHousehold(h)
		t.tx.Record(householdDeleted(h, t.current[id].Name(), t.by, t.now))
		gone[h.Property]++
	}
	for id, n := range gone {
		if p, ok := t.properties[id]; ok && p.Import == t.job && p.Households == n {
			t.tx.DeleteProperty(p)
			t.tx.Record(propertyDeleted(p, t.by, t.now))
		} else {
			t.added[id] -= n
		}
	}
	return t.Transaction.Commit(ctx)
}
