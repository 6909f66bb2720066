package page_test

import (
	"bytes"
	"html"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/communitrak/onboarding/internal/brand"
	"github.com/communitrak/onboarding/internal/goldentest"
	"github.com/communitrak/onboarding/internal/page"
)

var site = page.Site{SignInURL: "/", Support: "help@communitrak.example", PasswordMin: 12}

const hostile = `"><img src=x onerror=alert(1)>{{.}}` + "\u202e</title><script>"

// views returns every page in each of its states.
func views() map[string]func(io.Writer) error {
	activate := func(v page.ActivateView) func(io.Writer) error {
		v.Site, v.Key = site, "KEY"
		return func(w io.Writer) error { return page.Activate(w, v) }
	}
	posted := page.ActivateView{Email: "jane@example.org", Code: "7K2M-9QXT-4HWV-B3RD", Proof: "9A8B-7C6D-5E4F-3G2H"}
	in := func(state page.ActivationState) page.ActivateView {
		v := posted
		v.State = state
		return v
	}
	wrong := posted
	wrong.Errors = []page.FieldError{{page.FieldEmail, "Enter an email address."}, {page.FieldPassword, "The password is too short."}}
	later := in(page.TryLater)
	later.Wait = 14*time.Minute + time.Second
	open := page.ActivateView{State: page.Activated, Community: "Maple Grove", Open: true}
	session := open
	session.Session = "5kqN0l2yYl8m7t3Qm1r9Zg"
	closed := page.ActivateView{State: page.Activated, Community: "Maple Grove"}
	own := open
	own.Look = brand.Look{Palette: brand.PaletteOf("#1f6f54"), Welcome: "Glad you’re here.", LogoURL: "/page/logo/k2v9xw3dtn5mra8qe1hz7bcy4s", Width: 320, Height: 80}
	expired := in(page.Expired)
	expired.Community = "Maple Grove"

	decline := func(v page.DeclineView) func(io.Writer) error {
		v.Site, v.Key = site, "KEY"
		return func(w io.Writer) error { return page.Decline(w, v) }
	}
	disown := func(v page.DisownView) func(io.Writer) error {
		v.Site, v.Key = site, "KEY"
		return func(w io.Writer) error { return page.Disown(w, v) }
	}
	lost := func(v page.LostView) func(io.Writer) error {
		v.Site, v.Key = site, "KEY"
		return func(w io.Writer) error { return page.Lost(w, v) }
	}
	forgot := func(v page.ForgotView) func(io.Writer) error {
		v.Site, v.Key = site, "KEY"
		return func(w io.Writer) error { return page.Forgot(w, v) }
	}
	reset := func(v page.ResetView) func(io.Writer) error {
		v.Site, v.Key = site, "KEY"
		return func(w io.Writer) error { return page.Reset(w, v) }
	}
	unconfirmed := []page.FieldError{{page.FieldConfirm, "Please type STOP."}}
	linkMissing := []page.FieldError{{page.FieldLink, "Paste the link from the mail."}}
	tooShort := []page.FieldError{{page.FieldPassword, "The password is too short."}}

	return map[string]func(io.Writer) error{
		"activate":                  activate(page.ActivateView{}),
		"activate-errors":           activate(wrong),
		"activate-refused":          activate(in(page.Refused)),
		"activate-account-password": activate(in(page.AccountPassword)),
		"activate-proof-required":   activate(in(page.ProofRequired)),
		"activate-proof-sent":       activate(in(page.ProofSent)),
		"activate-try-later":        activate(later),
		"activate-unfinished":       activate(in(page.Unfinished)),
		"activate-hostile":          activate(page.ActivateView{State: page.Refused, Email: hostile, Code: hostile, Proof: hostile}),
		"activated":                 activate(open),
		"activated-own-look":        activate(own),
		"activated-session":         activate(session),
		"activated-not-open":        activate(closed),
		"expired":                   activate(expired),
		"already-active":            activate(in(page.AlreadyActive)),
		"lost":                      lost(page.LostView{}),
		"lost-errors":               lost(page.LostView{Email: "jane", Errors: []page.FieldError{{page.FieldEmail, "Enter an email address."}}}),
		"lost-sent":                 lost(page.LostView{Sent: true, Email: "jane@example.org"}),
		"decline":                   decline(page.DeclineView{}),
		"decline-errors":            decline(page.DeclineView{Errors: linkMissing}),
		"decline-posted":            decline(page.DeclineView{Invitation: "m_1", Proof: "9A8B-7C6D-5E4F-3G2H"}),
		"decline-unconfirmed":       decline(page.DeclineView{Invitation: "m_1", Proof: "9A8B-7C6D-5E4F-3G2H", Errors: unconfirmed}),
		"decline-done":              decline(page.DeclineView{Step: page.Done}),
		"decline-gone":              decline(page.DeclineView{Step: page.Gone}),
		"disown":                    disown(page.DisownView{}),
		"disown-unconfirmed":        disown(page.DisownView{Token: "abcdef", Errors: unconfirmed}),
		"disown-done":               disown(page.DisownView{Step: page.Done}),
		"disown-gone":               disown(page.DisownView{Step: page.Gone}),
		"forgot":                    forgot(page.ForgotView{}),
		"forgot-sent":               forgot(page.ForgotView{Sent: true, Email: "jane@example.org"}),
		"reset":                     reset(page.ResetView{}),
		"reset-errors":              reset(page.ResetView{Token: "abcdef", Errors: tooShort}),
		"reset-done":                reset(page.ResetView{Step: page.Done}),
		"reset-gone":                reset(page.ResetView{Step: page.Gone}),
		"later": func(w io.Writer) error {
			return page.Later(w, page.LaterView{Site: site, Wait: 61 * time.Second})
		},
		"later-fault":      func(w io.Writer) error { return page.Later(w, page.LaterView{Site: site}) },
		"not-found":        func(w io.Writer) error { return page.NotFound(w, site) },
		"support-in-words": func(w io.Writer) error { return page.NotFound(w, page.Site{Support: "the office, 555-0100"}) },
	}
}

