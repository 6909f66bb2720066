package importer

import (
	"bytes"
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/communitrak/onboarding/internal/dynamo"
	"github.com/communitrak/onboarding/internal/onboarding"
	"github.com/communitrak/onboarding/internal/roster"
	"github.com/communitrak/onboarding/internal/rosterfile/report"
)

// Codes for why something was kept when an import was undone, or could not be
// taken back.
const (
	CodeActivated  = "activated"
	CodeEdited     = "edited"
	CodeEnded      = "ended"
	CodeNotRemoved = "not_removed"
)

const undoFile = "undo.csv"

// undo takes back what the rows from the cursor on have made, and ends the
// undo.
func (r *run) undo(ctx context.Context) error {
	for {
		chunks, _, err := r.store.Rows(ctx, r.job.Community, r.job.ID, 0, 1, r.job.Undo.Chunk)
		if err != nil {
			return err
		}
		if len(chunks) == 0 {
			return r.undone(ctx)
		}
		if err := r.undoChunk(ctx, chunks[0]); err != nil {
			return err
		}
	}
}

// undoChunk undoes rows of the chunk: as many as one transaction holds.
func (r *run) undoChunk(ctx context.Context, chunk dynamo.Chunk) error {
	rows := 0
	for _, row := range chunk.Results[r.job.Undo.Cursor:] {
		if undoable(row) {
			rows++
		}
	}
	_, err := r.writeRows(ctx, max(1, rows),
		func(ctx context.Context, n int) (int, error) { return n, r.undoRows(ctx, chunk, n) },
		func(ctx context.Context, cause error) error { return r.giveUpUndo(ctx, chunk, cause) })
	return err
}

// undoRows undoes up to limit rows of the chunk from the cursor on.
func (r *run) undoRows(ctx context.Context, chunk dynamo.Chunk, limit int) error {
	w, err := r.readUndoState(ctx, chunk)
	if err != nil {
		return err
	}
	back, err := r.rules.NewUndoTransaction(ctx, byImport(r.job), r.community, r.job.ID, w.properties, w.households)
	if err != nil {
		return err
	}
	return r.saveUndo(ctx, back, chunk, limit, func(row roster.RowResult) (roster.UndoResult, error) { return w.undoRow(back, row) })
}

// giveUpUndo records that the next row could not be undone, so that the others
// can be.
func (r *run) giveUpUndo(ctx context.Context, chunk dynamo.Chunk, cause error) error {
	r.log.WarnContext(ctx, "a row could not be undone", importAttr(r.job), "error", cause)
	back, err := r.rules.NewUndoTransaction(ctx, byImport(r.job), r.community, r.job.ID, nil, nil)
	if err != nil {
		return err
	}
	return r.saveUndo(ctx, back, chunk, 1, func(roster.RowResult) (roster.UndoResult, error) {
		return roster.UndoResult{Outcome: roster.UndoFailed, Code: CodeNotRemoved,
			Message: "This kept changing while it was undone. Undo once more, or end it in Community Members."}, nil
	})
}

// saveUndo calls undo for up to limit rows of the chunk from the cursor on, and
// writes the transaction with their results and the progress.
func (r *run) saveUndo(ctx context.Context, back *onboarding.UndoTransaction, chunk dynamo.Chunk, limit int, undo func(roster.RowResult) (roster.UndoResult, error)) (err error) {
	next := r.job
	chunk.Results = slices.Clone(chunk.Results)
	undone, whole := 0, true
	for n := next.Undo.Cursor; n < len(chunk.Results); n++ {
		row := &chunk.Results[n]
		if undoable(*row) {
			if undone == limit {
				whole = false
				break
			}
			if row.Undo, err = undo(*row); err != nil {
				return err
			}
			next.Undo = next.Undo.Add(row.Undo.Outcome)
			undone++
		}
		next.Undo.Cursor = n + 1
		if n == 0 || chunk.Results[n-1].Row != row.Row {
			next.Undo.Examined++
		}
	}
	if whole {
		next.Undo.Chunk, next.Undo.Cursor = chunk.Cursor, 0
	}
	if undone == 0 {
		if r.job.LeaseUntil.Sub(r.now()) > r.settings.Lease/2 {
			r.job = next
			return nil
		}
		r.renewLease(&next)
		return r.replace(ctx, next, nil)
	}
	next.Runs, next.Failures = 0, 0
	r.renewLease(&next)
	back.Tx().SaveRows(chunk)
	return r.commitTransaction(ctx, back, next)
}

// undoable reports whether the import has made something that was not taken
// back yet.
func undoable(row roster.RowResult) bool {
	return (row.Made || row.Filled != nil) && row.Undo.Outcome != roster.UndoReversed
}

