package rules

import (
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/communitrak/onboarding/internal/stack"
)

// Nobody waits for what runs in the background, so these functions may link what
// the others may not: S3, SES, the readers of workbooks, letters, and templates.
var background = []string{"deliver", "feedback", "import", "print"}

// unlinked are packages that only the background functions may link, besides the
// functions named.
var unlinked = map[string][]string{
	"github.com/aws/aws-sdk-go-v2/service/s3":                     {"review"},
	"github.com/aws/aws-sdk-go-v2/service/ses":                    {},
	"github.com/communitrak/onboarding/internal/importer":         {"review"},
	"github.com/communitrak/onboarding/internal/rosterfile":       {"review"},
	"github.com/communitrak/onboarding/internal/rosterfile/sheet": {"review"},
	"github.com/communitrak/onboarding/internal/mail":             {},
	"github.com/communitrak/onboarding/internal/mail/message":     {},
	"github.com/communitrak/onboarding/internal/letter":           {},
	"github.com/communitrak/onboarding/internal/brand/logo":       {"members"},
	"image/jpeg":                         {"members"},
	"archive/zip":                        {"review"},
	"golang.org/x/text/encoding/charmap": {"review"},
	"github.com/communitrak/onboarding/internal/console":        {"console"},
	"github.com/communitrak/onboarding/internal/api/everything": {},
	"github.com/communitrak/onboarding/internal/api":            {"activate", "invite", "members", "resend", "review", "session"},
	"github.com/danielgtaylor/huma/v2":                          {"activate", "invite", "members", "resend", "review", "session"},
	"github.com/aws/aws-sdk-go-v2/service/dynamodb":             {"activate", "invite", "members", "resend", "review", "session"},
}

// TestFunctions_link checks that a function links no packages that it does not
// use: importing one is enough to link what it sets up at its start.
func TestFunctions_link(t *testing.T) {
	t.Parallel()
	for _, function := range functionNames(t) {
		if slices.Contains(background, function) {
			continue
		}
		list := exec.CommandContext(t.Context(), "go", "list", "-deps", "-f", `{{.ImportPath}}:{{join .Imports " "}}`, "github.com/communitrak/onboarding/functions/"+function)
		out, err := list.Output()
		if err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(string(out)) {
			pkg, imports, _ := strings.Cut(strings.TrimSpace(line), ":")
			if allowed, listed := unlinked[pkg]; listed && !slices.Contains(allowed, function) {
				t.Errorf("%s links %s", function, pkg)
			}
			if strings.HasPrefix(pkg, "github.com/communitrak/onboarding/") && slices.Contains(strings.Fields(imports), "html/template") {
				t.Errorf("%s links %s, which imports html/template", function, pkg)
			}
		}
	}
}

// sizes are the most that functions may measure, as multiples of one that does
// nothing.
var sizes = map[string]float64{
	"activate": 1.8, "console": 1.55, "resend": 1.75, "session": 1.8,
	"invite": 1.9, "members": 2.05, "review": 2.3,
	"deliver": 2.3, "feedback": 1.65, "import": 2.2, "print": 2.1,
}

// TestFunctions_size builds the functions as they are deployed.
func TestFunctions_size(t *testing.T) {
	if testing.Short() {
		t.Skip("-short: the sizes of the functions")
	}
	t.Parallel()
	empty := filepath.Join(t.TempDir(), "main.go")
	program := "package main\n\nimport (\n\t\"context\"\n\n\t\"github.com/aws/aws-lambda-go/lambda\"\n)\n\nfunc main() { lambda.Start(func(context.Context) error { return nil }) }\n"
	if err := os.WriteFile(empty, []byte(program), 0o600); err != nil {
		t.Fatal(err)
	}
	nothing := builtSize(t, empty)
	for _, function := range functionNames(t) {
		limit, listed := sizes[function]
		if !listed {
			t.Errorf("%s has no limit", function)
		}
		if got := builtSize(t, "./functions/"+function) / nothing; got > limit {
			t.Errorf("%s is %.3f times a function that does nothing, want at most %.2f", function, got, limit)
		}
	}
}

// builtSize builds the program as SAM_BUILD in the Makefile does, and returns
// its size in bytes.
func builtSize(t *testing.T, source string) float64 {
	t.Helper()
	built := filepath.Join(t.TempDir(), "bootstrap")
	command := exec.CommandContext(t.Context(), "go", "build", "-trimpath", "-tags=lambda.norpc", "-ldflags=-s", "-o", built, source)
	command.Dir, command.Env = moduleRoot(t), append(os.Environ(), "CGO_ENABLED=0", "GOOS=linux", "GOARCH=amd64")
	if output, err := command.CombinedOutput(); err != nil {
		t.Fatalf("build %s: %v\n%s", source, err, output)
	}
	file, err := os.Stat(built)
	if err != nil {
		t.Fatal(err)
	}
	return float64(file.Size())
}

// functionNames returns the functions by their folders.
func functionNames(t *testing.T) []string {
	t.Helper()
	mains, err := filepath.Glob(filepath.Join(moduleRoot(t), "functions", "*", "main.go"))
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, main := range mains {
		names = append(names, filepath.Base(filepath.Dir(main)))
	}
	if len(names) == 0 {
		t.Fatal("no functions were found")
	}
	return names
}

func moduleRoot(t *testing.T) string {
	t.Helper()
	root, err := stack.Root()
	if err != nil {
		t.Fatal(err)
	}
	return root
}
