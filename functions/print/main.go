// Command print is the Lambda function that puts invitations on paper: as soon as
// somebody asks, and every minute what was not finished.
package main

import (
	"context"
	"encoding/json"
	"log/slog"
	"time"
	_ "time/tzdata" // letters show dates in the community's time zone

	"communitrak/internal/account"
	"communitrak/internal/account/password"
	"communitrak/internal/app"
	"communitrak/internal/dynamo"
	"communitrak/internal/importer/bucket"
	"communitrak/internal/onboarding"
	"communitrak/internal/printing"
)

func main() { app.Main(serve) }

func serve(s *app.Settings) error {
	cloud := app.NewAWS(s)
	keys, store := app.NewKeys(s, cloud), dynamo.NewStore(cloud.DynamoDB(), s.Required("TABLE"))
	files := bucket.New(cloud.S3(), s.Required("BUCKET"))
	baseURL, support := s.Required("BASE_URL"), s.Required("SUPPORT_EMAIL")
	if err := s.Err(); err != nil {
		return err
	}
	accounts := account.New(store, keys, account.DefaultLimits(), password.Default, time.Now)
	rules := onboarding.New(store, keys, accounts, onboarding.DefaultLimits(), time.Now)
	service := printing.New(store, rules, files.Put, baseURL, support, slog.Default(), time.Now)
	// What the stream tells and the schedule say the same: look what is due.
	return app.ServeEvents(func(ctx context.Context, _ json.RawMessage) (any, error) {
		return nil, service.RunDue(ctx)
	})
}
