package api_test

import (
	"bytes"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	_ "github.com/communitrak/onboarding/internal/account/password/passwordtest" // cheap to hash
	"github.com/communitrak/onboarding/internal/onboarding/onboardingtest"
	"github.com/communitrak/onboarding/internal/roster"
)

func TestInvite(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	admin := s.admin()
	made := s.call(admin, "POST", maple+"/invitations", invitation("Rosa", "Rosa@Example.org")).want(201, "")
	if got := made.text("member", "email"); got != "rosa@example.org" {
		t.Errorf("email: got %q, want it in normal form", got)
	}
	if got := made.text("member", "householdRole"); got != "head" {
		t.Errorf("the first of a household: got %q, want head", got)
	}
	if got := made.text("household", "name"); got != "Delgado Family" {
		t.Errorf("household: got %q, want Delgado Family", got)
	}
	if got := made.text("invitation", "code"); len(got) != 19 {
		t.Errorf("code: got %q", got)
	}

	again := s.call(admin, "POST", maple+"/invitations", invitation("Rosa", "rosa@example.org")).want(409, "already_pending")
	if again.text("member") != made.text("member", "id") {
		t.Errorf("already pending names %s, want %s", again.text("member"), made.text("member", "id"))
	}

	another := invitation("Owen", "owen@example.org")
	another["property"] = object{"id": made.text("property", "id")}
	another["household"] = object{"id": made.text("household", "id")}
	second := s.call(admin, "POST", maple+"/invitations", another).want(201, "")
	if got := second.text("member", "householdRole"); got != "member" {
		t.Errorf("the second of a household: got %q, want member", got)
	}
	list := s.call(admin, "GET", maple+"/members?status=pending", nil).want(200, "")
	if items := list.at("items").([]any); len(items) != 2 || list.at("counts", "pending").(float64) != 2 {
		t.Errorf("pending: got %d and a count of %v, want 2", len(items), list.at("counts", "pending"))
	}
}

func TestInvite_refused(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	admin := s.admin()
	change := func(path string, value any) object {
		in := invitation("Rosa", "rosa@example.org")
		at := in
		keys := strings.Split(path, ".")
		for _, k := range keys[:len(keys)-1] {
			at = at[k].(object)
		}
		at[keys[len(keys)-1]] = value
		return in
	}
	for _, tt := range []struct {
		name, location string
		body           any
		status         int
		code           string
	}{
		{"email", "body.member.email", change("member.email", "rosa@"), 422, "invalid"},
		{"no first name", "body.member.firstName", change("member.firstName", " "), 422, "invalid"},
		{"phone", "body.member.phone", change("member.phone", "12"), 422, "invalid"},
		{"role", "body.role", change("role", "king"), 422, "invalid"},
		{"household role", "body.member.householdRole", change("member.householdRole", "king"), 422, "invalid"},
		{"unknown field", "body.member.status", change("member.status", "active"), 422, "invalid"},
		{"wrong type", "body.member.firstName", change("member.firstName", 7), 422, "invalid"},
		{"control character", "body.member.firstName", change("member.firstName", "Ro\x00sa"), 422, "invalid"},
		{"zip", "body.property.street.zip", change("property.street.zip", "8"), 422, "invalid"},
		{"no such property", "body.property.id", change("property", object{"id": "nowhere"}), 422, "invalid"},
		{"two places", "body.property", change("property.id", "nowhere"), 422, "invalid"},
		{"unconfirmed", "", change("property.confirmed", false), 409, "address_unconfirmed"},
		{"no JSON", "", "{", 400, "malformed"},
		{"too large", "", change("member.firstName", strings.Repeat("x", 20_000)), 413, "too_large"},
	} {
		got := s.call(admin, "POST", maple+"/invitations", tt.body)
		if got.Status != tt.status || got.at("code") != tt.code || !strings.HasPrefix(got.Header.Get("Content-Type"), "application/problem+json") {
			t.Errorf("%s: got %d %v, want %d %s: %s", tt.name, got.Status, got.at("code"), tt.status, tt.code, got.Raw)
			continue
		}
		if tt.location != "" && !strings.Contains(string(got.Raw), fmt.Sprintf("%q:%q", "location", tt.location)) {
			t.Errorf("%s: no pointer to %s in %s", tt.name, tt.location, got.Raw)
		}
	}
	s.WantCounts(t, roster.Counts{Active: 1})
}

