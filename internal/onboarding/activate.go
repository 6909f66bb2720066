package onboarding

import (
	"context"
	"errors"
	"slices"
	"strings"
	"time"

	"github.com/communitrak/onboarding/internal/account"
	"github.com/communitrak/onboarding/internal/contact"
	"github.com/communitrak/onboarding/internal/dynamo"
	"github.com/communitrak/onboarding/internal/roster"
	"github.com/communitrak/onboarding/internal/secret"
)

// The reasons for refusing an activation, besides roster.ErrExpired and
// roster.ErrAlreadyActive, which only a correct proof learns.
var (
	// ErrRefused is the one answer to every wrong proof.
	ErrRefused = errors.New("email and code do not fit together")
	// ErrAccountPassword means that the email has an account with another
	// password.
	ErrAccountPassword = errors.New("the email has an account already; use its password")
	// ErrMailProof means that the email has an account that nobody has proved
	// to own; only the link in the mail can take it over.
	ErrMailProof = errors.New("use the link in the mail")
)

// Activation is what a resident sends.
type Activation struct {
	Email    string
	Code     string
	Proof    string
	Password secret.Password
	// SignIn asks for a session along with the activation; see
	// [Activated.SignsIn].
	SignIn bool
	// Request identifies the attempt: the winner's own repeat gets the winner's
	// answer. If empty, a repeat is a second activation.
	Request string
}

// Activated is the result of an activation.
type Activated struct {
	Member    roster.Member
	Community roster.Community
	// Proved means that the mail proof was shown, so the account is confirmed.
	Proved bool
	// Session was opened by the same transaction, if it was asked for and
	// [Activated.SignsIn]. It is nil for a repeat, and for an account that has
	// more to show than its password.
	Session *account.Opened
}

// SignsIn reports whether the activation also signs in: with the mail proof, if
// the community is open. With the code alone, signing in stays a separate step,
// because the inviter knows the code.
func (a Activated) SignsIn() bool { return a.Proved && a.Community.Open() }

// Activate makes a pending member active and gives them a sign-in. The form of
// the password is judged first, so that reveals nothing. Any wrong proof gets
// ErrRefused after the same calls. Of any number of simultaneous activations,
// one wins.
//
// The code of a letter that asks for an email needs no password, which is chosen
// once the mailbox is proved. With any other code, right or wrong, an empty
// password is an InvalidError.
func (s *Service) Activate(ctx context.Context, in Activation) (Activated, error) {
	weak := s.accounts.CheckPassword("password", in.Password, in.Email)
	if weak != nil && (in.Password != "" || in.Proof != "") {
		return Activated{}, weak
	}
	attempt, err := s.newAttempt(ctx, in)
	if err != nil {
		return Activated{}, err
	}
	attempt.lacks = weak
	var done Activated
	err = dynamo.Retry(ctx, func() (err error) {
		done, err = s.activateOnce(ctx, attempt)
		return err
	})
	return done, err
}

// attempt is an activation in progress. Expensive work is done once, however
// often the decision is retried.
type attempt struct {
	Activation
	person  string
	normal  string // the email in normal form
	address bool   // it is one
	letter  string // under what the code is found if it stands on a letter
	code    roster.Code
	typed   bool // code is valid in form
	proof   roster.Code
	proven  bool // proof is valid in form
	counted bool
	// repeated means that the attempt has succeeded before.
	repeated bool
	hash     string
	lacks    error // that there is no password, which only a letter's code can do without
}

func (s *Service) newAttempt(ctx context.Context, in Activation) (*attempt, error) {
	a := &attempt{Activation: in}
	email, err := contact.ParseEmail(in.Email)
	normal := email.Reveal()
	if err != nil {
		// Not an address, so nobody's, but it is looked up all the same.
		normal = strings.ToLower(strings.TrimSpace(in.Email))
	}
	a.normal, a.address = normal, err == nil
	if a.person, err = s.PersonID(ctx, normal); err != nil {
		return nil, err
	}
	a.code, a.typed = roster.ParseCode(in.Code)
	a.proof, a.proven = roster.ParseCode(in.Proof)
	a.letter, err = s.letterID(ctx, a.code)
	return a, err
}

func (s *Service) passwordHash(a *attempt) (hash string, err error) {
	if a.hash == "" {
		a.hash, err = s.accounts.HashPassword(a.Password)
	}
	return a.hash, err
}

