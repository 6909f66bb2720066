// Command review is the Lambda function with which Support and managers review
// imports, and that serves exports and letters.
package main

import (
	"time"
	_ "time/tzdata" // exports show times in the community's time zone

	"github.com/communitrak/onboarding/functions/internal/gateway"
	"github.com/communitrak/onboarding/internal/api"
	"github.com/communitrak/onboarding/internal/api/review"
	"github.com/communitrak/onboarding/internal/app"
	"github.com/communitrak/onboarding/internal/app/s3client"
	"github.com/communitrak/onboarding/internal/importer"
	"github.com/communitrak/onboarding/internal/importer/bucket"
)

func main() { app.Main(serve) }

func serve(s *app.Settings) error {
	a, files := gateway.API(s), bucket.New(s3client.New(app.NewAWS(s)), s.Required("BUCKET"))
	rosters := importer.New(a.Store, a.Rules, files, importer.DefaultSettings(), a.Log, time.Now)
	return app.ServeHTTP(s, api.New(a, review.Operations(rosters, 8*time.Second)))
}
