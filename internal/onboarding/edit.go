package onboarding

import (
	"context"
	"errors"
	"time"

	"github.com/communitrak/onboarding/internal/dynamo"
	"github.com/communitrak/onboarding/internal/roster"
)

// Edit is what to change about a member; nil leaves a value as it is.
type Edit struct {
	// Version is the version that was seen; 0 skips the check.
	Version       int
	FirstName     *string
	LastName      *string
	Email         *string
	Phone         *string
	Role          *roster.Role
	HouseholdRole *roster.HouseholdRole
	// Household moves the member, possibly to another property.
	Household *string
}

// OutrankedMember reads a member whom by outranks, or returns
// roster.ErrRoleAboveYours.
func (s *Service) OutrankedMember(ctx context.Context, by roster.Principal, community roster.Community, id string) (roster.Member, error) {
	m, err := s.store.Member(ctx, community.ID, id)
	if err != nil {
		return m, err
	}
	if !by.Outranks(m.EffectiveRole(community.Preferences)) {
		return m, roster.ErrRoleAboveYours
	}
	return m, nil
}

// EditMember changes a member. For a pending member or a profile, it applies
// all of Edit; a changed email voids the old code and sends a new mail, and a
// profile's first email invites them. For an active member, which takes
// roster.EditMembers, it changes role, household role, phone and household. It
// returns roster.ErrStale if the member changed since Version was read.
func (s *Service) EditMember(ctx context.Context, by roster.Principal, community roster.Community, id string, e Edit) (roster.Member, error) {
	e, err := e.checked()
	if err != nil {
		return roster.Member{}, err
	}
	var edited roster.Member
	err = dynamo.Retry(ctx, func() error {
		m, err := s.OutrankedMember(ctx, by, community, id)
		if err != nil {
			return err
		}
		if err := e.permitted(by, community, m); err != nil {
			return err
		}
		edited, err = s.edit(ctx, by, by.Actor(), community, m, e)
		return err
	})
	return edited, err
}

// EditSelf lets members correct their own names and phone; it ignores the rest
// of e. It returns roster.ErrStale if the member changed since Version was
// read.
func (s *Service) EditSelf(ctx context.Context, by roster.Principal, community roster.Community, e Edit) (roster.Member, error) {
	e, err := Edit{Version: e.Version, FirstName: e.FirstName, LastName: e.LastName, Phone: e.Phone}.checked()
	if err != nil {
		return roster.Member{}, err
	}
	var edited roster.Member
	err = dynamo.Retry(ctx, func() error {
		m, err := s.store.Member(ctx, community.ID, by.Member)
		if err != nil {
			return err
		}
		if m.Status != roster.Active {
			return roster.ErrNotFound // removed since the request was let in
		}
		if e.Version != 0 && e.Version != m.Version {
			return roster.ErrStale
		}
		edited, err = s.edit(ctx, by, resident(m), community, m, e)
		return err
	})
	return edited, err
}

func (e Edit) checked() (Edit, error) {
	var invalid roster.InvalidErrors
	check := func(field string, typed *string, with func(*roster.InvalidErrors, string, string) string) *string {
		if typed == nil {
			return nil
		}
		value := with(&invalid, field, *typed)
		return &value
	}
	e.FirstName = check("firstName", e.FirstName, checkedName)
	e.LastName = check("lastName", e.LastName, checkedName)
	e.Email = check("email", e.Email, checkedEmail)
	e.Phone = check("phone", e.Phone, checkedPhone)
	if e.Role != nil && !e.Role.Valid() && *e.Role != roster.NoRole {
		invalid.Add("role", "unknown_role", "the community has no such role")
	}
	if e.HouseholdRole != nil && *e.HouseholdRole != roster.HouseholdHead && *e.HouseholdRole != roster.HouseholdMember {
		invalid.Add("householdRole", "unknown_household_role", "the household role is member or head")
	}
	return e, invalid.Err()
}

