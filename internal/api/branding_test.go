package api_test

import (
	"bytes"
	"encoding/base64"
	"image"
	"image/png"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"
	"github.com/google/go-cmp/cmp"

	"github.com/communitrak/onboarding/internal/api"
	"github.com/communitrak/onboarding/internal/brand/logo"
	"github.com/communitrak/onboarding/internal/roster"
)

// drawn returns a PNG of the given size and color in base64.
func drawn(t *testing.T, width, height int, pixel byte) string {
	t.Helper()
	m := image.NewGray(image.Rect(0, 0, width, height))
	for n := range m.Pix {
		m.Pix[n] = pixel
	}
	var file bytes.Buffer
	if err := png.Encode(&file, m); err != nil {
		t.Fatal(err)
	}
	return base64.StdEncoding.EncodeToString(file.Bytes())
}

// fetch requests a picture from the pages, as a mail client does.
func (s *server) fetch(method, path string) *http.Response {
	w := httptest.NewRecorder()
	api.ResidentPages(s.parts()).ServeHTTP(w, httptest.NewRequestWithContext(s.t.Context(), method, path, nil))
	return w.Result()
}

func TestBranding_saved(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	admin := s.admin()
	sent := object{"colour": " #1F6F54 ", "welcome": "Glad you’re\n here.\u202e", "mailingAddress": "1 Juniper Ct, Mesa, AZ 85201"}
	s.call(admin, "PATCH", maple+"/preferences", sent).want(200, "")
	got := s.call(admin, "GET", maple+"/preferences", nil).want(200, "")
	for name, want := range map[string]any{"colour": "#1f6f54", "welcome": "Glad you’re here.", "mailingAddress": "1 Juniper Ct, Mesa, AZ 85201", "logo": nil} {
		if got.at(name) != want {
			t.Errorf("%s is %v, want %v", name, got.at(name), want)
		}
	}
	look := s.call(admin, "GET", "/v1/me/memberships/maple-grove", nil).want(200, "").at("look")
	want := object{"logo": nil, "welcome": "Glad you’re here.", "palette": object{"action": "#1f6f54", "onAction": "#ffffff", "darkAction": "#22775a", "darkOnAction": "#ffffff"}}
	if diff := cmp.Diff(want, look); diff != "" {
		t.Errorf("the look (-want +got):\n%s", diff)
	}
	s.call(admin, "PATCH", maple+"/preferences", object{"colour": "", "welcome": ""}).want(200, "")
	if got := s.call(admin, "GET", maple+"/preferences", nil).want(200, ""); got.at("colour") != "" || got.at("welcome") != "" {
		t.Errorf("what was removed is still there: %s", got.Raw)
	}
}

func TestBranding_refused(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	admin := s.admin()
	for _, tt := range []struct {
		sent object
		code string
	}{
		{object{"colour": "green"}, "invalid_color"},
		{object{"colour": "#fff"}, "invalid_color"},
		{object{"colour": "#ffe680"}, "color_too_light"},
		{object{"welcome": strings.Repeat("a", roster.MaxWelcome+1)}, "too_long"},
		{object{"mailingAddress": strings.Repeat("a", roster.MaxMailingAddress+1)}, "too_long"},
	} {
		got := s.call(admin, "PATCH", maple+"/preferences", tt.sent).want(422, "invalid")
		if !strings.Contains(string(got.Raw), `"code":"`+tt.code+`"`) {
			t.Errorf("%v: got %s, want %s", tt.sent, got.Raw, tt.code)
		}
		if tt.code == "color_too_light" && !strings.Contains(string(got.Raw), "#a49350") {
			t.Errorf("no color is offered: %s", got.Raw)
		}
	}
}

func TestLogo(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	admin := s.admin()
	first := s.call(admin, "PUT", maple+"/logo", object{"image": drawn(t, 320, 80, 90)}).want(200, "")
	path := first.text("logo", "url")
	if again := s.call(admin, "PUT", maple+"/logo", object{"image": drawn(t, 320, 80, 90)}).want(200, ""); again.text("logo", "url") != path {
		t.Errorf("the same picture moved from %s to %s", path, again.text("logo", "url"))
	}

	for _, method := range []string{"GET", "HEAD"} {
		r := s.fetch(method, path)
		if r.StatusCode != http.StatusOK || r.Header.Get("Content-Type") != "image/png" || !strings.Contains(r.Header.Get("Cache-Control"), "public") ||
			r.Header.Get("Cross-Origin-Resource-Policy") != "cross-origin" || r.Header.Get("X-Content-Type-Options") != "nosniff" {
			t.Errorf("%s: %d %v", method, r.StatusCode, r.Header)
		}
		var file bytes.Buffer
		if _, err := file.ReadFrom(r.Body); err != nil {
			t.Fatal(err)
		}
		if picture, err := logo.Read(file.Bytes()); method == "GET" && (err != nil || picture.Width != 320) {
			t.Errorf("what is served is no picture: %v", err)
		}
		if method == "HEAD" && file.Len() > 0 {
			t.Error("HEAD came with a body")
		}
	}

	// A new logo replaces the old one and leaves nothing behind.
	second := s.call(admin, "PUT", maple+"/logo", object{"image": drawn(t, 64, 64, 20)}).want(200, "").text("logo", "url")
	if second == path || s.fetch("GET", path).StatusCode != http.StatusNotFound || s.fetch("GET", second).StatusCode != http.StatusOK {
		t.Errorf("%s took the place of %s", second, path)
	}
	if got := s.call(admin, "DELETE", maple+"/logo", nil).want(200, ""); got.at("logo") != nil {
		t.Errorf("a removed logo is still named: %s", got.Raw)
	}
	s.call(admin, "DELETE", maple+"/logo", nil).want(200, "")
	if got := s.fetch("GET", second).StatusCode; got != 404 {
		t.Errorf("a removed logo is answered with %d", got)
	}
}

