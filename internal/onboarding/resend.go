package onboarding

import (
	"context"
	"errors"
	"time"

	"github.com/communitrak/onboarding/internal/dynamo"
	"github.com/communitrak/onboarding/internal/roster"
)

// Resent is what became of one member in a resend.
type Resent struct {
	Member string
	// Skipped is empty if the mail was enqueued.
	Skipped roster.SkipReason
	// NewCode means that the code changed, because its key is no longer in use.
	NewCode bool
}

// maxUrgentResend is up to how many members a resend goes ahead of bulk mail.
const maxUrgentResend = 20

// Resend sends the members' invitations again: same code, same link, end date
// renewed. Each member gets their own answer, in the order requested; an engine
// error ends it with the answers so far.
func (s *Service) Resend(ctx context.Context, by roster.Principal, community roster.Community, members []string) ([]Resent, error) {
	lane := roster.LaneNow
	if len(members) > maxUrgentResend {
		lane = roster.LaneBulk
	}
	var results []Resent
	for _, id := range members {
		var r Resent
		err := dynamo.Retry(ctx, func() (err error) {
			r, err = s.resendOne(ctx, by, community, id, lane)
			return err
		})
		if err != nil {
			return results, err
		}
		results = append(results, r)
	}
	return results, nil
}

func (s *Service) resendOne(ctx context.Context, by roster.Principal, community roster.Community, id string, lane roster.Lane) (Resent, error) {
	m, err := s.store.Member(ctx, community.ID, id)
	if errors.Is(err, roster.ErrNotFound) {
		return Resent{Member: id, Skipped: roster.SkipNotFound}, nil
	}
	if err != nil {
		return Resent{}, err
	}
	if !by.Outranks(m.EffectiveRole(community.Preferences)) {
		return Resent{Member: id, Skipped: roster.SkipRoleAbove}, nil
	}
	now := s.now()
	tx := s.store.Begin()
	skipped, newCode, err := s.sendAgain(ctx, tx, by.Actor(), community, m, lane, now)
	if err != nil || skipped != "" {
		return Resent{Member: id, Skipped: skipped}, err
	}
	return Resent{Member: id, NewCode: newCode}, tx.Commit(ctx)
}

// sendAgain adds one more sending of m's invitation to tx, or says why not.
func (s *Service) sendAgain(ctx context.Context, tx *dynamo.Tx, by roster.Actor, community roster.Community, m roster.Member, lane roster.Lane, now time.Time) (roster.SkipReason, bool, error) {
	next, skipped := m.Resend(community.Preferences.InvitationLifetime(), s.limits.Resend, now)
	if skipped != "" {
		return skipped, false, nil
	}
	next, newCode, err := s.renewKey(ctx, next)
	if err != nil {
		return "", false, err
	}
	tx.SaveMember(m, next, now)
	tx.Enqueue(roster.InvitationIntent(next, roster.MailInvitation, lane, now))
	tx.Record(roster.AuditEntry{Community: m.Community, Member: m.ID, At: now, By: by, Action: "resent", Changes: roster.Diff(
		roster.Change{Field: "expiresAt", From: timestamp(m.Invitation.ExpiresAt), To: timestamp(next.Invitation.ExpiresAt)},
	)})
	return "", newCode, nil
}

// renewKey moves an invitation whose code key was retired to the current one,
// which changes its code.
func (s *Service) renewKey(ctx context.Context, m roster.Member) (roster.Member, bool, error) {
	current, _, err := s.keys.CurrentCode(ctx)
	if err != nil {
		return m, false, err
	}
	m, renewed := renewUnderKey(m, current)
	return m, renewed, nil
}

func renewUnderKey(m roster.Member, current string) (_ roster.Member, renewed bool) {
	if m.Invitation.KeyID == current {
		return m, false
	}
	m.Invitation.KeyID = current
	m.Invitation.Generation++
	return m, true
}

func timestamp(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(time.RFC3339)
}
