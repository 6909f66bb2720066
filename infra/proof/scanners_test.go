package main

import (
	"maps"
	"math/rand/v2"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"

	"github.com/communitrak/onboarding/internal/dynamo/dynamotest"
	"github.com/communitrak/onboarding/internal/faults"
	"github.com/communitrak/onboarding/internal/onboarding"
	"github.com/communitrak/onboarding/internal/page"
)

const visitsGoal = 10_000

// scanner opens the links of mails as gateways do: in every way, with its
// scripts run, and with every form submitted that needs no typing.
type scanner struct {
	*yard
	door   *door
	random *rand.Rand
	sent   map[string]int // requests by method
}

// TestScanners visits every link of every kind of mail, again and again, in an
// order drawn from chance. Nothing is written but the counts of how often an
// address asked, and those by forms alone.
func TestScanners(t *testing.T) {
	if testing.Short() {
		t.Skip("-short: visits links")
	}
	y := newYard(t)
	links := y.mailedLinks(t)
	s := &scanner{yard: y, door: y.open(t, faults.Record()), random: chance(10), sent: map[string]int{}}
	before, visits := y.lasting(t), sized(60, visitsGoal)
	for k := range visits {
		s.visit(t, links[k%len(links)])
	}
	if after := y.lasting(t); !slices.Equal(before, after) {
		t.Errorf("the table has changed, from %d items to %d", len(before), len(after))
	}
	for _, method := range []string{"GET", "HEAD", "OPTIONS", "POST"} {
		if s.sent[method] == 0 {
			t.Errorf("no request by %s was sent", method)
		}
	}
	y.CheckInvariants(t)
	provedShare(t, some(visits, visitsGoal, "visits"), " of %d links in mails (requests: %s): 0 writes by GET, HEAD, and OPTIONS, and by forms none but the counts of how often an address asked", len(links), ordered(s.sent))
}

// mailedLinks has mails of every kind sent that links somewhere, and returns
// what their links are, each page once for each mail.
func (y *yard) mailedLinks(t *testing.T) []*url.URL {
	t.Helper()
	y.Invited(t, "Rosa", "Delgado", "rosa@example.org")
	owen := y.Invited(t, "Owen", "Delgado", "owen@example.org")
	if _, err := y.Activate(t.Context(), y.ByCode(t, owen)); err != nil {
		t.Fatal(err)
	}
	hugo := y.Invited(t, "Hugo", "Delgado", "hugo@example.org")
	y.ActivateByMail(t, hugo)
	ivy := y.Invited(t, "Ivy", "Sato", "ivy@example.org")
	y.Clock.Advance(onboarding.DefaultLimits().Resend.CoolDown + time.Minute)
	if err := y.Accounts.LostPassword(t.Context(), hugo.Email); err != nil {
		t.Fatal(err)
	}
	for _, email := range []string{ivy.Email, "admin@maple-grove.example"} {
		if err := y.LostMail(t.Context(), email); err != nil {
			t.Fatal(err)
		}
	}
	p := y.start(faults.Record())
	if err := deliver(t.Context(), p); err != nil {
		t.Fatal(err)
	}
	y.Clock.Advance(time.Hour)
	var links []*url.URL
	paths := map[string]bool{}
	for _, mail := range y.box.Mails() {
		for _, text := range regexp.MustCompile(`https://communitrak\.example[^\s)>"]*`).FindAllString(mail.Text, -1) {
			link, err := url.Parse(text)
			if err != nil {
				t.Fatal(err)
			}
			links = append(links, link)
			paths[link.Path] = true
		}
	}
	for _, path := range []string{page.ActivatePath, page.DeclinePath, page.DisownPath, page.ForgotPath, page.ResetPath} {
		if !paths[path] {
			t.Errorf("no mail links to %s: %v", path, slices.Sorted(maps.Keys(paths)))
		}
	}
	return links
}

// lasting is the table without the counts of how often an address asked.
func (y *yard) lasting(t *testing.T) []string {
	t.Helper()
	return y.stored(t, func(i dynamotest.Item) bool { return !strings.HasPrefix(i.PK, "T#") })
}

