package api_test

import (
	"bytes"
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/communitrak/onboarding/internal/dynamo/dynamotest"
	"github.com/communitrak/onboarding/internal/roster"
)

// repeats are the POSTs that take an Idempotency-Key, each with the body of one
// request. Imports are repeated in the importer's lifecycle tests.
func (s *server) repeats(t *testing.T) map[string]func() (token, path string, body any) {
	admin, staff := s.admin(), s.staff()
	pending := func(email string) roster.Member { return s.Invited(t, "Rosa", "Delgado", email) }
	of := func(m roster.Member, action string) string { return maple + "/members/" + m.ID + "/" + action }
	return map[string]func() (string, string, any){
		"invite": func() (string, string, any) {
			return admin, maple + "/invitations", invitation("Nia", "nia@example.org")
		},
		"resend": func() (string, string, any) {
			m := pending("resent@example.org")
			s.Clock.Advance(10 * time.Minute)
			return admin, maple + "/invitations/resend", object{"members": []string{m.ID, "nobody"}}
		},
		"revoke": func() (string, string, any) { return admin, of(pending("revoked@example.org"), "revoke"), nil },
		"remove": func() (string, string, any) {
			m := pending("removed@example.org")
			s.ActivateByMail(t, m)
			return admin, of(m, "remove"), nil
		},
		"address works": func() (string, string, any) { return staff, of(pending("works@example.org"), "address-works"), nil },
		"create community": func() (string, string, any) {
			return staff, "/v1/communities", object{"name": "Cedar Bay", "administrator": object{"firstName": "Cy", "lastName": "Cedar", "email": "cy@example.org"}}
		},
		"activate": func() (string, string, any) {
			a := s.ByMail(t, pending("activated@example.org"))
			return "", "/v1/activations", object{"email": a.Email, "code": a.Code, "proof": a.Proof, "password": string(a.Password)}
		},
		"greet": func() (string, string, any) {
			a := s.ByMail(t, pending("greeted@example.org"))
			return "", "/v1/activations/invitation", object{"email": a.Email, "code": a.Code, "proof": a.Proof}
		},
		"lose mail": func() (string, string, any) {
			pending("lost@example.org")
			s.Clock.Advance(10 * time.Minute)
			return "", "/v1/activations/lost", object{"email": "lost@example.org"}
		},
		"lose password": func() (string, string, any) {
			return "", "/v1/passwords/lost", object{"email": "admin@maple-grove.example"}
		},
		"validate": func() (string, string, any) {
			return admin, maple + "/addresses/validate", object{"street": "114 juniper court", "zip": "85201"}
		},
	}
}

// items returns the whole table except request records, the limits that count
// them, and sessions: a repeated activation opens a new one.
func (s *server) items(t *testing.T) []string {
	t.Helper()
	var texts []string
	for _, i := range s.Items(t) {
		if kind, _, _ := strings.Cut(i.PK, "#"); kind != "I" && kind != "T" && kind != "S" {
			texts = append(texts, i.PK+" "+i.SK+" "+i.Text)
		}
	}
	slices.Sort(texts)
	return texts
}

// sessionToken matches a session token in an answer.
var sessionToken = regexp.MustCompile(`"token":"[\w-]{43}"`)

func TestRepeat_oneEffectAndTheSameAnswer(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	for name, begin := range s.repeats(t) {
		token, path, body := begin()
		first := s.call(token, "POST", path, body, "Idempotency-Key", name)
		if first.Status > 299 {
			t.Errorf("%s: got %d: %s", name, first.Status, first.Raw)
			continue
		}
		before := s.items(t)
		second := s.call(token, "POST", path, body, "Idempotency-Key", name)
		if second.Status != first.Status || !bytes.Equal(sessionToken.ReplaceAll(second.Raw, nil), sessionToken.ReplaceAll(first.Raw, nil)) {
			t.Errorf("%s: the repeat got %d %s, want %d %s", name, second.Status, second.Raw, first.Status, first.Raw)
		}
		if after := s.items(t); !slices.Equal(before, after) {
			t.Errorf("%s: the repeat changed the table", name)
		}
		if token != "" && body != nil {
			s.call(token, "POST", path, object{"name": "other"}, "Idempotency-Key", name)
			if other := s.call(token, "POST", maple+"/addresses/validate", object{"street": "1 Other St", "zip": "85201"}, "Idempotency-Key", name); other.Status != 422 || other.at("code") != "idempotency_key_reused" {
				t.Errorf("%s: another request under its key got %d %s", name, other.Status, other.Raw)
			}
		}
	}
}

