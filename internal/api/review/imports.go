package review

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"reflect"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/communitrak/onboarding/internal/api"
	"github.com/communitrak/onboarding/internal/dynamo"
	"github.com/communitrak/onboarding/internal/importer"
	"github.com/communitrak/onboarding/internal/roster"
	"github.com/communitrak/onboarding/internal/rosterfile"
)

type importAnswer struct {
	ID        string                      `json:"id"`
	State     roster.ImportState          `json:"state" enum:"awaiting_upload,queued,checking,rejected,ready,importing,undoing,completed,needs_attention,aborted,undone,partly_undone,failed"`
	Mode      roster.ImportMode           `json:"mode" enum:"import,review"`
	File      importFile                  `json:"file"`
	Shared    roster.SharedEmail          `json:"sharedEmail" enum:"attention,profile" doc:"what becomes of people whose email is somebody else's in the file"`
	Send      roster.SendMode             `json:"send" enum:"now,hold"`
	Detected  stored[rosterfile.Detected] `json:"detected" doc:"what was understood of the file; null before it was read"`
	Mapping   stored[rosterfile.Mapping]  `json:"mapping" doc:"which column means what; null before it was read"`
	Counts    importCounts                `json:"counts" doc:"people by outcome, those of the plan until it is committed; total is the sum of the others but noPerson"`
	Progress  importProgress              `json:"progress"`
	Profiles  int                         `json:"profiles" doc:"how many of those created are entered without sign-in"`
	Sending   importSending               `json:"sending"`
	Undo      *importUndo                 `json:"undo" doc:"null while nobody has undone it"`
	Report    roster.ReportState          `json:"report" enum:"none,due,done" doc:"whether the report and the fix file can be downloaded; due, soon, of one that was cut off"`
	Corrected importCorrections           `json:"corrections" doc:"cells of the file that were corrected by hand"`
	Renewing  bool                        `json:"renewing" doc:"the plan is made anew for corrected cells; the rows of the one before are shown until it is"`
	Questions []importQuestion            `json:"questions" doc:"what the import waits to be answered; empty: nothing is asked"`
	Actions   []importer.Action           `json:"actions" enum:"mapping,correct,commit,abort,undo,release" doc:"what can be done now"`
	Reason    string                      `json:"reason,omitempty" doc:"in words: why it was rejected or failed, or what its columns lack"`
	By        api.ActorAnswer             `json:"by"`

	CreatedAt  time.Time  `json:"createdAt"`
	FinishedAt *time.Time `json:"finishedAt"`
	UndoUntil  *time.Time `json:"undoUntil" doc:"until when it can be undone; null: it cannot be"`
}

type importCorrections struct {
	Count    int `json:"count"`
	Most     int `json:"most" doc:"how many one import takes"`
	Revision int `json:"revision" doc:"to be given with the next corrections"`
}

type importQuestion struct {
	ID        string         `json:"id" doc:"the same for every file of the layout"`
	Column    string         `json:"column" doc:"heading, or letter, of the column that it is about"`
	Samples   []string       `json:"samples" doc:"up to three of its values"`
	Question  string         `json:"question" doc:"one sentence"`
	Answers   []importChoice `json:"answers"`
	Suggested string         `json:"suggested" doc:"id of the answer that is likely"`
}

type importChoice struct {
	ID     string `json:"id"`
	Label  string `json:"label"`
	Effect string `json:"effect" doc:"what it would do, in one sentence, as far as the first rows tell; of the other questions as is suggested"`
}

// questionsOf returns the questions that the import asks.
func questionsOf(j roster.Import) ([]importQuestion, error) {
	asked, err := importer.Questions(j)
	all := []importQuestion{}
	for _, q := range asked {
		out := importQuestion{ID: q.ID, Column: q.Column, Samples: q.Samples, Question: q.Text, Answers: []importChoice{}, Suggested: q.Suggested}
		for _, a := range q.Answers {
			out.Answers = append(out.Answers, importChoice{a.ID, a.Label, a.Effect})
		}
		all = append(all, out)
	}
	return all, err
}

type importFile struct {
	Name string `json:"name"`
	Key  string `json:"key"`
	Size int64  `json:"size" doc:"bytes"`
}

