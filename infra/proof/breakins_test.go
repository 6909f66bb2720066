package main

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/communitrak/onboarding/internal/faults"
	"github.com/communitrak/onboarding/internal/onboarding"
	"github.com/communitrak/onboarding/internal/onboarding/onboardingtest"
	"github.com/communitrak/onboarding/internal/page"
	"github.com/communitrak/onboarding/internal/roster"
)

// breakIns are public break-ins into invitations, replayed. Each fails the test
// where it succeeds.
var breakIns = []struct {
	name string
	try  func(*breakIn, *testing.T)
}{
	// rapidpro issue 615: the code of an invitation stayed the same when
	// somebody was invited again.
	{"an old code after inviting again", (*breakIn).oldCode},
	// devise_invitable issue 200: an empty token found the first account
	// without one.
	{"an empty code", (*breakIn).emptyCode},
	// blocks-os issue 352: whoever had a token joined, whoever it was for.
	{"somebody else's code", (*breakIn).othersCode},
	// matomo issue 24911: a link survived the change of the email.
	{"a link after the email has changed", (*breakIn).changedEmail},
	// OneUptime, advisory GHSA-qg84-6hrg-mr5g: an ordinary sign-up with the
	// invited address claimed the account that the invitation had prepared.
	{"a sign-up with the invited address", (*breakIn).signUp},
	// Shelf.nu issue 2877: the page showed one invitation, and the form
	// accepted another.
	{"the parts of two invitations", (*breakIn).mixedParts},
	// litellm issues 13906 and 15638: opening the link accepted, and it could be
	// used again.
	{"opening a link, and using it twice", (*breakIn).openedAndUsedTwice},
	// lunora issue 602: an invitation was keyed by the email alone.
	{"knowing the address alone", (*breakIn).addressAlone},
	// Ory Kratos, HackerOne reports 3692149 and 3695625: tries at the same time
	// were compared before they were counted.
	{"guesses at the same time", (*breakIn).guessesAtOnce},
	// e2a issue 193: when the mark that a mail was sent failed, it was sent
	// again.
	{"a mail whose mark is lost", (*breakIn).lostMark},
}

// breakIn is the scene of one.
type breakIn struct {
	*yard
	door *door
}

// TestBreakIns replays ten public break-ins into invitations. All are refused.
func TestBreakIns(t *testing.T) {
	if testing.Short() {
		t.Skip("-short: replays break-ins")
	}
	refusedAll := 0
	for _, b := range breakIns {
		t.Run(b.name, func(t *testing.T) {
			y := newYard(t)
			in := &breakIn{y, y.open(t, faults.Record())}
			b.try(in, t)
			in.CheckInvariants(t)
			if !t.Failed() {
				refusedAll++
			}
		})
	}
	proved(t, "%d of 10 public break-ins replayed and refused", refusedAll)
}

// wantRefused fails the test unless the activation gets the one refusal.
func (b *breakIn) wantRefused(t *testing.T, what string, a onboarding.Activation) {
	t.Helper()
	if w := b.door.send(t.Context(), activationOf(a, "")); !refused(w) {
		t.Errorf("%s: got %d %s, want it refused", what, w.Code, w.Body)
	}
}

// wantIn fails the test unless the activation succeeds.
func (b *breakIn) wantIn(t *testing.T, what string, a onboarding.Activation) {
	t.Helper()
	if w := b.door.send(t.Context(), activationOf(a, "")); w.Code != http.StatusCreated {
		t.Errorf("%s: got %d %s, want success", what, w.Code, w.Body)
	}
}

func (b *breakIn) oldCode(t *testing.T) {
	m := b.Invited(t, "Rosa", "Delgado", "rosa@example.org")
	old := b.ByMail(t, m)
	if _, err := b.Revoke(t.Context(), b.Admin, b.Community, m.ID); err != nil {
		t.Fatal(err)
	}
	b.wantRefused(t, "after the end", old)
	again := b.Invited(t, "Rosa", "Delgado", "rosa@example.org")
	b.wantRefused(t, "after inviting again", old)
	b.wantIn(t, "the new link", b.ByMail(t, again))
}

