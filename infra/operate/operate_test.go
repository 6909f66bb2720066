package main

import (
	"errors"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/communitrak/onboarding/internal/account"
	"github.com/communitrak/onboarding/internal/roster"
	"github.com/communitrak/onboarding/internal/secret"
)

func TestFirstSupport(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	said := w.mustOperate("first-support", "-email", "Support@Example.com")
	link := regexp.MustCompile(`http://\S+/reset#\S+`).FindString(said)
	u, err := url.Parse(link)
	if err != nil || link == "" {
		t.Fatalf("no link in %q: %v", said, err)
	}
	values, err := url.ParseQuery(u.Fragment)
	if err != nil {
		t.Fatal(err)
	}
	const chosen = secret.Password("seven grey geese land")
	for _, want := range []bool{true, false} {
		if err := w.Accounts.ResetPassword(t.Context(), values.Get("token"), chosen); (err == nil) != want {
			t.Errorf("setting the password: got %v, want success %v", err, want)
		}
	}
	_, in, err := w.Accounts.SignIn(t.Context(), "support@example.com", chosen, "")
	if err != nil || !in.Account.Staff {
		t.Errorf("signing in: staff %v, %v", in.Account.Staff, err)
	}
	w.mustOperate("first-support", "-email", "support@example.com") // another link, the same account
	token, _, err := w.Accounts.SignIn(t.Context(), "support@example.com", chosen, "")
	if err != nil {
		t.Fatal(err)
	}
	w.mustOperate("end-support", "-email", "support@example.com")
	if _, _, err := w.Accounts.Authenticate(t.Context(), token); err != nil {
		t.Errorf("without -yes the session ended: %v", err)
	}
	w.mustOperate("end-support", "-email", "support@example.com", "-yes")
	if _, _, err := w.Accounts.Authenticate(t.Context(), token); !errors.Is(err, account.ErrSession) {
		t.Errorf("a session after the end: %v, want %v", err, account.ErrSession)
	}
	if _, _, err := w.Accounts.SignIn(t.Context(), "support@example.com", chosen, ""); !errors.Is(err, account.ErrCredentials) {
		t.Errorf("signing in after the end: %v, want %v", err, account.ErrCredentials)
	}
	if said, err := w.operate("end-support", "-email", "admin@maple-grove.example", "-yes"); err == nil {
		t.Errorf("a member was ended as Support: %s", said)
	}
	again := w.mustOperate("first-support", "-email", "support@example.com")
	if !strings.Contains(again, "/reset#") {
		t.Errorf("Support again: no link in %q", again)
	}
	if said, err := w.operate("first-support", "-email", "admin@maple-grove.example"); err == nil {
		t.Errorf("a member was made Support: %s", said)
	}
	if strings.Contains(said, "password=") {
		t.Error("a password is shown")
	}
}

// Codes already sent stay valid under the retired key; a resend changes them.
func TestRotateCodeKey(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	sent := w.Invited(t, "Old", "Key", "old.key@example.org")
	resent := w.Invited(t, "New", "Key", "new.key@example.org")
	before, _, err := w.Code(t.Context(), resent)
	if err != nil {
		t.Fatal(err)
	}
	w.mustOperate("rotate-code-key")
	if file := w.readKeys(); file.Current != "k1" {
		t.Errorf("without -yes: current is %s", file.Current)
	}
	if said := w.mustOperate("rotate-code-key", "-yes"); !strings.Contains(said, "k2 is in use in place of k1. For codes already sent stays k1.") {
		t.Errorf("it says\n%s", said)
	}
	file := w.readKeys()
	if got, want := []string{file.Current, sortedIDs(file.Codes)}, []string{"k2", "k1 k2"}; !cmp.Equal(got, want) {
		t.Fatalf("keys: got %v, want %v", got, want)
	}
	w.useKeys(file)

	w.ActivateByMail(t, sent)
	w.Clock.Advance(6 * time.Minute) // past the cool-down
	results, err := w.Resend(t.Context(), w.Admin, w.Community, []string{resent.ID})
	if err != nil || len(results) != 1 || !results[0].NewCode || results[0].Skipped != "" {
		t.Fatalf("resend: got %+v, %v, want newCode", results, err)
	}
	m := w.Member(t, resent)
	after, ok, err := w.Code(t.Context(), m)
	if err != nil || !ok || after.Equal(before) || m.Invitation.Generation != resent.Invitation.Generation+1 || m.Invitation.KeyID != "k2" {
		t.Errorf("after the resend: generation %d under %s, ok %v, %v", m.Invitation.Generation, m.Invitation.KeyID, ok, err)
	}
	old := w.ByMail(t, m)
	old.Code, old.Proof = before.Reveal(), ""
	if _, err := w.Activate(t.Context(), old); err == nil {
		t.Error("the old code still works")
	}
	w.ActivateByMail(t, m)

	for _, tt := range []struct{ drop, current, ids string }{
		{"k1", "k3", "k2 k3"}, // retired long ago
		{"k3", "k4", "k2 k4"}, // in use, and leaked
	} {
		w.mustOperate("rotate-code-key", "-drop", tt.drop, "-yes")
		if file := w.readKeys(); file.Current != tt.current || sortedIDs(file.Codes) != tt.ids {
			t.Errorf("after dropping %s: %s of %s, want %s of %s", tt.drop, file.Current, sortedIDs(file.Codes), tt.current, tt.ids)
		}
	}
	for _, id := range []string{"k1", "current"} {
		if said, err := w.operate("rotate-code-key", "-drop", id, "-yes"); err == nil {
			t.Errorf("dropping %s: %s", id, said)
		}
	}
}