type importCounts struct {
	Total     int `json:"total"`
	Created   int `json:"created"`
	Updated   int `json:"updated"`
	Unchanged int `json:"unchanged"`
	Skipped   int `json:"skipped"`
	Attention int `json:"attention"`
	Failed    int `json:"failed"`
	NoPerson  int `json:"noPerson" doc:"rows that are nobody's, such as totals; not in the total"`
}

type importProgress struct {
	Done  int        `json:"done" doc:"rows done"`
	Total int        `json:"total" doc:"rows of the file; 0 before it was read"`
	At    *time.Time `json:"at" doc:"when it last moved"`
}

type importSending struct {
	State     string       `json:"state" enum:"none,held,waiting,sending,stopped,sent"`
	Held      int          `json:"held" doc:"mails that wait for their release"`
	Queued    int          `json:"queued"`
	Sent      int          `json:"sent"`
	Delivered int          `json:"delivered"`
	Bounced   int          `json:"bounced"`
	Until     *time.Time   `json:"until" doc:"until when it waits"`
	Reason    string       `json:"reason" doc:"why it stopped, in words"`
	Waves     []importWave `json:"waves"`
}

type importWave struct {
	Number   int              `json:"number"`
	At       *time.Time       `json:"at"`
	Area     string           `json:"area" doc:"street or section"`
	Street   string           `json:"street"`
	Lots     *api.LotRange    `json:"lots"`
	Role     string           `json:"role" doc:"head, member or empty"`
	State    roster.WaveState `json:"state" enum:"due,sending,stopped,done"`
	Released int              `json:"released" doc:"mails"`
}

type importUndo struct {
	Reversed int        `json:"reversed" doc:"people"`
	Kept     int        `json:"kept"`
	Failed   int        `json:"failed"`
	Done     int        `json:"done" doc:"rows of the file that were looked at"`
	At       *time.Time `json:"at"`
}

type undoneRow struct {
	Result  roster.UndoOutcome `json:"result" enum:"reversed,kept,failed"`
	Code    string             `json:"code"`
	Message string             `json:"message"`
}

type uploadInput struct {
	Filename string            `json:"filename" minLength:"1" maxLength:"200"`
	Size     int64             `json:"size" minimum:"1" doc:"bytes; the upload has exactly so many"`
	Mode     roster.ImportMode `json:"mode,omitempty" enum:"import,review" default:"import"`
	Send     roster.SendMode   `json:"send,omitempty" enum:"now,hold" default:"now"`
}

type uploadAnswer struct {
	ID     string `json:"id"`
	Upload struct {
		Method  string            `json:"method"`
		URL     string            `json:"url" doc:"works for 15 minutes"`
		Headers map[string]string `json:"headers" doc:"to be sent as they are"`
	} `json:"upload"`
}

type linkAnswer struct {
	URL  string `json:"url" doc:"works for 5 minutes"`
	Undo string `json:"undo,omitempty" doc:"of an import that was undone: link to what became of its rows"`
}

type rowAnswer struct {
	Row     int               `json:"row" doc:"as the spreadsheet counts"`
	Person  int               `json:"person" doc:"tells the people of a row apart, from 1, in a second list beside the first from 11; 0 or 10: the row names nobody"`
	Name    string            `json:"name" doc:"the person's, as it was read"`
	Email   string            `json:"email" doc:"the person's, as it was read"`
	Home    string            `json:"home" doc:"the address, as it was read"`
	Mail    string            `json:"mail" doc:"of a member: how the invitation's mail stands now, as the list of members has it; active; without sign-in, profile; removed" enum:",active,profile,removed,none,held,queued,sent,delivered,bounced,complained,suppressed,failed,cancelled,expired,revoked"`
	Result  roster.RowOutcome `json:"result" enum:"created,updated,unchanged,skipped,attention,failed,no_person"`
	Code    string            `json:"code"`
	Column  string            `json:"column"`
	Value   string            `json:"value"`
	Message string            `json:"message"`
	Member  string            `json:"member"`
	Notes   []string          `json:"notes" doc:"what was repaired or left out; of the whole row with its first person"`
	Sources []rowSource       `json:"sources" doc:"where the values stand in the file"`
	Cells   []rowCell         `json:"cells" doc:"of a plan: the cells to which the reasons point, to be corrected, and those that were"`
	Undo    *undoneRow        `json:"undo" doc:"what became of it when the import was undone"`
}

