package onboarding

import (
	"context"
	"errors"
	"time"

	"github.com/communitrak/onboarding/internal/account"
	"github.com/communitrak/onboarding/internal/dynamo"
	"github.com/communitrak/onboarding/internal/personname"
	"github.com/communitrak/onboarding/internal/roster"
)

// Errors returned to a Head of Household.
var (
	// ErrHeadsDontInvite reports that the community does not allow it, or that
	// they are not, or no longer, the active Head of a household.
	ErrHeadsDontInvite = errors.New("not a head of household who may invite")
	// ErrInHousehold reports that the person already belongs to the household.
	ErrInHousehold = errors.New("already part of the household")
	// ErrCannotJoinHousehold is all a Head learns about an email that belongs
	// or belonged to somebody outside the household, whatever their status.
	ErrCannotJoinHousehold = errors.New("this email cannot be invited into the household")
	// ErrHouseholdFull reports that the household has its maximum of open
	// invitations.
	ErrHouseholdFull = errors.New("the household has too many open invitations")
)

// HouseholdInvitation is what a Head of Household enters about somebody at
// home.
type HouseholdInvitation struct {
	FirstName, LastName, Email string
	// Request identifies the attempt, as in Invitation.
	Request string
}

// headship is what a Head's right to invite rests on, as it was read.
type headship struct {
	community roster.Community
	head      roster.Member
	property  roster.Property
	household roster.Household
}

// headship reads by's right to invite into their household, or fails with
// ErrHeadsDontInvite. Whatever depends on it must be written with require.
func (s *Service) headship(ctx context.Context, by roster.Principal, community string) (headship, error) {
	c, err := s.store.Community(ctx, community)
	if err != nil {
		return headship{}, err
	}
	m, err := s.store.Member(ctx, community, by.Member)
	if err != nil {
		return headship{}, err
	}
	if m.Household == "" {
		return headship{}, ErrHeadsDontInvite
	}
	p, h, err := s.HomeOf(ctx, m)
	if err == nil && !h.HeadInvites(m, c) {
		err = ErrHeadsDontInvite
	}
	return headship{c, m, p, h}, err
}

// require makes tx depend on the community and the head being unchanged since
// they were read. The caller saves the household, or must require it too.
func (r headship) require(tx *dynamo.Tx) {
	tx.RequireCommunity(r.community)
	tx.RequireMember(r.head)
}

// InviteToHousehold invites somebody into the household of the Head, as a
// Member without any permission. It fails with *roster.InvalidErrors,
// ErrHeadsDontInvite, ErrInHousehold, ErrCannotJoinHousehold, ErrHouseholdFull,
// or *account.LimitedError: every email tried counts, so that nobody can use it
// to learn who else lives in the community.
func (s *Service) InviteToHousehold(ctx context.Context, by roster.Principal, community string, in HouseholdInvitation) (roster.Member, error) {
	profile, err := MemberDetails{FirstName: in.FirstName, LastName: in.LastName, Email: in.Email, HouseholdRole: roster.HouseholdMember}.Checked("")
	if err != nil {
		return roster.Member{}, err
	}
	right, err := s.headship(ctx, by, community)
	if err != nil {
		return roster.Member{}, err
	}
	if err := s.countDailyUse(ctx, "household#"+community+"#"+right.household.ID, s.limits.HouseholdDaily); err != nil {
		return roster.Member{}, err
	}
	person, err := s.PersonID(ctx, profile.Email)
	if err != nil {
		return roster.Member{}, err
	}
	newcomer := NewMember{ID: roster.NewID(), Seed: roster.NewID(), FirstName: profile.FirstName, LastName: profile.LastName,
		Email: profile.Email, Person: person, Role: roster.RoleMember, HouseholdRole: profile.HouseholdRole}
	if in.Request != "" {
		newcomer.ID = roster.DerivedID(nil, "household invite", community, person, in.Request)
		newcomer.Seed = seedOf(right.community, person, in.Request)
	}
	var made roster.Member
	err = dynamo.Retry(ctx, func() error {
		made, err = s.inviteToHousehold(ctx, by, community, newcomer)
		return err
	})
	return made, err
}

func (s *Service) inviteToHousehold(ctx context.Context, by roster.Principal, community string, newcomer NewMember) (roster.Member, error) {
	right, err := s.headship(ctx, by, community)
	if err != nil {
		return roster.Member{}, err
	}
	former, link, err := s.formerHouseholdMember(ctx, by, right, newcomer)
	if err != nil {
		return roster.Member{}, err
	}
	if former != nil && link == nil {
		return *former, nil // an earlier try of this attempt made it
	}
	if err := s.checkHouseholdLimit(ctx, right, newcomer); err != nil {
		return roster.Member{}, err
	}
	txn, err := s.NewTransaction(ctx, by.Actor(), right.community, roster.LaneNow)
	if err != nil {
		return roster.Member{}, err
	}
	right.require(txn.Tx())
	var made roster.Member
	if former == nil {
		made = txn.Invite(newcomer, right.property, right.household)
	} else if made, err = txn.Revive(*former, *link, newcomer, right.property, right.household); err != nil {
		return made, err
	}
	err = txn.Commit(ctx)
	var exists *roster.ExistsError
	if errors.As(err, &exists) {
		err = dynamo.ErrConflict // somebody else invited them just now: decide again
	}
	return made, err
}

