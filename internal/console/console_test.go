package console

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"path"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/communitrak/onboarding/internal/brand"
)

const bucket = "https://rosters.example.com"

func handler(t *testing.T) http.Handler {
	t.Helper()
	h, err := Handler(Options{BucketOrigin: bucket, Support: `Support <support@example.com> & "friends"`})
	if err != nil {
		t.Fatal(err)
	}
	return h
}

func ask(t *testing.T, h http.Handler, method, path string, header http.Header) *http.Response {
	t.Helper()
	r := httptest.NewRequestWithContext(t.Context(), method, path, nil)
	if header != nil {
		r.Header = header
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w.Result()
}

func body(t *testing.T, r *http.Response) string {
	t.Helper()
	b, err := io.ReadAll(r.Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// assetPaths returns the asset paths that the page references.
func assetPaths(t *testing.T, h http.Handler) []string {
	t.Helper()
	page := body(t, ask(t, h, http.MethodGet, "/", nil))
	var paths []string
	for _, m := range regexp.MustCompile(`(?:href|src)="(/[^"]+)"`).FindAllStringSubmatch(page, -1) {
		paths = append(paths, m[1])
	}
	return paths
}

func TestHandler(t *testing.T) {
	t.Parallel()
	h := handler(t)
	script := ""
	for _, p := range assetPaths(t, h) {
		if strings.HasSuffix(p, "/js/main.js") {
			script = p
		}
	}
	tests := []struct {
		name, method, path string
		status             int
		contentType, cache string
	}{
		{"the page", http.MethodGet, "/", 200, "text/html; charset=utf-8", "no-cache"},
		{"the page's head", http.MethodHead, "/", 200, "text/html; charset=utf-8", "no-cache"},
		{"a module", http.MethodGet, script, 200, "text/javascript; charset=utf-8", "public, max-age=31536000, immutable"},
		{"a module's head", http.MethodHead, script, 200, "text/javascript; charset=utf-8", "public, max-age=31536000, immutable"},
		{"a module of another version", http.MethodGet, "/assets/0123456789abcdef/js/main.js", 404, "text/plain; charset=utf-8", "no-store"},
		{"no such path", http.MethodGet, "/nowhere", 404, "text/plain; charset=utf-8", "no-store"},
		{"a folder", http.MethodGet, path.Dir(script), 404, "text/plain; charset=utf-8", "no-store"},
		{"climbing out", http.MethodGet, script + "/../../../console.go", 404, "text/plain; charset=utf-8", "no-store"},
		{"another method", http.MethodPost, "/", 405, "text/plain; charset=utf-8", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			r := ask(t, h, tt.method, tt.path, nil)
			type answer struct {
				Status             int
				ContentType, Cache string
			}
			got := answer{r.StatusCode, r.Header.Get("Content-Type"), r.Header.Get("Cache-Control")}
			want := answer{tt.status, tt.contentType, tt.cache}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("answer (-want +got):\n%s", diff)
			}
			if tt.method == http.MethodHead && body(t, r) != "" {
				t.Error("HEAD came with a body")
			}
		})
	}
}

// A browser that requests a page gets one; programs, and requests for parts of
// a page, get a line of text.
func TestHandler_notFound(t *testing.T) {
	t.Parallel()
	h, err := Handler(Options{NotFound: http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(http.StatusNotFound)
		_, _ = io.WriteString(w, "a page in words") // the test reads it back
	})})
	if err != nil {
		t.Fatal(err)
	}
	for accept, page := range map[string]bool{"text/html,application/xhtml+xml;q=0.9,*/*;q=0.8": true, "image/avif,image/*;q=0.8": false, "*/*": false} {
		r := ask(t, h, http.MethodGet, "/nowhere", http.Header{"Accept": {accept}})
		if got := body(t, r); r.StatusCode != http.StatusNotFound || (got == "a page in words") != page {
			t.Errorf("Accept %q: %d %q, a page: want %v", accept, r.StatusCode, got, page)
		}
	}
}

