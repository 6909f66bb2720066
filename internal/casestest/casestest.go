// Package casestest finds the test material that is not part of the repository:
// rosters of other programs, published addresses and other cases with licenses
// of their own. The environment variable CASES names its folder; without it,
// the tests that read it are skipped, and those on cases of our own (in
// kinds_test.go and rosters_test.go) stand for them.
package casestest

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"
)

// Variable is the environment variable that names the folder.
const Variable = "CASES"

// Dir returns the folder of the cases. It skips the test if there is none, and
// fails it if the variable names something else.
func Dir(t testing.TB) string {
	t.Helper()
	dir := os.Getenv(Variable)
	if dir == "" {
		t.Skipf("%s names no folder with cases from outside the repository", Variable)
	}
	if !filepath.IsAbs(dir) {
		t.Fatalf("%s=%s must be an absolute path: tests run in the folders of their packages", Variable, dir)
	}
	if info, err := os.Stat(dir); err != nil || !info.IsDir() {
		t.Fatalf("%s=%s is no folder", Variable, dir)
	}
	return dir
}

// Read returns the content of a file of the cases, or skips the test as Dir
// does.
func Read(t testing.TB, name string) []byte {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(Dir(t), name))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// Glob returns the paths of the files that match one of the patterns, which are
// relative to the folder. It skips the test as Dir does, and fails it if there
// are no such files.
func Glob(t testing.TB, patterns ...string) []string {
	t.Helper()
	dir := Dir(t)
	var files []string
	for _, pattern := range patterns {
		found, err := filepath.Glob(filepath.Join(dir, pattern))
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, found...)
	}
	if len(files) == 0 {
		t.Fatalf("%s=%s has no files %v", Variable, dir, patterns)
	}
	return files
}

// Lines returns the JSON values of a file of the cases that has one on each
// line. It skips the test as Dir does.
func Lines[T any](t testing.TB, name string) []T {
	t.Helper()
	var all []T
	for line := range bytes.Lines(Read(t, name)) {
		var one T
		if err := json.Unmarshal(line, &one); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		all = append(all, one)
	}
	return all
}

// Naughty returns the strings that break programs.
func Naughty(t testing.TB) []string {
	t.Helper()
	var all []string
	if err := json.Unmarshal(Read(t, "naughty.json"), &all); err != nil {
		t.Fatal(err)
	}
	return all
}
