package api

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"net/http"
	"slices"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"github.com/communitrak/onboarding/internal/api/problems"
)

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
		p.Errors = append(p.Errors, problems.FieldError{Location: at, Message: "is null; leave out what has no value", Code: "invalid_type"})
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
