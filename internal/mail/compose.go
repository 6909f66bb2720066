package mail

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/url"
	"time"

	"github.com/communitrak/onboarding/internal/account"
	"github.com/communitrak/onboarding/internal/dynamo"
	"github.com/communitrak/onboarding/internal/mail/message"
	"github.com/communitrak/onboarding/internal/onboarding"
	"github.com/communitrak/onboarding/internal/roster"
)

// Identity identifies the sender of mails and where their links point.
type Identity struct {
	// BaseURL is the public address of the activation page and the console,
	// without a trailing slash. Links are never built from request data.
	BaseURL string
	// From is the sending address; Support is the stack's Support contact.
	From    string
	Support string
	// PostalAddress is the vendor's, at the foot of each mail; may be empty.
	PostalAddress string
}

// Composer composes mails.
type Composer struct {
	store    *dynamo.Store
	rules    *onboarding.Service
	accounts *account.Service
	identity Identity
	now      func() time.Time
}

// NewComposer returns a Composer that reads from store.
func NewComposer(store *dynamo.Store, rules *onboarding.Service, accounts *account.Service, identity Identity, now func() time.Time) *Composer {
	return &Composer{store, rules, accounts, identity, now}
}

// Mail is a mail that is ready to be sent.
type Mail struct {
	Message  message.Message
	Envelope message.Envelope
	// Members are the members whose state the mail is based on.
	Members []roster.Member
	raw     []byte // as the mail service gets it
}

// VoidError says why an enqueued mail is no longer due.
type VoidError struct{ Reason string }

func (e *VoidError) Error() string { return "the mail is no longer due: " + e.Reason }

func void(reason string) error { return &VoidError{reason} }

// compose composes the intent's mail from what is known and from the current
// state. It returns *VoidError if the mail is no longer due.
func (c *Composer) compose(ctx context.Context, n roster.Intent, known snapshot) (Mail, error) {
	mail, err := c.content(ctx, n, known)
	if errors.Is(err, roster.ErrNotFound) {
		return mail, void("what it was about is gone")
	}
	if err != nil {
		return mail, err
	}
	mail.Envelope.From = c.identity.From
	if mail.Envelope.ReplyTo == "" {
		mail.Envelope.ReplyTo = c.identity.Support
	}
	return mail, nil
}

func (c *Composer) content(ctx context.Context, n roster.Intent, known snapshot) (Mail, error) {
	switch n.Kind {
	case roster.MailInvitation, roster.MailReminder:
		return c.invitation(ctx, n, known)
	case roster.MailDoorsOpen:
		return c.doorsOpen(ctx, n)
	case roster.MailLost:
		return c.lost(ctx, n)
	case roster.MailReset, roster.MailPasswordSet, roster.MailFactorSet:
		return c.password(ctx, n)
	case roster.MailUnconfirmed:
		return c.unconfirmed(ctx, n)
	case roster.MailClaim:
		return c.claim(ctx, n)
	case roster.MailDeclined, roster.MailDisowned, roster.MailAskedAgain:
		return c.inviterNotice(ctx, n)
	case roster.MailCorrection:
		return c.correction(ctx, n)
	case roster.MailImportDone:
		return c.importDone(ctx, n)
	case roster.MailUnplaced:
		return c.unplaced(n)
	default:
		return Mail{}, fmt.Errorf("no mail of kind %q", n.Kind)
	}
}

// pending reads the member and the community of an invitation mail. It returns
// *VoidError if the mail is no longer due.
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
	text := message.Invitation{
		Frame: c.frameOf(community), Home: home.Label,
		Community: community.Name, Inviter: m.InvitedBy(community.Preferences), FirstName: m.FirstName,
		Code: code.Reveal(), Ends: m.Invitation.ExpiresAt.In(community.Preferences.Zone()),
		ActivateURL: activate, DeclineURL: decline, ReplyTo: c.replyTo(community),
	}
	render := text.Render
	if n.Kind == roster.MailReminder {
		render = message.Reminder(text).Render
	}
	rendered, err := render()
	return c.memberMail(m, community, rendered), err
}

