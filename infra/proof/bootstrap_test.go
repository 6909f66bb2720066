package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/communitrak/onboarding/internal/stack"
)

// built compiles a function as it is deployed, and returns its bootstrap.
func built(t *testing.T, function string) string {
	t.Helper()
	root, err := stack.Root()
	if err != nil {
		t.Fatal(err)
	}
	bootstrap := filepath.Join(t.TempDir(), "bootstrap")
	build := exec.CommandContext(t.Context(), "go", "build", "-trimpath", "-tags=lambda.norpc", "-ldflags=-s", "-o", bootstrap, "./functions/"+function)
	build.Dir, build.Env = root, append(os.Environ(), "CGO_ENABLED=0")
	if said, err := build.CombinedOutput(); err != nil {
		t.Fatalf("building %s: %v\n%s", function, err, said)
	}
	return bootstrap
}

// functionTime is how long a run may take, as in the template.
const functionTime = 15 * time.Minute

// platform runs a bootstrap as Lambda does: it starts the process, hands it
// events through the runtime API, and takes its answers. One event is under way
// at a time.
//
//	GET  /2018-06-01/runtime/invocation/next
//	POST /2018-06-01/runtime/invocation/{id}/response
//	POST /2018-06-01/runtime/invocation/{id}/error
type platform struct {
	bootstrap string
	env       []string
	log       io.Writer

	api      *httptest.Server
	events   chan string // to the process
	answered chan error  // from it
	requests int
	started  int

	mu      sync.Mutex
	process *exec.Cmd // nil: none runs
	exited  chan struct{}
}

func newPlatform(t *testing.T, bootstrap string, log io.Writer, env ...string) *platform {
	t.Helper()
	p := &platform{bootstrap: bootstrap, env: env, log: log, events: make(chan string, 1), answered: make(chan error, 1)}
	routes := http.NewServeMux()
	routes.HandleFunc("GET /2018-06-01/runtime/invocation/next", p.next)
	routes.HandleFunc("POST /2018-06-01/runtime/invocation/{id}/response", func(w http.ResponseWriter, _ *http.Request) { p.answer(w, nil) })
	routes.HandleFunc("POST /2018-06-01/runtime/invocation/{id}/error", func(w http.ResponseWriter, r *http.Request) {
		said, err := io.ReadAll(io.LimitReader(r.Body, 1<<16))
		if err != nil {
			said = []byte(err.Error())
		}
		p.answer(w, fmt.Errorf("the function failed: %s", said))
	})
	p.api = httptest.NewServer(routes)
	t.Cleanup(func() {
		p.kill()
		p.api.CloseClientConnections()
		p.api.Close()
	})
	return p
}

// next hands out an event when there is one.
func (p *platform) next(w http.ResponseWriter, r *http.Request) {
	select {
	case event := <-p.events:
		p.requests++
		w.Header().Set("Lambda-Runtime-Aws-Request-Id", fmt.Sprint("request-", p.requests))
		w.Header().Set("Lambda-Runtime-Deadline-Ms", strconv.FormatInt(time.Now().Add(functionTime).UnixMilli(), 10))
		w.Header().Set("Lambda-Runtime-Invoked-Function-Arn", "arn:aws:lambda:us-east-1:000000000000:function:import")
		// A process that is gone does not read it; its exit tells.
		_, _ = io.WriteString(w, event)
	case <-r.Context().Done():
	}
}

func (p *platform) answer(w http.ResponseWriter, result error) {
	p.answered <- result
	w.WriteHeader(http.StatusAccepted)
}

// invoke has the process take an event, and starts one where none runs. killed
// tells that it ended before it answered.
func (p *platform) invoke(ctx context.Context, event string) (killed bool, err error) {
	exited, err := p.running()
	if err != nil {
		return false, err
	}
	p.events <- event
	select {
	case err := <-p.answered:
		return false, err
	case <-exited:
		p.forget()
		return true, nil
	case <-ctx.Done():
		return false, ctx.Err()
	}
}

// forget drops an event that was not taken, and an answer that came too late.
func (p *platform) forget() {
	drain(p.events)
	drain(p.answered)
}

func drain[T any](c <-chan T) {
	select {
	case <-c:
	default:
	}
}

