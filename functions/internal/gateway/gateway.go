// Package gateway starts the functions that answer the gateway.
package gateway

import (
	"log/slog"
	"net/http"
	"time"

	"github.com/communitrak/onboarding/internal/api"
	"github.com/communitrak/onboarding/internal/app"
	"github.com/communitrak/onboarding/internal/app/dynamodbclient"
	"github.com/communitrak/onboarding/internal/dynamo"
)

// Main runs the function that answers with the handler of its operations and
// pages.
func Main(handler func(api.API) http.Handler) {
	app.Main(func(s *app.Settings) error { return app.ServeHTTP(s, handler(API(s))) })
}

// API returns what the handlers are built from. Settings that are missing are
// reported by [app.ServeHTTP].
func API(s *app.Settings) api.API {
	cloud := app.NewAWS(s)
	return api.Assemble(api.API{
		Store:         dynamo.NewStore(dynamodbclient.New(cloud), s.Required("TABLE")),
		Keys:          app.NewKeys(s, cloud),
		Support:       s.Required("SUPPORT_EMAIL"),
		SourceIP:      app.SourceIP,
		Log:           slog.Default(),
		Now:           time.Now,
		PasswordAlone: s.Optional("SECOND_FACTOR", "on") == "off",
		MailSandbox:   s.Optional("MAIL_SANDBOX", "false") == "true",
	})
}
