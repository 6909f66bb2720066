package importer

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"github.com/communitrak/onboarding/internal/dynamo"
	"github.com/communitrak/onboarding/internal/importer/bucket"
	"github.com/communitrak/onboarding/internal/roster"
	"github.com/communitrak/onboarding/internal/rosterfile"
	"github.com/communitrak/onboarding/internal/telemetry"
)

var (
	// errLost ends a run whose import was taken over or ended by another.
	errLost = errors.New("the import was taken over")
	// errPaused ends a run that is out of time.
	errPaused = errors.New("no time left in this run")
)

// run continues the import, unless another run has it or another import of the
// community is running.
func (s *Service) run(ctx context.Context, ref dynamo.ImportRef) error {
	ctx = telemetry.WithCommunity(ctx, ref.Community)
	job, ok, err := s.acquire(ctx, ref)
	if err != nil || !ok {
		return err
	}
	r := &run{Service: s, job: job}
	err = s.conclude(ctx, &r.job, r.process(ctx))
	s.measure(ctx, job, r.job)
	if errors.Is(err, errLost) {
		s.log.InfoContext(ctx, "an import was taken over", importAttr(job))
		return nil
	}
	if err != nil || !r.job.Sending.State.Active() {
		return err
	}
	return s.send(ctx, r.job)
}

// advance does what is due for the import.
func (s *Service) advance(ctx context.Context, ref dynamo.ImportRef) error {
	ctx = telemetry.WithCommunity(ctx, ref.Community)
	job, err := s.store.Import(ctx, ref.Community, ref.ID)
	due := job.Due()
	switch {
	case err != nil, due.IsZero(), s.now().Before(due):
		return err
	case job.State == roster.ImportAwaitingUpload:
		return s.expire(ctx, job)
	case job.State.Working():
		return s.run(ctx, ref)
	case job.Report == roster.ReportDue:
		return s.reportCutOff(ctx, job)
	default:
		return s.send(ctx, job)
	}
}

// acquire takes the community's lock and the import's lease, and raises the
// fence.
func (s *Service) acquire(ctx context.Context, ref dynamo.ImportRef) (job roster.Import, ok bool, err error) {
	job, err = s.store.Import(ctx, ref.Community, ref.ID)
	if err != nil || !runnable(job, s.now()) {
		return job, false, err
	}
	if locked, err := s.lock(ctx, ref); err != nil || !locked {
		return job, false, err
	}
	if job.Runs >= s.settings.Runs {
		return job, false, s.end(ctx, &job, roster.ImportFailed, failedReason(job))
	}
	now := s.now()
	if job.State == roster.ImportQueued {
		job.State = roster.ImportChecking
	}
	job.Runs++
	job.Fence++
	job.HeartbeatAt, job.LeaseUntil = now, now.Add(s.settings.Lease)
	err = s.save(ctx, &job, nil)
	if errors.Is(err, dynamo.ErrConflict) {
		return job, false, nil
	}
	return job, err == nil, err
}

// runnable reports whether the import has work to do and no other run holds
// its lease.
func runnable(job roster.Import, now time.Time) bool {
	switch job.State {
	case roster.ImportQueued, roster.ImportChecking, roster.ImportImporting, roster.ImportUndoing:
		return !now.Before(job.LeaseUntil)
	default:
		return false
	}
}

// lock makes this the community's one running import. It removes a lock left
// behind by an import that has ended.
func (s *Service) lock(ctx context.Context, ref dynamo.ImportRef) (bool, error) {
	holder, ok, err := s.store.LockImports(ctx, ref.Community, ref.ID)
	if err != nil || ok {
		return ok, err
	}
	other, err := s.store.Import(ctx, ref.Community, holder)
	if err != nil && !errors.Is(err, roster.ErrNotFound) || other.State.Working() {
		return false, err
	}
	tx := s.store.Begin()
	tx.UnlockImports(ref.Community, holder)
	if err := tx.Commit(ctx); err != nil && !errors.Is(err, dynamo.ErrConflict) {
		return false, err
	}
	_, ok, err = s.store.LockImports(ctx, ref.Community, ref.ID)
	return ok, err
}

