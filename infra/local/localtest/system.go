// Package localtest runs the local system as a separate process, for tests that
// drive it over HTTP and S3 as a client would.
package localtest

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/communitrak/onboarding/internal/api/apitest"
)

// Password is everybody's password in a test system.
const Password = "correct horse maple staple"

// System is a running local system.
type System struct {
	t       testing.TB
	dir     string
	ports   [3]int
	command *exec.Cmd
	ended   chan struct{} // closed when the process has ended; ending says how
	ending  error
	output  *bytes.Buffer
	// URL is the API's address, S3 the bucket's.
	URL, S3 string
}

// AsProgram is the environment variable that makes a test binary the local
// system: TestMain calls main when it is set.
const AsProgram = "LOCAL_TEST_AS_PROGRAM"

// Start runs a system with its own data until the test ends. env are further
// settings, NAME=value.
func Start(t testing.TB, env ...string) *System {
	t.Helper()
	s := &System{t: t, dir: t.TempDir()}
	for n := range s.ports {
		s.ports[n] = freePort(t)
	}
	s.URL = fmt.Sprintf("http://127.0.0.1:%d", s.ports[0])
	s.S3 = fmt.Sprintf("http://127.0.0.1:%d/communitrak-rosters", s.ports[1])
	s.Run(env...)
	t.Cleanup(func() {
		s.Stop()
		if t.Failed() {
			t.Logf("the local system said:\n%s", s.output.String())
		}
	})
	return s
}

func freePort(t testing.TB) int {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().(*net.TCPAddr).Port
}

// readyWithin leaves time to fetch DynamoDB Local.
const readyWithin = 10 * time.Minute

// Run starts the process on the system's data and waits until it is ready.
func (s *System) Run(env ...string) {
	s.t.Helper()
	s.output = &bytes.Buffer{}
	s.command = exec.Command(os.Args[0])
	s.command.Env = append(os.Environ(), append([]string{
		AsProgram + "=1", "PORT=" + strconv.Itoa(s.ports[0]), "S3_PORT=" + strconv.Itoa(s.ports[1]), "DYNAMODB_PORT=" + strconv.Itoa(s.ports[2]),
		"DYNAMODB_ENDPOINT=", "DATA_DIR=" + s.dir, "LOCAL_PASSWORD=" + Password}, env...)...)
	s.command.Stdout, s.command.Stderr = s.output, s.output
	if err := s.command.Start(); err != nil {
		s.t.Fatal(err)
	}
	s.ended = make(chan struct{})
	go func(command *exec.Cmd, ended chan struct{}) {
		s.ending = command.Wait()
		close(ended)
	}(s.command, s.ended)
	s.Eventually(readyWithin, "ready", func() bool {
		select {
		case <-s.ended:
			s.t.Fatalf("the local system ended: %v\n%s", s.ending, s.output.String())
		default:
		}
		answer, err := http.Get(s.URL + "/healthz")
		if err != nil {
			return false
		}
		answer.Body.Close()
		return answer.StatusCode == http.StatusOK
	})
}

// Dir returns the folder of the system's data.
func (s *System) Dir() string { return s.dir }

// Kill ends the process as a power failure would.
func (s *System) Kill() {
	s.t.Helper()
	if err := s.command.Process.Kill(); err != nil {
		s.t.Fatal(err)
	}
	<-s.ended // killed, so its error is expected
}

// Stop ends the process as Ctrl-C does.
func (s *System) Stop() {
	select {
	case <-s.ended:
		return
	default:
	}
	if err := s.command.Process.Signal(syscall.SIGINT); err != nil {
		s.t.Errorf("stopping the local system: %v", err)
		return
	}
	<-s.ended
	if s.ending != nil {
		s.t.Errorf("the local system ended with %v", s.ending)
	}
}

// Eventually waits for done, and fails the test if that takes too long.
func (s *System) Eventually(within time.Duration, what string, done func() bool) {
	s.t.Helper()
	ticker := time.NewTicker(50 * time.Millisecond)
	defer ticker.Stop()
	for end := time.Now().Add(within); !done(); <-ticker.C {
		if time.Now().After(end) {
			s.t.Fatalf("not %s within %v\n%s", what, within, s.output.String())
		}
	}
}

// Object is a JSON object.
type Object = map[string]any

// Answer is the answer to a call.
type Answer struct {
	t      testing.TB
	Status int
	Header http.Header
	Raw    []byte
	JSON   Object
}

// Call sends JSON under the bearer token, which may be empty.
func (s *System) Call(token, method, path string, body any, headers ...string) Answer {
	s.t.Helper()
	var sent io.Reader
	if body != nil {
		raw, err := json.Marshal(body)
		if err != nil {
			s.t.Fatal(err)
		}
		sent = bytes.NewReader(raw)
	}
	r, err := http.NewRequestWithContext(s.t.Context(), method, s.URL+path, sent)
	if err != nil {
		s.t.Fatal(err)
	}
	if body != nil {
		r.Header.Set("Content-Type", "application/json")
	}
	if token != "" {
		r.Header.Set("Authorization", "Bearer "+token)
	}
	for n := 0; n+1 < len(headers); n += 2 {
		r.Header.Set(headers[n], headers[n+1])
	}
	return s.do(r)
}

