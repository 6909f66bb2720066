package importer

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"sync/atomic"
	"time"

	"github.com/communitrak/onboarding/internal/dynamo"
	"github.com/communitrak/onboarding/internal/importer/bucket"
	"github.com/communitrak/onboarding/internal/importer/parse"
	"github.com/communitrak/onboarding/internal/importer/plan"
	"github.com/communitrak/onboarding/internal/importer/snapshot"
	"github.com/communitrak/onboarding/internal/onboarding"
	"github.com/communitrak/onboarding/internal/roster"
	"github.com/communitrak/onboarding/internal/rosterfile"
)

// run is one run of an import.
type run struct {
	*Service
	job        roster.Import
	community  roster.Community
	snapshot   *snapshot.Snapshot
	lookAlikes *snapshot.LookAlikes
	// generation counts how often the snapshot was dropped: lookups from before
	// that are older than the writes since.
	generation atomic.Int64
	backoff    backoff
	// surveyor has gone through the file to ask about its rows, or is nil.
	surveyor *parse.Parser
}

// process takes the import from where it stopped to its end, or to the point
// where somebody has to look at it.
func (r *run) process(ctx context.Context) error {
	if !r.timeLeft(ctx) {
		return errPaused
	}
	var err error
	if r.community, err = r.store.Community(ctx, r.job.Community); err != nil {
		return err
	}
	if r.job.State == roster.ImportUndoing {
		return r.undo(ctx)
	}
	file, content, err := r.open(ctx)
	if err != nil {
		return err
	}
	defer content.Close()
	if r.job.State == roster.ImportChecking {
		if err := r.check(ctx, file); err != nil || r.job.State != roster.ImportChecking && r.job.State != roster.ImportImporting {
			return err
		}
	} else if err := r.mapped(file); err != nil {
		return err
	}
	if err := r.processRows(ctx, file); err != nil {
		return err
	}
	if r.job.Planning() {
		question, err := asked(r.job)
		if err != nil {
			return err
		}
		return r.ready(ctx, question)
	}
	return r.finish(ctx, file)
}

// open downloads the file, detects its layout, and applies the corrections. The
// caller closes the spool that it is read from.
func (r *run) open(ctx context.Context) (*rosterfile.File, *bucket.Spool, error) {
	content, err := r.fetch(ctx)
	if err != nil {
		return nil, nil, err
	}
	file, err := rosterfile.Open(content, r.job.File.Name, r.settings.Limits)
	if err != nil {
		return nil, nil, errors.Join(err, content.Close())
	}
	var corrections []rosterfile.Correction
	for _, c := range r.job.Corrections {
		corrections = append(corrections, rosterfile.Correction(c))
	}
	file.Correct(corrections)
	return file, content, nil
}

// fetch downloads the file.
func (r *run) fetch(ctx context.Context) (*bucket.Spool, error) {
	f := r.job.File
	limit := r.settings.Limits.Bytes
	if f.Size > limit {
		return nil, &rosterfile.RefusedError{Code: rosterfile.RefusedTooLarge,
			Sentence: fmt.Sprintf("The file is larger than %d MB. Split it and import the parts.", limit>>20)}
	}
	return r.bucket.Open(ctx, bucket.Object{Key: f.Key, Version: f.Version, ETag: f.ETag}, limit)
}

