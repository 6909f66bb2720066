package rules

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/communitrak/onboarding/internal/stack"
)

const alarmType = "AWS::CloudWatch::Alarm"

// watched returns an alarm's metrics, each with the value of its first
// dimension.
func watched(alarm stack.Resource) []string {
	metrics := []any{alarm.Properties}
	for _, m := range list(alarm.Properties["Metrics"]) {
		if metric := stack.At(m, "MetricStat", "Metric"); metric != nil {
			metrics = append(metrics, metric)
		}
	}
	var names []string
	for _, m := range metrics {
		name := stack.At(m, "MetricName")
		if name == nil {
			continue
		}
		subject := ""
		if dimensions := list(stack.At(m, "Dimensions")); len(dimensions) > 0 {
			subject = fmt.Sprint(stack.At(dimensions[0], "Value"))
		}
		names = append(names, fmt.Sprint(name, " ", subject))
	}
	return names
}

func TestAlarms(t *testing.T) {
	t.Parallel()
	template := load(t)
	alarms := map[string]bool{}
	for _, alarm := range loadAlarms(t).Resources(alarmType) {
		want(t, alarm, sub("${Stack}-"+alarm.Name), "AlarmName")
		want(t, alarm, "["+ref("Operator")+"]", "AlarmActions")
		want(t, alarm, "["+ref("Operator")+"]", "OKActions") // tell people when it is over
		for _, name := range watched(alarm) {
			alarms[name] = true
		}
	}
	wanted := []string{
		"Reputation.BounceRate ", "Reputation.ComplaintRate ", "OldestDueMail now", "OldestDueMail bulk", "BreakerOpened ", "OldestImport ",
		"5xx " + ref("Api"), "Throttles ", "WriteThrottleEvents " + ref("Table"),
	}
	for _, queue := range template.Resources("AWS::SQS::Queue") {
		name := ref(queue.Name) // as the part's parameter is called
		wanted = append(wanted, "ApproximateNumberOfMessagesVisible "+name, "ApproximateAgeOfOldestMessage "+name)
	}
	for _, f := range template.Resources(functionType) {
		if len(events(f, "HttpApi")) == 0 {
			wanted = append(wanted, "Errors "+ref(f.Name)) // the others' errors are answers of the gateway
		}
		if len(events(f, "DynamoDB")) > 0 {
			wanted = append(wanted, "IteratorAge "+ref(f.Name))
		}
	}
	for _, alarm := range wanted {
		if !alarms[alarm] {
			t.Errorf("no alarm for %s", alarm)
		}
	}
}

// The alarms are told of the stack that they are a part of by parameters that
// are called like its resources. Left to itself, the part would name its own
// stack and watch metrics that nobody reports.
func TestAlarms_knowTheirStack(t *testing.T) {
	t.Parallel()
	part, _ := load(t).Resource("Alarms")
	want(t, part, alarmsTemplate, "TemplateURL")
	passed, _ := part.Properties["Parameters"].(map[string]any)
	alarms := loadAlarms(t)
	asked, _ := alarms.Sections["Parameters"].(map[string]any)
	for name := range asked {
		switch wanted := fmt.Sprint(passed[name]); {
		case passed[name] == nil:
			t.Errorf("%s is not passed on", name)
		case name == "Stack" && wanted != ref("AWS::StackName"),
			name == "FailedEvents" && wanted != att("FailedEvents", "QueueName"),
			name != "Stack" && name != "FailedEvents" && name != "OperatorEmail" && wanted != ref(name):
			t.Errorf("%s: got %s", name, wanted)
		}
	}
	if strings.Contains(text(t, alarms.Sections["Resources"]), "AWS::StackName") {
		t.Error("the part refers to its own name")
	}
}

// The metrics of waiting work arrive every minute: if they stop, nothing is
// checking.
func TestAlarms_silence(t *testing.T) {
	t.Parallel()
	for _, alarm := range loadAlarms(t).Resources(alarmType) {
		wanted := "notBreaching"
		if metrics := watched(alarm); slices.Contains(metrics, "OldestDueMail now") || slices.Contains(metrics, "OldestImport ") {
			wanted = "breaching"
		}
		want(t, alarm, wanted, "TreatMissingData")
	}
}

