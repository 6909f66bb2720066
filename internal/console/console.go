// Package console serves the web console, in which inviters and Support work.
// It consists of static files only: the page gets all of its data from the
// public API under /v1, so this package needs no table and no AWS.
//
// The files are embedded. Our own (assets/js, assets/css) are plain ES modules
// and one stylesheet; assets/vendor is a bundle of third-party components that
// infra/console builds and SHA256SUMS pins.
//
// Every asset is served below /assets/{version}/, where version is a hash of
// all of them: a changed file changes all URLs at once, so an asset may be
// cached forever and a page never mixes two versions. The page itself, at /, is
// revalidated on every load.
//
// Routes within the page follow the # and never reach the server:
//
//	/#/{community}/members            Community Members; ?tab=pending, ?tab=attention
//	/#/{community}/members/{member}   the same with one member open
//	/#/{community}/properties
//	/#/{community}/imports
//	/#/{community}/imports/{import}   the result of one roster file
//	/#/{community}/import-guide       How to import your roster
//	/#/{community}/preferences        with the section Look
//	/#/communities                    Support's list
//	/#/account                        change of password
package console

import (
	"fmt"
	"net/http"
	"strings"
)

// Options configure the console.
type Options struct {
	// BucketOrigin is the origin (scheme, host, port) to which the browser
	// uploads roster files. The Content-Security-Policy allows no other foreign
	// host. If it is empty, the browser refuses uploads.
	BucketOrigin string

	// Support is the contact for the vendor's staff, shown as text. If it is
	// empty, the page shows what GET /v1/me returns after sign-in.
	Support string

	// NotFound answers a browser that requests a page that does not exist. If
	// it is nil, the browser gets a line of text, as programs do.
	NotFound http.Handler
}

// Handler answers GET and HEAD for the page at /, for its assets, and for
// /favicon.ico; any other path is 404, any other method 405. It is safe for
// concurrent use. It fails only if the embedded files are inconsistent.
func Handler(opts Options) (http.Handler, error) {
	site, err := loadSite(files, opts)
	if err != nil {
		return nil, fmt.Errorf("console: %w", err)
	}
	policy := contentSecurityPolicy(opts.BucketOrigin)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		secure(w.Header(), policy)
		if r.Method != http.MethodGet && r.Method != http.MethodHead {
			w.Header().Set("Allow", "GET, HEAD")
			http.Error(w, "method not allowed", http.StatusMethodNotAllowed)
			return
		}
		file, ok := site[r.URL.Path]
		if !ok && opts.NotFound != nil && strings.Contains(r.Header.Get("Accept"), "text/html") {
			opts.NotFound.ServeHTTP(w, r)
			return
		}
		if !ok {
			w.Header().Set("Cache-Control", "no-store")
			http.Error(w, "page not found", http.StatusNotFound)
			return
		}
		file.serve(w, r)
	}), nil
}

func contentSecurityPolicy(bucketOrigin string) string {
	connect := strings.TrimSpace("connect-src 'self' data: " + bucketOrigin)
	return strings.Join([]string{
		"default-src 'self'",
		"img-src 'self' data:",
		connect,
		"base-uri 'none'",
		"form-action 'self'",
		"frame-ancestors 'none'",
		"object-src 'none'",
	}, "; ")
}

// secure sets the security headers of every response (OWASP ASVS 5.0, 3.4).
func secure(h http.Header, policy string) {
	h.Set("Content-Security-Policy", policy)
	h.Set("Strict-Transport-Security", "max-age=31536000; includeSubDomains")
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Referrer-Policy", "no-referrer")
	h.Set("Cross-Origin-Opener-Policy", "same-origin")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	h.Set("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
	h.Set("X-Robots-Tag", "noindex")
}