// TestRepeat_passesTheGuards checks that a repeat is answered only to those who
// may ask now.
func TestRepeat_passesTheGuards(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		change func(*server, string)
		status int
		code   string
	}{
		"demoted": {func(s *server, board string) {
			s.call(s.admin(), "PATCH", maple+"/members/"+board, object{"role": "member"}).want(200, "")
		}, 403, "forbidden"},
		"removed": {func(s *server, board string) {
			s.call(s.admin(), "POST", maple+"/members/"+board+"/remove", nil).want(200, "")
		}, 401, "unauthenticated"},
		"shut out": {func(s *server, _ string) {
			s.call(s.admin(), "PATCH", maple+"/preferences", object{"blackCurtain": true}).want(200, "")
		}, 403, "community_not_open"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newServer(t)
			token, board := s.resident("Bo", "bo@example.org", roster.RoleBoard)
			pending := s.Invited(t, "Rosa", "Delgado", "rosa@example.org")
			s.Clock.Advance(10 * time.Minute)
			member := maple + "/members/" + pending.ID
			type asked struct {
				path string
				body any
			}
			requests := []asked{
				{maple + "/invitations", invitation("Nia", "nia@example.org")},
				{maple + "/invitations/resend", object{"members": []string{pending.ID}}},
				{member + "/code", nil}, {member + "/revoke", nil},
			}
			for n, r := range requests {
				if got := s.call(token, "POST", r.path, r.body, "Idempotency-Key", fmt.Sprint(n)); got.Status > 299 {
					t.Fatalf("%s: got %d %s", r.path, got.Status, got.Raw)
				}
			}
			tt.change(s, board)
			for n, r := range requests {
				got := s.call(token, "POST", r.path, r.body, "Idempotency-Key", fmt.Sprint(n))
				// A sender whose session ended is anonymous by now, and a
				// demotion may end sessions.
				if got.Status != tt.status && got.Status != 401 {
					t.Errorf("%s: got %d %v, want %d %s", r.path, got.Status, got.at("code"), tt.status, tt.code)
				}
				if strings.Contains(string(got.Raw), "example.org") {
					t.Errorf("%s: a repeat without the right shows %s", r.path, got.Raw)
				}
			}
		})
	}
}

func TestRepeat_ofAnInvitationThatMovedOn(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	board, _ := s.resident("Bo", "bo@example.org", roster.RoleBoard)
	invite := func(token, first, email string) reply {
		return s.call(token, "POST", maple+"/invitations", invitation(first, email), "Idempotency-Key", email)
	}
	raised := invite(board, "Rosa", "rosa@example.org").want(201, "").text("member", "id")
	s.call(s.admin(), "PATCH", maple+"/members/"+raised, object{"role": "administrator"}).want(200, "")
	invite(board, "Rosa", "rosa@example.org").want(403, "role_above_yours")

	revoked := invite(board, "Owen", "owen@example.org").want(201, "")
	s.call(board, "POST", maple+"/members/"+revoked.text("member", "id")+"/revoke", nil).want(200, "")
	again := invite(board, "Owen", "owen@example.org").want(201, "")
	if again.text("member", "status") != "revoked" {
		t.Errorf("the repeat of a revoked invitation revived it: %s", again.Raw)
	}
	s.call(board, "POST", maple+"/invitations", invitation("Owen", "owen@example.org")).want(201, "")
	invite(board, "Owen", "owen@example.org").want(409, "superseded")
}

// TestRepeat_keyIsItsSendersOwn checks that nobody reaches another's request
// through its key.
func TestRepeat_keyIsItsSendersOwn(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	admin := s.admin()
	second, _ := s.resident("Sam", "sam@example.org", roster.RoleAdministrator)
	s.call(admin, "POST", maple+"/invitations", invitation("Rosa", "rosa@example.org"), "Idempotency-Key", "1").want(201, "")
	s.call(second, "POST", maple+"/invitations", invitation("Rosa", "rosa@example.org"), "Idempotency-Key", "1").want(409, "already_pending")
	s.call(second, "POST", maple+"/invitations", invitation("Owen", "owen@example.org"), "Idempotency-Key", "1").want(201, "")

	for _, email := range []string{"ivy@example.org", "ida@example.org"} {
		a := s.ByMail(t, s.Invited(t, "Ivy", "Sato", email))
		s.call("", "POST", "/v1/activations", object{"email": email, "code": a.Code, "password": string(a.Password)}, "Idempotency-Key", "1").want(201, "")
	}
}

// TestRepeat_strangersAtOnce checks that a stranger's request, which leaves no
// record, has one effect and one answer however often it runs at the same time.
func TestRepeat_strangersAtOnce(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	body := s.activation(s.Invited(t, "Rosa", "Delgado", "rosa@example.org"))
	const times = 4
	replies := make(chan reply, times)
	for range times {
		go func() { replies <- s.call("", "POST", "/v1/activations", body, "Idempotency-Key", "one") }()
	}
	for range times {
		if got := <-replies; got.Status != 201 || got.at("session") == nil {
			t.Errorf("got %d %s, want each activated and signed in", got.Status, got.Raw)
		}
	}
	for _, i := range s.Items(t) {
		if strings.HasPrefix(i.PK, "I#") {
			t.Errorf("a record nobody needs: %s", i.Text)
		}
	}
	dynamotest.CheckInvariants(t, s.DB, s.Table)
}

