package importer

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"
	"github.com/aws/smithy-go"

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
	next.State, next.Runs = roster.ImportImporting, 0
	r.beat(&next)
	review := next.Mode == roster.ModeReview
	if review {
		next.State, next.LeaseUntil = roster.ImportReady, time.Time{}
	}
	err = r.save(ctx, &next, func(tx *dynamo.Tx) {
		tx.SaveDetected(next)
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
	r.known = newKnown()
	groups := make(chan group, 1)
	go r.lookAhead(ctx, file, groups)
	defer func() {
		cancel()
		for range groups {
		}
	}()
	var waiting []reading
	for g := range groups {
		if g.err != nil {
			return g.err
		}
		r.known.merge(g.learnt)
		waiting = append(waiting, g.rows...)
		var err error
		if waiting, err = r.writeRows(ctx, waiting, r.settings.ChunkRows); err != nil {
			return err
		}
	}
	_, err := r.writeRows(ctx, waiting, 1)
	return err
}

// group is some rows with what was learnt about them.
type group struct {
	rows   []reading
	learnt *known
	err    error
}

// lookAhead reads the file and looks up the rows behind the cursor, some at a
// time. Those before it are read for the sake of the later ones.
func (r *run) lookAhead(ctx context.Context, file *rosterfile.File, groups chan<- group) {
	defer close(groups)
	reader := newReader(file, r.community.Preferences, r.rules.PersonID)
	seen := newKnown()
	cursor := r.job.Cursor
	var rows []reading
	send := func() bool {
		learnt, err := r.look(ctx, r.community.ID, rows, seen)
		if errors.Is(err, dynamo.ErrConflict) {
			// The rows are looked up again when their turn comes.
			learnt, err = newKnown(), nil
		} else if err == nil {
			seen.merge(learnt)
		}
		for _, row := range rows {
			seen.forgetPeople(row)
		}
		select {
		case groups <- group{rows, learnt, err}:
			rows = nil
			return err == nil
		case <-ctx.Done():
			return false
		}
	}
	n := 0
	for row, err := range file.Rows(ctx) {
		var read reading
		if err == nil {
			read, err = reader.read(ctx, row)
		}
		if err != nil {
			select {
			case groups <- group{err: err}:
			case <-ctx.Done():
			}
			return
		}
		if n++; n <= cursor {
			continue
		}
		if rows = append(rows, read); len(rows) == r.settings.ChunkRows && !send() {
			return
		}
	}
	if len(rows) > 0 {
		send()
	}
}

// How often a chunk that lost a race is judged again, before it is made
// smaller, and in the end given up.
const (
	triesEach = 3
	triesLast = 8
	shrinkBy  = 4
)

// writeRows writes rows while there are at least enough, and returns the rest.
func (r *run) writeRows(ctx context.Context, rows []reading, enough int) ([]reading, error) {
	limit, tries := r.settings.ChunkRows, 0
	for len(rows) > 0 && len(rows) >= min(enough, limit) {
		if !r.timeLeft(ctx) {
			return rows, errPaused
		}
		done, err := r.writeChunk(ctx, rows[:min(limit, len(rows))])
		if err == nil {
			rows = rows[done:]
			limit, tries = r.settings.ChunkRows, 0
			continue
		}
		if !contended(err) && !unwritable(err) {
			return rows, err
		}
		if err := r.stillMine(ctx); err != nil {
			return rows, err
		}
		r.known.forget(rows[:min(limit, len(rows))])
		tries++
		switch {
		case limit > 1 && tries >= triesEach:
			limit, tries = max(1, limit/shrinkBy), 0
		case limit == 1 && (tries >= triesLast || unwritable(err)):
			if err := r.giveUp(ctx, rows[0], err); err != nil {
				return rows, err
			}
			rows = rows[1:]
			limit, tries = r.settings.ChunkRows, 0
		}
	}
	return rows, nil
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
	if err := r.commit(ctx, batch, c.results, c.mails); err != nil {
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
func (r *run) commit(ctx context.Context, batch *onboarding.Batch, results []roster.RowResult, mails int) error {
	next := r.job
	next.Cursor += len(results)
	next.Chunk++
	next.Runs = 0
	next.Mails.Queued += mails
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
	result := roster.RowResult{Row: row.row, Result: roster.RowFailed, Notes: row.notes, Also: row.reasons,
		RowReason: roster.RowReason{Code: CodeNotWritten, Message: "The row could not be stored; import it again, or invite its people in Community Members."}}
	return r.commit(ctx, batch, []roster.RowResult{result}, 0)
}

// stillMine returns errLost when the import is another run's by now.
func (r *run) stillMine(ctx context.Context) error {
	job, err := r.store.Import(ctx, r.job.Community, r.job.ID)
	if err == nil && job.Rev != r.job.Rev {
		return errLost
	}
	return err
}

// contended reports whether somebody else changed what the chunk rests on.
func contended(err error) bool {
	var exists *roster.ExistsError
	return errors.Is(err, dynamo.ErrConflict) || errors.As(err, &exists)
}

// unwritable reports whether the table refuses an item as it is, whenever it is
// tried.
func unwritable(err error) bool {
	var cancelled *types.TransactionCanceledException
	if errors.As(err, &cancelled) {
		return slices.ContainsFunc(cancelled.CancellationReasons, func(reason types.CancellationReason) bool {
			return reason.Code != nil && (*reason.Code == "ValidationError" || *reason.Code == "ItemCollectionSizeLimitExceeded")
		})
	}
	var refused smithy.APIError
	return errors.As(err, &refused) && refused.ErrorCode() == "ValidationException"
}
