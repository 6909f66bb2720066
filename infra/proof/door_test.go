package main

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/communitrak/onboarding/internal/api"
	"github.com/communitrak/onboarding/internal/api/everything"
	"github.com/communitrak/onboarding/internal/faults"
)

// door is what anybody on the internet sees: the API and the pages.
type door struct {
	handler http.Handler
	process *process
	inject  *faults.Injector
	pace    time.Duration // of refusals
	callers atomic.Int64
	seen    int // calls that traced has returned or skipped
}

type sourceKey struct{}

func (y *yard) open(t *testing.T, inject *faults.Injector) *door {
	t.Helper()
	d := &door{process: y.start(inject), inject: inject}
	d.assemble(y)
	return d
}

// assemble builds the handler from the process as it is now.
func (d *door) assemble(y *yard) {
	p := d.process
	d.handler = everything.Handler(api.API{
		Store: p.Store, Rules: p.Service, Accounts: p.Accounts, Keys: p.Keys, Support: "support@communitrak.example",
		Sources: api.DefaultSourceLimits(), SourceIP: d.source, Log: y.logger, Now: y.Clock.Now, RefusalPace: d.pace,
	}, everything.Operations(p.importer, 0), http.NotFoundHandler())
}

// source is the address that the request names, or one that nobody else has.
func (d *door) source(ctx context.Context) string {
	if named, ok := ctx.Value(sourceKey{}).(string); ok {
		return named
	}
	n := d.callers.Add(1)
	return fmt.Sprintf("10.%d.%d.%d", n>>16&255, n>>8&255, n&255)
}

// knock is a request.
type knock struct {
	method, path string
	token        string
	body         string
	form         url.Values // in place of body
	source       string
}

func (d *door) send(ctx context.Context, k knock) *httptest.ResponseRecorder {
	if k.source != "" {
		ctx = context.WithValue(ctx, sourceKey{}, k.source)
	}
	media := "application/json"
	if k.form != nil {
		k.body, media = k.form.Encode(), "application/x-www-form-urlencoded"
	}
	r := httptest.NewRequestWithContext(ctx, k.method, k.path, strings.NewReader(k.body))
	if k.body != "" {
		r.Header.Set("Content-Type", media)
	}
	if k.token != "" {
		r.Header.Set("Authorization", "Bearer "+k.token)
	}
	w := httptest.NewRecorder()
	d.handler.ServeHTTP(w, r)
	return w
}

// traced sends a request and returns the calls since the last traced one, which
// are its own if nobody else sends.
func (d *door) traced(ctx context.Context, k knock) (*httptest.ResponseRecorder, []faults.Call) {
	d.seen += len(d.inject.Since(d.seen))
	w := d.send(ctx, k)
	calls := d.inject.Since(d.seen)
	d.seen += len(calls)
	return w, calls
}

// signIn opens a session with the fixture's password.
func (d *door) signIn(t *testing.T, email string) string {
	t.Helper()
	w := d.send(t.Context(), knock{method: "POST", path: "/v1/sessions", body: credentialsOf(email)})
	told := decoded(t, w)
	token, ok := told["token"].(string)
	if w.Code != http.StatusCreated || !ok {
		t.Fatalf("signing %s in: %d %s", email, w.Code, w.Body)
	}
	return token
}
