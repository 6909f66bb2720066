package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/communitrak/onboarding/internal/stack"
)

// TestFigures checks that the table has every figure and that the tests it
// names are there.
func TestFigures(t *testing.T) {
	t.Parallel()
	root, err := stack.Root()
	if err != nil {
		t.Fatal(err)
	}
	var ids, names []string
	for _, f := range figures {
		ids = append(ids, f.id)
		if len(f.proofs) == 0 && f.missing == "" {
			t.Errorf("%s has no proof and does not say so", f.id)
		}
		for _, p := range f.proofs {
			names = append(names, p.name)
			if !p.ours && p.shows == "" {
				t.Errorf("%s: %s does not say what it shows", f.id, p.name)
			}
			wantTests(t, root, p.command)
		}
	}
	var want []string
	for n := 1; n <= 18; n++ {
		want = append(want, fmt.Sprint("H", n))
	}
	if !slices.Equal(ids, want) {
		t.Errorf("figures: got %v, want %v", ids, want)
	}
	slices.Sort(names)
	if len(slices.Compact(slices.Clone(names))) != len(names) {
		t.Errorf("two proofs share a name: %v", names)
	}
}

// The table is what the results say, and every result is of a proof.
func TestTable(t *testing.T) {
	t.Parallel()
	want, err := render("results")
	if err != nil {
		t.Fatal(err)
	}
	got, err := os.ReadFile(filepath.Join("..", "..", "docs", "reliability.md"))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("docs/reliability.md is not what make proof writes: %s", diff)
	}
	var names []string
	for _, f := range figures {
		for _, p := range f.proofs {
			names = append(names, p.name+".json")
		}
	}
	results, err := os.ReadDir("results")
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range results {
		if !slices.Contains(names, r.Name()) {
			t.Errorf("%s is the result of no proof", r.Name())
		}
	}
}

// wantTests fails the test unless the package of the command has the tests.
func wantTests(t *testing.T, root string, command []string) {
	t.Helper()
	for n, argument := range command {
		list, ok := strings.CutPrefix(argument, "-run=^(")
		if !ok {
			continue
		}
		var source strings.Builder
		files, err := filepath.Glob(filepath.Join(root, command[n+1], "*_test.go"))
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range files {
			content, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			source.Write(content)
		}
		for name := range strings.SplitSeq(strings.TrimSuffix(list, ")$"), "|") {
			if !regexp.MustCompile(`(?m)^func ` + name + `\(`).MatchString(source.String()) {
				t.Errorf("%s has no test %s", command[n+1], name)
			}
		}
	}
}

// TestRender checks what the table says of a proof that reached its goal in
// part, of one that failed, and of one that has not run.
func TestRender(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	for _, r := range []result{
		{Proof: "storm", Scale: 0.5, Seed: 7, Reached: []string{"5 of 10 deliveries"}, Passed: true, Seconds: 61.4, At: time.Date(2026, 3, 2, 12, 0, 0, 0, time.UTC)},
		{Proof: "histories", Scale: 1, Seed: 8, Reached: []string{"10 of 10"}},
		{Proof: "log", Passed: true},
	} {
		if err := r.save(folder); err != nil {
			t.Fatal(err)
		}
	}
	table, err := render(folder)
	if err != nil {
		t.Fatal(err)
	}
	for id, want := range map[string][]string{
		"H1":  {"*storm:* 5 of 10 deliveries", "`make proof PROOFS=storm SCALE=0.5`", "| 7 |", "1m1s, 2026-03-02", "*storm:* run at a scale of 0.5"},
		"H3":  {"*histories:* **failed**"},
		"H11": {"*log:* none in what all functions log", "missing: "},
		"H15": {"*curtain:* not shown yet"},
		"H17": {"*break-ins:* not shown yet"},
	} {
		for _, text := range want {
			if line := lineOf(string(table), id); !strings.Contains(line, text) {
				t.Errorf("%s does not say %q: %s", id, text, line)
			}
		}
	}
	if strings.Contains(lineOf(string(table), "H3"), "10 of 10") {
		t.Error("a proof that failed says what it reached")
	}
}

func lineOf(table, id string) string {
	for line := range strings.Lines(table) {
		if strings.HasPrefix(line, "| "+id+" |") {
			return line
		}
	}
	return ""
}

// TestProof_run runs a proof that says what it reached and one that fails.
func TestProof_run(t *testing.T) {
	t.Parallel()
	said := proof{name: "said", ours: true, command: []string{"echo", "file_test.go:7: " + provedPrefix + "3 of 5"}}
	got, err := said.run(t.Context(), t.TempDir(), 0.25, 9)
	if err != nil || !got.Passed || got.Scale != 0.25 || got.Seed != 9 || len(got.Reached) != 1 || got.Reached[0] != "3 of 5 -scale=0.25 -seed=9" {
		t.Errorf("got %+v, %v", got, err)
	}
	got, err = proof{name: "fails", command: []string{"false"}}.run(t.Context(), t.TempDir(), 1, 9)
	if err == nil || got.Passed {
		t.Errorf("got %+v, %v, want a failure", got, err)
	}
}

// TestLoad tells a result that is not there from one that cannot be read.
func TestLoad(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	if _, ok, err := load(folder, "storm"); ok || err != nil {
		t.Errorf("without a result: got %v, %v", ok, err)
	}
	if err := os.WriteFile(filepath.Join(folder, "storm.json"), []byte("{"), 0o600); err != nil {
		t.Fatal(err)
	}
	var broken *json.SyntaxError
	if _, _, err := load(folder, "storm"); !errors.As(err, &broken) {
		t.Errorf("of half a file: got %v, want a syntax error", err)
	}
}
