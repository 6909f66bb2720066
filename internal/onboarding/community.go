package onboarding

import (
	"context"
	"errors"
	"strconv"
	"time"

	"communitrak/internal/dynamo"
	"communitrak/internal/roster"
)

// CreateCommunity makes a community and invites its first administrator, who
// may have no home yet. request identifies the attempt as in Invitation.
func (s *Service) CreateCommunity(ctx context.Context, by roster.Principal, name string, admin Profile, request string) (roster.Community, roster.Member, error) {
	var invalid roster.InvalidErrors
	name = checkedName(&invalid, "name", name)
	admin, err := admin.Checked("administrator.")
	var more roster.InvalidErrors
	if errors.As(err, &more) {
		invalid = append(invalid, more...)
	}
	if err := invalid.Err(); err != nil {
		return roster.Community{}, roster.Member{}, err
	}
	person, err := s.PersonID(ctx, admin.Email)
	if err != nil {
		return roster.Community{}, roster.Member{}, err
	}
	if request == "" {
		request = roster.NewID()
	}
	memberID := roster.DerivedID(nil, "administrator", request)
	for _, id := range []string{roster.Slug(name), roster.Slug(name) + "-" + roster.DerivedID(nil, "community", request)[:6]} {
		c, m, err := s.createCommunity(ctx, by, id, name, admin, person, memberID)
		if !errors.Is(err, dynamo.ErrConflict) {
			return c, m, err
		}
		if m, err := s.store.Member(ctx, id, memberID); err == nil {
			c, err := s.store.Community(ctx, id)
			return c, m, err
		} else if !errors.Is(err, roster.ErrNotFound) {
			return roster.Community{}, roster.Member{}, err
		}
	}
	return roster.Community{}, roster.Member{}, &roster.ExistsError{What: "community", ID: roster.Slug(name)}
}

func (s *Service) createCommunity(ctx context.Context, by roster.Principal, id, name string, admin Profile, person, member string) (roster.Community, roster.Member, error) {
	c := roster.Community{ID: id, Name: name, Preferences: roster.DefaultPreferences(name), CreatedAt: s.now()}
	batch, err := s.NewBatch(ctx, by.Actor(), c, roster.LaneNow)
	if err != nil {
		return c, roster.Member{}, err
	}
	batch.Tx().CreateCommunity(c)
	m := batch.InviteHomeless(NewMember{ID: member, FirstName: admin.FirstName, LastName: admin.LastName, Email: admin.Email,
		Person: person, Phone: admin.Phone, Role: roster.RoleAdministrator})
	batch.Tx().Record(roster.Entry{Community: id, Subject: "community", At: batch.now, By: by.Actor(), Action: "community_created"})
	return c, m, batch.Commit(ctx)
}

// PreferencesEdit is what is to be changed; nil leaves a value as it is.
type PreferencesEdit struct {
	BlackCurtain                                    *bool
	DefaultRole                                     *roster.Role
	InvitationDays                                  *int
	City, State, ZIP, TimeZone, SenderName, ReplyTo *string
}

// secondPass is how long after the doors opened they are announced again to
// who activated while the first announcement was under way.
const secondPass = time.Minute

// EditPreferences changes preferences. Turning the Black Curtain off owes the
// doors are open to each who activated behind it; turning it on cancels what is
// unsent of that.
func (s *Service) EditPreferences(ctx context.Context, by roster.Principal, community string, e PreferencesEdit) (roster.Community, error) {
	var edited roster.Community
	err := dynamo.Retry(ctx, func() error {
		c, err := s.store.Community(ctx, community)
		if err != nil {
			return err
		}
		now := s.now()
		if edited, err = e.apply(c, now); err != nil {
			return err
		}
		changes := preferenceChanges(c.Preferences, edited.Preferences)
		if len(changes) == 0 {
			return nil
		}
		tx := s.store.Begin()
		tx.SaveCommunity(edited)
		tx.Record(roster.Entry{Community: c.ID, Subject: "preferences", At: now, By: by.Actor(), Action: "preferences_changed", Changes: changes})
		if !c.Open() && edited.Open() {
			tx.SaveFanOut(roster.FanOut{ID: curtainID(c), Community: c.ID, Due: now})
		}
		return tx.Commit(ctx)
	})
	return edited, err
}

// curtainID names one time of the curtain being down.
func curtainID(c roster.Community) string { return strconv.FormatInt(c.CurtainSince.UnixMilli(), 36) }

func (e PreferencesEdit) apply(c roster.Community, now time.Time) (roster.Community, error) {
	if e.BlackCurtain != nil {
		c = c.DrawCurtain(*e.BlackCurtain, now)
	}
	p := &c.Preferences
	set(&p.DefaultRole, e.DefaultRole)
	set(&p.InvitationDays, e.InvitationDays)
	set(&p.TimeZone, e.TimeZone)
	var invalid roster.InvalidErrors
	for field, edit := range map[string]struct{ value, to *string }{
		"city": {&p.City, e.City}, "state": {&p.State, e.State}, "zip": {&p.ZIP, e.ZIP}, "senderName": {&p.SenderName, e.SenderName},
	} {
		if edit.to == nil {
			continue
		}
		clean, err := cleanName(field, *edit.to)
		if err != nil {
			invalid.Add(field, "invalid", err.Error())
		}
		*edit.value = clean
	}
	if p.SenderName == "" {
		p.SenderName = c.Name
	}
	if e.ReplyTo != nil {
		p.ReplyTo = ""
		if *e.ReplyTo != "" {
			p.ReplyTo = checkedEmail(&invalid, "replyTo", *e.ReplyTo)
		}
	}
	if err := p.Check(); err != nil {
		return c, err
	}
	return c, invalid.Err()
}

func preferenceChanges(from, to roster.Preferences) []roster.Change {
	return roster.Diff(
		roster.Change{Field: "blackCurtain", From: strconv.FormatBool(from.BlackCurtain), To: strconv.FormatBool(to.BlackCurtain)},
		roster.Change{Field: "defaultRole", From: string(from.DefaultRole), To: string(to.DefaultRole)},
		roster.Change{Field: "invitationDays", From: strconv.Itoa(from.InvitationDays), To: strconv.Itoa(to.InvitationDays)},
		roster.Change{Field: "city", From: from.City, To: to.City},
		roster.Change{Field: "state", From: from.State, To: to.State},
		roster.Change{Field: "zip", From: from.ZIP, To: to.ZIP},
		roster.Change{Field: "timeZone", From: from.TimeZone, To: to.TimeZone},
		roster.Change{Field: "senderName", From: from.SenderName, To: to.SenderName},
		roster.Change{Field: "replyTo", From: from.ReplyTo, To: to.ReplyTo},
	)
}
