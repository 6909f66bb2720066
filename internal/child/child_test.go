package child

import (
	"strings"
	"testing"
	"time"
)

func TestStart(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		command []string
		stop    bool
	}{
		"ends by itself":      {command: []string{"echo", "hello"}},
		"is ended":            {command: []string{"sh", "-c", "echo hello; exec sleep 1000"}, stop: true},
		"will not, is killed": {command: []string{"sh", "-c", "trap '' TERM; echo hello; while :; do sleep 1; done"}, stop: true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p, err := Start(Options{Command: test.command, StopTimeout: time.Second})
			if err != nil {
				t.Fatal(err)
			}
			for test.stop && p.Output() == "" { // until it runs
				select {
				case <-p.Done():
					t.Fatal("it ended by itself")
				case <-time.After(10 * time.Millisecond):
				}
			}
			if test.stop {
				if err := p.Stop(); err != nil {
					t.Error(err)
				}
			}
			<-p.Done()
			// Some shells add a word about how it ended.
			if got, want := p.Output(), "hello"; !strings.HasPrefix(got, want) {
				t.Errorf("output: got %q, want %q first", got, want)
			}
			if err := p.Stop(); err != nil {
				t.Errorf("stopped again: %v", err)
			}
		})
	}
}
