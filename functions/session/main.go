// Command session is the Lambda function for sign-in and passwords.
package main

import (
	"communitrak/functions/internal/gateway"
	"communitrak/internal/api"
)

func main() { gateway.Main(api.Session) }