type rowCell struct {
	Column    int    `json:"column" doc:"of the file, from 1" example:"3"`
	Heading   string `json:"heading" example:"Email"`
	Cell      string `json:"cell" example:"C12"`
	Value     string `json:"value" example:"ana@example"`
	Corrected bool   `json:"corrected" doc:"by hand"`
	Was       string `json:"was" doc:"what the file has, where it was corrected" example:"ana(at)example"`
}

type rowSource struct {
	Field  string `json:"field" enum:"name,email,phone,home"`
	Column string `json:"column" doc:"the heading, or several" example:"Full Name"`
	Cell   string `json:"cell" example:"C12"`
	From   string `json:"from" doc:"what stands there, where something else was made of it" example:"Ruiz, Ana"`
	To     string `json:"to" doc:"what was made of it" example:"Ana Ruiz"`
	ByHand bool   `json:"byHand" doc:"the cell was corrected in the review"`
}

func (a *operations) importOperations() {
	api.Post(a.API, api.SupportIn, api.RunsAgain, huma.Operation{OperationID: "begin-import", Path: "/v1/communities/{c}/imports", DefaultStatus: http.StatusCreated,
		Summary: "Begin an import: answers where to upload the roster", Metadata: api.Showing(api.Refuses())}, a.beginImport)
	api.Register(a.API, api.Requires(roster.ViewImports), huma.Operation{OperationID: "list-imports", Method: http.MethodGet, Path: "/v1/communities/{c}/imports",
		Summary: "List imports, newest first"}, a.listImports)
	api.Register(a.API, api.Requires(roster.ViewImports), huma.Operation{OperationID: "get-import", Method: http.MethodGet, Path: "/v1/communities/{c}/imports/{i}",
		Summary: "Read an import"}, a.getImport)
	a.importActions()
	api.Register(a.API, api.Requires(roster.ViewImports), huma.Operation{OperationID: "import-report", Method: http.MethodGet, Path: "/v1/communities/{c}/imports/{i}/report",
		Summary: "Link to the report of all rows", Metadata: api.Showing(api.Refuses())}, a.importReport)
	api.Register(a.API, api.Requires(roster.ViewImports), huma.Operation{OperationID: "import-fix", Method: http.MethodGet, Path: "/v1/communities/{c}/imports/{i}/fix",
		Summary: "Link to the file of the rows that need attention, to be corrected and dropped back", Metadata: api.Showing(api.Refuses())}, a.importFix)
	api.Register(a.API, api.SupportIn, huma.Operation{OperationID: "import-held", Method: http.MethodGet, Path: "/v1/communities/{c}/imports/{i}/held",
		Summary: "Count whom a release would mail, by street or section and household role"}, a.importHeld)
	api.Register(a.API, api.Requires(roster.ViewImports), huma.Operation{OperationID: "import-rows", Method: http.MethodGet, Path: "/v1/communities/{c}/imports/{i}/rows",
		Summary: "List what became of the rows"}, a.importRows)
}

// InImport identifies an import in the path.
type InImport struct {
	api.InCommunity
	Import string `path:"i" maxLength:"64"`
}

func importOf(j roster.Import, mails roster.MailCounts, now time.Time) (importAnswer, error) {
	questions, err := questionsOf(j)
	answer := importAnswer{
		ID: j.ID, State: j.State, Mode: j.Mode, Send: j.Send, File: importFile{j.File.Name, j.File.Key, j.File.Size},
		Detected: stored[rosterfile.Detected]{j.Detected}, Mapping: stored[rosterfile.Mapping]{j.Mapping}, Counts: importCounts(j.Counts), Profiles: j.Profiles, Shared: cmp.Or(j.SharedEmail, roster.SharedEmailAttention),
		Progress: importProgress{j.Cursor, j.Rows, api.OptionalTime(j.HeartbeatAt)},
		Sending:  sendingOf(j.Sending, mails), Report: j.ReportState(), Corrected: importCorrections{j.Corrected, rosterfile.MaxCorrections, j.CorrectionsRev}, Renewing: j.Renewing(), Questions: questions, Actions: importer.Actions(j, mails, now),
		Reason: j.Reason, By: api.ActorAnswer(j.By), CreatedAt: j.CreatedAt.UTC(), FinishedAt: api.OptionalTime(j.FinishedAt), UndoUntil: api.OptionalTime(j.UndoUntil()),
	}
	if u := j.Undo; j.UndoBegun() {
		answer.Undo = &importUndo{u.Reversed, u.Kept, u.Failed, u.Examined, api.OptionalTime(u.At)}
	}
	return answer, err
}

