package rules

import (
	"fmt"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/communitrak/onboarding/internal/stack"
)

func TestFunctions_allAreDeployed(t *testing.T) {
	t.Parallel()
	root, err := stack.Root()
	if err != nil {
		t.Fatal(err)
	}
	folders, err := filepath.Glob(filepath.Join(root, "functions", "*", "main.go"))
	if err != nil {
		t.Fatal(err)
	}
	var written, deployed []string
	for _, folder := range folders {
		written = append(written, "functions/"+filepath.Base(filepath.Dir(folder))+"/")
	}
	for _, f := range load(t).Resources(functionType) {
		deployed = append(deployed, fmt.Sprint(f.Properties["CodeUri"]))
		if got := stack.At(f.Attributes, "Metadata", "BuildMethod"); got != "go1.x" {
			t.Errorf("%s: BuildMethod: got %v, want go1.x", f.Name, got)
		}
	}
	slices.Sort(deployed)
	if diff := cmp.Diff(written, deployed); diff != "" {
		t.Errorf("functions (-written +deployed):\n%s", diff)
	}
}

func TestFunctions_settings(t *testing.T) {
	t.Parallel()
	template := load(t)
	for _, f := range template.Resources(functionType) {
		for _, path := range [][]string{{"MemorySize"}, {"Timeout"}, {"Architectures"}} {
			if setting(template, f, path...) == nil {
				t.Errorf("%s: no %s", f.Name, path[0])
			}
		}
		if got := setting(template, f, "Tracing"); got != "Active" {
			t.Errorf("%s: Tracing: got %v, want Active", f.Name, got)
		}
		if timeout, _ := setting(template, f, "Timeout").(uint64); len(events(f, "HttpApi")) > 0 && timeout > 29 {
			t.Errorf("%s: Timeout: got %d s, the gateway gives up after 30", f.Name, timeout)
		}
		if got := setting(template, f, "LoggingConfig", "LogGroup"); fmt.Sprint(got) != ref("Logs") {
			t.Errorf("%s: log group: got %v, want %s", f.Name, got, ref("Logs"))
		}
	}
	for _, group := range template.Resources("AWS::Logs::LogGroup") {
		if group.Properties["RetentionInDays"] == nil {
			t.Errorf("%s: kept for ever", group.Name)
		}
	}
}

var (
	asked  = regexp.MustCompile(`(Required|Optional)\("([A-Z_]+)"`)
	shared = regexp.MustCompile(`github\.com/communitrak/onboarding/(functions/internal/[a-z]+)"`)
)

// program returns the source of the function's main and of what it shares with
// other functions.
func program(t *testing.T, f stack.Resource) string {
	t.Helper()
	text := string(source(t, fmt.Sprint(f.Properties["CodeUri"], "main.go")))
	for _, match := range shared.FindAllStringSubmatch(text, -1) {
		text += string(source(t, match[1]+"/"+filepath.Base(match[1])+".go"))
	}
	return text
}

// asks returns the settings that a function asks for, and those that it
// requires; Lambda sets the other AWS_*.
func asks(t *testing.T, f stack.Resource) (names, needed []string) {
	t.Helper()
	text := program(t, f)
	names = []string{"METRICS", "VERSION"} // by app.Main
	if strings.Contains(text, "app.NewAWS(") {
		names = append(names, "AWS_ENDPOINT_URL")
	}
	if strings.Contains(text, "app.NewKeys(") {
		needed = []string{"CODE_KEY_ARN", "INDEX_KEY_ARN"}
	}
	if strings.Contains(text, "app.ServeHTTP(") {
		names = append(names, "ORIGIN_SECRET_ARN")
	}
	for _, match := range asked.FindAllStringSubmatch(text, -1) {
		if match[1] == "Required" {
			needed = append(needed, match[2])
		} else {
			names = append(names, match[2])
		}
	}
	return append(names, needed...), needed
}

