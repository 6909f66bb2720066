package rules

import (
	"encoding/json"
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/communitrak/onboarding/internal/stack"
)

// The templates, from the project's folder.
const (
	mainTemplate   = "template.yaml"
	alarmsTemplate = "infra/alarms/template.yaml"
	edgeTemplate   = "infra/edge/template.yaml"
)

// load reads the template.
func load(t *testing.T) *stack.Template { return parse(t, mainTemplate) }

// loadAlarms reads the part of the template that has the alarms.
func loadAlarms(t *testing.T) *stack.Template { return parse(t, alarmsTemplate) }

func parse(t *testing.T, name string) *stack.Template {
	t.Helper()
	template, err := stack.Parse(source(t, name))
	if err != nil {
		t.Fatal(err)
	}
	return template
}

// source returns the text of a file of the project.
func source(t *testing.T, name string) []byte {
	t.Helper()
	root, err := stack.Root()
	if err != nil {
		t.Fatal(err)
	}
	text, err := stack.ReadSource(filepath.Join(root, filepath.FromSlash(name)))
	if err != nil {
		t.Fatal(err)
	}
	return text
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

// sub returns what !Sub reads as.
func sub(text string) string { return fmt.Sprint(map[string]any{"Fn::Sub": text}) }

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
	visit("alarms", loadAlarms(t).Sections)
	visit("edge", loadEdge(t).Sections)
}

// A template is read in an editor and in a diff, from left to right.
func TestTemplate_linesAreShort(t *testing.T) {
	t.Parallel()
	const widest = 120
	for _, name := range []string{mainTemplate, alarmsTemplate, edgeTemplate} {
		number := 0
		for line := range strings.Lines(string(source(t, name))) {
			number++
			if width := utf8.RuneCountInString(strings.TrimSuffix(line, "\n")); width > widest {
				t.Errorf("%s:%d: %d columns, want at most %d", name, number, width, widest)
			}
		}
		if number == 0 {
			t.Errorf("%s is empty", name)
		}
	}
}
