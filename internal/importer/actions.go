package importer

import (
	"context"
	"errors"
	"slices"
	"strings"
	"time"

	"github.com/communitrak/onboarding/internal/address"
	"github.com/communitrak/onboarding/internal/dynamo"
	"github.com/communitrak/onboarding/internal/importer/bucket"
	"github.com/communitrak/onboarding/internal/roster"
	"github.com/communitrak/onboarding/internal/rosterfile"
)

// Action is what a user may do with an import.
type Action string

// The actions.
const (
	ActMapping Action = "mapping"
	ActCorrect Action = "correct"
	ActCommit  Action = "commit"
	ActAbort   Action = "abort"
	ActUndo    Action = "undo"
	ActRelease Action = "release"
)

// Actions returns what can be done with the import, whose mails are in the given
// states, at now.
func Actions(j roster.Import, mails roster.MailCounts, now time.Time) []Action {
	can := []Action{}
	if j.State == roster.ImportReady {
		can = append(can, ActMapping)
	}
	if committable(j) {
		can = append(can, ActCommit)
	}
	if committable(j) || j.Renewing() {
		can = append(can, ActCorrect)
	}
	if abortable(j) {
		can = append(can, ActAbort)
	}
	if now.Before(j.UndoUntil()) {
		can = append(can, ActUndo)
	}
	if releasable(j, mails) {
		can = append(can, ActRelease)
	}
	return can
}

func committable(j roster.Import) bool { return j.State == roster.ImportReady && j.Reason == "" }

func abortable(j roster.Import) bool {
	return !j.State.Ended() && j.State != roster.ImportUndoing || j.Sending.State.Active()
}

func releasable(j roster.Import, mails roster.MailCounts) bool {
	switch j.State {
	case roster.ImportCompleted, roster.ImportNeedsAttention, roster.ImportAborted, roster.ImportFailed, roster.ImportPartlyUndone:
		return j.Sending.Held(mails) > 0
	default:
		return false
	}
}

// change changes an import on behalf of a user and records it in the audit trail,
// including the changes in also. move makes the change; it may run again if the
// import changed in the meantime.
func (s *Service) change(ctx context.Context, by roster.Principal, community, id, action string, move func(*roster.Import, *dynamo.Tx) error, also ...roster.Change) (roster.Import, error) {
	var job roster.Import
	err := dynamo.Retry(ctx, func() (err error) {
		if job, err = s.store.Import(ctx, community, id); err != nil {
			return err
		}
		before, now := job, s.now()
		tx := s.store.Begin()
		if err := move(&job, tx); err != nil {
			return err
		}
		tx.SaveImport(job)
		tx.Record(auditEntry(job, now, by.Actor(), action, append(changed(before, job), also...)...))
		return tx.Commit(ctx)
	})
	job.Rev++
	return job, err
}

// changed returns what a user changed in an import.
func changed(before, after roster.Import) []roster.Change {
	changes := roster.Diff(
		roster.Change{Field: "state", From: string(before.State), To: string(after.State)},
		roster.Change{Field: "mode", From: string(before.Mode), To: string(after.Mode)},
		roster.Change{Field: "send", From: string(before.Send), To: string(after.Send)},
		roster.Change{Field: "sending", From: string(before.Sending.State), To: string(after.Sending.State)},
		roster.Change{Field: "sharedEmail", From: string(before.SharedEmail), To: string(after.SharedEmail)},
		roster.Change{Field: "mapping", From: string(before.Mapping), To: string(after.Mapping)},
	)
	for _, w := range after.Sending.Waves[min(len(before.Sending.Waves), len(after.Sending.Waves)):] {
		changes = append(changes, roster.Change{Field: "release", To: w.String()})
	}
	return changes
}

// queue lets the schedule pick up the import at once, from the beginning.
func queue(j *roster.Import, state roster.ImportState) {
	j.State, j.Reason, j.LeaseUntil = state, "", time.Time{}
	j.Cursor, j.Chunk, j.Runs, j.Failures, j.Counts, j.Profiles = 0, 0, 0, 0, roster.Outcomes{}, 0
}

