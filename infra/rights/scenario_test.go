package rights

import (
	"bytes"
	"encoding/base32"
	"image"
	"image/png"
	"net/http"
	"net/url"
	"regexp"
	"testing"
	"time"

	"github.com/communitrak/onboarding/internal/account/secondfactor"
	"github.com/communitrak/onboarding/internal/page"
)

const (
	maple = "/v1/communities/maple-grove"
	admin = "ada.admin@example.com"
)

// TestRights goes through every route and every event of the stack.
func TestRights(t *testing.T) {
	if testing.Short() {
		t.Skip("-short: runs every route and event with the rights of its function")
	}
	t.Parallel()
	c := newCloud(t)
	c.supportMakesTheCommunity()
	c.membersAreInvited()
	c.membersAreLookedAfter()
	c.supportActsForThem()
	c.homesAreLookedAfter()
	c.peopleSignIn()
	c.rostersAreImported()
	c.rostersAreReviewed()
	c.rostersAsk()
	c.sessionsAreRenewed()
	c.lettersArePrinted()
	c.theCurtainFalls()
	c.timePasses()
	c.pagesAreShown()

	c.wantExactRights()
	c.wantAllRoutesUsed()
	c.wantNobodyInTheLog()
	c.wantFigures()
	c.writeTable()
}

// factor is Support's authenticator app.
type factor struct{ secret secondfactor.Secret }

// signedInStaff opens a Support session, with a new code from the app.
func (c *cloud) signedInStaff(f *factor) string {
	c.t.Helper()
	c.skew.Add(int64(time.Minute)) // a code counts once
	code, err := f.secret.Code(c.now())
	if err != nil {
		c.t.Fatal(err)
	}
	return c.call("", "POST", "/v1/sessions", object{"email": support, "password": words, "otp": code}).want(201).at("token")
}

func (c *cloud) signIn(email, password string) string {
	c.t.Helper()
	return c.call("", "POST", "/v1/sessions", object{"email": email, "password": password}).want(201).at("token")
}

// activate activates through the link in the newest mail.
func (c *cloud) activate(email string) {
	c.t.Helper()
	link := c.link(email, "/activate")
	opened := object{"email": link.Get("email"), "code": link.Get("code"), "proof": link.Get("proof")}
	c.call("", "POST", "/v1/activations/invitation", opened).want(200)
	opened["password"] = words
	c.call("", "POST", "/v1/activations", opened).want(201)
}

// enrolled sets up Support's second factor.
func (c *cloud) enrolled() *factor {
	c.t.Helper()
	begun := c.call("", "POST", "/v1/second-factors", object{"email": support, "password": words}).want(201)
	raw, err := base32.StdEncoding.WithPadding(base32.NoPadding).DecodeString(begun.at("secret"))
	if err != nil {
		c.t.Fatal(err)
	}
	f := &factor{secret: secondfactor.NewSecret([secondfactor.SecretSize]byte(raw))}
	code, err := f.secret.Code(c.now())
	if err != nil {
		c.t.Fatal(err)
	}
	c.call("", "POST", "/v1/second-factors/confirm", object{"ticket": begun.at("ticket"), "otp": code}).want(201)
	return f
}

func (c *cloud) supportMakesTheCommunity() {
	accounts, _ := c.operator()
	if err := accounts.CreateStaff(c.t.Context(), support, words); err != nil {
		c.t.Fatal(err)
	}
	c.app = c.enrolled()
	staff := c.signedInStaff(c.app)
	c.call(staff, "POST", "/v1/communities", object{"name": "Maple Grove", "administrator": object{"firstName": "Ada", "lastName": "Admin", "email": admin}}).want(201)
	c.call(staff, "GET", "/v1/communities", nil).want(200)
	c.call(staff, "PATCH", maple+"/preferences", object{"city": "Mesa", "state": "AZ", "zip": "85201"}).want(200)
	c.call(staff, "GET", maple+"/preferences", nil).want(200)
	c.call(staff, "GET", maple+"/roles", nil).want(200)
	c.theLookIsChosen(staff)
	c.happens("Deliver", "a mail is owed", object{"Records": []object{{"eventName": "INSERT"}}})
	c.activate(admin)
	c.admin = c.signIn(admin, words)
	// In a second community, with the existing account, whose password counts.
	c.call(staff, "POST", "/v1/communities", object{"name": "Pine Ridge", "administrator": object{"firstName": "Ada", "lastName": "Admin", "email": admin}}).want(201)
	c.deliver()
	c.activate(admin)
}

