package dynamo

import (
	"reflect"

	"github.com/communitrak/onboarding/internal/roster"
)

type importItem struct {
	header
	ID          string            `dynamodbav:"id"`
	Community   string            `dynamodbav:"c"`
	State       string            `dynamodbav:"state"`
	Mode        string            `dynamodbav:"mode"`
	Send        string            `dynamodbav:"send"`
	Shared      string            `dynamodbav:"sharedEmail,omitempty"`
	File        roster.ImportFile `dynamodbav:"file"`
	Counts      roster.Outcomes   `dynamodbav:"counts"`
	Profiles    int               `dynamodbav:"profiles,omitempty"`
	Plan        int               `dynamodbav:"plan,omitempty"`
	Committed   bool              `dynamodbav:"committed,omitempty"`
	Shown       int               `dynamodbav:"shown,omitempty"`
	Corrected   int               `dynamodbav:"corrected,omitempty"`
	CorrRev     int               `dynamodbav:"corrRev,omitempty"`
	Sending     *sendingItem      `dynamodbav:"sending,omitempty"`
	Undo        *undoItem         `dynamodbav:"undo,omitempty"`
	Cursor      int               `dynamodbav:"cur"`
	Chunk       int               `dynamodbav:"chunk"`
	Rows        int               `dynamodbav:"rowCount"`
	Fence       int               `dynamodbav:"fence"`
	Lease       stamp             `dynamodbav:"lease,omitempty"`
	Runs        int               `dynamodbav:"runs,omitempty"`
	Failures    int               `dynamodbav:"failures,omitempty"`
	By          actorItem         `dynamodbav:"by"`
	Report      string            `dynamodbav:"report,omitempty"`
	Reason      string            `dynamodbav:"reason,omitempty"`
	CreatedAt   stamp             `dynamodbav:"createdAt"`
	HeartbeatAt stamp             `dynamodbav:"beatAt,omitempty"`
	EndedAt     stamp             `dynamodbav:"endedAt,omitempty"`
}

func storeImport(j roster.Import) *importItem {
	i := &importItem{
		header: newHeader(importKey(j.Community, j.ID), j.Rev), ID: j.ID, Community: j.Community, State: string(j.State), Mode: string(j.Mode),
		Send: string(j.Send), Shared: string(j.SharedEmail), File: j.File, Counts: j.Counts, Profiles: j.Profiles, Plan: j.Plan, Committed: j.Committed, Shown: j.Shown, Corrected: j.Corrected, CorrRev: j.CorrectionsRev, Sending: storeSending(j.Sending), Undo: storeUndo(j.Undo),
		Cursor: j.Cursor, Chunk: j.Chunk, Rows: j.Rows, Fence: j.Fence, Lease: stampOf(j.LeaseUntil), Runs: j.Runs, Failures: j.Failures, By: storeActor(j.By), Report: string(j.Report), Reason: j.Reason,
		CreatedAt: stampOf(j.CreatedAt), HeartbeatAt: stampOf(j.HeartbeatAt), EndedAt: stampOf(j.FinishedAt),
	}
	i.GSI1PK, i.GSI1SK = importsIndex(j.Community), dueSort(j.CreatedAt, j.ID)
	if due := j.Due(); !due.IsZero() {
		i.GSI2PK, i.GSI2SK = dueShard(laneJob, 0), dueSort(due, i.PK)
	}
	if waits, since := j.Waits(); waits != roster.NotWaiting {
		i.GSI3PK, i.GSI3SK = waitingIndex(waits), dueSort(since, j.ID)
	}
	return i
}

func (i *importItem) load() roster.Import {
	return roster.Import{
		ID: i.ID, Community: i.Community, State: roster.ImportState(i.State), Mode: roster.ImportMode(i.Mode), Send: roster.SendMode(i.Send), SharedEmail: roster.SharedEmail(i.Shared),
		File: i.File, Counts: i.Counts, Profiles: i.Profiles, Plan: i.Plan, Committed: i.Committed, Shown: i.Shown, Corrected: i.Corrected, CorrectionsRev: i.CorrRev, Sending: i.Sending.load(), Undo: i.Undo.load(),
		Cursor: i.Cursor, Chunk: i.Chunk, Rows: i.Rows, Fence: i.Fence, LeaseUntil: i.Lease.time(), Runs: i.Runs, Failures: i.Failures, By: i.By.load(), Report: roster.ReportState(i.Report), Reason: i.Reason,
		CreatedAt: i.CreatedAt.time(), HeartbeatAt: i.HeartbeatAt.time(), FinishedAt: i.EndedAt.time(), Rev: i.Rev,
	}
}

// detectedItem is what the reader understood of an import's file. It is a
// separate item because the import itself is rewritten with every chunk.
type detectedItem struct {
	header
	Detected string `dynamodbav:"detected"`
	Mapping  string `dynamodbav:"mapping"`
}

// correctionsItem holds the cells of an import's file that were corrected by
// hand.
type correctionsItem struct {
	header
	Cells []correctionItem `dynamodbav:"cells"`
}

