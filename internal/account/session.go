package account

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"slices"
	"time"

	"github.com/communitrak/onboarding/internal/dynamo"
	"github.com/communitrak/onboarding/internal/roster"
	"github.com/communitrak/onboarding/internal/secret"
)

// Token is the secret of a session, which only Reveal returns. The zero Token is
// nobody's.
type Token struct {
	secret.Masked
	reveal func() string
}

// TokenOf returns the token that a client sent.
func TokenOf(sent string) Token { return Token{reveal: func() string { return sent }} }

// Reveal returns the token as clients send it, or "" for the zero Token.
func (t Token) Reveal() string {
	if t.reveal == nil {
		return ""
	}
	return t.reveal()
}

func newToken() Token {
	var b [32]byte
	rand.Read(b[:])
	return TokenOf(base64.RawURLEncoding.EncodeToString(b[:]))
}

// id is the session's ID: the hash of its token, so that the table holds no
// tokens.
func (t Token) id() string {
	sum := sha256.Sum256([]byte(t.Reveal()))
	return base64.RawURLEncoding.EncodeToString(sum[:])
}

// Membership is what a person may do in one community.
type Membership struct {
	Community roster.Community
	Member    string
	Role      roster.Role
}

// MayEnter reports whether the membership may be used now. Behind a Black
// Curtain, only those who manage the preferences may enter.
func (m Membership) MayEnter() bool {
	return m.Community.Open() || m.Role.May(roster.ManagePreferences)
}

// SignedIn is a session and its owner.
type SignedIn struct {
	Session     roster.Session
	Account     roster.Account
	Memberships []Membership
}

// SignIn opens a session. otp is the code of Support's second factor and empty
// for everybody else. Its errors include ErrCredentials, *LimitedError,
// ErrClosed if none of the account's communities is open to it,
// ErrNoMembership, and, for the second factor, ErrNotEnrolled, ErrOTPRequired,
// and ErrOTP.
func (s *Service) SignIn(ctx context.Context, email string, pw secret.Password, otp string) (token Token, in SignedIn, err error) {
	err = dynamo.Retry(ctx, func() error {
		token, in, err = s.signInOnce(ctx, email, pw, otp)
		return err
	})
	return token, in, err
}

func (s *Service) signInOnce(ctx context.Context, email string, pw secret.Password, otp string) (Token, SignedIn, error) {
	person, err := s.verifyCredentials(ctx, email, pw)
	if err != nil {
		return Token{}, SignedIn{}, err
	}
	proved, err := s.verifyFactor(ctx, *person.Account, otp)
	if err != nil {
		return Token{}, SignedIn{}, err
	}
	memberships, err := s.loadMemberships(ctx, person.Memberships)
	if err != nil {
		return Token{}, SignedIn{}, err
	}
	if err := s.wantUnchanged(ctx, person); err != nil {
		return Token{}, SignedIn{}, err
	}
	if err := checkEntry(proved, memberships); err != nil {
		return Token{}, SignedIn{}, err
	}
	token := newToken()
	session := s.newSession(token, proved)
	tx := s.store.Begin()
	if s.requiresFactor(proved) {
		tx.SaveAccount(proved)
	}
	// If the password has changed since it was read, the session is of an epoch
	// that is over, and opens nothing.
	tx.CreateSession(session)
	if err := tx.Commit(ctx); errors.Is(err, dynamo.ErrConflict) {
		// The code was used meanwhile.
		return Token{}, SignedIn{}, ErrCredentials
	} else if err != nil {
		return Token{}, SignedIn{}, err
	}
	return token, SignedIn{session, proved, memberships}, nil
}

// Opened is a new session: its token, which is shown once, and when it ends if
// it is used until then.
type Opened struct {
	Token  Token
	EndsAt time.Time
}

// OpenSession adds a session to a transaction that writes the owner's account,
// or requires it to be unchanged. The caller has just set or compared the
// password. It returns nil without a session if signing in takes more than
// that.
func (s *Service) OpenSession(tx *dynamo.Tx, owner roster.Account) *Opened {
	if owner.Staff {
		return nil
	}
	token := newToken()
	session := s.newSession(token, owner)
	tx.CreateSession(session)
	return &Opened{token, session.EndsAt}
}

// verifyCredentials returns the person with that email if pw is their password.
// Its errors include ErrCredentials and *LimitedError.
func (s *Service) verifyCredentials(ctx context.Context, email string, pw secret.Password) (dynamo.Person, error) {
	id, err := s.PersonID(ctx, email)
	if err != nil {
		return dynamo.Person{}, err
	}
	person, err := s.store.Person(ctx, id)
	if err != nil {
		return person, err
	}
	right, err := s.VerifyPassword(ctx, id, person.Account, pw)
	if err == nil && !right {
		err = ErrCredentials
	}
	return person, err
}