func (s *Service) activateOnce(ctx context.Context, a *attempt) (Activated, error) {
	known, err := s.lookUp(ctx, a)
	if err != nil {
		return Activated{}, err
	}
	person, members := known.person, known.members
	m, byMail, err := s.match(ctx, a, members)
	if err != nil {
		return Activated{}, err
	}
	onLetter, err := s.answersLetter(ctx, a, known.onLetter)
	if err != nil {
		return Activated{}, err
	}
	if !byMail && !a.counted {
		allowed, err := s.store.CountAttempt(ctx, a.person, person.Attempts, lastAsked(members), s.limits.WrongCodes, s.now())
		if err != nil {
			return Activated{}, err
		}
		if !allowed {
			return Activated{}, ErrRefused
		}
		a.counted = true
	}
	var done Activated
	switch {
	case a.lacks != nil && (m != nil || onLetter == nil):
		err = a.lacks
		a.counted = a.counted && m != nil // a wrong code stays counted
	case m != nil:
		done, err = s.admit(ctx, a, person, known.communities[m.Community], *m, byMail)
	case onLetter != nil:
		done, err = s.answerLetter(ctx, a, person, known.communities[onLetter.Community], *onLetter)
	default:
		return Activated{}, ErrRefused
	}
	if (err != nil || a.repeated) && a.counted && !errors.Is(err, dynamo.ErrConflict) {
		// The code was right, so the attempt is given back, whatever else was
		// wrong.
		tx := s.store.Begin()
		tx.RefundAttempt(a.person)
		if err := tx.Commit(ctx); err != nil {
			return Activated{}, err
		}
	}
	return done, err
}

// known is what an attempt is judged by.
type known struct {
	person dynamo.Person
	// members are those whom the email could activate.
	members []roster.Member
	// onLetter is the member whose letter may carry the code; nil if none does.
	onLetter    *roster.Member
	communities map[string]roster.Community
}

// lookUp reads what the attempt is judged by. A stranger causes the same calls
// as a neighbor, and a code on no letter the same as one on a letter.
func (s *Service) lookUp(ctx context.Context, a *attempt) (known, error) {
	var k known
	var letter dynamo.MemberRef
	var onLetter bool
	err := dynamo.SideBySide(
		func() (err error) {
			k.person, err = s.store.Person(ctx, a.person)
			return err
		},
		func() (err error) {
			letter, onLetter, err = s.store.Letter(ctx, a.letter)
			return err
		},
	)
	if err != nil {
		return known{}, err
	}
	refs := membersOf(k.person)
	read := slices.Clone(refs)
	if onLetter {
		read = append(read, letter)
	}
	found, communities, err := s.store.MembersIn(ctx, read)
	if m, there := found[letter]; onLetter && there {
		k.onLetter = &m
	}
	k.members, k.communities = notEnded(refs, found), communities
	return k, err
}

// candidates reads the members whom the email could activate. A stranger causes
// the same calls as a neighbor.
func (s *Service) candidates(ctx context.Context, id string) (dynamo.Person, []roster.Member, error) {
	person, err := s.store.Person(ctx, id)
	if err != nil {
		return person, nil, err
	}
	refs := membersOf(person)
	found, err := s.store.Members(ctx, refs)
	return person, notEnded(refs, found), err
}

// membersOf names the members of the person that have not ended.
func membersOf(person dynamo.Person) []dynamo.MemberRef {
	var refs []dynamo.MemberRef
	for _, l := range person.Memberships {
		if !l.Ended {
			refs = append(refs, dynamo.MemberRef{Community: l.Community, ID: l.Member})
		}
	}
	return refs
}

func notEnded(refs []dynamo.MemberRef, found map[dynamo.MemberRef]roster.Member) []roster.Member {
	var members []roster.Member
	for _, ref := range refs {
		if m, ok := found[ref]; ok && !m.Status.Ended() {
			members = append(members, m)
		}
	}
	return members
}

// match finds the member whose code this is; byMail is true if the mail proof
// is also right. All candidates are compared, so the duration reveals nothing.
func (s *Service) match(ctx context.Context, a *attempt, members []roster.Member) (m *roster.Member, byMail bool, err error) {
	for n := range members {
		code, ok, err := s.Code(ctx, members[n])
		if err != nil {
			return nil, false, err
		}
		if right := code.Equal(a.code); !right || !ok || !a.typed {
			continue
		}
		m = &members[n]
		if byMail, err = s.provesMailbox(ctx, a, members[n]); err != nil {
			return nil, false, err
		}
	}
	return m, byMail, nil
}

// lastAsked returns when the latest mail to any of them was requested: from
// then on, wrong codes are counted anew.
func lastAsked(members []roster.Member) time.Time {
	var last time.Time
	for _, m := range members {
		if m.Status == roster.Pending && m.Invitation.AskedAt.After(last) {
			last = m.Invitation.AskedAt
		}
	}
	return last
}