// frame returns the frame of a mail in Communitrak's own name.
func (c *Composer) frame() message.Frame {
	return message.Frame{PostalAddress: c.identity.PostalAddress}
}

// frameOf returns the frame of a mail with the community's branding.
func (c *Composer) frameOf(community roster.Community) message.Frame {
	branding := community.Preferences.Branding
	return message.Frame{
		Branding:      message.Branding{Name: community.Name, Look: branding.Look(c.identity.BaseURL)},
		PostalAddress: cmp.Or(branding.MailingAddress, c.identity.PostalAddress),
	}
}

func (c *Composer) replyTo(community roster.Community) string {
	if community.Preferences.ReplyTo != "" {
		return community.Preferences.ReplyTo
	}
	return c.identity.Support
}

func (c *Composer) memberMail(m roster.Member, community roster.Community, text message.Message) Mail {
	return Mail{Message: text, Members: []roster.Member{m}, Envelope: message.Envelope{
		FromName: community.Preferences.SenderName, To: m.Email, ReplyTo: c.replyTo(community)}}
}

// links derives the code and the links of an invitation. Their parameters are
// in the fragment, which no server or referrer sees. Because they include the
// email, a resident only has to type a password.
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
	activate = c.identity.BaseURL + "/activate#" + url.Values{"email": {m.Email}, "code": {code.Reveal()}, "proof": {proof.Reveal()}}.Encode()
	decline = c.identity.BaseURL + "/decline#" + url.Values{"invitation": {m.Community + "." + m.ID}, "proof": {proof.Reveal()}}.Encode()
	return code, activate, decline, nil
}

func (c *Composer) doorsOpen(ctx context.Context, n roster.Intent) (Mail, error) {
	m, err := c.store.Member(ctx, n.Community, n.Member)
	if err != nil {
		return Mail{}, err
	}
	community, err := c.store.Community(ctx, n.Community)
	if err != nil {
		return Mail{}, err
	}
	switch {
	case m.Status != roster.Active:
		return Mail{}, void("the membership was ended")
	case !community.Open():
		return Mail{}, void("the community is closed again")
	}
	text, err := message.DoorsOpen{Frame: c.frameOf(community), Community: community.Name, FirstName: m.FirstName, SignInURL: c.identity.BaseURL + "/", ReplyTo: c.replyTo(community)}.Render()
	return c.memberMail(m, community, text), err
}

