package rules

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"communitrak/internal/stack"
)

// load reads the template, once per test; tests may not change it.
func load(t *testing.T) *stack.Template {
	t.Helper()
	root, err := stack.Root()
	if err != nil {
		t.Fatal(err)
	}
	template, err := stack.Load(root)
	if err != nil {
		t.Fatal(err)
	}
	return template
}

const functionType = "AWS::Serverless::Function"

// want fails the test unless the value at the path prints as wanted.
func want(t *testing.T, r stack.Resource, wanted any, path ...string) {
	t.Helper()
	if got := stack.At(r.Properties, path...); fmt.Sprint(got) != fmt.Sprint(wanted) {
		t.Errorf("%s: %s: got %v, want %v", r.Name, strings.Join(path, "."), got, wanted)
	}
}

// ref returns what !Ref reads as, and att what !GetAtt does.
func ref(name string) string { return fmt.Sprint(map[string]any{"Ref": name}) }
func att(name, attribute string) string {
	return fmt.Sprint(map[string]any{"Fn::GetAtt": []any{name, attribute}})
}

// list returns value as a list; a single value is a list of one.
func list(value any) []any {
	switch v := value.(type) {
	case nil:
		return nil
	case []any:
		return v
	default:
		return []any{v}
	}
}

func text(t *testing.T, value any) string {
	t.Helper()
	b, err := json.Marshal(value)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// setting returns a function's property, its own or the one in Globals.
func setting(template *stack.Template, f stack.Resource, path ...string) any {
	if own := stack.At(f.Properties, path...); own != nil {
		return own
	}
	return stack.At(template.Sections, append([]string{"Globals", "Function"}, path...)...)
}

// events returns a function's events of one type, or all if kind is empty.
func events(f stack.Resource, kind string) map[string]map[string]any {
	found := map[string]map[string]any{}
	all, _ := f.Properties["Events"].(map[string]any)
	for name, event := range all {
		if kind == "" || stack.At(event, "Type") == kind {
			properties, _ := stack.At(event, "Properties").(map[string]any)
			found[name] = properties
		}
	}
	return found
}

// statements returns what a function's role allows, besides the log and the
// trace, under any condition.
func statements(f stack.Resource) []map[string]any {
	var all []map[string]any
	for _, policy := range policies(f.Properties["Policies"]) {
		for _, statement := range list(stack.At(policy, "Statement")) {
			if s, ok := statement.(map[string]any); ok {
				all = append(all, s)
			}
		}
	}
	return all
}

func policies(value any) []any {
	var all []any
	for _, policy := range list(value) {
		if chosen := list(stack.At(policy, "Fn::If")); chosen != nil {
			all = append(all, policies(chosen[1:])...)
			continue
		}
		all = append(all, policy)
	}
	return all
}

// YAML parsers differ in how they read "a:b" without quotes inside brackets and
// braces: as text in CloudFormation, as a mapping in others.
func TestTemplate_isReadAlike(t *testing.T) {
	t.Parallel()
	var visit func(path string, value any)
	visit = func(path string, value any) {
		switch v := value.(type) {
		case []any:
			for n, item := range v {
				visit(fmt.Sprintf("%s[%d]", path, n), item)
			}
		case map[string]any:
			for key, inner := range v {
				switch key {
				case "AWS", "aws", "dynamodb", "s3", "ses", "sns", "sqs", "secretsmanager":
					t.Errorf("%s: %s:%v needs quotes", path, key, inner)
				}
				visit(path+"."+key, inner)
			}
		}
	}
	visit("template", load(t).Sections)
	visit("edge", loadEdge(t).Sections)
}
