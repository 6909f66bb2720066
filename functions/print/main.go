// Command print is the Lambda function that puts invitations on paper: as soon as
// somebody asks, and every minute what was not finished.
package main

import (
	"context"
	"encoding/json"
	"log/slog"
	"time"
	_ "time/tzdata" // letters show dates in the community's time zone

	"github.com/communitrak/onboarding/functions/internal/background"
	"github.com/communitrak/onboarding/internal/app"
	"github.com/communitrak/onboarding/internal/app/s3client"
	"github.com/communitrak/onboarding/internal/importer/bucket"
	"github.com/communitrak/onboarding/internal/printing"
)

func main() { app.Main(serve) }

func serve(s *app.Settings) error {
	cloud := app.NewAWS(s)
	p, files := background.Assemble(s, cloud), bucket.New(s3client.New(cloud), s.Required("BUCKET"))
	service := printing.New(p.Store, p.Rules, files.Put, s.Required("BASE_URL"), s.Required("SUPPORT_EMAIL"), slog.Default(), time.Now)
	// A batch of the stream and the schedule mean the same: check what is due.
	return app.ServeEvents(s, func(ctx context.Context, _ json.RawMessage) (any, error) {
		return nil, service.RunDue(ctx)
	})
}
