package api

import (
	"context"
	"errors"
	"fmt"
	"math"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/communitrak/onboarding/internal/account"
	"github.com/communitrak/onboarding/internal/address"
	"github.com/communitrak/onboarding/internal/api/problems"
	"github.com/communitrak/onboarding/internal/onboarding"
	"github.com/communitrak/onboarding/internal/roster"
	"github.com/communitrak/onboarding/internal/telemetry"
)

// Problem is a refusal of an operation.
type Problem struct {
	problems.Document
	// Conflicting objects.
	Member    string            `json:"member,omitempty" doc:"id of the member who has the email already"`
	Property  string            `json:"property,omitempty" doc:"id of the property that has the address already"`
	Household string            `json:"household,omitempty" doc:"id of the household that has the name already"`
	Community string            `json:"community,omitempty" doc:"id of the community that has the name already"`
	Standard  *ValidatedAddress `json:"standard,omitempty" doc:"the standard form to confirm"`

	retryAfter time.Duration
}

// GetHeaders returns the additional headers of the response.
func (p *Problem) GetHeaders() http.Header {
	if p.retryAfter <= 0 {
		return nil
	}
	return http.Header{"Retry-After": {strconv.Itoa(int(math.Ceil(p.retryAfter.Seconds())))}}
}

func problem(status int, code, detail string) *Problem {
	return &Problem{Document: *problems.New(status, code, detail)}
}

func (p *Problem) with(change func(*Problem)) *Problem {
	change(p)
	return p
}

// sentences maps the errors of use cases to what the caller is told.
var sentences = []struct {
	err    error
	status int
	code   string
	detail string
}{
	{roster.ErrNotFound, 404, "not_found", "we couldn’t find that here"},
	{roster.ErrForbidden, 403, "forbidden", "your role doesn’t allow this"},
	{roster.ErrLastAdministrator, 409, "last_administrator", "this is the community’s last administrator; make someone else an administrator first"},
	{roster.ErrRoleAboveYours, 403, "role_above_yours", "that role has a permission you don’t have"},
	{roster.ErrStale, 412, "stale", "someone changed this since you opened it; reload it and try again"},
	{roster.ErrSuperseded, 409, "superseded", "this person has been invited again since; reload to see the current invitation"},
	{roster.ErrNotPending, 409, "not_pending", "this member has no pending invitation"},
	{roster.ErrNotActive, 409, "not_active", "this member isn’t active"},
	{roster.ErrAlreadyActive, 409, "already_active", "this account is already active; sign in"},
	{roster.ErrExpired, 410, "expired", "this invitation has expired; ask for a new one"},
	{roster.ErrNotEmpty, 409, "not_empty", "someone still lives there"},
	{roster.ErrEmailNotEditable, 409, "email_not_editable", "an active member signs in with this email, so it can’t be changed here"},
	{roster.ErrNotReady, 409, "not_ready", "this import has no plan to commit; check its state and reason"},
	{roster.ErrAlreadyEnded, 409, "already_ended", "this import has ended, and nothing is being sent"},
	{roster.ErrNotUndoable, 409, "not_undoable", "this import is still running, or didn’t add anyone"},
	{roster.ErrTooLate, 409, "too_late", "an import can be undone for 30 days, and that time has passed"},
	{roster.ErrNothingHeld, 409, "nothing_held", "none of this import’s emails are on hold"},
	{roster.ErrHeldChanged, 409, "held_changed", "the number of people this emails has changed since you looked; check the new number and release again"},
	{onboarding.ErrRefused, 403, "activation_refused", "the email and invite code don’t match"},
	{onboarding.ErrAccountPassword, 403, "password_of_existing_account", "this email already has an account; use its password"},
	{onboarding.ErrMailProof, 403, "mail_proof_required", "open the link in the email we sent you"},
	{onboarding.ErrClaimSent, 403, "mail_sent", "open the link in the email that we send to this address; limits may hold it back for a few minutes"},
	{onboarding.ErrHeadsDontInvite, 403, "heads_dont_invite", "only the Head of Household can invite people here, and only where the community allows it"},
	{onboarding.ErrInHousehold, 409, "in_household", "this person is already part of your household"},
	{onboarding.ErrCannotJoinHousehold, 409, "cannot_join_household", "we can’t invite this email to your household; ask your community’s board to do it"},
	{onboarding.ErrHouseholdFull, 409, "household_full", "your household has too many open invitations; withdraw one, or wait until somebody joins"},
	{onboarding.ErrCannotJoin, 403, "forbidden", "merging needs permission to edit members"},
	{account.ErrCredentials, 401, "invalid_credentials", "the email or password is incorrect"},
	{account.ErrOTPRequired, 401, "otp_required", "enter the code from your authenticator app"},
	{account.ErrOTP, 401, "otp_refused", "that code is incorrect or was already used"},
	{account.ErrNotEnrolled, 401, "otp_not_enrolled", "set up two-step sign-in first"},
	{account.ErrEnrollment, 410, "enrolment_ended", "setting up two-step sign-in took too long; start again"},
	{account.ErrNoFactor, 403, "forbidden", "two-step sign-in is only for Support"},
	{account.ErrNoMembership, 403, "no_membership", "this account doesn’t belong to a community anymore"},
	{account.ErrClosed, 403, "community_not_open", "this community isn’t open yet"},
	{account.ErrSession, 401, "unauthenticated", "please sign in"},
	{account.ErrTicket, 410, "link_invalid", "this link no longer works; ask for a new one"},
}

