package api

import (
	"context"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/communitrak/onboarding/internal/onboarding"
	"github.com/communitrak/onboarding/internal/roster"
	"github.com/communitrak/onboarding/internal/telemetry"
)

// A Head of Household invites the rest of their household if the community
// allows it, and members report what is wrong with their home. Nobody here sees
// a code, or another household.

// ownInvitation is an invitation as the Head who made it sees it.
type ownInvitation struct {
	ID        string    `json:"id"`
	Email     string    `json:"email"`
	State     string    `json:"state" enum:"sending,sent,undeliverable,expired" doc:"sent: the mail is on its way or there; undeliverable: the address does not take it; expired: to be sent again"`
	ExpiresAt time.Time `json:"expiresAt"`
}

// States of such an invitation.
const (
	ownSending       = "sending"
	ownSent          = "sent"
	ownUndeliverable = "undeliverable"
	ownExpired       = "expired"
)

func (a *API) ownInvitation(m roster.Member) *ownInvitation {
	state := ownSending
	switch d := m.Invitation.Delivery.State; {
	case d.Troubled():
		state = ownUndeliverable
	case m.Expired(a.Now()):
		state = ownExpired
	case d == roster.DeliverySent, d == roster.DeliveryDelivered:
		state = ownSent
	}
	return &ownInvitation{m.ID, m.Email, state, m.Invitation.ExpiresAt.UTC()}
}

type householdInvitationInput struct {
	FirstName string `json:"firstName" maxLength:"100"`
	LastName  string `json:"lastName" maxLength:"100"`
	Email     string `json:"email" maxLength:"320"`
}

type ownResendAnswer struct {
	Result string            `json:"result" enum:"queued,skipped"`
	Reason roster.SkipReason `json:"reason,omitempty" doc:"why it was skipped, as of other resends"`
}

type homeCorrectionInput struct {
	Message string `json:"message" maxLength:"2000" doc:"what is wrong with one's home, in 500 characters at most" example:"We live in Unit 3, not Unit 2."`
}

const ownInvitations = "/v1/me/memberships/{c}/household/invitations"

func (a *API) householdOperations() {
	PostOnce(a, self, huma.Operation{OperationID: "invite-to-household", Path: ownInvitations, DefaultStatus: http.StatusCreated,
		Summary: "As Head of Household, invite somebody into it",
		Description: "They become a member without any permission. Of an email that belongs to somebody outside the household nothing is told; " +
			"each email that is tried counts, up to 20 a day.",
		Metadata: Refuses("heads_dont_invite", "in_household", "cannot_join_household", "household_full", "too_many_tries")}, a.inviteToHousehold, nil, a.replaySelf)
	PostOnce(a, self, huma.Operation{OperationID: "resend-to-household", Path: ownInvitations + "/{m}/resend", DefaultStatus: http.StatusOK,
		Summary:     "Send an invitation of one's own again",
		Description: "Under the same limits as every resend.",
		Metadata:    Refuses("heads_dont_invite", "role_above_yours")}, a.resendToHousehold, selfResendOutcomes, replaySelfResend)
	PostOnce(a, self, huma.Operation{OperationID: "withdraw-from-household", Path: ownInvitations + "/{m}/withdraw", DefaultStatus: http.StatusOK,
		Summary:  "Withdraw an invitation of one's own that is pending",
		Metadata: Refuses("heads_dont_invite", "role_above_yours")}, a.withdrawFromHousehold, nil, a.replayWithdraw)
	PostOnce(a, self, huma.Operation{OperationID: "ask-correction", Path: "/v1/me/memberships/{c}/corrections", DefaultStatus: http.StatusAccepted,
		Summary:     "Say what is wrong with one's home",
		Description: "It is kept in one's history, and the community's administrators are told by mail; up to 3 times a day.",
		Metadata:    Refuses("too_many_tries")}, a.askCorrection, nil, replayNothing)
}

type householdInvitationRequest struct {
	InCommunity
	Body householdInvitationInput
}

func (a *API) inviteToHousehold(ctx context.Context, in *householdInvitationRequest) (*Body[ownAnswer], error) {
	who, b := ActingIn(ctx), in.Body
	made, err := a.Rules.InviteToHousehold(ctx, who.By, who.Community.ID, onboarding.HouseholdInvitation{
		FirstName: b.FirstName, LastName: b.LastName, Email: b.Email, Request: Attempt(ctx)})
	if err != nil {
		return nil, err
	}
	a.Log.InfoContext(telemetry.WithMember(ctx, made.ID), "invited", telemetry.Count("Invitations", 1))
	return a.getSelf(ctx, &in.InCommunity)
}

func (a *API) replaySelf(ctx context.Context, in *householdInvitationRequest, _ []string) (*Body[ownAnswer], error) {
	return a.getSelf(ctx, &in.InCommunity)
}

func (a *API) resendToHousehold(ctx context.Context, in *InMember) (*Body[ownResendAnswer], error) {
	who := ActingIn(ctx)
	r, err := a.Rules.ResendToHousehold(ctx, who.By, who.Community.ID, in.Member)
	if err != nil {
		return nil, err
	}
	return selfResend(r.Skipped), nil
}

func selfResend(skipped roster.SkipReason) *Body[ownResendAnswer] {
	if skipped != "" {
		return Answer(ownResendAnswer{resendSkipped, skipped})
	}
	return Answer(ownResendAnswer{Result: resendQueued})
}

func selfResendOutcomes(out *Body[ownResendAnswer]) []string {
	return []string{string(out.Body.Reason)}
}

func replaySelfResend(_ context.Context, _ *InMember, kept []string) (*Body[ownResendAnswer], error) {
	return selfResend(roster.SkipReason(kept[0])), nil
}

func (a *API) withdrawFromHousehold(ctx context.Context, in *InMember) (*Body[ownAnswer], error) {
	who := ActingIn(ctx)
	if err := a.Rules.WithdrawFromHousehold(ctx, who.By, who.Community.ID, in.Member); err != nil {
		return nil, err
	}
	return a.getSelf(ctx, &in.InCommunity)
}

func (a *API) replayWithdraw(ctx context.Context, in *InMember, _ []string) (*Body[ownAnswer], error) {
	return a.getSelf(ctx, &in.InCommunity)
}

func (a *API) askCorrection(ctx context.Context, in *struct {
	InCommunity
	Body homeCorrectionInput
}) (*struct{}, error) {
	who := ActingIn(ctx)
	return nil, a.Rules.RequestCorrection(ctx, who.By, who.Community, in.Body.Message)
}
