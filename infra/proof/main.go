// Command proof runs the long proofs of what must hold whatever happens, one
// after the other, and writes what they reached into docs/reliability.md:
//
//	make proof
//	make proof PROOFS='histories|storm' SCALE=0.01
//
// The figures and their proofs are in figures.go. A proof is a command, mostly a
// test, that takes -scale, the share of its goal, and -seed. It prints what it
// reached in lines that begin with "proved: ". Its result is kept in the folder
// results, so proofs may be run on different days and machines; the table has the
// latest of each, and says of a figure without a result that it was not shown. A
// proof that fails fails the run, after the others, and its figure.
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
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"time"

	"github.com/communitrak/onboarding/internal/stack"
)

// provedPrefix begins the lines in which a test says what it reached.
const provedPrefix = "proved: "

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	only := flag.String("only", "", "a regular expression: run those proofs only whose whole name it matches")
	scale := flag.Float64("scale", 1, "the share of the goals")
	seed := flag.Uint64("seed", 20261127, "what is drawn from chance")
	flag.Parse()
	if err := run(ctx, *only, *scale, *seed); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(ctx context.Context, only string, scale float64, seed uint64) error {
	matching, err := regexp.Compile("^(?:" + only + ")$")
	if err != nil {
		return err
	}
	root, err := stack.Root()
	if err != nil {
		return err
	}
	results := filepath.Join(root, "infra", "proof", "results")
	var failed []error
	for _, f := range figures {
		for _, p := range f.proofs {
			if only != "" && !matching.MatchString(p.name) {
				continue
			}
			fmt.Printf("== %s %s\n", f.id, p.name)
			r, err := p.run(ctx, root, scale, seed)
			if ctx.Err() != nil {
				return ctx.Err()
			}
			failed = append(failed, err, r.save(results))
		}
	}
	table, err := render(results)
	if err == nil {
		err = os.WriteFile(filepath.Join(root, "docs", "reliability.md"), table, 0o644)
	}
	return errors.Join(append(failed, err)...)
}

// result is what a proof reached.
type result struct {
	Proof   string
	Scale   float64 // of a proof that takes it, else 0
	Seed    uint64  // likewise
	Reached []string
	Passed  bool
	Seconds float64
	At      time.Time
}

// run runs the proof. An error says that it failed; the result says so, too.
func (p proof) run(ctx context.Context, root string, scale float64, seed uint64) (result, error) {
	line := p.line(p.sized(scale), seed)
	r := result{Proof: p.name, At: time.Now().UTC()}
	if p.ours {
		r.Scale, r.Seed = p.sized(scale), seed
	}
	command := exec.CommandContext(ctx, line[0], line[1:]...)
	var printed bytes.Buffer
	command.Dir, command.Stdout, command.Stderr = root, io.MultiWriter(&printed, os.Stdout), os.Stderr
	err := command.Run()
	r.Seconds = time.Since(r.At).Seconds()
	r.Passed = err == nil
	if err != nil {
		return r, fmt.Errorf("%s: %w", p.name, err)
	}
	r.Reached, err = reached(&printed)
	return r, err
}

// reached returns what the tests say that they reached.
func reached(printed io.Reader) ([]string, error) {
	var all []string
	lines := bufio.NewScanner(printed)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		if _, said, ok := strings.Cut(lines.Text(), provedPrefix); ok {
			all = append(all, said)
		}
	}
	return all, lines.Err()
}

func (r result) save(folder string) error {
	encoded, err := json.MarshalIndent(r, "", "  ")
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(folder, r.Proof+".json"), append(encoded, '\n'), 0o644)
}

// load reads the latest result of a proof. ok is false if there is none.
func load(folder, proof string) (r result, ok bool, err error) {
	encoded, err := os.ReadFile(filepath.Join(folder, proof+".json"))
	if errors.Is(err, os.ErrNotExist) {
		return r, false, nil
	}
	if err == nil {
		err = json.Unmarshal(encoded, &r)
	}
	return r, err == nil, err
}
