package app

import (
	"bytes"
	"encoding/json"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/communitrak/onboarding/internal/telemetry"
)

func TestNewLogger_ids(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	ctx := telemetry.WithMember(telemetry.WithCommunity(telemetry.WithRequestID(t.Context(), "r1"), "c1"), "m1")
	NewLogger(&out, "").With("function", "invite").InfoContext(ctx, "one\nline", "queued", 3)
	if got, want := bytes.Count(out.Bytes(), []byte("\n")), 1; got != want {
		t.Errorf("lines: got %d, want %d", got, want)
	}
	var got map[string]any
	if err := json.Unmarshal(out.Bytes(), &got); err != nil {
		t.Fatal(err)
	}
	delete(got, "time")
	want := map[string]any{"level": "INFO", "msg": "one\nline", "function": "invite", "queued": 3.0,
		"request": "r1", "community": "c1", "member": "m1"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("record (-want +got):\n%s", diff)
	}
}
