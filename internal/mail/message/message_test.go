package message_test

import (
	"errors"
	"html"
	"maps"
	"net/url"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"github.com/communitrak/onboarding/internal/brand"
	"github.com/communitrak/onboarding/internal/casestest"
	"github.com/communitrak/onboarding/internal/goldentest"
	"github.com/communitrak/onboarding/internal/mail/message"
)

// eastern is fixed so that the tests need no time zone database.
var eastern = time.FixedZone("EDT", -4*60*60)

var end = time.Date(2026, time.March, 22, 23, 30, 0, 0, eastern)

type mail interface {
	Render() (message.Message, error)
}

func invitation() message.Invitation {
	return message.Invitation{
		Frame:       maple(),
		Home:        "114 Juniper Ct, Mesa, AZ 85201",
		Community:   "Maple Grove",
		Inviter:     "Dana Whitfield",
		FirstName:   "Jane",
		Code:        "7K2M-9QXT-4HWV-B3RD",
		Ends:        end,
		ActivateURL: "https://app.example.com/activate#code=7K2M-9QXT-4HWV-B3RD&proof=9A8B-7C6D-5E4F-3G2H",
		DeclineURL:  "https://app.example.com/decline#invitation=m_1&proof=9A8B-7C6D-5E4F-3G2H",
		ReplyTo:     "board@maple.example.com",
	}
}

// maple is the branding of a community that has customized everything.
func maple() message.Frame {
	return message.Frame{
		Branding: message.Branding{
			Name: "Maple Grove", Look: brand.Look{
				Welcome: "Glad you’re here. See you at the pool!", Palette: brand.PaletteOf("#1f6f54"),
				LogoURL: "https://app.example.com/page/logo/k2v9xw3dtn5mra8qe1hz7bcy4s", Width: 320, Height: 80,
			},
		},
		PostalAddress: "Maple Grove HOA, 1 Juniper Ct, Mesa, AZ 85201",
	}
}

func pending(community string) message.PendingInvitation {
	inv := invitation()
	return message.PendingInvitation{
		Community: community, Inviter: inv.Inviter, Code: inv.Code, Ends: inv.Ends,
		ActivateURL: inv.ActivateURL, DeclineURL: inv.DeclineURL,
	}
}

