package page_test

import (
	"context"
	"encoding/json"
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

	"github.com/communitrak/onboarding/internal/brand"
	"github.com/communitrak/onboarding/internal/page"
)

// greeting is what the API answers about the link of an invitation.
const greeting = `{"firstName":"Ana","community":{"id":"maple-grove","name":"Maple Grove","open":true},
	"look":{"logo":{"url":"/page/logo/k2v9xw3dtn5mra8qe1hz7bcy4s","width":320,"height":80},"welcome":"Glad you’re here.",
	"palette":{"action":"#1f6f54","onAction":"#ffffff","darkAction":"#22775a","darkOnAction":"#ffffff"}},"home":"114 Juniper Ct, Mesa, AZ 85201",
	"inviter":"Rosa Delgado","expiresAt":"2026-12-27T23:50:00Z","timeZone":"America/Phoenix","hasAccount":false}`

// TestScript opens the emailed links in a browser: the form holds what the
// fragment carried, and the server saw none of it in a URL and no form. If the
// link is an invitation, the page asks what it is for, and shows a greeting.
func TestScript(t *testing.T) {
	if testing.Short() {
		t.Skip("-short: runs the activation page's script in a browser, once for each kind of link")
	}
	t.Parallel()
	chromium, err := exec.LookPath("chromium")
	if err != nil {
		t.Skip("no chromium on this machine")
	}
	const proof = "9A8B-7C6D-5E4F-3G2H"
	tests := []struct {
		link string
		view func(io.Writer) error
		want []string // parts of the page after the script ran
		asks []string // requests besides the page and its assets
	}{
		{
			"/activate#email=ana%40example.com&code=7K2M-9QXT-4HWV-B3RD&proof=" + proof,
			func(w io.Writer) error { return page.Activate(w, page.ActivateView{}) },
			[]string{
				`name="proof" value="` + proof + `"`, `Hello <bdi data-say="firstName">Ana</bdi>, <bdi data-say="community">Maple Grove</bdi> invites you</h1>`,
				`<bdi data-say="home">114 Juniper Ct, Mesa, AZ 85201</bdi>`, `<bdi data-say="person">Rosa Delgado</bdi>`,
				`<bdi data-say="email">ana@example.com</bdi>`, `<span data-say="end">Dec 27, 2026 at 4:50 PM MST</span>`,
				`<div data-in="hand letter refused ended" hidden="">`, `<p data-needs="hasAccount" hidden="">`,
				`<bdi data-say="welcome">Glad you’re here.</bdi>`, `<img class="logo" alt="Maple Grove" width="320" height="80" src="/page/logo/k2v9xw3dtn5mra8qe1hz7bcy4s">`,
				`class="own" style="--own-action: #1f6f54; --own-on-action: #ffffff; --own-dark-action: #22775a; --own-dark-on-action: #ffffff;"`,
			},
			[]string{"POST /v1/activations/invitation", "GET /page/"},
		},
		{
			"/activate#code=7K2M-9QXT-4HWV-B3RD&proof=" + proof, // from an email sent before links carried the email
			func(w io.Writer) error { return page.Activate(w, page.ActivateView{}) },
			[]string{`name="proof" value="` + proof + `"`, `<div data-in="hand letter refused ended">`, `<h1>Activate account</h1>`},
			nil,
		},
		{
			"/activate#code=7K2M-9QXT-4HWV-B3RD", // a letter that asks for the email
			func(w io.Writer) error { return page.Activate(w, page.ActivateView{}) },
			[]string{`<h1>You’re invited</h1>`, `<div data-in="hand letter refused ended">`,
				`<div data-in="hand refused" hidden="">`, `<div data-in="hand greeted refused" hidden="">`, `<button type="submit" data-in="letter">Continue</button>`,
				`<button type="button" data-in="hand greeted refused" hidden="">Activate account</button>`},
			nil,
		},
		{
			"/activate", // in the community's color, once activated
			func(w io.Writer) error {
				return page.Activate(w, page.ActivateView{State: page.Activated, Look: brand.Look{Palette: brand.PaletteOf("#1f6f54")}})
			},
			[]string{`class="own" style="--own-action: #1f6f54; --own-on-action: #ffffff; --own-dark-action: #22775a; --own-dark-on-action: #ffffff;"`},
			nil,
		},
		{
			"/decline#invitation=m_1&proof=" + proof,
			func(w io.Writer) error { return page.Decline(w, page.DeclineView{}) },
			[]string{`name="invitation" value="m_1"`, `name="proof" value="` + proof + `"`, `<div class="by-hand" hidden="">`,
				`<bdi data-say="person">Rosa Delgado</bdi> invited <strong><bdi data-say="firstName">Ana</bdi></strong> to join <strong><bdi data-say="community">Maple Grove</bdi></strong>`,
				`<bdi data-say="home">114 Juniper Ct, Mesa, AZ 85201</bdi>`},
			[]string{"POST /v1/activations/invitation", "GET /page/"},
		},
		{
			"/reset#token=abcdef",
			func(w io.Writer) error { return page.Reset(w, page.ResetView{}) },
			[]string{`name="token" value="abcdef"`, `<div class="by-hand" hidden="">`}, nil,
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
		mux.HandleFunc("POST /v1/activations/invitation", func(w http.ResponseWriter, r *http.Request) {
			var sent map[string]string
			if err := json.NewDecoder(r.Body).Decode(&sent); err != nil || sent["proof"] != proof || sent["email"] != "ana@example.com" && sent["invitation"] != "m_1" {
				t.Errorf("the page asks about %v (%v)", sent, err)
			}
			w.Header().Set("Content-Type", "application/json")
			_, _ = io.WriteString(w, greeting) // the page shows whether it arrived
		})
		server := httptest.NewServer(seen.record(mux))
		dom := dumpDOM(t, chromium, server.URL+tt.link)
		server.Close()

		for _, want := range tt.want {
			if !strings.Contains(dom, want) {
				t.Errorf("%s: the page lacks %s:\n%s", tt.link, want, dom)
			}
		}
		want := append([]string{"GET " + path, "GET " + page.AssetsPath, "GET " + page.AssetsPath, "GET " + page.AssetsPath}, tt.asks...)
		if diff := cmp.Diff(want, seen.all()); diff != "" {
			t.Errorf("%s: requests (-want +got):\n%s", tt.link, diff)
		}
	}
}

// requests records what a server was asked for, without the names of the
// assets.
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

// dumpDOM returns the page at url once its scripts have run.
func dumpDOM(t *testing.T, chromium, url string) string {
	t.Helper()
	profile, err := os.MkdirTemp("", "page-test-")
	if err != nil {
		t.Fatal(err)
	}
	// The browser's last process may still be writing when the test ends, which
	// would make t.TempDir's removal fail.
	defer func() { _ = os.RemoveAll(profile) }()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	out, err := exec.CommandContext(ctx, chromium,
		"--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
		"--disable-component-update", "--disable-sync", "--user-data-dir="+profile,
		"--virtual-time-budget=3000", "--dump-dom" /* once what the script asked is answered */, url).Output()
	if err != nil {
		t.Fatalf("open %s: %v", url, err)
	}
	return string(out)
}
