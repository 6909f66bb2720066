package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/communitrak/onboarding/infra/local/localtest"
)

// TestMain lets the test binary be the program itself, so that it can be
// killed.
func TestMain(m *testing.M) {
	if os.Getenv(localtest.AsProgram) != "" {
		main()
		return
	}
	os.Exit(m.Run())
}

// program is a local system under test.
type program struct {
	command *exec.Cmd
	stderr  bytes.Buffer
	base    string
	bucket  string
}

// launch starts the program on the ports and waits for its ready line.
func launch(t *testing.T, dir string, ports [3]string) *program {
	t.Helper()
	p := &program{base: "http://127.0.0.1:" + ports[0], bucket: "http://127.0.0.1:" + ports[1] + "/" + bucketName}
	p.command = exec.Command(os.Args[0])
	p.command.Env = append(os.Environ(), localtest.AsProgram+"=1", "DATA_DIR="+dir, "DYNAMODB_ENDPOINT=",
		"PORT="+ports[0], "S3_PORT="+ports[1], "DYNAMODB_PORT="+ports[2])
	p.command.Stderr = &p.stderr
	stdout, err := p.command.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := p.command.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if p.command.ProcessState == nil {
			_ = p.command.Process.Kill() // it may already have ended
			_ = p.command.Wait()
		}
	})
	lines := bufio.NewScanner(stdout)
	for lines.Scan() {
		if strings.HasPrefix(lines.Text(), "Ready: ") {
			go func() { _, _ = io.Copy(io.Discard, stdout) }()
			return p
		}
	}
	_ = p.command.Wait() // its output tells more
	t.Fatalf("the program did not get ready: %s", p.stderr.String())
	return nil
}

func (p *program) call(t *testing.T, method, url, token string, body, into any) int {
	t.Helper()
	sent, ok := body.(string)
	if !ok && body != nil {
		text, err := json.Marshal(body)
		if err != nil {
			t.Fatal(err)
		}
		sent = string(text)
	}
	request, err := http.NewRequestWithContext(t.Context(), method, url, strings.NewReader(sent))
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Content-Type", "application/json")
	if token != "" {
		request.Header.Set("Authorization", "Bearer "+token)
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatalf("%s %s: %v: %s", method, url, err, p.stderr.String())
	}
	defer response.Body.Close()
	if into != nil {
		if err := json.NewDecoder(response.Body).Decode(into); err != nil {
			t.Fatalf("%s %s: status %d: %v", method, url, response.StatusCode, err)
		}
	}
	return response.StatusCode
}

func (p *program) signIn(t *testing.T) string {
	t.Helper()
	var session struct{ Token string }
	status := p.call(t, "POST", p.base+"/v1/sessions", "", map[string]string{"email": demoAdmin, "password": "correct horse maple staple"}, &session)
	if status != http.StatusCreated {
		t.Fatalf("signing in: status %d", status)
	}
	return session.Token
}

func (p *program) mailTo(t *testing.T, to string) (id string, ok bool) {
	t.Helper()
	var mails []struct{ ID, To string }
	p.call(t, "GET", p.base+"/_local/mailbox.json", "", nil, &mails)
	for _, m := range mails {
		if m.To == to {
			return m.ID, true
		}
	}
	return "", false
}

// members returns the delivery states of the community's pending members by
// email.
func (p *program) members(t *testing.T, token string) map[string]string {
	t.Helper()
	var page struct {
		Items []struct {
			Email      string
			Invitation struct{ Delivery struct{ State string } }
		}
	}
	if status := p.call(t, "GET", p.base+"/v1/communities/maple-grove/members?status=pending", token, nil, &page); status != http.StatusOK {
		t.Fatalf("listing members: status %d", status)
	}
	states := map[string]string{}
	for _, m := range page.Items {
		states[m.Email] = m.Invitation.Delivery.State
	}
	return states
}

// until waits for what other processes do.
func until(t *testing.T, what string, done func() bool) {
	t.Helper()
	deadline := time.After(30 * time.Second)
	for !done() {
		select {
		case <-deadline:
			t.Fatalf("waited in vain for %s", what)
		case <-time.After(50 * time.Millisecond):
		}
	}
}

