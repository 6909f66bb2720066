package api_test

import (
	"encoding/json"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"net/http"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/communitrak/onboarding/internal/api"
	"github.com/communitrak/onboarding/internal/api/apitest"
	"github.com/communitrak/onboarding/internal/api/everything"
	"github.com/communitrak/onboarding/internal/api/system"
)

// description returns the API description as a client reads it.
func description(t *testing.T) object {
	t.Helper()
	raw, err := api.OpenAPI(everything.Operations(nil, 0)...)
	if err != nil {
		t.Fatal(err)
	}
	var d object
	if err := json.Unmarshal(raw, &d); err != nil {
		t.Fatal(err)
	}
	return d
}

// within follows keys into a JSON value, resolving references.
func within(d object, v any, path ...string) any {
	for _, key := range append(path, "") {
		m, ok := v.(object)
		if !ok {
			return nil
		}
		if ref, ok := m["$ref"].(string); ok {
			m, _ = within(d, d, strings.Split(strings.TrimPrefix(ref, "#/"), "/")...).(object)
		}
		if v = m; key != "" {
			v = m[key]
		}
		if key != "" && reflect.TypeOf(v) != reflect.TypeFor[object]() {
			return v
		}
	}
	return v
}

// TestOpenAPI_fields checks that each schema has the fields of its type's JSON,
// including embedded ones, and says which of them can be null.
func TestOpenAPI_fields(t *testing.T) {
	t.Parallel()
	d := description(t)
	looked := 0
	for _, o := range api.Operations(everything.Operations(nil, 0)...) {
		if o.Answer == nil {
			continue
		}
		looked++
		t.Run(o.ID, func(t *testing.T) {
			content := within(d, d, "paths", o.Path, strings.ToLower(o.Method), "responses", strconv.Itoa(o.Status), "content", "application/json")
			schema := within(d, content, "schema")
			sameFields(t, d, o.ID, schema, jsonOf(t, filled(o.Answer, 0)))
			sameNulls(t, d, o.ID, schema, jsonOf(t, reflect.New(o.Answer).Elem()))
		})
	}
	if looked < 30 {
		t.Errorf("only %d answers were looked at", looked)
	}
}

// filled returns a value of the type in which nothing is empty.
func filled(t reflect.Type, depth int) reflect.Value {
	v := reflect.New(t).Elem()
	switch t.Kind() {
	case reflect.Pointer:
		v.Set(reflect.New(t.Elem()))
		v.Elem().Set(filled(t.Elem(), depth+1))
	case reflect.Struct:
		if t == reflect.TypeFor[time.Time]() {
			v.Set(reflect.ValueOf(time.Unix(0, 0).UTC()))
			break
		}
		for n := range t.NumField() {
			if t.Field(n).IsExported() && t.Field(n).Type != reflect.TypeFor[json.RawMessage]() {
				v.Field(n).Set(filled(t.Field(n).Type, depth+1))
			}
		}
	case reflect.Slice:
		v = reflect.Append(v, filled(t.Elem(), depth+1))
	case reflect.Map:
		v.Set(reflect.MakeMap(t))
		v.SetMapIndex(filled(t.Key(), depth+1), filled(t.Elem(), depth+1))
	case reflect.String:
		v.SetString("x")
	case reflect.Int, reflect.Int64:
		v.SetInt(1)
	case reflect.Bool:
		v.SetBool(true)
	}
	return v
}

func jsonOf(t *testing.T, v reflect.Value) any {
	t.Helper()
	raw, err := json.Marshal(v.Interface())
	if err != nil {
		t.Fatal(err)
	}
	var out any
	if err := json.Unmarshal(raw, &out); err != nil {
		t.Fatal(err)
	}
	return out
}

// sameFields compares field names recursively.
func sameFields(t *testing.T, d object, at string, schema, value any) {
	t.Helper()
	s, _ := within(d, schema).(object)
	if choices, ok := s["anyOf"].([]any); ok {
		if value == nil {
			return // raw stored JSON; the answers of the tests show it
		}
		s, _ = within(d, choices[0]).(object)
	}
	switch v := value.(type) {
	case []any:
		sameFields(t, d, at+"[]", s["items"], v[0])
	case object:
		properties, described := s["properties"].(object)
		if !described {
			return // any names
		}
		if got, want := slices.Sorted(maps.Keys(properties)), slices.Sorted(maps.Keys(v)); !slices.Equal(got, want) {
			t.Errorf("%s: described are %v, sent are %v", at, got, want)
		}
		for name, property := range properties {
			sameFields(t, d, at+"."+name, property, v[name])
		}
	}
}

