package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"github.com/communitrak/onboarding/internal/address"
	"github.com/communitrak/onboarding/internal/onboarding"
	"github.com/communitrak/onboarding/internal/roster"
	"github.com/communitrak/onboarding/internal/telemetry"
)

type invitationInput struct {
	Property  placeInput     `json:"property" doc:"one of id, street and lot"`
	Household householdInput `json:"household,omitempty" doc:"an existing one by id, or a new one; default: a new one that follows its members"`
	Member    struct {
		FirstName     string               `json:"firstName" maxLength:"100"`
		LastName      string               `json:"lastName" maxLength:"100"`
		Email         string               `json:"email" maxLength:"320"`
		Phone         *string              `json:"phone,omitempty" maxLength:"50"`
		HouseholdRole roster.HouseholdRole `json:"householdRole,omitempty" enum:"member,head" doc:"default: head for the first of a household"`
	} `json:"member"`
	Role roster.Role `json:"role,omitempty" maxLength:"40" doc:"default: the community's default at activation"`
	Send *bool       `json:"send,omitempty" doc:"send the mail at once; default true"`
}

type placeInput struct {
	ID        string         `json:"id,omitempty" maxLength:"64"`
	Street    *streetAddress `json:"street,omitempty"`
	Confirmed bool           `json:"confirmed,omitempty" doc:"the standard form of street was seen"`
	Lot       *lotAddress    `json:"lot,omitempty"`
}

type householdInput struct {
	ID   string `json:"id,omitempty" maxLength:"64"`
	Name string `json:"name,omitempty" maxLength:"100"`
}

type invitedAnswer struct {
	Member     MemberAnswer    `json:"member"`
	Household  householdAnswer `json:"household"`
	Property   propertyAnswer  `json:"property"`
	Invitation codedInvitation `json:"invitation"`
}

// InviteOperations registers those of the invite function.
func InviteOperations(a *API) {
	a.homeOperations()
	postKeyed(a, Requires(roster.InviteMembers), huma.Operation{OperationID: "invite", Path: "/v1/communities/{c}/invitations",
		DefaultStatus: http.StatusCreated, Summary: "Invite a member",
		Description: "Property, household, member, invitation and the mail that is owed are made together or not at all.",
		Metadata:    Showing(Refuses("role_above_yours", "exists", "already_pending", "already_active", "address_unconfirmed", "superseded"))}, a.inviteOnce)
}

type invitationRequest struct {
	InCommunity
	Body invitationInput
}

// invite writes nothing unless ready, which may be nil, succeeds.
func (a *API) invite(ctx context.Context, in *invitationRequest, ready func(context.Context) error) (*Body[invitedAnswer], error) {
	who := ActingIn(ctx)
	if err := in.Body.Property.one(); err != nil {
		return nil, err
	}
	invitation := in.Body.invitation(Attempt(ctx))
	invitation.Ready = ready
	made, err := a.Rules.Invite(ctx, who.By, who.Community, invitation)
	if err != nil {
		return nil, err
	}
	a.Log.InfoContext(telemetry.WithMember(ctx, made.Member.ID), "invited", telemetry.Count("Invitations", 1))
	return a.answerInvited(ctx, made)
}

func invitedMember(out *Body[invitedAnswer]) []string { return []string{out.Body.Member.ID} }

func (a *API) replayInvite(ctx context.Context, in *invitationRequest, made []string) (*Body[invitedAnswer], error) {
	who := ActingIn(ctx)
	there, err := a.Rules.InvitedBefore(ctx, who.By, who.Community, made[0], in.Body.invitation(Attempt(ctx)))
	if err != nil {
		return nil, err
	}
	return a.answerInvited(ctx, there)
}

// invitation converts the input to the use case's request.
func (b invitationInput) invitation(attempt string) onboarding.Invitation {
	request := onboarding.Invitation{
		Home: onboarding.Home{
			Property: b.Property.ID, Street: (*address.Street)(b.Property.Street), Confirmed: b.Property.Confirmed,
			Lot: (*address.Lot)(b.Property.Lot), Household: b.Household.ID, HouseholdName: b.Household.Name,
		},
		Member: onboarding.MemberDetails{FirstName: b.Member.FirstName, LastName: b.Member.LastName, Email: b.Member.Email, HouseholdRole: b.Member.HouseholdRole},
		Role:   b.Role, Request: attempt,
	}
	if b.Member.Phone != nil {
		request.Member.Phone = *b.Member.Phone
	}
	if b.Send != nil && !*b.Send {
		request.Send = onboarding.SendLater
	}
	return request
}