// mails has one email of each kind and of each variant of a kind.
func mails() map[string]mail {
	const (
		signIn  = "https://app.example.com/"
		forgot  = "https://app.example.com/forgot"
		members = "https://app.example.com/#/communities/c_1/members"
		job     = "https://app.example.com/#/communities/c_1/imports/j_1"
	)
	unnamed := invitation()
	unnamed.Inviter, unnamed.FirstName, unnamed.ReplyTo, unnamed.Home = "Maple Grove", "", "", ""
	unnamed.Frame = message.Frame{Branding: message.Branding{Name: "Maple Grove"}}
	hostile := invitation()
	hostile.Community = "Maple http://evil.example.com/x <img src=x onerror=alert(1)>"
	hostile.Inviter = "شركة evil.com\r\nBcc: x@example.org\u202e"
	hostile.FirstName = "{{.Code}} 👩‍👩‍👧"
	hostile.Home = "<b>Lot</b> evil.com\r\n12"
	hostile.Frame = message.Frame{
		Branding: message.Branding{
			Name: hostile.Community, Look: brand.Look{
				Welcome: "</em><a href=//evil.com>Click</a>\nhttps://evil.com", Palette: brand.PaletteOf("#fff;background:url(//evil.com)"),
				LogoURL: "javascript:alert(1)", Width: 320, Height: 80,
			},
		},
		PostalAddress: "<img src=x>\r\nBcc: x@example.org",
	}

	return map[string]mail{
		"invitation":         invitation(),
		"invitation-unnamed": unnamed,
		"invitation-hostile": hostile,
		"reminder":           message.Reminder(invitation()),
		"doorsopen":          message.DoorsOpen{Frame: maple(), Community: "Maple Grove", FirstName: "Jane", SignInURL: signIn, ReplyTo: "board@maple.example.com"},
		"lost-pending":       message.LostPending{Pending: []message.PendingInvitation{pending("Maple Grove")}},
		"lost-active":        message.LostPending{Active: []string{"Maple Grove", "Fernhollow"}, SignInURL: signIn, ForgotURL: forgot},
		"lost-both": message.LostPending{
			Pending: []message.PendingInvitation{pending("Maple Grove"), pending("Otter Bay")},
			Active:  []string{"Fernhollow"}, SignInURL: signIn, ForgotURL: forgot,
		},
		"passwordreset":   message.PasswordReset{Frame: message.Frame{PostalAddress: "PO Box 100, Mesa, AZ 85201"}, ResetURL: "https://app.example.com/reset#token=abcdef"},
		"passwordchanged": message.PasswordChanged{At: end, ForgotURL: forgot},
		"factorset":       message.FactorSet{At: end, ForgotURL: forgot},
		"unconfirmed": message.UnconfirmedAccount{
			Community: "Maple Grove", DisownURL: "https://app.example.com/disown#token=abcdef", ForgotURL: forgot, ReplyTo: "board@maple.example.com",
		},
		"claim":    message.Claim{Community: "Maple Grove", Ends: end, ActivateURL: "https://app.example.com/activate#email=pat%40example.com&code=CODE&proof=PROOF", ReplyTo: "board@maple.example.com"},
		"declined": message.Declined{Community: "Maple Grove", Name: "Jane Smith", ConsoleURL: members},
		"correction": message.Correction{
			Community: "Maple Grove", Name: "Jane Smith", Home: "14 Swan St Unit 2, Mesa, AZ 85201", ConsoleURL: members,
		},
		"correction-homeless": message.Correction{Community: "Maple Grove", Name: "Jane Smith", ConsoleURL: members},
		"disowned":            message.Disowned{Community: "Maple Grove", Name: "Jane Smith", ConsoleURL: members},
		"askedagain":          message.AskedAgain{Community: "Maple Grove", Name: "Jane Smith", Ended: end, ConsoleURL: members},
		"importdone":          message.ImportDone{Community: "Maple Grove", File: "roster 2026.csv", Total: 412, Created: 400, Updated: 8, Unchanged: 4, ImportURL: job},
		"importdone-attention": message.ImportDone{
			Community: "Maple Grove", File: "roster 2026.csv", Total: 12, Created: 8, Skipped: 1, Attention: 3,
			Reasons: []message.ReasonCount{{"the email is not valid", 2}, {"not a person", 1}}, Sending: "held until they are released", ImportURL: job,
		},
		"importdone-stopped": message.ImportDone{
			Community: "Maple Grove", File: "roster.xlsx", Title: "sending stopped",
			Summary: "has stopped sending: 8 of 100 emails came back; correct the addresses, then release the rest.",
			Total:   5000, Created: 5000, ImportURL: job,
		},
		"importdone-undone": message.ImportDone{
			Community: "Maple Grove", File: "roster.xlsx", Title: "undone in part", Summary: "was undone, but something from 2 of its rows was kept.",
			Total: 12, Created: 8, Skipped: 1, Attention: 3, Undone: &message.Undone{TakenBack: 6, Kept: 2}, ImportURL: job,
		},
		"importdone-problem": message.ImportDone{Community: "Maple Grove", File: "roster.xlsx", Problem: "the file has more than 50,000 rows.", ImportURL: job},
		"unplaced":           message.UnplacedRoster{Key: "rosters/mapel-grove/import/roster.csv", Problem: "There is no community mapel-grove."},
	}
}

// TestRender compares each mail with its golden files: its text, and the part of
// its HTML that is its own.
func TestRender(t *testing.T) {
	t.Parallel()
	for name, m := range mails() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, err := m.Render()
			if err != nil {
				t.Fatal(err)
			}
			goldentest.Check(t, filepath.Join("testdata", name+".txt"), "Subject: "+got.Subject+"\n\n"+got.Text)
			_, content := apart(t, got.HTML)
			goldentest.Check(t, filepath.Join("testdata", name+".html"), content)
		})
	}
}

// TestRender_frames compares what surrounds the mails with golden files, one for
// each frame.
func TestRender_frames(t *testing.T) {
	t.Parallel()
	shown := map[message.Frame]string{}
	for _, name := range slices.Sorted(maps.Keys(mails())) {
		m := mails()[name]
		got, err := m.Render()
		if err != nil {
			t.Fatal(err)
		}
		frame, _ := apart(t, got.HTML)
		of := reflect.ValueOf(m).FieldByName("Frame").Interface().(message.Frame)
		file, known := map[message.Frame]string{
			{}:      "frame.html",
			maple(): "frame-look.html",
			mails()["invitation-unnamed"].(message.Invitation).Frame: "frame-name.html",
			mails()["invitation-hostile"].(message.Invitation).Frame: "frame-hostile.html",
			mails()["passwordreset"].(message.PasswordReset).Frame:   "frame-address.html",
		}[of]
		switch {
		case !known:
			t.Errorf("%s: its frame has no golden file here: name one", name)
		case shown[of] == "":
			goldentest.Check(t, filepath.Join("testdata", file), frame)
			shown[of] = frame
		case shown[of] != frame:
			t.Errorf("%s has a frame of its own:\n%s", name, cmp.Diff(shown[of], frame))
		}
	}
}