func TestRepeat_recordHoldsNothingPersonal(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	in := invitation("Rosalind", "rosalind@example.org")
	in["member"].(object)["phone"] = "(480) 555-0103"
	made := s.call(s.admin(), "POST", maple+"/invitations", in, "Idempotency-Key", "my key").want(201, "")
	secrets := []string{"Rosalind", "rosalind@example.org", "5550103", "Juniper", "my key", made.text("invitation", "code")}
	records := 0
	for _, i := range s.Items(t) {
		if !strings.HasPrefix(i.PK, "I#") {
			continue
		}
		records++
		for _, secret := range secrets {
			if strings.Contains(strings.ToLower(i.PK+i.Text), strings.ToLower(secret)) {
				t.Errorf("the record of a request holds %q: %s", secret, i.Text)
			}
		}
		if !strings.Contains(i.Text, made.text("member", "id")) {
			t.Errorf("the record does not name what was made: %s", i.Text)
		}
	}
	if records != 1 {
		t.Errorf("got %d records, want 1", records)
	}
}

func TestCommunities_oneOfAName(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	staff := s.staff()
	create := func(name string, n int, confirmed bool) reply {
		return s.call(staff, "POST", "/v1/communities", object{"name": name, "confirmed": confirmed,
			"administrator": object{"firstName": "Cy", "lastName": "Cedar", "email": fmt.Sprintf("cy-%d@example.org", n)}})
	}
	ids := map[string]bool{}
	for _, name := range []string{"Cedar Bay", "Садова", "Озерна"} {
		replies := make(chan reply, 16)
		for n := range 16 {
			go func() { replies <- create(name, n, false) }()
		}
		made, others := "", []string{}
		for range 16 {
			switch r := <-replies; {
			case r.Status == 201 && made == "":
				made = r.text("id")
			case r.Status == 409 && r.at("code") == "exists":
				others = append(others, r.text("community"))
			default:
				t.Errorf("%s: got %d %s", name, r.Status, r.Raw)
			}
		}
		if len(others) != 15 || slices.ContainsFunc(others, func(id string) bool { return id != made }) {
			t.Errorf("%s: made %s, the others were told of %v", name, made, others)
		}
		ids[made] = true
	}
	for _, alike := range []string{"cedar bay", "Cedar-Bay", "Cedar Bay."} {
		create(alike, 20, false).want(409, "exists")
	}
	if id := create("Cedar Bay", 21, true).want(201, "").text("id"); ids[id] {
		t.Errorf("a confirmed second community got the identifier %s of the first", id)
	}
	dynamotest.CheckInvariants(t, s.DB, s.Table)
}

func TestPreferences_place(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	admin := s.admin()
	for _, tt := range []struct {
		edit  object
		field string
	}{
		{object{"zip": "ABC"}, "body.zip"}, {object{"zip": "8520"}, "body.zip"}, {object{"zip": "10001"}, "body.zip"},
		{object{"state": "Ontario"}, "body.state"}, {object{"state": "New York"}, "body.zip"}, {object{"city": "Me\x00sa"}, "body.city"},
	} {
		got := s.call(admin, "PATCH", maple+"/preferences", tt.edit).want(422, "invalid")
		if !strings.Contains(string(got.Raw), fmt.Sprintf("%q:%q", "location", tt.field)) {
			t.Errorf("%v: no pointer to %s in %s", tt.edit, tt.field, got.Raw)
		}
	}
	got := s.call(admin, "PATCH", maple+"/preferences", object{"city": "new york", "state": "new york", "zip": "10001"}).want(200, "")
	if place := cmp.Or(got.text("city")+" ", "") + got.text("state") + " " + got.text("zip"); place != "New York NY 10001" {
		t.Errorf("got %s, want New York NY 10001", place)
	}
	s.call(admin, "PATCH", maple+"/preferences", object{"city": "", "state": "", "zip": ""}).want(200, "")
}

// TestBlackCurtain_everyOperation checks that behind the curtain a session can
// only be ended.
func TestBlackCurtain_everyOperation(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	resident, _ := s.resident("Pia", "pia@example.org", roster.RoleBoard)
	s.call(s.admin(), "PATCH", maple+"/preferences", object{"blackCurtain": true}).want(200, "")
	password := object{"old": "nine brown herons wade", "new": "ten grey herons sleep"}
	s.call(resident, "PUT", "/v1/me/password", password).want(403, "community_not_open")
	s.call(resident, "GET", "/v1/me", nil).want(403, "community_not_open")
	s.call(resident, "POST", maple+"/invitations", invitation("Nia", "nia@example.org")).want(403, "community_not_open")
	s.call(resident, "DELETE", "/v1/sessions/current", nil).want(204, "")
	s.call(s.admin(), "PUT", "/v1/me/password", password).want(204, "")
}
