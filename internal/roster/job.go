package roster

import (
	"encoding/json"
	"time"
)

// Import is one roster on its way into a community.
type Import struct {
	ID        string
	Community string
	State     ImportState
	Mode      ImportMode
	Send      SendMode
	File      ImportFile
	// Detected and Mapping are what the reader understood, as JSON that this
	// package does not look into.
	Detected json.RawMessage
	Mapping  json.RawMessage
	Counts   Outcomes
	Mails    ImportMails
	// Cursor is how many rows of the file are done, Chunk how many chunks of
	// results were written. Fence is raised by each run: a run that was thought
	// dead can write no more.
	Cursor int
	Chunk  int
	Rows   int
	Fence  int
	// LeaseUntil is how long the present run may be silent, or when the next
	// one may start.
	LeaseUntil time.Time
	// Runs counts the runs since the last one that got further, Failures those
	// of them that ended in an error.
	Runs     int
	Failures int
	By       Actor
	// Reason says in words why the import was rejected or failed.
	Reason     string
	CreatedAt  time.Time
	BeatAt     time.Time
	FinishedAt time.Time
	Rev        int
}

// ImportFile is the object that holds the roster.
type ImportFile struct {
	Name, Key, Version, ETag string
	Size                     int64
}

// ImportState is where an import stands.
type ImportState string

// The states of an import.
const (
	ImportAwaitingUpload ImportState = "awaiting_upload"
	ImportQueued         ImportState = "queued"
	ImportChecking       ImportState = "checking"
	ImportRejected       ImportState = "rejected"
	ImportReady          ImportState = "ready"
	ImportImporting      ImportState = "importing"
	ImportUndoing        ImportState = "undoing"
	ImportCompleted      ImportState = "completed"
	ImportNeedsAttention ImportState = "needs_attention"
	ImportAborted        ImportState = "aborted"
	ImportUndone         ImportState = "undone"
	ImportPartlyUndone   ImportState = "partly_undone"
	ImportFailed         ImportState = "failed"
)

// Working reports whether the schedule has something to do for the import.
func (s ImportState) Working() bool {
	switch s {
	case ImportQueued, ImportChecking, ImportImporting, ImportUndoing:
		return true
	default:
		return false
	}
}

// ImportMode is what happens to a roster without being asked.
type ImportMode string

// The modes: import at once, or wait for Support after the check.
const (
	ModeImport ImportMode = "import"
	ModeReview ImportMode = "review"
)

// SendMode is when the invitations of an import are sent.
type SendMode string

// The send modes.
const (
	SendNow  SendMode = "now"
	SendHold SendMode = "hold"
)

// Outcomes count what became of the rows. Total is the sum of the others.
type Outcomes struct {
	Total, Created, Updated, Unchanged, Skipped, Attention, Failed int
}

// Add counts one more row with that result.
func (o Outcomes) Add(r RowOutcome) Outcomes {
	o.Total++
	switch r {
	case RowCreated:
		o.Created++
	case RowUpdated:
		o.Updated++
	case RowUnchanged:
		o.Unchanged++
	case RowSkipped:
		o.Skipped++
	case RowAttention:
		o.Attention++
	default:
		o.Failed++
	}
	return o
}

// RowOutcome is what became of one row.
type RowOutcome string

// The outcomes of a row.
const (
	RowCreated   RowOutcome = "created"
	RowUpdated   RowOutcome = "updated"
	RowUnchanged RowOutcome = "unchanged"
	RowSkipped   RowOutcome = "skipped"
	RowAttention RowOutcome = "attention"
	RowFailed    RowOutcome = "failed"
)

// ImportMails count how the invitations of an import fare: how many wait to be
// sent, were sent, and came back.
type ImportMails struct{ Queued, Sent, Bounced int }

// Plus adds d.
func (m ImportMails) Plus(d ImportMails) ImportMails {
	return ImportMails{m.Queued + d.Queued, m.Sent + d.Sent, m.Bounced + d.Bounced}
}

// Minus subtracts d.
func (m ImportMails) Minus(d ImportMails) ImportMails {
	return ImportMails{m.Queued - d.Queued, m.Sent - d.Sent, m.Bounced - d.Bounced}
}

// Fared is what the mail adds to the figures of its import.
func (i Intent) Fared() ImportMails {
	var m ImportMails
	switch {
	case !i.State.Final():
		m.Queued = 1
	case i.State == IntentSent:
		m.Sent = 1
	}
	if i.Outcome == DeliveryBounced || i.Outcome == DeliverySuppressed || i.Outcome == DeliveryComplained {
		m.Bounced = 1
	}
	return m
}

// RowResult is what became of one row and of the people in it.
type RowResult struct {
	// Row is the number that a spreadsheet program shows; the header counts.
	Row    int
	Result RowOutcome
	// RowReason is the most important thing that there is to say about the row,
	// Also is what else needs attention.
	RowReason
	Also []RowReason
	// Member is the first one that was made or found.
	Member string
	// Notes are what was repaired or not used, in words.
	Notes []string
}

// RowReason says why a row did not become what it says. Code is stable, Message
// is for people; Column and Value tell where to look in the file.
type RowReason struct {
	Code    string
	Column  string
	Value   string
	Message string
}
