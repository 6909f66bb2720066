package account_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/communitrak/onboarding/internal/account"
	. "github.com/communitrak/onboarding/internal/onboarding/onboardingtest"
	"github.com/communitrak/onboarding/internal/roster"
)

// resetLink requests a password-reset mail and returns the token in its link.
func resetLink(t *testing.T, f *Fixture) string {
	t.Helper()
	known := resetTickets(t, f)
	if err := f.Accounts.LostPassword(t.Context(), rosa); err != nil {
		t.Fatal(err)
	}
	for id := range resetTickets(t, f) {
		if known[id] {
			continue
		}
		ticket, err := f.Store.Ticket(t.Context(), id)
		if err != nil {
			t.Fatal(err)
		}
		token, err := f.Accounts.TicketToken(t.Context(), ticket)
		if err != nil {
			t.Fatal(err)
		}
		return token
	}
	t.Fatal("no link is owed")
	return ""
}

func resetTickets(t *testing.T, f *Fixture) map[string]bool {
	t.Helper()
	ids := map[string]bool{}
	for _, i := range f.Items(t) {
		if i.SK == "R" && i.Kind == string(roster.TicketReset) {
			ids[strings.TrimPrefix(i.PK, "R#")] = true
		}
	}
	return ids
}

func TestResetPassword_once(t *testing.T) {
	t.Parallel()
	f, _ := resident(t)
	link := resetLink(t, f)
	if err := f.Accounts.ResetPassword(t.Context(), link, another); err != nil {
		t.Fatal(err)
	}
	id, _, _ := strings.Cut(link, ".")
	if ticket, err := f.Store.Ticket(t.Context(), id); err != nil || !ticket.UsedAt.Equal(f.Clock.Now()) {
		t.Errorf("the ticket was used at %v, %v, want now", ticket.UsedAt, err)
	}
	if err := f.Accounts.ResetPassword(t.Context(), link, Password); !errors.Is(err, account.ErrTicket) {
		t.Errorf("the second use: got %v, want refused", err)
	}
	signIn(t, f.Accounts, rosa, another)
}

// If one link is used several times at once, only one use sets the password.
func TestResetPassword_onceWhoeverRaces(t *testing.T) {
	t.Parallel()
	f, _ := resident(t)
	link := resetLink(t, f)
	won := 0
	for _, err := range atOnce(16, func(int) error { return f.Accounts.ResetPassword(t.Context(), link, another) }) {
		switch {
		case err == nil:
			won++
		case !errors.Is(err, account.ErrTicket):
			t.Errorf("got %v, want success or a link that is no longer valid", err)
		}
	}
	if won != 1 {
		t.Errorf("%d of 16 set the password, want 1", won)
	}
}

// A link becomes void when the password it was meant to replace has changed,
// through another link or by the owner.
func TestResetPassword_onlyOfThatPassword(t *testing.T) {
	t.Parallel()
	for name, set := range map[string]func(*testing.T, *Fixture) error{
		"by another link": func(t *testing.T, f *Fixture) error {
			f.Clock.Advance(account.DefaultLimits().Mails.CoolDown)
			return f.Accounts.ResetPassword(t.Context(), resetLink(t, f), another)
		},
		"by the owner": func(t *testing.T, f *Fixture) error {
			return f.Accounts.ChangePassword(t.Context(), signIn(t, f.Accounts, rosa, Password), Password, another)
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			f, _ := resident(t)
			link := resetLink(t, f)
			if err := set(t, f); err != nil {
				t.Fatal(err)
			}
			if err := f.Accounts.ResetPassword(t.Context(), link, "a thief's new password"); !errors.Is(err, account.ErrTicket) {
				t.Errorf("the older link: got %v, want refused", err)
			}
			signIn(t, f.Accounts, rosa, another)
		})
	}
}

func TestResetPassword_refused(t *testing.T) {
	t.Parallel()
	f, _ := resident(t)
	link := resetLink(t, f)
	id, proof, _ := strings.Cut(link, ".")
	_, in, err := f.Accounts.SignIn(t.Context(), rosa, Password, "")
	if err != nil {
		t.Fatal(err)
	}
	other := roster.Ticket{ID: roster.NewID(), Kind: roster.TicketDisown, Person: in.Account.Person, Epoch: in.Account.Epoch, EndsAt: f.Clock.Now().Add(time.Hour)}
	tx := f.Store.Begin()
	tx.SaveTicket(other)
	if err := tx.Commit(t.Context()); err != nil {
		t.Fatal(err)
	}
	disown, err := f.Accounts.TicketToken(t.Context(), other)
	if err != nil {
		t.Fatal(err)
	}
	for name, token := range map[string]string{
		"empty": "", "the ticket alone": id, "no proof": id + ".", "another's proof": other.ID + "." + proof,
		"cut short": link[:len(link)-1], "of another kind": disown,
	} {
		if err := f.Accounts.ResetPassword(t.Context(), token, another); !errors.Is(err, account.ErrTicket) {
			t.Errorf("%s: got %v, want refused", name, err)
		}
	}
	var invalid *roster.InvalidError
	if err := f.Accounts.ResetPassword(t.Context(), "", "short"); !errors.As(err, &invalid) {
		t.Errorf("a short password: got %v, want its form refused first", err)
	}
	f.Clock.Advance(account.DefaultLimits().TicketLife - time.Millisecond)
	if _, err := f.Accounts.Ticket(t.Context(), link, roster.TicketReset); err != nil {
		t.Errorf("in its last moment: %v", err)
	}
	f.Clock.Advance(time.Millisecond)
	if err := f.Accounts.ResetPassword(t.Context(), link, another); !errors.Is(err, account.ErrTicket) {
		t.Errorf("after an hour: got %v, want refused", err)
	}
}

func TestLostPassword_limitsMails(t *testing.T) {
	t.Parallel()
	f, _ := resident(t)
	f.CheckMailLimits(t, roster.MailReset, func() error { return f.Accounts.LostPassword(t.Context(), rosa) })
}

func TestLostPassword_atOnce(t *testing.T) {
	t.Parallel()
	f, _ := resident(t)
	for _, err := range atOnce(32, func(int) error { return f.Accounts.LostPassword(t.Context(), rosa) }) {
		if err != nil {
			t.Error(err)
		}
	}
	if got := f.Owed(t, roster.MailReset); got != 1 {
		t.Errorf("32 at once: %d mails are owed, want 1", got)
	}
}

func TestLostPassword_nobody(t *testing.T) {
	t.Parallel()
	f, _ := resident(t)
	f.Invited(t, "Owen", "Delgado", "owen@example.org")
	for _, email := range []string{"nobody@example.org", "owen@example.org"} {
		if err := f.Accounts.LostPassword(t.Context(), email); err != nil {
			t.Errorf("%s: got %v, want the answer that everybody gets", email, err)
		}
	}
	if got := f.Owed(t, roster.MailReset); got != 0 {
		t.Errorf("%d mails are owed to people without an account", got)
	}
}
