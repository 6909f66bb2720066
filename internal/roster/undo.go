package roster

import "time"

// Undo is the progress of undoing an import.
type Undo struct {
	// Reversed, Kept and Failed count the rows that had made something.
	Reversed, Kept, Failed int
	// Examined is how many rows were looked at, Cursor how many results of the
	// current chunk, and Chunk the next chunk of results.
	Examined, Cursor int
	Chunk            string
	// Attempts counts the attempts.
	Attempts int
	At       time.Time
	By       Actor
}

// UndoWindow is how long after its end an import can be undone.
const UndoWindow = 30 * 24 * time.Hour

// UndoUntil returns until when the import can be undone, or zero if it cannot.
func (i Import) UndoUntil() time.Time {
	switch i.State {
	case ImportCompleted, ImportNeedsAttention, ImportAborted, ImportFailed, ImportPartlyUndone:
	default:
		return time.Time{}
	}
	if i.Planning() || i.Cursor == 0 {
		return time.Time{}
	}
	return i.FinishedAt.Add(UndoWindow)
}

// UndoBegun reports whether an undo has begun, so that what the import made may be
// gone. It stays so if the undo fails.
func (i Import) UndoBegun() bool { return i.Undo.Attempts > 0 }

// Undone reports whether an undo has ended: it may have kept something.
func (i Import) Undone() bool { return i.State == ImportUndone || i.State == ImportPartlyUndone }

// UndoResult is what became of an undone row. The zero value means nothing,
// because the row had made nothing or was not looked at.
type UndoResult struct {
	Outcome UndoOutcome
	// Code and Message say why it was kept or failed.
	Code, Message string
}

// UndoOutcome is what became of what a row had made.
type UndoOutcome string

// The outcomes.
const (
	UndoReversed UndoOutcome = "reversed"
	UndoKept     UndoOutcome = "kept"
	UndoFailed   UndoOutcome = "failed"
)

// Add counts a row.
func (u Undo) Add(o UndoOutcome) Undo {
	switch o {
	case UndoReversed:
		u.Reversed++
	case UndoKept:
		u.Kept++
	case UndoFailed:
		u.Failed++
	}
	return u
}