var (
	runbook = regexp.MustCompile(`Runbook: (docs/[a-z]+\.md)#([a-z0-9-]+)$`)
	heading = regexp.MustCompile(`(?m)^#+ +(.*)$`)
	dropped = regexp.MustCompile(`[^a-z0-9 -]`)
)

// anchors returns the names by which the headings of a page can be linked to.
func anchors(page string) map[string]bool {
	found := map[string]bool{}
	for _, match := range heading.FindAllStringSubmatch(page, -1) {
		name := dropped.ReplaceAllString(strings.ToLower(match[1]), "")
		found[strings.ReplaceAll(strings.TrimSpace(name), " ", "-")] = true
	}
	return found
}

// section returns the text under the heading with that name.
func section(page, anchor string) string {
	var text strings.Builder
	within := false
	for line := range strings.Lines(page) {
		if found := anchors(line); len(found) > 0 {
			within = found[anchor]
		}
		if within {
			text.WriteString(line)
		}
	}
	return text.String()
}

// A person woken by an alarm is told where to read on: what the alarm is, what
// users notice, and when it is over.
func TestAlarms_nameTheirRunbook(t *testing.T) {
	t.Parallel()
	root, err := stack.Root()
	if err != nil {
		t.Fatal(err)
	}
	for _, alarm := range loadAlarms(t).Resources(alarmType) {
		description := fmt.Sprint(alarm.Properties["AlarmDescription"])
		match := runbook.FindStringSubmatch(description)
		if match == nil {
			t.Errorf("%s names no runbook: %s", alarm.Name, description)
			continue
		}
		page, err := os.ReadFile(filepath.Join(root, match[1]))
		if err != nil {
			t.Errorf("%s: %v", alarm.Name, err)
			continue
		}
		if !anchors(string(page))[match[2]] {
			t.Errorf("%s: %s has no heading #%s", alarm.Name, match[1], match[2])
		}
		text := section(string(page), match[2])
		for _, said := range []string{alarm.Name, "Users", "**Over when**"} {
			if !strings.Contains(text, said) {
				t.Errorf("%s: %s#%s does not say %q", alarm.Name, match[1], match[2], said)
			}
		}
	}
}

var told = regexp.MustCompile(`telemetry\.(?:Count|CountOf|Seconds)\("(\w+)"`)

// The code reports what an alarm or the dashboard watches, and nothing that
// nobody watches.
func TestFigures(t *testing.T) {
	t.Parallel()
	root, err := stack.Root()
	if err != nil {
		t.Fatal(err)
	}
	figures := map[string]bool{}
	err = filepath.WalkDir(filepath.Join(root, "internal"), func(path string, entry os.DirEntry, err error) error {
		if err != nil || filepath.Ext(path) != ".go" || strings.HasSuffix(path, "_test.go") {
			return err
		}
		source, err := os.ReadFile(path)
		for _, match := range told.FindAllStringSubmatch(string(source), -1) {
			figures[match[1]] = true
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	template := loadAlarms(t)
	dashboard, _ := template.Resource("Dashboard")
	shown := text(t, dashboard.Properties["DashboardBody"])
	watched := map[string]bool{}
	for _, alarm := range template.Resources(alarmType) {
		if fmt.Sprint(alarm.Properties["Namespace"]) == ref("Stack") {
			watched[fmt.Sprint(alarm.Properties["MetricName"])] = true
		}
	}
	for name := range watched {
		if !figures[name] {
			t.Errorf("an alarm watches %s, which nothing tells", name)
		}
	}
	for name := range figures {
		if !watched[name] && !strings.Contains(shown, name) {
			t.Errorf("nobody watches %s", name)
		}
	}
}

func TestDashboard_showsEachAlarm(t *testing.T) {
	t.Parallel()
	template := loadAlarms(t)
	dashboard, ok := template.Resource("Dashboard")
	if !ok {
		t.Fatal("no dashboard")
	}
	body, _ := stack.At(dashboard.Properties, "DashboardBody", "Fn::Sub").(string)
	if !json.Valid([]byte(regexp.MustCompile(`\$\{[^}]*\}`).ReplaceAllString(body, "name"))) {
		t.Error("the dashboard's body is not JSON")
	}
	shown := text(t, dashboard.Properties["DashboardBody"])
	for _, alarm := range template.Resources(alarmType) {
		if !strings.Contains(shown, "${"+alarm.Name+".Arn}") {
			t.Errorf("the dashboard does not show %s", alarm.Name)
		}
	}
}