func TestInvite_sameKeySameAnswer(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	admin := s.admin()
	first := s.call(admin, "POST", maple+"/invitations", invitation("Rosa", "rosa@example.org"), "Idempotency-Key", "one").want(201, "")
	second := s.call(admin, "POST", maple+"/invitations", invitation("Rosa", "rosa@example.org"), "Idempotency-Key", "one").want(201, "")
	if first.text("invitation", "code") != second.text("invitation", "code") || first.text("member", "id") != second.text("member", "id") {
		t.Errorf("a repeat got another answer")
	}
	s.call(admin, "POST", maple+"/invitations", invitation("Rosalind", "rosa@example.org"), "Idempotency-Key", "one").want(422, "idempotency_key_reused")
	s.WantCounts(t, roster.Counts{Active: 1, Pending: 1})
}

func TestInvite_oneMemberWhoeverRaces(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	admin := s.admin()
	var wait sync.WaitGroup
	made := make(chan int, 64)
	for n := range 64 {
		wait.Go(func() {
			in := invitation("Rosa", "rosa@example.org")
			var headers []string
			if n%2 == 0 {
				headers = []string{"Idempotency-Key", fmt.Sprint(n % 4)}
			}
			made <- s.call(admin, "POST", maple+"/invitations", in, headers...).Status
		})
	}
	wait.Wait()
	close(made)
	for status := range made {
		if status != 201 && status != 409 {
			t.Errorf("got %d, want 201 or 409", status)
		}
	}
	s.WantCounts(t, roster.Counts{Active: 1, Pending: 1})
	list := s.call(admin, "GET", maple+"/properties", nil).want(200, "")
	if items := list.at("items").([]any); len(items) != 1 || items[0].(object)["households"].(float64) != 1 {
		t.Errorf("got %s, want one property with one household", list.Raw)
	}
}

// TestRankGuard checks that nobody gives a role, or sees the code of, edits,
// resends to, or revokes a member, if the role holds a permission that they
// lack.
func TestRankGuard(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	admin := s.admin()
	board, _ := s.resident("Bea", "bea@example.org", roster.RoleBoard)
	boss := invitation("Ann", "ann@example.org")
	boss["role"] = "administrator"
	s.call(board, "POST", maple+"/invitations", boss).want(403, "role_above_yours")
	id := s.call(admin, "POST", maple+"/invitations", boss).want(201, "").text("member", "id")
	member := maple + "/members/" + id
	s.call(board, "POST", member+"/code", nil).want(403, "role_above_yours")
	s.call(board, "POST", member+"/revoke", nil).want(403, "role_above_yours")
	s.call(board, "PATCH", member, object{"email": "bea+2@example.org"}).want(403, "role_above_yours")
	s.call(board, "PATCH", member, object{"firstName": "Anna"}).want(403, "role_above_yours")
	resent := s.call(board, "POST", maple+"/invitations/resend", object{"members": []string{id}}).want(200, "")
	if !strings.Contains(string(resent.Raw), "role_above_yours") || resent.at("skipped").(float64) != 1 {
		t.Errorf("resend: got %s", resent.Raw)
	}
	low := s.call(board, "POST", maple+"/invitations", invitation("Leo", "leo@example.org")).want(201, "").text("member", "id")
	s.call(board, "PATCH", maple+"/members/"+low, object{"role": "administrator"}).want(403, "role_above_yours")
	s.call(admin, "POST", member+"/revoke", nil).want(200, "")
	revived := invitation("Ann", "ann@example.org")
	s.call(board, "POST", maple+"/invitations", revived).want(403, "role_above_yours")
	s.call(admin, "PATCH", maple+"/preferences", object{"defaultRole": "board"}).want(422, "invalid")
}

func TestPermissions(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	plain, plainID := s.resident("Pia", "pia@example.org", roster.RoleMember)
	board, _ := s.resident("Bea", "bea@example.org", roster.RoleBoard)
	s.call("", "GET", maple+"/members", nil).want(401, "unauthenticated")
	s.call("nonsense", "GET", maple+"/members", nil).want(401, "unauthenticated")
	s.call(plain, "GET", maple+"/members", nil).want(403, "forbidden")
	s.call(plain, "POST", maple+"/invitations", invitation("Rosa", "rosa@example.org")).want(403, "forbidden")
	s.call(board, "PATCH", maple+"/preferences", object{"blackCurtain": true}).want(403, "forbidden")
	s.call(board, "POST", maple+"/members/"+plainID+"/remove", nil).want(403, "forbidden")
	s.call(board, "PATCH", maple+"/members/"+plainID, object{"phone": ""}).want(403, "forbidden")
	s.call(board, "GET", "/v1/communities", nil).want(403, "forbidden")
	s.call(board, "POST", maple+"/members/"+plainID+"/address-works", nil).want(403, "forbidden")
	s.call(s.staff(), "GET", maple+"/members", nil).want(200, "")
}

