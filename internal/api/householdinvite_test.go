package api_test

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/communitrak/onboarding/internal/onboarding"
	"github.com/communitrak/onboarding/internal/onboarding/onboardingtest"
	"github.com/communitrak/onboarding/internal/roster"
)

const (
	ownMaple    = "/v1/me/memberships/maple-grove"
	toHousehold = ownMaple + "/household/invitations"
)

// atHome is the body of a Head's invitation.
func atHome(first, email string) object {
	return object{"firstName": first, "lastName": "Delgado", "email": email}
}

// personOf finds somebody of the household in a member's own answer.
func personOf(t *testing.T, own reply, first string) object {
	t.Helper()
	for _, p := range own.at("household", "people").([]any) {
		if p := p.(object); p["firstName"] == first {
			return p
		}
	}
	t.Fatalf("nobody of the household is %s: %s", first, own.Raw)
	return nil
}

func TestHouseholdInvitations(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	rosa, _ := s.resident("Rosa", "rosa@example.org", roster.RoleMember)
	s.call(rosa, "POST", toHousehold, atHome("Ben", "ben@example.org")).want(403, "heads_dont_invite")
	s.call(rosa, "PATCH", maple+"/preferences", object{"headsInvite": true}).want(403, "forbidden")
	s.call(s.admin(), "PATCH", maple+"/preferences", object{"headsInvite": true}).want(200, "")

	made := s.call(rosa, "POST", toHousehold, atHome("Ben", "ben@example.org"), "Idempotency-Key", "k").want(201, "")
	ben := personOf(t, made, "Ben")
	invitation := ben["invitation"].(object)
	id, _ := invitation["id"].(string)
	want := object{"id": id, "email": "ben@example.org", "state": "sending", "expiresAt": "2026-04-01T12:00:00Z"}
	if diff := cmp.Diff(want, invitation); diff != "" || made.at("household", "mayInvite") != true || ben["joined"] != false {
		t.Errorf("invitation: %s in %s", diff, made.Raw)
	}
	if again := s.call(rosa, "POST", toHousehold, atHome("Ben", "ben@example.org"), "Idempotency-Key", "k").want(201, ""); personOf(t, again, "Ben")["invitation"].(object)["id"] != id {
		t.Errorf("the same request again: %s, want the same invitation", again.Raw)
	}
	s.call(rosa, "POST", toHousehold, atHome("Ben", "ben@example.org")).want(409, "in_household")
	s.call(rosa, "POST", toHousehold, atHome("", "cleo@example")).want(422, "invalid")

	// Nobody learns about a neighbor who or where they are.
	stranger := s.call(rosa, "POST", toHousehold, atHome("Ada", "admin@maple-grove.example")).want(409, "cannot_join_household")
	for _, told := range []string{"member", "property", "household", "errors"} {
		if stranger.at(told) != nil {
			t.Errorf("the refusal tells the %s: %s", told, stranger.Raw)
		}
	}
	neighbor, _ := s.resident("Nia", "nia@example.org", roster.RoleMember)
	s.call(neighbor, "POST", toHousehold+"/"+id+"/withdraw", nil).want(404, "not_found")

	s.call(rosa, "POST", toHousehold+"/"+id+"/resend", nil).want(200, "").text("reason")
	s.Clock.Advance(10 * time.Minute)
	if got := s.call(rosa, "POST", toHousehold+"/"+id+"/resend", nil).want(200, ""); got.text("result") != "queued" {
		t.Errorf("resend: %s, want it queued", got.Raw)
	}
	trail := s.call(s.admin(), "GET", maple+"/members/"+id+"/history", nil).want(200, "")
	if entries := trail.at("items").([]any); entries[len(entries)-1].(object)["by"].(object)["name"] != "Rosa Resident" {
		t.Errorf("history: %s, want to say who invited Ben", trail.Raw)
	}
	withdrawn := s.call(rosa, "POST", toHousehold+"/"+id+"/withdraw", nil).want(200, "")
	if strings.Contains(string(withdrawn.Raw), "Ben") {
		t.Errorf("withdrawn: %s, want Ben gone", withdrawn.Raw)
	}
	s.call(s.staff(), "POST", toHousehold, atHome("Ben", "ben@example.org")).want(404, "not_found")
	s.call("", "POST", toHousehold, atHome("Ben", "ben@example.org")).want(401, "unauthenticated")
}