// pictureOf returns a black square as a PNG file.
func pictureOf(t *testing.T, side int) []byte {
	t.Helper()
	var file bytes.Buffer
	if err := png.Encode(&file, image.NewGray(image.Rect(0, 0, side, side))); err != nil {
		t.Fatal(err)
	}
	return file.Bytes()
}

// theLookIsChosen sets, replaces, shows, and removes a logo.
func (c *cloud) theLookIsChosen(staff string) {
	c.t.Helper()
	for _, side := range []int{8, 16} {
		set := c.call(staff, "PUT", maple+"/logo", object{"image": pictureOf(c.t, side)}).want(200)
		c.call("", "GET", set.at("logo", "url"), nil).want(200)
	}
	c.call(staff, "DELETE", maple+"/logo", nil).want(200)
}

// refusalsChangeNothing checks refusals, which release their Idempotency-Key.
func (c *cloud) refusalsChangeNothing() {
	c.call(c.admin, "POST", maple+"/invitations", object{"property": object{}, "household": object{}, "member": object{"firstName": "Rosa", "lastName": "Delgado", "email": "rosa"}}).want(422)
	c.call(c.admin, "POST", maple+"/members/nobody/revoke", nil).want(404)
	c.call(c.signedInStaff(c.app), "POST", maple+"/imports", object{"filename": "..", "size": 1}).want(422)
	c.call("", "POST", "/v1/passwords", object{"token": "no-such", "password": words}).want(410)
	c.call(c.admin, "POST", maple+"/invitations", object{"property": object{"lot": object{"lot": "12"}}, "household": object{}, "member": object{"firstName": "Ada", "lastName": "Min", "email": admin}}).want(409)
	lost := reply{}
	for asked := 0; lost.status != http.StatusTooManyRequests && asked < 100; asked++ {
		lost = c.call("", "POST", "/v1/activations/lost", object{"email": "nobody@example.com"})
	}
	lost.want(http.StatusTooManyRequests)
	c.skew.Add(int64(time.Minute))
}

// answersGetLost repeats an activation whose answer got lost, which opens
// another session.
func (c *cloud) answersGetLost() {
	const ada = "ada.delgado@example.com"
	c.invite("Ada", ada, nil)
	c.deliver()
	link := c.link(ada, "/activate")
	c.key = "the same"
	for range 2 {
		c.call("", "POST", "/v1/activations", object{"email": ada, "code": link.Get("code"), "proof": link.Get("proof"), "password": words}).want(201)
	}
	c.key = ""
}

// invite invites somebody to 114 Juniper Ct, or where also says.
func (c *cloud) invite(first, email string, also object) reply {
	c.t.Helper()
	body := object{
		"property": object{"street": object{"street": "114 Juniper Ct"}, "confirmed": true}, "household": object{},
		"member": object{"firstName": first, "lastName": "Delgado", "email": email, "phone": "480-555-0142"},
	}
	for name, value := range also {
		body[name] = value
	}
	return c.call(c.admin, "POST", maple+"/invitations", body).want(201)
}

func (c *cloud) deliver() { c.happens("Deliver", "a mail is owed", object{}) }