type correctionItem struct {
	Row    int    `dynamodbav:"n"`
	Column int    `dynamodbav:"col"`
	Value  string `dynamodbav:"v"`
}

// layoutsItem holds settled layouts. The attribute names mapping and origins
// are reserved.
type layoutsItem struct {
	header
	Layouts string `dynamodbav:"layouts"`
}

// rowsItem holds the results of one chunk.
type rowsItem struct {
	header
	Results []rowItem `dynamodbav:"results"`
}

type rowItem struct {
	Row         int          `dynamodbav:"n"`
	Person      int          `dynamodbav:"p,omitempty"`
	Name        string       `dynamodbav:"name,omitempty"`
	Email       string       `dynamodbav:"email,omitempty"`
	Home        string       `dynamodbav:"home,omitempty"`
	Cells       []cellItem   `dynamodbav:"cells,omitempty"`
	Result      string       `dynamodbav:"r"`
	Member      string       `dynamodbav:"m,omitempty"`
	Made        bool         `dynamodbav:"made,omitempty"`
	Filled      *filledItem  `dynamodbav:"filled,omitempty"`
	Fingerprint string       `dynamodbav:"target,omitempty"`
	Undone      *undoneItem  `dynamodbav:"undo,omitempty"`
	Reasons     []reasonItem `dynamodbav:"why,omitempty"`
	Notes       []string     `dynamodbav:"notes,omitempty"`
	Sources     []sourceItem `dynamodbav:"src,omitempty"`
}

type reasonItem struct {
	Code    string `dynamodbav:"c"`
	Column  string `dynamodbav:"col,omitempty"`
	Value   string `dynamodbav:"v,omitempty"`
	Message string `dynamodbav:"msg,omitempty"`
}

func storeRow(r roster.RowResult) rowItem {
	i := rowItem{Row: r.Row, Person: r.Person, Name: r.Name, Email: r.Email, Home: r.Home, Cells: storeCells(r.Cells), Result: string(r.Result), Member: r.Member, Made: r.Made, Filled: (*filledItem)(r.Filled),
		Fingerprint: r.Fingerprint, Notes: r.Notes, Sources: storeSources(r.Sources)}
	if r.Undo != (roster.UndoResult{}) {
		i.Undone = &undoneItem{string(r.Undo.Outcome), r.Undo.Code, r.Undo.Message}
	}
	if r.RowReason != (roster.RowReason{}) || len(r.FurtherReasons) > 0 { // the first reason is the row's own
		i.Reasons = append(i.Reasons, reasonItem(r.RowReason))
	}
	for _, also := range r.FurtherReasons {
		i.Reasons = append(i.Reasons, reasonItem(also))
	}
	return i
}

func (i rowItem) load() roster.RowResult {
	r := roster.RowResult{Row: i.Row, Person: i.Person, Name: i.Name, Email: i.Email, Home: i.Home, Cells: loadCells(i.Cells), Result: roster.RowOutcome(i.Result), Member: i.Member, Made: i.Made, Filled: (*roster.Filled)(i.Filled),
		Fingerprint: i.Fingerprint, Notes: i.Notes, Sources: loadSources(i.Sources)}
	if i.Undone != nil {
		r.Undo = roster.UndoResult{Outcome: roster.UndoOutcome(i.Undone.Outcome), Code: i.Undone.Code, Message: i.Undone.Message}
	}
	for n, why := range i.Reasons {
		if n == 0 {
			r.RowReason = roster.RowReason(why)
		} else {
			r.FurtherReasons = append(r.FurtherReasons, roster.RowReason(why))
		}
	}
	return r
}

type filledItem struct {
	Version int  `dynamodbav:"v"`
	Phone   bool `dynamodbav:"phone,omitempty"`
	Head    bool `dynamodbav:"head,omitempty"`
}

type sourceItem struct {
	Field  string `dynamodbav:"f"`
	Column string `dynamodbav:"col"`
	Cell   string `dynamodbav:"cell"`
	From   string `dynamodbav:"from,omitempty"`
	To     string `dynamodbav:"to,omitempty"`
	ByHand bool   `dynamodbav:"hand,omitempty"`
}

// cellItem is a cell that can be corrected, or was.
type cellItem struct {
	Column    int    `dynamodbav:"col"`
	Heading   string `dynamodbav:"h"`
	Value     string `dynamodbav:"v,omitempty"`
	Corrected bool   `dynamodbav:"hand,omitempty"`
	Was       string `dynamodbav:"was,omitempty"`
}

func storeCells(all []roster.Cell) []cellItem {
	var items []cellItem
	for _, c := range all {
		items = append(items, cellItem(c))
	}
	return items
}

func loadCells(items []cellItem) []roster.Cell {
	var all []roster.Cell
	for _, i := range items {
		all = append(all, roster.Cell(i))
	}
	return all
}

