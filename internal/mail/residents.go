package mail

import (
	"context"
	"errors"
	"net/url"

	"github.com/communitrak/onboarding/internal/mail/message"
	"github.com/communitrak/onboarding/internal/roster"
)

// This file composes the mails to residents and to owners of accounts.

func (c *Composer) invitation(ctx context.Context, n roster.Intent, known snapshot) (Mail, error) {
	m, community, err := c.pending(ctx, n, known)
	if err != nil {
		return Mail{}, err
	}
	code, activate, decline, err := c.links(ctx, m)
	if err != nil {
		return Mail{}, err
	}
	home, err := c.home(ctx, m, known)
	if err != nil {
		return Mail{}, err
	}
	invitation := message.Invitation{
		Frame: c.frameOf(community), Home: home.Label,
		Community: community.Name, Inviter: m.InvitedBy(community.Preferences), FirstName: m.FirstName,
		Code: code.Reveal(), Ends: m.Invitation.ExpiresAt.In(community.Preferences.Zone()),
		ActivateURL: activate, DeclineURL: decline, ReplyTo: c.replyTo(community),
	}
	if n.Kind == roster.MailReminder {
		return c.toMember(m, community, message.Reminder(invitation))
	}
	return c.toMember(m, community, invitation)
}

// pending reads the member and the community of an invitation mail. It returns
// *voidError if the mail is no longer due.
func (c *Composer) pending(ctx context.Context, n roster.Intent, known snapshot) (roster.Member, roster.Community, error) {
	m, err := c.member(ctx, n, known)
	if errors.Is(err, roster.ErrNotFound) {
		return m, roster.Community{}, void("the import of the member was undone")
	}
	if err != nil {
		return m, roster.Community{}, err
	}
	switch inv := m.Invitation; {
	case m.Status == roster.Active:
		return m, roster.Community{}, void("the member is active")
	case m.Status != roster.Pending:
		return m, roster.Community{}, void("the invitation was ended")
	case inv.Generation != n.Generation:
		return m, roster.Community{}, void("the invitation was replaced")
	case m.Expired(c.now()):
		return m, roster.Community{}, void("the invitation has ended")
	case inv.Delivery.Blocks() != "":
		return m, roster.Community{}, void("the address was reported bad")
	}
	community, err := c.community(ctx, n, known)
	return m, community, err
}

// links derives the code and the links of an invitation. Because they include
// the email, a resident only has to type a password.
func (c *Composer) links(ctx context.Context, m roster.Member) (code roster.Code, activate, decline string, err error) {
	code, ok, err := c.rules.Code(ctx, m)
	if err != nil {
		return code, "", "", err
	}
	proof, _, err := c.rules.Proof(ctx, m)
	if err != nil {
		return code, "", "", err
	}
	if !ok {
		return code, "", "", void("its code is no longer valid")
	}
	activate = c.link("/activate", url.Values{"email": {m.Email}, "code": {code.Reveal()}, "proof": {proof.Reveal()}})
	decline = c.link("/decline", url.Values{"invitation": {m.Community + "." + m.ID}, "proof": {proof.Reveal()}})
	return code, activate, decline, nil
}

func (c *Composer) doorsOpen(ctx context.Context, n roster.Intent) (Mail, error) {
	m, community, err := c.about(ctx, n, snapshot{})
	if err != nil {
		return Mail{}, err
	}
	switch {
	case m.Status != roster.Active:
		return Mail{}, void("the membership was ended")
	case !community.Open():
		return Mail{}, void("the community is closed again")
	}
	return c.toMember(m, community, message.DoorsOpen{
		Frame: c.frameOf(community), Community: community.Name, FirstName: m.FirstName,
		SignInURL: c.signInURL(), ReplyTo: c.replyTo(community),
	})
}

