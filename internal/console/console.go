// Package console serves the web console: the page that inviters and Support
// work in. It is made of static files only. Everything the page knows it asks
// of the public API under /v1, so this package needs no table and no AWS.
//
// The files are embedded. Their own part (assets/js, assets/css) is plain ES
// modules and one stylesheet; assets/vendor is a bundle of other people's
// components which infra/console builds and SHA256SUMS pins.
//
// Every asset lies below /assets/{version}/, where version is a hash over all
// of them: a changed file changes all addresses at once, so an asset may be
// cached for ever and a page never mixes two versions. The page itself, at /,
// is always asked for again.
//
// The page's own places follow the # and never reach the server:
//
//	/#/{community}/members            Community Members; ?tab=pending, ?tab=attention
//	/#/{community}/members/{member}   the same with one member open
//	/#/{community}/properties
//	/#/{community}/imports
//	/#/{community}/imports/{import}   what became of one roster file
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

// Options are what the console must be told by whoever serves it.
type Options struct {
	// BucketOrigin is the origin (scheme, host, port) to which the browser
	// uploads roster files. The Content-Security-Policy allows no other
	// foreign host. Empty: uploads are refused by the browser.
	BucketOrigin string

	// Support says how a user reaches the vendor's staff. It is shown as
	// text. Empty: the page shows what GET /v1/me says once signed in.
	Support string

	// NotFound answers a browser that asks for a page that there is not. Nil:
	// it gets a line of text, as programs do.
	NotFound http.Handler
}

// Handler answers GET and HEAD for the page at /, for its assets and for
// /favicon.ico; any other path is 404, any other method 405. It is safe for concurrent use. It fails
// only when the embedded files do not fit together.
func Handler(opts Options) (http.Handler, error) {
	site, err := load(files, opts)
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

// secure sets what every answer carries (OWASP ASVS 5.0, 3.4).
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
