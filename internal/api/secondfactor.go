package api

import (
	"context"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/communitrak/onboarding/internal/account"
	"github.com/communitrak/onboarding/internal/account/secondfactor"
	"github.com/communitrak/onboarding/internal/contact"
	"github.com/communitrak/onboarding/internal/roster"
	"github.com/communitrak/onboarding/internal/secret"
)

func (a *API) factorOperations() {
	Post(a, public, ignoresKey, huma.Operation{OperationID: "enrol-second-factor", Path: "/v1/second-factors", DefaultStatus: http.StatusCreated,
		Summary: "Begin to set up Support's second factor", Description: "Replacing one takes a code of it, or a recovery code. The one that is there stays until the new one is confirmed.",
		Metadata: Showing(Refuses("invalid_credentials", "otp_required", "otp_refused", "forbidden", "too_many_tries"))}, a.enrollFactor)
	Post(a, public, ignoresKey, huma.Operation{OperationID: "confirm-second-factor", Path: "/v1/second-factors/confirm", DefaultStatus: http.StatusCreated,
		Summary: "Finish setting up the second factor and sign in", Description: "All other sessions end. The recovery codes are shown this once.",
		Metadata: Showing(Refuses("enrolment_ended", "otp_refused", "too_many_tries"))}, a.confirmFactor)
}

type enrolmentAnswer struct {
	Ticket string    `json:"ticket" doc:"to confirm with"`
	EndsAt time.Time `json:"endsAt"`
	Secret string    `json:"secret" doc:"base32, to be typed into an authenticator app"`
	URI    string    `json:"uri" doc:"otpauth, to be taken over by one"`
	Image  string    `json:"image" doc:"uri as a QR code, a data URL"`
}

func (a *API) enrollFactor(ctx context.Context, in *Body[credentials]) (*Body[enrolmentAnswer], error) {
	email, err := contact.ParseEmail(in.Body.Email)
	if err != nil {
		email = "" // nobody's; it takes as long and answers the same
	}
	var e account.Enrollment
	err = a.limitGuesses(ctx, func() (err error) {
		e, err = a.Accounts.Enroll(ctx, email.Reveal(), secret.Password(in.Body.Password), in.Body.OTP)
		return err
	})
	if err != nil {
		return nil, err
	}
	image, err := secondfactor.Image(e.URI)
	if err != nil {
		return nil, err
	}
	return Answer(enrolmentAnswer{e.Ticket, e.EndsAt.UTC(), e.Secret.Reveal(), e.URI, image}), nil
}

type confirmInput struct {
	Ticket string `json:"ticket" maxLength:"128"`
	OTP    string `json:"otp" maxLength:"64" doc:"what the app shows"`
}

type confirmAnswer struct {
	SessionAnswer
	RecoveryCodes []string `json:"recoveryCodes" doc:"each signs in once instead of the app"`
}

func (a *API) confirmFactor(ctx context.Context, in *Body[confirmInput]) (*Body[confirmAnswer], error) {
	var token account.Token
	var s account.SignedIn
	var codes []roster.Code
	err := a.limitGuesses(ctx, func() (err error) {
		token, s, codes, err = a.Accounts.Confirm(ctx, in.Body.Ticket, in.Body.OTP)
		return err
	})
	if err != nil {
		return nil, err
	}
	out := confirmAnswer{SessionAnswer: SessionAnswer{token.Reveal(), a.meOf(s)}}
	for _, code := range codes {
		out.RecoveryCodes = append(out.RecoveryCodes, code.Reveal())
	}
	return Answer(out), nil
}
