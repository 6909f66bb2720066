package problems

import (
	"maps"
	"net/http"
	"net/url"
	"path"
	"slices"
	"strings"
	"unicode/utf8"
)

// Hardening are the headers of responses meant for programs, described for
// their authors.
var Hardening = []struct{ Name, Value, Description string }{
	{"Cache-Control", "no-store", "Answers are not to be kept."},
	{"X-Content-Type-Options", "nosniff", "The content type is as said."},
	{"Referrer-Policy", "no-referrer", "No page learns this address."},
	{"Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'", "Nothing is run or loaded from an answer."},
	{"Strict-Transport-Security", "max-age=31536000; includeSubDomains", "Encrypted connections only."},
	{"Cross-Origin-Opener-Policy", "same-origin", "Nobody else's page may hold on to this one."},
}

// Harden sets the headers of [Hardening].
func Harden(h http.Header) {
	for _, one := range Hardening {
		h.Set(one.Name, one.Value)
	}
}

// OfURL returns why a URL cannot match any operation, or nil if it can. A
// parameter that is given twice is refused: the router would use one of the
// values, and the caller would not learn which.
func OfURL(u *url.URL) *Document {
	if u.Path != path.Clean(u.Path) {
		return New(http.StatusNotFound, "not_found", "there is no such operation")
	}
	query, err := url.ParseQuery(u.RawQuery)
	if err != nil {
		return New(http.StatusBadRequest, "malformed", "the query cannot be read")
	}
	if !plain(u.Path) {
		return New(http.StatusBadRequest, "malformed", "control characters are not accepted")
	}
	var repeated []FieldError
	for _, name := range slices.Sorted(maps.Keys(query)) {
		if !plain(name) || slices.ContainsFunc(query[name], func(value string) bool { return !plain(value) }) {
			return New(http.StatusBadRequest, "malformed", "control characters are not accepted")
		}
		if len(query[name]) > 1 {
			repeated = append(repeated, FieldError{"query." + name, "is given more than once", "repeated"})
		}
	}
	if len(repeated) == 0 {
		return nil
	}
	d := Invalid()
	d.Errors = repeated
	return d
}

// Invalid returns the problem of input whose Errors say what is wrong with it.
func Invalid() *Document {
	return New(http.StatusUnprocessableEntity, "invalid", "some of what was sent can’t be accepted")
}

// plain reports whether text is UTF-8 without NUL.
func plain(text string) bool { return utf8.ValidString(text) && !strings.ContainsRune(text, 0) }
