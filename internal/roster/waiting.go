package roster

import (
	"cmp"
	"time"
)

// Waiting is what an import waits for Support to do.
type Waiting string

// What imports wait for, most pressing first. NotWaiting means nothing.
const (
	NotWaiting Waiting = ""
	// WaitingStopped means that sending its mails stopped, and some are left.
	WaitingStopped Waiting = "stopped"
	// WaitingReady means that its plan is to be reviewed, or its questions
	// answered.
	WaitingReady Waiting = "ready"
	// WaitingAttention means that it ended, and not everybody in its file was
	// brought in.
	WaitingAttention Waiting = "attention"
)

// WaitingKinds lists what imports wait for, most pressing first.
func WaitingKinds() []Waiting { return []Waiting{WaitingStopped, WaitingReady, WaitingAttention} }

// AttentionLife is how long an import that needs attention is listed as
// waiting. After that, its file and its reports are gone, and nobody can
// continue from them.
const AttentionLife = 30 * 24 * time.Hour

// Waits returns what the import waits for Support to do, and since when.
func (i Import) Waits() (Waiting, time.Time) {
	since := cmp.Or(i.FinishedAt, i.HeartbeatAt, i.CreatedAt)
	switch {
	case i.State == ImportReady:
		return WaitingReady, since
	case i.UndoBegun() && i.State != ImportFailed:
		return NotWaiting, time.Time{}
	case i.Sending.State == SendingStopped:
		return WaitingStopped, since
	case i.State == ImportNeedsAttention, i.State == ImportFailed, i.State == ImportRejected:
		return WaitingAttention, since
	default:
		return NotWaiting, time.Time{}
	}
}
