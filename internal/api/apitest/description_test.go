package apitest_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/communitrak/onboarding/internal/api/apitest"
)

// answered is an answer as described, until a case changes it.
type answered struct {
	method, path string
	status       int
	header       http.Header
	body         string
}

func headers(media string) http.Header {
	return http.Header{
		"Content-Type": {media}, "Cache-Control": {"no-store"}, "X-Content-Type-Options": {"nosniff"}, "Referrer-Policy": {"no-referrer"},
		"Content-Security-Policy":   {"default-src 'none'; frame-ancestors 'none'"},
		"Strict-Transport-Security": {"max-age=31536000; includeSubDomains"}, "Cross-Origin-Opener-Policy": {"same-origin"},
	}
}

func roles() answered {
	return answered{"GET", "/v1/communities/maple-grove/roles", 200, headers("application/json"), `[{"name":"member","permissions":["members.view"]}]`}
}

func refused(status, code string) string {
	return `{"type":"about:blank","title":"No","status":` + status + `,"detail":"no","code":"` + code + `"}`
}

func limited() answered {
	a := answered{"POST", "/v1/sessions", 429, headers("application/problem+json"), refused("429", "too_many_tries")}
	a.header.Set("Retry-After", "30")
	return a
}

func wrongMethod() answered {
	a := answered{"TRACE", "/v1/me", 405, headers("application/problem+json"), refused("405", "method_not_allowed")}
	a.header.Set("Allow", "GET")
	return a
}

func TestDescription_Check(t *testing.T) {
	t.Parallel()
	d, err := apitest.Load()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name   string
		make   func() answered
		change func(*answered)
		want   string
	}{
		{"as described", roles, func(*answered) {}, ""},
		{"a refusal", limited, func(*answered) {}, ""},
		{"no such method", wrongMethod, func(*answered) {}, ""},
		{"no path of the API", roles, func(a *answered) { a.path = "/activate" }, ""},
		{"a status", roles, func(a *answered) { a.status = 202 }, "status 202"},
		{"a media type", roles, func(a *answered) { a.header.Set("Content-Type", "text/html") }, "media type text/html"},
		{"a header too many", roles, func(a *answered) { a.header.Set("X-Powered-By", "us") }, "X-Powered-By"},
		{"a header too few", roles, func(a *answered) { a.header.Del("Cache-Control") }, "Cache-Control is missing"},
		{"a header's value", roles, func(a *answered) { a.header.Set("Cache-Control", "public") }, "Cache-Control"},
		{"a field too many", roles, func(a *answered) { a.body = `[{"name":"member","permissions":[],"rank":1}]` }, "rank"},
		{"a field too few", roles, func(a *answered) { a.body = `[{"name":"member"}]` }, "permissions"},
		{"null", roles, func(a *answered) { a.body = `[{"name":"member","permissions":null}]` }, "null"},
		{"a value", roles, func(a *answered) { a.body = `[{"name":"king","permissions":[]}]` }, "name"},
		{"no JSON", roles, func(a *answered) { a.body = "[" }, "no JSON"},
		{"a code of another operation", limited, func(a *answered) { a.body = refused("429", "stale") }, "code"},
		{"no word of how long", limited, func(a *answered) { a.header.Del("Retry-After") }, "Retry-After is missing"},
		{"a wait that is no number", limited, func(a *answered) { a.header.Set("Retry-After", "soon") }, "Retry-After"},
		{"a method that is not there, answered", wrongMethod, func(a *answered) { a.status = 200 }, "status 200"},
		{"without its like", wrongMethod, func(a *answered) { a.header.Set("Allow", "POST") }, "Allow"},
		{"a path that is not there, answered", roles, func(a *answered) { a.path = "/v1/nothing" }, "status 200"},
	} {
		t.Run(c.name, func(t *testing.T) {
			a := c.make()
			c.change(&a)
			err := d.Check(a.method, a.path, a.status, a.header, []byte(a.body))
			if c.want == "" && err != nil || c.want != "" && (err == nil || !strings.Contains(err.Error(), c.want)) {
				t.Errorf("got %v, want %q", err, c.want)
			}
		})
	}
}
