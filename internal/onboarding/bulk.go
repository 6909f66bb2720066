package onboarding

import (
	"context"
	"errors"

	"github.com/communitrak/onboarding/internal/roster"
)

// Changed is what became of one member in a change to many.
type Changed struct {
	Member string
	// Skipped is empty for a changed member.
	Skipped roster.SkipReason
}

// RevokeEach ends the pending invitations of the members, under the guards of
// Revoke. Each member gets their own answer, in the order requested; an engine
// error ends it with the answers so far.
func (s *Service) RevokeEach(ctx context.Context, by roster.Principal, community roster.Community, members []string) ([]Changed, error) {
	return changeEach(members, func(id string) error {
		m, err := s.OutrankedMember(ctx, by, community, id)
		if err == nil && m.Status == roster.Revoked {
			return errUnchanged
		}
		if err == nil {
			_, err = s.Revoke(ctx, by, community, id)
		}
		return err
	})
}

// GiveRole gives the members the role, under the guards of EditMember. Its
// answers are like RevokeEach's. It returns roster.ErrRoleAboveYours if the
// role is not by's to give.
func (s *Service) GiveRole(ctx context.Context, by roster.Principal, community roster.Community, role roster.Role, members []string) ([]Changed, error) {
	if err := guardRole(by, community, role); err != nil {
		return nil, err
	}
	return changeEach(members, func(id string) error {
		m, err := s.OutrankedMember(ctx, by, community, id)
		if err == nil && m.Role == role {
			return errUnchanged
		}
		if err == nil {
			_, err = s.EditMember(ctx, by, community, id, Edit{Role: &role})
		}
		return err
	})
}

var errUnchanged = errors.New("the member is so already")

// changeEach changes the members one by one. A member who cannot be changed
// does not stop the others.
func changeEach(members []string, change func(id string) error) ([]Changed, error) {
	var all []Changed
	for _, id := range members {
		err := change(id)
		skipped, known := skipOf(err)
		if err != nil && !known {
			return all, err
		}
		all = append(all, Changed{id, skipped})
	}
	return all, nil
}

// skipOf returns why a member refused with err is skipped.
func skipOf(err error) (reason roster.SkipReason, known bool) {
	for refusal, reason := range map[error]roster.SkipReason{
		errUnchanged:                roster.SkipUnchanged,
		roster.ErrNotFound:          roster.SkipNotFound,
		roster.ErrRoleAboveYours:    roster.SkipRoleAbove,
		roster.ErrNotPending:        roster.SkipNotPending,
		roster.ErrForbidden:         roster.SkipForbidden,
		roster.ErrLastAdministrator: roster.SkipLastAdministrator,
	} {
		if errors.Is(err, refusal) {
			return reason, true
		}
	}
	return "", false
}
