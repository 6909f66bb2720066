package api_test

import (
	"slices"
	"strings"
	"testing"
)

func TestFindZIP(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	found := s.call(s.admin(), "GET", "/v1/places/zip/85201", nil).want(200, "")
	if got := []string{found.text("zip"), found.text("city"), found.text("state"), found.text("timeZone")}; !slices.Equal(got, []string{"85201", "Mesa", "AZ", "America/Phoenix"}) {
		t.Errorf("got %v", got)
	}
	s.call(s.admin(), "GET", "/v1/places/zip/85200", nil).want(404, "not_found")
	s.call(s.admin(), "GET", "/v1/places/zip/8520", nil).want(422, "invalid")
	s.call("", "GET", "/v1/places/zip/85201", nil).want(401, "unauthenticated")
}

func TestValidateAddress_zipOfAnotherCity(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	validate := func(city, state string) reply {
		return s.call(s.admin(), "POST", maple+"/addresses/validate", object{"street": "114 juniper court", "city": city, "state": state, "zip": "85201"})
	}
	if r := validate("mesa", "AZ").want(200, ""); len(r.at("warnings").([]any)) != 0 {
		t.Errorf("a ZIP of that city: got %s, want no warning", r.Raw)
	}
	// It is reported but not refused: the Postal Service may accept that city,
	// too.
	if r := validate("Tucson", "AZ").want(200, ""); !strings.Contains(string(r.Raw), `"code":"zip_city"`) || !strings.Contains(string(r.Raw), "usually says Mesa, AZ") {
		t.Errorf("a ZIP of another city: got %s, want a warning", r.Raw)
	}
	if r := validate("Boston", "MA").want(200, ""); !strings.Contains(string(r.Raw), `"zip_state"`) || strings.Contains(string(r.Raw), `"zip_city"`) {
		t.Errorf("a ZIP of another state: got %s, want that said, and once", r.Raw)
	}
	if r := validate("Tucson", "WY").want(200, ""); !strings.Contains(string(r.Raw), "ZIP 85201 is in Mesa, AZ") {
		t.Errorf("a ZIP of a state nearby: got %s, want a warning", r.Raw)
	}
}

func TestGetProperty_whoLivesThere(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	admin := s.admin()
	second := invitation("Ana", "ana@example.org")
	first := s.call(admin, "POST", maple+"/invitations", invitation("Rosa", "rosa@example.org")).want(201, "")
	home := object{"id": first.text("property", "id")}
	second["property"], second["household"] = home, object{"id": first.text("household", "id")}
	s.call(admin, "POST", maple+"/invitations", second).want(201, "")
	third := invitation("Ivy", "ivy@example.org")
	third["property"], third["household"] = home, object{"name": "Upstairs"}
	gone := s.call(admin, "POST", maple+"/invitations", third).want(201, "")

	path := maple + "/properties/" + first.text("property", "id")
	lives := func() (names []string) {
		for _, h := range s.call(admin, "GET", path, nil).want(200, "").at("households").([]any) {
			for _, m := range h.(map[string]any)["members"].([]any) {
				m := m.(map[string]any)
				names = append(names, m["firstName"].(string)+" "+m["householdRole"].(string)+" "+m["status"].(string))
			}
		}
		return names
	}
	got := lives()
	slices.Sort(got)
	if want := []string{"Ana member pending", "Ivy head pending", "Rosa head pending"}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	if got := lives(); slices.Index(got, "Rosa head pending") > slices.Index(got, "Ana member pending") {
		t.Errorf("got %v, want the Head of Household first", got)
	}
	s.call(admin, "POST", maple+"/members/"+gone.text("member", "id")+"/revoke", nil).want(200, "")
	if got := lives(); len(got) != 2 {
		t.Errorf("after a revocation: got %v, want two people", got)
	}

	s.AddCommunity(t, "Cedar Hill", "admin@cedar-hill.example")
	stranger := s.signIn("admin@cedar-hill.example")
	s.call(stranger, "GET", path, nil).want(404, "not_found")
	s.call(stranger, "GET", strings.Replace(path, "maple-grove", "cedar-hill", 1), nil).want(404, "not_found")
	s.call(admin, "GET", maple+"/properties/nowhere", nil).want(404, "not_found")
}

func TestCreateCommunity_inOneStep(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	staff := s.staff()
	in := object{"name": "Cedar Bay", "city": "mesa", "state": "Arizona", "zip": "85201", "timeZone": "America/Phoenix", "senderName": "Cedar Bay HOA", "replyTo": "board@cedar-bay.example",
		"administrator": object{"firstName": "Cy", "lastName": "Cedar", "email": "cy@example.org"}}
	made := s.call(staff, "POST", "/v1/communities", in, "Idempotency-Key", "cedar").want(201, "")
	preferences := s.call(staff, "GET", "/v1/communities/cedar-bay/preferences", nil).want(200, "")
	for field, want := range map[string]string{"city": "Mesa", "state": "AZ", "zip": "85201", "timeZone": "America/Phoenix", "senderName": "Cedar Bay HOA", "replyTo": "board@cedar-bay.example"} {
		if got := preferences.text(field); got != want {
			t.Errorf("%s: got %q, want %q", field, got, want)
		}
	}
	code := made.text("invitation", "code")
	if again := s.call(staff, "POST", "/v1/communities", in, "Idempotency-Key", "cedar").want(201, ""); again.text("invitation", "code") != code {
		t.Errorf("a repeat got %s, want the same code", again.Raw)
	}
	activation := object{"email": "cy@example.org", "code": code, "password": "correct horse maple staple"}
	s.call("", "POST", "/v1/activations", activation).want(201, "")
	if again := s.call(staff, "POST", "/v1/communities", in, "Idempotency-Key", "cedar").want(201, ""); again.at("invitation") != nil {
		t.Errorf("a repeat after the activation got %s, want no code", again.Raw)
	}
}

// An error in one part prevents everything, and all errors are reported.
func TestCreateCommunity_allOrNothing(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	staff := s.staff()
	refused := s.call(staff, "POST", "/v1/communities", object{"name": "Cedar Bay", "zip": "852x", "replyTo": "nobody",
		"administrator": object{"firstName": "Cy", "lastName": "", "email": "cy@example.org"}}).want(422, "invalid")
	for _, place := range []string{"body.zip", "body.replyTo", "body.administrator.lastName"} {
		if !strings.Contains(string(refused.Raw), `"`+place+`"`) {
			t.Errorf("got %s, want %s told", refused.Raw, place)
		}
	}
	s.call(staff, "POST", "/v1/communities", object{"name": "Cedar Bay", "timeZone": "America/Nowhere",
		"administrator": object{"firstName": "Cy", "lastName": "Cedar", "email": "cy@example.org"}}).want(422, "invalid")
	s.call(staff, "GET", "/v1/communities/cedar-bay/preferences", nil).want(404, "not_found")
}
