package page

import (
	"bytes"
	"crypto/rand"
	"embed"
	"fmt"
	"html/template"
	"io"
	"strings"
	"sync"

	"communitrak/internal/brand"
)

// Paths of the pages. Every form posts to its own path.
const (
	ActivatePath = "/activate"
	DeclinePath  = "/decline"
	DisownPath   = "/disown"
	ForgotPath   = "/forgot"
	ResetPath    = "/reset"
)

// Site is what every page shows of the stack it runs in.
type Site struct {
	SignInURL string // where to sign in; empty means "/"
	Support   string // the Support contact, an email address or words; may be empty
}

// FieldError is what is wrong with one form field, in words for the person who
// filled it in. Field is one of the Field constants.
type FieldError struct {
	Field   string
	Message string
}

// NewKey returns a fresh random value for a form's hidden key, which makes
// pressing its button twice idempotent.
func NewKey() string { return rand.Text() }

//go:embed templates
var templates embed.FS

// names are the files in templates that are pages of their own.
var names = []string{"activate", "activated", "expired", "lost", "confirm", "forgot", "reset", "notice"}

// parsed is lazy so that a function's start does not pay for it.
var parsed = sync.OnceValues(func() (map[string]*template.Template, error) {
	layout, err := template.ParseFS(templates, "templates/layout.html")
	if err != nil {
		return nil, err
	}
	pages := make(map[string]*template.Template)
	for _, name := range names {
		page, err := layout.Clone()
		if err != nil {
			return nil, err
		}
		if pages[name], err = page.ParseFS(templates, "templates/"+name+".html"); err != nil {
			return nil, err
		}
	}
	return pages, nil
})

// document is what layout.html shows around a page's own part.
type document struct {
	Site
	Title  string       // of the window, and the page's heading
	Alert  string       // what went wrong overall; may be empty
	Errors []FieldError // what is wrong, by field
	Body   any          // for the page's own part
	Look   brand.Look   // the community's

	LogoAlt string // for Look's logo: the community's name
}

// Stylesheet returns the path of the stylesheet.
func (document) Stylesheet() string { return stylesheet.path }

// Script returns the path of the script.
func (document) Script() string { return script.path }

// Icon returns the path of the mark, which is also the favicon.
func (document) Icon() string { return icon.path }

// Failed reports whether the page must say that something went wrong.
func (d document) Failed() bool { return d.Alert != "" || len(d.Errors) > 0 }

// SupportIsAddress reports whether Support is an email address.
func (d document) SupportIsAddress() bool {
	return strings.Contains(d.Support, "@") && !strings.ContainsAny(d.Support, " \t\r\n")
}

// write renders the whole page before the first byte goes out, so that an error
// never leaves half a page.
func write(w io.Writer, name string, d document) error {
	pages, err := parsed()
	if err != nil {
		return fmt.Errorf("parse page templates: %w", err)
	}
	if d.SignInURL == "" {
		d.SignInURL = "/"
	}
	var page bytes.Buffer
	if err := pages[name].Execute(&page, d); err != nil {
		return fmt.Errorf("write page %s: %w", name, err)
	}
	_, err = page.WriteTo(w)
	return err
}
