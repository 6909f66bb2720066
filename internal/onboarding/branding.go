package onboarding

import (
	"context"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/communitrak/onboarding/internal/brand"
	"github.com/communitrak/onboarding/internal/dynamo"
	"github.com/communitrak/onboarding/internal/roster"
)

// SetLogo makes the picture the community's logo. It deletes the previous one;
// mails that show it then show the community's name instead.
func (s *Service) SetLogo(ctx context.Context, by roster.Principal, community string, picture roster.LogoPicture) (roster.Community, error) {
	key, err := s.keys.Index(ctx)
	if err != nil {
		return roster.Community{}, err
	}
	// The ID is keyed, so that nobody can find out by trial which community
	// shows a picture.
	picture.ID, picture.Community = roster.DerivedID(key, "logo", community, picture.Type, string(picture.Bytes)), community
	return s.editLogo(ctx, by, community, &picture)
}

// RemoveLogo removes the community's logo. It is not an error if there is none.
func (s *Service) RemoveLogo(ctx context.Context, by roster.Principal, community string) (roster.Community, error) {
	return s.editLogo(ctx, by, community, nil)
}

func (s *Service) editLogo(ctx context.Context, by roster.Principal, community string, picture *roster.LogoPicture) (roster.Community, error) {
	var edited roster.Community
	err := dynamo.Retry(ctx, func() error {
		c, err := s.store.Community(ctx, community)
		if err != nil {
			return err
		}
		edited = c
		edited.Preferences.Branding.Logo = roster.Logo{}
		if picture != nil {
			edited.Preferences.Branding.Logo = picture.Logo
		}
		before, after := c.Preferences.Branding.Logo.ID, edited.Preferences.Branding.Logo.ID
		if before == after {
			return nil
		}
		tx := s.store.Begin()
		tx.SaveCommunity(edited)
		if picture != nil {
			tx.AddLogo(*picture)
		}
		if before != "" {
			tx.DeleteLogo(before)
		}
		tx.Record(roster.AuditEntry{Community: c.ID, Subject: "preferences", At: s.now(), By: by.Actor(), Action: "preferences_changed",
			Changes: []roster.Change{{Field: "logo", From: before, To: after}}})
		return tx.Commit(ctx)
	})
	return edited, err
}

// applyBranding applies the edits of the community's look.
func (e PreferencesEdit) applyBranding(invalid *roster.InvalidErrors, l *roster.Branding) {
	if e.Color != nil {
		l.Color = checkedColor(invalid, "colour", *e.Color)
	}
	if e.Welcome != nil {
		l.Welcome = checkedLine(invalid, "welcome", *e.Welcome, roster.MaxWelcome)
	}
	if e.MailingAddress != nil {
		l.MailingAddress = checkedLine(invalid, "mailingAddress", *e.MailingAddress, roster.MaxMailingAddress)
	}
}

// checkedColor returns a valid button color, or "". Text is legible on any
// color; what can fail is that the button itself is visible.
func checkedColor(invalid *roster.InvalidErrors, field, typed string) string {
	typed = strings.TrimSpace(typed)
	if typed == "" {
		return ""
	}
	color, ok := brand.ParseColor(typed)
	switch {
	case !ok:
		invalid.Add(field, "invalid_color", "enter a color as # and six digits, such as #1f6f54")
		return ""
	case !color.Shows():
		invalid.Add(field, "color_too_light", fmt.Sprintf("this color is too light: people would not see a button in it on a white page. The nearest color that works is %s", color.Nearest()))
		return ""
	}
	return color.String()
}

// checkedLine returns the input as one line without invisible characters.
func checkedLine(invalid *roster.InvalidErrors, field, typed string, limit int) string {
	line := strings.Join(strings.Fields(strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r) || unicode.IsControl(r):
			return ' '
		case unicode.In(r, unicode.Cf, unicode.Co, unicode.Cs):
			return -1
		}
		return r
	}, strings.ToValidUTF8(typed, ""))), " ")
	if utf8.RuneCountInString(line) > limit {
		invalid.Add(field, "too_long", fmt.Sprintf("this can be %d characters long at most", limit))
		return ""
	}
	return line
}
