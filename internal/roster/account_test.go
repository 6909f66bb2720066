package roster_test

import (
	"testing"
	"time"

	"github.com/communitrak/onboarding/internal/roster"
)

func TestTicket_Valid(t *testing.T) {
	t.Parallel()
	good := roster.Ticket{ID: "t", Kind: roster.TicketReset, Person: "x", EndsAt: noon.Add(time.Hour)}
	for name, c := range map[string]struct {
		change func(*roster.Ticket)
		kind   roster.TicketKind
		at     time.Time
		want   bool
	}{
		"good":            {func(*roster.Ticket) {}, roster.TicketReset, noon, true},
		"its last moment": {func(*roster.Ticket) {}, roster.TicketReset, noon.Add(time.Hour - 1), true},
		"over":            {func(*roster.Ticket) {}, roster.TicketReset, noon.Add(time.Hour), false},
		"used":            {func(k *roster.Ticket) { k.UsedAt = noon }, roster.TicketReset, noon, false},
		"of another kind": {func(*roster.Ticket) {}, roster.TicketDisown, noon, false},
		"none":            {func(k *roster.Ticket) { *k = roster.Ticket{} }, "", noon.Add(-time.Hour), false},
	} {
		ticket := good
		c.change(&ticket)
		if got := ticket.Valid(c.kind, c.at); got != c.want {
			t.Errorf("%s: got %v, want %v", name, got, c.want)
		}
	}
}

func TestSession_Live(t *testing.T) {
	t.Parallel()
	session := roster.Session{ID: "s", Person: "x", Epoch: 7, CreatedAt: noon, SeenAt: noon.Add(time.Hour), Idle: 2 * time.Hour, EndsAt: noon.Add(24 * time.Hour)}
	used := session
	used.SeenAt = noon.Add(23 * time.Hour)
	for name, c := range map[string]struct {
		session roster.Session
		epoch   int
		at      time.Time
		want    bool
	}{
		"live":                      {session, 7, noon.Add(3*time.Hour - 1), true},
		"unused":                    {session, 7, noon.Add(3 * time.Hour), false},
		"used to the end":           {used, 7, noon.Add(24*time.Hour - 1), true},
		"over":                      {used, 7, noon.Add(24 * time.Hour), false},
		"of an earlier epoch":       {session, 8, noon.Add(time.Hour), false},
		"of an account before this": {session, 6, noon.Add(time.Hour), false},
	} {
		if got := c.session.Live(c.epoch, c.at); got != c.want {
			t.Errorf("%s: got %v, want %v", name, got, c.want)
		}
	}
}

func TestAccount_ResetPassword(t *testing.T) {
	t.Parallel()
	made := roster.NewAccount("x", "rosa@example.org", "theirs", false, noon)
	taken := made.ResetPassword("mine")
	if taken.Password != "mine" || !taken.Confirmed || taken.Epoch <= made.Epoch {
		t.Errorf("got password %s, confirmed %v, epoch %d after %d; want the new password, confirmed, and another epoch", taken.Password, taken.Confirmed, taken.Epoch, made.Epoch)
	}
	later := roster.NewAccount("x", "rosa@example.org", "again", false, noon.Add(time.Second))
	if later.Epoch <= taken.Epoch {
		t.Errorf("an account made anew has epoch %d after %d: an old session would open it", later.Epoch, taken.Epoch)
	}
}
