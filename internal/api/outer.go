package api

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"
)

// maxBody is the most that a request may send, in bytes.
const maxBody = 16 << 10

// outer is what happens to every request before an operation is chosen: the
// size of its body, and whose it is.
func (a *API) outer(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		harden(w.Header())
		if p := unfit(r.URL); p != nil {
			refuse(w, p)
			return
		}
		sent, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxBody))
		var large *http.MaxBytesError
		if errors.As(err, &large) {
			refuse(w, problem(http.StatusRequestEntityTooLarge, "too_large", "a request holds 16 kB at most"))
			return
		}
		if err != nil {
			refuse(w, problem(http.StatusBadRequest, "malformed", "the request could not be read"))
			return
		}
		r.Body = io.NopCloser(bytes.NewReader(sent))
		id, err := a.identify(r)
		if err != nil {
			refuse(w, a.problemOf(r.Context(), err))
			return
		}
		ctx := context.WithValue(r.Context(), identityKey, id)
		ctx = context.WithValue(ctx, requestKey, request{r.Method + " " + r.URL.Path, r.Header.Get("Idempotency-Key"), sent})
		next.ServeHTTP(w, r.WithContext(ctx))
	})
}

// harden sets the headers of answers that programs read.
func harden(h http.Header) {
	for _, one := range hardening {
		h.Set(one.name, one.value)
	}
}
