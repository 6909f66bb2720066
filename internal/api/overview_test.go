package api_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/communitrak/onboarding/internal/onboarding/onboardingtest"
	"github.com/communitrak/onboarding/internal/roster"
)

// enter stores a member directly, as change makes them.
func (s *server) enter(community, id string, change func(*roster.Member)) {
	s.t.Helper()
	asked := s.Clock.Now().Add(-9 * 24 * time.Hour)
	m := roster.Member{ID: id, Community: community, FirstName: "Robin", LastName: "Resident", Email: id + "@example.org", Status: roster.Pending,
		Address: "114 Juniper Ct, Mesa, AZ 85201", Origin: roster.Origin{At: asked}, Version: 1}
	m.Invitation = roster.NewInvitation("k1", 30*24*time.Hour, asked).Queue(asked)
	change(&m)
	tx := s.Store.Begin()
	tx.CreateMember(m, "person-"+m.ID, s.Clock.Now())
	if err := tx.Commit(s.t.Context()); err != nil {
		s.t.Fatal(err)
	}
}

// imported stores imports directly.
func (s *server) imported(jobs ...roster.Import) {
	s.t.Helper()
	tx := s.Store.Begin()
	for _, j := range jobs {
		tx.CreateImport(j)
	}
	if err := tx.Commit(s.t.Context()); err != nil {
		s.t.Fatal(err)
	}
}

func TestOverview(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	spring := roster.Import{ID: "j1", Community: "maple-grove", State: roster.ImportNeedsAttention, File: roster.ImportFile{Name: "spring.csv"},
		Counts: roster.Outcomes{Total: 5, Created: 3, Attention: 2}, CreatedAt: onboardingtest.Noon, FinishedAt: onboardingtest.Noon.Add(time.Minute)}
	spring.Sending = roster.Sending{State: roster.SendingHeld, HeldBack: 1, Waves: []roster.Wave{{Number: 1, At: onboardingtest.Noon, Done: true, WaveFilter: roster.WaveFilter{Street: "Juniper Ct"}}}}
	refused := roster.Import{ID: "j2", Community: "maple-grove", State: roster.ImportRejected, CreatedAt: onboardingtest.Noon.Add(time.Hour)}
	s.imported(spring, refused)
	s.enter("maple-grove", "m1", func(m *roster.Member) {
		m.Origin.Import, m.Invitation.Wave, m.Invitation.Delivery.State = "j1", 1, roster.DeliveryDelivered
	})
	s.enter("maple-grove", "m2", func(m *roster.Member) { m.Origin.Import, m.Invitation.Delivery.State = "j1", roster.DeliveryHeld })
	s.enter("maple-grove", "m3", func(m *roster.Member) { m.Invitation.Delivery.State = roster.DeliveryBounced })
	s.enter("maple-grove", "m4", func(m *roster.Member) { m.Status = roster.Revoked })
	s.enter("maple-grove", "m5", func(m *roster.Member) { m.Status, m.Email, m.Invitation = roster.Profile, "", roster.Invitation{} })
	s.resident("Bea", "bea@example.org", roster.RoleBoard)

	got := s.call(s.admin(), "GET", maple+"/overview", nil).want(200, "")
	weeks, _ := got.at("weeks").([]any)
	if len(weeks) != 12 {
		t.Fatalf("got %d weeks, want 12", len(weeks))
	}
	want := object{
		"asOf": "2026-03-02T12:00:00Z", "timeZone": "America/New_York", "counting": nil,
		"invited": 5.0, "delivered": 3.0, "active": 2.0, "attention": 2.0, "revoked": 1.0, "withoutEmail": 1.0,
		"earlier": object{"invited": 0.0, "active": 0.0},
		"waves": []any{
			object{"import": "j1", "file": "spring.csv", "number": 1.0, "at": "2026-03-02T12:00:00Z", "street": "Juniper Ct", "lots": nil, "role": "", "held": 0.0, "delivered": 1.0, "invited": 1.0, "active": 0.0},
			object{"import": "j1", "file": "spring.csv", "number": 0.0, "at": "2026-03-02T12:00:00Z", "street": "", "lots": nil, "role": "", "held": 1.0, "delivered": 0.0, "invited": 1.0, "active": 0.0},
		},
		"streets": []any{object{"label": "Juniper Ct", "invited": 4.0, "active": 1.0}}, "elsewhere": object{"invited": 1.0, "active": 1.0},
		"stuck": []any{
			object{"reason": "bounced", "count": 1.0, "members": []any{}}, object{"reason": "not_activated", "count": 1.0, "members": []any{"m1"}},
			object{"reason": "no_email", "count": 1.0, "members": []any{}}, object{"reason": "held", "count": 1.0, "members": []any{}},
		},
		"lastImport": object{"id": "j1", "file": "spring.csv", "state": "needs_attention", "at": "2026-03-02T12:01:00Z", "total": 5.0, "created": 3.0, "attention": 2.0},
	}
	delete(got.JSON, "weeks")
	if diff := cmp.Diff(want, got.JSON); diff != "" {
		t.Errorf("overview (-want +got):\n%s", diff)
	}
	if want := (object{"week": "2026-03-02", "invited": 2.0, "active": 2.0}); !cmp.Equal(want, weeks[11]) {
		t.Errorf("the latest week: got %v, want %v", weeks[11], want)
	}
	counts := s.call(s.admin(), "GET", maple+"/members", nil).want(200, "").at("counts").(object)
	if counts["attention"] != want["attention"] || counts["profile"] != want["withoutEmail"] || counts["active"].(float64)+counts["pending"].(float64) != want["invited"] {
		t.Errorf("the members' list counts %v", counts)
	}
}

