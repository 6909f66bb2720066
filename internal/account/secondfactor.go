package account

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"errors"
	"slices"
	"time"

	"github.com/communitrak/onboarding/internal/account/secondfactor"
	"github.com/communitrak/onboarding/internal/dynamo"
	"github.com/communitrak/onboarding/internal/roster"
	"github.com/communitrak/onboarding/internal/secret"
)

// Errors of the second factor.
var (
	ErrNotEnrolled = errors.New("a second factor has to be set up first")
	ErrOTPRequired = errors.New("the code of the second factor is needed")
	ErrOTP         = errors.New("the code of the second factor is wrong or was used")
	ErrEnrollment  = errors.New("setting up the second factor took too long")
	ErrNoFactor    = errors.New("only Support has a second factor")
)

// issuer is the name that authenticator apps show for the account.
const issuer = "Communitrak"

// recoveryCodes is the number of single-use recovery codes.
const recoveryCodes = 10

// Enrollment is a second factor being set up: the secret to type or scan into an
// app, and the ticket that Confirm requires.
type Enrollment struct {
	Ticket string
	EndsAt time.Time
	Secret secondfactor.Secret
	// URI is the secret in the form that apps import.
	URI string
}

// Enroll starts setting up a second factor for somebody who knows the password.
// An existing factor stays in force until Confirm; replacing it requires one of
// its codes or a recovery code.
func (s *Service) Enroll(ctx context.Context, email string, pw secret.Password, otp string) (Enrollment, error) {
	person, err := s.verifyCredentials(ctx, email, pw)
	if err != nil {
		return Enrollment{}, err
	}
	account := *person.Account
	if !account.Staff {
		return Enrollment{}, ErrNoFactor
	}
	tx := s.store.Begin()
	if account.Factor.Seed != "" {
		proved, err := s.consumeCode(ctx, account, otp)
		if err != nil {
			return Enrollment{}, err
		}
		tx.SaveAccount(proved)
	} else {
		tx.RequireAccount(account)
	}
	ticket := roster.Ticket{ID: roster.NewID(), Kind: roster.TicketFactor, Person: account.Person, Epoch: account.Epoch, EndsAt: s.now().Add(s.limits.FactorLife)}
	tx.SaveTicket(ticket)
	if err := tx.Commit(ctx); errors.Is(err, dynamo.ErrConflict) {
		return Enrollment{}, ErrCredentials
	} else if err != nil {
		return Enrollment{}, err
	}
	secret, err := s.factorSecret(ctx, ticket.ID)
	if err != nil {
		return Enrollment{}, err
	}
	token, err := s.tokenOf(ctx, ticket.ID)
	return Enrollment{Ticket: token, EndsAt: ticket.EndsAt, Secret: secret, URI: secret.URI(issuer, account.Email)}, err
}

// Confirm completes what Enroll started once the caller proves that the app has
// the secret. It ends all sessions, opens a new one, notifies the owner by
// mail, and returns the recovery codes, which are never shown again. Its errors
// include ErrEnrollment, ErrOTPRequired, ErrOTP, and *LimitedError.
func (s *Service) Confirm(ctx context.Context, token, otp string) (Token, SignedIn, []roster.Code, error) {
	ticket, err := s.Ticket(ctx, token, roster.TicketFactor)
	if errors.Is(err, ErrTicket) {
		err = ErrEnrollment
	}
	if err != nil {
		return Token{}, SignedIn{}, nil, err
	}
	account, err := s.store.Account(ctx, ticket.Person)
	if errors.Is(err, roster.ErrNotFound) || err == nil && account.Epoch != ticket.Epoch {
		err = ErrEnrollment
	}
	if err != nil {
		return Token{}, SignedIn{}, nil, err
	}
	account.Factor = roster.SecondFactor{Seed: ticket.ID, Since: s.now()}
	if account, err = s.consumeCode(ctx, account, otp); err != nil {
		return Token{}, SignedIn{}, nil, err
	}
	codes := make([]roster.Code, recoveryCodes)
	for n := range codes {
		codes[n] = roster.NewCode()
		hash, err := s.recoveryHash(ctx, account.Person, codes[n])
		if err != nil {
			return Token{}, SignedIn{}, nil, err
		}
		account.Factor.Recovery = append(account.Factor.Recovery, hash)
	}
	account.Epoch++
	ticket.UsedAt = s.now()
	session := newToken()
	opened := s.newSession(session, account)
	tx := s.store.Begin()
	tx.SaveTicket(ticket)
	tx.SaveAccount(account)
	tx.CreateSession(opened)
	s.notifyOwner(tx, roster.MailFactorSet, account, s.now())
	if err := tx.Commit(ctx); errors.Is(err, dynamo.ErrConflict) {
		return Token{}, SignedIn{}, nil, ErrEnrollment
	} else if err != nil {
		return Token{}, SignedIn{}, nil, err
	}
	memberships, err := s.Memberships(ctx, account)
	return session, SignedIn{opened, account, memberships}, codes, err
}

