package api_test

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/aws/aws-sdk-go-v2/service/dynamodb"

	"github.com/communitrak/onboarding/internal/api"
	"github.com/communitrak/onboarding/internal/api/apitest"
	"github.com/communitrak/onboarding/internal/api/everything"
	"github.com/communitrak/onboarding/internal/app/apptest"
	"github.com/communitrak/onboarding/internal/dynamo/dynamotest"
	"github.com/communitrak/onboarding/internal/onboarding/onboardingtest"
	"github.com/communitrak/onboarding/internal/roster"
)

// server is the API over a fixture, driven like a client.
type server struct {
	*onboardingtest.Fixture
	t       *testing.T
	handler http.Handler
	logged  *bytes.Buffer
	log     *slog.Logger // writes to logged
}

func newServer(t *testing.T, options ...func(*dynamodb.Options)) *server {
	s := &server{Fixture: onboardingtest.New(t, options...), t: t, logged: &bytes.Buffer{}}
	s.log = apptest.Log(t, s.logged)
	s.handler = api.New(s.parts(), s.groups()...)
	logged := s.logged
	t.Cleanup(func() {
		if t.Failed() && logged.Len() > 0 {
			t.Log(logged.String())
		}
	})
	return s
}

func (s *server) parts() api.API {
	f := s.Fixture
	return api.API{
		Store: f.Store, Rules: f.Service, Accounts: f.Accounts, Keys: f.Keys, Support: "support@communitrak.example",
		Sources: api.DefaultSourceLimits(), SourceIP: func(context.Context) string { return "192.0.2.1" },
		Log: s.log, Now: f.Clock.Now,
	}
}

func (s *server) groups() []api.Group { return everything.Operations(nil, 0) }

// together serves operations and pages; other serves the rest.
func (s *server) together(other http.Handler) http.Handler {
	return everything.Handler(s.parts(), s.groups(), other)
}

// reply is an answer, decoded as far as the tests need.
type reply struct {
	t      *testing.T
	Status int
	Header http.Header
	Raw    []byte
	JSON   map[string]any
}

// call sends a request. headers alternates names and values.
func (s *server) call(token, method, path string, body any, headers ...string) reply {
	s.t.Helper()
	var sent io.Reader
	switch b := body.(type) {
	case nil:
	case string:
		sent = bytes.NewReader([]byte(b))
	default:
		raw, err := json.Marshal(b)
		if err != nil {
			s.t.Fatal(err)
		}
		sent = bytes.NewReader(raw)
	}
	r := httptest.NewRequestWithContext(dynamotest.CallsFor(s.t.Context(), method+" "+path), method, path, sent)
	if sent != nil {
		r.Header.Set("Content-Type", "application/json")
	}
	if token != "" {
		r.Header.Set("Authorization", "Bearer "+token)
	}
	for n := 0; n+1 < len(headers); n += 2 {
		r.Header.Set(headers[n], headers[n+1])
	}
	w := httptest.NewRecorder()
	s.handler.ServeHTTP(w, r)
	s.described(r, w)
	out := reply{t: s.t, Status: w.Code, Header: w.Header(), Raw: w.Body.Bytes()}
	if len(out.Raw) > 0 && out.Raw[0] == '{' {
		if err := json.Unmarshal(out.Raw, &out.JSON); err != nil {
			s.t.Fatalf("%s %s: the answer is no JSON: %v", method, path, err)
		}
	}
	return out
}

// described fails the test if the answer differs from the API description.
func (s *server) described(r *http.Request, w *httptest.ResponseRecorder) {
	s.t.Helper()
	d, err := apitest.Load()
	if err != nil {
		s.t.Fatal(err)
	}
	if err := d.Check(r.Method, r.URL.Path, w.Code, w.Header(), w.Body.Bytes()); err != nil {
		s.t.Errorf("%s %s is not answered as described: %v\n%d %s", r.Method, r.URL.Path, err, w.Code, w.Body)
	}
}

// want fails the test if the status, or the code of a problem, differs.
func (r reply) want(status int, code string) reply {
	r.t.Helper()
	if got, _ := r.JSON["code"].(string); r.Status != status || code != "" && got != code {
		r.t.Fatalf("got %d %s, want %d %s\n%s", r.Status, got, status, code, r.Raw)
	}
	return r
}

// at follows a path of keys into the answer.
func (r reply) at(path ...string) any {
	var v any = r.JSON
	for _, key := range path {
		m, ok := v.(map[string]any)
		if !ok {
			return nil
		}
		v = m[key]
	}
	return v
}

func (r reply) text(path ...string) string {
	r.t.Helper()
	v, ok := r.at(path...).(string)
	if !ok {
		r.t.Fatalf("no text at %v in %s", path, r.Raw)
	}
	return v
}

// signIn opens a session.
func (s *server) signIn(email string) string {
	s.t.Helper()
	return s.call("", "POST", "/v1/sessions", map[string]string{"email": email, "password": string(onboardingtest.Password)}).want(201, "").text("token")
}

// admin returns a session token of the fixture's administrator.
func (s *server) admin() string { return s.signIn("admin@maple-grove.example") }

// staff returns a session token of a Support account.
func (s *server) staff() string {
	s.t.Helper()
	if err := s.Accounts.CreateStaff(s.t.Context(), "support@communitrak.example", onboardingtest.Password); err != nil {
		s.t.Fatal(err)
	}
	return s.signIn("support@communitrak.example")
}

// resident invites and activates somebody in the role, and signs them in.
func (s *server) resident(first, email string, role roster.Role) (token, member string) {
	s.t.Helper()
	in := onboardingtest.Person(first, "Resident", email)
	in.Role = role
	made, err := s.Invite(s.t.Context(), s.Admin, s.Community, in)
	if err != nil {
		s.t.Fatal(err)
	}
	s.ActivateByMail(s.t, made.Member)
	return s.signIn(email), made.Member.ID
}

// object is a JSON object.
type object = map[string]any

// invitation is the body of an invitation to 114 Juniper Ct.
func invitation(first, email string) object {
	return object{
		"property":  object{"street": object{"street": "114 Juniper Ct", "city": "Mesa", "state": "AZ", "zip": "85201"}, "confirmed": true},
		"household": object{},
		"member":    object{"firstName": first, "lastName": "Delgado", "email": email},
	}
}

const maple = "/v1/communities/maple-grove"