var (
	titleLine = regexp.MustCompile(`(?s)<title>.*</title>`)
	// The cell of a mail's own part, after the line with the logo or the name.
	ownPart = regexp.MustCompile(`(?s)(<tr><td style="padding:24px 20px;[^>]*>\n[^\n]*\n)(.*)(\n</td></tr>\n</table>\n<table )`)
)

// apart returns the frame of a mail's HTML, and its own part with the title.
func apart(t *testing.T, document string) (frame, content string) {
	t.Helper()
	title, own := titleLine.FindString(document), ownPart.FindStringSubmatch(document)
	if title == "" || own == nil {
		t.Fatalf("a mail without title or content:\n%s", document)
	}
	frame = titleLine.ReplaceAllString(document, "<title>…</title>")
	frame = ownPart.ReplaceAllString(frame, "${1}…$3")
	return frame, title + "\n" + own[2] + "\n"
}

// TestRender_every checks that mails has an example for each template, and that
// each golden file belongs to one.
func TestRender_every(t *testing.T) {
	t.Parallel()
	written, err := filepath.Glob("templates/*.txt")
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range written {
		name := strings.TrimSuffix(filepath.Base(path), ".txt")
		if name == "foot" {
			continue // of every mail
		}
		shown := slices.ContainsFunc(slices.Collect(maps.Keys(mails())), func(example string) bool {
			return example == name || strings.HasPrefix(example, name+"-")
		})
		if !shown {
			t.Errorf("no test renders %s: add an example to mails, and write its golden files with -update", path)
		}
	}
	goldens, err := filepath.Glob("testdata/*.*")
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range goldens {
		name := strings.TrimSuffix(filepath.Base(path), filepath.Ext(path))
		if mails()[name] == nil && !strings.HasPrefix(name, "frame") {
			t.Errorf("%s belongs to no example in mails: remove it", path)
		}
	}
}

// Every email is one document that runs nothing and loads nothing but the
// community's logo.
func TestRender_SelfContained(t *testing.T) {
	t.Parallel()
	forbidden := regexp.MustCompile(`(?i)<(script|link|iframe|form|object|embed|svg|base)\b|\son\w+\s*=|@import|url\(|javascript:`)
	for name, m := range mails() {
		got, err := m.Render()
		if err != nil {
			t.Fatal(err)
		}
		// The content of names and addresses is text, however it looks.
		if found := forbidden.FindString(html.UnescapeString(got.HTML)); found != "" && name != "invitation-hostile" {
			t.Errorf("%s: the HTML holds %q", name, found)
		}
		for _, picture := range regexp.MustCompile(`<img src="([^"]*)"`).FindAllStringSubmatch(got.HTML, -1) {
			if picture[1] != maple().Branding.LogoURL {
				t.Errorf("%s: the HTML shows the picture %s", name, picture[1])
			}
		}
		if len(got.HTML) > 16<<10 {
			t.Errorf("%s: the HTML has %d bytes, want at most 16 KiB", name, len(got.HTML))
		}
		for _, line := range strings.Split(got.Text, "\n") {
			if strings.TrimRight(line, " ") != line {
				t.Errorf("%s: blank at the end of %q", name, line)
			}
		}
		if strings.Contains(got.Text, "\n\n\n") {
			t.Errorf("%s: two blank lines in a row", name)
		}
	}
}

// The links that a reader can follow are the ones that were passed in.
func TestInvitation_Links(t *testing.T) {
	t.Parallel()
	inv := invitation()
	got, err := inv.Render()
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{inv.ActivateURL, inv.DeclineURL}, hrefs(got.HTML)); diff != "" {
		t.Errorf("links (-want +got):\n%s", diff)
	}
	for _, want := range []string{inv.ActivateURL, inv.DeclineURL, inv.Code, inv.Inviter, inv.Community, inv.Home, inv.ReplyTo, inv.Frame.Branding.Welcome, inv.Frame.PostalAddress, "until Mar 22, 2026 at 11:30 PM EDT"} {
		if !strings.Contains(got.Text, want) {
			t.Errorf("the text lacks %q", want)
		}
	}
	for _, want := range []string{inv.Code, inv.Inviter, inv.Community, inv.Home, inv.ReplyTo, inv.Frame.Branding.Welcome, inv.Frame.PostalAddress, "until Mar 22, 2026 at 11:30 PM EDT"} {
		if !strings.Contains(got.HTML, want) {
			t.Errorf("the HTML lacks %q", want)
		}
	}
}