func TestHandler_favicon(t *testing.T) {
	t.Parallel()
	r := ask(t, handler(t), http.MethodGet, "/favicon.ico", nil)
	if got := body(t, r); r.StatusCode != http.StatusOK || r.Header.Get("Content-Type") != "image/x-icon" || got != string(brand.Favicon) {
		t.Errorf("favicon.ico: %d %s, %d bytes", r.StatusCode, r.Header.Get("Content-Type"), len(got))
	}
}

// Third-party components and our own use the same colors.
func TestColors_ofTheTheme(t *testing.T) {
	t.Parallel()
	theme, err := files.ReadFile("assets/vendor/parts.css")
	if err != nil {
		t.Fatal(err)
	}
	for shade, want := range map[string]string{
		"cyan-40": brand.Light("action"), "cyan-70": brand.Dark("action"), "gray-10": brand.Light("text"), "gray-95": brand.Dark("text"),
		"red-40": brand.Light("bad"), "red-70": brand.Dark("bad"), "gray-05": brand.Dark("page"),
	} {
		if !strings.Contains(string(theme), "--wa-color-"+shade+": "+want) && !strings.Contains(string(theme), "--wa-color-"+shade+":"+want) {
			t.Errorf("the theme's %s is not %s, as package brand says", shade, want)
		}
	}
}

// Every stylesheet is linked by the page or comes with a module.
func TestStyles_load(t *testing.T) {
	t.Parallel()
	page, err := files.ReadFile("assets/" + pageName)
	if err != nil {
		t.Fatal(err)
	}
	modules, err := fs.Glob(files, "assets/js/*.js")
	if err != nil {
		t.Fatal(err)
	}
	loads := string(page)
	for _, name := range modules {
		source, err := files.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		loads += string(source)
	}
	names, err := fs.Glob(files, "assets/css/*.css")
	if err != nil || len(names) == 0 {
		t.Fatalf("stylesheets: %v, %v", names, err)
	}
	for _, file := range names {
		name := path.Base(file)
		if !strings.Contains(loads, "/css/"+name) && !strings.Contains(loads, "dressed('"+strings.TrimSuffix(name, ".css")+"')") {
			t.Errorf("nothing loads %s", name)
		}
	}
}

// Colors are defined in package brand. Only a camera needs black on white.
func TestStyles_nameNoColor(t *testing.T) {
	t.Parallel()
	names, err := fs.Glob(files, "assets/css/*.css")
	if err != nil || len(names) == 0 {
		t.Fatalf("stylesheets: %v, %v", names, err)
	}
	for _, name := range names {
		css, err := files.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, found := range regexp.MustCompile(`#[0-9a-fA-F]{3,8}\b`).FindAllString(string(css), -1) {
			if found != "#fff" {
				t.Errorf("%s names the color %s", name, found)
			}
		}
	}
}

func TestHandler_securityHeaders(t *testing.T) {
	t.Parallel()
	h := handler(t)
	for _, p := range []string{"/", "/nowhere", assetPaths(t, h)[0]} {
		r := ask(t, h, http.MethodGet, p, nil)
		policy := r.Header.Get("Content-Security-Policy")
		for _, part := range []string{"default-src 'self'", "connect-src 'self' data: " + bucket, "frame-ancestors 'none'", "base-uri 'none'"} {
			if !strings.Contains(policy, part) {
				t.Errorf("%s: policy %q lacks %q", p, policy, part)
			}
		}
		if strings.Contains(policy, "unsafe") {
			t.Errorf("%s: policy %q is unsafe", p, policy)
		}
		for name, want := range map[string]string{
			"X-Content-Type-Options":     "nosniff",
			"Referrer-Policy":            "no-referrer",
			"Cross-Origin-Opener-Policy": "same-origin",
			"Strict-Transport-Security":  "max-age=31536000; includeSubDomains",
		} {
			if got := r.Header.Get(name); got != want {
				t.Errorf("%s: %s = %q, want %q", p, name, got, want)
			}
		}
	}
}

