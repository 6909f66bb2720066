package app

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"
)

const (
	originNow    = "the secret that the edge shows today"
	originFormer = "the secret that it showed until today"
)

// passed is the response to a request, and the address and edge headers that
// the handler saw.
type passed struct {
	status       int
	code, source string
}

// through sends a request through the gateway handler.
func through(t *testing.T, guard func(http.Handler) http.Handler, headers map[string]string) passed {
	t.Helper()
	var got passed
	h := gatewayHandler(guard(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		got.source = SourceIP(r.Context())
		for _, name := range []string{OriginSecretHeader, "X-Viewer-Address"} {
			if value := r.Header.Get(name); strings.Contains(value, "secret") || got.source == value && value != "" {
				t.Errorf("%s: %s reached the handler", name, value)
			}
		}
	})))
	response, err := h(t.Context(), event("POST", "/v1/sessions", headers))
	if err != nil {
		t.Fatal(err)
	}
	got.status = response.StatusCode
	if response.Body != "" {
		var problem struct{ Code string }
		if err := json.Unmarshal([]byte(response.Body), &problem); err != nil {
			t.Fatalf("%s: %v", response.Body, err)
		}
		got.code = problem.Code
	}
	return got
}

func edgeOf(secrets ...string) func(http.Handler) http.Handler {
	return func(h http.Handler) http.Handler {
		return behind(&originSecret{read: func(context.Context) ([]string, error) { return secrets, nil }, now: func() time.Time { return noon }}, h)
	}
}

// Behind the edge, a request is accepted only with the secret and comes from
// the address named by the edge; the gateway's own address is the edge's
// (192.0.2.7).
func TestBehindEdge(t *testing.T) {
	t.Parallel()
	refused := passed{status: http.StatusForbidden, code: "forbidden"}
	broken := passed{status: http.StatusInternalServerError, code: "internal"}
	for name, test := range map[string]struct {
		headers map[string]string
		want    passed
	}{
		"by the edge":           {map[string]string{"x-origin-secret": originNow, "x-viewer-address": "198.51.100.1"}, passed{200, "", "198.51.100.1"}},
		"by the edge, IPv6":     {map[string]string{"x-origin-secret": originNow, "x-viewer-address": "2001:db8:0::1"}, passed{200, "", "2001:db8::1"}},
		"IPv4 as IPv6":          {map[string]string{"x-origin-secret": originNow, "x-viewer-address": "::ffff:198.51.100.1"}, passed{200, "", "198.51.100.1"}},
		"while it is replaced":  {map[string]string{"x-origin-secret": originFormer, "x-viewer-address": "198.51.100.1"}, passed{200, "", "198.51.100.1"}},
		"past the edge":         {nil, refused},
		"a forged address":      {map[string]string{"x-viewer-address": "198.51.100.1"}, refused},
		"an empty secret":       {map[string]string{"x-origin-secret": "", "x-viewer-address": "198.51.100.1"}, refused},
		"a guessed secret":      {map[string]string{"x-origin-secret": "guess", "x-viewer-address": "198.51.100.1"}, refused},
		"part of the secret":    {map[string]string{"x-origin-secret": originNow[:20], "x-viewer-address": "198.51.100.1"}, refused},
		"the secret and more":   {map[string]string{"x-origin-secret": originNow + "," + originNow, "x-viewer-address": "198.51.100.1"}, refused},
		"another header":        {map[string]string{"x-origin-secret": "guess", "x-forwarded-for": "198.51.100.1", "authorization": originNow}, refused},
		"no address":            {map[string]string{"x-origin-secret": originNow}, broken},
		"an address with port":  {map[string]string{"x-origin-secret": originNow, "x-viewer-address": "198.51.100.1:4711"}, broken},
		"two addresses":         {map[string]string{"x-origin-secret": originNow, "x-viewer-address": "198.51.100.1,198.51.100.2"}, broken},
		"an address with zone":  {map[string]string{"x-origin-secret": originNow, "x-viewer-address": "fe80::1%a"}, broken},
		"what is no address":    {map[string]string{"x-origin-secret": originNow, "x-viewer-address": "unknown"}, broken},
		"forwarded, by the way": {map[string]string{"x-origin-secret": originNow, "x-viewer-address": "198.51.100.1", "x-forwarded-for": "203.0.113.9"}, passed{200, "", "198.51.100.1"}},
	} {
		if got := through(t, edgeOf(originNow, originFormer), test.headers); got != test.want {
			t.Errorf("%s: got %+v, want %+v", name, got, test.want)
		}
	}
}

