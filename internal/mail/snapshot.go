package mail

import (
	"context"
	"errors"
	"log/slog"
	"slices"

	"github.com/communitrak/onboarding/internal/dynamo"
	"github.com/communitrak/onboarding/internal/roster"
)

// snapshot is what was read at once for the invitations and reminders of a list.
// Its zero value knows nothing. By the time a mail is sent it is some seconds old:
// the members are read again then, and communities and homes only say what the
// mail looks like.
type snapshot struct {
	members     map[dynamo.MemberRef]roster.Member
	communities map[string]roster.Community
	homes       map[homeRef]roster.Property
}

type homeRef struct{ community, property string }

// look reads what the mails are composed from. What it cannot read is left to be
// read for each mail.
func (c *Composer) look(ctx context.Context, log *slog.Logger, intents []roster.Intent) snapshot {
	var refs []dynamo.MemberRef
	for _, n := range intents {
		if (n.Kind == roster.MailInvitation || n.Kind == roster.MailReminder) && !n.State.Final() {
			refs = append(refs, dynamo.MemberRef{Community: n.Community, ID: n.Member})
		}
	}
	if len(refs) < 2 {
		return snapshot{}
	}
	known, err := c.read(ctx, refs)
	if err != nil && ctx.Err() == nil {
		log.WarnContext(ctx, "mails are composed one by one", "error", err)
	}
	return known
}

func (c *Composer) read(ctx context.Context, refs []dynamo.MemberRef) (known snapshot, err error) {
	if known.members, err = c.store.Members(ctx, refs); err != nil {
		return known, err
	}
	properties := map[string][]string{}
	for _, m := range known.members {
		properties[m.Community] = append(properties[m.Community], m.Property)
	}
	known.communities, known.homes = map[string]roster.Community{}, map[homeRef]roster.Property{}
	for id, those := range properties {
		community, err := c.store.Community(ctx, id)
		if errors.Is(err, roster.ErrNotFound) {
			continue
		}
		if err != nil {
			return known, err
		}
		known.communities[id] = community
		those = slices.DeleteFunc(those, func(property string) bool { return property == "" })
		homes, _, err := c.store.Homes(ctx, id, those, nil)
		if err != nil {
			return known, err
		}
		for property, home := range homes {
			known.homes[homeRef{id, property}] = home
		}
	}
	return known, nil
}

// member returns the intent's member. It returns roster.ErrNotFound if there is
// none.
func (c *Composer) member(ctx context.Context, n roster.Intent, known snapshot) (roster.Member, error) {
	if m, ok := known.members[dynamo.MemberRef{Community: n.Community, ID: n.Member}]; ok {
		return m, nil
	}
	return c.store.Member(ctx, n.Community, n.Member)
}

// community returns the intent's community. It returns roster.ErrNotFound if
// there is none.
func (c *Composer) community(ctx context.Context, n roster.Intent, known snapshot) (roster.Community, error) {
	if community, ok := known.communities[n.Community]; ok {
		return community, nil
	}
	return c.store.Community(ctx, n.Community)
}

// home returns the member's home, or none.
func (c *Composer) home(ctx context.Context, m roster.Member, known snapshot) (roster.Property, error) {
	if home, ok := known.homes[homeRef{m.Community, m.Property}]; ok {
		return home, nil
	}
	home, _, err := c.rules.HomeOf(ctx, m)
	return home, err
}
