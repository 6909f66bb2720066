// Package engine runs DynamoDB Local, the engine of the local system and of the
// tests, as a child process that ends with its parent.
package engine

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os/exec"
	"path/filepath"
	"strconv"
	"sync"
	"syscall"
	"time"
)

// Options say how an engine is run.
type Options struct {
	// Root is the project's folder; DynamoDB Local is kept in its .tools.
	Root string
	// Port to listen on; 0 takes a free one.
	Port int
	// Dir is where the tables are kept on disk. Empty keeps them in memory.
	Dir string
	// Progress is told, in sentences, what takes long: the first download.
	Progress io.Writer
}

// Engine is a running DynamoDB Local.
type Engine struct {
	endpoint string
	command  *exec.Cmd
	stdin    io.Closer
	output   *tail
	done     chan struct{}
	stop     sync.Once
}

const (
	readyWithin = 30 * time.Second
	stopWithin  = 5 * time.Second
	// freeWithin is how long a predecessor that was killed may take to let go
	// of its port.
	freeWithin = 5 * time.Second
)

// guard starts its arguments and ends them when standard input closes, which
// the system does for a parent however it died, kill -9 included. A background
// job of sh reads from /dev/null, hence the descriptor 3.
const guard = `exec 3<&0
"$@" </dev/null 3<&- &
child=$!
(cat <&3; kill $child) >/dev/null 2>&1 &
exec 3<&-
wait $child`

// Start fetches DynamoDB Local when it is not there yet, starts it and returns
// when it answers. It ends at Stop, or when this process ends in whatever way.
func Start(ctx context.Context, o Options) (*Engine, error) {
	java, err := exec.LookPath("java")
	if err != nil {
		return nil, errNoJava
	}
	lib, err := Fetch(ctx, o.Root, o.Progress)
	if err != nil {
		return nil, err
	}
	port, err := claimPort(ctx, o.Port, freeWithin)
	if err != nil {
		return nil, err
	}
	e := &Engine{
		endpoint: "http://127.0.0.1:" + strconv.Itoa(port),
		output:   &tail{limit: 4096},
		done:     make(chan struct{}),
	}
	args := append([]string{"-c", guard, "sh", java}, javaArguments(lib, o.Dir, port)...)
	e.command = exec.Command("sh", args...)
	e.command.Stdout, e.command.Stderr = e.output, e.output
	// A group of its own: Ctrl-C is for the parent, which stops the engine last.
	e.command.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	e.command.WaitDelay = stopWithin
	if e.stdin, err = e.command.StdinPipe(); err != nil {
		return nil, err
	}
	if err := e.command.Start(); err != nil {
		return nil, fmt.Errorf("start DynamoDB Local: %w", err)
	}
	go func() {
		_ = e.command.Wait() // how it ended is told by its output
		close(e.done)
	}()
	if err := e.ready(ctx); err != nil {
		return nil, errors.Join(err, e.Stop())
	}
	return e, nil
}

// Endpoint is the base URL for a DynamoDB client.
func (e *Engine) Endpoint() string { return e.endpoint }

// Done is closed when the engine has ended, by Stop or by itself.
func (e *Engine) Done() <-chan struct{} { return e.done }

// Output is the end of what the engine printed.
func (e *Engine) Output() string { return e.output.String() }

// Stop ends the engine and returns when it is gone.
func (e *Engine) Stop() error {
	var err error
	e.stop.Do(func() {
		err = e.stdin.Close()
		select {
		case <-e.done:
			err = nil
		case <-time.After(stopWithin):
			err = syscall.Kill(-e.command.Process.Pid, syscall.SIGKILL)
			<-e.done
		}
	})
	return err
}

func javaArguments(lib, dir string, port int) []string {
	args := []string{
		"-Djava.library.path=" + lib,
		"-Dsoftware.amazon.dynamodb.local.telemetry=false",
		"-Xmx2g",
		"-XX:+UseSerialGC",
	}
	if dir == "" {
		// Short-lived: the first compiler alone is warm soonest.
		args = append(args, "-XX:TieredStopAtLevel=1")
	}
	args = append(args,
		"-cp", filepath.Join(lib, "*"),
		"com.amazonaws.services.dynamodbv2.local.main.ServerRunner",
		"-port", strconv.Itoa(port), "-sharedDb", "-disableTelemetry",
	)
	if dir == "" {
		return append(args, "-inMemory")
	}
	return append(args, "-dbPath", dir)
}

// ready returns when the engine answers HTTP, with whatever status.
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
		case <-e.done:
			return fmt.Errorf("DynamoDB Local ended at once: %s", e.Output())
		case <-ctx.Done():
			return fmt.Errorf("DynamoDB Local does not answer: %w: %s", ctx.Err(), e.Output())
		case <-time.After(20 * time.Millisecond):
		}
	}
}

// claimPort finds a free port, or waits a while until the wanted one is free.
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

// tail keeps the end of what is written to it.
type tail struct {
	mu    sync.Mutex
	limit int
	kept  []byte
}

func (t *tail) Write(p []byte) (int, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.kept = append(t.kept, p...)
	if over := len(t.kept) - t.limit; over > 0 {
		t.kept = t.kept[over:]
	}
	return len(p), nil
}

func (t *tail) String() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	return string(bytes.TrimSpace(t.kept))
}
