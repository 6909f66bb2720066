package page

import (
	"crypto/sha256"
	_ "embed"
	"encoding/hex"
	"net/http"
	"slices"
	"strconv"
	"sync"

	"github.com/communitrak/onboarding/internal/brand"
)

// AssetsPath is the prefix under which [Assets] must be served.
const AssetsPath = "/page/"

// The content of the pages' own assets; the brand colors are prepended to the
// stylesheet, and all surfaces share the mark.
var (
	//go:embed assets/page.css
	stylesheetContent []byte

	//go:embed assets/page.js
	scriptContent []byte
)

// asset is a file under a path that identifies its content.
type asset struct {
	path, kind string
	content    []byte
}

// The assets are made when a page is: most of what links this package shows none.
var (
	stylesheet = sync.OnceValue(func() asset {
		return newAsset("page.css", "text/css; charset=utf-8", slices.Concat(brand.CSS(), stylesheetContent))
	})
	script = sync.OnceValue(func() asset { return newAsset("page.js", "text/javascript; charset=utf-8", scriptContent) })
	icon   = sync.OnceValue(func() asset { return newAsset("icon.svg", "image/svg+xml", brand.Icon) })
)

func newAsset(name, kind string, content []byte) asset {
	sum := sha256.Sum256(content)
	return asset{path: AssetsPath + hex.EncodeToString(sum[:8]) + "/" + name, kind: kind, content: content}
}

// Assets serves the stylesheet, the script, and the mark below [AssetsPath]. A
// path contains the hash of its content, so responses may be cached for a year;
// any other path is not found.
func Assets() http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("X-Content-Type-Options", "nosniff")
		if r.Method != http.MethodGet && r.Method != http.MethodHead {
			h.Set("Allow", "GET, HEAD")
			http.Error(w, "method not allowed", http.StatusMethodNotAllowed)
			return
		}
		for _, a := range []asset{stylesheet(), script(), icon()} {
			if r.URL.Path == a.path {
				a.serve(w, r)
				return
			}
		}
		http.NotFound(w, r)
	})
}

func (a asset) serve(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	h.Set("Content-Type", a.kind)
	h.Set("Content-Length", strconv.Itoa(len(a.content)))
	h.Set("Cache-Control", "public, max-age=31536000, immutable")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	if r.Method == http.MethodGet {
		_, _ = w.Write(a.content) // the reader may be gone; there is nobody to tell
	}
}

// policy lets a page load stylesheets, scripts, and pictures from its own
// server, and send requests and forms to it, and nothing else.
const policy = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

// Headers sets the headers of every page: it is not stored, not framed, and not
// indexed, sends no referrer, and loads nothing from elsewhere.
func Headers(h http.Header) {
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Content-Security-Policy", policy)
	h.Set("Referrer-Policy", "no-referrer")
	h.Set("Cache-Control", "no-store")
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Strict-Transport-Security", "max-age=63072000; includeSubDomains")
	h.Set("Cross-Origin-Opener-Policy", "same-origin")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	h.Set("X-Robots-Tag", "noindex, nofollow")
	h.Set("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
}