func (s *System) do(r *http.Request) Answer {
	s.t.Helper()
	got, err := http.DefaultClient.Do(r)
	if err != nil {
		s.t.Fatal(err)
	}
	defer got.Body.Close()
	raw, err := io.ReadAll(got.Body)
	if err != nil {
		s.t.Fatal(err)
	}
	if strings.HasPrefix(r.URL.String(), s.URL) {
		s.described(r, got, raw)
	}
	a := Answer{t: s.t, Status: got.StatusCode, Header: got.Header, Raw: raw}
	if strings.Contains(got.Header.Get("Content-Type"), "json") && len(raw) > 0 && raw[0] == '{' {
		if err := json.Unmarshal(raw, &a.JSON); err != nil {
			s.t.Fatalf("%s %s: %v", r.Method, r.URL.Path, err)
		}
	}
	return a
}

// described fails the test unless the answer matches the API's description.
func (s *System) described(r *http.Request, got *http.Response, raw []byte) {
	s.t.Helper()
	d, err := apitest.Load()
	if err != nil {
		s.t.Fatal(err)
	}
	if err := d.Check(r.Method, r.URL.Path, got.StatusCode, got.Header, raw); err != nil {
		s.t.Errorf("%s %s is not answered as described: %v\n%d %s", r.Method, r.URL.Path, err, got.StatusCode, raw)
	}
}

// Want fails the test unless the answer has this status and problem code.
func (a Answer) Want(status int, code string) Answer {
	a.t.Helper()
	if got, _ := a.JSON["code"].(string); a.Status != status || code != "" && got != code {
		a.t.Fatalf("got %d %s, want %d %s\n%s", a.Status, got, status, code, a.Raw)
	}
	return a
}

// Text follows a path of keys to a text.
func (a Answer) Text(path ...string) string {
	a.t.Helper()
	text, ok := a.At(path...).(string)
	if !ok {
		a.t.Fatalf("no text at %v in %s", path, a.Raw)
	}
	return text
}

// At follows a path of keys.
func (a Answer) At(path ...string) any {
	var v any = a.JSON
	for _, key := range path {
		m, ok := v.(Object)
		if !ok {
			return nil
		}
		v = m[key]
	}
	return v
}

// Items returns the items of a list.
func (a Answer) Items() []Object {
	a.t.Helper()
	items, ok := a.JSON["items"].([]any)
	if !ok {
		a.t.Fatalf("no items in %s", a.Raw)
	}
	var objects []Object
	for _, i := range items {
		objects = append(objects, i.(Object))
	}
	return objects
}

// SignIn opens a session.
func (s *System) SignIn(email, password string) string {
	s.t.Helper()
	return s.Call("", "POST", "/v1/sessions", Object{"email": email, "password": password}).Want(201, "").Text("token")
}

// Drop puts an object into the bucket, as Support does.
func (s *System) Drop(key string, content []byte) {
	s.t.Helper()
	r, err := http.NewRequestWithContext(s.t.Context(), http.MethodPut, s.S3+"/"+key, bytes.NewReader(content))
	if err != nil {
		s.t.Fatal(err)
	}
	if got := s.do(r); got.Status != http.StatusOK {
		s.t.Fatalf("dropping %s: %d %s", key, got.Status, got.Raw)
	}
}

// Mail is a mail that the mailbox caught.
type Mail struct {
	ID, To, Subject, Text, HTML string
	At                          time.Time
}

// Mails returns all mails caught so far.
func (s *System) Mails() []Mail {
	s.t.Helper()
	got := s.Call("", "GET", "/_local/mailbox.json", nil)
	var mails []Mail
	if err := json.Unmarshal(got.Raw, &mails); err != nil {
		s.t.Fatalf("mailbox: %v in %s", err, got.Raw)
	}
	return mails
}

// MailTo waits for the n-th mail to the address.
func (s *System) MailTo(address string, n int) Mail {
	s.t.Helper()
	var found []Mail
	s.Eventually(10*time.Second, fmt.Sprintf("mail %d to %s", n, address), func() bool {
		found = nil
		for _, m := range s.Mails() {
			if m.To == address {
				found = append(found, m)
			}
		}
		return len(found) >= n
	})
	return found[n-1]
}

// Fragment returns what the mail's link to the path carries after its number
// sign.
func (m Mail) Fragment(path string) map[string]string {
	_, rest, found := strings.Cut(m.Text, path+"#")
	if !found {
		return nil
	}
	values := map[string]string{}
	link := strings.FieldsFunc(rest, func(r rune) bool { return r == ' ' || r == '\n' || r == '\r' })[0]
	for pair := range strings.SplitSeq(link, "&") {
		name, value, _ := strings.Cut(pair, "=")
		values[name] = value
	}
	return values
}

// Advance moves the system's clock forward and runs its schedules.
func (s *System) Advance(by string) {
	s.t.Helper()
	s.Call("", "POST", "/_local/clock", Object{"advance": by}).Want(200, "")
}

// Tick runs the system's schedules.
func (s *System) Tick() {
	s.t.Helper()
	s.Call("", "POST", "/_local/tick", nil).Want(200, "")
}
