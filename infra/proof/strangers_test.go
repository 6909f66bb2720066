package main

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/communitrak/onboarding/docs"
	"github.com/communitrak/onboarding/internal/dynamo/dynamotest"
	"github.com/communitrak/onboarding/internal/faults"
	"github.com/communitrak/onboarding/internal/onboarding/onboardingtest"
	"github.com/communitrak/onboarding/internal/roster"
)

const (
	foreign = "cedar-hill" // the other community
	nowhere = "no-such-place"
)

// bodies are what operations take, by their path, where {m} and the like stand
// for identifiers. An operation that takes one more identifier must be here.
var bodies = map[string]string{
	"POST /v1/communities/{c}/addresses/validate":                  `{"street":"114 juniper court"}`,
	"PATCH /v1/communities/{c}/households/{h}":                     `{"name":"Ours","merge":true}`,
	"POST /v1/communities/{c}/imports":                             `{"filename":"roster.csv","size":10}`,
	"POST /v1/communities/{c}/imports/{i}/commit":                  `{}`,
	"POST /v1/communities/{c}/imports/{i}/corrections":             `{"revision":1,"cells":[{"row":2,"column":1,"value":"Ours"}]}`,
	"PUT /v1/communities/{c}/imports/{i}/mapping":                  `{"headerRow":1}`,
	"POST /v1/communities/{c}/imports/{i}/release":                 `{}`,
	"POST /v1/communities/{c}/invitations":                         `{"property":{"id":"{p}"},"household":{"id":"{h}"},"member":{"firstName":"Eve","lastName":"Sato","email":"eve@example.org"}}`,
	"POST /v1/communities/{c}/invitations/resend":                  `{"members":["{m}"]}`,
	"POST /v1/communities/{c}/invitations/resend filter":           `{"filter":{"import":"{i}"}}`,
	"POST /v1/communities/{c}/invitations/revoke":                  `{"members":["{m}"]}`,
	"POST /v1/communities/{c}/invitations/revoke filter":           `{"filter":{"import":"{i}"}}`,
	"POST /v1/communities/{c}/letters":                             `{"members":["{m}"],"form":"letter"}`,
	"POST /v1/communities/{c}/letters filter":                      `{"filter":{"import":"{i}"},"form":"card"}`,
	"POST /v1/communities/{c}/letters preview":                     `{"members":["{m}"],"form":"letter","preview":true}`,
	"PUT /v1/communities/{c}/logo":                                 `{"image":"AAAA"}`,
	"PATCH /v1/communities/{c}/members/{m}":                        `{"household":{"id":"{h}"}}`,
	"PATCH /v1/communities/{c}/members/{m} name":                   `{"firstName":"Ours"}`,
	"PATCH /v1/communities/{c}/preferences":                        `{"welcome":"Ours."}`,
	"PATCH /v1/communities/{c}/properties/{p}":                     `{"lot":{"lot":"7"},"merge":true}`,
	"POST /v1/communities/{c}/roles/give":                          `{"members":["{m}"],"role":"member"}`,
	"POST /v1/communities/{c}/roles/give filter":                   `{"filter":{"import":"{i}"},"role":"member"}`,
	"PATCH /v1/me/memberships/{c}":                                 `{"firstName":"Ours"}`,
	"POST /v1/me/memberships/{c}/corrections":                      `{"message":"Ours."}`,
	"POST /v1/me/memberships/{c}/household/invitations":            `{"firstName":"Eve","lastName":"Sato","email":"eve@example.org"}`,
	"PATCH /v1/communities/{c}/members/{own} into their household": `{"household":{"id":"{h}"}}`,
	"POST /v1/communities/{c}/invitations to their property":       `{"property":{"id":"{p}"},"household":{},"member":{"firstName":"Eve","lastName":"Sato","email":"eve@example.org"}}`,
}

// operation is one of the description's, with what of it names something.
type operation struct {
	method, path string
	queries      []string
	body         bool
}

func (o operation) String() string { return o.method + " " + o.path }

// described returns the operations of the description that take parameters.
func described(t *testing.T) []operation {
	t.Helper()
	var doc struct {
		Paths map[string]map[string]struct {
			Parameters  []struct{ Name, In string }
			RequestBody *struct{ Content map[string]any }
		}
	}
	if err := json.Unmarshal(docs.OpenAPI, &doc); err != nil {
		t.Fatal(err)
	}
	var all []operation
	for path, item := range doc.Paths {
		for method, o := range item {
			one := operation{method: strings.ToUpper(method), path: path, body: o.RequestBody != nil}
			for _, p := range o.Parameters {
				if p.In == "query" && slices.Contains([]string{"member", "import", "cursor"}, p.Name) {
					one.queries = append(one.queries, p.Name)
				}
			}
			if strings.Contains(path, "{c}") {
				all = append(all, one)
			}
		}
	}
	slices.SortFunc(all, func(a, b operation) int { return strings.Compare(a.String(), b.String()) })
	return all
}

// names are identifiers by their placeholder: c, m, p, h, i, letters, cursor.
type names map[string]string

