package rules

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/communitrak/onboarding/internal/stack"
)

// alias is the name under which functions are published.
const alias = "live"

func TestFunctions_arePublished(t *testing.T) {
	t.Parallel()
	template := load(t)
	if got := stack.At(template.Sections, "Parameters", "Deployment", "Default"); got != "AllAtOnce" {
		t.Errorf("Deployment: got %v by default, want AllAtOnce", got)
	}
	for _, f := range template.Resources(functionType) {
		if got := setting(template, f, "AutoPublishAlias"); got != alias {
			t.Errorf("%s: AutoPublishAlias: got %v, want %s", f.Name, got, alias)
		}
		if got := setting(template, f, "AutoPublishAliasAllProperties"); got != true {
			t.Errorf("%s: a change of its block alone would never be published", f.Name)
		}
		if got := setting(template, f, "DeploymentPreference", "Type"); fmt.Sprint(got) != ref("Deployment") {
			t.Errorf("%s: DeploymentPreference: got %v, want %s", f.Name, got, ref("Deployment"))
		}
	}
}

// The brakes are alarms that exist, about the functions behind the gateway and
// about those in the background. All at once has none.
func TestFunctions_haveBrakes(t *testing.T) {
	t.Parallel()
	template := load(t)
	choice := list(stack.At(template.Sections, "Globals", "Function", "DeploymentPreference", "Alarms", "Fn::If"))
	if len(choice) != 3 || choice[0] != "InSteps" {
		t.Fatalf("alarms: got %v, want a choice by InSteps", choice)
	}
	if got, want := fmt.Sprint(choice[2]), "["+ref("AWS::NoValue")+"]"; got != want {
		t.Errorf("all at once: got %s, want %s", got, want)
	}
	var names []string
	for _, alarm := range loadAlarms(t).Resources(alarmType) {
		names = append(names, strings.ReplaceAll(fmt.Sprint(alarm.Properties["AlarmName"]), "${Stack}", "${AWS::StackName}"))
	}
	for _, brake := range list(choice[1]) {
		if !slices.Contains(names, fmt.Sprint(brake)) {
			t.Errorf("%v is no alarm", brake)
		}
	}
	if got := len(list(choice[1])); got != 2 {
		t.Errorf("got %d alarms, want 2", got)
	}
}

// The transform publishes a version when the template changes, not when a
// parameter does. CloudFormation publishes one when the version's description
// changes. So the description names the parameters that reach what the function
// asks for. It names no others: CloudFormation fails to publish a function that
// has not changed.
func TestFunctions_arePublishedWhenParametersChange(t *testing.T) {
	t.Parallel()
	template := load(t)
	parameters, _ := template.Sections["Parameters"].(map[string]any)
	for _, f := range template.Resources(functionType) {
		described := references(f.Properties["VersionDescription"])
		names, _ := asks(t, f)
		var used, reached []string
		for _, set := range []any{
			stack.At(template.Sections, "Globals", "Function", "Environment", "Variables"),
			stack.At(f.Properties, "Environment", "Variables"),
		} {
			variables, _ := set.(map[string]any)
			for name, value := range variables {
				reached = append(reached, references(value)...)
				if slices.Contains(names, name) {
					used = append(used, references(value)...)
				}
			}
		}
		for _, name := range used {
			if parameters[name] != nil && !slices.Contains(described, name) {
				t.Errorf("%s: a change of %s would not reach it: name it in VersionDescription", f.Name, name)
			}
		}
		for _, name := range described {
			if !slices.Contains(reached, name) {
				t.Errorf("%s: VersionDescription names %s, which does not change the function", f.Name, name)
			}
		}
	}
}

// Whoever calls a function calls what is published.
func TestTransformed_callersUseTheAlias(t *testing.T) {
	t.Parallel()
	template := transformed(t)
	seen := map[string]int{}
	for kind, property := range map[string]string{
		"AWS::Lambda::Permission": "FunctionName", "AWS::Lambda::EventSourceMapping": "FunctionName", "AWS::SNS::Subscription": "Endpoint",
	} {
		for _, r := range template.Resources(kind) {
			seen[kind]++
			if name := fmt.Sprint(stack.At(r.Properties, property, "Ref")); !strings.HasSuffix(name, "Alias"+alias) {
				t.Errorf("%s: got %v, want an alias", r.Name, r.Properties[property])
			}
		}
		if seen[kind] == 0 {
			t.Errorf("no %s was looked at", kind)
		}
	}
	for _, r := range template.Resources("AWS::Lambda::EventInvokeConfig") {
		want(t, r, alias, "Qualifier")
	}
	for _, r := range template.Resources("AWS::Events::Rule") {
		for _, target := range list(r.Properties["Targets"]) {
			if name := fmt.Sprint(stack.At(target, "Arn", "Ref")); !strings.HasSuffix(name, "Alias"+alias) {
				t.Errorf("%s: got %v, want an alias", r.Name, stack.At(target, "Arn"))
			}
		}
	}
	gateway, _ := template.Resource("Api")
	if paths := text(t, gateway.Properties["Body"]); strings.Contains(paths, ".Arn}/invocations") || !strings.Contains(paths, "Alias"+alias+"}/invocations") {
		t.Error("the gateway calls a function instead of its alias")
	}
	for _, r := range template.Resources("AWS::Lambda::Alias") {
		if r.Attributes["UpdatePolicy"] == nil {
			t.Errorf("%s: moves without CodeDeploy", r.Name)
		}
	}
}
