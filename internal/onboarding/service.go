// Package onboarding holds the use cases: inviting, resending, editing,
// activating, the Black Curtain. Each reads what it decides on, lets the domain
// judge, and writes the outcome, the mail it owes and the audit entry in one
// transaction. The API and the importer both come through here; one invitation
// is a transaction of one.
package onboarding

import (
	"context"
	"errors"
	"time"

	"github.com/communitrak/onboarding/internal/account"
	"github.com/communitrak/onboarding/internal/dynamo"
	"github.com/communitrak/onboarding/internal/roster"
)

// Limits are the settings of product §4 and §5.
type Limits struct {
	Resend roster.ResendLimits
	// WrongCodes is how many wrong codes an invitation allows between two
	// sendings.
	WrongCodes int
	// RenewalPeriod is how long after it expires an invitation is renewed by "I
	// lost the mail".
	RenewalPeriod time.Duration
	// HouseholdPending is how many invitations of a household may be open where
	// its Head invites; HouseholdDaily is how many emails the Head may try in a
	// day.
	HouseholdPending, HouseholdDaily int
	// CorrectionsDaily is how often in a day members may ask to correct their
	// home.
	CorrectionsDaily int
}

// DefaultLimits returns the limits of the contract.
func DefaultLimits() Limits {
	return Limits{Resend: roster.DefaultResendLimits(), WrongCodes: 100, RenewalPeriod: 30 * 24 * time.Hour,
		HouseholdPending: 10, HouseholdDaily: 20, CorrectionsDaily: 3}
}

// Service runs the use cases.
type Service struct {
	store    *dynamo.Store
	keys     account.Keyring
	accounts *account.Service
	limits   Limits
	now      func() time.Time
}

// New returns the use cases on store.
func New(store *dynamo.Store, keys account.Keyring, accounts *account.Service, limits Limits, now func() time.Time) *Service {
	return &Service{store: store, keys: keys, accounts: accounts, limits: limits, now: now}
}

// PersonID returns the identifier of the person with that email, in normal
// form.
func (s *Service) PersonID(ctx context.Context, email string) (string, error) {
	return s.accounts.PersonID(ctx, email)
}

// PersonOf returns the identifier of m's person, as in m's link.
func (s *Service) PersonOf(ctx context.Context, m roster.Member) (string, error) {
	if m.Person != "" {
		return m.Person, nil
	}
	return s.PersonID(ctx, m.Email)
}

// membershipOf reads the link of m. If it is missing, m has changed since it was
// read: dynamo.ErrConflict.
func (s *Service) membershipOf(ctx context.Context, m roster.Member) (roster.Membership, error) {
	person, err := s.PersonOf(ctx, m)
	if err != nil {
		return roster.Membership{}, err
	}
	link, err := s.store.Membership(ctx, person, m.Community)
	return link, changedIfGone(err)
}

// householdOf reads m's household, as membershipOf reads the link. m must have
// one.
func (s *Service) householdOf(ctx context.Context, m roster.Member) (roster.Household, error) {
	h, err := s.store.Household(ctx, m.Community, m.Household)
	return h, changedIfGone(err)
}

// changedIfGone tells a caller that follows an item to another that the first
// must have changed if the other is missing.
func changedIfGone(err error) error {
	if errors.Is(err, roster.ErrNotFound) {
		return dynamo.ErrConflict
	}
	return err
}

// Code derives the current code of m's invitation. ok is false if its key is no
// longer kept.
func (s *Service) Code(ctx context.Context, m roster.Member) (code roster.Code, ok bool, err error) {
	key, err := s.keys.Code(ctx, m.Invitation.KeyID)
	if err != nil || key == nil {
		return roster.Code{}, false, err
	}
	return roster.CodeOf(key, m.Community, m.ID, m.Invitation), true, nil
}

// Proof derives the mail proof of m's invitation.
func (s *Service) Proof(ctx context.Context, m roster.Member) (proof roster.Code, ok bool, err error) {
	key, err := s.keys.Code(ctx, m.Invitation.KeyID)
	if err != nil || key == nil {
		return roster.Code{}, false, err
	}
	return roster.ProofOf(key, m.Community, m.ID, m.Invitation), true, nil
}