func TestOtherCommunitiesAreNotThere(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	s.AddCommunity(t, "Cedar Hill", "admin@cedar-hill.example")
	made := s.call(s.admin(), "POST", maple+"/invitations", invitation("Rosa", "rosa@example.org")).want(201, "")
	stranger := s.signIn("admin@cedar-hill.example")
	s.call(stranger, "GET", maple+"/members", nil).want(404, "not_found")
	s.call(stranger, "POST", maple+"/invitations", invitation("Eve", "eve@example.org")).want(404, "not_found")
	cedar := "/v1/communities/cedar-hill"
	for _, path := range []string{"/members/" + made.text("member", "id"), "/members/" + made.text("member", "id") + "/history", "/properties/" + made.text("property", "id") + "/households"} {
		s.call(stranger, "GET", cedar+path, nil).want(404, "not_found")
	}
	for _, path := range []string{"/revoke", "/remove", "/code"} {
		s.call(stranger, "POST", cedar+"/members/"+made.text("member", "id")+path, nil).want(404, "not_found")
	}
	s.call(stranger, "DELETE", cedar+"/properties/"+made.text("property", "id"), nil).want(404, "not_found")
	s.call(stranger, "PATCH", cedar+"/households/"+made.text("household", "id"), object{"name": "Ours"}).want(404, "not_found")
	in := invitation("Eve", "eve@example.org")
	in["property"] = object{"id": made.text("property", "id")}
	s.call(stranger, "POST", cedar+"/invitations", in).want(422, "invalid")
	resent := s.call(stranger, "POST", cedar+"/invitations/resend", object{"members": []string{made.text("member", "id")}}).want(200, "")
	if !strings.Contains(string(resent.Raw), "not_found") {
		t.Errorf("resend: got %s", resent.Raw)
	}
}

func TestActivation_refusalsAreOne(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	made := s.call(s.admin(), "POST", maple+"/invitations", invitation("Rosa", "rosa@example.org")).want(201, "")
	other := s.call(s.admin(), "POST", maple+"/invitations", invitation("Owen", "owen@example.org")).want(201, "")
	activation := func(email, code string) reply {
		return s.call("", "POST", "/v1/activations", object{"email": email, "code": code, "password": "nine brown herons wade"})
	}
	wrong := activation("rosa@example.org", "0000-0000-0000-0000").want(403, "activation_refused")
	for _, got := range []reply{
		activation("rosa@example.org", other.text("invitation", "code")),
		activation("nobody@example.org", made.text("invitation", "code")),
		activation("rosa@example.org", ""),
		activation("", made.text("invitation", "code")),
	} {
		if got.Status != wrong.Status || string(got.Raw) != string(wrong.Raw) {
			t.Errorf("got %d %s, want the same as for a wrong code", got.Status, got.Raw)
		}
	}
	s.call("", "POST", "/v1/activations", object{"email": "rosa@example.org", "code": made.text("invitation", "code"), "password": "short"}).want(422, "invalid")
	done := activation("rosa@example.org", strings.ToLower(strings.ReplaceAll(made.text("invitation", "code"), "-", " "))).want(201, "")
	if done.text("signIn") != "open" || done.text("member") != made.text("member", "id") {
		t.Errorf("got %s", done.Raw)
	}
	activation("rosa@example.org", made.text("invitation", "code")).want(409, "already_active")
}

func TestBlackCurtain(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	admin := s.admin()
	resident, _ := s.resident("Pia", "pia@example.org", roster.RoleBoard)
	s.call(resident, "GET", maple+"/members", nil).want(200, "")
	s.call(admin, "PATCH", maple+"/preferences", object{"blackCurtain": true}).want(200, "")
	s.call(resident, "GET", maple+"/members", nil).want(403, "community_not_open")
	s.call(resident, "GET", "/v1/me", nil).want(403, "community_not_open")
	s.call("", "POST", "/v1/sessions", object{"email": "pia@example.org", "password": "nine brown herons wade"}).want(403, "community_not_open")
	s.call(admin, "GET", maple+"/members", nil).want(200, "")
	s.admin()
	behind, err := s.Invite(t.Context(), s.Admin, s.Community, onboardingtest.Person("Quin", "Resident", "quin@example.org"))
	if err != nil {
		t.Fatal(err)
	}
	s.ActivateByMail(t, behind.Member)
	if got := s.call(admin, "GET", maple+"/members", nil).want(200, "").at("counts", "behindCurtain"); got != 1.0 {
		t.Errorf("%v would be told that the doors are open, want who activated behind the curtain alone", got)
	}
	s.call(admin, "PATCH", maple+"/preferences", object{"blackCurtain": false}).want(200, "")
	s.call(resident, "GET", maple+"/members", nil).want(200, "")
	s.signIn("pia@example.org")
}

