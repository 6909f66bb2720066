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
	guessers    = 16   // who guess at the same time, for each invitation
	guessed     = 4    // invitations at the same time
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
	random, neighbor, compared := chance(8), "0000-0000-0000-0000", 0
	var secrets []string
	for first := 0; first < n; first += guessed {
		targets := make([]target, min(guessed, n-first))
		for k := range targets {
			m := y.Invited(t, "Rosa", "Delgado", onboardingtest.Email(first+k))
			targets[k] = target{m, y.ByCode(t, m), guessesOf(random, each-1, neighbor)}
			neighbor = targets[k].right.Code
		}
		y.guess(t, d, targets)
		for k, target := range targets {
			byMail := y.ByMail(t, target.member)
			secrets = append(secrets, target.right.Code, byMail.Proof)
			if w := d.send(t.Context(), activationOf(target.right, "192.0.2.9")); !refused(w) {
				t.Errorf("invitation %d: the right code after %d wrong ones got %d %s", first+k, each-1, w.Code, w.Body)
			}
			got := y.compared(t, target.member)
			if compared = max(compared, got); got != limit {
				t.Errorf("invitation %d: %d guesses were compared, want %d", first+k, got, limit)
			}
			if w := d.send(t.Context(), activationOf(byMail, "192.0.2.9")); w.Code != http.StatusCreated {
				t.Errorf("invitation %d: the mail's link got %d %s", first+k, w.Code, w.Body)
			}
		}
		y.Clock.Advance(time.Minute) // an address guesses no more often than its limit allows
	}
	y.WantCounts(t, roster.Counts{Active: n + 1})
	y.CheckInvariants(t, secrets...) // the table holds none of them
	provedShare(t, some(n*each, guessesGoal, "guesses"), " from %s addresses against %s invitations: at most %d compared for each, none right (odds of 1 in 10^%.0f), and all residents activated through the mail at the first try",
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

// target is somebody whose code is guessed.
type target struct {
	member  roster.Member
	right   onboarding.Activation
	guesses []string
}

// guess sends the guesses at all targets, many at the same time. All must be
// refused alike.
func (y *yard) guess(t *testing.T, d *door, targets []target) {
	t.Helper()
	together(guessers*len(targets), func(g int) {
		at := targets[g%len(targets)]
		for k := g / len(targets); k < len(at.guesses); k += guessers {
			guess := onboarding.Activation{Email: at.member.Email, Code: at.guesses[k], Password: onboardingtest.Password}
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
