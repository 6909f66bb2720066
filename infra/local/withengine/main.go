// Command withengine runs a command while DynamoDB Local runs in memory, so
// that all its tests share one engine:
//
//	go run ./infra/local/withengine go test ./...
package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"syscall"

	"communitrak/internal/dynamo/engine"
	"communitrak/internal/stack"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	err := run(ctx, os.Args[1:])
	var failed *exec.ExitError
	if errors.As(err, &failed) {
		os.Exit(1) // the command has said why
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

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
		e, err := engine.Start(ctx, engine.Options{Root: root, Progress: os.Stderr})
		if err != nil {
			return err
		}
		defer func() { err = errors.Join(err, e.Stop()) }()
		endpoint = e.Endpoint()
	}
	child := exec.CommandContext(ctx, command[0], command[1:]...)
	child.Stdin, child.Stdout, child.Stderr = os.Stdin, os.Stdout, os.Stderr
	child.Env = append(os.Environ(), "DYNAMODB_ENDPOINT="+endpoint)
	child.Cancel = func() error { return child.Process.Signal(syscall.SIGTERM) }
	return child.Run()
}
