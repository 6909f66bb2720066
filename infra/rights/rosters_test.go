package rights

import (
	"fmt"
	"net/http"
	"strings"
)

// rosterOf returns a roster of people with that name at n homes, plus one
// without a usable email and one without an address.
func rosterOf(family string, n int) string {
	var b strings.Builder
	b.WriteString("Full Name,Address,Email,Phone\r\n")
	for home := range n {
		fmt.Fprintf(&b, "Robin %s,%d Elm St,robin-%d.%s@example.org,480-555-01%02d\r\n", family, 100+2*home, home, strings.ToLower(family), home)
	}
	fmt.Fprintf(&b, "Sam %s,300 Elm St,no email,\r\n", family)
	fmt.Fprintf(&b, "Kit %s,,kit.%s@example.org,\r\n", family, strings.ToLower(family))
	return b.String()
}

// importOf returns the path of the import of that file into Maple Grove.
func (c *cloud) importOf(token, file string) string {
	c.t.Helper()
	return c.importInto(maple, token, file)
}

// importInto returns the path of the import of that file into the community.
func (c *cloud) importInto(community, token, file string) string {
	c.t.Helper()
	listed := c.call(token, "GET", community+"/imports", nil).want(200)
	for _, i := range listed.items() {
		if job := i.(object); job["file"].(object)["name"] == file {
			return community + "/imports/" + job["id"].(string)
		}
	}
	c.t.Fatalf("%s is not imported: %s", file, listed.raw)
	return ""
}

func (c *cloud) rostersAreImported() {
	c.drop("rosters/maple-grove/import/elms.csv", rosterOf("Elm", 20))
	c.drop("rosters/maple-grove/import/elms-again.csv", rosterOf("Elm", 21))
	c.drop("rosters/nowhere/import/elms.csv", rosterOf("Elm", 1))
	c.drop("rosters/maple-grove/import/letter.csv", "Dear Support,\r\nthe list follows.\r\n")
	c.deliver()
	c.reported("robin-0.elm@example.org", "Delivery", nil)
	staff := c.signedInStaff(c.app)
	one := c.importOf(staff, "elms.csv")
	c.call(staff, "GET", one, nil).want(200)
	c.call(staff, "GET", one+"/rows", nil).want(200)
	for _, file := range []string{"/report", "/fix"} {
		answer := c.call(staff, "GET", one+file, nil)
		c.fetch("GET", answer.want(200).at("url"), "", nil)
	}
	if got := c.call(c.admin, "GET", maple+"/overview", nil).want(200).raw; !strings.Contains(string(got), "elms.csv") {
		c.t.Errorf("the overview does not tell of an import: %s", got)
	}
	for _, what := range []string{"members", "members?status=attention&format=xlsx", "members?import=nowhere", "properties?format=jsonl", "audit"} {
		if got := c.call(staff, "GET", maple+"/exports/"+what, nil); got.status != http.StatusOK && got.status != http.StatusUnprocessableEntity {
			c.t.Errorf("%s: %d %s", what, got.status, got.raw)
		}
	}
	link := c.call(staff, "GET", maple+"/exports/members?link=true", nil).want(http.StatusSeeOther)
	c.fetch("GET", link.header.Get("Location"), "", nil)
	c.happens("Import", "a roster comes", object{"Records": []object{{"eventName": "ObjectCreated:Put", "s3": object{"object": object{"key": "rosters/maple-grove/import/gone.csv", "size": 10}}}}})
}

// fetch sends a presigned request.
func (c *cloud) fetch(method, address, content string, headers map[string]any) {
	c.t.Helper()
	r, err := http.NewRequestWithContext(c.t.Context(), method, address, strings.NewReader(content))
	if err != nil {
		c.t.Fatal(err)
	}
	for name, value := range headers {
		r.Header.Set(name, fmt.Sprint(value))
	}
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		c.t.Fatal(err)
	}
	defer answer.Body.Close()
	if answer.StatusCode != http.StatusOK {
		c.t.Fatalf("%s by a presigned request: %d", method, answer.StatusCode)
	}
}