func (c *cloud) membersAreInvited() {
	c.call(c.admin, "POST", maple+"/addresses/validate", object{"street": "114 juniper court"}).want(200)
	rosa := c.invite("Rosa", "rosa.delgado@example.com", nil)
	c.invite("Owen", "owen.delgado@example.com", object{"property": object{"id": rosa.at("property", "id")}, "household": object{"id": rosa.at("household", "id")}})
	c.call(c.admin, "GET", maple+"/properties", nil).want(200)
	c.call(c.admin, "GET", maple+"/properties?q=juniper", nil).want(200)
	c.call(c.admin, "GET", maple+"/properties/"+rosa.at("property", "id")+"/households", nil).want(200)
	c.deliver()
	c.reported("rosa.delgado@example.com", "Send", nil)
	c.reported("rosa.delgado@example.com", "Delivery", nil)

	// A wrong code, the page with a link, then a code typed by hand.
	c.call("", "POST", "/v1/activations", object{"email": "rosa.delgado@example.com", "code": "0000-0000-0000-0000", "password": words}).want(403)
	c.call("", "POST", "/v1/activations/lost", object{"email": "rosa.delgado@example.com"}).want(202)
	c.call("", "GET", "/activate", nil).want(200)
	link := c.link("rosa.delgado@example.com", "/activate")
	form := url.Values{"email": {"rosa.delgado@example.com"}, "password": {words}, "code": link["code"], "proof": link["proof"]}
	c.call("", "POST", "/activate", form).want(200)
	owen := c.link("owen.delgado@example.com", "/activate")
	c.call("", "POST", "/v1/activations", object{"email": "owen.delgado@example.com", "code": owen.Get("code"), "password": "an inviter's own words"}).want(201)
	c.deliver()
	c.call("", "POST", "/disown", url.Values{"token": c.link("owen.delgado@example.com", "/disown")["token"], "confirm": {"STOP"}}).want(200)

	// A member who is already active also asks for the mail that came too
	// early.
	c.skew.Add(int64(10 * time.Minute))
	c.call("", "POST", "/v1/activations/lost", object{"email": "rosa.delgado@example.com"}).want(202)
	c.deliver()

	// Not for me, and somebody who comes back.
	c.invite("Dana", "dana.delgado@example.com", nil)
	c.deliver()
	decline := c.link("dana.delgado@example.com", "/decline")
	c.call("", "POST", "/v1/activations/invitation", object{"invitation": decline.Get("invitation"), "proof": decline.Get("proof")}).want(200)
	c.call("", "POST", "/decline", url.Values{"invitation": decline["invitation"], "proof": decline["proof"], "confirm": {"STOP"}}).want(200)
	c.invite("Dana", "dana.delgado@example.com", nil)
}

// listed returns the member with that email.
func (c *cloud) listed(email string) (id string, version any) {
	c.t.Helper()
	for _, m := range c.call(c.admin, "GET", maple+"/members?q="+url.QueryEscape(email), nil).want(200).items() {
		member := m.(object)
		return member["id"].(string), member["version"]
	}
	c.t.Fatalf("%s is not listed", email)
	return "", nil
}

func (c *cloud) membersAreLookedAfter() {
	for _, query := range []string{"", "?status=active", "?status=pending", "?status=attention", "?q=delgado", "?q=4805550142", "?role=board", "?mail=bounced&count=true"} {
		c.call(c.admin, "GET", maple+"/members"+query, nil).want(200)
	}
	c.call(c.admin, "GET", maple+"/members?import=nowhere", nil).want(422)
	nora := c.invite("Nora", "nora.delgado@example.com", object{"send": false}).at("member", "id")
	c.call(c.admin, "POST", maple+"/invitations/resend", object{"members": []string{nora}}).want(200)
	c.deliver()
	c.reported("nora.delgado@example.com", "Bounce", object{"bounce": object{"bounceType": "Permanent", "bounceSubType": "General"}})
	c.call(c.signedInStaff(c.app), "POST", maple+"/members/"+nora+"/address-works", nil).want(200)
	c.call(c.admin, "GET", maple+"/members/"+nora, nil).want(200)
	c.call(c.admin, "POST", maple+"/members/"+nora+"/code", nil).want(200)
	other := c.invite("Omar", "omar.delgado@example.com", object{"property": object{"lot": object{"lot": "Lot 12"}}})
	c.call(c.admin, "PATCH", maple+"/members/"+nora, object{"firstName": "Norah", "email": "norah.delgado@example.com", "phone": "480-555-0143"}).want(200)
	c.call(c.admin, "PATCH", maple+"/members/"+nora, object{"household": object{"id": other.at("household", "id")}}).want(200)
	c.call(c.admin, "POST", maple+"/members/"+nora+"/revoke", nil).want(200)
	c.call(c.admin, "GET", maple+"/members/"+nora+"/history", nil).want(200)
	c.refusalsChangeNothing()
	gone := c.invite("Gina", "gina.delgado@example.com", nil)
	c.deliver()
	c.reported("gina.delgado@example.com", "Complaint", object{"complaint": object{"complaintFeedbackType": "abuse"}})
	c.invite("Hugo", "hugo.delgado@example.com", nil)
	c.deliver()
	c.activate("hugo.delgado@example.com")
	c.answersGetLost()
	hugo, _ := c.listed("hugo.delgado@example.com")
	c.call(c.admin, "PATCH", maple+"/members/"+hugo, object{"role": "board"}).want(200)
	// A board member asks who the former Head of Household is, before there is
	// another.
	board := c.signIn("hugo.delgado@example.com", words)
	oak := c.invite("Pat", "pat.delgado@example.com", object{"property": object{"lot": object{"lot": "Lot 13"}}})
	c.call(board, "POST", maple+"/invitations", object{"property": object{"id": oak.at("property", "id")}, "household": object{"id": oak.at("household", "id")},
		"member": object{"firstName": "Quinn", "lastName": "Delgado", "email": "quinn.delgado@example.com", "householdRole": "head"}}).want(201)
	c.call(c.admin, "POST", maple+"/members/"+hugo+"/remove", nil).want(200)
	c.manyAtOnce(oak.at("member", "id"))
	c.call(c.admin, "GET", maple+"/members/"+gone.at("member", "id"), nil).want(200)
	c.call(c.admin, "GET", "/v1/communities/oak-hollow/members", nil).want(404)
}

