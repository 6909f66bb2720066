package main

import (
	"context"
	"errors"
	"fmt"
	"os/exec"
	"regexp"
	"strings"

	"github.com/communitrak/onboarding/infra/circumstances"
)

var (
	// endedBySignal is what the Go command says of a test that somebody ended. A
	// test that crashes by itself says more.
	endedBySignal = regexp.MustCompile(`(?m)^(signal: (?:killed|terminated|interrupt|hangup|quit)|SIGQUIT: quit)\b.*$`)
	notCompiled   = regexp.MustCompile(`(?m)^FAIL\s.*\[(?:build|setup) failed\]$`)
	// complaint is a line of a failing test, or of one that panics. Helpers only log.
	complaint = regexp.MustCompile(`^(?:\s+\w+_test\.go:\d+: |panic: |fatal error: )(.+)`)
)

// disturbed says why the command, which ended with err, shows nothing, if that is
// so. Without its engine every proof fails, so an engine that no longer answers is
// not a failure of the promise.
func (p proof) disturbed(ctx context.Context, err error, printed string) error {
	var exited *exec.ExitError
	if !errors.As(err, &exited) || !exited.Exited() {
		return err // did not start, or was ended itself
	}
	for _, sign := range []*regexp.Regexp{endedBySignal, notCompiled} {
		if said := sign.FindString(printed); said != "" {
			return errors.New(said)
		}
	}
	if p.ours {
		_, err := circumstances.Engine(ctx)
		return err
	}
	return nil
}

// reason is why a command failed, in a line: the first complaint of its tests, or
// else the last that it said.
func reason(printed string) string {
	last := ""
	for line := range strings.Lines(printed) {
		line = strings.TrimRight(line, "\r\n")
		if said := complaint.FindStringSubmatch(line); said != nil && !strings.Contains(line, provedPrefix) {
			return short(said[1])
		}
		if strings.TrimSpace(line) != "" {
			last = line
		}
	}
	return short(last)
}

// short is the text in the length of a sentence.
func short(text string) string {
	const most = 200
	if letters := []rune(strings.TrimSpace(text)); len(letters) > most {
		return fmt.Sprintf("%s …", string(letters[:most]))
	}
	return strings.TrimSpace(text)
}
