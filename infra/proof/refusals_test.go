package main

import (
	"cmp"
	"fmt"
	"maps"
	"math"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/communitrak/onboarding/internal/api"
	"github.com/communitrak/onboarding/internal/faults"
	"github.com/communitrak/onboarding/internal/onboarding"
	"github.com/communitrak/onboarding/internal/onboarding/onboardingtest"
	"github.com/communitrak/onboarding/internal/page"
	"github.com/communitrak/onboarding/internal/roster"
)

const (
	samplesGoal = 100_000
	maxWelch    = 4.5 // the usual bound of a leak, as in dudect
)

const (
	noCode  = "0000-0000-0000-0000"
	invited = "rosa@example.org"
)

// wrongProofs returns activations that are all wrong, each in its own way: what
// a stranger may know of the people of a community, and does not learn from the
// answer. The first is the wrong code of somebody invited.
func (y *yard) wrongProofs(t *testing.T) map[string]onboarding.Activation {
	t.Helper()
	second, secondAdmin := y.AddCommunity(t, "Cedar Hill", "admin@cedar-hill.example")
	expired := y.Invited(t, "Nora", "Delgado", "nora@example.org")
	y.Clock.Advance(31 * 24 * time.Hour)
	rosa := y.Invited(t, "Rosa", "Delgado", invited)
	owen := y.Invited(t, "Owen", "Delgado", "owen@example.org")
	revoked := y.Invited(t, "Ivy", "Sato", "ivy@example.org")
	if _, err := y.Revoke(t.Context(), y.Admin, y.Community, revoked.ID); err != nil {
		t.Fatal(err)
	}
	active := y.Invited(t, "Hugo", "Delgado", "hugo@example.org")
	y.ActivateByMail(t, active)
	if _, err := y.Invite(t.Context(), secondAdmin, second, onboardingtest.Person("Hugo", "Delgado", active.Email)); err != nil {
		t.Fatal(err)
	}
	right, other := y.ByMail(t, rosa), y.ByMail(t, owen)
	wrong := func(email, code, proof string) onboarding.Activation {
		return onboarding.Activation{Email: email, Code: code, Proof: proof, Password: onboardingtest.Password}
	}
	return map[string]onboarding.Activation{
		"a wrong code":                           wrong(rosa.Email, noCode, ""),
		"a wrong code with the right proof":      wrong(rosa.Email, noCode, right.Proof),
		"somebody else's code":                   wrong(rosa.Email, other.Code, ""),
		"somebody else's link":                   wrong(rosa.Email, other.Code, other.Proof),
		"a stranger":                             wrong("nobody@example.org", right.Code, ""),
		"a stranger with the proof":              wrong("nobody@example.org", right.Code, right.Proof),
		"no address":                             wrong("nobody", right.Code, ""),
		"no code":                                wrong(rosa.Email, "", right.Proof),
		"not a code":                             wrong(rosa.Email, "A", ""),
		"the code of who was revoked":            wrong(revoked.Email, y.ByCode(t, revoked).Code, ""),
		"a wrong code of who is active":          wrong(active.Email, noCode, ""),
		"a wrong code of who came too late":      wrong(expired.Email, noCode, ""),
		"a wrong code of the administrator":      wrong("admin@maple-grove.example", noCode, ""),
		"a wrong code of another's people":       wrong("admin@cedar-hill.example", noCode, ""),
		"a wrong code with somebody's proof":     wrong(rosa.Email, noCode, other.Proof),
		"a wrong code of who lives in two homes": wrong(active.Email, other.Code, right.Proof),
	}
}

const reference = "a wrong code"

// TestRefusals compares all refusals of a wrong proof: the answers of the API
// and of the page are equal in status, headers, and body, and cause the same
// calls. In the long form it also compares how long they take.
func TestRefusals(t *testing.T) {
	y := newYard(t)
	d := y.open(t, faults.Record())
	wrong := y.wrongProofs(t)
	for way, request := range map[string]func(onboarding.Activation) knock{"API": apiRefusal, "page": pageRefusal, "greeting": greetingRefusal} {
		want := y.refusal(t, d, request(wrong[reference]))
		for _, name := range slices.Sorted(maps.Keys(wrong)) {
			if got := y.refusal(t, d, request(wrong[name])); got != want {
				t.Errorf("%s, %s:\ngot  %s\nwant %s", way, name, got, want)
			}
		}
	}
	y.wantFullCounterAlike(t, d, wrong[reference])
	for way, requests := range y.otherSecrets(t) {
		want := y.refusal(t, d, requests[0])
		for k, request := range requests[1:] {
			if got := y.refusal(t, d, request); got != want {
				t.Errorf("%s, %d:\ngot  %s\nwant %s", way, k+1, got, want)
			}
		}
	}
	said := fmt.Sprintf("%d wrong proofs by the API, the page, and the greeting, and wrong passwords and links to decline: equal in status, headers, body, and calls", len(wrong))
	n := sized(0, samplesGoal)
	if n == 0 {
		proved(t, "%s", said)
		return
	}
	worst, pair, of := y.timeRefusals(t, n, wrong)
	provedShare(t, some(n, samplesGoal, "samples of each refusal"), ": Welch's t at most %.1f (%s, %s); %s", worst, pair, of, said)
}

