// Command bench measures what the system costs beside the least that could be
// spent for the same, and writes docs/performance.md:
//
//	make bench
//	make bench ROWS='P1|P3'
//
// The rows of the table are in rows.go. Each is a benchmark in the file with its
// number, which measures both sides in turn, in one process. What a benchmark
// prints is kept in .local/bench, one file for each row, in the format that
// benchstat reads, so rows may be measured on different days; the page has the
// latest of each. Nothing here passes or fails by a time.
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
	"regexp"
	"strings"
	"syscall"
	"time"

	"communitrak/internal/stack"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	only := flag.String("rows", "", "a regular expression: measure only rows whose whole number it matches")
	count := flag.Int("count", 5, "how often each row is measured")
	flag.Parse()
	if err := run(ctx, *only, *count); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(ctx context.Context, only string, count int) error {
	matching, err := regexp.Compile("^(?:" + only + ")$")
	if err != nil {
		return err
	}
	root, err := stack.Root()
	if err != nil {
		return err
	}
	folder := filepath.Join(root, ".local", "bench")
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return err
	}
	var failed []error
	for _, r := range rows {
		if r.arguments == nil || only != "" && !matching.MatchString(r.id) {
			continue
		}
		fmt.Printf("== %s %s\n", r.id, r.what)
		failed = append(failed, r.measure(ctx, root, folder, count))
		if ctx.Err() != nil {
			return ctx.Err()
		}
	}
	page, err := render(folder)
	if err != nil {
		return errors.Join(append(failed, err)...)
	}
	fmt.Print(page)
	failed = append(failed, os.WriteFile(filepath.Join(root, "docs", "performance.md"), []byte(page), 0o644))
	return errors.Join(failed...)
}

// measure runs the row's benchmark and keeps what it prints, if it succeeds.
func (r row) measure(ctx context.Context, root, folder string, count int) error {
	configuration, err := circumstances(ctx, root)
	if err != nil {
		return err
	}
	arguments := append([]string{"test", "-run=^$", "-timeout=1h", fmt.Sprintf("-count=%d", count), "-bench=^Benchmark" + r.id + "$", "./infra/bench"}, r.arguments...)
	command := exec.CommandContext(ctx, "go", arguments...)
	var printed bytes.Buffer
	command.Dir, command.Stdout, command.Stderr = root, &printed, os.Stderr
	if err := command.Run(); err != nil {
		return fmt.Errorf("%s: %w\n%s", r.id, err, printed.String())
	}
	return os.WriteFile(filepath.Join(folder, r.id+".txt"), append([]byte(configuration), printed.Bytes()...), 0o644)
}

// circumstances says under which conditions a row is measured, as configuration
// lines of the benchmark format.
func circumstances(ctx context.Context, root string) (string, error) {
	describe := exec.CommandContext(ctx, "git", "describe", "--always", "--dirty")
	describe.Dir = root
	commit, err := describe.Output()
	if err != nil {
		return "", fmt.Errorf("name the commit: %w", err)
	}
	engine := os.Getenv("BENCH_ENGINE")
	if engine == "" {
		engine = "DynamoDB Local"
	}
	return fmt.Sprintf("commit: %s\nengine: %s\nload: %s\ndate: %s\n", strings.TrimSpace(string(commit)), engine, load1(), time.Now().UTC().Format(time.DateOnly)), nil
}

// load1 is the machine's load in the last minute, where the system tells it.
func load1() string {
	text, err := os.ReadFile("/proc/loadavg")
	if err != nil {
		return "unknown"
	}
	load, _, _ := strings.Cut(string(text), " ")
	return load
}
