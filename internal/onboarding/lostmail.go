package onboarding

import (
	"context"
	"errors"
	"time"

	"github.com/communitrak/onboarding/internal/account"
	"github.com/communitrak/onboarding/internal/contact"
	"github.com/communitrak/onboarding/internal/dynamo"
	"github.com/communitrak/onboarding/internal/roster"
)

// LostMail answers "I lost the mail". A sole pending invitation is sent again;
// otherwise it enqueues one mail that lists all communities of the address,
// with the pending invitations renewed. Nobody is told whether a mail was
// enqueued.
func (s *Service) LostMail(ctx context.Context, email string) error {
	address, err := contact.ParseEmail(email)
	if err != nil {
		return nil // not an address, so nobody's: the answer is the same
	}
	id, err := s.PersonID(ctx, address.Reveal())
	if err != nil {
		return err
	}
	_, members, err := s.candidates(ctx, id)
	if err != nil {
		return err
	}
	allowed, err := s.accounts.AllowMail(ctx, "lost", id)
	if err != nil || !allowed || len(members) == 0 {
		return err
	}
	if only := members[0]; len(members) == 1 && only.Status == roster.Pending {
		return dynamo.Retry(ctx, func() error {
			return s.enqueueLost(ctx, dynamo.MemberRef{Community: only.Community, ID: only.ID})
		})
	}
	listed := false
	for _, m := range members {
		err := dynamo.Retry(ctx, func() error {
			reachable, err := s.renewLostInvitation(ctx, dynamo.MemberRef{Community: m.Community, ID: m.ID})
			listed = listed || reachable
			return err
		})
		if err != nil {
			return err
		}
	}
	if !listed {
		return nil
	}
	now := s.now()
	tx := s.store.Begin()
	tx.Enqueue(roster.Intent{ID: roster.NewID(), Kind: roster.MailLost, Lane: roster.LaneNow, Person: id, State: roster.IntentQueued, Due: now, CreatedAt: now})
	return tx.Commit(ctx)
}

// enqueueLost resends the single invitation of an address, or tells the inviter
// that it expired too long ago for that.
func (s *Service) enqueueLost(ctx context.Context, ref dynamo.MemberRef) error {
	m, err := s.store.Member(ctx, ref.Community, ref.ID)
	if err != nil || m.Status != roster.Pending {
		return err
	}
	now := s.now()
	if now.Sub(m.Invitation.ExpiresAt) > s.limits.RenewalPeriod {
		return s.notifyInviter(ctx, m, roster.MailAskedAgain, now)
	}
	community, err := s.store.Community(ctx, m.Community)
	if err != nil {
		return err
	}
	tx := s.store.Begin()
	skipped, _, err := s.sendAgain(ctx, tx, resident(m), community, m, roster.LaneNow, now)
	if err != nil || skipped != "" {
		return err
	}
	return tx.Commit(ctx)
}

// renewLostInvitation prepares one of the address's communities for the mail.
// reachable is false for an invitation that the mail cannot list: one that
// expired too long ago, which the inviter is told about; one whose address is
// marked bad; and one over its resend limits.
func (s *Service) renewLostInvitation(ctx context.Context, ref dynamo.MemberRef) (reachable bool, err error) {
	m, err := s.store.Member(ctx, ref.Community, ref.ID)
	if err != nil || m.Status.Ended() {
		return false, err
	}
	if m.Status == roster.Active {
		return true, nil
	}
	if m.Invitation.Delivery.Blocks() != "" {
		return false, nil
	}
	now := s.now()
	community, err := s.store.Community(ctx, m.Community)
	if err != nil {
		return false, err
	}
	if now.Sub(m.Invitation.ExpiresAt) > s.limits.RenewalPeriod {
		return false, s.notifyInviter(ctx, m, roster.MailAskedAgain, now)
	}
	next, skipped := m.AskedAgain(community.Preferences.InvitationLifetime(), s.limits.Resend, now)
	if skipped != "" {
		return false, nil
	}
	if next, _, err = s.renewKey(ctx, next); err != nil {
		return false, err
	}
	tx := s.store.Begin()
	tx.SaveMember(m, next, now)
	tx.Record(roster.AuditEntry{Community: m.Community, Member: m.ID, At: now, By: resident(m), Action: "mail_asked_again", Changes: roster.Diff(
		roster.Change{Field: "expiresAt", From: timestamp(m.Invitation.ExpiresAt), To: timestamp(next.Invitation.ExpiresAt)})})
	return true, tx.Commit(ctx)
}

