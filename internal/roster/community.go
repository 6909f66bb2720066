package roster

import (
	"fmt"
	"time"
)

// Community is a homeowners association, a condominium or a gated community.
type Community struct {
	ID          string
	Name        string
	Preferences Preferences
	// CurtainSince is when the Black Curtain was last turned on.
	CurtainSince time.Time
	CreatedAt    time.Time
	Rev          int
}

// Open reports whether members may sign in.
func (c Community) Open() bool { return !c.Preferences.BlackCurtain }

// Preferences are the settings that a community's manager decides. They are
// edited by onboarding.PreferencesEdit.
type Preferences struct {
	// BlackCurtain lets members create accounts but not sign in.
	BlackCurtain bool
	// DefaultRole is the role of members without an explicit one, given at
	// activation.
	DefaultRole Role
	// InvitationDays is how many days an invitation lasts, 1 to 365.
	InvitationDays int
	// City, State and ZIP complete addresses that leave them out.
	City, State, ZIP string
	// TimeZone is an IANA name; dates in mails are shown in it.
	TimeZone string
	// SenderName is the sender of a mail without a personal inviter.
	SenderName string
	// ReplyTo is where replies to mails go; empty means the stack's Support
	// address.
	ReplyTo string
	// PortalURL is the community's own site, to which its members continue;
	// empty if it has none.
	PortalURL string
	// HeadsInvite lets a Head of Household invite the rest of their household.
	HeadsInvite bool
	// Branding is what the community shows of itself.
	Branding Branding
}

// DefaultPreferences returns the preferences of a new community with that name.
func DefaultPreferences(name string) Preferences {
	return Preferences{
		DefaultRole:    defaultDefaultRole,
		InvitationDays: 30,
		TimeZone:       "America/New_York",
		SenderName:     name,
	}
}

// InvitationLifetime returns how long an invitation lasts.
func (p Preferences) InvitationLifetime() time.Duration {
	return time.Duration(p.InvitationDays) * 24 * time.Hour
}

// Zone returns the community's time zone, or UTC if the machine does not know
// it.
func (p Preferences) Zone() *time.Location {
	if zone, err := time.LoadLocation(p.TimeZone); err == nil {
		return zone
	}
	return time.UTC
}

// Check returns an error for the first preference that is not acceptable.
func (p Preferences) Check() error {
	if !p.DefaultRole.ValidDefault() {
		return &InvalidError{"defaultRole", "invalid_default_role", "the default role may not invite or edit members or manage preferences"}
	}
	if p.InvitationDays < 1 || p.InvitationDays > 365 {
		return &InvalidError{"invitationDays", "out_of_range", "an invitation lasts 1 to 365 days"}
	}
	if _, err := time.LoadLocation(p.TimeZone); err != nil || p.TimeZone == "" || p.TimeZone == "Local" {
		return &InvalidError{"timeZone", "unknown_time_zone", fmt.Sprintf("%q is not a known time zone such as America/Phoenix", p.TimeZone)}
	}
	return nil
}

// SetCurtain turns the Black Curtain on or off at now.
func (c Community) SetCurtain(on bool, now time.Time) Community {
	if on && !c.Preferences.BlackCurtain {
		c.CurtainSince = now
	}
	c.Preferences.BlackCurtain = on
	return c
}
