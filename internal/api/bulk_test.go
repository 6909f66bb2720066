package api_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/communitrak/onboarding/internal/roster"
)

// outcomes returns the reasons of an answer's results by member ID; it is empty
// for success.
func outcomes(r reply) map[string]string {
	all := map[string]string{}
	for _, item := range r.at("results").([]any) {
		result := item.(object)
		reason, _ := result["reason"].(string)
		all[result["member"].(string)] = reason
	}
	return all
}

// TestResend_filter checks that everyone the filter matches is sent the email
// again exactly once, over as many calls as that takes.
func TestResend_filter(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	admin := s.admin()
	var want []string
	for n := range 3 {
		want = append(want, s.Invited(t, "Rosa", "Delgado", fmt.Sprintf("p%d@example.org", n)).ID)
	}
	s.resident("Ana", "ana@example.org", roster.RoleMember)
	s.Clock.Advance(time.Hour)
	body := object{"filter": object{"status": "pending", "street": "Juniper Ct"}}
	first := s.call(admin, "POST", maple+"/invitations/resend", body, "Idempotency-Key", "one").want(200, "")
	again := s.call(admin, "POST", maple+"/invitations/resend", body, "Idempotency-Key", "one").want(200, "")
	if string(first.Raw) != string(again.Raw) {
		t.Errorf("a repeat is answered %s, want %s", again.Raw, first.Raw)
	}
	got := outcomes(first)
	for _, id := range want {
		if reason, sent := got[id]; !sent || reason != "" {
			t.Errorf("%s: got %q, want it queued", id, reason)
		}
	}
	if len(got) != len(want) || first.at("next") != nil || first.at("queued") != 3.0 {
		t.Errorf("got %s, want these three and no more", first.Raw)
	}
	for name, body := range map[string]object{
		"neither":               {},
		"both":                  {"members": want, "filter": object{}},
		"a cursor of no filter": {"members": want, "cursor": "eA"},
		"an unknown import":     {"filter": object{"import": "nowhere"}},
		"an unknown state":      {"filter": object{"mail": "lost"}},
		"no ids":                {"members": []string{}},
	} {
		if got := s.call(admin, "POST", maple+"/invitations/resend", body); got.Status != 422 {
			t.Errorf("%s: got %d, want 422: %s", name, got.Status, got.Raw)
		}
	}
}

func TestRevokeMembers(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	rosa, owen := s.Invited(t, "Rosa", "Delgado", "rosa@example.org"), s.Invited(t, "Owen", "Delgado", "owen@example.org")
	boardToken, board := s.resident("Bo", "bo@example.org", roster.RoleBoard)
	above := invitation("Ivy", "ivy@example.org")
	above["role"] = "administrator"
	ivy := s.call(s.admin(), "POST", maple+"/invitations", above).want(201, "").text("member", "id")
	members := []string{rosa.ID, board, ivy, "nobody"}
	first := s.call(boardToken, "POST", maple+"/invitations/revoke", object{"members": members}, "Idempotency-Key", "one").want(200, "")
	wantOutcomes(t, first, map[string]string{rosa.ID: "", board: "not_pending", ivy: "role_above_yours", "nobody": "not_found"})
	again := s.call(boardToken, "POST", maple+"/invitations/revoke", object{"members": members}, "Idempotency-Key", "one").want(200, "")
	if string(first.Raw) != string(again.Raw) {
		t.Errorf("a repeat is answered %s, want %s", again.Raw, first.Raw)
	}
	rest := s.call(boardToken, "POST", maple+"/invitations/revoke", object{"filter": object{"q": "delgado"}}).want(200, "")
	wantOutcomes(t, rest, map[string]string{rosa.ID: "unchanged", owen.ID: "", ivy: "role_above_yours"})
	history := s.call(boardToken, "GET", maple+"/members/"+owen.ID+"/history", nil).want(200, "")
	if !strings.Contains(string(history.Raw), `"action":"revoked"`) {
		t.Errorf("history: got %s, want that it was revoked", history.Raw)
	}
}