// formerHouseholdMember looks up the email in the community. It returns nil if
// it is new, the member with their link if this Head invited them and the
// invitation was revoked, or only the member if this attempt has already made
// them. Anyone else is an error that tells a Head no more than they know about
// their own household.
func (s *Service) formerHouseholdMember(ctx context.Context, by roster.Principal, right headship, newcomer NewMember) (*roster.Member, *roster.Membership, error) {
	link, err := s.store.Membership(ctx, newcomer.Person, right.community.ID)
	if errors.Is(err, roster.ErrNotFound) {
		return nil, nil, nil
	}
	if err != nil {
		return nil, nil, err
	}
	m, err := s.store.Member(ctx, right.community.ID, link.Member)
	if err != nil {
		return nil, nil, changedIfGone(err)
	}
	_, atHome := right.household.People[m.ID]
	made := inviteAttempt{newcomer.ID, newcomer.Seed}.made(m) && m.WasInvitedBy(right.head.ID)
	switch {
	case made && (atHome && m.Status == roster.Pending || m.Status == roster.Revoked):
		return &m, nil, nil
	case atHome:
		return nil, nil, ErrInHousehold
	case m.Status != roster.Revoked, !m.WasInvitedBy(right.head.ID), !by.Outranks(m.EffectiveRole(right.community.Preferences)):
		return nil, nil, ErrCannotJoinHousehold
	}
	var skipped roster.SkipReason
	m.Invitation, skipped = m.Invitation.Renew(s.limits.Resend, s.now())
	switch skipped {
	case "":
		return &m, &link, nil
	case roster.SkipCoolDown:
		return nil, nil, &account.LimitedError{Wait: s.limits.Resend.CoolDown}
	default:
		return nil, nil, &account.LimitedError{Wait: day}
	}
}

// checkHouseholdLimit refuses another invitation if the household has its
// maximum of open ones, or for somebody who lives there without sign-in: they
// lack an email, not an invitation.
func (s *Service) checkHouseholdLimit(ctx context.Context, right headship, newcomer NewMember) error {
	var refs []dynamo.MemberRef
	for id := range right.household.People {
		refs = append(refs, dynamo.MemberRef{Community: right.community.ID, ID: id})
	}
	people, err := s.store.Members(ctx, refs)
	if err != nil {
		return err
	}
	name := personname.Fold(newcomer.FirstName + " " + newcomer.LastName)
	open := 0
	for _, m := range people {
		if m.Status == roster.Profile && personname.Fold(m.FullName()) == name {
			return ErrInHousehold
		}
		if m.Status == roster.Pending {
			open++
		}
	}
	if open >= s.limits.HouseholdPending {
		return ErrHouseholdFull
	}
	return nil
}

// ResendToHousehold resends one of the Head's own invitations, under the limits
// that apply to everyone. It fails with roster.ErrNotFound if it is not theirs,
// or not open.
func (s *Service) ResendToHousehold(ctx context.Context, by roster.Principal, community, id string) (Resent, error) {
	var r Resent
	err := dynamo.Retry(ctx, func() error {
		right, m, err := s.headInvitation(ctx, by, community, id)
		if err != nil {
			return err
		}
		if m.Status != roster.Pending {
			return roster.ErrNotFound
		}
		tx := s.store.Begin()
		skipped, newCode, err := s.sendAgain(ctx, tx, by.Actor(), right.community, m, roster.LaneNow, s.now())
		r = Resent{Member: id, Skipped: skipped, NewCode: newCode}
		if err != nil || skipped != "" {
			return err
		}
		right.require(tx)
		tx.RequireHousehold(right.household)
		return tx.Commit(ctx)
	})
	return r, err
}

// WithdrawFromHousehold revokes one of the Head's own invitations. It is
// idempotent. It fails with roster.ErrNotFound if the invitation is not theirs,
// or was accepted.
func (s *Service) WithdrawFromHousehold(ctx context.Context, by roster.Principal, community, id string) error {
	return dynamo.Retry(ctx, func() error {
		right, m, err := s.headInvitation(ctx, by, community, id)
		if err != nil || m.Status == roster.Revoked {
			return err
		}
		now := s.now()
		next, err := m.Revoke(now)
		if err != nil {
			return err
		}
		tx := s.store.Begin()
		right.require(tx)
		tx.SaveHousehold(right.household.Leave(m.ID))
		if err := s.closeMembership(ctx, tx, next); err != nil {
			return err
		}
		tx.Record(roster.AuditEntry{Community: m.Community, Member: m.ID, At: now, By: by.Actor(), Action: "revoked",
			Changes: []roster.Change{{Field: "status", From: string(m.Status), To: string(next.Status)}}})
		tx.SaveMember(m, next, now)
		return tx.Commit(ctx)
	})
}

// headInvitation reads an invitation that the Head made, pending or withdrawn,
// and checks the Head's rank.
func (s *Service) headInvitation(ctx context.Context, by roster.Principal, community, id string) (headship, roster.Member, error) {
	right, err := s.headship(ctx, by, community)
	if err != nil {
		return right, roster.Member{}, err
	}
	m, err := s.store.Member(ctx, community, id)
	if err != nil {
		return right, m, err
	}
	_, atHome := right.household.People[id]
	if !m.WasInvitedBy(right.head.ID) || m.Status != roster.Revoked && !(atHome && m.Status == roster.Pending) {
		return right, m, roster.ErrNotFound
	}
	if !by.Outranks(m.EffectiveRole(right.community.Preferences)) {
		return right, m, roster.ErrRoleAboveYours
	}
	return right, m, nil
}

const day = 24 * time.Hour

// countDailyUse counts one use of a daily limit. It fails with
// *account.LimitedError once the limit is used up.
func (s *Service) countDailyUse(ctx context.Context, name string, limit int) error {
	allowed, wait, err := s.store.Throttle(ctx, name, limit, day, s.now())
	if err == nil && !allowed {
		err = &account.LimitedError{Wait: wait}
	}
	return err
}
