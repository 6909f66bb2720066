package main

import (
	"bytes"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/communitrak/onboarding/infra/local/localtest"
	"github.com/communitrak/onboarding/internal/app"
	"github.com/communitrak/onboarding/internal/child"
	"github.com/communitrak/onboarding/internal/stack"
)

// inContainersTest is the environment variable that enables TestContainers.
const inContainersTest = "TEST_CONTAINERS"

// TestContainers types what the README shows: beside a running system, it
// builds the functions, starts the template's routes with each function in its
// own container, does the main job through them, and runs each function that
// HTTP does not reach once, with the samples of its events.
func TestContainers(t *testing.T) {
	if os.Getenv(inContainersTest) == "" {
		t.Skip("takes Docker and minutes: a stage of make test of its own, or make sam-test")
	}
	began := time.Now()
	step := func(what string) {
		t.Logf("%s: %v", what, time.Since(began).Round(100*time.Millisecond))
		began = time.Now()
	}
	s := localtest.Start(t)
	c := newCLI(t, s)
	if output, err := c.command("build").CombinedOutput(); err != nil {
		t.Fatalf("sam build: %v\n%s", err, output)
	}
	step("sam build")
	inside := *s
	inside.URL = c.startAPI()
	step("sam local start-api")

	admin := inside.SignIn(demoAdmin, localtest.Password)
	rosa := inside.Call(admin, "POST", maple+"/invitations", invitation("114 juniper court apt 2, mesa az 85201", "Rosa", "Delgado", "rosa@example.com")).Want(201, "")
	link := s.MailTo("rosa@example.com", 1).Fragment("/activate")
	if got, want := link["code"], rosa.Text("invitation", "code"); got != want {
		t.Errorf("the mail links to code %q, want %q", got, want)
	}
	inside.Call("", "POST", "/v1/activations", object{"email": "rosa@example.com", "code": link["code"], "proof": link["proof"], "password": newWords}).Want(201, "")
	inside.Call(inside.SignIn("rosa@example.com", newWords), "GET", "/v1/me", nil).Want(200, "")
	step("invite, mail, activate")
	containersUpload(t, s, &inside)
	for _, path := range []string{"/", "/activate", maple + "/members", maple + "/properties", maple + "/imports"} {
		inside.Call(admin, "GET", path, nil).Want(200, "")
	}
	inside.Call(admin, "POST", maple+"/invitations/resend", object{"members": []string{"nobody"}}).Want(200, "")
	step("import, pages, resend")
	for _, test := range []struct{ function, event string }{
		{"Import", "s3-put"}, {"Import", "schedule"}, {"Deliver", "stream-record"}, {"Print", "schedule"}, {"Feedback", "ses-notification"},
	} {
		var log bytes.Buffer
		command := c.command("local", "invoke", test.function, "-e", "infra/sam/events/"+test.event+".json", "--env-vars", c.settings)
		command.Stderr = &log
		answer, err := command.Output()
		if got := strings.TrimSpace(string(answer)); err != nil || got != "null" {
			t.Errorf("%s with %s: got %s, %v, want null\n%s", test.function, test.event, got, err, log.String())
		}
	}
	step("events, one by one")
}

// containersUpload sends a roster to the address given to an import, which a
// container signed and this machine opens.
func containersUpload(t *testing.T, s, inside *localtest.System) {
	t.Helper()
	session := inside.SignIn(support, localtest.Password)
	roster := []byte("First Name,Last Name,Address,Email\r\nIda,Lund,130 Juniper Ct,ida@example.com\r\n")
	made := inside.Call(session, "POST", maple+"/imports", object{"filename": "upload.csv", "size": len(roster), "mode": "import"}).Want(201, "")
	r, err := http.NewRequestWithContext(t.Context(), http.MethodPut, made.Text("upload", "url"), bytes.NewReader(roster))
	if err != nil {
		t.Fatal(err)
	}
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	answer.Body.Close()
	if answer.StatusCode != http.StatusOK {
		t.Fatalf("the upload: %s", answer.Status)
	}
	s.MailTo("ida@example.com", 1)
}

// cli runs the AWS SAM CLI in the project's folder, where samconfig.toml says
// how.
type cli struct {
	t        *testing.T
	root     string
	settings string // what the running system wrote
	scratch  string
}

func newCLI(t *testing.T, s *localtest.System) cli {
	t.Helper()
	root, err := stack.Root()
	if err != nil {
		t.Fatal(err)
	}
	return cli{t, root, filepath.Join(s.Dir(), "sam.json"), t.TempDir()}
}

