package page_test

import (
	"errors"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/communitrak/onboarding/internal/brand"
	"github.com/communitrak/onboarding/internal/page"
)

func TestHeaders(t *testing.T) {
	t.Parallel()
	got := make(http.Header)
	page.Headers(got)
	want := http.Header{
		"Content-Type":                 {"text/html; charset=utf-8"},
		"Content-Security-Policy":      {"default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"},
		"Referrer-Policy":              {"no-referrer"},
		"Cache-Control":                {"no-store"},
		"X-Content-Type-Options":       {"nosniff"},
		"Strict-Transport-Security":    {"max-age=63072000; includeSubDomains"},
		"Cross-Origin-Opener-Policy":   {"same-origin"},
		"Cross-Origin-Resource-Policy": {"same-origin"},
		"X-Robots-Tag":                 {"noindex, nofollow"},
		"Permissions-Policy":           {"camera=(), geolocation=(), microphone=()"},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

func TestAssets(t *testing.T) {
	t.Parallel()
	var paths []string
	for _, e := range elements(render(t, views()["activate"])) {
		for _, a := range []string{"src", "href"} {
			if p := e.attributes[a]; strings.HasPrefix(p, page.AssetsPath) {
				paths = append(paths, p)
			}
		}
	}
	slices.Sort(paths)
	if paths = slices.Compact(paths); len(paths) != 3 {
		t.Fatalf("the page asks for %q, want a stylesheet, a script and the mark", paths)
	}
	for _, path := range paths {
		get := serve(t, http.MethodGet, path)
		if get.Code != http.StatusOK || get.Body.Len() == 0 || !strings.Contains(get.Header().Get("Cache-Control"), "immutable") {
			t.Errorf("GET %s: got %d with %d bytes, %v", path, get.Code, get.Body.Len(), get.Header())
		}
		head := serve(t, http.MethodHead, path)
		if head.Code != http.StatusOK || head.Body.Len() != 0 {
			t.Errorf("HEAD %s: got %d with %d bytes", path, head.Code, head.Body.Len())
		}
		if diff := cmp.Diff(get.Header(), head.Header()); diff != "" {
			t.Errorf("%s: HEAD differs from GET:\n%s", path, diff)
		}
		if got := serve(t, http.MethodPost, path).Code; got != http.StatusMethodNotAllowed {
			t.Errorf("POST %s: got %d, want 405", path, got)
		}
	}
	for _, path := range []string{"/page/", "/page/page.css", "/page/0000000000000000/page.css", "/page/../doc.go", paths[0] + "/"} {
		if got := serve(t, http.MethodGet, path).Code; got != http.StatusNotFound {
			t.Errorf("GET %s: got %d, want 404", path, got)
		}
	}
}

// Colors are defined in package brand, which the stylesheet begins with.
func TestStylesheet_namesNoColor(t *testing.T) {
	t.Parallel()
	own, err := os.ReadFile("assets/page.css")
	if err != nil {
		t.Fatal(err)
	}
	if found := regexp.MustCompile(`#[0-9a-fA-F]{3,8}\b`).FindString(string(own)); found != "" {
		t.Errorf("page.css names the color %s", found)
	}
	path := regexp.MustCompile(page.AssetsPath + `[0-9a-f]+/page\.css`).FindString(render(t, views()["activate"]))
	served := serve(t, http.MethodGet, path).Body.String()
	if !strings.HasPrefix(served, string(brand.CSS())) || !strings.HasSuffix(served, string(own)) {
		t.Error("the stylesheet does not begin with the tokens")
	}
	known := string(brand.CSS())
	for _, used := range regexp.MustCompile(`var\((--brand-[a-z0-9-]+)`).FindAllStringSubmatch(string(own), -1) {
		if !strings.Contains(known, "  "+used[1]+":") {
			t.Errorf("page.css uses %s, which there is not", used[1])
		}
	}
}

func serve(t *testing.T, method, path string) *httptest.ResponseRecorder {
	t.Helper()
	recorder := httptest.NewRecorder()
	page.Assets().ServeHTTP(recorder, httptest.NewRequestWithContext(t.Context(), method, path, nil))
	return recorder
}

func TestReadForm(t *testing.T) {
	t.Parallel()
	const kind = "application/x-www-form-urlencoded"
	tests := []struct {
		name, kind, body string
		want             page.Form
		wantErr          error
	}{
		{"empty", kind, "", page.Form{}, nil},
		{
			"whole", kind + "; charset=UTF-8",
			"email=+jane%40example.org+&code=7k2m+9qxt&proof=p&password=+otter+violin+&key=k&intent=lost&token=t&invitation=i",
			page.Form{Email: "jane@example.org", Code: "7k2m 9qxt", Proof: "p", Password: " otter violin ", Key: "k", Intent: "lost", Token: "t", Invitation: "i"}, nil,
		},
		{
			"pasted link", kind, "link=" + url.QueryEscape(" https://app.example.com/decline#invitation=m_1&proof=9A8B-7C6D "),
			page.Form{Invitation: "m_1", Proof: "9A8B-7C6D"}, nil,
		},
		{
			"what the script filled in comes first", kind, "token=t&link=" + url.QueryEscape("https://app.example.com/reset#token=other"),
			page.Form{Token: "t"}, nil,
		},
		{
			"a link fills in no email, password, key, intent or confirmation", kind,
			"link=" + url.QueryEscape("#email=x@example.net&password=p&key=k&intent=lost&confirm=STOP"), page.Form{}, nil,
		},
		{"link without fragment", kind, "link=hello", page.Form{}, nil},
		{"broken fragment", kind, "link=%23%25zz%3Dx", page.Form{}, nil},
		{"first of two values", kind, "email=a&email=b", page.Form{Email: "a"}, nil},
		{"JSON", "application/json", `{"email":"a"}`, page.Form{}, page.ErrForm},
		{"multipart", "multipart/form-data; boundary=x", "--x--", page.Form{}, page.ErrForm},
		{"no kind", "", "email=a", page.Form{}, page.ErrForm},
		{"broken", kind, "email=%zz", page.Form{}, page.ErrForm},
		{"too large", kind, "email=" + strings.Repeat("a", 20<<10), page.Form{}, page.ErrForm},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			// The query string never counts.
			r := httptest.NewRequestWithContext(t.Context(), http.MethodPost, "/activate?email=q&code=q&token=q", strings.NewReader(tt.body))
			r.Header.Set("Content-Type", tt.kind)
			got, err := page.ReadForm(httptest.NewRecorder(), r)
			if !errors.Is(err, tt.wantErr) {
				t.Fatalf("got %v, want %v", err, tt.wantErr)
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}

func TestForm_Confirmed(t *testing.T) {
	t.Parallel()
	for typed, want := range map[string]bool{
		"STOP": true, "stop": true, " Stop ": true, "Stop. ": true, "“Stop”": true, "\u00a0STOP\n": true,
		"": false, "on": false, "yes": false, "1": false, "true": false, "STOPPED": false, "S TOP": false, "test": false, "STOP STOP": false,
	} {
		if got := (page.Form{Confirm: typed}).Confirmed(); got != want {
			t.Errorf("%q: got %v, want %v", typed, got, want)
		}
	}
}
