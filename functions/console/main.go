// Command console is the Lambda function for the web console, the API
// description, and the health check.
package main

import (
	"communitrak/internal/api"
	"communitrak/internal/app"
	"communitrak/internal/console"
)

func main() { app.Main(serve) }

func serve(s *app.Settings) error {
	options := console.Options{BucketOrigin: s.Optional("BUCKET_ORIGIN", ""), Support: s.Required("SUPPORT_EMAIL")}
	options.NotFound = api.PageNotFound(options.Support)
	if err := s.Err(); err != nil {
		return err
	}
	files, err := console.Handler(options)
	if err != nil {
		return err
	}
	return app.ServeHTTP(s, api.Public(files))
}