// Commit starts an import whose plan is ready. An empty send keeps the mode
// that was announced. It fails with roster.ErrNotReady if no plan is waiting.
func (s *Service) Commit(ctx context.Context, by roster.Principal, community, id string, send roster.SendMode) (roster.Import, error) {
	return s.change(ctx, by, community, id, "import_committed", func(j *roster.Import, _ *dynamo.Tx) error {
		if !committable(*j) {
			return roster.ErrNotReady
		}
		queue(j, roster.ImportImporting)
		j.Committed = true
		if send != "" {
			j.Send = send
		}
		return nil
	})
}

// Remap changes what the columns mean, answers questions by ID, and, if shared
// is not empty, says how to handle people who share an email. The plan is made
// again, and an import that only waited for answers continues by itself. The
// choices are kept with the layout for the community's later files, or for all
// communities if m says so. It fails with roster.ErrNotReady or a
// *rosterfile.MappingError.
func (s *Service) Remap(ctx context.Context, by roster.Principal, community, id string, m rosterfile.Mapping, answers map[string]string, shared roster.SharedEmail) (roster.Import, error) {
	action := "import_mapped"
	if m.ForAll {
		action = "import_mapped_for_all"
	}
	return s.change(ctx, by, community, id, action, func(j *roster.Import, tx *dynamo.Tx) (err error) {
		if j.State != roster.ImportReady {
			return roster.ErrNotReady
		}
		if j.Mapping, err = remapped(*j, m, answers); err != nil {
			return err
		}
		if shared != "" {
			j.SharedEmail = shared
		}
		if elsewhere, err := otherSheet(*j, m); err != nil {
			return err
		} else if elsewhere {
			s.correct(j, nil, tx)
		}
		queue(j, roster.ImportQueued)
		j.Plan++
		j.Shown = 0
		tx.SaveDetected(*j, s.now().Add(s.settings.RowsKept))
		return nil
	})
}

// Abort ends an import that is waiting or running. What it has made stays, and
// can be undone. If the import has already ended, Abort stops its sending. It
// fails with roster.ErrAlreadyEnded if there is nothing to stop.
func (s *Service) Abort(ctx context.Context, by roster.Principal, community, id string) (roster.Import, error) {
	return s.change(ctx, by, community, id, "import_aborted", func(j *roster.Import, _ *dynamo.Tx) error {
		now := s.now()
		switch {
		case !abortable(*j):
			return roster.ErrAlreadyEnded
		case j.State.Ended():
			return s.cancelSending(ctx, j, "The sending was stopped by "+by.Actor().Name+".")
		}
		if j.Planning() || j.State == roster.ImportReady {
			queue(j, roster.ImportAborted)
		}
		*j = j.MarkReportDue()
		// The next import takes the lock from one that has ended.
		j.State, j.Reason = roster.ImportAborted, ""
		j.HeartbeatAt, j.FinishedAt, j.LeaseUntil = now, now, time.Time{}
		return nil
	})
}

// Undo takes back what the import made, except what somebody has since
// activated or edited. It fails with roster.ErrNotUndoable, or with
// roster.ErrTooLate a month after the import ended.
func (s *Service) Undo(ctx context.Context, by roster.Principal, community, id string) (roster.Import, error) {
	return s.change(ctx, by, community, id, "import_undo_begun", func(j *roster.Import, _ *dynamo.Tx) error {
		until := j.UndoUntil()
		switch {
		case until.IsZero():
			return roster.ErrNotUndoable
		case !s.now().Before(until):
			return roster.ErrTooLate
		}
		j.State, j.LeaseUntil, j.Runs, j.Failures = roster.ImportUndoing, time.Time{}, 0, 0
		j.Undo = roster.Undo{Reversed: j.Undo.Reversed, Attempts: j.Undo.Attempts + 1, At: s.now(), By: by.Actor()}
		if j.Sending.State.Active() {
			return s.cancelSending(ctx, j, "The import was undone.")
		}
		return nil
	})
}

func (s *Service) cancelSending(ctx context.Context, j *roster.Import, reason string) error {
	mails, err := s.store.MailCounts(ctx, j.Community, j.ID)
	if err == nil {
		j.Sending = j.Sending.Cancel(mails, reason)
	}
	return err
}

