package api_test

import (
	"fmt"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/communitrak/onboarding/internal/roster"
)

// names returns the first names of the members on one page, and the next
// cursor.
func (s *server) names(token, query string) (names []string, next string) {
	s.t.Helper()
	list := s.call(token, "GET", maple+"/members?"+query, nil).want(200, "")
	for _, item := range list.at("items").([]any) {
		names = append(names, item.(object)["firstName"].(string))
	}
	next, _ = list.at("next").(string)
	return names, next
}

// lists follows the list to its end.
func (s *server) lists(token, query string) []string {
	s.t.Helper()
	var all []string
	for cursor := ""; ; {
		names, next := s.names(token, query+"&cursor="+cursor)
		if all = append(all, names...); next == "" {
			return all
		}
		cursor = next
	}
}

func TestListMembers_filters(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	admin := s.admin()
	for n, at := range []string{"2 Oak St", "4 Oak St", "6 Elm Way"} {
		in := invitation([]string{"Ana", "Bo", "Cy"}[n], fmt.Sprintf("p%d@example.org", n))
		in["property"] = object{"street": object{"street": at, "city": "Mesa", "state": "AZ", "zip": "85201"}, "confirmed": true}
		in["send"] = n != 1
		if n == 2 {
			in["role"] = "board"
		}
		s.call(admin, "POST", maple+"/invitations", in).want(201, "")
	}
	for query, want := range map[string][]string{
		"street=oak+st":                       {"Ana", "Bo"},
		"street=Elm":                          {"Cy"},
		"street=El":                           nil,
		"role=board":                          {"Cy"},
		"role=member&status=pending":          {"Ana", "Bo"},
		"role=administrator":                  {"Ada"},
		"mail=none":                           {"Bo"},
		"mail=queued":                         {"Ana", "Cy"},
		"mail=queued&street=oak":              {"Ana"},
		"mail=queued&q=del":                   {"Ana", "Cy"},
		"mail=bounced":                        nil,
		"status=active&mail=queued":           nil,
		"street=oak&q=p1%40example.org":       {"Bo"},
		"street=elm&q=p1%40example.org":       nil,
		"sort=-name&street=oak&status=":       {"Bo", "Ana"},
		"status=pending&role=board&q=juniper": nil,
	} {
		if got := s.lists(admin, query+"&limit=1"); !slices.Equal(got, want) {
			t.Errorf("%s: got %v, want %v", query, got, want)
		}
	}
	for query, location := range map[string]string{
		"mail=lost":       "query.mail",
		"role=king":       "query.role",
		"status=here":     "query.status",
		"street=%2C+%2C":  "query.street",
		"import=none":     "query.import",
		"wave=1":          "query.wave",
		"import=x&wave=0": "query.wave",
		"section=4":       "",
	} {
		if got := s.call(admin, "GET", maple+"/members?"+query, nil).want(422, "invalid"); !strings.Contains(string(got.Raw), location) {
			t.Errorf("%s: no pointer to %s in %s", query, location, got.Raw)
		}
	}
	counted := s.call(admin, "GET", maple+"/members?count=true&limit=1&street=oak", nil).want(200, "")
	if counted.at("matching", "count") != 2.0 || counted.at("matching", "more") != false {
		t.Errorf("matching: got %v, want 2 and no more", counted.at("matching"))
	}
	resident, _ := s.resident("Dee", "dee@example.org", roster.RoleMember)
	s.call(resident, "GET", maple+"/members?mail=queued", nil).want(403, "forbidden")
}

func TestListMembers_imports(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	admin := s.admin()
	tx := s.Store.Begin()
	job := roster.Import{Community: s.Community.ID, ID: "j1", State: roster.ImportCompleted, CreatedAt: s.Clock.Now()}
	job.Sending.Waves = []roster.Wave{{Number: 1, WaveFilter: roster.WaveFilter{Street: "Juniper Ct"}}, {Number: 2, At: s.Clock.Now()}}
	tx.CreateImport(job)
	if err := tx.Commit(t.Context()); err != nil {
		t.Fatal(err)
	}
	for n, first := range []string{"Ana", "Bo"} {
		m := s.Member(t, s.Invited(t, first, "Delgado", fmt.Sprintf("p%d@example.org", n)))
		moved := m
		if n == 0 {
			moved.Origin.Import = job.ID
		}
		tx := s.Store.Begin()
		tx.SaveMember(m, moved, s.Clock.Now())
		if err := tx.Commit(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	for query, want := range map[string][]string{
		"import=j1":        {"Ana"},
		"import=j1&wave=1": {"Ana"},
		"import=j1&wave=2": nil,
	} {
		if got := s.lists(admin, query); !slices.Equal(got, want) {
			t.Errorf("%s: got %v, want %v", query, got, want)
		}
	}
	got := s.call(admin, "GET", maple+"/members?"+url.Values{"import": {"j1"}, "wave": {"3"}}.Encode(), nil).want(422, "invalid")
	if !strings.Contains(string(got.Raw), "query.wave") {
		t.Errorf("a wave that there is not: %s", got.Raw)
	}
}