func TestHandler_compression(t *testing.T) {
	t.Parallel()
	h := handler(t)
	tests := []struct {
		accept string
		zipped bool
	}{
		{"gzip, deflate, br", true},
		{"*", true},
		{"gzip;q=0.5", true},
		{"gzip;q=0", false},
		{"br", false},
		{"", false},
	}
	for _, tt := range tests {
		t.Run(tt.accept, func(t *testing.T) {
			t.Parallel()
			plain := body(t, ask(t, h, http.MethodGet, "/", nil))
			r := ask(t, h, http.MethodGet, "/", http.Header{"Accept-Encoding": {tt.accept}})
			if got := r.Header.Get("Content-Encoding") == "gzip"; got != tt.zipped {
				t.Fatalf("compressed: got %v, want %v", got, tt.zipped)
			}
			var content io.Reader = r.Body
			if tt.zipped {
				z, err := gzip.NewReader(r.Body)
				if err != nil {
					t.Fatal(err)
				}
				content = z
			}
			got, err := io.ReadAll(content)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(plain, string(got)); diff != "" {
				t.Errorf("content (-want +got):\n%s", diff)
			}
		})
	}
}

func TestHandler_notModified(t *testing.T) {
	t.Parallel()
	h := handler(t)
	etag := ask(t, h, http.MethodGet, "/", nil).Header.Get("ETag")
	for header, want := range map[string]int{
		etag:                    304,
		"W/" + etag:             304,
		`"other", ` + etag:      304,
		"*":                     304,
		`"other"`:               200,
		strings.Trim(etag, `"`): 200,
	} {
		r := ask(t, h, http.MethodGet, "/", http.Header{"If-None-Match": {header}})
		if r.StatusCode != want {
			t.Errorf("If-None-Match %s: got %d, want %d", header, r.StatusCode, want)
		}
	}
}

// Every link in the page resolves, and the support contact is text.
func TestPage(t *testing.T) {
	t.Parallel()
	h := handler(t)
	page := body(t, ask(t, h, http.MethodGet, "/", nil))
	if want := `content="Support &lt;support@example.com&gt; &amp; &#34;friends&#34;"`; !strings.Contains(page, want) {
		t.Errorf("the page lacks %s", want)
	}
	if strings.Contains(page, "{{") {
		t.Error("a placeholder of the page was not filled")
	}
	for _, inline := range []string{"<style", " style=", "<script>", " onclick="} {
		if strings.Contains(page, inline) {
			t.Errorf("the page holds %s, which its policy forbids", inline)
		}
	}
	for _, p := range assetPaths(t, h) {
		if r := ask(t, h, http.MethodGet, p, nil); r.StatusCode != http.StatusOK {
			t.Errorf("%s: got %d, want 200", p, r.StatusCode)
		}
	}
}

func TestLoad_missingModule(t *testing.T) {
	t.Parallel()
	contents := map[string][]byte{
		"js/main.js": []byte("import { a } from './a.js';\nimport './gone.js';\n"),
		"js/a.js":    []byte("export const a = () => import('./later.js');\n"),
	}
	if _, err := firstModules(contents, "js/main.js"); err == nil || !strings.Contains(err.Error(), "js/gone.js") {
		t.Errorf("got %v, want an error that names js/gone.js", err)
	}
	contents["js/gone.js"] = nil
	got, err := firstModules(contents, "js/main.js")
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"js/main.js", "js/a.js", "js/gone.js"}, got); diff != "" {
		t.Errorf("modules (-want +got):\n%s", diff)
	}
}

// Modules loaded later by import() must exist, too, and import only what
// exists.
func TestModules_everyImportLeadsSomewhere(t *testing.T) {
	t.Parallel()
	contents, err := readFiles(files)
	if err != nil {
		t.Fatal(err)
	}
	dynamic := regexp.MustCompile(`import\('(\.[^']+)'\)`)
	for name, content := range contents {
		if !strings.HasPrefix(name, "js/") {
			continue
		}
		if _, err := firstModules(contents, name); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		for _, m := range dynamic.FindAllSubmatch(content, -1) {
			if target := path.Join(path.Dir(name), string(m[1])); contents[target] == nil {
				t.Errorf("%s fetches %s, which is not there", name, target)
			}
		}
	}
}