// neighbor has one of everything in the other community.
type neighbor struct {
	*yard
	door   *door
	admin  string // the session of the other community's administrator
	theirs names
	// partitions are all that hold an item of the other community.
	partitions map[string]bool
}

// newNeighbor fills the other community.
func newNeighbor(t *testing.T) *neighbor {
	t.Helper()
	y := newYard(t)
	n := &neighbor{yard: y, door: y.open(t, faults.Record())}
	y.AddCommunity(t, "Cedar Hill", "admin@cedar-hill.example")
	n.admin = n.door.signIn(t, "admin@cedar-hill.example")
	base := "/v1/communities/" + foreign
	made := n.says(t, 201, "POST", base+"/invitations", `{"property":{"lot":{"lot":"Lot 77"}},"household":{},"member":{"firstName":"Zelda","lastName":"Quince","email":"zelda@example.org"}}`)
	id := func(kind string) string { return made[kind].(map[string]any)["id"].(string) }
	n.theirs = names{"c": foreign, "m": id("member"), "p": id("property"), "h": id("household")}
	n.says(t, 201, "POST", base+"/invitations", `{"property":{"id":"`+n.theirs["p"]+`"},"household":{"id":"`+n.theirs["h"]+`"},"member":{"firstName":"Yuri","lastName":"Quince","email":"yuri@example.org"}}`)
	n.theirs["letters"] = n.says(t, 201, "POST", base+"/letters", `{"members":["`+n.theirs["m"]+`"],"form":"letter"}`)["id"].(string)
	n.theirs["cursor"] = n.says(t, 200, "GET", base+"/members?status=pending&limit=1", "")["next"].(string)
	for _, name := range []string{"one.csv", "two.csv"} {
		n.drop(t, "rosters/"+foreign+"/review/"+name, "Full Name,Address,Email\r\nXeno Quince,\"9 Quince Way, Mesa, AZ 85201\","+name+"@example.org\r\n")
	}
	created, _ := n.news()
	for _, e := range created {
		if err := takeFile(t.Context(), n.door.process, e); err != nil {
			t.Fatal(err)
		}
	}
	jobs, _, err := n.Store.Imports(t.Context(), foreign, 1, "")
	if err != nil || len(jobs) != 1 {
		t.Fatalf("the other community's imports: %v, %v", jobs, err)
	}
	n.theirs["i"] = jobs[0].ID
	n.partitions = map[string]bool{}
	for _, item := range n.Items(t) {
		if isForeign(item) {
			n.partitions[item.PK] = true
		}
	}
	return n
}

func (n *neighbor) says(t *testing.T, status int, method, path, body string) map[string]any {
	t.Helper()
	w := n.door.send(t.Context(), knock{method: method, path: path, token: n.admin, body: body})
	if w.Code != status {
		t.Fatalf("%s %s: got %d %s, want %d", method, path, w.Code, w.Body, status)
	}
	return decoded(t, w)
}

// unknown are identifiers of the same form that name nothing.
func unknown() names {
	p := roster.NewID()
	return names{"c": nowhere, "m": roster.NewID(), "p": p, "h": p + "." + roster.NewID(), "i": roster.NewID(), "letters": roster.NewID(), "cursor": "nothing"}
}

var placeholder = regexp.MustCompile(`\{(\w+)\}`)

// fill puts the names where their placeholders are.
func (n names) fill(text, path string) string {
	return placeholder.ReplaceAllStringFunc(text, func(p string) string {
		kind := strings.Trim(p, "{}")
		if kind == "i" && strings.Contains(path, "/letters/") {
			kind = "letters"
		}
		return n[kind]
	})
}

// blank takes the names out of an answer that repeats them.
func (n names) blank(text string) string {
	for _, kind := range slices.Backward(slices.Sorted(maps.Keys(n))) {
		text = strings.ReplaceAll(text, n[kind], "NAME")
	}
	return text
}

// TestStrangers sends every operation with the identifiers of another community
// in its path, its query, and its body, as an administrator, a board member, and
// a resident of one community, and as nobody. All are answered as if there were
// no such thing; nothing of the other community is read or written but whether
// it exists, and nothing of it is told.
func TestStrangers(t *testing.T) {
	if testing.Short() {
		t.Skip("-short: sends every operation many times")
	}
	n := newNeighbor(t)
	callers := map[string]string{"nobody": ""}
	for name, role := range map[string]roster.Role{"administrator": roster.RoleAdministrator, "board member": roster.RoleBoard, "resident": roster.RoleMember} {
		email := strings.ReplaceAll(name, " ", "-") + "@example.org"
		in := onboardingtest.Person("Ann", "Sato", email)
		in.Role = role
		made, err := n.Invite(t.Context(), n.Admin, n.Community, in)
		if err != nil {
			t.Fatal(err)
		}
		n.ActivateByMail(t, made.Member)
		callers[name] = n.door.signIn(t, email)
	}
	own := n.Invited(t, "Rosa", "Delgado", "rosa@example.org").ID
	before, sent, operations := n.foreignItems(t), 0, described(t)
	for _, o := range operations {
		requests := n.variants(o, own)
		if o.body && bodies[o.String()] == "" {
			t.Errorf("%s takes a body, and none is given here", o)
		}
		for _, who := range slices.Sorted(maps.Keys(callers)) {
			for _, v := range requests {
				sent++
				n.wantAsUnknown(t, who, callers[who], v)
			}
		}
	}
	if after := n.foreignItems(t); !slices.Equal(before, after) {
		t.Errorf("the other community has changed, from %d items to %d", len(before), len(after))
	}
	n.CheckInvariants(t)
	proved(t, "%d operations, each with the identifiers of another community in its path, query, and body, as administrator, board member, resident, and nobody: %s requests, 0 foreign keys touched but the one that tells whether the community exists, all answered as if there were no such thing", len(operations), counted(sent))
}

