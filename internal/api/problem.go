package api

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"communitrak/internal/account"
	"communitrak/internal/address"
	"communitrak/internal/onboarding"
	"communitrak/internal/roster"
	"communitrak/internal/telemetry"
)

// Problem is a refusal as RFC 9457 describes it. Code is stable; Detail and
// messages are for people and hold nothing of what was sent.
type Problem struct {
	Type   string       `json:"type" doc:"about:blank; the code tells the problems apart" example:"about:blank"`
	Title  string       `json:"title" example:"Conflict"`
	Status int          `json:"status" example:"409"`
	Detail string       `json:"detail" example:"somebody with this email is invited already"`
	Code   string       `json:"code" doc:"stable name of the problem" example:"already_pending"`
	Errors []FieldError `json:"errors,omitempty" doc:"what is wrong with which field"`
	// Of what is in the way.
	Member    string            `json:"member,omitempty" doc:"id of the member who has the email already"`
	Property  string            `json:"property,omitempty" doc:"id of the property that has the address already"`
	Household string            `json:"household,omitempty" doc:"id of the household that has the name already"`
	Community string            `json:"community,omitempty" doc:"id of the community that has the name already"`
	Standard  *ValidatedAddress `json:"standard,omitempty" doc:"the standard form to confirm"`

	retryAfter time.Duration
}

// FieldError says what is wrong with one field.
type FieldError struct {
	Location string `json:"location" doc:"path of the field" example:"body.member.email"`
	Message  string `json:"message" example:"is required"`
	Code     string `json:"code" example:"required"`
}

// Error makes a Problem an error.
func (p *Problem) Error() string { return p.Code + ": " + p.Detail }

// GetStatus is the status of the answer.
func (p *Problem) GetStatus() int { return p.Status }

// GetHeaders are the further headers of the answer.
func (p *Problem) GetHeaders() http.Header {
	if p.retryAfter <= 0 {
		return nil
	}
	return http.Header{"Retry-After": {strconv.Itoa(int(math.Ceil(p.retryAfter.Seconds())))}}
}

const problemMedia = "application/problem+json"

// ContentType is the media type of problem documents.
func (p *Problem) ContentType(string) string { return problemMedia }

func problem(status int, code, detail string) *Problem {
	return &Problem{Type: "about:blank", Title: http.StatusText(status), Status: status, Detail: detail, Code: code}
}

func (p *Problem) with(change func(*Problem)) *Problem {
	change(p)
	return p
}

// sentences is the table from what the use cases refuse to what the caller is
// told.
var sentences = []struct {
	err    error
	status int
	code   string
	detail string
}{
	{roster.ErrNotFound, 404, "not_found", "there is no such thing here"},
	{roster.ErrForbidden, 403, "forbidden", "your role does not hold the permission for this"},
	{roster.ErrLastAdministrator, 409, "last_administrator", "this is the community's last administrator: name another one first"},
	{roster.ErrRoleAboveYours, 403, "role_above_yours", "the role holds a permission that you do not have"},
	{roster.ErrStale, 412, "stale", "it was changed since you read it; read it again"},
	{roster.ErrSuperseded, 409, "superseded", "the invitation was made anew since; read the member"},
	{roster.ErrNotPending, 409, "not_pending", "the member has no pending invitation"},
	{roster.ErrNotActive, 409, "not_active", "the member is not active"},
	{roster.ErrAlreadyActive, 409, "already_active", "the account is active already; sign in"},
	{roster.ErrExpired, 410, "expired", "the invitation has ended; ask for a new one"},
	{roster.ErrNotEmpty, 409, "not_empty", "somebody lives there"},
	{roster.ErrEmailNotEditable, 409, "email_not_editable", "the email of an active member is the sign-in and is not changed here"},
	{roster.ErrNotReady, 409, "not_ready", "the import has no plan that waits; look at its state and reason"},
	{roster.ErrAlreadyEnded, 409, "already_ended", "the import has ended, and nothing of it is being sent"},
	{roster.ErrNotUndoable, 409, "not_undoable", "the import is under way, or has made nothing"},
	{roster.ErrTooLate, 409, "too_late", "an import can be undone for 30 days"},
	{roster.ErrNothingHeld, 409, "nothing_held", "no mail of the import is held"},
	{onboarding.ErrRefused, 403, "activation_refused", "email and invite code do not fit together"},
	{onboarding.ErrAccountPassword, 403, "password_of_existing_account", "this email has an account already: use its password"},
	{onboarding.ErrMailProof, 403, "mail_proof_required", "open the link in the mail that you were sent"},
	{onboarding.ErrCannotJoin, 403, "forbidden", "joining needs the permission to edit members"},
	{account.ErrCredentials, 401, "invalid_credentials", "email or password is wrong"},
	{account.ErrOTPRequired, 401, "otp_required", "give the code that your authenticator app shows"},
	{account.ErrOTP, 401, "otp_refused", "the code is wrong, or was used already"},
	{account.ErrNotEnrolled, 401, "otp_not_enrolled", "set up a second factor first"},
	{account.ErrEnrolment, 410, "enrolment_ended", "setting up the second factor took too long; begin anew"},
	{account.ErrNoFactor, 403, "forbidden", "only Support signs in with a second factor"},
	{account.ErrNoMembership, 403, "no_membership", "this account belongs to no community any more"},
	{account.ErrClosed, 403, "community_not_open", "the community is not open yet"},
	{account.ErrSession, 401, "unauthenticated", "sign in"},
	{account.ErrTicket, 410, "link_invalid", "the link is no longer valid; ask for a new one"},
}

