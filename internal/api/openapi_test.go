package api_test

import (
	"bytes"
	"encoding/json"
	"testing"

	"github.com/communitrak/onboarding/internal/api"
	"github.com/communitrak/onboarding/internal/api/everything"
	"github.com/communitrak/onboarding/internal/goldentest"
)

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
	goldentest.Check(t, openAPIFile, got.String())
}
