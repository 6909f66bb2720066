// Command resend is the Lambda function for resending invitations.
package main

import (
	"net/http"

	"communitrak/functions/internal/gateway"
	"communitrak/internal/api"
)

func main() {
	gateway.Main(func(a api.API) http.Handler { return api.New(a, api.ResendOperations) })
}
