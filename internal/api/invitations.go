package api

import (
	"context"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"communitrak/internal/address"
	"communitrak/internal/onboarding"
	"communitrak/internal/roster"
	"communitrak/internal/telemetry"
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
	Member     memberAnswer    `json:"member"`
	Household  householdAnswer `json:"household"`
	Property   propertyAnswer  `json:"property"`
	Invitation struct {
		Code      string         `json:"code" example:"XXXX-XXXX-XXXX-XXXX"`
		ExpiresAt time.Time      `json:"expiresAt"`
		Delivery  deliveryAnswer `json:"delivery"`
	} `json:"invitation"`
}

func (a *API) inviteOperations() {
	a.homeOperations()
	register(a, needs(roster.InviteMembers), huma.Operation{OperationID: "invite", Method: http.MethodPost, Path: "/v1/communities/{c}/invitations",
		DefaultStatus: http.StatusCreated, Summary: "Invite a member",
		Description: "Property, household, member, invitation and the mail that is owed are made together or not at all."}, a.invite)
}

func (a *API) invite(ctx context.Context, in *struct {
	InCommunity
	Body invitationInput
}) (*body[invitedAnswer], error) {
	who := actor(ctx)
	b := in.Body
	if err := b.Property.one(); err != nil {
		return nil, err
	}
	request := onboarding.Invitation{
		Home: onboarding.Home{
			Property: b.Property.ID, Street: (*address.Street)(b.Property.Street), Confirmed: b.Property.Confirmed,
			Lot: (*address.Lot)(b.Property.Lot), Household: b.Household.ID, HouseholdName: b.Household.Name,
		},
		Member: onboarding.Profile{FirstName: b.Member.FirstName, LastName: b.Member.LastName, Email: b.Member.Email, HouseholdRole: b.Member.HouseholdRole},
		Role:   b.Role, Request: attempt(ctx),
	}
	if b.Member.Phone != nil {
		request.Member.Phone = *b.Member.Phone
	}
	if b.Send != nil && !*b.Send {
		request.Send = onboarding.SendLater
	}
	made, err := a.Rules.Invite(ctx, who.by, who.community, request)
	if err != nil {
		return nil, err
	}
	a.log.InfoContext(telemetry.WithMember(ctx, made.Member.ID), "invited", telemetry.Count("Invitations", 1))
	code, _, err := a.Rules.Code(ctx, made.Member)
	if err != nil {
		return nil, err
	}
	out := invitedAnswer{
		Member:    memberOf(made.Member, made.Property, made.Household, who.community.Preferences),
		Household: householdOf(made.Household), Property: propertyOf(made.Property),
	}
	out.Invitation.Code = code.Reveal()
	out.Invitation.ExpiresAt = made.Member.Invitation.ExpiresAt.UTC()
	out.Invitation.Delivery = deliveryOf(made.Member.Invitation.Delivery)
	return answer(out), nil
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

type resendInput struct {
	Members []string `json:"members" minItems:"1" maxItems:"500" doc:"ids"`
}

type resendAnswer struct {
	Queued  int            `json:"queued"`
	Skipped int            `json:"skipped"`
	Results []resendResult `json:"results"`
}

type resendResult struct {
	Member  string            `json:"member"`
	Result  string            `json:"result" enum:"queued,skipped"`
	Reason  roster.SkipReason `json:"reason,omitempty"`
	NewCode bool              `json:"newCode,omitempty" doc:"the code changed"`
}

func (a *API) resendOperations() {
	register(a, needs(roster.InviteMembers), huma.Operation{OperationID: "resend", Method: http.MethodPost, Path: "/v1/communities/{c}/invitations/resend",
		DefaultStatus: http.StatusOK, Summary: "Resend invitations", Description: "Same code and link, end date renewed; each member has a result of his own."}, a.resend)
}

func (a *API) resend(ctx context.Context, in *struct {
	InCommunity
	Body resendInput
}) (*body[resendAnswer], error) {
	who := actor(ctx)
	resent, err := a.Rules.Resend(ctx, who.by, who.community, in.Body.Members)
	if err != nil {
		return nil, err
	}
	out := resendAnswer{Results: []resendResult{}}
	for _, r := range resent {
		result := resendResult{Member: r.Member, Result: "queued", Reason: r.Skipped, NewCode: r.NewCode}
		if r.Skipped != "" {
			result.Result = "skipped"
			out.Skipped++
		} else {
			out.Queued++
		}
		out.Results = append(out.Results, result)
	}
	return answer(out), nil
}
