package api

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"
	"strings"

	"communitrak/internal/account"
	"communitrak/internal/contact"
	"communitrak/internal/onboarding"
	"communitrak/internal/page"
	"communitrak/internal/roster"
)

// ResidentPages serves activation, the lost mail, This is not for me and this
// was not me. GET and HEAD change nothing, whatever they carry.
func ResidentPages(parts Parts) http.Handler {
	a := &API{Parts: parts, log: parts.Log}
	mux := http.NewServeMux()
	mux.Handle(page.AssetsPath, page.Assets())
	a.pages(mux, page.ActivatePath, a.showActivate, a.postActivate)
	a.pages(mux, page.DeclinePath, a.showDecline, a.postDecline)
	a.pages(mux, page.DisownPath, a.showDisown, a.postDisown)
	return mux
}

// PasswordPages serves the forgotten password.
func PasswordPages(parts Parts) http.Handler {
	a := &API{Parts: parts, log: parts.Log}
	mux := http.NewServeMux()
	mux.Handle(page.AssetsPath, page.Assets())
	a.pages(mux, page.ForgotPath, a.showForgot, a.postForgot)
	a.pages(mux, page.ResetPath, a.showReset, a.postReset)
	return mux
}

// view writes one page.
type view func(io.Writer) error

func (a *API) pages(mux *http.ServeMux, path string, show func() view, post func(context.Context, page.Form) (int, view)) {
	mux.HandleFunc("GET "+path, func(w http.ResponseWriter, r *http.Request) { a.render(w, r, http.StatusOK, show()) })
	mux.HandleFunc("POST "+path, func(w http.ResponseWriter, r *http.Request) {
		form, err := page.ReadForm(w, r)
		if err != nil {
			a.render(w, r, http.StatusBadRequest, show())
			return
		}
		status, v := post(r.Context(), form)
		a.render(w, r, status, v)
	})
}

func (a *API) render(w http.ResponseWriter, r *http.Request, status int, v view) {
	var html bytes.Buffer
	if err := v(&html); err != nil {
		a.log.ErrorContext(r.Context(), "writing a page failed", "error", err)
		http.Error(w, "Something went wrong on our side. Please try again.", http.StatusInternalServerError)
		return
	}
	page.Headers(w.Header())
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(status)
	if r.Method != http.MethodHead {
		_, _ = html.WriteTo(w) // the reader may be gone; there is nobody to tell
	}
}

func (a *API) site() page.Site { return page.Site{Support: a.Support} }

func (a *API) showActivate() view {
	return func(w io.Writer) error {
		return page.Activate(w, page.ActivateView{Site: a.site(), Key: page.NewKey()})
	}
}

func (a *API) postActivate(ctx context.Context, f page.Form) (int, view) {
	if f.Intent == "lost" {
		return a.postLost(ctx, f)
	}
	v := page.ActivateView{Site: a.site(), Email: f.Email, Code: f.Code, Proof: f.Proof, Key: f.Key}
	if v.Key == "" {
		v.Key = page.NewKey()
	}
	done, err := a.activateByForm(ctx, f)
	status := http.StatusOK
	if err != nil {
		status = a.explain(ctx, &v, err)
	} else {
		a.measureActivation(ctx, done)
		v.State, v.Community, v.Open = page.Activated, done.Community.Name, done.Community.Open()
	}
	return status, func(w io.Writer) error { return page.Activate(w, v) }
}

func (a *API) activateByForm(ctx context.Context, f page.Form) (onboarding.Activated, error) {
	if err := missing(f.Email, page.FieldEmail, f.Code, page.FieldCode); err != nil {
		return onboarding.Activated{}, err
	}
	if err := a.admitSource(ctx); err != nil {
		return onboarding.Activated{}, err
	}
	request := ""
	if f.Key != "" {
		request = roster.DerivedID(nil, "page", f.Key)
	}
	return a.Rules.Activate(ctx, onboarding.Activation{Email: f.Email, Code: f.Code, Proof: f.Proof, Password: f.Password, Request: request})
}

// missing points at the fields that were left empty; values and names come in
// pairs.
func missing(pairs ...string) error {
	var invalid roster.InvalidErrors
	for n := 0; n < len(pairs); n += 2 {
		if pairs[n] == "" {
			invalid.Add(pairs[n+1], "required", "Please fill this in.")
		}
	}
	return invalid.Err()
}

// explain turns a refusal into what the page shows, and the status it answers
// with.
func (a *API) explain(ctx context.Context, v *page.ActivateView, err error) int {
	p := a.problemOf(ctx, err)
	switch {
	case errors.Is(err, onboarding.ErrRefused):
		v.State = page.Refused
	case errors.Is(err, onboarding.ErrAccountPassword):
		v.State = page.AccountPassword
	case errors.Is(err, onboarding.ErrMailProof):
		v.State = page.ProofRequired
	case errors.Is(err, roster.ErrExpired):
		v.State, v.Key = page.Expired, page.NewKey()
	case errors.Is(err, roster.ErrAlreadyActive):
		v.State = page.AlreadyActive
	case p.Status == http.StatusTooManyRequests:
		v.State, v.Wait = page.TryLater, p.retryAfter
	case p.Status == http.StatusUnprocessableEntity:
		v.Errors = fieldErrors(p)
	default:
		v.State = page.Unfinished
	}
	return p.Status
}