// check stores what was detected and how the columns are mapped. A roster to be
// reviewed, or one that raises questions, is planned next; one whose columns
// are unclear waits for somebody to map them.
func (r *run) check(ctx context.Context, file *rosterfile.File) error {
	if r.job.Planning() && r.job.Cursor > 0 {
		return r.mapped(file) // an interrupted plan
	}
	unclear, err := r.chooseMapping(ctx, file)
	if err != nil {
		return err
	}
	if unclear == nil && file.Certain() {
		r.surveyor = r.newParser(file)
		if err := r.surveyor.AskAboutRows(ctx, file); err != nil {
			return err
		}
	}
	review := r.job.Mode == roster.ModeReview || !file.Certain() && file.Answerable()
	if unclear != nil && !review {
		return unclear
	}
	detected, err := parse.Describe(ctx, file, r.community.Preferences, r.now(), r.log.With(importAttr(r.job)))
	if err != nil {
		return err
	}
	next := r.job
	if next.Detected, err = json.Marshal(detected); err != nil {
		return err
	}
	if next.Mapping, err = json.Marshal(file.Suggest()); err != nil {
		return err
	}
	next.Rows, next.Runs, next.Failures = detected.Rows, 0, 0
	if review {
		next.Plan = max(1, next.Plan)
	} else {
		next.State, next.Plan = roster.ImportImporting, 0
	}
	r.renewLease(&next)
	err = r.replace(ctx, next, func(tx *dynamo.Tx) { tx.SaveDetected(next, r.now().Add(r.settings.RowsKept)) })
	if err != nil {
		return lost(err)
	}
	if unclear != nil {
		question, err := asked(next)
		if err != nil {
			return err
		}
		if question == "" || !file.Answerable() {
			question = unclear.Sentence
		}
		return r.ready(ctx, question)
	}
	return nil
}

// ready ends the planning: Support commits the plan, or, if there is a reason,
// maps the columns first.
func (r *run) ready(ctx context.Context, reason string) error {
	next := r.job
	next.State, next.Reason, next.LeaseUntil, next.HeartbeatAt = roster.ImportReady, reason, time.Time{}, r.now()
	next.Shown = next.Plan
	mails, err := r.waitingMails(ctx, next)
	if err != nil {
		return err
	}
	return lost(r.replace(ctx, next, func(tx *dynamo.Tx) {
		tx.UnlockImports(next.Community, next.ID)
		for _, m := range mails {
			tx.Enqueue(m)
		}
	}))
}

// renewLease records that the run is alive. The lease is an index key, so it is only
// extended once half of it has passed.
func (r *run) renewLease(job *roster.Import) {
	now := r.now()
	job.HeartbeatAt = now
	if job.LeaseUntil.Sub(now) < r.settings.Lease/2 {
		job.LeaseUntil = now.Add(r.settings.Lease)
	}
}

// processRows writes the rows from the cursor on, or their plan. The next rows
// are prefetched while rows are written.
func (r *run) processRows(ctx context.Context, file *rosterfile.File) (err error) {
	r.lookAlikes = snapshot.NewLookAlikes()
	ctx, cancel := context.WithCancel(ctx)
	r.forgetAll()
	prefetcher := r.newPrefetcher()
	go prefetcher.start(ctx, file)
	defer func() {
		cancel()
		for range prefetcher.groups {
		}
	}()
	var waiting []parse.Row
	for g := range prefetcher.groups {
		if g.err != nil {
			return g.err
		}
		if g.generation == r.generation.Load() {
			r.snapshot.Merge(g.found)
		}
		waiting = append(waiting, g.rows...)
		if waiting, err = r.writeChunks(ctx, waiting, r.settings.ChunkRows); err != nil {
			return err
		}
		if len(r.snapshot.Streets) > maxCached {
			r.forgetAll()
		}
	}
	_, err = r.writeChunks(ctx, waiting, 1)
	return err
}

// maxCached bounds how many addresses are cached. Rosters are mostly in order,
// so few are looked up twice.
const maxCached = 2000

// forgetAll drops the cache, including lookups in progress.
func (r *run) forgetAll() {
	r.snapshot = snapshot.New()
	r.generation.Add(1)
}

// writeChunks writes rows as long as there are at least enough, and returns the
// rest. With enough for any chunk, each chunk ends at the same row whenever it
// is written, also by another run.
func (r *run) writeChunks(ctx context.Context, rows []parse.Row, enough int) ([]parse.Row, error) {
	for len(rows) > 0 && len(rows) >= enough {
		written, err := r.writeRows(ctx, min(r.settings.ChunkRows, len(rows)),
			func(ctx context.Context, n int) (int, error) {
				written, err := r.writeChunk(ctx, rows[:n])
				if dynamo.Contended(err) {
					r.snapshot.Forget(rows[:n])
				}
				return written, err
			},
			func(ctx context.Context, cause error) error { return r.giveUp(ctx, rows[0], cause) })
		if err != nil {
			return rows, err
		}
		rows = rows[written:]
	}
	return rows, nil
}

