package api

import (
	"context"
	"encoding/json"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"communitrak/internal/importer"
	"communitrak/internal/roster"
)

type importAnswer struct {
	ID       string             `json:"id"`
	State    roster.ImportState `json:"state" enum:"awaiting_upload,queued,checking,rejected,ready,importing,undoing,completed,needs_attention,aborted,undone,partly_undone,failed"`
	Mode     roster.ImportMode  `json:"mode" enum:"import,review"`
	File     importFile         `json:"file"`
	Detected json.RawMessage    `json:"detected" doc:"what was understood of the file; null before it was read"`
	Mapping  json.RawMessage    `json:"mapping" doc:"which column means what; null before it was read"`
	Counts   importCounts       `json:"counts" doc:"rows by outcome; total is the sum of the others"`
	Progress importProgress     `json:"progress"`
	Sending  importSending      `json:"sending"`
	Reason   string             `json:"reason,omitempty" doc:"why it was rejected or failed, in words"`
	By       actorAnswer        `json:"by"`

	CreatedAt  time.Time  `json:"createdAt"`
	FinishedAt *time.Time `json:"finishedAt"`
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
}

type importProgress struct {
	Done  int        `json:"done" doc:"rows done"`
	Total int        `json:"total" doc:"rows of the file; 0 before it was read"`
	At    *time.Time `json:"at" doc:"when it last moved"`
}

type importSending struct {
	State   string `json:"state" enum:"now,hold"`
	Queued  int    `json:"queued"`
	Sent    int    `json:"sent"`
	Bounced int    `json:"bounced"`
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
	URL string `json:"url" doc:"works for 5 minutes"`
}

type rowAnswer struct {
	Row     int               `json:"row" doc:"as the spreadsheet counts"`
	Result  roster.RowOutcome `json:"result" enum:"created,updated,unchanged,skipped,attention,failed"`
	Code    string            `json:"code"`
	Column  string            `json:"column"`
	Value   string            `json:"value"`
	Message string            `json:"message"`
	Member  string            `json:"member"`
	Notes   []string          `json:"notes" doc:"what was repaired or left out"`
}

func (a *API) importOperations() {
	register(a, supportIn, huma.Operation{OperationID: "begin-import", Method: http.MethodPost, Path: "/v1/communities/{c}/imports", DefaultStatus: http.StatusCreated,
		Summary: "Begin an import: answers where to upload the roster"}, a.beginImport)
	register(a, needs(roster.ViewImports), huma.Operation{OperationID: "list-imports", Method: http.MethodGet, Path: "/v1/communities/{c}/imports",
		Summary: "List imports, newest first"}, a.listImports)
	register(a, needs(roster.ViewImports), huma.Operation{OperationID: "get-import", Method: http.MethodGet, Path: "/v1/communities/{c}/imports/{i}",
		Summary: "Read an import"}, a.getImport)
	register(a, needs(roster.ViewImports), huma.Operation{OperationID: "import-report", Method: http.MethodGet, Path: "/v1/communities/{c}/imports/{i}/report",
		Summary: "Link to the report of all rows"}, a.importReport)
	register(a, needs(roster.ViewImports), huma.Operation{OperationID: "import-fix", Method: http.MethodGet, Path: "/v1/communities/{c}/imports/{i}/fix",
		Summary: "Link to the file of the rows that need attention, to be corrected and dropped back"}, a.importFix)
	register(a, needs(roster.ViewImports), huma.Operation{OperationID: "import-rows", Method: http.MethodGet, Path: "/v1/communities/{c}/imports/{i}/rows",
		Summary: "List what became of the rows"}, a.importRows)
}

// InImport is an import in the path.
type InImport struct {
	InCommunity
	Import string `path:"i" maxLength:"64"`
}

