package account

import (
	"context"
	"errors"
	"time"

	"github.com/communitrak/onboarding/internal/dynamo"
	"github.com/communitrak/onboarding/internal/roster"
	"github.com/communitrak/onboarding/internal/secret"
)

// ErrWrongPassword means that the old password is wrong.
var ErrWrongPassword = errors.New("the old password is wrong")

// LostPassword enqueues a mail with a link for setting a new password if the
// email has an account. The caller cannot tell whether it does, and no address
// is sent more mails than its limits allow.
func (s *Service) LostPassword(ctx context.Context, email string) error {
	id, err := s.PersonID(ctx, email)
	if err != nil {
		return err
	}
	person, err := s.store.Person(ctx, id)
	if err != nil {
		return err
	}
	allowed, err := s.AllowMail(ctx, "reset", id)
	if err != nil || !allowed || person.Account == nil {
		return err
	}
	now := s.now()
	ticket := roster.Ticket{ID: roster.NewID(), Kind: roster.TicketReset, Person: id, Epoch: person.Account.Epoch, EndsAt: now.Add(s.limits.TicketLife)}
	tx := s.store.Begin()
	tx.SaveTicket(ticket)
	tx.Enqueue(roster.Intent{ID: roster.DerivedID(nil, "reset", ticket.ID), Kind: roster.MailReset, Lane: roster.LaneNow, Person: id, Ref: ticket.ID,
		State: roster.IntentQueued, Due: now, CreatedAt: now})
	return tx.Commit(ctx)
}

// AllowMail counts one more mail that a stranger can trigger and reports
// whether it may be sent: at most one per cool-down, and no more than the daily
// limit.
func (s *Service) AllowMail(ctx context.Context, kind, person string) (bool, error) {
	now := s.now()
	for _, window := range []struct {
		name  string
		limit int
		span  time.Duration
	}{
		{"cooldown", 1, s.limits.Mails.CoolDown},
		{"day", s.limits.Mails.PerDay, 24 * time.Hour},
	} {
		allowed, _, err := s.store.Throttle(ctx, kind+"#"+window.name+"#"+person, window.limit, window.span, now)
		if err != nil || !allowed {
			return false, err
		}
	}
	return true, nil
}

// ResetPassword sets a new password with the ticket from a mail. That proves
// control of the mailbox: the account is confirmed, and all its sessions end.
// It returns ErrTicket if the link is not, or no longer, valid.
func (s *Service) ResetPassword(ctx context.Context, token string, pw secret.Password) error {
	if err := s.CheckPassword("password", pw, ""); err != nil {
		return err
	}
	ticket, err := s.Ticket(ctx, token, roster.TicketReset)
	if err != nil {
		return err
	}
	hash, err := s.policy.Hash(pw)
	if err != nil {
		return err
	}
	return dynamo.Retry(ctx, func() error {
		now := s.now()
		ticket, err := s.store.Ticket(ctx, ticket.ID)
		if err != nil {
			return err
		}
		account, err := s.store.Account(ctx, ticket.Person)
		if errors.Is(err, roster.ErrNotFound) || err == nil && (!ticket.Valid(roster.TicketReset, now) || ticket.Epoch != account.Epoch) {
			return ErrTicket
		}
		if err != nil {
			return err
		}
		ticket.UsedAt = now
		tx := s.store.Begin()
		tx.SaveTicket(ticket)
		tx.SaveAccount(account.ResetPassword(hash))
		s.notifyOwner(tx, roster.MailPasswordSet, account, now)
		return tx.Commit(ctx)
	})
}

// ChangePassword sets a new password for somebody who knows the old one and
// ends all sessions of the account except token's.
func (s *Service) ChangePassword(ctx context.Context, token Token, old, new secret.Password) error {
	session, account, err := s.Authenticate(ctx, token)
	if err != nil {
		return err
	}
	if err := s.CheckPassword("new", new, account.Email); err != nil {
		return err
	}
	right, err := s.VerifyPassword(ctx, account.Person, &account, old)
	if err != nil {
		return err
	}
	if !right {
		return ErrWrongPassword
	}
	hash, err := s.policy.Hash(new)
	if err != nil {
		return err
	}
	return dynamo.Retry(ctx, func() error {
		current, err := s.store.Account(ctx, account.Person)
		if err != nil {
			return err
		}
		if current.Epoch != account.Epoch {
			return ErrSession
		}
		current.Password = hash
		current.Epoch++
		session.Epoch = current.Epoch
		tx := s.store.Begin()
		tx.SaveAccount(current)
		tx.RenewSession(session)
		s.notifyOwner(tx, roster.MailPasswordSet, current, s.now())
		return tx.Commit(ctx)
	})
}

// notifyOwner enqueues a mail that notifies the owner of a change to the account.
func (s *Service) notifyOwner(tx *dynamo.Tx, kind roster.MailKind, a roster.Account, now time.Time) {
	tx.Enqueue(roster.Intent{ID: roster.NewID(), Kind: kind, Lane: roster.LaneNow, Person: a.Person,
		State: roster.IntentQueued, Due: now, CreatedAt: now})
}
