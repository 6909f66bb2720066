package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"golang.org/x/sync/errgroup"

	"github.com/communitrak/onboarding/internal/stack"
)

const (
	fuzzed      = 30 * time.Minute // the goal for each target
	leastFuzzed = 10 * time.Second // some need seconds for the inputs that are known
)

var (
	fuzzEach = flag.Duration("fuzzeach", 0, "fuzz each target this long, instead of its share of the goal")
	fuzzIn   = flag.String("fuzzin", "", "fuzz only the targets of this package")
)

// TestFuzz fuzzes every target of the project for a while, as many at a time as
// there are processors: as long as -fuzzeach says, as in `make fuzz`, or for the
// share of the goal in -scale. Without either, it only checks that a figure has
// each, whose seeds are in the tests of their packages. A crash leaves its input
// in the package's testdata/fuzz.
func TestFuzz(t *testing.T) {
	targets := fuzzTargets(t)
	for _, target := range targets {
		pkg, _, _ := strings.Cut(target, " ")
		if !slices.ContainsFunc(figures, func(f figure) bool {
			return slices.ContainsFunc(f.proofs, func(p proof) bool { return slices.Contains(p.command, "-fuzzin="+pkg) })
		}) {
			t.Errorf("no figure has %s", target)
		}
	}
	if *fuzzIn != "" {
		targets = slices.DeleteFunc(targets, func(target string) bool { return !strings.HasPrefix(target, *fuzzIn+" ") })
	}
	each := *fuzzEach
	if *scale > 0 {
		each = max(leastFuzzed, time.Duration(math.Round(*scale*fuzzed.Seconds()))*time.Second)
	}
	if each <= 0 {
		return
	}
	var inputs atomic.Int64
	var lanes errgroup.Group
	lanes.SetLimit(runtime.GOMAXPROCS(0))
	for _, target := range targets {
		lanes.Go(func() error {
			given, err := fuzz(t.Context(), target, each)
			inputs.Add(int64(given))
			if err == nil && given == 0 {
				err = errors.New("nothing was fuzzed")
			}
			if err != nil {
				t.Errorf("%s: %v", target, err)
				return nil // the others go on
			}
			_, _ = fmt.Fprintf(t.Output(), "%s: %s inputs in %s\n", target, counted(given), each)
			return nil
		})
	}
	_ = lanes.Wait()
	if len(targets) == 0 {
		t.Fatalf("%s has no target", *fuzzIn)
	}
	var names []string
	for _, target := range targets {
		_, name, _ := strings.Cut(target, " ")
		names = append(names, name)
	}
	provedShare(t, some(int(each.Seconds()), int(fuzzed.Seconds()), "seconds of fuzzing"), " each on one processor: %s: %s inputs, no crash", strings.Join(names, ", "), counted(int(inputs.Load())))
}

var (
	fuzzFunction = regexp.MustCompile(`(?m)^func (Fuzz\w*)\(`)
	execs        = regexp.MustCompile(`execs: (\d+)`)
	// outOfTime is how fuzzing without a failing input sometimes ends when its
	// time is over, before Go 1.27: https://go.dev/issue/75804.
	outOfTime = regexp.MustCompile(`(?m)^--- FAIL: Fuzz\w* \(.*\)\n\s+context deadline exceeded\nFAIL$`)
)

func TestFuzz_outOfTime(t *testing.T) {
	t.Parallel()
	const over = "fuzz: elapsed: 1m30s, execs: 1810867 (0/sec), new interesting: 72 (total: 438)\n--- FAIL: FuzzClean (90.06s)\n    context deadline exceeded\nFAIL\nexit status 1\n"
	if !outOfTime.MatchString(over) {
		t.Error("the end of the time counts as a crash")
	}
	for _, crash := range []string{
		"--- FAIL: FuzzInvitation (3.24s)\n    --- FAIL: FuzzInvitation (0.00s)\n        message_test.go:489: the text holds \"A+:0\"\n    \n    Failing input written to testdata/fuzz/FuzzInvitation/f79a6f\nFAIL\n",
		"--- FAIL: FuzzOpen (3.24s)\n    --- FAIL: FuzzOpen (0.00s)\n        open_test.go:9: context deadline exceeded\n    \n    Failing input written to testdata/fuzz/FuzzOpen/f79a6f\nFAIL\n",
	} {
		if outOfTime.MatchString(crash) {
			t.Errorf("this counts as the end of the time: %s", crash)
		}
	}
}

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

// fuzz runs one target on one processor and returns how many inputs it was given.
func fuzz(ctx context.Context, target string, each time.Duration) (inputs int, err error) {
	pkg, function, _ := strings.Cut(target, " ")
	root, err := stack.Root()
	if err != nil {
		return 0, err
	}
	run := exec.CommandContext(ctx, "go", "test", pkg, "-run=^$", "-fuzz=^"+function+"$", "-fuzztime="+each.String(), "-parallel=1", "-fuzzminimizetime=5s")
	run.Dir = root
	said, err := run.CombinedOutput()
	switch {
	case outOfTime.Match(said):
		err = nil
	case err != nil:
		err = fmt.Errorf("%s\n%s", reason(string(said)), said)
	}
	if found := execs.FindAllSubmatch(said, -1); len(found) > 0 {
		inputs, _ = strconv.Atoi(string(found[len(found)-1][1])) // it is digits only
	}
	return inputs, err
}
