package importer

import (
	"context"
	"errors"

	"communitrak/internal/dynamo"
	"communitrak/internal/importer/parse"
	"communitrak/internal/rosterfile"
)

// group is a batch of rows with what was looked up about them.
type group struct {
	rows   []parse.Row
	learnt *known
	// age is the run's age when the lookup began.
	age int64
	err error
}

// lookAhead prefetches rows after the cursor: it reads the file and looks up
// batches of rows while earlier ones are written.
type lookAhead struct {
	run    *run
	cursor int
	reader *parse.Parser
	// asked is what needs no further lookup.
	asked  *known
	groups chan group
}

func (r *run) newReader(file *rosterfile.File) *parse.Parser {
	return parse.NewParser(file, r.community.Preferences, r.rules.PersonID, r.now(), r.log.With(importAttr(r.job)))
}

func (r *run) newLookAhead(file *rosterfile.File) *lookAhead {
	return &lookAhead{
		run: r, cursor: r.job.Cursor, reader: r.newReader(file),
		asked: newKnown(), groups: make(chan group, 1),
	}
}

// start goes through the file until it ends, ctx is done, or an error occurs,
// which it sends as the last group. Rows before the cursor are read because
// later rows depend on them.
func (a *lookAhead) start(ctx context.Context, file *rosterfile.File) {
	defer close(a.groups)
	if err := a.reader.FindRepeats(file.Rows(ctx), file.Detected().Rows); err != nil {
		a.send(ctx, group{err: err})
		return
	}
	planned, stop := a.run.planned(ctx)
	defer stop()
	var rows []parse.Row
	n := 0
	for row, err := range file.Rows(ctx) {
		var read parse.Row
		if err == nil {
			read, err = a.reader.Parse(ctx, row)
		}
		if err == nil {
			read.Planned, err = planned(read.Number, read.List)
		}
		if err != nil {
			a.send(ctx, group{err: err})
			return
		}
		if n++; n <= a.cursor {
			continue
		}
		if rows = append(rows, read); len(rows) < a.run.settings.ChunkRows {
			continue
		}
		if !a.look(ctx, rows) {
			return
		}
		rows = nil
	}
	if len(rows) > 0 {
		a.look(ctx, rows)
	}
}

// look sends the rows with what was looked up about them.
func (a *lookAhead) look(ctx context.Context, rows []parse.Row) bool {
	age := a.run.age.Load()
	learnt, err := a.run.look(ctx, a.run.community.ID, rows, a.asked)
	switch {
	case errors.Is(err, dynamo.ErrConflict) || dynamo.Throttled(err):
		// The rows are looked up again when their turn comes.
		learnt, err = newKnown(), nil
	case err == nil:
		a.asked.merge(learnt)
		// Throttling is not a failure: the rows are checked again when their turn
		// comes.
		if err = a.run.alike.learn(ctx, a.run.store, a.run.community.ID, rows, a.asked); dynamo.Throttled(err) {
			err = nil
		}
	}
	for _, row := range rows {
		a.asked.forgetPeople(row)
	}
	if len(a.asked.streets) > mostKnown {
		a.asked = newKnown()
	}
	return a.send(ctx, group{rows, learnt, age, err}) && err == nil
}

func (a *lookAhead) send(ctx context.Context, g group) bool {
	select {
	case a.groups <- g:
		return true
	case <-ctx.Done():
		return false
	}
}
