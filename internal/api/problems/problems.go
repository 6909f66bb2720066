// Package problems writes problem documents (RFC 9457), and answers requests
// that match no operation with them. It knows no operations, so that a function
// without any links none.
package problems

import (
	"encoding/json"
	"net/http"
	"slices"
	"strings"
)

// Media is the media type of problem documents.
const Media = "application/problem+json"

// Document is what all problems have. Code is stable; Detail and the messages
// are for people and contain nothing that was sent.
type Document struct {
	Type   string       `json:"type" doc:"about:blank; the code tells the problems apart" example:"about:blank"`
	Title  string       `json:"title" example:"Conflict"`
	Status int          `json:"status" example:"409"`
	Detail string       `json:"detail" example:"someone with this email has already been invited"`
	Code   string       `json:"code" doc:"stable name of the problem" example:"already_pending"`
	Errors []FieldError `json:"errors,omitempty" doc:"what is wrong with which field"`
}

// FieldError says what is wrong with one field.
type FieldError struct {
	Location string `json:"location" doc:"path of the field" example:"body.member.email"`
	Message  string `json:"message" example:"is required"`
	Code     string `json:"code" example:"required"`
}

// New returns a problem without fields.
func New(status int, code, detail string) *Document {
	return &Document{Type: "about:blank", Title: http.StatusText(status), Status: status, Detail: detail, Code: code}
}

// Error implements error.
func (d *Document) Error() string { return d.Code + ": " + d.Detail }

// GetStatus returns the HTTP status.
func (d *Document) GetStatus() int { return d.Status }

// ContentType returns the media type of problem documents.
func (d *Document) ContentType(string) string { return Media }

// Write writes a problem, a Document or what has one embedded.
func Write(w http.ResponseWriter, p interface{ GetStatus() int }) {
	w.Header().Set("Content-Type", Media)
	w.WriteHeader(p.GetStatus())
	_ = json.NewEncoder(w).Encode(p) // the client may be gone; there is nobody to tell
}

// NotFound answers a path that has no operations.
func NotFound(w http.ResponseWriter, _ *http.Request) {
	Write(w, New(http.StatusNotFound, "not_found", "there is no such operation"))
}

// RefuseMethods answers the methods other than those that the path has.
func RefuseMethods(mux *http.ServeMux, path string, methods []string) {
	slices.Sort(methods)
	allow := strings.Join(methods, ", ")
	other := func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Allow", allow)
		Write(w, New(http.StatusMethodNotAllowed, "method_not_allowed", "the path has no such method; Allow names those it has"))
	}
	mux.HandleFunc(path, other)
	if slices.Contains(methods, http.MethodGet) && !slices.Contains(methods, http.MethodHead) {
		mux.HandleFunc("HEAD "+path, other) // the mux would serve it as a GET
	}
}