// The template sets exactly what a main asks for.
func TestFunctions_haveTheSettingsTheyAskFor(t *testing.T) {
	t.Parallel()
	template := load(t)
	common, _ := stack.At(template.Sections, "Globals", "Function", "Environment", "Variables").(map[string]any)
	users := map[string]int{}
	for _, f := range template.Resources(functionType) {
		names, needed := asks(t, f)
		for _, name := range names {
			users[name]++
		}
		for _, name := range needed {
			if setting(template, f, "Environment", "Variables", name) == nil {
				t.Errorf("%s asks for %s, which the template does not set", f.Name, name)
			}
		}
		own, _ := stack.At(f.Properties, "Environment", "Variables").(map[string]any)
		for name := range own {
			if !slices.Contains(names, name) {
				t.Errorf("%s: the template sets %s, which nobody asks for", f.Name, name)
			}
		}
	}
	for name := range common {
		if 2*users[name] < len(template.Resources(functionType)) {
			t.Errorf("%s stands in Globals, %d functions ask for it", name, users[name])
		}
	}
}

func TestFunctions_noSecretInTheEnvironment(t *testing.T) {
	t.Parallel()
	template := load(t)
	variables := []any{stack.At(template.Sections, "Globals", "Function", "Environment", "Variables")}
	for _, f := range template.Resources(functionType) {
		variables = append(variables, stack.At(f.Properties, "Environment", "Variables"))
	}
	for _, v := range variables {
		set, _ := v.(map[string]any)
		for name, value := range set {
			if strings.Contains(text(t, value), "resolve:") {
				t.Errorf("%s is resolved into the environment", name)
			}
			if regexp.MustCompile(`SECRET|PASSWORD|TOKEN|KEY`).MatchString(name) && !strings.HasSuffix(name, "_ARN") {
				t.Errorf("%s: a secret goes by its ARN", name)
			}
		}
	}
}

// withoutResource are actions that support no resource narrower than all.
var withoutResource = []string{"ses:GetSendQuota"}

func TestFunctions_rights(t *testing.T) {
	t.Parallel()
	for _, f := range load(t).Resources(functionType) {
		if f.Properties["Role"] != nil {
			t.Errorf("%s: shares a role", f.Name)
		}
		for _, policy := range list(f.Properties["Policies"]) {
			if _, ok := policy.(map[string]any); !ok {
				t.Errorf("%s: a managed policy allows more than is needed: %v", f.Name, policy)
			}
		}
		for _, s := range statements(f) {
			for _, action := range list(s["Action"]) {
				name, ok := action.(string)
				if !ok || strings.Contains(name, "*") {
					t.Errorf("%s: allows %s", f.Name, name)
				}
				if slices.Contains([]string{"dynamodb:Scan", "dynamodb:PartiQLSelect", "dynamodb:BatchWriteItem", "s3:DeleteObject"}, name) {
					t.Errorf("%s: allows %s, which nothing needs", f.Name, name)
				}
				for _, resource := range list(s["Resource"]) {
					if resource == "*" && !slices.Contains(withoutResource, name) {
						t.Errorf("%s: %s on every resource", f.Name, name)
					}
				}
			}
		}
	}
}

// What ForAllValues allows a request to name holds for a request that names
// nothing. So the same statement also requires that it names something. An
// exception does not need that: what a request does not name, it does not do
// either.
func TestFunctions_nameKeys(t *testing.T) {
	t.Parallel()
	seen := 0
	for _, f := range load(t).Resources(functionType) {
		for _, s := range statements(f) {
			conditions, _ := s["Condition"].(map[string]any)
			if strings.Contains(text(t, s["Action"]), `"dynamodb:`) {
				seen++
				if stack.At(conditions, "ForAllValues:StringLike", "dynamodb:LeadingKeys") == nil {
					t.Errorf("%s: %v on items of every kind", f.Name, s["Action"])
				}
			}
			for operator, over := range conditions {
				keys, _ := over.(map[string]any)
				for key := range keys {
					if strings.HasPrefix(operator, "ForAllValues:") && !strings.Contains(operator, "Not") && stack.At(conditions, "Null", key) != "false" {
						t.Errorf("%s: %v: %s of %s is true without it; add 'Null': {'%s': 'false'}", f.Name, s["Action"], operator, key, key)
					}
				}
			}
		}
	}
	if seen == 0 {
		t.Error("no statement about the table was looked at")
	}
}

func TestFunctions_sendOnlyAsOurselves(t *testing.T) {
	t.Parallel()
	for _, f := range load(t).Resources(functionType) {
		for _, s := range statements(f) {
			if !slices.Contains(list(s["Action"]), any("ses:SendRawEmail")) {
				continue
			}
			if f.Name != "Deliver" {
				t.Errorf("%s sends mail", f.Name)
			}
			if stack.At(s, "Condition", "StringEquals", "ses:FromAddress") == nil {
				t.Errorf("%s: sends as anybody", f.Name)
			}
		}
	}
}

