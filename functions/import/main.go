// Command import is the Lambda function that imports rosters: on the bucket's
// events and, every minute, whatever an event missed.
package main

import (
	"context"
	"encoding/json"
	"log/slog"
	"time"

	"github.com/communitrak/onboarding/functions/internal/background"
	"github.com/communitrak/onboarding/internal/app"
	"github.com/communitrak/onboarding/internal/app/s3client"
	"github.com/communitrak/onboarding/internal/importer"
	"github.com/communitrak/onboarding/internal/importer/bucket"
)

func main() { app.Main(serve) }

func serve(s *app.Settings) error {
	cloud := app.NewAWS(s)
	p, files := background.Assemble(s, cloud), bucket.New(s3client.New(cloud), s.Required("BUCKET"))
	service := importer.New(p.Store, p.Rules, files, importer.DefaultSettings(), slog.Default(), time.Now)
	return app.ServeEvents(s, func(ctx context.Context, event json.RawMessage) (any, error) {
		return nil, service.HandleEvent(ctx, event)
	})
}
