// Command withengine runs a command while DynamoDB Local runs in memory, so
// that all its tests share one engine:
//
//	go run ./infra/local/withengine go test ./...
//
// DYNOXIDE names the program of the second engine, to run instead;
// DYNAMODB_ENDPOINT names an engine that runs already.
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
	endpoint := os.Getenv("DYNAMODB_ENDPOINT")
	if endpoint == "" {
		e, err := engine.Start(ctx, engine.Options{Root: root, Dynoxide: os.Getenv("DYNOXIDE"), Progress: os.Stderr})
		if err != nil {
			return err
		}
		defer func() { err = errors.Join(err, e.Stop()) }()
		endpoint = e.Endpoint()
	}
	return wrap.Command(ctx, command, "DYNAMODB_ENDPOINT="+endpoint).Run()
}