// variant is a request in which some names are another community's. cursor: it
// names a place in a list, which a list of one's own may know, too.
type variant struct {
	method string
	write  func(names) (path, body string)
	cursor bool
}

// variants are all ways to send the operation with foreign names.
func (n *neighbor) variants(o operation, own string) []variant {
	at := func(community string) func(names) names {
		return func(given names) names {
			mixed := maps.Clone(given)
			mixed["own"] = own
			if community != "" {
				mixed["c"] = community
			}
			return mixed
		}
	}
	var all []variant
	add := func(path, body, query string, mix func(names) names) {
		all = append(all, variant{o.method, func(given names) (string, string) {
			mixed := mix(given)
			filled := mixed.fill(path, path)
			if query != "" {
				filled += "?" + query + "=" + url.QueryEscape(mixed.fill("{"+strings.NewReplacer("member", "m", "import", "i").Replace(query)+"}", ""))
			}
			return filled, mixed.fill(body, "")
		}, query == "cursor"})
	}
	given := false
	for _, key := range slices.Sorted(maps.Keys(bodies)) {
		words := strings.SplitN(key, " ", 3)
		path := strings.ReplaceAll(words[1], "{own}", "{m}")
		if words[0] != o.method || path != o.path {
			continue
		}
		given = true
		add(words[1], bodies[key], "", at(""))
		if placeholder.MatchString(bodies[key]) || strings.Count(words[1], "{") > 1 {
			add(words[1], bodies[key], "", at(n.Community.ID))
		}
	}
	if !given {
		add(o.path, "", "", at(""))
		if strings.Count(o.path, "{") > 1 {
			add(o.path, "", "", at(n.Community.ID))
		}
	}
	for _, query := range o.queries {
		add(o.path, "", query, at(n.Community.ID))
	}
	return all
}

// wantAsUnknown sends the request with the other community's names and with
// names of nothing.
func (n *neighbor) wantAsUnknown(t *testing.T, who, token string, v variant) {
	t.Helper()
	nothing := unknown()
	path, body := v.write(n.theirs)
	got, calls := n.door.traced(t.Context(), knock{method: v.method, path: path, token: token, body: body})
	told := n.theirs.blank(got.Body.String())
	n.wantUntouched(t, fmt.Sprintf("%s: %s %s %s", who, v.method, path, body), calls)
	for _, secret := range []string{"Quince", "Zelda", "zelda@", "one.csv", "Lot 77"} {
		if strings.Contains(told, secret) {
			t.Errorf("%s: %s %s %s tells of %s: %s", who, v.method, path, body, secret, told)
		}
	}
	if v.cursor {
		return
	}
	otherPath, otherBody := v.write(nothing)
	want := n.door.send(context.WithoutCancel(t.Context()), knock{method: v.method, path: otherPath, token: token, body: otherBody})
	if got.Code != want.Code || told != nothing.blank(want.Body.String()) {
		t.Errorf("%s: %s %s %s\ngot  %d %s\nwant %d %s", who, v.method, path, body, got.Code, told, want.Code, nothing.blank(want.Body.String()))
	}
	if got.Code >= 500 {
		t.Errorf("%s: %s %s: %d", who, v.method, path, got.Code)
	}
}

// wantUntouched fails the test for each call that names something of the other
// community. Whether it exists may be read, because that is how it is refused.
func (n *neighbor) wantUntouched(t *testing.T, what string, calls []faults.Call) {
	t.Helper()
	for _, call := range calls {
		for _, key := range call.Keys {
			exists := key == faults.Key{Partition: "C#" + foreign, Sort: "META"}
			if !exists && (n.partitions[key.Partition] || strings.Contains(key.Partition+key.Sort, "rosters/"+foreign) || strings.HasPrefix(key.Partition, "C#"+foreign)) {
				t.Errorf("%s: %s of %s %s", what, call.Operation, key.Partition, key.Sort)
			}
		}
	}
}

// foreignItems is all that is stored of the other community.
func (n *neighbor) foreignItems(t *testing.T) []string {
	t.Helper()
	return n.stored(t, func(i dynamotest.Item) bool { return n.partitions[i.PK] || isForeign(i) })
}

func isForeign(i dynamotest.Item) bool {
	return i.Community == foreign || strings.Contains(i.PK, foreign)
}