// manyAtOnce covers bulk actions, for a filter and for one named member.
func (c *cloud) manyAtOnce(pat string) {
	for _, filter := range []object{{"status": "attention"}, {"status": "pending", "street": "nowhere"}} {
		c.call(c.admin, "POST", maple+"/invitations/resend", object{"filter": filter}).want(200)
	}
	c.call(c.admin, "POST", maple+"/invitations/resend", object{"filter": object{"import": "nowhere"}}).want(422)
	c.call(c.admin, "POST", maple+"/roles/give", object{"members": []string{pat}, "role": "board"}).want(200)
	c.call(c.admin, "POST", maple+"/invitations/revoke", object{"filter": object{"status": "pending", "street": "nowhere"}}).want(200)
}

// supportActsForThem checks Support, which is not a member of the community it
// acts in.
func (c *cloud) supportActsForThem() {
	staff := c.signedInStaff(c.app)
	body := object{
		"property": object{"lot": object{"lot": "Lot 40"}}, "household": object{}, "send": false,
		"member": object{"firstName": "Noel", "lastName": "Delgado", "email": "noel.delgado@example.com"},
	}
	noel := c.call(staff, "POST", maple+"/invitations", body).want(201).at("member", "id")
	c.call(staff, "POST", maple+"/invitations/resend", object{"members": []string{noel}}).want(200)
}

func (c *cloud) homesAreLookedAfter() {
	first := c.invite("Ivy", "ivy.delgado@example.com", object{"property": object{"street": object{"street": "20 Oak St"}, "confirmed": true}})
	second := c.invite("Jose", "jose.delgado@example.com", object{"property": object{"street": object{"street": "22 Oak St"}, "confirmed": true}})
	c.call(c.admin, "PATCH", maple+"/households/"+first.at("household", "id"), object{"name": "The Oaks"}).want(200)
	path := maple + "/properties/" + second.at("property", "id")
	c.call(c.admin, "GET", path, nil).want(200)
	c.call(c.admin, "GET", "/v1/places/zip/85201", nil).want(200)
	c.call(c.admin, "PATCH", path, object{"street": object{"street": "24 Oak St"}}).want(200)
	c.call(c.admin, "PATCH", path, object{"street": object{"street": "20 Oak St"}, "merge": true}).want(200)
	c.call(c.admin, "POST", maple+"/members/"+first.at("member", "id")+"/revoke", nil).want(200)
	c.call(c.admin, "DELETE", maple+"/households/"+first.at("household", "id"), nil).want(204)
	empty := c.invite("Kim", "kim.delgado@example.com", object{"property": object{"lot": object{"lot": "Lot 77"}}})
	c.call(c.admin, "POST", maple+"/members/"+empty.at("member", "id")+"/revoke", nil).want(200)
	c.call(c.admin, "DELETE", maple+"/households/"+empty.at("household", "id"), nil).want(204)
	c.call(c.admin, "DELETE", maple+"/properties/"+empty.at("property", "id"), nil).want(204)
}

