package main

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/communitrak/onboarding/infra/local/localtest"
	"github.com/communitrak/onboarding/internal/casestest"
)

// imported waits until the community's newest import has ended.
func imported(s *localtest.System, token, community string, within time.Duration) localtest.Object {
	var newest localtest.Object
	s.Eventually(within, "imported", func() bool {
		items := s.Call(token, "GET", "/v1/communities/"+community+"/imports?limit=1", nil).Want(200, "").Items()
		if len(items) == 0 {
			return false
		}
		newest = items[0]
		switch newest["state"] {
		case "queued", "checking", "importing", "awaiting_upload":
			return false
		default:
			return true
		}
	})
	return newest
}

// count returns one of an import's counts.
func count(i localtest.Object, name string) int {
	return int(i["counts"].(localtest.Object)[name].(float64))
}

func wantSum(t *testing.T, name string, i localtest.Object) {
	t.Helper()
	sum := 0
	for _, outcome := range []string{"created", "updated", "unchanged", "skipped", "attention", "failed"} {
		sum += count(i, outcome)
	}
	if total := count(i, "total"); total != sum {
		t.Errorf("%s: total %d, the outcomes add up to %d", name, total, sum)
	}
}

// members reads all members of the community, one line each, without what
// differs from run to run.
func members(s *localtest.System, token, community string) []string {
	var lines []string
	for cursor := ""; ; {
		got := s.Call(token, "GET", "/v1/communities/"+community+"/members?limit=100&cursor="+cursor, nil).Want(200, "")
		for _, m := range got.Items() {
			property, _ := m["property"].(localtest.Object)
			household, _ := m["household"].(localtest.Object)
			lines = append(lines, fmt.Sprint(m["email"], m["firstName"], m["lastName"], m["phone"], m["status"], m["householdRole"], property["label"], household["name"]))
		}
		next, ok := got.At("next").(string)
		if !ok {
			slices.Sort(lines)
			return lines
		}
		cursor = next
	}
}

// rosterOf makes a roster of n rows, two owners in every third home.
func rosterOf(n int) []byte {
	var b strings.Builder
	b.WriteString("Full Name,Address,Email,Phone\r\n")
	for row := range n {
		home := row - row/3
		fmt.Fprintf(&b, "Robin %s,\"%d Juniper Ct, Mesa, AZ 85201\",resident-%d@example.com,480-555-01%02d\r\n", family(home), 100+home, row, row%100)
	}
	return []byte(b.String())
}

// family returns a different family name for each home.
func family(home int) string {
	name := []byte("Aaaa")
	for at := len(name) - 1; at > 0; at-- {
		name[at] = byte('a' + home%26)
		home /= 26
	}
	return string(name)
}

// TestImport_killed checks that a kill -9 in the middle of an import leaves,
// after a restart, the same table as without it, and no second mail.
func TestImport_killed(t *testing.T) {
	if testing.Short() {
		t.Skip("-short: kills whole systems in the middle of an import")
	}
	t.Parallel()
	const rows = 2000
	roster := rosterOf(rows)
	key := "rosters/maple-grove/import/roster.csv"

	calm := localtest.Start(t, "SES_RATE=1000")
	calm.Drop(key, roster)
	want := finished(t, "undisturbed", calm)
	calm.Stop()

	const seed = 1
	t.Logf("seed %d", seed)
	random := rand.New(rand.NewPCG(seed, 0))
	s := localtest.Start(t, "SES_RATE=1000")
	s.Drop(key, roster)
	for range 4 {
		token := s.SignIn("admin@maple-grove.example", localtest.Password)
		done := random.IntN(rows)
		s.Eventually(5*time.Minute, "on its way", func() bool {
			items := s.Call(token, "GET", "/v1/communities/maple-grove/imports", nil).Want(200, "").Items()
			return len(items) > 0 && items[0]["progress"].(localtest.Object)["done"].(float64) >= float64(done)
		})
		s.Kill()
		s.Run("SES_RATE=1000")
	}
	got := finished(t, "killed", s)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-undisturbed +killed):\n%s", diff)
	}
	if count := got.Counts["created"]; count != float64(rows) {
		t.Errorf("created: got %v, want %d", count, rows)
	}
	if len(got.Mails) != rows {
		t.Errorf("%d residents have a mail, want %d", len(got.Mails), rows)
	}
}