// lost lists all communities of an address in a single mail.
func (c *Composer) lost(ctx context.Context, n roster.Intent) (Mail, error) {
	person, err := c.store.Person(ctx, n.Person)
	if err != nil {
		return Mail{}, err
	}
	list := message.LostPending{Frame: c.frame(), SignInURL: c.signInURL(), ForgotURL: c.forgotURL()}
	to := ""
	var members []roster.Member
	for _, link := range person.Memberships {
		if link.Ended {
			continue
		}
		m, community, err := c.about(ctx, roster.Intent{Community: link.Community, Member: link.Member}, snapshot{})
		if err != nil {
			return Mail{}, err
		}
		if m.Status == roster.Active {
			list.Active = append(list.Active, community.Name)
			to = m.Email
		}
		if m.Status != roster.Pending || m.Expired(c.now()) || m.Invitation.Delivery.Blocks() != "" {
			continue
		}
		code, activate, decline, err := c.links(ctx, m)
		if err != nil {
			return Mail{}, err
		}
		members = append(members, m)
		list.Pending = append(list.Pending, message.PendingInvitation{
			Community: community.Name, Inviter: m.InvitedBy(community.Preferences), Code: code.Reveal(),
			Ends: m.Invitation.ExpiresAt.In(community.Preferences.Zone()), ActivateURL: activate, DeclineURL: decline,
		})
		to = m.Email
	}
	if to == "" {
		return Mail{}, void("nothing is left to tell")
	}
	mail, err := ours(to, list)
	mail.Members = members
	return mail, err
}

// claim goes to the address that somebody has given with the code of a letter.
func (c *Composer) claim(ctx context.Context, n roster.Intent) (Mail, error) {
	ticket, err := c.store.Ticket(ctx, n.Ref)
	if err != nil {
		return Mail{}, err
	}
	m, community, err := c.about(ctx, n, snapshot{})
	if err != nil {
		return Mail{}, err
	}
	if !ticket.Valid(roster.TicketClaim, c.now()) || !m.Claimable() || m.Invitation.Generation != n.Generation || m.Expired(c.now()) {
		return Mail{}, void("the letter is no longer valid")
	}
	code, ok, err := c.rules.Code(ctx, m)
	if err != nil {
		return Mail{}, err
	}
	claim, _, err := c.rules.Claim(ctx, m, ticket.Person)
	if err != nil {
		return Mail{}, err
	}
	if !ok {
		return Mail{}, void("its code is no longer valid")
	}
	return c.theirs(community, ticket.Email, message.Claim{
		Frame:     c.frameOf(community),
		Community: community.Name, Ends: m.Invitation.ExpiresAt.In(community.Preferences.Zone()), ReplyTo: c.replyTo(community),
		ActivateURL: c.link("/activate", url.Values{"email": {ticket.Email}, "code": {code.Reveal()}, "proof": {claim.Reveal()}}),
	})
}

func (c *Composer) unconfirmed(ctx context.Context, n roster.Intent) (Mail, error) {
	ticket, err := c.store.Ticket(ctx, n.Ref)
	if err != nil {
		return Mail{}, err
	}
	owner, err := c.store.Account(ctx, ticket.Person)
	if err != nil {
		return Mail{}, err
	}
	community, err := c.store.Community(ctx, n.Community)
	if err != nil {
		return Mail{}, err
	}
	if owner.Confirmed || !ticket.Valid(roster.TicketDisown, c.now()) {
		return Mail{}, void("the mailbox was proved since")
	}
	token, err := c.accounts.TicketToken(ctx, ticket)
	if err != nil {
		return Mail{}, err
	}
	return c.theirs(community, owner.Email, message.UnconfirmedAccount{
		Frame: c.frameOf(community), Community: community.Name, ReplyTo: c.replyTo(community),
		DisownURL: c.link("/disown", url.Values{"token": {token}}), ForgotURL: c.forgotURL(),
	})
}

// password composes what tells an owner about the secrets of their account.
func (c *Composer) password(ctx context.Context, n roster.Intent) (Mail, error) {
	owner, err := c.store.Account(ctx, n.Person)
	if err != nil {
		return Mail{}, err
	}
	changed := message.PasswordChanged{Frame: c.frame(), At: n.CreatedAt, ForgotURL: c.forgotURL()}
	switch n.Kind {
	case roster.MailPasswordSet:
		return ours(owner.Email, changed)
	case roster.MailFactorSet:
		return ours(owner.Email, message.FactorSet(changed))
	}
	ticket, err := c.store.Ticket(ctx, n.Ref)
	if err != nil {
		return Mail{}, err
	}
	if !ticket.Valid(roster.TicketReset, c.now()) || ticket.Epoch != owner.Epoch {
		return Mail{}, void("the link is no longer valid")
	}
	token, err := c.accounts.TicketToken(ctx, ticket)
	if err != nil {
		return Mail{}, err
	}
	return ours(owner.Email, message.PasswordReset{
		Frame: c.frame(), ResetURL: c.link("/reset", url.Values{"token": {token}}), ValidFor: ticket.EndsAt.Sub(n.CreatedAt),
	})
}
