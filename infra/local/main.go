// Command local runs the whole system on one machine, without an AWS account:
// DynamoDB Local as a child process, an S3 bucket and a mail catcher in this
// process, a clock that can be moved forward, and, behind one port, the same
// handlers that Lambda runs. Everything is kept on disk and survives a restart,
// kill -9 included.
//
//	make run
package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"os/signal"
	"syscall"

	"github.com/communitrak/onboarding/internal/app"
	"github.com/communitrak/onboarding/internal/stack"
)

func main() {
	slog.SetDefault(app.NewLogger(os.Stderr, ""))
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop) // a second Ctrl-C ends the process at once
	if err := run(ctx); err != nil && !errors.Is(err, context.Canceled) {
		fmt.Fprintln(os.Stderr, "cannot run:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context) error {
	root, err := stack.Root()
	if err != nil {
		return err
	}
	config, err := readConfig(root, app.NewSettings(os.LookupEnv))
	if err != nil {
		return err
	}
	m, err := newMachine(ctx, config)
	if err != nil {
		return err
	}
	err = m.run(ctx)
	return errors.Join(err, m.close())
}
