package app

import (
	"bytes"
	"encoding/json"
	"log/slog"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/communitrak/onboarding/internal/telemetry"
)

func TestNewLogger_figures(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name, namespace string
		attrs           []any
		want            map[string]any
	}{
		{"none", "stack", []any{"n", 3}, map[string]any{"n": 3.0}},
		{"without a namespace", "", []any{telemetry.Count("Activations", 1)}, map[string]any{"Activations": 1.0}},
		{"a count", "stack", []any{telemetry.Count("Activations", 1)}, map[string]any{
			"Activations": 1.0,
			"_aws":        described([]any{}, "Activations", "Count"),
		}},
		{"apart by outcome", "stack", []any{telemetry.CountOf("Mails", 2, telemetry.Outcome, "sent")}, map[string]any{
			"Mails": 2.0, "Outcome": "sent",
			"_aws": described([]any{"Outcome"}, "Mails", "Count"),
		}},
		{"a length of time", "stack", []any{telemetry.Seconds("OldestDueMail", 90*time.Second, telemetry.Lane, "now")}, map[string]any{
			"OldestDueMail": 90.0, "Lane": "now",
			"_aws": described([]any{"Lane"}, "OldestDueMail", "Seconds"),
		}},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			var out bytes.Buffer
			NewLogger(&out, test.namespace).Info("it happened", test.attrs...)
			var got map[string]any
			if err := json.Unmarshal(out.Bytes(), &got); err != nil {
				t.Fatal(err)
			}
			if described, ok := got["_aws"].(map[string]any); ok {
				if at, _ := described["Timestamp"].(float64); time.Since(time.UnixMilli(int64(at))) > time.Minute {
					t.Errorf("timestamp: got %v, want now", at)
				}
				delete(described, "Timestamp")
			}
			for _, name := range []string{slog.TimeKey, slog.LevelKey, slog.MessageKey} {
				delete(got, name)
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("line (-want +got):\n%s", diff)
			}
		})
	}
}

// described returns the object in the form specified by CloudWatch.
func described(dimensions []any, name, unit string) map[string]any {
	return map[string]any{"CloudWatchMetrics": []any{map[string]any{
		"Namespace": "stack", "Dimensions": []any{dimensions}, "Metrics": []any{map[string]any{"Name": name, "Unit": unit}},
	}}}
}