func render(t *testing.T, view func(io.Writer) error) string {
	t.Helper()
	var out bytes.Buffer
	if err := view(&out); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// TestViews compares each page with its golden file: the frame once for all, and
// of a form that is shown again, what is different from before.
func TestViews(t *testing.T) {
	t.Parallel()
	frame, _ := apart(t, render(t, views()["activate"]))
	goldentest.Check(t, filepath.Join("testdata", "frame.html"), frame)
	files := []string{"frame.html", "frame-words.html"}
	for name, view := range views() {
		around, content := apart(t, render(t, view))
		file := name + ".html"
		switch {
		case name == "support-in-words": // with a Support contact that is no address
			file = "not-found.html"
			goldentest.Check(t, filepath.Join("testdata", "frame-words.html"), around)
		case around != frame:
			t.Errorf("%s has a frame of its own:\n%s", name, cmp.Diff(frame, around))
		}
		if base, ok := shownBefore(t, name, content); ok {
			file, content = name+".diff", difference(base, content)
		}
		goldentest.Check(t, filepath.Join("testdata", file), content)
		files = append(files, file)
	}
	stored, err := os.ReadDir("testdata")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range stored {
		if !slices.Contains(files, file.Name()) {
			t.Errorf("testdata/%s belongs to no page: remove it", file.Name())
		}
	}
}

// shownBefore returns the page that has the same form, if that is its name up to
// the first dash.
func shownBefore(t *testing.T, name, content string) (string, bool) {
	t.Helper()
	base, _, variant := strings.Cut(name, "-")
	view, ok := views()[base]
	if !variant || !ok {
		return "", false
	}
	_, before := apart(t, render(t, view))
	form := formStart.FindString(content)
	return before, form != "" && form == formStart.FindString(before)
}

var (
	// The assets' paths change with every byte of their content.
	assetPath = regexp.MustCompile(`/page/[0-9a-f]{16}/`)
	titleLine = regexp.MustCompile(`<title>.*</title>`)
	mainPart  = regexp.MustCompile(`(?s)<main.*</main>`)
	formStart = regexp.MustCompile(`<form [^>]*>`)
)

// apart returns the frame of a page, and its own content with the title.
func apart(t *testing.T, document string) (frame, content string) {
	t.Helper()
	document = assetPath.ReplaceAllString(document, "/page/HASH/")
	document = strings.ReplaceAll(document, "><", ">\n<") // for readers of the files
	title, own := titleLine.FindString(document), mainPart.FindString(document)
	if title == "" || own == "" {
		t.Fatalf("a page without title or content:\n%s", document)
	}
	frame = strings.Replace(document, title, "<title>…</title>", 1)
	frame = strings.Replace(frame, own, "<main>…</main>", 1)
	return frame, title + "\n" + own + "\n"
}

// difference returns the lines that a page has instead of those of its base:
// they begin with + and -.
func difference(base, page string) string {
	a, b := strings.SplitAfter(base, "\n"), strings.SplitAfter(page, "\n")
	var out strings.Builder
	for len(a) > 0 || len(b) > 0 {
		if len(a) > 0 && len(b) > 0 && a[0] == b[0] {
			a, b = a[1:], b[1:]
			continue
		}
		gone, come := untilCommon(a, b)
		for _, line := range a[:gone] {
			out.WriteString("-" + line)
		}
		for _, line := range b[:come] {
			out.WriteString("+" + line)
		}
		a, b = a[gone:], b[come:]
	}
	return out.String()
}

// untilCommon returns how many lines of each come before the next one that both
// have.
func untilCommon(a, b []string) (gone, come int) {
	for both := 1; both <= len(a)+len(b); both++ {
		for gone := max(0, both-len(b)); gone <= min(both, len(a)); gone++ {
			if come := both - gone; gone < len(a) && come < len(b) && a[gone] == b[come] {
				return gone, come
			}
		}
	}
	return len(a), len(b)
}

var (
	tag       = regexp.MustCompile(`<(\w+)((?:\s+[\w-]+(?:="[^"]*")?)*)\s*>`)
	attribute = regexp.MustCompile(`\s([\w-]+)(?:="([^"]*)")?`)
)

type element struct {
	name       string
	attributes map[string]string
}

func elements(document string) []element {
	var found []element
	for _, match := range tag.FindAllStringSubmatch(document, -1) {
		e := element{match[1], make(map[string]string)}
		for _, a := range attribute.FindAllStringSubmatch(match[2], -1) {
			e.attributes[a[1]] = html.UnescapeString(a[2])
		}
		found = append(found, e)
	}
	return found
}

// What every page promises, whatever it shows.
func TestViews_Promises(t *testing.T) {
	t.Parallel()
	for name, view := range views() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			document := render(t, view)
			ids, labels := make(map[string]int), make(map[string]bool)
			headings := 0
			for _, e := range elements(document) {
				if id := e.attributes["id"]; id != "" {
					ids[id]++
				}
				labels[e.attributes["for"]] = true
				if e.name == "h1" {
					headings++
				}
			}
			for id, n := range ids {
				if n > 1 {
					t.Errorf("id %q is given %d times", id, n)
				}
			}
			if headings != 1 {
				t.Errorf("%d headings of level 1, want 1", headings)
			}
			for _, e := range elements(document) {
				checkElement(t, e, ids, labels)
			}
			if strings.Contains(document, "<img src=x") || strings.Contains(document, "<style") || strings.Contains(document, "autofocus>alert") {
				t.Error("the page holds what its policy refuses")
			}
		})
	}
}