func sendingOf(s roster.Sending, m roster.MailCounts) importSending {
	answer := importSending{
		State: cmp.Or(string(sendingState(s, m)), "none"), Held: s.Held(m), Queued: m.Queued, Sent: m.Sent, Delivered: m.Delivered, Bounced: m.Bounced,
		Reason: s.Reason, Waves: []importWave{},
	}
	if s.State == roster.SendingWaiting {
		answer.Until = api.OptionalTime(s.Due)
	}
	for _, w := range s.Waves {
		wave := importWave{Number: w.Number, At: api.OptionalTime(w.At), Area: w.Area, Street: w.Street, Role: string(w.Role), State: s.WaveState(w), Released: w.Released}
		if w.LotFrom != 0 || w.LotTo != 0 {
			wave.Lots = &api.LotRange{From: w.LotFrom, To: w.LotTo}
		}
		answer.Waves = append(answer.Waves, wave)
	}
	return answer
}

// sendingState returns the state of the mails, which may be under way although
// all of them have been released.
func sendingState(s roster.Sending, m roster.MailCounts) roster.SendingState {
	over := s.State == roster.SendingNone || !s.State.Active() && s.Held(m) == 0
	switch {
	case (s.State == roster.SendingDone || s.State == roster.SendingNone) && m.Queued > 0:
		return roster.SendingGoing
	case over && m.Sent > 0:
		return roster.SendingDone
	case over:
		return roster.SendingNone
	default:
		return s.State
	}
}

// stored is a T as stored in the table, or null.
type stored[T any] struct{ json.RawMessage }

// MarshalJSON returns null for a missing value.
func (s stored[T]) MarshalJSON() ([]byte, error) {
	if len(s.RawMessage) == 0 {
		return []byte("null"), nil
	}
	return s.RawMessage, nil
}

// Schema describes s as the type it holds.
func (stored[T]) Schema(r huma.Registry) *huma.Schema {
	return api.OrNull(r.Schema(reflect.TypeFor[T](), true, ""))
}

func (a *operations) beginImport(ctx context.Context, in *struct {
	api.InCommunity
	Body uploadInput
}) (*api.Body[uploadAnswer], error) {
	who := api.ActingIn(ctx)
	j, upload, err := a.rosters.Begin(ctx, who.By, who.Community, importer.Upload{
		Filename: in.Body.Filename, Size: in.Body.Size, Mode: in.Body.Mode, Send: in.Body.Send, Request: api.Attempt(ctx)})
	if err != nil {
		return nil, err
	}
	out := uploadAnswer{ID: j.ID}
	out.Upload.Method, out.Upload.URL, out.Upload.Headers = upload.Method, upload.URL, upload.Headers
	return api.Answer(out), nil
}

func (a *operations) listImports(ctx context.Context, in *struct {
	api.InCommunity
	api.Paging
}) (*api.Body[api.ListPage[importAnswer]], error) {
	c := api.ActingIn(ctx).Community
	imports, next, err := a.Store.Imports(ctx, c.ID, in.Limit, in.Cursor)
	if err != nil {
		return nil, err
	}
	var items []importAnswer
	for _, j := range imports {
		mails, err := a.Store.MailCounts(ctx, c.ID, j.ID)
		if err != nil {
			return nil, err
		}
		if j.State == roster.ImportReady { // its questions are stored separately
			if j, err = a.Store.Import(ctx, c.ID, j.ID); err != nil {
				return nil, err
			}
		}
		item, err := importOf(j, mails, a.Now())
		if err != nil {
			return nil, err
		}
		items = append(items, item)
	}
	return api.Answer(api.PageOf(items, next)), nil
}

func (a *operations) getImport(ctx context.Context, in *InImport) (*api.Body[importAnswer], error) {
	j, err := a.Store.Import(ctx, api.ActingIn(ctx).Community.ID, in.Import)
	if err != nil {
		return nil, err
	}
	return a.answerImport(ctx, j)
}

