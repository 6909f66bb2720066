// Package everything serves in one process what the functions serve apart, for
// the local system and for tests.
package everything

import (
	"net/http"
	"time"

	"github.com/communitrak/onboarding/internal/api"
	"github.com/communitrak/onboarding/internal/api/review"
	"github.com/communitrak/onboarding/internal/api/system"
	"github.com/communitrak/onboarding/internal/importer"
	"github.com/communitrak/onboarding/internal/onboarding/logofile"
	"github.com/communitrak/onboarding/internal/page"
)

// Operations returns the operations of all functions. rosters may be nil if
// none on imports is called; lettersWait is how long a request waits for its
// letters.
func Operations(rosters *importer.Service, lettersWait time.Duration) []api.Group {
	return []api.Group{
		api.ActivateOperations, review.Operations(rosters, lettersWait), api.InviteOperations,
		api.MemberOperations(logofile.Read), api.ResendOperations, api.SessionOperations,
	}
}

// Handler serves the operations and all pages, routed as the gateway routes
// them; other serves the rest.
func Handler(a api.API, operations []api.Group, other http.Handler) http.Handler {
	mux := http.NewServeMux()
	residents, passwords := api.ResidentPages(a), api.PasswordPages(a)
	for _, path := range []string{page.ActivatePath, page.DeclinePath, page.DisownPath, page.AssetsPath} {
		mux.Handle(path, residents)
	}
	for _, path := range []string{page.ForgotPath, page.ResetPath} {
		mux.Handle(path, passwords)
	}
	mux.Handle("/", other)
	return system.WithPages(api.New(a, operations...), mux)
}
