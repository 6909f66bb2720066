package main

import (
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/communitrak/onboarding/infra/local/localtest"
)

type object = localtest.Object

const (
	maple    = "/v1/communities/maple-grove"
	newWords = "nine brown herons wade"
)

func invitation(street, first, last, email string) object {
	return object{
		"property": object{"street": object{"street": street}, "confirmed": true}, "household": object{},
		"member": object{"firstName": first, "lastName": last, "email": email},
	}
}

// TestScenario does the main job as people do it, over HTTP and S3 alone.
func TestScenario(t *testing.T) {
	t.Parallel()
	s := localtest.Start(t)
	admin := s.SignIn("admin@maple-grove.example", localtest.Password)
	activate := func(in object) localtest.Answer { return s.Call("", "POST", "/v1/activations", in) }

	// An address on one line, in standard form.
	valid := s.Call(admin, "POST", maple+"/addresses/validate", object{"street": "114 juniper court apt 2, mesa az 85201"}).Want(200, "")
	if got, want := valid.Text("label"), "114 Juniper Ct Apt 2, Mesa, AZ 85201"; got != want {
		t.Errorf("standard form: got %q, want %q", got, want)
	}

	// A new property and household, then another member in it.
	rosa := s.Call(admin, "POST", maple+"/invitations", invitation("114 juniper court apt 2, mesa az 85201", "Rosa", "Delgado", "rosa@example.com")).Want(201, "")
	another := invitation("", "Owen", "Delgado", "owen@example.com")
	another["property"] = object{"id": rosa.Text("property", "id")}
	another["household"] = object{"id": rosa.Text("household", "id")}
	owen := s.Call(admin, "POST", maple+"/invitations", another).Want(201, "")
	if owen.At("household", "members").(float64) != 2 || owen.Text("member", "householdRole") != "member" {
		t.Errorf("the second of the household: got %s", owen.Raw)
	}

	// The mail arrives and carries the code and the proof.
	began := time.Now()
	mail := s.MailTo("rosa@example.com", 1)
	if took := time.Since(began); took > 5*time.Second {
		t.Errorf("the mail took %v", took)
	}
	link := mail.Fragment("/activate")
	code := rosa.Text("invitation", "code")
	if link["code"] != code || link["proof"] == "" || !strings.Contains(mail.Text, code) {
		t.Errorf("the mail's link carries %v, want the code and a proof", len(link))
	}

	// Somebody else's code is refused exactly like a wrong one.
	wrong := activate(object{"email": "rosa@example.com", "code": "0000-0000-0000-0000", "password": newWords}).Want(403, "activation_refused")
	others := activate(object{"email": "rosa@example.com", "code": owen.Text("invitation", "code"), "password": newWords}).Want(403, "activation_refused")
	if string(wrong.Raw) != string(others.Raw) {
		t.Errorf("another's code got %s, a wrong one %s", others.Raw, wrong.Raw)
	}

	// By link; the second time, the member is already active.
	done := activate(object{"email": "rosa@example.com", "code": link["code"], "proof": link["proof"], "password": newWords}).Want(201, "")
	if done.Text("signIn") != "open" {
		t.Errorf("got %s, want sign-in open", done.Raw)
	}
	activate(object{"email": "rosa@example.com", "code": link["code"], "proof": link["proof"], "password": newWords}).Want(409, "already_active")
	s.SignIn("rosa@example.com", newWords)

	// From Pending to Active.
	active := s.Call(admin, "GET", maple+"/members?status=active", nil).Want(200, "")
	if len(active.Items()) != 2 || active.At("counts", "active").(float64) != 2 || active.At("counts", "pending").(float64) != 1 {
		t.Errorf("active: got %s", active.Raw)
	}

	// By typed code alone, the account belongs to nobody yet. The mail's link
	// claims it.
	activate(object{"email": "owen@example.com", "code": strings.ToLower(owen.Text("invitation", "code")), "password": "the inviter's own words"}).Want(201, "")
	inviters := s.SignIn("owen@example.com", "the inviter's own words")
	owens := s.MailTo("owen@example.com", 1).Fragment("/activate")
	if disown := s.MailTo("owen@example.com", 2).Fragment("/disown"); disown["token"] == "" {
		t.Error("no mail tells the address that an account was made for it")
	}
	activate(object{"email": "owen@example.com", "code": owens["code"], "proof": owens["proof"], "password": newWords}).Want(201, "")
	s.Call(inviters, "GET", "/v1/me", nil).Want(401, "unauthenticated")
	s.Call("", "POST", "/v1/sessions", object{"email": "owen@example.com", "password": "the inviter's own words"}).Want(401, "invalid_credentials")
	s.SignIn("owen@example.com", newWords)

	// A forgotten password.
	s.Call("", "POST", "/v1/passwords/lost", object{"email": "rosa@example.com"}).Want(202, "")
	s.Call("", "POST", "/v1/passwords/lost", object{"email": "nobody@example.com"}).Want(202, "")
	token := s.MailTo("rosa@example.com", 2).Fragment("/reset")["token"]
	s.Call("", "POST", "/v1/passwords", object{"token": token, "password": "seven grey geese land"}).Want(204, "")
	s.Call("", "POST", "/v1/passwords", object{"token": token, "password": "seven grey geese land"}).Want(410, "link_invalid")
	s.Call("", "POST", "/v1/sessions", object{"email": "rosa@example.com", "password": newWords}).Want(401, "invalid_credentials")
	s.SignIn("rosa@example.com", "seven grey geese land")

	blackCurtain(t, s, admin)
	resending(t, s, admin)
}

