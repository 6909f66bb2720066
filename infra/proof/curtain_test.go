package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/anishathalye/porcupine"

	"github.com/communitrak/onboarding/internal/api"
	"github.com/communitrak/onboarding/internal/api/everything"
	"github.com/communitrak/onboarding/internal/onboarding/onboardingtest"
	"github.com/communitrak/onboarding/internal/roster"
)

const (
	flips        = 10_000 // the goal
	flipsAtATime = 24     // flips in one history, before everybody rests; even, so the curtain ends up
	members      = 3
	decideWithin = time.Minute
)

// curtain is a register: what enters while it is down is refused, and what
// enters while it is up is let in.
var curtain = porcupine.Model{
	Init: func() any { return false },
	Step: func(state, input, output any) (bool, any) {
		if in := input.(entry); in.draw {
			return true, in.down
		}
		return output.(bool) != state.(bool), state
	},
}

// entry is a draw of the curtain or an attempt to enter.
type entry struct {
	draw, down bool
	what       string
}

// site is the API, as clients see it.
type site struct {
	*onboardingtest.Fixture
	handler http.Handler
	began   time.Time
	calls   atomic.Int64

	mu      sync.Mutex
	history []porcupine.Operation
}

func newSite(t *testing.T) *site {
	s := &site{Fixture: onboardingtest.New(t), began: time.Now()}
	s.handler = api.New(api.API{
		Store: s.Store, Rules: s.Service, Accounts: s.Accounts, Keys: s.Keys, Support: "support@communitrak.example", Sources: api.DefaultSourceLimits(),
		// Everybody calls from an address of their own.
		SourceIP: func(context.Context) string {
			n := s.calls.Add(1)
			return fmt.Sprintf("10.%d.%d.%d", n>>16&255, n>>8&255, n&255)
		},
		Log: slog.New(slog.DiscardHandler), Now: s.Clock.Now,
	}, everything.Operations(nil, 0)...)
	return s
}

// answer is what the API said.
type answer struct {
	status int
	code   string
	token  string
}

func (s *site) call(method, path, token, body string) (answer, error) {
	r := httptest.NewRequestWithContext(context.Background(), method, path, strings.NewReader(body))
	r.Header.Set("Content-Type", "application/json")
	if token != "" {
		r.Header.Set("Authorization", "Bearer "+token)
	}
	w := httptest.NewRecorder()
	s.handler.ServeHTTP(w, r)
	var told struct{ Code, Token string }
	err := json.NewDecoder(w.Body).Decode(&told)
	if err == io.EOF {
		err = nil
	}
	return answer{w.Code, told.Code, told.Token}, err
}

// enter writes down whether somebody was let in. Any other refusal than that
// the community is closed fails the test.
func (s *site) enter(t *testing.T, who int, what, method, path, token, body string) {
	t.Helper()
	call := time.Since(s.began)
	a, err := s.call(method, path, token, body)
	back := time.Since(s.began)
	in := a.status < 300
	if err != nil || !in && a.code != "community_not_open" {
		t.Errorf("%s: %d %s, %v", what, a.status, a.code, err)
		return
	}
	s.note(who, entry{what: what}, in, call, back)
}

func (s *site) note(who int, e entry, in bool, call, back time.Duration) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.history = append(s.history, porcupine.Operation{ClientId: who, Input: e, Call: int64(call), Output: in, Return: int64(back)})
}

func credentialsOf(email string) string {
	return fmt.Sprintf(`{"email":%q,"password":%q}`, email, string(onboardingtest.Password))
}

