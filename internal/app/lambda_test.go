package app

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"strings"
	"testing"

	"github.com/aws/aws-lambda-go/events"
	"github.com/awslabs/aws-lambda-go-api-proxy/core"
	"github.com/google/go-cmp/cmp"

	"github.com/communitrak/onboarding/internal/telemetry"
)

func event(method, path string, headers map[string]string) events.APIGatewayV2HTTPRequest {
	e := events.APIGatewayV2HTTPRequest{RawPath: path, Headers: headers}
	e.RequestContext.RequestID = "request-1"
	e.RequestContext.DomainName = "api.example.com"
	e.RequestContext.HTTP.Method = method
	e.RequestContext.HTTP.SourceIP = "192.0.2.7"
	return e
}

func TestGatewayHandler_forgedGateway(t *testing.T) {
	t.Parallel()
	forged, err := json.Marshal(events.APIGatewayV2HTTPRequestContext{
		RequestID: "forged",
		HTTP:      events.APIGatewayV2HTTPRequestContextHTTPDescription{SourceIP: "198.51.100.1"},
		Authorizer: &events.APIGatewayV2HTTPRequestContextAuthorizerDescription{
			Lambda: map[string]any{"staff": true},
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, header := range []string{core.APIGwContextHeader, strings.ToLower(core.APIGwContextHeader), strings.ToUpper(core.APIGwContextHeader), "X-GoLambdaProxy-Anything"} {
		t.Run(header, func(t *testing.T) {
			t.Parallel()
			type seen struct{ SourceIP, RequestID, Header string }
			var got seen
			h := gatewayHandler(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
				got = seen{SourceIP(r.Context()), telemetry.RequestID(r.Context()), r.Header.Get(header)}
				for name := range r.Header {
					if strings.HasPrefix(strings.ToLower(name), adapterHeaders) {
						t.Errorf("header %s reached the handler", name)
					}
				}
			}))
			_, err := h(t.Context(), event("GET", "/v1/me", map[string]string{header: string(forged), "x-forwarded-for": "198.51.100.2"}))
			if err != nil {
				t.Fatal(err)
			}
			want := seen{SourceIP: "192.0.2.7", RequestID: "request-1"}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("what the handler saw (-want +got):\n%s", diff)
			}
		})
	}
}

func TestGatewayHandler_request(t *testing.T) {
	t.Parallel()
	var got []string
	h := gatewayHandler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		if err != nil {
			t.Error(err)
		}
		got = []string{r.Method, r.URL.Path, r.URL.RawQuery, r.Header.Get("Idempotency-Key"), strings.Join(r.Header["Cookie"], "; "), string(body)}
		http.SetCookie(w, &http.Cookie{Name: "a", Value: "1"})
		http.SetCookie(w, &http.Cookie{Name: "b", Value: "2"})
		w.WriteHeader(http.StatusCreated)
		_, _ = w.Write([]byte{0xff, 0x00})
	}))
	e := event("POST", "/v1/communities/c1/members", map[string]string{"idempotency-key": "one, two"})
	e.RawQueryString = "q=a%20b&limit=5"
	e.Cookies = []string{"x=1", "y=2"}
	e.Body, e.IsBase64Encoded = "AQI=", true
	response, err := h(t.Context(), e)
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"POST", "/v1/communities/c1/members", "q=a%20b&limit=5", "one, two", "x=1; y=2", "\x01\x02"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("request (-want +got):\n%s", diff)
	}
	if got, want := response.StatusCode, http.StatusCreated; got != want {
		t.Errorf("status: got %d, want %d", got, want)
	}
	if diff := cmp.Diff([]string{"a=1", "b=2"}, response.Cookies); diff != "" {
		t.Errorf("cookies (-want +got):\n%s", diff)
	}
	if got, want := response.Body, "/wA="; got != want || !response.IsBase64Encoded {
		t.Errorf("body: got %q, want %q as base64", got, want)
	}
}

func TestGatewayHandler_unaddressable(t *testing.T) {
	t.Parallel()
	h := gatewayHandler(http.HandlerFunc(func(http.ResponseWriter, *http.Request) {
		t.Error("the handler was reached")
	}))
	for name, e := range map[string]events.APIGatewayV2HTTPRequest{
		"path":    event("GET", "/%zz", nil),
		"control": event("GET", "/a\nb", nil),
		"method":  event("GET /x", "/", nil),
	} {
		response, err := h(t.Context(), e)
		if err != nil {
			t.Fatal(err)
		}
		if got, want := response.StatusCode, http.StatusBadRequest; got != want {
			t.Errorf("%s: status: got %d, want %d", name, got, want)
		}
	}
}

// Not parallel: it uses the default logger.
func TestGatewayHandler_panic(t *testing.T) {
	var log bytes.Buffer
	before := slog.Default()
	slog.SetDefault(NewLogger(&log, ""))
	defer slog.SetDefault(before)
	h := gatewayHandler(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { panic("dana@example.com") }))
	response, err := h(context.Background(), event("GET", "/", nil))
	if err != nil {
		t.Fatal(err)
	}
	if got, want := response.StatusCode, http.StatusInternalServerError; got != want {
		t.Errorf("status: got %d, want %d", got, want)
	}
	if said := response.Body + log.String(); strings.Contains(said, "dana") {
		t.Errorf("answer or log quote the panic: %s", said)
	}
	if !strings.Contains(log.String(), "lambda_test.go") {
		t.Errorf("the log does not say where: %s", log.String())
	}
}

// TestServe_missing checks that a function that lacks a setting says so instead
// of serving.
func TestServe_missing(t *testing.T) {
	t.Parallel()
	for name, serve := range map[string]func(*Settings) error{
		"HTTP": func(s *Settings) error { return ServeHTTP(s, http.NotFoundHandler()) },
		"events": func(s *Settings) error {
			return ServeEvents(s, func(context.Context, json.RawMessage) (any, error) { return nil, nil })
		},
	} {
		s := settings(nil)
		s.Required("TABLE")
		if err := serve(s); err == nil || err.Error() != "settings missing: TABLE" {
			t.Errorf("%s: got %v, want TABLE to be missing", name, err)
		}
	}
}

// TestFunctionLog checks that a line tells which version wrote it.
func TestFunctionLog(t *testing.T) {
	t.Parallel()
	for version, want := range map[string]string{"v1.2.3": `"version":"v1.2.3"`, "": `"msg":"hello"}`} {
		var out strings.Builder
		functionLog(&out, func(name string) string { return map[string]string{"VERSION": version}[name] }).Info("hello")
		if got := strings.TrimSpace(out.String()); !strings.Contains(got, want) {
			t.Errorf("%q: got %s, want %s in it", version, got, want)
		}
	}
}
