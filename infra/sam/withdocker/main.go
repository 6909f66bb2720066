// Command withdocker runs a command with a Docker engine; DOCKER_HOST tells the
// command where it is. It uses the running engine or, as root, starts one for
// as long as the command runs. If it can get none, it says why and skips the
// command, without failing.
//
//	go run ./infra/sam/withdocker go test -run TestContainers ./infra/local
package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"syscall"

	"communitrak/infra/sam"
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
		return errors.New("usage: withdocker command [argument ...]")
	}
	docker, err := sam.OpenDocker(ctx, os.Stdout)
	if errors.Is(err, sam.ErrNoDocker) {
		fmt.Println("skipped:", err)
		return nil
	}
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, docker.Close()) }()
	child := exec.CommandContext(ctx, command[0], command[1:]...)
	child.Stdin, child.Stdout, child.Stderr = os.Stdin, os.Stdout, os.Stderr
	child.Env = append(os.Environ(), "DOCKER_HOST="+docker.Host())
	child.Cancel = func() error { return child.Process.Signal(syscall.SIGTERM) }
	return child.Run()
}
