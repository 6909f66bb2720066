package roster

import (
	"encoding/json"
	"strconv"
	"strings"
	"time"
)

// Import is one roster on its way into a community.
type Import struct {
	ID        string
	Community string
	State     ImportState
	Mode      ImportMode
	Send      SendMode
	// SharedEmail is the choice made in review; empty means attention.
	SharedEmail SharedEmail
	File        ImportFile
	// Detected and Mapping are what the reader understood, as JSON that this
	// package does not look into.
	Detected json.RawMessage
	Mapping  json.RawMessage
	Counts   Outcomes
	// Profiles is how many profiles the import has added: members without
	// sign-in.
	Profiles int
	// Plan numbers the valid plan of the rows: a changed mapping makes a new
	// one. 0 means that nothing was planned and the roster is imported
	// directly.
	Plan int
	// Committed means that the plan was released for importing; from then on,
	// Counts, Cursor and Chunk are about the import.
	Committed bool
	Sending   Sending
	Undo      Undo
	// Corrections are cells of the file that somebody corrected in the review,
	// by row and column; lists of imports leave them out. Corrected is their
	// number, and every change of them increments CorrectionsRev.
	Corrections    []Correction
	Corrected      int
	CorrectionsRev int
	// Shown is the plan that was made last, while it is renewed for
	// corrections; 0 if the present one is the only one.
	Shown int
	// Cursor is how many rows of the file are done, and Chunk how many chunks
	// of results were written. Each run raises Fence, so a run that was
	// presumed dead can write no more.
	Cursor int
	Chunk  int
	Rows   int
	Fence  int
	// LeaseUntil is how long the current run may be silent, or when the next
	// one may start; for an import that waits for its file, how long it waits.
	LeaseUntil time.Time
	// Runs counts the runs since the last one that made progress, Failures
	// those of them that ended in an error.
	Runs     int
	Failures int
	By       Actor
	// Report is the state of the report of a cut-off import.
	Report ReportState
	// Reason says in words why the import was rejected or failed.
	Reason      string
	CreatedAt   time.Time
	HeartbeatAt time.Time
	FinishedAt  time.Time
	Rev         int
}

// ReportState is the state of the report of an import that was aborted or
// failed after it had made something. All others write theirs as they end.
type ReportState string

// The states of a report. ReportNone means that the file could not be read
// again.
const (
	ReportDue  ReportState = "due"
	ReportDone ReportState = "done"
	ReportNone ReportState = "none"
)

// MarkReportDue marks the report as due on what the import did before it ended.
func (i Import) MarkReportDue() Import {
	if i.Cursor > 0 && !i.Planning() {
		i.Report, i.Failures = ReportDue, 0
	}
	return i
}

// ReportState returns the state of any import's report.
func (i Import) ReportState() ReportState {
	if i.Report != "" {
		return i.Report
	}
	switch i.State {
	case ImportCompleted, ImportNeedsAttention, ImportUndoing, ImportUndone, ImportPartlyUndone:
		return ReportDone
	default:
		return ReportNone
	}
}

// Planning reports whether the rows are only looked at.
func (i Import) Planning() bool { return i.Plan > 0 && !i.Committed }

// ShownPlan returns the number of the plan that is shown: the previous one while
// it is being renewed.
func (i Import) ShownPlan() int {
	if i.Renewing() {
		return i.Shown
	}
	return i.PlanNumber()
}

// Renewing reports whether the plan is being made again with corrections while
// the previous one is shown.
func (i Import) Renewing() bool {
	return i.Shown > 0 && i.Planning() && (i.State == ImportQueued || i.State == ImportChecking)
}

// PlanNumber returns the number of the plan that the rows are looked at for, or
// 0 if they are imported.
func (i Import) PlanNumber() int {
	if i.Planning() {
		return i.Plan
	}
	return 0
}

// Due returns when the schedule next has something to do for the import. Zero
// means never.
func (i Import) Due() time.Time {
	switch {
	case i.State == ImportAwaitingUpload, i.State.Working() && !i.LeaseUntil.IsZero():
		return i.LeaseUntil
	case i.State.Working():
		return i.CreatedAt
	case i.State.Ended() && i.Report == ReportDue && i.LeaseUntil.IsZero():
		return i.FinishedAt
	case i.State.Ended() && i.Report == ReportDue:
		return i.LeaseUntil
	case i.State.Ended() && i.Sending.State.Active():
		return i.Sending.Due
	default:
		return time.Time{}
	}
}

// ImportFile is the object that holds the roster.
type ImportFile struct {
	Name, Key, Version, ETag string
	Size                     int64
}

// ImportState is the state of an import.
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

// Ended reports whether the rows are done, for better or worse.
func (s ImportState) Ended() bool {
	switch s {
	case ImportRejected, ImportCompleted, ImportNeedsAttention, ImportAborted, ImportUndone, ImportPartlyUndone, ImportFailed:
		return true
	default:
		return false
	}
}

// ImportMode is what happens to a roster by default.
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

// SharedEmail is what becomes of people whose email is also somebody else's in
// the file.
type SharedEmail string

// The choices: their rows need attention, or they are added without sign-in.
const (
	SharedEmailAttention SharedEmail = "attention"
	SharedEmailProfile   SharedEmail = "profile"
)

// Outcomes counts what became of the people in a file, each of whom has their
// own result, and of the rows that should name somebody but do not. Total is
// the sum of the others except NoPerson: rows that are nobody's, such as totals
// and page lines.
type Outcomes struct {
	Total, Created, Updated, Unchanged, Skipped, Attention, Failed int
	NoPerson                                                       int
}

