// Command withengine runs a command while DynamoDB Local runs in memory, so
// that all its tests share one engine:
//
//	go run ./infra/local/withengine go test ./...
//	go run ./infra/local/withengine -long go run ./infra/proof
//
// -long is for a command that takes hours: the engine takes a minute to get
// fast, and is faster then.
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
	long := len(command) > 0 && command[0] == "-long"
	if long {
		command = command[1:]
	}
	if len(command) == 0 {
		return errors.New("usage: withengine [-long] command [argument ...]")
	}
	root, err := stack.Root()
	if err != nil {
		return err
	}
	endpoint, name := os.Getenv(engine.EndpointVariable), os.Getenv(engine.NameVariable)
	if endpoint == "" {
		e, err := engine.Start(ctx, engine.Options{Root: root, Long: long, Dynoxide: os.Getenv("DYNOXIDE"), Progress: os.Stderr})
		if err != nil {
			return err
		}
		defer func() { err = errors.Join(err, e.Stop()) }()
		endpoint, name = e.Endpoint(), e.Name()
	}
	return wrap.Command(ctx, command, engine.EndpointVariable+"="+endpoint, engine.NameVariable+"="+name).Run()
}
