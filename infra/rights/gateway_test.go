package rights

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/communitrak/onboarding/internal/api/apitest"
	"github.com/communitrak/onboarding/internal/app"
	"github.com/communitrak/onboarding/internal/stack"
	"github.com/communitrak/onboarding/internal/telemetry"
)

// route routes a request to a function; path is a pattern.
type route struct {
	function, method, name string
	path                   *regexp.Regexp
}

// addRoutes adds the routes to the function.
func (c *cloud) addRoutes(f stack.Resource) {
	all, _ := f.Properties["Events"].(map[string]any)
	for _, event := range all {
		path, _ := stack.At(event, "Properties", "Path").(string)
		if stack.At(event, "Type") != "HttpApi" || path == "" {
			continue
		}
		method := stack.At(event, "Properties", "Method").(string)
		pattern := regexp.MustCompile(`\\\{[a-z]+\\\+\\\}`).ReplaceAllString(regexp.QuoteMeta(path), ".+")
		pattern = regexp.MustCompile(`\\\{[a-z]+\\\}`).ReplaceAllString(pattern, "[^/]+")
		c.routes = append(c.routes, route{f.Name, method, method + " " + path, regexp.MustCompile("^" + pattern + "$")})
	}
	// Literals before parameters, as the gateway prefers.
	slices.SortFunc(c.routes, func(a, b route) int { return strings.Count(a.name, "{") - strings.Count(b.name, "{") })
}

func (c *cloud) routeOf(method, path string) route {
	for _, r := range c.routes {
		if (r.method == method || r.method == "ANY") && r.path.MatchString(path) {
			return r
		}
	}
	return route{function: "Console", name: "$default"}
}

// object is a JSON object.
type object = map[string]any

// reply is an answer.
type reply struct {
	t      *testing.T
	status int
	header http.Header
	raw    []byte
	body   object
}

// call sends JSON, or a form, through the gateway's routes.
func (c *cloud) call(token, method, path string, body any) reply {
	c.t.Helper()
	var sent io.Reader
	media := jsonMedia
	switch b := body.(type) {
	case nil:
	case url.Values:
		sent, media = strings.NewReader(b.Encode()), "application/x-www-form-urlencoded"
	default:
		raw, err := json.Marshal(b)
		if err != nil {
			c.t.Fatal(err)
		}
		sent = bytes.NewReader(raw)
	}
	ctx := app.WithSourceIP(telemetry.WithRequestID(c.t.Context(), "request-1"), "198.51.100.7")
	r := httptest.NewRequestWithContext(ctx, method, path, sent)
	r.Header.Set("Content-Type", media)
	r.Header.Set(app.OriginSecretHeader, originSecret)
	r.Header.Set(app.ViewerAddressHeader, "192.0.2.1")
	if token != "" {
		r.Header.Set("Authorization", "Bearer "+token)
	}
	if method == http.MethodPost {
		r.Header.Set("Idempotency-Key", cmp.Or(c.key, fmt.Sprint(time.Now().UnixNano())))
	}
	route := c.routeOf(method, r.URL.Path)
	c.during.Store(route.name)
	c.called[route.name] = true
	w := httptest.NewRecorder()
	c.pages[route.function].ServeHTTP(w, r)
	c.described(r, w)
	answer := reply{t: c.t, status: w.Code, header: w.Header(), raw: w.Body.Bytes()}
	if bytes.HasPrefix(answer.raw, []byte("{")) && strings.HasSuffix(w.Header().Get("Content-Type"), "json") {
		if err := json.Unmarshal(answer.raw, &answer.body); err != nil {
			c.t.Fatalf("%s %s: %v", method, path, err)
		}
	}
	return answer
}

// described fails the test unless the answer matches the API's description.
func (c *cloud) described(r *http.Request, w *httptest.ResponseRecorder) {
	c.t.Helper()
	d, err := apitest.Load()
	if err != nil {
		c.t.Fatal(err)
	}
	if err := d.Check(r.Method, r.URL.Path, w.Code, w.Header(), w.Body.Bytes()); err != nil {
		c.t.Errorf("%s %s is not answered as described: %v\n%d %s", r.Method, r.URL.Path, err, w.Code, w.Body)
	}
}

// want fails the test unless the answer has this status.
func (r reply) want(status int) reply {
	r.t.Helper()
	if r.status != status {
		r.t.Fatalf("got %d, want %d: %s", r.status, status, r.raw)
	}
	return r
}

// at follows a path of keys to a text.
func (r reply) at(path ...string) string {
	r.t.Helper()
	text, ok := stack.At(r.body, path...).(string)
	if !ok {
		r.t.Fatalf("no text at %v in %s", path, r.raw)
	}
	return text
}

// items returns the items of a list.
func (r reply) items() []any {
	items, _ := r.body["items"].([]any)
	return items
}
