// Command session is the Lambda function for sign-in and passwords.
package main

import (
	"github.com/communitrak/onboarding/functions/internal/gateway"
	"github.com/communitrak/onboarding/internal/api"
)

func main() { gateway.Main(api.Session) }
