// Package account signs people in: it manages passwords, sessions, and the
// tickets carried by mails. A person has a single account for all communities;
// it is found by the keyed hash of the email.
package account

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/base64"
	"errors"
	"strings"
	"time"

	"github.com/communitrak/onboarding/internal/account/password"
	"github.com/communitrak/onboarding/internal/dynamo"
	"github.com/communitrak/onboarding/internal/roster"
	"github.com/communitrak/onboarding/internal/secret"
)

// Keyring provides the keys from which codes and IDs are derived.
type Keyring interface {
	// CurrentCode returns the code key for new invitations and its ID.
	CurrentCode(ctx context.Context) (id string, key []byte, err error)
	// Code returns the code key with that ID, current or retired. For an ID
	// that is no longer kept it returns a nil key and no error: its codes are
	// void.
	Code(ctx context.Context, id string) (key []byte, err error)
	// Index returns the key for hashing emails. It never changes.
	Index(ctx context.Context) (key []byte, err error)
}

// Limits holds the settings from product §4.
type Limits struct {
	// WrongPasswords is how many wrong passwords an account allows per
	// PasswordWindow.
	WrongPasswords int
	PasswordWindow time.Duration
	// Idle and Life limit a member's session, StaffIdle and StaffLife
	// Support's.
	Idle, Life           time.Duration
	StaffIdle, StaffLife time.Duration
	// TicketLife is how long a password-reset link works. FactorLife is how
	// long setting up a second factor may take.
	TicketLife, FactorLife time.Duration
	// PasswordAlone lets Support sign in without a second factor. It is meant
	// for a single-machine system that holds nobody's data.
	PasswordAlone bool
	// Mails limits how often one address is sent mail that anybody can trigger.
	Mails roster.ResendLimits
}

// DefaultLimits returns the limits of the contract.
func DefaultLimits() Limits {
	return Limits{
		WrongPasswords: 10, PasswordWindow: 15 * time.Minute,
		Idle: 12 * time.Hour, Life: 30 * 24 * time.Hour,
		StaffIdle: time.Hour, StaffLife: 12 * time.Hour,
		TicketLife: time.Hour, FactorLife: 15 * time.Minute,
		Mails: roster.DefaultResendLimits(),
	}
}

// Errors of signing in.
var (
	ErrCredentials  = errors.New("email or password is wrong")
	ErrClosed       = errors.New("the community is not open yet")
	ErrNoMembership = errors.New("the account belongs to no community any more")
	ErrSession      = errors.New("not signed in")
	ErrTicket       = errors.New("the link is no longer valid")
)

// LimitedError tells the caller to try again after Wait.
type LimitedError struct{ Wait time.Duration }

func (e *LimitedError) Error() string { return "too many tries" }

// Service signs people in.
type Service struct {
	store  *dynamo.Store
	keys   Keyring
	limits Limits
	policy password.Policy
	now    func() time.Time
}

// New returns a Service that uses store.
func New(store *dynamo.Store, keys Keyring, limits Limits, policy password.Policy, now func() time.Time) *Service {
	return &Service{store: store, keys: keys, limits: limits, policy: policy, now: now}
}

// PersonID returns the ID of the person with that email, which must be in
// normal form.
func (s *Service) PersonID(ctx context.Context, email string) (string, error) {
	key, err := s.keys.Index(ctx)
	if err != nil {
		return "", err
	}
	return roster.DerivedID(key, "person", email), nil
}

// CheckPassword checks a new password against the policy. If it is
// unacceptable, the error is a *roster.InvalidError for field.
func (s *Service) CheckPassword(field string, pw secret.Password, email string) error {
	err := s.policy.Check(pw, email)
	for _, form := range []struct {
		is   error
		code string
	}{
		{password.ErrTooShort, "too_short"}, {password.ErrTooLong, "too_long"},
		{password.ErrCommon, "too_common"}, {password.ErrUnreadable, "unreadable"},
	} {
		if errors.Is(err, form.is) {
			return &roster.InvalidError{Field: field, Code: form.code, Reason: err.Error()}
		}
	}
	return err
}

// HashPassword returns what is stored of a password.
func (s *Service) HashPassword(pw secret.Password) (string, error) { return s.policy.Hash(pw) }

// VerifyPassword compares pw with the account's password and counts the try; an
// account that does not exist (a is nil) takes as long. It returns
// *LimitedError after too many wrong tries.
func (s *Service) VerifyPassword(ctx context.Context, person string, a *roster.Account, pw secret.Password) (bool, error) {
	encoded := ""
	if a != nil {
		encoded = a.Password
	}
	return s.limitTries(ctx, person, func() (bool, error) { return s.policy.Verify(pw, encoded) })
}

// limitTries compares a password or a second factor. The try is counted before
// the comparison and given back unless the secret was wrong. It returns
// *LimitedError after too many wrong tries.
func (s *Service) limitTries(ctx context.Context, person string, compare func() (right bool, err error)) (bool, error) {
	taken, wait, err := s.store.BeginTry(ctx, triesName(person), s.limits.WrongPasswords, s.limits.PasswordWindow, s.now())
	if err != nil {
		return false, err
	}
	if wait > 0 {
		return false, &LimitedError{wait}
	}
	right, err := compare()
	// The count is settled even if the caller is gone by now.
	settled := s.store.EndTry(context.WithoutCancel(ctx), taken, right || err != nil)
	return right, errors.Join(err, settled)
}

func triesName(person string) string { return "password#" + person }

// tokenOf derives the ticket's token for a mail. The token is never stored,
// queued, or logged.
func (s *Service) tokenOf(ctx context.Context, id string) (string, error) {
	key, err := s.keys.Index(ctx)
	if err != nil {
		return "", err
	}
	mac := hmac.New(sha256.New, key)
	mac.Write([]byte("ticket\x00" + id))
	return id + "." + base64.RawURLEncoding.EncodeToString(mac.Sum(nil)[:20]), nil
}

// TicketToken returns the token for the link in a mail about the ticket.
func (s *Service) TicketToken(ctx context.Context, t roster.Ticket) (string, error) {
	return s.tokenOf(ctx, t.ID)
}

// Ticket returns the ticket that a token stands for. It returns ErrTicket if
// there is no such ticket or it is not valid now.
func (s *Service) Ticket(ctx context.Context, token string, kind roster.TicketKind) (roster.Ticket, error) {
	id, _, _ := strings.Cut(token, ".")
	right, err := s.tokenOf(ctx, id)
	if err != nil {
		return roster.Ticket{}, err
	}
	if subtle.ConstantTimeCompare([]byte(right), []byte(token)) != 1 {
		return roster.Ticket{}, ErrTicket
	}
	t, err := s.store.Ticket(ctx, id)
	if errors.Is(err, roster.ErrNotFound) || err == nil && !t.Valid(kind, s.now()) {
		return t, ErrTicket
	}
	return t, err
}
