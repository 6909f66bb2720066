package main

import (
	"bytes"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"communitrak/infra/local/localtest"
	"communitrak/internal/stack"
)

// inContainersTest is the environment variable that enables TestContainers.
const inContainersTest = "TEST_CONTAINERS"

// TestContainers does the main job with every function in its own container,
// behind the template's routes: invite, mail, activate, import. It also runs
// each function that HTTP does not reach once, with the sample of its event.
func TestContainers(t *testing.T) {
	if os.Getenv(inContainersTest) == "" {
		t.Skip("takes Docker and minutes: a stage of make test of its own, or make sam-test")
	}
	root, err := stack.Root()
	if err != nil {
		t.Fatal(err)
	}
	began := time.Now()
	step := func(what string) {
		t.Logf("%s: %v", what, time.Since(began).Round(100*time.Millisecond))
		began = time.Now()
	}
	s := localtest.Start(t, "FUNCTIONS="+inContainers)
	step("built and started")
	cold := containersCold(s)
	admin := s.SignIn(demoAdmin, localtest.Password)

	rosa := s.Call(admin, "POST", maple+"/invitations", invitation("114 juniper court apt 2, mesa az 85201", "Rosa", "Delgado", "rosa@example.com")).Want(201, "")
	mail := s.MailTo("rosa@example.com", 1)
	link := mail.Fragment("/activate")
	if got, want := link["code"], rosa.Text("invitation", "code"); got != want || !strings.Contains(mail.Text, s.URL+"/activate#") {
		t.Errorf("the mail links to code %q, want %q at %s", got, want, s.URL)
	}
	s.Call("", "POST", "/v1/activations", object{"email": "rosa@example.com", "code": link["code"], "proof": link["proof"], "password": newWords}).Want(201, "")
	s.Call(s.SignIn("rosa@example.com", newWords), "GET", "/v1/me", nil).Want(200, "")

	bounced := s.Call(admin, "POST", maple+"/invitations", invitation("122 Juniper Ct", "Bo", "Unce", "bounce.bo@example.com")).Want(201, "")
	s.Eventually(30*time.Second, "shown as bounced", func() bool {
		member := s.Call(admin, "GET", maple+"/members/"+bounced.Text("member", "id"), nil).Want(200, "")
		return member.Text("invitation", "delivery", "state") == "bounced"
	})
	step("invite, mail, activate, bounce")
	containersImport(t, s, admin, root)
	containersUpload(t, s)
	step("import")
	containersInvoke(t, s, root)
	step("events, one by one")
	containersTimes(t, s, admin, cold)
}

// containersImport drops a roster into the bucket.
func containersImport(t *testing.T, s *localtest.System, admin, root string) {
	t.Helper()
	sample, err := os.ReadFile(filepath.Join(root, "infra", "local", "samples", "roster.csv"))
	if err != nil {
		t.Fatal(err)
	}
	s.Drop("rosters/maple-grove/import/sample.csv", sample)
	done := imported(s, admin, "maple-grove", time.Minute)
	wantSum(t, "the sample", done)
	if got := count(done, "created"); got == 0 {
		t.Errorf("the sample: got %v, want members created", done)
	}
}

// containersUpload sends a roster to the address given to an import, which a
// container signed and this machine opens.
func containersUpload(t *testing.T, s *localtest.System) {
	t.Helper()
	session := s.SignIn(support, localtest.Password)
	roster := []byte("First Name,Last Name,Address,Email\r\nIda,Lund,130 Juniper Ct,ida@example.com\r\n")
	made := s.Call(session, "POST", maple+"/imports", object{"filename": "upload.csv", "size": len(roster), "mode": "import"}).Want(201, "")
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

// containersInvoke runs each event's function with `sam local invoke`.
func containersInvoke(t *testing.T, s *localtest.System, root string) {
	t.Helper()
	for _, test := range []struct{ function, event string }{
		{importFunction, "s3-put"}, {importFunction, "schedule"}, {deliverFunction, "stream-record"}, {feedbackFunction, "ses-notification"},
	} {
		event := filepath.Join(root, "infra", "sam", "events", test.event+".json")
		var log bytes.Buffer
		command := exec.CommandContext(t.Context(), filepath.Join(s.Dir(), "invoke"), test.function, "--event", event)
		command.Stderr = &log
		answer, err := command.Output()
		if got := strings.TrimSpace(string(answer)); err != nil || got != "null" {
			t.Errorf("%s with %s: got %s, %v, want null\n%s", test.function, test.event, got, err, log.String())
		}
	}
}

// pages are one or two pages of each function that answers GET.
var pages = []string{"/healthz", "/", "/activate", "/v1/me", maple + "/members", maple + "/properties", maple + "/imports"}

// containersCold measures the first request to each page, during which a
// container starts (the console's already has). Nobody is signed in.
func containersCold(s *localtest.System) map[string]time.Duration {
	took := map[string]time.Duration{}
	for _, path := range pages {
		began := time.Now()
		s.Call("", "GET", path, nil)
		took[path] = time.Since(began)
	}
	return took
}

// containersTimes logs how long the pages took at first and take now. That
// measures this machine and `sam local`, not Lambda.
func containersTimes(t *testing.T, s *localtest.System, admin string, cold map[string]time.Duration) {
	t.Helper()
	const times = 5
	for _, path := range pages {
		var warm []time.Duration
		for range times {
			began := time.Now()
			s.Call(admin, "GET", path, nil).Want(200, "")
			warm = append(warm, time.Since(began))
		}
		slices.Sort(warm)
		t.Logf("GET %-37s first %5d ms, then %4d ms, at best %4d", path, cold[path].Milliseconds(), warm[times/2].Milliseconds(), warm[0].Milliseconds())
	}
}
