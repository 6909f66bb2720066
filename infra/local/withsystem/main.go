// Command withsystem runs a command while a fresh local system runs on free
// ports; BASE_URL and DYNAMODB_ENDPOINT give the command its addresses. The data
// is removed afterward. It fails if the system's log has told an email, a phone,
// a code, a proof, a token, or the password.
//
//	go run ./infra/local/withsystem bin/local npm --prefix infra/browser test
package main

import (
	"bufio"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"syscall"

	"github.com/communitrak/onboarding/infra/local/wrap"
	"github.com/communitrak/onboarding/internal/canary"
)

func main() { wrap.Main(run) }

func run(ctx context.Context, args []string) (err error) {
	if len(args) < 2 {
		return errors.New("usage: withsystem program command [argument ...]")
	}
	dir, err := os.MkdirTemp("", "communitrak-*")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	ports, err := freePorts(3)
	if err != nil {
		return err
	}
	password := cmp.Or(os.Getenv("LOCAL_PASSWORD"), "correct horse maple staple")
	system := wrap.Command(ctx, args[:1], "DATA_DIR="+dir, "DYNAMODB_ENDPOINT=", "LOCAL_PASSWORD="+password,
		"PORT="+ports[0], "S3_PORT="+ports[1], "DYNAMODB_PORT="+ports[2])
	log := &canary.Log{Passwords: []string{password}}
	system.Stdin, system.Stdout, system.Stderr = nil, nil, io.MultiWriter(os.Stderr, log)
	if err := start(system); err != nil {
		return err
	}
	err = wrap.Command(ctx, args[1:], "BASE_URL=http://127.0.0.1:"+ports[0], "DYNAMODB_ENDPOINT=http://127.0.0.1:"+ports[2]).Run()
	return errors.Join(err, system.Process.Signal(syscall.SIGTERM), system.Wait(), discreet(log))
}

// discreet returns an error if the log told a secret.
func discreet(log *canary.Log) error {
	lines, told := log.Found()
	if len(told) > 0 {
		fmt.Fprintln(os.Stderr, strings.Join(told, "\n")) // also if the command has failed
		return errors.New("the system's log told what nobody may read there")
	}
	fmt.Printf("%d lines of the system's log tell no %s\n", lines, canary.Kinds)
	return nil
}

// start starts the system and returns once it says that it is ready.
func start(system *exec.Cmd) error {
	stdout, err := system.StdoutPipe()
	if err != nil {
		return err
	}
	if err := system.Start(); err != nil {
		return err
	}
	lines := bufio.NewScanner(stdout)
	for lines.Scan() {
		if strings.HasPrefix(lines.Text(), "Ready: ") {
			go func() { _, _ = io.Copy(io.Discard, stdout) }()
			return nil
		}
	}
	return errors.Join(errors.New("the local system did not get ready"), lines.Err(), system.Wait())
}

// freePorts returns n ports that nothing listens on.
func freePorts(n int) ([]string, error) {
	var ports []string
	for range n {
		listener, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			return nil, err
		}
		defer listener.Close()
		ports = append(ports, strconv.Itoa(listener.Addr().(*net.TCPAddr).Port))
	}
	return ports, nil
}