// If pictures are not shown, the community's name appears instead.
func TestInvitation_Logo(t *testing.T) {
	t.Parallel()
	got, err := invitation().Render()
	if err != nil {
		t.Fatal(err)
	}
	want := `<img src="https://app.example.com/page/logo/k2v9xw3dtn5mra8qe1hz7bcy4s" alt="Maple Grove" width="192" height="48"`
	if !strings.Contains(got.HTML, want) {
		t.Errorf("the HTML lacks %s:\n%s", want, got.HTML)
	}
	for _, unusable := range []string{"", "/page/logo/x", "javascript:alert(1)", "data:image/png;base64,AAAA"} {
		inv := invitation()
		inv.Frame.Branding.LogoURL = unusable
		got, err := inv.Render()
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(got.HTML, "<img") || !strings.Contains(got.HTML, `<bdi>Maple Grove</bdi></p>`) {
			t.Errorf("%q: the head does not show the name alone:\n%s", unusable, got.HTML)
		}
	}
}

// The colors of emails come from package brand, or from the community.
func TestTemplates_nameNoColor(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("templates/*.html")
	if err != nil || len(files) == 0 {
		t.Fatalf("no templates: %v", err)
	}
	for _, file := range files {
		template, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, found := range regexp.MustCompile(`#[0-9a-fA-F]{3,8}\b`).FindAllString(string(template), -1) {
			if found != "#ffffff" { // the plate under a logo, dark or light
				t.Errorf("%s names the color %s", file, found)
			}
		}
	}
}

func hrefs(document string) []string {
	var found []string
	for _, match := range regexp.MustCompile(`href="([^"]*)"`).FindAllStringSubmatch(document, -1) {
		found = append(found, html.UnescapeString(match[1]))
	}
	return found
}

// autolink matches what mail clients turn into links by themselves.
var autolink = regexp.MustCompile(`(?i)[a-z][a-z0-9+.-]*:[\pL\pN/]|[\pL\pN\pS_-]+[.。．｡][\pL\pN\pS]+|[^\s\x{200b}]@[^\s\x{200b}]`)

func TestName_MakesNoLink(t *testing.T) {
	t.Parallel()
	for _, hostile := range []string{
		"http://evil.example.com", "HTTPS://EVIL.EXAMPLE", "evil.com", "www.evil.com/path?x=1", "a@b.example.com", "mailto:a@b.example",
		"javascript:alert(1)", "evil。com", "evil．com", "xn--evil-9a.com", "evil\u200b.com", "ev\u202eil.com", "evil.com.", "10.0.0.1", "bücher.example", "e².example", "i❤.example",
		"tel:+15550100", "web+:x", "evil.\ncom", "Dr. O'Neil, Jr.", "J.R. Smith",
	} {
		got, err := message.Declined{Community: "Otter Bay", Name: hostile, ConsoleURL: "https://app.example.com/"}.Render()
		if err != nil {
			t.Fatal(err)
		}
		text := strings.ReplaceAll(got.Text, "https://app.example.com/", "")
		if found := autolink.FindString(text); found != "" {
			t.Errorf("%q: the text holds %q", hostile, found)
		}
		if diff := cmp.Diff([]string{"https://app.example.com/"}, hrefs(got.HTML)); diff != "" {
			t.Errorf("%q: links (-want +got):\n%s", hostile, diff)
		}
	}
}

// Ordinary names are reproduced exactly.
func TestName_Kept(t *testing.T) {
	t.Parallel()
	for _, want := range []string{
		"Jane Smith", "Zoë Müller-Lüdenscheidt", "O'Brien & Sons", "J. R. Smith, Jr.", "李小龙", "Nguyễn Thị Minh Khai", "👩‍👩‍👧 Family", "Unit #4",
	} {
		got, err := message.Declined{Community: want, Name: want, ConsoleURL: "https://app.example.com/"}.Render()
		if err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(got.Text, want) || !strings.Contains(html.UnescapeString(got.HTML), want) || !strings.Contains(got.Subject, want) {
			t.Errorf("%q is not in subject, text and HTML:\n%s\n%s", want, got.Subject, got.Text)
		}
	}
}