// running starts a process where none runs. exited is closed at its end.
func (p *platform) running() (exited chan struct{}, err error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.process != nil {
		return p.exited, nil
	}
	command := exec.Command(p.bootstrap)
	command.Env = append([]string{"AWS_LAMBDA_RUNTIME_API=" + strings.TrimPrefix(p.api.URL, "http://"), "PATH=" + os.Getenv("PATH")}, p.env...)
	command.Stdout, command.Stderr = p.log, p.log
	if err := command.Start(); err != nil {
		return nil, err
	}
	exited = make(chan struct{})
	p.process, p.exited = command, exited
	p.started++
	go func() {
		_ = command.Wait() // it is killed
		p.mu.Lock()
		p.process = nil
		p.mu.Unlock()
		close(exited)
	}()
	return exited, nil
}

// kill ends the process as a power failure would.
func (p *platform) kill() {
	p.mu.Lock()
	process, exited := p.process, p.exited
	p.mu.Unlock()
	if process == nil {
		return
	}
	// An error means that it has ended by itself.
	_ = process.Process.Kill()
	<-exited
}

// moment is where in a call a process is killed.
type moment int

const (
	unsent   moment = iota // before the service has the request
	underWay               // while the service works on it
	unheard                // before the process has the answer
	allMoments
)

// gate stands between the processes and the services. It counts the chunks of
// rows that go through, and calls kill in the call that it is told to.
type gate struct {
	kill     func()
	underWay atomic.Int64 // calls

	mu      sync.Mutex
	sent    map[string]int // transactions with a chunk's results, by the item's key
	written int            // those that were carried out
	armed   bool
	after   int // so many are written
	left    int // calls from then on
	at      moment
}

func newGate() *gate { return &gate{sent: map[string]int{}} }

// arm has the process killed at the nth call after it, or its successors, have
// written so many more chunks.
func (g *gate) arm(chunks, n int, at moment) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.armed, g.after, g.left, g.at = true, g.written+chunks, n, at
}

func (g *gate) disarm() {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.armed = false
}

// pass notes a call and returns whether the process does not survive it.
func (g *gate) pass() (last bool, at moment) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if !g.armed || g.written < g.after {
		return false, 0
	}
	g.left--
	if g.left > 0 {
		return false, 0
	}
	g.armed = false
	return true, g.at
}

func (g *gate) note(chunk string, sent, written int) {
	if chunk == "" {
		return
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	g.sent[chunk] += sent
	g.written += written
}

// repeated is how many transactions were sent again.
func (g *gate) repeated() (n int) {
	g.mu.Lock()
	defer g.mu.Unlock()
	for _, sent := range g.sent {
		n += max(0, sent-1)
	}
	return n
}

// around lets calls through to the service. What the service has begun it also
// ends, though nobody waits for it.
func (g *gate) around(service http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		g.underWay.Add(1)
		defer g.underWay.Add(-1)
		body, err := io.ReadAll(r.Body)
		if err != nil {
			return // killed while it sent
		}
		last, at := g.pass()
		if last && at == unsent {
			g.kill()
			return
		}
		chunk := chunkOf(r, body)
		g.note(chunk, 1, 0)
		if last && at == underWay {
			g.kill()
		}
		r = r.WithContext(context.WithoutCancel(r.Context()))
		r.Body = io.NopCloser(bytes.NewReader(body))
		answer := httptest.NewRecorder()
		service.ServeHTTP(answer, r)
		if answer.Code == http.StatusOK {
			g.note(chunk, 0, 1)
		}
		if last && at == unheard {
			g.kill()
		}
		maps.Copy(w.Header(), answer.Header())
		w.WriteHeader(answer.Code)
		// Who is killed reads no answer.
		_, _ = w.Write(answer.Body.Bytes())
	})
}

// chunkOf returns the key of the results that a transaction writes with a chunk
// of rows; empty for any other call.
func chunkOf(r *http.Request, body []byte) string {
	if !strings.HasSuffix(r.Header.Get("X-Amz-Target"), ".TransactWriteItems") {
		return ""
	}
	return string(chunkKey.Find(body))
}

var chunkKey = regexp.MustCompile(`"SK":\{"S":"R#[^"]*"`)

// onward passes calls on to the engine.
func onward(t *testing.T, endpoint string) http.Handler {
	t.Helper()
	target, err := url.Parse(endpoint)
	if err != nil {
		t.Fatal(err)
	}
	return &httputil.ReverseProxy{Rewrite: func(r *httputil.ProxyRequest) { r.SetURL(target) }}
}
