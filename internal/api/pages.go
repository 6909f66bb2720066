package api

import (
	"context"
	"errors"
	"io"
	"net/http"
	"strings"

	"github.com/communitrak/onboarding/internal/account"
	"github.com/communitrak/onboarding/internal/account/password"
	"github.com/communitrak/onboarding/internal/brand"
	"github.com/communitrak/onboarding/internal/contact"
	"github.com/communitrak/onboarding/internal/onboarding"
	"github.com/communitrak/onboarding/internal/page"
	"github.com/communitrak/onboarding/internal/roster"
)

// ResidentPages serves activation, the lost email, "This is not for me", and
// "this was not me". GET and HEAD change nothing, whatever they carry.
func ResidentPages(a API) http.Handler {
	mux := http.NewServeMux()
	mux.Handle(page.AssetsPath, page.Assets())
	mux.HandleFunc("GET "+brand.LogoPath+"{id}", a.serveLogo)
	a.pages(mux, page.ActivatePath, a.showActivate, a.postActivate)
	a.pages(mux, page.DeclinePath, a.showDecline, a.postDecline)
	a.pages(mux, page.DisownPath, a.showDisown, a.postDisown)
	return mux
}

// PasswordPages serves the forgotten-password pages.
func PasswordPages(a API) http.Handler {
	mux := http.NewServeMux()
	mux.Handle(page.AssetsPath, page.Assets())
	a.pages(mux, page.ForgotPath, a.showForgot, a.postForgot)
	a.pages(mux, page.ResetPath, a.showReset, a.postReset)
	return mux
}

// view writes one page.
type view func(io.Writer) error

// outcome is the response to a posted form: refusal is nil on success.
type outcome struct {
	refusal *Problem
	view    view
}

func (a *API) pages(mux *http.ServeMux, path string, show func() view, post func(context.Context, page.Form) outcome) {
	mux.HandleFunc("GET "+path, func(w http.ResponseWriter, r *http.Request) { a.render(w, r, http.StatusOK, show()) })
	mux.HandleFunc("POST "+path, func(w http.ResponseWriter, r *http.Request) {
		form, err := page.ReadForm(w, r)
		if err != nil {
			a.render(w, r, http.StatusBadRequest, show())
			return
		}
		out := post(r.Context(), form)
		status := http.StatusOK
		if out.refusal != nil {
			status = out.refusal.Status
			for name, values := range out.refusal.GetHeaders() {
				w.Header()[name] = values
			}
		}
		a.render(w, r, status, out.view)
	})
}

func (a *API) render(w http.ResponseWriter, r *http.Request, status int, v view) {
	page.Render(w, r, status, a.Log, v)
}

func (a *API) site() page.Site {
	return page.Site{Support: a.Support, PasswordMin: password.Default.Min}
}

func (a *API) showActivate() view {
	return func(w io.Writer) error {
		return page.Activate(w, page.ActivateView{Site: a.site(), Key: page.NewKey()})
	}
}

func (a *API) postActivate(ctx context.Context, f page.Form) outcome {
	if f.Intent == page.IntentLost {
		return a.postLost(ctx, f)
	}
	v := page.ActivateView{Site: a.site(), Email: f.Email, Code: f.Code, Proof: f.Proof, Key: f.Key}
	if v.Key == "" {
		v.Key = page.NewKey()
	}
	done, err := a.activateByForm(ctx, f)
	var refusal *Problem
	if err != nil {
		refusal = a.explain(ctx, &v, err)
	} else {
		a.measureActivation(ctx, done)
		v.State, v.Community, v.Open = page.Activated, done.Community.Name, done.Community.Open()
		v.Look = done.Community.Preferences.Branding.Look("")
		if opened := a.signInActivated(ctx, done, f.Password); opened != nil {
			v.Session = opened.Token
		}
	}
	return outcome{refusal, func(w io.Writer) error { return page.Activate(w, v) }}
}