// admit grants what a correct proof is entitled to.
func (s *Service) admit(ctx context.Context, a *attempt, person dynamo.Person, community roster.Community, m roster.Member, byMail bool) (Activated, error) {
	done := Activated{Member: m, Community: community, Proved: byMail}
	if m.Status == roster.Active {
		if a.Request != "" && m.ActivationKey == a.Request {
			a.repeated = true
			return done, nil
		}
		if byMail && unconfirmed(person.Account) {
			return s.takeOver(ctx, a, *person.Account, done)
		}
	}
	now := s.now()
	active, err := m.Activate(community, now)
	if err != nil {
		return Activated{}, err
	}
	active.ActivationKey = a.Request
	tx := s.store.Begin()
	owner, err := s.account(ctx, tx, a, person.Account, m, byMail)
	if err != nil {
		return Activated{}, err
	}
	done.Member = tx.SaveMember(m, active, now)
	s.openSession(tx, a, owner, &done)
	if a.counted {
		tx.RefundAttempt(a.person)
	}
	tx.Record(roster.AuditEntry{Community: m.Community, Member: m.ID, At: now, By: resident(m), Action: "activated", Changes: []roster.Change{
		{Field: "status", From: string(m.Status), To: string(active.Status)},
		{Field: "role", From: string(m.Role), To: string(active.Role)},
	}})
	return done, tx.Commit(ctx)
}

// openSession adds a session to tx if the activation asks for one and may have
// it: the password was chosen or compared in this very attempt.
func (s *Service) openSession(tx *dynamo.Tx, a *attempt, owner roster.Account, done *Activated) {
	if a.SignIn && done.SignsIn() {
		done.Session = s.accounts.OpenSession(tx, owner)
	}
}

// unconfirmed reports whether there is an account that nobody has proved to own:
// the first proof of the mailbox takes it over.
func unconfirmed(a *roster.Account) bool { return a != nil && !a.Confirmed }

func resident(m roster.Member) roster.Actor {
	return roster.Actor{Kind: roster.ByResident, ID: m.ID, Name: m.FullName()}
}

// account adds the sign-in to tx and returns it: a new one, the existing one
// whose password was given, or an unconfirmed one that the mail proof takes
// over.
func (s *Service) account(ctx context.Context, tx *dynamo.Tx, a *attempt, existing *roster.Account, m roster.Member, byMail bool) (roster.Account, error) {
	switch {
	case existing != nil && existing.Confirmed:
		right, err := s.accounts.VerifyPassword(ctx, a.person, existing, a.Password)
		if err == nil && !right {
			err = ErrAccountPassword
		}
		if err != nil {
			return roster.Account{}, err
		}
		tx.RequireAccount(*existing)
		return *existing, nil
	case existing != nil && !byMail:
		return roster.Account{}, ErrMailProof
	}
	hash, err := s.passwordHash(a)
	if err != nil {
		return roster.Account{}, err
	}
	if existing != nil {
		owner := existing.ResetPassword(hash)
		tx.SaveAccount(owner)
		return owner, nil
	}
	now := s.now()
	owner := roster.NewAccount(a.person, m.Email, hash, byMail, now)
	tx.CreateAccount(owner)
	if !byMail {
		s.enqueueUnconfirmed(tx, owner, m, now)
	}
	return owner, nil
}

// disownPeriod is how long an address may say that an account is not its own.
const disownPeriod = 30 * 24 * time.Hour

// enqueueUnconfirmed tells the address that somebody made an account for it
// with the code alone, and how to end that.
func (s *Service) enqueueUnconfirmed(tx *dynamo.Tx, a roster.Account, m roster.Member, now time.Time) {
	ticket := roster.Ticket{ID: roster.NewID(), Kind: roster.TicketDisown, Person: a.Person, Community: m.Community, Member: m.ID, EndsAt: now.Add(disownPeriod)}
	tx.SaveTicket(ticket)
	tx.Enqueue(roster.Intent{ID: roster.DerivedID(nil, "unconfirmed", ticket.ID), Kind: roster.MailUnconfirmed, Lane: roster.LaneNow, Community: m.Community, Member: m.ID,
		Ref: ticket.ID, State: roster.IntentQueued, Due: now, CreatedAt: now})
}

// takeOver gives an unconfirmed account to whoever proved the mailbox.
func (s *Service) takeOver(ctx context.Context, a *attempt, unconfirmed roster.Account, done Activated) (Activated, error) {
	hash, err := s.passwordHash(a)
	if err != nil {
		return Activated{}, err
	}
	now := s.now()
	m := done.Member
	next := m
	next.ActivationKey = a.Request
	owner := unconfirmed.ResetPassword(hash)
	tx := s.store.Begin()
	tx.SaveAccount(owner)
	tx.SaveMember(m, next, now)
	s.openSession(tx, a, owner, &done)
	tx.Record(roster.AuditEntry{Community: m.Community, Member: m.ID, At: now, By: resident(m), Action: "mailbox_proved"})
	return done, tx.Commit(ctx)
}