func (a *operations) answerImport(ctx context.Context, j roster.Import) (*api.Body[importAnswer], error) {
	mails, err := a.Store.MailCounts(ctx, j.Community, j.ID)
	if err != nil {
		return nil, err
	}
	out, err := importOf(j, mails, a.Now())
	if err != nil {
		return nil, err
	}
	return api.Answer(out), nil
}

func (a *operations) importReport(ctx context.Context, in *InImport) (*api.Body[linkAnswer], error) {
	j, err := a.Store.Import(ctx, api.ActingIn(ctx).Community.ID, in.Import)
	if err != nil {
		return nil, err
	}
	report, err := a.rosters.ReportURL(ctx, j)
	if err != nil {
		return nil, err
	}
	undo, err := a.rosters.UndoURL(ctx, j)
	if err != nil && !errors.Is(err, roster.ErrNotFound) {
		return nil, err
	}
	return api.Answer(linkAnswer{report, undo}), nil
}

func (a *operations) importFix(ctx context.Context, in *InImport) (*api.Body[linkAnswer], error) {
	j, err := a.Store.Import(ctx, api.ActingIn(ctx).Community.ID, in.Import)
	if err != nil {
		return nil, err
	}
	fix, err := a.rosters.FixURL(ctx, j)
	if err != nil {
		return nil, err
	}
	return api.Answer(linkAnswer{URL: fix}), nil
}

func (a *operations) importRows(ctx context.Context, in *struct {
	InImport
	api.Paging
	Result string `query:"result" enum:"created,updated,unchanged,skipped,attention,failed,no_person"`
	Undo   string `query:"undo" enum:"reversed,kept,failed"`
}) (*api.Body[api.ListPage[rowAnswer]], error) {
	j, err := a.Store.Import(ctx, api.ActingIn(ctx).Community.ID, in.Import)
	if err != nil {
		return nil, err
	}
	only := importer.RowFilter{Result: roster.RowOutcome(in.Result), Undo: roster.UndoOutcome(in.Undo)}
	rows, next, err := a.rosters.Rows(ctx, j, only, in.Limit, in.Cursor)
	if err != nil {
		return nil, err
	}
	members, err := a.membersOf(ctx, j, rows)
	if err != nil {
		return nil, err
	}
	var items []rowAnswer
	for _, r := range rows {
		if r.Notes == nil {
			r.Notes = []string{}
		}
		item := rowAnswer{Row: r.Row, Person: r.Person, Name: r.Name, Email: r.Email, Home: r.Home, Mail: mailOf(members, j, r), Result: r.Result, Code: r.Code, Column: r.Column, Value: r.Value, Message: r.Message, Member: r.Member, Notes: r.Notes, Sources: []rowSource{}, Cells: []rowCell{}}
		for _, c := range r.Cells {
			item.Cells = append(item.Cells, rowCell{c.Column, c.Heading, rosterfile.Cell(c.Column, r.Row), c.Value, c.Corrected, c.Was})
		}
		for _, s := range r.Sources {
			item.Sources = append(item.Sources, rowSource(s))
		}
		if r.Undo.Outcome != "" {
			item.Undo = &undoneRow{r.Undo.Outcome, r.Undo.Code, r.Undo.Message}
		}
		items = append(items, item)
	}
	return api.Answer(api.PageOf(items, next)), nil
}

// membersOf returns the current members of the rows.
func (a *operations) membersOf(ctx context.Context, j roster.Import, rows []roster.RowResult) (map[dynamo.MemberRef]roster.Member, error) {
	var refs []dynamo.MemberRef
	for _, r := range rows {
		if r.Member != "" {
			refs = append(refs, dynamo.MemberRef{Community: j.Community, ID: r.Member})
		}
	}
	return a.Store.Members(ctx, refs)
}

// mailOf returns the mail state of a row's member if they are pending or
// revoked, else their status. It is empty for a member whom a plan has yet to
// create.
func mailOf(members map[dynamo.MemberRef]roster.Member, j roster.Import, r roster.RowResult) string {
	m, there := members[dynamo.MemberRef{Community: j.Community, ID: r.Member}]
	switch {
	case r.Member == "" || !there:
		return ""
	case m.Status == roster.Pending || m.Status == roster.Revoked:
		return string(m.Mail())
	default:
		return string(m.Status)
	}
}
