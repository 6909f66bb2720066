package api_test

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/communitrak/onboarding/internal/account"
	"github.com/communitrak/onboarding/internal/api"
	"github.com/communitrak/onboarding/internal/api/everything"
	"github.com/communitrak/onboarding/internal/onboarding"
	"github.com/communitrak/onboarding/internal/onboarding/onboardingtest"
	"github.com/communitrak/onboarding/internal/page"
	"github.com/communitrak/onboarding/internal/roster"
)

type sourceKey struct{}

// newOpenServer returns a server of all operations and pages that knows where a
// request comes from.
func newOpenServer(t *testing.T, limits api.SourceLimits) *server {
	s := newServer(t)
	s.open(limits)
	return s
}

func (s *server) open(limits api.SourceLimits) {
	parts := s.parts()
	parts.Sources = limits
	parts.SourceIP = func(ctx context.Context) string {
		source, _ := ctx.Value(sourceKey{}).(string)
		return source
	}
	s.handler = everything.Handler(parts, s.groups(), http.NotFoundHandler())
}

// post sends a form, or else JSON, from a source address.
func (s *server) post(source, path string, body any) reply {
	s.t.Helper()
	var kind, sent string
	if form, ok := body.(url.Values); ok {
		kind, sent = "application/x-www-form-urlencoded", form.Encode()
	} else {
		raw, err := json.Marshal(body)
		if err != nil {
			s.t.Error(err)
		}
		kind, sent = "application/json", string(raw)
	}
	r := httptest.NewRequestWithContext(context.WithValue(s.t.Context(), sourceKey{}, source), http.MethodPost, path, strings.NewReader(sent))
	r.Header.Set("Content-Type", kind)
	w := httptest.NewRecorder()
	s.handler.ServeHTTP(w, r)
	return reply{t: s.t, Status: w.Code, Header: w.Header(), Raw: w.Body.Bytes()}
}

// atOnce makes n concurrent calls and counts the statuses.
func (s *server) atOnce(n int, call func(n int) int) map[int]int {
	var mu sync.Mutex
	statuses := map[int]int{}
	var start, done sync.WaitGroup
	start.Add(1)
	for n := range n {
		done.Go(func() {
			start.Wait()
			status := call(n)
			mu.Lock()
			defer mu.Unlock()
			statuses[status]++
		})
	}
	start.Done()
	done.Wait()
	return statuses
}

func credentials(email, password string) object { return object{"email": email, "password": password} }

const (
	adminEmail = "admin@maple-grove.example"
	words      = string(onboardingtest.Password)
)

// openOperations are all operations open to strangers, each with something that
// proves nothing.
var openOperations = map[string]any{
	"/v1/sessions":                credentials("nobody@example.org", "four gray otters swim"),
	"/v1/second-factors":          credentials("nobody@example.org", "four gray otters swim"),
	"/v1/second-factors/confirm":  object{"ticket": "nothing", "otp": "000000"},
	"/v1/passwords/lost":          object{"email": "nobody@example.org"},
	"/v1/passwords":               object{"token": "nothing", "password": words},
	"/v1/activations":             object{"email": "nobody@example.org", "code": "0000-0000-0000-0000", "password": words},
	"/v1/activations/invitation":  object{"email": "nobody@example.org", "code": "0000-0000-0000-0000", "proof": "0000-0000-0000-0000"},
	"/v1/activations/lost":        object{"email": "nobody@example.org"},
	page.ActivatePath:             url.Values{"email": {"nobody@example.org"}, "code": {"0000-0000-0000-0000"}, "password": {words}},
	page.ActivatePath + "#lost":   url.Values{"email": {"nobody@example.org"}, "intent": {page.IntentLost}},
	page.ForgotPath:               url.Values{"email": {"nobody@example.org"}},
	page.ResetPath:                url.Values{"token": {"nothing"}, "password": {words}},
	page.DeclinePath:              url.Values{"invitation": {"maple-grove.nobody"}, "proof": {"0000-0000-0000-0000"}, "confirm": {page.ConfirmWord}},
	page.DeclinePath + "#nothing": url.Values{"confirm": {page.ConfirmWord}},
	page.DisownPath:               url.Values{"token": {"nothing"}, "confirm": {page.ConfirmWord}},
}

// linked is what the emailed link carries.
func linked(a onboarding.Activation) object {
	return object{"email": a.Email, "code": a.Code, "proof": a.Proof}
}