// words returns the command line, for this machine's processor. Where the
// README's is for both kinds, an engine without emulation runs only its own.
func (c cli) words(args ...string) []string {
	if runtime.GOARCH == "arm64" {
		args = append(args, "--parameter-overrides", "Architecture=arm64")
	}
	return append([]string{filepath.Join(c.root, ".tools", "python", "bin", "sam")}, args...)
}

// environ leaves out the developer's own credentials, which the CLI would pass
// on to the containers.
func (c cli) environ() []string {
	return append(os.Environ(), "CGO_ENABLED=0", "SAM_CLI_TELEMETRY=0", "PYTHONUNBUFFERED=1", "TMPDIR="+c.scratch,
		"AWS_ACCESS_KEY_ID=anybody", "AWS_SECRET_ACCESS_KEY=anything", "AWS_SESSION_TOKEN=", "AWS_DEFAULT_REGION=us-east-1")
}

func (c cli) command(args ...string) *exec.Cmd {
	words := c.words(args...)
	command := exec.CommandContext(c.t.Context(), words[0], words[1:]...)
	command.Dir, command.Env = c.root, c.environ()
	return command
}

// startAPI runs the template's routes until the test ends and returns their
// address, once the function that needs nothing else answers.
func (c cli) startAPI() string {
	c.t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		c.t.Fatal(err)
	}
	address := l.Addr().String()
	l.Close()
	_, port, _ := net.SplitHostPort(address)
	process, err := child.Start(child.Options{
		Command: c.words("local", "start-api", "--env-vars", c.settings, "--port", port),
		Dir:     c.root, Env: c.environ(), StopTimeout: 30 * time.Second,
	})
	if err != nil {
		c.t.Fatal(err)
	}
	c.t.Cleanup(func() {
		if err := process.Stop(); err != nil {
			c.t.Error(err)
		}
		if c.t.Failed() {
			c.t.Logf("sam local start-api said:\n%s", process.Output())
		}
	})
	for end := time.Now().Add(2 * time.Minute); ; time.Sleep(100 * time.Millisecond) {
		if answer, err := http.Get("http://" + address + "/healthz"); err == nil {
			answer.Body.Close()
			if answer.StatusCode == http.StatusOK {
				return "http://" + address
			}
		}
		select {
		case <-process.Done():
			c.t.Fatalf("sam local start-api ended: %s", process.Output())
		default:
		}
		if time.Now().After(end) {
			c.t.Fatalf("sam local start-api does not answer: %s", process.Output())
		}
	}
}

func TestSignedFor(t *testing.T) {
	t.Parallel()
	for header, want := range map[string]string{
		"": "",
		"AWS4-HMAC-SHA256 Credential=local/20261128/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=0": "dynamodb",
		"AWS4-HMAC-SHA256 Credential=local/20261128/us-east-1/s3/aws4_request,SignedHeaders=host,Signature=0":         "s3",
		"Bearer something": "",
	} {
		r := httptest.NewRequestWithContext(t.Context(), http.MethodPost, "/", nil)
		r.Header.Set("Authorization", header)
		if got := signedFor(r); got != want {
			t.Errorf("%q: got %q, want %q", header, got, want)
		}
	}
}

// TestContainerSettings checks that functions in containers get a value for
// each setting that the template gives them, and none that it does not name,
// which `sam local` would drop without a word.
func TestContainerSettings(t *testing.T) {
	t.Parallel()
	root, err := stack.Root()
	if err != nil {
		t.Fatal(err)
	}
	template, err := stack.Load(root)
	if err != nil {
		t.Fatal(err)
	}
	named := map[string]bool{}
	sets := []any{stack.At(template.Sections, "Globals", "Function", "Environment", "Variables")}
	for _, f := range template.Resources("AWS::Serverless::Function") {
		sets = append(sets, stack.At(f.Properties, "Environment", "Variables"))
	}
	for _, set := range sets {
		variables, _ := set.(map[string]any)
		for name := range variables {
			named[name] = true
		}
	}
	c, err := readConfig(root, app.NewSettings(os.LookupEnv))
	if err != nil {
		t.Fatal(err)
	}
	settings := c.containerSettings("http://here")
	for name := range settings {
		if !named[name] {
			t.Errorf("%s has a value, and the template does not name it", name)
		}
	}
	for name := range named {
		if _, ok := settings[name]; !ok {
			t.Errorf("%s has no value", name)
		}
	}
}
