package message

import (
	"bytes"
	"embed"
	"errors"
	"fmt"
	htmltemplate "html/template"
	"net/url"
	"strings"
	"sync"
	texttemplate "text/template"
	"time"

	"github.com/communitrak/onboarding/internal/brand"
)

// Message is the content of an email, ready for [Message.Raw].
type Message struct {
	Subject string // one line, without control characters
	Text    string // lines end in LF
	HTML    string // a complete document without scripts; its only picture is the community's logo
}

var (
	// ErrMissing is returned by Render for an email that lacks something
	// essential: a code, a date, a community's name.
	ErrMissing = errors.New("missing")

	// ErrLink is returned by Render for a link that is not an absolute http or
	// https URL.
	ErrLink = errors.New("not an absolute http or https link")
)

// A mail's templates are templates/<kind>.txt, whose block "subject" is the
// subject, and templates/<kind>.html, whose block "body" goes into layout.html;
// foot.txt ends every text.
//
//go:embed templates
var templates embed.FS

type pair struct {
	text *texttemplate.Template
	html *htmltemplate.Template
}

// parsed holds the templates of every kind; it is lazy because a function that
// starts usually sends no email.
var parsed = sync.OnceValues(func() (map[string]pair, error) {
	names, err := templates.ReadDir("templates")
	if err != nil {
		return nil, err
	}
	pairs := make(map[string]pair)
	for _, entry := range names {
		kind, isText := strings.CutSuffix(entry.Name(), ".txt")
		if !isText || kind == "foot" {
			continue
		}
		text, err := texttemplate.New(kind+".txt").Funcs(functions).ParseFS(templates, "templates/"+kind+".txt", "templates/foot.txt")
		if err != nil {
			return nil, err
		}
		html, err := htmltemplate.New("layout.html").Funcs(functions).ParseFS(templates, "templates/layout.html", "templates/"+kind+".html")
		if err != nil {
			return nil, err
		}
		pairs[kind] = pair{text: text, html: html}
	}
	return pairs, nil
})

// functions are the helpers available to templates. Those for text written by
// others make it safe for a line of an email; html/template escapes it in
// addition.
var functions = map[string]any{
	"name":     func(s string) string { return name(s, maxName) },
	"line":     func(s string) string { return name(s, maxLine) },
	"address":  func(s string) string { return plain(s, maxAddress) },
	"subject":  func(s string) string { return plain(s, maxName) },
	"isolate":  isolate,
	"moment":   moment,
	"duration": duration,
	"count":    count,
	"link":     func(url, label string) hyperlink { return hyperlink{url, label} },
	"button":   func(f Frame, url, label string) button { return button{hyperlink{url, label}, f.Colors()} },
	"color":    brand.Light,
	"dark":     brand.Dark,
	"product":  func() string { return brand.Name },
}

// hyperlink is what the HTML partial "link" shows.
type hyperlink struct{ URL, Label string }

// button is what the HTML partial "button" shows.
type button struct {
	hyperlink
	Colors brand.Palette
}

// moment formats a time with its zone, which is the community's if there is
// one.
func moment(t time.Time) string { return t.Format("Jan 2, 2006 at 3:04 PM MST") }

// duration formats a duration in whole hours or minutes.
func duration(d time.Duration) string {
	if d >= time.Hour && d%time.Hour == 0 {
		return count(int(d/time.Hour), "hour", "hours")
	}
	return count(int(d.Round(time.Minute)/time.Minute), "minute", "minutes")
}

// count formats a number with its noun.
func count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

// render executes the templates of kind with mail, after checking everything
// required.
func render(kind string, mail any, required ...requirement) (Message, error) {
	for _, require := range required {
		if err := require(); err != nil {
			return Message{}, fmt.Errorf("write %s mail: %w", kind, err)
		}
	}
	pairs, err := parsed()
	if err != nil {
		return Message{}, fmt.Errorf("parse mail templates: %w", err)
	}
	var subject, text, html bytes.Buffer
	if err := errors.Join(
		pairs[kind].text.ExecuteTemplate(&subject, "subject", mail),
		pairs[kind].text.Execute(&text, mail),
		pairs[kind].text.ExecuteTemplate(&text, "foot", mail),
		pairs[kind].html.Execute(&html, mail),
	); err != nil {
		return Message{}, fmt.Errorf("write %s mail: %w", kind, err)
	}
	return Message{Subject: subject.String(), Text: text.String(), HTML: html.String()}, nil
}

// requirement is something that an email cannot do without.
type requirement func() error

func present(what, value string) requirement {
	return func() error {
		if plain(value, maxLine) == "" {
			return fmt.Errorf("%w: %s", ErrMissing, what)
		}
		return nil
	}
}

func dated(what string, t time.Time) requirement {
	return func() error {
		if t.IsZero() {
			return fmt.Errorf("%w: %s", ErrMissing, what)
		}
		return nil
	}
}

// linked does not put the link into its error, because it may hold a code.
func linked(what, link string) requirement {
	return func() error {
		u, err := url.Parse(link)
		if err != nil || (u.Scheme != "https" && u.Scheme != "http") || u.Host == "" || strings.ContainsAny(link, " \t\r\n<>\"") {
			return fmt.Errorf("%s: %w", what, ErrLink)
		}
		return nil
	}
}
