package roster

import (
	"strconv"
	"time"
)

// Entry is one line of the audit trail. Entries are only ever added; erasing a
// person blanks the personal values in them and nothing else.
type Entry struct {
	ID        string
	Community string
	// Member is whom it is about; empty: the community, its preferences, a
	// property or an import.
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

// Diff lists what differs of the pairs field, from, to.
func Diff(pairs ...Change) []Change {
	var changes []Change
	for _, c := range pairs {
		if c.From != c.To {
			changes = append(changes, c)
		}
	}
	return changes
}

// FirstEntry is how the member came to be, as the first line of his history.
func (m Member) FirstEntry() Entry {
	e := Entry{Community: m.Community, Member: m.ID, At: m.Origin.At, By: m.Origin.By, Action: "invited"}
	if m.Origin.Import != "" {
		e.Action = "imported"
		e.Changes = []Change{{Field: "import", To: m.Origin.Import}, {Field: "row", To: strconv.Itoa(m.Origin.Row)}}
		e.Changes = append(e.Changes, Sourced(m.Origin.Sources())...)
	}
	return e
}

// Sourced tells in a history where in a file values stand: from is what stands there,
// where something else was made of it.
func Sourced(sources []Source) []Change {
	var changes []Change
	for _, s := range sources {
		changes = append(changes, Change{Field: "source." + s.Field, From: s.From, To: s.Place()})
	}
	return changes
}

// Operator is who runs the stack, with its own program.
var Operator = Actor{Kind: BySystem, ID: "operator", Name: "Operator"}