// Release sends held emails: all of them, or those that the filter matches, now
// or later. expected is the number the user has seen, or nil. It fails with
// roster.ErrNothingHeld, with roster.ErrHeldChanged if the number has changed,
// or with *roster.InvalidErrors if the filter is invalid or matches nobody
// whose email is held.
func (s *Service) Release(ctx context.Context, by roster.Principal, community, id string, f roster.WaveFilter, at time.Time, expected *int) (roster.Import, error) {
	if err := checkedWave(f); err != nil {
		return roster.Import{}, err
	}
	f.Street = address.StandardName(f.Street)
	if err := s.checkMatched(ctx, community, id, f, expected); err != nil {
		return roster.Import{}, err
	}
	return s.change(ctx, by, community, id, "import_released", func(j *roster.Import, _ *dynamo.Tx) error {
		mails, err := s.store.MailCounts(ctx, community, id)
		if err != nil {
			return err
		}
		if !releasable(*j, mails) {
			return roster.ErrNothingHeld
		}
		if last := j.FinishedAt.Add(s.settings.RowsKept - waveLead); at.After(last) || s.now().After(last) {
			return &roster.InvalidError{Field: "at", Code: "too_late",
				Reason: "what became of the rows is kept until " + last.Format(time.DateOnly) + "; after that, resend the invitations in Community Members"}
		}
		j.Sending, err = j.Sending.Release(f, mails, at, s.now())
		return err
	})
}

// checkMatched refuses a release that would email nobody and look as if it had,
// or a different number of people than expected. If counting takes too long,
// the release is allowed.
func (s *Service) checkMatched(ctx context.Context, community, id string, f roster.WaveFilter, expected *int) error {
	if f.MatchesAll() && expected == nil {
		return nil
	}
	job, mails, err := s.withMails(ctx, community, id)
	if err != nil || !releasable(job, mails) {
		return err
	}
	held, err := (&run{Service: s, job: job}).count(ctx, f)
	switch {
	case err != nil || !held.Complete:
		return err
	case held.Count == 0 && !f.MatchesAll():
		return nobodyMatched(f)
	case expected != nil && held.Count != *expected:
		return roster.ErrHeldChanged
	}
	return nil
}

// nobodyMatched points at the part of the filter that matches nobody.
func nobodyMatched(f roster.WaveFilter) error {
	var given []string
	if f.Area != "" {
		given = append(given, "area")
	}
	if f.Street != "" {
		given = append(given, "street")
	}
	if f.LotFrom != 0 || f.LotTo != 0 {
		given = append(given, "lots")
	}
	if f.Role != roster.NoHouseholdRole {
		given = append(given, "role")
	}
	reason := map[string]string{"area": "no held invitation goes to this street or section", "street": "no held invitation goes to this street", "lots": "no held invitation goes to these lots", "role": "no held invitation is for this household role"}[given[0]]
	if len(given) > 1 {
		reason = "no held invitation fits all of these"
	}
	return &roster.InvalidError{Field: given[0], Code: "nobody_picked", Reason: reason}
}

// waveLead is how long before the row results expire the last wave begins.
const waveLead = 7 * 24 * time.Hour

func checkedWave(f roster.WaveFilter) error {
	var invalid roster.InvalidErrors
	if f.Street != "" && strings.TrimSpace(f.Street) == "" {
		invalid.Add("street", "invalid", "the street is blank")
	}
	if f.LotFrom < 0 || f.LotTo < 0 || f.LotTo != 0 && f.LotTo < f.LotFrom {
		invalid.Add("lots", "invalid", "the range of lots is from a lower to a higher number")
	}
	if !slices.Contains([]roster.HouseholdRole{roster.NoHouseholdRole, roster.HouseholdHead, roster.HouseholdMember}, f.Role) {
		invalid.Add("role", "unknown_household_role", "the household role is member or head")
	}
	return invalid.Err()
}

// expire ends an import whose file did not arrive in time.
func (s *Service) expire(ctx context.Context, job roster.Import) error {
	_, err := s.bucket.Head(ctx, job.File.Key, "")
	if err == nil {
		_, _, err = s.accept(ctx, bucket.Object{Key: job.File.Key, Size: job.File.Size})
		return err
	}
	if !errors.Is(err, bucket.ErrNoObject) {
		return err
	}
	now := s.now()
	job.State, job.Reason = roster.ImportAborted, "The file was not uploaded in time; begin again."
	job.HeartbeatAt, job.FinishedAt, job.LeaseUntil = now, now, time.Time{}
	err = s.save(ctx, &job, func(tx *dynamo.Tx) {
		tx.Record(auditEntry(job, now, job.By, "import_aborted"))
	})
	if errors.Is(err, dynamo.ErrConflict) {
		return nil
	}
	return err
}
