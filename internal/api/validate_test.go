package api_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/communitrak/onboarding/internal/api"
	"github.com/communitrak/onboarding/internal/api/system"
)

// TestAPI_validatesRequests checks that meaningless or contradictory input is refused.
func TestAPI_validatesRequests(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	admin := s.admin()
	for _, c := range []struct {
		name, method, path string
		body               any
		location           string
	}{
		{"a query parameter twice", "GET", maple + "/members?limit=1&limit=2", nil, "query.limit"},
		{"the same value twice", "GET", maple + "/members?q=ana&q=ana", nil, "query.q"},
		{"null for a field", "PATCH", maple + "/preferences", object{"city": nil}, "body.city"},
		{"null in a part", "POST", maple + "/invitations", object{"property": object{"id": "x"}, "member": object{"firstName": "A", "lastName": "B", "email": "a@example.com", "phone": nil}}, "body.member.phone"},
		{"null for a part", "POST", maple + "/invitations", object{"property": object{"id": "x", "lot": nil}, "member": object{"firstName": "A", "lastName": "B", "email": "a@example.com"}}, "body.property.lot"},
		{"null in a list", "POST", maple + "/invitations/resend", object{"members": []any{"m1", nil}}, "body.members[1]"},
		{"null for everything", "PATCH", maple + "/preferences", "null", "body"},
		{"a field in other letters", "PATCH", maple + "/preferences", object{"City": "Mesa"}, "body.City"},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := *s
			s.t = t
			got := s.call(admin, c.method, c.path, c.body).want(422, "invalid")
			errors, _ := got.at("errors").([]any)
			if len(errors) != 1 || errors[0].(object)["location"] != c.location {
				t.Errorf("it points at %v, want %s", errors, c.location)
			}
		})
	}
	s.call(admin, "GET", maple+"/members?q=%zz", nil).want(400, "malformed")
	s.call(admin, "GET", maple+"/members?q=a%00b", nil).want(400, "malformed")
	s.call(admin, "GET", maple+"/members?q=a%ff", nil).want(400, "malformed")
	for _, handler := range []http.Handler{s.handler, s.together(system.Handler(http.NotFoundHandler())), system.Handler(http.NotFoundHandler()), api.Session(s.parts())} {
		s := *s
		s.handler = handler
		s.call(admin, "GET", "/v1/communities/../me", nil).want(404, "not_found")
		s.call(admin, "GET", "/v1//me", nil).want(404, "not_found")
	}
	s.call("", "PATCH", maple+"/preferences", "null").want(401, "unauthenticated")
}

// TestAPI_unreadable checks that unreadable input is refused with its cause.
func TestAPI_unreadable(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	admin := s.admin()
	const path = maple + "/addresses/validate"
	s.call(admin, "POST", path, `<street>114 Juniper Ct</street>`, "Content-Type", "text/xml").want(415, "unsupported_media_type")
	s.call(admin, "POST", path, `{"street":`).want(400, "malformed")
	s.call(admin, "POST", path, nil).want(400, "malformed")
	s.call(admin, "POST", path, `{"street":"`+strings.Repeat("x", 16<<10)+`"}`).want(413, "too_large")
	s.call(admin, "POST", path, object{"street": "114 Juniper Ct"}, "Idempotency-Key", strings.Repeat("k", 256)).want(400, "malformed")
}