// lost lists all communities of an address in a single mail.
func (c *Composer) lost(ctx context.Context, n roster.Intent) (Mail, error) {
	person, err := c.store.Person(ctx, n.Person)
	if err != nil {
		return Mail{}, err
	}
	text := message.LostPending{Frame: c.frame(), SignInURL: c.identity.BaseURL + "/", ForgotURL: c.identity.BaseURL + "/forgot"}
	to := ""
	var members []roster.Member
	for _, link := range person.Memberships {
		if link.Ended {
			continue
		}
		m, err := c.store.Member(ctx, link.Community, link.Member)
		if err != nil {
			return Mail{}, err
		}
		community, err := c.store.Community(ctx, link.Community)
		if err != nil {
			return Mail{}, err
		}
		if m.Status == roster.Active {
			text.Active = append(text.Active, community.Name)
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
		text.Pending = append(text.Pending, message.PendingInvitation{
			Community: community.Name, Inviter: m.InvitedBy(community.Preferences), Code: code.Reveal(),
			Ends: m.Invitation.ExpiresAt.In(community.Preferences.Zone()), ActivateURL: activate, DeclineURL: decline,
		})
		to = m.Email
	}
	if to == "" {
		return Mail{}, void("nothing is left to tell")
	}
	rendered, err := text.Render()
	return Mail{Message: rendered, Members: members, Envelope: message.Envelope{FromName: "Communitrak", To: to}}, err
}

func (c *Composer) password(ctx context.Context, n roster.Intent) (Mail, error) {
	owner, err := c.store.Account(ctx, n.Person)
	if err != nil {
		return Mail{}, err
	}
	envelope := message.Envelope{FromName: "Communitrak", To: owner.Email}
	switch n.Kind {
	case roster.MailPasswordSet:
		text, err := message.PasswordChanged{Frame: c.frame(), At: n.CreatedAt, ForgotURL: c.identity.BaseURL + "/forgot"}.Render()
		return Mail{Message: text, Envelope: envelope}, err
	case roster.MailFactorSet:
		text, err := message.FactorSet{Frame: c.frame(), At: n.CreatedAt, ForgotURL: c.identity.BaseURL + "/forgot"}.Render()
		return Mail{Message: text, Envelope: envelope}, err
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
	text, err := message.PasswordReset{Frame: c.frame(), ResetURL: c.identity.BaseURL + "/reset#" + url.Values{"token": {token}}.Encode(), ValidFor: ticket.EndsAt.Sub(n.CreatedAt)}.Render()
	return Mail{Message: text, Envelope: envelope}, err
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
	text, err := message.UnconfirmedAccount{
		Frame: c.frameOf(community), Community: community.Name, DisownURL: c.identity.BaseURL + "/disown#" + url.Values{"token": {token}}.Encode(),
		ForgotURL: c.identity.BaseURL + "/forgot", ReplyTo: c.replyTo(community),
	}.Render()
	return Mail{Message: text, Envelope: message.Envelope{FromName: community.Preferences.SenderName, To: owner.Email, ReplyTo: c.replyTo(community)}}, err
}

// claim goes to the address that somebody has given with the code of a letter.
func (c *Composer) claim(ctx context.Context, n roster.Intent) (Mail, error) {
	ticket, err := c.store.Ticket(ctx, n.Ref)
	if err != nil {
		return Mail{}, err
	}
	m, err := c.store.Member(ctx, n.Community, n.Member)
	if err != nil {
		return Mail{}, err
	}
	community, err := c.store.Community(ctx, n.Community)
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
	text, err := message.Claim{
		Frame:     c.frameOf(community),
		Community: community.Name, Ends: m.Invitation.ExpiresAt.In(community.Preferences.Zone()), ReplyTo: c.replyTo(community),
		ActivateURL: c.identity.BaseURL + "/activate#" + url.Values{"email": {ticket.Email}, "code": {code.Reveal()}, "proof": {claim.Reveal()}}.Encode(),
	}.Render()
	return Mail{Message: text, Envelope: message.Envelope{FromName: community.Preferences.SenderName, To: ticket.Email, ReplyTo: c.replyTo(community)}}, err
}

// inviterNotice addresses the mail to the member's inviter if the inviter is
// active, otherwise to Support.
func (c *Composer) inviterNotice(ctx context.Context, n roster.Intent) (Mail, error) {
	m, err := c.store.Member(ctx, n.Community, n.Member)
	if err != nil {
		return Mail{}, err
	}
	community, err := c.store.Community(ctx, n.Community)
	if err != nil {
		return Mail{}, err
	}
	to := c.identity.Support
	if n.Ref != "" {
		inviter, err := c.store.Member(ctx, n.Community, n.Ref)
		if err != nil && !errors.Is(err, roster.ErrNotFound) {
			return Mail{}, err
		}
		if inviter.Status == roster.Active {
			to = inviter.Email
		}
	}
	console := c.identity.BaseURL + "/#/" + url.PathEscape(n.Community) + "/members"
	var text message.Message
	switch n.Kind {
	case roster.MailDeclined:
		text, err = message.Declined{Frame: c.frame(), Community: community.Name, Name: m.FullName(), ConsoleURL: console}.Render()
	case roster.MailDisowned:
		text, err = message.Disowned{Frame: c.frame(), Community: community.Name, Name: m.FullName(), ConsoleURL: console}.Render()
	default:
		text, err = message.AskedAgain{Frame: c.frame(), Community: community.Name, Name: m.FullName(), ConsoleURL: console, Ended: m.Invitation.ExpiresAt.In(community.Preferences.Zone())}.Render()
	}
	return Mail{Message: text, Envelope: message.Envelope{FromName: "Communitrak", To: to}}, err
}

// correction goes to the administrator that Ref names, or to Support.
func (c *Composer) correction(ctx context.Context, n roster.Intent) (Mail, error) {
	m, err := c.store.Member(ctx, n.Community, n.Member)
	if err != nil {
		return Mail{}, err
	}
	community, err := c.store.Community(ctx, n.Community)
	if err != nil {
		return Mail{}, err
	}
	if m.Status != roster.Active {
		return Mail{}, void("the membership was ended")
	}
	to := c.identity.Support
	if n.Ref != "" {
		reader, err := c.store.Member(ctx, n.Community, n.Ref)
		if err != nil {
			return Mail{}, err
		}
		if reader.Status != roster.Active || !reader.Role.May(roster.EditMembers) {
			return Mail{}, void("the recipient no longer edits members")
		}
		to = reader.Email
	}
	text, err := message.Correction{
		Frame:     c.frame(),
		Community: community.Name, Name: m.FullName(), Home: m.Address,
		ConsoleURL: c.identity.BaseURL + "/#/" + url.PathEscape(n.Community) + "/members/" + url.PathEscape(m.ID),
	}.Render()
	return Mail{Message: text, Envelope: message.Envelope{FromName: "Communitrak", To: to}}, err
}

// importDone addresses the mail to Support, or to the inviter in Member.
func (c *Composer) importDone(ctx context.Context, n roster.Intent) (Mail, error) {
	job, err := c.store.Import(ctx, n.Community, n.Ref)
	if err != nil {
		return Mail{}, err
	}
	community, err := c.store.Community(ctx, n.Community)
	if err != nil {
		return Mail{}, err
	}
	to := c.identity.Support
	if n.Member != "" {
		inviter, err := c.store.Member(ctx, n.Community, n.Member)
		if err != nil {
			return Mail{}, err
		}
		if inviter.Status != roster.Active || !inviter.Role.May(roster.InviteMembers) {
			return Mail{}, void("the recipient no longer invites")
		}
		to = inviter.Email
	}
	o := job.Counts
	var undone *message.Undone
	if job.Undone() {
		undone = &message.Undone{TakenBack: job.Undo.Reversed, Kept: job.Undo.Kept, Failed: job.Undo.Failed}
	}
	title, news := importSummary(job)
	text, err := message.ImportDone{
		Frame: c.frame(), Community: community.Name, File: job.File.Name, Problem: job.Reason, Title: title, Summary: news, Undone: undone,
		Total: o.Total, Created: o.Created, Updated: o.Updated, Unchanged: o.Unchanged, Skipped: o.Skipped, Attention: o.Attention, Failed: o.Failed,
		ImportURL: c.identity.BaseURL + "/#/" + url.PathEscape(n.Community) + "/imports/" + url.PathEscape(job.ID),
	}.Render()
	return Mail{Message: text, Envelope: message.Envelope{FromName: "Communitrak", To: to}}, err
}

// importSummary returns what there is to say about an import besides its row
// counts.
func importSummary(j roster.Import) (title, news string) {
	switch {
	case j.State == roster.ImportReady && j.Mode == roster.ModeImport && j.Reason != "":
		return "a question before it begins", "waits for an answer, and nobody is invited before: " + j.Reason
	case j.State == roster.ImportReady:
		return "ready for review", "is checked and waits for you to look at it."
	case j.Sending.State == roster.SendingStopped && j.Sending.Held > 0 && !j.UndoBegun():
		return "the sending stopped", "has stopped sending: " + j.Sending.Reason
	case j.State == roster.ImportUndone:
		return "undone", "was undone; nothing of it is left."
	case j.State == roster.ImportPartlyUndone:
		return "undone in part", fmt.Sprintf("was undone; of %d of its rows something was kept.", j.Undo.Kept+j.Undo.Failed)
	default:
		return "", ""
	}
}

func (c *Composer) unplaced(n roster.Intent) (Mail, error) {
	text, err := message.UnplacedRoster{Frame: c.frame(), Key: n.Ref, Problem: n.Reason}.Render()
	return Mail{Message: text, Envelope: message.Envelope{FromName: "Communitrak", To: c.identity.Support}}, err
}