func (b *breakIn) emptyCode(t *testing.T) {
	m := b.Invited(t, "Rosa", "Delgado", "rosa@example.org")
	active := b.Invited(t, "Hugo", "Delgado", "hugo@example.org")
	b.ActivateByMail(t, active)
	for _, email := range []string{m.Email, active.Email, "", " ", "\x00", "%", "*", "null"} {
		for _, code := range []string{"", " ", "-", "----", "\t", "0", "null", "undefined", "%", "*", strings.Repeat("0", 16), strings.Repeat("0", 128)} {
			for _, proof := range []string{"", code} {
				a := onboarding.Activation{Email: email, Code: code, Proof: proof, Password: onboardingtest.Password}
				if w := b.door.send(t.Context(), activationOf(a, "")); !refused(w) && w.Code != http.StatusUnprocessableEntity {
					t.Errorf("%q with %q and %q: got %d %s", email, code, proof, w.Code, w.Body)
				}
			}
		}
	}
	for _, body := range []string{`{}`, `{"email":null,"code":null,"password":null}`, `{"email":["rosa@example.org"],"code":[],"password":"x"}`, `{"email":{},"code":true,"password":0}`, `[]`, `null`, ``} {
		if w := b.door.send(t.Context(), knock{method: "POST", path: "/v1/activations", body: body}); w.Code < 400 || w.Code >= 500 {
			t.Errorf("%s: got %d %s", body, w.Code, w.Body)
		}
	}
	if got := b.Member(t, m); got.Status != roster.Pending {
		t.Errorf("who was invited is %s", got.Status)
	}
}

func (b *breakIn) othersCode(t *testing.T) {
	rosa, owen := b.Invited(t, "Rosa", "Delgado", "rosa@example.org"), b.Invited(t, "Owen", "Delgado", "owen@example.org")
	hugo := b.Invited(t, "Hugo", "Delgado", "hugo@example.org")
	b.ActivateByMail(t, hugo)
	session := b.door.signIn(t, hugo.Email)
	for _, email := range []string{owen.Email, hugo.Email, "eve@example.org"} {
		a := b.ByMail(t, rosa)
		a.Email = email
		request := activationOf(a, "")
		request.token = session
		if w := b.door.send(t.Context(), request); !refused(w) {
			t.Errorf("as %s: got %d %s", email, w.Code, w.Body)
		}
	}
	b.wantIn(t, "whose it is", b.ByMail(t, rosa))
}

func (b *breakIn) changedEmail(t *testing.T) {
	m := b.Invited(t, "Rosa", "Delgado", "rosa@example.org")
	old := b.ByMail(t, m)
	email := "rosa.delgado@example.org"
	if _, err := b.EditMember(t.Context(), b.Admin, b.Community, m.ID, onboarding.Edit{Email: &email}); err != nil {
		t.Fatal(err)
	}
	b.wantRefused(t, "the old address", old)
	old.Email = email
	b.wantRefused(t, "the old code with the new address", old)
	decline := knock{method: "POST", path: page.DeclinePath, form: url.Values{
		page.FieldInvitation: {m.Community + "." + m.ID}, page.FieldProof: {old.Proof}, page.FieldConfirm: {page.ConfirmWord}}}
	if w := b.door.send(t.Context(), decline); w.Code < 400 {
		t.Errorf("declining by the old link: got %d", w.Code)
	}
	b.wantIn(t, "the new link", b.ByMail(t, b.Member(t, m)))
}

