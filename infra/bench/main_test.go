package main

import (
	"math"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/communitrak/onboarding/internal/dynamo/dynamotest"
	"github.com/communitrak/onboarding/internal/stack"
)

const printed = `commit: abc
engine: DynamoDB Local
load: 0.40
load-after: 1.20
count: 3
seconds: 75
date: 2026-11-28
goos: linux
BenchmarkP8/invitation-2   1   20.00 units   10.0 calls
BenchmarkP8/invitation-2   1   22.00 units   10.0 calls
BenchmarkP8/invitation-2   1   21.00 units   10.0 calls
BenchmarkP8/row-2   1   9.15 units
BenchmarkP8/activation-2   1   6.00 units
BenchmarkP8/members=1000-2   1   1234.6 rows/s   0.285 p50-ratio
PASS
`

// TestParse checks that figures are the median with their spread, by part.
func TestParse(t *testing.T) {
	t.Parallel()
	s, err := parse(printed)
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{
		"invitation units":       "invitation: **21 units** (20–22)",
		"invitation calls":       "invitation: **10 calls**",
		"members=1000 rows/s":    "1,000 members: **1,235 rows/s**",
		"members=1000 p50-ratio": "1,000 members, p50: **0.285×**",
	} {
		if got := label(name) + ": " + s.figure(name); got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
	want := "Measured 3 times at abc on DynamoDB Local, with 2 cores and a load of 0.40 before and 1.20 after, on 2026-11-28, in 1m15s."
	if got := s.circumstances(); got != want {
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

// TestGoal checks that a figure at its limit reaches it, and that one that was
// not measured doesn't.
func TestGoal(t *testing.T) {
	t.Parallel()
	s := sample{values: map[string][]float64{"a": {1, 2, 9}}}
	for _, tt := range []struct {
		goal goal
		want bool
	}{
		{goal{"a", 2, false}, true}, {goal{"a", 1.9, false}, false}, {goal{"a", 2, true}, true}, {goal{"a", 2.1, true}, false},
		{goal{"b", 2, false}, false}, {goal{"b", 2, true}, false},
	} {
		if got := tt.goal.reachedBy(s); got != tt.want {
			t.Errorf("%+v: got %v, want %v", tt.goal, got, tt.want)
		}
	}
}

// TestRender checks that the page has every row, says which goals are reached,
// and why a row is not measured.
func TestRender(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	for name, text := range map[string]string{"P8": printed, "P2": "BenchmarkP2-2 1 2.0 activate-ratio\n", "P13": "commit: abc\nmissing: no browser here\nPASS\n"} {
		if err := os.WriteFile(filepath.Join(folder, name+".txt"), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	page, err := render(folder)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		"| **no** | invitation **21 units** (20–22)<br>row **9.15 units**<br>activation **6 units** |", "| measured in part | activate **2×** |", "| not measured | no browser here |",
		"| not measured | it has not been run |", "Not measured yet: no browser here.", "**Not reached.**",
	} {
		if !strings.Contains(page, want) {
			t.Errorf("the page lacks %q:\n%s", want, page)
		}
	}
	if got := strings.Count(page, "\n| P"); got != len(rows) {
		t.Errorf("got %d rows, want %d", got, len(rows))
	}
}

// TestGrowth checks that what is on paper is computed from what was measured.
func TestGrowth(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	const units = "BenchmarkP8/row-2 1 13 units\nBenchmarkP8/mail-2 1 4 units\nBenchmarkP8/report-2 1 3 units\n"
	if err := os.WriteFile(filepath.Join(folder, "P8.txt"), []byte(units), 0o600); err != nil {
		t.Fatal(err)
	}
	text, err := growth(folder)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		"10,000 take 12 minutes at 14 a second, and 50 seconds at 200.",
		"**1,000 communities of 500 members that import at once** write 10 million units: 20.0 for each row",
		"takes 4,000 a second, so that lasts 42 minutes", "The mails take 10 hours at 14 a second, and 42 minutes at 200.", "a function of its own: 1,000 at once",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("lacks %q:\n%s", want, text)
		}
	}
}

func TestChoose(t *testing.T) {
	t.Parallel()
	var got []string
	chosen, err := choose("P8,P3")
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range chosen {
		got = append(got, r.id)
	}
	if strings.Join(got, " ") != "P3 P8" {
		t.Errorf("got %v, want P3 and P8", got)
	}
	if _, err := choose("P3,P99"); err == nil {
		t.Error("P99: no error")
	}
	all, err := choose("")
	if err != nil || len(all) < 5 {
		t.Errorf("all rows: got %d, %v", len(all), err)
	}
}

// TestRows checks that each row says everything, and has its benchmark if it is
// measured.
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
		if there := strings.Contains(source.String(), "func Benchmark"+r.id+"("); there != (r.around > 0) {
			t.Errorf("%s: goes around %d times, benchmark %v", r.id, r.around, there)
		}
		if r.what == "" || r.goal == "" || len(r.goals) == 0 || r.how == "" || r.bound == "" {
			t.Errorf("%s lacks a goal, how it is measured, or what stands in its way", r.id)
		}
	}
}