func blackCurtain(t *testing.T, s *localtest.System, admin string) {
	s.Call(admin, "PATCH", maple+"/preferences", object{"blackCurtain": true}).Want(200, "")
	ivy := s.Call(admin, "POST", maple+"/invitations", invitation("118 Juniper Ct", "Ivy", "Sato", "ivy@example.com")).Want(201, "")
	link := s.MailTo("ivy@example.com", 1).Fragment("/activate")
	done := s.Call("", "POST", "/v1/activations", object{"email": "ivy@example.com", "code": ivy.Text("invitation", "code"), "proof": link["proof"], "password": newWords}).Want(201, "")
	if done.Text("signIn") != "closed" {
		t.Errorf("behind the curtain: got %s, want sign-in closed", done.Raw)
	}
	s.Call("", "POST", "/v1/sessions", object{"email": "ivy@example.com", "password": newWords}).Want(403, "community_not_open")
	s.Call(admin, "PATCH", maple+"/preferences", object{"blackCurtain": false}).Want(200, "")
	s.Tick()
	if mail := s.MailTo("ivy@example.com", 2); !strings.Contains(strings.ToLower(mail.Subject), "open") {
		t.Errorf("the mail after opening: got %q, want that the doors are open", mail.Subject)
	}
	s.SignIn("ivy@example.com", newWords)
}

