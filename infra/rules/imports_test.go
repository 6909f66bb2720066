package rules_test

import (
	"os/exec"
	"strings"
	"testing"
)

// layers are the packages that know of others, top first. A package may import
// what is below it, never what is above it.
var layers = [][]string{
	{"infra/", "functions/"},
	{"functions/internal"},
	{"internal/api/everything"},
	{"internal/api/review"},
	{"internal/api"},
	{"internal/api/system"},
	{"internal/api/problems"},
	{"internal/importer", "internal/mail", "internal/overview", "internal/printing"},
	{"internal/importer/plan"},
	{"internal/importer/snapshot"},
	{"internal/importer/bucket", "internal/importer/parse"},
	{"internal/onboarding"},
	{"internal/account"},
	{"internal/dynamo"},
	{"internal/roster"},
	{"internal/app/dynamodbclient", "internal/app/s3client", "internal/app/sesclient"},
	{"internal/rosterfile/report"},
	{"internal/rosterfile"},
	{"internal/rosterfile/columns"},
	{"internal/rosterfile/sheet"},
	{"internal/app", "internal/page", "internal/console", "internal/mail/message", "internal/letter", "internal/account/password", "internal/account/secondfactor",
		"internal/address", "internal/contact", "internal/personname", "internal/faults"},
	{"docs", "internal/typo", "internal/telemetry", "internal/brand", "internal/stack", "internal/child", "internal/secret", "internal/canary", "internal/faults/units"},
}

func layerOf(pkg string) int {
	found, length := -1, 0
	for n, names := range layers {
		for _, name := range names {
			if (pkg == name || strings.HasPrefix(pkg, strings.TrimSuffix(name, "/")+"/")) && len(name) > length {
				found, length = n, len(name)
			}
		}
	}
	return found
}

// TestImports checks that imports between packages point one way.
func TestImports(t *testing.T) {
	t.Parallel()
	list := exec.CommandContext(t.Context(), "go", "list", "-f", "{{.ImportPath}}:{{join .Imports \" \"}}", "github.com/communitrak/onboarding/...")
	out, err := list.Output()
	if err != nil {
		t.Fatal(err)
	}
	seen := 0
	for line := range strings.Lines(string(out)) {
		path, imports, _ := strings.Cut(strings.TrimSpace(line), ":")
		from := strings.TrimPrefix(path, "github.com/communitrak/onboarding/")
		if strings.HasSuffix(from, "test") || strings.HasPrefix(from, "infra/") {
			continue // what only tests and the local machine use may import anything
		}
		if layerOf(from) < 0 {
			t.Errorf("%s stands in no layer", from)
		}
		for imported := range strings.FieldsSeq(imports) {
			to, own := strings.CutPrefix(imported, "github.com/communitrak/onboarding/")
			if !own {
				continue
			}
			seen++
			if layerOf(to) <= layerOf(from) {
				t.Errorf("%s imports %s, which does not stand below it", from, to)
			}
		}
	}
	if seen == 0 {
		t.Error("no imports were looked at")
	}
}

// TestImports_withoutInfra checks that internal needs nothing of infra, not
// even for its tests: what both need is in internal.
func TestImports_withoutInfra(t *testing.T) {
	t.Parallel()
	list := exec.CommandContext(t.Context(), "go", "list", "-f",
		`{{.ImportPath}}:{{join .Imports " "}} {{join .TestImports " "}} {{join .XTestImports " "}}`, "github.com/communitrak/onboarding/internal/...")
	out, err := list.Output()
	if err != nil {
		t.Fatal(err)
	}
	seen := 0
	for line := range strings.Lines(string(out)) {
		path, imports, _ := strings.Cut(strings.TrimSpace(line), ":")
		for imported := range strings.FieldsSeq(imports) {
			if strings.HasPrefix(imported, "github.com/communitrak/onboarding/internal/") {
				seen++
			}
			if strings.HasPrefix(imported, "github.com/communitrak/onboarding/infra/") {
				t.Errorf("%s imports %s", path, imported)
			}
		}
	}
	if seen == 0 {
		t.Error("no imports were looked at")
	}
}

// TestImports_pure checks that the domain rules know neither AWS nor HTTP.
func TestImports_pure(t *testing.T) {
	t.Parallel()
	for _, pkg := range []string{"internal/roster", "internal/address", "internal/contact", "internal/telemetry", "internal/personname"} {
		out, err := exec.CommandContext(t.Context(), "go", "list", "-deps", "github.com/communitrak/onboarding/"+pkg).Output()
		if err != nil {
			t.Fatal(err)
		}
		for dep := range strings.FieldsSeq(string(out)) {
			if strings.Contains(dep, "aws") || dep == "net/http" {
				t.Errorf("%s depends on %s", pkg, dep)
			}
		}
	}
}

// TestImports_storage checks that only the table's package knows DynamoDB's
// SDK, and that of an import's packages only the bucket's knows S3's. The
// decisions about rows make no calls at all: they do not even know a context.
func TestImports_storage(t *testing.T) {
	t.Parallel()
	forbidden := map[string][]string{
		"internal/importer":          {"aws-sdk-go-v2", "smithy-go"},
		"internal/importer/plan":     {"aws-sdk-go-v2", "smithy-go", "context"},
		"internal/importer/snapshot": {"aws-sdk-go-v2", "smithy-go"},
		"internal/importer/parse":    {"aws-sdk-go-v2", "smithy-go", "internal/dynamo"},
		"internal/importer/bucket":   {"service/dynamodb", "internal/dynamo"},
	}
	for pkg, parts := range forbidden {
		out, err := exec.CommandContext(t.Context(), "go", "list", "-f", `{{join .Imports " "}}`, "github.com/communitrak/onboarding/"+pkg).Output()
		if err != nil {
			t.Fatal(err)
		}
		for imported := range strings.FieldsSeq(string(out)) {
			for _, part := range parts {
				if strings.Contains(imported, part) {
					t.Errorf("%s imports %s", pkg, imported)
				}
			}
		}
	}
}
