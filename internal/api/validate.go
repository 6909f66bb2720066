package api

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"net/http"
	"net/url"
	"path"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"github.com/communitrak/onboarding/internal/roster"
)

// Requests that contradict themselves, or that carry something without a meaning,
// are refused: the router would use one of the values, or none, and the caller
// would not learn which.

// checkURL returns why a URL cannot match any operation, or nil if it can.
func checkURL(u *url.URL) *Problem {
	if u.Path != path.Clean(u.Path) {
		return problem(http.StatusNotFound, "not_found", "there is no such operation")
	}
	query, err := url.ParseQuery(u.RawQuery)
	if err != nil {
		return problem(http.StatusBadRequest, "malformed", "the query cannot be read")
	}
	if !plain(u.Path) {
		return problem(http.StatusBadRequest, "malformed", "control characters are not accepted")
	}
	var repeated roster.InvalidErrors
	for _, name := range slices.Sorted(maps.Keys(query)) {
		if !plain(name) || slices.ContainsFunc(query[name], func(value string) bool { return !plain(value) }) {
			return problem(http.StatusBadRequest, "malformed", "control characters are not accepted")
		}
		if len(query[name]) > 1 {
			repeated.Add("query."+name, "repeated", "is given more than once")
		}
	}
	if len(repeated) > 0 {
		return invalidInput(repeated...)
	}
	return nil
}

// plain reports whether text is UTF-8 without NUL.
func plain(text string) bool { return utf8.ValidString(text) && !strings.ContainsRune(text, 0) }

// refuseNull refuses a body that contains null anywhere. Null has no meaning in
// any request; the router's validation treats it as an omitted field, so that
// somebody who meant to remove a value would be told it was done.
func (a *API) refuseNull(c huma.Context, next func(huma.Context)) {
	if c.Operation().RequestBody == nil {
		next(c)
		return
	}
	r, _ := humago.Unwrap(c)
	sent, err := io.ReadAll(r.Body)
	if err != nil {
		a.deny(c, problem(http.StatusBadRequest, "malformed", "the request could not be read"))
		return
	}
	r.Body = io.NopCloser(bytes.NewReader(sent))
	var body any
	if !bytes.Contains(sent, []byte("null")) || json.Unmarshal(sent, &body) != nil {
		next(c) // if JSON is expected, the router reports what is wrong
		return
	}
	p := problem(http.StatusUnprocessableEntity, "invalid", "validation failed")
	for _, at := range nulls("body", body) {
		p.Errors = append(p.Errors, FieldError{at, "is null; leave out what has no value", "invalid_type"})
	}
	if len(p.Errors) > 0 {
		a.deny(c, p)
		return
	}
	next(c)
}

// nulls returns the locations at which a value is null.
func nulls(at string, value any) []string {
	var found []string
	switch v := value.(type) {
	case nil:
		found = append(found, at)
	case map[string]any:
		for _, name := range slices.Sorted(maps.Keys(v)) {
			found = append(found, nulls(at+"."+name, v[name])...)
		}
	case []any:
		for n, one := range v {
			found = append(found, nulls(fmt.Sprintf("%s[%d]", at, n), one)...)
		}
	}
	return found
}