// failedReason says what state an error on our side has left the import in.
func failedReason(job roster.Import) string {
	switch {
	case job.Planning():
		return "The check stopped several times because of an error on our side. Nothing was imported."
	case job.State == roster.ImportUndoing:
		return "The undo stopped several times because of an error on our side. What it hasn’t taken back yet stays. Undo it once more."
	default:
		return "The import stopped several times because of an error on our side. What it made so far stays. Support is looking into it."
	}
}

// conclude decides what happens to the import after a run. Nothing is wrong with
// one whose table throttles: it waits, however long that takes.
func (s *Service) conclude(ctx context.Context, job *roster.Import, err error) error {
	var refused *rosterfile.RefusedError
	switch {
	case err == nil, errors.Is(err, errLost):
		return err
	case errors.Is(err, errPaused), ctx.Err() != nil:
		job.Runs = max(0, job.Runs-1)
		return s.releaseLease(ctx, job, 0)
	case dynamo.Throttled(err):
		job.Runs = max(0, job.Runs-1)
		return errors.Join(err, s.releaseLease(ctx, job, s.settings.Pause))
	case errors.As(err, &refused):
		return s.end(ctx, job, refusedState(*job), refused.Sentence)
	case errors.Is(err, bucket.ErrNoObject):
		return s.end(ctx, job, refusedState(*job), "The file is no longer in the bucket. Upload it again.")
	}
	err = fmt.Errorf("import %s: %w", job.ID, err)
	if job.Failures++; job.Failures >= s.settings.Failures {
		return errors.Join(err, s.end(ctx, job, roster.ImportFailed, failedReason(*job)))
	}
	return errors.Join(err, s.releaseLease(ctx, job, time.Duration(job.Failures)*s.settings.Pause))
}

// refusedState returns the final state of an import whose file cannot be read:
// rejected if nothing came of it, failed if it was cut off.
func refusedState(job roster.Import) roster.ImportState {
	if job.Cursor > 0 && !job.Planning() {
		return roster.ImportFailed
	}
	return roster.ImportRejected
}

func importAttr(job roster.Import) slog.Attr {
	return slog.String("import", job.ID)
}

// releaseTime is how long a run has to release its import, even if its own
// context has ended.
const releaseTime = 5 * time.Second

// releaseLease lets the next run start after the pause. If the release is lost, the
// lease expires.
func (s *Service) releaseLease(ctx context.Context, job *roster.Import, pause time.Duration) error {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), releaseTime)
	defer cancel()
	job.LeaseUntil = s.now().Add(pause)
	err := s.save(ctx, job, nil)
	if errors.Is(err, dynamo.ErrConflict) {
		return nil
	}
	return err
}

// end finishes the import: its state, the community's lock, the audit entry,
// and the emails about it are one transaction.
func (s *Service) end(ctx context.Context, job *roster.Import, state roster.ImportState, reason string) error {
	now := s.now()
	mails, err := s.announce(ctx, *job, state, now)
	if err != nil {
		return err
	}
	if state == roster.ImportCompleted || state == roster.ImportNeedsAttention {
		if err := s.startSending(ctx, job); err != nil {
			return err
		}
	}
	before, by := job.State, job.By
	if job.Planning() {
		job.Cursor, job.Chunk, job.Counts, job.Profiles = 0, 0, roster.Outcomes{}, 0 // nothing was made
	}
	if before == roster.ImportUndoing {
		by = job.Undo.By
	} else {
		job.FinishedAt = now // it can be undone for a month from here
		if state == roster.ImportFailed {
			*job = job.MarkReportDue()
		}
	}
	job.State, job.Reason = state, reason
	job.HeartbeatAt, job.LeaseUntil = now, time.Time{}
	err = s.save(ctx, job, func(tx *dynamo.Tx) {
		tx.UnlockImports(job.Community, job.ID)
		tx.Record(auditEntry(*job, now, by, "import_"+string(state), roster.Diff(roster.Change{Field: "state", From: string(before), To: string(state)})...))
		for _, m := range mails {
			tx.Enqueue(m)
		}
	})
	if err == nil {
		s.log.InfoContext(ctx, "an import ended", importAttr(*job), slog.String("state", string(state)), slog.Any("rows", job.Counts),
			slog.Duration("took", now.Sub(job.CreatedAt)))
	}
	return lost(err)
}
