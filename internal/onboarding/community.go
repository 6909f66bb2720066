package onboarding

import (
	"cmp"
	"context"
	"errors"
	"net/url"
	"strconv"
	"strings"
	"time"
	"unicode"

	"github.com/communitrak/onboarding/internal/address"
	"github.com/communitrak/onboarding/internal/dynamo"
	"github.com/communitrak/onboarding/internal/personname"
	"github.com/communitrak/onboarding/internal/roster"
)

// NewCommunity is a community to create.
type NewCommunity struct {
	Name          string
	Administrator MemberDetails
	// Preferences are what it begins with in place of the defaults.
	Preferences PreferencesEdit
	// Confirmed means that another community with the same name is intended.
	Confirmed bool
	// Request identifies the attempt, as in Invitation.
	Request string
}

// CreateCommunity creates a community and invites its first administrator, who
// may have no home yet. If one of that name exists, it returns a
// *roster.ExistsError, unless a second one is confirmed.
func (s *Service) CreateCommunity(ctx context.Context, by roster.Principal, in NewCommunity) (roster.Community, roster.Member, error) {
	var invalid roster.InvalidErrors
	name := checkedName(&invalid, "name", in.Name)
	admin, err := in.Administrator.Checked("administrator.")
	if err := invalid.Collect(err); err != nil {
		return roster.Community{}, roster.Member{}, err
	}
	begun, err := in.Preferences.apply(roster.Community{Name: name, Preferences: roster.DefaultPreferences(name)}, s.now())
	if err := cmp.Or(invalid.Collect(err), invalid.Err()); err != nil {
		return roster.Community{}, roster.Member{}, err
	}
	person, err := s.PersonID(ctx, admin.Email)
	if err != nil {
		return roster.Community{}, roster.Member{}, err
	}
	if in.Request == "" {
		in.Request = roster.NewID()
	}
	memberID := roster.DerivedID(nil, "administrator", in.Request)
	for _, id := range communityIDs(name, in) {
		begun.ID = id
		c, m, err := s.createCommunity(ctx, by, begun, admin, person, memberID)
		if !errors.Is(err, dynamo.ErrConflict) {
			return c, m, err
		}
		if c, err = s.store.Community(ctx, id); err != nil {
			return c, m, err
		}
		switch m, err := s.store.Member(ctx, id, memberID); {
		case err == nil:
			return c, m, nil
		case !errors.Is(err, roster.ErrNotFound):
			return c, m, err
		case !in.Confirmed && sameName(c.Name, name):
			return roster.Community{}, roster.Member{}, &roster.ExistsError{What: "community", ID: id}
		}
	}
	return roster.Community{}, roster.Member{}, dynamo.ErrConflict
}

// communityIDs returns the identifiers that a community with the name may have,
// in the order in which they are tried. The first two follow from the name, so
// that all who create it at once meet; the third is the attempt's own.
func communityIDs(name string, in NewCommunity) []string {
	slug := roster.Slug(name)
	ids := []string{slug, slug + "-" + roster.DerivedID(nil, "name", nameLetters(name))[:6]}
	if in.Confirmed {
		ids = append(ids, slug+"-"+roster.DerivedID(nil, "community", in.Request)[:6])
	}
	return ids
}

// sameName reports whether people would take the names for the same.
func sameName(a, b string) bool { return nameLetters(a) == nameLetters(b) }

// nameLetters returns what tells names apart: no case, accents, blanks or
// punctuation.
func nameLetters(name string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) {
			return r
		}
		return -1
	}, personname.Fold(name))
}

func (s *Service) createCommunity(ctx context.Context, by roster.Principal, c roster.Community, admin MemberDetails, person, member string) (roster.Community, roster.Member, error) {
	c.CreatedAt = s.now()
	txn, err := s.NewTransaction(ctx, by.Actor(), c, roster.LaneNow)
	if err != nil {
		return c, roster.Member{}, err
	}
	txn.Tx().CreateCommunity(c)
	m := txn.inviteHomeless(NewMember{ID: member, FirstName: admin.FirstName, LastName: admin.LastName, Email: admin.Email,
		Person: person, Phone: admin.Phone, Role: roster.RoleAdministrator})
	txn.Tx().Record(roster.AuditEntry{Community: c.ID, Subject: "community", At: txn.now, By: by.Actor(), Action: "community_created",
		Changes: preferenceChanges(roster.DefaultPreferences(c.Name), c.Preferences)})
	return c, m, txn.Commit(ctx)
}

