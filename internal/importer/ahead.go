package importer

import (
	"context"
	"errors"
	"fmt"
	"log/slog"

	"communitrak/internal/dynamo"
	"communitrak/internal/rosterfile"
)

// group is a batch of rows with what was looked up about them.
type group struct {
	rows   []reading
	learnt *known
	// age is the run's age when the lookup began.
	age int64
	err error
}

// lookAhead prefetches rows after the cursor: it reads the file and looks up
// batches of rows while earlier ones are written.
type lookAhead struct {
	run     *run
	subject slog.Attr
	cursor  int
	reader  *reader
	// asked is what needs no further lookup.
	asked  *known
	groups chan group
}

func (r *run) newLookAhead(file *rosterfile.File) *lookAhead {
	return &lookAhead{
		run: r, subject: importAttr(r.job), cursor: r.job.Cursor, reader: newReader(file, r.community.Preferences, r.rules.PersonID, r.now()),
		asked: newKnown(), groups: make(chan group, 1),
	}
}

// start goes through the file until it ends, ctx is done, or an error occurs,
// which it sends as the last group. Rows before the cursor are read because
// later rows depend on them.
func (a *lookAhead) start(ctx context.Context, file *rosterfile.File) {
	defer close(a.groups)
	if err := a.reader.findRepeats(file.Rows(ctx), file.Detected().Rows); err != nil {
		a.send(ctx, group{err: err})
		return
	}
	planned, stop := a.run.planned(ctx)
	defer stop()
	var rows []reading
	n := 0
	for row, err := range file.Rows(ctx) {
		var read reading
		if err == nil {
			read, err = a.read(ctx, row)
		}
		if err == nil {
			read.planned, err = planned(read.row, read.list)
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

// read keeps a row that makes our code panic from stopping the others.
func (a *lookAhead) read(ctx context.Context, row rosterfile.Row) (out reading, err error) {
	defer func() {
		if cause := recover(); cause != nil {
			a.run.log.ErrorContext(ctx, "a row could not be read", a.subject, "row", row.Number, "panic", fmt.Sprintf("%T", cause))
			out, err = reading{row: row.Number, broken: true}, nil
		}
	}()
	return a.reader.read(ctx, row)
}

// look sends the rows with what was looked up about them.
func (a *lookAhead) look(ctx context.Context, rows []reading) bool {
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
