package importer

import (
	"context"
	"strconv"
	"time"

	"github.com/communitrak/onboarding/internal/dynamo"
	"github.com/communitrak/onboarding/internal/roster"
)

// waitingMails returns the emails about an import that waits for somebody, enqueued
// once. If a file that was to be imported at once raises questions, they go to
// those who would have been told that it is done. A dropped file to be reviewed
// is reported to Support; whoever uploads one is looking at it already.
func (r *run) waitingMails(ctx context.Context, job roster.Import) ([]roster.Intent, error) {
	switch {
	case job.Plan > 1:
		return nil, nil
	case job.Mode == roster.ModeImport:
		return r.announce(ctx, job, roster.ImportReady, r.now())
	case job.By == fromBucket:
		return []roster.Intent{toSupport(job, r.now(), "ready")}, nil
	default:
		return nil, nil
	}
}

// toSupport returns an email to Support about the import; parts distinguish it
// from others.
func toSupport(job roster.Import, now time.Time, parts ...string) roster.Intent {
	n := aboutImport(job, now, append([]string{"support"}, parts...)...)
	n.Person = roster.SupportDesk
	return n
}

func aboutImport(job roster.Import, now time.Time, parts ...string) roster.Intent {
	return roster.Intent{
		ID: roster.DerivedID(nil, append([]string{"import", job.ID}, parts...)...), Kind: roster.MailImportDone, Lane: roster.LaneNow,
		Community: job.Community, Ref: job.ID, State: roster.IntentQueued, Due: now, CreatedAt: now,
	}
}

// announcements returns the emails about the end of an import, or about its
// questions: to Support, and, if it completed, needs attention, or has questions,
// to the community's inviters.
func (s *Service) announcements(ctx context.Context, job roster.Import, state roster.ImportState, now time.Time) ([]roster.Intent, error) {
	occasion := strconv.Itoa(job.Undo.Attempts)
	if state == roster.ImportReady {
		occasion = "asks"
	}
	mails := []roster.Intent{toSupport(job, now, "ended", occasion)}
	if state != roster.ImportCompleted && state != roster.ImportNeedsAttention && state != roster.ImportReady {
		return mails, nil
	}
	inviters, err := s.store.Inviters(ctx, job.Community)
	if err != nil {
		return nil, err
	}
	for _, m := range inviters {
		n := aboutImport(job, now, "inviter", m.ID, occasion)
		n.Member = m.ID
		mails = append(mails, n)
	}
	return mails, nil
}

// mailsAtOnce is how many emails one transaction enqueues, leaving room for the
// other writes that end an import.
const mailsAtOnce = dynamo.MaxItems - 10

// announce enqueues the emails about the import beyond what one transaction
// holds, and returns the rest for the transaction that they belong to.
func (s *Service) announce(ctx context.Context, job roster.Import, state roster.ImportState, now time.Time) ([]roster.Intent, error) {
	mails, err := s.announcements(ctx, job, state, now)
	for err == nil && len(mails) > mailsAtOnce {
		err = s.enqueue(ctx, mails[:mailsAtOnce])
		mails = mails[mailsAtOnce:]
	}
	return mails, err
}

// enqueue enqueues the emails that are not enqueued yet.
func (s *Service) enqueue(ctx context.Context, mails []roster.Intent) error {
	var ids []string
	for _, m := range mails {
		ids = append(ids, m.ID)
	}
	enqueued, err := s.store.Intents(ctx, ids)
	if err != nil {
		return err
	}
	tx := s.store.Begin()
	for _, m := range mails {
		if _, known := enqueued[m.ID]; !known {
			tx.Enqueue(m)
		}
	}
	return tx.Commit(ctx)
}