// A member who is not a Head sees that somebody has not joined, but nothing of
// their invitation.
func TestHouseholdInvitations_shownToTheHead(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	s.call(s.admin(), "PATCH", maple+"/preferences", object{"headsInvite": true}).want(200, "")
	rosa, _ := s.resident("Rosa", "rosa@example.org", roster.RoleMember)
	made := s.call(rosa, "POST", toHousehold, atHome("Ben", "ben@example.org")).want(201, "")
	ben, err := s.Store.Member(t.Context(), "maple-grove", personOf(t, made, "Ben")["invitation"].(object)["id"].(string))
	if err != nil {
		t.Fatal(err)
	}
	s.ActivateByMail(t, ben)
	s.call(rosa, "POST", toHousehold, atHome("Cleo", "cleo@example.org")).want(201, "")
	boards := onboardingtest.Person("Al", "Delgado", "al@example.org")
	boards.Home = onboarding.Home{Property: ben.Property, Household: ben.Household}
	if _, err := s.Invite(t.Context(), s.Admin, s.Community, boards); err != nil {
		t.Fatal(err)
	}
	if al := personOf(t, s.call(rosa, "GET", ownMaple, nil), "Al"); al["invitation"] != nil {
		t.Errorf("Rosa sees %v, want nothing of an invitation that the board made", al)
	}
	seen := s.call(s.signIn("ben@example.org"), "GET", ownMaple, nil).want(200, "")
	if personOf(t, seen, "Cleo")["invitation"] != nil || seen.at("household", "mayInvite") != false {
		t.Errorf("Ben sees %s, want no invitation", seen.Raw)
	}
	if got := personOf(t, s.call(rosa, "GET", ownMaple, nil), "Ben"); got["invitation"] != nil || got["joined"] != true {
		t.Errorf("Ben has joined: %v", got)
	}
}

func TestCorrections(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	rosa, member := s.resident("Rosa", "rosa@example.org", roster.RoleMember)
	said := object{"message": "We live in Unit 3."}
	for range 2 {
		s.call(rosa, "POST", ownMaple+"/corrections", said, "Idempotency-Key", "k").want(202, "")
	}
	s.call(rosa, "POST", ownMaple+"/corrections", object{"message": strings.Repeat("x", 501)}).want(422, "invalid")
	trail := s.call(s.admin(), "GET", maple+"/members/"+member+"/history", nil).want(200, "")
	if got := strings.Count(string(trail.Raw), "We live in Unit 3."); got != 1 {
		t.Errorf("the history says it %d times, want once: %s", got, trail.Raw)
	}
}

func TestSessions_ownList(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	first, _ := s.resident("Rosa", "rosa@example.org", roster.RoleMember)
	s.Clock.Advance(time.Hour)
	second := s.signIn("rosa@example.org")
	s.admin()
	listed := func() []any { return s.call(second, "GET", "/v1/sessions", nil).want(200, "").at("items").([]any) }
	want := []any{
		object{"createdAt": "2026-03-02T13:00:00Z", "seenAt": "2026-03-02T13:00:00Z", "current": true},
		object{"createdAt": "2026-03-02T12:00:00Z", "seenAt": "2026-03-02T12:00:00Z", "current": false},
	}
	if diff := cmp.Diff(want, listed()); diff != "" {
		t.Errorf("sessions: %s", diff)
	}
	s.call(second, "DELETE", "/v1/sessions/others", nil).want(204, "")
	s.call(first, "GET", "/v1/me", nil).want(401, "unauthenticated")
	if diff := cmp.Diff(want[:1], listed()); diff != "" {
		t.Errorf("signed out elsewhere: %s", diff)
	}
}
