package api_test

import (
	"net/url"
	"regexp"
	"strings"
	"testing"

	"github.com/communitrak/onboarding/internal/api"
	"github.com/communitrak/onboarding/internal/roster"
)

// activation is the body of an activation through the emailed link.
func (s *server) activation(m roster.Member) object {
	body := linked(s.ByMail(s.t, m))
	body["password"] = words
	return body
}

// With the mail proof and an open community, the POST that activates signs in,
// and nothing else does.
func TestActivation_session(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	admin := s.admin()

	rosa := s.Invited(t, "Rosa", "Delgado", "rosa@example.org")
	done := s.call("", "POST", "/v1/activations", s.activation(rosa)).want(201, "")
	me := s.call(done.text("session", "token"), "GET", "/v1/me", nil).want(200, "")
	if me.text("account", "email") != rosa.Email || me.at("account", "confirmed") != true || me.text("expiresAt") != done.text("session", "expiresAt") {
		t.Errorf("the session is another one: %s", me.Raw)
	}

	owen := s.Invited(t, "Owen", "Delgado", "owen@example.org")
	byCode := s.activation(owen)
	delete(byCode, "proof")
	if got := s.call("", "POST", "/v1/activations", byCode).want(201, ""); got.at("session") != nil {
		t.Errorf("by code alone: got %s, want no session", got.Raw)
	}

	s.call(admin, "PATCH", maple+"/preferences", object{"blackCurtain": true}).want(200, "")
	ivy := s.Invited(t, "Ivy", "Sato", "ivy@example.org")
	if got := s.call("", "POST", "/v1/activations", s.activation(ivy)).want(201, ""); got.at("session") != nil || got.at("signIn") != "closed" {
		t.Errorf("behind the curtain: got %s, want no session", got.Raw)
	}
}

// sessionInput matches where the page holds the session for the script.
var sessionInput = regexp.MustCompile(`name="session" value="[\w-]{43}"`)

// A repeated attempt is recognized, but the session still requires the
// password.
func TestActivation_repeatWithAnotherPassword(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	m := s.Invited(t, "Rosa", "Delgado", "rosa@example.org")
	right := s.ByMail(t, m)
	form := url.Values{"email": {right.Email}, "code": {right.Code}, "proof": {right.Proof}, "password": {words}, "key": {"one"}}
	s.open(api.DefaultSourceLimits())
	if got := s.post("192.0.2.1", "/activate", form); !sessionInput.Match(got.Raw) {
		t.Fatalf("the page opens no session:\n%s", got.Raw)
	}
	if got := s.post("192.0.2.1", "/activate", form); !sessionInput.Match(got.Raw) {
		t.Errorf("a second click opens no session:\n%s", got.Raw)
	}
	form.Set("password", "four gray otters swim")
	if got := s.post("192.0.2.1", "/activate", form); sessionInput.Match(got.Raw) {
		t.Errorf("another password opens a session:\n%s", got.Raw)
	}
}

// The page after activating is in the community's look.
func TestActivation_look(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	admin := s.admin()
	s.call(admin, "PATCH", maple+"/preferences", object{"colour": "#1f6f54", "welcome": "Glad you’re here."}).want(200, "")
	shown := s.call(admin, "PUT", maple+"/logo", object{"image": drawn(t, 320, 80, 0)}).want(200, "").text("logo", "url")
	right := s.ByCode(t, s.Invited(t, "Rosa", "Delgado", "rosa@example.org"))
	s.open(api.DefaultSourceLimits())
	got := string(s.post("192.0.2.1", "/activate", url.Values{"email": {right.Email}, "code": {right.Code}, "password": {words}, "key": {"one"}}).Raw)
	for _, want := range []string{"Your account is active", `src="` + shown + `"`, `alt="Maple Grove"`, "Glad you’re here.", `data-action="#1f6f54"`} {
		if !strings.Contains(got, want) {
			t.Errorf("the page lacks %s:\n%s", want, got)
		}
	}
}

// Without a password, the form asks for one, unless the code is a letter's.
func TestActivation_noPassword(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	right := s.ByCode(t, s.Invited(t, "Rosa", "Delgado", "rosa@example.org"))
	s.open(api.DefaultSourceLimits())
	got := string(s.post("192.0.2.1", "/activate", url.Values{"email": {right.Email}, "code": {right.Code}, "key": {"one"}}).Raw)
	if !strings.Contains(got, `<a href="#password">Please fill this in.</a>`) || strings.Contains(got, "Check your email") {
		t.Errorf("a mail's code: got\n%s", got)
	}
}