func TestGiveRole(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	admin := s.admin()
	rosa := s.Invited(t, "Rosa", "Delgado", "rosa@example.org")
	boardToken, board := s.resident("Bo", "bo@example.org", roster.RoleBoard)
	wantOutcomes(t, s.call(boardToken, "POST", maple+"/roles/give", object{"members": []string{rosa.ID, board, s.Admin.Member}, "role": "board"}).want(200, ""),
		map[string]string{rosa.ID: "", board: "unchanged", s.Admin.Member: "role_above_yours"})
	s.call(boardToken, "POST", maple+"/roles/give", object{"members": []string{rosa.ID}, "role": "administrator"}).want(403, "role_above_yours")
	wantOutcomes(t, s.call(boardToken, "POST", maple+"/roles/give", object{"members": []string{board}, "role": "member"}).want(200, ""),
		map[string]string{board: "forbidden"})
	wantOutcomes(t, s.call(admin, "POST", maple+"/roles/give", object{"filter": object{}, "role": "member"}).want(200, ""),
		map[string]string{rosa.ID: "", board: "", s.Admin.Member: "last_administrator"})
	if got := s.Member(t, rosa).Role; got != roster.RoleMember {
		t.Errorf("role: got %q, want member", got)
	}
	s.call(admin, "POST", maple+"/roles/give", object{"members": slices.Repeat([]string{rosa.ID}, 201), "role": "member"}).want(422, "invalid")
}

func wantOutcomes(t *testing.T, r reply, want map[string]string) {
	t.Helper()
	got := outcomes(r)
	for id, reason := range want {
		if was, there := got[id]; !there || was != reason {
			t.Errorf("%s: got %q, want %q in %s", id, was, reason, r.Raw)
		}
	}
	if len(got) != len(want) {
		t.Errorf("got %d results, want %d: %s", len(got), len(want), r.Raw)
	}
}

// TestHistory_mails checks that the history shows what became of each email.
func TestHistory_mails(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	admin := s.admin()
	m := s.Invited(t, "Rosa", "Delgado", "rosa@example.org")
	ids := s.Member(t, m).MailIDs()
	sent, err := s.Store.Intent(t.Context(), ids[0])
	if err != nil {
		t.Fatal(err)
	}
	s.Clock.Advance(time.Hour)
	seen, _ := sent.ApplyReport(roster.Report{State: roster.DeliveryBounced, Reason: "the mailbox is full"}, "ses-1", s.Clock.Now())
	tx := s.Store.Begin()
	tx.SaveIntent(seen)
	if err := tx.Commit(t.Context()); err != nil {
		t.Fatal(err)
	}
	s.call(admin, "POST", maple+"/invitations/resend", object{"members": []string{m.ID}}).want(200, "")
	mails := s.call(admin, "GET", maple+"/members/"+m.ID+"/history", nil).want(200, "").at("mails").([]any)
	if len(mails) != 2 {
		t.Fatalf("got %v, want two mails", mails)
	}
	first, second := mails[0].(object), mails[1].(object)
	if first["state"] != "bounced" || first["reason"] != "the mailbox is full" || first["at"] != "2026-03-02T13:00:00Z" || second["state"] != "queued" {
		t.Errorf("got %v, want the first bounced an hour later and the second queued", mails)
	}
}

// TestListMembers_from checks that a page begins with the requested member.
func TestListMembers_from(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	admin := s.admin()
	var ids []string
	for n, first := range []string{"Ana", "Bo", "Cy"} {
		ids = append(ids, s.Invited(t, first, "Delgado", fmt.Sprintf("p%d@example.org", n)).ID)
	}
	for query, want := range map[string]string{"sort=name": "[Bo Cy]", "sort=-name": "[Bo Ana]"} {
		if got, _ := s.names(admin, "status=pending&from="+ids[1]+"&"+query); fmt.Sprint(got) != want {
			t.Errorf("%s: got %v, want %s", query, got, want)
		}
	}
	s.call(admin, "GET", maple+"/members?from=nobody", nil).want(422, "invalid")
}
