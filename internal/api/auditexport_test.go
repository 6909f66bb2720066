package api_test

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/communitrak/onboarding/internal/roster"
)

func TestExportAudit(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	admin := s.admin()
	in := invitation("Rosa", "rosa@example.org")
	in["member"].(object)["lastName"] = "=2+2"
	rosa := s.call(admin, "POST", maple+"/invitations", in).want(201, "").text("member", "id")
	s.call(admin, "PATCH", maple+"/members/"+rosa, object{"phone": "480-555-0103"}).want(200, "")
	s.Clock.Advance(48 * time.Hour)
	admin = s.admin()
	s.call(admin, "PATCH", maple+"/preferences", object{"invitationDays": 20}).want(200, "")
	s.call(admin, "POST", maple+"/members/"+rosa+"/revoke", nil).want(200, "")

	actions := func(query string) string {
		t.Helper()
		var told []string
		for _, row := range table(t, s.call(admin, "GET", maple+"/exports/audit?format=csv"+query, nil).want(200, "")) {
			if row["Member"] != "" && row["Member"] != "Rosa '=2+2" && row["Member"] != "Rosa =2+2" && row["Member"] != "Ada Admin" {
				t.Errorf("member %q", row["Member"])
			}
			told = append(told, row["What"]+" "+row["Field"]+row["To"])
		}
		return strings.Join(told, ", ")
	}
	if got, want := actions("&member="+rosa), "invited , edited phone(480) 555-0103, revoked statusrevoked"; got != want {
		t.Errorf("one member's: got %q, want %q", got, want)
	}
	all := actions("")
	for _, want := range []string{"community created", "preferences changed invitationDays20", "activated", "exported rows3", "revoked statusrevoked"} {
		if !strings.Contains(all, want) {
			t.Errorf("everybody's lacks %q: %s", want, all)
		}
	}
	if got := actions("&from=2026-03-04T00:00:00Z"); strings.Contains(got, "edited") || !strings.Contains(got, "revoked") {
		t.Errorf("from the day after: got %q", got)
	}
	if got := actions("&to=2026-03-04T00:00:00Z"); !strings.Contains(got, "edited") || strings.Contains(got, "revoked") {
		t.Errorf("to the day after: got %q", got)
	}
	if raw := string(s.call(admin, "GET", maple+"/exports/audit?member="+rosa, nil).Raw); strings.Contains(raw, ",=2+2") || strings.Contains(raw, "\n=2+2") {
		t.Errorf("a cell acts as a formula: %s", raw)
	}
	s.call(admin, "GET", maple+"/exports/audit?from=2026-03-04T00:00:00Z&to=2026-03-04T00:00:00Z", nil).want(422, "invalid")
	for _, empty := range []string{"?from=", "?to=", "?from=2026-03-04T00:00:00Z&to="} {
		s.call(admin, "GET", maple+"/exports/audit"+empty, nil).want(422, "invalid")
	}
	s.call(admin, "GET", maple+"/exports/audit?member=nobody", nil).want(404, "not_found")
	board, _ := s.resident("Bo", "bo@example.org", roster.RoleBoard)
	s.call(board, "GET", maple+"/exports/audit", nil).want(403, "forbidden")
	s.call(admin, "GET", "/v1/communities/oak-hollow/exports/audit", nil).want(404, "not_found")
}

