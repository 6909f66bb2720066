package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"communitrak/internal/account/password"
	"communitrak/internal/onboarding"
	"communitrak/internal/telemetry"
)

type activationInput struct {
	Email    string  `json:"email" maxLength:"320"`
	Code     string  `json:"code" maxLength:"128"`
	Password string  `json:"password" maxLength:"1024"`
	Proof    *string `json:"proof,omitempty" maxLength:"128" doc:"the second part of the mail's link: who has it reads the mailbox"`
}

type activationAnswer struct {
	Member    string       `json:"member"`
	Community CommunityRef `json:"community"`
	SignIn    string       `json:"signIn" enum:"open,closed" doc:"closed while the Black Curtain is on"`
}

func (a *API) activateOperations() {
	post(a, public, runsAgain, huma.Operation{OperationID: "activate", Path: "/v1/activations", DefaultStatus: http.StatusCreated,
		Summary: "Activate an invitation", Description: "Every wrong proof gets one and the same answer.",
		Metadata: refuses("activation_refused", "password_of_existing_account", "mail_proof_required", "already_active", "expired", "too_many_tries")}, a.activate)
	postOnce(a, public, huma.Operation{OperationID: "lose-mail", Path: "/v1/activations/lost", DefaultStatus: http.StatusAccepted,
		Summary: "Ask for the mail again", Description: "The answer is the same for every email, and promises no mail: limits or a bad address may hold it back.",
		Metadata: refuses("too_many_tries")}, a.loseMail, nil, nothing)
}

func (a *API) activate(ctx context.Context, in *body[activationInput]) (*body[activationAnswer], error) {
	if err := a.admitActivation(ctx); err != nil {
		return nil, err
	}
	activation := onboarding.Activation{Email: in.Body.Email, Code: in.Body.Code, Password: password.Password(in.Body.Password), Request: attempt(ctx)}
	if in.Body.Proof != nil {
		activation.Proof = *in.Body.Proof
	}
	done, err := a.Rules.Activate(ctx, activation)
	if err != nil {
		return nil, err
	}
	a.measureActivation(ctx, done)
	c := done.Community
	return answer(activationAnswer{done.Member.ID, CommunityRef{c.ID, c.Name, c.Open()}, openness(c.Open())}), nil
}

// measureActivation tells that a member is active.
func (a *API) measureActivation(ctx context.Context, done onboarding.Activated) {
	ctx = telemetry.WithMember(telemetry.WithCommunity(ctx, done.Community.ID), done.Member.ID)
	a.log.InfoContext(ctx, "activated", telemetry.Count("Activations", 1))
}

func openness(open bool) string {
	if open {
		return "open"
	}
	return "closed"
}

func (a *API) loseMail(ctx context.Context, in *body[emailInput]) (*struct{}, error) {
	if err := a.admitMail(ctx); err != nil {
		return nil, err
	}
	return nil, a.Rules.LostMail(ctx, in.Body.Email)
}
