package api

import (
	"net/http"
	"strings"

	"communitrak/internal/page"
)

// Activate returns the handler of the activate function: its operations and the
// residents' pages.
func Activate(a API) http.Handler {
	return withPages(New(a, ActivateOperations), ResidentPages(a))
}

// Session returns the handler of the session function: its operations and the
// forgotten-password pages.
func Session(a API) http.Handler {
	return withPages(New(a, SessionOperations), PasswordPages(a))
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
func Everything(a API, other http.Handler) http.Handler {
	mux := http.NewServeMux()
	residents, passwords := ResidentPages(a), PasswordPages(a)
	for _, path := range []string{page.ActivatePath, page.DeclinePath, page.DisownPath, page.AssetsPath} {
		mux.Handle(path, residents)
	}
	for _, path := range []string{page.ForgotPath, page.ResetPath} {
		mux.Handle(path, passwords)
	}
	mux.Handle("/", other)
	return withPages(New(a, AllOperations()...), mux)
}