// writeChunk judges the rows, as many as fit, and writes them with the import's
// progress in one transaction. It returns how many it judged.
func (r *run) writeChunk(ctx context.Context, rows []parse.Row) (judged int, err error) {
	found, err := snapshot.Fetch(ctx, r.store, r.community.ID, rows, r.snapshot)
	if err != nil {
		return 0, err
	}
	r.snapshot.Merge(found)
	if err := r.lookAlikes.Fetch(ctx, r.store, r.community.ID, rows, r.snapshot); err != nil {
		return 0, err
	}
	txn, err := r.newTransaction(ctx)
	if err != nil {
		return 0, err
	}
	r.lookAlikes.Forget()
	c := plan.NewChunk(r.job, txn, r.snapshot, r.lookAlikes)
	for judged < len(rows) && (judged == 0 || r.holds(txn, rows[judged])) {
		c.Add(rows[judged])
		judged++
	}
	if err := r.commit(ctx, txn, judged, c.Results); err != nil {
		return judged, err
	}
	c.Update(r.snapshot)
	for _, row := range rows[:judged] {
		r.snapshot.ForgetPeople(row)
	}
	return judged, nil
}

// holds reports whether the transaction has room for the row, with the import
// and the results. A plan writes nothing else.
func (r *run) holds(txn *onboarding.Transaction, row parse.Row) bool {
	const own = 2
	return r.job.Planning() || txn.Items()+onboarding.MostItems(len(row.People))+own <= dynamo.MaxItems
}

// newTransaction starts a transaction in the name of the import.
func (r *run) newTransaction(ctx context.Context) (*onboarding.Transaction, error) {
	return r.rules.NewTransaction(ctx, byImport(r.job), r.community, roster.LaneBulk)
}

func byImport(j roster.Import) roster.Actor {
	return roster.Actor{Kind: roster.ByImport, ID: j.ID, Name: j.File.Name}
}

// commit writes the transaction with the results of its rows and the progress; for a
// plan, only the latter two.
func (r *run) commit(ctx context.Context, txn *onboarding.Transaction, rows int, results []roster.RowResult) error {
	next := r.job
	next.Cursor += rows
	next.Chunk++
	next.Runs, next.Failures = 0, 0
	for _, result := range results {
		next.Counts = next.Counts.Add(result.Result)
	}
	next.Profiles += txn.Profiles()
	r.renewLease(&next)
	until := r.now().Add(r.settings.RowsKept)
	if next.Planning() {
		return r.replace(ctx, next, func(tx *dynamo.Tx) { tx.AddRows(next, results, until) })
	}
	next.Sending = next.Sending.Hold(txn.Held())
	txn.Tx().AddRows(next, results, until)
	return r.commitTransaction(ctx, txn, next)
}

// replace writes next in place of the run's import, together with the writes of
// also.
func (r *run) replace(ctx context.Context, next roster.Import, also func(*dynamo.Tx)) error {
	err := r.save(ctx, &next, also)
	if err == nil {
		r.job = next
	}
	return err
}

// transaction is an [onboarding.Transaction] or an [onboarding.UndoTransaction].
type transaction interface {
	Tx() *dynamo.Tx
	Commit(ctx context.Context) error
}

// commitTransaction writes the transaction with next in place of the run's import.
func (r *run) commitTransaction(ctx context.Context, t transaction, next roster.Import) error {
	t.Tx().SaveImport(next)
	if err := t.Commit(ctx); err != nil {
		return err
	}
	next.Rev++
	r.job = next
	return nil
}

// giveUp records that the row could not be written, so that the others can be.
func (r *run) giveUp(ctx context.Context, row parse.Row, cause error) error {
	r.log.WarnContext(ctx, "a row could not be written", importAttr(r.job), "row", row.Number, "error", cause)
	txn, err := r.newTransaction(ctx)
	if err != nil {
		return err
	}
	r.forgetAll()
	return r.commit(ctx, txn, 1, plan.NotWritten(row))
}
