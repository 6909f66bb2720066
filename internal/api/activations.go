package api

import (
	"context"
	"net/http"
	"strings"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/communitrak/onboarding/internal/onboarding"
	"github.com/communitrak/onboarding/internal/secret"
	"github.com/communitrak/onboarding/internal/telemetry"
)

type activationInput struct {
	Email    string  `json:"email" maxLength:"320"`
	Code     string  `json:"code" maxLength:"128"`
	Password string  `json:"password" maxLength:"1024" doc:"may be empty with the code of a letter that asks for an email: the password is chosen after the mail"`
	Proof    *string `json:"proof,omitempty" maxLength:"128" doc:"the second part of the mail's link: who has it reads the mailbox"`
}

type activationAnswer struct {
	Member    string             `json:"member"`
	Community CommunityRef       `json:"community"`
	SignIn    string             `json:"signIn" enum:"open,closed" doc:"closed while the Black Curtain is on"`
	Session   *activationSession `json:"session" doc:"opened with the mail proof where the community is open; otherwise null, and signing in is a step of its own"`
}

type activationSession struct {
	Token     string    `json:"token" doc:"bearer token; shown once"`
	ExpiresAt time.Time `json:"expiresAt" doc:"end of the session if it is used until then"`
}

type greetingInput struct {
	Email      string `json:"email,omitempty" maxLength:"320"`
	Code       string `json:"code,omitempty" maxLength:"128"`
	Invitation string `json:"invitation,omitempty" maxLength:"128" doc:"in place of email and code, as the link to decline has it"`
	Proof      string `json:"proof" maxLength:"128" doc:"the second part of the mail's link; a code alone is not enough"`
}

type greetingAnswer struct {
	FirstName  string       `json:"firstName"`
	Community  CommunityRef `json:"community"`
	Look       lookAnswer   `json:"look"`
	Home       *string      `json:"home" doc:"null for someone invited without a home"`
	Inviter    string       `json:"inviter" doc:"who invites: a person, or the community's sender name"`
	ExpiresAt  time.Time    `json:"expiresAt"`
	TimeZone   string       `json:"timeZone" doc:"the community's, for showing the end"`
	HasAccount bool         `json:"hasAccount" doc:"the email has an account already, whose password activates"`
}

// ActivateOperations registers those of the activate function.
func ActivateOperations(a *API) {
	Post(a, public, RunsAgain, huma.Operation{OperationID: "activate", Path: "/v1/activations", DefaultStatus: http.StatusCreated,
		Summary: "Activate an invitation", Description: "Every wrong proof gets one and the same answer. The code of a letter to someone without an email that takes mail has a mail sent to the one given (`mail_sent`): the link in it activates. With the mail proof, and where the community is open, the answer opens a session; a repeat under the same Idempotency-Key opens another one.",
		Metadata: Showing(Refuses("activation_refused", "password_of_existing_account", "mail_proof_required", "mail_sent", "already_active", "expired", "too_many_tries"))}, a.activate)
	Post(a, public, RunsAgain, huma.Operation{OperationID: "greet", Path: "/v1/activations/invitation", DefaultStatus: http.StatusOK,
		Summary: "Read what the link in the mail is for", Description: "Changes nothing. Takes the mail proof, with email and code or with the invitation; everything else gets the one answer of a wrong proof.",
		Metadata: Refuses("activation_refused", "already_active", "expired", "too_many_tries")}, a.greet)
	PostOnce(a, public, huma.Operation{OperationID: "lose-mail", Path: "/v1/activations/lost", DefaultStatus: http.StatusAccepted,
		Summary: "Ask for the mail again", Description: "The answer is the same for every email, and promises no mail: limits or a bad address may hold it back.",
		Metadata: Refuses("too_many_tries")}, a.requestLostMail, nil, replayNothing)
}

func (a *API) activate(ctx context.Context, in *Body[activationInput]) (*Body[activationAnswer], error) {
	if err := a.limitActivations(ctx); err != nil {
		return nil, err
	}
	activation := onboarding.Activation{Email: in.Body.Email, Code: in.Body.Code, Password: secret.Password(in.Body.Password), SignIn: true, Request: Attempt(ctx)}
	if in.Body.Proof != nil {
		activation.Proof = *in.Body.Proof
	}
	done, err := a.pacedActivation(ctx, activation)
	if err != nil {
		return nil, err
	}
	a.measureActivation(ctx, done)
	c := done.Community
	return Answer(activationAnswer{done.Member.ID, CommunityRef{c.ID, c.Name, c.Open()}, openness(c.Open()), a.signInActivated(ctx, done, activation.Password)}), nil
}

// signInActivated returns the session that the activation opened, or nil if
// signing in remains a separate step. For a repeat, it opens one by the regular
// sign-in, with its second factor and limits; the activation stands either way.
func (a *API) signInActivated(ctx context.Context, done onboarding.Activated, pw secret.Password) *activationSession {
	switch {
	case !done.SignsIn():
		return nil
	case done.Session != nil:
		return &activationSession{done.Session.Token.Reveal(), done.Session.EndsAt.UTC()}
	}
	token, in, err := a.Accounts.SignIn(ctx, done.Member.Email, pw, "")
	if err != nil {
		_ = a.problemOf(ctx, err) // logs unknown errors
		return nil
	}
	return &activationSession{token.Reveal(), in.Session.EndsAt.UTC()}
}

func (a *API) greet(ctx context.Context, in *Body[greetingInput]) (*Body[greetingAnswer], error) {
	var g onboarding.Greeting
	err := a.limitGuesses(ctx, func() (err error) {
		if in.Body.Invitation == "" {
			g, err = a.Rules.Greet(ctx, in.Body.Email, in.Body.Code, in.Body.Proof)
			return err
		}
		community, member, err := invitationOf(in.Body.Invitation)
		if err == nil {
			g, err = a.Rules.GreetDecliner(ctx, community, member, in.Body.Proof)
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	c := g.Community
	return Answer(greetingAnswer{
		FirstName: g.Member.FirstName, Community: CommunityRef{c.ID, c.Name, c.Open()}, Look: lookOf(c.Preferences.Branding), Home: optional(g.Home.Label), Inviter: g.Inviter,
		ExpiresAt: g.Member.Invitation.ExpiresAt.UTC(), TimeZone: c.Preferences.TimeZone, HasAccount: g.HasAccount,
	}), nil
}

// invitationOf splits the invitation reference in a decline link.
func invitationOf(s string) (community, member string, err error) {
	community, member, ok := strings.Cut(s, ".")
	if !ok || community == "" || member == "" {
		return "", "", onboarding.ErrRefused
	}
	return community, member, nil
}

// measureActivation emits the activation metric.
func (a *API) measureActivation(ctx context.Context, done onboarding.Activated) {
	ctx = telemetry.WithMember(telemetry.WithCommunity(ctx, done.Community.ID), done.Member.ID)
	a.Log.InfoContext(ctx, "activated", telemetry.Count("Activations", 1))
}

func openness(open bool) string {
	if open {
		return "open"
	}
	return "closed"
}

func (a *API) requestLostMail(ctx context.Context, in *Body[emailInput]) (*struct{}, error) {
	if err := a.limitMails(ctx); err != nil {
		return nil, err
	}
	return nil, a.Rules.LostMail(ctx, in.Body.Email)
}
