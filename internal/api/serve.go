package api

import (
	"net/http"

	"github.com/communitrak/onboarding/internal/api/system"
)

// Activate returns the handler of the activate function: its operations and the
// residents' pages.
func Activate(a API) http.Handler {
	return system.WithPages(New(a, ActivateOperations), ResidentPages(a))
}

// Session returns the handler of the session function: its operations and the
// forgotten-password pages.
func Session(a API) http.Handler {
	return system.WithPages(New(a, SessionOperations), PasswordPages(a))
}