func (a *API) activateByForm(ctx context.Context, f page.Form) (onboarding.Activated, error) {
	noPassword := f.Password == ""
	if f.Email == "" || f.Code == "" || noPassword && f.Proof != "" {
		return onboarding.Activated{}, missing(f.Email, page.FieldEmail, f.Code, page.FieldCode, string(f.Password), page.FieldPassword)
	}
	if err := a.limitActivations(ctx); err != nil {
		return onboarding.Activated{}, err
	}
	request := ""
	if f.Key != "" {
		request = roster.DerivedID(nil, "page", f.Key)
	}
	done, err := a.pacedActivation(ctx, onboarding.Activation{Email: f.Email, Code: f.Code, Proof: f.Proof, Password: f.Password, SignIn: true, Request: request})
	var invalid *roster.InvalidError
	if noPassword && errors.As(err, &invalid) {
		err = missing("", page.FieldPassword)
	}
	return done, err
}

// missing points at the fields that were left empty; pairs alternates values
// and field names.
func missing(pairs ...string) error {
	var invalid roster.InvalidErrors
	for n := 0; n < len(pairs); n += 2 {
		if pairs[n] == "" {
			invalid.Add(pairs[n+1], "required", "Please fill this in.") //nolint:gosec // values and names alternate
		}
	}
	return invalid.Err()
}

