package api

import (
	"bytes"
	"encoding/json"
	"log/slog"
	"net/http"
	"slices"
	"strings"
	"sync"

	"github.com/communitrak/onboarding/docs"
)

// Paths that Public serves itself.
const (
	descriptionPath = "/v1/openapi.json"
	healthPath      = "/healthz"
	healthy         = "ok\n"
)

// Public serves what needs no table: the API description, a health check, and
// the response to requests under /v1/ that match no operation. console serves
// the rest.
func Public(console http.Handler) http.Handler {
	mux := http.NewServeMux()
	description := sync.OnceValues(description)
	mux.HandleFunc("GET "+descriptionPath, func(w http.ResponseWriter, r *http.Request) {
		setSecurityHeaders(w.Header())
		compact, err := description()
		if err != nil {
			slog.ErrorContext(r.Context(), "request failed", "error", err)
			writeProblem(w, internalError())
			return
		}
		w.Header().Set("Content-Type", "application/json")
		_, _ = w.Write(compact) // the client may be gone; there is nobody to tell
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
	return WithPages(http.HandlerFunc(rest), mux)
}

// description returns the API's description without the blanks for readers.
func description() ([]byte, error) {
	var compact bytes.Buffer
	err := json.Compact(&compact, docs.OpenAPI)
	return compact.Bytes(), err
}

// unserved handles requests that the gateway routes to no operation: an
// unsupported method of an existing path, or an unknown path.
func unserved() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("/", notFound)
	var described struct {
		Paths map[string]map[string]any `json:"paths"`
	}
	if err := json.Unmarshal(docs.OpenAPI, &described); err != nil {
		slog.Error("the API's description cannot be read", "error", err)
	}
	for path, operations := range described.Paths {
		var methods []string
		for method := range operations {
			methods = append(methods, strings.ToUpper(method))
		}
		refuseMethods(mux, path, methods)
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		setSecurityHeaders(w.Header())
		if p := checkURL(r.URL); p != nil {
			writeProblem(w, p)
			return
		}
		mux.ServeHTTP(w, r)
	})
}

// refuseMethods answers the methods other than those that the path has.
func refuseMethods(mux *http.ServeMux, path string, methods []string) {
	slices.Sort(methods)
	allow := strings.Join(methods, ", ")
	other := func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Allow", allow)
		writeProblem(w, problem(http.StatusMethodNotAllowed, "method_not_allowed", "the path has no such method; Allow names those it has"))
	}
	mux.HandleFunc(path, other)
	if slices.Contains(methods, http.MethodGet) && !slices.Contains(methods, http.MethodHead) {
		mux.HandleFunc("HEAD "+path, other) // the mux would serve it as a GET
	}
}

func notFound(w http.ResponseWriter, _ *http.Request) {
	writeProblem(w, problem(http.StatusNotFound, "not_found", "there is no such operation"))
}