// undoState is the current state of the people whom some rows created or
// changed.
type undoState struct {
	members    map[string]roster.Member
	links      map[string]roster.Membership // by member
	mails      map[string]roster.Intent
	properties map[string]roster.Property
	households map[string]roster.Household
}

// readUndoState reads what the chunk's rows from the cursor on have made.
func (r *run) readUndoState(ctx context.Context, chunk dynamo.Chunk) (undoState, error) {
	w := undoState{members: map[string]roster.Member{}, links: map[string]roster.Membership{}}
	community := r.job.Community
	var refs []dynamo.MemberRef
	for _, row := range chunk.Results[r.job.Undo.Cursor:] {
		if !undoable(row) {
			continue
		}
		refs = append(refs, dynamo.MemberRef{Community: community, ID: row.Member})
	}
	if len(refs) == 0 {
		return w, nil
	}
	members, err := r.store.Members(ctx, refs)
	if err != nil {
		return w, err
	}
	owners := map[string]string{}
	var persons, mails, properties, households []string
	for _, m := range members {
		w.members[m.ID] = m
		if m.Invitation.Delivery.State == roster.DeliveryQueued {
			mails = append(mails, mailOf(m))
		}
		person, err := r.rules.PersonOf(ctx, m)
		if err != nil {
			return w, err
		}
		owners[person] = m.ID
		persons, properties, households = append(persons, person), append(properties, m.Property), append(households, m.Household)
	}
	links, err := r.store.Memberships(ctx, community, persons)
	if err != nil {
		return w, err
	}
	for person, l := range links {
		w.links[owners[person]] = l
	}
	if len(mails) > 0 {
		if w.mails, err = r.store.Intents(ctx, mails); err != nil {
			return w, err
		}
	}
	slices.Sort(properties)
	slices.Sort(households)
	w.properties, w.households, err = r.store.Homes(ctx, community, slices.Compact(properties), slices.Compact(households))
	return w, err
}

// mailOf returns the ID of the email of the member's invitation.
func mailOf(m roster.Member) string {
	return roster.InvitationIntent(m, roster.MailInvitation, roster.LaneBulk, time.Time{}).ID
}

// mail returns the email enqueued for the member, or nil.
func (w undoState) mail(m roster.Member) *roster.Intent {
	if n, ok := w.mails[mailOf(m)]; ok {
		return &n
	}
	return nil
}

// undoRow takes back what the import made of one person, unless somebody has
// touched them since.
func (w undoState) undoRow(back *onboarding.UndoTransaction, row roster.RowResult) (roster.UndoResult, error) {
	reversed := roster.UndoResult{Outcome: roster.UndoReversed}
	m, ok := w.members[row.Member]
	if !ok {
		return reversed, nil // withdrawn by an earlier undo
	}
	version := 1
	if row.Filled != nil {
		version = row.Filled.Version
	}
	if code, why := touched(m, version); code != "" {
		return roster.UndoResult{Outcome: roster.UndoKept, Code: code, Message: why}, nil
	}
	if row.Filled != nil {
		return reversed, back.ClearFilled(m, *row.Filled)
	}
	return reversed, back.Withdraw(m, w.links[m.ID], w.mail(m))
}

// touched says why a member stays who had that version when the import was done
// with them; it is empty if nobody has touched them.
func touched(m roster.Member, version int) (code, why string) {
	switch {
	case m.Status == roster.Active:
		return CodeActivated, fmt.Sprintf("%s has activated.", m.FullName())
	case m.Status.Ended():
		return CodeEnded, fmt.Sprintf("%s’s invitation or membership was ended by hand.", m.FullName())
	case m.Version != version:
		return CodeEdited, fmt.Sprintf("%s has been edited since.", m.FullName())
	default:
		return "", ""
	}
}

// undone writes the list of what happened to the rows, and ends the undo.
func (r *run) undone(ctx context.Context) error {
	state := roster.ImportUndone
	if r.job.Undo.Kept+r.job.Undo.Failed > 0 {
		state = roster.ImportPartlyUndone
	} else {
		r.job.Sending = roster.Sending{HeldBack: r.job.Sending.HeldBack}
	}
	var list bytes.Buffer
	w := report.NewWriter(&list)
	for result, err := range r.results(ctx, r.job, 0) {
		if err != nil {
			return err
		}
		if result.Undo.Outcome == "" {
			continue
		}
		entry := report.Entry{Row: result.Row, Result: string(result.Undo.Outcome), Code: result.Undo.Code, Reason: result.Undo.Message}
		if err := w.Write(entry); err != nil {
			return err
		}
	}
	if err := w.Flush(); err != nil {
		return err
	}
	if err := r.bucket.Put(ctx, resultKey(r.job, undoFile), "text/csv; charset=utf-8", list.Bytes()); err != nil {
		return err
	}
	if !r.timeLeft(ctx) {
		return errPaused
	}
	return r.end(ctx, &r.job, state, "")
}