// Inviters see how far the community has come; imports are only for those who
// may see imports.
func TestOverview_permissions(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	s.imported(roster.Import{ID: "j1", Community: "maple-grove", State: roster.ImportCompleted, CreatedAt: onboardingtest.Noon})
	s.enter("maple-grove", "m1", func(m *roster.Member) { m.Origin.Import = "j1" })
	board, _ := s.resident("Bea", "bea@example.org", roster.RoleBoard)
	got := s.call(board, "GET", maple+"/overview", nil).want(200, "")
	if waves := got.at("waves").([]any); len(waves) != 0 || got.at("lastImport") != nil {
		t.Errorf("without imports.view: got waves %v, last import %v", waves, got.at("lastImport"))
	}
	if got := s.call(s.staff(), "GET", maple+"/overview", nil).want(200, "").at("waves").([]any); len(got) != 1 {
		t.Errorf("Support sees the waves %v, want one", got)
	}
	member, _ := s.resident("Max", "max@example.org", roster.RoleMember)
	s.call(member, "GET", maple+"/overview", nil).want(403, "forbidden")
	s.AddCommunity(t, "Oak Hollow", "admin@oak-hollow.example")
	s.call(s.admin(), "GET", "/v1/communities/oak-hollow/overview", nil).want(404, "not_found")
}

// Support's list shows the same counts for each community as its own members'
// list.
func TestListCommunities_progress(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	s.AddCommunity(t, "Oak Hollow", "admin@oak-hollow.example")
	s.enter("oak-hollow", "m1", func(m *roster.Member) { m.Invitation.Delivery.State = roster.DeliveryBounced })
	s.enter("oak-hollow", "m2", func(*roster.Member) {})
	s.enter("oak-hollow", "m3", func(m *roster.Member) { m.Status, m.Email, m.Invitation = roster.Profile, "", roster.Invitation{} })
	var got []string
	for _, i := range s.call(s.staff(), "GET", "/v1/communities", nil).want(200, "").at("items").([]any) {
		c := i.(object)
		p := c["progress"].(object)
		got = append(got, fmt.Sprint(c["id"], " ", p["invited"], " ", p["active"], " ", p["attention"], " ", p["withoutEmail"]))
	}
	if diff := cmp.Diff([]string{"maple-grove 1 1 0 0", "oak-hollow 3 1 1 1"}, got); diff != "" {
		t.Errorf("communities: invited, active, attention, without email (-want +got):\n%s", diff)
	}
}