func TestLogo_refused(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	admin := s.admin()
	drawing := base64.StdEncoding.EncodeToString([]byte(`<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>`))
	for code, file := range map[string]string{"not_a_picture": drawing, "too_wide": drawn(t, logo.MaxSide+1, 8, 90)} {
		got := s.call(admin, "PUT", maple+"/logo", object{"image": file}).want(422, "invalid")
		if !strings.Contains(string(got.Raw), `"code":"`+code+`"`) || !strings.Contains(string(got.Raw), "body.image") {
			t.Errorf("got %s, want %s about the picture", got.Raw, code)
		}
	}
	s.call(admin, "PUT", maple+"/logo", object{"image": strings.Repeat("A", 600<<10)}).want(413, "too_large")
	// Other requests keep the small size limit.
	s.call(admin, "PATCH", maple+"/preferences", object{"welcome": strings.Repeat("a", 17<<10)}).want(413, "too_large")

	board, _ := s.resident("Bea", "bea@example.org", roster.RoleBoard)
	s.call(board, "PUT", maple+"/logo", object{"image": drawn(t, 8, 8, 90)}).want(403, "forbidden")
	s.call("", "PUT", maple+"/logo", object{"image": drawn(t, 8, 8, 90)}).want(401, "unauthenticated")
	s.call(admin, "PUT", "/v1/communities/cedar-hill/logo", object{"image": drawn(t, 8, 8, 90)}).want(404, "not_found")
	for _, path := range []string{"/page/logo/", "/page/logo/maple-grove", "/page/logo/" + roster.NewID(), "/page/logo/..%2f..%2fC"} {
		if got := s.fetch("GET", path).StatusCode; got != 404 {
			t.Errorf("%s is answered with %d", path, got)
		}
	}
}

// Two communities that use the same picture know nothing of each other.
func TestLogo_ofTwoCommunities(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	s.AddCommunity(t, "Cedar Hill", "admin@cedar-hill.example")
	file := object{"image": drawn(t, 32, 32, 90)}
	one := s.call(s.admin(), "PUT", maple+"/logo", file).want(200, "").text("logo", "url")
	other := s.signIn("admin@cedar-hill.example")
	if two := s.call(other, "PUT", "/v1/communities/cedar-hill/logo", file).want(200, "").text("logo", "url"); two == one {
		t.Errorf("both are served at %s", one)
	}
	s.call(other, "DELETE", "/v1/communities/cedar-hill/logo", nil).want(200, "")
	if got := s.fetch("GET", one).StatusCode; got != 200 {
		t.Errorf("the other's removal took ours away: %d", got)
	}
}

// The audit trail records who changed the look.
func TestBranding_audited(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	admin := s.admin()
	s.call(admin, "PATCH", maple+"/preferences", object{"colour": "#1f6f54"}).want(200, "")
	s.call(admin, "PUT", maple+"/logo", object{"image": drawn(t, 8, 8, 90)}).want(200, "")
	out, err := s.DB.Query(t.Context(), &dynamodb.QueryInput{TableName: &s.Table, KeyConditionExpression: text("PK = :pk"),
		ExpressionAttributeValues: map[string]types.AttributeValue{":pk": &types.AttributeValueMemberS{Value: "C#maple-grove#L#202603"}}})
	if err != nil {
		t.Fatal(err)
	}
	var told []string
	for _, item := range out.Items {
		if item["action"].(*types.AttributeValueMemberS).Value == "preferences_changed" {
			for _, change := range item["changes"].(*types.AttributeValueMemberL).Value {
				told = append(told, change.(*types.AttributeValueMemberM).Value["f"].(*types.AttributeValueMemberS).Value)
			}
		}
	}
	if !slices.Contains(told, "colour") || !slices.Contains(told, "logo") {
		t.Errorf("the trail tells of %v, want colour and logo", told)
	}
}
