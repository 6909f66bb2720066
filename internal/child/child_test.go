package child

import (
	"os"
	"path/filepath"
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
			var log strings.Builder
			p, err := Start(Options{Command: test.command, Log: &log, Patience: time.Second})
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
			if got, want := log.String(), "hello\n"; !strings.HasPrefix(got, want) {
				t.Errorf("log: got %q, want %q first", got, want)
			}
			if err := p.Stop(); err != nil {
				t.Errorf("stopped again: %v", err)
			}
		})
	}
}

// TestStart_after checks that the cleanup has run when Stop returns.
func TestStart_after(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "scratch")
	if err := os.Mkdir(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	p, err := Start(Options{Command: []string{"sleep", "1000"}, Patience: 5 * time.Second, After: "rm -r '" + dir + "'"})
	if err != nil {
		t.Fatal(err)
	}
	if err := p.Stop(); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(dir); !os.IsNotExist(err) {
		t.Errorf("the folder is still there: %v", err)
	}
}
