// Package wrap is the frame of programs that run a command inside something
// that they start first and end afterward.
package wrap

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"syscall"
)

// Main runs the program's arguments with run, whose context ends with SIGINT
// and SIGTERM. The program fails if the command does, which has then said why,
// or if run returns another error.
func Main(run func(ctx context.Context, args []string) error) {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	err := run(ctx, os.Args[1:])
	stop()
	if err == nil {
		return
	}
	var failed *exec.ExitError
	if !errors.As(err, &failed) {
		fmt.Fprintln(os.Stderr, err)
	}
	os.Exit(1)
}

// Command returns the command with this process's streams and environment, and
// env, NAME=value, added. It is asked to end when ctx does.
func Command(ctx context.Context, words []string, env ...string) *exec.Cmd {
	command := exec.CommandContext(ctx, words[0], words[1:]...)
	command.Stdin, command.Stdout, command.Stderr = os.Stdin, os.Stdout, os.Stderr
	command.Env = append(os.Environ(), env...)
	command.Cancel = func() error { return command.Process.Signal(syscall.SIGTERM) }
	return command
}
