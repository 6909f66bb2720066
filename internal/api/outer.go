package api

import (
	"bytes"
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"net/http"
	"strings"
	"time"

	"communitrak/internal/dynamo"
	"communitrak/internal/roster"
)

// maxBody is the most that a request may send, in bytes.
const maxBody = 16 << 10

// outer is what happens to every request before an operation is chosen: the
// size of its body, whose it is, and whether it is a repeat.
func (a *API) outer(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		harden(w.Header())
		if strings.ContainsRune(r.URL.RawQuery, 0) || strings.Contains(strings.ToLower(r.URL.RawQuery), "%00") {
			refuse(w, problem(http.StatusBadRequest, "malformed", "control characters are not accepted"))
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
		r = r.WithContext(context.WithValue(r.Context(), identityKey, id))
		if key := r.Header.Get("Idempotency-Key"); key != "" && r.Method == http.MethodPost && repeatable(r.URL.Path) {
			a.once(w, r, next, id, key, sent)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// repeatable reports whether an answer may be kept for a repeat: one that opens
// a session may not.
func repeatable(path string) bool {
	return path != "/v1/sessions" && !strings.HasPrefix(path, "/v1/second-factors")
}

// harden sets the headers of answers that programs read.
func harden(h http.Header) {
	h.Set("Cache-Control", "no-store")
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Referrer-Policy", "no-referrer")
	h.Set("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'")
	h.Set("Strict-Transport-Security", "max-age=31536000; includeSubDomains")
	h.Set("Cross-Origin-Opener-Policy", "same-origin")
}

// Times of a request under an Idempotency-Key that finds its like running.
const (
	runningWait = 5 * time.Second
	runningLook = 50 * time.Millisecond
)

// once runs a request under an Idempotency-Key: the same key and body get the
// same answer for 24 hours, another body is refused. An answer that shows a
// secret is not kept; the operation makes it anew from the same attempt.
func (a *API) once(w http.ResponseWriter, r *http.Request, next http.Handler, id *identity, key string, sent []byte) {
	ctx := r.Context()
	if len(key) > 255 {
		refuse(w, problem(http.StatusBadRequest, "malformed", "an Idempotency-Key has 255 characters at most"))
		return
	}
	record, hash, err := a.recordOf(r, id, key, sent)
	if err != nil {
		refuse(w, a.problemOf(ctx, err))
		return
	}
	known, err := a.reserve(ctx, record, hash)
	switch {
	case err != nil:
		refuse(w, a.problemOf(ctx, err))
		return
	case known != nil && known.Request != hash:
		refuse(w, problem(http.StatusUnprocessableEntity, "idempotency_key_reused", "this Idempotency-Key was used for another request"))
		return
	case known != nil && !known.Done:
		refuse(w, problem(http.StatusConflict, "in_progress", "the same request is being worked on").with(func(p *Problem) { p.retryAfter = time.Second }))
		return
	case known != nil && !known.Again:
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(known.Status)
		_, _ = w.Write(known.Body) // the client may be gone; there is nobody to tell
		return
	}
	capture := &recorder{ResponseWriter: w}
	next.ServeHTTP(capture, r.WithContext(context.WithValue(ctx, attemptKey, record)))
	if err := a.keep(context.WithoutCancel(ctx), r, record, hash, capture); err != nil {
		a.log.ErrorContext(ctx, "keeping an answer failed", "error", err)
	}
}

// recordOf derives where the answer is kept and what tells the request from
// another: keyed, so that the table holds nothing of what was sent.
func (a *API) recordOf(r *http.Request, id *identity, key string, sent []byte) (record, hash string, err error) {
	secret, err := a.Keys.Index(r.Context())
	if err != nil {
		return "", "", err
	}
	scope := r.Method + " " + r.URL.Path
	if id != nil {
		scope = id.account.Person
	}
	mac := hmac.New(sha256.New, secret)
	mac.Write([]byte(r.Method + " " + r.URL.Path + "\x00"))
	mac.Write(sent)
	return roster.DerivedID(secret, "request", scope, key), hex.EncodeToString(mac.Sum(nil)), nil
}

// reserve starts the request, or waits for its like to end.
func (a *API) reserve(ctx context.Context, record, hash string) (*dynamo.Answered, error) {
	for waited := time.Duration(0); ; waited += runningLook {
		known, err := a.Store.Reserve(ctx, record, hash, a.Now())
		if err != nil || known == nil || known.Done || known.Request != hash || waited >= runningWait {
			return known, err
		}
		timer := time.NewTimer(runningLook)
		select {
		case <-ctx.Done():
			timer.Stop()
			return known, nil
		case <-timer.C:
		}
	}
}

// keep stores a success. After a refusal the key is free again: it changed
// nothing.
func (a *API) keep(ctx context.Context, r *http.Request, record, hash string, c *recorder) error {
	if c.status < 200 || c.status > 299 {
		return a.Store.Forget(ctx, record)
	}
	kept := dynamo.Answered{Request: hash, Status: c.status, Body: c.sent.Bytes()}
	if secretive(r.URL.Path) {
		kept.Body, kept.Again = nil, true
	}
	return a.Store.Answer(ctx, record, kept, a.Now())
}

// secretive reports whether the answers of a path show a code or an upload
// right.
func secretive(path string) bool {
	for _, end := range []string{"/invitations", "/code", "/imports"} {
		if strings.HasSuffix(path, end) {
			return true
		}
	}
	return false
}

// recorder keeps what is answered.
type recorder struct {
	http.ResponseWriter
	status int
	sent   bytes.Buffer
}

func (c *recorder) WriteHeader(status int) {
	c.status = status
	c.ResponseWriter.WriteHeader(status)
}

func (c *recorder) Write(b []byte) (int, error) {
	if c.status == 0 {
		c.status = http.StatusOK
	}
	c.sent.Write(b)
	return c.ResponseWriter.Write(b)
}