func importOf(j roster.Import, mails roster.ImportMails) importAnswer {
	return importAnswer{
		ID: j.ID, State: j.State, Mode: j.Mode, File: importFile{j.File.Name, j.File.Key, j.File.Size},
		Detected: orNull(j.Detected), Mapping: orNull(j.Mapping), Counts: importCounts(j.Counts),
		Progress: importProgress{j.Cursor, j.Rows, optionalTime(j.BeatAt)},
		Sending:  importSending{string(j.Send), mails.Queued, mails.Sent, mails.Bounced},
		Reason:   j.Reason, By: actorAnswer(j.By), CreatedAt: j.CreatedAt.UTC(), FinishedAt: optionalTime(j.FinishedAt),
	}
}

func orNull(raw json.RawMessage) json.RawMessage {
	if len(raw) == 0 {
		return json.RawMessage("null")
	}
	return raw
}

func (a *API) beginImport(ctx context.Context, in *struct {
	InCommunity
	Body uploadInput
}) (*body[uploadAnswer], error) {
	who := actor(ctx)
	j, upload, err := a.Importer.Begin(ctx, who.by, who.community, importer.Upload{
		Filename: in.Body.Filename, Size: in.Body.Size, Mode: in.Body.Mode, Send: in.Body.Send, Request: attempt(ctx)})
	if err != nil {
		return nil, err
	}
	out := uploadAnswer{ID: j.ID}
	out.Upload.Method, out.Upload.URL, out.Upload.Headers = upload.Method, upload.URL, upload.Headers
	return answer(out), nil
}

func (a *API) listImports(ctx context.Context, in *struct {
	InCommunity
	Paging
}) (*body[listPage[importAnswer]], error) {
	c := actor(ctx).community
	imports, next, err := a.Store.Imports(ctx, c.ID, in.Limit, in.Cursor)
	if err != nil {
		return nil, err
	}
	var items []importAnswer
	for _, j := range imports {
		mails, err := a.Store.ImportMails(ctx, c.ID, j.ID)
		if err != nil {
			return nil, err
		}
		items = append(items, importOf(j, mails))
	}
	return answer(pageOf(items, next)), nil
}

func (a *API) getImport(ctx context.Context, in *InImport) (*body[importAnswer], error) {
	c := actor(ctx).community
	j, err := a.Store.Import(ctx, c.ID, in.Import)
	if err != nil {
		return nil, err
	}
	mails, err := a.Store.ImportMails(ctx, c.ID, j.ID)
	if err != nil {
		return nil, err
	}
	return answer(importOf(j, mails)), nil
}

func (a *API) importReport(ctx context.Context, in *InImport) (*body[linkAnswer], error) {
	return a.importLink(ctx, in, a.Importer.ReportURL)
}

func (a *API) importFix(ctx context.Context, in *InImport) (*body[linkAnswer], error) {
	return a.importLink(ctx, in, a.Importer.FixURL)
}

func (a *API) importLink(ctx context.Context, in *InImport, link func(context.Context, roster.Import) (string, error)) (*body[linkAnswer], error) {
	j, err := a.Store.Import(ctx, actor(ctx).community.ID, in.Import)
	if err != nil {
		return nil, err
	}
	url, err := link(ctx, j)
	if err != nil {
		return nil, err
	}
	return answer(linkAnswer{url}), nil
}

func (a *API) importRows(ctx context.Context, in *struct {
	InImport
	Paging
	Result string `query:"result" enum:"created,updated,unchanged,skipped,attention,failed"`
}) (*body[listPage[rowAnswer]], error) {
	c := actor(ctx).community
	if _, err := a.Store.Import(ctx, c.ID, in.Import); err != nil {
		return nil, err
	}
	rows, next, err := a.Importer.Rows(ctx, c.ID, in.Import, roster.RowOutcome(in.Result), in.Limit, in.Cursor)
	if err != nil {
		return nil, err
	}
	var items []rowAnswer
	for _, r := range rows {
		if r.Notes == nil {
			r.Notes = []string{}
		}
		items = append(items, rowAnswer{r.Row, r.Result, r.Code, r.Column, r.Value, r.Message, r.Member, r.Notes})
	}
	return answer(pageOf(items, next)), nil
}
