package api_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/danielgtaylor/huma/v2"

	"github.com/communitrak/onboarding/internal/api"
)

// Nobody waits at a function's start for the routers of operations that are not
// called: one whose router cannot be built does no harm until then.
func TestNew_routersAtTheFirstRequest(t *testing.T) {
	t.Parallel()
	built := func(do func()) (ok bool) {
		defer func() { ok = recover() == nil }()
		do()
		return ok
	}
	unbuildable := func(a *api.API) {
		noStruct := func(context.Context, *int) (*struct{}, error) { return nil, nil }
		api.Register(a, api.Support, huma.Operation{OperationID: "unbuildable", Method: http.MethodGet, Path: "/v1/unbuildable"}, noStruct)
	}
	var h http.Handler
	if !built(func() { h = api.New(api.API{}, unbuildable) }) {
		t.Fatal("a router was built at the start")
	}
	call := func(path string) func() {
		return func() {
			h.ServeHTTP(httptest.NewRecorder(), httptest.NewRequestWithContext(t.Context(), http.MethodGet, path, nil))
		}
	}
	if !built(call("/v1/another")) {
		t.Error("a router was built for a request to another operation")
	}
	if built(call("/v1/unbuildable")) {
		t.Error("no router was built for the operation's first request")
	}
}
