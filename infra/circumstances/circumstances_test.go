package circumstances

import (
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"testing"

	"github.com/communitrak/onboarding/internal/dynamo/engine"
)

// TestCommit checks that whatever is compiled counts as a change, committed
// before or not, and that figures and what is ignored do not.
func TestCommit(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct{ changed, want string }{
		"nothing changed":    {"", "^[0-9a-f]{7}$"},
		"a file that was in": {"main.go", "^[0-9a-f]{7} and changes$"},
		"a file that is new": {"infra/proof/new_test.go", "^[0-9a-f]{7} and changes$"},
		"another page":       {"docs/glossary.md", "^[0-9a-f]{7} and changes$"},
		"a proof's result":   {"infra/proof/results/storm.json", "^[0-9a-f]{7}$"},
		"a row's result":     {"infra/bench/results/P1.txt", "^[0-9a-f]{7}$"},
		"a page of figures":  {"docs/reliability.md", "^[0-9a-f]{7}$"},
		"an ignored file":    {"tool.prof", "^[0-9a-f]{7}$"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			root := t.TempDir()
			write(t, root, ".gitignore", "*.prof\n")
			write(t, root, "main.go", "package main\n")
			git(t, root, "init", "-q")
			git(t, root, "add", ".")
			git(t, root, "-c", "user.name=Ada", "-c", "user.email=ada@example.com", "commit", "-q", "-m", "Begin")
			if test.changed != "" {
				write(t, root, test.changed, "changed\n")
			}
			if got := Commit(t.Context(), root); !regexp.MustCompile(test.want).MatchString(got) {
				t.Errorf("got %q, want %s", got, test.want)
			}
		})
	}
	if got := Commit(t.Context(), t.TempDir()); got != unknown {
		t.Errorf("outside a working tree: got %q", got)
	}
}

func write(t *testing.T, root, name, content string) {
	t.Helper()
	path := filepath.Join(root, name)
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
}

func git(t *testing.T, root string, arguments ...string) {
	t.Helper()
	command := exec.Command("git", arguments...)
	command.Dir = root
	if said, err := command.CombinedOutput(); err != nil {
		t.Fatalf("git %s: %v: %s", arguments[0], err, said)
	}
}

// TestEngine names an engine by what the environment says, or else by its
// server, and reports one that does not answer.
func TestEngine(t *testing.T) {
	server := ""
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		if server != "" {
			w.Header().Set("Server", server)
		}
		w.WriteHeader(http.StatusBadRequest)
	}))
	for _, test := range []struct{ endpoint, named, server, want string }{
		{"", "", "", "DynamoDB Local"},
		{s.URL, "", "Jetty(12.0.14)", "DynamoDB Local"},
		{s.URL, "Dynoxide", "Jetty(12.0.14)", "Dynoxide"},
		{s.URL, "", "Server", "Server"},
		{s.URL, "", "", unknown},
	} {
		server = test.server
		t.Setenv(engine.EndpointVariable, test.endpoint)
		t.Setenv(engine.NameVariable, test.named)
		if got, err := Engine(t.Context()); err != nil || got != test.want {
			t.Errorf("%+v: got %q, %v", test, got, err)
		}
	}
	s.Close()
	t.Setenv(engine.EndpointVariable, s.URL)
	if got, err := Engine(t.Context()); err == nil {
		t.Errorf("without an engine: got %q", got)
	}
}

func TestLoad(t *testing.T) {
	t.Parallel()
	if got, known := Load(); known == (got <= 0) {
		t.Errorf("got %g, %v", got, known)
	}
}