func (e Edit) permitted(by roster.Principal, community roster.Community, m roster.Member) error {
	switch {
	case m.Status.Ended():
		return roster.ErrNotPending
	case m.Status == roster.Active && !by.May(roster.EditMembers):
		return roster.ErrForbidden
	case e.Version != 0 && e.Version != m.Version:
		return roster.ErrStale
	case e.Role != nil && !by.Outranks(*e.Role):
		return roster.ErrRoleAboveYours
	}
	if m.Status != roster.Active {
		return nil
	}
	switch {
	case e.Email != nil && *e.Email != m.Email:
		return roster.ErrEmailNotEditable
	case e.FirstName != nil && *e.FirstName != m.FirstName, e.LastName != nil && *e.LastName != m.LastName:
		return &roster.InvalidError{Field: "firstName", Code: "not_editable", Reason: "only active members themselves can change their names"}
	case e.Role != nil && *e.Role == roster.NoRole:
		return &roster.InvalidError{Field: "role", Code: "required", Reason: "an active member has a role"}
	}
	return nil
}

// edit writes what e changes about m. The audit trail says that actor did it.
func (s *Service) edit(ctx context.Context, by roster.Principal, actor roster.Actor, community roster.Community, m roster.Member, e Edit) (roster.Member, error) {
	now := s.now()
	tx := s.store.Begin()
	next := m
	set(&next.FirstName, e.FirstName)
	set(&next.LastName, e.LastName)
	set(&next.Phone, e.Phone)
	set(&next.Role, e.Role)
	householdChanges, err := s.move(ctx, tx, by, community, m, &next, e, now)
	if err != nil {
		return m, err
	}
	if e.Email != nil && *e.Email != m.Email {
		if next, err = s.readdress(ctx, tx, community, m, next, *e.Email, now); err != nil {
			return m, err
		}
	}
	changes := append(roster.Diff(
		roster.Change{Field: "firstName", From: m.FirstName, To: next.FirstName},
		roster.Change{Field: "lastName", From: m.LastName, To: next.LastName},
		roster.Change{Field: "email", From: m.Email, To: next.Email},
		roster.Change{Field: "phone", From: m.Phone, To: next.Phone},
		roster.Change{Field: "status", From: string(m.Status), To: string(next.Status)},
		roster.Change{Field: "role", From: string(m.Role), To: string(next.Role)},
		roster.Change{Field: "household", From: m.Household, To: next.Household},
	), householdChanges...)
	if len(changes) == 0 {
		return m, nil
	}
	if m.Role != next.Role && m.Status == roster.Active {
		if m.Role.Above(next.Role.Permissions()) {
			if err := s.endSessions(ctx, tx, m); err != nil {
				return m, err
			}
		}
	}
	next.Version = m.Version + 1
	if by.Staff {
		tx.AllowNoAdministrator()
	}
	next = tx.SaveMember(m, next, now)
	tx.Record(roster.AuditEntry{Community: m.Community, Member: m.ID, At: now, By: actor, Action: "edited", Changes: changes})
	if err := tx.Commit(ctx); err != nil {
		return m, err
	}
	next.Rev = m.Rev + 1
	return next, nil
}

func set[T any](value *T, to *T) {
	if to != nil {
		*value = *to
	}
}

// closeMembership ends the membership of m, who has ended.
func (s *Service) closeMembership(ctx context.Context, tx *dynamo.Tx, m roster.Member) error {
	link, err := s.membershipOf(ctx, m)
	if err != nil {
		return err
	}
	link.Ended = true
	tx.SaveMembership(link)
	return nil
}

// readdress gives a pending member another email, or a profile its first. The
// old link goes, the old code dies with its seed, and the new address gets a
// mail of its own, held if the former one was held.
func (s *Service) readdress(ctx context.Context, tx *dynamo.Tx, community roster.Community, m, next roster.Member, email string, now time.Time) (roster.Member, error) {
	newPerson, err := s.PersonID(ctx, email)
	if err != nil {
		return m, err
	}
	oldLink, err := s.membershipOf(ctx, m)
	if err != nil {
		return m, err
	}
	keyID, _, err := s.keys.CurrentCode(ctx)
	if err != nil {
		return m, err
	}
	inv := roster.NewInvitation(keyID, community.Preferences.InvitationLifetime(), now)
	if m.Invitation.Delivery.State == roster.DeliveryHeld {
		inv = inv.Hold(now)
	} else {
		inv = inv.Queue(now)
	}
	next, err = next.Readdress(email, inv)
	if err != nil {
		return m, err
	}
	tx.DeleteMembership(oldLink)
	tx.CreateMembership(roster.Membership{Person: newPerson, Community: m.Community, Member: m.ID})
	if inv.Delivery.State == roster.DeliveryQueued {
		tx.Enqueue(roster.InvitationIntent(next, roster.MailInvitation, roster.LaneNow, now))
	}
	return next, nil
}

