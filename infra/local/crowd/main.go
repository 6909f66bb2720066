// Command crowd adds many residents to the demo community of a running local
// system, to measure how fast large communities are. It writes them straight to
// the table, two to a home, half of them active, the others with emails in
// every delivery state; nobody is emailed.
//
//	DYNAMODB_ENDPOINT=http://127.0.0.1:8082 go run ./infra/local/crowd -members 50000
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"time"

	"github.com/communitrak/onboarding/infra/local/residents"
	"github.com/communitrak/onboarding/internal/app"
	"github.com/communitrak/onboarding/internal/app/dynamodbclient"
	"github.com/communitrak/onboarding/internal/dynamo"
)

const (
	table     = "communitrak"
	community = "maple-grove"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	members := flag.Int("members", 50_000, "how many to put in")
	flag.Parse()
	if err := run(ctx, os.Getenv("DYNAMODB_ENDPOINT"), *members); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(ctx context.Context, endpoint string, members int) error {
	if endpoint == "" {
		return errors.New("DYNAMODB_ENDPOINT is missing: where the local system's table is")
	}
	store, err := open(endpoint)
	if err != nil {
		return err
	}
	return residents.Add(ctx, store, residents.Options{Community: community, Members: members, PerHome: 2, Now: time.Now().UTC().Truncate(time.Second)})
}

// open returns the table of a local system, which accepts any credentials.
func open(endpoint string) (*dynamo.Store, error) {
	values := map[string]string{
		"AWS_REGION": "us-east-1", "AWS_ACCESS_KEY_ID": "local", "AWS_SECRET_ACCESS_KEY": "local",
		"AWS_ENDPOINT_URL_DYNAMODB": endpoint,
	}
	settings := app.NewSettings(func(name string) (string, bool) {
		value, ok := values[name]
		return value, ok
	})
	cloud := app.NewAWS(settings)
	if err := settings.Err(); err != nil {
		return nil, err
	}
	return dynamo.NewStore(dynamodbclient.New(cloud), table), nil
}