// Add counts one more result.
func (o Outcomes) Add(r RowOutcome) Outcomes {
	if r == RowNoPerson {
		o.NoPerson++
		return o
	}
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

// RowOutcome is what became of one person in a row.
type RowOutcome string

// The outcomes.
const (
	RowCreated   RowOutcome = "created"
	RowUpdated   RowOutcome = "updated"
	RowUnchanged RowOutcome = "unchanged"
	RowSkipped   RowOutcome = "skipped"
	RowAttention RowOutcome = "attention"
	RowFailed    RowOutcome = "failed"
	// RowNoPerson means that the row is a heading, a total or the like, and
	// nobody's.
	RowNoPerson RowOutcome = "no_person"
)

// RowResult is what became of one person in a row.
type RowResult struct {
	// Row is the number that a spreadsheet program shows, counting the header.
	Row int
	// Person tells the people in a row apart, from 1; 0 means that the row
	// names nobody. In a second list beside the first, these numbers are 10
	// higher.
	Person int
	// Name, Email, and Home are the person's as read; empty if they could not
	// be.
	Name        string
	Email, Home string
	Result      RowOutcome
	// RowReason is the most important thing to say about the person, and
	// FurtherReasons is what else needs attention.
	RowReason
	FurtherReasons []RowReason
	// Member is the member who was created or found.
	Member string
	// Made means that this import created the member.
	Made bool
	// Filled is what the import gave an existing member, or nil.
	Filled *Filled
	// Fingerprint stands, in a plan, for what the row rests on in the table; the row's
	// first result has it.
	Fingerprint string
	// Notes say in words what was repaired or not used. Those about the whole
	// row are with its first result.
	Notes []string
	// Sources say where name, email, phone and home come from.
	Sources []Source
	// Cells are, in a plan, the cells that can be corrected or were.
	Cells []Cell
	// Undo is what became of the result when the import was undone.
	Undo UndoResult
}

// Correction is a cell of an import's file that somebody corrected by hand.
type Correction struct {
	Row    int // as a spreadsheet program shows it
	Column int // of the file, from 1
	Value  string
}

// Cell is a cell of the file that can be corrected or was.
type Cell struct {
	Column  int // of the file, from 1
	Heading string
	Value   string
	// Corrected means that somebody corrected the cell, which is Was in the
	// file.
	Corrected bool
	Was       string
}

// Filled is what an import gave an existing member.
type Filled struct {
	// Version is the member's version after that; a later one means that the
	// member was edited since.
	Version int
	// Phone and Head say what was blank before.
	Phone, Head bool
}

// Source says where in a file a person's value comes from.
type Source struct {
	Field  string // SourceName, SourceEmail, SourcePhone or SourceHome
	Column string // the heading, or several separated by commas
	Cell   string // as a spreadsheet program names it: C12, or A12, B12
	// From is the original text and To what was made of it; both are empty if
	// nothing was changed.
	From, To string
	// ByHand means that the cell was corrected in the review.
	ByHand bool
}

// The fields of a Source.
const (
	SourceName  = "name"
	SourceEmail = "email"
	SourcePhone = "phone"
	SourceHome  = "home"
)

// CellLabel returns the column with its cell, Email (C12), or the cell alone if
// nothing else is known. It says so if the cell was corrected.
func (s Source) CellLabel() string {
	place := s.Cell
	if s.Column != "" {
		place = s.Column + " (" + s.Cell + ")"
	}
	if s.ByHand {
		place += ", corrected by hand"
	}
	return place
}

// sourceFields are the fields of sources in the order that ColumnsOf uses.
var sourceFields = []string{SourceName, SourceEmail, SourcePhone, SourceHome}

// byHand marks, after a column, that its cell was corrected.
const byHand = "*"

// ColumnsOf keeps only the columns of sources: A.C*..F,G for a name in A, an
// email in C that was corrected by hand, no phone, and a home in F and G. A
// member has no room for more: the headings, and what was changed, are in the
// import's results.
func ColumnsOf(sources []Source) string {
	var fields []string
	for _, field := range sourceFields {
		var columns []string
		for _, s := range sources {
			if s.Field != field {
				continue
			}
			for cell := range strings.SplitSeq(s.Cell, ", ") {
				columns = append(columns, strings.TrimRight(cell, "0123456789"))
			}
			if s.ByHand {
				columns[len(columns)-1] += byHand
			}
		}
		fields = append(fields, strings.Join(columns, ","))
	}
	return strings.TrimRight(strings.Join(fields, "."), ".")
}

// Sources returns the cells of the import's file that a member's values come
// from.
func (o Origin) Sources() []Source {
	var all []Source
	for n, columns := range strings.Split(o.Columns, ".") {
		if columns == "" || n >= len(sourceFields) {
			continue
		}
		columns, corrected := strings.CutSuffix(columns, byHand)
		var cells []string
		for c := range strings.SplitSeq(columns, ",") {
			cells = append(cells, c+strconv.Itoa(o.Row))
		}
		all = append(all, Source{Field: sourceFields[n], Cell: strings.Join(cells, ", "), ByHand: corrected})
	}
	return all
}

// RowReason says why a row did not turn into what it says. Code is stable,
// Message is for people; Column and Value tell where to look in the file.
type RowReason struct {
	Code    string
	Column  string
	Value   string
	Message string
}
