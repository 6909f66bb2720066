package onboarding

import (
	"context"
	"errors"
	"time"

	"github.com/communitrak/onboarding/internal/dynamo"
	"github.com/communitrak/onboarding/internal/roster"
)

// A letter reaches members who have no email here, or one that does not accept
// mail. Its code opens activation like any other, with an email of the
// resident's choice; but paper proves nothing about a mailbox, and whoever
// prints a letter sees its code. So the code only triggers an email to that
// address. The link in it carries a claim, an HMAC over the invitation and the
// address, and only the claim creates the account. Until then the member is
// unchanged.

// ErrClaimSent reports that the code is right, but that the mailbox must be
// proved before anyone signs in. An email with the link was enqueued, as far as
// limits allowed.
var ErrClaimSent = errors.New("open the link in the mail")

// claimPeriod is how long the email with the claim may wait to be sent. The claim
// in it expires with the invitation.
const claimPeriod = 24 * time.Hour

// maxClaims is how many emails one letter can trigger in a day, across all
// addresses.
const maxClaims = 10

// Claim derives the proof that the person answered m's letter from their own
// mailbox. ok is false if its key is no longer kept.
func (s *Service) Claim(ctx context.Context, m roster.Member, person string) (claim roster.Code, ok bool, err error) {
	key, err := s.keys.Code(ctx, m.Invitation.KeyID)
	if err != nil || key == nil {
		return roster.Code{}, false, err
	}
	return roster.ClaimOf(key, m.Community, m.ID, m.Invitation, person), true, nil
}

// provesMailbox reports whether the attempt presents m's mail proof, or the
// claim from the email that a letter triggered.
func (s *Service) provesMailbox(ctx context.Context, a *attempt, m roster.Member) (bool, error) {
	proof, _, err := s.Proof(ctx, m)
	if err != nil {
		return false, err
	}
	claim, _, err := s.Claim(ctx, m, a.person)
	byProof, byClaim := proof.Equal(a.proof), claim.Equal(a.proof)
	return a.proven && (byProof || byClaim), err
}

// claimant finds the member whose letter carries the code. It does the same
// reads for a code that is on no letter.
func (s *Service) claimant(ctx context.Context, a *attempt) (*roster.Member, error) {
	ref, found, err := s.store.Letter(ctx, a.letter)
	if err != nil {
		return nil, err
	}
	var refs []dynamo.MemberRef
	if found {
		refs = append(refs, ref)
	}
	members, err := s.store.Members(ctx, refs)
	if err != nil {
		return nil, err
	}
	m, there := members[ref]
	if !there {
		return s.answersLetter(ctx, a, nil)
	}
	return s.answersLetter(ctx, a, &m)
}

// answersLetter returns the member on the letter, which may be nil, if the
// attempt has their code and a mailbox. It takes as long for nobody.
func (s *Service) answersLetter(ctx context.Context, a *attempt, onLetter *roster.Member) (*roster.Member, error) {
	var m roster.Member
	if onLetter != nil {
		m = *onLetter
	}
	code, _, err := s.Code(ctx, m)
	if err != nil || onLetter == nil || !a.address || !m.Claimable() || !code.Equal(a.code) {
		return nil, err
	}
	return onLetter, nil
}

// answerLetter does what the code of m's letter allows: without the claim it
// sends an email, with the claim it creates the account. Until the mailbox is
// proved, the answer for an email that the community already knows is the same
// as for any other.
func (s *Service) answerLetter(ctx context.Context, a *attempt, person dynamo.Person, community roster.Community, m roster.Member) (Activated, error) {
	if m.Expired(s.now()) {
		return Activated{}, roster.ErrExpired
	}
	proved, err := s.provesMailbox(ctx, a, m)
	if err != nil {
		return Activated{}, err
	}
	if !proved {
		if err := s.enqueueClaim(ctx, a, m); err != nil {
			return Activated{}, err
		}
		return Activated{}, ErrClaimSent
	}
	return s.activateClaimed(ctx, a, person, community, m)
}

// enqueueClaim enqueues the email that proves the mailbox, within the limits on
// emails that anyone can request and on emails from one letter.
func (s *Service) enqueueClaim(ctx context.Context, a *attempt, m roster.Member) error {
	now := s.now()
	allowed, err := s.accounts.AllowMail(ctx, "claim", a.person)
	if err != nil || !allowed {
		return err
	}
	allowed, _, err = s.store.Throttle(ctx, "letter#"+m.ID, maxClaims, 24*time.Hour, now)
	if err != nil || !allowed {
		return err
	}
	ticket := roster.Ticket{ID: roster.NewID(), Kind: roster.TicketClaim, Person: a.person, Email: a.normal, Community: m.Community, Member: m.ID, EndsAt: now.Add(claimPeriod)}
	tx := s.store.Begin()
	tx.SaveTicket(ticket)
	tx.Enqueue(roster.Intent{ID: roster.DerivedID(nil, "claim", ticket.ID), Kind: roster.MailClaim, Lane: roster.LaneNow, Community: m.Community, Member: m.ID,
		Ref: ticket.ID, Generation: m.Invitation.Generation, State: roster.IntentQueued, Due: now, CreatedAt: now})
	return tx.Commit(ctx)
}

// activateClaimed activates the member under the email whose mailbox is proved.
func (s *Service) activateClaimed(ctx context.Context, a *attempt, person dynamo.Person, community roster.Community, m roster.Member) (Activated, error) {
	if link, known := person.Membership(m.Community); known && link.Member != m.ID {
		return Activated{}, s.claimedBy(ctx, link)
	}
	now := s.now()
	active, err := m.ClaimEmail(a.normal).Activate(community, now)
	if err != nil {
		return Activated{}, err
	}
	active.ActivationKey = a.Request
	former, err := s.membershipOf(ctx, m)
	if err != nil {
		return Activated{}, err
	}
	tx := s.store.Begin()
	owner, err := s.account(ctx, tx, a, person.Account, active, true)
	if err != nil {
		return Activated{}, err
	}
	tx.DeleteMembership(former)
	tx.CreateMembership(roster.Membership{Person: a.person, Community: m.Community, Member: m.ID})
	done := Activated{Member: tx.SaveMember(m, active, now), Community: community, Proved: true}
	s.openSession(tx, a, owner, &done)
	tx.Record(roster.AuditEntry{Community: m.Community, Member: m.ID, At: now, By: resident(m), Action: "activated", Changes: roster.Diff(
		roster.Change{Field: "email", From: m.Email, To: active.Email},
		roster.Change{Field: "status", From: string(m.Status), To: string(active.Status)},
		roster.Change{Field: "role", From: string(m.Role), To: string(active.Role)},
	)})
	err = tx.Commit(ctx)
	var exists *roster.ExistsError
	if errors.As(err, &exists) {
		err = dynamo.ErrConflict // the email joined the community meanwhile
	}
	return done, err
}

// claimedBy refuses an email that the community already knows. Whoever asks has
// proved to own it, so they may learn that they are active.
func (s *Service) claimedBy(ctx context.Context, l roster.Membership) error {
	m, err := s.store.Member(ctx, l.Community, l.Member)
	switch {
	case err != nil:
		return changedIfGone(err)
	case m.Status == roster.Active:
		return roster.ErrAlreadyActive
	default:
		return ErrRefused
	}
}
