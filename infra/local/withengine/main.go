// Command withengine runs a command while DynamoDB Local runs in memory, so
// that all its tests share one engine:
//
//	go run ./infra/local/withengine go test ./...
package main

import (
	"context"
	"errors"
	"os"

	"github.com/communitrak/onboarding/infra/local/wrap"
	"github.com/communitrak/onboarding/internal/dynamo/engine"
	"github.com/communitrak/onboarding/internal/stack"
)

func main() { wrap.Main(run) }

func run(ctx context.Context, command []string) (err error) {
	if len(command) == 0 {
		return errors.New("usage: withengine command [argument ...]")
	}
	root, err := stack.Root()
	if err != nil {
		return err
	}
	endpoint, name := os.Getenv("DYNAMODB_ENDPOINT"), os.Getenv(engine.NameVariable)
	if endpoint == "" {
		e, err := engine.Start(ctx, engine.Options{Root: root, Progress: os.Stderr})
		if err != nil {
			return err
		}
		defer func() { err = errors.Join(err, e.Stop()) }()
		endpoint, name = e.Endpoint(), engine.Name
	}
	return wrap.Command(ctx, command, "DYNAMODB_ENDPOINT="+endpoint, engine.NameVariable+"="+name).Run()
}
