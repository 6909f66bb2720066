package api

import (
	"fmt"
	"maps"
	"net/http"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"github.com/communitrak/onboarding/internal/api/problems"
	"github.com/communitrak/onboarding/internal/api/system"
	"github.com/communitrak/onboarding/internal/roster"
)

// The API description, docs/openapi.json, is generated from what operations are
// registered with: their types, who may call them, and how they fail. Nothing is
// written by hand, so it always matches what the operations do. No program runs
// this: what is served is the file, and a test keeps it up to date.

// OpenAPI returns the OpenAPI 3.1 description of the groups' operations, in JSON.
func OpenAPI(groups ...Group) ([]byte, error) {
	return describe(groups).MarshalJSON()
}

// generate returns the description that the router generates of all operations.
func generate(groups []Group) *huma.OpenAPI {
	router := newRouter(new(operation))
	for _, o := range operationsOf(new(API), groups) {
		o.register(router)
	}
	return router.OpenAPI()
}

// refusal is one way in which a request can fail.
type refusal struct {
	status int
	code   string
	detail string
}

// further are the refusals that no use case error maps to.
var further = []refusal{
	{400, "malformed", "the request is not JSON, or holds control characters"},
	{403, "forbidden", "your role doesn’t allow this"},
	{405, "method_not_allowed", "the path has no such method; Allow names those it has"},
	{409, "exists", "another one has this already"},
	{409, "already_pending", "someone with this email has already been invited"},
	{409, "address_unconfirmed", "confirm the standard form of this address"},
	{409, "in_progress", "the same request is being worked on"},
	{413, "too_large", "a request holds 16 kB at most"},
	{415, "unsupported_media_type", "the body is not application/json"},
	{422, "invalid", "some of what was sent can’t be accepted"},
	{422, "idempotency_key_reused", "this Idempotency-Key was used for another request"},
	{429, "too_many_tries", "too many tries; please wait a little"},
	{500, "internal", "something went wrong on our side; please try again"},
}

// waits are the codes whose responses carry Retry-After.
var waits = []string{"in_progress", "too_many_tries"}

// catalog returns every refusal by code.
func catalog() map[string]refusal {
	all := map[string]refusal{}
	for _, s := range sentences {
		if _, known := all[s.code]; !known {
			all[s.code] = refusal{s.status, s.code, s.detail}
		}
	}
	for _, r := range further {
		if _, known := all[r.code]; !known {
			all[r.code] = r
		}
	}
	return all
}

// codesOf returns the codes of all refusals that an operation can return.
func codesOf(o *huma.Operation) []string {
	codes := []string{"malformed", "too_large", "invalid", "internal"}
	who, _ := o.Metadata[accessKey].(Access)
	switch {
	case who.open:
	case who.anyone && who.signingOut:
		codes = append(codes, "unauthenticated")
	case who.anyone:
		codes = append(codes, "unauthenticated", "community_not_open", "no_membership")
	case who.own:
		codes = append(codes, "unauthenticated", "community_not_open", "not_found")
	case who.permission == "":
		codes = append(codes, "unauthenticated", "forbidden")
	default:
		codes = append(codes, "unauthenticated", "forbidden", "community_not_open", "not_found")
	}
	if o.RequestBody != nil {
		codes = append(codes, "unsupported_media_type")
	}
	if keyed(o) {
		codes = append(codes, "in_progress", "idempotency_key_reused")
	}
	own, _ := o.Metadata[refusesKey].([]string)
	codes = append(codes, own...)
	slices.Sort(codes)
	return slices.Compact(codes)
}

// keyed reports whether the operation honors an Idempotency-Key.
func keyed(o *huma.Operation) bool { return o.Metadata[keyedKey] == true }

// subjects are the tags, in the order in which a resident meets them, with the
// path nouns that belong to each.
var subjects = []struct {
	tag, description string
	nouns            []string
}{
	{"Sign-in", "Sessions, passwords and Support's second factor.", []string{"sessions", "me", "passwords", "second-factors"}},
	{"Communities", "Communities, how far they are, their preferences, logo and roles.", []string{"communities", "preferences", "logo", "roles", "overview"}},
	{"Homes", "Addresses, properties and households, and where a ZIP code is.", []string{"addresses", "properties", "households", "household", "corrections", "places"}},
	{"Invitations", "Inviting members, sending their mail again, printing letters.", []string{"invitations", "letters"}},
	{"Activation", "What a resident does with the mail's link or code.", []string{"activations"}},
	{"Members", "The members of a community.", []string{"members"}},
	{"Exports", "What a list shows, as a file.", []string{"exports"}},
	{"Imports", "Rosters: upload, review, commit, sending, undo.", []string{"imports", "waiting"}},
	{"System", "This description, and whether the system is up.", []string{"openapi.json", "healthz"}},
}