func checkElement(t *testing.T, e element, ids map[string]int, labels map[string]bool) {
	t.Helper()
	for a, value := range e.attributes {
		if a == "style" || strings.HasPrefix(a, "on") {
			t.Errorf("<%s> has an inline %s", e.name, a)
		}
		if isURL := a == "href" || a == "action" || a == "src"; isURL && !strings.HasPrefix(value, "mailto:") &&
			(strings.Contains(value, "@") || strings.Contains(value, "?") || strings.HasPrefix(value, "http")) {
			t.Errorf("<%s> points to %q", e.name, value)
		}
	}
	switch e.name {
	case "form":
		if got := e.attributes["method"]; got != "post" {
			t.Errorf("form method %q, want post: a field must not get into a URL", got)
		}
	case "script":
		if e.attributes["src"] == "" {
			t.Error("inline script")
		}
	case "a":
		if target, isFragment := strings.CutPrefix(e.attributes["href"], "#"); isFragment && ids[target] == 0 {
			t.Errorf("link to #%s, which is not on the page", target)
		}
	case "input":
		if e.attributes["type"] == "hidden" {
			return
		}
		if id := e.attributes["id"]; !labels[id] {
			t.Errorf("input %q has no label", id)
		}
		for id := range strings.FieldsSeq(e.attributes["aria-describedby"]) {
			if ids[id] == 0 {
				t.Errorf("aria-describedby names %q, which is not on the page", id)
			}
		}
		if e.attributes["type"] == "password" && e.attributes["value"] != "" {
			t.Error("the password is sent back")
		}
	}
}