// move keeps the households in step with the member: their family name, their
// household role and the household they live in.
func (s *Service) move(ctx context.Context, tx *dynamo.Tx, by roster.Principal, community roster.Community, m roster.Member, next *roster.Member, e Edit, now time.Time) ([]roster.Change, error) {
	moves := e.Household != nil && *e.Household != m.Household
	if m.Household == "" && !moves || !moves && e.HouseholdRole == nil && next.LastName == m.LastName {
		return nil, nil
	}
	var from, to roster.Household
	var err error
	if m.Household != "" {
		if from, err = s.householdOf(ctx, m); err != nil {
			return nil, err
		}
		to = from
	}
	if moves {
		if to, err = s.destination(ctx, m.Community, *e.Household, next); err != nil {
			return nil, err
		}
		if m.Household != "" {
			tx.SaveHousehold(from.Leave(m.ID))
		}
	}
	role := roster.NoHouseholdRole
	if e.HouseholdRole != nil {
		role = *e.HouseholdRole
	}
	joined, formerHead := to.Join(m.ID, next.LastName, role)
	tx.SaveHousehold(joined)
	if formerHead != "" {
		if err := s.guardHead(ctx, tx, by, community, formerHead); err != nil {
			return nil, err
		}
		tx.Record(roster.AuditEntry{Community: m.Community, Member: formerHead, At: now, By: by.Actor(), Action: "household_role_changed", Changes: noLongerHead})
	}
	was := roster.NoHouseholdRole
	if m.Household != "" {
		was = from.RoleOf(m.ID)
	}
	return roster.Diff(roster.Change{Field: "householdRole", From: string(was), To: string(joined.RoleOf(m.ID))}), nil
}

// noLongerHead is the change for a head whom another one replaces.
var noLongerHead = []roster.Change{{Field: "householdRole", From: string(roster.HouseholdHead), To: string(roster.HouseholdMember)}}

// guardHead refuses to replace a Head of Household whose role is above that of
// by, and makes tx depend on the former head's role.
func (s *Service) guardHead(ctx context.Context, tx *dynamo.Tx, by roster.Principal, community roster.Community, head string) error {
	if by.OutranksAll() {
		return nil
	}
	m, err := s.OutrankedMember(ctx, by, community, head)
	if err != nil {
		return changedIfGone(err)
	}
	tx.RequireMember(m)
	return nil
}

func (s *Service) destination(ctx context.Context, community, household string, next *roster.Member) (roster.Household, error) {
	notFound := &roster.InvalidError{Field: "household.id", Code: "not_found", Reason: "the community has no such household"}
	to, err := s.store.Household(ctx, community, household)
	if errors.Is(err, roster.ErrNotFound) {
		return to, notFound
	}
	if err != nil {
		return to, err
	}
	p, err := s.store.Property(ctx, community, to.Property)
	if errors.Is(err, roster.ErrNotFound) {
		return to, notFound
	}
	next.Household, next.Property, next.Address = to.ID, p.ID, p.Label
	return to, err
}

// Revoke ends a pending invitation. Revoking twice is the same as once.
func (s *Service) Revoke(ctx context.Context, by roster.Principal, community roster.Community, id string) (roster.Member, error) {
	return s.endMembership(ctx, by, community, id, "revoked", roster.Revoked, roster.Member.Revoke)
}

// Remove ends a membership and its sessions. Removing twice is the same as once.
func (s *Service) Remove(ctx context.Context, by roster.Principal, community roster.Community, id string) (roster.Member, error) {
	return s.endMembership(ctx, by, community, id, "removed", roster.Removed, roster.Member.Remove)
}