// Without an edge, anybody can set its headers.
func TestBehindEdge_none(t *testing.T) {
	t.Parallel()
	open := func(h http.Handler) http.Handler { return BehindEdge(settings(nil), h) }
	got := through(t, open, map[string]string{"x-viewer-address": "198.51.100.1"})
	if want := (passed{200, "", "192.0.2.7"}); got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
}

func TestBehindEdge_secretsManager(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		versions map[string]string
		want     []string // accepted secrets
		refused  int
	}{
		"one":       {map[string]string{"AWSCURRENT": originNow}, []string{originNow}, 403},
		"two":       {map[string]string{"AWSCURRENT": originNow, "AWSPREVIOUS": originFormer}, []string{originNow, originFormer}, 403},
		"none":      {nil, nil, 500},
		"too short": {map[string]string{"AWSCURRENT": "short"}, nil, 500},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				var request struct{ SecretId, VersionStage string }
				if err := json.NewDecoder(r.Body).Decode(&request); err != nil || request.SecretId != "arn:origin" {
					t.Errorf("asked for %+v, %v", request, err)
				}
				text, ok := test.versions[request.VersionStage]
				if !ok {
					w.WriteHeader(http.StatusBadRequest)
					_, _ = io.WriteString(w, `{"__type":"ResourceNotFoundException"}`)
					return
				}
				_ = json.NewEncoder(w).Encode(map[string]string{"SecretString": text})
			}))
			t.Cleanup(server.Close)
			s := settings(map[string]string{
				"AWS_REGION": "us-east-1", "AWS_ACCESS_KEY_ID": "a", "AWS_SECRET_ACCESS_KEY": "b",
				"AWS_ENDPOINT_URL_SECRETS_MANAGER": server.URL, "ORIGIN_SECRET_ARN": "arn:origin",
			})
			for _, secret := range []string{originNow, originFormer, "short", "guess"} {
				got := through(t, func(h http.Handler) http.Handler { return BehindEdge(s, h) },
					map[string]string{"x-origin-secret": secret, "x-viewer-address": "198.51.100.1"})
				want := test.refused
				if slices.Contains(test.want, secret) {
					want = 200
				}
				if got.status != want {
					t.Errorf("%s: got %d, want %d", secret, got.status, want)
				}
			}
			if err := s.Err(); err != nil {
				t.Error(err)
			}
		})
	}
}

// A rotated secret is found within a minute, and guessing cannot make us read
// it more often than that.
func TestOriginSecret_replaced(t *testing.T) {
	t.Parallel()
	clock, reads, secrets := noon, 0, []string{originFormer}
	var failure error
	o := &originSecret{now: func() time.Time { return clock }, read: func(context.Context) ([]string, error) {
		reads++
		return secrets, failure
	}}
	check := func(shown string, want bool, wantErr error, wantReads int) {
		t.Helper()
		if got, err := o.matches(t.Context(), shown); got != want || !errors.Is(err, wantErr) {
			t.Errorf("%q: got %v, %v, want %v, %v", shown, got, err, want, wantErr)
		}
		if reads != wantReads {
			t.Errorf("%q: read %d times, want %d", shown, reads, wantReads)
		}
	}
	check("", false, nil, 0)
	check(originFormer, true, nil, 1)
	secrets = []string{originNow, originFormer}
	check(originNow, false, nil, 1)
	clock = clock.Add(reloadInterval)
	check(originNow, true, nil, 2)
	check(originFormer, true, nil, 2)
	check("guess", false, nil, 2)
	clock, failure = clock.Add(reloadInterval), errors.New("throttled")
	check(originNow, true, nil, 2)
	check("guess", false, failure, 3)
	check(originFormer, true, nil, 3)
	failure, secrets = nil, []string{originNow}
	check("guess", false, nil, 4)
	check(originFormer, false, nil, 4)
}
