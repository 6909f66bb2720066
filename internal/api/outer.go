package api

import (
	"bytes"
	"context"
	"errors"
	"fmt"
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
		sent, err := io.ReadAll(http.MaxBytesReader(w, r.Body, mostOf(r)))
		var large *http.MaxBytesError
		if errors.As(err, &large) {
			refuse(w, problem(http.StatusRequestEntityTooLarge, "too_large", fmt.Sprintf("this request holds %d kB at most", mostOf(r)>>10)))
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

// mostOf is the most that the request may send, in bytes.
func mostOf(r *http.Request) int64 {
	if r.Method == http.MethodPut && logoPath.MatchString(r.URL.Path) {
		return maxLogo
	}
	return maxBody
}

// harden sets the headers of answers that programs read.
func harden(h http.Header) {
	for _, one := range hardening {
		h.Set(one.name, one.value)
	}
}