func (c *cloud) peopleSignIn() {
	const rosa = "rosa.delgado@example.com"
	c.call("", "POST", "/v1/sessions", object{"email": rosa, "password": "seven grey geese land"}).want(401)
	token := c.signIn(rosa, words)
	c.call(token, "GET", "/v1/me", nil).want(200)
	c.call(token, "GET", "/v1/me/memberships/maple-grove", nil).want(200)
	c.call(token, "PATCH", "/v1/me/memberships/maple-grove", object{"firstName": "Rosalind", "lastName": "Delgado-Sato", "phone": "480-555-0144"}).want(200)
	c.headsInvite(token)
	c.call(token, "POST", ownMaple+"/corrections", object{"message": "We live in Unit 3."}).want(202)
	c.deliver()
	c.call(token, "GET", "/v1/sessions", nil).want(200)
	c.call(token, "DELETE", "/v1/sessions/others", nil).want(204)
	c.call(token, "PUT", "/v1/me/password", object{"old": words, "new": "seven grey geese land"}).want(204)
	token = c.signIn(rosa, "seven grey geese land")
	c.call(token, "DELETE", "/v1/sessions/current", nil).want(204)
	c.skew.Add(int64(10 * time.Minute)) // no two mails at once
	c.call("", "POST", "/v1/passwords/lost", object{"email": rosa}).want(202)
	c.deliver()
	c.call("", "POST", "/v1/passwords", object{"token": c.link(rosa, "/reset").Get("token"), "password": words}).want(204)
	c.skew.Add(int64(10 * time.Minute))
	c.call("", "POST", "/forgot", url.Values{"email": {rosa}}).want(200)
	c.deliver()
	c.call("", "POST", "/reset", url.Values{"token": c.link(rosa, "/reset")["token"], "password": {words}}).want(200)
}

const ownMaple = "/v1/me/memberships/maple-grove"

// headsInvite has the Head of a household invite somebody, resend, withdraw,
// and invite them again.
func (c *cloud) headsInvite(token string) {
	c.call(c.admin, "PATCH", maple+"/preferences", object{"headsInvite": true}).want(200)
	body := object{"firstName": "Uma", "lastName": "Delgado", "email": "uma.delgado@example.com"}
	c.call(token, "POST", ownMaple+"/household/invitations", body).want(201)
	found := c.call(c.admin, "GET", maple+"/members?q=uma.delgado@example.com", nil).want(200).items()
	uma := found[0].(object)["id"].(string)
	for _, action := range []string{"/resend", "/withdraw"} {
		c.skew.Add(int64(10 * time.Minute))
		c.call(token, "POST", ownMaple+"/household/invitations/"+uma+action, nil).want(200)
	}
	c.skew.Add(int64(10 * time.Minute))
	c.call(token, "POST", ownMaple+"/household/invitations", body).want(201)
}

// sessionsAreRenewed checks that the first call after a while extends a
// session, whichever function gets it.
func (c *cloud) sessionsAreRenewed() {
	token := c.signIn(admin, words)
	for _, call := range []func() reply{
		func() reply { return c.call(token, "GET", "/v1/me", nil) },
		func() reply { return c.call(token, "GET", maple+"/members", nil) },
		func() reply { return c.call(token, "GET", maple+"/properties", nil) },
		func() reply { return c.call(token, "GET", maple+"/imports", nil) },
		func() reply {
			return c.call(token, "POST", maple+"/invitations/resend", object{"members": []string{"nobody"}})
		},
		func() reply {
			return c.call(token, "POST", "/v1/activations/lost", object{"email": "nobody@example.com"})
		},
	} {
		c.skew.Add(int64(2 * time.Hour))
		if got := call(); got.status >= http.StatusBadRequest {
			c.t.Errorf("with a session that is to be renewed: %d %s", got.status, got.raw)
		}
	}
	c.admin = token
}