// tagOf returns the tag of a path: that of the noun after the community, or of
// the first noun.
func tagOf(path string) string {
	_, rest, in := strings.Cut(path, "/{c}/")
	if !in {
		rest = strings.TrimPrefix(strings.TrimPrefix(path, "/"), "v1/")
	}
	noun, _, _ := strings.Cut(rest, "/")
	for _, s := range subjects {
		if slices.Contains(s.nouns, noun) {
			return s.tag
		}
	}
	return ""
}

// describe returns the description that the registrations generate, completed.
func describe(groups []Group) *huma.OpenAPI {
	d := generate(groups)
	d.Info.Description = "Brings residents into a community: invitations, activation, sign-in, rosters. " +
		"Refusals are problem documents (RFC 9457) whose code is stable; lists are read page by page with limit and cursor; " +
		"fields may be added to answers. The gateway in front refuses by itself what comes too fast (429) or cannot be served (503), as JSON that holds a message alone. In a request, a field without a value is left out: null is refused, and so is a query parameter that is given twice."
	d.Servers = []*huma.Server{
		{URL: "/", Description: "where this description was read"},
		{URL: "http://127.0.0.1:8080", Description: "make run"},
	}
	d.Tags = nil
	for _, s := range subjects {
		d.Tags = append(d.Tags, &huma.Tag{Name: s.tag, Description: s.description})
	}
	d.Components.Headers = headers()
	d.Components.Parameters = map[string]*huma.Param{"Idempotency-Key": {
		Name: "Idempotency-Key", In: "header", Schema: &huma.Schema{Type: "string", MaxLength: new(255)}, Example: "4f1c2f0e-6a52-4a39-9d0b-9f6f4b8a7c11",
		Description: "Names this attempt: the same key and body get the same outcome for 24 hours; empty is none.",
	}}
	d.Components.Responses = map[string]*huma.Response{}
	describePublic(d)
	for path, item := range d.Paths {
		for _, o := range methods(item) {
			describeOperation(d, path, o)
		}
	}
	sent := requested(d)
	for name, s := range d.Components.Schemas.Map() {
		if !sent[name] {
			s.AdditionalProperties = nil // fields may be added to responses
		}
		describeFields(d.Components.Schemas.TypeFromRef(schemaPrefix+name), s)
	}
	code := d.Components.Schemas.Map()["Problem"].Properties["code"]
	for _, name := range slices.Sorted(maps.Keys(catalog())) {
		code.Enum = append(code.Enum, name)
	}
	addExamples(d)
	return d
}

// secretExtension tells clients to show a response but not store it.
const secretExtension = "x-shows-secret"

const schemaPrefix = "#/components/schemas/"

// methods returns the operations of a path by method.
func methods(item *huma.PathItem) map[string]*huma.Operation {
	all := map[string]*huma.Operation{
		http.MethodGet: item.Get, http.MethodHead: item.Head, http.MethodPost: item.Post, http.MethodPut: item.Put,
		http.MethodPatch: item.Patch, http.MethodDelete: item.Delete,
	}
	maps.DeleteFunc(all, func(_ string, o *huma.Operation) bool { return o == nil })
	return all
}

func describeOperation(d *huma.OpenAPI, path string, o *huma.Operation) {
	o.Tags = []string{tagOf(path)}
	if keyed(o) {
		o.Parameters = append(o.Parameters, &huma.Param{Ref: "#/components/parameters/Idempotency-Key"})
	}
	delete(o.Responses, "default")
	for _, r := range o.Responses {
		headers := securityHeaders()
		maps.Copy(headers, r.Headers)
		r.Headers = headers
	}
	if _, registered := o.Metadata[accessKey]; !registered {
		return
	}
	if o.Metadata[secretKey] == true {
		o.Extensions = map[string]any{secretExtension: true}
	}
	byStatus := map[int][]refusal{}
	all := catalog()
	for _, code := range codesOf(o) {
		r := all[code]
		byStatus[r.status] = append(byStatus[r.status], r)
	}
	for status, refusals := range byStatus {
		o.Responses[strconv.Itoa(status)] = &huma.Response{Ref: "#/components/responses/" + problemResponse(d, status, refusals)}
	}
}

// problemResponse returns the name of the shared response for one status and
// set of codes.
func problemResponse(d *huma.OpenAPI, status int, refusals []refusal) string {
	name := strconv.Itoa(status)
	var told []string
	codes := &huma.Schema{}
	examples := map[string]*huma.Example{}
	r := &huma.Response{Headers: securityHeaders()}
	for _, one := range refusals {
		name += "." + one.code
		told = append(told, fmt.Sprintf("`%s`: %s.", one.code, one.detail))
		codes.Enum = append(codes.Enum, one.code)
		p := problem(status, one.code, one.detail)
		if one.code == "invalid" {
			p.Errors = []problems.FieldError{{Location: "body.member.email", Message: "is required", Code: "required"}}
		}
		examples[one.code] = &huma.Example{Value: p}
		if slices.Contains(waits, one.code) {
			r.Headers["Retry-After"] = &huma.Header{Ref: "#/components/headers/Retry-After"}
		}
	}
	r.Description = strings.Join(told, " ")
	r.Content = map[string]*huma.MediaType{problems.Media: {
		Schema: &huma.Schema{AllOf: []*huma.Schema{
			{Ref: schemaPrefix + "Problem"},
			{Properties: map[string]*huma.Schema{"status": {Enum: []any{status}}, "code": codes}},
		}},
		Examples: examples,
	}}
	d.Components.Responses[name] = r
	return name
}