func apiRefusal(a onboarding.Activation) knock { return activationOf(a, "") }

func pageRefusal(a onboarding.Activation) knock {
	return knock{method: "POST", path: page.ActivatePath, form: url.Values{
		page.FieldEmail: {a.Email}, page.FieldCode: {cmp.Or(a.Code, "0")}, page.FieldProof: {a.Proof}, page.FieldPassword: {string(a.Password)}, page.FieldKey: {"key"}}}
}

func greetingRefusal(a onboarding.Activation) knock {
	return knock{method: "POST", path: "/v1/activations/invitation", body: jsonOf(map[string]string{"email": a.Email, "code": a.Code, "proof": a.Proof})}
}

// refusal returns what is told and done about a request, without what the
// request itself said. Calls that run side by side have no order, so none
// counts.
func (y *yard) refusal(t *testing.T, d *door, k knock) string {
	t.Helper()
	w, calls := d.traced(t.Context(), k)
	var b strings.Builder
	fmt.Fprintf(&b, "%d %v %s", w.Code, w.Header(), withoutEcho(w, k.form))
	var lines []string
	for _, call := range calls {
		kinds := map[string]bool{}
		for _, key := range call.Keys {
			kind, _, _ := strings.Cut(key.Partition, "#")
			kinds[fmt.Sprint(" ", kind, " ", key.Write)] = true
		}
		lines = append(lines, fmt.Sprintf("\n%s %s%s", call.Service, call.Operation, strings.Join(slices.Sorted(maps.Keys(kinds)), ",")))
	}
	slices.Sort(lines)
	b.WriteString(strings.Join(lines, ""))
	if w.Code < 400 || len(calls) < 2 {
		t.Errorf("%s %s: no refusal that looked anything up: %s", k.method, k.path, b.String())
	}
	return b.String()
}

// withoutEcho takes what the form held out of the page that shows it again.
func withoutEcho(w *httptest.ResponseRecorder, form url.Values) string {
	body := w.Body.String()
	for _, name := range []string{page.FieldEmail, page.FieldCode, page.FieldProof} {
		body = strings.ReplaceAll(body, `value="`+form.Get(name)+`"`, `value=""`)
	}
	return body
}

// wantFullCounterAlike fills the counter of wrong codes: what follows is refused
// as before, and the right code like a wrong one.
func (y *yard) wantFullCounterAlike(t *testing.T, d *door, a onboarding.Activation) {
	t.Helper()
	want := y.refusal(t, d, apiRefusal(a))
	for range onboarding.DefaultLimits().WrongCodes {
		d.send(t.Context(), apiRefusal(a))
	}
	m := y.mustMember(t, a.Email)
	for name, full := range map[string]onboarding.Activation{"a wrong code": a, "the right code": y.ByCode(t, m)} {
		if got := y.refusal(t, d, apiRefusal(full)); got != want {
			t.Errorf("%s when the counter is full:\ngot  %s\nwant %s", name, got, want)
		}
	}
}

// otherSecrets are requests with other wrong secrets, alike in each group: the
// passwords of people with and without an account, the links to decline of
// people who are there and who are not, and tokens that never were.
func (y *yard) otherSecrets(t *testing.T) map[string][]knock {
	t.Helper()
	all := map[string][]knock{}
	for _, email := range []string{"hugo@example.org", "admin@maple-grove.example", invited, "ivy@example.org", "nobody@example.org"} {
		body := jsonOf(map[string]string{"email": email, "password": "four gray otters swim"})
		all["sign-in"] = append(all["sign-in"], knock{method: "POST", path: "/v1/sessions", body: body})
		all["second factor"] = append(all["second factor"], knock{method: "POST", path: "/v1/second-factors", body: body})
	}
	rosa := y.mustMember(t, invited)
	for _, reference := range []string{rosa.Community + "." + rosa.ID, rosa.Community + "." + roster.NewID(), "cedar-hill." + rosa.ID, "nowhere.nobody"} {
		all["decline"] = append(all["decline"], knock{method: "POST", path: page.DeclinePath, form: url.Values{
			page.FieldInvitation: {reference}, page.FieldProof: {noCode}, page.FieldConfirm: {page.ConfirmWord}}})
		all["greeting to decline"] = append(all["greeting to decline"], knock{method: "POST", path: "/v1/activations/invitation",
			body: jsonOf(map[string]string{"invitation": reference, "proof": noCode})})
	}
	return all
}