// explain turns a refusal into what the page shows.
func (a *API) explain(ctx context.Context, v *page.ActivateView, err error) *Problem {
	p := a.problemOf(ctx, err)
	switch {
	case errors.Is(err, onboarding.ErrRefused):
		v.State = page.Refused
	case errors.Is(err, onboarding.ErrAccountPassword):
		v.State = page.AccountPassword
	case errors.Is(err, onboarding.ErrMailProof):
		v.State = page.ProofRequired
	case errors.Is(err, onboarding.ErrClaimSent):
		v.State = page.ProofSent
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
	return p
}

// fieldErrors returns a problem's errors in the words of a form.
func fieldErrors(p *Problem) []page.FieldError {
	var errs []page.FieldError
	for _, e := range p.Errors {
		message := strings.ToUpper(e.Message[:1]) + e.Message[1:]
		errs = append(errs, page.FieldError{Field: strings.TrimPrefix(e.Location, "body."), Message: message})
	}
	return errs
}

// postLost asks for the email if the form has none. It also asks if the emailed
// link has filled the form: a scanner that presses buttons must not trigger an
// email, and anyone who has the link has the email.
func (a *API) postLost(ctx context.Context, f page.Form) outcome {
	v := page.LostView{Site: a.site(), Email: f.Email, Key: page.NewKey()}
	show := func(w io.Writer) error { return page.Lost(w, v) }
	_, err := contact.ParseEmail(f.Email)
	switch {
	case f.Email == "" || f.Proof != "":
		v.Email = ""
		return outcome{a.problemOf(ctx, missing("", page.FieldEmail)), show}
	case err != nil:
		return a.wrong(ctx, page.FieldEmail, "That doesn’t look like an email address. It should look like name@example.com.", func(w io.Writer, errs []page.FieldError) error {
			v.Errors = errs
			return page.Lost(w, v)
		})
	}
	err = a.limitMails(ctx)
	if err == nil {
		err = a.Rules.LostMail(ctx, f.Email)
	}
	if err != nil {
		return a.unfinished(a.problemOf(ctx, err))
	}
	v.Sent = true
	return outcome{nil, show}
}

// wrong shows the form again, with an error for one of its fields.
func (a *API) wrong(ctx context.Context, field, message string, form func(io.Writer, []page.FieldError) error) outcome {
	refusal := a.problemOf(ctx, &roster.InvalidError{Field: field, Code: "required", Reason: message})
	return outcome{refusal, func(w io.Writer) error { return form(w, []page.FieldError{{Field: field, Message: message}}) }}
}

// unfinished returns a page that asks to come back later: there were too many
// attempts, or the fault is ours.
func (a *API) unfinished(p *Problem) outcome {
	return outcome{p, func(w io.Writer) error { return page.Later(w, page.LaterView{Site: a.site(), Wait: p.retryAfter}) }}
}

func (a *API) showDecline() view {
	return func(w io.Writer) error {
		return page.Decline(w, page.DeclineView{Site: a.site(), Key: page.NewKey()})
	}
}

func (a *API) postDecline(ctx context.Context, f page.Form) outcome {
	v := page.DeclineView{Site: a.site(), Invitation: f.Invitation, Proof: f.Proof, Key: page.NewKey()}
	return a.confirmed(ctx, f, func() error {
		community, member, err := invitationOf(f.Invitation)
		if err != nil {
			return err
		}
		return a.Rules.Decline(ctx, community, member, f.Proof)
	}, func(w io.Writer, step page.Step, errs []page.FieldError) error {
		v.Step, v.Errors = step, errs
		return page.Decline(w, v)
	})
}

// confirmed runs the action of a page with one button once a person has typed
// the confirmation word. Mail scanners open links, run scripts, and press
// buttons.
func (a *API) confirmed(ctx context.Context, f page.Form, do func() error, show func(io.Writer, page.Step, []page.FieldError) error) outcome {
	if !f.Confirmed() {
		return a.wrong(ctx, page.FieldConfirm, "Please type "+page.ConfirmWord+".", func(w io.Writer, errs []page.FieldError) error {
			return show(w, page.Ask, errs)
		})
	}
	err := a.limitGuesses(ctx, do)
	if err == nil {
		return outcome{nil, func(w io.Writer) error { return show(w, page.Done, nil) }}
	}
	p := a.problemOf(ctx, err)
	if p.Status == http.StatusTooManyRequests || p.Status >= http.StatusInternalServerError {
		return a.unfinished(p)
	}
	return outcome{p, func(w io.Writer) error { return show(w, page.Gone, nil) }}
}

func (a *API) showDisown() view {
	return func(w io.Writer) error {
		return page.Disown(w, page.DisownView{Site: a.site(), Key: page.NewKey()})
	}
}

func (a *API) postDisown(ctx context.Context, f page.Form) outcome {
	v := page.DisownView{Site: a.site(), Token: f.Token, Key: page.NewKey()}
	return a.confirmed(ctx, f, func() error { return a.Rules.Disown(ctx, f.Token) }, func(w io.Writer, step page.Step, errs []page.FieldError) error {
		v.Step, v.Errors = step, errs
		return page.Disown(w, v)
	})
}

func (a *API) showForgot() view {
	return func(w io.Writer) error {
		return page.Forgot(w, page.ForgotView{Site: a.site(), Key: page.NewKey()})
	}
}

func (a *API) postForgot(ctx context.Context, f page.Form) outcome {
	v := page.ForgotView{Site: a.site(), Email: f.Email, Key: page.NewKey()}
	email, err := contact.ParseEmail(f.Email)
	if err != nil {
		return a.wrong(ctx, page.FieldEmail, "Please enter the email address you sign in with.", func(w io.Writer, errs []page.FieldError) error {
			v.Errors = errs
			return page.Forgot(w, v)
		})
	}
	if err = a.limitMails(ctx); err == nil {
		err = a.Accounts.LostPassword(ctx, email.Reveal())
	}
	if err != nil {
		return a.unfinished(a.problemOf(ctx, err))
	}
	v.Sent = true
	return outcome{nil, func(w io.Writer) error { return page.Forgot(w, v) }}
}

func (a *API) showReset() view {
	return func(w io.Writer) error {
		return page.Reset(w, page.ResetView{Site: a.site(), Key: page.NewKey()})
	}
}

func (a *API) postReset(ctx context.Context, f page.Form) outcome {
	v := page.ResetView{Site: a.site(), Token: f.Token, Key: page.NewKey()}
	show := func(w io.Writer) error { return page.Reset(w, v) }
	err := a.reset(ctx, f.Token, f.Password)
	if err == nil {
		v.Step = page.Done
		return outcome{nil, show}
	}
	p := a.problemOf(ctx, err)
	switch {
	case errors.Is(err, account.ErrTicket):
		v.Step = page.Gone
	case p.Status == http.StatusUnprocessableEntity:
		v.Errors = fieldErrors(p)
	default:
		return a.unfinished(p)
	}
	return outcome{p, show}
}
