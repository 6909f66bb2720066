package roster_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/communitrak/onboarding/internal/roster"
)

// allStates are the states of an import.
var allStates = []roster.ImportState{
	roster.ImportAwaitingUpload, roster.ImportQueued, roster.ImportChecking, roster.ImportRejected, roster.ImportReady,
	roster.ImportImporting, roster.ImportUndoing, roster.ImportCompleted, roster.ImportNeedsAttention, roster.ImportAborted,
	roster.ImportUndone, roster.ImportPartlyUndone, roster.ImportFailed,
}

// statesIn returns the states in which the import answers yes.
func statesIn(i roster.Import, is func(roster.Import) bool) []roster.ImportState {
	var found []roster.ImportState
	for _, i.State = range allStates {
		if is(i) {
			found = append(found, i.State)
		}
	}
	return found
}

func TestImport_states(t *testing.T) {
	t.Parallel()
	done := roster.Import{Cursor: 5, FinishedAt: noon}
	for name, c := range map[string]struct {
		job  roster.Import
		is   func(roster.Import) bool
		want []roster.ImportState
	}{
		"the schedule works on it": {roster.Import{}, func(i roster.Import) bool { return i.State.Working() },
			[]roster.ImportState{roster.ImportQueued, roster.ImportChecking, roster.ImportImporting, roster.ImportUndoing}},
		"its rows are done": {roster.Import{}, func(i roster.Import) bool { return i.State.Ended() },
			[]roster.ImportState{roster.ImportRejected, roster.ImportCompleted, roster.ImportNeedsAttention, roster.ImportAborted, roster.ImportUndone, roster.ImportPartlyUndone, roster.ImportFailed}},
		"it has written its report": {roster.Import{}, func(i roster.Import) bool { return i.ReportState() == roster.ReportDone },
			[]roster.ImportState{roster.ImportUndoing, roster.ImportCompleted, roster.ImportNeedsAttention, roster.ImportUndone, roster.ImportPartlyUndone}},
		"it can be undone": {done, func(i roster.Import) bool { return i.UndoUntil().Equal(noon.Add(roster.UndoWindow)) },
			[]roster.ImportState{roster.ImportCompleted, roster.ImportNeedsAttention, roster.ImportAborted, roster.ImportPartlyUndone, roster.ImportFailed}},
		"its plan is being renewed": {roster.Import{Plan: 2, Shown: 1}, roster.Import.Renewing,
			[]roster.ImportState{roster.ImportQueued, roster.ImportChecking}},
		"its undo has ended": {roster.Import{}, roster.Import.Undone,
			[]roster.ImportState{roster.ImportUndone, roster.ImportPartlyUndone}},
	} {
		if diff := cmp.Diff(c.want, statesIn(c.job, c.is)); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
	for name, job := range map[string]roster.Import{
		"only planned":  {State: roster.ImportAborted, Cursor: 5, Plan: 1, FinishedAt: noon},
		"nothing began": {State: roster.ImportAborted, FinishedAt: noon},
	} {
		if got := job.UndoUntil(); !got.IsZero() {
			t.Errorf("%s: it can be undone until %v, want never", name, got)
		}
	}
}

// A cut-off import owes a report on what it has made, if it has made anything.
func TestImport_MarkReportDue(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		job  roster.Import
		want roster.ReportState
	}{
		"halfway":       {roster.Import{State: roster.ImportAborted, Cursor: 5, Failures: 3}, roster.ReportDue},
		"not begun":     {roster.Import{State: roster.ImportAborted}, roster.ReportNone},
		"only planned":  {roster.Import{State: roster.ImportAborted, Cursor: 5, Plan: 1}, roster.ReportNone},
		"planned first": {roster.Import{State: roster.ImportAborted, Cursor: 5, Plan: 1, Committed: true}, roster.ReportDue},
	} {
		got := c.job.MarkReportDue()
		if got.ReportState() != c.want || got.Failures != 0 && c.want == roster.ReportDue {
			t.Errorf("%s: got %s after %d failures, want %s", name, got.ReportState(), got.Failures, c.want)
		}
	}
}