func headers() map[string]*huma.Header {
	all := map[string]*huma.Header{
		"Retry-After": {Description: "In how many seconds to try again; of in_progress and too_many_tries.", Schema: &huma.Schema{Type: "integer", Minimum: new(1.0)}},
	}
	for _, h := range problems.Hardening {
		all[h.Name] = &huma.Header{Description: h.Description, Required: true, Schema: &huma.Schema{Type: "string", Enum: []any{h.Value}}}
	}
	return all
}

func securityHeaders() map[string]*huma.Header {
	all := map[string]*huma.Header{}
	for _, h := range problems.Hardening {
		all[h.Name] = &huma.Header{Ref: "#/components/headers/" + h.Name}
	}
	return all
}

// describePublic adds what package system serves.
func describePublic(d *huma.OpenAPI) {
	ok := func(media string, s *huma.Schema) map[string]*huma.Response {
		return map[string]*huma.Response{"200": {Description: "OK", Content: map[string]*huma.MediaType{media: {Schema: s}}}}
	}
	head := func() map[string]*huma.Response { return map[string]*huma.Response{"200": {Description: "OK"}} }
	d.Paths[system.DescriptionPath] = &huma.PathItem{
		Get:  &huma.Operation{OperationID: "openapi", Summary: "Read this description", Responses: ok("application/json", &huma.Schema{Type: "object"})},
		Head: &huma.Operation{OperationID: "has-openapi", Summary: "Ask whether there is this description", Responses: head()},
	}
	d.Paths[system.HealthPath] = &huma.PathItem{
		Get:  &huma.Operation{OperationID: "health", Summary: "Ask whether the system is up", Responses: ok("text/plain; charset=utf-8", &huma.Schema{Type: "string", Enum: []any{system.Healthy}})},
		Head: &huma.Operation{OperationID: "is-healthy", Summary: "Ask whether the system is up, without an answer's body", Responses: head()},
	}
}

// requested returns the schemas used in requests.
func requested(d *huma.OpenAPI) map[string]bool {
	found := map[string]bool{}
	var look func(s *huma.Schema)
	look = func(s *huma.Schema) {
		if name, ok := strings.CutPrefix(s.Ref, schemaPrefix); ok {
			if found[name] {
				return
			}
			found[name] = true
			s = d.Components.Schemas.SchemaFromRef(s.Ref)
		}
		for _, property := range s.Properties {
			look(property)
		}
		if s.Items != nil {
			look(s.Items)
		}
	}
	for _, item := range d.Paths {
		for _, o := range methods(item) {
			if o.RequestBody == nil {
				continue
			}
			for _, m := range o.RequestBody.Content {
				look(m.Schema)
			}
		}
	}
	return found
}

// describeFields adds what a field's Go type does not say. A pointer without
// omitempty can be null; only responses have such fields. Fields that a request
// may omit are marked omitempty, and null is rejected there.
func describeFields(t reflect.Type, s *huma.Schema) {
	if t == nil || t.Kind() != reflect.Struct {
		return
	}
	for _, f := range reflect.VisibleFields(t) {
		name, options, _ := strings.Cut(f.Tag.Get("json"), ",")
		property := s.Properties[name]
		if f.Anonymous || property == nil {
			continue
		}
		optional := strings.Contains(options, "omitempty") || strings.Contains(options, "omitzero")
		enumerate(f.Type, property, optional)
		switch {
		case f.Type.Kind() != reflect.Pointer:
		case property.Ref == "":
			property.Nullable = !optional
		case !optional:
			described := OrNull(&huma.Schema{Ref: property.Ref})
			described.Description = property.Description
			s.Properties[name] = described
		}
	}
}

// enumerate lists the existing roles and permissions. A role that may be
// omitted may also be empty.
func enumerate(t reflect.Type, s *huma.Schema, optional bool) {
	switch t {
	case reflect.TypeFor[roster.Role](), reflect.TypeFor[*roster.Role]():
		for _, role := range roster.Roles() {
			s.Enum = append(s.Enum, string(role))
		}
		if optional {
			s.Enum = append(s.Enum, string(roster.NoRole))
		}
	case reflect.TypeFor[[]roster.Permission]():
		s.Items.Enum = nil
		for _, permission := range roster.RoleAdministrator.Permissions() {
			s.Items.Enum = append(s.Items.Enum, string(permission))
		}
	}
}