// Behind an edge, each function that answers the gateway can tell whether a
// request came through it.
func TestFunctions_knowTheEdge(t *testing.T) {
	t.Parallel()
	template := load(t)
	if got := stack.At(template.Sections, "Parameters", "OriginSecretArn", "Default"); got != "" {
		t.Errorf("OriginSecretArn: got %v by default, want none", got)
	}
	for _, f := range template.Resources(functionType) {
		if len(events(f, "HttpApi")) == 0 {
			continue
		}
		reads := slices.ContainsFunc(statements(f), func(s map[string]any) bool {
			return fmt.Sprint(s["Resource"]) == ref("OriginSecretArn") && s["Action"] == "secretsmanager:GetSecretValue"
		})
		if !reads {
			t.Errorf("%s may not read the secret of the edge", f.Name)
		}
		if !strings.Contains(program(t, f), "app.ServeHTTP(s, ") {
			t.Errorf("%s does not serve by app.ServeHTTP, which looks for the edge", f.Name)
		}
	}
}

// A function must not write what triggers it.
func TestFunctions_noLoop(t *testing.T) {
	t.Parallel()
	for _, f := range load(t).Resources(functionType) {
		for name, event := range events(f, "S3") {
			prefix := ""
			for _, rule := range list(stack.At(event, "Filter", "S3Key", "Rules")) {
				if stack.At(rule, "Name") == "prefix" {
					prefix = fmt.Sprint(stack.At(rule, "Value"))
				}
			}
			if prefix == "" {
				t.Errorf("%s.%s: every object triggers it", f.Name, name)
			}
			for _, s := range statements(f) {
				resource := text(t, s["Resource"])
				if slices.Contains(list(s["Action"]), any("s3:PutObject")) && (strings.Contains(resource, "/"+prefix) || strings.Contains(resource, "}/*")) {
					t.Errorf("%s: writes under %s, which triggers it", f.Name, prefix)
				}
			}
		}
	}
}

func TestStreams(t *testing.T) {
	t.Parallel()
	for _, f := range load(t).Resources(functionType) {
		for name, event := range events(f, "DynamoDB") {
			for _, property := range []string{"MaximumRetryAttempts", "MaximumRecordAgeInSeconds", "FilterCriteria"} {
				if event[property] == nil {
					t.Errorf("%s.%s: no %s", f.Name, name, property)
				}
			}
			if event["BisectBatchOnFunctionError"] != true {
				t.Errorf("%s.%s: one bad record holds up the others", f.Name, name)
			}
			if stack.At(event, "DestinationConfig", "OnFailure", "Destination") == nil {
				t.Errorf("%s.%s: what failed is lost unseen", f.Name, name)
			}
			if !slices.Contains(list(event["FunctionResponseTypes"]), any("ReportBatchItemFailures")) {
				t.Errorf("%s.%s: no ReportBatchItemFailures", f.Name, name)
			}
		}
	}
}

func TestAsynchronousEventsHaveADestination(t *testing.T) {
	t.Parallel()
	for _, f := range load(t).Resources(functionType) {
		asynchronous := len(events(f, "S3")) + len(events(f, "SNS")) + len(events(f, "Schedule"))
		if asynchronous > 0 {
			want(t, f, att("FailedEvents", "Arn"), "EventInvokeConfig", "DestinationConfig", "OnFailure", "Destination")
		}
		for name, event := range events(f, "SNS") {
			if stack.At(event, "RedrivePolicy", "deadLetterTargetArn") == nil {
				t.Errorf("%s.%s: what SNS cannot hand over is lost", f.Name, name)
			}
		}
		for name, event := range events(f, "Schedule") {
			if stack.At(event, "DeadLetterConfig", "Arn") == nil {
				t.Errorf("%s.%s: what the schedule cannot hand over is lost", f.Name, name)
			}
		}
	}
}

// The schedules make up for a lost event.
func TestBackgroundFunctionsRunEveryMinute(t *testing.T) {
	t.Parallel()
	template := load(t)
	for _, name := range []string{"Deliver", "Import", "Print"} {
		f, _ := template.Resource(name)
		if !strings.Contains(text(t, f.Properties["Events"]), "rate(1 minute)") {
			t.Errorf("%s does not run every minute", name)
		}
	}
}
