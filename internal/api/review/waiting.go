package review

import (
	"context"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/communitrak/onboarding/internal/api"
	"github.com/communitrak/onboarding/internal/roster"
)

type waitingAnswer struct {
	Kind      roster.Waiting   `json:"kind" enum:"stopped,ready,attention" doc:"stopped: the sending of its emails stopped; ready: it is to be reviewed, or asks something; attention: it ended in the last 30 days, and not everybody in its file was brought in"`
	Since     time.Time        `json:"since"`
	Community api.CommunityRef `json:"community"`
	Import    waitingImport    `json:"import"`
}

type waitingImport struct {
	ID        string             `json:"id"`
	File      string             `json:"file" example:"roster.csv"`
	State     roster.ImportState `json:"state" enum:"ready,importing,completed,needs_attention,rejected,failed,aborted"`
	Questions int                `json:"questions" doc:"questions to be answered"`
	Total     int                `json:"total" doc:"people in the file"`
	Attention int                `json:"attention" doc:"people who need attention, or failed"`
	Held      int                `json:"held" doc:"emails that wait for their release"`
	Reason    string             `json:"reason" doc:"in words: why it was rejected, failed or stopped; empty: no such thing happened" example:""`
}

func (a *operations) waitingOperations() {
	api.Register(a.API, api.Support, huma.Operation{OperationID: "list-waiting", Method: http.MethodGet, Path: "/v1/waiting",
		Summary: "List the imports of all communities that wait for Support, the most pressing first"}, a.listWaiting)
}

func (a *operations) listWaiting(ctx context.Context, in *api.Paging) (*api.Body[api.ListPage[waitingAnswer]], error) {
	imports, next, err := a.Store.WaitingImports(ctx, a.Now(), in.Limit, in.Cursor)
	if err != nil {
		return nil, err
	}
	var ids []string
	for _, j := range imports {
		ids = append(ids, j.Community)
	}
	communities, err := a.Store.CommunitiesByID(ctx, ids)
	if err != nil {
		return nil, err
	}
	var items []waitingAnswer
	for _, j := range imports {
		if j.State == roster.ImportReady { // its questions are stored separately
			if j, err = a.Store.Import(ctx, j.Community, j.ID); err != nil {
				return nil, err
			}
		}
		var mails roster.MailCounts
		if j.Sending.HeldBack > 0 { // few of those that wait have held any
			if mails, err = a.Store.MailCounts(ctx, j.Community, j.ID); err != nil {
				return nil, err
			}
		}
		item, err := waitingOf(j, mails, communities[j.Community])
		if err != nil {
			return nil, err
		}
		if item.Kind == roster.WaitingStopped && item.Import.Held == 0 {
			continue // everybody left was invited, or revoked, one by one
		}
		items = append(items, item)
	}
	return api.Answer(api.PageOf(items, next)), nil
}

func waitingOf(j roster.Import, mails roster.MailCounts, c roster.Community) (waitingAnswer, error) {
	asked, err := questionsOf(j)
	kind, since := j.Waits()
	out := waitingAnswer{kind, since.UTC(), api.CommunityRef{ID: c.ID, Name: c.Name, Open: c.Open()}, waitingImport{
		ID: j.ID, File: j.File.Name, State: j.State, Questions: len(asked),
		Total: j.Counts.Total, Attention: j.Counts.Attention + j.Counts.Failed, Held: j.Sending.Held(mails), Reason: j.Reason}}
	if kind == roster.WaitingStopped {
		out.Import.Reason = j.Sending.Reason
	}
	return out, err
}
