package importer

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"sync/atomic"
	"time"

	"communitrak/internal/dynamo"
	"communitrak/internal/onboarding"
	"communitrak/internal/roster"
	"communitrak/internal/rosterfile"
)

// run is one run of an import.
type run struct {
	*Service
	job       roster.Import
	community roster.Community
	known     *known
	// age counts how often known was dropped: what was looked up before that is
	// older than what was written since.
	age  atomic.Int64
	pace pace
}

// work takes the import from where it stands to its end.
func (r *run) work(ctx context.Context) error {
	if !r.timeLeft(ctx) {
		return errPaused
	}
	var err error
	if r.community, err = r.store.Community(ctx, r.job.Community); err != nil {
		return err
	}
	file, err := r.open(ctx)
	if err != nil {
		return err
	}
	if r.job.State == roster.ImportChecking {
		if err := r.check(ctx, file); err != nil || r.job.State == roster.ImportReady {
			return err
		}
	}
	if err := r.importRows(ctx, file); err != nil {
		return err
	}
	return r.finish(ctx, file)
}

// open reads the file, under the mapping that was settled before.
func (r *run) open(ctx context.Context) (*rosterfile.File, error) {
	f := r.job.File
	limit := r.settings.Limits.Bytes
	if f.Size > limit {
		return nil, &rosterfile.RefusedError{Code: rosterfile.RefusedTooLarge,
			Sentence: fmt.Sprintf("The file has more than %d MB; split it and import its parts.", limit>>20)}
	}
	content, err := r.bucket.Open(ctx, Object{Key: f.Key, Version: f.Version, ETag: f.ETag}, limit)
	if err != nil {
		return nil, err
	}
	file, err := rosterfile.Open(content, f.Name, r.settings.Limits)
	if err != nil || len(r.job.Mapping) == 0 {
		return file, err
	}
	var mapping rosterfile.Mapping
	if err := json.Unmarshal(r.job.Mapping, &mapping); err != nil {
		return nil, fmt.Errorf("the stored mapping: %w", err)
	}
	return file, file.Use(mapping)
}

// check notes what was detected. A review ends here until somebody commits it.
func (r *run) check(ctx context.Context, file *rosterfile.File) error {
	if err := file.Ready(); err != nil && r.job.Mode == roster.ModeImport {
		return err
	}
	detected, err := json.Marshal(file.Detected())
	if err != nil {
		return err
	}
	mapping, err := json.Marshal(file.Suggest())
	if err != nil {
		return err
	}
	next := r.job
	next.Detected, next.Mapping, next.Rows = detected, mapping, file.Detected().Rows
	next.State, next.Runs, next.Failures = roster.ImportImporting, 0, 0
	r.beat(&next)
	review := next.Mode == roster.ModeReview
	if review {
		next.State, next.LeaseUntil = roster.ImportReady, time.Time{}
	}
	err = r.save(ctx, &next, func(tx *dynamo.Tx) {
		tx.SaveDetected(next, r.now().Add(r.settings.RowsKept))
		if review {
			tx.UnlockImports(next.Community, next.ID)
		}
	})
	if errors.Is(err, dynamo.ErrConflict) {
		return errLost
	}
	if err == nil {
		r.job = next
	}
	return err
}

// beat notes that the run is alive. The lease is an index key, so it is only
// moved when half of it is gone.
func (r *run) beat(job *roster.Import) {
	now := r.now()
	job.BeatAt = now
	if job.LeaseUntil.Sub(now) < r.settings.Lease/2 {
		job.LeaseUntil = now.Add(r.settings.Lease)
	}
}

// importRows writes what the rows from the cursor on make. Looking up the next
// rows goes on while rows are written.
func (r *run) importRows(ctx context.Context, file *rosterfile.File) error {
	ctx, cancel := context.WithCancel(ctx)
	r.forgetAll()
	ahead := r.newLookAhead(file)
	go ahead.start(ctx, file)
	defer func() {
		cancel()
		for range ahead.groups {
		}
	}()
	var waiting []reading
	for g := range ahead.groups {
		if g.err != nil {
			return g.err
		}
		if g.age == r.age.Load() {
			r.known.merge(g.learnt)
		}
		waiting = append(waiting, g.rows...)
		var err error
		if waiting, err = r.writeRows(ctx, waiting, r.settings.ChunkRows); err != nil {
			return err
		}
		if len(r.known.streets) > mostKnown {
			r.forgetAll()
		}
	}
	_, err := r.writeRows(ctx, waiting, 1)
	return err
}

