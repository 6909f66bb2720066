// Command console is the Lambda function for the web console, the API
// description, and the health check.
package main

import (
	"github.com/communitrak/onboarding/internal/api/system"
	"github.com/communitrak/onboarding/internal/app"
	"github.com/communitrak/onboarding/internal/console"
	"github.com/communitrak/onboarding/internal/page"
)

func main() { app.Main(serve) }

func serve(s *app.Settings) error {
	support := s.Required("SUPPORT_EMAIL")
	files, err := console.Handler(console.Options{
		BucketOrigin: s.Optional("BUCKET_ORIGIN", ""), Support: support, NotFound: page.Missing(support),
	})
	if err != nil {
		return err
	}
	return app.ServeHTTP(s, system.Handler(files))
}
