// Command review is the Lambda function with which Support and managers review
// imports, and that serves exports and letters.
package main

import (
	"log/slog"
	"time"
	_ "time/tzdata" // exports show times in the community's time zone

	"communitrak/internal/api"
	"communitrak/internal/app"
	"communitrak/internal/dynamo"
	"communitrak/internal/importer"
	"communitrak/internal/importer/bucket"
)

func main() { app.Main(serve) }

func serve(s *app.Settings) error {
	cloud := app.NewAWS(s)
	stack := api.Stack{
		Keys: app.NewKeys(s, cloud), Support: s.Required("SUPPORT_EMAIL"), SourceIP: app.SourceIP, Log: slog.Default(), Now: time.Now,
		Store: dynamo.NewStore(cloud.DynamoDB(), s.Required("TABLE")),
	}
	files := bucket.New(cloud.S3(), s.Required("BUCKET"))
	if err := s.Err(); err != nil {
		return err
	}
	parts := api.Assemble(stack)
	parts.Importer = importer.New(parts.Store, parts.Rules, files, importer.DefaultSettings(), stack.Log, time.Now)
	parts.LettersWait = 8 * time.Second
	return app.ServeHTTP(s, api.New(parts, api.Groups["imports"]))
}
