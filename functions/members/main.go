// Command members is the Lambda function for members, preferences, and
// communities.
package main

import (
	"net/http"
	_ "time/tzdata" // preferences name a time zone

	"communitrak/functions/internal/gateway"
	"communitrak/internal/api"
	"communitrak/internal/onboarding/logofile"
)

func main() {
	gateway.Main(func(a api.API) http.Handler { return api.New(a, api.MemberOperations(logofile.Read)) })
}