// sameNulls checks that what is null is described as nullable.
func sameNulls(t *testing.T, d object, at string, schema, value any) {
	t.Helper()
	s, _ := within(d, schema).(object)
	properties, _ := s["properties"].(object)
	v, _ := value.(object)
	for name, property := range properties {
		p, _ := within(d, property).(object)
		empty := p["type"] == "array" || p["additionalProperties"] != nil && p["properties"] == nil // sent as empty
		if one, sent := v[name]; sent && one == nil && !empty && !nullable(p) {
			t.Errorf("%s.%s is sent as null and not described so", at, name)
		}
		sameNulls(t, d, at+"."+name, property, v[name])
	}
}

func nullable(schema object) bool {
	if types, ok := schema["type"].([]any); ok {
		return slices.Contains(types, any("null"))
	}
	choices, _ := schema["anyOf"].([]any)
	return slices.ContainsFunc(choices, func(one any) bool { return one.(object)["type"] == "null" })
}

// TestOpenAPI_problems checks that every problem the package makes is in the
// tables that the description is generated from, with one status.
func TestOpenAPI_problems(t *testing.T) {
	t.Parallel()
	for code, statuses := range api.Listed() {
		if slices.Sort(statuses); len(slices.Compact(statuses)) > 1 {
			t.Errorf("%s has several statuses: %v", code, statuses)
		}
	}
	known := api.Refusals()
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	seen := 0
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok {
				return true
			}
			if f, ok := call.Fun.(*ast.Ident); !ok || f.Name != "problem" {
				return true
			}
			status, code := statusOf(call.Args[0]), textOf(call.Args[1])
			if status == 0 || code == "" {
				return true // from a table
			}
			seen++
			if known[code] != status {
				t.Errorf("%s: problem %d %s is listed with status %d", name, status, code, known[code])
			}
			return true
		})
	}
	if seen < 10 {
		t.Errorf("only %d problems were found", seen)
	}
	enum, _ := within(description(t), description(t), "components", "schemas", "Problem", "properties", "code", "enum").([]any)
	if len(enum) != len(known) {
		t.Errorf("the description lists %d codes, there are %d", len(enum), len(known))
	}
	for _, o := range api.Operations(everything.Operations(nil, 0)...) {
		for _, code := range o.Refuses {
			if known[code] == 0 {
				t.Errorf("%s refuses %q, which is no problem", o.ID, code)
			}
		}
	}
}

// statusOf returns a status written as a number or as a net/http constant.
func statusOf(e ast.Expr) int {
	switch e := e.(type) {
	case *ast.BasicLit:
		n, _ := strconv.Atoi(e.Value)
		return n
	case *ast.SelectorExpr:
		for n := 400; n < 600; n++ {
			if "Status"+strings.NewReplacer(" ", "", "-", "").Replace(http.StatusText(n)) == e.Sel.Name {
				return n
			}
		}
	}
	return 0
}

func textOf(e ast.Expr) string {
	lit, ok := e.(*ast.BasicLit)
	if !ok {
		return ""
	}
	text, _ := strconv.Unquote(lit.Value)
	return text
}

// TestOpenAPI_operations checks what each operation declares besides its types.
func TestOpenAPI_operations(t *testing.T) {
	t.Parallel()
	d := description(t)
	var tags []string
	for _, tag := range d["tags"].([]any) {
		tags = append(tags, tag.(object)["name"].(string))
	}
	if servers, _ := d["servers"].([]any); len(servers) == 0 {
		t.Error("no servers")
	}
	for path, item := range d["paths"].(object) {
		for method, o := range item.(object) {
			t.Run(method+" "+path, func(t *testing.T) {
				o := o.(object)
				if tag, _ := o["tags"].([]any); len(tag) != 1 || !slices.Contains(tags, tag[0].(string)) {
					t.Errorf("tags are %v", o["tags"])
				}
				if o["summary"] == nil {
					t.Error("no summary")
				}
				if got, want := takesKey(d, o), method == "post" && path != "/v1/sessions" && !strings.HasPrefix(path, "/v1/second-factors"); got != want {
					t.Errorf("takes an Idempotency-Key: %v, want %v", got, want)
				}
				if within(d, o, "responses", "429") != nil && within(d, o, "responses", "429", "headers", "Retry-After") == nil {
					t.Error("429 without Retry-After")
				}
				exampled(t, d, path, method, o)
			})
		}
	}
}

