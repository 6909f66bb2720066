package api_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/communitrak/onboarding/internal/onboarding/onboardingtest"
)

func TestOwnMembership(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	in := onboardingtest.Person("Ana", "Delgado", "ana@example.org")
	in.Member.Phone = "+14805550103"
	made, err := s.Invite(t.Context(), s.Admin, s.Community, in)
	if err != nil {
		t.Fatal(err)
	}
	second := onboardingtest.Person("Ben", "Delgado", "ben@example.org")
	second.Home.Household = made.Member.Household
	if _, err := s.Invite(t.Context(), s.Admin, s.Community, second); err != nil {
		t.Fatal(err)
	}
	s.call(s.admin(), "PATCH", maple+"/preferences", object{"portalUrl": "https://portal.example.org/maple"}).want(200, "")
	s.ActivateByMail(t, made.Member)
	ana := s.signIn("ana@example.org")

	const own = "/v1/me/memberships/maple-grove"
	got := s.call(ana, "GET", own, nil).want(200, "")
	want := object{
		"community": object{"id": "maple-grove", "name": "Maple Grove", "open": true}, "look": object{"logo": nil, "welcome": nil, "palette": nil}, "member": made.Member.ID, "firstName": "Ana", "lastName": "Delgado",
		"email": "ana@example.org", "phone": "+14805550103", "role": "member", "home": "114 Juniper Ct, Mesa, AZ 85201", "portalUrl": "https://portal.example.org/maple", "timeZone": "America/New_York",
		"household": object{"name": "Delgado Family", "mayInvite": false, "people": []any{
			object{"firstName": "Ana", "lastName": "Delgado", "householdRole": "head", "joined": true, "invitation": nil},
			object{"firstName": "Ben", "lastName": "Delgado", "householdRole": "member", "joined": false, "invitation": nil},
		}},
		"version": got.at("version"),
	}
	if diff := cmp.Diff(want, got.JSON); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	edited := s.call(ana, "PATCH", own, object{"version": got.at("version"), "firstName": "Anita", "phone": ""}).want(200, "")
	if edited.text("firstName") != "Anita" || edited.at("phone") != nil {
		t.Errorf("got %s, want Anita without a phone", edited.Raw)
	}
	s.call(ana, "PATCH", own, object{"version": got.at("version"), "firstName": "Ana"}).want(412, "stale")
	s.call(ana, "PATCH", own, object{"email": "other@example.org"}).want(422, "invalid")
	s.call(ana, "GET", "/v1/me/memberships/cedar-hill", nil).want(404, "not_found")
	s.call("", "GET", own, nil).want(401, "unauthenticated")
	s.call(s.staff(), "GET", own, nil).want(404, "not_found")
	s.call(s.admin(), "PATCH", maple+"/preferences", object{"blackCurtain": true}).want(200, "")
	s.call(ana, "GET", own, nil).want(403, "community_not_open")
}

func TestPreferences_portal(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	admin := s.admin()
	for _, bad := range []string{"http://portal.example.org", "portal.example.org", "javascript:alert(1)", "https://", "https://ana@portal.example.org", "https://:443/"} {
		s.call(admin, "PATCH", maple+"/preferences", object{"portalUrl": bad}).want(422, "invalid")
	}
	for _, sent := range []string{"https://portal.example.org/maple?for=members", ""} {
		s.call(admin, "PATCH", maple+"/preferences", object{"portalUrl": " " + sent}).want(200, "")
		if got := s.call(admin, "GET", maple+"/preferences", nil).want(200, "").text("portalUrl"); got != sent {
			t.Errorf("got %q, want %q", got, sent)
		}
	}
}
