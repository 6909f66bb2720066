package onboarding

import (
	"context"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/communitrak/onboarding/internal/dynamo"
	"github.com/communitrak/onboarding/internal/roster"
)

// maxCorrection is the most characters a member may write about their home.
const maxCorrection = 500

// maxCorrectionMails is the most administrators who are emailed about it.
const maxCorrectionMails = 10

// RequestCorrection records what a member says is wrong with their home in their
// history, and enqueues an email to the community's administrators, or to
// Support if there are none. It fails with *roster.InvalidError or
// *account.LimitedError.
func (s *Service) RequestCorrection(ctx context.Context, by roster.Principal, community roster.Community, message string) error {
	message, err := checkedMessage(message)
	if err != nil {
		return err
	}
	if err := s.countDailyUse(ctx, "correction#"+community.ID+"#"+by.Member, s.limits.CorrectionsDaily); err != nil {
		return err
	}
	return dynamo.Retry(ctx, func() error {
		m, err := s.store.Member(ctx, community.ID, by.Member)
		if err == nil && m.Status != roster.Active {
			err = roster.ErrNotFound // removed since the request was authorized
		}
		if err != nil {
			return err
		}
		administrators, err := s.store.Administrators(ctx, community.ID)
		if err != nil {
			return err
		}
		now := s.now()
		entry := roster.AuditEntry{ID: roster.NewID(), Community: community.ID, Member: m.ID, At: now, By: resident(m), Action: "correction_asked",
			Changes: []roster.Change{{Field: roster.FieldMessage, To: message}}}
		tx := s.store.Begin()
		tx.RequireMember(m)
		tx.Record(entry)
		for _, n := range correctionIntents(entry, administrators) {
			tx.Enqueue(n)
		}
		return tx.Commit(ctx)
	})
}

// correctionIntents returns the emails to enqueue for an entry about a home.
func correctionIntents(e roster.AuditEntry, administrators []string) []roster.Intent {
	var intents []roster.Intent
	owe := func(to, person string) {
		intents = append(intents, roster.Intent{ID: roster.DerivedID(nil, "correction", e.ID, to), Kind: roster.MailCorrection, Lane: roster.LaneNow,
			Community: e.Community, Member: e.Member, Ref: to, Person: person, State: roster.IntentQueued, Due: e.At, CreatedAt: e.At})
	}
	for _, id := range administrators {
		if id != e.Member && len(intents) < maxCorrectionMails {
			owe(id, "")
		}
	}
	if len(intents) == 0 {
		owe("", roster.SupportDesk)
	}
	return intents
}

// checkedMessage returns what somebody wrote, on one line and without invisible
// characters.
func checkedMessage(typed string) (string, error) {
	typed = strings.TrimSpace(strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case !unicode.IsPrint(r):
			return -1
		default:
			return r
		}
	}, typed))
	switch {
	case typed == "":
		return "", &roster.InvalidError{Field: "message", Code: "required", Reason: "is required"}
	case utf8.RuneCountInString(typed) > maxCorrection:
		return "", &roster.InvalidError{Field: "message", Code: "too_long", Reason: "may have at most 500 characters"}
	}
	return typed, nil
}
