package api

import (
	"log/slog"
	"net/http"
	"sync"

	"github.com/danielgtaylor/huma/v2"
)

// Paths that Public serves itself.
const (
	descriptionPath = "/v1/openapi.json"
	healthPath      = "/healthz"
	healthy         = "ok\n"
)

var openAPI = sync.OnceValues(OpenAPI)

// Public serves what needs no table: the API description, a health check, and
// the response to requests under /v1/ that match no operation. console serves
// the rest.
func Public(console http.Handler) http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET "+descriptionPath, func(w http.ResponseWriter, r *http.Request) {
		setSecurityHeaders(w.Header())
		description, err := openAPI()
		if err != nil {
			slog.ErrorContext(r.Context(), "request failed", "error", err)
			writeProblem(w, internalError())
			return
		}
		w.Header().Set("Content-Type", "application/json")
		_, _ = w.Write(description) // the client may be gone; there is nobody to tell
	})
	mux.HandleFunc("GET "+healthPath, func(w http.ResponseWriter, _ *http.Request) {
		setSecurityHeaders(w.Header())
		w.Header().Set("Content-Type", "text/plain; charset=utf-8")
		_, _ = w.Write([]byte(healthy)) // the client may be gone; there is nobody to tell
	})
	unserved := sync.OnceValue(unserved)
	rest := func(w http.ResponseWriter, r *http.Request) { unserved().ServeHTTP(w, r) }
	mux.HandleFunc(descriptionPath, rest)
	mux.HandleFunc(healthPath, rest)
	mux.Handle("/", console)
	return withPages(http.HandlerFunc(rest), mux)
}

// unserved handles requests that the gateway routes to no operation: an
// unsupported method of an existing path, or an unknown path.
func unserved() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("/", notFound)
	refuseMethods(mux, describeAll())
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		setSecurityHeaders(w.Header())
		if p := checkURL(r.URL); p != nil {
			writeProblem(w, p)
			return
		}
		mux.ServeHTTP(w, r)
	})
}

// refuseMethods answers the methods that a path does not support.
func refuseMethods(mux *http.ServeMux, d *huma.OpenAPI) {
	for path, item := range d.Paths {
		allow := allowed(item)
		other := func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Allow", allow)
			writeProblem(w, problem(http.StatusMethodNotAllowed, "method_not_allowed", "the path has no such method; Allow names those it has"))
		}
		mux.HandleFunc(path, other)
		if item.Get != nil && item.Head == nil {
			mux.HandleFunc("HEAD "+path, other) // the mux would serve it as a GET
		}
	}
}

func notFound(w http.ResponseWriter, _ *http.Request) {
	writeProblem(w, problem(http.StatusNotFound, "not_found", "there is no such operation"))
}
