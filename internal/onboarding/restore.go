package onboarding

import (
	"context"
	"errors"
	"time"

	"github.com/communitrak/onboarding/internal/dynamo"
	"github.com/communitrak/onboarding/internal/roster"
)

// Restored is what became of the unfinished work in a table restored from a
// backup.
type Restored struct {
	// Known mails are over according to the former table, Untried ones are sent
	// as owed, and Doubtful ones fail with a stated reason.
	Known, Untried int
	Doubtful       []roster.Intent
	// Reminders are no longer owed; FanOuts and Imports are stopped.
	Reminders int
	FanOuts   []roster.FanOut
	Imports   []roster.Import
	// Erased are persons who were erased after the backup and are in it.
	Erased []string
}

// AfterRestore makes sure that a table restored to an earlier moment mails
// nobody twice, before anything runs on it. former is the table as it was last,
// or nil if that is lost; nothing may run on it any more. AfterRestore may be
// repeated. With dry, nothing is written.
func (s *Service) AfterRestore(ctx context.Context, at time.Time, former *dynamo.Store, dry bool) (Restored, error) {
	u, err := s.store.Unfinished(ctx)
	if err != nil {
		return Restored{}, err
	}
	r := restore{Service: s, former: former, dry: dry}
	if former != nil {
		if r.done.Erased, err = former.ErasedSince(ctx, at); err != nil {
			return r.done, err
		}
	}
	for _, id := range u.Mails {
		if err := dynamo.Retry(ctx, func() error { return r.mail(ctx, id) }); err != nil {
			return r.done, err
		}
	}
	for _, ref := range u.Members {
		if err := dynamo.Retry(ctx, func() error { return r.reminder(ctx, ref) }); err != nil {
			return r.done, err
		}
	}
	for _, ref := range u.Imports {
		if err := dynamo.Retry(ctx, func() error { return r.importJob(ctx, ref) }); err != nil {
			return r.done, err
		}
	}
	for _, w := range u.FanOuts {
		if err := dynamo.Retry(ctx, func() error { return r.fanOut(ctx, w) }); err != nil {
			return r.done, err
		}
	}
	return r.done, nil
}

type restore struct {
	*Service
	former *dynamo.Store
	dry    bool
	done   Restored
}

// commit writes tx unless the run is dry.
func (r *restore) commit(ctx context.Context, tx *dynamo.Tx) error {
	if r.dry {
		return nil
	}
	return tx.Commit(ctx)
}

// lookUp reads something from the former table. found is false if there is no
// such table or no such thing in it.
func lookUp[T any](former *dynamo.Store, read func(*dynamo.Store) (T, error)) (v T, found bool, err error) {
	if former == nil {
		return v, false, nil
	}
	v, err = read(former)
	if errors.Is(err, roster.ErrNotFound) {
		return v, false, nil
	}
	return v, err == nil, err
}

func (r *restore) mail(ctx context.Context, id string) error {
	n, err := r.store.Intent(ctx, id)
	if err != nil || n.State.Final() {
		return err
	}
	last, found, err := lookUp(r.former, func(s *dynamo.Store) (roster.Intent, error) { return s.Intent(ctx, id) })
	if err != nil {
		return err
	}
	var former *roster.Intent
	if found {
		former = &last
	}
	now := r.now()
	next := n.Resume(former, now)
	if next == n {
		r.done.Untried++
		return nil
	}
	tx := r.store.Begin()
	tx.SaveIntent(next)
	tx.AdjustMailCounts(n, next)
	if err := r.reportToMember(ctx, tx, next, now); err != nil {
		return err
	}
	if err := r.commit(ctx, tx); err != nil {
		return err
	}
	if found && former.State.Final() {
		r.done.Known++
	} else {
		r.done.Doubtful = append(r.done.Doubtful, next)
	}
	return nil
}

// reportToMember makes the member's delivery say what became of the mail.
func (r *restore) reportToMember(ctx context.Context, tx *dynamo.Tx, n roster.Intent, now time.Time) error {
	report := n.DeliveryReport()
	if report == nil || n.Member == "" {
		return nil
	}
	m, err := r.store.Member(ctx, n.Community, n.Member)
	if errors.Is(err, roster.ErrNotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	report.SameAddress = n.SentTo(m.Email)
	if moved, changed := m.ApplyReport(*report); changed {
		tx.SaveMember(m, moved, now)
	}
	return nil
}

// reminder treats a reminder that was sent, or may have been, as sent.
func (r *restore) reminder(ctx context.Context, ref dynamo.MemberRef) error {
	m, err := r.store.Member(ctx, ref.Community, ref.ID)
	if err != nil {
		return err
	}
	now := r.now()
	next, _ := m.Remind(now)
	last, found, err := lookUp(r.former, func(s *dynamo.Store) (roster.Member, error) { return s.Member(ctx, ref.Community, ref.ID) })
	if err != nil {
		return err
	}
	if found {
		next = m
		next.Invitation.Reminded = m.Invitation.Reminded || last.Invitation.Reminded && last.Invitation.ExpiresAt.Equal(m.Invitation.ExpiresAt)
	}
	if next.Invitation.Reminded == m.Invitation.Reminded {
		return nil
	}
	tx := r.store.Begin()
	tx.SaveMember(m, next, now)
	r.done.Reminders++
	return r.commit(ctx, tx)
}

// stoppedReason is shown with an import that was under way.
const stoppedReason = "The system was restored from a backup while this was under way. What it made until then stands; drop the rest of the file again for review."

// importJob stops an import that went on after the backup: it would make the same
// people again. One that has not moved since keeps running.
func (r *restore) importJob(ctx context.Context, ref dynamo.ImportRef) error {
	job, err := r.store.Import(ctx, ref.Community, ref.ID)
	if err != nil || job.State == roster.ImportAwaitingUpload {
		return err
	}
	last, found, err := lookUp(r.former, func(s *dynamo.Store) (roster.Import, error) { return s.Import(ctx, ref.Community, ref.ID) })
	if err != nil || found && last.Rev == job.Rev {
		return err
	}
	now := r.now()
	tx := r.store.Begin()
	if job.Sending.State.Active() {
		job.Sending = job.Sending.Stop(stoppedReason)
	}
	if job.State.Working() {
		job.State, job.Reason, job.FinishedAt, job.LeaseUntil = roster.ImportFailed, stoppedReason, now, time.Time{}
	}
	tx.SaveImport(job)
	tx.Record(roster.AuditEntry{Community: job.Community, Subject: "import " + job.ID, At: now, By: roster.Operator, Action: "import_stopped"})
	if err := r.commit(ctx, tx); err != nil {
		return err
	}
	r.done.Imports = append(r.done.Imports, job)
	return nil
}

// fanOut stops an announcement that may have gone on after the backup.
func (r *restore) fanOut(ctx context.Context, w dynamo.DueJob) error {
	f, err := r.store.FanOut(ctx, w.Community, w.FanOut)
	if err != nil || f.Done {
		return err
	}
	last, found, err := lookUp(r.former, func(s *dynamo.Store) (roster.FanOut, error) { return s.FanOut(ctx, w.Community, w.FanOut) })
	if err != nil || found && last.Rev == f.Rev {
		return err
	}
	f.Done = true
	tx := r.store.Begin()
	tx.SaveFanOut(f)
	if err := r.commit(ctx, tx); err != nil {
		return err
	}
	r.done.FanOuts = append(r.done.FanOuts, f)
	return nil
}
