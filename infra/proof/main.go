// Command proof runs the long proofs of what must hold whatever happens, one
// after the other, and writes what they reached into docs/reliability.md:
//
//	make proof
//	make proof PROOFS='histories|storm' SCALE=0.01
//	make proof PROOFS=histories MINUTES=30
//
// The figures and their proofs are in figures.go. A proof is a command, mostly a
// test, that takes -scale, the share of its goal, and -seed. It prints what it
// reached in lines that begin with "proved: ", counted if it can be. Its result
// is kept in the folder results, so proofs may be run on different days and
// machines, and runs of different seeds add up; the table says of a figure
// without a result that it was not shown. A proof that fails fails the run, after
// the others, and its figure, with the reason; one that was ended by somebody else
// fails the run only. With -minutes a proof runs in slices, a seed after
// the other, until the time is over or the goal is reached.
package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"math"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"syscall"
	"time"

	"github.com/communitrak/onboarding/infra/circumstances"
	"github.com/communitrak/onboarding/internal/stack"
)

// provedPrefix begins the lines in which a test says what it reached.
const provedPrefix = "proved: "

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	var o options
	only := flag.String("only", "", "a regular expression: run those proofs only whose whole name it matches")
	flag.Float64Var(&o.scale, "scale", 1, "the share of the goals; with -minutes, the most of a slice")
	flag.Uint64Var(&o.seed, "seed", 20261127, "what is drawn from chance; with -minutes, the first of the seeds")
	minutes := flag.Float64("minutes", 0, "run each proof in slices for so long, or until its goal is reached")
	flag.Parse()
	o.limit = time.Duration(*minutes * float64(time.Minute))
	if err := prove(ctx, *only, o); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// options say in which size proofs run.
type options struct {
	root  string
	scale float64
	seed  uint64
	limit time.Duration // of the slices; 0: the proof runs once
}

// results is the folder of what was shown.
func (o options) results() string { return filepath.Join(o.root, "infra", "proof", "results") }

func prove(ctx context.Context, only string, o options) error {
	matching, err := regexp.Compile("^(?:" + only + ")$")
	if err != nil {
		return err
	}
	if o.root, err = stack.Root(); err != nil {
		return err
	}
	var failed []error
	for _, f := range figures {
		for _, p := range f.proofs {
			if only != "" && !matching.MatchString(p.name) {
				continue
			}
			fmt.Printf("== %s %s\n", f.id, p.name)
			failed = append(failed, p.prove(ctx, o))
			if ctx.Err() != nil {
				return ctx.Err()
			}
		}
	}
	return errors.Join(append(failed, writeTable(o.root, o.results()))...)
}

// prove runs the proof once, or in slices, and writes the table after each run,
// so that nothing is lost when somebody ends a long one.
func (p proof) prove(ctx context.Context, o options) error {
	if _, err := exec.LookPath(p.needs); p.needs != "" && err != nil {
		fmt.Printf("skipped: %s needs %s\n", p.name, p.needs)
		return nil
	}
	folder := o.results()
	known, err := load(folder, p.name)
	if err != nil {
		return err
	}
	slices := slicer{most: o.scale, left: o.limit}
	for {
		scale, seed := o.scale, o.seed
		if o.limit > 0 && p.adds() {
			scale, seed = slices.next(known), known.unused(o.seed)
		}
		latest, failed := p.run(ctx, o.root, scale, seed)
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if errors.Is(failed, errNotRun) {
			return failed
		}
		known.add(latest, p.adds())
		if err := errors.Join(failed, known.save(folder), writeTable(o.root, folder)); err != nil {
			return err
		}
		slices.took(latest)
		if !p.adds() || known.done() || slices.left <= 0 {
			return nil
		}
	}
}

// adds reports whether runs of the proof add up.
func (p proof) adds() bool { return p.ours && !p.whole && !p.alone }

func writeTable(root, folder string) error {
	table, err := render(folder)
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(root, "docs", "reliability.md"), table, 0o644)
}

// slicer cuts the work into runs of a few minutes each.
type slicer struct {
	most    float64 // scale of a run
	left    time.Duration
	seconds float64 // that the last run took
	scale   float64 // of the last run
}