// problemOf returns the response to an error. An error without a rule is logged
// once and answered with one fixed sentence; a refusal is counted.
func (a *API) problemOf(ctx context.Context, err error) *Problem {
	p := a.classify(ctx, err)
	if p.Status < http.StatusInternalServerError {
		a.Log.InfoContext(ctx, "refused", "status", p.Status, telemetry.CountOf("Refusals", 1, telemetry.Code, p.Code))
	}
	return p
}

func (a *API) classify(ctx context.Context, err error) *Problem {
	var p *Problem
	var exists *roster.ExistsError
	var unconfirmed *onboarding.UnconfirmedError
	var limited *account.LimitedError
	var invalid *roster.InvalidError
	var invalids roster.InvalidErrors
	var field *address.FieldError
	switch {
	case errors.As(err, &p):
		return p
	case errors.As(err, &invalids):
		return invalidInput(invalids...)
	case errors.As(err, &invalid):
		return invalidInput(invalid)
	case errors.As(err, &field):
		return invalidInput(&roster.InvalidError{Field: field.Field, Code: field.Code, Reason: field.Reason})
	case errors.As(err, &exists):
		return existing(exists)
	case errors.As(err, &unconfirmed):
		return problem(409, "address_unconfirmed", "confirm the standard form of this address").with(func(p *Problem) {
			standard := validated(onboarding.Validated{Standard: unconfirmed.Standard})
			p.Standard = &standard
		})
	case errors.As(err, &limited):
		return problem(429, "too_many_tries", "too many attempts; please wait a little").with(func(p *Problem) { p.retryAfter = max(limited.Wait, time.Second) })
	case errors.Is(err, account.ErrWrongPassword):
		return invalidInput(&roster.InvalidError{Field: "old", Code: "wrong_password", Reason: "isn’t your current password"})
	}
	for _, s := range sentences {
		if errors.Is(err, s.err) {
			return problem(s.status, s.code, s.detail)
		}
	}
	a.Log.ErrorContext(ctx, "request failed", "error", err)
	return internalError()
}

func internalError() *Problem {
	return problem(500, "internal", "something went wrong on our side; please try again")
}

func existing(e *roster.ExistsError) *Problem {
	switch e.What {
	case "property":
		return problem(409, "exists", "another property already has this address").with(func(p *Problem) { p.Property = e.ID })
	case "household":
		return problem(409, "exists", "another household here already has this name").with(func(p *Problem) { p.Household = e.ID })
	case "community":
		return problem(409, "exists", "another community already has this name").with(func(p *Problem) { p.Community = e.ID })
	case string(roster.Active) + " member":
		return problem(409, "already_active", "someone with this email is already a member").with(func(p *Problem) { p.Member = e.ID })
	case string(roster.Pending) + " member":
		return problem(409, "already_pending", "someone with this email has already been invited").with(func(p *Problem) { p.Member = e.ID })
	default:
		return problem(409, "exists", e.What+" exists already")
	}
}

func invalidInput(fields ...*roster.InvalidError) *Problem {
	p := &Problem{Document: *problems.Invalid()}
	for _, f := range fields {
		location := f.Field
		if !strings.HasPrefix(location, "query.") {
			location = "body." + location
		}
		p.Errors = append(p.Errors, problems.FieldError{Location: location, Message: f.Reason, Code: f.Code})
	}
	return p
}

// newProblem returns the responses of the router and its validation.
func newProblem(status int, message string, errs ...error) huma.StatusError {
	if status >= 500 {
		return internalError()
	}
	p := problem(status, codeOf(status), message)
	for _, err := range errs {
		var detail huma.ErrorDetailer
		if errors.As(err, &detail) {
			d := detail.ErrorDetail()
			p.Errors = append(p.Errors, fieldError(d.Location, d.Message))
		} else if err != nil {
			p.Detail = message + ": " + err.Error()
		}
	}
	return p
}

func codeOf(status int) string {
	switch status {
	case http.StatusUnprocessableEntity:
		return "invalid"
	case http.StatusRequestEntityTooLarge:
		return "too_large"
	case http.StatusUnsupportedMediaType:
		return "unsupported_media_type"
	case http.StatusBadRequest:
		return "malformed"
	default:
		return strings.ReplaceAll(strings.ToLower(http.StatusText(status)), " ", "_")
	}
}

// fieldError points at the field itself if the validation points at the
// enclosing object.
func fieldError(location, message string) problems.FieldError {
	var name string
	if _, err := fmt.Sscanf(message, "expected required property %s to be present", &name); err == nil {
		return problems.FieldError{Location: location + "." + name, Message: "is required", Code: "required"}
	}
	switch {
	case message == "unexpected property":
		return problems.FieldError{Location: location, Message: "is not known here", Code: "unknown_field"}
	case strings.HasPrefix(message, "expected ") && !strings.Contains(message, "length") && !strings.Contains(message, "number"):
		return problems.FieldError{Location: location, Message: message, Code: "invalid_type"}
	default:
		return problems.FieldError{Location: location, Message: message, Code: "invalid"}
	}
}

// writeProblem writes a problem outside of any operation.
func writeProblem(w http.ResponseWriter, p *Problem) {
	for name, values := range p.GetHeaders() {
		w.Header()[name] = values
	}
	problems.Write(w, p)
}
