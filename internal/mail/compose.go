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

// voidError says why an enqueued mail is no longer due.
type voidError struct{ reason string }

func (e *voidError) Error() string { return "the mail is no longer due: " + e.reason }

func void(reason string) error { return &voidError{reason} }

// compose composes the intent's mail from what is known and from the current
// state. It returns *voidError if the mail is no longer due.
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

// about returns the intent's member and community.
func (c *Composer) about(ctx context.Context, n roster.Intent, known snapshot) (roster.Member, roster.Community, error) {
	m, err := c.member(ctx, n, known)
	if err != nil {
		return m, roster.Community{}, err
	}
	community, err := c.community(ctx, n, known)
	return m, community, err
}

// text is what a mail says; each type of package message is one.
type text interface {
	Render() (message.Message, error)
}

// ours returns a mail in Communitrak's own name.
func ours(to string, t text) (Mail, error) {
	rendered, err := t.Render()
	return Mail{Message: rendered, Envelope: message.Envelope{FromName: "Communitrak", To: to}}, err
}

// theirs returns a mail in the community's name.
func (c *Composer) theirs(community roster.Community, to string, t text) (Mail, error) {
	mail, err := ours(to, t)
	mail.Envelope.FromName = community.Preferences.SenderName
	mail.Envelope.ReplyTo = c.replyTo(community)
	return mail, err
}

// toMember returns a mail to the member in their community's name.
func (c *Composer) toMember(m roster.Member, community roster.Community, t text) (Mail, error) {
	mail, err := c.theirs(community, m.Email, t)
	mail.Members = []roster.Member{m}
	return mail, err
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
	return cmp.Or(community.Preferences.ReplyTo, c.identity.Support)
}

// link returns a link to a page. Its parameters are in the fragment, which no
// server or referrer sees.
func (c *Composer) link(page string, in url.Values) string {
	return c.identity.BaseURL + page + "#" + in.Encode()
}

func (c *Composer) signInURL() string { return c.identity.BaseURL + "/" }
func (c *Composer) forgotURL() string { return c.identity.BaseURL + "/forgot" }

// console returns a link to a view of the community in the console.
func (c *Composer) console(community string, view ...string) string {
	link := c.identity.BaseURL + "/#/" + url.PathEscape(community)
	for _, part := range view {
		link += "/" + url.PathEscape(part)
	}
	return link
}
