package rules

import (
	"encoding/json"
	"fmt"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/communitrak/onboarding/internal/stack"
)

// transformed returns the template as CloudFormation gets it, which `make
// template` writes before it calls these tests.
func transformed(t *testing.T) *stack.Template {
	t.Helper()
	path := os.Getenv("TRANSFORMED_TEMPLATE")
	if path == "" {
		t.Skip("needs the transformed template: make template")
	}
	source, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	template := &stack.Template{}
	if err := json.Unmarshal(source, &template.Sections); err != nil {
		t.Fatal(err)
	}
	return template
}

var substituted = regexp.MustCompile(`\$\{([A-Za-z0-9]+)[.}]`)

// references returns the names that a value refers to, by Ref, GetAtt and Sub.
func references(value any) []string {
	var names []string
	switch v := value.(type) {
	case []any:
		for _, item := range v {
			names = append(names, references(item)...)
		}
	case map[string]any:
		for key, inner := range v {
			switch key {
			case "Ref":
				names = append(names, fmt.Sprint(inner))
			case "Fn::GetAtt":
				names = append(names, fmt.Sprint(list(inner)[0]))
			case "Fn::Sub":
				names = append(names, substitutions(inner)...)
			default:
				names = append(names, references(inner)...)
			}
		}
	}
	return names
}

func substitutions(value any) []string {
	parts := list(value)
	var names []string
	own := map[string]any{}
	if len(parts) == 2 {
		own, _ = parts[1].(map[string]any)
		names = references(parts[1])
	}
	for _, match := range substituted.FindAllStringSubmatch(fmt.Sprint(parts[0]), -1) {
		if _, local := own[match[1]]; !local {
			names = append(names, match[1])
		}
	}
	return names
}

// refers reports whether a value, as JSON, refers to the name.
func refers(written, name string) bool {
	var value any
	decoder := json.NewDecoder(strings.NewReader(written))
	for decoder.Decode(&value) == nil {
		if slices.Contains(references(value), name) {
			return true
		}
	}
	return false
}

// dependencies returns the resources that each resource waits for.
func dependencies(template *stack.Template) map[string][]string {
	graph := map[string][]string{}
	for _, r := range template.Resources("") {
		names := append(references(r.Properties), references(r.Attributes["UpdatePolicy"])...)
		for _, name := range list(r.Attributes["DependsOn"]) {
			names = append(names, fmt.Sprint(name))
		}
		for _, name := range names {
			if _, ok := template.Resource(name); ok && name != r.Name {
				graph[r.Name] = append(graph[r.Name], name)
			}
		}
	}
	return graph
}

// cycle returns a path from a resource back to itself, or nil if there is none.
func cycle(graph map[string][]string) []string {
	done := map[string]bool{}
	var path []string
	var visit func(string) []string
	visit = func(name string) []string {
		if at := slices.Index(path, name); at >= 0 {
			return append(slices.Clone(path[at:]), name)
		}
		if done[name] {
			return nil
		}
		path = append(path, name)
		for _, next := range graph[name] {
			if found := visit(next); found != nil {
				return found
			}
		}
		path = path[:len(path)-1]
		done[name] = true
		return nil
	}
	for name := range graph {
		if found := visit(name); found != nil {
			return found
		}
	}
	return nil
}

func TestCycle(t *testing.T) {
	t.Parallel()
	if got := cycle(map[string][]string{"a": {"b"}, "b": {"c"}, "c": {"a"}}); len(got) != 4 {
		t.Errorf("got %v, want a way of four", got)
	}
	if got := cycle(map[string][]string{"a": {"b", "c"}, "b": {"c"}}); got != nil {
		t.Errorf("got %v, want none", got)
	}
}

// CloudFormation refuses resources that wait for each other.
func TestTransformed_noCycle(t *testing.T) {
	t.Parallel()
	graph := dependencies(transformed(t))
	if len(graph) < 80 {
		t.Fatalf("%d resources refer to others: the graph was not built", len(graph))
	}
	if found := cycle(graph); found != nil {
		t.Errorf("a cycle: %s", strings.Join(found, " → "))
	}
}

func TestTransformed_referencesExist(t *testing.T) {
	t.Parallel()
	template := transformed(t)
	parameters, _ := template.Sections["Parameters"].(map[string]any)
	for _, r := range template.Resources("") {
		for _, name := range references(r.Properties) {
			_, resource := template.Resource(name)
			_, parameter := parameters[name]
			if !resource && !parameter && !strings.HasPrefix(name, "AWS::") && name != "AWS" {
				t.Errorf("%s refers to %s, which there is not", r.Name, name)
			}
		}
	}
}

// Nobody else's gateway, topic or bucket may call a function.
func TestTransformed_callersAreOurs(t *testing.T) {
	t.Parallel()
	for _, p := range transformed(t).Resources("AWS::Lambda::Permission") {
		if p.Properties["SourceArn"] == nil && p.Properties["SourceAccount"] == nil {
			t.Errorf("%s: anybody's %v may call %v", p.Name, p.Properties["Principal"], p.Properties["FunctionName"])
		}
	}
}

func TestTransformed_oneRoleAFunction(t *testing.T) {
	t.Parallel()
	template := transformed(t)
	owner := map[string]string{}
	for _, f := range template.Resources("AWS::Lambda::Function") {
		role := fmt.Sprint(f.Properties["Role"])
		if other, taken := owner[role]; taken {
			t.Errorf("%s and %s share %s", f.Name, other, role)
		}
		owner[role] = f.Name
	}
}

// managed are the AWS policies that the transform gives to roles: to write logs
// and traces, which support nothing narrower there, to read a stream, and, for
// CodeDeploy alone, to move an alias.
var managed = []string{"AWSLambdaBasicExecutionRole", "AWSXrayWriteOnlyAccess", "AWSLambdaDynamoDBExecutionRole", "AWSCodeDeployRoleForLambda"}

func TestTransformed_managedPolicies(t *testing.T) {
	t.Parallel()
	for _, role := range transformed(t).Resources("AWS::IAM::Role") {
		for _, arn := range list(role.Properties["ManagedPolicyArns"]) {
			name := fmt.Sprint(arn)
			if !slices.Contains(managed, name[strings.LastIndex(name, "/")+1:]) {
				t.Errorf("%s holds %s", role.Name, name)
			}
		}
	}
}
