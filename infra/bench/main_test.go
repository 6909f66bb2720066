package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"communitrak/internal/stack"
)

const printed = `commit: abc
engine: DynamoDB Local
load: 0.40
date: 2026-11-28
goos: linux
BenchmarkP8/invitation-2   1   20.00 units   10.0 calls
BenchmarkP8/invitation-2   1   22.00 units   10.0 calls
BenchmarkP8/invitation-2   1   21.00 units   10.0 calls
BenchmarkP8/mail-2   1   11.15 units
PASS
`

// TestParse checks that figures are the median with their spread, by part.
func TestParse(t *testing.T) {
	t.Parallel()
	s, err := parse(printed)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := s.figures(), "invitation units **21** (20–22)<br>invitation calls **10**<br>mail units **11.2**"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if got, want := s.circumstances(), "abc, DynamoDB Local, load 0.40, 2026-11-28"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

// TestParse_broken checks that a figure that cannot be read is not left out.
func TestParse_broken(t *testing.T) {
	t.Parallel()
	if _, err := parse("BenchmarkP8-2 1 many units\n"); err == nil {
		t.Error("no error")
	}
}

// TestRender checks that the page has every row, and says which are not measured.
func TestRender(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	if err := os.WriteFile(filepath.Join(folder, "P8.txt"), []byte(printed), 0o600); err != nil {
		t.Fatal(err)
	}
	page, err := render(folder)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"| P9 | 10,000 invitations with their mails, at list prices, without SES | ≤ $0.15 | writes **$0.20**: 10,000 × 32.1 units", "| ≤ 4 at p50 and at p99 | not measured |"} {
		if !strings.Contains(page, want) {
			t.Errorf("the page lacks %q:\n%s", want, page)
		}
	}
	if got := strings.Count(page, "\n| P"); got != len(rows) {
		t.Errorf("got %d rows, want %d", got, len(rows))
	}
}

// TestRows checks that what is measured has its benchmark, and that what is not
// says why.
func TestRows(t *testing.T) {
	t.Parallel()
	root, err := stack.Root()
	if err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob(filepath.Join(root, "infra", "bench", "p*_test.go"))
	if err != nil {
		t.Fatal(err)
	}
	var source strings.Builder
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		source.Write(text)
	}
	for _, r := range rows {
		there := strings.Contains(source.String(), "func Benchmark"+r.id+"(")
		if there != (r.arguments != nil) {
			t.Errorf("%s: measured %v, benchmark %v", r.id, r.arguments != nil, there)
		}
		if !there && r.missing == "" && r.id != "P9" {
			t.Errorf("%s is not measured and does not say why", r.id)
		}
	}
}

func TestQuantile(t *testing.T) {
	t.Parallel()
	values := []float64{5, 1, 4, 2, 3}
	if got := [...]float64{quantile(values, 0.5), quantile(values, 0.99), quantile(values[:1], 0.5)}; got != [...]float64{3, 5, 5} {
		t.Errorf("got %v, want 3, 5, and 5", got)
	}
}
