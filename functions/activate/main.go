// Command activate is the Lambda function for activation and the residents'
// pages.
package main

import (
	"github.com/communitrak/onboarding/functions/internal/gateway"
	"github.com/communitrak/onboarding/internal/api"
)

func main() { gateway.Main(api.Activate) }