// User text reaches the page only through Lit's text and attribute bindings.
func TestModules_neverWriteHTML(t *testing.T) {
	t.Parallel()
	contents, err := readFiles(files)
	if err != nil {
		t.Fatal(err)
	}
	forbidden := regexp.MustCompile(`innerHTML|outerHTML|insertAdjacentHTML|document\.write|unsafeHTML|allowHtml|\beval\(|new Function|\bstyle="`)
	for name, content := range contents {
		if m := forbidden.Find(content); strings.HasPrefix(name, "js/") && m != nil {
			t.Errorf("%s uses %s", name, m)
		}
	}
}

// The vendored files are those that infra/console built.
func TestVendor_checksums(t *testing.T) {
	t.Parallel()
	sums, err := fs.ReadFile(vendored, "assets/vendor/SHA256SUMS")
	if err != nil {
		t.Fatal(err)
	}
	listed := 0
	for line := range strings.Lines(string(sums)) {
		want, name, ok := strings.Cut(strings.TrimSpace(line), "  ")
		if !ok {
			t.Fatalf("line %q is not a sum and a name", line)
		}
		content, err := fs.ReadFile(vendored, "assets/vendor/"+name)
		if err != nil {
			t.Error(err)
			continue
		}
		sum := sha256.Sum256(content)
		if got := hex.EncodeToString(sum[:]); got != want {
			t.Errorf("%s: got %s, want %s", name, got, want)
		}
		listed++
	}
	entries, err := fs.ReadDir(vendored, "assets/vendor")
	if err != nil {
		t.Fatal(err)
	}
	if got, want := listed, len(entries)-1; got != want {
		t.Errorf("SHA256SUMS lists %d files, want %d", got, want)
	}
}

// The first view stays small: this is what is loaded before a user can sign in.
func TestFirstView_size(t *testing.T) {
	t.Parallel()
	h := handler(t)
	seen := map[string]bool{}
	total := 0
	for _, p := range append(assetPaths(t, h), "/") {
		if seen[p] {
			continue
		}
		seen[p] = true
		r := ask(t, h, http.MethodGet, p, http.Header{"Accept-Encoding": {"gzip"}})
		var sent bytes.Buffer
		if _, err := sent.ReadFrom(r.Body); err != nil {
			t.Fatal(err)
		}
		total += sent.Len()
	}
	t.Logf("first view: %d files, %d bytes", len(seen), total)
	if limit := 130_000; total > limit {
		t.Errorf("got %d bytes, want at most %d", total, limit)
	}
}

func TestStaticImports(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		module string
		want   []string
	}{
		{"import './a.js';", []string{"./a.js"}},
		{"import { a, b } from '../a.js';", []string{"../a.js"}},
		{"// A module.\nimport {\n  a,\n  b,\n} from './a.js';\nexport { c } from './c.js';\n", []string{"./a.js", "./c.js"}},
		{"export const a = () => import('./later.js');", nil},
		{"export const from = './a.js';", nil},
		{"export const a = \"it's from './a.js';\";", nil},
		{"export const a = 1;\n// from './a.js';", nil},
		{"  import './indented.js';", nil},
		{"import { html } from 'lit';", nil},
		{"import './unfinished.js", nil},
	} {
		if diff := cmp.Diff(test.want, staticImports([]byte(test.module))); diff != "" {
			t.Errorf("%q (-want +got):\n%s", test.module, diff)
		}
	}
}

func TestVersion(t *testing.T) {
	t.Parallel()
	site := func(name, content string) string {
		return version(map[string][]byte{"js/main.js": []byte("1"), name: []byte(content)})
	}
	versions := map[string]bool{}
	for _, one := range []string{site("a", "x"), site("a", "y"), site("b", "x"), site("a", "xx"), site("a", "")} {
		versions[one] = true
	}
	if len(versions) != 5 {
		t.Errorf("got %d versions of 5 sites", len(versions))
	}
	if again := site("a", "x"); !versions[again] {
		t.Error("got two versions of the same site")
	}
}