// Whatever a stranger tries, one source is refused after its limit, is told
// when to come back, and shuts nobody else out.
func TestSources_everyOpenOperation(t *testing.T) {
	t.Parallel()
	const limit = 3
	s := newOpenServer(t, api.SourceLimits{Activations: limit, Guesses: limit, Mails: limit})
	source := 0
	for operation, body := range openOperations {
		source++
		path, _, _ := strings.Cut(operation, "#")
		one, other := fmt.Sprintf("192.0.2.%d", source), fmt.Sprintf("198.51.100.%d", source)
		for n := range limit {
			if got := s.post(one, path, body); got.Status == 429 || got.Status >= 500 {
				t.Errorf("%s, call %d: got %d: %s", operation, n, got.Status, got.Raw)
			}
		}
		s.Clock.Advance(time.Second)
		got := s.post(one, path, body)
		if got.Status != 429 || got.Header.Get("Retry-After") != "59" {
			t.Errorf("%s, beyond the limit: got %d, Retry-After %q, want 429 and 59 seconds", operation, got.Status, got.Header.Get("Retry-After"))
		}
		if _, form := body.(url.Values); form && (!strings.Contains(string(got.Raw), "There were too many attempts.") || strings.Contains(string(got.Raw), "no longer works")) {
			t.Errorf("%s, beyond the limit: the page says something else:\n%s", operation, got.Raw)
		}
		if got := s.post(other, path, body); got.Status == 429 {
			t.Errorf("%s: another source is refused", operation)
		}
		s.Clock.Advance(time.Minute - time.Second)
		if got := s.post(one, path, body); got.Status == 429 {
			t.Errorf("%s: refused after the time it was told", operation)
		}
	}
	described, err := api.OpenAPI(everything.Operations(nil, 0)...)
	if err != nil {
		t.Fatal(err)
	}
	var document struct {
		Paths map[string]map[string]struct{ Security []any }
	}
	if err := json.Unmarshal(described, &document); err != nil {
		t.Fatal(err)
	}
	for path, operations := range document.Paths {
		for method, o := range operations {
			if path == "/healthz" || path == "/v1/openapi.json" {
				continue // they read nothing, and try no secret
			}
			if _, tried := openOperations[path]; len(o.Security) == 0 && (!tried || method != "post") {
				t.Errorf("%s %s is open to everybody, and nothing says how often", method, path)
			}
		}
	}
}

// A source is an IPv4 address, or the network that an IPv6 subscriber has.
func TestSources_networks(t *testing.T) {
	t.Parallel()
	s := newOpenServer(t, api.SourceLimits{Activations: 1, Guesses: 1, Mails: 1})
	for _, c := range []struct {
		one, other string
		same       bool
	}{
		{"192.0.2.1", "192.0.2.2", false},
		{"192.0.2.3", "::ffff:192.0.2.3", true},
		{"2001:db8:0:1::1", "2001:db8:0:1:ffff:ffff:ffff:ffff", true},
		{"2001:db8:0:2::1", "2001:db8:0:3::1", false},
		{"2001:DB8:0:4::1", "2001:0db8:0000:0004::2", true},
		{"", "not an address", false},
	} {
		s.Clock.Advance(time.Hour)
		guess := openOperations["/v1/passwords"]
		if got := s.post(c.one, "/v1/passwords", guess); got.Status != 410 {
			t.Fatalf("%s: got %d: %s", c.one, got.Status, got.Raw)
		}
		if got := s.post(c.other, "/v1/passwords", guess).Status == 429; got != c.same {
			t.Errorf("%q after %q: refused %v, want %v", c.other, c.one, got, c.same)
		}
	}
}

// Of 500 concurrent wrong passwords from one source, only its limit is
// compared; meanwhile others can sign in elsewhere.
func TestSignIn_floodOfOneSource(t *testing.T) {
	if testing.Short() {
		t.Skip("-short: signs in 500 times from one source")
	}
	t.Parallel()
	s := newOpenServer(t, api.DefaultSourceLimits())
	limit := api.DefaultSourceLimits().Guesses
	got := s.atOnce(501, func(n int) int {
		if n == 500 {
			return s.post("198.51.100.1", "/v1/sessions", credentials(adminEmail, words)).Status
		}
		return s.post("192.0.2.1", "/v1/sessions", credentials(fmt.Sprintf("resident-%d@example.org", n), "four gray otters swim")).Status
	})
	if got[401] != limit || got[429] != 500-limit || got[201] != 1 {
		t.Errorf("got %v, want %d times 401, %d times 429, and one 201 for the neighbor", got, limit, 500-limit)
	}
	s.post("192.0.2.1", "/v1/sessions", credentials(adminEmail, words)).want(429, "")
}

// Of 500 concurrent wrong passwords for one account, each from its own source,
// only the account's limit is compared.
func TestSignIn_floodOfManySources(t *testing.T) {
	t.Parallel()
	s := newOpenServer(t, api.DefaultSourceLimits())
	const attempts = 100
	limit := account.DefaultLimits().WrongPasswords
	got := s.atOnce(attempts, func(n int) int {
		return s.post(fmt.Sprintf("2001:db8:0:%x::1", n), "/v1/sessions", credentials(adminEmail, "four gray otters swim")).Status
	})
	if got[401] != limit || got[429] != attempts-limit {
		t.Errorf("got %v, want %d times 401 and %d times 429", got, limit, attempts-limit)
	}
}