func takesKey(d, operation object) bool {
	parameters, _ := operation["parameters"].([]any)
	return slices.ContainsFunc(parameters, func(p any) bool { return within(d, p, "name") == "Idempotency-Key" })
}

// exampled checks that an operation's request and successful response have
// valid examples.
func exampled(t *testing.T, d object, path, method string, operation object) {
	t.Helper()
	described, err := apitest.Load()
	if err != nil {
		t.Fatal(err)
	}
	check := func(at ...string) {
		t.Helper()
		example := within(d, operation, append(at, "content", "application/json", "example")...)
		if within(d, operation, append(at, "content", "application/json", "schema")...) == nil || path == "/v1/openapi.json" {
			return
		}
		if example == nil {
			t.Errorf("%v has no example", at)
			return
		}
		raw, err := json.Marshal(example)
		if err != nil {
			t.Fatal(err)
		}
		if err := described.Validate(append(append([]string{"paths", path, method}, at...), "content", "application/json", "schema"), raw); err != nil {
			t.Errorf("the example of %v is none: %v", at, err)
		}
	}
	check("requestBody")
	for status := range operation["responses"].(object) {
		check("responses", status)
	}
}

// TestOpenAPI_examples checks that every string has an example.
func TestOpenAPI_examples(t *testing.T) {
	t.Parallel()
	d := description(t)
	for name, schema := range within(d, d, "components", "schemas").(object) {
		if schema.(object)["examples"] != nil {
			continue
		}
		properties, _ := schema.(object)["properties"].(object)
		for field, property := range properties {
			p := property.(object)
			if kind := fmt.Sprint(p["type"]); strings.Contains(kind, "string") && p["examples"] == nil && p["enum"] == nil && p["format"] == nil {
				t.Errorf("%s.%s has no example", name, field)
			}
		}
	}
}

// TestAPI_description checks that the description is served as checked in.
func TestAPI_description(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	s.handler = s.together(system.Handler(http.NotFoundHandler()))
	got := s.call("", "GET", "/v1/openapi.json", nil).want(200, "")
	raw, err := os.ReadFile(openAPIFile)
	if err != nil {
		t.Fatal(err)
	}
	var want object
	if err := json.Unmarshal(raw, &want); err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(got.JSON, want) {
		t.Errorf("what is served is not %s", openAPIFile)
	}
	s.call("", "GET", "/healthz", nil).want(200, "")
	s.call("", "HEAD", "/healthz", nil).want(200, "")
	s.call("", "GET", "/v1/nothing", nil).want(404, "not_found")
}

// TestAPI_methods checks that a path refuses every method it does not support,
// and lists those it does, even if the gateway routes the request to no
// operation.
func TestAPI_methods(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	parameter := strings.NewReplacer("{c}", "maple-grove", "{m}", "m1", "{p}", "p1", "{h}", "h1", "{i}", "i1")
	handlers := map[string]http.Handler{"together": s.together(system.Handler(http.NotFoundHandler())), "apart": system.Handler(http.NotFoundHandler())}
	for name, handler := range handlers {
		s.handler = handler
		for template, item := range description(t)["paths"].(object) {
			for _, method := range []string{"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"} {
				if item.(object)[strings.ToLower(method)] != nil {
					continue
				}
				got := s.call("", method, parameter.Replace(template), nil)
				if got.Status != http.StatusMethodNotAllowed || got.Header.Get("Allow") == "" {
					t.Errorf("%s: %s %s is answered %d, Allow %q", name, method, template, got.Status, got.Header.Get("Allow"))
				}
			}
		}
	}
}
