// Package apitest checks the API's responses against its description, for tests
// that drive the API.
package apitest

import (
	"bytes"
	"errors"
	"fmt"
	"mime"
	"net/http"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/communitrak/onboarding/docs"
)

// Description is docs/openapi.json, ready to check responses against.
type Description struct {
	doc      object
	compiler *jsonschema.Compiler
	mu       sync.Mutex
	schemas  map[string]*jsonschema.Schema
}

type object = map[string]any

// location is the nominal URL of the description; nothing is fetched.
const location = "https://communitrak.example/openapi.json"

var once = sync.OnceValues(load)

// Load reads the description once per process.
func Load() (*Description, error) { return once() }

func load() (*Description, error) {
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(docs.OpenAPI))
	if err != nil {
		return nil, err
	}
	closeSchemas(doc.(object))
	c := jsonschema.NewCompiler()
	c.DefaultDraft(jsonschema.Draft2020)
	c.AssertFormat()
	if err := c.AddResource(location, doc); err != nil {
		return nil, err
	}
	return &Description{doc: doc.(object), compiler: c, schemas: map[string]*jsonschema.Schema{}}, nil
}

// closeSchemas rejects fields that are not described. The description allows
// for future fields, but sending a field that is not described is a mistake.
func closeSchemas(doc object) {
	schemas := doc["components"].(object)["schemas"].(object)
	for _, schema := range schemas {
		if s := schema.(object); s["properties"] != nil {
			s["additionalProperties"] = false
		}
	}
}

// Check reports how a response differs from the description: status, headers,
// media type, or body. It checks only the API's responses; an unknown path or
// method must be refused with a problem.
func (d *Description) Check(method, path string, status int, header http.Header, raw []byte) error {
	path, _, _ = strings.Cut(path, "?")
	if !strings.HasPrefix(path, "/v1/") && path != "/healthz" {
		return nil
	}
	template := d.template(path)
	item, _ := d.at("paths", template).(object)
	operation, _ := item[strings.ToLower(method)].(object)
	switch {
	case template == "":
		return d.undescribed(status, http.StatusNotFound, header, raw)
	case operation == nil:
		err := d.undescribed(status, http.StatusMethodNotAllowed, header, raw)
		if got, want := header.Get("Allow"), allowed(item); status == http.StatusMethodNotAllowed && got != want {
			err = errors.Join(err, fmt.Errorf("header Allow is %q, want %q", got, want))
		}
		return err
	}
	at := []string{"paths", template, strings.ToLower(method), "responses", strconv.Itoa(status)}
	response, _ := d.at(at...).(object)
	if response == nil {
		return fmt.Errorf("status %d is not described", status)
	}
	if ref, ok := response["$ref"].(string); ok {
		at = split(ref)
		response, _ = d.at(at...).(object)
	}
	return errors.Join(d.headers(at, response, header, raw), d.body(at, response, method, header, raw), discreet(operation, status, raw))
}

// secrets matches invite and recovery codes, session tokens, and presigned
// requests, which look like nothing else in a response.
var secrets = regexp.MustCompile(`"[0-9A-Z]{4}(-[0-9A-Z]{4}){3}"|"token":"|"secret":"|X-Amz-Signature`)

// discreet reports a secret in the response of an operation that does not
// declare one.
func discreet(operation object, status int, raw []byte) error {
	if operation["x-shows-secret"] == true || status > 299 || operation["operationId"] == "openapi" {
		return nil // the description contains examples of them
	}
	if found := secrets.Find(raw); found != nil {
		return fmt.Errorf("the answer shows %s, and its operation is not registered as showing a secret", found)
	}
	return nil
}

// undescribed checks a response where there is no operation: a problem with one
// status, or with one decided before routing.
func (d *Description) undescribed(status, want int, header http.Header, raw []byte) error {
	early := []int{http.StatusBadRequest, http.StatusRequestEntityTooLarge, http.StatusUnprocessableEntity}
	if status != want && !slices.Contains(early, status) {
		return fmt.Errorf("status %d where no operation is described, want %d", status, want)
	}
	if got := header.Get("Content-Type"); got != "application/problem+json" {
		return fmt.Errorf("media type %q of a refusal", got)
	}
	return d.Validate([]string{"components", "schemas", "Problem"}, raw)
}

// template returns the best matching path: literal segments before parameters.
func (d *Description) template(path string) string {
	best, parameters := "", 0
	for template := range d.doc["paths"].(object) {
		if n := strings.Count(template, "{"); fits(template, path) && (best == "" || n < parameters) {
			best, parameters = template, n
		}
	}
	return best
}