func TestMembers_edit(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	admin := s.admin()
	made := s.call(admin, "POST", maple+"/invitations", invitation("Rosa", "rosa@example.org")).want(201, "")
	member := maple + "/members/" + made.text("member", "id")
	oldCode := made.text("invitation", "code")
	edited := s.call(admin, "PATCH", member, object{"version": 1, "email": "rosa.delgado@example.org", "phone": "(480) 555-0101"}).want(200, "")
	if edited.text("phone") != "+14805550101" || edited.at("version").(float64) != 2 {
		t.Errorf("got %s", edited.Raw)
	}
	s.call(admin, "PATCH", member, object{"version": 1, "firstName": "Rosalind"}).want(412, "stale")
	for _, email := range []string{"rosa@example.org", "rosa.delgado@example.org"} {
		s.call("", "POST", "/v1/activations", object{"email": email, "code": oldCode, "password": "nine brown herons wade"}).want(403, "activation_refused")
	}
	code := s.call(admin, "POST", member+"/code", nil).want(200, "").text("code")
	if code == oldCode {
		t.Errorf("the old code survived a change of email")
	}
	s.call("", "POST", "/v1/activations", object{"email": "rosa.delgado@example.org", "code": code, "password": "nine brown herons wade"}).want(201, "")
	s.call(admin, "PATCH", member, object{"email": "again@example.org"}).want(409, "email_not_editable")
	s.call(admin, "POST", member+"/revoke", nil).want(409, "not_pending")
	s.call(admin, "POST", member+"/remove", nil).want(200, "")
	history := s.call(admin, "GET", member+"/history", nil).want(200, "")
	var actions []string
	for _, e := range history.at("items").([]any) {
		actions = append(actions, e.(object)["action"].(string))
	}
	if got, want := strings.Join(actions, " "), "removed activated code_shown edited invited"; len(got) != len(want) {
		t.Errorf("history: got %s, want %s in some order of the same moment", got, want)
	}
	s.call(admin, "POST", maple+"/invitations", invitation("Rosa", "rosa.delgado@example.org")).want(201, "")
}

func TestProperties_correctAndJoin(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	admin := s.admin()
	first := s.call(admin, "POST", maple+"/invitations", invitation("Rosa", "rosa@example.org")).want(201, "")
	in := invitation("Owen", "owen@example.org")
	in["property"].(object)["street"].(object)["street"] = "141 Juniper Ct"
	second := s.call(admin, "POST", maple+"/invitations", in).want(201, "")
	right := object{"street": object{"street": "114 Juniper Court", "city": "Mesa", "state": "AZ", "zip": "85201"}}
	path := maple + "/properties/" + second.text("property", "id")
	s.call(admin, "DELETE", path, nil).want(409, "not_empty")
	conflict := s.call(admin, "PATCH", path, right).want(409, "exists")
	if conflict.text("property") != first.text("property", "id") {
		t.Errorf("got %s, want the other one named", conflict.Raw)
	}
	right["merge"] = true
	joined := s.call(admin, "PATCH", path, right).want(200, "")
	if joined.text("id") != first.text("property", "id") || joined.at("households").(float64) != 2 {
		t.Errorf("got %s, want the first property with two households", joined.Raw)
	}
	third := invitation("Ivy", "ivy@example.org")
	third["property"] = object{"id": second.text("property", "id")}
	third["household"] = object{"id": second.text("household", "id")}
	s.call(admin, "POST", maple+"/invitations", third).want(201, "")
	found := s.call(admin, "GET", maple+"/members?q=114+juniper", nil).want(200, "")
	if items := found.at("items").([]any); len(items) != 3 {
		t.Errorf("members at the address: got %d, want 3", len(items))
	}
}

