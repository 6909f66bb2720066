package sam

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"communitrak/internal/stack"
)

// TestPrepare checks that the template `sam local` gets names the endpoints for
// every function, along with its other settings, and finds the code.
func TestPrepare(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	f := &Functions{docker: &Docker{host: "unix:///nowhere"}, settings: Settings{Root: dir, Dir: dir, Environment: map[string]string{"TABLE": "here"}}}
	if err := os.Mkdir(f.buildDir(), 0o755); err != nil {
		t.Fatal(err)
	}
	source := `
Resources:
  Console: {Type: AWS::Serverless::Function, Properties: {CodeUri: Console}}
  Imports: {Type: AWS::Serverless::Function, Properties: {CodeUri: Imports, Environment: {Variables: {BUCKET: !Sub 'x'}}}}
  Table: {Type: AWS::DynamoDB::Table}
`
	if err := os.WriteFile(filepath.Join(f.buildDir(), "template.yaml"), []byte(source), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := f.prepare(t.Context()); err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(f.template())
	if err != nil {
		t.Fatal(err)
	}
	got, err := stack.Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	for name, settings := range map[string]int{"Console": len(endpoints), "Imports": len(endpoints) + 1} {
		function, _ := got.Resource(name)
		variables, _ := stack.At(function.Properties, "Environment", "Variables").(map[string]any)
		if len(variables) != settings {
			t.Errorf("%s: got the settings %v, want %d", name, variables, settings)
		}
		if code, want := function.Properties["CodeUri"], filepath.Join(f.buildDir(), name); code != want {
			t.Errorf("%s: got the code in %v, want %s", name, code, want)
		}
	}
}

func TestQuote(t *testing.T) {
	t.Parallel()
	for _, word := range []string{"plain", "two words", "it's", `"$HOME"\`} {
		got, err := exec.CommandContext(t.Context(), "sh", "-c", "printf %s "+quote(word)).Output()
		if err != nil {
			t.Fatal(err)
		}
		if string(got) != word {
			t.Errorf("got %q, want %q", got, word)
		}
	}
}
