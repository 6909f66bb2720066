// Command invite is the Lambda function for inviting, addresses, properties,
// and households.
package main

import (
	"net/http"

	"github.com/communitrak/onboarding/functions/internal/gateway"
	"github.com/communitrak/onboarding/internal/api"
)

func main() {
	gateway.Main(func(a api.API) http.Handler { return api.New(a, api.InviteOperations) })
}