// wantUnchanged returns dynamo.ErrConflict if the person's sessions have been
// ended, or their memberships have changed, since p was read. Memberships and
// curtains are different items: without this, a member who is removed before the
// curtain is lifted could enter, by the membership from before and the curtain
// from after.
func (s *Service) wantUnchanged(ctx context.Context, p dynamo.Person) error {
	now, err := s.store.Person(ctx, p.ID)
	if err != nil {
		return err
	}
	if now.Account == nil || now.Account.Epoch != p.Account.Epoch || !slices.Equal(now.Memberships, p.Memberships) {
		return dynamo.ErrConflict
	}
	return nil
}

func checkEntry(a roster.Account, memberships []Membership) error {
	if a.Staff {
		return nil
	}
	if len(memberships) == 0 {
		return ErrNoMembership
	}
	for _, m := range memberships {
		if m.MayEnter() {
			return nil
		}
	}
	return ErrClosed
}

func (s *Service) newSession(token Token, a roster.Account) roster.Session {
	now := s.now()
	session := roster.Session{ID: token.id(), Person: a.Person, Epoch: a.Epoch, CreatedAt: now, SeenAt: now, EndsAt: now.Add(s.limits.Life), Idle: s.limits.Idle}
	if a.Staff {
		session.EndsAt, session.Idle = now.Add(s.limits.StaffLife), s.limits.StaffIdle
	}
	return session
}

// loadMemberships returns the memberships of those members who are active.
func (s *Service) loadMemberships(ctx context.Context, links []roster.Membership) ([]Membership, error) {
	var refs []dynamo.MemberRef
	for _, l := range links {
		refs = append(refs, dynamo.MemberRef{Community: l.Community, ID: l.Member})
	}
	if len(refs) == 0 {
		return nil, nil
	}
	members, communities, err := s.store.MembersIn(ctx, refs)
	if err != nil {
		return nil, err
	}
	var memberships []Membership
	for _, ref := range refs {
		if m := members[ref]; m.Status == roster.Active {
			memberships = append(memberships, Membership{communities[ref.Community], m.ID, m.Role})
		}
	}
	return memberships, nil
}

// touchInterval is the granularity of a session's idle time.
const touchInterval = 5 * time.Minute

// Authenticate returns the session of a token and its account. It returns
// ErrSession if there is no such session or it has ended.
func (s *Service) Authenticate(ctx context.Context, token Token) (roster.Session, roster.Account, error) {
	session, account, _, err := s.AuthenticateIn(ctx, token, "")
	return session, account, err
}

// AuthenticateIn is Authenticate that also reads what decides whether the
// account may act in the community, if that takes no further call: see
// [dynamo.Store.SessionIn].
func (s *Service) AuthenticateIn(ctx context.Context, token Token, community string) (roster.Session, roster.Account, *dynamo.Admitted, error) {
	session, account, in, err := s.store.SessionIn(ctx, token.id(), community)
	if errors.Is(err, roster.ErrNotFound) {
		return session, account, nil, ErrSession
	}
	if err != nil {
		return session, account, nil, err
	}
	now := s.now()
	if !session.Live(account.Epoch, now) {
		return session, account, nil, ErrSession
	}
	if now.Sub(session.SeenAt) >= touchInterval {
		// If another request touched it first, that is just as good.
		if err := s.store.TouchSession(ctx, session.ID, now); err != nil && !errors.Is(err, dynamo.ErrConflict) {
			return session, account, nil, err
		}
	}
	return session, account, in, nil
}

// Memberships returns the account's current memberships. It returns ErrClosed
// or ErrNoMembership if the account may no longer sign in.
func (s *Service) Memberships(ctx context.Context, a roster.Account) ([]Membership, error) {
	p, err := s.store.Person(ctx, a.Person)
	if err != nil {
		return nil, err
	}
	memberships, err := s.loadMemberships(ctx, p.Memberships)
	if err != nil {
		return nil, err
	}
	return memberships, checkEntry(a, memberships)
}

// Sessions returns the account's live sessions, own first and then the newest.
func (s *Service) Sessions(ctx context.Context, own roster.Session, a roster.Account) ([]roster.Session, error) {
	known, err := s.store.SessionsOf(ctx, a.Person)
	if err != nil {
		return nil, err
	}
	live := []roster.Session{own}
	for _, session := range known {
		if session.ID != own.ID && session.Live(a.Epoch, s.now()) {
			live = append(live, session)
		}
	}
	return live, nil
}

// SignOutElsewhere ends all sessions of the account but own. It returns
// ErrSession if own has ended in the meantime.
func (s *Service) SignOutElsewhere(ctx context.Context, own roster.Session) error {
	return dynamo.Retry(ctx, func() error {
		a, err := s.store.Account(ctx, own.Person)
		if errors.Is(err, roster.ErrNotFound) || err == nil && a.Epoch != own.Epoch {
			return ErrSession
		}
		if err != nil {
			return err
		}
		a.Epoch++
		renewed := own
		renewed.Epoch = a.Epoch
		tx := s.store.Begin()
		tx.SaveAccount(a)
		tx.RenewSession(renewed)
		return tx.Commit(ctx)
	})
}

// SignOut ends the session. It is idempotent.
func (s *Service) SignOut(ctx context.Context, token Token) error {
	return s.store.DeleteSession(ctx, token.id())
}