// notifyInviter enqueues a mail to the inviter about m, at most one a day.
func (s *Service) notifyInviter(ctx context.Context, m roster.Member, kind roster.MailKind, now time.Time) error {
	tx := s.store.Begin()
	tx.Enqueue(inviterIntent(m, kind, now))
	err := tx.Commit(ctx)
	var told *roster.ExistsError
	if errors.As(err, &told) {
		return nil
	}
	return err
}

// inviterIntent returns a mail to whoever invited m: a member, or Support.
func inviterIntent(m roster.Member, kind roster.MailKind, now time.Time) roster.Intent {
	day := now.UTC().Format(time.DateOnly)
	n := roster.Intent{
		ID:   roster.DerivedID(nil, "inviter", string(kind), m.ID, m.Invitation.Seed, day),
		Kind: kind, Lane: roster.LaneNow, Community: m.Community, Member: m.ID, Generation: m.Invitation.Generation,
		State: roster.IntentQueued, Due: now, CreatedAt: now,
	}
	if m.Origin.By.Kind == roster.ByMember {
		n.Ref = m.Origin.By.ID
	} else {
		n.Person = roster.SupportDesk
	}
	return n
}

// Decline ends an invitation that was not meant for its address, by the mail
// proof, and tells the inviter. Declining twice is the same as once. It returns
// ErrRefused if the proof is wrong.
func (s *Service) Decline(ctx context.Context, community, member, proof string) error {
	return dynamo.Retry(ctx, func() error {
		m, err := s.provenMember(ctx, community, member, proof)
		if err != nil {
			return err
		}
		if m.Status == roster.Revoked {
			return nil
		}
		now := s.now()
		tx := s.store.Begin()
		if _, err := s.addEnd(ctx, tx, m, resident(m), "declined", roster.Member.Revoke, now); err != nil {
			return err
		}
		tx.Enqueue(inviterIntent(m, roster.MailDeclined, now))
		return tx.Commit(ctx)
	})
}

// Disown ends an account that somebody made with the code alone: the membership
// and all sessions end, the account goes, the inviter is told. It returns
// account.ErrTicket if the link is not valid or the account has been proved
// since.
func (s *Service) Disown(ctx context.Context, token string) error {
	ticket, err := s.accounts.Ticket(ctx, token, roster.TicketDisown)
	if err != nil {
		return err
	}
	return dynamo.Retry(ctx, func() error {
		now := s.now()
		ticket, err := s.store.Ticket(ctx, ticket.ID)
		if err != nil {
			return err
		}
		owner, err := s.store.Account(ctx, ticket.Person)
		if errors.Is(err, roster.ErrNotFound) || err == nil && (owner.Confirmed || !ticket.Valid(roster.TicketDisown, now)) {
			return account.ErrTicket
		}
		if err != nil {
			return err
		}
		m, err := s.store.Member(ctx, ticket.Community, ticket.Member)
		if err != nil {
			return err
		}
		ticket.UsedAt = now
		tx := s.store.Begin()
		tx.SaveTicket(ticket)
		tx.DeleteAccount(owner)
		if m.Status == roster.Active {
			tx.AllowNoAdministrator()
			if _, err := s.addEndWithoutAccount(ctx, tx, m, resident(m), "disowned", roster.Member.Remove, now); err != nil {
				return err
			}
		}
		tx.Enqueue(inviterIntent(m, roster.MailDisowned, now))
		return tx.Commit(ctx)
	})
}

// provenMember returns the member whose mail carried the proof. It returns
// ErrRefused for any wrong input.
func (s *Service) provenMember(ctx context.Context, community, member, proof string) (roster.Member, error) {
	typed, ok := roster.ParseCode(proof)
	m, err := s.store.Member(ctx, community, member)
	if errors.Is(err, roster.ErrNotFound) {
		return roster.Member{}, ErrRefused
	}
	if err != nil {
		return roster.Member{}, err
	}
	right, kept, err := s.Proof(ctx, m)
	if err != nil {
		return roster.Member{}, err
	}
	if !ok || !kept || !right.Equal(typed) {
		return roster.Member{}, ErrRefused
	}
	return m, nil
}
