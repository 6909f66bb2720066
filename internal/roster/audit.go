package roster

import (
	"strconv"
	"time"
)

// AuditEntry is one line of the audit trail. Entries are only ever added;
// erasing a person blanks the personal values in them and nothing else.
type AuditEntry struct {
	ID        string
	Community string
	// Member is the member it is about; empty for the community, its
	// preferences, a property or an import.
	Member string
	// Subject names the property, household, import or preference.
	Subject string
	At      time.Time
	By      Actor
	// Action is what was done, such as "invited" or "role_changed".
	Action  string
	Changes []Change
}

// Change is one value before and after.
type Change struct {
	Field string
	From  string
	To    string
}

// FieldMessage is the field of what somebody wrote, in an entry.
const FieldMessage = "message"

// Diff returns the pairs whose values differ.
func Diff(pairs ...Change) []Change {
	var changes []Change
	for _, c := range pairs {
		if c.From != c.To {
			changes = append(changes, c)
		}
	}
	return changes
}

// FirstEntry returns how the member came to be, as the first line of their
// history.
func (m Member) FirstEntry() AuditEntry {
	e := AuditEntry{Community: m.Community, Member: m.ID, At: m.Origin.At, By: m.Origin.By, Action: "invited"}
	if m.Origin.Import != "" {
		e.Action = "imported"
		e.Changes = []Change{{Field: "import", To: m.Origin.Import}, {Field: "row", To: strconv.Itoa(m.Origin.Row)}}
		e.Changes = append(e.Changes, SourceChanges(m.Origin.Sources())...)
	}
	return e
}

// SourceChanges returns, for a history, where in a file values come from; From
// is the original text if it was changed.
func SourceChanges(sources []Source) []Change {
	var changes []Change
	for _, s := range sources {
		changes = append(changes, Change{Field: "source." + s.Field, From: s.From, To: s.CellLabel()})
	}
	return changes
}

// Operator is the person who runs the stack, acting through the operate
// command.
var Operator = Actor{Kind: BySystem, ID: "operator", Name: "Operator"}
