package api

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"path"

	"github.com/communitrak/onboarding/internal/api/problems"
)

// maxBody is the maximum size of a request, in bytes.
const maxBody = 16 << 10

// middleware handles every request before routing: it checks the URL and the
// size of the body, and identifies the sender.
func (a *API) middleware(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		problems.Harden(w.Header())
		if p := problems.OfURL(r.URL); p != nil {
			problems.Write(w, p)
			return
		}
		sent, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxBodyOf(r)))
		var large *http.MaxBytesError
		if errors.As(err, &large) {
			writeProblem(w, problem(http.StatusRequestEntityTooLarge, "too_large", fmt.Sprintf("this request holds %d kB at most", maxBodyOf(r)>>10)))
			return
		}
		if err != nil {
			writeProblem(w, problem(http.StatusBadRequest, "malformed", "the request could not be read"))
			return
		}
		r.Body = io.NopCloser(bytes.NewReader(sent))
		id, err := a.identify(r)
		if err != nil {
			writeProblem(w, a.problemOf(r.Context(), err))
			return
		}
		ctx := context.WithValue(r.Context(), identityKey, id)
		ctx = context.WithValue(ctx, requestKey, request{r.Method + " " + r.URL.Path, r.Header.Get("Idempotency-Key"), sent})
		next.ServeHTTP(w, r.WithContext(ctx))
	})
}

// maxBodyOf returns the maximum size of the request, in bytes.
func maxBodyOf(r *http.Request) int64 {
	if logo, _ := path.Match(logoPath, r.URL.Path); logo && r.Method == http.MethodPut { // the pattern is well formed
		return maxLogo
	}
	return maxBody
}
