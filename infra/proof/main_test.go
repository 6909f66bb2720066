package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/communitrak/onboarding/internal/dynamo/engine"
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
// part, in one run and in several, of one whose runs do not add up, of one that
// failed, and of one that has not run.
func TestRender(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	at := time.Date(2026, 3, 2, 12, 0, 0, 0, time.UTC)
	for _, r := range []result{
		{Proof: "storm", Runs: []run{
			{Scale: 0.5, Seed: 7, Share: &share{5, 10, "deliveries"}, Reached: []string{"5 of 10 deliveries, calm"}, Passed: true, Seconds: 61.4, At: at}}},
		{Proof: "pairs", Runs: []run{
			{Commit: "a", Scale: 0.5, Seed: 7, Share: &share{600, 2000, "pairs"}, Reached: []string{"600"}, Passed: true, Seconds: 50, At: at},
			{Commit: "b", Scale: 0.25, Seed: 9, Share: &share{300, 2000, "pairs"}, Reached: []string{"300"}, Passed: true, Seconds: 40, At: at, Engine: "Dynoxide"},
			{Commit: "b", Scale: 0.25, Seed: 8, Share: &share{500, 2000, "pairs"}, Reached: []string{"500"}, Passed: true, Seconds: 40, At: at, Engine: "a table", Load: 2.5, Processors: 4}}},
		{Proof: "kills", Runs: []run{{Scale: 0.5, Seed: 7, Share: &share{5, 10, "kills"}, Reached: []string{"5"}, Passed: true, At: at}}},
		{Proof: "cells", Runs: []run{{Scale: 1, Seed: 7, Share: &share{11, 10, "cells"}, Reached: []string{"11"}, Passed: true, At: at, Engine: "Dynoxide"}}},
		{Proof: "histories", Runs: []run{{Scale: 1, Seed: 8, Reached: []string{"10 of 10"}, Failure: "history 3 is not linearizable: a|b"}}},
		{Proof: "log", Runs: []run{{Passed: true}}},
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
		"H1":  {"*storm:* 5 of 10 deliveries, calm |", "`make proof PROOFS=storm SCALE=0.5`", "| 7 |", "1m1s, 2026-03-02 |", "*storm:* 5 of 10 deliveries |"},
		"H3":  {`*histories:* **failed:** history 3 is not linearizable: a\|b |`},
		"H4":  {"*pairs:* 1,400 of 2,000 pairs in 3 runs; the last: 500 |", "SCALE=0.25`", "| 7–9 |", "| a, b |", "2m10s, 2026-03-02, Dynoxide and a table, load 2.5 on 4 processors |", "*pairs:* 1,400 of 2,000 pairs |"},
		"H5":  {"*kills:* 5 of 10 kills, and runs do not add up |"},
		"H11": {"*log:* none in what all functions log"},
		"H14": {"*cells:* 11", "`make proof PROOFS=cells SECOND=1`", "2026-03-02, Dynoxide |  |"},
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

// TestResult_add adds runs up by their seeds.
func TestResult_add(t *testing.T) {
	t.Parallel()
	ran := func(seed uint64, reached int) run {
		return run{Seed: seed, Passed: true, Share: &share{reached, 100, "histories"}}
	}
	failed := run{Seed: 3}
	for name, test := range map[string]struct {
		runs  []run
		want  int
		done  bool
		alone bool
	}{
		"other seeds":                  {[]run{ran(1, 20), ran(2, 30)}, 50, false, false},
		"a seed again":                 {[]run{ran(1, 20), ran(2, 30), ran(1, 5)}, 35, false, false},
		"the goal":                     {[]run{ran(1, 20), ran(2, 80)}, 100, true, false},
		"a failure":                    {[]run{ran(1, 20), ran(2, 80), failed}, 0, false, false},
		"a success after a failure":    {[]run{ran(1, 20), failed, ran(4, 30)}, 30, false, false},
		"what does not add up":         {[]run{ran(1, 60), ran(2, 50)}, 50, false, true},
		"nobody counts it, and failed": {[]run{{Passed: true}, {}}, 0, false, false},
	} {
		var r result
		for _, latest := range test.runs {
			r.add(latest, !test.alone)
		}
		sum, _ := r.shown()
		if sum.Reached != test.want || r.done() != test.done {
			t.Errorf("%s: got %d, done %v, want %d, %v", name, sum.Reached, r.done(), test.want, test.done)
		}
		if last := test.runs[len(test.runs)-1]; !last.Passed && len(r.Runs) != 1 {
			t.Errorf("%s: a failure does not stand alone: %+v", name, r.Runs)
		}
	}
	r := result{Runs: []run{{Seed: 4}, {Seed: 5}, {Seed: 7}}}
	if got := r.unused(4); got != 6 {
		t.Errorf("the first unused seed: got %d, want 6", got)
	}
}

// TestSlicer cuts a goal into runs of some minutes, and no larger than what is
// left.
func TestSlicer(t *testing.T) {
	t.Parallel()
	none, most := result{}, result{Runs: []run{{Passed: true, Share: &share{997, 1000, "histories"}}}}
	for name, test := range map[string]struct {
		slicer
		known result
		want  float64
	}{
		"the first":               {slicer{most: 1, left: time.Hour}, none, firstSlice},
		"by the last run":         {slicer{most: 1, left: time.Hour, seconds: 60, scale: 0.001}, none, 0.005},
		"little time":             {slicer{most: 1, left: time.Minute, seconds: 120, scale: 0.05}, none, 0.025},
		"little left of the goal": {slicer{most: 1, left: time.Hour, seconds: 60, scale: 0.01}, most, 0.003},
		"no more than asked for":  {slicer{most: 0.0005, left: time.Hour}, none, 0.0005},
		"a number to type":        {slicer{most: 1, left: time.Hour, seconds: 70, scale: 0.001}, none, 0.0043},
	} {
		if got := test.next(test.known); math.Abs(got-test.want) > 1e-9 {
			t.Errorf("%s: got %g, want %g", name, got, test.want)
		}
	}
	s := slicer{left: time.Minute}
	s.took(run{Seconds: 61, Scale: 0.5})
	if s.left != -time.Second || s.scale != 0.5 {
		t.Errorf("after a run: %+v", s)
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

// TestProof_run runs proofs that say what they reached, one that does not, and
// one that fails.
func TestProof_run(t *testing.T) {
	t.Parallel()
	said := proof{name: "said", ours: true, command: []string{"echo", "file_test.go:7: " + provedPrefix + `{"reached":3,"of":5,"unit":"mails"} 3 of 5 mails, }`}}
	got, err := said.run(t.Context(), t.TempDir(), 0.25, 9)
	if err != nil || !got.Passed || got.Scale != 0.25 || got.Seed != 9 || len(got.Reached) != 1 || got.Reached[0] != "3 of 5 mails, } -scale=0.25 -seed=9" {
		t.Errorf("got %+v, %v", got, err)
	}
	if want := (share{Reached: 3, Of: 5, Unit: "mails"}); got.Share == nil || *got.Share != want {
		t.Errorf("got %+v, want %+v", got.Share, want)
	}
	words := proof{name: "words", command: []string{"echo", provedPrefix + "all of them"}}
	if got, err := words.run(t.Context(), t.TempDir(), 1, 9); err != nil || got.Share != nil || got.Reached[0] != "all of them" {
		t.Errorf("got %+v, %v", got, err)
	}
	for _, bad := range []proof{
		{name: "fails", command: []string{"false"}},
		{name: "says nothing", ours: true, command: []string{"true"}},
		{name: "is not counted", ours: true, command: []string{"echo", provedPrefix + `{"reached":"3"} 3`}},
	} {
		if got, err := bad.run(t.Context(), t.TempDir(), 1, 9); err == nil || got.Passed {
			t.Errorf("%s: got %+v, %v, want a failure", bad.name, got, err)
		}
	}
}

// TestProof_run_failure tells a failure, which is kept with its reason, from what
// shows nothing.
func TestProof_run_failure(t *testing.T) {
	answering := httptest.NewServer(http.NotFoundHandler())
	t.Setenv(engine.EndpointVariable, answering.URL)
	for name, test := range map[string]struct {
		script string
		want   string // the reason; empty: it shows nothing
	}{
		"a complaint":        {`echo '=== RUN'; echo '    a_test.go:3: ` + provedPrefix + `1'; echo '    b_test.go:4: lost'; echo '    b_test.go:5: more'; exit 1`, "lost"},
		"a panic":            {`echo 'panic: no such thing'; exit 2`, "no such thing"},
		"something else":     {`echo 'finding'; echo; exit 1`, "finding"},
		"a child was killed": {`echo '    a_test.go:3: signal: killed'; exit 1`, "signal: killed"},
		"much":               {`echo "    a_test.go:3: $(printf 'x%.0s' $(seq 300))"; exit 1`, strings.Repeat("x", 200) + " …"},
		"the test is killed": {`echo '    a_test.go:3: lost'; echo 'signal: killed'; exit 1`, ""},
		"the test is quit":   {`echo 'SIGQUIT: quit'; exit 2`, ""},
		"it is killed":       {`kill -TERM $$`, ""},
		"it does not start":  {"", ""},
		"it is not compiled": {`echo 'FAIL	./infra/proof [build failed]'; exit 1`, ""},
	} {
		p := proof{name: name, ours: true, command: []string{"sh", "-c", test.script}}
		if test.script == "" {
			p.command = []string{"no-such-program"}
		}
		got, err := p.run(t.Context(), t.TempDir(), 1, 9)
		if got.Passed || err == nil || got.Failure != test.want || errors.Is(err, errNotRun) != (test.want == "") {
			t.Errorf("%s: got %q, %v, want %q", name, got.Failure, err, test.want)
		}
	}
	lost := proof{name: "lost", ours: true, command: []string{"sh", "-c", "sleep 0.2; echo '    a_test.go:3: connection refused'; exit 1"}}
	time.AfterFunc(50*time.Millisecond, answering.Close)
	if got, err := lost.run(t.Context(), t.TempDir(), 1, 9); !errors.Is(err, errNotRun) {
		t.Errorf("without its engine: got %+v, %v", got, err)
	}
}

// What shows nothing leaves the results as they were.
func TestProof_prove_notRun(t *testing.T) {
	t.Parallel()
	root := project(t)
	folder := filepath.Join(root, "infra", "proof", "results")
	before := result{Proof: "storm", Runs: []run{{Seed: 9, Passed: true}}}
	if err := before.save(folder); err != nil {
		t.Fatal(err)
	}
	p := proof{name: "storm", command: []string{"sh", "-c", "kill -TERM $$"}}
	if err := p.prove(t.Context(), options{root: root}); !errors.Is(err, errNotRun) {
		t.Errorf("got %v", err)
	}
	if after, err := load(folder, "storm"); err != nil || !cmp.Equal(after, before) {
		t.Errorf("got %+v, %v, want %+v", after, err, before)
	}
}

// project is a folder where results can be kept.
func project(t *testing.T) string {
	t.Helper()
	root := t.TempDir()
	for _, folder := range []string{filepath.Join("infra", "proof", "results"), "docs"} {
		if err := os.MkdirAll(filepath.Join(root, folder), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	return root
}

// TestProof_prove runs a proof in slices, a seed after the other, until its
// goal is reached; runs of one that does not add up are not repeated.
func TestProof_prove(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		make  func(name, test string) proof
		said  string
		limit time.Duration
		want  int
		scale float64 // of the last run
	}{
		"in slices":      {own, `{"reached":4,"of":10,"unit":"mails"} 4`, time.Minute, 3, 0.2},
		"once":           {own, `{"reached":4,"of":10,"unit":"mails"} 4`, 0, 1, 1},
		"does not add":   {single, `{"reached":4,"of":10,"unit":"mails"} 4`, time.Minute, 1, 1},
		"no time at all": {own, `{"reached":4,"of":10,"unit":"mails"} 4`, time.Nanosecond, 1, firstSlice},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			root := project(t)
			p := test.make("storm", "")
			p.command = []string{"echo", provedPrefix + test.said}
			if err := p.prove(t.Context(), options{root: root, scale: 1, seed: 9, limit: test.limit}); err != nil {
				t.Fatal(err)
			}
			got, err := load(filepath.Join(root, "infra", "proof", "results"), "storm")
			if err != nil || len(got.Runs) != test.want {
				t.Errorf("got %d runs, %v, want %d", len(got.Runs), err, test.want)
			}
			if last, ok := got.latest(); !ok || last.Scale != test.scale {
				t.Errorf("the last run has a scale of %g, want %g", last.Scale, test.scale)
			}
			for n, r := range got.Runs {
				if r.Seed != uint64(9+n) {
					t.Errorf("run %d has seed %d", n, r.Seed)
				}
			}
			table, err := os.ReadFile(filepath.Join(root, "docs", "reliability.md"))
			if err != nil || !strings.Contains(string(table), "*storm:* ") {
				t.Errorf("the table was not written: %v", err)
			}
		})
	}
}

// A proof that cannot run here shows nothing and fails nothing.
func TestProof_prove_skipped(t *testing.T) {
	t.Parallel()
	root := t.TempDir() // a result could not be saved here
	p := proof{name: "storm", command: []string{"false"}, needs: "no-such-program"}
	if err := p.prove(t.Context(), options{root: root}); err != nil {
		t.Error(err)
	}
	if r, err := load(filepath.Join(root, "infra", "proof", "results"), "storm"); err != nil || len(r.Runs) > 0 {
		t.Errorf("got %+v, %v, want no result", r, err)
	}
}

// TestLoad tells a result that is not there from one that cannot be read.
func TestLoad(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	if r, err := load(folder, "storm"); r.Proof != "storm" || len(r.Runs) != 0 || err != nil {
		t.Errorf("without a result: got %+v, %v", r, err)
	}
	if err := os.WriteFile(filepath.Join(folder, "storm.json"), []byte("{"), 0o600); err != nil {
		t.Fatal(err)
	}
	var broken *json.SyntaxError
	if _, err := load(folder, "storm"); !errors.As(err, &broken) {
		t.Errorf("of half a file: got %v, want a syntax error", err)
	}
}
