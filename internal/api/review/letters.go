package review

import (
	"context"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/communitrak/onboarding/internal/api"
	"github.com/communitrak/onboarding/internal/dynamo"
	"github.com/communitrak/onboarding/internal/roster"
)

// Printed invitations are made in the background, because fonts and drawing do
// not belong in a function that serves people. A request waits a while for
// them; a few letters are ready by then.

// lettersInput selects whose invitations are printed.
type lettersInput struct {
	Members []string          `json:"members,omitempty" minItems:"1" maxItems:"500" doc:"ids; give these or a filter"`
	Filter  *api.MemberFilter `json:"filter,omitempty" doc:"whom the list of members shows under it; of 5,000 members at most"`
	Form    string            `json:"form" enum:"letter,card" doc:"letter: one to a page, for a #10 window envelope; card: four to a page"`
	Preview bool              `json:"preview,omitempty" doc:"only say who would be printed and who would be skipped"`
}

type lettersRequest struct {
	api.InCommunity
	Body lettersInput
}

type lettersAnswer struct {
	ID        string         `json:"id" doc:"empty where nothing is printed"`
	State     string         `json:"state" enum:"preview,making,ready,failed,gone" doc:"ready: url leads to the file; gone: the day for which it is kept has passed"`
	Form      string         `json:"form" enum:"letter,card"`
	Pages     int            `json:"pages" doc:"of the file"`
	Printed   int            `json:"printed" doc:"invitations in the file, or that will be"`
	Skipped   int            `json:"skipped"`
	Done      int            `json:"done" doc:"how many are made so far"`
	Members   []letterMember `json:"members" doc:"one for each; printed and skipped add up to them"`
	URL       *string        `json:"url" doc:"downloads the PDF, for 5 minutes; null before it is ready"`
	CreatedAt time.Time      `json:"createdAt"`
}

type letterMember struct {
	ID      string            `json:"id"`
	Outcome string            `json:"outcome" enum:"printed,skipped"`
	Reason  roster.SkipReason `json:"reason,omitempty"`
}

// lettersOut is 201, or 200 if nothing is printed.
type lettersOut struct {
	Status int
	Body   lettersAnswer
}

func (a *operations) letterOperations() {
	api.PostOnce(a.API, api.Requires(roster.InviteMembers), huma.Operation{OperationID: "print-letters", Path: "/v1/communities/{c}/letters", DefaultStatus: http.StatusCreated,
		Summary: "Print invitations on paper",
		Description: "A PDF with a letter or card for each pending member, and for who has no email: the code, and a QR code of the link with it. " +
			"The end date is renewed; no mail is sent; each is in the member's audit trail. The file is kept for a day.",
		Metadata: api.Showing(api.Answering[lettersAnswer](api.Refuses(), http.StatusOK, "Nothing is printed: a preview, or everybody is skipped"))}, a.printLetters, madeLetters, a.replayLetters)
	api.Register(a.API, api.Requires(roster.InviteMembers), huma.Operation{OperationID: "get-letters", Method: http.MethodGet, Path: "/v1/communities/{c}/letters/{i}",
		Summary: "Read how far invitations on paper are, and a link to the file", Description: "For who asked for them alone.", Metadata: api.Showing(api.Refuses())}, a.getLetters)
}

func (a *operations) printLetters(ctx context.Context, in *lettersRequest) (*lettersOut, error) {
	who := api.ActingIn(ctx)
	ids, members, err := a.selectForLetters(ctx, in.Body)
	if err != nil {
		return nil, err
	}
	p := a.Rules.PlanPrintJob(who.By, who.Community, in.Body.Form, ids, members)
	if in.Body.Preview || len(p.Members) == 0 {
		out, err := a.lettersOf(ctx, p)
		if err == nil && in.Body.Preview {
			out.Status, out.Body.State = http.StatusOK, "preview"
		}
		return out, err
	}
	p, err = a.Rules.CreatePrintJob(ctx, p, api.Attempt(ctx))
	if err != nil {
		return nil, err
	}
	return a.awaitLetters(ctx, p)
}