// TestRaces_curtain draws the curtain again and again while residents sign in,
// call the API and activate. Every answer fits one state of the curtain between
// its call and its return: nobody enters after a draw was acknowledged, and
// nobody is refused after it was lifted. Activating works all the time.
func TestRaces_curtain(t *testing.T) {
	if testing.Short() {
		t.Skip("-short: draws the curtain under people who enter")
	}
	s := newSite(t)
	emails, tokens := make([]string, members), make([]string, members)
	for n := range members {
		emails[n] = onboardingtest.Email(n)
		s.ActivateByMail(t, s.Invited(t, "Rosa", "Delgado", emails[n]))
		tokens[n] = s.signedIn(t, emails[n])
	}
	admin := s.signedIn(t, "admin@maple-grove.example")
	n, entries, activations := sized(2*flipsAtATime, flips), map[string]int{}, 0
	flipped := 0
	for ; flipped < n && !t.Failed(); flipped += flipsAtATime {
		activations += s.round(t, admin, emails, tokens, flipped)
		if result := porcupine.CheckOperationsTimeout(curtain, s.history, decideWithin); result != porcupine.Ok {
			t.Errorf("after %d flips of seed %d, what was let in is %s:\n%s", flipped, *seed, result, entered(s.history))
		}
		for _, o := range s.history {
			if e := o.Input.(entry); !e.draw {
				entries[e.what+map[bool]string{true: "s let in", false: "s refused"}[o.Output.(bool)]]++
			}
		}
		s.history = nil
	}
	for _, what := range []string{"sign-ins let in", "sign-ins refused", "requests let in", "requests refused"} {
		if entries[what] == 0 {
			t.Errorf("there were no %s", what)
		}
	}
	for _, email := range emails {
		s.signedIn(t, email)
	}
	s.CheckInvariants(t)
	provedShare(t, some(flipped, flips, "flips"), ": 0 entries after a draw was acknowledged, 0 refusals after it was lifted (%s); %s activations meanwhile, all of which worked", ordered(entries), counted(activations))
}

func (s *site) signedIn(t *testing.T, email string) string {
	t.Helper()
	a, err := s.call("POST", "/v1/sessions", "", credentialsOf(email))
	if err != nil || a.status != http.StatusCreated {
		t.Fatalf("signing %s in: %d %s, %v", email, a.status, a.code, err)
	}
	return a.token
}

// round draws and lifts the curtain while others enter and activate. It ends
// with the curtain lifted and returns how many activated.
func (s *site) round(t *testing.T, admin string, emails, tokens []string, number int) int {
	t.Helper()
	stop := make(chan struct{})
	var others sync.WaitGroup
	var activated atomic.Int64
	again := func(do func(k int)) {
		others.Go(func() {
			for k := 0; ; k++ {
				select {
				case <-stop:
					return
				default:
					do(k)
				}
			}
		})
	}
	for n := range emails {
		again(func(int) { s.enter(t, n, "sign-in", "POST", "/v1/sessions", "", credentialsOf(emails[n])) })
		again(func(int) {
			s.enter(t, members+n, "request", "GET", "/v1/me/memberships/"+s.Community.ID, tokens[n], "")
		})
	}
	again(func(k int) {
		m, err := s.Invite(context.Background(), s.Admin, s.Community, onboardingtest.Person("Owen", "Delgado", fmt.Sprintf("owen-%d-%d@example.org", number, k)))
		if err == nil {
			err = s.activate(t, m.Member)
		}
		if err != nil {
			t.Errorf("activating: %v", err)
			return
		}
		activated.Add(1)
	})
	for k := range flipsAtATime {
		s.flip(t, admin, k%2 == 0)
	}
	close(stop)
	others.Wait()
	return int(activated.Load())
}

func (s *site) activate(t *testing.T, m roster.Member) error {
	shown := s.ByMail(t, m)
	body := fmt.Sprintf(`{"email":%q,"code":%q,"proof":%q,"password":%q}`, shown.Email, shown.Code, shown.Proof, string(shown.Password))
	a, err := s.call("POST", "/v1/activations", "", body)
	if err == nil && a.status >= 300 {
		err = fmt.Errorf("%d %s", a.status, a.code)
	}
	return err
}

func (s *site) flip(t *testing.T, admin string, down bool) {
	t.Helper()
	s.Clock.Advance(time.Millisecond)
	call := time.Since(s.began)
	a, err := s.call("PATCH", "/v1/communities/"+s.Community.ID+"/preferences", admin, fmt.Sprintf(`{"blackCurtain":%v}`, down))
	if err != nil || a.status != http.StatusOK {
		t.Errorf("drawing the curtain: %d %s, %v", a.status, a.code, err)
	}
	s.note(2*members, entry{draw: true, down: down}, true, call, time.Since(s.began))
}

func entered(h []porcupine.Operation) string {
	var text strings.Builder
	for _, o := range h {
		fmt.Fprintf(&text, "%d–%d client %d: %+v -> %v\n", o.Call, o.Return, o.ClientId, o.Input, o.Output)
	}
	return text.String()
}
