package account

import (
	"context"
	"crypto/rand"
	"encoding/base64"
	"errors"
	"time"

	"github.com/communitrak/onboarding/internal/dynamo"
	"github.com/communitrak/onboarding/internal/roster"
	"github.com/communitrak/onboarding/internal/secret"
)

// staffTicketLife is how long the link to a new Support account works.
const staffTicketLife = 24 * time.Hour

// ErrMember means that the email already has an account that is not Support's.
var ErrMember = errors.New("this email has a member's account")

// InviteStaff creates a Support account with a password that nobody knows,
// unless the account exists, and returns a ticket for a link that sets one. It
// restores an account that was ended.
func (s *Service) InviteStaff(ctx context.Context, email string) (roster.Ticket, error) {
	var ticket roster.Ticket
	if err := s.CreateStaff(ctx, email, unknownPassword()); err != nil {
		return ticket, err
	}
	id, err := s.PersonID(ctx, email)
	if err != nil {
		return ticket, err
	}
	err = dynamo.Retry(ctx, func() error {
		person, err := s.store.Person(ctx, id)
		if err != nil {
			return err
		}
		account := *person.Account
		tx := s.store.Begin()
		if !account.Staff {
			if len(person.Memberships) > 0 {
				return ErrMember
			}
			account.Staff = true
			tx.SaveAccount(account)
		}
		ticket = roster.Ticket{ID: roster.NewID(), Kind: roster.TicketReset, Person: id, Epoch: account.Epoch, EndsAt: s.now().Add(staffTicketLife)}
		tx.SaveTicket(ticket)
		return tx.Commit(ctx)
	})
	return ticket, err
}

// CreateStaff creates a confirmed Support account with the given password. It
// leaves an existing account as it is.
func (s *Service) CreateStaff(ctx context.Context, email string, pw secret.Password) error {
	id, err := s.PersonID(ctx, email)
	if err != nil {
		return err
	}
	if _, err := s.store.Account(ctx, id); !errors.Is(err, roster.ErrNotFound) {
		return err
	}
	hash, err := s.policy.Hash(pw)
	if err != nil {
		return err
	}
	staff := roster.NewAccount(id, email, hash, true, s.now())
	staff.Staff = true
	tx := s.store.Begin()
	tx.CreateAccount(staff)
	return tx.Commit(ctx)
}

// EndStaff removes Support's rights, the password, and the second factor from
// an account and ends its sessions and links. The account stays, so that what
// it did keeps its actor. It returns roster.ErrNotFound if the email has no
// Support account.
func (s *Service) EndStaff(ctx context.Context, email string) error {
	id, err := s.PersonID(ctx, email)
	if err != nil {
		return err
	}
	hash, err := s.policy.Hash(unknownPassword())
	if err != nil {
		return err
	}
	return dynamo.Retry(ctx, func() error {
		account, err := s.store.Account(ctx, id)
		if err != nil {
			return err
		}
		if !account.Staff {
			return roster.ErrNotFound
		}
		account.Staff, account.Factor, account.Password = false, roster.SecondFactor{}, hash
		account.Epoch++
		tx := s.store.Begin()
		tx.SaveAccount(account)
		return tx.Commit(ctx)
	})
}

// unknownPassword returns a random password.
func unknownPassword() secret.Password {
	var unknown [32]byte
	rand.Read(unknown[:])
	return secret.Password(base64.RawURLEncoding.EncodeToString(unknown[:]))
}