// stored is what the table holds of such items, in the order of their keys.
func (y *yard) stored(t *testing.T, such func(dynamotest.Item) bool) []string {
	t.Helper()
	var all []string
	for _, item := range y.Items(t) {
		if such(item) {
			all = append(all, item.PK+" "+item.SK+" "+item.Text)
		}
	}
	slices.Sort(all)
	return all
}

// visit opens the link in every way, in an order drawn from chance.
func (s *scanner) visit(t *testing.T, link *url.URL) {
	t.Helper()
	carried, err := url.ParseQuery(link.Fragment)
	if err != nil {
		t.Fatal(err)
	}
	at := link.Path
	if at == "" {
		at = "/"
	}
	ways := []func(){
		func() { s.send(t, knock{method: "GET", path: at}) },
		func() { s.send(t, knock{method: "HEAD", path: at}) },
		func() { s.send(t, knock{method: "OPTIONS", path: at}) },
		func() { s.send(t, knock{method: "GET", path: at + "?" + carried.Encode()}) },
		func() { s.greet(t, carried) },
		func() { s.submitAll(t, s.send(t, knock{method: "GET", path: at}), carried, 2) },
	}
	s.random.Shuffle(len(ways), func(i, j int) { ways[i], ways[j] = ways[j], ways[i] })
	for _, do := range ways {
		do()
	}
}

// greet asks what the link is for, as the page's script does.
func (s *scanner) greet(t *testing.T, carried url.Values) {
	t.Helper()
	if !carried.Has("proof") {
		return
	}
	body := map[string]string{}
	for _, name := range []string{"email", "code", "invitation", "proof"} {
		if carried.Has(name) {
			body[name] = carried.Get(name)
		}
	}
	s.send(t, knock{method: "POST", path: "/v1/activations/invitation", body: jsonOf(body)})
}

// send sends a request and returns the page. Only a POST may write, and that
// only a count.
func (s *scanner) send(t *testing.T, k knock) string {
	t.Helper()
	s.sent[k.method]++
	w, calls := s.door.traced(t.Context(), k)
	for _, call := range calls {
		for _, key := range call.Keys {
			if key.Write && (k.method != http.MethodPost || !strings.HasPrefix(key.Partition, "T#")) {
				t.Errorf("%s %s: %s of %s %s", k.method, k.path, call.Operation, key.Partition, key.Sort)
			}
		}
	}
	if w.Code >= 500 || k.form != nil && w.Code < 400 {
		t.Errorf("%s %s: got %d, want it to ask for more", k.method, k.path, w.Code)
	}
	return w.Body.String()
}

// submitAll presses each button of each form on the page once, with what the
// link carried, and those of the pages that answer.
func (s *scanner) submitAll(t *testing.T, shown string, carried url.Values, deep int) {
	t.Helper()
	if deep == 0 {
		return
	}
	document, err := html.Parse(strings.NewReader(shown))
	if err != nil {
		t.Fatal(err)
	}
	for n := range document.Descendants() {
		if n.Data != "form" {
			continue
		}
		filled, buttons := fields(n, carried)
		for _, button := range buttons {
			sent := maps.Clone(filled)
			maps.Copy(sent, button)
			s.submitAll(t, s.send(t, knock{method: "POST", path: attribute(n, "action"), form: sent}), nil, deep-1)
		}
	}
}

// fields are the form's inputs as the script fills them, and what each button
// adds.
func fields(form *html.Node, carried url.Values) (filled url.Values, buttons []url.Values) {
	filled = url.Values{}
	for n := range form.Descendants() {
		name := attribute(n, "name")
		switch {
		case n.Data == "button" && name != "":
			buttons = append(buttons, url.Values{name: {attribute(n, "value")}})
		case n.Data == "button":
			buttons = append(buttons, url.Values{})
		case n.Data == "input" && carried.Has(name):
			filled.Set(name, carried.Get(name))
		case n.Data == "input":
			filled.Set(name, attribute(n, "value"))
		}
	}
	return filled, buttons
}

func attribute(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}