func resending(t *testing.T, s *localtest.System, admin string) {
	leo := s.Call(admin, "POST", maple+"/invitations", invitation("120 Juniper Ct", "Leo", "Fontaine", "leo@example.com")).Want(201, "")
	resend := func(ids ...string) localtest.Answer {
		return s.Call(admin, "POST", maple+"/invitations/resend", object{"members": ids}).Want(200, "")
	}
	id := leo.Text("member", "id")
	first := s.MailTo("leo@example.com", 1).Fragment("/activate")
	s.Advance("10m")
	if got := resend(id); got.At("queued").(float64) != 1 {
		t.Errorf("resend: got %s, want it queued", got.Raw)
	}
	if again := s.MailTo("leo@example.com", 2).Fragment("/activate"); again["code"] != first["code"] {
		t.Error("the resend carries another code")
	}
	if got := resend(id); got.At("skipped").(float64) != 1 || !strings.Contains(string(got.Raw), `"reason":"cooldown"`) {
		t.Errorf("a second resend at once: got %s, want the cool-down", got.Raw)
	}
	s.Call(admin, "POST", maple+"/members/"+id+"/revoke", nil).Want(200, "")
	s.Call("", "POST", "/v1/activations", object{"email": "leo@example.com", "code": first["code"], "proof": first["proof"], "password": newWords}).Want(403, "activation_refused")

	bad := s.Call(admin, "POST", maple+"/invitations", invitation("122 Juniper Ct", "Bo", "Unce", "bounce.bo@example.com")).Want(201, "")
	member := maple + "/members/" + bad.Text("member", "id")
	s.Eventually(10*time.Second, "shown as bounced", func() bool {
		return s.Call(admin, "GET", member, nil).Want(200, "").Text("invitation", "delivery", "state") == "bounced"
	})
	s.Advance("10m")
	if got := resend(bad.Text("member", "id")); !strings.Contains(string(got.Raw), `"reason":"hard_bounced"`) {
		t.Errorf("resend after a hard bounce: got %s", got.Raw)
	}
	attention := s.Call(admin, "GET", maple+"/members?status=attention", nil).Want(200, "")
	if len(attention.Items()) != 2 || attention.At("counts", "attention").(float64) != 2 {
		t.Errorf("attention: got %s, want the revoked and the bounced", attention.Raw)
	}
}

// TestScenario_races checks that 64 simultaneous invitations of one email make
// one member, and that each of 40 codes that 64 attempts use at once makes one
// account.
func TestScenario_races(t *testing.T) {
	if testing.Short() {
		t.Skip("-short: lets many race in a whole system")
	}
	t.Parallel()
	s := localtest.Start(t)
	admin := s.SignIn("admin@maple-grove.example", localtest.Password)
	var wait sync.WaitGroup
	for range 64 {
		wait.Go(func() {
			if got := s.Call(admin, "POST", maple+"/invitations", invitation("114 Juniper Ct", "Rosa", "Delgado", "rosa@example.com")); got.Status != 201 && got.Status != 409 {
				t.Errorf("got %d %s", got.Status, got.Raw)
			}
		})
	}
	wait.Wait()
	if got := s.Call(admin, "GET", maple+"/members?status=pending", nil); len(got.Items()) != 1 || got.At("counts", "pending").(float64) != 1 {
		t.Errorf("64 invitations of one email: got %s", got.Raw)
	}
	const codes = 40
	var invited []localtest.Answer
	for n := range codes {
		in := invitation("116 Juniper Ct", "Resident", fmt.Sprintf("Number%c", 'a'+n%26), fmt.Sprintf("resident-%d@example.com", n))
		invited = append(invited, s.Call(admin, "POST", maple+"/invitations", in).Want(201, ""))
	}
	won := make([]int, codes)
	for n, made := range invited {
		var mu sync.Mutex
		for range 64 {
			wait.Go(func() {
				got := s.Call("", "POST", "/v1/activations", object{"email": made.Text("member", "email"), "code": made.Text("invitation", "code"), "password": newWords})
				mu.Lock()
				defer mu.Unlock()
				switch got.Status {
				case 201:
					won[n]++
				case 409, 429:
				default:
					t.Errorf("got %d %s, want 201, 409 or, from one source address, 429", got.Status, got.Raw)
				}
			})
		}
		wait.Wait()
		s.Advance("61s")
	}
	for n, count := range won {
		if count != 1 {
			t.Errorf("code %d was used %d times, want once", n, count)
		}
	}
	if got := s.Call(admin, "GET", maple+"/members?status=active&limit=100", nil); len(got.Items()) != codes+1 || int(got.At("counts", "active").(float64)) != codes+1 {
		t.Errorf("got %d active and a count of %v, want %d", len(got.Items()), got.At("counts", "active"), codes+1)
	}
}
