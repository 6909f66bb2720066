package page_test

import (
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"communitrak/internal/page"
)

// TestScript opens the links of the mails in a browser: the form holds what the
// fragment carried, and the server saw neither it nor a POST.
func TestScript(t *testing.T) {
	t.Parallel()
	chromium, err := exec.LookPath("chromium")
	if err != nil {
		t.Skip("no chromium on this machine")
	}
	const proof = "9A8B-7C6D-5E4F-3G2H"
	tests := []struct {
		link string
		view func(io.Writer) error
		want []string // inputs with their values after the script ran
	}{
		{
			"/activate#code=7K2M-9QXT-4HWV-B3RD&proof=" + proof,
			func(w io.Writer) error { return page.Activate(w, page.ActivateView{}) },
			[]string{`name="proof" value="` + proof + `"`},
		},
		{
			"/decline#invitation=m_1&proof=" + proof,
			func(w io.Writer) error { return page.Decline(w, page.DeclineView{}) },
			[]string{`name="invitation" value="m_1"`, `name="proof" value="` + proof + `"`, `<div class="by-hand" hidden="">`},
		},
		{
			"/reset#token=abcdef",
			func(w io.Writer) error { return page.Reset(w, page.ResetView{}) },
			[]string{`name="token" value="abcdef"`, `<div class="by-hand" hidden="">`},
		},
	}
	for _, tt := range tests {
		path, _, _ := strings.Cut(tt.link, "#")
		var seen requests
		mux := http.NewServeMux()
		mux.Handle(page.AssetsPath, page.Assets())
		mux.HandleFunc("GET "+path, func(w http.ResponseWriter, _ *http.Request) {
			page.Headers(w.Header())
			if err := tt.view(w); err != nil {
				t.Error(err)
			}
		})
		server := httptest.NewServer(seen.record(mux))
		dom := dumpDOM(t, chromium, server.URL+tt.link)
		server.Close()

		for _, want := range tt.want {
			if !strings.Contains(dom, want) {
				t.Errorf("%s: the page lacks %s:\n%s", tt.link, want, dom)
			}
		}
		want := []string{"GET " + path, "GET " + page.AssetsPath, "GET " + page.AssetsPath}
		if diff := cmp.Diff(want, seen.all()); diff != "" {
			t.Errorf("%s: requests (-want +got):\n%s", tt.link, diff)
		}
	}
}

// requests keeps what a server was asked for, without the names of the assets.
type requests struct {
	mu   sync.Mutex
	list []string
}

func (s *requests) record(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		uri := r.RequestURI
		if strings.HasPrefix(uri, page.AssetsPath) {
			uri = page.AssetsPath
		}
		s.mu.Lock()
		s.list = append(s.list, r.Method+" "+uri)
		s.mu.Unlock()
		next.ServeHTTP(w, r)
	})
}

func (s *requests) all() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.list
}

// dumpDOM is the page at url as it stands once its scripts have run.
func dumpDOM(t *testing.T, chromium, url string) string {
	t.Helper()
	profile, err := os.MkdirTemp("", "page-test-")
	if err != nil {
		t.Fatal(err)
	}
	// The browser's last process may still write while the test ends, which
	// would fail the removal by t.TempDir.
	defer func() { _ = os.RemoveAll(profile) }()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	out, err := exec.CommandContext(ctx, chromium,
		"--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
		"--disable-component-update", "--disable-sync", "--user-data-dir="+profile, "--dump-dom", url).Output()
	if err != nil {
		t.Fatalf("open %s: %v", url, err)
	}
	return string(out)
}
