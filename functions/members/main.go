// Command members is the Lambda function for members, preferences, and
// communities.
package main

import (
	"log/slog"
	"time"
	_ "time/tzdata" // preferences name a time zone

	"communitrak/internal/api"
	"communitrak/internal/app"
	"communitrak/internal/dynamo"
)

func main() { app.Main(serve) }

func serve(s *app.Settings) error {
	cloud := app.NewAWS(s)
	stack := api.Stack{
		Keys: app.NewKeys(s, cloud), Support: s.Required("SUPPORT_EMAIL"), SourceIP: app.SourceIP, Log: slog.Default(), Now: time.Now,
		Store: dynamo.NewStore(cloud.DynamoDB(), s.Required("TABLE")),
	}
	if err := s.Err(); err != nil {
		return err
	}
	return app.ServeHTTP(s, api.New(api.Assemble(stack), api.Groups["members"]))
}