func (a *API) answerInvited(ctx context.Context, made onboarding.Invited) (*Body[invitedAnswer], error) {
	code, _, err := a.Rules.Code(ctx, made.Member)
	if err != nil {
		return nil, err
	}
	out := invitedAnswer{
		Member:    memberOf(made.Member, made.Property, made.Household, ActingIn(ctx).Community.Preferences),
		Household: householdOf(made.Household), Property: propertyOf(made.Property),
	}
	out.Invitation = codedInvitation{code.Reveal(), made.Member.Invitation.ExpiresAt.UTC(), deliveryOf(made.Member.Invitation.Delivery)}
	return Answer(out), nil
}

// one refuses an input that names the property in more than one way.
func (p placeInput) one() error {
	given := 0
	for _, is := range []bool{p.ID != "", p.Street != nil, p.Lot != nil} {
		if is {
			given++
		}
	}
	if given != 1 {
		return &roster.InvalidError{Field: "property", Code: "one_of", Reason: "give exactly one of id, street and lot"}
	}
	return nil
}

type resendAnswer struct {
	Queued  int            `json:"queued"`
	Skipped int            `json:"skipped"`
	Results []resendResult `json:"results"`
	Next    *string        `json:"next" doc:"cursor with which the same filter goes on; null at the end"`
}

type resendResult struct {
	Member  string            `json:"member"`
	Result  string            `json:"result" enum:"queued,skipped"`
	Reason  roster.SkipReason `json:"reason,omitempty"`
	NewCode bool              `json:"newCode,omitempty" doc:"the code changed"`
}

// ResendOperations registers those of the resend function.
func ResendOperations(a *API) {
	PostOnce(a, Requires(roster.InviteMembers), huma.Operation{OperationID: "resend", Path: "/v1/communities/{c}/invitations/resend",
		DefaultStatus: http.StatusOK, Summary: "Resend invitations",
		Description: "Same code and link, end date renewed; each member has a result of their own. " + bulkDescription}, a.resend, resendOutcomes, replayResend)
}

type resendRequest struct {
	InCommunity
	Body BulkInput
}

func (a *API) resend(ctx context.Context, in *resendRequest) (*Body[resendAnswer], error) {
	who := ActingIn(ctx)
	members, next, err := a.selectMembers(ctx, in.Body, maxResent)
	if err != nil {
		return nil, err
	}
	resent, err := a.Rules.Resend(ctx, who.By, who.Community, members)
	if err != nil {
		return nil, err
	}
	out := resendAnswer{Results: []resendResult{}, Next: optional(next)}
	for _, r := range resent {
		out.add(r.Member, r.Skipped, r.NewCode)
	}
	return Answer(out), nil
}

// Results of a resend for one member.
const (
	resendQueued  = "queued"
	resendSkipped = "skipped"
)

// add adds the outcome for one member.
func (r *resendAnswer) add(member string, skipped roster.SkipReason, newCode bool) {
	result := resendResult{Member: member, Result: resendQueued, Reason: skipped, NewCode: newCode}
	if skipped != "" {
		result.Result = resendSkipped
		r.Skipped++
	} else {
		r.Queued++
	}
	r.Results = append(r.Results, result)
}

// newCodeOutcome is the recorded outcome of a queued email whose code changed.
const newCodeOutcome = "new_code"

// resendOutcomes returns what is recorded of a response; replayResend rebuilds
// the response from it.
func resendOutcomes(out *Body[resendAnswer]) []string {
	kept := encodeNext(out.Body.Next)
	for _, r := range out.Body.Results {
		outcome := string(r.Reason)
		if r.NewCode {
			outcome = newCodeOutcome
		}
		kept = append(kept, encodeOutcome(r.Member, outcome))
	}
	return kept
}

func replayResend(_ context.Context, _ *resendRequest, kept []string) (*Body[resendAnswer], error) {
	next, kept := decodeNext(kept)
	out := resendAnswer{Results: []resendResult{}, Next: next}
	for _, one := range kept {
		member, outcome := decodeOutcome(one)
		if outcome == newCodeOutcome {
			out.add(member, "", true)
			continue
		}
		out.add(member, roster.SkipReason(outcome), false)
	}
	return Answer(out), nil
}
