// Package system serves what needs no table: the API's description, a health
// check, and the refusal of requests that match no operation.
package system

import (
	"bytes"
	"encoding/json"
	"log/slog"
	"net/http"
	"strings"
	"sync"

	"github.com/communitrak/onboarding/docs"
	"github.com/communitrak/onboarding/internal/api/problems"
)

// What Handler serves itself.
const (
	DescriptionPath = "/v1/openapi.json"
	HealthPath      = "/healthz"
	Healthy         = "ok\n"
)

// Handler serves the API description, a health check, and the response to
// requests under /v1/ that match no operation. console serves the rest.
func Handler(console http.Handler) http.Handler {
	mux := http.NewServeMux()
	description := sync.OnceValues(description)
	mux.HandleFunc("GET "+DescriptionPath, func(w http.ResponseWriter, r *http.Request) {
		problems.Harden(w.Header())
		compact, err := description()
		if err != nil {
			slog.ErrorContext(r.Context(), "request failed", "error", err)
			problems.Write(w, problems.New(http.StatusInternalServerError, "internal", "something went wrong on our side; please try again"))
			return
		}
		w.Header().Set("Content-Type", "application/json")
		_, _ = w.Write(compact) // the client may be gone; there is nobody to tell
	})
	mux.HandleFunc("GET "+HealthPath, func(w http.ResponseWriter, _ *http.Request) {
		problems.Harden(w.Header())
		w.Header().Set("Content-Type", "text/plain; charset=utf-8")
		_, _ = w.Write([]byte(Healthy)) // the client may be gone; there is nobody to tell
	})
	unserved := sync.OnceValue(unserved)
	rest := func(w http.ResponseWriter, r *http.Request) { unserved().ServeHTTP(w, r) }
	mux.HandleFunc(DescriptionPath, rest)
	mux.HandleFunc(HealthPath, rest)
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
	mux.HandleFunc("/", problems.NotFound)
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
		problems.RefuseMethods(mux, path, methods)
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		problems.Harden(w.Header())
		if p := problems.OfURL(r.URL); p != nil {
			problems.Write(w, p)
			return
		}
		mux.ServeHTTP(w, r)
	})
}

// WithPages routes to operations or pages. A mux would clean paths, and
// redirect requests that match no page.
func WithPages(operations, pages http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.HasPrefix(r.URL.Path, "/v1/") && r.URL.Path != DescriptionPath {
			operations.ServeHTTP(w, r)
			return
		}
		pages.ServeHTTP(w, r)
	})
}