// timeRefusals compares how long each wrong proof takes with the reference. It
// returns the largest of all t, and whose it is.
func (y *yard) timeRefusals(t *testing.T, n int, wrong map[string]onboarding.Activation) (worst float64, pair, of string) {
	t.Helper()
	d := y.open(t, faults.Record())
	rules := onboarding.DefaultLimits()
	rules.WrongCodes = math.MaxInt32 // so that every sample counts a try
	p := *y.Fixture
	p.Service = onboarding.New(p.Store, p.Keys, p.Accounts, rules, p.Clock.Now)
	d.process.Fixture, d.pace = &p, api.Assemble(api.API{}).RefusalPace
	d.assemble(y)
	took := d.sample(t, n, wrong)
	for _, name := range slices.Sorted(maps.Keys(wrong)) {
		if name == reference {
			continue
		}
		ours, theirs := took[reference], took[name]
		all, fast := welch(ours, theirs), welch(fastest(ours, theirs))
		t.Logf("%s: t %.2f, of the fastest nine tenths %.2f; medians %.0f and %.0f µs", name, all, fast, median(ours), median(theirs))
		for what, value := range map[string]float64{"of all": all, "of the fastest nine tenths": fast} {
			if math.Abs(value) > maxWelch {
				t.Errorf("%s takes another time than %s: t %s is %.2f", name, reference, what, value)
			}
			if math.Abs(value) > math.Abs(worst) {
				worst, pair, of = value, name, what
			}
		}
	}
	return math.Abs(worst), pair, of
}

// lanes is how many samples are taken at the same time. Most of a sample is
// waiting for the pace, but with too many lanes answers would miss it.
const lanes = 48

// sample times n of each request at the deployed pace: all in turn, and each turn
// in an order drawn from chance, so that whatever else the machine does falls on
// all of them.
func (d *door) sample(t *testing.T, n int, wrong map[string]onboarding.Activation) map[string][]float64 {
	t.Helper()
	var mu sync.Mutex
	took := map[string][]float64{}
	together(lanes, func(lane int) {
		random, order := chance(uint64(9+lane)), slices.Sorted(maps.Keys(wrong))
		for k := lane; k < n; k += lanes {
			random.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
			for _, name := range order {
				one := d.timed(t, apiRefusal(wrong[name]))
				mu.Lock()
				took[name] = append(took[name], one)
				mu.Unlock()
			}
		}
	})
	return took
}

// timed is how long a refusal takes, in microseconds.
func (d *door) timed(t *testing.T, k knock) float64 {
	t.Helper()
	began := time.Now()
	w := d.send(t.Context(), k)
	took := time.Since(began)
	if !refused(w) {
		t.Errorf("%d %s, want it refused", w.Code, w.Body)
	}
	return float64(took) / float64(time.Microsecond)
}

// fastest leaves out of both what took longer than nine tenths of all: the
// garbage collector and other people's work hide small differences.
func fastest(a, b []float64) (x, y []float64) {
	all := append(slices.Clone(a), b...)
	slices.Sort(all)
	limit := all[len(all)*9/10]
	below := func(s []float64) []float64 {
		return slices.DeleteFunc(slices.Clone(s), func(v float64) bool { return v > limit })
	}
	return below(a), below(b)
}

func median(s []float64) float64 {
	sorted := slices.Sorted(slices.Values(s))
	return sorted[len(sorted)/2]
}

// welch is Welch's t of two samples.
func welch(a, b []float64) float64 {
	meanA, varA := moments(a)
	meanB, varB := moments(b)
	return (meanA - meanB) / math.Sqrt(varA/float64(len(a))+varB/float64(len(b)))
}

func moments(s []float64) (mean, variance float64) {
	for _, v := range s {
		mean += v / float64(len(s))
	}
	for _, v := range s {
		variance += (v - mean) * (v - mean) / float64(len(s)-1)
	}
	return mean, variance
}

// TestWelch compares the statistic with what Python's statistics module makes of
// the same samples.
func TestWelch(t *testing.T) {
	t.Parallel()
	a := []float64{27.5, 21.0, 19.0, 23.6, 17.0, 17.9, 16.9, 20.1, 21.9, 22.6, 23.1, 19.6, 19.0, 21.7, 21.4}
	b := []float64{27.1, 22.0, 20.8, 23.4, 23.4, 23.5, 25.8, 22.0, 24.8, 20.2, 21.9, 22.1, 22.9, 30.0, 23.9}
	if got, want := welch(a, b), -2.8352638; math.Abs(got-want) > 1e-6 {
		t.Errorf("got %.7f, want %.7f", got, want)
	}
}
