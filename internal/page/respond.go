package page

import (
	"bytes"
	"io"
	"log/slog"
	"net/http"
)

// Render answers with the page that show writes.
func Render(w http.ResponseWriter, r *http.Request, status int, log *slog.Logger, show func(io.Writer) error) {
	var html bytes.Buffer
	if err := show(&html); err != nil {
		log.ErrorContext(r.Context(), "writing a page failed", "error", err)
		http.Error(w, "Something went wrong on our side. Please try again.", http.StatusInternalServerError)
		return
	}
	Headers(w.Header())
	w.WriteHeader(status)
	if r.Method != http.MethodHead {
		_, _ = html.WriteTo(w) // the reader may be gone; there is nobody to tell
	}
}

// Missing is shown to a browser that requests a page that does not exist;
// support is the stack's Support contact.
func Missing(support string) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		Render(w, r, http.StatusNotFound, slog.Default(), func(w io.Writer) error { return NotFound(w, Site{Support: support}) })
	})
}