func storeSources(all []roster.Source) []sourceItem {
	var items []sourceItem
	for _, s := range all {
		items = append(items, sourceItem(s))
	}
	return items
}

func loadSources(items []sourceItem) []roster.Source {
	var all []roster.Source
	for _, i := range items {
		all = append(all, roster.Source(i))
	}
	return all
}

type undoneItem struct {
	Outcome string `dynamodbav:"r"`
	Code    string `dynamodbav:"c,omitempty"`
	Message string `dynamodbav:"msg,omitempty"`
}

type sendingItem struct {
	State          string         `dynamodbav:"state"`
	HeldBack       int            `dynamodbav:"held"`
	Waves          []waveItem     `dynamodbav:"waves,omitempty"`
	WaveBaseline   mailCountsItem `dynamodbav:"since"`
	RecentBaseline mailCountsItem `dynamodbav:"lately"`
	Released       int            `dynamodbav:"released,omitempty"`
	BatchLimit     int            `dynamodbav:"goal,omitempty"`
	LatestAt       stamp          `dynamodbav:"latestAt,omitempty"`
	Large          bool           `dynamodbav:"large,omitempty"`
	Due            stamp          `dynamodbav:"due,omitempty"`
	Reason         string         `dynamodbav:"reason,omitempty"`
}

type waveItem struct {
	Number   int    `dynamodbav:"n"`
	At       stamp  `dynamodbav:"at"`
	Area     string `dynamodbav:"area,omitempty"`
	Street   string `dynamodbav:"street,omitempty"`
	LotFrom  int    `dynamodbav:"lotFrom,omitempty"`
	LotTo    int    `dynamodbav:"lotTo,omitempty"`
	Role     string `dynamodbav:"role,omitempty"`
	Cursor   string `dynamodbav:"cur,omitempty"`
	Released int    `dynamodbav:"released,omitempty"`
	Done     bool   `dynamodbav:"done,omitempty"`
}

func storeSending(s roster.Sending) *sendingItem {
	if reflect.ValueOf(s).IsZero() {
		return nil
	}
	i := &sendingItem{
		State: string(s.State), HeldBack: s.HeldBack, WaveBaseline: mailCountsItem(s.WaveBaseline), RecentBaseline: mailCountsItem(s.RecentBaseline), Released: s.Released, BatchLimit: s.BatchLimit, LatestAt: stampOf(s.LatestAt),
		Large: s.Large, Due: stampOf(s.Due), Reason: s.Reason,
	}
	for _, w := range s.Waves {
		i.Waves = append(i.Waves, waveItem{
			Number: w.Number, At: stampOf(w.At), Area: w.Area, Street: w.Street, LotFrom: w.LotFrom, LotTo: w.LotTo, Role: string(w.Role),
			Cursor: w.Cursor, Released: w.Released, Done: w.Done,
		})
	}
	return i
}

func (i *sendingItem) load() roster.Sending {
	if i == nil {
		return roster.Sending{}
	}
	s := roster.Sending{
		State: roster.SendingState(i.State), HeldBack: i.HeldBack, WaveBaseline: roster.MailCounts(i.WaveBaseline), RecentBaseline: roster.MailCounts(i.RecentBaseline), Released: i.Released, BatchLimit: i.BatchLimit, LatestAt: i.LatestAt.time(),
		Large: i.Large, Due: i.Due.time(), Reason: i.Reason,
	}
	for _, w := range i.Waves {
		s.Waves = append(s.Waves, roster.Wave{
			Number: w.Number, At: w.At.time(), Cursor: w.Cursor, Released: w.Released, Done: w.Done,
			WaveFilter: roster.WaveFilter{Area: w.Area, Street: w.Street, LotFrom: w.LotFrom, LotTo: w.LotTo, Role: roster.HouseholdRole(w.Role)},
		})
	}
	return s
}

type undoItem struct {
	Reversed int       `dynamodbav:"reversed"`
	Kept     int       `dynamodbav:"kept"`
	Failed   int       `dynamodbav:"failed"`
	Examined int       `dynamodbav:"looked,omitempty"`
	Cursor   int       `dynamodbav:"cur,omitempty"`
	Chunk    string    `dynamodbav:"chunk,omitempty"`
	Attempts int       `dynamodbav:"times"`
	At       stamp     `dynamodbav:"at,omitempty"`
	By       actorItem `dynamodbav:"by"`
}

func storeUndo(u roster.Undo) *undoItem {
	if u == (roster.Undo{}) {
		return nil
	}
	return &undoItem{u.Reversed, u.Kept, u.Failed, u.Examined, u.Cursor, u.Chunk, u.Attempts, stampOf(u.At), storeActor(u.By)}
}

func (i *undoItem) load() roster.Undo {
	if i == nil {
		return roster.Undo{}
	}
	return roster.Undo{Reversed: i.Reversed, Kept: i.Kept, Failed: i.Failed, Examined: i.Examined, Cursor: i.Cursor, Chunk: i.Chunk, Attempts: i.Attempts, At: i.At.time(), By: i.By.load()}
}