func TestSignIn_manyRightOnesAtOnce(t *testing.T) {
	t.Parallel()
	s := newOpenServer(t, api.DefaultSourceLimits())
	for round := range 2 {
		if got := s.atOnce(32, func(int) int { return s.post("192.0.2.1", "/v1/sessions", credentials(adminEmail, words)).Status }); got[201] != 32 {
			t.Errorf("round %d: 32 right sign-ins at once got %v, want 201 for all", round, got)
		}
	}
}

// A right secret does not use up its source's guesses, whatever else keeps its
// owner out.
func TestSources_rightGuessesAreGivenBack(t *testing.T) {
	if testing.Short() {
		t.Skip("-short: guesses and signs in until the limits of sources are reached")
	}
	t.Parallel()
	const limit = 2
	s := newOpenServer(t, api.SourceLimits{Activations: 100, Guesses: limit, Mails: 100})
	strict := newStrictServer(t)
	strict.open(api.SourceLimits{Activations: 100, Guesses: limit, Mails: 100})
	_, _ = s.resident("Rosa", "rosa@example.org", roster.RoleMember)
	invited, used := s.ByMail(t, s.Invited(t, "Nia", "Sato", "nia@example.org")), s.ByMail(t, s.Invited(t, "Ada", "Sato", "ada@example.org"))
	if _, err := s.Activate(t.Context(), used); err != nil {
		t.Fatal(err)
	}
	_, gone := s.resident("Owen", "owen@example.org", roster.RoleMember)
	if _, err := s.Remove(t.Context(), s.Admin, s.Community, gone); err != nil {
		t.Fatal(err)
	}
	for n, c := range []struct {
		name   string
		server *server
		path   string
		body   any
		status int
	}{
		{"sign-in", s, "/v1/sessions", credentials(adminEmail, words), 201},
		{"removed", s, "/v1/sessions", credentials("owen@example.org", words), 403},
		{"second factor asked for", strict, "/v1/sessions", credentials(supportEmail, words), 401},
		{"second factor begun", strict, "/v1/second-factors", credentials(supportEmail, words), 201},
		{"no second factor", s, "/v1/second-factors", credentials(adminEmail, words), 403},
		{"the mail's link", s, "/v1/activations/invitation", linked(invited), 200},
		{"the mail's link, used", s, "/v1/activations/invitation", linked(used), 409},
	} {
		for range limit + 1 {
			if got := c.server.post(fmt.Sprintf("192.0.2.%d", n), c.path, c.body); got.Status != c.status {
				t.Errorf("%s: got %d, want %d: %s", c.name, got.Status, c.status, got.Raw)
			}
		}
	}
	for n := range limit + 1 {
		m := s.Invited(t, "Ivy", "Sato", onboardingtest.Email(n))
		proof := s.ByMail(t, m).Proof
		s.post("192.0.2.100", page.DeclinePath, url.Values{"invitation": {m.Community + "." + m.ID}, "proof": {proof}, "confirm": {"stop"}}).want(200, "")
		if got := s.Member(t, m); got.Status != roster.Revoked {
			t.Errorf("invitation %d: got %s, want revoked", n, got.Status)
		}
	}
}

// Somebody who was removed cannot get back in through a session of another
// community.
func TestRemoved_isNotLetIn(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	second, secondAdmin := s.AddCommunity(t, "Cedar Hill", "admin@cedar-hill.example")
	_, id := s.resident("Bea", "bea@example.org", roster.RoleBoard)
	there, err := s.Invite(t.Context(), secondAdmin, second, onboardingtest.Person("Bea", "Resident", "bea@example.org"))
	if err != nil {
		t.Fatal(err)
	}
	s.ActivateByMail(t, there.Member)
	session := s.signIn("bea@example.org")
	s.call(session, "GET", maple+"/members", nil).want(200, "")
	s.call(s.admin(), "POST", maple+"/members/"+id+"/remove", nil).want(200, "")
	s.call(session, "GET", maple+"/members", nil).want(401, "unauthenticated")
	session = s.signIn("bea@example.org")
	s.call(session, "GET", maple+"/members", nil).want(404, "not_found")
	s.call(session, "POST", maple+"/invitations", invitation("Eve", "eve@example.org")).want(404, "not_found")
	me := s.call(session, "GET", "/v1/me", nil).want(200, "")
	if got := me.at("memberships").([]any); len(got) != 1 {
		t.Errorf("got %s, want the other community alone", me.Raw)
	}
}