func TestSubject_Bounded(t *testing.T) {
	t.Parallel()
	checkSubject := func(t *testing.T, community string) {
		t.Helper()
		inv := invitation()
		inv.Community = community
		got, err := inv.Render()
		if errors.Is(err, message.ErrMissing) {
			return // nothing of the name is left
		}
		if err != nil {
			t.Fatal(err)
		}
		name, found := strings.CutPrefix(got.Subject, "Your invitation to ")
		if n := utf8.RuneCountInString(name); !found || n > 60 {
			t.Errorf("%q: subject %q, name of %d characters, want at most 60", community, got.Subject, n)
		}
		if strings.ContainsFunc(got.Subject, unicode.IsControl) {
			t.Errorf("%q: control character in subject %q", community, got.Subject)
		}
		if diff := cmp.Diff([]string{inv.ActivateURL, inv.DeclineURL}, hrefs(got.HTML)); diff != "" {
			t.Errorf("%q: links (-want +got):\n%s", community, diff)
		}
	}
	checkSubject(t, strings.Repeat("Maple ", 40))
	checkSubject(t, strings.Repeat("界", 61))
	for _, community := range []string{
		"Heron\r\nBcc: uma@example.com", "Heron\x00\x1b[31mPoint", "Heron\u2028Point", "Point\u202enoreH", "\ufeffHeron\u200b", "\u200d", "<b>Heron</b><a href=https://example.org>",
		"&lt;Heron&gt;", `"Heron' Point\`, "{{.Code}} %s %n ${HOME}", "=?utf-8?q?Heron?=", "H" + strings.Repeat("\u0301", 80), strings.Repeat("👨‍👩‍👧", 40), "\xffHeron", "' OR 1=1 --", "javascript:alert(1)", ".heron.example", ":heron",
	} {
		checkSubject(t, community)
	}

	for _, community := range casestest.Naughty(t) {
		checkSubject(t, community)
	}
}

func TestRender_Refuses(t *testing.T) {
	t.Parallel()
	change := func(f func(*message.Invitation)) mail {
		inv := invitation()
		f(&inv)
		return inv
	}
	tests := []struct {
		name string
		mail mail
		want error
	}{
		{"no community", change(func(m *message.Invitation) { m.Community = " \u200b\u202e" }), message.ErrMissing},
		{"no code", change(func(m *message.Invitation) { m.Code = "" }), message.ErrMissing},
		{"no end", change(func(m *message.Invitation) { m.Ends = time.Time{} }), message.ErrMissing},
		{"no link", change(func(m *message.Invitation) { m.ActivateURL = "" }), message.ErrLink},
		{"relative link", change(func(m *message.Invitation) { m.ActivateURL = "/activate" }), message.ErrLink},
		{"script link", change(func(m *message.Invitation) { m.DeclineURL = "javascript:alert(1)" }), message.ErrLink},
		{"link of two lines", change(func(m *message.Invitation) { m.DeclineURL += "\r\n" }), message.ErrLink},
		{"nothing lost", message.LostPending{}, message.ErrMissing},
		{"active without sign-in", message.LostPending{Active: []string{"Fernhollow"}}, message.ErrLink},
		{"pending without code", message.LostPending{Pending: []message.PendingInvitation{{Community: "Fernhollow"}}}, message.ErrMissing},
		{"zero mails", message.PasswordReset{}, message.ErrLink},
		{"zero declined", message.Declined{}, message.ErrMissing},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			_, err := tt.mail.Render()
			if !errors.Is(err, tt.want) {
				t.Fatalf("got %v, want %v", err, tt.want)
			}
			if strings.Contains(err.Error(), "7K2M") {
				t.Errorf("the error %q shows the code", err)
			}
		})
	}
}

func FuzzInvitation(f *testing.F) {
	f.Add("Maple Grove", "Dana", "Jane")
	f.Add("<a href=//x>", "\u202ehttp://x.y", "\xff\x00")
	f.Fuzz(func(t *testing.T, community, inviter, first string) {
		inv := invitation()
		inv.Community, inv.Inviter, inv.FirstName = community, inviter, first
		got, err := inv.Render()
		if errors.Is(err, message.ErrMissing) {
			return
		}
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff([]string{inv.ActivateURL, inv.DeclineURL}, hrefs(got.HTML)); diff != "" {
			t.Errorf("links (-want +got):\n%s", diff)
		}
		text := got.Text
		for _, own := range []string{inv.ActivateURL, inv.DeclineURL, inv.ReplyTo} {
			text = strings.ReplaceAll(text, own, "")
		}
		if found := autolink.FindString(text); found != "" {
			t.Errorf("the text holds %q", found)
		}
		if u, err := url.Parse(inv.ActivateURL); err != nil || u.RawQuery != "" {
			t.Errorf("the code is not in the fragment of %q", inv.ActivateURL)
		}
	})
}