// selectForLetters returns the members that the request names, or that its
// filter matches.
func (a *operations) selectForLetters(ctx context.Context, in lettersInput) (ids []string, members []roster.Member, err error) {
	c := api.ActingIn(ctx).Community
	if (in.Filter == nil) == (len(in.Members) == 0) {
		return nil, nil, &roster.InvalidError{Field: "members", Code: "one_of", Reason: "give either members or a filter"}
	}
	if in.Filter == nil {
		var refs []dynamo.MemberRef
		seen := map[string]bool{}
		for _, id := range in.Members {
			if !seen[id] {
				seen[id] = true
				ids, refs = append(ids, id), append(refs, dynamo.MemberRef{Community: c.ID, ID: id})
			}
		}
		found, err := a.Store.Members(ctx, refs)
		for _, m := range found {
			members = append(members, m)
		}
		return ids, members, err
	}
	q, err := a.MemberQuery(ctx, *in.Filter)
	if err != nil {
		return nil, nil, err
	}
	for part, err := range a.EveryMember(ctx, q) {
		if err != nil {
			return nil, nil, err
		}
		members = append(members, part...)
		if len(members) > roster.MaxPrinted {
			return nil, nil, &roster.InvalidError{Field: "filter", Code: "too_many", Reason: "picks more than 5,000 members; narrow it, by street for example"}
		}
	}
	for _, m := range members {
		ids = append(ids, m.ID)
	}
	return ids, members, nil
}

// lettersPollInterval is how often a request polls for its letters.
const lettersPollInterval = 250 * time.Millisecond

// awaitLetters waits for the letters, up to LettersWait.
func (a *operations) awaitLetters(ctx context.Context, p roster.PrintJob) (*lettersOut, error) {
	for waited := time.Duration(0); p.State == roster.PrintJobRunning && waited < a.lettersWait; waited += lettersPollInterval {
		timer := time.NewTimer(lettersPollInterval)
		select {
		case <-ctx.Done():
			timer.Stop()
			return a.lettersOf(ctx, p)
		case <-timer.C:
		}
		var err error
		if p, err = a.Store.PrintJob(ctx, p.Community, p.ID); err != nil {
			return nil, err
		}
	}
	return a.lettersOf(ctx, p)
}

func (a *operations) lettersOf(ctx context.Context, p roster.PrintJob) (*lettersOut, error) {
	out := lettersAnswer{
		ID: p.ID, State: string(p.State), Form: p.Form, Printed: len(p.Members), Skipped: len(p.Skipped), Pages: p.Pages(), Done: p.Done, Members: []letterMember{}, CreatedAt: p.CreatedAt.UTC(),
	}
	for _, id := range p.Members {
		out.Members = append(out.Members, letterMember{ID: id, Outcome: "printed"})
	}
	for _, s := range p.Skipped {
		out.Members = append(out.Members, letterMember{s.Member, "skipped", s.Reason})
	}
	status := http.StatusCreated
	switch {
	case len(p.Members) == 0:
		status, out.State = http.StatusOK, string(roster.PrintJobReady)
	case p.Expired(a.Now()):
		out.State = "gone"
	case p.State == roster.PrintJobReady:
		link, err := a.rosters.LettersLink(ctx, api.ActingIn(ctx).Community, p)
		if err != nil {
			return nil, err
		}
		out.URL = &link
	}
	return &lettersOut{status, out}, nil
}

func madeLetters(out *lettersOut) []string {
	if out.Body.ID == "" {
		return nil
	}
	return []string{out.Body.ID}
}

// replayLetters answers a repeat with the printing of the first request and a
// fresh link; if that printed nothing, it runs again.
func (a *operations) replayLetters(ctx context.Context, in *lettersRequest, made []string) (*lettersOut, error) {
	if len(made) == 0 {
		return a.printLetters(ctx, in)
	}
	p, err := a.ownPrintJob(ctx, made[0])
	if err != nil {
		return nil, err
	}
	return a.awaitLetters(ctx, p)
}

func (a *operations) getLetters(ctx context.Context, in *struct {
	api.InCommunity
	ID string `path:"i" maxLength:"64"`
}) (*api.Body[lettersAnswer], error) {
	p, err := a.ownPrintJob(ctx, in.ID)
	if err != nil {
		return nil, err
	}
	out, err := a.lettersOf(ctx, p)
	if err != nil {
		return nil, err
	}
	return api.Answer(out.Body), nil
}

// ownPrintJob reads a printing that the sender requested: nobody else may see
// the codes in it.
func (a *operations) ownPrintJob(ctx context.Context, id string) (roster.PrintJob, error) {
	who := api.ActingIn(ctx)
	p, err := a.Store.PrintJob(ctx, who.Community.ID, id)
	if err == nil && (p.By.Kind != who.By.Actor().Kind || p.By.ID != who.By.Actor().ID) {
		err = roster.ErrNotFound
	}
	return p, err
}
