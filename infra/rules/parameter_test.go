package rules

import (
	"fmt"
	"slices"
	"testing"

	"github.com/communitrak/onboarding/internal/stack"
)

// Deploying takes one answer; everything else has a default that works in an
// empty account.
func TestParameters(t *testing.T) {
	t.Parallel()
	template := load(t)
	parameters, _ := template.Sections["Parameters"].(map[string]any)
	used := text(t, template.Sections["Resources"]) + text(t, template.Sections["Conditions"]) + text(t, template.Sections["Globals"])
	for name, p := range parameters {
		if stack.At(p, "Description") == nil {
			t.Errorf("%s: no description", name)
		}
		if stack.At(p, "AllowedPattern") == nil && stack.At(p, "AllowedValues") == nil && name != "OperatorEmail" {
			t.Errorf("%s takes any value", name)
		}
		if known := stack.At(p, "Default") != nil; known == (name == "SupportEmail") {
			t.Errorf("%s: has a default: %v", name, known)
		}
		if !refers(used, name) {
			t.Errorf("%s is used nowhere", name)
		}
	}
}

// Each suppression of a finding has a reason, and they are all in one place.
func TestSuppressionsHaveAReason(t *testing.T) {
	t.Parallel()
	for _, template := range []*stack.Template{load(t), loadEdge(t)} {
		for _, tool := range []string{"checkov", "serverless"} {
			suppressed, _ := stack.At(template.Sections, "Metadata", tool).(map[string]any)
			for check, reason := range suppressed {
				if len(fmt.Sprint(reason)) < 40 {
					t.Errorf("%s: %v is no reason", check, reason)
				}
			}
		}
		for _, r := range template.Resources("") {
			if stack.At(r.Attributes, "Metadata", "checkov") != nil || stack.At(r.Attributes, "Metadata", "cfn-lint") != nil {
				t.Errorf("%s: a suppression of its own; they stand together at the top", r.Name)
			}
		}
	}
}

// The first things to do after a deployment are among its outputs.
func TestOutputs(t *testing.T) {
	t.Parallel()
	outputs, _ := load(t).Sections["Outputs"].(map[string]any)
	for _, name := range []string{"Url", "Next1Domain", "Next2FirstSupport", "Next3Confirm", "Next4Dkim1", "Next4MailFrom", "Next4Dmarc", "Next5Sandbox", "Next6Community", "Next7Roster", "Version", "TableName", "RostersBucket", "FailedEventsUrl", "OperatorTopic"} {
		if stack.At(outputs[name], "Value") == nil {
			t.Errorf("no output %s", name)
		}
	}
	for name, output := range outputs {
		if len(name) > 4 && name[:4] == "Next" && stack.At(output, "Description") == nil {
			t.Errorf("%s: what is to be done?", name)
		}
	}
}

// Only background functions may refer to the gateway, and none to the bucket:
// see the head of the template.
func TestReferences(t *testing.T) {
	t.Parallel()
	template := load(t)
	globals := text(t, template.Sections["Globals"])
	for _, name := range []string{"Api", "Rosters"} {
		if refers(globals, name) {
			t.Errorf("Globals refers to %s", name)
		}
	}
	for _, f := range template.Resources(functionType) {
		properties := map[string]any{}
		for name, value := range f.Properties {
			if name != "Events" {
				properties[name] = value
			}
		}
		written := text(t, properties)
		if refers(written, "Rosters") {
			t.Errorf("%s refers to the bucket", f.Name)
		}
		if refers(written, "Api") && !slices.Contains([]string{"Deliver", "Print"}, f.Name) {
			t.Errorf("%s refers to the gateway", f.Name)
		}
	}
}