// fieldErrors are a problem's errors in the words of a form.
func fieldErrors(p *Problem) []page.FieldError {
	var errs []page.FieldError
	for _, e := range p.Errors {
		message := strings.ToUpper(e.Message[:1]) + e.Message[1:]
		errs = append(errs, page.FieldError{Field: strings.TrimPrefix(e.Location, "body."), Message: message})
	}
	return errs
}

func (a *API) postLost(ctx context.Context, f page.Form) (int, view) {
	v := page.LostView{Site: a.site(), Email: f.Email, Key: page.NewKey()}
	_, malformed := contact.ParseEmail(f.Email)
	err := a.admitSource(ctx)
	switch {
	case malformed != nil:
		v.Errors = []page.FieldError{{Field: page.FieldEmail, Message: "Please enter the email address you were invited with."}}
	case err == nil:
		err = a.Rules.LostMail(ctx, f.Email)
		v.Sent = err == nil
	}
	return a.outcome(ctx, err, len(v.Errors) > 0), func(w io.Writer) error {
		if err != nil {
			return a.unfinished(w)
		}
		return page.Lost(w, v)
	}
}

// outcome is the status of a page after an error, after fields that cannot be
// accepted, or after success.
func (a *API) outcome(ctx context.Context, err error, invalid bool) int {
	switch {
	case err != nil:
		return a.problemOf(ctx, err).Status
	case invalid:
		return http.StatusUnprocessableEntity
	default:
		return http.StatusOK
	}
}

func (a *API) unfinished(w io.Writer) error {
	return page.Notice(w, page.NoticeView{Site: a.site(), Title: "Please try again", Text: "That did not work just now. Please go back and try again in a minute."})
}

func (a *API) showDecline() view {
	return func(w io.Writer) error {
		return page.Decline(w, page.DeclineView{Site: a.site(), Key: page.NewKey()})
	}
}

func (a *API) postDecline(ctx context.Context, f page.Form) (int, view) {
	v := page.DeclineView{Site: a.site(), Invitation: f.Invitation, Proof: f.Proof, Key: page.NewKey()}
	community, member, _ := strings.Cut(f.Invitation, ".")
	err := a.admitSource(ctx)
	if err == nil && member != "" {
		err = a.Rules.Decline(ctx, community, member, f.Proof)
	} else if err == nil {
		err = onboarding.ErrRefused
	}
	status, step := a.step(ctx, err)
	v.Step = step
	return status, func(w io.Writer) error {
		if status >= http.StatusInternalServerError {
			return a.unfinished(w)
		}
		return page.Decline(w, v)
	}
}

// step is where a page with one button stands after it was pressed.
func (a *API) step(ctx context.Context, err error) (int, page.Step) {
	if err == nil {
		return http.StatusOK, page.Done
	}
	return a.problemOf(ctx, err).Status, page.Gone
}

func (a *API) showDisown() view {
	return func(w io.Writer) error {
		return page.Disown(w, page.DisownView{Site: a.site(), Key: page.NewKey()})
	}
}

func (a *API) postDisown(ctx context.Context, f page.Form) (int, view) {
	v := page.DisownView{Site: a.site(), Token: f.Token, Key: page.NewKey()}
	status, step := a.step(ctx, a.Rules.Disown(ctx, f.Token))
	v.Step = step
	return status, func(w io.Writer) error {
		if status >= http.StatusInternalServerError {
			return a.unfinished(w)
		}
		return page.Disown(w, v)
	}
}

func (a *API) showForgot() view {
	return func(w io.Writer) error {
		return page.Forgot(w, page.ForgotView{Site: a.site(), Key: page.NewKey()})
	}
}

func (a *API) postForgot(ctx context.Context, f page.Form) (int, view) {
	v := page.ForgotView{Site: a.site(), Email: f.Email, Key: page.NewKey()}
	email, malformed := contact.ParseEmail(f.Email)
	var err error
	if malformed != nil {
		v.Errors = []page.FieldError{{Field: page.FieldEmail, Message: "Please enter the email address you sign in with."}}
	} else {
		err = a.Accounts.LostPassword(ctx, email.Reveal())
		v.Sent = err == nil
	}
	return a.outcome(ctx, err, len(v.Errors) > 0), func(w io.Writer) error {
		if err != nil {
			return a.unfinished(w)
		}
		return page.Forgot(w, v)
	}
}

func (a *API) showReset() view {
	return func(w io.Writer) error {
		return page.Reset(w, page.ResetView{Site: a.site(), Key: page.NewKey()})
	}
}

func (a *API) postReset(ctx context.Context, f page.Form) (int, view) {
	v := page.ResetView{Site: a.site(), Token: f.Token, Key: page.NewKey()}
	err := a.Accounts.ResetPassword(ctx, f.Token, f.Password)
	status := http.StatusOK
	switch {
	case err == nil:
		v.Step = page.Done
	case errors.Is(err, account.ErrTicket):
		status, v.Step = http.StatusGone, page.Gone
	default:
		p := a.problemOf(ctx, err)
		status, v.Errors = p.Status, fieldErrors(p)
	}
	return status, func(w io.Writer) error {
		if status >= http.StatusInternalServerError {
			return a.unfinished(w)
		}
		return page.Reset(w, v)
	}
}