// outcome is the result of an import, for everybody.
type outcome struct {
	Counts  localtest.Object
	Members []string
	Mails   map[string]int
}

// finished waits until the import and its mails are done.
func finished(t *testing.T, name string, s *localtest.System) outcome {
	t.Helper()
	token := s.SignIn("admin@maple-grove.example", localtest.Password)
	job := imported(s, token, "maple-grove", 5*time.Minute)
	wantSum(t, name, job)
	s.Eventually(5*time.Minute, name+": nothing queued", func() bool { return queued(s, "maple-grove") == 0 })
	mails := residents(s)
	for address, n := range mails {
		if n != 1 {
			t.Errorf("%s: %d mails to %s, want one", name, n, address)
		}
	}
	return outcome{job["counts"].(localtest.Object), members(s, token, "maple-grove"), mails}
}

// queued counts the mails of the newest import that will go out by themselves.
// Nobody knows whether the mails of a killed sender went out; the clock moves
// on to when those are retried.
func queued(s *localtest.System, community string) int {
	s.Advance("5m")
	token := s.SignIn("support@communitrak.example", localtest.Password)
	newest := s.Call(token, "GET", "/v1/communities/"+community+"/imports?limit=1", nil).Want(200, "").Items()[0]
	sending := newest["sending"].(localtest.Object)
	waiting := int(sending["queued"].(float64))
	if state := sending["state"]; state == "waiting" || state == "sending" {
		waiting += int(sending["held"].(float64))
	}
	return waiting
}

// residents counts the mails to residents, by address.
func residents(s *localtest.System) map[string]int {
	mails := map[string]int{}
	for _, m := range s.Mails() {
		if strings.HasPrefix(m.To, "resident-") {
			mails[m.To]++
		}
	}
	return mails
}

// layout is what a roster of the cases should yield.
type layout struct {
	Expected struct {
		MemberList []struct {
			Email string `json:"email"`
		} `json:"member_list"`
		AttentionRows []int  `json:"needs_attention_rows"`
		Policy        string `json:"policy"`
	} `json:"expected"`
}

// ours are layouts for which more than one reading is right.
var ours = map[string]string{
	"membersplash_accounts": "usernames that are emails are taken for the emails",
}

// TestImport_layouts drops every roster layout into the bucket.
func TestImport_layouts(t *testing.T) {
	if testing.Short() {
		t.Skip("-short: drops every roster layout into a whole system")
	}
	t.Parallel()
	files := casestest.Glob(t, "layouts/*.csv")
	s := localtest.Start(t)
	support := s.SignIn("support@communitrak.example", localtest.Password)
	for _, file := range files {
		name := strings.TrimSuffix(filepath.Base(file), ".csv")
		made := s.Call(support, "POST", "/v1/communities", object{"name": strings.ReplaceAll(name, "_", " "),
			"administrator": object{"firstName": "Ada", "lastName": "Admin", "email": "admin@" + strings.ReplaceAll(name, "_", "-") + ".example"}}).Want(201, "")
		community := made.Text("id")
		content, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		raw, err := os.ReadFile(strings.TrimSuffix(file, ".csv") + ".json")
		if err != nil {
			t.Fatal(err)
		}
		var want layout
		if err := json.Unmarshal(raw, &want); err != nil {
			t.Fatal(err)
		}
		s.Drop("rosters/"+community+"/import/"+filepath.Base(file), content)
		job := imported(s, support, community, time.Minute)
		wantSum(t, name, job)
		var expected, got []string
		for _, m := range want.Expected.MemberList {
			expected = append(expected, strings.ToLower(m.Email))
		}
		for _, m := range s.Call(support, "GET", "/v1/communities/"+community+"/members?status=pending&limit=100", nil).Want(200, "").Items() {
			if email := m["email"].(string); !strings.HasPrefix(email, "admin@") {
				got = append(got, email)
			}
		}
		slices.Sort(expected)
		slices.Sort(got)
		policy := want.Expected.Policy
		if policy == "" {
			policy = ours[name]
		}
		if diff := cmp.Diff(expected, got); diff != "" && policy == "" {
			t.Errorf("%s (%v, %v): members (-want +got):\n%s", name, job["state"], job["reason"], diff)
		} else if diff != "" {
			t.Logf("%s: a matter of policy (%s): members (-other +ours):\n%s", name, policy, diff)
		}
	}
}
