package mail

import (
	"context"
	"errors"
	"fmt"

	"github.com/communitrak/onboarding/internal/mail/message"
	"github.com/communitrak/onboarding/internal/roster"
)

// This file composes the mails to inviters, administrators, and Support.

// inviterNotice addresses the mail to the member's inviter if the inviter is
// active, otherwise to Support.
func (c *Composer) inviterNotice(ctx context.Context, n roster.Intent) (Mail, error) {
	m, community, err := c.about(ctx, n, snapshot{})
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
	notice := message.Declined{Frame: c.frame(), Community: community.Name, Name: m.FullName(), ConsoleURL: c.console(n.Community, "members")}
	switch n.Kind {
	case roster.MailDeclined:
		return ours(to, notice)
	case roster.MailDisowned:
		return ours(to, message.Disowned(notice))
	default:
		return ours(to, message.AskedAgain{
			Frame: notice.Frame, Community: notice.Community, Name: notice.Name, ConsoleURL: notice.ConsoleURL,
			Ended: m.Invitation.ExpiresAt.In(community.Preferences.Zone()),
		})
	}
}

// correction goes to the administrator that Ref names, or to Support.
func (c *Composer) correction(ctx context.Context, n roster.Intent) (Mail, error) {
	m, community, err := c.about(ctx, n, snapshot{})
	if err != nil {
		return Mail{}, err
	}
	if m.Status != roster.Active {
		return Mail{}, void("the membership was ended")
	}
	to, err := c.holder(ctx, n.Community, n.Ref, roster.EditMembers, "the recipient no longer edits members")
	if err != nil {
		return Mail{}, err
	}
	return ours(to, message.Correction{
		Frame:     c.frame(),
		Community: community.Name, Name: m.FullName(), Home: m.Address,
		ConsoleURL: c.console(n.Community, "members", m.ID),
	})
}

// holder returns the email of a member who holds the permission, and Support's
// if the member is "". If they no longer hold it, it returns *voidError with the
// reason.
func (c *Composer) holder(ctx context.Context, community, member string, p roster.Permission, reason string) (string, error) {
	if member == "" {
		return c.identity.Support, nil
	}
	reader, err := c.store.Member(ctx, community, member)
	if err != nil {
		return "", err
	}
	if reader.Status != roster.Active || !reader.Role.May(p) {
		return "", void(reason)
	}
	return reader.Email, nil
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
	to, err := c.holder(ctx, n.Community, n.Member, roster.InviteMembers, "the recipient no longer invites")
	if err != nil {
		return Mail{}, err
	}
	o := job.Counts
	var undone *message.Undone
	if job.Undone() {
		undone = &message.Undone{TakenBack: job.Undo.Reversed, Kept: job.Undo.Kept, Failed: job.Undo.Failed}
	}
	title, news := importSummary(job)
	return ours(to, message.ImportDone{
		Frame: c.frame(), Community: community.Name, File: job.File.Name, Problem: job.Reason, Title: title, Summary: news, Undone: undone,
		Total: o.Total, Created: o.Created, Updated: o.Updated, Unchanged: o.Unchanged, Skipped: o.Skipped, Attention: o.Attention, Failed: o.Failed,
		ImportURL: c.console(n.Community, "imports", job.ID),
	})
}

// importSummary returns what there is to say about an import besides its row
// counts.
func importSummary(j roster.Import) (title, news string) {
	switch {
	case j.State == roster.ImportReady && j.Mode == roster.ModeImport && j.Reason != "":
		return "a question before it begins", "is waiting for an answer, and nobody is invited until it has one: " + j.Reason
	case j.State == roster.ImportReady:
		return "ready for review", "has been checked and is waiting for your review."
	case j.Sending.State == roster.SendingStopped && !j.UndoBegun():
		return "sending stopped", "has stopped sending: " + j.Sending.Reason
	case j.State == roster.ImportUndone:
		return "undone", "was undone, and nothing of it is left."
	case j.State == roster.ImportPartlyUndone:
		return "undone in part", fmt.Sprintf("was undone, but something from %d of its rows was kept.", j.Undo.Kept+j.Undo.Failed)
	default:
		return "", ""
	}
}

// unplaced tells Support of a roster that named no community, or no mode.
func (c *Composer) unplaced(n roster.Intent) (Mail, error) {
	return ours(c.identity.Support, message.UnplacedRoster{Frame: c.frame(), Key: n.Ref, Problem: n.Reason})
}