func (c *cloud) rostersAreReviewed() {
	staff := c.signedInStaff(c.app)
	roster := rosterOf("Birch", 20)
	begun := c.call(staff, "POST", maple+"/imports", object{"filename": "birches.csv", "size": len(roster), "mode": "review", "send": "hold"}).want(201)
	headers, _ := begun.body["upload"].(object)["headers"].(object)
	c.fetch("PUT", begun.at("upload", "url"), roster, headers)
	c.created("rosters/maple-grove/uploads/" + begun.at("id") + "/birches.csv")
	one := maple + "/imports/" + begun.at("id")
	job := c.call(staff, "GET", one, nil).want(200)
	if got := job.at("state"); got != "ready" {
		c.t.Fatalf("a roster to be reviewed is %s: %s", got, job.raw)
	}
	if got := c.call(staff, "GET", "/v1/waiting", nil).want(200).raw; !strings.Contains(string(got), "birches.csv") {
		c.t.Errorf("a roster to be reviewed is not among what waits: %s", got)
	}
	mapping := job.body["mapping"].(object)
	for _, column := range mapping["columns"].([]any) {
		delete(column.(object), "source")
	}
	c.call(staff, "PUT", one+"/mapping", mapping).want(200)
	c.minute(0)
	c.call(staff, "GET", one+"/rows", nil).want(200)
	c.call(staff, "POST", one+"/commit", object{"send": "hold"}).want(200)
	c.minute(0)
	c.heldAreTakenOut(staff)
	c.call(staff, "POST", one+"/release", object{"street": "100 Elm St"}).want(200)
	c.minute(0)
	c.call(staff, "GET", maple+"/members?import="+begun.at("id")+"&wave=1", nil).want(200)
	c.call(staff, "POST", maple+"/invitations/resend", object{"filter": object{"import": begun.at("id"), "wave": 1}}).want(200)
	c.call(staff, "POST", one+"/undo", nil).want(200)
	c.minute(0)
	c.call(staff, "GET", one+"/rows?undo=reversed", nil).want(200)

	// Somebody who could belong to either of two households, and an undo before
	// the mails went out.
	c.drop("rosters/maple-grove/import/oaks.csv", rosterOf("Oak", 3)+"Fay Delgado,114 Juniper Ct,fay.delgado@example.com,\r\n")
	staff = c.signedInStaff(c.app)
	c.call(staff, "POST", c.importOf(staff, "oaks.csv")+"/undo", nil).want(200)
	c.minute(0)
	c.drop("rosters/maple-grove/review/willows.csv", rosterOf("Willow", 3))
	c.call(staff, "POST", c.importOf(staff, "willows.csv")+"/abort", nil).want(200)

	// With no default ZIP, a street is looked for under any ZIP; the undo also
	// removes the new homes.
	c.drop("rosters/pine-ridge/import/pines.csv", rosterOf("Pine", 2))
	c.call(staff, "POST", c.importInto("/v1/communities/pine-ridge", staff, "pines.csv")+"/undo", nil).want(200)
	c.minute(0)
}

// heldAreTakenOut sends to, revokes, and lets activate some whose mail the import
// of the birches holds.
func (c *cloud) heldAreTakenOut(staff string) {
	c.t.Helper()
	held := func(n int) (email, path string) {
		email = fmt.Sprintf("robin-%d.birch@example.org", n)
		listed := c.call(staff, "GET", maple+"/members?q="+email, nil).want(200).items()
		return email, listed[0].(object)["id"].(string)
	}
	_, id := held(5)
	c.call(staff, "POST", maple+"/invitations/resend", object{"members": []string{id}}).want(200)
	_, id = held(6)
	c.call(staff, "POST", maple+"/members/"+id+"/revoke", nil).want(200)
	email, id := held(7)
	code := c.call(staff, "POST", maple+"/members/"+id+"/code", nil).want(200).at("code")
	c.call("", "POST", "/v1/activations", object{"email": email, "code": code, "password": words}).want(201)
}

// rostersAsk checks that a question Support answers for all communities is not
// asked in any of them again, and that nobody else can give that answer.
func (c *cloud) rostersAsk() {
	asking := func(name, email string) string {
		return "Full Name,Email,Statement Address\r\n" + name + "," + email + ",400 Elm St\r\n"
	}
	c.drop("rosters/maple-grove/import/asks.csv", asking("Asa Maple", "asa@example.org"))
	staff := c.signedInStaff(c.app)
	one := c.importOf(staff, "asks.csv")
	question := c.call(staff, "GET", one, nil).want(200).body["questions"].([]any)[0].(object)
	answer := question["answers"].([]any)[0].(object)
	if got, want := answer["effect"], "Of 1 row: 1 person at 1 home to invite."; got != want {
		c.t.Errorf("%v would do: got %v, want %s", answer["label"], got, want)
	}
	said := object{"answers": object{question["id"].(string): answer["id"]}, "keep": "all"}
	if got := c.call(c.signIn(admin, words), "PUT", one+"/mapping", said).want(403).at("code"); got != "forbidden" {
		c.t.Errorf("a manager answers for all communities: got %s", got)
	}
	c.call(staff, "PUT", one+"/mapping", object{"keep": "some"}).want(422)
	c.call(staff, "PUT", one+"/mapping", said).want(200)
	c.minute(0)
	c.drop("rosters/pine-ridge/import/asks.csv", asking("Ira Pine", "ira@example.org"))
	for _, community := range []string{maple, "/v1/communities/pine-ridge"} {
		job := c.call(staff, "GET", c.importInto(community, staff, "asks.csv"), nil).want(200)
		if got := job.at("state"); got != "completed" {
			c.t.Errorf("%s: the roster is %s: %s", community, got, job.raw)
		}
	}
}