func TestLocal_killKeepsEverything(t *testing.T) {
	if testing.Short() {
		t.Skip("-short: kills a whole system with an engine of its own")
	}
	t.Parallel()
	dir, ports := t.TempDir(), freePorts(t)
	first := launch(t, dir, ports)
	token := first.signIn(t)
	const email = "dana@example.com"
	invitation := map[string]any{
		"property":  map[string]any{"lot": map[string]string{"lot": "12"}},
		"household": map[string]any{},
		"member":    map[string]string{"firstName": "Dana", "lastName": "Reyes", "email": email},
	}
	if got, want := first.call(t, "POST", first.base+"/v1/communities/maple-grove/invitations", token, invitation, nil), http.StatusCreated; got != want {
		t.Fatalf("inviting: status %d, want %d", got, want)
	}
	until(t, "the mail", func() bool { _, ok := first.mailTo(t, email); return ok })
	if got, want := first.call(t, "PUT", first.bucket+"/other/kept.txt", "", "kept", nil), http.StatusOK; got != want {
		t.Fatalf("uploading: status %d, want %d", got, want)
	}
	if got, want := first.call(t, "POST", first.base+"/_local/clock", "", `{"advance":"26h"}`, nil), http.StatusOK; got != want {
		t.Fatalf("moving the clock: status %d, want %d", got, want)
	}
	if err := first.command.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = first.command.Wait() // killed: an error is expected

	second := launch(t, dir, ports)
	id, ok := second.mailTo(t, email)
	if !ok {
		t.Error("the mail is lost")
	}
	token = second.signIn(t)
	until(t, "the delivery", func() bool { return second.members(t, token)[email] == "delivered" })
	var clock struct{ Now time.Time }
	second.call(t, "GET", second.base+"/_local/clock", "", nil, &clock)
	if got, want := time.Until(clock.Now).Round(time.Hour), 26*time.Hour; got != want {
		t.Errorf("ahead: got %v, want %v", got, want)
	}
	if got, want := second.call(t, "GET", second.bucket+"/other/kept.txt", "", nil, nil), http.StatusOK; got != want {
		t.Errorf("the upload: status %d, want %d", got, want)
	}
	if got, want := second.call(t, "POST", second.base+"/_local/ses-event", "", map[string]string{"id": id, "type": "bounce"}, nil), http.StatusNoContent; got != want {
		t.Errorf("playing a bounce: status %d, want %d", got, want)
	}
	if diff := cmp.Diff(map[string]string{email: "bounced"}, second.members(t, token)); diff != "" {
		t.Errorf("members (-want +got):\n%s", diff)
	}

	if err := second.command.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	if err := second.command.Wait(); err != nil {
		t.Errorf("Ctrl-C: %v: %s", err, second.stderr.String())
	}
	for _, port := range ports {
		listener, err := net.Listen("tcp", "127.0.0.1:"+port)
		if err != nil {
			t.Errorf("port %s is still in use: %v", port, err)
			continue
		}
		listener.Close()
	}
}

func TestLocal_saysWhatIsTaken(t *testing.T) {
	t.Parallel()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	taken := strconv.Itoa(listener.Addr().(*net.TCPAddr).Port)
	command := exec.Command(os.Args[0])
	command.Env = append(os.Environ(), localtest.AsProgram+"=1", "DATA_DIR="+t.TempDir(), "PORT="+taken)
	output, err := command.CombinedOutput()
	if err == nil {
		t.Error("it ran all the same")
	}
	if got, want := string(output), "cannot run: port "+taken+" is taken: stop what uses it, or set PORT to a free one\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func freePorts(t *testing.T) (ports [3]string) {
	t.Helper()
	for n := range ports {
		listener, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			t.Fatal(err)
		}
		defer listener.Close()
		ports[n] = strconv.Itoa(listener.Addr().(*net.TCPAddr).Port)
	}
	return ports
}