func (b *breakIn) signUp(t *testing.T) {
	m := b.Invited(t, "Rosa", "Delgado", "rosa@example.org")
	own := credentialsOf(m.Email)
	for path, body := range map[string]string{
		"/v1/sessions": own, "/v1/second-factors": own, "/v1/accounts": own, "/v1/users": own, "/v1/members": own, "/v1/activations": own,
	} {
		if w := b.door.send(t.Context(), knock{method: "POST", path: path, body: body}); w.Code < 400 {
			t.Errorf("%s: got %d %s", path, w.Code, w.Body)
		}
	}
	for _, path := range []string{"/v1/passwords/lost", "/v1/activations/lost"} {
		b.door.send(t.Context(), knock{method: "POST", path: path, body: jsonOf(map[string]string{"email": m.Email})})
	}
	for _, item := range b.Items(t) {
		if item.SK == "R" {
			t.Errorf("a ticket was made for who has no account: %s", item.Kind)
		}
	}
	if got := b.Member(t, m); got.Status != roster.Pending {
		t.Errorf("who was invited is %s", got.Status)
	}
	more := b.ByMail(t, m)
	for _, field := range []string{`"role":"administrator"`, `"status":"active"`, `"community":"cedar-hill"`, `"staff":true`} {
		request := activationOf(more, "")
		request.body = strings.TrimSuffix(request.body, "}") + "," + field + "}"
		if w := b.door.send(t.Context(), request); w.Code != http.StatusUnprocessableEntity {
			t.Errorf("with %s: got %d %s", field, w.Code, w.Body)
		}
	}
}

func (b *breakIn) mixedParts(t *testing.T) {
	rosa, owen := b.ByMail(t, b.Invited(t, "Rosa", "Delgado", "rosa@example.org")), b.ByMail(t, b.Invited(t, "Owen", "Delgado", "owen@example.org"))
	owner := []onboarding.Activation{rosa, owen}
	for mix := range 8 {
		email, code, proof := mix&1, mix>>1&1, mix>>2&1
		a := onboarding.Activation{Email: owner[email].Email, Code: owner[code].Code, Proof: owner[proof].Proof, Password: onboardingtest.Password}
		greeting := b.door.send(t.Context(), greetingRefusal(a))
		if whole := email == code && code == proof; whole != (greeting.Code == http.StatusOK) {
			t.Errorf("the greeting of mix %03b: got %d %s", mix, greeting.Code, greeting.Body)
		}
		if email != code {
			b.wantRefused(t, fmt.Sprintf("mix %03b", mix), a)
		}
	}
	// A right code with another's proof counts as a code alone: no session.
	other := rosa
	other.Proof = owen.Proof
	w := b.door.send(t.Context(), activationOf(other, ""))
	if told := decoded(t, w); w.Code == http.StatusCreated && told["session"] != nil {
		t.Errorf("another's proof opened a session: %s", w.Body)
	}
	decline := knock{method: "POST", path: page.DeclinePath, form: url.Values{
		page.FieldInvitation: {b.Community.ID + "." + b.mustMember(t, owen.Email).ID}, page.FieldProof: {rosa.Proof}, page.FieldConfirm: {page.ConfirmWord}}}
	if w := b.door.send(t.Context(), decline); w.Code < 400 {
		t.Errorf("declining one by the proof of another: got %d", w.Code)
	}
}

func (b *breakIn) openedAndUsedTwice(t *testing.T) {
	m := b.Member(t, b.Invited(t, "Rosa", "Delgado", "rosa@example.org"))
	a := b.ByMail(t, m)
	carried := url.Values{"email": {a.Email}, "code": {a.Code}, "proof": {a.Proof}, "password": {string(a.Password)}, "confirm": {page.ConfirmWord}}
	for _, method := range []string{"GET", "HEAD", "OPTIONS", "PUT", "PATCH", "DELETE", "TRACE"} {
		for _, path := range []string{page.ActivatePath, page.DeclinePath, "/v1/activations", "/v1/activations/invitation"} {
			b.door.send(t.Context(), knock{method: method, path: path + "?" + carried.Encode()})
		}
	}
	if got := b.Member(t, m); got.Status != roster.Pending || got.Rev != m.Rev {
		t.Errorf("who was invited is %s", got.Status)
	}
	var won atomic.Int32
	together(16, func(int) {
		if w := b.door.send(context.WithoutCancel(t.Context()), activationOf(a, "")); w.Code == http.StatusCreated {
			won.Add(1)
		}
	})
	if won.Load() != 1 {
		t.Errorf("%d of 16 activations at once succeeded, want 1", won.Load())
	}
	a.Password = "seven gray geese land here"
	if w := b.door.send(t.Context(), activationOf(a, "")); w.Code < 400 {
		t.Errorf("using it again: got %d %s", w.Code, w.Body)
	}
	b.door.signIn(t, a.Email) // with the first password
}

