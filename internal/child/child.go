// Package child runs programs that end with this process, however it ends.
package child

import (
	"bytes"
	"fmt"
	"io"
	"os/exec"
	"sync"
	"syscall"
	"time"
)

// Options say how to run a program.
type Options struct {
	// Command is the program and its arguments.
	Command []string
	// Dir is its working directory and Env its environment; empty means those
	// of this process.
	Dir string
	Env []string
	// StopTimeout is how long the program may take to end when told to.
	StopTimeout time.Duration
}

// Process is a running program.
type Process struct {
	command     *exec.Cmd
	stdin       io.Closer
	output      *tail
	stopTimeout time.Duration
	done        chan struct{}
	stop        sync.Once
}

// guard starts its arguments and ends them when standard input closes, which
// the system does however the parent died, kill -9 included. A background job
// of sh reads from /dev/null, hence descriptor 3.
const guard = `exec 3<&0
"$@" </dev/null 3<&- &
child=$!
(cat <&3; kill $child) >/dev/null 2>&1 &
exec 3<&-
wait $child
`

// maxOutput is how many bytes of a program's output are kept.
const maxOutput = 4096

// Start starts the program. The program gets SIGTERM at Stop, or when this
// process ends, however it ends.
func Start(o Options) (*Process, error) {
	p := &Process{output: &tail{limit: maxOutput}, stopTimeout: o.StopTimeout, done: make(chan struct{})}
	p.command = exec.Command("sh", append([]string{"-c", guard, "sh"}, o.Command...)...)
	p.command.Dir, p.command.Env = o.Dir, o.Env
	p.command.Stdout, p.command.Stderr = p.output, p.output
	// A group of its own: Ctrl-C is for the parent, which ends its children in
	// order.
	p.command.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	p.command.WaitDelay = o.StopTimeout
	var err error
	if p.stdin, err = p.command.StdinPipe(); err != nil {
		return nil, err
	}
	if err := p.command.Start(); err != nil {
		return nil, fmt.Errorf("start %s: %w", o.Command[0], err)
	}
	go func() {
		_ = p.command.Wait() // its output tells how it ended
		close(p.done)
	}()
	return p, nil
}

// Done is closed when the program has ended, by Stop or by itself.
func (p *Process) Done() <-chan struct{} { return p.done }

// Output returns the end of what the program printed.
func (p *Process) Output() string { return p.output.String() }

// Stop ends the program and returns when it is gone, killing it if it takes
// longer than StopTimeout.
func (p *Process) Stop() error {
	var err error
	p.stop.Do(func() {
		err = p.stdin.Close()
		select {
		case <-p.done:
			err = nil
		case <-time.After(p.stopTimeout):
			err = syscall.Kill(-p.command.Process.Pid, syscall.SIGKILL)
			<-p.done
		}
	})
	return err
}

// tail keeps the end of what is written to it.
type tail struct {
	mu      sync.Mutex
	limit   int
	content []byte
}

func (t *tail) Write(p []byte) (int, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.content = append(t.content, p...)
	if over := len(t.content) - t.limit; over > 0 {
		t.content = t.content[over:]
	}
	return len(p), nil
}

func (t *tail) String() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	return string(bytes.TrimSpace(t.content))
}