func fits(template, path string) bool {
	want, got := strings.Split(template, "/"), strings.Split(path, "/")
	if len(want) != len(got) {
		return false
	}
	for n := range want {
		if want[n] != got[n] && (!strings.HasPrefix(want[n], "{") || got[n] == "") {
			return false
		}
	}
	return true
}

func allowed(item object) string {
	var methods []string
	for method := range item {
		methods = append(methods, strings.ToUpper(method))
	}
	slices.Sort(methods)
	return strings.Join(methods, ", ")
}

// unlisted are the headers that HTTP itself defines, and those that
// intermediaries add.
var unlisted = []string{"Content-Type", "Content-Length", "Date", "Server", "Connection"}

func (d *Description) headers(at []string, response object, header http.Header, raw []byte) error {
	described, _ := response["headers"].(object)
	var errs []error
	for name := range header {
		if described[name] == nil && !slices.Contains(unlisted, name) {
			errs = append(errs, fmt.Errorf("header %s is not described", name))
		}
	}
	for name := range described {
		place := append(slices.Clone(at), "headers", name)
		if ref, ok := d.at(append(place, "$ref")...).(string); ok {
			place = split(ref)
		}
		value, sent := header[name]
		if !sent {
			if required, _ := d.at(append(place, "required")...).(bool); required || waited(name, raw) {
				errs = append(errs, fmt.Errorf("header %s is missing", name))
			}
			continue
		}
		if err := d.text(append(slices.Clone(place), "schema"), value[0]); err != nil {
			errs = append(errs, fmt.Errorf("header %s: %w", name, err))
		}
	}
	return errors.Join(errs...)
}

// waited reports whether this problem must carry the header.
func waited(name string, raw []byte) bool {
	return name == "Retry-After" && (bytes.Contains(raw, []byte(`"code":"too_many_tries"`)) || bytes.Contains(raw, []byte(`"code":"in_progress"`)))
}

func (d *Description) body(at []string, response object, method string, header http.Header, raw []byte) error {
	described, _ := response["content"].(object)
	if method == http.MethodHead {
		return nil
	}
	if len(described) == 0 {
		if len(raw) > 0 {
			return fmt.Errorf("a body where none is described: %s", raw)
		}
		return nil
	}
	got := header.Get("Content-Type")
	media, _, err := mime.ParseMediaType(got)
	if err != nil {
		return fmt.Errorf("media type %q: %w", got, err)
	}
	for name := range described {
		plain, _, err := mime.ParseMediaType(name)
		if err != nil {
			return err
		}
		if plain != media {
			continue
		}
		place := append(slices.Clone(at), "content", name, "schema")
		if strings.HasSuffix(media, "json") {
			return d.Validate(place, raw)
		}
		return d.text(place, string(raw))
	}
	return fmt.Errorf("media type %s is not described", got)
}

// text validates a value that is not JSON.
func (d *Description) text(at []string, value string) error {
	if kind, _ := d.at(append(slices.Clone(at), "type")...).(string); kind == "integer" {
		return d.Validate(at, []byte(value))
	}
	return d.valid(at, value)
}

// Validate checks JSON against the schema at a location in the description.
func (d *Description) Validate(at []string, raw []byte) error {
	value, err := jsonschema.UnmarshalJSON(bytes.NewReader(raw))
	if err != nil {
		return fmt.Errorf("no JSON: %w", err)
	}
	return d.valid(at, value)
}

func (d *Description) valid(at []string, value any) error {
	schema, err := d.schema(location + "#" + pointer(at))
	if err != nil {
		return err
	}
	return schema.Validate(value)
}

func (d *Description) schema(where string) (*jsonschema.Schema, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.schemas[where] == nil {
		compiled, err := d.compiler.Compile(where)
		if err != nil {
			return nil, err
		}
		d.schemas[where] = compiled
	}
	return d.schemas[where], nil
}

// at follows keys into the description.
func (d *Description) at(path ...string) any {
	var v any = d.doc
	for _, key := range path {
		m, ok := v.(object)
		if !ok {
			return nil
		}
		v = m[key]
	}
	return v
}

var escape = strings.NewReplacer("~", "~0", "/", "~1", "%", "%25", "{", "%7B", "}", "%7D")

func pointer(at []string) string {
	var all strings.Builder
	for _, key := range at {
		all.WriteString("/" + escape.Replace(key))
	}
	return all.String()
}

func split(ref string) []string { return strings.Split(strings.TrimPrefix(ref, "#/"), "/") }