// RemoveFactor removes the second factor of somebody who lost both the app and
// the recovery codes. It ends all sessions; the next sign-in requires a new
// factor. It returns roster.ErrNotFound if the email has no account.
func (s *Service) RemoveFactor(ctx context.Context, email string) error {
	id, err := s.PersonID(ctx, email)
	if err != nil {
		return err
	}
	return dynamo.Retry(ctx, func() error {
		account, err := s.store.Account(ctx, id)
		if err != nil {
			return err
		}
		account.Factor = roster.SecondFactor{}
		account.Epoch++
		tx := s.store.Begin()
		tx.SaveAccount(account)
		return tx.Commit(ctx)
	})
}

// requiresFactor reports whether the account must use a second factor to sign in.
func (s *Service) requiresFactor(a roster.Account) bool { return a.Staff && !s.limits.PasswordAlone }

// verifyFactor checks the second factor if the account must have one.
func (s *Service) verifyFactor(ctx context.Context, a roster.Account, otp string) (roster.Account, error) {
	switch {
	case !s.requiresFactor(a):
		return a, nil
	case a.Factor.Seed == "":
		return a, ErrNotEnrolled
	default:
		return s.consumeCode(ctx, a, otp)
	}
}

// consumeCode checks a code and returns the account with the code used up. The
// caller must save the account over the revision that was read, so that only
// one of several simultaneous uses of a code wins. Wrong codes count like wrong
// passwords.
func (s *Service) consumeCode(ctx context.Context, a roster.Account, otp string) (roster.Account, error) {
	if otp == "" {
		return a, ErrOTPRequired
	}
	used := a
	right, err := s.limitTries(ctx, a.Person, func() (right bool, err error) {
		used, right, err = s.matchCode(ctx, a, otp)
		return right, err
	})
	if err == nil && !right {
		err = ErrOTP
	}
	return used, err
}

// matchCode compares otp with the app's codes and then with the remaining
// recovery codes.
func (s *Service) matchCode(ctx context.Context, a roster.Account, otp string) (used roster.Account, right bool, err error) {
	secret, err := s.factorSecret(ctx, a.Factor.Seed)
	if err != nil {
		return a, false, err
	}
	if step, ok := secret.Match(otp, a.Factor.Step, s.now()); ok {
		a.Factor.Step = step
		return a, true, nil
	}
	typed, ok := roster.ParseCode(otp)
	if !ok {
		return a, false, nil
	}
	hash, err := s.recoveryHash(ctx, a.Person, typed)
	if err != nil {
		return a, false, err
	}
	left := slices.DeleteFunc(slices.Clone(a.Factor.Recovery), func(kept string) bool { return hmac.Equal([]byte(kept), []byte(hash)) })
	if len(left) == len(a.Factor.Recovery) {
		return a, false, nil
	}
	a.Factor.Recovery = left
	return a, true, nil
}

// factorSecret derives the secret that the app holds. The table stores only the
// seed, which is worthless without the key.
func (s *Service) factorSecret(ctx context.Context, seed string) (secondfactor.Secret, error) {
	key, err := s.keys.Index(ctx)
	if err != nil {
		return secondfactor.Secret{}, err
	}
	mac := hmac.New(sha256.New, key)
	mac.Write([]byte("second factor\x00" + seed))
	return secondfactor.NewSecret([secondfactor.SecretSize]byte(mac.Sum(nil)[:secondfactor.SecretSize])), nil
}

// recoveryHash returns the stored form of a recovery code. With 80 random bits
// under a key, it reveals nothing.
func (s *Service) recoveryHash(ctx context.Context, person string, code roster.Code) (string, error) {
	key, err := s.keys.Index(ctx)
	if err != nil {
		return "", err
	}
	return roster.DerivedID(key, "recovery code", person, code.Reveal()), nil
}
