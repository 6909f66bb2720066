package main

import (
	"flag"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/communitrak/onboarding/infra/local/localtest"
)

// long enables the sizes of the long proofs: see "make soak".
var long = flag.Bool("long", false, "run the tests in the sizes of make soak")

// TestSending_stops checks that, for a roster in which 8 % of the addresses are
// bad, at most 250 mails are sent before sending stops by itself; once the
// addresses are corrected, the rest is released and everybody has one mail.
func TestSending_stops(t *testing.T) {
	if testing.Short() {
		t.Skip("-short: sends hundreds of mails through a whole system")
	}
	t.Parallel()
	rows := 700
	if *long {
		rows = 5000
	}
	var b strings.Builder
	b.WriteString("Full Name,Address,Email\r\n")
	for n := range rows {
		email := fmt.Sprintf("resident-%d@example.com", n)
		if n%25 == 7 || n%25 == 19 {
			email = fmt.Sprintf("bounce-%d@example.com", n)
		}
		fmt.Fprintf(&b, "Robin %s,\"%d Juniper Ct, Mesa, AZ 85201\",%s\r\n", family(n), 100+n, email)
	}
	s := localtest.Start(t, "SES_RATE=1000")
	s.Drop("rosters/maple-grove/import/roster.csv", []byte(b.String()))
	support := s.SignIn("support@communitrak.example", localtest.Password)
	job := imported(s, support, "maple-grove", 5*time.Minute)
	if got := count(job, "created"); got != rows {
		t.Fatalf("created: got %d, want %d", got, rows)
	}
	path := "/v1/communities/maple-grove/imports/" + job["id"].(string)
	sending := func() localtest.Object {
		support = s.SignIn("support@communitrak.example", localtest.Password)
		return s.Call(support, "GET", path, nil).Want(200, "").At("sending").(localtest.Object)
	}
	s.Eventually(2*time.Minute, "stopped", func() bool {
		s.Advance("1m")
		return sending()["state"] == "stopped"
	})
	sent := invitations(s)
	if sent > 250 || sending()["reason"] == "" {
		t.Errorf("stopped after %d mails (%v), want at most 250 and a reason", sent, sending()["reason"])
	}
	t.Logf("%d rows: stopped after %d mails: %v", rows, sent, sending()["reason"])

	correct(t, s, support)
	s.Call(support, "POST", path+"/release", object{}).Want(200, "")
	s.Eventually(5*time.Minute, "sent", func() bool {
		s.Advance("5m")
		now := sending()
		return now["state"] == "sent" && now["queued"].(float64) == 0
	})
	good := map[string]int{}
	for _, m := range s.Mails() {
		good[m.To]++
	}
	for n := range rows {
		if got := good[fmt.Sprintf("resident-%d@example.com", n)]; got != 1 {
			t.Errorf("%d mails to resident %d, want one", got, n)
		}
	}
}

// invitations counts the mails to people in the roster.
func invitations(s *localtest.System) int {
	n := 0
	for _, m := range s.Mails() {
		if strings.HasPrefix(m.To, "resident-") || strings.HasPrefix(m.To, "bounce-") {
			n++
		}
	}
	return n
}

// correct gives everybody with a bad address a good one.
func correct(t *testing.T, s *localtest.System, token string) {
	t.Helper()
	for {
		bad := s.Call(token, "GET", "/v1/communities/maple-grove/members?status=pending&limit=100&q=bounce", nil).Want(200, "").Items()
		if len(bad) == 0 {
			return
		}
		for _, m := range bad {
			email := strings.Replace(m["email"].(string), "bounce-", "resident-", 1)
			s.Call(token, "PATCH", "/v1/communities/maple-grove/members/"+m["id"].(string), object{"version": m["version"], "email": email}).Want(200, "")
		}
	}
}