// mostKnown bounds what is remembered of addresses. Rosters are mostly in their
// order, so little is asked twice.
const mostKnown = 4000

// forgetAll drops what is known of the table, and what is being looked up.
func (r *run) forgetAll() {
	r.known = newKnown()
	r.age.Add(1)
}

// A chunk that lost a race is judged again some times, then made smaller, and
// in the end its one row is given up.
const (
	mostTries = 6
	shrinkBy  = 4
)

// writeRows writes rows while there are at least enough, and returns the rest.
func (r *run) writeRows(ctx context.Context, rows []reading, enough int) ([]reading, error) {
	for len(rows) > 0 && len(rows) >= enough {
		done, err := r.writeSome(ctx, rows[:min(r.settings.ChunkRows, len(rows))])
		if err != nil {
			return rows, err
		}
		rows = rows[done:]
	}
	return rows, nil
}

// writeSome writes the first of the rows: as many as it can at once, and at
// least one.
func (r *run) writeSome(ctx context.Context, rows []reading) (done int, err error) {
	for tries := 1; ; tries++ {
		if err := r.pace.rest(ctx); err != nil || !r.timeLeft(ctx) {
			return 0, errors.Join(err, errPaused)
		}
		done, err := r.writeChunk(ctx, rows)
		switch {
		case err == nil:
			r.pace.faster()
			return done, nil
		case throttled(err):
			if !r.pace.slower() {
				return 0, err
			}
		case !contended(err) && !unwritable(err):
			return 0, err
		}
		if err := r.stillMine(ctx); err != nil {
			return 0, err
		}
		r.known.forget(rows)
		switch {
		case throttled(err) || contended(err) && tries%mostTries != 0:
		case len(rows) > 1:
			rows = rows[:max(1, len(rows)/shrinkBy)]
		default:
			return 1, r.giveUp(ctx, rows[0], err)
		}
	}
}

// writeChunk judges as many of the rows as one transaction holds and writes
// them with the import's progress.
func (r *run) writeChunk(ctx context.Context, rows []reading) (done int, err error) {
	learnt, err := r.look(ctx, r.community.ID, rows, r.known)
	if err != nil {
		return 0, err
	}
	r.known.merge(learnt)
	batch, err := r.newBatch(ctx)
	if err != nil {
		return 0, err
	}
	c := newChunk(r.job, batch, r.known)
	for _, row := range rows {
		if !c.fits(row) {
			break
		}
		c.add(row)
	}
	if err := r.commit(ctx, batch, c.results); err != nil {
		return 0, err
	}
	c.teach(r.known)
	for _, row := range rows[:len(c.results)] {
		r.known.forgetPeople(row)
	}
	return len(c.results), nil
}

// newBatch starts what the import does in its own name.
func (r *run) newBatch(ctx context.Context) (*onboarding.Batch, error) {
	by := roster.Actor{Kind: roster.ByImport, ID: r.job.ID, Name: r.job.File.Name}
	return r.rules.NewBatch(ctx, by, r.community, roster.LaneBulk)
}

// commit writes the batch with the results of its rows and the progress.
func (r *run) commit(ctx context.Context, batch *onboarding.Batch, results []roster.RowResult) error {
	next := r.job
	next.Cursor += len(results)
	next.Chunk++
	next.Runs, next.Failures = 0, 0
	for _, result := range results {
		next.Counts = next.Counts.Add(result.Result)
	}
	r.beat(&next)
	batch.Tx().SaveImport(next)
	batch.Tx().AddRows(next.Community, next.ID, next.Chunk, results, r.now().Add(r.settings.RowsKept))
	if err := batch.Commit(ctx); err != nil {
		return err
	}
	next.Rev++
	r.job = next
	return nil
}

// giveUp notes that the row could not be written, so that the others can be.
func (r *run) giveUp(ctx context.Context, row reading, cause error) error {
	r.log.WarnContext(ctx, "a row could not be written", importAttr(r.job), "row", row.row, "error", cause)
	batch, err := r.newBatch(ctx)
	if err != nil {
		return err
	}
	result := row.notWritten()
	r.forgetAll()
	return r.commit(ctx, batch, []roster.RowResult{result})
}

// stillMine returns errLost when the import is another run's by now.
func (r *run) stillMine(ctx context.Context) error {
	job, err := r.store.Import(ctx, r.job.Community, r.job.ID)
	if err == nil && job.Rev != r.job.Rev {
		return errLost
	}
	return err
}
