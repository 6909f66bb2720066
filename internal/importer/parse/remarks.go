package parse

import (
	"strings"

	"github.com/communitrak/onboarding/internal/roster"
)

// Remarks are the reasons why a row or one of its people needs attention, and
// notes about them.
type Remarks struct {
	Reasons []roster.RowReason
	Notes   []string
}

// How much of a row's own text is kept with its result.
const (
	MaxValue   = 200
	MaxMessage = 500
	maxNotes   = 20
)

// Attention adds a reason: its code, the heading and value that it points to,
// and what it says to people.
func (r *Remarks) Attention(code, column, value, message string) {
	r.Reasons = append(r.Reasons, roster.RowReason{
		Code: code, Column: column, Value: Clip(value, MaxValue), Message: Clip(message, MaxMessage),
	})
}

// Note adds a note, unless there are too many already.
func (r *Remarks) Note(text string) {
	if len(r.Notes) < maxNotes {
		r.Notes = append(r.Notes, Clip(text, MaxMessage))
	}
}

// Sentence turns a reason into a sentence.
func Sentence(reason string) string {
	reason = strings.TrimSuffix(strings.TrimSpace(reason), ".")
	if reason == "" {
		return ""
	}
	return strings.ToUpper(reason[:1]) + reason[1:] + "."
}

// Clip truncates a text to at most that many characters.
func Clip(s string, runes int) string {
	n := 0
	for i := range s {
		if n == runes {
			return s[:i] + "…"
		}
		n++
	}
	return s
}
