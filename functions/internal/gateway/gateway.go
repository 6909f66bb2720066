// Package gateway starts the functions that answer the gateway.
package gateway

import (
	"log/slog"
	"net/http"
	"time"

	"communitrak/internal/api"
	"communitrak/internal/app"
	"communitrak/internal/dynamo"
)

// Main runs the function that answers with the handler of its operations and
// pages.
func Main(handler func(api.Parts) http.Handler) {
	app.Main(func(s *app.Settings) error { return app.ServeHTTP(s, handler(Parts(s))) })
}

// Parts returns what the handlers are built from. Settings that are missing are
// reported by [app.ServeHTTP].
func Parts(s *app.Settings) api.Parts {
	cloud := app.NewAWS(s)
	return api.Assemble(api.Stack{
		Store:         dynamo.NewStore(cloud.DynamoDB(), s.Required("TABLE")),
		Keys:          app.NewKeys(s, cloud),
		Support:       s.Required("SUPPORT_EMAIL"),
		SourceIP:      app.SourceIP,
		Log:           slog.Default(),
		Now:           time.Now,
		PasswordAlone: s.Optional("SECOND_FACTOR", "on") == "off",
		MailSandbox:   s.Optional("MAIL_SANDBOX", "false") == "true",
	})
}
