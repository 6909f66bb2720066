package api_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"testing"

	"github.com/communitrak/onboarding/internal/api"
	"github.com/communitrak/onboarding/internal/api/everything"
)

var update = flag.Bool("update", false, "write the golden files")

const openAPIFile = "../../docs/openapi.json"

func TestOpenAPI_asCheckedIn(t *testing.T) {
	t.Parallel()
	raw, err := api.OpenAPI(everything.Operations(nil, 0)...)
	if err != nil {
		t.Fatal(err)
	}
	var got bytes.Buffer
	if err := json.Indent(&got, raw, "", "  "); err != nil {
		t.Fatal(err)
	}
	got.WriteByte('\n')
	if *update {
		if err := os.WriteFile(openAPIFile, got.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(openAPIFile)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got.Bytes(), want) {
		t.Errorf("%s is not what the operations say; write it anew with go test ./internal/api -update", openAPIFile)
	}
}
