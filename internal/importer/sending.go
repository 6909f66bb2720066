package importer

import (
	"context"
	"errors"
	"log/slog"
	"strconv"

	"github.com/communitrak/onboarding/internal/dynamo"
	"github.com/communitrak/onboarding/internal/roster"
)

// send continues releasing the held emails of an import, as far as they may go
// now. It needs no lease, because of the optimistic lock: every step replaces
// the revision that was read, so of two concurrent senders only one succeeds.
func (s *Service) send(ctx context.Context, job roster.Import) error {
	r := &run{Service: s, job: job}
	err := r.releaseDue(ctx)
	if dynamo.Contended(err) || errors.Is(err, errPaused) {
		return nil
	}
	return err
}

func (r *run) releaseDue(ctx context.Context) (err error) {
	if r.community, err = r.store.Community(ctx, r.job.Community); err != nil {
		return err
	}
	for r.job.Sending.State.Active() {
		mails, err := r.store.MailCounts(ctx, r.job.Community, r.job.ID)
		if err != nil {
			return err
		}
		sending, release := r.job.Sending.Next(mails, r.now())
		if release > 0 {
			r.job.Sending = sending
			if err := r.releasePart(ctx, release); err != nil {
				return err
			}
			continue
		}
		if sending.State == roster.SendingStopped {
			return r.stop(ctx, sending)
		}
		return r.saveSending(ctx, sending)
	}
	return nil
}

// stop records that the sending has stopped by itself, and tells Support.
func (r *run) stop(ctx context.Context, sending roster.Sending) error {
	r.log.WarnContext(ctx, "the sending of an import stopped", importAttr(r.job), slog.String("reason", sending.Reason))
	next := r.job
	next.Sending = sending
	return r.save(ctx, &next, func(tx *dynamo.Tx) {
		tx.Enqueue(toSupport(next, r.now(), "stopped", strconv.Itoa(next.Rev)))
		tx.Record(auditEntry(next, r.now(), byImport(next), "import_sending_stopped", roster.Change{Field: "reason", To: sending.Reason}))
	})
}

func (r *run) saveSending(ctx context.Context, sending roster.Sending) error {
	next := r.job
	next.Sending = sending
	return r.replace(ctx, next, nil)
}

// releasePart releases up to limit emails of the current wave.
func (r *run) releasePart(ctx context.Context, limit int) error {
	for limit > 0 {
		if !r.timeLeft(ctx) {
			return errPaused
		}
		chunks, _, err := r.store.Rows(ctx, r.job.Community, r.job.ID, 0, 1, r.job.Sending.Wave().Cursor)
		if err != nil {
			return err
		}
		if len(chunks) == 0 && r.job.Sending.Wave().Cursor == "" {
			return r.stop(ctx, r.job.Sending.Stop("The results of this import are no longer kept. Resend the invitations in Community Members."))
		}
		if len(chunks) == 0 {
			mails, err := r.store.MailCounts(ctx, r.job.Community, r.job.ID)
			if err != nil {
				return err
			}
			return r.saveSending(ctx, r.job.Sending.FinishWave(mails, r.now()))
		}
		n, err := r.releaseChunk(ctx, chunks[0], limit)
		if err != nil {
			return err
		}
		limit -= n
	}
	return nil
}

// releaseChunk enqueues the emails of up to limit members that a chunk of rows
// created and the wave matches. The wave's cursor moves past the chunk once all
// are released.
func (r *run) releaseChunk(ctx context.Context, chunk dynamo.Chunk, limit int) (released int, err error) {
	held, err := r.matchingHeld(ctx, chunk.Results, r.job.Sending.Wave().WaveFilter)
	if err != nil {
		return 0, err
	}
	cursor := chunk.Cursor
	if len(held) > limit { // the chunk is read once more
		held, cursor = held[:limit], r.job.Sending.Wave().Cursor
	}
	if len(held) == 0 {
		r.job.Sending = r.job.Sending.BatchSent(0, cursor, r.now())
		return 0, nil
	}
	txn, err := r.newTransaction(ctx)
	if err != nil {
		return 0, err
	}
	for _, m := range held {
		if txn.Release(m, r.job.Sending.Wave().Number) {
			released++
		}
	}
	next := r.job
	next.Sending = next.Sending.BatchSent(released, cursor, r.now())
	return released, r.commitTransaction(ctx, txn, next)
}

// matchingHeld returns the members that the rows created whose email is held and whom
// the filter matches.
func (r *run) matchingHeld(ctx context.Context, rows []roster.RowResult, filter roster.WaveFilter) ([]roster.Member, error) {
	held, err := r.heldMembers(ctx, rows)
	if err != nil || filter.MatchesAll() || len(held) == 0 {
		return held, err
	}
	properties, households, err := r.homesOf(ctx, held)
	if err != nil {
		return nil, err
	}
	var picked []roster.Member
	for _, m := range held {
		if filter.Matches(properties[m.Property], households[m.Household].RoleOf(m.ID)) {
			picked = append(picked, m)
		}
	}
	return picked, nil
}

// heldMembers returns the members that the rows created and whose email is held.
func (r *run) heldMembers(ctx context.Context, rows []roster.RowResult) ([]roster.Member, error) {
	var refs []dynamo.MemberRef
	for _, row := range rows {
		if row.Made {
			refs = append(refs, dynamo.MemberRef{Community: r.job.Community, ID: row.Member})
		}
	}
	if len(refs) == 0 {
		return nil, nil
	}
	members, err := r.store.Members(ctx, refs)
	if err != nil {
		return nil, err
	}
	var held []roster.Member
	for _, ref := range refs {
		if m, ok := members[ref]; ok && m.Held() {
			held = append(held, m)
		}
	}
	return held, nil
}

// homesOf returns the members' properties and households by ID.
func (r *run) homesOf(ctx context.Context, members []roster.Member) (map[string]roster.Property, map[string]roster.Household, error) {
	var properties, households []string
	for _, m := range members {
		properties, households = append(properties, m.Property), append(households, m.Household)
	}
	return r.store.Homes(ctx, r.job.Community, properties, households)
}

// startSending starts releasing emails that were only held until the import was
// done.
func (s *Service) startSending(ctx context.Context, j *roster.Import) error {
	if j.Send != roster.SendNow || j.Sending.State != roster.SendingHeld || len(j.Sending.Waves) > 0 {
		return nil
	}
	mails, err := s.store.MailCounts(ctx, j.Community, j.ID)
	if err != nil || j.Sending.Held(mails) == 0 {
		return err
	}
	j.Sending, err = j.Sending.Release(roster.WaveFilter{}, mails, s.now(), s.now())
	return err
}
