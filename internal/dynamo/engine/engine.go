// Package engine runs DynamoDB Local, the engine of the local system and of the
// tests, as a child process that ends with its parent. Tests can run on a second
// engine as well, Dynoxide, so that no rule rests on the habits of one.
package engine

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os/exec"
	"path/filepath"
	"strconv"
	"syscall"
	"time"

	"github.com/communitrak/onboarding/internal/child"
)

// The environment variables that say where an engine answers, and which one does.
// Without them, each test process starts its own.
const (
	EndpointVariable = "DYNAMODB_ENDPOINT"
	NameVariable     = "DYNAMODB_ENGINE"
)

// GivenEndpoint returns what EndpointVariable says, or "". It reads past package
// os, which would note that a test depends on it: the engine has another port each
// time, and no result would be taken from the test cache.
func GivenEndpoint() string {
	endpoint, _ := syscall.Getenv(EndpointVariable)
	return endpoint
}

// Options say how to run an engine.
type Options struct {
	// Root is the project's folder; DynamoDB Local is kept in its .tools.
	Root string
	// Port is the port to listen on; 0 means a free one.
	Port int
	// Dir is where the tables are kept on disk; empty means in memory.
	Dir string
	// Dynoxide is the program of the second engine, to run instead, in memory;
	// empty means DynamoDB Local.
	Dynoxide string
	// Long is for an engine that runs for more than some minutes.
	Long bool
	// Progress is told, in sentences, about anything slow: the first download.
	Progress io.Writer
}

// Engine is a running engine.
type Engine struct {
	*child.Process
	name     string
	endpoint string
}

const (
	readyWithin = 30 * time.Second
	stopWithin  = 5 * time.Second
	// freeWithin is how long a killed predecessor may take to release its port.
	freeWithin = 5 * time.Second
)

// Start fetches DynamoDB Local if needed, starts the engine and returns once it
// answers. It ends at Stop, or when this process ends, however it ends.
func Start(ctx context.Context, o Options) (*Engine, error) {
	name, command, err := o.command(ctx)
	if err != nil {
		return nil, err
	}
	port, err := claimPort(ctx, o.Port, freeWithin)
	if err != nil {
		return nil, err
	}
	process, err := child.Start(child.Options{
		Command:     command(strconv.Itoa(port)),
		StopTimeout: stopWithin,
	})
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	e := &Engine{Process: process, name: name, endpoint: "http://127.0.0.1:" + strconv.Itoa(port)}
	if err := e.ready(ctx); err != nil {
		return nil, errors.Join(err, e.Stop())
	}
	return e, nil
}

// Name returns what the engine is called.
func (e *Engine) Name() string { return e.name }

// Endpoint returns the base URL for a DynamoDB client.
func (e *Engine) Endpoint() string { return e.endpoint }

// command returns the engine's name and its command line for a port.
func (o Options) command(ctx context.Context) (name string, line func(port string) []string, err error) {
	if o.Dynoxide != "" {
		return "Dynoxide", func(port string) []string {
			return []string{o.Dynoxide, "serve", "--host", "127.0.0.1", "--port", port, "--log", "quiet"}
		}, nil
	}
	java, err := exec.LookPath("java")
	if err != nil {
		return "", nil, errNoJava
	}
	lib, err := Fetch(ctx, o.Root, o.Progress)
	return "DynamoDB Local", func(port string) []string {
		return append([]string{java}, javaArguments(lib, o, port)...)
	}, err
}

func javaArguments(lib string, o Options, port string) []string {
	args := []string{
		"-Djava.library.path=" + lib,
		"-Dsoftware.amazon.dynamodb.local.telemetry=false",
		"-Xmx2g",
		"-XX:+UseSerialGC",
	}
	if o.Dir == "" && !o.Long {
		// Short-lived: the first compiler tier alone warms up fastest.
		args = append(args, "-XX:TieredStopAtLevel=1")
	}
	args = append(args,
		"-cp", filepath.Join(lib, "*"),
		"com.amazonaws.services.dynamodbv2.local.main.ServerRunner",
		"-port", port, "-sharedDb", "-disableTelemetry",
	)
	if o.Dir == "" {
		return append(args, "-inMemory")
	}
	return append(args, "-dbPath", o.Dir)
}

// ready returns once the engine answers HTTP, with any status.
func (e *Engine) ready(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, readyWithin)
	defer cancel()
	client := http.Client{Timeout: time.Second}
	for {
		request, err := http.NewRequestWithContext(ctx, http.MethodGet, e.endpoint, nil)
		if err != nil {
			return err
		}
		if response, err := client.Do(request); err == nil {
			return response.Body.Close()
		}
		select {
		case <-e.Done():
			return fmt.Errorf("%s ended at once: %s", e.name, e.Output())
		case <-ctx.Done():
			return fmt.Errorf("%s does not answer: %w: %s", e.name, ctx.Err(), e.Output())
		case <-time.After(20 * time.Millisecond):
		}
	}
}

// claimPort finds a free port, or waits until the wanted one is free.
func claimPort(ctx context.Context, want int, wait time.Duration) (int, error) {
	deadline := time.Now().Add(wait)
	for {
		listener, err := net.Listen("tcp", net.JoinHostPort("127.0.0.1", strconv.Itoa(want)))
		if err == nil {
			port := listener.Addr().(*net.TCPAddr).Port
			return port, listener.Close()
		}
		if time.Now().After(deadline) {
			return 0, fmt.Errorf("port %d for DynamoDB Local is taken: set DYNAMODB_PORT to a free one, or DYNAMODB_ENDPOINT to an engine that runs already", want)
		}
		select {
		case <-ctx.Done():
			return 0, ctx.Err()
		case <-time.After(50 * time.Millisecond):
		}
	}
}