func TestListMembers_needs(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	admin := s.admin()
	mark := func(first string, d roster.Delivery) {
		t.Helper()
		m := s.Invited(t, first, "Delgado", strings.ToLower(first)+"@example.org")
		next := m
		next.Invitation.Delivery = d
		tx := s.Store.Begin()
		m = s.Member(t, m)
		next.Rev = m.Rev
		tx.SaveMember(m, next, s.Clock.Now())
		if err := tx.Commit(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	mark("Hard", roster.Delivery{State: roster.DeliveryBounced, Hard: true})
	mark("Blocked", roster.Delivery{State: roster.DeliverySuppressed})
	mark("Soft", roster.Delivery{State: roster.DeliveryBounced})
	mark("Failed", roster.Delivery{State: roster.DeliveryFailed})
	mark("Spam", roster.Delivery{State: roster.DeliveryComplained})
	gone := s.Invited(t, "Gone", "Delgado", "gone@example.org")
	s.call(admin, "POST", maple+"/members/"+gone.ID+"/revoke", nil).want(200, "")

	wantNeeds := func(path string, correct, resend, ask, again float64) {
		t.Helper()
		got := s.call(admin, "GET", maple+path, nil).want(200, "").at("needs").(object)
		for name, want := range map[string]any{"correctEmail": correct, "resend": resend, "ask": ask, "inviteAgain": again, "more": false} {
			if got[name] != want {
				t.Errorf("%s: %s: got %v, want %v", path, name, got[name], want)
			}
		}
	}
	wantNeeds("/members?status=attention", 2, 2, 1, 1)
	wantNeeds("/members?status=attention&need=resend", 2, 2, 1, 1)
	wantNeeds("/members?status=attention&count=true&mail=bounced", 1, 1, 0, 0)
	if got := s.call(admin, "GET", maple+"/members?status=attention&mail=bounced", nil).want(200, ""); got.at("needs") != nil {
		t.Errorf("a filtered list that is not counted: got %v, want no needs", got.at("needs"))
	}

	got := s.call(admin, "GET", maple+"/members?status=attention&count=true&need=resend", nil).want(200, "")
	var names []string
	for _, item := range got.at("items").([]any) {
		names = append(names, item.(object)["firstName"].(string))
	}
	if strings.Join(names, " ") != "Failed Soft" || got.at("matching", "count") != 2.0 {
		t.Errorf("resend: got %v of %v, want Failed and Soft", names, got.at("matching"))
	}
	if got := s.call(admin, "GET", maple+"/members?status=active&count=true", nil).want(200, ""); got.at("needs") != nil {
		t.Errorf("another list: got %v, want no needs", got.at("needs"))
	}

	s.Clock.Advance(10 * time.Minute)
	if got := s.call(admin, "POST", maple+"/invitations/resend", object{"filter": object{"status": "attention", "need": "resend"}}).want(200, ""); got.at("queued") != 2.0 {
		t.Errorf("resending to all of them: %s, want two", got.Raw)
	}
}

// People whom the undoing of an import removed are in the trail, with the name
// that the import's row still has, even if the undo failed in the end.
func TestExportAudit_takenAway(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	admin := s.admin()
	now := s.Clock.Now()
	tx := s.Store.Begin()
	for id, undos := range map[string]int{"undone": 1, "done": 0} {
		job := roster.Import{ID: id, Community: "maple-grove", State: roster.ImportFailed, CreatedAt: now, Undo: roster.Undo{Attempts: undos}}
		tx.CreateImport(job)
		reversed := roster.UndoResult{Outcome: roster.UndoReversed}
		tx.AddRows(job, []roster.RowResult{
			{Row: 2, Person: 1, Name: "Gus Gone", Member: id + "-gus", Made: true, Undo: reversed},
			{Row: 3, Person: 1, Member: id + "-erased", Made: true, Undo: reversed},
			{Row: 4, Person: 1, Name: "Kit Kept", Member: id + "-kit", Made: true, Undo: roster.UndoResult{Outcome: roster.UndoKept}},
		}, now.AddDate(0, 1, 0))
		for _, name := range []string{"-gus", "-erased", "-kit"} {
			tx.Record(roster.AuditEntry{Community: "maple-grove", Member: id + name, At: now, By: roster.Operator, Action: "withdrawn"})
		}
	}
	if err := tx.Commit(t.Context()); err != nil {
		t.Fatal(err)
	}
	withdrawn := func(query string) map[string]string {
		t.Helper()
		names := map[string]string{}
		for _, row := range table(t, s.call(admin, "GET", maple+"/exports/audit?format=csv"+query, nil).want(200, "")) {
			if row["What"] == "withdrawn" {
				names[row["Member ID"]] = row["Member"]
			}
		}
		return names
	}
	if diff := cmp.Diff(map[string]string{"undone-gus": "Gus Gone", "undone-erased": ""}, withdrawn("")); diff != "" {
		t.Errorf("everybody's: %s", diff)
	}
	if diff := cmp.Diff(map[string]string{"undone-gus": "Gus Gone"}, withdrawn("&member=undone-gus")); diff != "" {
		t.Errorf("one person's: %s", diff)
	}
	s.call(admin, "GET", maple+"/exports/audit?member=undone-kit", nil).want(404, "not_found")
}