// While a plan is made again, the one before it stays on the screen.
func TestImport_plans(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		job           roster.Import
		number, shown int
	}{
		"imported at once":       {roster.Import{State: roster.ImportImporting}, 0, 0},
		"the first plan":         {roster.Import{State: roster.ImportChecking, Plan: 1}, 1, 1},
		"the second, renewing":   {roster.Import{State: roster.ImportChecking, Plan: 2, Shown: 1}, 2, 1},
		"the second, ready":      {roster.Import{State: roster.ImportReady, Plan: 2, Shown: 1}, 2, 2},
		"committed":              {roster.Import{State: roster.ImportImporting, Plan: 2, Committed: true}, 0, 0},
		"committed, after shown": {roster.Import{State: roster.ImportQueued, Plan: 2, Shown: 1, Committed: true}, 0, 0},
	} {
		if c.job.PlanNumber() != c.number || c.job.ShownPlan() != c.shown {
			t.Errorf("%s: got plan %d, shown %d, want %d, %d", name, c.job.PlanNumber(), c.job.ShownPlan(), c.number, c.shown)
		}
	}
}

// The schedule looks at an import when there is something to do for it, and not
// before its process has had its time.
func TestImport_Due(t *testing.T) {
	t.Parallel()
	lease, end := noon.Add(time.Hour), noon.Add(2*time.Hour)
	sending := roster.Sending{State: roster.SendingWaiting, Due: noon.Add(3 * time.Hour)}
	for name, c := range map[string]struct {
		job  roster.Import
		want time.Time
	}{
		"waits for its file":             {roster.Import{State: roster.ImportAwaitingUpload, LeaseUntil: lease}, lease},
		"nobody has it":                  {roster.Import{State: roster.ImportQueued}, noon},
		"a process has it":               {roster.Import{State: roster.ImportImporting, LeaseUntil: lease}, lease},
		"ready":                          {roster.Import{State: roster.ImportReady, LeaseUntil: lease}, time.Time{}},
		"owes its report":                {roster.Import{State: roster.ImportAborted, Report: roster.ReportDue}, end},
		"a process writes its report":    {roster.Import{State: roster.ImportAborted, Report: roster.ReportDue, LeaseUntil: lease}, lease},
		"has mails to release":           {roster.Import{State: roster.ImportCompleted, Sending: sending}, sending.Due},
		"has both":                       {roster.Import{State: roster.ImportFailed, Report: roster.ReportDue, Sending: sending}, end},
		"is being undone, and sends":     {roster.Import{State: roster.ImportUndoing, LeaseUntil: lease, Sending: sending}, lease},
		"nothing is left":                {roster.Import{State: roster.ImportCompleted, LeaseUntil: lease}, time.Time{}},
		"held mails wait for a decision": {roster.Import{State: roster.ImportCompleted, Sending: roster.Sending{State: roster.SendingHeld, Due: noon}}, time.Time{}},
	} {
		c.job.CreatedAt, c.job.FinishedAt = noon, end
		if got := c.job.Due(); !got.Equal(c.want) {
			t.Errorf("%s: got %v, want %v", name, got, c.want)
		}
	}
}

// A member keeps the columns that their values come from, and nothing more.
func TestColumnsOf(t *testing.T) {
	t.Parallel()
	for want, sources := range map[string][]roster.Source{
		"":           nil,
		"A":          {{Field: roster.SourceName, Cell: "A7"}},
		"A.C*..F,AG": {{Field: roster.SourceName, Cell: "A7"}, {Field: roster.SourceEmail, Cell: "C7", ByHand: true}, {Field: roster.SourceHome, Cell: "F7, AG7"}},
		"A,B..D":     {{Field: roster.SourceName, Cell: "A7, B7"}, {Field: roster.SourcePhone, Cell: "D7"}},
		"...F,G*":    {{Field: roster.SourceHome, Cell: "F7, G7", ByHand: true}},
	} {
		got := roster.ColumnsOf(sources)
		if got != want {
			t.Errorf("got %q, want %q", got, want)
		}
		if diff := cmp.Diff(sources, (roster.Origin{Row: 7, Columns: got}).Sources()); diff != "" {
			t.Errorf("%s, read back: %s", got, diff)
		}
	}
	if got := (roster.Origin{Row: 7, Columns: "....Z"}).Sources(); got != nil {
		t.Errorf("a field that there is not: got %+v", got)
	}
	for want, s := range map[string]roster.Source{
		"C7":                            {Cell: "C7"},
		"Email (C7)":                    {Column: "Email", Cell: "C7"},
		"Email (C7), corrected by hand": {Column: "Email", Cell: "C7", ByHand: true},
		"Street, City (F7, G7)":         {Column: "Street, City", Cell: "F7, G7"},
		"F7, G7, corrected by hand":     {Cell: "F7, G7", ByHand: true},
	} {
		if got := s.CellLabel(); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}
