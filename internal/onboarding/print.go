package onboarding

import (
	"context"
	"errors"
	"time"

	"github.com/communitrak/onboarding/internal/dynamo"
	"github.com/communitrak/onboarding/internal/roster"
)

// PlanPrintJob decides whose invitations by would print, and who is skipped and
// why, in the order requested. It writes nothing.
func (s *Service) PlanPrintJob(by roster.Principal, community roster.Community, form string, ids []string, found []roster.Member) roster.PrintJob {
	known := map[string]roster.Member{}
	for _, m := range found {
		known[m.ID] = m
	}
	now := s.now()
	p := roster.PrintJob{Community: community.ID, By: by.Actor(), Permissions: by.Permissions, Form: form, State: roster.PrintJobRunning, CreatedAt: now, Due: now}
	for _, id := range ids {
		m, ok := known[id]
		switch reason := printable(by, community, m); {
		case !ok:
			p.Skipped = append(p.Skipped, roster.SkippedMember{Member: id, Reason: roster.SkipNotFound})
		case reason != "":
			p.Skipped = append(p.Skipped, roster.SkippedMember{Member: id, Reason: reason})
		default:
			p.Members = append(p.Members, id)
		}
	}
	return p
}

func printable(by roster.Principal, community roster.Community, m roster.Member) roster.SkipReason {
	if !by.Outranks(m.EffectiveRole(community.Preferences)) {
		return roster.SkipRoleAbove
	}
	return m.Printable()
}

// CreatePrintJob enqueues a printing that PlanPrintJob returned. attempt
// identifies the request, so that a repeat returns the existing printing; it is
// empty if there is nothing to match.
func (s *Service) CreatePrintJob(ctx context.Context, p roster.PrintJob, attempt string) (roster.PrintJob, error) {
	p.ID = roster.NewID()
	if attempt != "" {
		p.ID = roster.DerivedID(nil, "printing", attempt)
	}
	tx := s.store.Begin()
	saved := tx.SavePrintJob(p)
	err := tx.Commit(ctx)
	if errors.Is(err, dynamo.ErrConflict) {
		return s.store.PrintJob(ctx, p.Community, p.ID)
	}
	return saved, err
}

// Printed is an invitation to be printed.
type Printed struct {
	Member roster.Member
	Code   roster.Code
}

// PrintMember records in the audit trail that the member's invitation is printed,
// extends its expiry, and returns it with its code. skipped says why it is not
// printed. Running it again for the same printing changes nothing.
func (s *Service) PrintMember(ctx context.Context, p roster.PrintJob, community roster.Community, id string) (printed Printed, skipped roster.SkipReason, err error) {
	err = dynamo.Retry(ctx, func() error {
		printed, skipped, err = s.printMemberOnce(ctx, p, community, id)
		return err
	})
	return printed, skipped, err
}

func (s *Service) printMemberOnce(ctx context.Context, p roster.PrintJob, community roster.Community, id string) (Printed, roster.SkipReason, error) {
	m, err := s.store.Member(ctx, community.ID, id)
	if errors.Is(err, roster.ErrNotFound) {
		return Printed{}, roster.SkipNotFound, nil
	}
	if err != nil {
		return Printed{}, "", err
	}
	if reason := printable(p.Principal(), community, m); reason != "" {
		return Printed{}, reason, nil
	}
	current, _, err := s.keys.CurrentCode(ctx)
	if err != nil {
		return Printed{}, "", err
	}
	now := s.now()
	next, changed := m.Print(p.ID, current, community.Preferences.InvitationLifetime(), now)
	if changed {
		next, _ = renewUnderKey(next, current)
	}
	code, ok, err := s.Code(ctx, next)
	if err == nil && !ok {
		err = errors.New("the key of the code is not kept")
	}
	if err != nil || !changed {
		return Printed{next, code}, "", err
	}
	return Printed{next, code}, "", s.savePrinted(ctx, p, m, next, code, now)
}

func (s *Service) savePrinted(ctx context.Context, p roster.PrintJob, m, next roster.Member, code roster.Code, now time.Time) error {
	id, err := s.letterID(ctx, code)
	if err != nil {
		return err
	}
	tx := s.store.Begin()
	tx.SaveMember(m, next, now)
	tx.SaveLetter(id, dynamo.MemberRef{Community: m.Community, ID: m.ID}, now)
	tx.Record(roster.AuditEntry{Community: m.Community, Member: m.ID, At: now, By: p.By, Action: "letter_printed", Changes: roster.Diff(
		roster.Change{Field: "expiresAt", From: timestamp(m.Invitation.ExpiresAt), To: timestamp(next.Invitation.ExpiresAt)})})
	return tx.Commit(ctx)
}

// letterID returns the ID under which a printed code is recorded. It is keyed,
// so that the table holds no code.
func (s *Service) letterID(ctx context.Context, code roster.Code) (string, error) {
	key, err := s.keys.Index(ctx)
	return roster.DerivedID(key, "letter", code.Reveal()), err
}