const (
	firstSlice = 0.001 // scale
	sliceTime  = 5 * time.Minute
)

// next is the scale of the next run: what the time or the goal leaves, but no
// more than some minutes' work, judged by the last run.
func (s *slicer) next(known result) float64 {
	scale := firstSlice
	if s.seconds > 0 {
		scale = s.scale * min(s.left, sliceTime).Seconds() / s.seconds
	}
	if sum, ok := known.shown(); ok {
		scale = min(scale, float64(sum.Of-sum.Reached)/float64(sum.Of))
	}
	// Rounded up to two digits, so that people can repeat the run.
	digits := math.Pow(10, math.Floor(math.Log10(scale))-1)
	return min(s.most, math.Ceil(scale/digits)*digits)
}

func (s *slicer) took(latest run) {
	s.seconds, s.scale = latest.Seconds, latest.Scale
	s.left -= time.Duration(latest.Seconds * float64(time.Second))
}

// errNotRun is of a proof that shows nothing, neither that the promise holds nor
// that it does not: it does not compile, or somebody else ended it or its engine.
var errNotRun = errors.New("not run to its end, which shows nothing")

// run runs the proof. An error that is not errNotRun says that it failed; the run
// says so, too, and why.
func (p proof) run(ctx context.Context, root string, scale float64, seed uint64) (run, error) {
	line := p.line(p.sized(scale), seed)
	r := run{Commit: circumstances.Commit(ctx, root), Processors: runtime.NumCPU(), At: time.Now().UTC()}
	if p.ours {
		var err error
		r.Scale, r.Seed = p.sized(scale), seed
		if r.Engine, err = circumstances.Engine(ctx); err != nil {
			return r, fmt.Errorf("%s: %w: %w", p.name, errNotRun, err)
		}
	}
	command := exec.CommandContext(ctx, line[0], line[1:]...)
	var printed bytes.Buffer
	command.Dir, command.Stdout, command.Stderr = root, io.MultiWriter(&printed, os.Stdout), os.Stderr
	command.Env = append(os.Environ(), quick()...)
	// The Go command's children, too, end with the proof.
	command.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	command.Cancel = func() error { return syscall.Kill(-command.Process.Pid, syscall.SIGTERM) }
	err := command.Run()
	r.Seconds = math.Round(1000*time.Since(r.At).Seconds()) / 1000
	r.Load, _ = circumstances.Load()
	if err != nil {
		if why := p.disturbed(ctx, err, printed.String()); why != nil {
			return r, fmt.Errorf("%s: %w: %w", p.name, errNotRun, why)
		}
		r.Failure = reason(printed.String())
		return r, fmt.Errorf("%s: %w", p.name, err)
	}
	if r.Share, r.Reached, err = reached(&printed); err == nil && p.ours && len(r.Reached) == 0 {
		err = errors.New("it does not say what it reached")
	}
	if err != nil {
		r.Failure = err.Error()
		return r, fmt.Errorf("%s: %w", p.name, err)
	}
	r.Passed = true
	return r, nil
}

// quick has the tests collect garbage less often, and keep their files, which no
// proof is about, where nothing waits for a disk. What the Go command builds stays
// where there is more room.
func quick() []string {
	const memory = "/dev/shm"
	variables := []string{"GOGC=400"}
	if folder, err := os.Stat(memory); err == nil && folder.IsDir() {
		variables = append(variables, "TMPDIR="+memory, "GOTMPDIR="+os.TempDir())
	}
	return variables
}

// reached returns what the tests say that they reached, and the share of the
// goal, which stands before the words if it is counted.
func reached(printed io.Reader) (counted *share, all []string, err error) {
	lines := bufio.NewScanner(printed)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		_, said, ok := strings.Cut(lines.Text(), provedPrefix)
		if !ok {
			continue
		}
		if count, words, ok := strings.Cut(said, "} "); ok && strings.HasPrefix(said, "{") {
			counted, said = new(share), words
			if err := json.Unmarshal([]byte(count+"}"), counted); err != nil {
				return nil, nil, fmt.Errorf("what was reached: %w", err)
			}
		}
		all = append(all, said)
	}
	return counted, all, lines.Err()
}
