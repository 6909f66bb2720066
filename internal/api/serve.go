package api

import (
	"net/http"
	"strings"
)

// Activate returns the handler of the activate function: its operations and the
// residents' pages.
func Activate(a API) http.Handler {
	return WithPages(New(a, ActivateOperations), ResidentPages(a))
}

// Session returns the handler of the session function: its operations and the
// forgotten-password pages.
func Session(a API) http.Handler {
	return WithPages(New(a, SessionOperations), PasswordPages(a))
}

// WithPages routes to operations or pages. A mux would clean paths, and
// redirect requests that match no page.
func WithPages(operations, pages http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.HasPrefix(r.URL.Path, "/v1/") && r.URL.Path != descriptionPath {
			operations.ServeHTTP(w, r)
			return
		}
		pages.ServeHTTP(w, r)
	})
}
