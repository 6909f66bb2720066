// Command import is the Lambda function that imports rosters: on the bucket's
// events and, every minute, whatever an event missed.
package main

import (
	"context"
	"encoding/json"
	"log/slog"
	"time"

	"communitrak/internal/account"
	"communitrak/internal/account/password"
	"communitrak/internal/app"
	"communitrak/internal/dynamo"
	"communitrak/internal/importer"
	"communitrak/internal/importer/bucket"
	"communitrak/internal/onboarding"
)

func main() { app.Main(serve) }

func serve(s *app.Settings) error {
	cloud := app.NewAWS(s)
	keys, store := app.NewKeys(s, cloud), dynamo.NewStore(cloud.DynamoDB(), s.Required("TABLE"))
	files := bucket.New(cloud.S3(), s.Required("BUCKET"))
	if err := s.Err(); err != nil {
		return err
	}
	accounts := account.New(store, keys, account.DefaultLimits(), password.Default, time.Now)
	rules := onboarding.New(store, keys, accounts, onboarding.DefaultLimits(), time.Now)
	service := importer.New(store, rules, files, importer.DefaultSettings(), slog.Default(), time.Now)
	return app.ServeEvents(func(ctx context.Context, event json.RawMessage) (any, error) {
		return nil, service.Take(ctx, event)
	})
}
