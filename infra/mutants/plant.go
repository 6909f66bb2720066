package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"time"
)

// mutant is one defect and the test that must notice it.
type mutant struct {
	// name is what mutants are chosen by; breaks is the promise that no longer
	// holds.
	name, breaks string
	// file, relative to the module, holds old exactly once; new replaces it.
	file, old, new string
	// pkg, relative to the module, is the package of the test. A subtest's name
	// follows a slash, as given to t.Run.
	pkg, test string
}

// outcome is what became of a mutant.
type outcome string

const (
	caught outcome = "caught"
	lived  outcome = "LIVED"
	stale  outcome = "STALE"
)

// planter plants mutants in the module at root. It checks only once whether a
// test passes without them.
type planter struct {
	root  string
	sound map[string]error // by package and test
}

func newPlanter(root string) *planter { return &planter{root, map[string]error{}} }

// plant runs the mutant's test without the mutant and with it. err says why it
// is stale.
func (p *planter) plant(ctx context.Context, m mutant) (outcome, error) {
	planted, err := m.apply(p.root)
	if err != nil {
		return stale, err
	}
	if err := p.passesUntouched(ctx, m); err != nil {
		return stale, err
	}
	folder, err := os.MkdirTemp("", "mutant")
	if err != nil {
		return stale, err
	}
	defer os.RemoveAll(folder)
	overlay, err := writeOverlay(folder, filepath.Join(p.root, m.file), planted)
	if err != nil {
		return stale, err
	}
	seen, err := p.test(ctx, m, "GOFLAGS="+strings.TrimSpace(os.Getenv("GOFLAGS")+" -overlay="+overlay))
	switch {
	case err != nil:
		return stale, err
	case !seen.started:
		return stale, fmt.Errorf("does not compile:\n%s", seen.output)
	case seen.passed:
		return lived, nil
	default:
		return caught, nil
	}
}

// apply returns the file with the mutant in it.
func (m mutant) apply(root string) ([]byte, error) {
	source, err := os.ReadFile(filepath.Join(root, m.file))
	if err != nil {
		return nil, err
	}
	if n := bytes.Count(source, []byte(m.old)); n != 1 {
		return nil, fmt.Errorf("%s has the text %d times, it should stand there once: %s", m.file, n, m.old)
	}
	return bytes.Replace(source, []byte(m.old), []byte(m.new), 1), nil
}

// writeOverlay writes the file into the folder, along with what `go help build`
// calls an overlay.
func writeOverlay(folder, path string, content []byte) (overlay string, err error) {
	instead := filepath.Join(folder, filepath.Base(path))
	replace, err := json.Marshal(map[string]map[string]string{"Replace": {path: instead}})
	if err != nil {
		return "", err
	}
	overlay = filepath.Join(folder, "overlay.json")
	return overlay, errors.Join(os.WriteFile(instead, content, 0o600), os.WriteFile(overlay, replace, 0o600))
}

func (p *planter) passesUntouched(ctx context.Context, m mutant) error {
	if known, ok := p.sound[m.location()]; ok {
		return known
	}
	seen, err := p.test(ctx, m)
	switch {
	case err != nil:
	case !seen.started:
		err = fmt.Errorf("there is no such test, or it does not compile:\n%s", seen.output)
	case !seen.passed:
		err = fmt.Errorf("the test does not pass without the mutant:\n%s", seen.output)
	}
	if ctx.Err() == nil {
		p.sound[m.location()] = err
	}
	return err
}

// testResult is the result of one test run: whether any test started, and whether
// this one and the whole run passed.
type testResult struct {
	started, passed bool
	output          string
}

// testTime ends a mutant that makes its test run forever.
const testTime = 3 * time.Minute

// test runs the mutant's test once, with additions to its environment. The
// overlay is in the environment rather than among the arguments, so that tests
// that read the source see it, too. err means that the Go command could not
// run.
func (p *planter) test(ctx context.Context, m mutant, environment ...string) (testResult, error) {
	command := exec.CommandContext(ctx, "go", "test", "-json", "-count=1", "-vet=off", "-timeout", testTime.String(), "-run", m.pattern(), "./"+m.pkg)
	command.Dir = p.root
	command.Env = append(os.Environ(), "RAPID_NOFAILFILE=true") // do not save a failing example beside the source
	command.Env = append(command.Env, environment...)
	command.Cancel = func() error { return command.Process.Signal(syscall.SIGTERM) }
	var output bytes.Buffer
	command.Stdout, command.Stderr = &output, &output
	err := command.Run()
	var failed *exec.ExitError
	if err != nil && !errors.As(err, &failed) {
		return testResult{}, err
	}
	v := parseTestResult(output.Bytes(), m.testName())
	v.passed = v.passed && err == nil
	return v, nil
}

// pattern matches the test and nothing else.
func (m mutant) pattern() string {
	parts := strings.Split(m.test, "/")
	for n, part := range parts {
		parts[n] = "^" + regexp.QuoteMeta(part) + "$"
	}
	return strings.Join(parts, "/")
}

// testName returns the test's name as the testing package spells it.
func (m mutant) testName() string { return strings.ReplaceAll(m.test, " ", "_") }

// parseTestResult parses the output of `go test -json` (`go doc test2json`). It
// keeps lines in any other form as output.
func parseTestResult(printed []byte, test string) (v testResult) {
	for line := range bytes.Lines(printed) {
		var event struct{ Action, Test, Output string }
		if json.Unmarshal(line, &event) != nil {
			v.output += string(line)
			continue
		}
		v.output += event.Output
		v.started = v.started || event.Action == "run"
		v.passed = v.passed || event.Action == "pass" && event.Test == test
	}
	return v
}
