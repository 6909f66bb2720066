package rules

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// A link of a document to a place in the repository, without its anchor.
var relativeLink = regexp.MustCompile(`\]\(([^)#:\s]+)(?:#[^)]*)?\)`)

// TestLinks follows each link from a document to a file of the repository.
func TestLinks(t *testing.T) {
	for _, document := range documents(t) {
		text, err := os.ReadFile(document)
		if err != nil {
			t.Fatal(err)
		}
		for _, match := range relativeLink.FindAllStringSubmatch(string(text), -1) {
			target := filepath.Join(filepath.Dir(document), filepath.FromSlash(match[1]))
			if _, err := os.Stat(target); err != nil {
				t.Errorf("%s links to %s, which does not exist", document, match[1])
			}
		}
	}
}

// documents returns the paths of the repository's Markdown files.
func documents(t *testing.T) []string {
	t.Helper()
	command := exec.CommandContext(t.Context(), "git", "ls-files", "*.md")
	command.Dir = filepath.Join("..", "..")
	output, err := command.Output()
	if err != nil {
		t.Fatalf("git ls-files: %v", err)
	}
	var paths []string
	for name := range strings.FieldsSeq(string(output)) {
		paths = append(paths, filepath.Join("..", "..", filepath.FromSlash(name)))
	}
	if len(paths) < 10 {
		t.Fatalf("git knows %d documents only: %v", len(paths), paths)
	}
	return paths
}