func TestHouseholds_renameAndJoin(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	admin := s.admin()
	first := s.call(admin, "POST", maple+"/invitations", invitation("Rosa", "rosa@example.org")).want(201, "")
	in := invitation("Owen", "owen@example.org")
	in["property"] = object{"id": first.text("property", "id")}
	second := s.call(admin, "POST", maple+"/invitations", in).want(201, "")
	path := maple + "/households/" + second.text("household", "id")
	theirs := object{"name": strings.ToUpper(first.text("household", "name"))}
	conflict := s.call(admin, "PATCH", path, theirs).want(409, "exists")
	if conflict.text("household") != first.text("household", "id") {
		t.Errorf("got %s, want the other one named", conflict.Raw)
	}
	s.call(admin, "PATCH", path, object{"name": "Upstairs"}).want(200, "")
	board, _ := s.resident("Bea", "bea@example.org", roster.RoleBoard)
	theirs["merge"] = true
	s.call(board, "PATCH", path, theirs).want(403, "forbidden")
	joined := s.call(admin, "PATCH", path, theirs).want(200, "")
	if joined.text("id") != first.text("household", "id") || joined.at("members").(float64) != 2 {
		t.Errorf("got %s, want the first household with both members", joined.Raw)
	}
	s.call(admin, "PATCH", path, theirs).want(404, "not_found")
	households := s.call(admin, "GET", maple+"/properties/"+first.text("property", "id")+"/households", nil).want(200, "")
	if items := households.at("items").([]any); len(items) != 2 {
		t.Errorf("households of the property: got %s, want the joined one and the board member's own", households.Raw)
	}
	heads := 0
	for _, invited := range []reply{first, second} {
		member := s.call(admin, "GET", maple+"/members/"+invited.text("member", "id"), nil).want(200, "")
		if got, want := member.text("household", "id"), first.text("household", "id"); got != want {
			t.Errorf("household of %s: got %s, want %s", member.text("firstName"), got, want)
		}
		if member.text("householdRole") == string(roster.HouseholdHead) {
			heads++
		}
	}
	if heads != 1 {
		t.Errorf("heads of the joined household: got %d, want 1", heads)
	}
	history := s.call(admin, "GET", maple+"/members/"+second.text("member", "id")+"/history", nil).want(200, "")
	if !bytes.Contains(history.Raw, []byte("household_role_changed")) {
		t.Errorf("the former head's history: got %s, want the change told", history.Raw)
	}
}

func TestSignIn_tenWrongPasswords(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	for _, email := range []string{"admin@maple-grove.example", "nobody@example.org"} {
		wrong := object{"email": email, "password": "not the password"}
		for range 10 {
			s.call("", "POST", "/v1/sessions", wrong).want(401, "invalid_credentials")
		}
		if got := s.call("", "POST", "/v1/sessions", wrong).want(429, "too_many_tries"); got.Header.Get("Retry-After") != "900" {
			t.Errorf("%s: Retry-After is %q, want 900 seconds", email, got.Header.Get("Retry-After"))
		}
	}
	s.call("", "POST", "/v1/sessions", object{"email": "admin@maple-grove.example", "password": "nine brown herons wade"}).want(429, "too_many_tries")
	s.Clock.Advance(15 * time.Minute)
	s.admin()
}

func TestUnknownPlaces(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	s.call("", "GET", "/v1/nothing", nil).want(404, "not_found")
	s.call(s.admin(), "GET", maple+"/members?status=strange", nil).want(422, "invalid")
	s.call(s.admin(), "GET", maple+"/members?colour=blue", nil).want(422, "invalid")
	s.call(s.admin(), "GET", maple+"/members?cursor=not!ours", nil).want(422, "invalid")
	s.call(s.admin(), "GET", maple+"/members/nobody", nil).want(404, "not_found")
}

func TestMembers_search(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	admin := s.admin()
	in := invitation("Rosa", "rosa@example.org")
	in["member"].(object)["phone"] = "480-555-0101"
	s.call(admin, "POST", maple+"/invitations", in).want(201, "")
	s.call(admin, "POST", maple+"/invitations", invitation("José", "jose@example.org")).want(201, "")
	for q, want := range map[string]int{
		"de": 2, "rosa": 1, "ROSA+delgado": 1, "delgado,+rosa": 1, "jose": 1, "114+juniper": 2, "480-555-0101": 1,
		"(480)+555-0101": 1, "rosa@example.org": 1, "rosa@": 1, "nobody": 0, "ro": 0,
	} {
		got := s.call(admin, "GET", maple+"/members?status=pending&q="+q, nil).want(200, "")
		if items := got.at("items").([]any); len(items) != want {
			t.Errorf("%q: got %d members, want %d", q, len(items), want)
		}
	}
	s.call(admin, "GET", maple+"/members?status=active&q=rosa@example.org", nil).want(200, "")
}