func TestWaiting(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	s.AddCommunity(t, "Oak Hollow", "admin@oak-hollow.example")
	now := s.Clock.Now()
	ended := func(id, community string, state roster.ImportState, ago time.Duration) roster.Import {
		return roster.Import{ID: id, Community: community, State: state, File: roster.ImportFile{Name: id + ".csv"}, CreatedAt: now.Add(-ago), FinishedAt: now.Add(-ago)}
	}
	review := roster.Import{ID: "review", Community: "oak-hollow", State: roster.ImportReady, File: roster.ImportFile{Name: "review.csv"}, Counts: roster.Outcomes{Total: 7, Attention: 1, Failed: 1}, CreatedAt: now.Add(-time.Hour), HeartbeatAt: now.Add(-40 * 24 * time.Hour)}
	stopped := ended("stopped", "maple-grove", roster.ImportCompleted, time.Hour)
	stopped.Sending = roster.Sending{State: roster.SendingStopped, HeldBack: 12, Reason: "9 of 100 emails came back."}
	s.imported(review, stopped,
		ended("done", "maple-grove", roster.ImportCompleted, time.Hour),
		ended("attention", "maple-grove", roster.ImportNeedsAttention, 2*time.Hour),
		ended("refused", "oak-hollow", roster.ImportRejected, time.Hour),
		ended("long ago", "maple-grove", roster.ImportNeedsAttention, 31*24*time.Hour))
	staff := s.staff()
	all := s.call(staff, "GET", "/v1/waiting", nil).want(200, "")
	if next := all.at("next"); next != nil {
		t.Errorf("got a next page %v of everything", next)
	}
	want := []string{"stopped maple-grove stopped", "ready oak-hollow review", "attention maple-grove attention", "attention oak-hollow refused"}
	if diff := cmp.Diff(want, waiting(all)); diff != "" {
		t.Errorf("what waits (-want +got):\n%s", diff)
	}
	first := all.at("items").([]any)[0].(object)
	wantFirst := object{"kind": "stopped", "since": "2026-03-02T11:00:00Z", "community": object{"id": "maple-grove", "name": "Maple Grove", "open": true},
		"import": object{"id": "stopped", "file": "stopped.csv", "state": "completed", "questions": 0.0, "total": 0.0, "attention": 0.0, "held": 12.0, "reason": "9 of 100 emails came back."}}
	if diff := cmp.Diff(wantFirst, first); diff != "" {
		t.Errorf("the first (-want +got):\n%s", diff)
	}
	for _, limit := range []int{1, 2, 3} {
		var paged []string
		for cursor := ""; ; {
			page := s.call(staff, "GET", fmt.Sprintf("/v1/waiting?limit=%d%s", limit, cursor), nil).want(200, "")
			paged = append(paged, waiting(page)...)
			next, more := page.at("next").(string)
			if !more {
				break
			}
			cursor = "&cursor=" + next
		}
		if diff := cmp.Diff(want, paged); diff != "" {
			t.Errorf("%d at a time (-want +got):\n%s", limit, diff)
		}
	}
	s.call(s.admin(), "GET", "/v1/waiting", nil).want(403, "forbidden")
	s.call(staff, "GET", "/v1/waiting?cursor="+strings.Repeat("a", 12), nil).want(422, "invalid")

	// What holds nobody's mail any longer does not wait.
	tx := s.Store.Begin()
	tx.AddMailCounts("maple-grove", "stopped", roster.MailCounts{Unheld: 12})
	if err := tx.Commit(t.Context()); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want[1:], waiting(s.call(staff, "GET", "/v1/waiting", nil))); diff != "" {
		t.Errorf("once everybody was invited by hand (-want +got):\n%s", diff)
	}

	// Nor does what is done.
	stopped.Sending, stopped.Rev = roster.Sending{State: roster.SendingDone}, 1
	tx = s.Store.Begin()
	tx.SaveImport(stopped)
	if err := tx.Commit(t.Context()); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want[1:], waiting(s.call(staff, "GET", "/v1/waiting", nil))); diff != "" {
		t.Errorf("once it is sent (-want +got):\n%s", diff)
	}
}

// waiting names the entries on a page of the list.
func waiting(page reply) []string {
	var all []string
	for _, i := range page.at("items").([]any) {
		w := i.(object)
		all = append(all, fmt.Sprint(w["kind"], " ", w["community"].(object)["id"], " ", w["import"].(object)["id"]))
	}
	return all
}
