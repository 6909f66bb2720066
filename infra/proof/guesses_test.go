package main

import (
	"encoding/json"
	"fmt"
	"math"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/communitrak/onboarding/internal/faults"
	"github.com/communitrak/onboarding/internal/onboarding"
	"github.com/communitrak/onboarding/internal/onboarding/onboardingtest"
	"github.com/communitrak/onboarding/internal/roster"
)

const (
	guessesGoal = 1_000_000
	sources     = 1000 // addresses that the guesses come from
	guessers    = 16   // who guess at the same time
)

// TestGuesses guesses the codes of invitations, from many addresses at once:
// codes from chance, and codes of other invitations. No more of them are
// compared than the limit says, so even the right code is refused after that,
// and every resident still activates through the mail's link at the first try.
func TestGuesses(t *testing.T) {
	if testing.Short() {
		t.Skip("-short: guesses codes")
	}
	y := newYard(t)
	d := y.open(t, faults.Record())
	d.process.Fixture = y.Fixture // records nothing, for there is much
	d.assemble(y)
	n, each := sized(3, invitations), 130
	if *scale > 0 {
		each = guessesGoal / invitations
	}
	limit := onboarding.DefaultLimits().WrongCodes
	random, neighbor, guessed, compared := chance(8), "0000-0000-0000-0000", 0, 0
	var secrets []string
	for i := range n {
		m := y.Invited(t, "Rosa", "Delgado", onboardingtest.Email(i))
		y.guess(t, d, m, guessesOf(random, each-1, neighbor))
		right := y.ByCode(t, m)
		secrets = append(secrets, right.Code, y.ByMail(t, m).Proof)
		if w := d.send(t.Context(), activationOf(right, "192.0.2.9")); !refused(w) {
			t.Errorf("invitation %d: the right code after %d wrong ones got %d %s", i, each-1, w.Code, w.Body)
		}
		guessed += each
		got := y.compared(t, m)
		if compared = max(compared, got); got != limit {
			t.Errorf("invitation %d: %d guesses were compared, want %d", i, got, limit)
		}
		if w := d.send(t.Context(), activationOf(y.ByMail(t, m), "192.0.2.9")); w.Code != http.StatusCreated {
			t.Errorf("invitation %d: the mail's link got %d %s", i, w.Code, w.Body)
		}
		neighbor = right.Code
		y.Clock.Advance(time.Minute) // an address guesses no more often than its limit allows
	}
	y.WantCounts(t, roster.Counts{Active: n + 1})
	y.CheckInvariants(t, secrets...) // the table holds none of them
	provedShare(t, some(guessed, guessesGoal, "guesses"), " from %s addresses against %s invitations: at most %d compared for each, none right (odds of 1 in 10^%.0f), and all residents activated through the mail at the first try",
		counted(min(sources, each)), counted(n), compared, math.Floor(80*math.Log10(2)-math.Log10(float64(n*limit))))
}

// compared returns how many wrong codes of the member were compared.
func (y *yard) compared(t *testing.T, m roster.Member) int {
	t.Helper()
	person, err := y.PersonID(t.Context(), m.Email)
	if err != nil {
		t.Fatal(err)
	}
	found, err := y.Store.Person(t.Context(), person)
	if err != nil {
		t.Fatal(err)
	}
	return found.Attempts.Count
}

// guess sends the codes, some at the same time. All must be refused alike.
func (y *yard) guess(t *testing.T, d *door, m roster.Member, codes []string) {
	t.Helper()
	together(guessers, func(g int) {
		for k := g; k < len(codes); k += guessers {
			guess := onboarding.Activation{Email: m.Email, Code: codes[k], Password: onboardingtest.Password}
			if w := d.send(t.Context(), activationOf(guess, addressOf(k%sources))); !refused(w) {
				t.Errorf("guess %d got %d %s", k, w.Code, w.Body)
			}
		}
	})
}

// guessesOf draws codes. Every tenth is the neighbor's.
func guessesOf(random *rand.Rand, n int, neighbor string) []string {
	const symbols = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
	codes := make([]string, n)
	for k := range codes {
		var code strings.Builder
		for range 16 {
			code.WriteByte(symbols[random.IntN(len(symbols))])
		}
		if codes[k] = code.String(); k%10 == 9 {
			codes[k] = neighbor
		}
	}
	return codes
}

// activationOf is the request of an activation.
func activationOf(a onboarding.Activation, source string) knock {
	body := map[string]string{"email": a.Email, "code": a.Code, "password": string(a.Password)}
	if a.Proof != "" {
		body["proof"] = a.Proof
	}
	return knock{method: "POST", path: "/v1/activations", body: jsonOf(body), source: source}
}

// jsonOf is v as JSON. Maps of strings and the like always have one.
func jsonOf(v any) string {
	encoded, _ := json.Marshal(v)
	return string(encoded)
}

func decoded(t *testing.T, w *httptest.ResponseRecorder) map[string]any {
	t.Helper()
	var told map[string]any
	if err := json.Unmarshal(w.Body.Bytes(), &told); err != nil {
		t.Fatalf("%d %s: %v", w.Code, w.Body, err)
	}
	return told
}

// refused reports whether this is the one answer to every wrong proof.
func refused(w *httptest.ResponseRecorder) bool {
	return w.Code == http.StatusForbidden && strings.Contains(w.Body.String(), `"code":"activation_refused"`)
}

// addressOf is the n-th source address.
func addressOf(n int) string { return fmt.Sprintf("198.18.%d.%d", n>>8&255, n&255) }
