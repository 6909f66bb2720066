package api_test

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"

	"github.com/communitrak/onboarding/internal/faults"
	"github.com/communitrak/onboarding/internal/page"
	"github.com/communitrak/onboarding/internal/roster"
)

// scanner visits the links of emails as mail gateways do: it opens them in
// every way, runs the script, and presses every button of every form it sees,
// without filling it in.
type scanner struct {
	*server
	// link is what the emailed link carries in its fragment.
	link  url.Values
	seen  map[string]bool
	posts int
}

func (s *scanner) visit(path string) {
	s.t.Helper()
	if s.link.Has("email") { // the script asks what the link is for
		s.call("", "POST", "/v1/activations/invitation", object{"email": s.link.Get("email"), "code": s.link.Get("code"), "proof": s.link.Get("proof")}).want(200, "")
	}
	for _, method := range []string{http.MethodGet, http.MethodHead, http.MethodOptions, http.MethodGet} {
		s.look(method, path, nil)
		s.look(method, path+"?"+s.link.Encode(), nil)
	}
}

// look makes one request and follows the forms of the answer.
func (s *scanner) look(method, path string, form url.Values) {
	s.t.Helper()
	var body *strings.Reader
	if body = strings.NewReader(""); form != nil {
		body = strings.NewReader(form.Encode())
	}
	r := httptest.NewRequestWithContext(s.t.Context(), method, path, body)
	if form != nil {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	w := httptest.NewRecorder()
	s.handler.ServeHTTP(w, r)
	if w.Code >= 500 || form != nil && w.Code != http.StatusUnprocessableEntity {
		s.t.Errorf("%s %s: got %d, want it to ask for more", method, path, w.Code)
	}
	document, err := html.Parse(w.Body)
	if err != nil {
		s.t.Fatal(err)
	}
	for n := range document.Descendants() {
		if n.Data == "form" {
			s.submit(n, form == nil)
		}
	}
}

// submit presses each button of a form once. If the link opened the page, the
// script has filled in the form.
func (s *scanner) submit(form *html.Node, opened bool) {
	values := url.Values{}
	var buttons []url.Values
	for n := range form.Descendants() {
		name := attribute(n, "name")
		switch {
		case n.Data == "button":
			button := url.Values{}
			if name != "" {
				button.Set(name, attribute(n, "value"))
			}
			buttons = append(buttons, button)
		case n.Data == "input" && opened && s.link.Has(name):
			values.Set(name, s.link.Get(name))
		case n.Data == "input":
			values.Set(name, attribute(n, "value"))
		}
	}
	for _, button := range buttons {
		all := url.Values{}
		for _, from := range []url.Values{values, button} {
			for name := range from {
				all.Set(name, from.Get(name))
			}
		}
		unlike := url.Values{}
		for name := range all {
			if name != page.FieldKey { // differs on each page
				unlike.Set(name, all.Get(name))
			}
		}
		path := attribute(form, "action")
		if visited := path + "?" + unlike.Encode(); !s.seen[visited] {
			s.seen[visited] = true
			s.posts++
			s.look(http.MethodPost, path, all)
		}
	}
}

func attribute(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

// Whatever a mail scanner does with a link, nothing is written: an invitation
// stays open, an account remains, no password is set, no session is opened, no
// email is enqueued. Only how often its source asked is recorded.
func TestPages_scannersChangeNothing(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	pending := s.Invited(t, "Rosa", "Delgado", "rosa@example.org")
	unproved := s.Invited(t, "Owen", "Delgado", "owen@example.org")
	if _, err := s.Activate(t.Context(), s.ByCode(t, unproved)); err != nil {
		t.Fatal(err)
	}
	if err := s.Accounts.LostPassword(t.Context(), adminEmail); err != nil {
		t.Fatal(err)
	}
	s.Clock.Advance(10 * time.Minute) // no cool-down delays an email
	mail := s.ByMail(t, pending)
	links := map[string]url.Values{
		page.ActivatePath: {"email": {pending.Email}, "code": {mail.Code}, "proof": {mail.Proof}},
		page.DeclinePath:  {"invitation": {pending.Community + "." + pending.ID}, "proof": {mail.Proof}},
		page.DisownPath:   {"token": {s.ticket(roster.TicketDisown)}},
		page.ForgotPath:   {},
		page.ResetPath:    {"token": {s.ticket(roster.TicketReset)}},
	}
	before := s.items(t)
	record := faults.Record()
	through := *s
	through.Fixture = s.Through(record)
	through.handler = through.together(http.NotFoundHandler())
	for path, link := range links {
		visitor := &scanner{server: &through, link: link, seen: map[string]bool{}}
		visitor.visit(path)
		if visitor.posts == 0 {
			t.Errorf("%s: the scanner found no form", path)
		}
	}
	for _, call := range record.Calls() {
		for _, key := range call.Keys {
			if key.Write && !strings.HasPrefix(key.Partition, "T#") {
				t.Errorf("%s of %s %s", call.Operation, key.Partition, key.Sort)
			}
		}
	}
	if after := s.items(t); !slices.Equal(before, after) {
		t.Errorf("the table has changed, from %d items to %d", len(before), len(after))
	}

	// A person can do with the same links what the emails say.
	s.handler = s.together(http.NotFoundHandler())
	for path, typed := range map[string]url.Values{
		page.DeclinePath: {"confirm": {"stop"}}, page.DisownPath: {"confirm": {"Stop. "}}, page.ResetPath: {"password": {"four gray otters swim"}},
	} {
		for name := range links[path] {
			typed.Set(name, links[path].Get(name))
		}
		s.post("", path, typed).want(200, "")
	}
	if got := s.Member(t, pending); got.Status != roster.Revoked {
		t.Errorf("who declined is %s, want revoked", got.Status)
	}
	if got := s.Member(t, unproved); got.Status != roster.Removed {
		t.Errorf("whose account was disowned is %s, want removed", got.Status)
	}
}

// ticket returns the token of the only ticket of a kind.
func (s *server) ticket(kind roster.TicketKind) string {
	s.t.Helper()
	for _, i := range s.Items(s.t) {
		if i.SK != "R" || i.Kind != string(kind) {
			continue
		}
		ticket, err := s.Store.Ticket(s.t.Context(), strings.TrimPrefix(i.PK, "R#"))
		if err != nil {
			s.t.Fatal(err)
		}
		token, err := s.Accounts.TicketToken(s.t.Context(), ticket)
		if err != nil {
			s.t.Fatal(err)
		}
		return token
	}
	s.t.Fatalf("no ticket of kind %s", kind)
	return ""
}