// TestMeasure measures every row as small as possible, and checks that it has
// the figures that its goals are about.
func TestMeasure(t *testing.T) {
	if testing.Short() {
		t.Skip("-short: measures each row of the benchmarks once, as small as possible")
	}
	t.Setenv("DYNAMODB_ENDPOINT", dynamotest.Endpoint(t))
	program, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	root, err := stack.Root()
	if err != nil {
		t.Fatal(err)
	}
	m := bench{root: root, results: t.TempDir(), program: program, more: []string{"-small", "-test.benchtime=1x"}, count: 1, engine: "any", commit: "any"}
	for _, r := range rows {
		if r.around > 0 {
			if err := m.measure(t.Context(), r); err != nil {
				t.Fatal(err)
			}
		}
		s, err := r.sample(m.results)
		if err != nil {
			t.Fatal(err)
		}
		if len(s.names) == 0 && s.configuration["missing"] != "" {
			t.Logf("%s: %s", r.id, s.missing())
			continue
		}
		for _, g := range r.smallGoals() {
			if values := s.values[g.figure]; len(values) == 0 || math.IsNaN(values[0]) || math.IsInf(values[0], 0) || values[0] < 0 {
				t.Errorf("%s: got %v for %q, among %v", r.id, values, g.figure, s.names)
			}
		}
	}
	if _, err := render(m.results); err != nil {
		t.Error(err)
	}
}

var (
	anySize = regexp.MustCompile(`members=\d+`)
	large   = regexp.MustCompile(`^(a_second=(14|50) .*|(start )?(console|deliver|feedback|import|invite|members|resend|review|session)-ratio)$`)
)

// smallGoals are the goals whose figures a small run has: it has one function,
// communities of one size, and one mail service.
func (r row) smallGoals() (goals []goal) {
	for _, g := range r.goals {
		g.figure = anySize.ReplaceAllString(g.figure, "members=20")
		if !large.MatchString(g.figure) {
			goals = append(goals, g)
		}
	}
	return goals
}

// TestPrice pins what an invitation of 20 write units and 7 read units costs with
// a mail and its reports.
func TestPrice(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	const units = "BenchmarkP8/invitation-2 1 20 units 7 reading-units\nBenchmarkP8/mail-2 1 4 units 6 reading-units\nBenchmarkP8/report-2 1 6 units 7 reading-units\n"
	if err := os.WriteFile(filepath.Join(folder, "P8.txt"), []byte(units), 0o600); err != nil {
		t.Fatal(err)
	}
	s, err := price(folder)
	if err != nil {
		t.Fatal(err)
	}
	// 30 × 0.625 + 20 × 0.125 + 1 + 2 × 0.5 + 3 × 0.2 + 0.1 × 13.3334 = 25.18 millionths
	if got := s.median("total-dollars"); math.Abs(got-0.25183) > 0.0001 {
		t.Errorf("got $%.5f, want $0.25183", got)
	}
	if err := os.WriteFile(filepath.Join(folder, "P8.txt"), []byte("BenchmarkP8/mail-2 1 4 units\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if s, err := price(folder); err != nil || len(s.names) > 0 {
		t.Errorf("with some units: got %v, %v, want nothing", s.names, err)
	}
	if s, err := price(t.TempDir()); err != nil || len(s.names) > 0 {
		t.Errorf("without units: got %v, %v, want nothing", s.names, err)
	}
}

func TestQuantile(t *testing.T) {
	t.Parallel()
	values := []float64{5, 1, 4, 2, 3}
	if got := [...]float64{quantile(values, 0.5), quantile(values, 0.99), quantile(values[:1], 0.5)}; got != [...]float64{3, 5, 5} {
		t.Errorf("got %v, want 3, 5, and 5", got)
	}
}
