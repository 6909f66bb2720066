package main

import (
	"context"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/communitrak/onboarding/internal/stack"
)

// httpFunctions answer people, who wait for their start.
var httpFunctions = []string{"activate", "console", "invite", "members", "resend", "review", "session"}

// eventFunctions run on events, and are compared by size only.
var eventFunctions = []string{"deliver", "feedback", "import", "print"}

const empty = "empty"

// BenchmarkP1 starts each function that answers people, and an empty one, in
// turn, and takes the time from exec until it asks the runtime API for its first
// invocation.
func BenchmarkP1(b *testing.B) {
	functions := someOf(httpFunctions)
	programs := build(b, append([]string{empty}, functions...))
	api := newRuntimeAPI(b)
	b.Run("start", func(b *testing.B) {
		took := map[string][]float64{}
		for b.Loop() {
			for _, name := range append([]string{empty}, functions...) {
				took[name] = append(took[name], api.start(b, programs[name]).Seconds())
			}
		}
		bare := quantile(took[empty], 0.5)
		b.ReportMetric(bare*1000, empty+"-ms")
		for _, name := range functions {
			b.ReportMetric(quantile(took[name], 0.5)/bare, name+"-ratio")
		}
		b.ReportMetric(0, "ns/op")
	})
}

// BenchmarkP2 compares the sizes of all functions with that of an empty one.
func BenchmarkP2(b *testing.B) {
	names := append(append([]string{empty}, someOf(httpFunctions)...), someOf(eventFunctions)...)
	programs := build(b, names)
	sizes := map[string]float64{}
	for b.Loop() {
		for _, name := range names {
			file, err := os.Stat(programs[name])
			if err != nil {
				b.Fatal(err)
			}
			sizes[name] = float64(file.Size())
		}
	}
	b.ReportMetric(sizes[empty], empty+"-bytes")
	for _, name := range names[1:] {
		b.ReportMetric(sizes[name]/sizes[empty], name+"-ratio")
	}
	b.ReportMetric(0, "ns/op")
}

// someOf returns the functions, or only the first in a trial run.
func someOf(functions []string) []string {
	if *small {
		return functions[:1]
	}
	return functions
}

// build builds functions as SAM_BUILD in the Makefile does, and returns where
// they are.
func build(b *testing.B, names []string) map[string]string {
	b.Helper()
	root, err := stack.Root()
	if err != nil {
		b.Fatal(err)
	}
	programs, folder := map[string]string{}, b.TempDir()
	for _, name := range names {
		source := "./functions/" + name
		if name == empty {
			source = "./infra/bench/empty"
		}
		programs[name] = filepath.Join(folder, name)
		command := exec.CommandContext(b.Context(), "go", "build", "-trimpath", "-tags=lambda.norpc", "-ldflags=-s", "-o", programs[name], source)
		command.Dir, command.Env = root, append(os.Environ(), "CGO_ENABLED=0")
		if output, err := command.CombinedOutput(); err != nil {
			b.Fatalf("building %s: %v\n%s", name, err, output)
		}
	}
	return programs
}

// runtimeAPI is Lambda's runtime API, which never has an invocation.
type runtimeAPI struct {
	*httptest.Server
	asked chan struct{}
}

func newRuntimeAPI(b *testing.B) *runtimeAPI {
	a := &runtimeAPI{asked: make(chan struct{}, 1)}
	a.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !strings.HasSuffix(r.URL.Path, "/invocation/next") {
			http.NotFound(w, r)
			return
		}
		a.asked <- struct{}{}
		<-r.Context().Done()
	}))
	b.Cleanup(a.Close)
	return a
}

// start starts a function and returns the time until it asks.
func (a *runtimeAPI) start(b *testing.B, program string) time.Duration {
	b.Helper()
	ctx, cancel := context.WithTimeout(b.Context(), 10*time.Second)
	defer cancel()
	command := exec.CommandContext(ctx, program)
	command.Env = []string{
		"AWS_LAMBDA_RUNTIME_API=" + strings.TrimPrefix(a.URL, "http://"), "AWS_LAMBDA_FUNCTION_NAME=bench",
		"AWS_REGION=us-east-1", "AWS_ACCESS_KEY_ID=local", "AWS_SECRET_ACCESS_KEY=local",
		"TABLE=bench", "BUCKET=bench", "SUPPORT_EMAIL=support@communitrak.example",
		"CODE_KEY_ARN=code", "INDEX_KEY_ARN=index",
	}
	began := time.Now()
	if err := command.Start(); err != nil {
		b.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- command.Wait() }()
	select {
	case <-a.asked:
		took := time.Since(began)
		cancel()
		if err := <-ended; err == nil {
			b.Errorf("%s ended by itself while it waited for an invocation", program)
		}
		return took
	case err := <-ended:
		b.Fatalf("%s ended without asking for an invocation: %v", program, err)
		return 0
	}
}