func (s *Service) endMembership(ctx context.Context, by roster.Principal, community roster.Community, id, action string, ended roster.Status, move func(roster.Member, time.Time) (roster.Member, error)) (roster.Member, error) {
	var result roster.Member
	err := dynamo.Retry(ctx, func() error {
		m, err := s.OutrankedMember(ctx, by, community, id)
		if err != nil {
			return err
		}
		if m.Status == ended {
			result = m
			return nil
		}
		now := s.now()
		tx := s.store.Begin()
		if by.Staff {
			tx.AllowNoAdministrator()
		}
		if result, err = s.addEnd(ctx, tx, m, by.Actor(), action, move, now); err != nil {
			return err
		}
		return tx.Commit(ctx)
	})
	return result, err
}

// addEnd adds to tx what ends m: the member, their place in the household,
// the link or membership, the account's sessions, the audit entry.
func (s *Service) addEnd(ctx context.Context, tx *dynamo.Tx, m roster.Member, by roster.Actor, action string, move func(roster.Member, time.Time) (roster.Member, error), now time.Time) (roster.Member, error) {
	if m.Status == roster.Active {
		if err := s.endSessions(ctx, tx, m); err != nil {
			return m, err
		}
	}
	return s.addEndWithoutAccount(ctx, tx, m, by, action, move, now)
}

// addEndWithoutAccount is addEnd without the account.
func (s *Service) addEndWithoutAccount(ctx context.Context, tx *dynamo.Tx, m roster.Member, by roster.Actor, action string, move func(roster.Member, time.Time) (roster.Member, error), now time.Time) (roster.Member, error) {
	next, err := move(m, now)
	if err != nil {
		return m, err
	}
	if m.Household != "" {
		h, err := s.householdOf(ctx, m)
		if err != nil {
			return m, err
		}
		tx.SaveHousehold(h.Leave(m.ID))
	}
	if err := s.closeMembership(ctx, tx, next); err != nil {
		return m, err
	}
	tx.Record(roster.AuditEntry{Community: m.Community, Member: m.ID, At: now, By: by, Action: action,
		Changes: []roster.Change{{Field: "status", From: string(m.Status), To: string(next.Status)}}})
	return tx.SaveMember(m, next, now), nil
}

func (s *Service) endSessions(ctx context.Context, tx *dynamo.Tx, m roster.Member) error {
	id, err := s.PersonID(ctx, m.Email)
	if err != nil {
		return err
	}
	person, err := s.store.Person(ctx, id)
	if err != nil || person.Account == nil {
		return err
	}
	account := *person.Account
	account.Epoch++
	tx.SaveAccount(account)
	return nil
}

// ShowCode reveals the invite code of a pending member and records that in the
// audit trail.
func (s *Service) ShowCode(ctx context.Context, by roster.Principal, community roster.Community, id string) (roster.Code, roster.Member, error) {
	var code roster.Code
	var m roster.Member
	err := dynamo.Retry(ctx, func() (err error) {
		if m, err = s.OutrankedMember(ctx, by, community, id); err != nil {
			return err
		}
		if m.Status != roster.Pending {
			return roster.ErrNotPending
		}
		shown, ok, err := s.Code(ctx, m)
		if err != nil {
			return err
		}
		if !ok {
			return roster.ErrExpired
		}
		code = shown
		tx := s.store.Begin()
		tx.RequireMember(m)
		tx.Record(roster.AuditEntry{Community: m.Community, Member: m.ID, At: s.now(), By: by.Actor(), Action: "code_shown"})
		return tx.Commit(ctx)
	})
	if err != nil {
		return roster.Code{}, m, err
	}
	return code, m, nil
}

// AddressWorks clears a mark that keeps mail from the member's address. Support
// requests it after looking into why the address was reported bad.
func (s *Service) AddressWorks(ctx context.Context, by roster.Principal, community roster.Community, id string) (roster.Member, error) {
	var result roster.Member
	err := dynamo.Retry(ctx, func() error {
		m, err := s.OutrankedMember(ctx, by, community, id)
		if err != nil {
			return err
		}
		now := s.now()
		next, cleared := m.ClearMark(now)
		result = next
		if !cleared {
			return nil
		}
		tx := s.store.Begin()
		result = tx.SaveMember(m, next, now)
		tx.Record(roster.AuditEntry{Community: m.Community, Member: m.ID, At: now, By: by.Actor(), Action: "address_works", Changes: []roster.Change{
			{Field: "delivery", From: string(m.Invitation.Delivery.State), To: string(next.Invitation.Delivery.State)}}})
		return tx.Commit(ctx)
	})
	return result, err
}
