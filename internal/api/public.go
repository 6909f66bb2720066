package api

import (
	"net/http"
	"sync"
)

var openAPI = sync.OnceValues(OpenAPI)

// Public serves what needs no table: the description of the API, and a word
// that the system is up. console answers the rest.
func Public(console http.Handler) http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /v1/openapi.json", func(w http.ResponseWriter, _ *http.Request) {
		harden(w.Header())
		description, err := openAPI()
		if err != nil {
			refuse(w, internalError())
			return
		}
		w.Header().Set("Content-Type", "application/json")
		_, _ = w.Write(description) // the client may be gone; there is nobody to tell
	})
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) {
		harden(w.Header())
		w.Header().Set("Content-Type", "text/plain; charset=utf-8")
		_, _ = w.Write([]byte("ok\n")) // the client may be gone; there is nobody to tell
	})
	mux.Handle("/", console)
	return mux
}