func TestRekeyAddresses(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	member := w.Invited(t, "Nora", "Home", "nora@example.org")
	p, err := w.Store.Property(t.Context(), "maple-grove", member.Property)
	if err != nil {
		t.Fatal(err)
	}
	w.ageProperty(p)
	if said := w.mustOperate("rekey-addresses"); !strings.Contains(said, "1 found under a further address") || !strings.Contains(said, "Nothing was changed") {
		t.Errorf("without -yes: %s", said)
	}
	w.mustOperate("rekey-addresses", "-yes")
	again := w.Invited(t, "Nils", "Home", "nils@example.org")
	if again.Property != p.ID {
		t.Errorf("the address made property %s, want %s", again.Property, p.ID)
	}
	if said := w.mustOperate("rekey-addresses", "-yes"); !strings.Contains(said, "0 found under a further address, 1 already up to date") {
		t.Errorf("again: %s", said)
	}
	w.CheckInvariants(t)
}

// ageProperty makes the property look as older rules would have made it: found
// under another delivery line.
func (w *world) ageProperty(p roster.Property) {
	w.t.Helper()
	aged := p
	aged.RuleVersion, aged.Line, aged.Identity = 0, "as older rules had it", "as older rules had it"
	tx := w.Store.Begin()
	tx.ReleaseAddress(p, p.AddressKey())
	tx.ReserveAddress(aged, aged.AddressKey())
	tx.SaveProperty(aged)
	if err := tx.Commit(w.t.Context()); err != nil {
		w.t.Fatal(err)
	}
}

func TestParseFailed(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name, body string
		mails      []string
		wrong      bool
	}{
		{"what the topic could not hand on", `{"Type":"Notification","MessageId":"m","Message":"{\"eventType\":\"Bounce\"}"}`, []string{`{"eventType":"Bounce"}`}, false},
		{"what feedback gave up", `{"version":"1.0","requestContext":{"condition":"RetriesExhausted"},"requestPayload":{"Records":[{"EventSource":"aws:sns","Sns":{"Message":"a"}},{"Sns":{"Message":"b"}}]}}`, []string{"a", "b"}, false},
		{"a batch of the stream", `{"requestContext":{"condition":"RetryAttemptsExhausted"},"DDBStreamBatchInfo":{"shardId":"s"}}`, nil, false},
		{"a schedule", `{"requestPayload":{"detail-type":"Scheduled Event","source":"aws.events"}}`, nil, false},
		{"a roster", `{"requestPayload":{"Records":[{"s3":{"object":{"key":"rosters/a/import/b.csv"}}}]}}`, nil, false},
		{"something else", `{"hello":1}`, nil, true},
		{"no JSON", `hello`, nil, true},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			mails, _, err := parseFailed(test.body)
			if diff := cmp.Diff(test.mails, mails); diff != "" || (err != nil) != test.wrong {
				t.Errorf("events (-want +got):\n%s\n%v", diff, err)
			}
		})
	}
}

func TestUsage(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	if said := w.mustOperate(); strings.Count(said, "\n") < len(commands) {
		t.Errorf("usage: %s", said)
	}
	for _, c := range commands {
		if said, err := w.operate(c.name, "--help"); err == nil || !strings.Contains(said, c.summary) {
			t.Errorf("%s --help: %s, %v", c.name, said, err)
		}
	}
	if _, err := w.operate("eraze"); err == nil {
		t.Error("an unknown command is taken")
	}
	for _, args := range [][]string{{"erase"}, {"erase", "-email", "nobody"}, {"first-support"}, {"after-restore", "-table", "t"}, {"copy-table", "-from", w.Table}} {
		if said, err := w.operate(args...); err == nil {
			t.Errorf("%v: no error\n%s", args, said)
		}
	}
}

func (w *world) readKeys() keyFile {
	w.t.Helper()
	file, err := (&system{keysFile: w.env["KEYS_FILE"]}).readKeyFile()
	if err != nil {
		w.t.Fatal(err)
	}
	return file
}
