// Command activate is the Lambda function for activation and the residents'
// pages.
package main

import (
	"communitrak/functions/internal/gateway"
	"communitrak/internal/api"
)

func main() { gateway.Main(api.Activate) }
