package api

import (
	"context"
	"net/http"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"github.com/communitrak/onboarding/internal/onboarding"
	"github.com/communitrak/onboarding/internal/roster"
)

// BulkInput selects the members to act on.
type BulkInput struct {
	Members []string      `json:"members,omitempty" minItems:"1" maxItems:"500" doc:"ids; give these or a filter"`
	Filter  *MemberFilter `json:"filter,omitempty" doc:"whom the list of members shows under it"`
	Cursor  string        `json:"cursor,omitempty" maxLength:"2048" doc:"where the filter goes on: next of the answer before"`
}

const bulkDescription = "With a filter one call does a part of it: go on with next as cursor until that is null."

// Maximum number of members per call: each takes a few reads and a transaction,
// and the gateway times out after 30 seconds.
const (
	maxResent  = 500
	maxChanged = 200
)

// selectMembers returns the selected members: those named, or the next ones
// that the filter matches, at most most of them.
func (a *API) selectMembers(ctx context.Context, in BulkInput, limit int) (ids []string, next string, err error) {
	switch {
	case (in.Filter == nil) == (len(in.Members) == 0), in.Filter == nil && in.Cursor != "":
		return nil, "", &roster.InvalidError{Field: "members", Code: "one_of", Reason: "give either members, or a filter with its cursor"}
	case in.Filter == nil && len(in.Members) > limit:
		return nil, "", &roster.InvalidError{Field: "members", Code: "too_many", Reason: "one call changes 200 members at most"}
	case in.Filter == nil:
		return in.Members, "", nil
	}
	q, err := a.MemberQuery(ctx, *in.Filter)
	if err != nil {
		return nil, "", err
	}
	q.Limit, q.Cursor = limit, in.Cursor
	members, next, err := a.findMembers(ctx, a.Store, q)
	for _, m := range members {
		ids = append(ids, m.ID)
	}
	return ids, next, err
}

type bulkAnswer struct {
	Changed int          `json:"changed"`
	Skipped int          `json:"skipped"`
	Results []bulkResult `json:"results"`
	Next    *string      `json:"next" doc:"cursor with which the same filter goes on; null at the end"`
}

type bulkResult struct {
	Member string            `json:"member"`
	Result string            `json:"result" enum:"changed,skipped"`
	Reason roster.SkipReason `json:"reason,omitempty"`
}

func (b *bulkAnswer) add(member string, skipped roster.SkipReason) {
	result := bulkResult{member, "changed", skipped}
	if skipped != "" {
		result.Result = "skipped"
		b.Skipped++
	} else {
		b.Changed++
	}
	b.Results = append(b.Results, result)
}

type bulkRequest struct {
	InCommunity
	Body BulkInput
}

type roleRequest struct {
	InCommunity
	Body struct {
		BulkInput
		Role string `json:"role" enum:"member,board,administrator"`
	}
}

func (a *API) bulkOperations() {
	PostOnce(a, Requires(roster.InviteMembers), huma.Operation{OperationID: "revoke-members", Path: "/v1/communities/{c}/invitations/revoke",
		DefaultStatus: http.StatusOK, Summary: "End pending invitations",
		Description: "Each member has a result of their own; 200 in one call. " + bulkDescription}, a.revokeMembers, bulkOutcomes, replayChanges[bulkRequest])
	PostOnce(a, Requires(roster.InviteMembers), huma.Operation{OperationID: "give-role", Path: "/v1/communities/{c}/roles/give",
		DefaultStatus: http.StatusOK, Summary: "Give members a community role",
		Description: "Each member has a result of their own; 200 in one call. Of active members it takes members.edit. " + bulkDescription,
		Metadata:    Refuses("role_above_yours")}, a.giveRole, bulkOutcomes, replayChanges[roleRequest])
}

func (a *API) revokeMembers(ctx context.Context, in *bulkRequest) (*Body[bulkAnswer], error) {
	return a.changeEach(ctx, in.Body, a.Rules.RevokeEach)
}

func (a *API) giveRole(ctx context.Context, in *roleRequest) (*Body[bulkAnswer], error) {
	return a.changeEach(ctx, in.Body.BulkInput, func(ctx context.Context, by roster.Principal, c roster.Community, members []string) ([]onboarding.Changed, error) {
		return a.Rules.GiveRole(ctx, by, c, roster.Role(in.Body.Role), members)
	})
}

func (a *API) changeEach(ctx context.Context, in BulkInput, change func(context.Context, roster.Principal, roster.Community, []string) ([]onboarding.Changed, error)) (*Body[bulkAnswer], error) {
	who := ActingIn(ctx)
	members, next, err := a.selectMembers(ctx, in, maxChanged)
	if err != nil {
		return nil, err
	}
	changed, err := change(ctx, who.By, who.Community, members)
	if err != nil {
		return nil, err
	}
	out := bulkAnswer{Results: []bulkResult{}, Next: optional(next)}
	for _, c := range changed {
		out.add(c.Member, c.Skipped)
	}
	return Answer(out), nil
}

// The record of a request with a result per member holds the next cursor, if
// any, and each member's ID and outcome. An empty outcome means success.

const cursorOutcome = "next "

func encodeNext(next *string) []string {
	if next == nil {
		return nil
	}
	return []string{cursorOutcome + *next}
}

func decodeNext(kept []string) (next *string, outcomes []string) {
	if len(kept) == 0 || !strings.HasPrefix(kept[0], cursorOutcome) {
		return nil, kept
	}
	return optional(strings.TrimPrefix(kept[0], cursorOutcome)), kept[1:]
}

func encodeOutcome(member, outcome string) string { return outcome + "/" + member }

func decodeOutcome(kept string) (member, outcome string) {
	outcome, member, _ = strings.Cut(kept, "/")
	return member, outcome
}

func bulkOutcomes(out *Body[bulkAnswer]) []string {
	kept := encodeNext(out.Body.Next)
	for _, r := range out.Body.Results {
		kept = append(kept, encodeOutcome(r.Member, string(r.Reason)))
	}
	return kept
}

func replayChanges[I any](_ context.Context, _ *I, kept []string) (*Body[bulkAnswer], error) {
	next, kept := decodeNext(kept)
	out := bulkAnswer{Results: []bulkResult{}, Next: next}
	for _, one := range kept {
		member, outcome := decodeOutcome(one)
		out.add(member, roster.SkipReason(outcome))
	}
	return Answer(out), nil
}
