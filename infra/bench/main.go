// Command bench measures what the system costs beside the least that could be
// spent for the same, and writes docs/performance.md:
//
//	make bench
//	make bench ROWS=P3,P8
//
// The rows of the table are in rows.go. Each is a benchmark in the file with its
// number, which measures both sides in turn, in one process. What a benchmark
// prints is kept in the folder results, one file for each row, in the format that
// benchstat reads, so rows may be measured on different days; the page has the
// latest of each. Two runs are compared with:
//
//	benchstat -ignore commit,load,load-after,count,seconds,date before/P3.txt after/P3.txt
//
// Nothing here passes or fails by a time.
package main

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"time"

	"github.com/communitrak/onboarding/infra/circumstances"
	"github.com/communitrak/onboarding/internal/stack"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	only := flag.String("rows", "", "measure only these rows, separated by commas")
	count := flag.Int("count", 5, "how often each row is measured")
	large := flag.Bool("large", false, "let growth go up to 100,000 members, which takes an hour more")
	flag.Parse()
	if err := run(ctx, *only, *count, *large); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(ctx context.Context, only string, count int, large bool) error {
	chosen, err := choose(only)
	if err != nil {
		return err
	}
	root, err := stack.Root()
	if err != nil {
		return err
	}
	scratch, err := os.MkdirTemp("", "bench")
	if err != nil {
		return err
	}
	defer os.RemoveAll(scratch)
	b := bench{root: root, program: filepath.Join(scratch, "bench.test"), results: filepath.Join(root, "infra", "bench", "results"), count: count}
	if large {
		b.more = []string{"-members=1000,10000,100000"}
	}
	if err := b.prepare(ctx); err != nil {
		return err
	}
	var failed []error
	began := time.Now()
	for _, r := range chosen {
		fmt.Printf("== %s %s\n", r.id, r.what)
		failed = append(failed, b.measure(ctx, r))
		if ctx.Err() != nil {
			return ctx.Err()
		}
	}
	page, err := render(b.results)
	if err != nil {
		return errors.Join(append(failed, err)...)
	}
	table, _, _ := strings.Cut(page, "\n## ")
	fmt.Printf("%s\nMeasured in %v. The figures of all rows are in docs/performance.md.\n", table, time.Since(began).Round(time.Second))
	failed = append(failed, os.WriteFile(filepath.Join(root, "docs", "performance.md"), []byte(page), 0o644))
	return errors.Join(failed...)
}

// choose returns the measured rows with these numbers, or all of them.
func choose(only string) ([]row, error) {
	var chosen []row
	unknown := strings.FieldsFunc(only, func(c rune) bool { return c == ',' || c == '|' || c == ' ' })
	all := len(unknown) == 0
	for _, r := range rows {
		at := slices.Index(unknown, r.id)
		if at >= 0 {
			unknown = slices.Delete(unknown, at, at+1)
		}
		if (all || at >= 0) && r.around > 0 {
			chosen = append(chosen, r)
		}
	}
	if len(unknown) > 0 {
		return nil, fmt.Errorf("no such rows: %s", strings.Join(unknown, ", "))
	}
	return chosen, nil
}

// bench measures rows, all with the same program and at the same commit.
type bench struct {
	root, results string
	program       string   // the tests of this package
	more          []string // arguments for it
	count         int
	commit        string
	engine        string
}

// prepare builds the program, and says of what and on what it measures.
func (b *bench) prepare(ctx context.Context) error {
	if err := os.MkdirAll(b.results, 0o755); err != nil {
		return err
	}
	build := exec.CommandContext(ctx, "go", "test", "-c", "-o", b.program, "./infra/bench")
	build.Dir, build.Stderr = b.root, os.Stderr
	if err := build.Run(); err != nil {
		return fmt.Errorf("build the benchmarks: %w", err)
	}
	b.commit = circumstances.Commit(ctx, b.root)
	var err error
	b.engine, err = circumstances.Engine(ctx)
	return err
}

// measure runs the row's benchmark and keeps what it prints, if it succeeds.
// Where the benchmark says that it cannot run here, an earlier result stays.
func (b *bench) measure(ctx context.Context, r row) error {
	count := b.count
	if r.once {
		count = 1
	}
	arguments := append([]string{"-test.run=^$", "-test.timeout=2h", fmt.Sprintf("-test.count=%d", count),
		fmt.Sprintf("-test.benchtime=%dx", r.around), "-test.bench=^Benchmark" + r.id + "$"}, b.more...)
	command := exec.CommandContext(ctx, b.program, arguments...)
	var printed bytes.Buffer
	command.Dir, command.Stdout, command.Stderr = filepath.Join(b.root, "infra", "bench"), &printed, os.Stderr
	began, before := time.Now(), loadNow()
	if err := command.Run(); err != nil {
		return fmt.Errorf("%s: %w\n%s", r.id, err, printed.String())
	}
	header := fmt.Sprintf("commit: %s\nengine: %s\nload: %s\nload-after: %s\ncount: %d\nseconds: %.0f\ndate: %s\n",
		b.commit, b.engine, before, loadNow(), count, time.Since(began).Seconds(), began.UTC().Format(time.DateOnly))
	text := header + printed.String()
	s, err := parse(text)
	if err != nil {
		return err
	}
	if why := s.configuration["missing"]; why != "" {
		fmt.Printf("skipped: %s\n", why)
		if _, ok, err := load(b.results, r.id); ok || err != nil {
			return err
		}
	}
	return os.WriteFile(filepath.Join(b.results, r.id+".txt"), []byte(text), 0o644)
}

// loadNow is the machine's load in the last minute, where the system tells it.
func loadNow() string {
	load, known := circumstances.Load()
	if !known {
		return "unknown"
	}
	return fmt.Sprintf("%.2f", load)
}
