package sam

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"communitrak/internal/child"
)

// Settings say how to run the functions.
type Settings struct {
	// Root is the project's folder; Dir is where files made for the run are
	// kept.
	Root, Dir string
	// Environment has a value for each setting that the functions ask for, by
	// its name in the template, and for the AWS_ENDPOINT_URL_… settings; each
	// function gets those that it names.
	Environment map[string]string
	// Progress is told, in sentences, about anything slow.
	Progress io.Writer
}

// Functions are the template's running functions.
type Functions struct {
	settings Settings
	docker   *Docker
	progress io.Writer
	log      *os.File
	standIn  bool

	gateway, lambda server
}

const (
	cliReadyWithin = 60 * time.Second
	// cliStopWithin is how long the SAM CLI may take to remove its containers.
	cliStopWithin = 30 * time.Second
	// firstAnswerWithin is for the first request, before which the CLI builds
	// its own image.
	firstAnswerWithin = 2 * time.Minute
)

// Start builds the functions and runs them on the engine: those behind the
// gateway under `sam local start-api`, and all of them, for Invoke, under `sam
// local start-lambda`. A container starts with the first request for its
// function and stays. What functions print goes to functions.log in the folder.
func Start(ctx context.Context, docker *Docker, s Settings) (*Functions, error) {
	f := &Functions{settings: s, docker: docker, progress: s.Progress}
	if err := f.start(ctx); err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return f, nil
}

func (f *Functions) start(ctx context.Context) error {
	if _, err := os.Stat(f.cli()); err != nil {
		return fmt.Errorf("the SAM CLI is missing: make sam-local fetches it (%w)", err)
	}
	if err := os.MkdirAll(f.scratch(), 0o755); err != nil {
		return err
	}
	var err error
	if f.log, err = os.Create(filepath.Join(f.settings.Dir, "functions.log")); err != nil {
		return err
	}
	for _, step := range [...]func(context.Context) error{f.ensureImage, f.build, f.prepare, f.startServers, f.firstAnswer} {
		if err := step(ctx); err != nil {
			return err
		}
	}
	return nil
}

// startServers starts both of the CLI's servers, which takes a few seconds
// each.
func (f *Functions) startServers(ctx context.Context) error {
	fmt.Fprintln(f.progress, "Starting the containers ...")
	if err := f.gateway.start(f, "start-api"); err != nil {
		return err
	}
	if err := f.lambda.start(f, "start-lambda"); err != nil {
		return err
	}
	return errors.Join(f.gateway.ready(ctx), f.lambda.ready(ctx))
}

// Gateway returns the address at which the template's routes answer.
func (f *Functions) Gateway() *url.URL { return &url.URL{Scheme: "http", Host: f.gateway.address} }

// Done is closed when the gateway has ended, by Close or by itself.
func (f *Functions) Done() <-chan struct{} { return f.gateway.Done() }

// Output returns the end of what the gateway and the functions behind it
// printed.
func (f *Functions) Output() string { return f.gateway.Output() }

// Invoke runs the function with that name in the template on the event, as
// Lambda's API does, and returns an error if the function fails.
func (f *Functions) Invoke(ctx context.Context, function string, event any) error {
	body, err := json.Marshal(event)
	if err != nil {
		return err
	}
	address := "http://" + f.lambda.address + "/2015-03-31/functions/" + function + "/invocations"
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, address, bytes.NewReader(body))
	if err != nil {
		return err
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return fmt.Errorf("invoke %s: %w", function, err)
	}
	defer response.Body.Close()
	answer, err := io.ReadAll(response.Body)
	if err != nil {
		return fmt.Errorf("invoke %s: %w", function, err)
	}
	if response.StatusCode != http.StatusOK || failed(answer) {
		return fmt.Errorf("invoke %s: %s: %s", function, response.Status, bytes.TrimSpace(answer))
	}
	return nil
}

// failed reports whether the answer is a function's error.
func failed(answer []byte) bool {
	var e struct {
		ErrorMessage *string `json:"errorMessage"`
	}
	return json.Unmarshal(answer, &e) == nil && e.ErrorMessage != nil
}

// Close ends the functions and removes their containers; the engine keeps
// running.
func (f *Functions) Close() error {
	errs := []error{f.gateway.close(), f.lambda.close()}
	errs = append(errs, f.removeImage(context.Background()))
	if f.log != nil {
		errs = append(errs, f.log.Close())
	}
	return errors.Join(errs...)
}

func (f *Functions) cli() string {
	return filepath.Join(f.settings.Root, ".tools", "python", "bin", "sam")
}

// environ returns the CLI's environment. The CLI passes on any credentials it
// finds to the containers, so nobody's own may be among them.
func (f *Functions) environ() []string {
	var environ []string
	for _, pair := range os.Environ() {
		if !strings.HasPrefix(pair, "AWS_") {
			environ = append(environ, pair)
		}
	}
	return append(environ, "AWS_ACCESS_KEY_ID=local", "AWS_SECRET_ACCESS_KEY=local", "AWS_DEFAULT_REGION=us-east-1",
		"AWS_CONFIG_FILE="+os.DevNull, "AWS_SHARED_CREDENTIALS_FILE="+os.DevNull,
		"SAM_CLI_TELEMETRY=0", "PYTHONUNBUFFERED=1", "DOCKER_HOST="+f.docker.host, "TMPDIR="+f.scratch())
}

// arguments returns those that all of the CLI's `local` commands share.
func (f *Functions) arguments() []string {
	return []string{"--template", f.template(), "--env-vars", f.envFile(), "--parameter-overrides", f.override(),
		"--skip-pull-image", "--add-host", HostName + ":host-gateway", "--layer-cache-basedir", filepath.Join(f.settings.Dir, "layers")}
}

// server is one of the CLI's servers.
type server struct {
	*child.Process
	name    string
	address string // host:port
}

func (s *server) start(f *Functions, name string) error {
	address, err := freeAddress()
	if err != nil {
		return err
	}
	host, port, err := net.SplitHostPort(address)
	if err != nil {
		return err
	}
	command := append([]string{f.cli(), "local", name, "--host", host, "--port", port, "--warm-containers", "LAZY", "--no-watch"}, f.arguments()...)
	process, err := child.Start(child.Options{Command: command, Dir: f.settings.Root, Env: f.environ(), Log: f.log, Patience: cliStopWithin})
	*s = server{process, name, address}
	return err
}

func (s *server) close() error {
	if s.Process == nil {
		return nil
	}
	return s.Stop()
}

// ready returns once the server accepts connections.
func (s *server) ready(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, cliReadyWithin)
	defer cancel()
	for {
		connection, err := new(net.Dialer).DialContext(ctx, "tcp", s.address)
		if err == nil {
			return connection.Close()
		}
		select {
		case <-s.Done():
			return fmt.Errorf("sam local %s ended: %s", s.name, s.Output())
		case <-ctx.Done():
			return fmt.Errorf("sam local %s does not answer: %s", s.name, s.Output())
		case <-time.After(50 * time.Millisecond):
		}
	}
}

func freeAddress() (string, error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	return "127.0.0.1:" + strconv.Itoa(listener.Addr().(*net.TCPAddr).Port), listener.Close()
}

// firstAnswer asks the function that needs nothing else for its health.
func (f *Functions) firstAnswer(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, firstAnswerWithin)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, f.Gateway().JoinPath("healthz").String(), nil)
	if err != nil {
		return err
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return fmt.Errorf("%w: %s", err, f.Output())
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusOK {
		return fmt.Errorf("the health check answers %s: %s", response.Status, f.Output())
	}
	return nil
}
