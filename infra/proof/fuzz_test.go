package main

import (
	"flag"
	"fmt"
	"io/fs"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/communitrak/onboarding/internal/stack"
)

const fuzzed = 30 * time.Minute // the goal for each target

var fuzzEach = flag.Duration("fuzzeach", 0, "fuzz each target this long, instead of its share of the goal")

// TestFuzz fuzzes every target of the project for a while: as long as -fuzzeach
// says, as in `make fuzz`, or for the share of the goal in -scale. Without
// either, it only looks for the targets, whose seeds are in the tests of their
// packages. A crash leaves its input in the package's testdata/fuzz.
func TestFuzz(t *testing.T) {
	targets := fuzzTargets(t)
	if !slices.Contains(targets, "./internal/rosterfile FuzzOpen_text") {
		t.Errorf("what reads any file is not among the targets: %v", targets)
	}
	each := *fuzzEach
	if *scale > 0 {
		each = max(time.Second, time.Duration(math.Round(*scale*fuzzed.Seconds()))*time.Second)
	}
	if each <= 0 {
		return
	}
	inputs := 0
	for _, target := range targets {
		t.Logf("%s, for %s", target, each)
		inputs += fuzz(t, target, each)
	}
	if inputs == 0 {
		t.Error("nothing was fuzzed")
	}
	provedShare(t, some(int(each.Seconds()), int(fuzzed.Seconds()), "seconds of fuzzing"), " each of %d targets, with %s inputs: no crash", len(targets), counted(inputs))
}

var (
	fuzzFunction = regexp.MustCompile(`(?m)^func (Fuzz\w*)\(`)
	execs        = regexp.MustCompile(`execs: (\d+)`)
)

// fuzzTargets finds all targets: a folder and a function each.
func fuzzTargets(t *testing.T) []string {
	t.Helper()
	root, err := stack.Root()
	if err != nil {
		t.Fatal(err)
	}
	var targets []string
	err = fs.WalkDir(os.DirFS(root), ".", func(name string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case entry.IsDir() && strings.HasPrefix(entry.Name(), ".") && name != ".", entry.IsDir() && entry.Name() == "node_modules":
			return fs.SkipDir
		case !strings.HasSuffix(name, "_test.go"):
			return nil
		}
		source, err := fs.ReadFile(os.DirFS(root), name)
		if err != nil {
			return err
		}
		for _, found := range fuzzFunction.FindAllSubmatch(source, -1) {
			targets = append(targets, fmt.Sprintf("./%s %s", filepath.Dir(name), found[1]))
		}
		return nil
	})
	if err != nil || len(targets) == 0 {
		t.Fatalf("looking for fuzz targets: %v, %v", targets, err)
	}
	return targets
}

// fuzz runs one target and returns how many inputs it was given.
func fuzz(t *testing.T, target string, each time.Duration) (inputs int) {
	t.Helper()
	pkg, function, _ := strings.Cut(target, " ")
	root, err := stack.Root()
	if err != nil {
		t.Fatal(err)
	}
	run := exec.CommandContext(t.Context(), "go", "test", pkg, "-run=^$", "-fuzz=^"+function+"$", "-fuzztime="+each.String(), "-fuzzminimizetime=5s")
	run.Dir = root
	said, err := run.CombinedOutput()
	if err != nil {
		t.Errorf("%s: %v\n%s", target, err, said)
	}
	for _, found := range execs.FindAllSubmatch(said, -1) {
		if _, err := fmt.Sscan(string(found[1]), &inputs); err != nil {
			t.Fatal(err)
		}
	}
	return inputs
}