// PreferencesEdit is what to change; nil leaves a value as it is.
type PreferencesEdit struct {
	BlackCurtain                                    *bool
	DefaultRole                                     *roster.Role
	InvitationDays                                  *int
	City, State, ZIP, TimeZone, SenderName, ReplyTo *string
	PortalURL                                       *string
	HeadsInvite                                     *bool
	Color, Welcome, MailingAddress                  *string
}

// secondPass is how long after the doors opened they are announced again, to
// members who activated during the first announcement.
const secondPass = time.Minute

// EditPreferences changes preferences. Turning the Black Curtain off starts a
// fan-out of "the doors are open" to everybody who activated behind it; turning
// it on has those not yet sent cancelled on delivery.
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
		if edited.Preferences == c.Preferences {
			return nil
		}
		tx := s.store.Begin()
		tx.SaveCommunity(edited)
		tx.Record(roster.AuditEntry{Community: c.ID, Subject: "preferences", At: now, By: by.Actor(), Action: "preferences_changed",
			Changes: preferenceChanges(c.Preferences, edited.Preferences)})
		if !c.Open() && edited.Open() {
			tx.SaveFanOut(roster.FanOut{ID: curtainID(c), Community: c.ID, Due: now})
		}
		return tx.Commit(ctx)
	})
	return edited, err
}

// curtainID names one period of the curtain being down.
func curtainID(c roster.Community) string { return strconv.FormatInt(c.CurtainSince.UnixMilli(), 36) }

func (e PreferencesEdit) apply(c roster.Community, now time.Time) (roster.Community, error) {
	if e.BlackCurtain != nil {
		c = c.SetCurtain(*e.BlackCurtain, now)
	}
	p := &c.Preferences
	set(&p.DefaultRole, e.DefaultRole)
	set(&p.InvitationDays, e.InvitationDays)
	set(&p.TimeZone, e.TimeZone)
	set(&p.HeadsInvite, e.HeadsInvite)
	var invalid roster.InvalidErrors
	if e.SenderName != nil {
		clean, err := cleanName("senderName", *e.SenderName)
		if err != nil {
			invalid.Add("senderName", "invalid", err.Error())
		}
		p.SenderName = clean
	}
	if err := e.applyPlace(p); err != nil {
		var field *roster.InvalidError
		if !errors.As(err, &field) {
			return c, err
		}
		invalid = append(invalid, field)
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
	if e.PortalURL != nil {
		p.PortalURL = checkedPortal(&invalid, "portalUrl", *e.PortalURL)
	}
	e.applyBranding(&invalid, &p.Branding)
	if err := p.Check(); err != nil {
		return c, err
	}
	return c, invalid.Err()
}

// checkedPortal returns the address of a community's own site as stored, or "".
// A button leads members there, so it must be https and name no user.
func checkedPortal(invalid *roster.InvalidErrors, field, typed string) string {
	typed = strings.TrimSpace(typed)
	if typed == "" {
		return ""
	}
	portal, err := url.Parse(typed)
	if err != nil || portal.Scheme != "https" || portal.Hostname() == "" || portal.User != nil {
		invalid.Add(field, "invalid_url", "enter the whole web address, starting with https://")
		return ""
	}
	return portal.String()
}

// applyPlace edits city, state and ZIP, which complete the community's addresses,
// and brings them into the standard form of addresses.
func (e PreferencesEdit) applyPlace(p *roster.Preferences) error {
	if e.City == nil && e.State == nil && e.ZIP == nil {
		return nil
	}
	place := address.Place{City: p.City, State: p.State, ZIP: p.ZIP}
	set(&place.City, e.City)
	set(&place.State, e.State)
	set(&place.ZIP, e.ZIP)
	place, err := address.StandardizePlace(place)
	if err != nil {
		return fieldError(err, "")
	}
	p.City, p.State, p.ZIP = place.City, place.State, place.ZIP
	return nil
}

// preferenceChanges returns what differs, for the audit trail. It lists every
// preference except the logo, which editLogo changes.
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
		roster.Change{Field: "portalUrl", From: from.PortalURL, To: to.PortalURL},
		roster.Change{Field: "headsInvite", From: strconv.FormatBool(from.HeadsInvite), To: strconv.FormatBool(to.HeadsInvite)},
		roster.Change{Field: "colour", From: from.Branding.Color, To: to.Branding.Color},
		roster.Change{Field: "welcome", From: from.Branding.Welcome, To: to.Branding.Welcome},
		roster.Change{Field: "mailingAddress", From: from.Branding.MailingAddress, To: to.Branding.MailingAddress},
	)
}
