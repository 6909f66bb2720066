package api

import (
	"context"
	"log/slog"
	"net/http"
	"strings"
	"time"

	"communitrak/internal/account"
	"communitrak/internal/account/password"
	"communitrak/internal/dynamo"
	"communitrak/internal/onboarding"
	"communitrak/internal/page"
)

// Stack is what Assemble builds the parts from.
type Stack struct {
	Store    *dynamo.Store
	Keys     account.Keyring
	Support  string
	SourceIP func(context.Context) string
	Log      *slog.Logger
	Now      func() time.Time
	// PasswordAlone lets Support sign in without a second factor.
	PasswordAlone bool
	// MailSandbox reports that the mail service sends only to verified
	// addresses.
	MailSandbox bool
}

// Assemble builds the parts with the default limits.
func Assemble(s Stack) Parts {
	limits := account.DefaultLimits()
	limits.PasswordAlone = s.PasswordAlone
	accounts := account.New(s.Store, s.Keys, limits, password.Default, s.Now)
	return Parts{
		Store: s.Store, Accounts: accounts, Rules: onboarding.New(s.Store, s.Keys, accounts, onboarding.DefaultLimits(), s.Now),
		Keys: s.Keys, Support: s.Support, MailSandbox: s.MailSandbox, Sources: DefaultSourceLimits(), SourceIP: s.SourceIP, Log: s.Log, Now: s.Now,
		RefusalPace: refusalPace,
	}
}

// Activate returns the handler of the activate function: its operations and the
// residents' pages.
func Activate(parts Parts) http.Handler {
	return withPages(New(parts, Groups["activate"]), ResidentPages(parts))
}

// Session returns the handler of the session function: its operations and the
// forgotten-password pages.
func Session(parts Parts) http.Handler {
	return withPages(New(parts, Groups["session"]), PasswordPages(parts))
}

// withPages routes to operations or pages. A mux would clean paths, and
// redirect requests that match no page.
func withPages(operations, pages http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.HasPrefix(r.URL.Path, "/v1/") && r.URL.Path != descriptionPath {
			operations.ServeHTTP(w, r)
			return
		}
		pages.ServeHTTP(w, r)
	})
}

// Everything serves all operations and pages behind one handler, routed as the
// gateway routes them; other serves the rest.
func Everything(parts Parts, other http.Handler) http.Handler {
	mux := http.NewServeMux()
	residents, passwords := ResidentPages(parts), PasswordPages(parts)
	for _, path := range []string{page.ActivatePath, page.DeclinePath, page.DisownPath, page.AssetsPath} {
		mux.Handle(path, residents)
	}
	for _, path := range []string{page.ForgotPath, page.ResetPath} {
		mux.Handle(path, passwords)
	}
	mux.Handle("/", other)
	return withPages(New(parts, everyGroup()...), mux)
}