// lettersArePrinted prints a letter for somebody whose mail bounced, who
// answers it from another mailbox, and one for somebody whose invitation had
// expired.
func (c *cloud) lettersArePrinted() {
	paula := c.invite("Paula", "paula.delgado@example.com", nil).at("member", "id")
	c.deliver()
	c.reported("paula.delgado@example.com", "Bounce", object{"bounce": object{"bounceType": "Permanent", "bounceSubType": "General"}})
	code := c.call(c.admin, "POST", maple+"/members/"+paula+"/code", nil).want(200).at("code")
	c.call(c.admin, "POST", maple+"/letters", object{"filter": object{"mail": "bounced"}, "form": "card", "preview": true}).want(200)
	asked := c.call(c.admin, "POST", maple+"/letters", object{"members": []string{paula}, "form": "letter"}).want(201)
	c.happens("Print", "letters are asked for", object{"Records": []object{{"eventName": "INSERT"}}})
	c.fetch("GET", c.call(c.admin, "GET", maple+"/letters/"+asked.at("id"), nil).want(200).at("url"), "", nil)
	const mailbox = "paula.at.home@example.com"
	c.call("", "POST", "/v1/activations", object{"email": mailbox, "code": code, "password": words}).want(403)
	c.deliver()
	c.activate(mailbox)
	late := c.invite("Petra", "petra.delgado@example.com", nil).at("member", "id")
	c.minute(31 * 24 * time.Hour)
	c.admin = c.signIn(admin, words)
	c.call(c.admin, "PUT", maple+"/logo", object{"image": pictureOf(c.t, 8)}).want(200)
	c.call(c.admin, "POST", maple+"/letters", object{"members": []string{late}, "form": "letter"}).want(201)
	c.minute(0)
}

func (c *cloud) theCurtainFalls() {
	c.call(c.admin, "PATCH", maple+"/preferences", object{"blackCurtain": true}).want(200)
	c.invite("Lena", "lena.delgado@example.com", nil)
	c.deliver()
	c.activate("lena.delgado@example.com")
	c.call("", "POST", "/v1/sessions", object{"email": "lena.delgado@example.com", "password": words}).want(403)
	c.call(c.signIn(admin, words), "PATCH", maple+"/preferences", object{"blackCurtain": false}).want(200)
	c.minute(time.Minute)
	c.minute(time.Hour)
}

// timePasses covers reminders, expiry, and asking for a mail whose invitation
// is over.
func (c *cloud) timePasses() {
	c.minute(29 * 24 * time.Hour)
	c.minute(2 * 24 * time.Hour)
	c.call("", "POST", "/v1/activations/lost", object{"email": "robin-3.elm@example.org"}).want(202)
	c.deliver()
	c.minute(40 * 24 * time.Hour)
	c.call("", "POST", "/v1/activations/lost", object{"email": "robin-4.elm@example.org"}).want(202)
	c.call("", "POST", "/activate", url.Values{"intent": {"lost"}, "email": {"robin-5.elm@example.org"}}).want(200)
	c.minute(0)
	// Whoever is sent to again no longer needs attention.
	staff := c.signedInStaff(c.app)
	expired := c.call(staff, "GET", maple+"/members?status=attention&q=robin-6.elm", nil).want(200).items()[0].(object)
	c.call(staff, "POST", maple+"/invitations/resend", object{"members": []any{expired["id"]}}).want(200)
}

func (c *cloud) pagesAreShown() {
	for _, path := range []string{"/", "/v1/openapi.json", "/healthz", "/activate", "/decline", "/disown", "/reset", "/forgot"} {
		c.call("", "GET", path, nil).want(200)
	}
	c.call("", "HEAD", "/activate", nil).want(200)
	style := regexp.MustCompile(page.AssetsPath + `[^"]+`).FindString(string(c.call("", "GET", "/activate", nil).raw))
	c.call("", "GET", style, nil).want(200)
	c.call("", "HEAD", style, nil).want(200)
}

func (c *cloud) wantAllRoutesUsed() {
	for _, r := range c.routes {
		if !c.called[r.name] {
			c.t.Errorf("no step calls %s", r.name)
		}
	}
}