// The words that the help article uses, and what browsers and password managers
// need.
func TestActivate_Form(t *testing.T) {
	t.Parallel()
	document := render(t, views()["activate"])
	for _, want := range []string{
		`<label for="email">Email</label>`, `<label for="code">Invite code</label>`, `<label for="password">Password</label>`,
		`>Activate account</button>`, `>I lost the mail</button>`,
	} {
		if !strings.Contains(document, want) {
			t.Errorf("the page lacks %s", want)
		}
	}
	want := map[string]map[string]string{
		"email":    {"type": "email", "autocomplete": "username"},
		"code":     {"type": "text", "autocomplete": "one-time-code", "autocapitalize": "characters", "spellcheck": "false", "inputmode": "text"},
		"password": {"type": "password", "autocomplete": "new-password"},
		"proof":    {"type": "hidden", "value": ""},
		"key":      {"type": "hidden", "value": "KEY"},
	}
	for _, e := range elements(document) {
		for a, want := range want[e.attributes["name"]] {
			if got := e.attributes[a]; e.name == "input" && got != want {
				t.Errorf("%s: %s is %q, want %q", e.attributes["name"], a, got, want)
			}
		}
	}
	// Enter presses the first button of a form.
	if strings.Index(document, "Activate account</button>") > strings.Index(document, "I lost the mail</button>") {
		t.Error("Enter would ask for the mail instead of activating")
	}
}

// A lost email or password gets one answer, whoever asks. It is the same if a
// limit stops the email, so it promises none.
func TestAnswers_Uniform(t *testing.T) {
	t.Parallel()
	for name, sent := range map[string]func(w io.Writer, email string) error{
		"lost": func(w io.Writer, email string) error { return page.Lost(w, page.LostView{Sent: true, Email: email}) },
		"forgot": func(w io.Writer, email string) error {
			return page.Forgot(w, page.ForgotView{Sent: true, Email: email})
		},
	} {
		first := render(t, func(w io.Writer) error { return sent(w, "jane@example.org") })
		second := render(t, func(w io.Writer) error { return sent(w, "nobody@example.com") })
		if diff := cmp.Diff(first, second); diff != "" {
			t.Errorf("%s: answers differ:\n%s", name, diff)
		}
		if said := "only if there’s"; !strings.Contains(first, said) || !strings.Contains(first, "don’t send another one within a few minutes") || strings.Contains(first, "on its way") {
			t.Errorf("%s: the answer promises a mail:\n%s", name, first)
		}
	}
}

func TestNewKey(t *testing.T) {
	t.Parallel()
	keys := []string{page.NewKey(), page.NewKey(), page.NewKey()}
	slices.Sort(keys)
	if len(slices.Compact(keys)) != 3 || len(keys[0]) < 26 {
		t.Errorf("got %q, want three different keys of 128 bits", keys)
	}
}
