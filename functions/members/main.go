// Command members is the Lambda function for members, preferences, and
// communities.
package main

import (
	"net/http"
	_ "time/tzdata" // preferences name a time zone

	"github.com/communitrak/onboarding/functions/internal/gateway"
	"github.com/communitrak/onboarding/internal/api"
	"github.com/communitrak/onboarding/internal/onboarding/logofile"
)

func main() {
	gateway.Main(func(a api.API) http.Handler { return api.New(a, api.MemberOperations(logofile.Read)) })
}