// problemOf is the answer to an error. An error that no rule knows is logged,
// once, and told as one fixed sentence; a refusal is counted.
func (a *API) problemOf(ctx context.Context, err error) *Problem {
	p := a.sort(ctx, err)
	if p.Status < http.StatusInternalServerError {
		a.log.InfoContext(ctx, "refused", "status", p.Status, telemetry.CountOf("Refusals", 1, telemetry.Code, p.Code))
	}
	return p
}

func (a *API) sort(ctx context.Context, err error) *Problem {
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
		return problem(409, "address_unconfirmed", "confirm the standard form of the address").with(func(p *Problem) {
			standard := validated(onboarding.Validated{Standard: unconfirmed.Standard})
			p.Standard = &standard
		})
	case errors.As(err, &limited):
		return problem(429, "too_many_tries", "too many tries; wait a little").with(func(p *Problem) { p.retryAfter = max(limited.Wait, time.Second) })
	case errors.Is(err, account.ErrWrongOld):
		return invalidInput(&roster.InvalidError{Field: "old", Code: "wrong_password", Reason: "is not your present password"})
	}
	for _, s := range sentences {
		if errors.Is(err, s.err) {
			return problem(s.status, s.code, s.detail)
		}
	}
	a.log.ErrorContext(ctx, "request failed", "error", err)
	return internalError()
}

func internalError() *Problem {
	return problem(500, "internal", "something went wrong on our side; try again")
}

func existing(e *roster.ExistsError) *Problem {
	switch e.What {
	case "property":
		return problem(409, "exists", "another property has this address").with(func(p *Problem) { p.Property = e.ID })
	case "household":
		return problem(409, "exists", "another household of the property has this name").with(func(p *Problem) { p.Household = e.ID })
	case "community":
		return problem(409, "exists", "another community has this name").with(func(p *Problem) { p.Community = e.ID })
	case string(roster.Active) + " member":
		return problem(409, "already_active", "somebody with this email is a member already").with(func(p *Problem) { p.Member = e.ID })
	case string(roster.Pending) + " member":
		return problem(409, "already_pending", "somebody with this email is invited already").with(func(p *Problem) { p.Member = e.ID })
	default:
		return problem(409, "exists", e.What+" exists already")
	}
}

func invalidInput(fields ...*roster.InvalidError) *Problem {
	p := problem(422, "invalid", "some of what was sent cannot be accepted")
	for _, f := range fields {
		location := f.Field
		if !strings.HasPrefix(location, "query.") {
			location = "body." + location
		}
		p.Errors = append(p.Errors, FieldError{location, f.Reason, f.Code})
	}
	return p
}

// newProblem is what the router and its validation answer with.
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

// fieldError points at the field itself where the validation points at the
// object around it.
func fieldError(location, message string) FieldError {
	var name string
	if _, err := fmt.Sscanf(message, "expected required property %s to be present", &name); err == nil {
		return FieldError{location + "." + name, "is required", "required"}
	}
	switch {
	case message == "unexpected property":
		return FieldError{location, "is not known here", "unknown_field"}
	case strings.HasPrefix(message, "expected ") && !strings.Contains(message, "length") && !strings.Contains(message, "number"):
		return FieldError{location, message, "invalid_type"}
	default:
		return FieldError{location, message, "invalid"}
	}
}

// refuse writes a problem where no operation runs.
func refuse(w http.ResponseWriter, p *Problem) {
	for name, values := range p.GetHeaders() {
		w.Header()[name] = values
	}
	w.Header().Set("Content-Type", p.ContentType(""))
	w.WriteHeader(p.Status)
	_ = json.NewEncoder(w).Encode(p) // the client may be gone; there is nobody to tell
}
