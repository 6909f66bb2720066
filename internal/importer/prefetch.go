package importer

import (
	"context"
	"errors"

	"github.com/communitrak/onboarding/internal/dynamo"
	"github.com/communitrak/onboarding/internal/importer/parse"
	"github.com/communitrak/onboarding/internal/importer/snapshot"
	"github.com/communitrak/onboarding/internal/rosterfile"
)

// group is a batch of rows with what was looked up about them.
type group struct {
	rows  []parse.Row
	found *snapshot.Snapshot
	// generation is the run's when the lookup began.
	generation int64
	err        error
}

// prefetcher prefetches rows after the cursor: it reads the file and looks up
// batches of rows while earlier ones are written.
type prefetcher struct {
	run    *run
	cursor int
	// cache is what needs no further lookup.
	cache  *snapshot.Snapshot
	groups chan group
}

func (r *run) newParser(file *rosterfile.File) *parse.Parser {
	return parse.NewParser(file, r.community.Preferences, r.rules.PersonID, r.now(), r.log.With(importAttr(r.job)))
}

// parserOf returns a parser that knows the repeated emails of the file.
func (r *run) parserOf(ctx context.Context, file *rosterfile.File) (*parse.Parser, error) {
	if r.surveyor != nil {
		return r.surveyor.FromStart(), nil
	}
	p := r.newParser(file)
	return p, p.FindRepeats(file.Rows(ctx), file.Detected().Rows)
}

func (r *run) newPrefetcher() *prefetcher {
	return &prefetcher{
		run: r, cursor: r.job.Cursor,
		cache: snapshot.New(), groups: make(chan group, 1),
	}
}

// start goes through the file until it ends, ctx is done, or an error occurs,
// which it sends as the last group. Rows before the cursor are read because
// later rows depend on them.
func (p *prefetcher) start(ctx context.Context, file *rosterfile.File) {
	defer close(p.groups)
	parser, err := p.run.parserOf(ctx, file)
	if err != nil {
		p.send(ctx, group{err: err})
		return
	}
	planned, stop := p.run.planned(ctx)
	defer stop()
	var rows []parse.Row
	n := 0
	for row, err := range file.Rows(ctx) {
		var parsed parse.Row
		if err == nil {
			parsed, err = parser.Parse(ctx, row)
		}
		if err == nil {
			parsed.Planned, err = planned(parsed.Number, parsed.List)
		}
		if err != nil {
			p.send(ctx, group{err: err})
			return
		}
		if n++; n <= p.cursor {
			continue
		}
		if rows == nil {
			rows = make([]parse.Row, 0, p.run.settings.ChunkRows)
		}
		if rows = append(rows, parsed); len(rows) < p.run.settings.ChunkRows {
			continue
		}
		if !p.fetch(ctx, rows) {
			return
		}
		rows = nil
	}
	if len(rows) > 0 {
		p.fetch(ctx, rows)
	}
}

// fetch sends the rows with what was looked up about them.
func (p *prefetcher) fetch(ctx context.Context, rows []parse.Row) bool {
	generation := p.run.generation.Load()
	found, err := snapshot.Fetch(ctx, p.run.store, p.run.community.ID, rows, p.cache)
	switch {
	case errors.Is(err, dynamo.ErrConflict) || dynamo.Throttled(err):
		// The rows are looked up again when their turn comes.
		found, err = snapshot.New(), nil
	case err == nil:
		p.cache.Merge(found)
		// Throttling is not a failure: the rows are checked again when their turn
		// comes.
		if err = p.run.lookAlikes.Fetch(ctx, p.run.store, p.run.community.ID, rows, p.cache); dynamo.Throttled(err) {
			err = nil
		}
	}
	for _, row := range rows {
		p.cache.ForgetPeople(row)
	}
	if len(p.cache.Streets) > maxCached {
		p.cache = snapshot.New()
	}
	return p.send(ctx, group{rows, found, generation, err}) && err == nil
}

func (p *prefetcher) send(ctx context.Context, g group) bool {
	select {
	case p.groups <- g:
		return true
	case <-ctx.Done():
		return false
	}
}