func (b *breakIn) addressAlone(t *testing.T) {
	m := b.Invited(t, "Rosa", "Delgado", "rosa@example.org")
	reference := m.Community + "." + m.ID
	for _, k := range []knock{
		{path: "/v1/activations", body: jsonOf(map[string]string{"email": m.Email, "code": "", "password": string(onboardingtest.Password)})},
		{path: "/v1/activations/invitation", body: jsonOf(map[string]string{"email": m.Email, "code": "", "proof": ""})},
		{path: "/v1/activations/invitation", body: jsonOf(map[string]string{"invitation": reference, "proof": ""})},
		{path: page.ActivatePath, form: url.Values{page.FieldEmail: {m.Email}, page.FieldPassword: {string(onboardingtest.Password)}}},
		{path: page.DeclinePath, form: url.Values{page.FieldInvitation: {reference}, page.FieldConfirm: {page.ConfirmWord}}},
		{path: page.ResetPath, form: url.Values{page.FieldToken: {m.ID}, page.FieldPassword: {string(onboardingtest.Password)}}},
	} {
		k.method = "POST"
		if w := b.door.send(t.Context(), k); w.Code < 400 {
			t.Errorf("%s: got %d %s", k.path, w.Code, w.Body)
		}
	}
	b.wantIn(t, "the seat is still theirs", b.ByMail(t, m))
}

func (b *breakIn) guessesAtOnce(t *testing.T) {
	m := b.Invited(t, "Rosa", "Delgado", "rosa@example.org")
	limit := onboarding.DefaultLimits().WrongCodes
	together(50, func(int) {
		for range 3 {
			wrong := onboarding.Activation{Email: m.Email, Code: noCode, Password: onboardingtest.Password}
			if w := b.door.send(t.Context(), activationOf(wrong, "")); !refused(w) {
				t.Errorf("got %d %s", w.Code, w.Body)
			}
		}
	})
	if got := b.compared(t, m); got != limit {
		t.Errorf("%d of 150 guesses at once were compared, want %d", got, limit)
	}
	b.wantRefused(t, "the right code after that", b.ByCode(t, m))
}

func (b *breakIn) lostMark(t *testing.T) {
	for _, kind := range []faults.Kind{faults.ErrorBefore, faults.ErrorAfter, faults.CrashBefore} {
		y := newYard(t)
		if err := deliver(t.Context(), y.start(faults.Record())); err != nil {
			t.Fatal(err)
		}
		sentAt := y.sendingCall(t)
		m := y.Invited(t, "Owen", "Delgado", "owen@example.org")
		broken := faults.Script(map[int]faults.Kind{sentAt + 1: kind, sentAt + 2: kind, sentAt + 3: kind})
		if err := deliver(t.Context(), y.start(broken)); err == nil && kind == faults.CrashBefore {
			t.Error("the delivery survived a crash")
		}
		if calls := broken.Calls(); len(calls) < sentAt+1 || calls[sentAt-1].Service != "SES" || calls[sentAt].Fault != kind {
			t.Errorf("%s: the fault missed the mark that follows the mail", kind)
		}
		for range 5 {
			y.Clock.Advance(time.Minute)
			if err := deliver(t.Context(), y.start(faults.Record())); err != nil {
				t.Fatal(err)
			}
		}
		n := 0
		for _, mail := range y.box.Mails() {
			if mail.To == m.Email {
				n++
			}
		}
		if n != 1 {
			t.Errorf("%s when marking: %d mails, want 1", kind, n)
		}
	}
}

// sendingCall returns which call of a delivery sends the mail, when one is due.
func (y *yard) sendingCall(t *testing.T) int {
	t.Helper()
	y.Invited(t, "Rosa", "Delgado", "rosa@example.org")
	good := faults.Record()
	if err := deliver(t.Context(), y.start(good)); err != nil {
		t.Fatal(err)
	}
	for _, call := range good.Calls() {
		if call.Service == "SES" && strings.HasPrefix(call.Operation, "Send") {
			return call.Number
		}
	}
	t.Fatal("no mail was sent")
	return 0
}
